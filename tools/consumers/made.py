"""Relation records with a text in every field that is hard to write: `python made.py PAYLOADS.json > RELATIONS.jsonl`.

The texts are those of PAYLOADS, each in every field, and every code point of Unicode in portions, in names and sentences.
"""

import json
import sys

PORTION = 1 << 11


def portions():
    points = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    for start in range(0, len(points), PORTION):
        # The signs between keep marks from being put in the order that one version of Unicode gives them.
        yield ".".join(map(chr, points[start : start + PORTION]))


def record(number, text, half):
    doc = f"{number} {half}"

    def end(local, kind, name, start):
        ids = {"wikidata": None, "lei": None, "ticker": None, "note": half}
        return {"entity": local, "name": name, "type": kind, "text": half, "start": start, "end": start + len(half), "aliases": [half, f"other {number}"], "ids": ids}

    owns = number % 3
    share = {"exact": 5, "min": None, "max": None, "exclusive_min": False, "exclusive_max": False, "approximate": False, "literal": half}
    sentence = f"{number} owns {text}"
    return {
        "id": f"{number:032x}", "doc": doc, "relation": "owns" if owns else "has_role",
        "subject": end("e1", "organization" if owns else "person", f"{number} x {text}", 0), "object": end("e2", "organization", f"{half} y {number}", len(text) + 6),
        "attributes": {"share": share, "change": None, "amount": None, "via": {"entity": None, "name": half}, "date": "2024-05"} if owns else {"role": half, "change": None, "date": None},
        "status": "actual", "negated": False, "hedged": False, "attribution": {"text": half, "kind": "person"},
        "evidence": {"text": sentence, "start": 0, "end": len(sentence)}, "rule": f"made/{half}", "confidence": 0.5,
        "article": {"title": half, "date": "2025-01-02", "url": f"https://example.org/{number}?q=x{half}", "publisher": half, "source": half},
    }


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    payloads = [(text, text) for text in json.load(open(sys.argv[1], encoding="utf-8"))]
    for number, (text, short) in enumerate(payloads + [(text, text[:9]) for text in portions()]):
        print(json.dumps(record(number, text, short), ensure_ascii=False))
