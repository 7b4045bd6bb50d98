"""What the tools are run over: folders of pages, those of them that come with gold texts, and the husk benchmark.

Conventions of gold texts differ (is a headline body? a caption?), so each collection is scored by itself, and nothing is
averaged over them. Folders without gold texts are one collection together: only speed is taken.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quality import Gold, quality, read_gold

Texts = list[tuple[Path, str]]
Figures = dict[str, float | None]  # by name; see HEADINGS in tables.py


@dataclass
class Collection:
    """Pages that are scored together."""

    name: str
    pages: list[Path]
    score: Callable[[Texts], Figures] | None = None  # None: there is nothing to score by
    main: str = ""  # the figure that ranks the tools and that a plot shows
    group_of: Callable[[Path, str], str] = lambda page, by: ""  # by: type or lang


def choose(folders: list[Path], gold: Path | None, sample: int | None) -> list[Collection]:
    """The folders' pages, `sample` of each. Raises GoldFault. A folder that has a gold.jsonl is scored by it, or by `gold`."""
    without = Collection("", [])
    chosen = []
    for folder in folders:
        file = gold or folder / "gold.jsonl"
        known = read_gold(file) if gold or file.exists() else {}
        pages = sorted(page for page in folder.rglob("*.html") if not known or page.stem in known)
        random.Random(1).shuffle(pages)  # fixed, so that every run draws the same
        pages = pages[:sample]
        if known:
            chosen.append(_scored(folder.resolve().name, pages, {page: known[page.stem] for page in pages}))
        else:
            without.pages += pages
    return [one for one in [*chosen, without] if one.pages]


def _scored(name: str, pages: list[Path], gold: dict[Path, Gold]) -> Collection:
    has_text = any(one.text is not None for one in gold.values())
    return Collection(
        name,
        pages,
        score=lambda texts: quality([(gold[page], text) for page, text in texts]).figures(),
        main="words_f1" if has_text else "snippets_right",
        group_of=lambda page, by: gold[page].type if by == "type" else gold[page].lang,
    )


def shuffled(collections: list[Collection]) -> list[Path]:
    """All pages in a fixed order, so that the share a slow tool gets through is a fair sample of each collection."""
    pages = [page for one in collections for page in one.pages]
    random.Random(2).shuffle(pages)
    return pages
