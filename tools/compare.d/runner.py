"""What all Python runners share: the protocol of README.md around one function from bytes to text."""

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version


def serve(package: str, extract: Callable[[bytes], str | None], to_text: Callable[[str], str] = str) -> None:
    """Says that the tool is ready, then answers each path on standard input with its text and the time it took.

    `extract` is timed. Where a tool's answer is HTML, `to_text` makes the text of it while no clock runs: it is not the
    tool's work.
    """
    answers, sys.stdout = sys.stdout, sys.stderr  # what a tool prints must not look like an answer

    def answer(**fields: object) -> None:
        print(json.dumps(fields), file=answers, flush=True)

    answer(tool=f"{package} {version(package)}", seconds=time.process_time())
    for line in sys.stdin:
        with open(line.rstrip("\n"), "rb") as file:
            page = file.read()
        start = time.process_time()
        try:
            text = extract(page)
            seconds = time.process_time() - start
            answer(seconds=seconds, text=to_text(text or ""))
        except Exception as error:  # a rival may raise anything: one page must not end its run
            answer(seconds=time.process_time() - start, error=f"{type(error).__name__}: {error}"[:200])
