//! Lines to a graph, and back.

use serde_json::Value;
use stakeout::graph::Reader;

use crate::common::{RELATIONS, graph, lines, schema_faults};

#[test]
fn every_plain_record_comes_back_as_evidence() {
    let plain: Vec<Value> =
        RELATIONS.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let graph = graph(RELATIONS);
    assert!(!graph.merged);
    assert_eq!(graph.edges.len(), plain.len());
    let written = lines(&graph);
    let mut back = Vec::new();
    for line in written.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(schema_faults(&line), [""; 0]);
        for evidence in line["evidence"].as_array().into_iter().flatten() {
            let mut evidence = evidence.clone();
            let fields = evidence.as_object_mut().expect("an object");
            fields.remove("story");
            fields.remove("swapped");
            back.push(evidence);
        }
    }
    assert_eq!(back, plain);
}

#[test]
fn merged_lines_read_back_as_they_were() {
    let written = lines(&graph(RELATIONS));
    let again = graph(&written);
    assert!(again.merged);
    assert_eq!(lines(&again), written);
}

#[test]
fn a_record_counts_once() {
    let twice = format!("{RELATIONS}\n\n{RELATIONS}");
    assert_eq!(graph(&twice).edges.len(), graph(RELATIONS).edges.len());
}

#[test]
fn what_is_no_record_is_told_with_its_place() {
    let actual = |l: &&str| l.contains("\"status\":\"actual\"");
    let first = RELATIONS.lines().find(actual).unwrap_or_default();
    for (line, reason) in [
        ("x", "not a relation record"),
        ("{\"record\":\"thing\"}", "unknown kind of record `thing`"),
        ("{\"record\":\"relation\"}", "not a record of a merged file"),
        (&first.replace("\"actual\"", "\"maybe\""), "unknown status `maybe`"),
        ("{\"doc\":\"a\",\"start\":0}", "not a relation record: missing field"),
        (&"[".repeat(100_000), "not a relation record"),
    ] {
        let mut faults = Vec::new();
        let text = format!("\n{line}\n{first}\n");
        let mut reader = Reader::default();
        let read =
            reader.read("a.jsonl", &mut text.as_bytes(), &mut |f| faults.push(f.to_string()));
        assert!(read.is_ok());
        assert_eq!(faults.len(), 1, "{line:.40}");
        assert!(faults[0].starts_with(&format!("a.jsonl:2: {reason}")), "{}", faults[0]);
        assert_eq!(reader.finish().edges.len(), 1);
    }
}
