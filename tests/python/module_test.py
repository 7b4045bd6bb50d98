#!/usr/bin/env python3
"""The Python module: what pages become, what is wrong with rules, threads, processes, memory.

module_test.py PACKAGE_FOLDER PROGRAM
"""

import concurrent.futures
import json
import multiprocessing
import os
import pathlib
import pickle
import resource
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path[:0] = [sys.argv[1], str(pathlib.Path(__file__).resolve().parents[1] / "jobs")]
PROGRAM = sys.argv[2]

import dehusk  # noqa: E402
import pages  # noqa: E402

OWN = """dehusk = 1
[pack]
name = 'own'
version = '1'

[[rule]]
id = 'own/nav'
why = 'Menu'
husk = 'nav'
css = ['nav']
remove = ['<nav><a href="/">Home</a></nav>']
keep = ['<p>Home</p>']
"""


def text_in_process(cleaner, number):
    return cleaner.text(pages.html_of(number))


class Pages(unittest.TestCase):
    def test_a_page_and_who_took_what(self):
        page = dehusk.Cleaner().clean(pages.html_of(3), url=pages.url_of(3), markdown=True, record=True)
        self.assertEqual(page.text, pages.text_of(3))
        self.assertEqual(page.markdown, page.text)
        self.assertEqual((page.kind, page.lang, page.url, page.rescued), ("html", "en", pages.url_of(3), False))
        self.assertEqual(page.title, "Ship 3")
        kinds = {piece.rule: page.taken(piece) for piece in page.removed}
        self.assertEqual(kinds["structure/nav.html"], "Home\nShips")
        for piece in page.removed:
            self.assertTrue(piece.file.startswith("rules/") and piece.line > 0 and piece.why)

    def test_it_is_what_the_program_says(self):
        for number in range(5):
            html = pages.html_of(number).encode()
            ran = subprocess.run([PROGRAM, "--to", "json"], input=html, stdout=subprocess.PIPE, check=True)
            page = dehusk.Cleaner().clean(html, record=True)
            self.assertEqual(page.record + "\n", ran.stdout.decode())
            for piece, told in zip(page.removed, json.loads(ran.stdout)["dehusk"]["removed"]):
                self.assertEqual((piece.rule, piece.start, piece.end), (told["rule"], told["start"], told["end"]))

    def test_anything_is_a_page(self):
        cleaner = dehusk.Cleaner()
        self.assertEqual(cleaner.text(""), "")
        self.assertEqual(cleaner.text(b""), "")
        self.assertEqual(cleaner.clean("").removed, [])
        for byte in range(256):
            self.assertIsInstance(cleaner.text(bytes([byte])), str)
        for text in ("\ud800", "a\0b", "\U0001f600", "<p>\udfff wind</p>"):
            cleaner.text(text).encode("utf-8")
        for data in (bytearray(b"<p>The wind.</p>"), memoryview(b"<p>The wind.</p>")):
            self.assertEqual(cleaner.text(data), "The wind.\n")
        self.assertEqual(cleaner.text("<p>The wind.</p>", url="https://a.example/\ud800\0"), "The wind.\n")
        with self.assertRaises(TypeError):
            cleaner.text(None)
        with self.assertRaises(KeyError):
            cleaner.text("", kind="pdf")

    def test_strings_are_not_guessed_at(self):
        html = "<meta charset=windows-1252><p>Die Fähre fährt über die Förde.</p>"
        page = dehusk.Cleaner().clean(html)
        self.assertEqual(page.text, "Die Fähre fährt über die Förde.\n")
        page = dehusk.Cleaner().clean(html.encode("windows-1252"))
        self.assertEqual((page.text, page.encoding), ("Die Fähre fährt über die Förde.\n", "windows-1252"))

    def test_limits_leave_notes(self):
        page = dehusk.Cleaner(max_bytes=200).clean(pages.html_of(1))
        self.assertEqual(page.notes[0].code, "limit/input")
        page = dehusk.Cleaner(max_depth=50).clean("<html>" + "<div>" * 100 + "<p>The wind turned.")
        self.assertIn("limit/depth", [note.code for note in page.notes])
        self.assertIn("The wind turned.", page.text)

    def test_options(self):
        self.assertIn("Home", dehusk.Cleaner(keep_husk=["nav"]).text(pages.html_of(1)))
        pieces = dehusk.Cleaner(rules_off=["structure/*"]).clean(pages.html_of(1)).removed
        self.assertFalse([piece for piece in pieces if piece.rule.startswith("structure/")])


class Rules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_rules_of_ones_own(self):
        path = self.folder / "own.toml"
        path.write_text(OWN)
        cleaner = dehusk.Cleaner([path])
        page = cleaner.clean(pages.html_of(1))
        self.assertEqual([(piece.rule, piece.line) for piece in page.removed], [("own/nav", 6)])
        self.assertEqual(page.removed[0].file, str(path))
        self.assertNotEqual(cleaner.rules_digest, dehusk.Cleaner().rules_digest)

    def test_faults_are_told_one_by_one(self):
        path = self.folder / "bad.toml"
        path.write_text(OWN.replace("'nav'\ncss", "'menu'\ncss").replace("['nav']\nremove", "['nav >']\nremove"))
        with self.assertRaises(dehusk.RuleError) as raised:
            dehusk.Cleaner([path]).text("")
        faults = raised.exception.faults
        self.assertEqual([fault.line for fault in faults], [9, 10])
        self.assertIn(f"{path}:9:", str(raised.exception))
        again = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((str(again), again.faults), (str(raised.exception), faults))
        for options in (
            {"rules": ["no/such/file"]},
            {"rules_off": ["no/such-rule"]},
            {"keep_husk": ["herring"]},
            {"max_depth": 3},
        ):
            with self.assertRaises(dehusk.RuleError):
                dehusk.Cleaner(**options).load()


class Jobs(unittest.TestCase):
    def test_threads_share_a_cleaner(self):
        cleaner = dehusk.Cleaner()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            texts = list(pool.map(lambda number: cleaner.text(pages.html_of(number)), range(200)))
        self.assertEqual(texts, [pages.text_of(number) for number in range(200)])

    def test_the_lock_is_let_go(self):
        # While a long page is cleaned, another thread goes on.
        cleaner = dehusk.Cleaner().load()
        long_page = "".join(f"<p>Ship {i} left the harbour, and the wind had turned.</p>" for i in range(60000))
        steps, done = [0], threading.Event()
        worker = threading.Thread(target=lambda: (cleaner.text(long_page), done.set()))
        worker.start()
        while not done.is_set():
            steps[0] += 1
        worker.join()
        self.assertGreater(steps[0], 1000)

    def test_map_keeps_the_order_and_holds_few(self):
        held = []

        def many():
            for number in range(100):
                held.append(number)
                yield (pages.html_of(number), pages.url_of(number))

        for number, page in enumerate(dehusk.Cleaner().map(many(), threads=3)):
            self.assertEqual((page.text, page.url), (pages.text_of(number), pages.url_of(number)))
            self.assertLessEqual(len(held) - number, 7)

    def test_processes(self):
        cleaner = dehusk.Cleaner(keep_husk=["date"])
        cleaner.text("")  # loaded here already
        for way in ("fork", "spawn"):
            with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context(way)) as pool:
                texts = list(pool.map(text_in_process, [cleaner] * 6, range(6)))
            self.assertEqual(texts, [pages.text_of(number) for number in range(6)])

    def test_memory_stays(self):
        cleaner = dehusk.Cleaner()
        html = pages.html_of(1) * 3

        def work(count):
            for _ in range(count):
                cleaner.clean(html, record=True)
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        before = work(500)
        self.assertLess(work(3000), before + 2048)  # kB

    def test_startup_is_quick(self):
        # A cleaner is made when the first page comes; making the object costs nothing.
        self.assertLess(len(pickle.dumps(dehusk.Cleaner())), 1000)


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])  # for the processes that are spawned
    unittest.main(argv=sys.argv[:1])
