//! Pages and pieces of markup to articles.

use std::process::ExitCode;

use stakeout::read::{Item, Options, Reader};
use stakeout_fuzz::{Outcome, Target};

const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<a href=\"/x\">",
    "</a>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<svg>",
    "<math>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "<template>",
    "</template>",
    "<select>",
    "<option>",
    "<li>",
    "<ul>",
    "</ul>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml ?>",
    "<br>",
    "<hr/>",
    "<img src=x alt=y>",
    "<iframe>",
    "<noscript>",
    "</noscript>",
    "<form>",
    "<article>",
    "</article>",
    "<blockquote>",
    "<h1>",
    "<pre>",
    "<plaintext>",
    "<frameset>",
    "<body>",
    "</body>",
    "</html>",
    "<meta charset=shift_jis>",
    "<meta charset=utf-16>",
    "<base href=x>",
    "&nbsp;",
    "&#0;",
    "&#x110000;",
    "&lt;p&gt;",
    "&amp;amp;",
    "The board of the company said that it had agreed to the price. ",
    "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"H\"}]}</script>",
    "<meta property=\"article:published_time\" content=\"2024-02-14T10:00Z\">",
    " class=\"nav\"",
    " hidden",
    " style=\"display:none\"",
    "<p hidden>",
    "<div aria-hidden=true>",
    "'",
    "\"",
    ">",
    "<",
    "/",
];

/// What comes out of a page: a text, or a reason.
fn read(name: &str, bytes: &[u8]) -> Vec<Result<String, String>> {
    let options = Options { max_text: 1 << 16, any_language: true, ..Options::default() };
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

fn target(bytes: &[u8]) -> Outcome {
    let page = read("in.html", bytes);
    let other =
        ["{", "[", "WARC/"].iter().any(|start| bytes.trim_ascii().starts_with(start.as_bytes()));
    assert!(page.len() == 1 || other, "one page, one article or one reason");
    if bytes.len().is_multiple_of(8) {
        assert_eq!(page, read("in.html", bytes), "not the same twice");
    }
    let item = [b"<rss><item><description><![CDATA[", bytes, b"]]></description></item></rss>"];
    let gap = |found: &Result<String, String>| found.as_ref().is_ok_and(|t| t.contains("\n\n\n"));
    assert!(!page.iter().any(gap), "a gap of two lines");
    let mut said = Vec::new();
    for found in page.into_iter().chain(read("in.rss", &item.concat())) {
        said.push(match found {
            Ok(text) => {
                assert!(!text.trim().is_empty() && !text.contains('\0'));
                let lines = Outcome::size(text.lines().count());
                format!("{lines} {}", Outcome::size(text.len()))
            }
            Err(reason) => {
                assert!(!reason.is_empty());
                Outcome::words(&reason)
            }
        });
    }
    Outcome::of(said)
}

fn main() -> ExitCode {
    stakeout_fuzz::drive(&Target { name: "html", pieces: PIECES, run: target })
}
