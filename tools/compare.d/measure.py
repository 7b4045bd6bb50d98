"""Runs one runner over the pages and takes down what it answers, for as long as it is given."""

import json
import math
import os
import resource
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

from tools import Tool


PATIENCE = 10  # a tool that waits instead of working is stopped after its limit of processor time times this


@dataclass
class Answer:
    """What a tool made of one page."""

    seconds: float
    text: str = ""
    error: str = ""


@dataclass
class Run:
    """What a tool made of all pages it got through, in their order."""

    name: str
    version: str = ""
    start_up: float = 0.0
    answers: list[Answer] = field(default_factory=list)
    peak_bytes: int = 0
    ended: str = ""  # why it did not get through all pages


def measure(tool: Tool, warm_up: list[Path], pages: list[Path], limit: float) -> Run:
    """One process, one page after the other; after `limit` seconds of processor time it is stopped where it is."""
    run = Run(tool.name)
    reason = tool.missing()
    if reason:
        run.ended = reason
        return run
    with tempfile.TemporaryFile("w+", encoding="utf-8") as paths, tempfile.TemporaryFile() as complaints:
        paths.writelines(f"{path.resolve()}\n" for path in [*warm_up, *pages])
        paths.seek(0)
        environment = {**os.environ, "OMP_NUM_THREADS": "1", **tool.environment}
        process = subprocess.Popen(
            tool.command,
            stdin=paths,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            encoding="utf-8",
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), math.ceil(limit))),
        )
        stopper = threading.Timer(limit * PATIENCE, os.kill, (process.pid, signal.SIGKILL))
        stopper.start()
        _take_down(process, run, len(warm_up))
        stopper.cancel()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        run.peak_bytes = usage.ru_maxrss * 1024
        if len(run.answers) < len(pages):
            was_stopped = process.returncode in (-signal.SIGKILL, -signal.SIGXCPU)
            run.ended = f"stopped after {limit:g} s" if was_stopped else _last_words(process.returncode, complaints)
    return run


def _take_down(process: "subprocess.Popen[str]", run: Run, warm_up: int) -> None:
    assert process.stdout is not None
    with process.stdout as answers:
        for number, line in enumerate(answers):
            if not line.endswith("\n"):
                break  # stopped in the middle of an answer
            answer = json.loads(line)
            if number == 0:
                run.version, run.start_up = answer["tool"], answer["seconds"]
            elif number > warm_up:
                run.answers.append(Answer(answer["seconds"], answer.get("text", ""), answer.get("error", "")))


def _last_words(code: int, complaints: "tempfile._TemporaryFileWrapper[bytes]") -> str:
    complaints.seek(0)
    lines = complaints.read().decode("utf-8", "replace").split("\n")
    said = [line.strip() for line in lines if line.strip()]
    return f"ended with {code}: {said[-1][:100] if said else 'it said nothing'}"
