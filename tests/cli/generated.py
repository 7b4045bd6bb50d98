#!/usr/bin/env python3
"""The man page and the completions that dehusk generates, tried by the real programs: mandoc, man, bash, zsh, fish.
A program that is not installed is skipped, and said so.

generated.py PROGRAM
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop())
COMMANDS = ["clean", "explain", "test", "accept", "lint", "rules list", "rules show", "version"]


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)


def generated(form):
    ran = run(PROGRAM, "--generate", form)
    assert ran.returncode == 0 and not ran.stderr, ran
    return ran.stdout


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


def flags_of(command):
    """The flags that --help shows, with their dashes."""
    text = run(PROGRAM, *command.split(), "--help").stdout
    return set(
        re.findall(
            r"(?<![\w-])(?:--[a-z][a-z-]+|-[a-zA-Z])(?=[, \n])", text.split("Messages:")[0].split("Commands:")[-1]
        )
    )


class ManPage(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "dehusk.1")
        with open(self.path, "w", encoding="ascii") as file:
            file.write(generated("man"))

    @needs("mandoc")
    def test_mandoc_has_nothing_to_say(self):
        ran = run("mandoc", "-Tlint", "-Wstyle", self.path)
        self.assertEqual((ran.stdout, ran.stderr, ran.returncode), ("", "", 0))

    @needs("man")
    def test_man_shows_it_without_a_warning(self):
        environment = dict(os.environ, LC_ALL="C.UTF-8", MANWIDTH="100", MANROFFSEQ="")
        ran = run("man", "--warnings", "-l", self.path, env=environment)
        self.assertEqual((ran.stderr, ran.returncode), ("", 0))
        for word in ("--keep-husk", "EXIT STATUS", "DEHUSK_RULES", "dehusk rules list", "headline"):
            self.assertIn(word, ran.stdout)

    def test_every_flag_is_in_it(self):
        with open(self.path, encoding="ascii") as file:
            text = file.read().replace("\\-", "-")
        for command in COMMANDS:
            section = text.split(f'.SS "dehusk {command}"')[1].split(".SS ")[0]
            for flag in flags_of(command):
                self.assertIn(f"\\fB{flag}\\fR", section)


@needs("bash")
class Bash(unittest.TestCase):
    def completed(self, *words, folder=None):
        """What bash offers for the last word."""
        script = (
            f"source /dev/stdin <<'END'\n{generated('complete-bash')}END\n"
            f'COMP_WORDS=("$@"); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _dehusk; printf "%s\\n" "${{COMPREPLY[@]}}"\n'
        )
        ran = run("bash", "--norc", "-c", script, "bash", "dehusk", *words, cwd=folder)
        self.assertEqual((ran.stderr, ran.returncode), ("", 0))
        return ran.stdout.split("\n")[:-1]

    def test_values(self):
        self.assertEqual(self.completed("--to", "ma"), ["markdown"])
        self.assertEqual(self.completed("--risk", ""), ["low", "medium", "high"])
        self.assertEqual(self.completed("--risk", "="), ["low", "medium", "high"])
        self.assertEqual(self.completed("--risk", "=", "me"), ["medium"])
        self.assertEqual(self.completed("--keep-husk", "date,by"), ["date,byline"])
        self.assertEqual(self.completed("test", "--format", "j"), ["json", "junit"])
        self.assertEqual(self.completed("--url", "h"), [""])

    def test_flags_and_commands(self):
        self.assertEqual(self.completed("--keep"), ["--keep-husk"])
        self.assertEqual(self.completed("ex")[:1], ["explain"])
        self.assertEqual(self.completed("rules", ""), ["list", "show"])
        self.assertEqual(self.completed("rules", "list", "--on"), ["--only"])
        for command in COMMANDS:
            offered = set(self.completed(*command.split(), "-"))
            self.assertLessEqual(flags_of(command), offered)

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("my page.html", "other.txt"):
                with open(os.path.join(folder, name), "w", encoding="ascii"):
                    pass
            self.assertEqual(self.completed("my", folder=folder), ["my page.html"])
            self.assertEqual(self.completed("--errors-to", "o", folder=folder), ["other.txt"])
            self.assertEqual(sorted(self.completed("explain", "", folder=folder)), ["my page.html", "other.txt"])


@needs("fish")
class Fish(unittest.TestCase):
    def completed(self, line):
        with tempfile.TemporaryDirectory() as home:
            script = os.path.join(home, "dehusk.fish")
            with open(script, "w", encoding="ascii") as file:
                file.write(generated("complete-fish"))
            environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home)
            ran = run("fish", "-N", "-c", f"source {script}; complete -C '{line}'", env=environment)
        self.assertEqual((ran.stderr, ran.returncode), ("", 0))
        return [row.split("\t")[0] for row in ran.stdout.split("\n")[:-1]]

    def test_values_flags_and_commands(self):
        self.assertEqual(self.completed("dehusk --to ma"), ["markdown"])
        self.assertEqual(sorted(self.completed("dehusk --risk ")), ["high", "low", "medium"])
        self.assertEqual(self.completed("dehusk --keep"), ["--keep-husk"])
        self.assertEqual(sorted(self.completed("dehusk test --format j")), ["json", "junit"])
        self.assertEqual(sorted(self.completed("dehusk rules ")), ["list", "show"])
        self.assertIn("explain", self.completed("dehusk ex"))


@needs("zsh")
class Zsh(unittest.TestCase):
    def test_values_flags_and_commands(self):
        with tempfile.TemporaryDirectory() as home:
            script = os.path.join(home, "dehusk.zsh")
            with open(script, "w", encoding="ascii") as file:
                file.write(generated("complete-zsh"))
            child, terminal = pty.fork()
            if child == 0:
                os.chdir(home)
                variables = dict(os.environ, HOME=home, TERM="dumb", PS1="ready> ", ZDOTDIR=home)
                os.execvpe("zsh", ["zsh", "-f", "-i"], variables)
            self.until(terminal, "ready> ")
            # The quotes tell what zsh prints from what is typed.
            os.write(
                terminal, f"autoload -Uz compinit && compinit -u -D && source {script} && echo lo'a'ded\n".encode()
            )
            self.until(terminal, "loaded")
            for line, whole in (
                ("dehusk --to mar", "--to markdown"),
                ("dehusk --keep-h", "--keep-husk"),
                ("dehusk test --format ju", "test --format junit"),
                ("dehusk rules sh", "rules show"),
                ("dehusk expl", "dehusk explain"),
            ):
                os.write(terminal, line.encode() + b"\t")
                self.assertIn(whole, self.until(terminal, whole))
                os.write(terminal, b"\x15")  # takes the line away
            os.close(terminal)
            os.waitpid(child, 0)

    @staticmethod
    def until(terminal, mark):
        """What is shown until the mark is, or for 20 seconds."""
        seen = ""
        end = time.monotonic() + 20
        while mark not in seen and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 65536).decode("utf-8", "replace")
        return seen


class Generate(unittest.TestCase):
    def test_forms_that_there_are_not(self):
        ran = run(PROGRAM, "--generate", "pdf")
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))
        self.assertIn("complete-zsh", ran.stderr)


if __name__ == "__main__":
    unittest.main()
