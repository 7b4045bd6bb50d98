"""goose3 with its standard options, which take the language from the page; images are not fetched."""

from goose3 import Goose
from runner import serve

GOOSE = Goose({"enable_image_fetching": False})


def extract(page: bytes) -> str:
    return GOOSE.extract(raw_html=page.decode("utf-8", "replace")).cleaned_text


serve("goose3", extract)
