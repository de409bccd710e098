"""`python -m stakeout` is the command line."""

import subprocess
import sys

import pytest

import stakeout


def run(*arguments, stdin=b""):
    command = [sys.executable, "-m", "stakeout", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--version"], 0), (["extract", "--help"], 0), ([], 2), (["extract", "--no-such"], 2), (["rules", "check"], 0)],
)
def test_it_is_the_same(binary, arguments, status):
    ours, theirs = run(*arguments), binary(*arguments)
    assert ours.returncode == theirs.returncode == status
    assert ours.stdout == theirs.stdout


def test_extract(binary, corpus, jsonl):
    records = jsonl(corpus[:5] + [{"text": ""}])
    ours, theirs = run("extract", stdin=records), binary("extract", stdin=records)
    assert ours.returncode == theirs.returncode == 1
    assert ours.stdout == theirs.stdout and ours.stdout
    assert b"the document has no text" in ours.stderr


def test_a_reader_that_goes_away(corpus, jsonl):
    code = f"{sys.executable} -m stakeout extract --emit mentions - | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    said = subprocess.run(["bash", "-c", code], input=jsonl(corpus * 20), capture_output=True, check=True)
    assert said.stdout.strip() == b"0", said.stderr


def test_tables(tmp_path, extractor, corpus):
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    table = extractor.extract_frame(pyarrow.Table.from_pylist(corpus))
    parquet.write_table(table, tmp_path / "relations.parquet")
    ours = run("merge", tmp_path / "relations.parquet")
    assert ours.returncode == 0, ours.stderr
    assert ours.stdout.decode() == stakeout.merge(extractor.pipe(corpus)).to_jsonl()
