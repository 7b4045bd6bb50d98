"""A page as text: as lynx prints it to a file, and as the converters to Markdown give it.

Each site is drawn one habit: lynx with numbered links and the list of references, or without; Markdown as html2text, as a reader
service with its own head, or as a crawler. What a form adds of its own (references, a head) is husk too: `before` and `after`.
"""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from html_forms import address_of, draw, place_of
from page_file import LINK, Block, Page


@dataclass
class Form:
    """A page as a tool gets it."""

    text: str
    title: str = ""  # stands before all else once more; a tool that begins with it has not moved the headline
    before: list[str] = field(default_factory=list)  # husk that is in no block of the page
    after: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)  # numbers of blocks that cannot be seen in this form


def is_whole_link(block: Block, is_linked: bool) -> bool:
    """True if the whole block is one link."""
    if "[[" in block.source:
        return False
    if block.role == "button":
        return block.label.name not in ("consent", "other", "comment", "newsletter")
    return is_linked and block.role in ("item", "para", "step")


def _absolute(page: Page, block: Block, words: str) -> str:
    address = address_of(page, block, words)
    return f"https://{page.head['host']}{address}" if address.startswith("/") else address


HEADINGS = ("h1", "h2", "h3", "h4")
TIGHT = ("item", "step", "row", "code")  # stand one below the other, without a blank line


@dataclass
class Entry:
    """One or more blocks that are printed as one."""

    role: str
    text: str
    step: int  # its number in a list of steps


def _entries(page: Page, shown: Callable[[Block, bool], str]) -> list[Entry]:
    """The blocks in order; `+`, and lines of a place that has no paragraphs, run on in the entry before."""
    entries: list[Entry] = []
    for section in page.sections:
        place = place_of(section)
        for i, block in enumerate(section.blocks):
            text = shown(block, is_whole_link(block, place.is_linked))
            if block.role == "more" or (i > 0 and place.is_flat and block.role == section.blocks[i - 1].role == "para"):
                entries[-1].text += f" {text}"
                continue
            step = entries[-1].step + 1 if entries and block.role == "step" else int(block.role == "step")
            entries.append(Entry(block.role, text, step))
    return entries


# --- lynx ---


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pieces(text: str) -> list[str]:
    """Where a line may break: at spaces, and around each wide character."""
    pieces, piece = [], ""
    for c in text:
        if unicodedata.east_asian_width(c) in "WF":
            pieces += [piece, c] if piece else [c]
            piece = ""
        else:
            piece += c
            if c == " ":
                pieces.append(piece)
                piece = ""
    return pieces + [piece] if piece else pieces


def wrap(text: str, first: str, later: str, columns: int) -> str:
    """`text` in lines of at most `columns`, the first and the later ones indented as given."""
    lines, line, room = [], "", columns - width(first)
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", columns - width(later)
        line += piece
    lines.append(line.rstrip())
    return "\n".join((later if i else first) + line for i, line in enumerate(lines))


class Lynx:
    """Prints one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        host = page.head["host"]
        self.columns = int(draw(host + " columns", "72", "78", "80"))
        self.has_numbers = draw(host + " numbers", "yes", "yes", "no") == "yes"
        self.image = draw(host + " image", "alt", "[alt]", "[IMG]")
        self.centres = draw(host + " centre", "yes", "no") == "yes"
        self.links: list[str] = []

    def form(self) -> Form:
        form, last = Form(""), ""
        for entry in _entries(self.page, self._shown):
            tight = entry.role == last and last in TIGHT
            form.text += ("" if tight or not last else "\n") + self._printed(entry) + "\n"
            last = entry.role
        if self.image == "[IMG]":
            form.hidden = {block.number for block in self.page.blocks if block.role == "image"}
        if self.has_numbers and self.links:
            rows = [f"{i:4}. {address}" for i, address in enumerate(self.links, 1)]
            form.text += "\nReferences\n\n" + "\n".join(rows) + "\n"
            form.after = ["References", *self.links]
        return form

    def _shown(self, block: Block, is_link: bool) -> str:
        if block.role == "image":
            return {"alt": block.source, "[alt]": f"[{block.source}]", "[IMG]": "[IMG]"}[self.image]
        parts = ["", block.source] if is_link else LINK.split(block.source)
        text = "".join(self._link(block, part) if i % 2 else part for i, part in enumerate(parts))
        if block.role == "row":
            text = "   ".join(block.cells(text))
        return f"(BUTTON) {text}" if block.role == "button" else text

    def _link(self, block: Block, words: str) -> str:
        if not self.has_numbers:
            return words
        self.links.append(_absolute(self.page, block, words))
        return f"[{len(self.links)}]{words}"

    def _printed(self, entry: Entry) -> str:
        role, text = entry.role, entry.text
        if role == "h1" and self.centres and width(text) < self.columns:
            return " " * ((self.columns - width(text)) // 2) + text
        if role in ("row", "code"):
            return f"   {text}"
        first = {"item": "     * ", "step": f"{entry.step:5}. ", "quote": "     "}.get(role, "" if role in HEADINGS else "   ")
        return wrap(text, first, " " * len(first), self.columns)


# --- Markdown ---


class Markdown:
    """Converts one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        host = page.head["host"]
        self.habit = draw(host + " markdown", "html2text", "reader", "crawler")
        self.bullet = {"html2text": "  * ", "reader": "*   ", "crawler": "* "}[self.habit]

    def form(self) -> Form:
        form, last = Form(""), ""
        if self.habit == "reader":
            address = f"https://{self.page.head['host']}/{self.page.name}"
            form.text = f"Title: {self.page.head['title']}\n\nURL Source: {address}\n\nMarkdown Content:\n"
            form.title = f"Title: {self.page.head['title']}"
            form.before = [f"URL Source: {address}", "Markdown Content:"]
        for entry in _entries(self.page, self._shown):
            tight = entry.role == last and last in TIGHT
            form.text += "```\n" if last == "code" and not tight else ""
            form.text += "" if tight or not form.text else "\n"
            form.text += "```\n" if entry.role == "code" and not tight else ""
            form.text += self._printed(entry) + "\n"
            if entry.role == "row" and not tight:
                form.text += "|" + " --- |" * (entry.text.count(" | ") + 1) + "\n"
            last = entry.role
        form.text += "```\n" if last == "code" else ""
        return form

    def _shown(self, block: Block, is_link: bool) -> str:
        if block.role == "image":
            file = hashlib.sha256(block.source.encode()).hexdigest()[:10]
            return f"![{block.source}](https://{self.page.head['host']}/media/{file}.jpg)"
        parts = ["", block.source] if is_link else LINK.split(block.source)
        text = "".join(self._link(block, part) if i % 2 else part for i, part in enumerate(parts))
        return " | ".join(block.cells(text)) if block.role == "row" else text

    def _printed(self, entry: Entry) -> str:
        role, text = entry.role, entry.text
        if role in ("h1", "h2") and self.habit == "reader":
            return f"{text}\n{('=' if role == 'h1' else '-') * max(3, width(text))}"
        if role == "row":
            return f"| {text} |"
        before = {"item": self.bullet, "step": f"{entry.step}. ", "quote": "> "}
        return ("#" * int(role[1]) + " " if role in HEADINGS else before.get(role, "")) + text

    def _link(self, block: Block, words: str) -> str:
        return f"[{words}]({_absolute(self.page, block, words)})"
