//! The README's example is what stakeout says.

use serde_json::Value;

use crate::common::{put, stakeout};

#[test]
fn the_example_is_real() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("it is there");
    let block = |kind: &str| {
        let start = readme.find(kind).expect("a block") + kind.len();
        readme[start..].split("```").next().expect("its text").to_owned()
    };
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "article.txt", block("```text\n"));
    let run = stakeout(folder.path(), &["extract", "--date", "2025-03-03", "article.txt"], b"");
    let shown = block("```json\n");
    let shown = serde_json::Deserializer::from_str(&shown).into_iter::<Value>();
    let shown: Vec<Value> = shown.map(|v| v.expect("JSON")).collect();
    assert_eq!((run.status, run.records.len()), (0, shown.len()));
    for (said, shown) in run.records.iter().zip(&shown) {
        // Which rule finds it, and how sure it is, may change from one version to the next.
        let keys =
            ["doc", "relation", "subject", "object", "attributes", "status", "negated", "hedged"];
        for key in keys.into_iter().chain(["evidence", "article"]) {
            assert_eq!(said[key], shown[key], "{key}");
        }
    }
}
