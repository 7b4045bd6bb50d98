#!/usr/bin/env python3
"""Bad pages and bad records among good ones: each is answered once, in its place, and none changes what becomes of the
others; time and memory are bounded. Each shape of poison.py goes through plain files, JSON lines and WARC.

  poison_test.py PROGRAM [--pages N] [--every N] [--size BYTES] [--unbounded]

  --pages N      good pages and bad ones in all
  --every N      every Nth is a bad one
  --size BYTES   of a bad page
  --unbounded    time and memory are not looked at: sanitizers take a lot of both
"""

import argparse
import filecmp
import gzip
import itertools
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import unittest

import pages
import poison
import warcs

ARGUMENTS = argparse.ArgumentParser()
ARGUMENTS.add_argument("program", type=os.path.abspath)
ARGUMENTS.add_argument("--pages", type=int, default=640)
ARGUMENTS.add_argument("--every", type=int, default=5)
ARGUMENTS.add_argument("--size", type=int, default=64 << 10)
ARGUMENTS.add_argument("--unbounded", action="store_true")
OPTIONS = ARGUMENTS.parse_args()

MOST_MEMORY = 400 << 20
MOST_ADDRESSES = 1 << 30
MOST_SECONDS = 2.0  # of the processor, for one bad page
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")


class Ran:
    """A run of dehusk, its output in a file, in at most a gigabyte of addresses."""

    number = itertools.count()

    def __init__(self, folder, *args):
        self.out = pathlib.Path(folder) / f"{next(self.number)}.out"
        args = (*args, "--timeout", "60s") if OPTIONS.unbounded else args
        with open(self.out, "wb") as out, open(self.out.with_suffix(".err"), "wb") as err:
            process = subprocess.Popen([OPTIONS.program, *args], stdout=out, stderr=err, preexec_fn=self.limit)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.code = process.returncode
        self.seconds = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss << 10
        self.messages = self.out.with_suffix(".err").read_text(encoding="utf-8")

    @staticmethod
    def limit():
        if not OPTIONS.unbounded:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))

    def lines(self):
        with open(self.out, "rb") as file:
            yield from file


class Job(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_job(self, *args, code=0):
        ran = Ran(self.folder, *args)
        self.assertEqual(ran.code, code, ran.messages)
        if code == 0:
            self.assertEqual(ran.messages, "")
        if not OPTIONS.unbounded:
            self.assertLess(ran.memory, MOST_MEMORY)
        return ran

    def check_bad_page(self, name, content, row):
        """The answer to a page that hurts: it is none of the errors, and says nothing that was not there."""
        self.assertIsNone(row["dehusk"]["error"], name)
        self.assertIsNone(CONTROLS.search(row["text"]), name)
        notes = {note["code"] for note in row["dehusk"]["notes"]}
        self.assertLessEqual({note for note in notes if note.startswith("limit/")}, poison.LIMITS, name)
        if poison.has_sentence(name, content) and not row["dehusk"]["removed"]:  # what is gone, a rule has
            self.assertIn(poison.SENTENCE, row["text"], name)


class Mixed(Job):
    def mixed(self, broken):
        """(number, None) for a good page, (number, bad one) for the others; bad pages and broken records in turn."""
        bad = itertools.cycle([*poison.SHAPES, *range(broken)])
        return [(i, next(bad) if i % OPTIONS.every == OPTIONS.every // 2 else None) for i in range(OPTIONS.pages)]

    def test_there_are_enough_shapes_and_all_of_them_come_up(self):
        self.assertGreaterEqual(len(poison.SHAPES), 64)
        self.assertLessEqual(set(poison.SHAPES), {bad for _, bad in self.mixed(0)})

    def test_each_shape_alone(self):
        path = self.folder / "page"
        for name in poison.SHAPES:
            content = poison.page(name, OPTIONS.size)
            path.write_bytes(content)
            ran = self.run_job("--to", "json", str(path))
            (line,) = ran.lines()
            self.check_bad_page(name, content, json.loads(line))
            if not OPTIONS.unbounded:
                self.assertLess(ran.seconds, MOST_SECONDS, name)

    def test_files(self):
        items = self.mixed(0)
        for number, bad in items:
            content = pages.html_of(number).encode() if bad is None else poison.page(bad, OPTIONS.size)
            (self.folder / f"{number}.page").write_bytes(content)
        paths = [str(self.folder / f"{number}.page") for number, _ in items]
        ran = self.run_job("--to", "json", "--report", "counts", *paths)
        for line, path, (number, bad) in itertools.zip_longest(ran.lines(), paths, items):
            row = json.loads(line)
            self.assertEqual(row["id"], path)
            if bad is None:
                self.assertEqual(row["text"] + "\n", pages.text_of(number))
            else:
                self.check_bad_page(bad, (self.folder / f"{number}.page").read_bytes(), row)

    def test_lines(self):
        broken = poison.broken_lines(OPTIONS.size)
        items = self.mixed(len(broken))
        with open(self.folder / "mix.jsonl", "wb") as mix, open(self.folder / "good.jsonl", "wb") as good:
            for number, bad in items:
                if bad is None:
                    good.write(pages.line_of(number).encode())
                    mix.write(pages.line_of(number).encode())
                elif isinstance(bad, int):
                    mix.write(broken[bad][0] + b"\n")
                else:
                    html = poison.page(bad, OPTIONS.size).decode("utf-8", "surrogateescape")
                    mix.write(json.dumps({"id": number, "html": html}).encode() + b"\n")
        # Good pages alone: what the mix is to make of them, byte by byte.
        left = self.run_job("--in", "jsonl", "--drop-source", str(self.folder / "good.jsonl")).lines()
        first = self.run_job("--in", "jsonl", "--drop-source", str(self.folder / "mix.jsonl"))
        for answer, (number, bad) in itertools.zip_longest(first.lines(), items):
            if bad is None:
                self.assertEqual(answer, next(left), number)
            elif isinstance(bad, int):
                self.check_broken_line(answer, *broken[bad])
            else:
                row = json.loads(answer)
                self.assertEqual(row["id"], number)
                self.check_bad_page(bad, poison.page(bad, OPTIONS.size), row)
        self.assertIsNone(next(left, None))
        # Threads have arenas of their own, so their addresses are not bounded.
        threads = [OPTIONS.program, "--in", "jsonl", "--drop-source", "-j4", str(self.folder / "mix.jsonl")]
        with open(self.folder / "threads.out", "wb") as out:
            subprocess.run(threads, stdout=out, check=True)
        self.assertTrue(filecmp.cmp(self.folder / "threads.out", first.out, shallow=False))

    def check_broken_line(self, answer, line, code):
        if code is None:
            self.assertEqual(answer, line + b"\n")
            return
        row = json.loads(answer)
        if code:
            self.assertEqual((row["text"], row["dehusk"]["error"]["code"]), (None, code), line[:100])
        else:
            self.assertIsNone(row["dehusk"]["error"])

    def test_warc(self):
        kinds = len(poison.broken_records(0))
        items = self.mixed(kinds)
        codes = []
        with open(self.folder / "mix.warc.gz", "wb") as mix, open(self.folder / "good.warc.gz", "wb") as good:
            for number, bad in items:
                code = ""
                if bad is None:
                    piece = warcs.request(number) + warcs.response(number)
                    good.write(gzip.compress(piece, 1, mtime=0))
                elif isinstance(bad, int):
                    piece, code = poison.broken_records(number)[bad]
                else:
                    piece = warcs.response(
                        number, warcs.http(poison.page(bad, OPTIONS.size), ("Content-Type: text/html",))
                    )
                mix.write(gzip.compress(piece, 1, mtime=0))
                codes.append(code)
        left = self.run_job(str(self.folder / "good.warc.gz")).lines()
        ran = self.run_job(str(self.folder / "mix.warc.gz"))
        for line, (number, bad), code in itertools.zip_longest(ran.lines(), items, codes):
            row = json.loads(line)
            self.assertEqual(row["url"], pages.url_of(number))
            if bad is None:
                same = json.loads(next(left))
                for it in (row, same):  # where they lie in their files differs
                    del it["metadata"]
                self.assertEqual(row, same)
            elif code:
                self.assertEqual((row["text"], row["dehusk"]["error"]["code"]), (None, code))
            elif isinstance(bad, str):
                self.check_bad_page(bad, b"", row)
            else:
                self.assertIsNone(row["dehusk"]["error"], bad)
        self.assertIsNone(next(left, None))


@unittest.skipIf(OPTIONS.unbounded, "large inputs take sanitizers too long")
class LargeInputs(Job):
    """What is larger than may be held: 100 MB records, a gigabyte in a megabyte. Their neighbours stay."""

    @classmethod
    def setUpClass(cls):
        cls.big = poison.filled(poison.SENTENCE + " ", 100 << 20).encode()
        cls.bomb = b"".join(cls.packed_zeros(1 << 30))

    @staticmethod
    def packed_zeros(count):
        packer = gzip.zlib.compressobj(1, wbits=31)
        for _ in range(count >> 20):
            yield packer.compress(b"\0" * (1 << 20))
        yield packer.flush()

    def setUp(self):
        super().setUp()
        self.path = str(self.folder / "input")

    def rows(self, content, *args, code=0):
        with open(self.path, "wb") as file:
            file.write(content)
        # What this process holds would count as the other's memory: only the addresses are bounded.
        ran = Ran(self.folder, *args, self.path)
        self.assertEqual(ran.code, code, ran.messages)
        self.assertEqual(ran.messages == "", code == 0)
        if not OPTIONS.unbounded:
            self.assertLess(ran.seconds, MOST_SECONDS)
        return [json.loads(line) for line in ran.lines()]

    def check(self, rows, *answers):
        """Each is a page's number, a note or an error's code."""
        self.assertEqual(len(rows), len(answers))
        for row, answer in zip(rows, answers):
            if isinstance(answer, int):
                self.assertEqual(row["text"] + "\n", pages.text_of(answer))
            elif "/" in answer:
                self.assertIn(answer, [note["code"] for note in row["dehusk"]["notes"]])
                self.assertTrue(row["dehusk"]["truncated"])
            else:
                self.assertEqual(row["dehusk"]["error"]["code"], answer)

    def test_page(self):
        rows = self.rows(b"<p>" + self.big, "--to", "json")
        self.check(rows, "limit/input")
        self.assertLessEqual(len(rows[0]["text"]), 16 << 20)

    def test_line(self):
        lines = [pages.line_of(i).encode() for i in (1, 2)]
        rows = self.rows(lines[0] + b'{"html":"' + self.big + b'"}\n' + lines[1], "--in", "jsonl", "--drop-source")
        self.check(rows, 1, "too_large", 2)

    def test_warc_record(self):
        for pack in (bytes, lambda piece: gzip.compress(piece, 1)):
            content = b"".join(
                pack(warcs.response(i, block)) for i, block in ((1, None), (2, warcs.http(self.big)), (3, None))
            )
            self.check(self.rows(content), 1, "limit/input", 3)

    def test_bombs(self):
        self.check(self.rows(self.bomb, "--to", "json"), "limit/input")
        self.check(self.rows(self.bomb, "--in", "warc"), "bad_warc")
        lines = [gzip.compress(pages.line_of(i).encode()) for i in (1, 2)]
        around = lines[0] + self.bomb + gzip.compress(b"\n") + lines[1]
        self.check(self.rows(around, "--in", "jsonl", "--drop-source"), 1, "too_large", 2)
        packed = warcs.http(self.bomb, ("Content-Type: text/html", "Content-Encoding: gzip"))
        content = b"".join(warcs.response(i, block) for i, block in ((1, None), (2, packed), (3, None)))
        self.check(self.rows(content), 1, "limit/input", 3)

    def test_cut_streams(self):
        page = gzip.compress(pages.html_of(1).encode())
        self.check(self.rows(page[:-8], "--to", "json", code=4), "input/damaged")
        lines = gzip.compress("".join(pages.line_of(i) for i in range(50)).encode())
        rows = self.rows(lines[: len(lines) // 2], "--in", "jsonl", "--drop-source", code=4)
        self.check(rows, *range(len(rows) - 1), "truncated")
        self.assertGreater(len(rows), 5)

    def test_many_empty_members_and_a_head_without_an_end(self):
        empty = gzip.compress(b"", mtime=0) * 200_000
        self.check(self.rows(empty + gzip.compress(pages.line_of(1).encode()), "--in", "jsonl", "--drop-source"), 1)
        self.check(self.rows(b"WARC/1.0\r\n" + b"X-Wind: north\r\n" * 500_000), "bad_warc")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
