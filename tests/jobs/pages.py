"""Invented pages for the tests of jobs: good ones, each different, and their lines of JSON."""

import json

PLACES = ["Skarrholm", "Ahaus", "Lindvik", "Brenna", "Ostermoor", "Kallsund", "Tornby", "Wester"]
GOODS = ["herring", "rope", "timber", "salt", "apples", "wool", "lamp oil", "slate"]


def body_of(number):
    """The paragraphs of the page with this number; they stay when it is cleaned."""
    place, other = PLACES[number % len(PLACES)], PLACES[(number * 5 + 3) % len(PLACES)]
    goods = GOODS[number * 3 % len(GOODS)]
    return [
        f"Ship number {number} left the harbour of {place} at noon, and the wind had turned by the time that it reached "
        f"{other}.",
        f"It carried {number % 90 + 10} barrels of {goods}, said the harbour master, who had counted them on the pier in "
        "the morning and again when the rain began.",
        f"The crossing to {other} takes four hours when the weather is fine; in winter it may take the whole day, and "
        "some ships wait in the bay until the next morning.",
    ]


def text_of(number):
    """The clean text of the page with this number, as dehusk writes it."""
    return "\n\n".join(body_of(number)) + "\n"


def html_of(number):
    paragraphs = "".join(f"<p>{paragraph}</p>\n" for paragraph in body_of(number))
    return (
        f"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>Ship {number} - Harbour log</title></head>\n"
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/ships">Ships</a></li></ul></nav>\n'
        f"<main><h1>Ship {number}</h1>\n{paragraphs}</main>\n"
        '<footer><a href="/about">About us</a> <a href="/terms">Terms of use</a></footer></body></html>\n'
    )


def url_of(number):
    return f"https://harbour-log.example/ships/{number}"


def line_of(number):
    """A line of JSON with this page."""
    return json.dumps({"id": number, "url": url_of(number), "html": html_of(number)}) + "\n"
