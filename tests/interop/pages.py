"""Invented records for other people's programs, and dehusk to run over them."""
import gzip
import subprocess

RULES = """dehusk = 1
[pack]
name = 'own'
version = '1'
[[rule]]
id = 'own/skip-links'
why = 'Menu'
husk = 'nav'
starts = ['Skip to']
max_share = 1.0
remove = ['Skip to content']
keep = ['To skip']
[[rule]]
id = 'own/ads'
why = 'Ad'
husk = 'ad'
starts = ['Advert']
max_share = 1.0
remove = ['Advert']
keep = ['An advert']
"""


def dehusk(program, *words, text=None):
    run = subprocess.run([program, *map(str, words)], input=text, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    assert run.stderr == b"", run.stderr.decode()
    return run.stdout


def warc_record(number, kind, body, content_type):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2025-03-04T07:15:{number:02}Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def write_warc(path, count):
    """Responses and their requests, each a gzip member."""
    with open(path, "wb") as stream:
        for number in range(count):
            page = (
                f"<html><title>Day {number}</title><body><nav><a href=/>Home</a></nav><p>Rain fell on day {number} in the "
                f"north of the country, and the rivers rose above their banks \u2013 again.</p></body></html>"
            )
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
            stream.write(gzip.compress(warc_record(number, "request", b"GET / HTTP/1.1\r\n\r\n", "application/http")))
            stream.write(gzip.compress(warc_record(number, "response", http, "application/http; msgtype=response")))
