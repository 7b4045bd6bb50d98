#!/usr/bin/env python3
"""Fit the content judge on pages with gold text and write rules/content.toml.

    tools/fit_content.py --corpora DIR --features build/release/block_features [--out rules/content.toml] [--check]

DIR holds collections as gold.jsonl + pages/. `block_features` prints, for each page, the evidence rows of the blocks that
the rules left. A block is body text if half of its 4-word shingles stand in the gold. Two layers of small trees are fitted
with LightGBM, the second on what the first says of pages it was not fitted on. For text dumps, weights of words come first
(clean/word_marks.h), by logistic regression; and since dumps with gold text are few, pages of the other collections are
printed by lynx, w3m and html2text, one way each, into --dumps. The half of bench/husk that is for tuning is fitted on too.
--check prints figures by cross-validation
over hosts (no host is fitted and scored at once) instead of writing the file.

Needs tools/requirements.txt, and Debian's lynx and w3m. Deterministic: one thread, fixed seeds, folds by a hash of the host.
"""
import argparse, collections, hashlib, json, os, re, string, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor
import lightgbm as lgb
import numpy as np
import scipy.sparse
from pathlib import Path
from sklearn.linear_model import SGDClassifier
from urllib.parse import urlparse

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools/husk.d"), str(ROOT / "tools/fit_content.d")]
import forms as husk_forms  # noqa: E402
import page_file as husk_pages  # noqa: E402
from printers import PRINTERS, print_page  # noqa: E402

# Collection -> weight of one of its pages. Collections whose gold is another tool's output are left out.
HTML = {"wcxb": 1.0, "fundus": 3.0, "l3s-gn1": 0.6, "daniel": 0.4, "zh-news": 0.4, "magic-html": 0.7, "readability": 0.5}
TEXT = {"text-dumps": 1.0}
# Gold texts read as dumps: all of them is body text, so that text which is clean already stays as it is.
CLEAN = {"fundus": 0.3, "wcxb": 0.15, "l3s-gn1": 0.1}
# Pages of these printed as dumps as well: the weight of one. Little where the gold holds headline and date.
PRINTED = {"wcxb": 1.0, "fundus": 2.0, "l3s-gn1": 0.2, "daniel": 0.2, "zh-news": 0.3, "magic-html": 0.3, "readability": 0.3}
HUSK_WEIGHT = 0.6
COPIED_WORDS = 4  # shorter texts may well stand twice
PRINTED_OTHERS = 0.4  # times that, if the page is no article
FOLDS = 5
SIZES = {"html": (60, 24, 0.12), "text": (80, 28, 0.11)}  # trees, leaves, learning rate
BOUNDS = {"html": (0.64, 0.33), "text": (0.72, 0.4)}  # strict and least: see Verdicts in src/rule/judge.h
FEATURES, SURROUND = 150, 11
SAID = 142  # and the two behind it: what a block's words say, those of the block before and of the block after
WORD_MARKS, WORD_UNIT = 65536, 4
WORD_DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+-"
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
WORD = re.compile(r"\w+")


def tokens(text):
    return TOKEN.findall(text.lower())


class Gold:
    """What a page's gold text holds: its shingles, short n-grams and lines."""

    def __init__(self, text):
        words = tokens(text)
        self.grams = [None] + [set(zip(*(words[i:] for i in range(n)))) for n in range(1, 5)]
        self.lines = {tuple(tokens(line)) for line in text.splitlines()}

    def share(self, text):
        """How much of a block stands in the gold, 0..1."""
        words = tokens(text)
        if not words:
            return 0.0
        if len(words) < 4:
            if tuple(words) in self.lines:
                return 1.0
            return 1.0 if len(words) >= 2 and tuple(words) in self.grams[len(words)] else 0.0
        shingles = list(zip(*(words[i:] for i in range(4))))
        return sum(s in self.grams[4] for s in shingles) / len(shingles)


class Page:
    def __init__(self, record, gold, corpus, weight):
        self.corpus, self.gold_text, self.texts = corpus, gold["text"], record["texts"]
        self.type, self.lang = gold.get("type"), gold.get("lang")
        self.id = record["id"]
        self.words = np.array(record["words"], dtype=np.float64)
        self.boxes = np.array(record["boxes"], dtype=np.int64).reshape(-1, 4)
        self.rows = np.frombuffer(bytes.fromhex(record["rows"]), dtype=np.uint8).reshape(-1, FEATURES).copy()
        self.marks = mark_matrix(record["marks"]) if "marks" in record else None
        known = Gold(gold["text"])
        self.share = np.array([known.share(t) for t in record["texts"]])
        self.label = (self.share >= 0.5).astype(np.int8)
        self.leave_out_copies()
        host = urlparse(gold.get("url") or "").netloc or self.id.split(".")[0].split("_")[0] + self.id[-12:]
        self.fold = int(hashlib.sha256(host.removeprefix("www.").encode()).hexdigest(), 16) % FOLDS
        weigh = self.words + 2.0
        self.weights = weight * weigh / weigh.sum() * 100 if len(weigh) else weigh

    def leave_out_copies(self):
        """Of blocks with the same text, only as many are body as the gold has: the first ones."""
        lines = collections.Counter(map(tuple, map(tokens, self.gold_text.splitlines())))
        seen = collections.Counter()
        for i, text in enumerate(self.texts):
            words = tuple(tokens(text))
            seen[words] += 1
            if len(words) >= COPIED_WORDS and seen[words] > max(lines[words], 1):
                self.label[i] = 0


def mark_matrix(marks):
    """A row a block: how often each mark of a word stands in it, over the root of how many marks it has."""
    counts = np.array([len(own) for own in marks], dtype=np.int64)
    columns = np.array([mark for own in marks for mark in own], dtype=np.int64)
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts)
    starts = np.concatenate([[0], np.cumsum(counts)])
    return scipy.sparse.csr_matrix((values, columns, starts), shape=(len(marks), WORD_MARKS))


def records_of(args, listing):
    """What block_features prints for a list of pages: a record each."""
    run = subprocess.run([args.features, *args.rules], input=listing.encode(), stdout=subprocess.PIPE, check=True)
    return map(json.loads, run.stdout.splitlines())


def read_printed(args):
    """Pages of the HTML collections as text dumps, but those that text-dumps has already."""
    os.makedirs(args.dumps, exist_ok=True)
    known = {json.loads(line)["id"].rsplit(".", 1)[0] for line in open(os.path.join(args.corpora, "text-dumps", "gold.jsonl"), encoding="utf-8")}
    jobs, listing, gold, weights = [], "", {}, {}
    for corpus, weight in PRINTED.items():
        folder = os.path.join(args.corpora, corpus)
        names = {os.path.splitext(f)[0]: f for f in sorted(os.listdir(os.path.join(folder, "pages")))}
        for record in list(map(json.loads, open(os.path.join(folder, "gold.jsonl"), encoding="utf-8")))[::args.every]:
            name = f"{corpus}.{record['id']}"
            source = os.path.join(folder, "pages", names.get(record["id"], ""))
            if not record.get("text") or record["id"] not in names or name in known or os.path.getsize(source) > 1500000:
                continue
            printer = PRINTERS[int(hashlib.sha256(name.encode()).hexdigest(), 16) % len(PRINTERS)]
            path = os.path.join(args.dumps, f"{name}.{printer}.txt")
            jobs.append((source, printer, path))
            gold[name] = record
            weights[name] = weight * (1 if record.get("type", "article") == "article" else PRINTED_OTHERS)
            listing += f"{name}\t{record.get('url') or ''}\t{path}\n"
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(lambda job: print_page(*job), jobs))
    return [Page(r, gold[r["id"]], "printed " + r["id"].split(".")[0], weights[r["id"]]) for r in records_of(args, listing)]


def read_pages(args, collections_):
    pages = []
    for corpus, weight in collections_.items():
        folder = os.path.join(args.corpora, corpus)
        gold = {r["id"]: r for r in map(json.loads, open(os.path.join(folder, "gold.jsonl"), encoding="utf-8")) if r.get("text")}
        gold = dict(list(gold.items())[::args.every])
        names = {os.path.splitext(f)[0]: f for f in sorted(os.listdir(os.path.join(folder, "pages")))}
        listing = "".join(f"{i}\t{g.get('url') or ''}\t{folder}/pages/{names[i]}\n" for i, g in gold.items() if i in names)
        for record in records_of(args, listing):
            pages.append(Page(record, gold[record["id"]], corpus, weight))
    return pages


def read_husk_benchmark(args, kind):
    """The half of bench/husk that is there for tuning: the two forms as HTML, or the two as dumps."""
    pages, golds, listing = [], {}, ""
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted((ROOT / "bench/husk/pages/tuning").glob("*.page"))[::args.every]:
            page = husk_pages.read_page(source)
            gold = {"text": "\n".join(b.text for b in page.blocks if b.label.is_body), "url": f"https://{page.head['host']}/", "lang": page.head["lang"]}
            for form in husk_forms.FORMS:
                if (form in husk_forms.HTML_FORMS) != (kind == "html"):
                    continue
                path = os.path.join(folder, f"{page.name}.{form}.{husk_forms.ENDINGS[form]}")
                with open(path, "w", encoding="utf-8") as out:
                    out.write(husk_forms.render(page, form).text)
                golds[os.path.basename(path)] = gold
                listing += f"{os.path.basename(path)}\t{gold['url']}\t{path}\n"
        for record in records_of(args, listing):
            pages.append(Page(record, golds[record["id"]], "husk " + record["id"].split(".")[-2], HUSK_WEIGHT))
    return pages


def read_clean_texts(args):
    """Pages that are nothing but body text."""
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        for corpus, weight in CLEAN.items():
            gold = {r["id"]: r for r in map(json.loads, open(os.path.join(args.corpora, corpus, "gold.jsonl"), encoding="utf-8")) if r.get("text")}
            gold = dict(list(gold.items())[::args.every])
            listing = ""
            for number, (name, record) in enumerate(gold.items()):
                path = os.path.join(folder, f"{number}.txt")
                open(path, "w", encoding="utf-8").write(record["text"])
                listing += f"{name}\t\t{path}\n"
            for record in records_of(args, listing):
                pages.append(Page(record, gold[record["id"]], "clean " + corpus, weight))
    return pages


def as_byte(x):
    return np.floor(np.clip(x, 0, 1) * 200 + 0.5).astype(np.uint8)


def surround(page, first):
    """The second layer's rows; the same sums as surround() in src/clean/content.cc."""
    n = len(first)
    out = np.zeros((n, SURROUND), dtype=np.uint8)
    out[:, 0] = as_byte(first)
    for column, offset in enumerate((-3, -2, -1, 1, 2, 3), start=1):
        moved = np.zeros(n)
        if abs(offset) < n:
            if offset < 0:
                moved[-offset:] = first[:offset]
            else:
                moved[:-offset] = first[offset:]
        out[:, column] = as_byte(moved)
    sums = np.concatenate([[0], np.cumsum(first * page.words)])
    words = np.concatenate([[0], np.cumsum(page.words)])

    def mean(begin, end):
        weight = words[end] - words[begin]
        return as_byte(np.where(weight > 0, (sums[end] - sums[begin]) / np.maximum(weight, 1e-9), 0))
    out[:, 7] = mean(page.boxes[:, 0], page.boxes[:, 1])
    out[:, 8] = mean(page.boxes[:, 2], page.boxes[:, 3])
    out[:, 9] = mean(np.zeros(n, dtype=int), np.full(n, n))
    at = np.arange(n)
    out[:, 10] = mean(np.maximum(at - 8, 0), np.minimum(at + 9, n))
    return np.hstack([page.rows, out])


def fit(pages, rows, trees, leaves, rate):
    x, y, w = np.vstack(rows), np.concatenate([p.label for p in pages]), np.concatenate([p.weights for p in pages])
    data = lgb.Dataset(x, y, weight=w / w.mean(), params={"max_bin": 255, "min_data_in_bin": 3})
    params = {"objective": "binary", "num_leaves": leaves, "learning_rate": rate, "min_data_in_leaf": 60, "min_sum_hessian_in_leaf": 8.0, "lambda_l2": 5.0, "feature_fraction": 0.5,
              "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 7, "deterministic": True, "force_row_wise": True, "num_threads": THREADS, "verbose": -1}
    return lgb.train(params, data, num_boost_round=trees)


THREADS = 1


def fit_words(pages):
    """The weights of words, as whole numbers."""
    pages = [p for p in pages if len(p.rows)]
    x, y, w = scipy.sparse.vstack([p.marks for p in pages]), np.concatenate([p.label for p in pages]), np.concatenate([p.weights for p in pages])
    model = SGDClassifier(loss="log_loss", alpha=1e-6, max_iter=8, tol=None, random_state=1, average=True)
    model.fit(x, y, sample_weight=np.minimum(w / w.mean(), 8))
    return np.clip(np.floor(model.coef_[0] * 16 / WORD_UNIT + 0.5), -32, 31).astype(np.int8)


def say(words, page):
    """Enters what the words of each block say, as weigh_word_marks() in src/clean/word_marks.cc."""
    said = 128 + page.marks @ (words * float(WORD_UNIT))
    said = np.where(np.diff(page.marks.indptr) > 0, np.clip(np.floor(said + 0.5), 0, 255), 128).astype(np.uint8)
    page.rows[:, SAID] = said
    page.rows[1:, SAID + 1] = said[:-1]
    page.rows[:-1, SAID + 2] = said[1:]


def say_unseen(pages):
    """Each page's words, weighed by pages of other folds."""
    for fold in sorted({p.fold for p in pages}):
        words = fit_words([p for p in pages if p.fold != fold])
        for p in pages:
            if p.fold == fold:
                say(words, p)
    return fit_words(pages)


def two_layers(pages, size):
    """The weights of words (of dumps), and the two fitted layers, the second on out-of-fold judgements of the first."""
    pages = [p for p in pages if len(p.rows)]
    words = say_unseen(pages) if pages[0].marks is not None else None
    first_out = {}
    for fold in range(FOLDS):
        seen = [p for p in pages if p.fold != fold]
        model = fit(seen, [p.rows for p in seen], *size)
        for p in pages:
            if p.fold == fold:
                first_out[id(p)] = model.predict(p.rows) if len(p.rows) else np.zeros(0)
    first = fit(pages, [p.rows for p in pages], *size)
    second = fit(pages, [surround(p, first_out[id(p)]) for p in pages], *size)
    return words, first, second


def predict(words, first, second, page):
    if not len(page.rows):
        return np.zeros(0)
    if words is not None:
        say(words, page)
    return second.predict(surround(page, first.predict(page.rows)))


# ---- the decision and the figures (as score.py defines them)

def threshold(page, scores, strict, least):
    if not len(scores):
        return least
    order = np.lexsort((np.arange(len(scores)), -scores))
    hits, kept = np.cumsum((scores * page.words)[order]), np.cumsum(page.words[order])
    f1 = 2 * hits / np.maximum(kept + (scores * page.words).sum(), 1e-9)
    return max(strict * float(f1.max()) ** 2, least)


def kept_text(page, scores, strict, least):
    cut = threshold(page, scores, strict, least)
    return "\n".join(t for t, s in zip(page.texts, scores) if s >= cut)


def shingle(gold, text):
    def bag(words):
        return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)) if words)
    g, t = bag(WORD.findall(gold)), bag(WORD.findall(text))
    tp = sum((g & t).values())
    return tp / max(sum(t.values()), 1), tp / max(sum(g.values()), 1)


def words_f1(gold, text):
    g, t = WORD.findall(gold.lower()), WORD.findall(text.lower())
    hit = sum((collections.Counter(g) & collections.Counter(t)).values())
    return 2 * hit / max(len(g) + len(t), 1)


def report(pages, scores, strict, least):
    rows = collections.defaultdict(list)
    for page, s in zip(pages, scores):
        text = kept_text(page, s, strict, least)
        figures = (*shingle(page.gold_text, text), words_f1(page.gold_text, text))
        rows[page.corpus].append(figures)
        if page.corpus in ("wcxb", "text-dumps"):
            rows[f"  {page.corpus} {page.type}"].append(figures)
    for name, figures in sorted(rows.items()):
        p, r, f = np.mean(figures, axis=0)
        print(f"  {name:28s} pages {len(figures):5d}  shingle {2 * p * r / max(p + r, 1e-9):.4f} (p {p:.3f} r {r:.3f})  words {f:.4f}", flush=True)


def check(pages, size, grid, folds):
    scores = [None] * len(pages)
    for fold in range(folds):
        seen = [p for p in pages if p.fold != fold]
        fitted = two_layers(seen, size)
        for i, p in enumerate(pages):
            if p.fold == fold:
                scores[i] = predict(*fitted, p)
    pages, scores = zip(*[(p, s) for p, s in zip(pages, scores) if s is not None])
    for strict, least in grid:
        print(f"threshold {strict} times the square of the F1 to expect, at least {least}")
        report(pages, scores, strict, least)
    print("best choice of whole blocks")
    report(pages, [p.label.astype(float) for p in pages], 0, 0.5)


# ---- writing

def tree_line(node):
    if "leaf_value" in node:
        return f"-1 {int(np.clip(round(node['leaf_value'] * 1000), -32768, 32767))}"
    value = int(np.clip(round(node["internal_value"] * 1000), -32768, 32767))
    return f"{node['split_feature']} {int(np.floor(node['threshold']))} {value} {tree_line(node['left_child'])} {tree_line(node['right_child'])}"


def forest_lines(model):
    lines = [tree_line(t["tree_structure"]) for t in model.dump_model()["tree_info"]]
    return "\n".join(["0", *lines])


def linear_line(pages):
    from sklearn.linear_model import LogisticRegression
    x, y, w = np.vstack([p.rows for p in pages]) / 200.0, np.concatenate([p.label for p in pages]), np.concatenate([p.weights for p in pages])
    model = LogisticRegression(C=1.0, max_iter=300).fit(x, y, sample_weight=w / w.mean())
    return " ".join(str(int(round(v * 1000))) for v in [model.intercept_[0], *model.coef_[0]])


HEADER = """# The content judge: is a block that the rules left body text? Written by tools/fit_content.py, not by hand.
# How to read a tree: src/rule/judge.h. What the features are: src/clean/evidence_table.cc.
dehusk = 1

[pack]
name = 'content'
about = 'The content stage: evidence from the page, weighed by small trees'

[[rule]]
id = 'content/evidence'
why = 'Does not look like body text: see the evidence'
husk = 'other'
risk = 'low'
builtin = 'evidence'

[[rule]]
id = 'tidy/empty-heading'
why = 'Heading of a section that is gone'
husk = 'other'
risk = 'low'
builtin = 'empty-heading'

[content]
"""


def word_lines(words):
    text = "".join(WORD_DIGITS[int(w) + 32] for w in words)
    return "\n".join(text[i:i + 128] for i in range(0, len(text), 128))


def part(name, pages, size, strict, least):
    words, first, second = two_layers(pages, size)
    weights = f"words = '''\n{word_lines(words)}\n'''\n" if words is not None else ""
    return f"""
[content.{name}]
strict = {strict}
least = {least}
{weights}first = '''
{forest_lines(first)}
'''
second = '''
{forest_lines(second)}
'''
linear = '''
{linear_line(pages)}
'''
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--features", default="build/release/block_features")
    parser.add_argument("--rules", nargs="*", default=[], help="rule files in place of the built-in ones")
    parser.add_argument("--out", default="rules/content.toml")
    parser.add_argument("--dumps", default="build/dumps", help="where pages printed as text are kept")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", choices=["html", "text"])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="use every N-th page only: a quick look")
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five folds --check scores")
    parser.add_argument("--trees", type=int, help="in place of the usual number, and so for the next two")
    parser.add_argument("--leaves", type=int)
    parser.add_argument("--rate", type=float)
    args = parser.parse_args()
    sizes = {kind: tuple(given or usual for given, usual in zip((args.trees, args.leaves, args.rate), own)) for kind, own in SIZES.items()}
    kinds = [(name, c) for name, c in (("html", HTML), ("text", TEXT)) if args.only in (None, name)]
    text = HEADER
    for name, wanted in kinds:
        pages = read_pages(args, wanted) + read_husk_benchmark(args, name) + (read_clean_texts(args) + read_printed(args) if name == "text" else [])
        print(f"{name}: {len(pages)} pages, {sum(len(p.rows) for p in pages)} blocks, {np.mean([p.label.mean() for p in pages if len(p.rows)]):.3f} of a page's are body", file=sys.stderr)
        if args.check:
            check(pages, sizes[name], [BOUNDS[name], (0, 0.5)], args.folds)
        else:
            text += part(name, pages, sizes[name], *BOUNDS[name])
    if not args.check:
        with open(args.out, "w", encoding="utf-8") as out:
            out.write(text)


if __name__ == "__main__":
    main()
