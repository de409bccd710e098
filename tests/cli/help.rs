//! Help that shows how.

use std::path::Path;

use crate::common::stakeout;

/// The verbs under a verb, as its help lists them.
fn verbs(help: &str) -> Vec<String> {
    let listed = help.split("Commands:").nth(1).unwrap_or("");
    let listed = listed.split("\n\n").next().unwrap_or("");
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

fn help(verb: &[&str]) -> String {
    let all: Vec<&str> = verb.iter().copied().chain(["--help"]).collect();
    let run = stakeout(Path::new("."), &all, b"");
    assert_eq!(run.status, 0, "{verb:?}");
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn every_verb_has_examples() {
    let top = verbs(&help(&[]));
    assert!(top.len() >= 14, "{top:?}");
    for verb in &top {
        let shown = help(&[verb]);
        assert!(shown.contains("\nExamples:\n  "), "{verb}");
        for inner in verbs(&shown) {
            assert!(help(&[verb, &inner]).contains("\nExamples:\n  "), "{verb} {inner}");
        }
    }
}
