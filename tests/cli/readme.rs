//! The README's example is what stakeout says.

use serde_json::Value;

use crate::common::{put, stakeout};

/// Every test that SECURITY.md names is where it says.
#[test]
fn the_tests_that_hold_guarantees_exist() {
    let table = include_str!("../../SECURITY.md").split_once("## Guarantees").expect("a table").1;
    let rows = table.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    let mut found = 0;
    for cell in rows.filter_map(|row| row.trim_end_matches(" |").rsplit_once(" | ")) {
        let mut names: Vec<&str> = Vec::new();
        for (n, part) in cell.1.split('`').enumerate() {
            if n % 2 == 1 {
                names.push(part);
                continue;
            }
            let Some((path, _)) = part.strip_prefix(" (").and_then(|p| p.split_once(')')) else {
                continue;
            };
            let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            let code = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{path}: {e}"));
            for name in names.drain(..) {
                let test = format!("#[test]\nfn {name}(");
                let code = code.replace("\n    ", "\n");
                assert!(code.contains(&test), "{path} has no test `{name}`");
                found += 1;
            }
        }
        assert!(names.is_empty(), "no file is named for {names:?}");
    }
    assert!(found > 20, "{found}");
}

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
