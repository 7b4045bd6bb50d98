"""Leak and loss: what share of the husk words a tool left in, and what share of the body words it took, by kind.

Shares are over words, all blocks of a kind together, so a leaked appeal weighs more than a leaked "Share".
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from attribution import Attribution, tokens
from dump_forms import Form
from page_file import Block, Label, Page


@dataclass
class Sum:
    """Words of some blocks."""

    found: float = 0.0
    all: float = 0.0

    def add(self, found: float, all_words: float) -> None:
        self.found += found
        self.all += all_words


@dataclass
class Fate:
    """What became of one block on one page in one form."""

    page: Page
    form: str
    block: Block | None  # None: what the form added of its own
    label: Label
    text: str
    found: float
    all: float

    @property
    def wrong(self) -> float:
        """The words that leaked or were lost."""
        return self.found if self.label.is_husk else self.all - self.found if self.label.is_body else 0.0


def fates(page: Page, name: str, form: Form, output: str) -> list[Fate]:
    """Of all blocks of the page that the form shows, headline and the like left out."""
    added = Label("other")
    title = tokens(form.title)
    begins_with_title = bool(title) and tokens(output[: 4 * len(form.title) + 80])[: len(title)] == title
    blocks: list[tuple[Block | None, Label, str]] = [(None, Label("headline"), form.title)] if begins_with_title else []
    blocks += [(None, added, text) for text in form.before]
    blocks += [(block, block.label, block.text) for block in page.blocks if block.number not in form.hidden]
    blocks += [(None, added, text) for text in form.after]
    attribution = Attribution([tokens(text) for _, _, text in blocks], [not label.is_husk for _, label, _ in blocks], output)
    made = []
    for n, (block, label, text) in enumerate(blocks):
        found, total = attribution.share(n)
        if total and (label.is_husk or label.is_body):
            made.append(Fate(page, name, block, label, text, found, total))
    return made


@dataclass
class Figures:
    """Of one tool."""

    leak: dict[str, Sum] = field(default_factory=dict)  # by kind of husk; "all"
    loss: dict[str, Sum] = field(default_factory=dict)  # by what body looks like; "plain"; "all"


def figures(all_fates: list[Fate]) -> Figures:
    """Sums by kind."""
    made = Figures({"all": Sum()}, {"all": Sum()})
    for fate in all_fates:
        sums = made.leak if fate.label.is_husk else made.loss
        kind = fate.label.name if fate.label.is_husk else fate.label.alike or "plain"
        for key in (kind, "all"):
            sums.setdefault(key, Sum()).add(fate.wrong, fate.all)
    return made


def share(sums: dict[str, Sum], key: str) -> float | None:
    """Of the words under this key; None if there are none."""
    one = sums.get(key)
    return one.found / one.all if one and one.all else None


GROUPS: dict[str, Callable[[Fate], str]] = {
    "form": lambda fate: fate.form,
    "lang": lambda fate: fate.page.head["lang"],
    "kind": lambda fate: fate.page.head["kind"],
    "page": lambda fate: fate.page.name,
    "place": lambda fate: _place_of(fate),
}


def _place_of(fate: Fate) -> str:
    for section in fate.page.sections:
        if fate.block in section.blocks:
            return f"{fate.label.name} {section.place}"
    return "added by the form"


def kinds_table(tools: dict[str, list[Fate]]) -> str:
    """Leak and loss by kind, a column a tool."""
    made = {name: figures(one) for name, one in tools.items()}
    some = next(iter(made.values()))
    rows = [["leak of", "words", *made]]
    rows += [[kind, f"{some.leak[kind].all:.0f}", *(_shown(share(one.leak, kind)) for one in made.values())] for kind in _order(some.leak)]
    rows.append(["loss of body"])
    rows += [[kind, f"{some.loss[kind].all:.0f}", *(_shown(share(one.loss, kind)) for one in made.values())] for kind in _order(some.loss)]
    return _aligned(rows)


def groups_table(tools: dict[str, list[Fate]], by: str) -> str:
    """Leak and loss by one of GROUPS, two columns a tool."""
    key = GROUPS[by]
    names = list(dict.fromkeys(key(fate) for one in tools.values() for fate in one))
    rows = [[by, *(f"{name} {what}" for name in tools for what in ("leak", "loss"))]]
    for name in names if by == "form" else sorted(names):
        row = [name]
        for one in tools.values():
            made = figures([fate for fate in one if key(fate) == name])
            row += [_shown(share(made.leak, "all")), _shown(share(made.loss, "all"))]
        rows.append(row)
    return _aligned(rows)


def _order(sums: dict[str, Sum]) -> list[str]:
    """The weightiest kinds first, "all" last."""
    return sorted((kind for kind in sums if kind != "all"), key=lambda kind: -sums[kind].all) + ["all"]


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def _aligned(rows: list[list[str]]) -> str:
    columns = max(map(len, rows))
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(columns)]
    return "\n".join("  ".join(cell.ljust(widths[i]) if i == 0 else cell.rjust(widths[i]) for i, cell in enumerate(row)) for row in rows)
