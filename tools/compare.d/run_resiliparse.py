"""resiliparse: main-content extraction, as its documentation recommends for web pages."""

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree
from runner import serve


def extract(page: bytes) -> str:
    tree = HTMLTree.parse_from_bytes(page, detect_encoding(page))
    return extract_plain_text(tree, main_content=True, alt_texts=False)


serve("resiliparse", extract)
