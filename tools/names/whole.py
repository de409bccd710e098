#!/usr/bin/env python3
"""Makes the names of GUM whole for the fit of the weights of names. Needs Python 3 alone.

    whole.py gum.jsonl > gum-whole.jsonl

Where spans of GUM were taken from proper nouns alone, its names have lost their adjectives and what follows `of` or
`for`: `States` for `United States`, `York` for `New York`, `University` for `University of Michigan`. Fitted as they are,
they teach to cut such names. Capitalised words right before a place or an organization become part of it, and so does what
follows `of` or `for` behind the head of an organization. Titles alone (`Mr. President`), which GUM has as persons, are left out.
Format as for examples/fit-names.rs.
"""
import json, re, sys

KINDS = {"ORG": "organization", "PERSON": "person", "PLACE": "place"}
# Capitalised words that begin sentences, titles of persons and what captions hold.
OUTSIDE = set("""The A An While When In At On If It He She We They But And Or As By For From To With Of So Since After Before
During Until Under Over Between Is Was Are Were Be This That These Those There Here My Our Your His Her Its Their Sent Via Image
Photo Ed Mr Mrs Ms Dr First Second Prime Thank Then Yes No Oh Ah Not Both Although Though Because Also Despite However Unlike Like
Even Only Just What Who Why How Where Next Later Former Did Does Do Can Could Will Would Should May Now Today Yesterday Tomorrow
All Many Most Some Several One Two Three Once Never Again Well Hey Hi Dear See Born""".split())
TITLES = set("""President Senator Minister Governor Secretary Chairman Chair Director General King Queen Prince Princess Emperor
Count Lord Lady Sir Dame Professor Judge Captain Colonel Major Speaker Leader Ambassador Representative Congressman Congresswoman
Mayor Senators Presidents""".split())
ALONE = TITLES | set("""Mr Mr. Mrs Mrs. Ms Madam Vice Prime The CEO Manager Deputy VICE PRESIDENT Foreign Attorney Commissioner Pope
Bishop Doctor Dr Dr. Officer Secretary-General Sheriff Coach Mom Mum Dad Father Mother God Lord Tsar Sultan Sheikh Imam Rabbi
Saint Reverend Chairwoman Counselor Counsellor Excellency""".split())
SHORT = {"U.S.", "U.N.", "U.K.", "St."}
HEAD = re.compile(r"(University|Association|Institute|Department|Ministry|Society|Bank|Council|Academy|College|School|Church|Center|"
                  r"Centre|Commission|Committee|House|Bureau|Office|Foundation|Court|Corps|Board|Republic)$")
BEFORE = re.compile(r"(?<![\w'’.-])([A-Z][\w.'’&-]*) $")
BEHIND = re.compile(r" (?:of|for) (?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*)*)")


def widen(text, name, names):
    """Takes the capitalised words before a name in, as long as they belong to no other."""
    while found := BEFORE.search(text[: name["start"]]):
        word, start = found.group(1), found.start()
        sentence_ends = word.endswith(".") and len(word) > 3 and word not in SHORT
        if word in OUTSIDE | TITLES or sentence_ends or word.endswith(("'s", "’s")):
            return
        if any(n is not name and n["start"] <= start and n["end"] >= found.end() for n in names):
            return
        opens = start == 0 or re.search(r"(?:[.!?:”\"]\s+|\n\s*)$", text[:start])
        if opens and re.search(rf"\b{re.escape(word.lower())}\b", text):
            return
        name["start"] = start


def lengthen(text, name):
    """`University` becomes `University of Michigan`."""
    behind, head = BEHIND.match(text[name["end"]:]), HEAD.search(text[name["start"]: name["end"]])
    if behind and head and not (head.group(1) == "School" and "Open" in behind.group(1)):
        name["end"] += behind.end()


def is_title(text, name):
    words = text[name["start"]: name["end"]].split()
    return name["type"] == "PERSON" and all(w in ALONE or w.strip(",.") in ALONE for w in words)


def whole(record):
    """The record with its names whole: disjoint, the longest of those that overlap."""
    text = record["text"]
    names = [n for n in record["entities"] if n["type"] in KINDS]
    for name in names:
        if KINDS[name["type"]] != "person":
            widen(text, name, names)
        if KINDS[name["type"]] == "organization":
            lengthen(text, name)
    rest = [n for n in record["entities"] if n["type"] not in KINDS]
    kept = []
    for name in sorted((n for n in names if not is_title(text, n)), key=lambda n: (n["start"], -n["end"])):
        if not kept or name["start"] >= kept[-1]["end"]:
            kept.append(name)
    record["entities"] = sorted(kept + rest, key=lambda n: (n["start"], -n["end"]))
    return record


if __name__ == "__main__":
    for line in open(sys.argv[1], encoding="utf-8"):
        print(json.dumps(whole(json.loads(line)), ensure_ascii=False))
