"""The types hold, those that are written and those of the part in Rust."""

import subprocess
import sys
from pathlib import Path

import pytest

USE = '''
import stakeout
from stakeout import Doc, Relation

extractor = stakeout.Extractor(gazetteers=[[{"name": "Norvane"}]], date="2024-02-14")
doc: Doc = extractor("Acme Corp owns Bronn Inc.")
start: int = doc.mentions[0].start
name: str = doc.relations[0].subject.name
pairs: list[tuple[Doc, int]] = [(d, n) for d, n in extractor.pipe([("a", 1)], as_tuples=True)]
relations: list[Relation] = [r for d in extractor.pipe(["a"]) for r in d.relations]
'''


def test_types(tmp_path):
    pytest.importorskip("mypy")
    use = tmp_path / "use.py"
    use.write_text(USE)
    settings = Path(__file__).resolve().parents[1] / "pyproject.toml"
    command = [sys.executable, "-m", "mypy", "--config-file", str(settings), "--cache-dir", str(tmp_path / "cache")]
    for checked in (["-p", "stakeout"], [str(use)]):
        said = subprocess.run([*command, *checked], capture_output=True, text=True, check=False, cwd=tmp_path)
        assert said.returncode == 0, said.stdout


def test_the_part_in_rust_is_as_its_types_say():
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy.stubtest", "stakeout._core", "--ignore-missing-stub"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout
