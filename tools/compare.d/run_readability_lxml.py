"""readability-lxml, the Python port of the first Readability. Its answer is HTML."""

from html_text import text_of
from readability import Document
from runner import serve


def extract(page: bytes) -> str:
    return Document(page).summary()


serve("readability-lxml", extract, text_of)
