"""Reads a benchmark page: a small head, then sections of blocks, each block with the label that says whether it is body or husk.

    lang: en
    kind: article
    ...
    @nav menu            a section: a label, and the place on the page that decides its markup
    - News               blocks: one a line, the mark in front says what they are
    @body
    The cellar opened on Monday.

The whole format: bench/husk/README.md.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from places import PLACES, STYLES

HUSK = (
    "nav", "ad", "donation", "newsletter", "caption", "credit", "byline", "date", "share", "related", "comment", "consent",
    "paywall", "legal", "other",
)  # fmt: skip
NEITHER = ("headline", "either")  # tools differ on these for good reasons: they count neither way
ALIKE = HUSK + ("steps", "slogan", "letter", "links", "table", "post", "short")  # what a body block can be mistaken for
KINDS = ("article", "blog", "forum", "product", "service", "listing", "documentation", "recipe", "interview", "report")
HEAD = ("lang", "kind", "site", "host", "title", "style", "note")
NEEDED = ("lang", "kind", "site", "host", "title")

LINK = re.compile(r"\[\[(.+?)\]\]")
MARK = re.compile(r"(####|###|##|#|-|>|\||!|&|\+|~|\d\d?\.)(?: (.*)|$)")
LABEL = re.compile(r"\{([a-z:]+)\} ?(.*)")
MARKS = {"#": "h1", "##": "h2", "###": "h3", "####": "h4", "-": "item", ">": "quote", "|": "row", "!": "button",
         "&": "image", "+": "more", "~": "code"}  # fmt: skip


class PageFault(Exception):
    """What is wrong with a page, with file and line."""


@dataclass(frozen=True)
class Label:
    """`nav` is a kind of husk; `body` is body; `body:donation` is body that looks like an appeal."""

    name: str
    alike: str = ""

    @property
    def is_body(self) -> bool:
        return self.name == "body"

    @property
    def is_husk(self) -> bool:
        return self.name in HUSK

    def __str__(self) -> str:
        return f"{self.name}:{self.alike}" if self.alike else self.name


@dataclass
class Block:
    """One line of the page: a paragraph, an item, a button, a row of a table..."""

    number: int  # in the page, from 0
    line: int  # in the file, from 1
    role: str  # para, or a value of MARKS
    label: Label
    source: str  # as written: with the brackets of links

    @property
    def text(self) -> str:
        """What a reader sees; the cells of a row with spaces between."""
        shown = LINK.sub(r"\1", self.source)
        return " ".join(cell for cell in self.cells(shown)) if self.role == "row" else shown

    def cells(self, shown: str | None = None) -> list[str]:
        """Of a row."""
        return [cell.strip() for cell in (self.source if shown is None else shown).split(" | ")]


@dataclass
class Section:
    """Consecutive blocks in one container of the page."""

    label: Label
    place: str
    line: int
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Page:
    """A page as written."""

    path: Path
    head: dict[str, str]
    sections: list[Section]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def blocks(self) -> list[Block]:
        return [block for section in self.sections for block in section.blocks]


def read_page(path: Path) -> Page:
    """Raises PageFault with all that is wrong with the page."""
    lines = path.read_text(encoding="utf-8").split("\n")
    faults: list[str] = []
    page = Page(path, {}, [])
    for number, line in enumerate(lines, 1):
        line = line.strip()
        reason = "" if not line or line.startswith("// ") else _take(page, line, number)
        if reason:
            faults.append(f"{path}:{number}: {reason}")
    faults += [f"{path}:1: the head has no '{key}:'" for key in NEEDED if key not in page.head]
    faults += [f"{path}:{section.line}: a section without blocks" for section in page.sections if not section.blocks]
    if not any(block.label.is_body for block in page.blocks):
        faults.append(f"{path}:1: no block of the page is body")
    if faults:
        raise PageFault("\n".join(faults))
    return page


def _take(page: Page, line: str, number: int) -> str:
    """Adds one line to the page. Returns what is wrong with it, or nothing."""
    if line.startswith("@"):
        return _open(page, line[1:], number)
    if not page.sections:
        key, colon, value = line.partition(":")
        if not colon or key not in HEAD:
            return f"the head has only {', '.join(HEAD)}; sections begin with '@'"
        if key == "kind" and value.strip() not in KINDS:
            return f"the kinds of page are {', '.join(KINDS)}"
        if key == "style" and value.strip() not in STYLES:
            return f"the styles are {', '.join(STYLES)}"
        page.head[key] = value.strip()
        return ""
    return _add(page, line, number)


def _open(page: Page, line: str, number: int) -> str:
    name, _, place = line.partition(" ")
    label = label_of(name)
    if isinstance(label, str):
        return label
    places = PLACES[label.name]
    place = place.strip() or next(iter(places))
    if place not in places:
        return f"'{label.name}' stands in the places {', '.join(places)}"
    page.sections.append(Section(label, place, number))
    return ""


def label_of(name: str) -> Label | str:
    """The label of that name, or why it is none."""
    first, _, alike = name.partition(":")
    if first not in (*HUSK, *NEITHER, "body"):
        return f"the labels are body, {', '.join((*HUSK, *NEITHER))}"
    if alike and (first != "body" or alike not in ALIKE):
        return f"only body can look like something else, and that is one of {', '.join(ALIKE)}"
    return Label(first, alike)


def _add(page: Page, line: str, number: int) -> str:
    section = page.sections[-1]
    found = MARK.match(line)
    role, text = (MARKS.get(found[1], "step"), found[2] or "") if found else ("para", line.removeprefix("\\"))
    own = LABEL.match(text)
    label: Label | str = section.label
    if own:
        label, text = label_of(own[1]), own[2]
    if isinstance(label, str):
        return label
    if not text.strip():
        return "a block without words"
    if text.count("[[") != len(LINK.findall(text)) or text.count("]]") != text.count("[["):
        return "a link is [[its words]], in one line"
    if role == "more" and (not section.blocks or section.blocks[-1].role in ("row", "image", "code")):
        return "'+' goes on in the element of the line before, and here is none that could"
    section.blocks.append(Block(len(page.blocks), number, role, label, text.strip()))
    return ""
