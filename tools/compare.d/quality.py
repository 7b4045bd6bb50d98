"""How near a text is to its gold text. Three measures, since each is used somewhere and each hides something:

- shingles: runs of four words, counted; a page's share of hits, of what is too much and of what is missing. Precision and
  recall are means over the pages, and F1 is their harmonic mean: the article extraction benchmark's definition.
- words: lower-cased words, counted, without their order. P, R and F1 are means over the pages: WCXB's definition.
- snippets: the share of `with` that stands in the text, of `without` that stands in it, and of each kind of `husk` that
  does. All snippets of all pages together.

A page without a text counts as an empty text.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

WORD = re.compile(r"\w+")
RUN = 4  # words a shingle


class GoldFault(Exception):
    """What is wrong with a gold file."""


@dataclass(frozen=True)
class Gold:
    """What is known of one page."""

    text: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    husk: dict[str, tuple[str, ...]] = field(default_factory=dict)  # snippets that must go, by kind
    type: str = ""
    lang: str = ""


def read_gold(path: Path) -> dict[str, Gold]:
    """By page id. Raises GoldFault."""
    records = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                records[record["id"]] = _gold(record)
            except (ValueError, KeyError, TypeError, AttributeError) as fault:
                raise GoldFault(f"{path}:{number}: no gold record ({type(fault).__name__}: {fault})") from fault
    return records


def _gold(record: dict[str, object]) -> Gold:
    husk = record.get("husk") or {}
    return Gold(
        text=record.get("text"),
        wanted=tuple(record.get("with") or ()),
        unwanted=tuple(record.get("without") or ()),
        husk={kind: tuple(snippets) for kind, snippets in husk.items()},
        type=str(record.get("type") or "none"),
        lang=str(record.get("lang") or "none"),
    )


@dataclass
class Found:
    """Of `all` asked for, how many there are."""

    found: int = 0
    all: int = 0

    def add(self, snippets: Iterable[str], flat_text: str) -> None:
        for snippet in snippets:
            self.found += _flat(snippet) in flat_text
            self.all += 1

    @property
    def share(self) -> float | None:
        return self.found / self.all if self.all else None


@dataclass
class Quality:
    """Of one tool on some pages. None: their gold does not tell."""

    pages: int
    shingle_f1: float | None = None
    shingle_precision: float | None = None
    shingle_recall: float | None = None
    words_f1: float | None = None
    words_precision: float | None = None
    words_recall: float | None = None
    wanted_kept: float | None = None
    unwanted_left: float | None = None
    husk_left: dict[str, float | None] = field(default_factory=dict)  # by kind

    @property
    def snippets_right(self) -> float | None:
        """Of wanted and unwanted snippets, both halves weighing the same, the share that was treated as it should be."""
        if self.wanted_kept is None or self.unwanted_left is None:
            return None
        return (self.wanted_kept + 1 - self.unwanted_left) / 2

    def figures(self) -> dict[str, float | None]:
        """By name, all of them."""
        rest = {name: value for name, value in asdict(self).items() if name not in ("pages", "husk_left")}
        left = {f"left_{kind}": value for kind, value in self.husk_left.items()}
        return {**rest, "snippets_right": self.snippets_right, **left}


def quality(pages: list[tuple[Gold, str]]) -> Quality:
    """Of these texts."""
    made = Quality(len(pages))
    with_text = [(gold.text, text) for gold, text in pages if gold.text is not None]
    if with_text:
        shingles = [_overlap(_shingles(gold), _shingles(text)) for gold, text in with_text]
        made.shingle_precision = _mean(_share(hits, surplus, missing) for hits, surplus, missing in shingles if hits + surplus) or 0.0
        made.shingle_recall = _mean(_share(hits, missing, surplus) for hits, surplus, missing in shingles if hits + missing) or 0.0
        made.shingle_f1 = _harmonic(made.shingle_precision, made.shingle_recall)
        words = [_words_figures(gold, text) for gold, text in with_text]
        made.words_precision, made.words_recall, made.words_f1 = (_mean(column) for column in zip(*words))
    wanted, unwanted, husk = Found(), Found(), dict[str, Found]()
    for gold, text in pages:
        flat_text = _flat(text)
        wanted.add(gold.wanted, flat_text)
        unwanted.add(gold.unwanted, flat_text)
        for kind, snippets in gold.husk.items():
            husk.setdefault(kind, Found()).add(snippets, flat_text)
    made.wanted_kept, made.unwanted_left = wanted.share, unwanted.share
    made.husk_left = {kind: found.share for kind, found in sorted(husk.items())}
    return made


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """Of a text of fewer words the whole of it."""
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))) if words else Counter()


def _overlap(gold: Counter[tuple[str, ...]], text: Counter[tuple[str, ...]]) -> tuple[int, int, int]:
    """What both have, what only the text has, what only the gold has."""
    hits = (gold & text).total()
    return hits, text.total() - hits, gold.total() - hits


def _share(hits: int, wrong: int, other_wrong: int) -> float:
    """`wrong`: what is too much, for precision; what is missing, for recall."""
    if wrong == other_wrong == 0:
        return 1.0
    return hits / (hits + wrong)


def _words_figures(gold: str, text: str) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    all_gold, all_text = Counter(WORD.findall(gold.lower())), Counter(WORD.findall(text.lower()))
    if not all_gold or not all_text:
        alike = float(not all_gold and not all_text)
        return alike, alike, alike
    hits = (all_gold & all_text).total()
    precision, recall = hits / all_text.total(), hits / all_gold.total()
    return precision, recall, _harmonic(precision, recall)


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def _mean(values: Iterable[float]) -> float | None:
    some = list(values)
    return sum(some) / len(some) if some else None


def _flat(text: str) -> str:
    return " ".join(text.lower().split())
