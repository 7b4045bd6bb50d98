"""Quality beside speed, a table a collection, for a terminal or as Markdown. A + marks what is better than dehusk's."""

from dataclasses import dataclass, field

from corpora import Collection, Figures
from figures import YARDSTICK, Speed, short

HEADINGS = {
    "shingle_f1": "shingle F1",
    "shingle_precision": "P",
    "shingle_recall": "R",
    "words_f1": "words F1",
    "words_precision": "P",
    "words_recall": "R",
    "snippets_right": "snippets right",
    "wanted_kept": "with",
    "unwanted_left": "without",
    "left_navigation": "left: navigation",
    "left_captions": "captions",
    "left_appeals": "appeals",
    "husk_right": "words right",
    "leak": "leak",
    "loss": "loss",
    "leak_nav": "leak: navigation",
    "leak_donation": "appeals",
    "leak_caption": "captions",
}
LOW_IS_GOOD = ("unwanted_left", "left_", "leak", "loss")


@dataclass
class Row:
    """One tool on one collection."""

    speed: Speed
    quality: Figures = field(default_factory=dict)  # empty: the tool makes no text, or nothing of it was run
    groups: dict[str, Figures] = field(default_factory=dict)  # the same by type or language

    @property
    def name(self) -> str:
        return self.speed.name

    def as_json(self) -> dict[str, object]:
        return {**self.speed.as_json(), "quality": self.quality, **({"by": self.groups} if self.groups else {})}


def quality_table(collection: Collection, rows: list[Row], markdown: bool) -> str:
    """The best by the collection's main figure first."""
    names = _known([row.quality for row in rows])
    mine = next((row.quality for row in rows if row.name == YARDSTICK), {})
    lines = [["tool", *(HEADINGS.get(name, name) for name in names), "MB/s", "x dehusk", "pages", "failed"]]
    for row in ranked(rows, collection.main):
        if row.speed.pages:
            cells = [_cell(row.quality.get(name), mine.get(name), name) for name in names]
            speed = [short(row.speed.mb_per_second), short(row.speed.times_dehusk)]
            lines.append([row.speed.version or row.name, *cells, *speed, str(row.speed.pages), str(row.speed.failed)])
    return aligned(lines, markdown)


def groups_table(collection: Collection, rows: list[Row], by: str, markdown: bool) -> str:
    """The main figure by kind of page or language, a column each."""
    values = sorted({value for row in rows for value in row.groups})
    mine = next((row.groups for row in rows if row.name == YARDSTICK), {})
    main = collection.main
    lines = [[f"{HEADINGS[main]} by {by}", *values]]
    for row in ranked(rows, main):
        if row.groups:
            pairs = ((row.groups.get(value, {}).get(main), mine.get(value, {}).get(main)) for value in values)
            lines.append([row.name, *(_cell(value, own, main) for value, own in pairs)])
    return aligned(lines, markdown)


def overview(collections: list[tuple[Collection, list[Row]]], speeds: list[Speed], markdown: bool) -> str:
    """The main figure of each collection side by side, and the speed over all pages; ranked as on the first collection."""
    lines = [["tool", *(f"{one.name}, {HEADINGS[one.main]}" for one, _ in collections), "MB/s", "x dehusk", "failed"]]
    first, rows_of_first = collections[0]
    for tool in ranked(rows_of_first, first.main):
        cells = []
        for one, rows in collections:
            by_name = {row.name: row.quality.get(one.main) for row in rows}
            cells.append(_cell(by_name.get(tool.name), by_name.get(YARDSTICK), one.main))
        speed = next(speed for speed in speeds if speed.name == tool.name)
        if speed.pages:
            rest = [short(speed.mb_per_second), short(speed.times_dehusk), str(speed.failed)]
            lines.append([tool.speed.version or tool.name, *cells, *rest])
    return aligned(lines, markdown)


def ranked(rows: list[Row], main: str) -> list[Row]:
    """Those without the figure last."""
    return sorted(rows, key=lambda row: -(row.quality.get(main) or -1.0))


def _known(all_figures: list[Figures]) -> list[str]:
    """The names of figures that some tool has, in the order of HEADINGS; others (kinds of snippets) after them."""
    have = [name for one in all_figures for name, value in one.items() if value is not None]
    return [name for name in HEADINGS if name in have] + sorted(set(have) - set(HEADINGS))


def _cell(value: float | None, own: float | None, name: str) -> str:
    if value is None:
        return "-"
    ahead = round(value, 3) - round(own, 3) if own is not None else 0.0  # of what is shown
    better = ahead < 0 if name.startswith(LOW_IS_GOOD) else ahead > 0
    return f"{value:.3f}{'+' if better else ' '}"


def aligned(lines: list[list[str]], markdown: bool) -> str:
    """Names to the left, figures to the right."""
    if markdown:
        lines = [[cell.strip() for cell in line] for line in lines]
        return "\n".join("| " + " | ".join(line) + " |" for line in [lines[0], ["---"] * len(lines[0]), *lines[1:]])
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    padded = ([cell.rjust(width) if i else cell.ljust(width) for i, (cell, width) in enumerate(zip(line, widths))] for line in lines)
    return "\n".join("  ".join(line).rstrip() for line in padded)
