"""jusText. It wants to be told the language: it gets the stop words of the one that the page's html element names, English without
one, and for a language that it has no stop words of, its documentation's way of doing without."""

import re

import justext
from runner import serve

LANG = re.compile(rb"<html\b[^>]*\blang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "ms": "Malay", "nb": "Norwegian_Bokmal", "nl": "Dutch", "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
}  # fmt: skip
STOP_WORDS = {lang: justext.get_stoplist(name) for lang, name in NAMES.items()}


def extract(page: bytes) -> str:
    named = LANG.search(page[:20_000])
    stop_words = STOP_WORDS.get(named[1].decode().lower() if named else "en")
    if stop_words is None:
        paragraphs = justext.justext(page, frozenset(), stopwords_low=0, stopwords_high=0)
    else:
        paragraphs = justext.justext(page, stop_words)
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


serve("justext", extract)
