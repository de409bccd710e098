//! What becomes one, what stays two, and what is said of the whole.

use proptest::prelude::*;
use serde_json::{Value, json};
use stakeout::graph::{Graph, Mappings};
use stakeout::merge::{Corrections, Knowledge, merge};

use crate::common::{RELATIONS, graph, lines, schema_faults};
use crate::made::{self, between, end, relation, share};

fn merged_with(text: &str, corrections: &str) -> Graph {
    let mappings = Mappings::shipped().expect("the mappings are sound");
    let knowledge = Knowledge::shipped().expect("the lists are sound");
    let corrections = Corrections::parse(corrections).expect("sound corrections");
    merge(graph(text), &mappings, &knowledge, &corrections)
}

fn merged(text: &str) -> Graph {
    merged_with(text, "")
}

fn of(records: &[Value]) -> Graph {
    merged(&made::lines(records))
}

#[test]
fn all_lines_hold_to_their_schemas() {
    let records = [
        relation(
            "a",
            "Norvane plc",
            "owns",
            "Tallis Rail",
            &[("/article/date", json!("2024-01-05"))],
        ),
        relation("b", "Norvane", "owns", "Tallis Rail", &[("/negated", json!(true))]),
    ];
    let text = RELATIONS.to_owned() + &made::lines(&records);
    let written = lines(&merged(&text));
    let mut kinds = std::collections::BTreeSet::new();
    for line in written.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(schema_faults(&line), [""; 0], "{line}");
        kinds.insert(line["record"].as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(kinds.len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The order of lines does not matter, nor how often merging is done, nor in which portions.
    #[test]
    fn the_order_of_the_input_does_not_matter(order in Just((0..366).collect::<Vec<usize>>()).prop_shuffle(), cut in 0usize..366) {
        let plain: Vec<&str> = RELATIONS.lines().collect();
        let whole = lines(&merged(RELATIONS));
        let shuffled: Vec<&str> = order.iter().filter_map(|i| plain.get(*i).copied()).collect();
        prop_assert_eq!(shuffled.len(), plain.len());
        prop_assert!(lines(&merged(&shuffled.join("\n"))) == whole);
        let (first, rest) = shuffled.split_at(cut);
        let portion = lines(&merged(&first.join("\n")));
        let both = portion + &rest.join("\n");
        prop_assert!(lines(&merged(&both)) == whole);
    }
}

#[test]
fn merging_again_changes_nothing() {
    let once = lines(&merged(RELATIONS));
    assert_eq!(lines(&merged(&once)), once);
}

#[test]
fn no_evidence_is_lost() {
    let graph = merged(RELATIONS);
    let records: usize = graph.edges.iter().map(|e| e.evidence.len()).sum();
    assert_eq!(records, RELATIONS.lines().count());
}

#[test]
fn an_edge_keeps_its_history() {
    let said = |doc: &str, date: &str, status: &str, percent: f64| {
        let change = [
            ("/article/date", json!(date)),
            ("/status", json!(status)),
            ("/attributes/share", share(percent)),
        ];
        relation(doc, "Norvane", "owns", "Tallis Rail", &change)
    };
    let graph = of(&[
        said("c", "2024-03-01", "actual", 51.0),
        said("a", "2024-01-05", "planned", 60.0),
        said("b", "2024-02-10", "agreed", 51.0),
        said("d", "2024-03-20", "actual", 51.0),
        said("e", "2025-06-01", "ended", 51.0),
    ]);
    let [edge] = &graph.edges[..] else { panic!("{}", graph.edges.len()) };
    let history: Vec<String> = edge
        .history
        .iter()
        .map(|p| format!("{} {}", p.status.name(), p.first_seen.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        history,
        ["planned 2024-01-05", "agreed 2024-02-10", "actual 2024-03-01", "ended 2025-06-01"]
    );
    assert_eq!(edge.status.name(), "ended");
    assert_eq!(edge.end.as_deref(), Some("2025-06-01"));
    assert_eq!(edge.shares.len(), 4);
    assert_eq!(
        (edge.first_seen.as_deref(), edge.last_seen.as_deref()),
        (Some("2024-01-05"), Some("2025-06-01"))
    );
    for (day, status) in [
        ("2023-12-31", None),
        ("2024-02-01", Some("planned")),
        ("2024-12-31", Some("actual")),
        ("2025-12-31", None),
    ] {
        let mut then = graph.clone();
        then.as_of(day);
        assert_eq!(then.edges.first().map(|e| e.status.name()), status, "{day}");
    }
}

#[test]
fn copies_and_one_publisher_count_once() {
    let said = |doc: &str, publisher: Value, text: &str| {
        relation(
            doc,
            "Norvane",
            "owns",
            "Tallis Rail",
            &[("/article/publisher", publisher), ("/evidence/text", json!(text))],
        )
    };
    let wire = "Norvane holds 51 percent of Tallis Rail, a filing with the exchange in Oslo showed on Monday.";
    let copy = "Norvane holds 51 percent of Tallis Rail, a filing with the exchange in Oslo showed late on Monday.";
    let own = "The railway's majority owner is the Norwegian group Norvane, which bought in early last year.";
    let graph = of(&[
        said("a", json!("The Herald"), wire),
        said("b", json!("Morning Post"), copy),
        said("c", json!("The Herald"), "Its parent Norvane declined to comment."),
        said("d", json!("Evening Star"), own),
    ]);
    let [edge] = &graph.edges[..] else { panic!("{}", graph.edges.len()) };
    assert_eq!((edge.evidence.len(), edge.outlets), (4, 2));
    let stories: Vec<bool> = edge.evidence.iter().map(|e| e.story.is_some()).collect();
    assert_eq!(stories, [true, true, false, false]);
    assert!(edge.confidence > 0.8 && edge.confidence < 0.9, "{}", edge.confidence);
}

#[test]
fn contradictions_are_told() {
    let owns = |doc: &str, owner: &str, date: &str, percent: f64, negated: bool| {
        let change = [
            ("/article/date", json!(date)),
            ("/attributes/share", share(percent)),
            ("/negated", json!(negated)),
        ];
        relation(doc, owner, "owns", "Tallis Rail", &change)
    };
    let kinds = |records: &[Value]| -> Vec<String> {
        of(records).contradictions.iter().map(|c| format!("{}: {}", c.kind, c.detail)).collect()
    };
    let day = "2024-01-05";
    assert_eq!(
        kinds(&[owns("a", "Norvane", day, 40.0, false), owns("b", "Norvane", day, 45.0, false)]),
        ["shares: Norvane owns Tallis Rail: 40% and 45%"]
    );
    assert_eq!(
        kinds(&[owns("a", "Norvane", day, 40.0, false), owns("b", "Norvane", day, 40.0, true)]),
        ["denied: Norvane owns Tallis Rail: affirmed and denied"]
    );
    let over =
        [owns("a", "Norvane", day, 60.0, false), owns("b", "Perrin Group", day, 55.0, false)];
    assert_eq!(kinds(&over).len(), 1);
    assert!(kinds(&over)[0].starts_with("over_100: owns Tallis Rail: "), "{:?}", kinds(&over));
    let sound = [
        owns("a", "Norvane", day, 40.0, false),
        owns("b", "Norvane", "2025-01-05", 45.0, false),
        owns("c", "Perrin Group", day, 55.0, false),
    ];
    assert_eq!(kinds(&sound), [""; 0]);
}

#[test]
fn corrections_undo_and_make() {
    let records = [
        relation("a b.txt", "Norvane plc", "owns", "Tallis Rail", &[]),
        relation("c.txt", "Norvane", "owns", "Perrin Group", &[]),
        relation("d.txt", "Nordwind", "owns", "Selmer Foods", &[]),
    ];
    let text = made::lines(&records);
    let sizes = |corrections: &str| -> Vec<usize> {
        let graph = merged_with(&text, corrections);
        let mut sizes: Vec<usize> = graph.entities.iter().map(|e| e.joins.len()).collect();
        sizes.sort_unstable();
        sizes
    };
    assert_eq!(sizes(""), [1, 1, 1, 1, 2]);
    assert_eq!(sizes("[[apart]]\nmembers = [\"a b.txt e1\", \"c.txt e1\"]"), [1; 6]);
    assert_eq!(sizes("[[same]]\nmembers = [\"d.txt e1\", \"c.txt e1\"]"), [1, 1, 1, 3]);
}

#[test]
fn symmetric_relations_have_one_edge() {
    let graph = of(&[
        relation("a", "Norvane", "merges_with", "Tallis Rail", &[]),
        relation("b", "Tallis Rail", "merges_with", "Norvane", &[]),
        relation("c", "Norvane", "owns", "Tallis Rail", &[]),
        relation("d", "Tallis Rail", "owns", "Norvane", &[]),
    ]);
    assert_eq!(graph.edges.len(), 3);
}

#[test]
fn offices_are_kept_apart_and_a_vague_one_joins_the_only_one() {
    let role = |doc: &str, role: Value| {
        let ends = [
            end(1, "Ada Brinkhoven", "person", &[], json!({})),
            end(2, "Norvane", "organization", &[], json!({})),
        ];
        let attributes = json!({"role": role, "change": null, "date": null});
        between(doc, ends, "has_role", &[("/attributes", attributes)])
    };
    let count = |roles: &[Value]| {
        let all: Vec<Value> =
            roles.iter().enumerate().map(|(i, r)| role(&i.to_string(), r.clone())).collect();
        of(&all).edges.len()
    };
    assert_eq!(count(&[json!("chairman"), json!("Chairman"), Value::Null]), 1);
    assert_eq!(count(&[json!("chairman"), json!("treasurer"), Value::Null]), 3);
}

/// One entity of a pair: its facts in an article of its own.
fn facts(doc: &str, kind: &str, name: &str, facts: &str) -> Vec<Value> {
    let (facts, more) = facts.split_once('#').unwrap_or((facts, ""));
    let (mut ids, mut aliases) = (json!({}), Vec::new());
    match more.split_once('=') {
        Some(("alias", alias)) => aliases.push(alias),
        Some((key, value)) => ids[key] = json!(value),
        None => {}
    }
    let own = end(1, name, kind, &aliases, ids);
    let fact = |(i, fact): (usize, &str)| {
        let at = fact.find(['<', '>']).expect("a direction");
        let (relation, other) = fact.split_at(at);
        let (other, other_type) = other[1..].rsplit_once(':').expect("a type");
        let other = end(i + 2, other, other_type, &[], json!({}));
        let ends =
            if fact[at..].starts_with('>') { [own.clone(), other] } else { [other, own.clone()] };
        between(doc, ends, relation, &[])
    };
    facts.split(';').enumerate().map(fact).collect()
}

#[test]
fn pairs_that_look_alike() {
    let (mut pairs, mut different, mut right, mut wrong, mut missed) = (0, 0, 0, Vec::new(), 0);
    for row in include_str!("pairs.tsv").lines().filter(|l| !l.starts_with('#')) {
        let [verdict, kind, first, first_facts, second, second_facts] =
            row.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{row}")
        };
        let (first_kind, second_kind) = kind.split_once('/').unwrap_or((kind, kind));
        let mut records = facts("a", first_kind, first, first_facts);
        records.extend(facts("b", second_kind, second, second_facts));
        let one = of(&records).entities.iter().any(|e| {
            e.joins.len() == 2 && e.joins.iter().all(|j| [first, second].contains(&&*j.name))
        });
        pairs += 1;
        different += usize::from(verdict == "different");
        match (verdict, one) {
            ("same", true) => right += 1,
            ("same", false) => missed += 1,
            (_, true) => wrong.push(row),
            _ => {}
        }
    }
    let precision = f64::from(right) / (f64::from(right) + wrong.len() as f64);
    println!(
        "{pairs} pairs, {different} different; joined rightly {right}, wrongly {}, missed {missed}; precision {precision:.3}",
        wrong.len()
    );
    assert!(pairs >= 300 && different * 2 >= pairs - 10, "{pairs} {different}");
    assert!(precision >= 0.98, "{precision} {wrong:#?}");
    assert!(missed * 10 <= right, "{missed} of {right} missed");
}
