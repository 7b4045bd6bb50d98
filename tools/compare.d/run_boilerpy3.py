"""boilerpy3's article extractor. It takes text, so the page is read as UTF-8; a fresh extractor a page, since one that met a parse error fails from
then on."""

from boilerpy3.extractors import ArticleExtractor
from runner import serve


def extract(page: bytes) -> str:
    return ArticleExtractor().get_content(page.decode("utf-8", "replace"))


serve("boilerpy3", extract)
