"""newspaper4k with its standard options, which take the language from the page; its images are not fetched."""

from newspaper import Article
from runner import serve


def extract(page: bytes) -> str:
    article = Article("https://page.example/", fetch_images=False)
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    return article.text


serve("newspaper4k", extract)
