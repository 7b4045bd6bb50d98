"""A page as HTML: with the class names of its site's system, or with class names that say nothing.

The two share one tree. `semantic` writes it with the elements and class names of places.py; `hashed` puts what a bundler would have made
in place of each name, and mostly <div> in place of <nav>, <aside>, <figure>. Everything that is not on the page is drawn from its
host, so a site looks alike on all its pages and a page is the same on every machine.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from html import escape

from page_file import LINK, Block, Page, Section
from places import FRAME, INNER, PLACES, STYLES, Place

HASHES = ("emotion", "styled", "utility", "short")
UTILITIES = ("flex", "block", "grid", "relative", "w-full", "mt-4", "mb-6", "px-2", "py-3", "text-sm", "text-base", "gap-2", "items-center",
             "leading-6", "font-medium", "max-w-3xl", "mx-auto", "border-t", "rounded", "inline-block", "text-gray-600", "p-4")  # fmt: skip
SHARERS = {"facebook": "https://www.facebook.com/sharer/sharer.php?u=", "whatsapp": "https://wa.me/?text=",
           "telegram": "https://t.me/share/url?url=", "linkedin": "https://www.linkedin.com/sharing/share-offsite/?url=",
           "x": "https://x.com/intent/post?url=", "vk": "https://vk.com/share.php?url=", "line": "https://line.me/R/msg/text/?",
           "pinterest": "https://www.pinterest.com/pin/create/button/?url=", "reddit": "https://www.reddit.com/submit?url="}  # fmt: skip
TYPES = {"article": "NewsArticle", "interview": "NewsArticle", "report": "NewsArticle", "blog": "BlogPosting", "product": "Product",
         "recipe": "Recipe"}  # fmt: skip
AREAS = {"donation": "support", "newsletter": "newsletter", "legal": "legal", "byline": "author", "comment": "comments"}


def draw(seed: str, *choices: str) -> str:
    """One of the choices, always the same for the same seed."""
    return choices[int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") % len(choices)]


def style_of(page: Page) -> str:
    """The family of class names of the page's site."""
    return page.head.get("style") or draw(page.head["host"] + " style", *STYLES)


def address_of(page: Page, block: Block, words: str) -> str:
    """Where a link of this block leads."""
    name = block.label.name
    if name == "share":
        for sharer, address in SHARERS.items():
            if sharer in words.lower().split():
                return f"{address}https://{page.head['host']}/{page.name}"
    letters = (c for c in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(c))
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in letters).split()[:6])
    number = str(int(hashlib.sha256(words.encode()).hexdigest()[:6], 16))
    area = AREAS.get(name, draw(page.head["host"] + name, "a", "news", "p", "topic"))
    return f"https://partner.example/click?c={number}" if name == "ad" else f"/{area}/{slug or number}"


def place_of(section: Section) -> Place:
    """Where it stands."""
    return PLACES[section.label.name][section.place]


@dataclass(eq=False)
class Element:
    """Of the tree that both forms share. `name` holds class names."""

    tag: str
    name: str = ""
    inside: "list[Element | str]" = field(default_factory=list)  # a str is HTML
    attributes: str = ""


class Builder:
    """Makes the tree of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.style = style_of(page)
        self.inner = INNER[self.style]
        self.frame = FRAME[self.style]

    def build(self) -> Element:
        sections = self.page.sections
        told = [i for i, section in enumerate(sections) if section.label.name in ("body", "headline")]
        first, last = told[0], told[-1]
        while first and sections[first - 1].label.name in ("byline", "date", "either", "share") and sections[first - 1].place != "bare":
            first -= 1
        after = last + 1
        while after < len(sections) and self._ends_article(sections[after]):
            after += 1
        page, main, article, text = (Element("div", name) for name in self.frame[:4])
        main.tag, article.tag = "main", "article"
        begins = next((i for i in told if sections[i].label.name == "body" and sections[i].place != "standfirst"), first)
        for i, section in enumerate(sections[first:after], first):
            (text if begins <= i <= last else article).inside += self._section(section)
            if i == last:
                article.inside.append(text)
        main.inside = [article]
        for section in sections[:first]:
            self._put(section, page, "header")
        page.inside.append(main)
        for section in sections[after:]:
            stays = section.label.name in ("related", "comment", "newsletter", "donation") and not place_of(section).region
            self._put(section, main if stays and page.inside[-1] is main else page, "footer")
        return page

    def _put(self, section: Section, page: Element, region: str) -> None:
        """Behind all that stands there; into the page's header or footer if its place is of that region."""
        around = page
        if place_of(section).region == region:
            last = page.inside[-1] if page.inside else ""
            if not isinstance(last, Element) or last.tag != region:
                page.inside.append(Element(region, self.frame[4 if region == "header" else 5]))
            around = page.inside[-1]  # type: ignore[assignment]
        around.inside += self._section(section)

    def _ends_article(self, section: Section) -> bool:
        """True if a section behind the text stands in the article's element: on some sites yes, on others no."""
        place = place_of(section)
        if place.region or section.place in ("sidebar", "dialog", "banner", "list"):
            return False
        if section.place == "bare":
            return True
        ends = section.label.name in ("share", "donation", "byline", "credit", "date", "legal", "paywall") or section.place == "tags"
        return ends and draw(self.page.head["host"] + " end", "in", "in", "out") == "in"

    def _section(self, section: Section) -> "list[Element | str]":
        place = place_of(section)
        name = place.classes[self.style]
        inside = self._blocks(section, place, name)
        if not place.tag:
            return inside
        attributes = ' role="dialog"' if section.place == "dialog" else ""
        return [Element(place.tag, name, inside, attributes)]

    def _blocks(self, section: Section, place: Place, name: str) -> "list[Element | str]":
        made: "list[Element | str]" = []
        first = name.split(" ")[0] if name else ""
        group: Element | None = None
        for block in section.blocks:
            if block.role == "more":
                self._append(made, block)
                continue
            wanted = {"item": "ul", "step": "ol", "row": "table", "code": "pre"}.get(block.role, "")
            if wanted == "" or group is None or group.tag != wanted:
                group = Element(wanted, self._inner(2, first) if wanted == "ul" else "") if wanted else None
                if group:
                    made.append(group)
            element = self._block(section, block, place, first)
            if wanted == "pre" and group:
                group.inside.append(escape(block.source, quote=False) + "\n")
            elif group:
                group.inside.append(element)
            else:
                made.append(element)
        return made

    def _append(self, made: "list[Element | str]", block: Block) -> None:
        """`+`: a span inside the element before."""
        element = made[-1]
        while isinstance(element, Element) and element.inside and isinstance(element.inside[-1], Element) and element.inside[-1].tag != "a" \
                and element.inside[-1].tag != "span":  # fmt: skip
            element = element.inside[-1]
        assert isinstance(element, Element)
        name = block.label.name if block.label.is_husk else ""
        element.inside += [" ", Element("span", name, [self._linked(block)])]

    def _inner(self, part: int, first: str) -> str:
        name = self.inner[part]
        return name.format(first) if first or "{}" not in name else ""

    def _block(self, section: Section, block: Block, place: Place, first: str) -> Element:
        role = block.role
        html = self._linked(block)
        is_link = place.is_linked and "[[" not in block.source and role in ("item", "para", "step")
        if role in ("h1", "h2", "h3", "h4"):
            return Element(role, self._inner(0, first) if first else "", [html])
        if role == "item" or role == "step":
            return Element("li", "", [self._anchor(block) if is_link else html])
        if role == "quote":
            return Element("blockquote", "", [Element("p", "", [html])])
        if role == "row":
            return Element("tr", "", [Element("td", "", [escape(cell, quote=False)]) for cell in block.cells()])
        if role == "button":
            return self._button(block, first)
        if role == "image":
            file = f"/media/{hashlib.sha256(block.source.encode()).hexdigest()[:10]}.jpg"
            return Element("img", "", [], f' src="{file}" alt="{escape(block.source)}"')
        if place.tag == "figure":
            return Element("figcaption", "wp-element-caption" if self.style == "wordpress" else "", [html])
        if is_link and place.is_flat:
            return Element("a", "", [escape(block.source, quote=False)], f' href="{escape(address_of(self.page, block, block.source))}"')
        if is_link:
            return Element("p", "", [self._anchor(block)])
        if place.is_flat:
            return Element("time" if section.label.name == "date" else "span", "", [html])
        return Element("p", self._inner(1, first) if first else "", [html])

    def _button(self, block: Block, first: str) -> Element:
        if block.label.name in ("consent", "other", "comment", "newsletter") or "[[" in block.source:
            return Element("button", self._inner(3, first or "box"), [self._linked(block)], ' type="button"')
        address = escape(address_of(self.page, block, block.source))
        return Element("a", self._inner(3, first or "box"), [escape(block.source, quote=False)], f' href="{address}"')

    def _anchor(self, block: Block) -> Element:
        return Element("a", "", [escape(block.source, quote=False)], f' href="{escape(address_of(self.page, block, block.source))}"')

    def _linked(self, block: Block) -> str:
        parts = LINK.split(block.source)
        html = []
        for i, part in enumerate(parts):
            shown = escape(part, quote=False)
            html.append(f'<a href="{escape(address_of(self.page, block, part))}">{shown}</a>' if i % 2 else shown)
        return "".join(html)


PLAIN = {"nav": "div", "aside": "div", "section": "div", "figure": "div", "figcaption": "div", "form": "div", "time": "span",
         "main": "div", "article": "div", "header": "div", "footer": "div"}  # fmt: skip
INLINE = ("span", "a", "time", "button")


class Writer:
    """Writes the tree. `hashes` empty: as it is."""

    def __init__(self, page: Page, hashes: str) -> None:
        self.host = page.head["host"]
        self.hashes = hashes
        self.keeps_landmarks = draw(self.host + " landmarks", "yes", "no") == "yes"
        self.is_dense = draw(self.host + " dense", "yes", "no", "no") == "yes"

    def write(self, element: "Element | str", depth: int = 0) -> str:
        if isinstance(element, str):
            return element
        tag = self._tag(element.tag)
        name = self._names(element)
        open_tag = f"<{tag}{_classes(name)}{element.attributes}>"
        if tag == "img":
            return open_tag
        breaks = not self.is_dense and any(isinstance(part, Element) and part.tag not in INLINE for part in element.inside)
        pad = "\n" + "  " * depth if not self.is_dense else ""
        inside = []
        for part in element.inside:
            inside.append((pad + "  " if breaks else "") + self.write(part, depth + 1))
        glue = " " if element.inside and all(isinstance(part, Element) and part.tag in INLINE for part in element.inside) else ""
        return f"{open_tag}{glue.join(inside)}{pad if breaks else ''}</{tag}>"

    def _tag(self, tag: str) -> str:
        if not self.hashes or (self.keeps_landmarks and tag in ("main", "article", "header", "footer")):
            return tag
        return PLAIN.get(tag, tag)

    def _names(self, element: Element) -> str:
        if not self.hashes:
            return element.name
        if not element.name and element.tag not in PLAIN:
            return ""
        return hashed(self.host, element.name or element.tag, self.hashes)


def _classes(name: str) -> str:
    return f' class="{escape(name)}"' if name else ""


def hashed(host: str, name: str, kind: str) -> str:
    """What a bundler would have made of the class names."""
    digest = hashlib.sha256(f"{host} {name}".encode()).hexdigest()
    if kind == "emotion":
        return f"css-{digest[:6]}"
    if kind == "styled":
        return f"sc-{digest[:6]} {digest[6:11].translate(str.maketrans('0123456789', 'GHIJKLMNOP'))}"
    if kind == "short":
        return f"_{digest[:3]} _{digest[3:5]}"
    return " ".join(dict.fromkeys(UTILITIES[int(digest[i : i + 2], 16) % len(UTILITIES)] for i in range(0, 8, 2)))


def render_html(page: Page, form: str) -> str:
    """`form` is semantic or hashed."""
    hashes = draw(page.head["host"] + " hashes", *HASHES) if form == "hashed" else ""
    body = Writer(page, hashes).write(Builder(page).build())
    return f"<!DOCTYPE html>\n<html lang=\"{page.head['lang']}\">\n<head>\n{_head(page)}\n</head>\n<body>\n{body}\n{_tail(page)}\n</body>\n</html>\n"


def _head(page: Page) -> str:
    title, site = page.head["title"], page.head["site"]
    address = f"https://{page.head['host']}/{page.name}"
    kind = TYPES.get(page.head["kind"], "WebPage")
    facts = {"@context": "https://schema.org", "@type": kind, "headline": title, "url": address,
             "publisher": {"@type": "Organization", "name": site}}  # fmt: skip
    return "\n".join([
        '<meta charset="utf-8">',
        f"<title>{escape(title)} - {escape(site)}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta property="og:title" content="{escape(title)}">',
        f'<meta property="og:site_name" content="{escape(site)}">',
        f'<link rel="canonical" href="{escape(address)}">',
        '<link rel="stylesheet" href="/assets/main.css">',
        f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>',
        "<style>.is-hidden{display:none} body{margin:0;font:16px/1.5 serif}</style>",
        "<script>window.dataLayer=window.dataLayer||[];dataLayer.push({pageType:'page',loggedIn:false});</script>",
    ])  # fmt: skip


def _tail(page: Page) -> str:
    return '<script src="/assets/main.js" defer></script>\n<script>document.documentElement.className+=" js";</script>' \
        f'\n<noscript><img src="https://count.{page.head["host"]}/p.gif" alt=""></noscript>'  # fmt: skip
