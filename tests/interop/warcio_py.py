import os
import subprocess
import sys

from pages import dehusk, write_warc


def check(program, folder, packages):
    write_warc(folder / "crawl.warc.gz", 20)
    for name in ["crawl.warc.wet.gz", "crawl.warc.wet"]:
        wet = folder / name
        dehusk(program, "--to", "wet", "-o", wet, folder / "crawl.warc.gz")
        run = subprocess.run(
            [sys.executable, "-c", "import warcio.cli; warcio.cli.main(['check', '-v', %r])" % str(wet)],
            env={**os.environ, "PYTHONPATH": str(packages)}, capture_output=True, text=True, check=False)
        if run.returncode != 0 or run.stdout.count("digest pass") != 20:
            return f"{name}: {run.stdout}{run.stderr}"
    return ""
