import json
import os
import subprocess
import sys

from pages import dehusk

QUERY = """
import duckdb, sys
for name in sys.argv[1:]:
    rows = duckdb.sql(f"select id, text, dehusk.kind, dehusk.error from read_json('{name}') order by id").fetchall()
    print(len(rows), rows[0][0], rows[0][1], rows[0][2], rows[0][3], rows[-1][0], sep='|')
"""


def check(program, folder, packages):
    lines = folder / "pages.jsonl"
    with open(lines, "w", encoding="utf-8") as stream:
        for number in range(2000):
            print(json.dumps({"id": number, "html": f"<p>Rain fell on day {number} \u2013 again.</p>"}), file=stream)
    names = [str(folder / f"clean.jsonl{suffix}") for suffix in ["", ".gz", ".zst"]]
    for name in names:
        dehusk(program, "--drop-source", "-o", name, lines)
    run = subprocess.run([sys.executable, "-c", QUERY, *names], env={**os.environ, "PYTHONPATH": str(packages)},
                         capture_output=True, text=True, check=False)
    want = "2000|0|Rain fell on day 0 \u2013 again.|html|None|1999\n" * 3
    return "" if run.stdout == want else run.stdout + run.stderr
