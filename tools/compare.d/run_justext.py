"""jusText with its English stop words, whatever the page's language: the list changes what is kept, hardly the time."""

import justext
from runner import serve

STOP_WORDS = justext.get_stoplist("English")


def extract(page: bytes) -> str:
    return "\n".join(p.text for p in justext.justext(page, STOP_WORDS) if not p.is_boilerplate)


serve("justext", extract)
