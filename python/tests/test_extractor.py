"""One article, many articles, and what goes wrong with them."""

import datetime
import itertools
import subprocess
import sys
import threading
import time

import pytest

import stakeout

OWNS = "Acme Corp owns 5 percent of Bronn Inc."


def test_offsets_slice_the_text(extractor):
    text = "😀 Müller & Söhne GmbH — 北京 — owns 5 percent of Petrel Isles Ferries plc. Its 😀 CEO, José Núñez, resigned."
    doc = extractor(text)
    places = [*doc.mentions, *doc.sentences]
    places += [m for e in doc.entities for m in e.mentions]
    places += [p for r in doc.relations for p in (r.subject, r.object, r.evidence)]
    assert len(places) >= 10
    assert all(doc.text[p.start : p.end] == p.text for p in places)
    assert doc.text == text


@pytest.mark.parametrize(
    "date", ["2024-02-14", datetime.date(2024, 2, 14), datetime.datetime(2024, 2, 14, 9, 30), 1707868800]
)
def test_dates(extractor, date):
    doc = extractor("Acme Corp bought Bronn Inc. on Tuesday.", date=date)
    assert doc.date == "2024-02-14"
    assert [m.value for m in doc.mentions if m.type == "date"] == ["2024-02-13"]
    record = extractor({"text": "Acme Corp bought Bronn Inc. on Tuesday.", "published": date})
    assert record.date == "2024-02-14"


def test_records_have_the_names_of_exports(extractor):
    doc = extractor({"guid": 7, "body": OWNS, "headline": "A stake", "domain": "post.example", "title": float("nan")})
    assert (doc.id, doc.text, doc.title, doc.publisher) == ("7", OWNS, "A stake", "post.example")
    article = stakeout.Article(OWNS, id="a", title="T", date="2024-02-14", url="u", publisher="p", author="w")
    doc = extractor(article)
    found = (doc.id, doc.title, doc.date, doc.url, doc.publisher, doc.author)
    assert found == ("a", "T", "2024-02-14", "u", "p", "w")
    assert doc.relations[0].article.to_dict() == {
        "title": "T",
        "date": "2024-02-14",
        "url": "u",
        "publisher": "p",
        "source": "-",
    }


def test_one_result_per_input_in_order(extractor):
    given = [OWNS, "", None, 5, b"\xff", "a\0b", "\ud800", {"no": "text"}, {"text": object()}, OWNS]
    given.append("Der Vorstand der Bank hat am Montag in Berlin mitgeteilt, dass er die Anteile an der Firma und "
                 "ihren Töchtern nicht verkaufen wird, weil das Geschäft mit den Kunden sich gut entwickelt hat.")
    docs = list(extractor.pipe(given, batch_size=3))
    assert [doc.error is None for doc in docs] == [True] + [False] * 8 + [True, False]
    assert [len(doc.relations) for doc in docs] == [1] + [0] * 8 + [1, 0]
    assert "German" in docs[-1].error
    foreign = stakeout.Extractor(any_language=True)
    assert foreign(given[-1]).error is None
    assert docs[1].mentions == docs[1].entities == docs[1].sentences == []
    assert docs[1].to_dict()["error"] == "the document has no text"


def test_contexts_stay_with_their_articles(extractor):
    pairs = [(f"Acme Corp owns {n} percent of Bronn Inc." if n % 7 else None, n) for n in range(1, 1000)]
    seen = 0
    for doc, n in extractor.pipe(pairs, as_tuples=True, batch_size=10):
        assert (doc.error is None) == (n % 7 > 0)
        assert doc.error or doc.relations[0].attributes.share.exact == n
        seen += 1
    assert seen == len(pairs)


def test_errors(extractor):
    with pytest.raises(stakeout.ExtractionError, match="no text"):
        extractor("")
    with pytest.raises(stakeout.ExtractionError, match="not int"):
        list(extractor.pipe([OWNS, 3], errors="raise"))
    with pytest.raises(TypeError, match="not int"):
        extractor(3)
    with pytest.raises(ValueError, match="errors is"):
        extractor.pipe([], errors="ignore")
    with pytest.raises(ValueError, match="cannot be read"):
        stakeout.Extractor(date="soon")
    with pytest.raises(AttributeError, match="only id, doc, relation"):
        extractor(OWNS).relations[0].subjekt


def test_reading_ahead_is_bounded(extractor):
    taken = itertools.count()
    endless = (OWNS for _ in taken)
    docs = extractor.pipe(endless, batch_size=16)
    assert [len(next(docs).relations) for _ in range(100)] == [1] * 100
    assert next(taken) < 5000


def test_rules_gazetteers_and_corrections_of_ones_own(tmp_path, extractor):
    rule = '''
relation = "sponsors"
subject = ["organization", "person"]
object = ["organization", "person"]

[[rule]]
id = "sponsors/sponsors"
pattern = "[subject] ~sponsor [object]"
accepts = ["[subject: Acme Corp] sponsors [object: Bronn FC]"]
'''
    shown = subprocess.run([sys.executable, "-m", "stakeout", "rules", "list"], capture_output=True, check=True)
    assert b"owns" in shown.stdout
    with pytest.raises(ValueError):
        stakeout.Extractor(rules="[[rule]\nbroken")
    with pytest.raises(ValueError, match="type"):
        stakeout.Extractor(gazetteers="name\ttype\nNorvane\tplanet\n")
    with pytest.raises(FileNotFoundError):
        stakeout.Extractor(gazetteers="nowhere.tsv")
    text = "The lawyers of Target met Norvane on Monday."
    listed = tmp_path / "ours.tsv"
    listed.write_text("name\ttype\taliases\tids\nNorvane\torganization\t\tlei=529900\n")
    rows = [{"name": "Norvane", "type": "organization", "ids": {"lei": "529900"}}]
    for gazetteer in (listed, str(listed), listed.read_text(), rows):
        ours = stakeout.Extractor(gazetteers=[gazetteer])
        assert [m.ids.lei for m in ours(text).mentions if m.text == "Norvane"] == ["529900"]
    never = '[[never]]\nname = "Acme Corp"\n'
    assert stakeout.Extractor(corrections=never)(OWNS).relations == []
    assert stakeout.Extractor(builtin_rules=False, rules=()) (OWNS).relations == []


def test_nominals(extractor):
    text = "Acme Corp is old. The company owns Bronn Inc."
    kinds = {m.kind for m in stakeout.Extractor(nominals=True)(text).mentions}
    assert "nominal" in kinds
    assert "nominal" not in {m.kind for m in extractor(text).mentions}


def test_explain_and_why_not(extractor):
    doc = extractor(OWNS, id="a1")
    explanation = extractor.explain(doc)
    assert explanation.doc == "a1"
    assert explanation.sentences[0].relations[0].attributes.share.exact == 5
    assert "owns/" in str(explanation)
    answer = extractor.why_not("owns(Norvane, Bronn Inc.)", "Yesterday the norvane owned all of Bronn Inc.")
    assert answer.found is None
    assert answer.message in str(answer).replace("\n", " ") or answer.message.split()[0] in str(answer)
    with pytest.raises(ValueError):
        extractor.why_not("owns", OWNS)


def test_threads_share_one(extractor, corpus):
    alone = [extractor(record).to_jsonl() for record in corpus[:10]]
    found = {}

    def work(n):
        found[n] = [extractor(record).to_jsonl() for record in corpus[:10]]

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[n] for n in range(6)] == [alone] * 6


def test_the_interpreter_goes_on_meanwhile(extractor, corpus):
    long = {"text": "\n\n".join(record["text"] for record in corpus) * 5, "id": "long"}
    ticks, over = [], threading.Event()

    def tick():
        while not over.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    extractor(long)
    over.set()
    thread.join()
    assert len(ticks) > 10


def test_what_is_found_can_be_compared_and_listed(extractor):
    one, two = extractor(OWNS).relations[0], extractor(OWNS).relations[0]
    assert one == two and hash(one) == hash(two) and len({one, two}) == 1
    assert "subject" in dir(one) and "subject" in one and one["status"] == "actual"
    assert one.to_dict()["subject"]["name"] == "Acme Corp"
    one.to_dict()["subject"]["name"] = "else"
    assert one.subject.name == "Acme Corp"
