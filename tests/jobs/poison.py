"""Pages that are made to hurt: every shape that is known to cost a parser of HTML time, memory, stack or its life, and
every way that a record of a job can be broken. All of any size, all invented.

A page is never an error: what could not be read as HTML is read as bare text, and a note says why ("limit/depth").
"""

import functools
import gzip
import json
import random

import pages
import warcs

# Of dehusk's notes, those that a shape may get beside none at all.
LIMITS = {
    "limit/" + stop
    for stop in ("memory", "elements", "depth", "formatting", "attributes", "deadline", "assertion", "input")
}
SENTENCE = "The ferry left the harbour at noon, and the wind had turned by the time that it reached the island."
PROSE = f"<p>{SENTENCE}</p>"


def filled(piece, size):
    """The piece again and again, as often as it fits."""
    return piece * max(1, size // len(piece))


def numbered(piece, size):
    """The piece with another number each time."""
    out, length, number = [], 0, 0
    while length < size:
        out.append(piece.replace("#", str(number)))
        length += len(out[-1])
        number += 1
    return "".join(out)


def repeated(piece):
    return lambda size: filled(piece, size)


def counted(piece):
    return lambda size: numbered(piece, size)


def nested(open_tag, close_tag="", inner=PROSE):
    def page(size):
        count = max(1, size // (len(open_tag) + len(close_tag)))
        return open_tag * count + inner + close_tag * count

    return page


def noise(size, seed=7):
    return random.Random(seed).randbytes(size)


def soup(size):
    """Tags of all kinds, opened and closed as it comes."""
    dice = random.Random(11)
    tags = [
        "div",
        "p",
        "b",
        "i",
        "a",
        "table",
        "tr",
        "td",
        "select",
        "option",
        "svg",
        "math",
        "mi",
        "template",
        "form",
        "ul",
        "li",
    ]
    out = []
    for _ in range(size // 6):
        out.append(
            f"<{'/' if dice.random() < 0.4 else ''}{dice.choice(tags)}>" + ("word " if dice.random() < 0.3 else "")
        )
    return "".join(out)


def attribute_clones(size):
    names = numbered(" a#=1", size // 2)
    return f"<b{names}>" + filled("<p>x", size // 2)


def value_clones(size):
    return f'<b title="{"v" * (size // 2)}">' + filled("<p>x", size // 2)


SHAPES = {
    # what ends Gumbo's process
    "assert-math": lambda size: "<table><math><select><mi><select><th>" + PROSE,
    "assert-svg": lambda size: "<table><svg><select><title><select><td>" + PROSE,
    # depth
    "div-nest": nested("<div>"),
    "div-nest-closed": nested("<div>", "</div>"),
    "unknown-nest": lambda size: "<html>" + filled("<x>", size) + PROSE,
    "span-nest": nested("<span>"),
    "span-bad-end": lambda size: filled("<span>", size // 2) + filled("</div>", size // 2) + PROSE,
    "span-end-p": lambda size: filled("<span>", size // 2) + filled("</p>", size // 2) + PROSE,
    "span-hr": lambda size: filled("<span>", size // 2) + filled("<hr>", size // 2) + PROSE,
    "blockquote-p": nested("<blockquote><p>"),
    "ul-li-nest": nested("<ul><li>"),
    "dl-dd-nest": nested("<dl><dd>"),
    "table-nest": nested("<table><tr><td>"),
    "template-nest": nested("<template>"),
    "svg-nest": nested("<svg>"),
    "svg-g-nest": lambda size: "<svg>" + filled("<g>", size) + PROSE,
    "math-nest": nested("<math>"),
    "object-nest": nested("<object>"),
    "form-div-nest": nested("<form><div>"),
    "frameset-nest": nested("<frameset>"),
    "button-p": repeated("<button><p>x"),
    "select-nest": nested("<select><optgroup><option>"),
    "foster-deep": lambda size: filled("<div>", size // 2) + "<table>" + filled("x<tr>", size // 2),
    # formatting elements: adoption agency, reconstruction
    "b-nest": repeated("<b>"),
    "b-i-u": repeated("<b><i><u>"),
    "i-close": lambda size: filled("<i>", size // 2) + filled("</i></b>", size // 2),
    "b-div-close": repeated("<b><div></b>"),
    "a-div": repeated("<a href=/x><div>"),
    "font-distinct": counted("<font size=#>"),
    "font-p": lambda size: numbered("<font size=#>", size // 2) + filled("<p>x", size // 2),
    "p-font": counted("<p><font face=#></p>"),
    "table-font": lambda size: "<table>" + numbered("<font size=#>x", size),
    "cubic": lambda size: filled("<a><b><table>", size // 2) + filled("</a></b>", size // 2),
    "object-b": repeated("<object><b>"),
    "attribute-clones": attribute_clones,
    "value-clones": value_clones,
    # attributes
    "attributes": lambda size: "<div" + numbered(" k#=v", size) + ">" + PROSE,
    "attributes-end-tag": lambda size: PROSE + "</div" + numbered(" k#", size) + ">",
    "attributes-unended": lambda size: PROSE + "<div" + numbered(" k#", size),
    "attributes-svg": lambda size: "<svg" + numbered(" k#=v", size) + "></svg>" + PROSE,
    "attribute-dup": lambda size: "<div" + filled(" hidden", size) + " class=nav>x</div>" + PROSE,
    "html-merge": counted("<html a#>"),
    "body-merge": counted("<body a#>"),
    "class-list": lambda size: '<div class="' + numbered("c# ", size) + '">' + PROSE,
    # tables, lists and the like, wide
    "td-wide": repeated("<table><td>x"),
    "foster-text": lambda size: "<table>" + filled("x<tr>", size) + "</table>" + PROSE,
    "foster-b": lambda size: "<table>" + filled("<b>x<tr>", size),
    "li-wide": repeated("<li>word "),
    "dd-wide": repeated("<dd>a<dt>b"),
    "p-wide": repeated("<p>a"),
    "option-wide": lambda size: "<select>" + filled("<option>x", size),
    "form-wide": repeated("<form><input>"),
    "end-p": repeated("</p>"),
    "br-wide": repeated("<br>"),
    "noscript-head": lambda size: "<head>" + filled("<noscript><!DOCTYPE a>", size),
    # text
    "one-word": lambda size: "<p>" + "a" * size,
    "long-paragraph": lambda size: "<p>" + filled(SENTENCE + " ", size),
    "ampersands": repeated("&"),
    "half-references": repeated("&am"),
    "references": repeated("&notit;&#x41;"),
    "references-too-large": lambda size: "A&#xFFFFFF80;B&#2147483648;C&#4294967361;" + PROSE,
    "reference-long": lambda size: "<p>&#" + "1" * size + ";</p>" + PROSE,
    "surrogates": repeated("&#xD83D;&#xDE00;"),
    "escapes": lambda size: "<p>&#27;]52;c;x&#7; \x1b[31m red \x9b</p>" + PROSE,
    "reference-at-end": lambda size: PROSE + '<a b="&lt',
    "angle-brackets": repeated("<"),
    "comments": repeated("<!--a-->b"),
    "comment-unended": lambda size: PROSE + "<!--" + filled("a-", size),
    "script-unended": lambda size: PROSE + "<script>" + filled("a<", size),
    "style-unended": lambda size: PROSE + "<style>" + filled("a<", size),
    "title-unended": lambda size: PROSE + "<title>" + filled("a ", size),
    "textarea-unended": lambda size: PROSE + "<textarea>" + filled("a ", size),
    "plaintext": lambda size: PROSE + "<plaintext>" + filled("<b>a ", size),
    "cdata": lambda size: "<svg><![CDATA[" + filled("]] ", size),
    "doctype": lambda size: "<!DOCTYPE " + "a" * size + ">" + PROSE,
    "isindex": repeated("<isindex>"),
    "annotation": lambda size: "<math><annotation-xml" + numbered(" k#=v", size // 2) + ">" + "x" * (size // 2),
    "soup": soup,
    # bytes
    "nul": lambda size: b"\0" * size,
    "nul-in-words": lambda size: filled("<p>The wind\0 turned. ", size).encode(),
    "noise": noise,
    "noise-after-tag": lambda size: b"<html><body>" + noise(size, 8),
    "utf-16": lambda size: filled(PROSE, size // 2).encode("utf-16"),
    "utf-16-bare": lambda size: filled(PROSE, size // 2).encode("utf-16-le"),
    "latin-1": lambda size: filled("<p>Die Fähre fährt über die Förde. ", size).encode("latin-1"),
    "overlong": lambda size: filled(b"\xc0\xbcscript\xc0\xbe ", size),
    "surrogate-bytes": lambda size: filled(b"\xed\xa0\xbd\xed\xb8\x80 ", size),
    "cut-character": lambda size: filled("<p>Fähre ü", size).encode()[:-1],
    # text dumps
    "tiny-lines": repeated("a\n"),
    "blank-lines": repeated("\n \n"),
    "dump-links": counted("[#]Home\n"),
    "no-line-end": repeated("word "),
    "empty": lambda size: "",
    "one-byte": lambda size: "<",
}


def page(name, size):
    """The bytes of the page of this shape."""
    made = SHAPES[name](size)
    return made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made


def has_sentence(name, content):
    """True if the page holds the sentence as text: it must come out, or a rule must say that it took it."""
    # Within a frameset HTML has no text.
    return PROSE.encode() in content and not name.startswith("utf-16") and name != "frameset-nest"


def broken_lines(size):
    """Lines that are no good record, each with the code of its error; None: it holds nothing to clean and goes on as it
    is; "": it is cleaned all the same.
    """
    good = json.dumps({"html": pages.html_of(0)})
    return [
        (b"{" * (size // 8), "bad_json"),
        (b"[" * (size // 8), "bad_json"),
        (b'{"html":"' + b"a" * (size // 8), "bad_json"),
        (good[: len(good) // 2].encode(), "bad_json"),
        (b'{"html":"<p>a\x01b</p>"}', "bad_json"),
        (b'{"html":"\xff\xfe<p>word</p>"}', "bad_json"),
        (b"\0" * 100, "bad_json"),
        (b"no JSON at all", "bad_json"),
        (b"{}", None),
        (b'{"html":5}', None),
        (b'{"other":"field"}', None),
        (b'{"html":"\\ud800 <p>The wind turned.</p> \\u0000"}', ""),
    ]


@functools.cache
def bomb():
    """64 MB, packed."""
    return gzip.compress(b"\0" * (64 << 20))


def broken_records(number):
    """WARC records that are not as they should be, each with the code of its error; "": it is cleaned all the same."""
    packed = ("Content-Type: text/html", "Content-Encoding: gzip")
    cut = gzip.compress(pages.html_of(number).encode())[:-20]
    bad_chunks = ("Content-Type: text/html", "Transfer-Encoding: chunked")
    return [
        (warcs.response(number, length=10), ""),
        (warcs.response(number, length=1 << 60), ""),
        (warcs.response(number, warcs.http(bomb(), packed)), ""),
        (warcs.response(number, warcs.http(cut, packed)), ""),
        (warcs.response(number, warcs.http(b"zz\r\n", bad_chunks)), ""),
        (warcs.response(number, b"no HTTP at all"), "bad_warc"),
    ]
