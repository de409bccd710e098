//! JSON, JSONL and gzip files to articles.

use std::process::ExitCode;

use stakeout::read::{Item, Options, Reader};
use stakeout_fuzz::{Outcome, Target};

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"\"",
    "\\u0000",
    "\\ud800",
    "\\udc00",
    "\\n",
    "null",
    "true",
    "-0",
    "1e999",
    "{}",
    "[]",
    "}{",
    "},{",
    "\"text\":",
    "\"body\":",
    "\"id\":",
    "\"date\":",
    "\"title\":",
    "\"url\":",
    "\"text\":\"The bank bought it.\"",
    "{\"text\":\"The bank.\"}\n",
    "\"2024-02-14\"",
    "1707868800",
    "/*",
    "NaN",
    "\u{2028}",
];

fn target(bytes: &[u8]) -> Outcome {
    halves(bytes);
    let options = Options { max_text: 1500, max_line: 1800, ..Options::default() };
    let mut said = Vec::new();
    for name in ["in.jsonl", "in.json", "in"] {
        let mut items = 0;
        for item in Reader::of_bytes(name, bytes.to_vec(), options.clone()) {
            items += 1;
            assert!(items <= bytes.len().max(1) * 1100, "more items than bytes");
            let reason = match item {
                Item::Record(record) => match record.article(&options, None) {
                    Ok(parsed) => {
                        let article = parsed.article;
                        assert!(!article.id.is_empty() && !article.text.trim().is_empty());
                        assert!(article.text.len() <= options.max_text);
                        format!("ok {} {}", article.title.is_some(), parsed.warnings.len())
                    }
                    Err(failure) => failure.reason,
                },
                Item::Failure(failure) => failure.reason,
                Item::Skipped(skipped) => skipped.reason,
            };
            assert!(!reason.is_empty());
            let words = Outcome::words(&reason);
            if said.len() < 12 && said.last() != Some(&words) {
                said.push(words);
            }
        }
        assert!(items > 0, "bytes of which nothing comes");
    }
    Outcome::of(said)
}

/// The texts of lines.
fn texts(bytes: &[u8]) -> Vec<String> {
    let options =
        Options { max_text: 1500, max_line: 1800, any_language: true, ..Options::default() };
    let records = Reader::of_bytes("in.jsonl", bytes.to_vec(), options.clone());
    let article = |item| match item {
        Item::Record(record) => record.article(&options, None).ok().map(|p| p.article.text),
        _ => None,
    };
    records.filter_map(article).collect()
}

/// Two halves of lines give what the whole gives.
fn halves(bytes: &[u8]) {
    let lines = bytes.starts_with(b"{") && !bytes.contains(&0x1f);
    let middle = bytes.iter().skip(bytes.len() / 2).position(|b| *b == b'\n');
    if let Some(at) = middle.filter(|_| lines).map(|at| at + bytes.len() / 2 + 1) {
        let (first, second) = bytes.split_at(at);
        if second.starts_with(b"{") {
            assert_eq!([texts(first), texts(second)].concat(), texts(bytes), "halves differ");
        }
    }
}

fn main() -> ExitCode {
    stakeout_fuzz::drive(&Target { name: "json_line", pieces: PIECES, run: target })
}
