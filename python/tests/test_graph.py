"""Relations of many articles: merged, written, told in order."""

import gzip
import json
import warnings

import pytest

import stakeout

TEXTS = [
    "Acme Corp owns 5 percent of Bronn Inc.",
    "Acme Corp holds 60 percent of Bronn Inc. Bronn Inc. sued Mera Ltd. on 3 May 2024.",
    "Mera Ltd. denied that it would buy Petrel Isles Ferries plc.",
]


@pytest.fixture(scope="module")
def docs(extractor):
    return list(extractor.pipe({"text": text, "id": f"a{n}", "date": "2024-06-01"} for n, text in enumerate(TEXTS)))


def test_whatever_holds_relations(docs, tmp_path, extractor):
    expected = stakeout.merge(docs).to_jsonl()
    plain = "".join(doc.to_jsonl() for doc in docs)
    (tmp_path / "all.jsonl").write_text(plain)
    (tmp_path / "shards").mkdir()
    for n, doc in enumerate(docs):
        with gzip.open(tmp_path / "shards" / f"{n}.jsonl.gz", "wt") as file:
            file.write(doc.to_jsonl())
    (tmp_path / "shards" / "_SUCCESS").touch()
    relations = [relation for doc in docs for relation in doc.relations]
    several = [
        docs[::-1],
        relations,
        [relation.to_dict() for relation in relations],
        tmp_path / "all.jsonl",
        [str(tmp_path / "all.jsonl"), docs[0]],
        tmp_path / "shards",
    ]
    for given in several:
        assert stakeout.merge(given).to_jsonl() == expected, given
    assert stakeout.merge(*docs).to_jsonl() == expected


def test_tables_of_relations(docs, tmp_path, extractor):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    expected = stakeout.merge(docs).to_jsonl()
    news = pa.Table.from_pylist([{"text": t, "id": f"a{n}", "date": "2024-06-01"} for n, t in enumerate([*TEXTS, None])])
    table = extractor.extract_frame(news)
    assert table["error"].null_count == table.num_rows - 1
    parquet.write_table(table, tmp_path / "relations.parquet")
    duckdb.sql(f"copy (from '{tmp_path}/relations.parquet') to '{tmp_path}/duck.jsonl' (format json)")
    polars.from_arrow(table).write_ndjson(tmp_path / "polars.jsonl")
    several = [
        table,
        table.to_batches(),
        table.to_pandas(),
        polars.from_arrow(table),
        pandas.read_parquet(tmp_path / "relations.parquet"),
        tmp_path / "relations.parquet",
        tmp_path / "duck.jsonl",
        tmp_path / "polars.jsonl",
    ]
    for given in several:
        graph = stakeout.merge(given)
        assert graph.faults == []
        assert graph.to_jsonl() == expected, type(given)


def test_the_binary_says_the_same(docs, tmp_path, binary, corpus, extractor):
    path = tmp_path / "relations.jsonl"
    path.write_text("".join(doc.to_jsonl() for doc in extractor.pipe(corpus)))
    merged = binary("merge", path)
    assert stakeout.merge(path).to_jsonl().encode() == merged.stdout
    graph = stakeout.merge(path)
    warnings.simplefilter("ignore")
    for kind in ("gexf", "graphml", "ftm", "bods", "turtle", "ntriples", "jsonld", "cytoscape", "dot"):
        assert graph.write(kind) == binary("graph", "-f", kind, path).stdout, kind
    chosen = graph.write("dot", relations="owns", affirmed=True, confidence=0.5, entities_only=True)
    flags = ["--relation", "owns", "--affirmed", "--confidence", "0.5", "--entities-only"]
    assert chosen == binary("graph", "-f", "dot", *flags, path).stdout
    for kind in ("csv", "markdown", "timelinejs", "ical", "html"):
        assert stakeout.timeline(path, format=kind).encode() == binary("timeline", "-f", kind, path).stdout, kind


def test_shards_of_the_binary(binary, corpus, jsonl, tmp_path):
    (tmp_path / "news.jsonl").write_bytes(jsonl(corpus))
    for n in (1, 2, 3):
        shard = ["--shard", f"{n}/3", "-o", tmp_path / f"{n}.jsonl"]
        assert binary("extract", "--quiet", *shard, tmp_path / "news.jsonl").returncode == 0
    assert binary("extract", "--quiet", "-o", tmp_path / "all.out", tmp_path / "news.jsonl").returncode == 0
    shards = [tmp_path / f"{n}.jsonl" for n in (3, 1, 2)]
    whole = stakeout.merge(tmp_path / "all.out").to_jsonl()
    assert stakeout.merge(shards).to_jsonl() == whole
    assert binary("merge", *shards).stdout.decode() == whole


def test_a_graph(docs, tmp_path):
    graph = stakeout.merge(docs)
    assert {e.name for e in graph.entities} == {"Acme Corp", "Bronn Inc.", "Mera Ltd.", "Petrel Isles Ferries plc"}
    owns = next(r for r in graph.relations if r.relation == "owns")
    assert {e.doc for e in owns.evidence} == {"a0", "a1"}
    assert graph.contradictions
    graph.write("csv", tmp_path / "csv")
    assert (tmp_path / "csv/relations.csv").read_text().count("\n") > 2
    graph.write("gexf", tmp_path / "graph.gexf", as_of="2024-06-02", about=["acme corp"], hops=1)
    assert b"Petrel" not in (tmp_path / "graph.gexf").read_bytes()
    networkx = pytest.importorskip("networkx")
    assert networkx.read_gexf(tmp_path / "graph.gexf").number_of_nodes() == 2
    assert graph.to_networkx().number_of_nodes() == 4
    with pytest.raises(ValueError, match="formats are"):
        graph.write("xlsx")
    with pytest.raises(ValueError, match="folder"):
        graph.write("csv")
    with pytest.raises(OSError, match="nowhere"):
        graph.write("gexf", tmp_path / "nowhere/graph.gexf")
    with pytest.raises(FileNotFoundError):
        stakeout.merge("nowhere.jsonl")
    with pytest.raises(TypeError, match="not int"):
        stakeout.merge(5)


def test_timelines(docs, tmp_path):
    told = stakeout.timeline(docs, format="markdown", basis="stated")
    assert "Bronn Inc. — sues — Mera Ltd." in told and "Petrel" not in told
    stakeout.timeline(docs, format="html", path=tmp_path / "t.html", title="<Ours>", about="Bronn Inc.")
    assert "&lt;Ours&gt;" in (tmp_path / "t.html").read_text()
    assert json.loads(stakeout.timeline(docs, format="timelinejs"))["events"]
    with pytest.raises(ValueError, match="formats are"):
        stakeout.timeline(docs, format="pdf")


def test_corrections_undo_a_merge(docs):
    apart = '[[apart]]\nmembers = ["a0 e1", "a1 e1"]\n'
    names = [e.name for e in stakeout.merge(docs, corrections=apart).entities]
    assert names.count("Acme Corp") == 2
