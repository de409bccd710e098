"""Tables in and out."""

import datetime
import json

import pytest

import stakeout

pa = pytest.importorskip("pyarrow")

NEWS = {
    "key": ["a1", "a2", "a3"],
    "body": ["Acme Corp owns 5 percent of Bronn Inc.", None, "Mera Ltd. bought Acme Corp on Tuesday for $3 million."],
    "day": [datetime.date(2024, 2, 14)] * 3,
}
COLUMNS = {"text": "body", "id": "key", "date": "day"}
EXPECTED = [
    ("a1", "Acme Corp", "owns", "Bronn Inc.", 5.0, None, None),
    ("a2", None, None, None, None, None, "the document has no text"),
    ("a3", "Mera Ltd.", "acquires", "Acme Corp", None, 3e6, None),
]
SHOWN = ["doc", "subject_name", "relation", "object_name", "share", "amount", "error"]


def rows(table):
    return [tuple(row[name] for name in SHOWN) for row in table.to_pylist()]


def test_pandas(extractor):
    pandas = pytest.importorskip("pandas")
    found = extractor.extract_frame(pandas.DataFrame(NEWS), **COLUMNS)
    assert isinstance(found, pandas.DataFrame)
    assert rows(pa.Table.from_pandas(found)) == EXPECTED
    assert found["article_date"].tolist()[2] == "2024-02-14"
    assert found["date"].tolist()[2] == "2024-02-13"
    stamps = pandas.DataFrame({**NEWS, "day": pandas.to_datetime(NEWS["day"]), "body": pandas.Series(NEWS["body"], dtype=object)})
    assert rows(pa.Table.from_pandas(extractor.extract_frame(stamps, **COLUMNS))) == EXPECTED
    odd = pandas.DataFrame({"text": ["Acme Corp owns Bronn Inc.", 5, float("nan")], "id": [1, 2, 3]})
    assert extractor.extract_frame(odd)["error"].isna().tolist() == [True, False, False]


def test_polars(extractor):
    polars = pytest.importorskip("polars")
    for frame in (polars.DataFrame(NEWS), polars.LazyFrame(NEWS)):
        found = extractor.extract_frame(frame, **COLUMNS)
        assert isinstance(found, polars.DataFrame)
        assert rows(found.to_arrow()) == EXPECTED


def test_arrow_and_duckdb(extractor):
    table = pa.table(NEWS)
    assert rows(extractor.extract_frame(table, **COLUMNS)) == EXPECTED
    assert rows(extractor.extract_frame(table.to_batches()[0], **COLUMNS)) == EXPECTED
    for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
        other = pa.table({**NEWS, "body": pa.array(NEWS["body"]).cast(kind)})
        assert rows(extractor.extract_frame(other, **COLUMNS)) == EXPECTED
    duckdb = pytest.importorskip("duckdb")
    found = extractor.extract_frame(table, **COLUMNS)
    asked = "select subject_name from found where relation = 'owns' and share >= 5"
    assert duckdb.sql(asked).fetchall() == [("Acme Corp",)]


def test_streams_are_streams(extractor):
    taken = []

    def batches():
        for n in range(200):
            taken.append(n)
            text = f"Acme Corp owns {n % 90 + 1} percent of Bronn Inc."
            yield pa.record_batch({"text": [text] * 100, "id": [f"{n}-{i}" for i in range(100)]})

    schema = pa.schema([("text", pa.string()), ("id", pa.string())])
    reader = pa.RecordBatchReader.from_batches(schema, batches())
    found = pa.RecordBatchReader.from_stream(stakeout.Extractor(threads=1).stream(reader))
    first = next(iter(found))
    assert first["doc"][0].as_py() == "0-0"
    assert len(taken) < 100
    ids = first["doc"].to_pylist() + found.read_all()["doc"].to_pylist()
    assert ids == [f"{n}-{i}" for n in range(200) for i in range(100)]


def test_errors_of_columns(extractor):
    with pytest.raises(ValueError, match="no column `story`"):
        extractor.extract_frame(pa.table(NEWS), text="story")
    with pytest.raises(ValueError, match="no column `text`"):
        extractor.extract_frame(pa.table(NEWS))
    with pytest.raises(ValueError, match="relations"):
        extractor.extract_frame(pa.table(NEWS), **COLUMNS, emit="sentences")


def test_a_table_holds_all_that_records_hold(extractor, corpus):
    records = [{**record, "title": "A title", "url": "u", "publisher": "Post"} for record in corpus]
    found = extractor.extract_frame(pa.Table.from_pylist(records)).to_pylist()
    lines = [json.loads(line) for doc in extractor.pipe(records) for line in doc.to_jsonl().splitlines()]
    assert len(found) == len(lines) > 100
    for row, line in zip(found, lines):
        for end in ("subject", "object"):
            for key, value in line[end].items():
                cell = row[f"{end}_{key}"]
                assert (json.loads(cell) if key == "ids" else cell) == value
        assert json.loads(row["attributes"]) == line["attributes"]
        assert row["evidence"] == line["evidence"]["text"]
        assert (row["attribution"] or None) == (line["attribution"] and line["attribution"]["text"])
        assert (row["share"] or None) == ((line["attributes"].get("share") or {}).get("exact") or None)
        for key in ("doc", "id", "relation", "status", "negated", "hedged", "rule", "confidence"):
            assert row[key] == line[key]
        for key, value in line["article"].items():
            assert row[f"article_{key}"] == value


def test_mentions(extractor, corpus):
    table = pa.Table.from_pylist(corpus)
    found = extractor.extract_frame(table, emit="mentions").to_pylist()
    lines = [json.loads(line) for doc in extractor.pipe(corpus) for line in doc.to_jsonl("mentions").splitlines()]
    assert len(found) == len(lines)
    for row, line in zip(found, lines):
        row["ids"] = json.loads(row["ids"])
        assert row.pop("error") is None
        assert row == line
