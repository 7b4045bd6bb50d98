"""WARC files as Common Crawl has them, and everything that is known to be wrong with some."""

import gzip
import uuid
import zlib

import pages

CRLF = b"\r\n"


def record(kind, number, block, *, content_type, length=None, newline=CRLF, fields=(), has_length=True):
    """A WARC record. `length`: what it says of its block; None: the truth."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {number}")
    head = [
        b"WARC/1.0",
        b"WARC-Type: " + kind.encode(),
        f"WARC-Record-ID: <urn:uuid:{name}>".encode(),
        b"WARC-Date: 2025-03-04T07:15:00Z",
    ]
    if kind != "warcinfo":
        head.append(b"WARC-Target-URI: " + pages.url_of(number).encode())
    head.append(b"Content-Type: " + content_type.encode())
    head += [field.encode() for field in fields]
    if has_length:
        head.append(f"Content-Length: {len(block) if length is None else length}".encode())
    return newline.join(head) + newline * 2 + block + newline * 2


def http(body, fields=("Content-Type: text/html; charset=utf-8",), newline=CRLF, status="200 OK"):
    head = [b"HTTP/1.1 " + status.encode(), *(field.encode() for field in fields)]
    return newline.join(head) + newline * 2 + body


def response(number, block=None, **options):
    block = http(pages.html_of(number).encode()) if block is None else block
    return record("response", number, block, content_type="application/http; msgtype=response", **options)


def request(number):
    block = b"GET /ships HTTP/1.1\r\nHost: harbour-log.example\r\nAccept: text/html\r\n\r\n"
    return record("request", number, block, content_type="application/http; msgtype=request")


def metadata(number):
    block = b'fetchTimeMs: 42\r\ncharset-detected: UTF-8\r\nlanguages-cld2: {"reliable":true,"languages":[]}\r\n\r\n'
    return record("metadata", number, block, content_type="application/warc-fields")


def warcinfo():
    return record(
        "warcinfo",
        0,
        b"isPartOf: CC-MAIN-2025-10\r\nformat: WARC File Format 1.0\r\n",
        content_type="application/warc-fields",
    )


def chunked(body, size=300):
    out = b""
    for at in range(0, len(body), size):
        piece = body[at : at + size]
        out += f"{len(piece):x}\r\n".encode() + piece + CRLF
    return out + b"0\r\n\r\n"


def triples(count):
    """A crawl without a fault: one gzip member a record, a request, response and metadata for each page."""
    members = [gzip.compress(warcinfo(), mtime=0)]
    for number in range(count):
        members += [gzip.compress(part(number), mtime=0) for part in (request, response, metadata)]
    return b"".join(members)


def oddities():
    """A crawl with every oddity, and what its pages are to become: (number, "text") or (number, "empty"), or
    (number, code of its error); number None: it has none."""
    encoded = ("Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip", "Transfer-Encoding: chunked")
    parts, answers = [], []

    def add(piece, *expected):
        parts.append(piece)
        answers.extend(expected)

    def html(number):
        return pages.html_of(number).encode()

    def member(piece):
        return gzip.compress(piece, mtime=0)

    add(member(warcinfo()))
    add(member(request(1)) + member(response(1)) + member(metadata(1)), (1, "text"))
    # Several records in one member, and one record in two members.
    add(member(request(2) + response(2) + metadata(2) + response(3)), (2, "text"), (3, "text"))
    whole = response(4)
    add(member(whole[:200]) + member(whole[200:]), (4, "text"))
    # Headers that end with LF only, of the record and of the HTTP response.
    add(member(response(5, http(html(5), newline=b"\n"), newline=b"\n")), (5, "text"))
    # What servers send: chunks, gzip, deflate, both; and what Common Crawl makes of it.
    add(member(response(6, http(chunked(gzip.compress(html(6))), encoded))), (6, "text"))
    deflated = zlib.compress(html(7))
    add(member(response(7, http(deflated, (encoded[0], "Content-Encoding: deflate")))), (7, "text"))
    renamed = (encoded[0], "X-Crawler-Content-Encoding: gzip", "X-Crawler-Transfer-Encoding: chunked")
    add(member(response(8, http(html(8), renamed))), (8, "text"))
    # A page that was cut by the crawler.
    add(member(response(9, fields=("WARC-Truncated: length",))), (9, "text"))
    # Empty members, and empty lines between records.
    add(member(b"") * 3 + member(CRLF * 3) + member(response(10)), (10, "text"))
    # What is no page.
    add(member(response(11, http(b"\x89PNG\r\n\x1a\n\0\0", ("Content-Type: image/png",)))))
    add(member(record("revisit", 12, b"", content_type="application/http; msgtype=response")))
    # A body of nothing is a page of nothing.
    add(member(response(13, http(b""))), (13, "empty"))
    # Content-Length too small by two, too large by two, missing: it is mended, and the neighbours stay.
    add(member(response(14, length=len(http(html(14))) - 2)), (14, "text"))
    add(member(response(15)), (15, "text"))
    add(member(response(16, length=len(http(html(16))) + 2)), (16, "text"))
    add(member(response(17)), (17, "text"))
    add(member(response(18, has_length=False)), (18, "text"))
    add(member(response(19)), (19, "text"))
    # Garbage between members, which is no gzip: no record is lost, the place is told. Within one, which is no WARC.
    add(b"\0\1\2 this is no member " * 20)
    add(member(response(20)), (20, "text"))
    add(member(b"this is no record\r\n" * 30), (None, "bad_warc"))
    add(member(response(21)), (21, "text"))
    # The last member is cut.
    add(member(response(22))[:-40], (22, "truncated"))
    return b"".join(parts), answers
