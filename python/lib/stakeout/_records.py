"""Records with attribute access: views of what the command line writes as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar, cast


class Record:
    """One JSON object. Its keys are attributes, and objects within are records too.

    >>> record = Record({"name": "Acme", "ids": {"lei": None}})
    >>> record.name, record.ids.lei, record["name"]
    ('Acme', None, 'Acme')
    >>> record.to_dict()
    {'name': 'Acme', 'ids': {'lei': None}}
    """

    __slots__ = ("_raw",)
    _inner: ClassVar[dict[str, type[Record]]] = {}

    def __init__(self, data: dict[str, Any] | bytes) -> None:
        """From an object, or from its line of JSON, which is read when it is first asked for something."""
        self._raw = data

    @property
    def _data(self) -> dict[str, Any]:
        if isinstance(self._raw, bytes):
            self._raw = json.loads(self._raw)
        return cast("dict[str, Any]", self._raw)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            known = ", ".join(self._data)
            raise AttributeError(f"a {type(self).__name__} has no {name!r}, only {known}") from None

    def __getitem__(self, key: str) -> Any:
        value = self._data[key]
        if isinstance(value, dict):
            return self._inner.get(key, Record)(value)
        if isinstance(value, list):
            inner = self._inner.get(key, Record)
            return [inner(one) if isinstance(one, dict) else one for one in value]
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def keys(self) -> list[str]:
        """The names of its attributes.

        >>> Record({"name": "Acme"}).keys()
        ['name']
        """
        return list(self._data)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, as dictionaries and lists: a copy.

        >>> Record({"ids": {"lei": None}}).to_dict()
        {'ids': {'lei': None}}
        """
        copy: dict[str, Any] = json.loads(json.dumps(self._data))
        return copy

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._data})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._data == other._data

    def __hash__(self) -> int:
        return hash(json.dumps(self._data, sort_keys=True))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._data,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._data!r})"


class Mention(Record):
    """A name, date, amount, number or role where it stands in the text.

    >>> from stakeout import Extractor
    >>> doc = Extractor()("Tindefjord ASA paid $3 million.")
    >>> [(m.text, m.type) for m in doc.mentions]
    [('Tindefjord ASA', 'organization'), ('$3 million', 'money')]
    >>> money = doc.mentions[1]
    >>> money.number, money.currency, doc.text[money.start:money.end]
    (3000000, 'USD', '$3 million')
    """

    __slots__ = ()
    doc: str
    start: int
    end: int
    text: str
    type: str
    kind: str
    entity: str | None
    value: str | None
    timex: str | None
    number: float | None
    currency: str | None
    ids: Record
    source: str

    def __repr__(self) -> str:
        return f"Mention({self.text!r}, {self.type}, {self.start}:{self.end})"


class EntityMention(Record):
    """Where an entity is mentioned.

    >>> from stakeout import Extractor
    >>> [m.text for m in Extractor()("Acme Corp owns Bronn AG. Acme Corp is old.").entities[0].mentions]
    ['Acme Corp', 'Acme Corp']
    """

    __slots__ = ()
    start: int
    end: int
    text: str
    kind: str


class Entity(Record):
    """An organization, person or place of one article, with all its mentions.

    >>> from stakeout import Extractor
    >>> [e.name for e in Extractor()("Acme Corp owns Bronn Inc. Acme is old.").entities]
    ['Acme Corp', 'Bronn Inc.']
    """

    __slots__ = ()
    _inner = {"mentions": EntityMention}
    doc: str
    entity: str
    name: str
    type: str
    aliases: list[str]
    ids: Record
    mentions: list[EntityMention]

    def __repr__(self) -> str:
        return f"Entity({self.entity} {self.name!r}, {self.type})"


class Argument(Record):
    """Who does it, or to whom: one end of a relation.

    >>> from stakeout import Extractor
    >>> Extractor()("Acme Corp owns Bronn Inc.").relations[0].subject.name
    'Acme Corp'
    """

    __slots__ = ()
    entity: str | None
    name: str
    type: str
    text: str
    start: int
    end: int
    aliases: list[str]
    ids: Record

    def __repr__(self) -> str:
        return f"Argument({self.name!r}, {self.type})"


class Evidence(Record):
    """The sentence that says so.

    >>> from stakeout import Extractor
    >>> Extractor()("Acme Corp owns Bronn Inc.").relations[0].evidence.text
    'Acme Corp owns Bronn Inc.'
    """

    __slots__ = ()
    text: str
    start: int
    end: int


class Relation(Record):
    """Who does what to whom, with the sentence that says so.

    >>> from stakeout import Extractor
    >>> relation = Extractor()("Acme Corp denied that it would buy Bronn Inc.").relations[0]
    >>> relation
    Relation('Acme Corp' acquires 'Bronn Inc.', planned, negated)
    >>> relation.rule
    'acquires/buys'
    """

    __slots__ = ()
    _inner = {"subject": Argument, "object": Argument, "evidence": Evidence}
    id: str
    doc: str
    relation: str
    subject: Argument
    object: Argument
    attributes: Record
    status: str
    negated: bool
    hedged: bool
    attribution: Record | None
    evidence: Evidence
    rule: str
    confidence: float
    article: Record

    def __repr__(self) -> str:
        ends = f"{self.subject.name!r} {self.relation} {self.object.name!r}"
        marks = [self.status, *(m for m in ("negated", "hedged") if self[m])]
        return f"Relation({ends}, {', '.join(marks)})"


class Sentence(Record):
    """One sentence of the text.

    >>> from stakeout import Extractor
    >>> [s.text for s in Extractor()("Mr. Smith runs Acme Corp. It is old.").sentences]
    ['Mr. Smith runs Acme Corp.', 'It is old.']
    """

    __slots__ = ()
    start: int
    end: int
    text: str
    heading: bool

    def __repr__(self) -> str:
        return f"Sentence({self.text!r})"


class _Shown(Record):
    """A record that prints as the command line prints it."""

    __slots__ = ("_text",)

    def __init__(self, data: dict[str, Any], text: str) -> None:
        super().__init__(data)
        self._text = text

    def __str__(self) -> str:
        return self._text

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._data, self._text)


class Explanation(_Shown):
    """All that was found in an article and why; printed, it reads as ``stakeout explain``.

    >>> from stakeout import Extractor
    >>> explanation = Extractor().explain("Acme Corp owns Bronn Inc.")
    >>> explanation.sentences[0].relations[0].rule
    'owns/owns'
    >>> "Acme Corp" in str(explanation)
    True
    """

    __slots__ = ()
    doc: str
    date: str | None
    corrections: list[Record]
    sentences: list[Record]


class WhyNot(_Shown):
    """What kept a relation from being found; printed, it reads as ``stakeout explain --why-not``.

    >>> from stakeout import Extractor
    >>> answer = Extractor().why_not("owns(Acme Corp, Bronn Inc.)", "Acme Corp likes Bronn Inc.")
    >>> answer.cause
    'no_rule'
    """

    __slots__ = ()
    relation: str
    ends: Record
    cause: str
    message: str
    sentence: str | None
    attempt: Record | None
    notes: list[str]
    suggestion: Record | None
    found: Record | None


class MergedEntity(Record):
    """An entity of many articles.

    >>> import stakeout
    >>> docs = stakeout.Extractor().pipe(["Acme Corp owns Bronn Inc.", "Acme Corp sued Mera Ltd."])
    >>> [entity.name for entity in stakeout.merge(docs).entities]
    ['Acme Corp', 'Bronn Inc.', 'Mera Ltd.']
    """

    __slots__ = ()
    id: str
    name: str
    type: str
    aliases: list[str]
    ids: Record
    members: list[Record]

    def __repr__(self) -> str:
        return f"MergedEntity({self.name!r}, {self.type})"


class MergedRelation(Record):
    """A relation of many articles with all its evidence.

    >>> import stakeout
    >>> docs = stakeout.Extractor().pipe(["Acme Corp owns Bronn Inc.", "Mera says that Acme Corp owns Bronn Inc."])
    >>> [len(relation.evidence) for relation in stakeout.merge(docs).relations]
    [2]
    """

    __slots__ = ()
    _inner = {"evidence": Relation}
    id: str
    relation: str
    subject: Record
    object: Record
    evidence: list[Relation]

    def __repr__(self) -> str:
        return f"MergedRelation({self.subject.name!r} {self.relation} {self.object.name!r})"


class Contradiction(Record):
    """Relations that cannot all be so.

    >>> import stakeout
    >>> texts = ["Acme Corp owns 10 percent of Bronn Inc.", "Acme Corp owns 80 percent of Bronn Inc."]
    >>> docs = stakeout.Extractor(date="2025-03-03").pipe(texts)
    >>> [contradiction.kind for contradiction in stakeout.merge(docs).contradictions]
    ['shares']
    """

    __slots__ = ()
    kind: str
    relations: list[str]
    date: str | None
    detail: str
    evidence: list[str]
