"""Takes the husk off scraped web pages and names the rule for every removed piece.

    cleaner = dehusk.Cleaner()
    page = cleaner.clean(html, url="https://example.org/story")
    print(page.text)
    for piece in page.removed:
        print(piece.rule, piece.file, piece.line, page.taken(piece))

A page is never an error: `clean` and `text` take any bytes or string. A Cleaner may be shared by threads, which it lets
run at the same time, and be pickled: what goes to another process are its options, the rules are loaded there.
"""

import collections
import concurrent.futures
import dataclasses
import os
import threading

from dehusk._native import Handle as _Handle
from dehusk._native import RuleError as _NativeRuleError
from dehusk._native import version as __version__

__all__ = ["Cleaner", "Page", "Removed", "Note", "Fault", "RuleError", "__version__"]

_KINDS = {"auto": 0, "html": 1, "text": 2}
_RISKS = {None: 0, "low": 1, "medium": 2, "high": 3}


@dataclasses.dataclass(frozen=True)
class Removed:
    """A piece that was removed: neighbours by the same rule are one piece."""

    rule: str  # id: "nav/skip-links"
    file: str
    line: int  # of the rule in its file, from 1; 0: the rule is code
    why: str  # the reason that the rule gives
    kind: str  # of husk: "nav", "donation", "caption", ...
    stage: str  # "structure", "text", "content" or "tidy"
    start: int  # characters of Page.page_text, [start, end); empty for scripts and the like
    end: int
    source_start: int  # bytes of Page.page_source as UTF-8
    source_end: int
    words: int
    chars: int


@dataclasses.dataclass(frozen=True)
class Note:
    """A remark on how a page was read or cleaned: "limit/depth", "charset/repaired"."""

    code: str
    detail: str


@dataclasses.dataclass(frozen=True)
class Fault:
    """Something that is wrong with the rules."""

    code: str
    file: str
    line: int
    column: int
    message: str
    help: str
    shown: str  # all of it as a person reads it
    is_warning: bool


class RuleError(ValueError):
    """Rules that do not load. `faults` tells each place."""

    def __init__(self, message, faults=()):
        super().__init__(message)
        self.faults = list(faults)

    def __reduce__(self):
        return type(self), (self.args[0], self.faults)


@dataclasses.dataclass(frozen=True)
class Page:
    """A page that was cleaned. What is unknown, or was not wanted, is empty."""

    text: str  # paragraphs apart by a blank line, a newline at the end unless it is empty
    markdown: str
    record: str  # the line of JSON that `dehusk --to json` writes
    title: str
    author: str
    date: str
    site: str
    description: str
    lang: str
    url: str
    kind: str  # "html" or "text"
    encoding: str
    encoding_source: str
    page_text: str  # before cleaning
    page_source: str
    removed: list
    notes: list
    rescued: bool  # the rules would have left nothing of a page that has prose; the weakest were undone

    def taken(self, piece):
        """The words of a removed piece; of scripts and the like, the source."""
        if piece.start < piece.end:
            return self.page_text[piece.start : piece.end]
        return self.page_source.encode()[piece.source_start : piece.source_end].decode()


class Cleaner:
    """Rules, ready to clean with; they are loaded when the first page comes, once a process.

    rules        rule files, and folders of them; none: the built-in rules
    rules_off    ids of rules to switch off; * stands for anything
    keep_husk    kinds of husk to leave in: ["caption", "date"]
    max_risk     "low", "medium" or "high": rules of a higher risk do not run
    max_removed  if rules take more of a page's words, 0 to 1, only those of low risk apply
    max_bytes    of one page; what comes behind is not read
    max_memory   bytes that parsing one page may take
    timeout      seconds of the processor that parsing one page may take
    max_depth    elements inside each other; a page with more is read as bare text
    """

    def __init__(
        self,
        rules=(),
        *,
        rules_off=(),
        keep_husk=(),
        max_risk=None,
        max_removed=0.9,
        max_bytes=16 << 20,
        max_memory=256 << 20,
        timeout=2.0,
        max_depth=1280,
    ):
        self._options = {
            "rules": [os.fsencode(path) for path in rules],
            "rules_off": [id.encode() for id in rules_off],
            "keep_husk": ",".join(keep_husk),
            "max_risk": _RISKS[max_risk],
            "max_removed": float(max_removed),
            "max_bytes": max_bytes,
            "max_memory": max_memory,
            "timeout_ms": max(1, round(timeout * 1000)),
            "max_depth": max_depth,
        }
        self._lock = threading.Lock()
        self._handle = None

    def __getstate__(self):
        return self._options

    def __setstate__(self, options):
        self._options = options
        self._lock = threading.Lock()
        self._handle = None

    def load(self):
        """Loads the rules now; raises RuleError if they do not load. Returns the cleaner."""
        with self._lock:
            if self._handle is None:
                try:
                    self._handle = _Handle(**self._options)
                except _NativeRuleError as error:
                    message, faults = error.args
                    faults = [Fault(*fault) for fault in faults]
                    shown = "\n".join(fault.shown for fault in faults)
                    raise RuleError(f"{message}\n{shown}" if shown else message, faults) from None
        return self

    @property
    def rules_digest(self):
        """Output made with the same version and digest is the same."""
        return self._loaded().digest()

    def clean(self, data, url=None, *, charset=None, kind="auto", markdown=False, links=False, record=False):
        """The Page of these bytes or this string."""
        want = (1 if markdown else 0) | (2 if links else 0) | (4 if record else 0)
        fields, removed, notes, rescued = self._loaded().clean(*self._page(data, url, charset, kind), want)
        return Page(*fields, [Removed(*piece) for piece in removed], [Note(*note) for note in notes], rescued)

    def text(self, data, url=None, *, charset=None, kind="auto"):
        """The clean text of these bytes or this string; "" for none."""
        return self._loaded().text(*self._page(data, url, charset, kind), 0)

    def map(self, pages, threads=None):
        """The Page of each of the pages (bytes, strings, or tuples of these and a url), in order, by so many threads.
        At most twice as many pages are held as there are threads.
        """
        threads = threads or len(os.sched_getaffinity(0))
        waiting = collections.deque()
        with concurrent.futures.ThreadPoolExecutor(threads) as pool:
            for page in pages:
                args = page if isinstance(page, tuple) else (page,)
                waiting.append(pool.submit(self.clean, *args))
                if len(waiting) >= 2 * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _loaded(self):
        return self._handle or self.load()._handle

    @staticmethod
    def _page(data, url, charset, kind):
        is_text = isinstance(data, str)
        # Half a surrogate pair, as JSON may hold it, becomes U+FFFD like every byte without meaning.
        content = data.encode("utf-8", "surrogatepass") if is_text else bytes(data)
        if url is not None:
            url = url.encode("utf-8", "replace").decode().replace("\0", "")
        return content, url, charset, _KINDS[kind], is_text
