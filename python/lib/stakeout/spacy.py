"""A component for spaCy: ``pip install 'stakeout-news[spacy]'``.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("stakeout")
>>> doc = nlp("Acme Corp owns Bronn Inc.")
>>> [(ent.text, ent.label_) for ent in doc.ents]
[('Acme Corp', 'ORG'), ('Bronn Inc.', 'ORG')]
>>> doc._.relations
[Relation('Acme Corp' owns 'Bronn Inc.', actual)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from . import _doc
from ._display import LABELS
from ._extractor import Extractor
from ._records import Entity, Relation

_RELATIONS, _ENTITIES = "stakeout_relations", "stakeout_entities"


class Component:
    """Puts what stakeout finds into documents of spaCy: ``doc._.relations`` and ``doc._.stakeout_entities``,
    the mentions as ``doc.spans["stakeout"]``, and unless ``ents`` is false as ``doc.ents``. A text that
    stakeout refuses passes unchanged.

    >>> import spacy
    >>> doc = Component(Extractor(), ents=False)(spacy.blank("en")("Acme Corp owns Bronn Inc."))
    >>> [(span.text, span.label_) for span in doc.spans["stakeout"]], doc.ents
    ([('Acme Corp', 'ORG'), ('Bronn Inc.', 'ORG')], ())
    """

    def __init__(self, extractor: Extractor, *, ents: bool = True) -> None:
        self.extractor = extractor
        self.ents = ents

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 256) -> Iterator[Doc]:
        """The documents with what was found, in their order."""
        pairs = ((doc.text, doc) for doc in stream)
        for found, doc in self.extractor.pipe(pairs, as_tuples=True, batch_size=batch_size):
            yield self._filled(doc, found)

    def _filled(self, doc: Doc, found: _doc.Doc) -> Doc:
        # Plain data, so that the document can be stored and sent to another process.
        doc.user_data[_RELATIONS] = [relation.to_dict() for relation in found.relations]
        doc.user_data[_ENTITIES] = [entity.to_dict() for entity in found.entities]
        spans = (
            doc.char_span(m.start, m.end, LABELS.get(m.type, m.type), alignment_mode="expand")
            for m in found.mentions
        )
        known: list[Span] = filter_spans(span for span in spans if span is not None)
        doc.spans["stakeout"] = known
        if self.ents and found.error is None:
            doc.set_ents(known, default="unmodified" if doc.ents and not known else "outside")
        return doc


@Language.factory("stakeout", assigns=["doc.ents", "doc._.relations"], default_config={"ents": True})
def factory(
    nlp: Language,
    name: str,
    ents: bool,
    rules: Any = (),
    gazetteers: Any = (),
    corrections: Any = (),
    any_language: bool = False,
) -> Component:
    """What ``nlp.add_pipe("stakeout", config={"gazetteers": ["ours.tsv"]})`` makes."""
    extractor = Extractor(
        rules=rules, gazetteers=gazetteers, corrections=corrections, any_language=any_language
    )
    return Component(extractor, ents=ents)


def _relations(doc: Doc) -> list[Relation]:
    return [Relation(data) for data in doc.user_data.get(_RELATIONS, [])]


def _entities(doc: Doc) -> list[Entity]:
    return [Entity(data) for data in doc.user_data.get(_ENTITIES, [])]


Doc.set_extension("relations", getter=_relations, force=True)
Doc.set_extension("stakeout_entities", getter=_entities, force=True)
