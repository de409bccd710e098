"""The component for spaCy."""

import pytest

spacy = pytest.importorskip("spacy")

TEXTS = ["Acme Corp owns 5 percent of Bronn Inc.", "", "Mera Ltd. sued Acme Corp on 3 May 2024."]


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("stakeout")
    return nlp


def test_one(nlp):
    doc = nlp(TEXTS[0])
    assert [(e.text, e.label_) for e in doc.ents] == [("Acme Corp", "ORG"), ("5 percent", "PERCENT"), ("Bronn Inc.", "ORG")]
    assert doc._.relations[0].attributes.share.exact == 5
    assert [e.name for e in doc._.stakeout_entities] == ["Acme Corp", "Bronn Inc."]


def test_many_and_other_processes(nlp):
    for docs in (list(nlp.pipe(TEXTS)), list(nlp.pipe(TEXTS, n_process=2, batch_size=1))):
        assert [[r.relation for r in doc._.relations] for doc in docs] == [["owns"], [], ["sues"]]


def test_stored_and_read_again(nlp):
    doc = spacy.tokens.Doc(nlp.vocab).from_bytes(nlp(TEXTS[0]).to_bytes())
    assert doc._.relations == nlp(TEXTS[0])._.relations
    with_list = spacy.blank("en")
    with_list.add_pipe("stakeout", config={"ents": False, "gazetteers": ["name\ttype\nNorvane\torganization\n"]})
    doc = with_list("The lawyers met Norvane.")
    assert doc.ents == () and [s.text for s in doc.spans["stakeout"]] == ["Norvane"]


def test_displacy(nlp):
    manual = nlp.get_pipe("stakeout").extractor(TEXTS[0]).to_displacy()
    assert 'Acme Corp' in spacy.displacy.render(manual, style="ent", manual=True, jupyter=False)
