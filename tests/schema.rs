//! What is written holds to the schemas in `schema/`, key by key and in one order.

use std::path::Path;

use serde_json::Value;
use stakeout::article::{Article, Day};
use stakeout::document::{Document, TokenRange};
use stakeout::entity::{Alias, Entities, Entity, EntityId, Link, Part};
use stakeout::extract::Extraction;
use stakeout::gazetteer::{EntryId, Gazetteer, tsv};
use stakeout::lexicon::Lexicon;
use stakeout::mention::{
    Kind, Mention, MentionId, MentionType, Mentions, Share, Source, Timex, TimexKind,
    Value as MentionValue,
};
use stakeout::phrase::Status;
use stakeout::read::{self, Failure, Stage};
use stakeout::relation::{
    Amount, Argument, Attribute, Attribution, Change, Evidence, Party, Relation, ShareValue,
};
use stakeout::span::Span;
use stakeout::write::{self, Found, Unit};

const TEXT: &str =
    "Öltek AG raised its 5 percent stake in Bronn to over 7% for $3 million in May, it said.";

fn validator(kind: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{kind}.schema.json"));
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let schema = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is sound")
}

/// Every line holds to the schema, and its keys come in the schema's order.
fn check(kind: &str, lines: &[u8]) -> Vec<Value> {
    let validator = validator(kind);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{kind}.schema.json"));
    let schema = std::fs::read_to_string(path).expect("the schema is there");
    let required = schema.split("\n  \"required\": [").nth(1).expect("keys");
    let keys: Vec<String> = required
        .lines()
        .skip(1)
        .take_while(|l| !l.contains(']'))
        .map(|l| l.trim().trim_end_matches(',').to_owned())
        .collect();
    assert!(keys.len() > 4, "{kind}");
    let lines = std::str::from_utf8(lines).expect("UTF-8");
    let mut records = Vec::new();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&record).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}\n{line}");
        let mut at = 0;
        for key in &keys {
            let found = line[at..].find(&format!("{key}:"));
            at += found.unwrap_or_else(|| panic!("{key} out of order in {line}"));
        }
        records.push(record);
    }
    records
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are there");
    Span::new(start, start + words.len())
}

fn mention(
    words: &str,
    mention_type: MentionType,
    kind: Kind,
    value: Option<MentionValue>,
) -> Mention {
    let source = Source::Rule("test/by-hand");
    let tokens = TokenRange::new(0, 1);
    Mention { span: span(words), tokens, mention_type, kind, value, source, confidence: 1.0 }
}

/// Mentions of every type and kind.
fn mentions() -> Mentions {
    let share = Share { min: Some(7.0), exclusive_min: true, ..Share::default() };
    let timex = Timex { kind: TimexKind::Date, value: "2024-05".to_owned() };
    let money = MentionValue::Money { value: 3e6, currency: "USD".to_owned() };
    Mentions::arbitrate(vec![
        mention("Öltek AG", MentionType::Organization, Kind::Name, None),
        mention("5", MentionType::Number, Kind::Value, Some(MentionValue::Number(5.0))),
        mention("Bronn", MentionType::Organization, Kind::Name, None),
        mention("7%", MentionType::Percent, Kind::Value, Some(MentionValue::Percent(share))),
        mention("$3 million", MentionType::Money, Kind::Value, Some(money)),
        mention("May", MentionType::Date, Kind::Value, Some(MentionValue::Timex(timex))),
        mention("it said", MentionType::Organization, Kind::Pronoun, None),
    ])
}

fn entities() -> Entities {
    let mentions = mentions();
    let link = |entity| Link {
        entity: EntityId(entity),
        reason: "test",
        antecedent: None,
        confidence: 1.0,
    };
    let alias = |name: &str, tokens: (usize, usize), source| Alias {
        span: span(name),
        other: None,
        tokens: TokenRange::new(tokens.0, tokens.1),
        words: 2,
        source,
    };
    let entity = |id, name, (start, end)| Entity {
        id: EntityId(id),
        mention_type: MentionType::Organization,
        name: MentionId(name),
        mentions: Part::default(),
        aliases: Part { start, end },
    };
    let mut entities = Entities {
        mentions,
        all: vec![entity(0, 0, (0, 2)), entity(1, 2, (2, 3))],
        links: vec![Some(link(0)), None, Some(link(1)), None, None, None, Some(link(0))],
        others: vec![(MentionId(6), EntityId(1))],
        members: Vec::new(),
        aliases: vec![
            alias("Öltek AG", (0, 2), None),
            alias("Öltek", (0, 1), None),
            alias("Bronn", (7, 8), Some(EntryId { table: 0, row: 0 })),
        ],
    };
    entities.fill_members();
    entities
}

/// One entry, with identifiers.
fn gazetteer() -> Gazetteer {
    let list = "name\ttype\tids\trank\nÖltek AG\torganization\tisin=X1;lei=L1\t1\n";
    let (entries, faults) = tsv::parse(list);
    assert_eq!(faults, []);
    let mut gazetteer = Gazetteer::empty();
    gazetteer.add_entries(entries).expect("a small list");
    gazetteer
}

fn relation() -> Relation {
    let argument = |entity, mention, name: &str, words| Argument {
        entity: Some(EntityId(entity)),
        mention: MentionId(mention),
        name: name.to_owned(),
        text: span(words),
        argument_type: "organization",
        reason: "test",
    };
    let share = Share { min: Some(7.0), exclusive_min: true, ..Share::default() };
    let literal = span("over 7%");
    let change = Change { kind: "raises".to_owned(), from: Some(5.0), ..Change::default() };
    let party = Party { entity: Some(EntityId(0)), name: "Öltek AG".to_owned() };
    Relation {
        relation: "owns".to_owned(),
        symmetric: false,
        subject: argument(0, 0, "Öltek AG", "Öltek AG"),
        object: argument(1, 2, "Bronn", "Bronn"),
        attributes: vec![
            ("share".to_owned(), Attribute::Share(Some(ShareValue { share, literal }))),
            ("change".to_owned(), Attribute::Change(Some(change))),
            (
                "amount".to_owned(),
                Attribute::Amount(Some(Amount { value: 3e6, currency: Some("USD".to_owned()) })),
            ),
            ("via".to_owned(), Attribute::Entity(Some(party))),
            ("date".to_owned(), Attribute::Date(Some("2024-05".to_owned()))),
            ("kind".to_owned(), Attribute::Text(None)),
        ],
        status: Status::Actual,
        negated: false,
        hedged: false,
        attribution: Some(Attribution { span: span("it said"), kind: "organization" }),
        assumed: false,
        evidence: vec![Evidence {
            span: Span::new(0, TEXT.len()),
            rule: "owns/test".to_owned(),
            subject: MentionId(0),
            object: MentionId(2),
        }],
        rule: "owns/test".to_owned(),
        confidence: f64::from(0.93f32),
    }
}

fn with_found(unit: Unit, test: impl FnOnce(Found<'_>)) {
    let article = Article {
        id: "a.txt".to_owned(),
        date: Day::new(2024, 5, 31),
        source: "a.txt".to_owned(),
        text: TEXT.to_owned(),
        ..Article::default()
    };
    let lexicon = Lexicon::shipped().expect("the shipped lexicon is sound");
    let document = Document::parse(&article.text, &lexicon);
    let relations = vec![relation(), relation()];
    let extraction =
        Extraction { document, entities: entities(), relations, ..Extraction::default() };
    let gazetteer = gazetteer();
    test(Found {
        article: &article,
        extraction: &extraction,
        gazetteer: &gazetteer,
        unit,
        nominals: true,
    });
}

#[test]
fn a_relation() {
    with_found(Unit::Chars, |found| {
        let mut out = Vec::new();
        write::relations(&mut out, found);
        let records = check("relation", &out);
        assert_eq!(records.len(), 2);
        assert_ne!(records[0]["id"], records[1]["id"]);
        let one = &records[0];
        assert_eq!(one["subject"]["aliases"], serde_json::json!(["Öltek"]));
        assert_eq!(one["subject"]["ids"]["isin"], "X1");
        assert_eq!(one["attributes"]["share"]["literal"], "over 7%");
        assert_eq!(one["confidence"], 0.93);
        assert_eq!(one["evidence"]["end"], TEXT.chars().count());
        insta::assert_snapshot!(String::from_utf8_lossy(&out).lines().next().unwrap_or(""));
    });
}

#[test]
fn mentions_entities_document_and_failure() {
    with_found(Unit::Chars, |found| {
        let mut out = Vec::new();
        write::mentions(&mut out, found);
        let records = check("mention", &out);
        let texts: Vec<&str> = records.iter().filter_map(|r| r["text"].as_str()).collect();
        // What stands for two has two lines.
        assert_eq!(
            texts,
            ["Öltek AG", "5", "Bronn", "7%", "$3 million", "May", "it said", "it said"]
        );
        assert_eq!((&records[3]["number"], &records[4]["currency"]), (&7.into(), &"USD".into()));
        for record in &records {
            let at = |key: &str| record[key].as_u64().expect("a number") as usize;
            let words: String =
                TEXT.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(record["text"], words);
        }
        out.clear();
        write::entities(&mut out, found);
        assert_eq!(check("entity", &out)[0]["mentions"].as_array().map(Vec::len), Some(2));
        out.clear();
        write::mentions(&mut out, Found { nominals: false, ..found });
        assert_eq!(check("mention", &out).len(), 6);
        out.clear();
        write::document(&mut out, found);
        assert_eq!(check("document", &out)[0]["text"], TEXT);
        out.clear();
        write::failure(&mut out, &Failure::whole("a", Stage::Read, read::Kind::Malformed, "gone"));
        write::failure(
            &mut out,
            &Failure::whole("a", Stage::Parse, read::Kind::Malformed, "bad").at(Some(3), 9).of("x"),
        );
        assert_eq!(check("error", &out).len(), 2);
    });
}

#[test]
fn byte_offsets() {
    with_found(Unit::Bytes, |found| {
        let mut out = Vec::new();
        write::relations(&mut out, found);
        assert_eq!(check("relation", &out)[0]["evidence"]["end"], TEXT.len());
    });
}

#[test]
fn schemas_refuse_what_is_not_so() {
    let relation = validator("relation");
    for wrong in ["{}", "[]", "{\"id\":\"x\"}"] {
        let value: Value = serde_json::from_str(wrong).expect("JSON");
        assert!(!relation.is_valid(&value), "{wrong}");
    }
}

/// The output on the project's own articles.
#[test]
fn output_on_the_corpus() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    for (emit, kind) in [
        ("relations", "relation"),
        ("mentions", "mention"),
        ("entities", "entity"),
        ("documents", "document"),
    ] {
        let output = assert_cmd::cargo::cargo_bin_cmd!("stakeout")
            .args(["extract", "--nominals", "--emit", emit, "--date", "2024-05-31"])
            .arg(&articles)
            .output()
            .expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!check(kind, &output.stdout).is_empty(), "no {kind} at all");
    }
}
