//! The command line: what goes in, in what order it comes out, and how a run ends.

use crate::common::{documents, gzip, put, stakeout};
use tempfile::tempdir;

#[test]
fn text_json_jsonl_folders_and_standard_input() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "in/b.txt", "B text.");
    put(at, "in/a/z.jsonl", "{\"id\":7,\"body\":\"seven\"}\n\n{\"text\":\"third line\"}\n");
    put(at, "in/c.json", "[\n{\"content\":\"one\",\"title\":\"T\"},\n{\"article\":\"two\"}]");
    put(at, "in/d.json", "{\n \"maintext\": \"pretty\"\n}\n");
    put(at, "in/e.jsonl.gz", gzip(b"{\"id\":\"e\",\"text\":\"packed\"}\n"));
    let run = documents(at, &["in", "-", "in/b.txt"], b"From a pipe.");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        run.all("id"),
        ["7", "a/z.jsonl#3", "b.txt", "c.json#1", "c.json#2", "d.json", "e", "-", "b.txt",]
    );
    assert_eq!(run.all("source")[..3], ["a/z.jsonl", "a/z.jsonl", "b.txt"]);
    assert_eq!(run.all("text")[5..8], ["pretty", "packed", "From a pipe."]);
    assert!(run.stderr.contains("read 9, extracted 9, rejected 0"), "{}", run.stderr);
}

#[test]
fn standard_input_is_known_by_its_content() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let lines = b"{\"id\":\"x\",\"text\":\"one\"}\r\n{\"text\":\"two\"}";
    for input in [lines.to_vec(), gzip(lines), [b"\xef\xbb\xbf".as_slice(), lines].concat()] {
        let run = documents(at, &[], &input);
        assert_eq!((run.status, run.all("id")), (0, vec!["x".into(), "-#2".into()]));
    }
    let run = documents(at, &["-"], b"\xef\xbb\xbf[Wire] One.\r\nTwo.\r\n");
    assert_eq!(run.all("text"), ["[Wire] One.\r\nTwo.\r\n"]);
}

#[test]
fn all_members_of_a_gzip_file_are_read() {
    let folder = tempdir().expect("a folder");
    let mut bytes = Vec::new();
    for n in 0..300 {
        bytes.extend(gzip(format!("{{\"id\":{n},\"text\":\"x\"}}\n").as_bytes()));
    }
    put(folder.path(), "all.jsonl.gz", &bytes);
    let run = documents(folder.path(), &["all.jsonl.gz"], b"");
    let expected: Vec<String> = (0..300).map(|n| n.to_string()).collect();
    assert_eq!((run.status, run.all("id")), (0, expected));
}

#[test]
fn dates() {
    let folder = tempdir().expect("a folder");
    let input = br#"{"text":"a","date":"26-FEB-1987 15:01:01.79"}
{"text":"a","pubDate":"Wed, 14 Feb 2024 10:00:00 GMT"}
{"text":"a","published":1707868800}
{"text":"a","date":"whenever"}
{"text":"a"}
"#;
    let run = documents(folder.path(), &["--date", "2020-01-02"], input);
    let expected = ["1987-02-26", "2024-02-14", "2024-02-14", "2020-01-02", "2020-01-02"];
    assert_eq!((run.status, run.all("date")), (0, expected.map(String::from).to_vec()));
    assert!(run.stderr.contains("-:4: the date `whenever` cannot be read"), "{}", run.stderr);
    assert_eq!(stakeout(folder.path(), &["extract", "--date", "14.2.2024"], b"").status, 2);
}

#[test]
fn own_files_and_papers_are_passed_over() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "c/articles/1.txt", "Öltek AG bought Bronn.");
    put(at, "c/README.md", "What lies here.");
    put(at, "c/LICENSE", "MIT");
    put(at, "c/names.tsv", "name\nAcme\n");
    put(at, "c/rules.toml", "[relation]\n");
    put(at, "c/.hidden/x.txt", "no");
    put(
        at,
        "c/gold/r.jsonl",
        r#"{"id":"1","relation":"owns","subject":{},"object":{},"evidence":{}}"#,
    );
    put(at, "c/source/1.txt", "⟦organization:Öltek AG⟧ bought it.");
    let documents = documents(at, &["c/articles"], b"");
    put(at, "c/again.jsonl", &documents.stdout);
    let one = stakeout(at, &["extract", "--emit", "documents", "c"], b"");
    assert_eq!((one.status, one.all("id")), (0, vec!["articles/1.txt".to_owned()]));
    for skipped in ["README.md", "LICENSE", "names.tsv", "gold/r.jsonl", "again.jsonl", ".hidden"] {
        assert!(one.stderr.contains(&format!("skipped {skipped}: ")), "{}", one.stderr);
    }
    let named =
        stakeout(at, &["extract", "--emit", "documents", "c/again.jsonl", "c/README.md"], b"");
    assert_eq!((named.status, named.records.len()), (0, 2));
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let folder = tempdir().expect("a folder");
    let mut input = String::new();
    for n in 0..200 {
        let text = format!("Öltek AG said on 5 May 2024 that it holds {n} percent of Bronn Inc. ")
            .repeat(n % 8 + 1);
        input.push_str(&format!("{{\"id\":\"d{n}\",\"text\":\"{text}\"}}\n"));
        if n % 25 == 0 {
            input.push_str("{broken\n");
        }
    }
    put(folder.path(), "in.jsonl", &input);
    for emit in ["mentions", "relations", "documents"] {
        let runs = ["1", "2", "8"].map(|j| {
            stakeout(folder.path(), &["extract", "--emit", emit, "-j", j, "in.jsonl"], b"")
        });
        for run in &runs {
            assert_eq!((run.status, run.errors.len()), (1, 8));
            assert_eq!(run.stdout, runs[0].stdout, "{emit}");
            assert_eq!(run.errors, runs[0].errors);
        }
        assert!(!runs[0].stdout.is_empty(), "{emit}");
    }
}

#[test]
fn an_output_file_takes_its_name_when_it_is_complete() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "a.txt", "One.");
    let run = documents(at, &["a.txt", "-o", "out.jsonl", "--errors", "err.jsonl", "missing"], b"");
    assert_eq!((run.status, run.stdout.len(), run.errors.len()), (1, 0, 0));
    let read = |name| std::fs::read_to_string(at.join(name)).expect("it is there");
    assert!(read("out.jsonl").contains("One."));
    assert!(read("err.jsonl").contains("missing"));
    assert!(!at.join("out.jsonl.partial").exists());
    let run = documents(at, &["missing", "a.txt", "-o", "strict.jsonl", "--strict"], b"");
    assert_eq!((run.status, run.errors.len()), (1, 1));
    assert!(at.join("strict.jsonl.partial").exists() && !at.join("strict.jsonl").exists());
}

#[test]
fn timing_tells_of_every_stage_and_changes_nothing() {
    let folder = tempdir().expect("a folder");
    let text = "Öltek AG said on 5 May 2024 that it holds 5 percent of Bronn Inc.";
    put(folder.path(), "a.txt", text);
    let timed = stakeout(folder.path(), &["extract", "--timing", "a.txt"], b"");
    let plain = stakeout(folder.path(), &["extract", "a.txt"], b"");
    assert!(!plain.stdout.is_empty());
    assert_eq!(timed.stdout, plain.stdout);
    for stage in ["read", "parse", "tokens", "names", "rules", "write", "all"] {
        let row = timed.stderr.lines().find(|l| l.starts_with(stage));
        let share = row.and_then(|r| r.split_whitespace().last()).unwrap_or_default();
        assert!(share.ends_with('%'), "{stage}: {}", timed.stderr);
    }
    assert!(!plain.stderr.contains("ns/byte"));
}

#[test]
fn wrong_usage() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "bad.tsv", "title\nAcme\n");
    for arguments in [
        &["extract", "--emit", "fish"][..],
        &["extract", "-j", "0"],
        &["extract", "--gazetteer", "missing.tsv"],
        &["extract", "--gazetteer", "bad.tsv"],
        &["extract", "--rules", "missing"],
        &["fish"],
        &[],
    ] {
        let run = stakeout(at, arguments, b"");
        assert_eq!((run.status, run.stdout.len()), (2, 0), "{arguments:?} {}", run.stderr);
        assert!(!run.stderr.is_empty());
    }
    assert_eq!(stakeout(at, &["--help"], b"").status, 0);
    assert!(!stakeout(at, &["--notices"], b"").stdout.is_empty());
}

#[test]
fn a_name_list_is_checked() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "good.tsv", "name\ttype\nÖltek AG\torganization\n");
    put(at, "bad.tsv", "name\ttype\nX\torganization\n");
    assert_eq!(stakeout(at, &["gazetteer", "check", "good.tsv"], b"").status, 0);
    let run = stakeout(at, &["gazetteer", "check", "good.tsv", "bad.tsv"], b"");
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("bad.tsv:2: "), "{}", run.stderr);
}

#[test]
fn a_compiled_name_list_serves_like_its_rows() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(
        at,
        "own.csv",
        "name,type,lei,sector,aliases\nzorbla,organization,549300ABCDEFGHIJKL12,\"oil, gas\",ZB\n",
    );
    put(at, "a.txt", "A spokesman for zorbla said on Friday that it would buy Bronn Inc.");
    let made = stakeout(at, &["gazetteer", "compile", "own.csv", "-o", "own.stk"], b"");
    assert_eq!(made.status, 0, "{}", made.stderr);
    let with = |list| {
        let arguments = ["extract", "--emit", "mentions", "--gazetteer", list, "a.txt"];
        stakeout(at, &arguments, b"")
    };
    let (rows, compiled) = (with("own.csv"), with("own.stk"));
    assert_eq!(rows.stdout, compiled.stdout);
    let text = String::from_utf8_lossy(&compiled.stdout);
    let own = text.lines().find(|l| l.contains("\"text\":\"zorbla\"")).expect("the user's name");
    assert!(own.contains("\"lei\":\"549300ABCDEFGHIJKL12\""), "{own}");
    assert!(own.contains("\"sector\":\"oil, gas\""), "{own}");
    let whole = std::fs::read(at.join("own.stk")).expect("it was written");
    put(at, "cut.stk", &whole[..whole.len() - 1]);
    let run = with("cut.stk");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("cut.stk"), "{}", run.stderr);
}
