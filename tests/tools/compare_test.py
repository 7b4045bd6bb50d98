"""tools/compare with made-up runners: what is counted, what is left out, what is said of a tool that does not get through."""

import json
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/compare.d"))

from corpora import Collection, choose  # noqa: E402
from figures import figures, table  # noqa: E402
from husk_collection import husk_benchmark  # noqa: E402
from measure import Answer, Run, measure  # noqa: E402
from plot import Panel, Point, svg  # noqa: E402
from quality import Gold, GoldFault, quality, read_gold  # noqa: E402
from tables import Row, groups_table, overview, quality_table  # noqa: E402
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


class QualityTest(unittest.TestCase):
    def test_shingles_are_runs_of_four_words_and_count_as_often_as_they_stand_there(self) -> None:
        made = quality([(Gold("Rain fell on the pier. Rain fell on the pier"), "Rain fell on the pier all day")])
        self.assertAlmostEqual(made.shingle_precision or 0, 2 / 4)
        self.assertAlmostEqual(made.shingle_recall or 0, 2 / 7)
        self.assertAlmostEqual(made.shingle_f1 or 0, 2 * (2 / 4) * (2 / 7) / (2 / 4 + 2 / 7))

    def test_words_do_not_mind_order_or_case_but_count(self) -> None:
        made = quality([(Gold("The rain, the pier"), "pier THE rain snow")])
        self.assertEqual((made.words_precision, made.words_recall, made.words_f1), (0.75, 0.75, 0.75))

    def test_every_page_weighs_the_same(self) -> None:
        made = quality([(Gold("rain " * 100), "rain " * 100), (Gold("snow"), "fog")])
        self.assertEqual((made.words_f1, made.shingle_f1, made.pages), (0.5, 0.5, 2))

    def test_a_page_without_a_text_has_no_precision_in_shingles_and_none_of_the_words(self) -> None:
        made = quality([(Gold("Rain fell on the pier"), ""), (Gold("Rain fell on the pier"), "Rain fell on the pier")])
        self.assertEqual((made.shingle_precision, made.shingle_recall, made.words_precision, made.words_f1), (1.0, 0.5, 0.5, 0.5))
        both_empty = quality([(Gold(""), " ")])
        self.assertEqual((both_empty.words_f1, both_empty.shingle_f1), (1.0, 0.0))

    def test_snippets_are_found_whatever_their_case_and_white_space(self) -> None:
        husk = {"captions": ("Photo: D. Carne",), "navigation": ("News", "Sport")}
        gold = Gold(wanted=("Rain  fell", "on the pier"), unwanted=("Share this", "Menu"), husk=husk)
        made = quality([(gold, "rain\nfell on a pier. SHARE THIS sport")])
        self.assertEqual((made.wanted_kept, made.unwanted_left, made.snippets_right), (0.5, 0.5, 0.5))
        self.assertEqual(made.husk_left, {"captions": 0.0, "navigation": 0.5})
        self.assertIsNone(made.words_f1)
        self.assertEqual(made.figures()["left_navigation"], 0.5)


class CollectionsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.pages = Path(self.folder.name) / "harbour/pages"
        self.pages.mkdir(parents=True)
        for name in ("a", "b", "c"):
            (self.pages / f"{name}.html").write_text(f"say {name}", encoding="utf-8")
        records = [{"id": "a", "text": "a", "type": "article", "lang": "en"}, {"id": "b", "text": "x", "lang": "de"}, {"id": "gone", "text": ""}]
        self.gold = self.pages.parent / "gold.jsonl"
        self.gold.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")

    def test_pages_that_the_gold_file_knows_are_scored_and_others_left_out(self) -> None:
        (one,) = choose([self.pages.parent], None, None)
        self.assertEqual((one.name, sorted(page.stem for page in one.pages), one.main), ("harbour", ["a", "b"], "words_f1"))
        assert one.score is not None
        self.assertEqual(one.score([(page, page.stem) for page in one.pages])["words_f1"], 0.5)
        self.assertEqual({one.group_of(page, "type") for page in one.pages}, {"article", "none"})
        self.assertEqual({one.group_of(page, "lang") for page in one.pages}, {"en", "de"})

    def test_without_gold_only_speed_is_taken_and_a_gold_file_can_be_named(self) -> None:
        self.assertIsNone(choose([self.pages], None, None)[0].score)
        self.assertIsNotNone(choose([self.pages], self.gold, None)[0].score)
        self.assertEqual(len(choose([self.pages], None, 2)[0].pages), 2)

    def test_a_faulty_gold_file_is_named_with_its_line(self) -> None:
        for line in ("{", "[]", '{"text": "a"}', '{"id": "a", "husk": ["News"]}'):
            self.gold.write_text('{"id": "a"}\n' + line + "\n", encoding="utf-8")
            with self.subTest(line), self.assertRaisesRegex(GoldFault, "gold.jsonl:2: no gold record"):
                read_gold(self.gold)

    def test_the_husk_benchmark_is_scored_by_leak_and_loss(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            one = husk_benchmark(Path(folder), 2)
            self.assertEqual(len(one.pages), 4)
            assert one.score is not None
            nothing = one.score([(page, "") for page in one.pages])
            self.assertEqual((nothing["leak"], nothing["loss"], nothing["husk_right"]), (0, 1, 0.5))


class TablesTest(unittest.TestCase):
    def setUp(self) -> None:
        runs = [Run("dehusk", answers=[Answer(0.1, "a")]), Run("fast", answers=[Answer(0.05, "a")]), Run("gumbo", answers=[Answer(0.2)])]
        self.speeds = fast, mine, bare = figures(runs, [1_000_000])
        low, high = {"words_f1": 0.8, "unwanted_left": 0.1}, {"words_f1": 0.9, "unwanted_left": 0.2}
        self.rows = [Row(fast, low, {"en": low}), Row(mine, high, {"en": high}), Row(bare)]
        self.collection = Collection("harbour", [], main="words_f1")

    def test_the_best_comes_first_and_what_beats_dehusk_is_marked(self) -> None:
        lines = [line.split() for line in quality_table(self.collection, self.rows, False).split("\n")]
        self.assertEqual(lines[0], "tool words F1 without MB/s x dehusk pages failed".split())
        self.assertEqual(lines[1], ["dehusk", "0.900", "0.200", "10", "1", "1", "0"])
        self.assertEqual(lines[2], ["fast", "0.800", "0.100+", "20", "0.5", "1", "0"])
        self.assertEqual(lines[3], ["gumbo", "-", "-", "5", "2", "1", "0"])

    def test_groups_and_collections_stand_side_by_side(self) -> None:
        self.assertEqual(groups_table(self.collection, self.rows, "lang", True).split("\n")[2], "| dehusk | 0.900 |")
        other = Collection("pier", [], main="unwanted_left")
        shown = overview([(self.collection, self.rows), (other, self.rows[:2])], self.speeds, True).split("\n")
        self.assertEqual(shown[0], "| tool | harbour, words F1 | pier, without | MB/s | x dehusk | failed |")
        self.assertEqual(shown[2:], ["| dehusk | 0.900 | 0.200 | 10 | 1 | 0 |", "| fast | 0.800 | 0.100+ | 20 | 0.5 | 0 |", "| gumbo | - | - | 5 | 2 | 0 |"])


class PlotTest(unittest.TestCase):
    def test_each_tool_has_a_dot_and_a_name_inside_the_picture(self) -> None:
        points = [Point("dehusk", 200, 0.95), Point("a<b", 20, 0.91), Point("near", 21, 0.91), Point("poor", 2, 0.05)]
        root = ElementTree.fromstring(svg([Panel("harbour", "words F1", points)] * 3))
        space = "{http://www.w3.org/2000/svg}"
        panels = root.findall(f"{space}g")
        self.assertEqual(len(panels), 3)
        dots = {(float(dot.get("cx", 0)), float(dot.get("cy", 0))) for dot in panels[0].iter(f"{space}circle")}
        self.assertEqual(len(dots), 4)
        words = [text.text for text in panels[0].iter(f"{space}text")]
        self.assertTrue({"harbour", "words F1", "dehusk", "a<b", "near", "poor (0.05)", "100"} <= set(words), words)
        poor, slow, _, fast = sorted(x for x, _ in dots)
        self.assertAlmostEqual(slow - poor, fast - slow, delta=0.2)  # ten times as fast is as far everywhere
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        self.assertTrue(all(0 < x < width and 0 < y < height for x, y in dots))


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
        with tempfile.TemporaryDirectory() as folder:
            gold = Path(folder) / "gold.jsonl"
            gold.write_text("no record\n", encoding="utf-8")
            faulty = self.run_compare(folder)
            self.assertEqual(faulty.returncode, 4)
            self.assertIn("gold.jsonl:1", faulty.stderr)


if __name__ == "__main__":
    unittest.main()
