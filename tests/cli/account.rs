//! What is read is extracted or rejected, whatever the bytes, and every rejected document has its
//! record.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::{gzip, put, stakeout};
use tempfile::tempdir;

/// xorshift64 (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn warc(text: &str) -> String {
    let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}");
    let head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http";
    format!("{head}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n", body.len())
}

/// A sound file of each format, three documents each where the format has several.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let words = |n: usize| format!("Öltek {n} bought Bronn.");
    let each = |form: &dyn Fn(String) -> String| (0..3).map(|n| form(words(n))).collect::<String>();
    let lines = each(&|t| format!("{{\"text\":\"{t}\"}}\n"));
    let items = each(&|t| format!("<item><description>{t}</description></item>"));
    let stories = each(&|t| format!("<newsItem><inlineXML><p>{t}</p></inlineXML></newsItem>"));
    let archive = each(&|t| warc(&t));
    let members: Vec<u8> =
        lines.lines().flat_map(|line| gzip(format!("{line}\n").as_bytes())).collect();
    let page = format!("<!doctype html><article><p>{}</p></article>", words(1).repeat(9));
    vec![
        ("jsonl", lines.clone().into_bytes()),
        ("json", format!("[{}]", lines.trim().replace('\n', ",")).into_bytes()),
        ("csv", format!("text\n{}", each(&|t| format!("\"{t}\"\n"))).into_bytes()),
        ("rss", format!("<rss>{items}</rss>").into_bytes()),
        ("xml", format!("<newsMessage>{stories}</newsMessage>").into_bytes()),
        ("html", page.into_bytes()),
        ("md", format!("# T\n\n*{}*\n", words(1)).into_bytes()),
        ("txt", words(1).into_bytes()),
        ("warc", archive.clone().into_bytes()),
        ("warc.gz", gzip(archive.as_bytes())),
        ("jsonl.gz", members),
    ]
}

fn corrupted(sound: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        let end = (at + random.below(60)).min(bytes.len());
        match random.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, sound[..end.min(sound.len())].iter().copied())),
            3 => bytes[at..end].iter_mut().for_each(|b| *b = random.below(256) as u8),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|b| *b ^= 1 << random.below(8)),
        }
    }
    bytes
}

#[test]
fn ten_thousand_corrupted_files_are_accounted_for() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let (sound, mut random) = (sound(), Random(0x2545_f491_4f6c_dd1d));
    let mut list = String::new();
    for n in 0..10_000 {
        let (ending, bytes) = &sound[n % sound.len()];
        let name = format!("in/{}/{n}.{ending}", n % 100);
        put(at, &name, corrupted(bytes, &mut random));
        list.push_str(&format!("{name}\n"));
    }
    put(at, "list", &list);
    let files = ["-o", "out", "--errors", "err", "--summary", "sum"];
    let arguments = ["extract", "--emit", "documents", "--files-from", "list", "-q"];
    let run = stakeout(at, &[&arguments[..], &files].concat(), b"");
    assert_eq!(run.status, 1, "{}", run.stderr);
    let records = |name: &str| -> Vec<Value> {
        let text = std::fs::read_to_string(at.join(name)).expect("it was written");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let (documents, errors, summary) = (records("out"), records("err"), records("sum").remove(0));
    let count = |key: &str| summary[key].as_u64().expect("a number") as usize;
    assert_eq!(count("read"), count("extracted") + count("rejected"));
    assert_eq!((count("extracted"), count("rejected")), (documents.len(), errors.len()));
    assert!(documents.len() > 8_000 && errors.len() > 2_000, "{summary}");
    let kinds = summary["rejected_by"].as_object().expect("kinds");
    assert_eq!(kinds.values().filter_map(Value::as_u64).sum::<u64>() as usize, errors.len());
    assert!(!kinds.contains_key("fault"), "{summary}");
    let all = documents.iter().chain(&errors);
    let files: BTreeSet<&str> = all.filter_map(|r| r["source"].as_str()).collect();
    for name in list.lines().filter(|name| !files.contains(name)) {
        // A table, an array or an archive may be left with no document in it, or no article.
        let several = [".csv", ".json", ".warc"].iter().any(|ending| name.contains(ending));
        assert!(several, "{name}");
    }
    assert!(files.len() > 9_000, "{}", files.len());
}

#[test]
fn limits_are_counted_and_can_be_set() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "in/a.txt", "Öltek AG bought Bronn Inc. and Norvane plc on Monday, 5 May 2024.");
    put(at, "in/b.html", format!("<!doctype html>{}x", "<div>".repeat(20)));
    put(at, "in/c.jsonl.gz", gzip(&vec![b' '; 60 << 20]));
    put(at, "in/d.txt", "and ".repeat(30) + "so, " + &"on ".repeat(20));
    let limits = [
        "--limit-sentence",
        "25",
        "--limit-mentions",
        "2",
        "--limit-nesting",
        "10",
        "--limit-ratio",
        "50",
    ];
    let run = stakeout(at, &[&["extract", "in", "--summary", "sum"][..], &limits].concat(), b"");
    let said: Vec<&str> = run.errors.iter().filter_map(|e| e["reason"].as_str()).collect();
    assert_eq!((run.status, said.len()), (1, 3), "{}", run.stderr);
    for (said, words) in said.iter().zip([
        "mentions, more than 2",
        "more than 10 deep",
        "more than 50 times its size",
    ]) {
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(run.errors[0]["id"], "a.txt");
    let kinds = "rejected 3 (packed too tight 1, too deep 1, too many 1)";
    assert!(run.stderr.contains(kinds), "{}", run.stderr);
    assert!(run.stderr.contains("long sentences cut 1\n"), "{}", run.stderr);
    let summary = std::fs::read_to_string(at.join("sum")).expect("it was written");
    assert!(summary.contains("\"limits_hit\":3,\"sentences_cut\":1"), "{summary}");
    let schema = include_str!("../../schema/summary.schema.json");
    let schema = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is sound");
    let summary = serde_json::from_str(&summary).expect("JSON");
    assert!(validator.validate(&summary).is_ok(), "{summary}");
}

#[test]
fn deep_nesting_neither_aborts_nor_hangs_on_small_stacks() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let deep = |open: &str| open.repeat(1_000_000);
    put(at, "a.json", format!("{{\"text\":{}", deep("[")));
    put(at, "b.html", format!("<html>{}", deep("<div>")));
    put(at, "c.xml", format!("<nitf>{}</nitf>", deep("<a>")));
    let item = format!("<item><description><![CDATA[{}]]></description></item>", deep("<b>"));
    put(at, "d.rss", format!("<rss>{item}</rss>"));
    put(at, "e.txt", format!("Öltek said ({} that.", deep("(")));
    put(at, "f.txt", "Öltek AG bought Bronn Inc.");
    put(at, "rules/deep.toml", format!("a = {}", deep("[")));
    let pattern = format!("[[rule]]\nid = \"x/y\"\npatterns = [\"{}\"]\n", deep("("));
    put(at, "pattern/deep.toml", pattern);
    let run = |arguments: &[&str]| {
        let output = assert_cmd::cargo::cargo_bin_cmd!("stakeout")
            .current_dir(at)
            .env("RUST_MIN_STACK", "262144")
            .args(arguments)
            .output()
            .expect("it runs");
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let files = ["a.json", "b.html", "c.xml", "d.rss", "e.txt", "f.txt"];
    let (code, out, err) = run(&[&["extract", "--emit", "documents", "-q"][..], &files].concat());
    assert_eq!(code, Some(1), "{err}");
    for id in ["e.txt", "f.txt"] {
        assert!(out.contains(&format!("\"id\":\"{id}\"")), "{err}");
    }
    assert_eq!(err.lines().filter(|l| l.contains("\"stage\":\"parse\"")).count(), 4, "{err}");
    for rules in ["rules", "pattern"] {
        let (code, _, err) = run(&["extract", "--rules", rules, "f.txt"]);
        assert_eq!(code, Some(2), "{rules} {}", err.get(..500).unwrap_or(&err));
    }
}
