"""tools/compare with made-up runners: what is counted, what is left out, what is said of a tool that does not get through."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/compare.d"))

from figures import figures, table  # noqa: E402
from measure import Answer, Run, measure  # noqa: E402
from tools import Tool  # noqa: E402


def fake(name: str, seconds: float) -> Tool:
    runner = Path(__file__).with_name("fake_runner.py")
    return Tool(name, "python", [sys.executable, str(runner), str(seconds)], runner)


class MeasureTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def pages(self, *contents: str) -> list[Path]:
        paths = []
        for number, content in enumerate(contents):
            paths.append(Path(self.folder.name) / f"{number}.html")
            paths[-1].write_text(content, encoding="utf-8")
        return paths

    def test_answers_stand_in_the_order_of_the_pages_and_warm_up_does_not_count(self) -> None:
        pages = self.pages("say rain", "fail no luck", "say")
        run = measure(fake("a", 0.25), pages[:1], pages, 30)
        self.assertEqual(run.version, "fake 1.0")
        self.assertEqual(run.start_up, 0.5)
        self.assertEqual(run.ended, "")
        self.assertEqual(run.answers, [Answer(0.25, "rain"), Answer(0.25, "", "no luck"), Answer(0.25)])
        self.assertGreater(run.peak_bytes, 1_000_000)

    def test_a_slow_tool_is_stopped_and_measured_on_what_it_did(self) -> None:
        for page, limit in (("spin", 1), ("hang", 0.5)):
            with self.subTest(page):
                run = measure(fake("a", 1), [], self.pages("say rain", page, "say sun"), limit)
                self.assertEqual(len(run.answers), 1)
                self.assertEqual(run.ended, f"stopped after {limit} s")

    def test_a_tool_that_dies_is_quoted(self) -> None:
        run = measure(fake("a", 1), [], self.pages("say rain", "crash"), 30)
        self.assertEqual(len(run.answers), 1)
        self.assertEqual(run.ended, "ended with 1: boom")

    def test_a_tool_that_is_not_there_says_why(self) -> None:
        run = measure(Tool("a", "no-such-part", [], Path(self.folder.name) / "none"), [], [], 30)
        self.assertEqual(run.ended, "not set up: tools/compare --setup")


class FiguresTest(unittest.TestCase):
    def test_a_ratio_is_taken_over_the_pages_that_both_did(self) -> None:
        dehusk = Run("dehusk", answers=[Answer(0.1, "a"), Answer(0.4, "b")])
        slow = Run("slow", answers=[Answer(0.5, "")], ended="stopped after 5 s")
        rows = figures([slow, dehusk, Run("gone", ended="not built: no cargo")], [1_000_000, 2_000_000])
        self.assertEqual([row.name for row in rows], ["dehusk", "slow", "gone"])
        self.assertAlmostEqual(rows[0].mb_per_second, 6)
        self.assertAlmostEqual(rows[0].times_dehusk or 0, 1)
        self.assertAlmostEqual(rows[1].mb_per_second, 2)
        self.assertAlmostEqual(rows[1].times_dehusk or 0, 5)
        self.assertEqual((rows[1].pages, rows[1].empty, rows[1].failed), (1, 1, 0))
        shown = table(rows, 2)
        self.assertIn("slow: stopped after 5 s, with 1 of 2 pages done", shown)
        self.assertIn("gone: not built: no cargo", shown)

    def test_large_figures_are_shown_in_full(self) -> None:
        rows = figures([Run("a", answers=[Answer(2.0131)])], [10])
        self.assertIn("2013", table(rows, 1))

    def test_without_dehusk_there_is_no_ratio(self) -> None:
        self.assertIsNone(figures([Run("a", answers=[Answer(1)])], [10])[0].times_dehusk)


class CommandTest(unittest.TestCase):
    def run_compare(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(ROOT / "tools/compare"), *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    def test_what_cannot_be_done_is_said(self) -> None:
        with tempfile.TemporaryDirectory() as empty:
            self.assertEqual(self.run_compare(empty).returncode, 4)
        unknown = self.run_compare("--tools", "dehusk,nosuch", "x")
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("nosuch", unknown.stderr)
        self.assertEqual(self.run_compare().returncode, 2)


if __name__ == "__main__":
    unittest.main()
