//! Public suites of bad input through every way of reading that takes them: nothing panics, what is
//! refused says why, and the next record is always processed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use stakeout::read::{Charset, Item, Options, Reader};

fn suite(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile").join(name)
}

fn files(name: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(suite(name)).expect("the suite is there");
    let paths = entries.map(|entry| entry.expect("readable").path()).filter(|p| p.is_file());
    let mut all: Vec<(String, Vec<u8>)> = paths
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(path).expect("readable"))
        })
        .collect();
    all.sort();
    assert!(!all.is_empty());
    all
}

/// The ids and texts that come out, and the reasons for what does not.
fn read(name: &str, bytes: &[u8], options: &Options) -> (Vec<(String, String)>, Vec<String>) {
    let (mut articles, mut reasons) = (Vec::new(), Vec::new());
    for item in Reader::of_bytes(name, bytes.to_vec(), options.clone()) {
        match item {
            Item::Record(record) => match record.article(options, None) {
                Ok(parsed) => articles.push((parsed.article.id, parsed.article.text)),
                Err(failure) => reasons.push(failure.reason),
            },
            Item::Failure(failure) => reasons.push(failure.reason),
            Item::Skipped(skipped) => reasons.push(skipped.reason),
        }
    }
    assert!(reasons.iter().all(|reason| !reason.is_empty()));
    (articles, reasons)
}

fn any_language() -> Options {
    Options { any_language: true, ..Options::default() }
}

#[test]
fn json_is_accepted_and_refused_as_its_name_says() {
    let mut counts = [0, 0, 0];
    for (name, bytes) in files("json/test_parsing") {
        let must = name.starts_with("y_");
        let inner = if must { bytes.trim_ascii().to_vec() } else { bytes.clone() };
        let inner: Vec<u8> =
            inner.into_iter().map(|b| if must && b == b'\n' { b' ' } else { b }).collect();
        let head = b"{\"id\":\"x\",\"text\":\"one\",\"extra\":";
        let tail = b"}\n{\"id\":\"next\",\"text\":\"two\"}\n";
        let lines = [head.as_slice(), &inner, tail].concat();
        let (articles, reasons) = read("in.jsonl", &lines, &any_language());
        let accepted = articles.iter().any(|(id, _)| id == "x");
        assert!(articles.iter().any(|(id, _)| id == "next"), "{name}: the next is lost");
        match name.as_bytes().first() {
            Some(b'y') => assert!(accepted, "{name}: {reasons:?}"),
            Some(b'n') => assert!(!accepted && !reasons.is_empty(), "{name}"),
            _ => assert!(accepted || !reasons.is_empty(), "{name}"),
        }
        counts[usize::from(name.starts_with("n_")) + 2 * usize::from(name.starts_with("i_"))] += 1;
    }
    assert_eq!(counts, [95, 188, 35]);
}

#[test]
fn every_file_through_every_way() {
    let names = [
        "a", "a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.rss", "a.xml",
        "a.warc",
    ];
    let suites = ["json/test_parsing", "json/test_transform", "warc/test/data", "utf8"];
    for (file, bytes) in suites.iter().flat_map(|suite| files(suite)) {
        for name in names {
            let (articles, reasons) = read(name, &bytes, &any_language());
            let nothing = articles.is_empty() && reasons.is_empty();
            // An empty array, and a table or file of blank lines, hold no document.
            let blank = bytes.iter().all(u8::is_ascii_whitespace)
                || bytes.trim_ascii().first() == Some(&b'[')
                || name.ends_with("sv");
            assert!(!nothing || blank, "{file} as {name}");
        }
    }
}

#[test]
fn utf_8_is_decoded_as_the_cases_say() {
    let text = fs::read_to_string(suite("utf8/utf8tests.txt")).expect("the suite is there");
    let hex = |digits: &str| -> Vec<u8> {
        let digits: Vec<char> = digits.chars().filter(|c| !c.is_whitespace()).collect();
        let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).ok();
        digits.chunks(2).filter_map(byte).collect()
    };
    let options = Options { charset: Charset::named("utf-8"), ..any_language() };
    let mut cases = 0;
    for line in text.lines().filter(|line| !line.starts_with('#') && line.contains(':')) {
        let parts: Vec<&str> = line.splitn(3, ':').collect();
        let [number, kind, rest] = parts[..] else { continue };
        let kind = kind.trim();
        let (bytes, expected) = match kind {
            "valid" => (rest.as_bytes().to_vec(), rest.as_bytes().to_vec()),
            "valid hex" => (hex(rest), hex(rest)),
            "invalid hex" => {
                let parts: Vec<&str> = rest.split(':').collect();
                (hex(parts[0]), hex(parts[2]))
            }
            _ => continue,
        };
        cases += 1;
        let wrapped = [b"x", bytes.as_slice(), b"x"].concat();
        let (articles, reasons) = read("a.log", &wrapped, &options);
        let expected = [b"x", expected.as_slice(), b"x"].concat();
        match articles.first() {
            Some((_, text)) => assert_eq!(text.as_bytes(), expected, "{number}"),
            None => assert!(expected.contains(&0), "{number} {reasons:?}"),
        }
    }
    assert_eq!(cases, 222);
}

#[test]
fn warc_files_are_read_or_refused_with_a_reason() {
    let mut documents = 0;
    for (name, bytes) in files("warc/test/data") {
        let (articles, reasons) = read(&name, &bytes, &any_language());
        assert!(!articles.is_empty() || !reasons.is_empty(), "{name}");
        documents += articles.len();
        let good = name == "example.warc" || name == "example.warc.gz";
        assert!(
            !good || articles.iter().any(|(_, text)| text.contains("illustrative examples")),
            "{name} {reasons:?}"
        );
    }
    assert!(documents >= 6, "{documents}");
}

/// Strings as a field of JSON, as a cell, as an item of a feed, as a text and as a page.
fn through_all(strings: &[String]) {
    let options = any_language();
    for text in strings {
        let json = serde_json::json!({"id": text, "title": text, "text": text}).to_string();
        let lines = format!("{json}\n{{\"id\":\"next\",\"text\":\"two\"}}\n");
        let (articles, _) = read("in.jsonl", lines.as_bytes(), &options);
        assert_eq!(articles.last().map(|(id, _)| id.as_str()), Some("next"), "{text}");
        if articles.len() == 2 {
            assert_eq!(&articles[0].1, text);
        }
        let cell = text.replace('"', "\"\"").replace('\0', "");
        let table = format!("id,text\n1,\"{cell}\"\nnext,two\n");
        let (articles, _) = read("in.csv", table.as_bytes(), &options);
        assert_eq!(articles.last().map(|(id, _)| id.as_str()), Some("next"), "{text}");
        let feed = format!(
            "<rss><item><description>{text}</description></item><item><guid>next</guid><description>two</description></item></rss>"
        );
        let (articles, reasons) = read("in.rss", feed.as_bytes(), &options);
        let markup = text.contains(['<', '&']);
        assert!(markup || articles.iter().any(|(id, _)| id == "next"), "{text} {reasons:?}");
        for name in ["in.txt", "in.html", "in.md", "in"] {
            read(name, text.as_bytes(), &options);
        }
    }
}

#[test]
fn naughty_strings() {
    let text = fs::read(suite("naughty-strings.base64.json")).expect("the suite is there");
    let strings: Vec<String> = serde_json::from_slice(&text).expect("JSON");
    let strings: Vec<String> =
        strings.iter().map(|s| String::from_utf8_lossy(&base64(s)).into_owned()).collect();
    assert!(strings.len() >= 500);
    through_all(&strings);
}

#[test]
fn markup_payloads() {
    let text = fs::read(suite("html-payloads.json")).expect("the suite is there");
    let value: Value = serde_json::from_slice(&text).expect("JSON");
    let mut payloads = Vec::new();
    strings(&value, &mut payloads);
    assert!(payloads.len() >= 200);
    through_all(&payloads);
}

#[test]
fn html_tokenizer_cases() {
    let mut cases = 0;
    for (_, bytes) in files("html/tokenizer") {
        let value: Value = serde_json::from_slice(&bytes).expect("JSON");
        let tests = value.get("tests").or_else(|| value.get("xmlViolationTests"));
        let mut pages = String::new();
        for test in tests.and_then(Value::as_array).into_iter().flatten() {
            let Some(input) = test["input"].as_str() else { continue };
            cases += 1;
            // Many cases make one page; each of them begins in the state that the last one left.
            pages.push_str(input);
            if pages.len() > 4000 {
                read("in.html", pages.as_bytes(), &any_language());
                pages.clear();
            }
        }
        read("in.html", pages.as_bytes(), &any_language());
    }
    assert!(cases > 6_000, "{cases}");
}

fn strings(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|v| strings(v, all)),
        Value::Object(map) => map.values().for_each(|v| strings(v, all)),
        _ => {}
    }
}

fn base64(text: &str) -> Vec<u8> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = text.bytes().filter_map(digit).collect();
    let group = |four: &[u8]| -> Vec<u8> {
        let bits =
            four.iter().fold(0u32, |bits, d| bits << 6 | u32::from(*d)) << (6 * (4 - four.len()));
        bits.to_be_bytes()[1..four.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}
