"""A document for eyes: in a notebook, and in displaCy."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._doc import Doc

LABELS = {
    "organization": "ORG",
    "person": "PERSON",
    "place": "GPE",
    "date": "DATE",
    "percent": "PERCENT",
    "money": "MONEY",
    "number": "CARDINAL",
    "role": "ROLE",
}
"""The labels that spaCy's models use."""

_COLOURS = {
    "organization": "#8ab4f8",
    "person": "#f6a5c0",
    "place": "#a8dab5",
    "date": "#fdd663",
    "percent": "#d7aefb",
    "money": "#78d9ec",
    "number": "#d7aefb",
    "role": "#fcad70",
}
_LONGEST = 20_000
_ROWS = 200


def displacy(doc: Doc) -> dict[str, Any]:
    """displaCy's manual format."""
    ents = [{"start": m.start, "end": m.end, "label": LABELS.get(m.type, m.type)} for m in doc.mentions]
    return {"text": doc.text, "ents": ents, "title": doc.title}


def html(doc: Doc) -> str:
    """The text with its mentions marked, and a table of its relations. What the text says is only text."""
    if doc.error:
        return f"<p><b>{escape(doc.id)}</b>: {escape(doc.error)}</p>"
    title = f"<h4>{escape(doc.title)}</h4>" if doc.title else ""
    style = "line-height:1.7;max-width:60em;white-space:pre-wrap;text-align:left"
    return f'{title}<div style="{style}">{_marked(doc)}</div>{_table(doc)}'


def _marked(doc: Doc) -> str:
    text, parts, at = doc.text, [], 0
    for mention in doc.mentions:
        if mention.end > _LONGEST:
            break
        shown = "border-radius:.3em;padding:.1em .25em;color:#202124;background:" + _COLOURS.get(mention.type, "#ddd")
        said = escape(f"{mention.type} {mention.value or ''}".strip(), quote=True)
        parts.append(escape(text[at : mention.start]))
        parts.append(f'<mark title="{said}" style="{shown}">{escape(mention.text)}</mark>')
        at = mention.end
    rest = text[at : max(at, _LONGEST)]
    parts.append(escape(rest))
    left = len(text) - at - len(rest)
    return "".join(parts) + (f" … <i>{left:,} more characters</i>" if left > 0 else "")


def _table(doc: Doc) -> str:
    if not doc.relations:
        return "<p><i>no relations</i></p>"
    rows = []
    for relation in doc.relations[:_ROWS]:
        attributes = relation.attributes.to_dict()
        with_ = [a["literal"] if isinstance(a, dict) and "literal" in a else _short(a) for a in attributes.values()]
        marks = [relation.status, *(m for m in ("negated", "hedged") if relation[m])]
        cells = (
            relation.subject.name,
            relation.relation,
            relation.object.name,
            ", ".join(w for w in with_ if w),
            ", ".join(marks),
            f"{relation.confidence:.2f}",
        )
        hover = escape(f"{relation.rule}: {relation.evidence.text}", quote=True)
        rows.append(f'<tr title="{hover}">' + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>")
    left = len(doc.relations) - len(rows)
    head = "".join(f"<th>{h}</th>" for h in ("subject", "relation", "object", "with", "status", "confidence"))
    more = f"<p><i>{left:,} more relations</i></p>" if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{more}"


def _short(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(str(v) for v in value.values() if v is not None)
    return str(value)
