//! WARC files, and other files of several records, to articles.

use std::process::ExitCode;

use stakeout::read::{Item, Options, Reader};

const GOOD: &[u8] = b"\r\n\r\nWARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nthe end one\r\n\r\n";

fn read(name: &str, bytes: &[u8]) -> Vec<String> {
    let options = Options { max_line: 5000, any_language: true, ..Options::default() };
    let mut all = Vec::new();
    for item in Reader::of_bytes(name, bytes.to_vec(), options.clone()) {
        assert!(all.len() <= bytes.len() * 1100 + 1, "more items than bytes");
        all.push(match item {
            Item::Record(record) => match record.article(&options, None) {
                Ok(parsed) => parsed.article.text,
                Err(failure) => format!("! {}", failure.reason),
            },
            Item::Failure(failure) => format!("! {}", failure.reason),
            Item::Skipped(skipped) => format!("- {}", skipped.reason),
        });
    }
    all
}

fn target(bytes: &[u8]) {
    for name in ["in.warc", "in.csv", "in.xml", "in.rss"] {
        let all = read(name, bytes);
        assert!(all.iter().all(|said| said.len() > 1 || !said.starts_with(['!', '-'])));
        assert_eq!(all, read(name, bytes), "not the same twice");
    }
    // A sound record behind any other is found, unless one before it claims its bytes.
    if !bytes.starts_with(&[0x1f, 0x8b]) && !contains(bytes, b"Content-Length") {
        let all = read("in.warc", &[b"WARC/1.0\r\n", bytes, GOOD].concat());
        let lengths = contains(&bytes.to_ascii_lowercase(), b"content-length");
        assert!(
            lengths || all.iter().any(|text| text == "the end one"),
            "a sound record is lost: {all:?}"
        );
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn main() -> ExitCode {
    stakeout_fuzz::drive("warc", target)
}
