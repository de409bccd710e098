//! `stakeout timeline` and `stakeout report`: outputs and exit statuses.

use crate::common::{put, stakeout};

const ARTICLE: &str = "Tindefjord ASA bought Petrel Isles Ferries plc on 3 March 2025.";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "a.txt", ARTICLE);
    let run = stakeout(folder.path(), &["extract", "-q", "a.txt", "-o", "r.jsonl"], b"");
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder
}

#[test]
fn timelines_of_every_format() {
    let folder = folder();
    for (format, holds) in [
        ("csv", "2025-03-03,2025-03-03,2025-03-03,day,stated"),
        ("markdown", "### 3 March 2025"),
        ("timelinejs", "\"start_date\":{\"year\":2025,\"month\":3,\"day\":3}"),
        ("ical", "DTSTART;VALUE=DATE:20250303"),
        ("html", "<time datetime=\"2025-03-03\">3 March 2025</time>"),
    ] {
        let run = stakeout(folder.path(), &["timeline", "-f", format, "r.jsonl"], b"");
        let out = String::from_utf8(run.stdout).expect("UTF-8");
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(out.contains(holds), "{format}: {out}");
        assert!(run.stderr.contains("relations dated 1, undated 0"), "{}", run.stderr);
        assert!(run.stderr.contains("--articles"), "what is missing is said: {}", run.stderr);
    }
}

#[test]
fn nobody_of_that_name() {
    let folder = folder();
    let run =
        stakeout(folder.path(), &["timeline", "-f", "markdown", "r.jsonl", "--about", "Acme"], b"");
    assert_eq!((run.status, &*run.stdout), (1, &b""[..]));
    assert!(run.stderr.contains("nobody is called `Acme`"), "{}", run.stderr);
}

#[test]
fn a_report_of_the_article() {
    let folder = folder();
    let run = stakeout(folder.path(), &["report", "r.jsonl", "--articles", "a.txt"], b"");
    let page = String::from_utf8(run.stdout).expect("UTF-8");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(page.contains(&format!("\"text\":\"{ARTICLE}\"")), "the article is in it");
    assert!(
        !run.stderr.contains("not given") && !run.stderr.contains("--articles"),
        "{}",
        run.stderr
    );

    put(folder.path(), "a.txt", "Something else.");
    let run =
        stakeout(folder.path(), &["report", "r.jsonl", "--articles", "a.txt", "-o", "p.html"], b"");
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("not those that the relations were read from"), "{}", run.stderr);
    assert!(folder.path().join("p.html").exists());
}

#[test]
fn how_runs_end() {
    let folder = folder();
    put(folder.path(), "bad.jsonl", "{\"a\":1}\n");
    for (arguments, status) in [
        (&["timeline", "-f", "csv", "none.jsonl"][..], 1),
        (&["timeline", "-f", "csv", "bad.jsonl"], 1),
        (&["report", "r.jsonl", "--articles", "none"], 1),
        (&["timeline", "-f", "pdf", "r.jsonl"], 2),
        (&["timeline", "-f", "csv"], 2),
        (&["report", "r.jsonl", "-o", "none/p.html"], 3),
    ] {
        let run = stakeout(folder.path(), arguments, b"");
        assert_eq!(run.status, status, "{arguments:?}: {}", run.stderr);
    }
}
