"""Loads the folder that `stakeout graph -f neo4j` writes into Kuzu, which speaks Cypher too, and asks it.

python cypher.py FOLDER QUERY > PAGE.html
"""

import csv
import html
import sys
from pathlib import Path

import kuzu


def rows(path):
    """The words with which Kuzu reads a file, all columns as text."""
    with open(path, encoding="utf-8", newline="") as file:
        names = [name.strip(":").split(":")[0] for name in next(csv.reader(file))]
    columns = ", ".join(f"`{name}` STRING" for name in names)
    return f"LOAD WITH HEADERS ({columns}) FROM '{path}' (header=true, parallel=false, escape='\"')"


def database(folder):
    """Entities, and the relations of each type, with what a query is most likely to ask."""
    folder = Path(folder)
    to = kuzu.Connection(kuzu.Database(":memory:"))
    to.execute("CREATE NODE TABLE Entity(id STRING PRIMARY KEY, name STRING, type STRING)")
    to.execute(f"COPY Entity FROM ({rows(folder / 'entities.csv')} RETURN `id`, `name`, `type`)")
    with open(folder / "relations.csv", encoding="utf-8", newline="") as file:
        types = sorted({row[":TYPE"] for row in csv.DictReader(file)})
    kept = ("id", "status", "share_text", "evidence")
    for kind in types:
        to.execute(f"CREATE REL TABLE `{kind}`(FROM Entity TO Entity, {', '.join(f'{k} STRING' for k in kept)}, negated BOOLEAN)")
        values = ", ".join(f"`{k}`" for k in ("START_ID", "END_ID", *kept))
        to.execute(f"COPY `{kind}` FROM ({rows(folder / 'relations.csv')} WHERE `TYPE` = '{kind}' RETURN {values}, CAST(`negated` AS BOOLEAN))")
    return to


def page(query, names, found):
    cells = lambda tag, row: "".join(f"<{tag}>{html.escape('' if c is None else str(c))}</{tag}>" for c in row)
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in found)
    style = """body{margin:0;padding:20px;background:#fff;font:12px "DejaVu Sans",sans-serif;color:#222;width:960px}
pre{margin:0 0 14px;padding:12px;background:#f3f5f8;border-left:4px solid #3b6fb6;font:12px/1.5 "DejaVu Sans Mono",monospace}
table{border-collapse:collapse;width:100%}th{text-align:left;border-bottom:2px solid #3b6fb6}th,td{padding:5px 12px 5px 0;white-space:nowrap}td{border-bottom:1px solid #dde}"""
    return f"<style>{style}</style><pre>{html.escape(query)}</pre><table><tr>{cells('th', names)}</tr>{body}</table>"


if __name__ == "__main__":
    result = database(sys.argv[1]).execute(sys.argv[2])
    names, found = result.get_column_names(), []
    while result.has_next():
        found.append(result.get_next())
    print(page(sys.argv[2], names, found))
