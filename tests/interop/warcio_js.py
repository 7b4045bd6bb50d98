import gzip
import json
import subprocess

from pages import dehusk, write_warc


def check(program, folder, packages):
    write_warc(folder / "crawl.warc.gz", 20)
    wet = folder / "crawl.warc.wet.gz"
    dehusk(program, "--to", "wet", "-o", wet, folder / "crawl.warc.gz")
    command = ["node", packages / "warcio" / "dist" / "cli.js", "index", wet]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0 or run.stderr:
        return run.stderr
    index = [json.loads(line) for line in run.stdout.splitlines()]
    if [record["warc-target-uri"] for record in index] != [f"https://example.org/{number}" for number in range(20)]:
        return "not these addresses: " + run.stdout
    # Each record is a member of its own: it can be read from its offset alone.
    packed = wet.read_bytes()
    offsets = [record["offset"] for record in index] + [len(packed)]
    for begin, end in zip(offsets, offsets[1:]):
        if not gzip.decompress(packed[begin:end]).startswith(b"WARC/1.0\r\nWARC-Type: conversion\r\n"):
            return f"at {begin} no record begins"
    return ""
