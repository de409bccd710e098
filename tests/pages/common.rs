//! Relation records made for the tests.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};
use stakeout::extract::Extractor;
use stakeout::graph::{Graph, Reader};
use stakeout::timeline::{Choice, Timeline};

/// One extractor for all tests.
pub(crate) fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::shipped().expect("the embedded files load"))
}

/// What a record says; the rest is filled in.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    pub(crate) doc: &'a str,
    pub(crate) relation: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) object: (&'a str, &'a str),
    pub(crate) date: Option<&'a str>,
    pub(crate) sentence: &'a str,
    pub(crate) published: Option<&'a str>,
    pub(crate) title: &'a str,
    pub(crate) url: Option<&'a str>,
}

impl Default for Said<'_> {
    fn default() -> Self {
        Self {
            doc: "a.txt",
            relation: "owns",
            subject: "Acme",
            object: ("Bronn", "organization"),
            date: None,
            sentence: "Acme holds Bronn.",
            published: None,
            title: "Acme and Bronn",
            url: None,
        }
    }
}

/// The line of a record. Offsets count characters, the sentence begins at 0.
pub(crate) fn line(said: &Said<'_>, number: usize) -> String {
    let place = |text: &str| {
        let at = said.sentence.find(text).map_or(0, |b| said.sentence[..b].chars().count());
        (at, at + text.chars().count())
    };
    let end = |name: &str, kind: &str, entity: &str| {
        let (start, end) = place(name);
        let entity =
            if matches!(kind, "date" | "number" | "name") { Value::Null } else { json!(entity) };
        json!({
            "entity": entity, "name": name, "type": kind, "text": name, "start": start, "end": end,
            "aliases": [], "ids": {"wikidata": null, "lei": null, "ticker": null},
        })
    };
    let record = json!({
        "id": format!("{number:032x}"), "doc": said.doc, "relation": said.relation,
        "subject": end(said.subject, "organization", "e1"),
        "object": end(said.object.0, said.object.1, "e2"),
        "attributes": {"share": null, "date": said.date},
        "status": "actual", "negated": false, "hedged": false, "attribution": null,
        "evidence": {"text": said.sentence, "start": 0, "end": said.sentence.chars().count()},
        "rule": "owns/test", "confidence": 0.9,
        "article": {"title": said.title, "date": said.published, "url": said.url, "publisher": "Meridian", "source": said.doc},
    });
    record.to_string()
}

pub(crate) fn graph(said: &[Said<'_>]) -> Graph {
    let mut reader = Reader::default();
    for (number, said) in said.iter().enumerate() {
        reader.line(&line(said, number)).expect("a record");
    }
    reader.finish()
}

pub(crate) fn timeline(said: &[Said<'_>], choice: &Choice) -> Timeline {
    Timeline::of(&graph(said), &[], extractor(), choice)
}

/// The payloads that try to run script.
pub(crate) fn payloads() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/page/payloads.json");
    let text = std::fs::read_to_string(path).expect("the payloads are there");
    serde_json::from_str(&text).expect("a list of strings")
}
