"""The four forms of a page. The same page gives the same bytes on every machine."""

from dump_forms import Form, Lynx, Markdown
from html_forms import render_html
from page_file import Page

FORMS = ("semantic", "hashed", "lynx", "markdown")
HTML_FORMS = ("semantic", "hashed")
ENDINGS = {"semantic": "html", "hashed": "html", "lynx": "txt", "markdown": "txt"}


def render(page: Page, form: str) -> Form:
    """The page in one of FORMS."""
    if form == "lynx":
        return Lynx(page).form()
    if form == "markdown":
        return Markdown(page).form()
    alts = {block.number for block in page.blocks if block.role == "image"}  # an alt text is not shown
    return Form(render_html(page, form), title=page.head["title"], hidden=alts)
