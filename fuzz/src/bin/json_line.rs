//! JSON, JSONL and gzip files to articles.

use std::process::ExitCode;

use stakeout::read::{Item, Options, Reader};

fn target(bytes: &[u8]) {
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

fn main() -> ExitCode {
    stakeout_fuzz::drive("json_line", target)
}
