#!/usr/bin/env python3
"""Turns source/ into articles/, gold/ and dates.tsv, and checks all of it. Python 3.11 or later, standard library alone.

    expand.py              write everything, stop with status 1 at the first article that does not hold together
    expand.py --review N   print the mentions and relations of article N (also its --sentences), and words that may want a mention
    expand.py --counts     print counts of articles, words, mentions and relations

source/NNN-slug.txt is the article with its mentions marked in place; source/NNN-slug.toml says which names mean the
same entity, and lists the relations. README.md describes both.
"""
import bisect, collections, json, pathlib, re, sys, tomllib

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "corpus"
NAMES = ("organization", "person", "place")
VALUES = ("date", "percent", "money")
MARK = re.compile(r"⟦(organization|person|place|date|percent|money)(?:#([^=:⟧]+))?"
                  r"(?:=([^⟧]*?/(?:DATE|TIME|DURATION|SET)|[^:⟧]*))?:([^⟧]+)⟧")
ATTRIBUTES = {
    "owns": ["share", "change", "amount", "via", "date"],
    "acquires": ["share", "amount", "seller", "date"],
    "sells": ["share", "amount", "buyer", "date"],
    "merges_with": ["date"],
    "invests_in": ["amount", "share", "round", "date"],
    "founded": ["date"],
    "founded_on": [],
    "has_role": ["role", "change", "date"],
    "based_in": ["kind"],
    "subordinate_to": ["kind"],
    "member_of": ["date"],
    "partners_with": ["kind", "date"],
    "supplies": ["amount", "product", "date"],
    "lends_to": ["amount", "date"],
    "sues": ["court", "amount", "date"],
    "investigates": ["date"],
    "restricts": ["measure", "amount", "date"],
    "employs": [],
    "also_known_as": ["kind"],
    "listed_on": ["ticker", "date"],
}
SIGNATURE = {      # which types may stand as subject and as object
    "owns": ("organization person place", "organization"),
    "acquires": ("organization person", "organization"),
    "sells": ("organization person", "organization"),
    "merges_with": ("organization", "organization"),
    "invests_in": ("organization person", "organization"),
    "founded": ("organization person", "organization"),
    "founded_on": ("organization", "date"),
    "has_role": ("person", "organization"),
    "based_in": ("organization", "place"),
    "subordinate_to": ("organization", "organization"),
    "member_of": ("organization person place", "organization"),
    "partners_with": ("organization", "organization"),
    "supplies": ("organization", "organization"),
    "lends_to": ("organization place", "organization place"),
    "sues": ("organization person", "organization person"),
    "investigates": ("organization", "organization person"),
    "restricts": ("organization place", "organization person place"),
    "employs": ("organization", "number"),
    "also_known_as": ("organization person", "name"),
    "listed_on": ("organization", "organization"),
}
STATUS = ("actual", "agreed", "planned", "cancelled", "ended")
SPEAKERS = ("anonymous", "person", "organization", "document", "media")
BASED = ("headquarters", "registered", "located")
ALIAS = ("acronym", "alias", "former name", "new name")
MEASURES = ("ban", "block", "suspension", "sanction", "blacklist", "designation", "fine", "order", "revocation", "delisting")
RELATION_KEYS = {"relation", "subject", "object", "evidence", "subject_at", "object_at", "status", "negated", "hedged",
                 "attribution", "required", "accept_subject", "accept_object"}
# a full stop after one of these ends no sentence
SHORT = set("""Mr Mrs Ms Dr Prof Gen Col Lt Sen Rep Gov St Jr Sr Inc Corp Ltd Co Cos Bros No Nos vs Jan Feb Mar Apr Jun Jul Aug
Sept Sep Oct Nov Dec U.S U.K U.N E.U a.m p.m S.A S.p.A N.V B.V A.S S.L Pte Pvt Bhd Sdn Tbk Conn Calif""".split())


class Wrong(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Wrong(message)


def flat(words):
    return " ".join(words.split())


def number(text):
    value = float(text)
    return int(value) if value == int(value) else value


def unmark(source):
    """The article without its marks, and the mentions with their offsets."""
    out, length, mentions, last = [], 0, [], 0
    for hit in MARK.finditer(source):
        between = source[last:hit.start()]
        out.append(between)
        length += len(between)
        kind, entity, value, words = hit.groups()
        out.append(words)
        mentions.append({"start": length, "end": length + len(words), "text": words, "type": kind,
                         "of": entity, "value": value})
        length += len(words)
        last = hit.end()
    out.append(source[last:])
    text = "".join(out)
    stray = re.search(r"[⟦⟧]", text)
    need(not stray, f"a mark that cannot be read near: {text[max(0, (stray.start() if stray else 0) - 30):][:80]!r}")
    return text, mentions


def sentences(text, wrapped, mentions):
    """Half-open ranges of the sentences. In wrapped text a paragraph ends at a blank line, else at each line break."""
    inside = [(m["start"], m["end"]) for m in mentions]
    found = []
    for block in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+" if wrapped else r"[^\n]+", text):
        start = block.start()
        for stop in re.finditer(r"[.?!][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9ÀÁÅÄÖÜÉŽŠČ⟦$€£])", block.group()):
            at, after = block.start() + stop.start(), block.start() + stop.end()
            word = re.search(r"[^\s(\"“‘]*$", text[start:at]).group()
            if text[at] == "." and (word in SHORT or re.fullmatch(r"([A-ZŞ]\.)*[A-ZŞ]", word)):
                closes = any(e == at for _, e in inside)         # the stop is no part of the name: "… Lantern Ltd."
                if not closes:
                    continue
            if any(s <= at and after < e for s, e in inside):
                continue
            found.append((start, after))
            start = after
        found.append((start, block.end()))
    trimmed = []
    for s, e in found:
        while s < e and text[s].isspace():
            s += 1
        while e > s and text[e - 1].isspace():
            e -= 1
        if s < e:
            trimmed.append((s, e))
    return trimmed


def share(spec, text):
    """'51 | 51 percent', '~33.33 | about a third', '>50 | a majority', '>=10', '<=20', '<50', '5..10'."""
    rule, bar, literal = (part.strip() for part in spec.partition("|"))
    need(bar and literal, f"share {spec!r} lacks its words")
    need(flat(literal) in flat(text), f"share words {literal!r} are not in the sentence")
    out = {"exact": None, "min": None, "max": None, "exclusive_min": False, "exclusive_max": False,
           "approximate": rule.startswith("~"), "literal": literal}
    rule = rule.lstrip("~")
    if ".." in rule:
        out["min"], out["max"] = (number(n) for n in rule.split(".."))
    elif rule.startswith(">"):
        out.update(min=number(rule.lstrip(">=")), max=100, exclusive_min=not rule.startswith(">="))
    elif rule.startswith("<"):
        out.update(min=0, max=number(rule.lstrip("<=")), exclusive_max=not rule.startswith("<="))
    else:
        out["exact"] = number(rule)
    return out


def amount(spec):
    value, currency = spec.split()
    need(re.fullmatch(r"[A-Z]{3}", currency), f"amount {spec!r}")
    return {"value": number(value), "currency": currency}


def date(value):
    need(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?|-Q[1-4]|-H[12]|-W\d\d|-(SP|SU|FA|WI))?|\d{3}X|\d{3}", value), f"date {value!r}")
    return value


class Article:
    def __init__(self, name):
        self.name, self.doc = name, name + ".txt"
        folder = HERE / "source"
        source = (folder / (name + ".txt")).read_text(encoding="utf-8")
        self.toml = tomllib.loads((folder / (name + ".toml")).read_text(encoding="utf-8"))
        need(not set(self.toml) - {"date", "wrapped", "entity", "relation"}, f"unknown keys in {name}.toml")
        need(re.fullmatch(r"\d{4}-\d\d-\d\d", self.toml["date"]), "the article's date")
        self.text, self.marks = unmark(source)
        self.sentences = sentences(self.text, self.toml.get("wrapped", False), self.marks)
        self.group()
        self.mentions = [self.mention(m) for m in self.marks]
        rows = [self.relation(r) for r in self.toml.get("relation", [])]
        rows.sort(key=lambda r: (r["evidence"]["start"], r["evidence"]["end"]))
        seen = set()
        for k, row in enumerate(rows, 1):
            row["id"] = f"gold-{name[:3]}-{k:02}"
            key = (row["relation"], row["subject"]["name"], row["object"]["name"])
            need(key not in seen, f"listed twice: {key}")
            seen.add(key)
        self.relations = rows

    def group(self):
        """Gives each name its entity; ids count in the order of first mention."""
        of, self.entities = {}, {}
        for entity in self.toml.get("entity", []):
            kind, names = entity["type"], entity["names"]
            need(kind in NAMES and names, f"entity {entity}")
            need((kind, names[0]) not in self.entities, f"entity {names[0]!r} twice")
            self.entities[kind, names[0]] = {"type": kind, "names": names, "id": None, "used": set()}
            for n in names:
                of.setdefault((kind, n), []).append(names[0])
        count = 0
        for m in self.marks:
            if m["type"] not in NAMES:
                need(m["value"], f"{m['text']!r} has no value")
                continue
            surface = flat(m["text"])
            owners = of.get((m["type"], surface), [])
            if m["of"]:
                need(m["of"] in owners, f"{surface!r} is no name of {m['of']!r}")
                owner = m["of"]
            else:
                need(len(owners) == 1, f"{m['type']} {surface!r} belongs to {owners or 'no entity'}")
                owner = owners[0]
            m["entity"] = self.entities[m["type"], owner]
            m["entity"]["used"].add(surface)
            if not m["entity"]["id"]:
                count += 1
                m["entity"]["id"] = f"e{count}"
        for entity in self.entities.values():
            unused = [n for n in entity["names"] if n not in entity["used"]]
            need(not unused, f"names that are not marked in the text: {unused}")
        self.by_name = {}
        for entity in self.entities.values():
            for n in entity["names"]:
                self.by_name.setdefault(n, []).append(entity)

    def mention(self, m):
        need(self.text[m["start"]:m["end"]] == m["text"], f"span of {m['text']!r}")
        out = {"doc": self.doc, "start": m["start"], "end": m["end"], "text": m["text"], "type": m["type"],
               "kind": "name" if m["type"] in NAMES else "value", "entity": None, "value": None, "timex": None,
               "number": None, "currency": None, "ids": {"wikidata": None, "lei": None, "ticker": None}, "source": "gold"}
        if m["type"] in NAMES:
            out["entity"] = m["entity"]["id"]
        elif m["type"] == "date":
            out["value"], out["timex"] = m["value"].rsplit("/", 1)
        elif m["type"] == "percent":
            out["number"] = number(m["value"])
        else:
            out["number"], out["currency"] = amount(m["value"]).values()
        return out

    def one(self, name, kinds):
        found = [e for e in self.by_name.get(name, []) if e["type"] in kinds]
        need(len(found) == 1, f"{name!r} names {len(found)} entities of type {kinds}")
        return found[0]

    def place(self, words, sentence):
        """Where the words stand in the sentence; 'it#2' is the second place."""
        words, _, which = words.partition("#")
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
        hits = [m.span() for m in re.compile(pattern).finditer(self.text, *sentence)]
        i = int(which or 1) - 1
        need(len(hits) > i, f"{words!r} is not in the sentence {self.text[slice(*sentence)]!r}")
        return hits[i]

    def argument(self, name, at, kinds, sentence):
        empty = {"wikidata": None, "lei": None, "ticker": None}
        if not set(kinds) & set(NAMES):                    # a date, number or name: the words as written
            s, e = self.place(at or name, sentence)
            need(kinds[0] != "date" or any(m["start"] == s and m["end"] == e for m in self.marks if m["type"] == "date"),
                 f"{name!r} is no date mention")
            return {"entity": None, "name": flat(name), "type": kinds[0], "text": self.text[s:e], "start": s, "end": e,
                    "aliases": [], "ids": empty}, [name]
        entity = self.one(name, kinds)
        if at:
            s, e = self.place(at, sentence)
        else:
            here = [m for m in self.marks if m.get("entity") is entity and sentence[0] <= m["start"] < sentence[1]]
            need(here, f"{name!r} is not named in {self.text[slice(*sentence)]!r}: say where (…_at)")
            s, e = here[0]["start"], here[0]["end"]
        return {"entity": entity["id"], "name": entity["names"][0], "type": entity["type"], "text": self.text[s:e],
                "start": s, "end": e, "aliases": entity["names"][1:], "ids": empty}, entity["names"]

    def relation(self, r):
        kind = r["relation"]
        need(kind in ATTRIBUTES, f"relation {kind!r}")
        unknown = set(r) - RELATION_KEYS - set(ATTRIBUTES[kind])
        need(not unknown, f"{kind} has no {unknown}")
        try:
            return self.build(r, kind)
        except (Wrong, KeyError, ValueError) as error:
            raise Wrong(f"{kind}({r.get('subject')}, {r.get('object')}): {error}") from error

    def build(self, r, kind):
        hits = [s for s in self.sentences if flat(r["evidence"]) in flat(self.text[slice(*s)])]
        first = [s for s in hits if flat(self.text[slice(*s)]).startswith(flat(r["evidence"]))]
        hits = first or hits
        need(len(hits) == 1, f"evidence {r['evidence']!r} is in {len(hits)} sentences")
        sentence = hits[0]
        words = self.text[slice(*sentence)]
        left, right = (k.split() for k in SIGNATURE[kind])
        subject, names_s = self.argument(r["subject"], r.get("subject_at"), left, sentence)
        obj, names_o = self.argument(r["object"], r.get("object_at"), right, sentence)
        need(subject["entity"] != obj["entity"], "one entity at both ends")
        need((subject["start"], subject["end"]) != (obj["start"], obj["end"]), "the same words at both ends")
        attributes = {}
        for key in ATTRIBUTES[kind]:
            value = r.get(key)
            if value is None:
                attributes[key] = None
            elif key == "share":
                attributes[key] = share(value, words)
            elif key == "amount":
                attributes[key] = amount(value)
            elif key == "date":
                attributes[key] = date(value)
            elif key in ("via", "seller", "buyer"):
                entity = self.one(value, NAMES)
                attributes[key] = {"entity": entity["id"], "name": entity["names"][0]}
            elif key == "change":
                need(value["kind"] in ("raises", "cuts", "starts", "ends"), f"change {value}")
                need(kind == "owns" or value["kind"] in ("starts", "ends") and set(value) == {"kind"}, f"change {value}")
                attributes[key] = ({k: value.get(k) for k in ("kind", "from", "to", "by")} if kind == "owns" else dict(value))
            else:
                need(isinstance(value, str) and value, f"{key} {value!r}")
                need(key != "measure" or value in MEASURES, f"measure {value!r}")
                need(not (kind == "based_in" and key == "kind") or value in BASED, f"kind {value!r}")
                need(not (kind == "also_known_as" and key == "kind") or value in ALIAS, f"kind {value!r}")
                need(key not in ("role", "product", "ticker", "court") or flat(value).lower() in flat(self.text).lower(),
                     f"{key} {value!r} is not in the text")
                attributes[key] = value
        status = r.get("status", "actual")
        need(status in STATUS, f"status {status!r}")
        source = r.get("attribution")
        if source:
            need(source["kind"] in SPEAKERS and flat(source["text"]) in flat(self.text), f"attribution {source}")
            source = {"text": source["text"], "kind": source["kind"]}
        accept_s = list(dict.fromkeys(names_s + r.get("accept_subject", [])))
        accept_o = list(dict.fromkeys(names_o + r.get("accept_object", [])))
        if kind == "founded_on":
            mark = next(m for m in self.marks if m["start"] == obj["start"])
            accept_o = list(dict.fromkeys(accept_o + [mark["value"].rsplit("/", 1)[0]]))
        if kind == "employs":
            accept_o = list(dict.fromkeys(accept_o + [obj["name"].replace(",", "")]))
        return {"id": None, "doc": self.doc, "relation": kind, "subject": subject, "object": obj,
                "attributes": attributes, "status": status, "negated": r.get("negated", False),
                "hedged": r.get("hedged", False), "attribution": source,
                "evidence": {"text": words, "start": sentence[0], "end": sentence[1]},
                "rule": "gold", "confidence": 1.0,
                "article": {"title": None, "date": self.toml["date"], "url": None, "publisher": None, "source": self.doc},
                "required": r.get("required", True), "accept": {"subject": accept_s, "object": accept_o}}


def lint(a):
    """Words outside every mention that look as if they wanted one: an error for names, a warning for the rest."""
    covered = [(m["start"], m["end"]) for m in a.marks]
    starts = [s for s, _ in covered]

    def free(s, e):
        i = bisect.bisect_right(starts, s) - 1
        return not (i >= 0 and covered[i][1] > s) and not any(s <= x < e for x in starts)

    errors, warnings = [], []
    for entity in a.entities.values():
        for n in entity["names"]:
            for hit in re.finditer(r"(?<!\w)" + r"\s+".join(map(re.escape, n.split())) + r"(?!\w)", a.text):
                if free(*hit.span()):
                    errors.append(f"{n!r} stands unmarked at {hit.start()}: …{flat(a.text[max(0, hit.start() - 20):hit.end() + 20])}…")
    values = (r"\d%|\bper ?cent\b|\bpct\b|[$€£¥₹₩]\s?\d|\b(?:1[89]|20)\d\d\b(?!,)|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
              r"\b(?:January|February|March|April|June|July|August|September|October|November|December|"
              r"Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\b|\b(?:yesterday|today|tomorrow|tonight|now|currently|recently|"
              r"years?|months?|weeks?|days?|decades?|quarters?|century|morning|evening|half|third|dollars|euros|yuan|won|yen)\b")
    for hit in re.finditer(values, a.text):
        if free(*hit.span()):
            warnings.append("value? " + flat(a.text[max(0, hit.start() - 25):hit.end() + 15]))
    begins = {s for s, _ in a.sentences}
    for hit in re.finditer(r"(?<!\w)[A-ZÀ-Þ][\w’'&-]*", a.text):
        if free(*hit.span()) and hit.start() not in begins and a.text[hit.start() - 1] not in "\"“":
            warnings.append("name? " + hit.group())
    return errors, warnings


def dump(path, rows):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def verify(a):
    """Reads back what was written and holds it against the article."""
    text = (CORPUS / "articles" / a.doc).read_text(encoding="utf-8")
    last = 0
    for line in (CORPUS / "gold" / f"{a.name}.mentions.jsonl").read_text(encoding="utf-8").splitlines():
        m = json.loads(line)
        need(text[m["start"]:m["end"]] == m["text"] and m["start"] >= last, f"mention {m}")
        last = m["end"]
    for line in (CORPUS / "gold" / f"{a.name}.jsonl").read_text(encoding="utf-8").splitlines():
        r = json.loads(line)
        for part in (r["subject"], r["object"], r["evidence"]):
            need(text[part["start"]:part["end"]] == part["text"], f"span in {r['id']}")
        for part in (r["subject"], r["object"]):
            need(r["evidence"]["start"] <= part["start"] and part["end"] <= r["evidence"]["end"], f"{r['id']} leaves its sentence")
        need(list(r["attributes"]) == ATTRIBUTES[r["relation"]], f"attributes of {r['id']}")


def main():
    names = sorted(p.stem for p in (HERE / "source").glob("*.toml"))
    loose = {p.stem for p in (HERE / "source").glob("*.txt")} ^ set(names)
    if loose:
        sys.exit(f"a .txt without .toml or the reverse: {sorted(loose)}")
    articles, failed = [], 0
    for name in names:
        try:
            a = Article(name)
            errors, _ = lint(a)
            need(not errors, "; ".join(errors))
            articles.append(a)
        except (Wrong, KeyError, ValueError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed += 1
    if failed:
        sys.exit(1)
    if "--review" in sys.argv:
        wanted = sys.argv[sys.argv.index("--review") + 1:]
        for a in (a for a in articles if any(a.name.startswith(w) for w in wanted)):
            review(a)
        return
    if "--counts" not in sys.argv:
        for folder in ("articles", "gold"):
            (CORPUS / folder).mkdir(exist_ok=True)
            keep = {f"{a.name}{end}" for a in articles for end in (".txt", ".jsonl", ".mentions.jsonl")}
            for old in (CORPUS / folder).iterdir():
                if re.match(r"\d{3}-", old.name) and old.name not in keep:
                    old.unlink()
        for a in articles:
            (CORPUS / "articles" / a.doc).write_text(a.text, encoding="utf-8")
            dump(CORPUS / "gold" / f"{a.name}.jsonl", a.relations)
            dump(CORPUS / "gold" / f"{a.name}.mentions.jsonl", a.mentions)
            verify(a)
        (HERE / "dates.tsv").write_text("".join(f"{a.doc}\t{a.toml['date']}\n" for a in articles), encoding="utf-8")
    counts(articles)


def review(a):
    print(f"== {a.name}  {a.toml['date']}  {len(a.text.split())} words")
    if "--sentences" in sys.argv:
        for i, (s, e) in enumerate(a.sentences):
            print(f"{i:3} {flat(a.text[s:e])}")
    print("-- mentions")
    for entity in sorted(a.entities.values(), key=lambda e: (e["type"], int(e["id"][1:]))):
        print("  ", entity["type"], " = ".join(entity["names"]))
    print("  ", "; ".join(f"{flat(m['text'])} = {m['value'] or ''}{m['number'] if m['number'] is not None else ''}{m['currency'] or ''}"
                          for m in a.mentions if m["kind"] == "value"))
    print("-- relations")
    for r in a.relations:
        more = {k: v for k, v in r["attributes"].items() if v is not None}
        if "share" in more:
            more["share"] = {k: v for k, v in more["share"].items() if v not in (None, False)}
        flags = " ".join(f for f in ("negated", "hedged") if r[f]) + ("" if r["required"] else " optional")
        print(f"   {r['relation']}({r['subject']['name']} [{r['subject']['text']}], {r['object']['name']} [{r['object']['text']}]) {r['status']} {flags} {more} {r['attribution'] or ''}")
    print("   ?", "; ".join(lint(a)[1]))


def counts(articles):
    print(f"{len(articles)} articles, {sum(len(a.text.split()) for a in articles)} words")
    mentions = collections.Counter(m["type"] for a in articles for m in a.mentions)
    print("mentions:", sum(mentions.values()), dict(mentions))
    table = collections.Counter((r["relation"], r["required"]) for a in articles for r in a.relations)
    for kind in ATTRIBUTES:
        print(f"  {kind:16} required {table[kind, True]:4}  optional {table[kind, False]:4}")
    print(f"  {'all':16} required {sum(v for k, v in table.items() if k[1]):4}  optional {sum(v for k, v in table.items() if not k[1]):4}")
    rows = [r for a in articles for r in a.relations]
    print("status:", dict(collections.Counter(r["status"] for r in rows)), "negated:", sum(r["negated"] for r in rows),
          "hedged:", sum(r["hedged"] for r in rows))


if __name__ == "__main__":
    main()
