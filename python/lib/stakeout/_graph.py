"""Relations of many articles as one graph, and what is written of it."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from . import _core, _frames
from ._article import Day, written
from ._doc import Doc
from ._extractor import Extractor, Source, _several, _texts
from ._records import Contradiction, MergedEntity, MergedRelation, Record

GraphFormat = Literal[
    "gexf", "graphml", "neo4j", "ftm", "bods", "turtle", "ntriples", "jsonld", "cytoscape", "dot", "csv"
]
TimelineFormat = Literal["csv", "markdown", "timelinejs", "ical", "html"]
Basis = Literal["stated", "resolved", "publication"]


def merge(
    *relations: Any,
    corrections: Source | None = None,
    rules: Source | Iterable[Source] = (),
    apart: bool = False,
) -> Graph:
    """One graph of the relations of many articles: entities merged with reasons, evidence kept,
    contradictions told.

    Takes documents, relations, tables of them (pandas, Polars, Arrow), and paths of files that ``stakeout
    extract`` wrote (also gzipped, also its shards) or that hold such a table (Parquet, JSON lines), also
    folders of them as Spark writes them: one or several, also in lists. With ``apart`` every entity of every
    article stays an entity of its own.

    >>> import stakeout
    >>> texts = ["Acme Corp owns 5 percent of Bronn Inc.", "Bronn Inc. sued Mera Ltd."]
    >>> graph = stakeout.merge(stakeout.Extractor().pipe(texts))
    >>> graph
    Graph(3 entities, 2 relations)
    """
    lines, paths = _Lines(), []
    for given in relations:
        for path in lines.add(given):
            paths.append(path)
    own = [pair for source in _several(rules) for pair in _texts(source)]
    text = None if corrections is None else next(_texts(corrections))[1]
    return Graph(_core.Graph(lines.all, paths, not apart, text, own))


def timeline(
    *relations: Any,
    format: TimelineFormat = "csv",
    path: str | os.PathLike[str] | None = None,
    about: str | None = None,
    basis: Basis | Iterable[Basis] = (),
    title: str = "Timeline",
) -> str | None:
    """What happened when: dated relations in order, as CSV, Markdown, TimelineJS, iCalendar or HTML. Takes
    what :func:`merge` takes; without a path the text is given back.

    >>> import stakeout
    >>> doc = stakeout.Extractor()("Acme Corp bought Bronn Inc. on 3 May 2024.")
    >>> stakeout.timeline(doc, format="markdown").splitlines()[4]
    '### 3 May 2024'
    """
    graph = merge(*relations, apart=True)
    return graph.timeline(format, path, about=about, basis=basis, title=title)


class Graph:
    """A graph of relations.

    >>> import stakeout
    >>> graph = stakeout.merge(stakeout.Extractor()("Acme Corp owns Bronn Inc."))
    >>> [relation.object.name for relation in graph.relations]
    ['Bronn Inc.']
    """

    __slots__ = ("_core", "_cache")

    def __init__(self, core: _core.Graph) -> None:
        self._core = core
        self._cache: dict[str, list[dict[str, Any]]] | None = None

    def _of(self, kind: str) -> list[dict[str, Any]]:
        if self._cache is None:
            self._cache = {"entity": [], "relation": [], "contradiction": []}
            for line in self._core.lines().splitlines():
                record = json.loads(line)
                self._cache[record["record"]].append(record)
        return self._cache[kind]

    @property
    def entities(self) -> list[MergedEntity]:
        """Its entities, each with its members and why they are members.

        >>> import stakeout
        >>> graph = stakeout.merge(stakeout.Extractor()("Acme Corp owns Bronn Inc."))
        >>> graph.entities[0].members[0].entity
        'e1'
        """
        return [MergedEntity(record) for record in self._of("entity")]

    @property
    def relations(self) -> list[MergedRelation]:
        """Its relations, each with all its evidence.

        >>> import stakeout
        >>> stakeout.merge(stakeout.Extractor()("Acme Corp owns Bronn Inc.")).relations
        [MergedRelation('Acme Corp' owns 'Bronn Inc.')]
        """
        return [MergedRelation(record) for record in self._of("relation")]

    @property
    def contradictions(self) -> list[Contradiction]:
        """What does not fit together.

        >>> import stakeout
        >>> stakeout.merge(stakeout.Extractor()("Acme Corp owns Bronn Inc.")).contradictions
        []
        """
        return [Contradiction(record) for record in self._of("contradiction")]

    @property
    def faults(self) -> list[str]:
        """Lines that could not be read, and why.

        >>> import stakeout
        >>> stakeout.merge({"no": "relation"}).faults  # doctest: +ELLIPSIS
        ['records:1: not a relation record...']
        """
        return self._core.faults

    def to_jsonl(self) -> str:
        """The lines that ``stakeout merge`` writes.

        >>> import stakeout
        >>> len(stakeout.merge(stakeout.Extractor()("Acme Corp owns Bronn Inc.")).to_jsonl().splitlines())
        3
        """
        return self._core.lines().decode()

    def write(
        self,
        format: GraphFormat,
        path: str | os.PathLike[str] | None = None,
        *,
        relations: str | Iterable[str] = (),
        statuses: str | Iterable[str] = (),
        since: Day = None,
        until: Day = None,
        as_of: Day = None,
        confidence: float = 0.0,
        about: str | Iterable[str] = (),
        hops: int = 1,
        affirmed: bool = False,
        entities_only: bool = False,
    ) -> bytes | None:
        """Writes it for other programs, to a file (``neo4j`` and ``csv``: a folder), or gives it back as
        bytes. The filters are those of ``stakeout graph``: relation types, statuses, days, confidence, what
        is around an entity.

        >>> import stakeout
        >>> graph = stakeout.merge(stakeout.Extractor()("Acme Corp owns Bronn Inc."))
        >>> graph.write("dot").decode().splitlines()[0]
        'digraph stakeout {'
        """
        chosen = {
            "relations": _names(relations),
            "statuses": _names(statuses),
            "since": written(since),
            "until": written(until),
            "as_of": written(as_of),
            "confidence": confidence,
            "about": _names(about),
            "hops": hops,
            "affirmed": affirmed,
            "entities_only": entities_only,
        }
        data, left_out = self._core.write(format, None if path is None else os.fspath(path), chosen)
        if left_out:
            import warnings

            said = ", ".join(f"{count} of {relation}" for relation, count in left_out)
            warnings.warn(f"the format has no place for {said}", stacklevel=2)
        return data

    def timeline(
        self,
        format: TimelineFormat = "csv",
        path: str | os.PathLike[str] | None = None,
        *,
        about: str | None = None,
        basis: Basis | Iterable[Basis] = (),
        title: str = "Timeline",
    ) -> str | None:
        """Its dated relations in order, to a file, or given back.

        >>> import stakeout
        >>> graph = stakeout.merge(stakeout.Extractor()("Acme Corp bought Bronn Inc. on 3 May 2024."))
        >>> graph.timeline("csv").splitlines()[1][:8]
        '2024,5,3'
        """
        text = self._core.timeline(_default()._core, format, about, _names(basis), title)
        if path is None:
            return text
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return None

    def to_networkx(self) -> Any:
        """It as a ``networkx.MultiDiGraph``: nodes by id with ``name`` and ``type``, edges by relation.

        >>> import stakeout
        >>> graph = stakeout.merge(stakeout.Extractor()("Acme Corp owns Bronn Inc.")).to_networkx()
        >>> [relation for _, _, relation in graph.edges(data="relation")]
        ['owns']
        """
        import networkx

        graph = networkx.MultiDiGraph()
        for entity in self._of("entity"):
            graph.add_node(entity["id"], name=entity["name"], type=entity["type"])
        for relation in self._of("relation"):
            ends = []
            for end in (relation["subject"], relation["object"]):
                node = end["entity"] or f"{end['type']}:{end['name']}"
                if node not in graph:
                    graph.add_node(node, name=end["name"], type=end["type"])
                ends.append(node)
            known = {k: v for k, v in relation.items() if k not in ("record", "id", "subject", "object", "evidence")}
            graph.add_edge(*ends, key=relation["id"], **known, evidence=len(relation["evidence"]))
        return graph

    def __repr__(self) -> str:
        return f"Graph({len(self._of('entity'))} entities, {len(self._of('relation'))} relations)"


@cache
def _default() -> Extractor:
    return Extractor()


def _names(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


class _Lines:
    """Lines of records from whatever holds them."""

    def __init__(self) -> None:
        self.all: list[bytes] = []

    def add(self, given: Any) -> Iterator[str]:
        """Takes lines out of it, and gives the paths of files that hold nothing but lines."""
        if isinstance(given, (str, os.PathLike)):
            for path in _files(Path(given)):
                if path.suffix == ".parquet":
                    self.all.extend(_parquet(path))
                elif path.suffix == ".gz":
                    with gzip.open(path) as file:
                        self.all.append(file.read())
                else:
                    yield os.fspath(path)
        elif isinstance(given, Doc):
            self.all.append(given._lines("relations") if given.error is None else b"")
        elif isinstance(given, Record):
            self.all.append(_line(given._data))
        elif isinstance(given, Mapping):
            self.all.append(_line(dict(given)))
        elif (table := _frames.arrow(given)) is not None:
            self.all.append(_core.table_lines(table))
        elif isinstance(given, Iterable):
            for one in given:
                yield from self.add(one)
        else:
            raise TypeError(f"relations are wanted, not {type(given).__name__}")


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _files(path: Path) -> list[Path]:
    """The file, or those of a folder that hold records: what begins with a point or a line is for Spark."""
    if not path.is_dir():
        return [path]
    kinds = (".parquet", ".jsonl", ".json", ".gz")
    inside = (p for p in path.rglob("*") if p.is_file() and p.suffix in kinds)
    return sorted(p for p in inside if not p.name.startswith((".", "_")))


def _parquet(path: Path) -> Iterator[bytes]:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches():
            yield _core.table_lines(batch)
