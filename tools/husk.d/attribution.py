"""Which words of which block stand in a tool's output.

Cleaning leaves a subsequence of the page's words, so the output is aligned with the page, not searched: "Share" in a sentence of the
body is no leaked button. Three rounds, each over what the rounds before left unexplained:

  1. body and headline against the whole output (longest common subsequence): what body explains is never a leak;
  2. the husk between two words that round 1 placed, against the output between them;
  3. any block not found yet, anywhere in what is left: tools move titles and notes about.

Only runs count: four words in a row (eight signs of Chinese or Japanese), or a whole block that is shorter.
"""

import re
import unicodedata
from collections.abc import Sequence

MARKUP = re.compile(r"\]\([^()\s]*\)|\[\d+\](?!\()|(?m:^\s*\d\d?\.\s)|\((?:BUTTON|FORM)\)|\[(?:IMG|INLINE|LINK)\]")
TOKEN = re.compile(r"https?://[^\s<>\[\]()|\"']+|[^\W_]+(?:[\u0300-\u036f\u064b-\u0652\u0654\u0655]+[^\W_]*)*")
WIDE = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9d])")
RUN = 4.0  # weight that a run of words must have to count, unless it is a whole block


def tokens(text: str) -> list[str]:
    """The words of a text, folded; each sign of Chinese and Japanese, each address."""
    text = unicodedata.normalize("NFKC", MARKUP.sub(" ", text)).casefold().replace("\u00ad", "").replace("\u200b", "")
    found: list[str] = []
    for token in TOKEN.findall(text):
        if token.startswith("http"):
            found.append(token.rstrip("/.,;:"))
        else:
            found += [part for part in WIDE.split(token) if part]
    return found


def weight(token: str) -> float:
    """Two signs weigh as one word."""
    return 0.5 if WIDE.fullmatch(token) else 1.0


def common_subsequence(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """A longest one, as pairs of places; bit-parallel (Hyyro), so that pages of thousands of words take milliseconds."""
    if not left or not right:
        return []
    places: dict[str, int] = {}
    for i, token in enumerate(left):
        places[token] = places.get(token, 0) | 1 << i
    mask = (1 << len(left)) - 1
    rows, row = [], mask
    for token in right:
        hits = row & places.get(token, 0)
        row = ((row + hits) | (row - hits)) & mask
        rows.append(row)
    pairs, i, j = [], len(left) - 1, len(right) - 1
    while i >= 0 and j >= 0:
        if rows[j] >> i & 1:
            i -= 1
        elif j > 0 and not rows[j - 1] >> i & 1:
            j -= 1
        else:
            pairs.append((i, j))
            i, j = i - 1, j - 1
    pairs.reverse()
    return pairs


def joined(pairs: list[tuple[int, int]], left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The same subsequence with its pairs moved beside their neighbours where the words allow: of two equal words, the one
    that stands in the sentence."""
    moved = list(pairs)
    for n in range(len(moved) - 2, -1, -1):
        _move(moved, n, moved[n + 1], -1, left, right)
    for n in range(1, len(moved)):
        if n + 1 == len(moved) or moved[n + 1] != (moved[n][0] + 1, moved[n][1] + 1):
            _move(moved, n, moved[n - 1], 1, left, right)
    return moved


def _move(moved: list[tuple[int, int]], n: int, beside: tuple[int, int], step: int, left: Sequence[str], right: Sequence[str]) -> None:
    """Pair n to the place before (-1) or behind (1) the pair `beside`, if the same word stands there on both sides."""
    (i, j), (new_i, new_j) = moved[n], (beside[0] + step, beside[1] + step)
    if (new_i - i) * step <= 0 and (new_j - j) * step <= 0 and left[new_i] == right[new_j] == left[i]:
        moved[n] = (new_i, new_j)


class Attribution:
    """Of one output. `found[n]` holds, for each token of block n, whether it stands in the output."""

    def __init__(self, blocks: list[list[str]], explains: list[bool], output: str) -> None:
        """`explains[n]`: block n is body or headline, to which words belong before they belong to husk."""
        self.blocks = blocks
        self.output = tokens(output)
        self.found = [[False] * len(block) for block in blocks]
        self.taken = [False] * len(self.output)
        self._explain(explains)
        self._leftovers(explains)
        self._moved()

    def share(self, block: int) -> tuple[float, float]:
        """The weight of its tokens that stand in the output, and of all."""
        weights = [weight(token) for token in self.blocks[block]]
        return sum(w for w, is_found in zip(weights, self.found[block]) if is_found), sum(weights)

    def _explain(self, explains: list[bool]) -> None:
        placed = [(n, k) for n, block in enumerate(self.blocks) if explains[n] for k in range(len(block))]
        words = [self.blocks[n][k] for n, k in placed]
        self._mark(placed, joined(common_subsequence(words, self.output), words, self.output))

    def _leftovers(self, explains: list[bool]) -> None:
        """Round 2: both sides fall into the same stretches between what round 1 placed."""
        stretch_of_output = []  # the free tokens of the output between two placed ones
        free: list[int] = []
        for j, is_taken in enumerate(self.taken):
            if is_taken:
                stretch_of_output.append(free)
                free = []
            else:
                free.append(j)
        stretch_of_output.append(free)
        stretch = 0
        stretches: dict[int, list[tuple[int, int]]] = {}
        for n, block in enumerate(self.blocks):
            for k in range(len(block)):
                if self.found[n][k]:
                    stretch += 1
                elif not explains[n]:
                    stretches.setdefault(stretch, []).append((n, k))
        for number, placed in stretches.items():
            rest = stretch_of_output[number]
            words = [self.blocks[n][k] for n, k in placed]
            left_over = [self.output[j] for j in rest]
            pairs = joined(common_subsequence(words, left_over), words, left_over)
            self._mark(placed, [(i, rest[j]) for i, j in pairs])

    def _moved(self) -> None:
        """Round 3: runs of blocks that were not found at all."""
        starts: dict[str, list[int]] = {}
        for j, token in enumerate(self.output):
            if not self.taken[j]:
                starts.setdefault(token, []).append(j)
        for n, block in enumerate(self.blocks):
            if not block or any(self.found[n]) or sum(map(weight, block)) < RUN:
                continue
            for k in range(len(block)):
                if self.found[n][k]:
                    continue
                run = max((self._run(block, k, j) for j in starts.get(block[k], [])), key=len, default=[])
                self._mark([(n, k + i) for i in range(len(run))], list(enumerate(run)))

    def _run(self, block: list[str], k: int, j: int) -> list[int]:
        run: list[int] = []
        while k < len(block) and j < len(self.output) and not self.taken[j] and self.output[j] == block[k]:
            run.append(j)
            k, j = k + 1, j + 1
        return run

    def _mark(self, placed: list[tuple[int, int]], pairs: list[tuple[int, int]]) -> None:
        """Takes down the pairs that stand in runs long enough."""
        run: list[tuple[int, int, int]] = []  # block, token, place in the output
        for i, j in pairs:
            n, k = placed[i]
            if run and (n, k - 1, j - 1) != run[-1]:
                self._take(run)
                run = []
            run.append((n, k, j))
        self._take(run)

    def _take(self, run: list[tuple[int, int, int]]) -> None:
        if not run:
            return
        block = self.blocks[run[0][0]]
        if sum(weight(block[k]) for _, k, _ in run) < RUN and len(run) < len(block):
            return
        for n, k, j in run:
            self.found[n][k] = True
            self.taken[j] = True
