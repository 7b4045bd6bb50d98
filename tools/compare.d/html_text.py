"""The text of a piece of HTML, a line a block, as html_text.mjs makes it for the Node runners."""

import re

from lxml import html

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table tr ul".split()
)
HIDDEN = frozenset(("script", "style", "template", "noscript"))


def text_of(markup: str) -> str:
    """Words of different blocks stay apart; white space within a block becomes one space."""
    if not markup.strip():
        return ""
    pieces: list[str] = []
    _append(pieces, html.document_fromstring(markup))
    return re.sub(r" *\n\s*", "\n", "".join(pieces)).strip()


def _append(pieces: list[str], root: html.HtmlElement) -> None:
    """Without recursion: pages may nest deeper than Python's stack."""
    stack: list[html.HtmlElement | str] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        after = [re.sub(r"\s+", " ", one.tail)] if one.tail and one is not root else []
        if isinstance(one.tag, str) and one.tag not in HIDDEN:
            edge = ["\n"] if one.tag in BLOCKS else []
            pieces += edge
            pieces.append(re.sub(r"\s+", " ", one.text or ""))
            after = edge + after
            stack.extend(reversed(after))
            stack.extend(reversed(one))
        else:
            stack.extend(after)
