"""Reads every format of `stakeout graph` with a consumer of its own and counts what comes back.

    python check.py STAKEOUT RELATIONS.jsonl [--all]

With --all nothing may be skipped.

Entities, relations, shares, dates and evidence that a consumer reads equal those of the merged file.
Exits 1 and says what differs otherwise.
"""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

FAULTS = []


def check(what, found, expected):
    ok = found == expected
    print(("ok   " if ok else "FAIL ") + what)
    if not ok:
        FAULTS.append(what)
        if isinstance(found, (set, frozenset)) and isinstance(expected, (set, frozenset)):
            found, expected = sorted(map(str, found - expected))[:3], sorted(map(str, expected - found))[:3]
        print(f"       found    {str(found)[:600]}\n       expected {str(expected)[:600]}")


def xml(text):
    """What XML 1.0 can hold of a text."""
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def as_ftm(text):
    """A text as FollowTheMoney reads it: composed, one blank for all space, without what it drops."""
    space = "[\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u0a00]+"
    text = unicodedata.normalize("NFC", re.sub(space, " ", text).strip(" "))
    return re.sub("[\0-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff]", "\ufffd", text)


class Truth:
    """What the merged file says, as a format reads its texts."""

    def __init__(self, path, read=str):
        def texts(value):
            if isinstance(value, dict):
                return {k: texts(v) for k, v in value.items()}
            if isinstance(value, list):
                return [texts(v) for v in value]
            return read(value) if isinstance(value, str) else value

        lines = [texts(json.loads(line)) for line in open(path, encoding="utf-8", newline="\n")]
        self.entities = {r["id"]: r for r in lines if r["record"] == "entity"}
        self.relations = {r["id"]: r for r in lines if r["record"] == "relation"}
        self.names = {i: e["name"] for i, e in self.entities.items()}
        self.evidence = {(e["id"], i) for i, r in self.relations.items() for e in r["evidence"]}

    def shares(self):
        """Relation to share: exact, least, most, all bounds, the words."""
        out = {}
        for i, r in self.relations.items():
            s = r["attributes"].get("share")
            if s:
                out[i] = (s["exact"], s["min"], s["max"], s["literal"])
        return out

    def dates(self, key):
        return {i: r[key] for i, r in self.relations.items() if r[key]}

    def ends(self, r):
        return r["subject"]["entity"], r["object"]["entity"]

    def sentences(self, r):
        one = lambda t: " ".join(filter(None, (line.strip(" ") for line in re.split("[\n\r]", t)))) if "\n" in t or "\r" in t else t
        return list(dict.fromkeys(one(e["evidence"]["text"]) for e in r["evidence"]))


def number(value):
    return None if value in (None, "") else float(value)


def table(truth, what, nodes, edges):
    """Nodes and edges with attributes, as most formats have them: id to attributes, and ends."""
    entities = {i: n["label"] for i, n in nodes.items() if n.get("kind", "entity") == "entity"}
    check(f"{what}: entities", entities, truth.names)
    types = {i: n["type"] for i, n in nodes.items() if i in truth.entities}
    check(f"{what}: types", types, {i: e["type"] for i, e in truth.entities.items()})
    check(f"{what}: relations", {i: e["relation"] for i, e in edges.items()}, {i: r["relation"] for i, r in truth.relations.items()})
    ends = {i: (e["source"] if e["source"] in truth.entities else None, e["target"] if e["target"] in truth.entities else None) for i, e in edges.items()}
    check(f"{what}: ends", ends, {i: truth.ends(r) for i, r in truth.relations.items()})
    values = {i: nodes[e["target"]]["label"] for i, e in edges.items() if e["target"] not in truth.entities}
    check(f"{what}: values", values, {i: r["object"]["name"] for i, r in truth.relations.items() if not r["object"]["entity"]})
    shares = {i: (number(e.get("share_exact")), number(e.get("share_min")), number(e.get("share_max")), e.get("share_text")) for i, e in edges.items() if e.get("share_text")}
    check(f"{what}: shares", shares, truth.shares())
    for key in ("start", "end", "first_seen", "last_seen", "status"):
        check(f"{what}: {key}", {i: e[key] for i, e in edges.items() if e.get(key)}, truth.dates(key))
    said = {i: e["evidence"].split("\n") for i, e in edges.items()}
    check(f"{what}: evidence", said, {i: truth.sentences(r) for i, r in truth.relations.items()})
    records = {i: int(e["records"]) for i, e in edges.items()}
    check(f"{what}: records", records, {i: len(r["evidence"]) for i, r in truth.relations.items()})


def gexf(truth, path):
    import networkx
    from lxml import etree

    document = etree.parse(str(path))
    ns = {"g": "http://gexf.net/1.3"}
    grammar = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("gexf.xsd"))))
    check("gexf: 1.3", (grammar.validate(document), str(grammar.error_log)[:300]), (True, ""))
    titles = {}
    for kind in ("node", "edge"):
        found = document.find(f".//g:attributes[@class='{kind}']", ns)
        titles[kind] = {a.get("id"): a.get("title") for a in found}
    def values(element, kind):
        return {titles[kind][v.get("for")]: v.get("value") for v in element.iterfind("g:attvalues/g:attvalue", ns)}
    nodes = {n.get("id"): {"label": n.get("label"), **values(n, "node")} for n in document.iterfind(".//g:node", ns)}
    edges = {e.get("id"): {"source": e.get("source"), "target": e.get("target"), "relation": e.get("label"), **values(e, "edge")} for e in document.iterfind(".//g:edge", ns)}
    table(truth, "gexf", nodes, edges)
    ids = {i for kind in ("node", "edge") for i in document.xpath(f"//g:{kind}/@id", namespaces=ns)}
    check("gexf: ids", len(ids), len(nodes) + len(edges))
    kinds = {(kind, a.get("id")): a.get("type") for kind in ("node", "edge") for a in document.find(f".//g:attributes[@class='{kind}']", ns)}
    read = {"string": str, "integer": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}
    for kind in ("node", "edge"):
        for v in document.iterfind(f".//g:{kind}/g:attvalues/g:attvalue", ns):
            read[kinds[kind, v.get("for")]](v.get("value"))
    # networkx knows 1.1 and 1.2; the elements that it reads are the same.
    old = path.read_text(encoding="utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    short = path.with_suffix(".12.gexf")
    short.write_text(old, encoding="utf-8")
    graph = networkx.read_gexf(short)
    check("gexf: networkx nodes", set(graph.nodes), set(nodes))
    check("gexf: networkx edges", graph.number_of_edges(), len(edges))


def graphml(truth, path):
    import networkx

    graph = networkx.read_graphml(path, force_multigraph=True)
    edges = {k: {"source": a, "target": b, **d} for a, b, k, d in graph.edges(keys=True, data=True)}
    table(truth, "graphml", dict(graph.nodes(data=True)), edges)


CYTOSCAPE = """
const cytoscape = require("cytoscape");
const { elements } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
const cy = cytoscape({ headless: true, elements });
console.log(cy.nodes().length, cy.edges().length);
"""


def cytoscape(truth, path):
    modules = Path(sys.prefix) / "node_modules"
    if (modules / "cytoscape").exists():
        run = subprocess.run(["node", "-e", CYTOSCAPE, str(path)], capture_output=True, text=True, cwd=modules.parent)
        values = sum(not r["object"]["entity"] for r in truth.relations.values())
        check("cytoscape: headless", run.stdout.split() or run.stderr, [str(len(truth.entities) + values), str(len(truth.relations))])
    elif "--all" in sys.argv:
        check("cytoscape: is installed", False, True)
    else:
        print("skip cytoscape headless: it is not installed")
    elements = json.loads(path.read_text(encoding="utf-8"))["elements"]
    table(truth, "cytoscape", {n["data"]["id"]: n["data"] for n in elements["nodes"]}, {e["data"]["id"]: e["data"] for e in elements["edges"]})


def dot(path):
    if not shutil.which("gvpr"):
        if "--all" in sys.argv:
            check("dot: Graphviz is installed", False, True)
        print("skip dot: Graphviz is not installed")
        return None
    count = 'BEGIN {int n, e} N {n++} E {e++} END {printf("%d %d", n, e)}'
    out = subprocess.run(["gvpr", count, str(path)], capture_output=True, text=True)
    return out.returncode, out.stdout


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unquoted(value):
    """Takes the apostrophe off that keeps a spreadsheet from taking a text for a formula; a text that begins with one has two."""
    return value[1:] if value[:1] == "'" else value


def sheets(truth, folder):
    clean = lambda row: {k: unquoted(v) for k, v in row.items()}
    nodes = {r["id"]: clean(r) for r in read_csv(folder / "nodes.csv")}
    edges = {r["id"]: clean(r) for r in read_csv(folder / "edges.csv")}
    table(truth, "csv", nodes, edges)
    records(truth, "csv", [clean(r) for r in read_csv(folder / "relations.csv")])


def records(truth, what, rows):
    """Flat rows, one a relation record."""
    check(f"{what}: rows", (len(rows), {(r["id"], r["edge"]) for r in rows}), (len(truth.evidence), truth.evidence))
    plain = {e["id"]: e for r in truth.relations.values() for e in r["evidence"]}
    for column, of in [
        ("sentence", lambda e: e["evidence"]["text"]),
        ("subject", lambda e: None),
        ("date", lambda e: e["attributes"].get("date") or ""),
        ("share", lambda e: (e["attributes"].get("share") or {}).get("literal", "")),
        ("status", lambda e: e["status"]),
        ("outlet", lambda e: e["article"]["publisher"] or ""),
        ("url", lambda e: e["article"]["url"] or ""),
        ("doc", lambda e: e["doc"]),
    ]:
        if column == "subject":
            check(f"{what}: names", {(r["id"], r["subject"]) for r in rows}, {(e["id"], r["subject"]["name"]) for r in truth.relations.values() for e in r["evidence"]})
        else:
            check(f"{what}: {column}", {(r["id"], r[column]) for r in rows}, {(i, of(e)) for i, e in plain.items()})


def neo4j(truth, folder):
    nodes = {r["id:ID"]: {k.split(":")[0]: v for k, v in r.items()} for r in read_csv(folder / "entities.csv")}
    nodes = {i: {**n, "label": n["name"]} for i, n in nodes.items()}
    edges = {}
    for r in read_csv(folder / "relations.csv"):
        row = {k.split(":")[0]: v for k, v in r.items() if not k.startswith(":")}
        edges[row["id"]] = {**row, "source": r[":START_ID"], "target": r[":END_ID"], "relation": r[":TYPE"].lower()}
    table(truth, "neo4j", nodes, edges)
    script = (folder / "load.cypher").read_text(encoding="utf-8")
    types = {e["relation"].upper() for e in edges.values()}
    check("neo4j: types in the script", {t for t in types if f"[r:`{t}`" in script}, types)


def cypher(truth, folder):
    import cypher as engine

    database = engine.database(folder)
    def ask(query):
        result, rows = database.execute(query), set()
        while result.has_next():
            rows.add(tuple(result.get_next()))
        return rows

    check("cypher: entities", {r for r in ask("MATCH (e:Entity) WHERE e.type IN ['organization', 'person', 'place'] RETURN e.id, e.name")}, set(truth.names.items()))
    found = ask("MATCH (a)-[r:OWNS {status: 'actual', negated: false}]->(b) RETURN r.id, a.id, r.share_text, b.id, r.evidence")
    owns = {(i, r["subject"]["entity"], (r["attributes"].get("share") or {}).get("literal"), r["object"]["entity"], "\n".join(truth.sentences(r))) for i, r in truth.relations.items() if r["relation"] == "owns" and r["status"] == "actual" and not r["negated"]}
    check("cypher: who owns whom", found, owns)
    ends = {(a, b) for _, a, _, b, _ in owns}
    check("cypher: through whom", ask("MATCH (a)-[r:OWNS {status: 'actual', negated: false}]->(b)-[s:OWNS {status: 'actual', negated: false}]->(c) RETURN a.id, b.id, c.id"), {(a, b, d) for a, b in ends for c, d in ends if b == c})


def sqlite(truth, path):
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    check("sqlite: integrity", [tuple(r) for r in db.execute("PRAGMA integrity_check")], [("ok",)])
    check("sqlite: foreign keys", [tuple(r) for r in db.execute("PRAGMA foreign_key_check")][:3], [])
    nodes = {r["id"]: {k: r[k] for k in r.keys()} for r in db.execute("SELECT * FROM entities")}
    edges = {r["id"]: {k: r[k] for k in r.keys()} for r in db.execute("SELECT * FROM relations")}
    table(truth, "sqlite", nodes, edges)
    check("sqlite: evidence", {tuple(r) for r in db.execute("SELECT id, relation FROM evidence")}, truth.evidence)
    held = {i for i, r in truth.relations.items() if r["relation"] in ("owns", "acquires") and r["status"] == "actual" and not r["negated"]}
    check("sqlite: who_owns_whom", {r["id"] for r in db.execute("SELECT id FROM who_owns_whom")}, held)


def ftm(truth, path):
    from followthemoney import model
    from followthemoney.proxy import EntityProxy

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    dropped, missing = [], []
    for line in lines:
        proxy = EntityProxy.from_dict(line, cleaned=False)
        back = {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()}
        sent = {k: sorted(v) for k, v in line["properties"].items()}
        if back != sent:
            dropped.append({k: (sent.get(k), back.get(k)) for k in sent if sent.get(k) != back.get(k)})
        missing += [(line["schema"], name) for name in model.get(line["schema"]).required if name not in line["properties"]]
        for key, values in line["properties"].items():
            prop = proxy.schema.get(key)
            if prop is None or (prop.range and not all(True for _ in values)):
                dropped.append((line["schema"], key))
    check("ftm: nothing dropped", dropped[:3], [])
    check("ftm: nothing missing", missing[:3], [])
    by_id = {line["id"]: line for line in lines}
    schema = lambda i: model.get(by_id[i]["schema"])
    wrong = []
    for line in lines:
        for key, values in line["properties"].items():
            prop = model.get(line["schema"]).get(key)
            if prop.type.name == "entity":
                wrong += [(line["schema"], key, v) for v in values if v not in by_id or not schema(v).is_a(prop.range)]
    check("ftm: ends are what the schema wants", wrong[:3], [])
    check("ftm: entities", {i: by_id[i]["properties"]["name"][0] for i in truth.entities if i in by_id}, truth.names)
    linked = {i for i, r in truth.relations.items() if all(truth.ends(r))}
    check("ftm: links", {i for i in by_id if i in truth.relations}, linked)
    said = {i: set(by_id[i]["properties"]["summary"]) for i in linked if i in by_id}
    check("ftm: evidence", said, {i: set(truth.sentences(truth.relations[i])) for i in linked})
    exact = {i: float(by_id[i]["properties"]["percentage"][0]) for i in linked if "percentage" in by_id[i]["properties"]}
    sure = {i: s[0] for i, s in truth.shares().items() if s[0] is not None and by_id[i]["schema"] == "Ownership"}
    check("ftm: shares", exact, sure)
    noted = {n.rsplit("[", 1)[1].rstrip("]") for line in lines for n in line["properties"].get("notes", [])}
    check("ftm: values", noted, set(truth.relations) - linked)


def bods(truth, path):
    import libcovebods.schema
    from libcovebods.config import LibCoveBODSConfig
    from libcovebods.data_reader import DataReader
    from libcovebods.jsonschemavalidate import JSONSchemaValidator
    from libcovebods.schema import SchemaBODS

    data = json.loads(path.read_text(encoding="utf-8"))
    reader = DataReader(str(path))
    found = JSONSchemaValidator(SchemaBODS(reader, LibCoveBODSConfig())).validate(reader)
    check("bods: lib-cove-bods", [e.json() for e in found][:3], [])
    kinds = {k: [s for s in data if s["recordType"] == k] for k in ("entity", "person", "relationship")}
    relations = {s["recordId"]: s for s in kinds["relationship"]}
    check("bods: relations are known", set(relations) <= set(truth.relations), True)
    holds = {i for i, r in truth.relations.items() if r["relation"] == "owns" and r["status"] in ("actual", "ended") and not r["negated"]}
    check("bods: owners", {i for i in relations if truth.relations[i]["relation"] == "owns"}, holds)
    shares = {}
    for i, s in relations.items():
        for interest in s["recordDetails"]["interests"]:
            if "share" in interest:
                share = interest["share"]
                shares[i] = (share.get("exact"), share.get("minimum", share.get("exclusiveMinimum")), share.get("maximum", share.get("exclusiveMaximum")))
    expected = {i: s[:3] if s[0] is None else (s[0], None, None) for i, s in truth.shares().items() if i in relations}
    check("bods: shares", shares, expected)
    names = {s["recordId"]: s["recordDetails"].get("name") or s["recordDetails"]["names"][0]["fullName"] for s in kinds["entity"] + kinds["person"]}
    used = {e for i in relations for e in truth.ends(truth.relations[i])}
    check("bods: entities", names, {i: truth.names[i] for i in used})


def rdf(truth, paths):
    from rdflib import RDF, Graph, Literal, URIRef
    from rdflib.compare import to_isomorphic

    graphs = {}
    for name, (path, syntax) in paths.items():
        graphs[name] = Graph().parse(path, format=syntax)
    first = graphs["ntriples"]
    for name in ("turtle", "jsonld"):
        check(f"{name}: the same triples", set(graphs[name]), set(first))
    own = "urn:stakeout:"
    schema = "https://schema.org/"
    nodes = {s: str(o) for s, o in first.subject_objects(URIRef(schema + "name"))}
    check("rdf: entities", nodes, {URIRef(f"{own}entity:{i}"): n for i, n in truth.names.items()})
    relations = set(first.subjects(RDF.type, RDF.Statement))
    check("rdf: relations", relations, {URIRef(f"{own}relation:{i}") for i in truth.relations})
    said = {(str(s)[len(own + "relation:"):], float(o)) for s, o in first.subject_objects(URIRef(own + "share-exact"))}
    check("rdf: shares", said, {(i, s[0]) for i, s in truth.shares().items() if s[0] is not None})
    anchors = lambda r: {str(o) for e in first.objects(URIRef(f"{own}relation:{r}"), URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")) for o in first.objects(e, URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"))}
    wrong = [i for i, r in truth.relations.items() if not {e["evidence"]["text"] for e in r["evidence"]} <= anchors(i)]
    check("rdf: evidence", wrong[:3], [])


def parquet(truth, folder):
    import duckdb

    def rows(name):
        found = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/{name}.parquet')")
        return [dict(zip(found.columns, row)) for row in found.fetchall()]

    table(truth, "parquet", {r["id"]: r for r in rows("nodes")}, {r["id"]: r for r in rows("edges")})
    records(truth, "parquet", [{k: "" if v is None else v for k, v in r.items()} for r in rows("relations")])


def duckdb_(truth, path):
    import duckdb

    query = f"SELECT count(*) FILTER (record = 'entity'), count(*) FILTER (record = 'relation'), sum(len(evidence)) FILTER (record = 'relation') FROM read_json('{path}', format='newline_delimited', union_by_name=true, maximum_object_size=100000000, sample_size=-1)"
    evidence = sum(len(r["evidence"]) for r in truth.relations.values())
    check("duckdb: merged lines", duckdb.sql(query).fetchall()[0], (len(truth.entities), len(truth.relations), evidence))


def main():
    binary, source = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        merged = folder / "merged.jsonl"
        subprocess.run([binary, "merge", source, "-o", merged], check=True, stderr=subprocess.DEVNULL)
        truth = Truth(merged)
        print(f"{len(truth.entities)} entities, {len(truth.relations)} relations, {len(truth.evidence)} records, {len(truth.shares())} shares")
        out = {}
        for name in ("gexf", "graphml", "neo4j", "ftm", "bods", "turtle", "ntriples", "jsonld", "cytoscape", "dot", "csv", "sqlite", "parquet"):
            out[name] = folder / f"out.{name}"
            run = subprocess.run([binary, "graph", "-f", name, merged, "-o", out[name]], capture_output=True, text=True)
            if run.returncode == 2 and "was built without" in run.stderr and "--all" not in sys.argv:
                print(f"skip {name}: this stakeout was built without it")
                del out[name]
                continue
            check(f"{name}: written", (run.returncode, run.stderr if run.returncode else ""), (0, ""))
        gexf(Truth(merged, xml), out["gexf"])
        graphml(Truth(merged, xml), out["graphml"])
        cytoscape(truth, out["cytoscape"])
        sheets(truth, out["csv"])
        neo4j(truth, out["neo4j"])
        cypher(truth, out["neo4j"])
        if "sqlite" in out:
            sqlite(truth, out["sqlite"])
        if "parquet" in out:
            parquet(truth, out["parquet"])
        ftm(Truth(merged, as_ftm), out["ftm"])
        bods(truth, out["bods"])
        rdf(truth, {"turtle": (out["turtle"], "turtle"), "ntriples": (out["ntriples"], "nt"), "jsonld": (out["jsonld"], "json-ld")})
        duckdb_(truth, merged)
        read = dot(out["dot"])
        if read is not None:
            values = sum(not r["object"]["entity"] for r in truth.relations.values())
            check("dot: Graphviz", read, (0, f"{len(truth.entities) + values} {len(truth.relations)}"))
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
