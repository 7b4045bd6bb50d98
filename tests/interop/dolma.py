import gzip
import json
import subprocess
import sys

from pages import RULES, dehusk

DOCUMENTS = [
    "Skip to content\n\nRain fell on Monday \u2013 in the north.\n\nAdvert\n\nIt will go on.\n",
    "\U0001F327 Rain fell.\n\nAdvert \U0001F327\n\nIt will go on.",
    "Nothing to take here.",
    "",
]
WANT = ["Rain fell on Monday \u2013 in the north.\n\nIt will go on.\n", "\U0001F327 Rain fell.\n\nIt will go on.",
        "Nothing to take here.", ""]
MIX = """
import importlib.machinery, importlib.util, pathlib, sys
file = next(pathlib.Path(sys.argv[1]).glob('dolma/dolma.*.so'))
loader = importlib.machinery.ExtensionFileLoader('dolma', str(file))
dolma = importlib.util.module_from_spec(importlib.util.spec_from_loader('dolma', loader))
loader.exec_module(dolma)
dolma.mixer_entrypoint(sys.argv[2])
"""


def check(program, folder, packages):
    (folder / "own.toml").write_text(RULES)
    for name in ["documents", "attributes/dehusk", "mixed", "work"]:
        (folder / name).mkdir(parents=True)
    documents = folder / "documents" / "0.jsonl.gz"
    with gzip.open(documents, "wt", encoding="utf-8") as stream:
        for number, text in enumerate(DOCUMENTS):
            print(json.dumps({"id": str(number), "text": text, "source": "own"}), file=stream)
    dehusk(program, "-r", folder / "own.toml", "--stages", "text", "--to", "dolma-attributes",
           "-o", folder / "attributes" / "dehusk" / "0.jsonl.gz", documents)
    mix = {
        "streams": [{
            "name": "own",
            "documents": [str(folder / "documents" / "*.gz")],
            "attributes": ["dehusk"],
            "output": {"path": str(folder / "mixed"), "max_size_in_bytes": 1000000},
            "span_replacement": [
                {"span": f"$.attributes.dehusk__dehusk__{rule}", "min_score": 0.5, "replacement": ""}
                for rule in ["own_ads", "own_skip_links"]
            ],
        }],
        "processes": 1,
        "work_dir": {"input": str(folder / "work"), "output": str(folder / "work")},
    }
    run = subprocess.run([sys.executable, "-c", MIX, str(packages), json.dumps(mix)], capture_output=True, text=True,
                         check=False)
    mixed = sorted((folder / "mixed").rglob("*.gz"))
    if run.returncode != 0 or not mixed:
        return "the mixer failed: " + run.stdout + run.stderr
    with gzip.open(mixed[0], "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    return "" if texts == WANT else f"not {WANT} but {texts}"
