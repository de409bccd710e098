//! The data of a report; tools/page tests the page itself in Chromium.

use serde_json::Value;
use stakeout::article::Article;
use stakeout::graph::{Contradiction, Reader, write_merged};
use stakeout::marked::{Marked, mark};
use stakeout::report::{Page, Sources, page};
use stakeout::timeline::{Choice, Timeline};

use crate::common::{Said, extractor, graph, payloads};

fn report(said: &[Said<'_>], articles: Option<&[Marked]>) -> (Page, Value) {
    let graph = graph(said);
    let choice = Choice { apart: true, ..Choice::default() };
    let timeline = Timeline::of(&graph, articles.unwrap_or(&[]), extractor(), &choice);
    let page = page(&Sources { title: "A <report>", graph: &graph, articles, timeline: &timeline });
    let value = data(&page);
    (page, value)
}

/// What the scripts of a page read.
fn data(page: &Page) -> Value {
    let html = std::str::from_utf8(&page.html).expect("UTF-8");
    let data = html.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>"));
    serde_json::from_str(data.expect("the data").0).expect("JSON")
}

fn articles(text: &str) -> Vec<Marked> {
    mark(extractor(), &[Article { id: "a.txt".into(), text: text.into(), ..Article::default() }])
}

/// What scripts see of a text between two offsets.
fn slice(text: &str, start: &Value, end: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |value: &Value| value.as_u64().expect("an offset") as usize;
    String::from_utf16(&units[at(start)..at(end)]).expect("whole characters")
}

#[test]
fn places_are_in_units_of_scripts() {
    let sentence = "Öltek 😀 AG holds Bronn.";
    let said = Said { subject: "Öltek 😀 AG", sentence, ..Said::default() };
    let marked = articles(&format!("{sentence} More 😀."));
    for articles in [None, Some(&marked[..])] {
        let (_, data) = report(std::slice::from_ref(&said), articles);
        let relation = &data["relations"][0];
        let text = match articles {
            None => relation["sentence"].as_str().expect("a sentence").to_owned(),
            Some(_) => {
                let text = data["docs"][0]["text"].as_str().expect("a text");
                slice(text, &relation["start"], &relation["end"])
            }
        };
        assert_eq!(text, sentence);
        for (key, words) in [("subject_at", "Öltek 😀 AG"), ("object_at", "Bronn")] {
            assert_eq!(slice(&text, &relation[key][0], &relation[key][1]), words);
        }
    }
}

#[test]
fn what_lacks_is_said() {
    let said = [Said::default()];
    let (bare, data) = report(&said, None);
    assert_eq!((bare.lacks.len(), data["notes"].as_array().map(Vec::len)), (1, Some(1)));
    assert!(data["docs"][0]["note"].is_string());

    let (missing, _) = report(&said, Some(&[]));
    assert!(
        missing.lacks[0].contains("1 articles of relations were not given"),
        "{:?}",
        missing.lacks
    );

    let changed = articles("Now Acme holds Bronn.");
    let (changed, data) = report(&said, Some(&changed));
    assert!(changed.lacks[0].contains("not those that"), "{:?}", changed.lacks);
    assert_eq!(data["docs"][0]["text"], Value::Null);
    assert_eq!(data["relations"][0]["sentence"], "Acme holds Bronn.");

    let same = articles("Acme holds Bronn. It is so.");
    let (whole, data) = report(&said, Some(&same));
    assert!(whole.lacks.is_empty(), "{:?}", whole.lacks);
    assert_eq!(data["docs"][0]["note"], Value::Null);
}

#[test]
fn every_payload_is_data() {
    let (plain, _) = report(&[Said::default()], None);
    let tags = |page: &Page| page.html.iter().filter(|b| **b == b'<').count();
    for payload in payloads() {
        let said = Said {
            subject: &payload,
            sentence: &payload,
            title: &payload,
            url: Some(&payload),
            doc: &payload,
            ..Said::default()
        };
        let (page, data) = report(&[said], None);
        assert_eq!(tags(&page), tags(&plain), "{payload}");
        assert_eq!(data["relations"][0]["sentence"], *payload);
        assert_eq!(data["docs"][0]["title"], *payload);
        assert_eq!(data["entities"][0]["name"], *payload);
    }
}

#[test]
fn what_merging_found_is_shown() {
    let mut plain = graph(&[Said::default()]);
    plain.contradictions.push(Contradiction {
        kind: "shares".into(),
        edges: vec![plain.edges[0].id.clone()],
        date: Some("2024".into()),
        detail: "5% and 7%".to_owned(),
        evidence: Vec::new(),
    });
    let mut lines = Vec::new();
    write_merged(&plain, &mut lines).expect("memory takes it");
    let mut reader = Reader::default();
    for line in String::from_utf8(lines).expect("UTF-8").lines() {
        reader.line(line).expect("a merged line");
    }
    let graph = reader.finish();
    let timeline = Timeline::of(&graph, &[], extractor(), &Choice::default());
    let page = page(&Sources { title: "m", graph: &graph, articles: None, timeline: &timeline });
    let data = data(&page);
    assert_eq!(data["relations"][0]["edge"], 0);
    assert_eq!(data["edges"][0]["outlets"], 1);
    assert_eq!(data["contradictions"][0]["edges"], serde_json::json!([0]));
    assert_eq!(data["contradictions"][0]["detail"], "5% and 7%");
}
