"""tools/husk: the page format, the four forms, whose words an output holds, and what the command says."""

import re
import subprocess
import sys
import tempfile
import unittest
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/husk.d"))

from attribution import Attribution, common_subsequence, tokens  # noqa: E402
from dump_forms import Form  # noqa: E402
from forms import FORMS, render  # noqa: E402
from html_forms import hashed  # noqa: E402
from husk_figures import fates, figures, groups_table, share  # noqa: E402
from page_file import Page, PageFault, read_page  # noqa: E402

HEAD = "lang: en\nkind: article\nsite: The Gull\nhost: gull.example\ntitle: Ice\nstyle: news\n"
PAGE = HEAD + """
@nav menu
- News
- Sport
@headline
# Ice under the market
@caption figure
& Two men and a lamp
The shaft beneath the hall.
+ {credit} Photo: D. Carne
@body
The cellar opens on Saturday, and [[Kit Lanyon]] will go in first.
// a comment
{body:donation} The pumping was paid for by donations that people left in a bait box.
## What to bring
1. {body:steps} A lamp with a long cord
2. {body:steps} A coat
| Adults | 4 pounds
| Children | 1 pound
@donation box
## Before you go
Please support the three people who write this paper.
! Support us
@share bar
Share
X
"""


class PageTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, text: str, name: str = "en-ice.page") -> Path:
        path = Path(self.folder.name) / name
        path.write_text(text, encoding="utf-8")
        return path

    def page(self, text: str = PAGE) -> Page:
        return read_page(self.file(text))


class FormatTest(PageTest):
    def test_a_block_has_a_role_a_label_and_a_line(self) -> None:
        blocks = {block.text: block for block in self.page().blocks}
        self.assertEqual((str(blocks["News"].label), blocks["News"].role, blocks["News"].line), ("nav", "item", 9))
        self.assertEqual(str(blocks["Photo: D. Carne"].label), "credit")
        self.assertEqual(str(blocks["A coat"].label), "body:steps")
        self.assertEqual(blocks["Adults 4 pounds"].cells(), ["Adults", "4 pounds"])
        self.assertIn("The cellar opens on Saturday, and Kit Lanyon will go in first.", blocks)
        self.assertNotIn("// a comment", blocks)

    def test_all_faults_are_named_with_their_lines(self) -> None:
        with self.assertRaises(PageFault) as raised:
            self.page("lang: en\nmood: dark\n@nav attic\n@donations\n@body\nA [[b\n{nav:short} c\n-\n@ad\n")
        lines = str(raised.exception).split("\n")
        self.assertEqual([line.split(":")[1] for line in lines[:6]], ["2", "3", "4", "6", "7", "8"])
        self.assertIn("'nav' stands in the places menu, ", lines[1])
        self.assertTrue(any("the head has no 'host:'" in line for line in lines))
        self.assertTrue(any("9: a section without blocks" in line for line in lines))

    def test_a_number_that_begins_a_sentence_is_written_with_a_backslash(self) -> None:
        self.assertEqual(self.page(HEAD + "@body\n\\3. May was cold.\n").blocks[0].text, "3. May was cold.")


class FormsTest(PageTest):
    def test_the_semantic_form_has_the_names_of_the_site_s_system(self) -> None:
        html = render(self.page(), "semantic").text
        self.assertIn('<nav class="main-nav">', html)
        self.assertIn("<p>The cellar opens on Saturday, and <a href=", html)
        self.assertIn('<figcaption>The shaft beneath the hall. <span class="credit">Photo: D. Carne</span></figcaption>', html)
        self.assertLess(html.index("<article"), html.index("The cellar"))

    def test_the_hashed_form_has_no_name_that_tells(self) -> None:
        html = render(self.page(), "hashed").text
        for name in ("main-nav", "support-box", "article-image", "credit", "<nav", "<figure", "<section"):
            self.assertNotIn(name, html.split("<body>")[1])
        self.assertEqual(hashed("gull.example", "main-nav", "emotion"), hashed("gull.example", "main-nav", "emotion"))
        self.assertNotEqual(hashed("gull.example", "main-nav", "emotion"), hashed("tern.example", "main-nav", "emotion"))

    def test_a_lynx_dump_is_wrapped_and_lists_its_links(self) -> None:
        for host in ("gull.example", "tern.example", "auk.example", "loon.example"):
            text = render(self.page(PAGE.replace("gull.example", host)), "lynx").text
            body = text.split("References")[0]
            self.assertTrue(all(len(line) <= 80 for line in body.split("\n")), text)
            self.assertIn("\n     * ", text)
            self.assertIn("    1. A lamp with a long cord\n    2. A coat\n", text)
            self.assertEqual("[1]" in text, "\n   1. https://" in text)

    def test_wide_signs_take_two_columns(self) -> None:
        text = render(self.page(HEAD + "@body\n" + "雨が降る。" * 20 + "\n"), "lynx").text
        self.assertLessEqual(max(len(line) for line in text.split("\n")), 40)

    def test_markdown_is_not_wrapped_and_has_links_inline(self) -> None:
        text = render(self.page(), "markdown").text
        self.assertIn("The cellar opens on Saturday, and [Kit Lanyon](https://gull.example/", text)
        self.assertIn("![Two men and a lamp](https://gull.example/media/", text)
        self.assertIn("| Adults | 4 pounds |\n| --- | --- |\n| Children | 1 pound |", text)

    def test_each_form_holds_every_word_that_it_shows_in_the_order_of_the_page(self) -> None:
        pages = [self.page(), *map(read_page, sorted((ROOT / "bench/husk/pages").rglob("*.page")))]
        for page in pages:
            for form in FORMS:
                made = render(page, form)
                shown = unescape(re.sub(r"<[^>]+>", " ", made.text.split("<body>")[-1]))
                texts = [" ".join(tokens(text)) for text in [made.title, *(block.text for block in page.blocks)]]
                for fate in fates(page, form, made, shown):
                    words = " ".join(tokens(fate.text))
                    if len(words.split()) < 4 and sum(words in text for text in texts) > 1:
                        continue  # a short text that stands in others, too: which place is meant, nobody can tell
                    self.assertEqual(fate.found, fate.all, f"{page.name} {form}: {fate.text}")


class AttributionTest(unittest.TestCase):
    def found(self, output: str, *blocks: tuple[str, str]) -> list[str]:
        """Of each block, the words that stand in the output."""
        words = [tokens(text) for _, text in blocks]
        made = Attribution(words, [label == "body" for label, _ in blocks], output)
        return [" ".join(word for word, is_found in zip(*one) if is_found) for one in zip(words, made.found)]

    def test_the_longest_common_subsequence(self) -> None:
        pairs = common_subsequence("abcbdab", "bdcaba")
        self.assertEqual(len(pairs), 4)
        self.assertTrue(all("abcbdab"[i] == "bdcaba"[j] for i, j in pairs))
        self.assertEqual(pairs, sorted(pairs))
        self.assertEqual(common_subsequence("", "a"), [])

    def test_a_word_of_the_body_is_no_leaked_button(self) -> None:
        blocks = (("husk", "Share"), ("body", "Share prices fell on Monday."), ("husk", "Share"))
        self.assertEqual(self.found("Share prices fell on Monday.", *blocks), ["", "share prices fell on monday", ""])
        self.assertEqual(self.found("Share prices fell on Monday.\n\nShare", *blocks)[2], "share")

    def test_a_stray_word_is_no_leak_and_no_rescue(self) -> None:
        blocks = (("husk", "Give to the three people who write this paper"), ("body", "Rain fell on the long pier all day"))
        self.assertEqual(self.found("the rain", *blocks), ["", ""])

    def test_of_two_equal_words_the_one_in_its_sentence_counts(self) -> None:
        blocks = (("husk", "The shaft beneath the hall"), ("body", "The cellar opens on the pier"))
        for output in ("The shaft beneath the hall. The cellar opens on the pier.", "The cellar opens on the pier."):
            self.assertEqual(self.found(output, *blocks)[1], "the cellar opens on the pier")
        self.assertEqual(self.found("The shaft beneath the hall. Cellar.", *blocks)[0], "the shaft beneath the hall")

    def test_half_a_block_counts_half(self) -> None:
        found = self.found("Rain fell on the long", ("body", "Rain fell on the long pier all day"))
        self.assertEqual(found, ["rain fell on the long"])

    def test_words_that_moved_are_found(self) -> None:
        blocks = (("body", "Rain fell on the pier."), ("husk", "By the harbour reporter Orla Penhale"))
        self.assertEqual(self.found("By the harbour reporter Orla Penhale\nRain fell on the pier.", *blocks)[1], "by the harbour reporter orla penhale")

    def test_marks_of_dumps_and_markdown_are_no_words(self) -> None:
        self.assertEqual(tokens("[12]News (BUTTON) [Go](https://a.example/b-c) on"), ["news", "go", "on"])
        self.assertEqual(tokens("1. Stir\n[2](https://a.example/p2) 3.5 g"), ["stir", "2", "3", "5", "g"])
        self.assertEqual(tokens("See https://a.example/b-c/ and 雨が"), ["see", "https://a.example/b-c", "and", "雨", "が"])


class FiguresTest(PageTest):
    def test_leak_and_loss_are_shares_of_words_by_kind(self) -> None:
        page = self.page()
        body = "\n".join(block.text for block in page.blocks if block.label.is_body and block.text != "A lamp with a long cord")
        made = figures(fates(page, "lynx", render(page, "lynx"), body + "\nBefore you go\nSupport us"))
        self.assertEqual(share(made.leak, "donation"), 5 / 14)
        self.assertEqual(share(made.leak, "nav"), 0)
        self.assertEqual(share(made.loss, "steps"), 6 / 8)
        self.assertEqual(share(made.loss, "donation"), 0)
        self.assertIsNone(share(made.leak, "paywall"))

    def test_a_title_in_front_of_the_menu_does_not_hide_the_menu(self) -> None:
        page = self.page()
        for title in ("Ice under the market\n", ""):
            made = figures(fates(page, "semantic", Form("", title="Ice under the market"), title + "News\nSport\nIce under the market"))
            self.assertEqual(share(made.leak, "nav"), 1)

    def test_a_table_has_two_columns_a_tool(self) -> None:
        page = self.page()
        mine = [fate for form in ("semantic", "lynx") for fate in fates(page, form, render(page, form), "")]
        table = groups_table({"mine": mine}, "form").split("\n")
        self.assertEqual([line.split() for line in table], [["form", "mine", "leak", "mine", "loss"], ["semantic", "0.0000", "1.0000"], ["lynx", "0.0000", "1.0000"]])


class CommandTest(PageTest):
    def husk(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([sys.executable, str(ROOT / "tools/husk"), *arguments], capture_output=True, encoding="utf-8", check=False)

    def fake_dehusk(self, text: str) -> str:
        """A dehusk whose answer to every page is this text."""
        program = Path(self.folder.name) / "dehusk"
        program.write_text(f"#!{sys.executable}\nimport json, sys\nfor _ in sys.argv[5:]:\n    print(json.dumps({{'text': {text!r}}}))\n")
        program.chmod(0o755)
        return str(program)

    def test_the_shipped_pages_have_no_fault(self) -> None:
        checked = self.husk("--check")
        self.assertEqual((checked.returncode, checked.stderr), (0, ""))

    def test_the_gate_fails_on_leak_and_on_loss(self) -> None:
        page = self.file(PAGE)
        body = "\n\n".join(block.text for block in read_page(page).blocks if block.label.is_body)
        for text, code in ((body, 0), (body + "\n\nPlease support the three people who write this paper.", 1), (body[60:], 1)):
            with self.subTest(text=text):
                self.assertEqual(self.husk("--gate", "--dehusk", self.fake_dehusk(text), str(page)).returncode, code)

    def test_any_command_is_scored_beside_dehusk(self) -> None:
        shown = self.husk("--dehusk", self.fake_dehusk(""), "--tool", "all=cat", "--forms", "markdown", str(self.file(PAGE)))
        rows = {line.split()[0]: line.split()[2:] for line in shown.stdout.split("\n")[2:] if len(line.split()) == 4}
        self.assertEqual(rows["donation"], ["1.0000", "0.0000"])  # its loss, the later row
        self.assertEqual(rows["nav"], ["0.0000", "1.0000"])

    def test_single_held_out_pages_stay_unseen_unless_asked_for(self) -> None:
        folder = Path(self.folder.name) / "held-out"
        folder.mkdir()
        page = folder / "en-ice.page"
        page.write_text(PAGE, encoding="utf-8")
        for flags in (["--worst", "3"], ["--by", "page"]):
            refused = self.husk(*flags, "--dehusk", self.fake_dehusk(""), str(page))
            self.assertEqual(refused.returncode, 4)
            self.assertIn("held-out", refused.stderr)
        self.assertEqual(self.husk("--by", "page", "--open", "--dehusk", self.fake_dehusk(""), str(page)).returncode, 0)

    def test_what_cannot_be_done_is_said(self) -> None:
        self.assertEqual(self.husk("--rivals", "nosuch").returncode, 2)
        self.assertEqual(self.husk("--tool", "noequals").returncode, 2)
        missing = self.husk("--dehusk", str(Path(self.folder.name) / "none"), str(self.file(PAGE)))
        self.assertEqual(missing.returncode, 4)
        self.assertIn("is not built", missing.stderr)
        faulty = self.husk("--check", str(self.file("lang: en\n@body\n", "b.page")))
        self.assertEqual(faulty.returncode, 4)
        self.assertIn("b.page:2: a section without blocks", faulty.stderr)


if __name__ == "__main__":
    unittest.main()
