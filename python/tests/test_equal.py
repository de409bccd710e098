"""What Python finds is what the binary finds, byte for byte."""

import gzip
import json
from pathlib import Path

import pytest

import stakeout

TIMING = Path(__file__).resolve().parents[3] / "shared/timing"


def canonical(lines):
    return [json.dumps(json.loads(line), sort_keys=True) for line in lines.splitlines()]


@pytest.mark.parametrize("kind", ["relations", "mentions", "entities", "documents"])
def test_every_article_of_the_corpus(extractor, corpus, binary, jsonl, kind):
    records = [{**record, "title": f"The {n}th", "publisher": "Post"} for n, record in enumerate(corpus)]
    expected = binary("extract", "--emit", kind, "--quiet", stdin=jsonl(records)).stdout
    found = "".join(doc.to_jsonl(kind) for doc in extractor.pipe(records))
    assert len(expected) > 10_000
    assert found.encode() == expected


def test_files_are_read_as_the_binary_reads_them(extractor, binary):
    folder = Path(__file__).resolve().parents[2] / "corpus/articles"
    expected = binary("extract", "--quiet", "--date", "2025-03-05", folder).stdout
    docs = extractor.pipe(stakeout.read(folder, date="2025-03-05"))
    assert "".join(doc.to_jsonl() for doc in docs).encode() == expected


def test_explanations(extractor, corpus, binary):
    text = corpus[0]["text"]
    expected = binary("explain", "--json", "-", stdin=text.encode()).stdout
    explanation = extractor.explain(text).to_dict()
    expected = json.loads(expected)
    assert explanation["sentences"] == expected["sentences"]


def stories(count):
    for path in sorted(TIMING.rglob("*.jsonl*")):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
                count -= 1
                if count == 0:
                    return


def test_two_thousand_stories(extractor, binary, jsonl):
    records = list(stories(2000))
    if not records:
        pytest.skip("no timing set beside the repository")
    assert len(records) == 2000
    expected = binary("extract", "--quiet", "--any-language", stdin=jsonl(records)).stdout
    ours = stakeout.Extractor(any_language=True)
    assert "".join(doc.to_jsonl() for doc in ours.pipe(records)).encode() == expected
