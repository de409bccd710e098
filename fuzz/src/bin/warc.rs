//! WARC files, and other files of several records, to articles.

use std::process::ExitCode;

use stakeout::read::{Item, Options, Reader};
use stakeout_fuzz::{Outcome, Target};

const PIECES: &[&str] = &[
    "WARC/1.0\r\n",
    "WARC/1.1\r\n",
    "WARC-Type: response\r\n",
    "WARC-Type: conversion\r\n",
    "WARC-Type: resource\r\n",
    "WARC-Type: request\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 99999999999\r\n",
    "Content-Length: -1\r\n",
    "Content-Type: text/plain\r\n",
    "Content-Type: application/http; msgtype=response\r\n",
    "\r\n\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 404 Not Found\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: br\r\n",
    "Content-Type: text/html; charset=windows-1252\r\n",
    "5\r\nhello\r\n",
    "0\r\n\r\n",
    "WARC-Target-URI: http://a.example/\r\n",
    "WARC-Truncated: length\r\n",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<rss>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
    "<content type=\"xhtml\">",
    "<nitf>",
    "<body.content>",
    "<p>",
    "<newsItem>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "&b;",
    "&amp;",
    "<!--",
    "-->",
    "<?xml version=\"1.0\"?>",
    "text,title\n",
    "\"\"",
    "\",\"",
    "\"\n",
    ",,",
    "\t",
    ";",
];

const GOOD: &[u8] = b"\r\n\r\nWARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nthe end one\r\n\r\n";

fn read(name: &str, bytes: &[u8]) -> Vec<String> {
    let options = Options { max_line: 1800, any_language: true, ..Options::default() };
    let mut all = Vec::new();
    for item in Reader::of_bytes(name, bytes.to_vec(), options.clone()) {
        assert!(all.len() <= bytes.len() * 1100 + 1, "more items than bytes");
        all.push(match item {
            Item::Record(record) => match record.article(&options, None) {
                Ok(parsed) => format!("= {}", parsed.article.text),
                Err(failure) => format!("! {}", failure.reason),
            },
            Item::Failure(failure) => format!("! {}", failure.reason),
            Item::Skipped(skipped) => format!("- {}", skipped.reason),
        });
    }
    all
}

fn target(bytes: &[u8]) -> Outcome {
    let mut said = Vec::new();
    for name in ["in.warc", "in.csv", "in.xml", "in.rss"] {
        let all = read(name, bytes);
        assert!(!all.is_empty(), "bytes of which nothing comes");
        assert!(all.iter().all(|said| said.len() > 2), "a reason without words");
        if bytes.len().is_multiple_of(8) {
            assert_eq!(all, read(name, bytes), "not the same twice");
        }
        for reason in all.iter().take(6) {
            said.push(match reason.starts_with(['!', '-']) {
                true => Outcome::words(reason),
                false => Outcome::size(reason.len()).to_string(),
            });
        }
    }
    // A sound record behind any other is found, unless one before it claims its bytes.
    if !bytes.starts_with(&[0x1f, 0x8b]) && !contains(bytes, b"Content-Length") {
        let all = read("in.warc", &[b"WARC/1.0\r\n", bytes, GOOD].concat());
        let lengths = contains(&bytes.to_ascii_lowercase(), b"content-length");
        assert!(
            lengths || all.iter().any(|text| text == "= the end one"),
            "a sound record is lost: {all:?}"
        );
    }
    Outcome::of(said)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn main() -> ExitCode {
    stakeout_fuzz::drive(&Target { name: "warc", pieces: PIECES, run: target })
}
