//! What the tests share.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;
use stakeout::graph::{Graph, Reader};

/// Relations of some articles of the corpus, as `stakeout extract` writes them.
pub(crate) const RELATIONS: &str = include_str!("relations.jsonl");

/// The graph of lines that all can be read.
pub(crate) fn graph(lines: &str) -> Graph {
    let mut reader = Reader::default();
    reader
        .read("test", &mut lines.as_bytes(), &mut |fault| panic!("{fault}"))
        .expect("memory can be read");
    reader.finish()
}

/// The lines of a merged file.
pub(crate) fn lines(graph: &Graph) -> String {
    let mut out = Vec::new();
    stakeout::graph::write_merged(graph, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("UTF-8")
}

/// The faults that the schema of its kind finds in a line.
pub(crate) fn schema_faults(line: &Value) -> Vec<String> {
    static ALL: OnceLock<Vec<(String, jsonschema::Validator)>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let kinds = ["entity", "relation", "contradiction"];
        kinds.map(|kind| (kind.to_owned(), validator(&format!("merged-{kind}")))).into()
    });
    let kind = line["record"].as_str().expect("a kind");
    let (_, validator) = all.iter().find(|(k, _)| k == kind).expect("a known kind");
    validator.iter_errors(line).map(|e| format!("{e} at {}", e.instance_path())).collect()
}

fn validator(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let schema = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is sound")
}
