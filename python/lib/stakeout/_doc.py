"""What comes out: one article with what was found in it."""

from __future__ import annotations

from typing import Any, TypeVar

from . import _core, _display
from ._records import Entity, Mention, Record, Relation, Sentence

_R = TypeVar("_R", bound=Record)
_FIELDS = ("id", "text", "title", "date", "url", "publisher", "author", "source")
_RECORDS = ("mentions", "entities", "relations", "sentences")


class Doc:
    """One article with its mentions, entities, relations and sentences. Offsets are code points, so that
    they slice the text.

    >>> from stakeout import Extractor
    >>> doc = Extractor()("Acme Corp owns 5 percent of Bronn Inc.")
    >>> doc
    Doc(1 relation)
    >>> all(doc.text[m.start:m.end] == m.text for m in doc.mentions)
    True
    """

    __slots__ = ("_core", "_cache")

    def __init__(self, core: _core.Document) -> None:
        self._core: _core.Document | None = core
        self._cache: dict[str, Any] = {}

    def _field(self, name: str) -> Any:
        if name not in self._cache and self._core is not None:
            self._cache.update(zip(_FIELDS, self._core.fields()))
        return self._cache[name]

    def _lines(self, kind: str) -> bytes:
        core = self._core
        if core is None:
            lines: bytes = self._cache["lines"][kind]
            return lines
        if kind == "relations":
            return core.relation_lines()
        if kind == "mentions":
            return core.mention_lines()
        if kind == "entities":
            return core.entity_lines()
        if kind == "sentences":
            return core.sentence_lines()
        if kind == "documents":
            return core.document_line()
        raise ValueError(f"records are {', '.join(_RECORDS)}, documents, not {kind!r}")

    def _records(self, kind: str, record: type[_R]) -> list[_R]:
        if kind not in self._cache:
            lines = b"" if self.error else self._lines(kind)
            self._cache[kind] = [record(line) for line in lines.splitlines()]
        known: list[_R] = self._cache[kind]
        return known

    @property
    def id(self) -> str:
        """What records call it ``doc``: the id that it was given, else a hash of its text."""
        return str(self._field("id"))

    @property
    def text(self) -> str:
        """The text that offsets count in."""
        return str(self._field("text"))

    @property
    def title(self) -> str | None:
        """Its headline."""
        return self._field("title")  # type: ignore[no-any-return]

    @property
    def date(self) -> str | None:
        """Its day, ``YYYY-MM-DD``."""
        return self._field("date")  # type: ignore[no-any-return]

    @property
    def url(self) -> str | None:
        """Its address."""
        return self._field("url")  # type: ignore[no-any-return]

    @property
    def publisher(self) -> str | None:
        """Who published it."""
        return self._field("publisher")  # type: ignore[no-any-return]

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return self._field("author")  # type: ignore[no-any-return]

    @property
    def source(self) -> str:
        """The file it came from."""
        return str(self._field("source"))

    @property
    def error(self) -> str | None:
        """Why nothing could be found: then there are no records.

        >>> from stakeout import Extractor
        >>> [doc.error for doc in Extractor().pipe(["Acme Corp owns Bronn Inc.", ""])]
        [None, 'the document has no text']
        """
        return self._cache.get("error") if self._core is None else self._core.error

    @property
    def warnings(self) -> list[str]:
        """What was odd but does not matter to the text: a date that cannot be read, for example.

        >>> from stakeout import Extractor
        >>> Extractor()("Acme Corp owns Bronn Inc.", date="soon").warnings
        ['the date `soon` cannot be read']
        """
        return self._cache.get("warnings", []) if self._core is None else self._core.warnings

    @property
    def mentions(self) -> list[Mention]:
        """Names, dates, percents, money, numbers and roles, in the order of the text.

        >>> from stakeout import Extractor
        >>> Extractor()("Acme Corp owns 5 percent of Bronn Inc.").mentions
        [Mention('Acme Corp', organization, 0:9), Mention('5 percent', percent, 15:24), Mention('Bronn Inc.', organization, 28:38)]
        """
        return self._records("mentions", Mention)

    @property
    def entities(self) -> list[Entity]:
        """Organizations, persons and places, each with all its mentions.

        >>> from stakeout import Extractor
        >>> Extractor()("Acme Corp owns Bronn Inc.").entities
        [Entity(e1 'Acme Corp', organization), Entity(e2 'Bronn Inc.', organization)]
        """
        return self._records("entities", Entity)

    @property
    def relations(self) -> list[Relation]:
        """Who does what to whom, in the order of the text.

        >>> from stakeout import Extractor
        >>> Extractor()("Acme Corp owns Bronn Inc.").relations
        [Relation('Acme Corp' owns 'Bronn Inc.', actual)]
        """
        return self._records("relations", Relation)

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the text.

        >>> from stakeout import Extractor
        >>> Extractor()("It rained. Acme Corp owns Bronn Inc.").sentences
        [Sentence('It rained.'), Sentence('Acme Corp owns Bronn Inc.')]
        """
        return self._records("sentences", Sentence)

    def to_jsonl(self, kind: str = "relations") -> str:
        """The lines that ``stakeout extract --emit KIND`` writes: relations, mentions, entities or documents.

        >>> from stakeout import Extractor
        >>> Extractor()("Acme Corp owns Bronn Inc.", id="a1").to_jsonl("mentions")[:40]
        '{"doc":"a1","start":0,"end":9,"text":"Ac'
        """
        return "" if self.error else self._lines(kind).decode()

    def to_dict(self) -> dict[str, Any]:
        """All of it as dictionaries and lists.

        >>> from stakeout import Extractor
        >>> sorted(Extractor()("Acme Corp owns Bronn Inc.").to_dict())
        ['author', 'date', 'entities', 'error', 'id', 'mentions', 'publisher', 'relations', 'sentences', 'source', 'text', 'title', 'url', 'warnings']
        """
        fields = {name: self._field(name) for name in _FIELDS}
        fields |= {"error": self.error, "warnings": list(self.warnings)}
        return fields | {kind: [r.to_dict() for r in getattr(self, kind)] for kind in _RECORDS}

    def to_displacy(self) -> dict[str, Any]:
        """What ``displacy.render(…, style="ent", manual=True)`` takes.

        >>> from stakeout import Extractor
        >>> Extractor()("Acme Corp owns Bronn Inc.").to_displacy()["ents"]
        [{'start': 0, 'end': 9, 'label': 'ORG'}, {'start': 15, 'end': 25, 'label': 'ORG'}]
        """
        return _display.displacy(self)

    def _repr_html_(self) -> str:
        return _display.html(self)

    def __repr__(self) -> str:
        if self.error:
            return f"Doc(error={self.error!r})"
        count = len(self.relations)
        return f"Doc({count} relation{'' if count == 1 else 's'})"

    def __reduce__(self) -> tuple[Any, ...]:
        cache = {name: self._field(name) for name in _FIELDS}
        cache |= {"error": self.error, "warnings": self.warnings}
        kinds = () if self.error else (*_RECORDS, "documents")
        return _again, (cache | {"lines": {kind: self._lines(kind) for kind in kinds}},)


def _again(cache: dict[str, Any]) -> Doc:
    doc = object.__new__(Doc)
    doc._core, doc._cache = None, cache
    return doc
