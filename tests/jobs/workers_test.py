#!/usr/bin/env python3
"""A run of dehusk among signals: workers that are killed at random, a run that is told to stop, to read its rules
again, or is killed itself, outputs that are full or gone. Every record is answered once, or the run says that it has
not come to its end; no process, no zombie and no half of a file stays.

  workers_test.py PROGRAM [--records N]
"""

import argparse
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import processes

ARGUMENTS = argparse.ArgumentParser()
ARGUMENTS.add_argument("program", type=os.path.abspath)
ARGUMENTS.add_argument("--records", type=int, default=600)
OPTIONS = ARGUMENTS.parse_args()

PARAGRAPH = "<p>Rain fell on the town in the night, and nobody was out but the baker, who had bread to sell. "


def line_of(number):
    html = "<html><body><nav><a href=/a>Home</a></nav><article>" + PARAGRAPH * (20 + number % 400) + "</article></body></html>"
    return json.dumps({"id": number, "html": html}) + "\n"


# Takes every line that begins with this word.
RULE = """dehusk = 1
[pack]
name = 'own'
version = '1'
[[rule]]
id = 'own/{1}'
why = 'A test'
husk = 'ad'
starts = ['{0}']
max_share = 1.0
remove = ['{0} fell.']
keep = ['It is said that {0} fell.']
"""


def wait_until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


class Run:
    """dehusk reading JSON lines from a pipe, in a folder of its own."""

    def __init__(self, folder, *flags):
        self.folder = pathlib.Path(folder)
        self.summary_file = self.folder / "summary.json"
        self.process = subprocess.Popen(
            [OPTIONS.program, "--in", "jsonl", "--summary", self.summary_file, *flags],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder)
        self.pid = self.process.pid

    def ask(self, line):
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out.decode(), err.decode()

    def summary(self):
        return json.loads(self.summary_file.read_text())


class Workers(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.addCleanup(self.temporary.cleanup)
        self.lines = [line_of(number) for number in range(OPTIONS.records)]

    def input_file(self):
        path = self.folder / "in.jsonl"
        path.write_text("".join(self.lines))
        return path

    def test_workers_are_killed_at_random(self):
        path = self.input_file()
        alone = subprocess.run([OPTIONS.program, path], capture_output=True, check=True).stdout.splitlines()
        chance = random.Random(7)
        run = subprocess.Popen([OPTIONS.program, "-j2", "--max-crashes", "1000", "--summary", self.folder / "s", "-"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        kills = 0

        def feed():
            # Never so fast that the run is over before somebody was killed.
            for number, line in enumerate(self.lines):
                if number % 50 == 49:
                    time.sleep(0.05)
                run.stdin.write(line.encode())
            run.stdin.close()

        feeder = threading.Thread(target=feed)
        feeder.start()
        got = []
        reader = threading.Thread(target=lambda: got.extend(run.stdout.read().splitlines()))
        reader.start()
        while feeder.is_alive():
            kills += processes.kill_at_work(run.pid, chance, 0.01)
            time.sleep(0.02)
        feeder.join()
        reader.join()
        self.assertEqual(run.wait(), 0)
        run.stdout.close()
        records = [json.loads(line) for line in got]
        self.assertEqual([record["id"] for record in records], list(range(OPTIONS.records)))
        crashed = {record["id"] for record in records if record["dehusk"].get("error")}
        for number, line in enumerate(got):
            if number not in crashed:
                self.assertEqual(line, alone[number])
        for number in crashed:
            error = records[number]["dehusk"]["error"]
            self.assertEqual((error["code"], error["stage"], error["detail"]),
                             ("crash", "worker", "killed by signal 9"))
            self.assertIsNone(records[number]["text"])
        summary = json.loads((self.folder / "s").read_text())
        self.assertEqual(summary["workers"]["crashes"], len(crashed))
        self.assertEqual(summary["errors"].get("crash", 0), len(crashed))
        self.assertEqual(summary["records"]["in"], OPTIONS.records)
        counts = summary["records"]
        self.assertEqual(counts["in"], sum(counts[key] for key in
                                           ("cleaned", "unchanged", "empty", "passed", "skipped", "errors")))
        # A worker that is killed while it waits for the feeder takes no record with it.
        self.assertGreater(len(crashed), 0)
        self.assertLessEqual(len(crashed), kills)
        self.assertLessEqual(summary["workers"]["restarts"], kills)

    def test_too_many_crashes(self):
        run = Run(self.folder, "-j1", "--isolate", "worker", "--max-crashes", "0", "-o", "out")
        # A worker is stopped, so that it has the record in hand for sure when it is killed.
        run.process.stdin.write(self.lines[0].encode())
        run.process.stdin.flush()
        self.assertTrue(wait_until(lambda: processes.workers(run.pid)))
        worker = processes.workers(run.pid)[0]
        self.assertTrue(wait_until(lambda: processes.state_and_seconds(worker)[0] == "S"))
        os.kill(worker, signal.SIGSTOP)
        run.process.stdin.write(self.lines[1].encode())
        run.process.stdin.flush()
        time.sleep(0.2)
        os.kill(worker, signal.SIGKILL)
        code, _, err = run.end()
        self.assertEqual(code, 70)
        self.assertIn("--max-crashes", err)
        self.assertEqual(run.summary()["stopped"], "max_crashes")
        self.assertEqual(sorted(os.listdir(self.folder)), ["summary.json"])

    def test_the_nursery_is_killed(self):
        run = Run(self.folder, "-j2")
        run.ask(self.lines[0])
        worker = processes.workers(run.pid)[0]
        os.kill(worker, signal.SIGSTOP)  # whichever gets the next record, it is not lost
        run.process.stdin.write("".join(self.lines[1:4]).encode())
        run.process.stdin.flush()
        self.kill_nursery(run)
        self.assertEqual([json.loads(run.process.stdout.readline())["id"] for _ in range(3)], [1, 2, 3])
        self.kill_nursery(run)
        run.process.stdin.write(self.lines[4].encode())
        code, _, err = run.end()
        self.assertEqual(code, 70)
        self.assertIn("have died", err)
        self.assertEqual(run.summary()["stopped"], "internal")
        self.assertEqual(run.summary()["records"]["errors"], 0)

    def kill_nursery(self, run):
        workers = processes.workers(run.pid)
        for nursery in processes.children(run.pid):
            if processes.children(nursery):
                os.kill(nursery, signal.SIGKILL)
        self.assertTrue(wait_until(lambda: not any(processes.is_alive(pid) for pid in workers)))

    def test_the_run_is_killed(self):
        run = Run(self.folder, "-j2")
        run.ask(self.lines[0])
        run.ask(self.lines[1])
        left = processes.family(run.pid)
        self.assertGreaterEqual(len(left), 3)
        run.process.kill()
        run.end()
        self.assertTrue(wait_until(lambda: not any(processes.is_alive(pid) for pid in left)))

    def test_no_zombie_stays(self):
        run = Run(self.folder, "-j2")
        run.ask(self.lines[0])
        worker = processes.workers(run.pid)[0]
        os.kill(worker, signal.SIGKILL)
        self.assertTrue(wait_until(lambda: processes.state_and_seconds(worker)[0] is None))
        self.assertEqual(run.ask(self.lines[1])["id"], 1)
        left = processes.family(run.pid)[1:]
        self.assertEqual(run.end()[0], 0)
        self.assertFalse([pid for pid in left if processes.state_and_seconds(pid)[0]])

    def test_told_to_stop(self):
        for flags in (["-j1"], ["-j2"], ["-j2", "--isolate", "none"]):
            for number, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
                with self.subTest(flags=flags, signal=number):
                    run = Run(self.folder, *flags)
                    self.assertEqual(run.ask(self.lines[0])["id"], 0)
                    run.process.stdin.write(b'{"id":1,"html":"half a li')
                    run.process.stdin.flush()
                    time.sleep(0.1)
                    for pid in reversed(processes.family(run.pid)):  # as Ctrl-C does
                        os.kill(pid, number)
                    self.assertEqual(run.process.wait(timeout=20), code)
                    self.assertEqual(run.end()[1:], ("", ""))
                    self.assertEqual(run.summary()["stopped"], "signal")
                    self.assertEqual(run.summary()["records"]["in"], 1)

    def test_a_file_that_is_not_whole_gets_no_name(self):
        run = Run(self.folder, "-j2", "-o", "out.jsonl")
        run.process.stdin.write("".join(self.lines[:50]).encode())
        run.process.stdin.flush()
        self.assertTrue(wait_until(lambda: processes.workers(run.pid)))
        run.process.terminate()
        code, _, err = run.end()
        self.assertEqual(code, 143)
        self.assertIn("out.jsonl: not written", err)
        self.assertEqual(sorted(os.listdir(self.folder)), ["summary.json"])

    def test_told_twice_ends_at_once(self):
        run = Run(self.folder, "-j1", "--isolate", "worker", "--timeout", "60s")
        run.ask(self.lines[0])
        os.kill(processes.workers(run.pid)[0], signal.SIGSTOP)
        run.process.stdin.write(self.lines[1].encode())
        run.process.stdin.flush()
        time.sleep(0.1)
        left = processes.family(run.pid)
        run.process.terminate()
        time.sleep(0.3)
        self.assertIsNone(run.process.poll())
        run.process.terminate()
        self.assertEqual(run.process.wait(timeout=5), -signal.SIGTERM)
        run.end()
        self.assertTrue(wait_until(lambda: not any(processes.is_alive(pid) for pid in left)))

    def test_rules_are_read_again(self):
        rules = self.folder / "rules.toml"
        line = json.dumps({"id": 1, "text": "Rain fell.\n\nSnow fell.\n"}) + "\n"
        for flags in (["-j1"], ["-j2"]):
            with self.subTest(flags=flags):
                rules.write_text(RULE.format("Rain", "rain"))
                run = Run(self.folder, *flags, "--rules", "rules.toml", "--stages", "text", "-v")
                self.assertEqual(run.ask(line)["text"], "Snow fell.")
                rules.write_text(RULE.format("Snow", "snow").replace("starts", "begins"))
                run.process.send_signal(signal.SIGHUP)
                told = ""
                while "stay as they were" not in told:
                    told += run.process.stderr.readline().decode()
                self.assertIn("rules.toml:9:", told)
                self.assertEqual(run.ask(line)["text"], "Snow fell.")
                rules.write_text(RULE.format("Snow", "snow"))
                run.process.send_signal(signal.SIGHUP)
                self.assertIn("rules are now sha256:", run.process.stderr.readline().decode())
                self.assertEqual(run.ask(line)["text"], "Rain fell.")
                self.assertEqual(run.end()[0], 0)
                taken = {rule: counts["pages"] for rule, counts in run.summary()["rules"].items()}
                self.assertEqual(taken, {"own/rain": 2, "own/snow": 1})
                self.assertEqual(run.summary()["workers"], {"crashes": 0, "restarts": 0})

    def test_there_are_no_rules_to_read_again(self):
        run = Run(self.folder)
        run.ask(self.lines[0])
        run.process.send_signal(signal.SIGHUP)
        self.assertIn("no --rules", run.process.stderr.readline().decode())
        self.assertEqual(run.ask(self.lines[1])["id"], 1)
        self.assertEqual(run.end()[0], 0)

    def test_what_is_told_of_rules_that_are_read_again(self):
        rules = self.folder / "rules.toml"
        line = json.dumps({"id": 1, "text": "Rain fell.\n\nSnow fell.\n"}) + "\n"
        for flags, has_refusal in (([], True), (["-q"], False)):
            with self.subTest(flags=flags):
                rules.write_text(RULE.format("Rain", "rain"))
                run = Run(self.folder, *flags, "-j1", "--rules", "rules.toml", "--stages", "text")
                run.ask(line)
                rules.write_text(RULE.format("Snow", "snow"))
                run.process.send_signal(signal.SIGHUP)
                self.assertEqual(run.ask(line)["text"], "Rain fell.")
                rules.write_text(RULE.format("Snow", "snow").replace("starts", "begins"))
                run.process.send_signal(signal.SIGHUP)
                self.assertEqual(run.ask(line)["text"], "Rain fell.")
                code, _, err = run.end()
                self.assertEqual(code, 0)
                self.assertNotIn("rules are now", err)
                self.assertIn("rules.toml:9:", err)
                self.assertEqual("stay as they were" in err, has_refusal)
        run = Run(self.folder, "-q")
        run.ask(self.lines[0])
        run.process.send_signal(signal.SIGHUP)
        self.assertEqual(run.ask(self.lines[1])["id"], 1)
        self.assertEqual(run.end()[2], "")

    def test_a_signal_that_comes_while_the_rules_are_compiled(self):
        rules = self.folder / "rules.toml"
        os.mkfifo(rules)
        line = json.dumps({"id": 1, "text": "Rain fell.\n\nSnow fell.\n"}) + "\n"
        run = Run(self.folder, "-j1", "--rules", "rules.toml", "--stages", "text")
        with open(rules, "w") as pipe:  # which dehusk has opened by now, and reads
            run.process.send_signal(signal.SIGHUP)
            time.sleep(0.05)
            os.remove(rules)
            rules.write_text(RULE.format("Snow", "snow"))
            pipe.write(RULE.format("Rain", "rain"))
        self.assertEqual(run.ask(line)["text"], "Rain fell.")
        self.assertEqual(run.end()[0], 0)

    def test_what_can_be_cleaned_without_workers_can_be_with_them(self):
        path = self.folder / "large.jsonl"
        share = min(OPTIONS.records, 600) / 600  # sanitizers are slow, and let no memory be limited
        with open(path, "w") as file:
            for record in ({"id": 1, "html": "<li>a" * int(2_500_000 * share)},
                           {"id": 2, "text": "Rain", "rest": list(range(int(6_000_000 * share)))}):
                file.write(json.dumps(record) + "\n")
        ran = [subprocess.run([OPTIONS.program, *flags, "--timeout", "60s", path], capture_output=True, check=True).stdout
               for flags in (["-j1", "--isolate", "none"], ["-j2"])]
        self.assertEqual(*[[line[-100:] for line in out.splitlines()] for out in ran])
        self.assertTrue(ran[0] == ran[1])
        self.assertNotIn(b'"code":"memory"', ran[1])

    def test_nohup(self):
        process = subprocess.Popen([OPTIONS.program, "--in", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.stdin.write(self.lines[0].encode())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        self.assertEqual(process.communicate(timeout=20), (b"", b""))
        self.assertEqual(process.returncode, 0)

    def test_outputs_that_are_full_or_gone(self):
        path = self.input_file()
        with open("/dev/full", "w") as full:
            ran = subprocess.run([OPTIONS.program, "-j2", path], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(ran.returncode, 5)
        self.assertIn(b"No space left", ran.stderr)
        run = subprocess.Popen([OPTIONS.program, "-j2", path, "--summary", self.folder / "s"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
        run.stdout.readline()
        run.stdout.close()
        self.assertEqual(run.stderr.read(), b"")
        run.stderr.close()
        self.assertEqual(run.wait(timeout=60), 0)
        self.assertEqual(json.loads((self.folder / "s").read_text())["stopped"], "epipe")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
