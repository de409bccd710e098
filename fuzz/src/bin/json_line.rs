//! JSON, JSONL and gzip files to articles.

use std::process::ExitCode;

use stakeout::read::{Item, Options, Reader};

fn target(bytes: &[u8]) {
    halves(bytes);
    let options = Options { max_text: 4000, max_line: 5000, ..Options::default() };
    for name in ["in.jsonl", "in.json", "in"] {
        let mut items = 0;
        for item in Reader::of_bytes(name, bytes.to_vec(), options.clone()) {
            items += 1;
            assert!(items <= bytes.len().max(1) * 1100, "more items than bytes");
            match item {
                Item::Record(record) => match record.article(&options, None) {
                    Ok(parsed) => {
                        let article = parsed.article;
                        assert!(!article.id.is_empty() && !article.text.trim().is_empty());
                        assert!(article.text.len() <= options.max_text);
                    }
                    Err(failure) => assert!(!failure.reason.is_empty()),
                },
                Item::Failure(failure) => assert!(!failure.reason.is_empty()),
                Item::Skipped(skipped) => assert!(!skipped.reason.is_empty()),
            }
        }
        assert!(items > 0 || bytes.len() < 4000 || bytes.trim_ascii().len() < bytes.len());
    }
}

/// The texts of lines.
fn texts(bytes: &[u8]) -> Vec<String> {
    let options =
        Options { max_text: 4000, max_line: 5000, any_language: true, ..Options::default() };
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
    stakeout_fuzz::drive("json_line", target)
}
