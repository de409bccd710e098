//! The formats, read by their own consumers: networkx, followthemoney, lib-cove-bods, rdflib, DuckDB …

use std::path::Path;
use std::process::Command;

/// Runs where `tools/consumers/run` has installed them; `.ci/run` does so in any case.
#[test]
fn consumers_read_what_was_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/consumers/bin/python");
    if !python.exists() {
        println!("skipped: no consumers here; tools/consumers/run installs them");
        return;
    }
    let output = Command::new(python)
        .arg(root.join("tools/consumers/check.py"))
        .arg(env!("CARGO_BIN_EXE_stakeout"))
        .arg(root.join("tests/graph/relations.jsonl"))
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
