use super::*;

const GOLD: &str = r#"{"id":"a","text":"t","relations":[
    {"relation":"owns","subject":["Acme Inc."],"object":["Beta"],"required":true,"attributes":{"status":"actual","share":12}},
    {"relation":"owns","subject":["Acme Inc."],"object":["Gamma"],"required":false},
    {"relation":"merges_with","subject":["Acme Inc."],"object":["Delta"],"required":true}]}"#;

fn found(relation: &str, subject: &str, object: &str) -> Found {
    let end = |name: &str| FoundEnd { name: name.to_owned(), ..FoundEnd::default() };
    Found {
        relation: relation.to_owned(),
        subject: end(subject),
        object: end(object),
        status: "actual".to_owned(),
        ..Found::default()
    }
}

fn read(name: &str, text: &str) -> Vec<GoldDocument> {
    format::read(name, text, &|_| None).expect("well-formed gold")
}

fn either_way(relation: &str) -> bool {
    relation == "merges_with"
}

#[test]
fn required_optional_wrong_and_missed() {
    let gold = read("a.jsonl", &GOLD.replace('\n', " ")).remove(0);
    let records = [
        found("owns", "acme inc", "the Beta"),
        found("owns", "Acme Inc.", "Beta"),
        found("owns", "Acme Inc.", "Gamma"),
        found("owns", "Beta", "Acme Inc."),
        found("merges_with", "Delta", "Acme Inc."),
    ];
    let score = relations::score(&gold, &records, &either_way);
    assert_eq!(score.types["owns"], Tally { required: 1, optional: 1, wrong: 1, missed: 0 });
    assert_eq!(score.types["merges_with"], Tally { required: 1, optional: 0, wrong: 0, missed: 0 });
    assert!((score.overall().precision() - 0.75).abs() < 1e-9);
    // The share is missing from the first, so it is not strictly right.
    assert_eq!((score.strict, score.not_strict), (2, 1));
    assert_eq!(score.attributes["status"], (1, 1));
    let classes: Vec<relations::ErrorClass> = score.errors.iter().map(|e| e.class).collect();
    assert_eq!(classes, [relations::ErrorClass::Turned, relations::ErrorClass::Attribute]);
    assert_eq!(relations::score(&gold, &[], &either_way).types["owns"].missed, 1);
}

#[test]
fn attributes_are_held_against_the_gold() {
    let share = |json| found("owns", "Acme Inc.", "Beta").with_attributes(json);
    for (record, want, right) in [
        (share(r#"{"share":{"exact":12.005,"min":null}}"#), r#"{"share":12}"#, true),
        (share(r#"{"share":{"exact":null,"min":50}}"#), r#"{"share":50}"#, true),
        (share(r#"{"share":{"exact":null,"min":50}}"#), r#"{"share":{"min":50}}"#, true),
        (share(r#"{"share":{"exact":11,"min":null}}"#), r#"{"share":12}"#, false),
        (share(r#"{"share":null}"#), r#"{"share":12}"#, false),
        (share(r#"{"amount":{"value":1000500,"currency":"USD"}}"#), r#"{"amount":1000000}"#, true),
        (share(r#"{"amount":{"value":1002000,"currency":"USD"}}"#), r#"{"amount":1000000}"#, false),
        (share(r#"{"date":"2024-05"}"#), r#"{"date":"2024-05-03"}"#, true),
        (share(r#"{"date":"20"}"#), r#"{"date":"2024"}"#, false),
        (share(r#"{"change":{"kind":"raises","from":null}}"#), r#"{"change":"raises"}"#, true),
        (share(r#"{"role":"chief executive"}"#), r#"{"role":"Chief Executive Officer"}"#, true),
        (share(r#"{"role":"chairman"}"#), r#"{"role":"chief executive"}"#, false),
        (share(r#"{}"#), r#"{"status":"actual","negated":true}"#, false),
    ] {
        let line = format!(
            r#"{{"id":"a","text":"t","relations":[{{"relation":"owns","subject":["Acme Inc."],"object":["Beta"],"attributes":{want}}}]}}"#
        );
        let score = relations::score(&read("a.jsonl", &line)[0], &[record], &either_way);
        let all_right = score.attributes.values().all(|(right, of)| right == of);
        assert_eq!(all_right, right, "{want}");
    }
}

impl Found {
    fn with_attributes(mut self, json: &str) -> Self {
        self.attributes = serde_json::from_str(json).expect("an object");
        self
    }
}

/// One document in every format: the same mentions come out.
#[test]
fn formats_are_known_apart() {
    let text = "Acme Inc. hired Ann Lee in Oslo.";
    let passage = format!(
        r#"{{"id":"1","text":"{text}","entities":[{{"start":0,"end":9,"type":"ORG"}},{{"start":16,"end":23,"type":"PER"}},{{"start":27,"end":31,"type":"LOC"}}]}}"#
    );
    let tuples = format!(
        r#"[["{text}", {{"entities": [[0, 9, "ORG"], [16, 23, "PERSON"], [27, 31, "GPE"]]}}]]"#
    );
    let spacy = format!(
        r#"{{"text":"{text}","ents":[{{"start":0,"end":9,"label":"ORG"}},{{"start":16,"end":23,"label":"PERSON"}},{{"start":27,"end":31,"label":"GPE"}}],"tokens":[]}}"#
    );
    let columns = "Acme NNP B-ORG\nInc. NNP I-ORG\nhired VBD O\nAnn NNP B-PER\nLee NNP I-PER\nin IN O\nOslo NNP B-LOC\n. . O\n";
    let biloes =
        "Acme\tB-ORG\nInc.\tL-ORG\nhired\tO\nAnn\tB-PER\nLee\tE-PER\nin\tO\nOslo\tU-LOC\n.\tO\n";
    let brat = "T1\tOrganization 0 9\tAcme Inc.\nT2\tPerson 16 23\tAnn Lee\nT3\tGPE 27 31\tOslo\nR1\temploys Arg1:T1 Arg2:T2\n";
    let own: String = [(0, 9, "organization"), (16, 23, "person"), (27, 31, "place")]
        .map(|(s, e, t)| format!("{{\"doc\":\"1\",\"start\":{s},\"end\":{e},\"type\":\"{t}\"}}\n"))
        .concat();
    let words = |name: &str| (name == "1.txt").then(|| text.to_owned());
    for (name, gold) in [
        ("a.jsonl", passage.as_str()),
        ("a.json", &tuples),
        ("a.json", &spacy),
        ("a.conll", columns),
        ("a.tsv", biloes),
        ("1.ann", brat),
        ("a.mentions.jsonl", &own),
    ] {
        let read = format::read(name, gold, &words).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(read.len(), 1, "{name}");
        let spans = read[0].mentions.as_deref().expect("mentions").iter();
        let spans: Vec<(usize, usize, &str)> =
            spans.map(|m| (m.start, m.end, m.mention_type.as_str())).collect();
        let wanted = [(0, 9, "organization"), (16, 23, "person"), (27, 31, "place")];
        assert_eq!(spans, wanted, "{name}");
        assert!(read[0].text.as_deref().is_none_or(|t| t.starts_with(text)), "{name}");
    }
    let fact = &format::read("1.ann", brat, &words).expect("gold")[0].facts;
    assert_eq!(fact.as_ref().map(|f| f[0].relation.as_str()), Some("employs"));
    for nothing in ["", "just words here\n", "a,b\n1,2\n"] {
        assert_eq!(format::of("x.txt", nothing), None);
    }
}

#[test]
fn dates_by_overlap() {
    let line = r#"{"id":"1","text":"on May 3 and in 2024","timexes":[{"start":3,"end":8,"type":"DATE","value":"2024-05-03"},{"start":16,"end":20,"type":"DATE","value":"2024"}]}"#;
    let gold = read("a.jsonl", line).remove(0);
    let date = |start, end, value: &str| FoundMention {
        start,
        end,
        mention_type: "date".to_owned(),
        value: Some(value.to_owned()),
        timex: Some("DATE".to_owned()),
        ..FoundMention::default()
    };
    let found = [date(0, 8, "2024-05-03"), date(9, 12, "2020")];
    let score = dates::score(&gold, &found, "on May 3 and in 2024");
    assert_eq!((score.strict.right, score.strict.wrong, score.strict.missed), (0, 2, 2));
    assert_eq!((score.relaxed.right, score.relaxed.wrong, score.relaxed.missed), (1, 1, 1));
    assert!((score.value_f1() - 0.5).abs() < 1e-9);
}

#[test]
fn entities_by_b_cubed() {
    let line = r#"{"id":"1","text":"","entities":[{"start":0,"end":1,"type":"ORG","entity":"a"},{"start":2,"end":3,"type":"ORG","entity":"a"},{"start":4,"end":5,"type":"ORG","entity":"b"}]}"#;
    let gold = read("a.jsonl", line).remove(0);
    let named = |start, entity: &str| FoundMention {
        start,
        end: start + 1,
        mention_type: "organization".to_owned(),
        entity: Some(entity.to_owned()),
        ..FoundMention::default()
    };
    let apart = entities(&gold, &[named(0, "x"), named(2, "y"), named(4, "z")]);
    assert!((apart.1 - 2.0 / 3.0).abs() < 1e-9 && apart.0 == 1.0);
    let joined = entities(&gold, &[named(0, "x"), named(2, "x"), named(4, "x")]);
    assert!((joined.0 - 5.0 / 9.0).abs() < 1e-9 && joined.1 == 1.0);
}

fn entities(gold: &GoldDocument, found: &[FoundMention]) -> (f64, f64) {
    let score = mentions::entities(gold, found).expect("the gold names entities");
    (score.precision(), score.recall())
}

#[test]
fn runs_are_compared_fact_by_fact() {
    let mut changed = found("owns", "Acme", "Beta");
    changed.status = "planned".to_owned();
    let first = [found("owns", "Acme", "Beta"), found("owns", "Acme", "Coil")];
    let second = [changed, found("owns", "Acme", "Delta")];
    let moves = compare::differences(&first, &second);
    let moves: Vec<(compare::Move, &str)> =
        moves.iter().map(|d| (d.moved, d.object.as_str())).collect();
    use compare::Move::{Changed, Gained, Lost};
    assert_eq!(moves, [(Gained, "Delta"), (Lost, "Coil"), (Changed, "Beta")]);
}
