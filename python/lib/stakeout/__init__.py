"""Who owns, runs, buys, funds, sues and regulates whom, from the text of news articles.

>>> import stakeout
>>> extractor = stakeout.Extractor()
>>> doc = extractor("Tindefjord ASA holds 12 percent of Petrel Isles Ferries plc.")
>>> for relation in doc.relations:
...     print(relation.subject.name, relation.relation, relation.object.name)
Tindefjord ASA owns Petrel Isles Ferries plc
>>> doc.relations[0].attributes.share.exact
12

The same core as the command line, with the same rules and name lists inside: what it finds is the same, byte
for byte. ``python -m stakeout`` is that command line.
"""

from ._article import Article, read
from ._core import version as _version
from ._doc import Doc
from ._extractor import ExtractionError, Extractor
from ._graph import Graph, merge, timeline
from ._records import (
    Argument,
    Contradiction,
    Entity,
    Explanation,
    Mention,
    MergedEntity,
    MergedRelation,
    Record,
    Relation,
    Sentence,
    WhyNot,
)

__version__ = _version()

__all__ = [
    "Argument",
    "Article",
    "Contradiction",
    "Doc",
    "Entity",
    "Explanation",
    "ExtractionError",
    "Extractor",
    "Graph",
    "Mention",
    "MergedEntity",
    "MergedRelation",
    "Record",
    "Relation",
    "Sentence",
    "WhyNot",
    "merge",
    "read",
    "timeline",
]
