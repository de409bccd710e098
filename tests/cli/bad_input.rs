//! Bad input costs one error record each; the rest is processed, and the run ends with status 1.

use crate::common::{documents, gzip, put};
use tempfile::tempdir;

/// Runs on the bad file and a good one; the good one must come through.
fn error_of(name: &str, bytes: &[u8]) -> String {
    let folder = tempdir().expect("a folder");
    put(folder.path(), name, bytes);
    put(folder.path(), "good.txt", "Good.");
    let run = documents(folder.path(), &[name, "good.txt"], b"");
    assert_eq!(run.status, 1, "{name} {}", run.stderr);
    assert_eq!(run.all("id").last().map(String::as_str), Some("good.txt"), "{name}");
    run.error()
}

#[test]
fn each_kind_names_file_and_line() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("empty.txt", b"", "empty.txt:null read the file is empty"),
        ("blank.txt", b" \n\n ", "blank.txt:1 parse the document has no text"),
        ("nul.txt", b"One.\n\nA\0B", "nul.txt:3 parse the text holds a NUL byte"),
        ("a.pdf", b"%PDF-1.7 x", "a.pdf:null read a PDF file"),
        (
            "a.docx",
            b"PK\x03\x04 x",
            "a.docx:null read a ZIP or office file; unpack it, or make a .docx text with `pandoc",
        ),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a.png:null read an image"),
        ("a.tar", &[&[b'a'; 257][..], b"ustar\x0000"].concat(), "a.tar:null read a tar archive"),
        ("a.db", b"SQLite format 3\0x", "a.db:null read an SQLite database"),
        ("a.html", b"<!DOCTYPE html><nav>", "a.html:1 parse no article was found"),
        ("a.csv", b"name,x\na,b\n", "a.csv:1 read no column is known to hold the text"),
        ("a.xml", b"<?xml version='1.0'?><other/>", "a.xml:null read XML of a kind"),
        ("a.rss", b"<rss><item><description>x</item></rss>", "a.rss:null parse no sound XML"),
        ("b.rss", b"<rss></rss>", "b.rss:null read no article in it"),
        (
            "a.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
            "a.warc:null read the record does not say how long",
        ),
        (
            "a.jsonl",
            b"{\"text\":\"a\"}\n{\"text\": }\n{\"text\":\"b\"}",
            "a.jsonl:2 parse no JSON record",
        ),
        (
            "b.jsonl",
            b"{\"id\":\"b\"}",
            "b.jsonl:1 parse the document has no text; where the field has",
        ),
        ("c.jsonl", b"{\"text\":\"\"}", "c.jsonl:1 parse the document has no text"),
        ("d.jsonl", b"{\"text\":\"a\"}\n{\"text\":\"\xff\"}", "d.jsonl:2 parse not valid UTF-8"),
        ("e.jsonl", b"{\"text\":\"a\\u0000b\"}", "e.jsonl:1 parse the text holds a NUL"),
        ("f.jsonl", b"\n\n[1,2]\n", "f.jsonl:3 parse no JSON record"),
        (
            "g.jsonl",
            b"{\"text\":\"a\",\"text\":\"b\"}",
            "g.jsonl:1 parse no JSON record: duplicate",
        ),
        ("h.jsonl", b"{\"text\":\"a\0b\"}", "h.jsonl:1 parse no JSON record: control character"),
        ("i.json", b"[{\"text\":\"a\"}", "i.json:1 read the array is not closed"),
        ("j.json", b"{\"text\":\n\"a\"", "j.json:2 parse no JSON record: EOF"),
        ("k.json", b"nul", "k.json:1 parse no JSON record"),
        ("l.json", b"[\n5]", "l.json:2 parse no JSON record"),
        ("m.jsonl.gz", b"\x1f\x8b no gzip at all", "m.jsonl.gz:null read the gzip data is damaged"),
    ];
    for (name, bytes, expected) in cases {
        let said = error_of(name, bytes);
        assert!(said.starts_with(expected), "{said}\n{expected}");
    }
}

#[test]
fn a_nul_byte_costs_the_one_item() {
    let folder = tempdir().expect("a folder");
    let item = |text: &str| format!("<item><description>{text}</description></item>");
    let feed = format!("<rss>{}{}{}</rss>", item("One."), item("T\0wo."), item("Three."));
    put(folder.path(), "a.rss", feed);
    let run = documents(folder.path(), &["a.rss"], b"");
    assert_eq!((run.status, run.all("text")), (1, vec!["One.".to_owned(), "Three.".to_owned()]));
    assert!(run.error().contains("NUL"), "{}", run.stderr);
}

#[test]
fn files_without_documents_are_named() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    for (name, bytes) in [
        ("a.json", "[ ]"),
        ("b.jsonl", "\n \n"),
        ("c.csv", "id,text\n"),
        ("d.warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
    ] {
        put(at, name, bytes);
        let run = documents(at, &[name], b"");
        assert_eq!((run.status, run.records.len()), (0, 0), "{}", run.stderr);
        let said = run.stderr.lines().any(|line| line.starts_with("stakeout: skipped"));
        assert!(said, "{name}: {}", run.stderr);
    }
    let run = documents(at, &["."], b"");
    assert!(run.stderr.contains("skipped a.json: holds no documents"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_opened() {
    let folder = tempdir().expect("a folder");
    put(folder.path(), "good.txt", "Good.");
    let run = documents(folder.path(), &["missing.txt", "good.txt", "good.txt/x"], b"");
    assert_eq!((run.status, run.errors.len(), run.records.len()), (1, 2, 1));
    assert!(run.stderr.contains("read 3, extracted 1, rejected 2"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "in/shut/a.txt", "Shut.");
    put(at, "in/z.txt", "Open.");
    let shut = at.join("in/shut");
    let mode =
        |m| std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(m)).expect("ours");
    mode(0o000);
    let readable = std::fs::read_dir(&shut).is_ok();
    let run = documents(at, &["in"], b"");
    mode(0o755);
    // Root reads everything: then there is nothing to report.
    assert_eq!((run.status, run.errors.len()), if readable { (0, 0) } else { (1, 1) });
    assert_eq!(run.all("id").last().map(String::as_str), Some("z.txt"));
}

#[test]
fn what_comes_before_damage_is_kept() {
    let folder = tempdir().expect("a folder");
    let whole = gzip(b"{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\",\"text\":\"b\"}\n");
    let garbage = [whole.as_slice(), b"garbage behind"].concat();
    let mut long = String::new();
    for n in 0..20_000 {
        long.push_str(&format!("{{\"id\":\"{n}\",\"text\":\"text {}\"}}\n", n * 7919));
    }
    let packed = gzip(long.as_bytes());
    put(folder.path(), "a.gz", &garbage);
    put(folder.path(), "b.gz", &packed[..packed.len() / 2]);
    put(folder.path(), "c.txt", "Good.");
    for one in ["{\"text\":\"a\"}\n", "{\"text\":\n\"a\"}"] {
        put(folder.path(), "one.gz", [gzip(one.as_bytes()).as_slice(), b"garbage"].concat());
        let run = documents(folder.path(), &["one.gz"], b"");
        assert_eq!((run.status, run.errors.len(), run.records.len()), (1, 1, 1), "{}", run.stderr);
    }
    let run = documents(folder.path(), &["a.gz", "b.gz", "c.txt"], b"");
    assert_eq!((run.status, run.errors.len()), (1, 2), "{}", run.stderr);
    let ids = run.all("id");
    assert_eq!((ids[0].as_str(), ids[1].as_str()), ("1", "2"));
    let kept: Vec<usize> =
        ids[2..ids.len() - 1].iter().map(|id| id.parse().expect("a number")).collect();
    assert!(kept.len() > 2_000, "{}", kept.len());
    assert!(kept.iter().enumerate().all(|(i, id)| i == *id));
}

#[test]
fn limits_are_reported() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let long = "x".repeat(3000);
    put(at, "a.txt", &long);
    put(
        at,
        "b.jsonl",
        format!(
            "{{\"text\":\"{long}\"}}\n{{\"text\":\"{}\"}}\n{{\"text\":\"ok\"}}\n",
            &long[..1500]
        ),
    );
    put(at, "c.json", format!("[{{\"text\":\"{long}\"}},{{\"text\":\"ok\"}}]"));
    let run = documents(
        at,
        &["a.txt", "b.jsonl", "c.json", "--limit-text", "1000", "--limit-line", "2000"],
        b"",
    );
    assert_eq!((run.status, run.all("id")), (1, vec!["b.jsonl#3".into(), "c.json#2".into()]));
    let places: Vec<String> =
        run.errors.iter().map(|e| format!("{}:{}", e["source"], e["line"])).collect();
    assert_eq!(places, ["\"a.txt\":null", "\"b.jsonl\":1", "\"b.jsonl\":2", "\"c.json\":1"]);
    assert!(
        run.errors
            .iter()
            .all(|e| e["reason"].as_str().is_some_and(|r| r.contains("the most that a")))
    );
}

#[test]
fn deep_nesting_costs_one_record() {
    let folder = tempdir().expect("a folder");
    let deep = "[".repeat(1_000_000);
    let input = format!(
        "{{\"id\":\"1\",\"x\":{deep}\n{{\"text\":{deep}\n{{\"id\":\"3\",\"text\":\"(((\"}}\n"
    );
    let run = documents(folder.path(), &["-"], input.as_bytes());
    assert_eq!((run.status, run.errors.len(), run.all("id")), (1, 2, vec!["3".to_owned()]));
}
