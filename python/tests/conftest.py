"""What tests share: the articles of corpus/, and the binary that Python is held against."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import stakeout

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def extractor():
    return stakeout.Extractor()


@pytest.fixture(scope="session")
def corpus():
    """The articles of corpus/ as records."""
    paths = sorted((ROOT / "corpus/articles").glob("*.txt"))
    assert len(paths) > 20
    return [{"id": p.name, "text": p.read_text(encoding="utf-8"), "date": "2025-03-05"} for p in paths]


@pytest.fixture(scope="session")
def binary():
    """Runs the binary: `STAKEOUT`, or what was built last."""
    given = [os.environ[name] for name in ["STAKEOUT"] if name in os.environ]
    built = [ROOT / "target" / profile / "stakeout" for profile in ("release", "debug")]
    found = [str(path) for path in [*given, *built] if Path(path).exists()]
    if not found:
        pytest.skip("there is no binary to compare with: cargo build --release, or set STAKEOUT")

    def run(*arguments, stdin=b""):
        return subprocess.run([found[0], *map(str, arguments)], input=stdin, capture_output=True, check=False)

    return run


@pytest.fixture(scope="session")
def jsonl():
    """Records as JSONL."""
    return lambda records: "".join(json.dumps(record) + "\n" for record in records).encode()
