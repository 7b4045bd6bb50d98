"""inscriptis: the whole page as text, nothing taken out. What any choice of text has to beat."""

from inscriptis import get_text
from runner import serve


def extract(page: bytes) -> str:
    return get_text(page.decode("utf-8", "replace"))


serve("inscriptis", extract)
