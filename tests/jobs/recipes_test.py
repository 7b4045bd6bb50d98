#!/usr/bin/env python3
"""Runs every file of docs/recipes: by the real program where there is one, else by a stand-in that keeps its contract.

recipes_test.py PROGRAM [--messages N] [--package FOLDER]

PROGRAM: dehusk; FOLDER: where the Python package lies
"""

import argparse
import contextlib
import gzip
import http.server
import importlib.util
import json
import os
import pathlib
import re
import selectors
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.dont_write_bytecode = True  # recipes are imported, and nothing is to be left beside them

import pages  # noqa: E402
import warcs  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECIPES = ROOT / "docs" / "recipes"
ARGUMENTS = argparse.ArgumentParser()
ARGUMENTS.add_argument("program", type=os.path.abspath)
ARGUMENTS.add_argument("--messages", type=int, default=1000)
ARGUMENTS.add_argument("--package", type=os.path.abspath, default="")
OPTIONS = ARGUMENTS.parse_args()
PROGRAM = OPTIONS.program
MESSAGES = OPTIONS.messages
APT_PYTHON = "/usr/bin/python3"  # the one that apt's packages belong to


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


def needs_module(*modules):
    """What apt's Python has to have."""
    command = [APT_PYTHON, "-c", "import " + ", ".join(modules)]
    environment = dict(os.environ, PYTHONPATH=OPTIONS.package)
    has_it = os.path.exists(APT_PYTHON)
    has_it = has_it and subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    return unittest.skipUnless(has_it, f"{APT_PYTHON} cannot import {', '.join(modules)}")


def grandchildren_of_dehusk(mark):
    """Processes of this program, with this among their variables, whose parent's parent is one: they clean pages."""
    parents = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            is_dehusk = os.path.realpath(folder / "exe") == os.path.realpath(PROGRAM)
            if is_dehusk and mark.encode() in (folder / "environ").read_bytes():
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return {child for child, parent in parents.items() if parents.get(parent) in parents}


class Recipe(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "dehusk").symlink_to(PROGRAM)
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        self.environment = dict(os.environ, PATH=path, PYTHONDONTWRITEBYTECODE="1")

    def put(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def run_recipe(self, *command, **options):
        """What it writes; it must end well and say nothing."""
        ran = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=120, **options
        )
        self.assertEqual((ran.returncode, ran.stderr.decode()), (0, ""))
        return ran.stdout

    def lines(self, count):
        return self.put("pages.jsonl", "".join(pages.line_of(i) for i in range(count)))

    def check_lines(self, answers, count):
        rows = [json.loads(line) for line in answers.decode().splitlines()]
        self.assertEqual([row["id"] for row in rows], list(range(count)))
        for row in rows:
            self.assertEqual(row["text"] + "\n", pages.text_of(row["id"]))


class Shell(Recipe):
    @needs("parallel")
    def test_parallel(self):
        path = self.lines(400)
        home = self.folder / "home"
        (home / ".parallel").mkdir(parents=True)
        (home / ".parallel" / "will-cite").touch()
        self.environment.update(BLOCK="50k", HOME=str(home))
        spread = self.run_recipe(RECIPES / "parallel.sh", path)
        self.check_lines(spread, 400)
        self.assertEqual(spread, self.run_recipe(PROGRAM, "-j1", path))

    def test_xargs(self):
        for number in range(120):
            self.put(f"crawl/day {number % 3}/page {number}.html", pages.html_of(number))
        self.put("texts/day 0/page 0.txt", "done before\n")
        first = self.run_recipe(RECIPES / "xargs.sh", "crawl", "texts")
        again = self.run_recipe(RECIPES / "xargs.sh", "crawl", "texts")
        for number in range(1, 120):
            text = (self.folder / f"texts/day {number % 3}/page {number}.txt").read_text(encoding="utf-8")
            self.assertEqual(text, pages.text_of(number))
        self.assertEqual((self.folder / "texts/day 0/page 0.txt").read_text(encoding="utf-8"), "done before\n")
        self.assertEqual(first.count(b"done\t"), 119)
        self.assertEqual((again.count(b"done\t"), len(again.splitlines())), (0, 120))

    def test_singer(self):
        schema = '{"type": "SCHEMA",  "stream":"ships","schema":{"properties":{"html":{}}},"key_properties":["id"]}\n'
        state = '{"type":"STATE","value":{"at": 1.0e400, "last":9007199254740993}}\n'
        record = '{"type":"RECORD","stream":"ships","record":{"id":%d,"html":%s}}\n'
        tap = schema + "".join(record % (i, json.dumps(pages.html_of(i))) + state for i in range(5))
        got = (
            self.run_recipe(RECIPES / "singer.sh", "cat " + self.put("tap", tap), "cat")
            .decode()
            .splitlines(keepends=True)
        )
        self.assertEqual(got[0], schema)
        self.assertEqual(got[2::2], [state] * 5)
        for number, line in enumerate(got[1::2]):
            message = json.loads(line)
            self.assertEqual(set(message), {"type", "stream", "record"})
            self.assertEqual(message["record"], {"id": number, "text": pages.text_of(number)[:-1]})

    @needs("curl")
    def test_es_bulk(self):
        got = []

        class Index(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                got.append(
                    (self.path, self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"])))
                )
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'{"errors":false}')

            def log_message(self, *_):
                pass

        action = '{ "index" : {"_id": "%d"} }\n'
        bulk = "".join(action % i + pages.line_of(i) for i in range(20))
        with http.server.HTTPServer(("127.0.0.1", 0), Index) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            url = f"http://127.0.0.1:{server.server_port}/ships"
            answer = self.run_recipe(RECIPES / "es_bulk.sh", url, self.put("bulk.ndjson", bulk))
            server.shutdown()
        self.assertEqual(answer, b'{"errors":false}')
        ((path, kind, body),) = got
        self.assertEqual((path, kind), ("/ships/_bulk", "application/x-ndjson"))
        lines = body.decode().splitlines(keepends=True)
        self.assertEqual(lines[::2], [action % i for i in range(20)])
        self.check_lines("".join(lines[1::2]).encode(), 20)

    @needs("duckdb")
    def test_duckdb(self):
        self.run_recipe(RECIPES / "duckdb_parquet.sh", self.lines(50), "pages.parquet")
        asked = "SELECT count(*), count(text), min(len(text)) > 100, count(error) FROM 'pages.parquet'"
        self.assertEqual(self.run_recipe("duckdb", "-csv", "-noheader", "-c", asked), b"50,50,true,0\n")


class CommonCrawl(Recipe):
    def rows(self, name):
        with gzip.open(self.folder / "out" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def summary(self, name):
        return json.loads((self.folder / "out" / f"{name}.summary.json").read_text(encoding="utf-8"))

    def test_triples(self):
        path = self.put("CC-MAIN-1.warc.gz", warcs.triples(40))
        (self.folder / "out").mkdir()
        self.run_recipe(RECIPES / "cc_one_warc.sh", path, "out")
        rows = self.rows("CC-MAIN-1")
        self.assertEqual([row["url"] for row in rows], [pages.url_of(i) for i in range(40)])
        self.assertEqual([row["text"] + "\n" for row in rows], [pages.text_of(i) for i in range(40)])
        raw = pathlib.Path(path).read_bytes()
        for row in rows:  # where the record lies: its gzip member can be read by itself
            place = row["metadata"]
            member = gzip.decompress(raw[place["warc_offset"] :][: place["warc_length"]])
            self.assertIn(f"WARC-Target-URI: {row['url']}".encode(), member)
        records = self.summary("CC-MAIN-1")["records"]
        self.assertEqual((records["cleaned"], records["errors"]), (40, 0))
        before = os.stat(self.folder / "out" / "CC-MAIN-1.jsonl.gz").st_mtime_ns
        self.run_recipe(RECIPES / "cc_one_warc.sh", path, "out")  # done already
        self.assertEqual(os.stat(self.folder / "out" / "CC-MAIN-1.jsonl.gz").st_mtime_ns, before)

    def test_every_oddity(self):
        content, expected = warcs.oddities()
        path = self.put("odd.warc.gz", content)
        (self.folder / "out").mkdir()
        ran = subprocess.run(
            [RECIPES / "cc_one_warc.sh", path, "out"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        self.assertEqual(ran.returncode, 0)
        self.assertEqual(len(ran.stderr.decode().splitlines()), 2)  # two places of damage are told
        rows = self.rows("odd")
        self.assertEqual(len(rows), len(expected))
        for row, (number, what) in zip(rows, expected):
            with self.subTest(number=number):
                self.assertEqual(row["url"], None if number is None else pages.url_of(number))
                if what == "text":
                    self.assertEqual(row["text"] + "\n", pages.text_of(number))
                elif what == "empty":
                    self.assertEqual((row["text"], row["dehusk"]["error"]), ("", None))
                else:
                    self.assertEqual((row["text"], row["dehusk"]["error"]["code"]), (None, what))
                self.assertEqual(row["dehusk"].get("truncated", False), number == 9)
        records = self.summary("odd")["records"]
        self.assertEqual(
            records["in"], sum(records[k] for k in ("cleaned", "unchanged", "empty", "passed", "skipped", "errors"))
        )
        self.assertEqual(records["errors"], 2)
        errors = (self.folder / "out" / "odd.errors.jsonl").read_text(encoding="utf-8").splitlines()
        self.assertEqual([json.loads(line)["dehusk"]["error"]["code"] for line in errors], ["bad_warc", "truncated"])


class Clusters(Recipe):
    def test_hadoop(self):
        shutil.copy(ROOT / "tests" / "jobs" / "hadoop", self.folder / "bin")
        counters = self.run_recipe(RECIPES / "hadoop.sh", self.lines(100), "out")
        self.assertIn(b"dehusk: records=100\n", counters)
        parts = sorted((self.folder / "out").glob("part-*"))
        self.assertEqual(len(parts), 2)
        self.check_lines(b"".join(part.read_bytes() for part in parts), 100)

    def dask(self, rows):
        """The answers to three files of so many rows, by a cluster of two processes."""
        for part in range(3):
            lines = (pages.line_of(i) for i in range(part * rows, part * rows + rows))
            self.put(f"in/{part}.jsonl", "".join(lines))
        ran = subprocess.run(
            [APT_PYTHON, RECIPES / "dask_bag.py", "in/*.jsonl", "out"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            check=False,
            timeout=120,
        )
        self.assertEqual((ran.returncode, ran.stdout), (0, b"3 files\n"), ran.stderr.decode())
        return b"\n".join(path.read_bytes() for path in sorted((self.folder / "out").glob("*.jsonl")))

    @needs_module("distributed")
    def test_dask(self):
        self.check_lines(self.dask(40), 120)

    @needs_module("distributed")
    def test_dask_where_processes_are_killed(self):
        killed = []
        done = threading.Event()

        def kill():
            while not done.wait(0.01) and len(killed) < 3:
                for worker in grandchildren_of_dehusk(str(self.folder)) - set(killed):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(worker, signal.SIGKILL)
                        killed.append(worker)
                        break

        killer = threading.Thread(target=kill)
        killer.start()
        answers = self.dask(1500)
        done.set()
        killer.join()
        rows = [json.loads(line) for line in answers.decode().splitlines()]
        self.assertEqual([row["id"] for row in rows], list(range(4500)))
        lost = [row for row in rows if row["dehusk"]["error"]]
        self.assertLessEqual(len(lost), len(killed))
        self.assertEqual({row["dehusk"]["error"]["code"] for row in lost} - {"crash"}, set())
        for row in rows:
            if row not in lost:
                self.assertEqual(row["text"] + "\n", pages.text_of(row["id"]))

    def spark_recipe(self, name):
        spec = importlib.util.spec_from_file_location("recipe", RECIPES / name)
        recipe = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(recipe)
        return recipe

    def spark_lines(self, partitions):
        return self.spark_recipe("spark_pipe.py").clean(SparkLines(partitions), program=PROGRAM)

    def test_spark(self):
        partitions = [[pages.line_of(i).rstrip("\n") for i in range(at, at + 30)] for at in (0, 30, 60)]
        partitions.insert(1, [])  # one without a row
        rows = [row for partition in self.spark_lines(partitions) for row in partition]
        self.check_lines("\n".join(rows).encode(), 90)

    def test_spark_files(self):
        names = [self.put(f"crawl/{i}.warc.gz", warcs.triples(5 + i)) for i in range(3)]
        out = self.folder / "clean"
        recipe = self.spark_recipe("spark_files.py")
        for status in ("done", "skipped"):  # the second time there is nothing to do
            answers = recipe.clean(SparkLines([[name] for name in names] + [[]]), out, program=PROGRAM)
            rows = [json.loads(line) for partition in answers for line in partition]
            self.assertEqual([row["input"] for row in rows], names)
            self.assertEqual([row["status"] for row in rows], [status] * 3)
        for number, row in enumerate(rows):
            with gzip.open(row["output"], "rt", encoding="utf-8") as file:
                self.assertEqual(
                    [json.loads(line)["url"] for line in file], [pages.url_of(i) for i in range(5 + number)]
                )

    @unittest.skipUnless(
        importlib.util.find_spec("pyspark") and shutil.which("java"), "pyspark or java is not installed"
    )
    def test_spark_itself(self):
        from pyspark.sql import SparkSession  # pylint: disable=import-outside-toplevel

        builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
        session = builder.config("spark.log.level", "OFF").getOrCreate()
        try:
            rows = [pages.line_of(i).rstrip("\n") for i in range(500)]
            clean = self.spark_recipe("spark_pipe.py").clean
            answers = clean(session.sparkContext.parallelize(rows, 7), program=PROGRAM).collect()
            self.check_lines("\n".join(answers).encode(), 500)
            self.assertEqual(clean(session.sparkContext.parallelize([], 2), program=PROGRAM).collect(), [])
        finally:
            session.stop()

    def test_spark_rows_that_hurt(self):
        good = pages.line_of(0).rstrip("\n")
        rows = [good, "no JSON", '{"html":"\\ud800 <p>lone</p>"}', "", '{"html":5}', "{" * 5000, good]
        (answers,) = self.spark_lines([rows])
        self.assertEqual(len(list(answers)), len(rows))

    def test_spark_that_looks_at_the_first_row_only(self):
        rows = [pages.line_of(i).rstrip("\n") for i in range(2000)]
        (answers,) = self.spark_lines([rows])
        self.assertEqual(json.loads(next(answers))["id"], 0)
        answers.close()  # its process has seen the end of its readers; closing must not hang


SPIDER = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Ships(scrapy.Spider):
    name = "ships"
    start_urls = [sys.argv[1] + str(number) for number in range(30)]

    def parse(self, response):
        yield {"url": response.url, "html": response.body}

process = CrawlerProcess({
    "ITEM_PIPELINES": {"scrapy_pipeline.DehuskPipeline": 300},
    "FEEDS": {"items.jsonl": {"format": "jsonlines"}},
    "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "ERROR",
})
process.crawl(Ships)
process.start()
"""


class Crawlers(Recipe):
    @needs_module("scrapy", "dehusk")
    def test_scrapy(self):
        class Ships(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                number = int(self.path.rsplit("/", 1)[1])
                body = pages.html_of(number).encode() if number != 13 else b"<html><body></body></html>"
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.environment["PYTHONPATH"] = f"{OPTIONS.package}:{RECIPES}"
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ships) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            root = f"http://127.0.0.1:{server.server_port}/ships/"
            self.run_recipe(APT_PYTHON, self.put("spider.py", SPIDER), root)
            server.shutdown()
        items = [json.loads(line) for line in (self.folder / "items.jsonl").read_text(encoding="utf-8").splitlines()]
        numbers = {int(item["url"].rsplit("/", 1)[1]): item for item in items}
        self.assertEqual(set(numbers), set(range(30)) - {13})  # the page without text is dropped
        for number, item in numbers.items():
            self.assertEqual((item["text"], item["title"]), (pages.text_of(number), f"Ship {number}"))
            self.assertTrue(any(removed.startswith("structure/nav.html rules/") for removed in item["removed"]))
            self.assertNotIn("html", item)


class SparkLines:
    """What rdd.pipe() does in PySpark's rdd.py, without Spark: a process a partition with no variables at all, a thread
    that writes, strict UTF-8 in what is read. Here it runs in / as an executor may.
    """

    def __init__(self, partitions):
        self.partitions = partitions

    def pipe(self, command, env=None, checkCode=False):
        return [self.piped(rows, command, env, checkCode) for rows in self.partitions]

    @staticmethod
    def piped(rows, command, env, check_code):
        process = subprocess.Popen(
            shlex.split(command), env=env or {}, cwd="/", stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

        def write():
            try:
                for row in rows:
                    process.stdin.write((str(row).rstrip("\n") + "\n").encode("utf-8"))
                process.stdin.close()
            except BrokenPipeError:
                pass  # the reader went away first

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        try:
            for answer in process.stdout:
                yield answer.rstrip(b"\n").decode("utf-8")  # strict
        finally:
            process.stdout.close()
            code = process.wait(timeout=20)
            writer.join(timeout=20)
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
        if check_code and code != 0:
            raise RuntimeError(f"Pipe function `{command}' exited with error code {code}")


class Connect(Recipe):
    """Redpanda Connect's subprocess processor: one message in flight, two seconds for an answer, anything on standard
    error fails the message, an answer longer than max_buffer breaks the reader.
    """

    SECONDS = 2.0
    FRAMING = "netstring"

    @staticmethod
    def framed(message):
        return b"%d:%b," % (len(message), message)

    def unframed(self):
        """The first answer of what was read, and the rest; None if there is no whole one."""
        found = re.match(rb"(\d+):", self.unread)
        if not found or len(self.unread) <= found.end() + int(found[1]):
            return None
        end = found.end() + int(found[1])
        self.assertEqual(self.unread[end : end + 1], b",")
        return self.unread[found.end() : end], self.unread[end + 1 :]

    def setUp(self):
        super().setUp()
        text = (RECIPES / "redpanda_connect.yaml").read_text(encoding="ascii")
        self.args = json.loads(re.search(r"args: (\[.*\])", text).group(1))
        self.most = int(re.search(r"max_buffer: (\d+)", text).group(1))
        self.assertIn("codec_send: netstring", text)
        self.assertIn("codec_recv: netstring", text)
        command = [PROGRAM, *(self.FRAMING if word == "netstring" else word for word in self.args)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0)
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.process.stdout, selectors.EVENT_READ)
        self.selector.register(self.process.stderr, selectors.EVENT_READ)
        self.unread = b""

    def tearDown(self):
        self.process.stdin.close()
        self.assertEqual(self.process.wait(timeout=20), 0)
        self.assertEqual(self.unread + self.process.stdout.read(), b"")
        self.assertEqual(self.process.stderr.read(), b"")
        self.selector.close()
        self.process.stdout.close()
        self.process.stderr.close()

    def answer(self, message):
        self.process.stdin.write(self.framed(message))
        end = time.monotonic() + self.SECONDS
        while True:
            found = self.unframed()
            if found:
                answer, self.unread = found
                self.assertEqual(self.unread, b"", "more than one answer")
                self.assertLessEqual(len(answer), self.most)
                return answer
            left = end - time.monotonic()
            self.assertGreater(left, 0, "no answer within two seconds")
            for key, _ in self.selector.select(left):
                piece = os.read(key.fd, 1 << 16)
                self.assertIs(key.fileobj, self.process.stdout, f"on standard error: {piece!r}")
                self.assertTrue(piece, "the process has ended")
                self.unread += piece

    def test_messages(self):
        for number in range(MESSAGES):
            row = json.loads(self.answer(pages.line_of(number).encode()))
            self.assertEqual((row["id"], row["text"] + "\n"), (number, pages.text_of(number)))

    def test_messages_that_hurt(self):
        for message in (b"no JSON", b"{", b"\xff\xfe", b"[" * 10000, b"\n\n"):
            self.assertIsNotNone(json.loads(self.answer(message))["dehusk"]["error"], message)
        for message in (b"", b'{"other":1}', b'{"html":5}'):  # nothing to clean
            self.assertEqual(self.answer(message), message)
        long = json.dumps({"html": "<p>" + "The wind turned. " * 60000 + "</p>"}).encode()
        self.assertGreater(len(self.answer(long)), 1 << 19)
        good = json.loads(self.answer(pages.line_of(7).encode()))
        self.assertEqual(good["text"] + "\n", pages.text_of(7))


class ConnectByLength(Connect):
    """The same with codec length_prefixed_uint32_be."""

    FRAMING = "uint32be"

    @staticmethod
    def framed(message):
        return len(message).to_bytes(4, "big") + message

    def unframed(self):
        size = int.from_bytes(self.unread[:4], "big")
        if len(self.unread) < 4 + size or len(self.unread) < 4:
            return None
        return self.unread[4 : 4 + size], self.unread[4 + size :]


class All(unittest.TestCase):
    def test_every_recipe_is_listed_and_run(self):
        here = pathlib.Path(__file__).read_text(encoding="ascii")
        listed = (RECIPES / "README.md").read_text(encoding="ascii")
        elsewhere = {"dolma_mix.yaml", "README.md"}  # tools/interop mixes
        for path in RECIPES.iterdir():
            if path.name != "README.md":
                self.assertIn(f"({path.name})", listed)
            if path.name not in elsewhere:
                self.assertTrue(f'"{path.name}"' in here or f'"{path.stem}.' in here, path.name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
