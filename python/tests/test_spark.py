"""Spark for real: a cluster of two workers on this machine."""

import os
import shutil
import sys

import pytest

import stakeout

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.executorEnv.PYTHONHASHSEED", "0")
    )
    session = builder.getOrCreate()
    yield session
    session.stop()


def news(spark, corpus, parts=4):
    rows = [(r["id"], r["text"], r["date"]) for r in corpus] + [("empty", "", None), ("none", None, None)]
    return spark.createDataFrame(rows, "id string, text string, date string").repartition(parts)


def test_the_same_relations(spark, corpus, extractor, tmp_path, binary, jsonl):
    import stakeout.spark

    found = stakeout.spark.extract(news(spark, corpus))
    assert found.schema == stakeout.spark.schema()
    found.write.parquet(str(tmp_path / "relations"))
    rows = spark.read.parquet(str(tmp_path / "relations")).collect()
    failed = {row.doc: row.error for row in rows if row.error}
    assert failed == {"empty": "the document has no text", "none": "the document has no text"}
    expected = {r.id: r for doc in extractor.pipe(corpus) for r in doc.relations}
    ours = {row.id: row for row in rows if not row.error}
    assert ours.keys() == expected.keys() and len(ours) == len(rows) - 2
    for key, row in ours.items():
        relation = expected[key]
        assert (row.doc, row.relation, row.evidence) == (relation.doc, relation.relation, relation.evidence.text)
        assert row.subject_aliases == relation.subject.aliases
    # The table, and the table as JSON lines without its nulls, give the graph of one run over everything.
    whole = stakeout.merge(extractor.pipe(corpus)).to_jsonl()
    assert stakeout.merge(tmp_path / "relations").to_jsonl() == whole
    spark.read.parquet(str(tmp_path / "relations")).write.json(str(tmp_path / "json"))
    parts = sorted((tmp_path / "json").glob("part-*.json"))
    assert binary("merge", *parts).stdout.decode() == whole


def test_own_lists_go_to_the_workers(spark, tmp_path):
    import stakeout.spark

    path = tmp_path / "ours.tsv"
    path.write_text("name\ttype\nNorvane\torganization\n")
    (tmp_path / "sent").mkdir()
    spark.sparkContext.addFile(shutil.copy(path, tmp_path / "sent"))
    ours = stakeout.Extractor(gazetteers=path, corrections='[[never]]\nname = "Acme Group"\n')
    # What Spark sends, and where the driver has it, are two places.
    path.unlink()
    frame = spark.createDataFrame([("1", "The lawyers of Acme Group met Norvane.")], "key string, body string")
    found = stakeout.spark.extract(frame, text="body", id="key", date=None, extractor=ours, emit="mentions")
    assert [row.text for row in found.collect()] == ["Norvane"]


def test_it_is_made_once_a_worker(spark, corpus):
    import stakeout.spark

    state = (*stakeout.Extractor()._state[:-1], 1)
    broadcast = spark.sparkContext.broadcast(state)

    def made(batches):
        import os

        import pyarrow
        from stakeout._extractor import restored

        for batch in batches:
            extractor = restored(broadcast.value)
            yield pyarrow.record_batch({"process": [os.getpid()], "made": [id(extractor._core)]})

    frame = news(spark, corpus, parts=8)
    seen = frame.select("id").mapInArrow(made, "process long, made long").distinct().collect()
    by_process = {}
    for row in seen:
        by_process.setdefault(row.process, set()).add(row.made)
    assert all(len(cores) == 1 for cores in by_process.values())
