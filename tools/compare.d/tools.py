"""The tools that are compared, and where each one's runner stands once it is set up."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNNERS = ROOT / "tools/compare.d"
BUILD = ROOT / "build/compare"
PYTHON = BUILD / "python"
NODE = BUILD / "node"
CARGO = BUILD / "cargo"
NATIVE = ROOT / "build/release/compare_runner"
PIP = "pip==25.3"


@dataclass(frozen=True)
class Tool:
    name: str
    part: str  # of the set-up that provides it
    command: list[str]
    provided: Path  # exists when that part has been set up
    environment: dict[str, str] = field(default_factory=dict)
    cleans: bool = True  # it makes a text, so it has a quality

    def missing(self) -> str:
        """Why it cannot run; empty if it can."""
        if self.provided.exists():
            return ""
        reason = BUILD / f"{self.part}.failed"
        return reason.read_text().strip() if reason.exists() else "not set up: tools/compare --setup"


def _python(name: str) -> Tool:
    runner = RUNNERS / f"run_{name.replace('-', '_')}.py"
    return Tool(name, "python", [str(PYTHON / "bin/python"), str(runner)], PYTHON / "ready")


def _node(name: str) -> Tool:
    command = ["node", str(RUNNERS / f"run_{name}.mjs")]
    return Tool(name, "node", command, NODE / "ready", {"DEHUSK_NODE_PACKAGES": str(NODE)})


def _native(name: str, cleans: bool = True) -> Tool:
    return Tool(name, "native", [str(NATIVE), name], NATIVE, cleans=cleans)


RS_TRAFILATURA = CARGO / "release/rs_trafilatura_runner"
TOOLS = [
    _native("dehusk"),
    _native("gumbo", cleans=False),
    _python("resiliparse"),
    Tool("rs-trafilatura", "cargo", [str(RS_TRAFILATURA)], RS_TRAFILATURA, {"RAYON_NUM_THREADS": "1"}),
    _python("trafilatura"),
    _python("justext"),
    _python("boilerpy3"),
    _python("readability-lxml"),
    _python("newspaper4k"),
    _python("goose3"),
    _python("inscriptis"),
    _node("readability"),
    _node("defuddle"),
]


def _set_up_native() -> list[list[str]]:
    return [
        ["cmake", "--preset", "release"],
        ["cmake", "--build", "--preset", "release", "--target", "compare_runner"],
    ]


def _set_up_python() -> list[list[str]]:
    # Its pip is replaced first: that of Debian 12 stumbles over two spellings of one extra (lxml[html_clean]).
    return [
        ["python3", "-m", "venv", "--clear", str(PYTHON)],
        [str(PYTHON / "bin/pip"), "install", "--quiet", PIP],
        [str(PYTHON / "bin/pip"), "install", "--quiet", "--requirement", str(RUNNERS / "requirements.txt")],
        ["touch", str(PYTHON / "ready")],
    ]


def _set_up_node() -> list[list[str]]:
    NODE.mkdir(parents=True, exist_ok=True)
    shutil.copy(RUNNERS / "package.json", NODE)
    install = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", str(NODE)]
    return [install, ["touch", str(NODE / "ready")]]


def _set_up_cargo() -> list[list[str]]:
    # A copy, since Cargo writes its lock file beside the manifest.
    shutil.copytree(RUNNERS / "rs-trafilatura", CARGO / "source", dirs_exist_ok=True)
    manifest = str(CARGO / "source/Cargo.toml")
    return [["cargo", "build", "--release", "--quiet", "--manifest-path", manifest, "--target-dir", str(CARGO)]]


PARTS = {"native": _set_up_native, "python": _set_up_python, "node": _set_up_node, "cargo": _set_up_cargo}


def set_up(part: str) -> str:
    """Provides the tools of this part. Says why it could not; empty if it could. What it did stands in a log."""
    BUILD.mkdir(parents=True, exist_ok=True)
    failed = BUILD / f"{part}.failed"
    failed.unlink(missing_ok=True)
    with open(BUILD / f"{part}.log", "w", encoding="utf-8") as log:
        for command in PARTS[part]():
            reason = _run(command, log.fileno())
            if reason:
                failed.write_text(f"not built: {reason} (see {os.path.relpath(log.name, ROOT)})\n")
                return failed.read_text().strip()
    return ""


def _run(command: list[str], log: int) -> str:
    if shutil.which(command[0]) is None:
        return f"{command[0]} is not installed"
    ended = subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=False)
    return f"'{' '.join(command[:3])}' ended with {ended.returncode}" if ended.returncode != 0 else ""
