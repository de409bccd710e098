//! Pages and pieces of markup to articles.

use std::process::ExitCode;

use stakeout::read::{Item, Options, Reader};

/// What comes out of a page: a text, or a reason.
fn read(name: &str, bytes: &[u8]) -> Vec<Result<String, String>> {
    let options = Options { max_text: 1 << 16, ..Options::default() };
    let one = |item| match item {
        Item::Record(record) => match record.article(&options, None) {
            Ok(parsed) => Ok(parsed.article.text),
            Err(failure) => Err(failure.reason),
        },
        Item::Failure(failure) => Err(failure.reason),
        Item::Skipped(skipped) => Err(skipped.reason),
    };
    Reader::of_bytes(name, bytes.to_vec(), options.clone()).map(one).collect()
}

fn target(bytes: &[u8]) {
    let page = read("in.html", bytes);
    assert_eq!(page.len(), 1, "one page, one article or one reason");
    assert_eq!(page, read("in.html", bytes), "not the same twice");
    let item = [b"<rss><item><description><![CDATA[", bytes, b"]]></description></item></rss>"];
    for found in page.into_iter().chain(read("in.rss", &item.concat())) {
        match found {
            Ok(text) => {
                assert!(!text.trim().is_empty() && !text.contains('\0'));
                assert!(!text.contains("\n\n\n"), "a gap of two lines");
            }
            Err(reason) => assert!(!reason.is_empty()),
        }
    }
}

fn main() -> ExitCode {
    stakeout_fuzz::drive("html", target)
}
