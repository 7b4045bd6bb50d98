"""The processes of a run of dehusk, looked at from outside: /proc, as ps reads it."""

import os
import pathlib
import signal

TICKS = os.sysconf("SC_CLK_TCK")


def children(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def workers(pid):
    return [worker for nursery in children(pid) for worker in children(nursery)]


def family(pid):
    return [pid, *children(pid), *workers(pid)]


def state_and_seconds(pid):
    """'R', 'S', 'Z' ..., and the processor time so far; nothing if there is no such process."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None, 0
    return fields[0], (int(fields[11]) + int(fields[12])) / TICKS


def is_alive(pid):
    return state_and_seconds(pid)[0] not in (None, "Z")


def resident_kilobytes(pid):
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def kill_at_work(pid, chance, least_seconds=0.03, spared=None):
    """Kills one of the run's workers, by chance, that has been at work for a while: so it has a record in hand."""
    able = [worker for worker in workers(pid)
            if worker != spared and is_alive(worker) and state_and_seconds(worker)[1] >= least_seconds]
    if not able:
        return False
    try:
        os.kill(chance.choice(able), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
