"""Runs the tools over rendered pages: dehusk, the rivals of tools/compare, and any command that reads a page on standard input."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/compare.d"))

from attribution import tokens  # noqa: E402
from measure import measure  # noqa: E402  # the runners of tools/compare
from tools import TOOLS  # noqa: E402

RIVALS = [tool.name for tool in TOOLS if tool.cleans and tool.name != "dehusk"]


class CannotRun(Exception):
    """Why a tool gave nothing."""


@dataclass(frozen=True)
class Cleaner:
    """A tool that is scored. `command` empty: dehusk or a rival of that name."""

    name: str
    command: str = ""

    @property
    def reads_dumps(self) -> bool:
        """The rivals read HTML only."""
        return bool(self.command) or self.name == "dehusk"

    def clean(self, dehusk: Path, pages: list[Path]) -> list[str]:
        """The text of each page, in their order."""
        if self.command:
            with ThreadPoolExecutor(2) as pool:
                return list(pool.map(self._one, pages))
        return clean_by_dehusk(dehusk, pages) if self.name == "dehusk" else self._rival(pages)

    def _one(self, page: Path) -> str:
        with open(page, "rb") as file:
            ended = subprocess.run(self.command, shell=True, stdin=file, stdout=subprocess.PIPE, check=False)
        if ended.returncode:
            raise CannotRun(f"{self.name} ended with {ended.returncode} on {page.name}")
        return ended.stdout.decode("utf-8", "replace")

    def _rival(self, pages: list[Path]) -> list[str]:
        run = measure(next(tool for tool in TOOLS if tool.name == self.name), [], pages, 600)
        if run.ended:
            raise CannotRun(f"{self.name}: {run.ended}")
        return [answer.text for answer in run.answers]


def clean_by_dehusk(dehusk: Path, pages: list[Path]) -> list[str]:
    """One process for all pages."""
    if not dehusk.exists():
        raise CannotRun(f"{dehusk} is not built")
    command = [str(dehusk), "--to", "json", "--report", "none", *map(str, pages)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    records = [json.loads(line) for line in ended.stdout.decode("utf-8").splitlines()]
    if ended.returncode or len(records) != len(pages):
        raise CannotRun(f"dehusk ended with {ended.returncode} after {len(records)} of {len(pages)} pages")
    return [record["text"] for record in records]


class Reasons:
    """Which rule of dehusk took which words of a page."""

    def __init__(self, dehusk: Path) -> None:
        self.dehusk = dehusk
        self.pages: dict[Path, list[tuple[set[str], str]]] = {}

    def of(self, page: Path, text: str) -> str:
        """The rule that took most of this text from the page."""
        if page not in self.pages:
            said = subprocess.run([str(self.dehusk), "explain", "--format", "json", str(page)], stdout=subprocess.PIPE, check=True)
            blocks = json.loads(said.stdout)["blocks"]
            cuts = [cut for block in blocks for cut in block.get("cuts", [])]
            self.pages[page] = [(_runs(cut["text"]), f"{cut['rule']} ({cut['file']}:{cut['line']})") for cut in cuts]
        wanted = _runs(text)
        best = max(self.pages[page], key=lambda cut: len(cut[0] & wanted) - 0.001 * len(cut[0]), default=(set(), ""))
        return best[1] if best[0] & wanted else "nothing took it"


def _runs(text: str) -> set[str]:
    """Its runs of four words; of a shorter text itself."""
    words = tokens(text)
    return {" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))} if words else set()
