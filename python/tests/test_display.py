"""What a notebook and displaCy show."""

from html.parser import HTMLParser

import stakeout

EVIL = 'Acme <script>alert(1)</script> Corp & "Sons" owns 5 percent of Bronn <b>Inc.</b>'


class Shown(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def test_text_is_only_text(extractor):
    for text in (EVIL, EVIL.replace("<script>", "").replace("</script>", "")):
        doc = extractor({"text": text, "title": EVIL})
        shown = Shown(doc._repr_html_())
        assert not {"script", "b"} & set(shown.tags)
        assert text in shown.text and EVIL in shown.text


def test_what_is_shown(extractor):
    doc = extractor("Acme Corp said on Monday that it owns 5 percent of Bronn Inc.", date="2024-02-14")
    page = doc._repr_html_()
    shown = Shown(page)
    assert shown.tags.count("mark") == len(doc.mentions) > 2
    assert shown.tags.count("tr") == 1 + len(doc.relations)
    assert "5 percent" in shown.text and 'title="date 2024-02-12"' in page
    assert "no text" in next(extractor.pipe([""]))._repr_html_()
    assert "no relations" in extractor("It rained.")._repr_html_()


def test_long_documents_are_cut_short_and_say_so(extractor, corpus):
    text = "\n\n".join(record["text"] for record in corpus)
    page = extractor({"text": text})._repr_html_()
    assert "more characters" in page and len(page) < 400_000


def test_displacy(extractor):
    doc = extractor({"text": "Acme Corp owns Bronn Inc. in Paris.", "title": "T"})
    manual = doc.to_displacy()
    assert manual["text"] == doc.text and manual["title"] == "T"
    assert [(doc.text[e["start"] : e["end"]], e["label"]) for e in manual["ents"]][:2] == [
        ("Acme Corp", "ORG"),
        ("Bronn Inc.", "ORG"),
    ]
    assert stakeout.__version__
