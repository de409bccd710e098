//! Help that shows how.

use std::path::Path;
use std::process::Command;

use crate::common::{gzip, put, stakeout};

/// The verbs under a verb, as its help lists them.
fn verbs(help: &str) -> Vec<String> {
    let listed = help.split("Commands:").nth(1).unwrap_or("");
    let listed = listed.split("\n\n").next().unwrap_or("");
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

fn help(verb: &[&str]) -> String {
    let all: Vec<&str> = verb.iter().copied().chain(["--help"]).collect();
    let run = stakeout(Path::new("."), &all, b"");
    assert_eq!(run.status, 0, "{verb:?}");
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn every_verb_has_examples() {
    let top = verbs(&help(&[]));
    assert!(top.len() >= 14, "{top:?}");
    for verb in &top {
        let shown = help(&[verb]);
        assert!(shown.contains("\nExamples:\n  "), "{verb}");
        for inner in verbs(&shown) {
            assert!(help(&[verb, &inner]).contains("\nExamples:\n  "), "{verb} {inner}");
        }
    }
}

/// All examples of all verbs, each once, in the order of the help.
fn examples() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut of = |verb: &[&str]| {
        let shown = help(verb);
        let listed = shown.split("\nExamples:\n").nth(1).unwrap_or("");
        let lines = listed.lines().map_while(|line| line.strip_prefix("  "));
        for line in lines.map(str::to_owned) {
            if !all.contains(&line) {
                all.push(line);
            }
        }
        verbs(&shown)
    };
    for verb in verbs(&help(&[])) {
        for inner in of(&[&verb]) {
            of(&[&verb, &inner]);
        }
    }
    all
}

/// A folder with all the files that examples speak of.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let corpus = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"));
    for part in ["articles", "gold"] {
        let files = std::fs::read_dir(corpus.join(part)).expect("the corpus");
        for file in files.map(|f| f.expect("a file").path()) {
            let name = file.file_name().and_then(|n| n.to_str()).expect("a name");
            if ["001-", "002-"].iter().any(|first| name.starts_with(first)) {
                put(at, &format!("corpus/{part}/{name}"), std::fs::read(&file).expect("bytes"));
            }
        }
    }
    let text = "Acme Corp owns 5 percent of Bronn Inc. It sued Douyin Co., Ltd. over Toutiao.";
    let page = format!("<html><body><p>{text}</p></body></html>");
    let record = format!("{{\"id\":\"a\",\"text\":\"{text}\"}}\n");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{}{page}\r\n\r\n",
        page.len() + 44,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    );
    let files = [
        ("article.txt", text.as_bytes().to_vec()),
        ("news.txt", text.as_bytes().to_vec()),
        ("article.html", page.into_bytes()),
        ("news.jsonl", record.clone().into_bytes()),
        ("news.jsonl.gz", gzip(record.as_bytes())),
        ("news.gz", gzip(record.as_bytes())),
        ("cc.warc.gz", gzip(warc.as_bytes())),
        ("ours.tsv", b"name\ttype\taliases\nBronn Inc.\torganization\tBronn\n".to_vec()),
        ("ours.toml", b"[[never]]\nname = \"Petrel\"\n".to_vec()),
        ("same.toml", b"[[same]]\nmembers = [\"a e1\", \"a e2\"]\n".to_vec()),
        ("gold.conll", b"Acme B-ORG\nowns O\nBronn B-ORG\n. O\n".to_vec()),
        ("brat/a.txt", b"Acme Corp owns Bronn Inc.\n".to_vec()),
        ("brat/a.ann", b"T1\tORG 0 9\tAcme Corp\nT2\tORG 15 25\tBronn Inc.\n".to_vec()),
    ];
    for (name, bytes) in files {
        put(at, name, bytes);
    }
    for made in [
        "rules new sponsors --dir ours",
        "extract corpus/articles -o relations.jsonl",
        "extract news.jsonl -o more.jsonl",
        "merge relations.jsonl -o graph.jsonl",
        "review relations.jsonl -o sheet.csv",
    ] {
        let run = stakeout(at, &made.split(' ').collect::<Vec<_>>(), b"");
        assert_eq!(run.status, 0, "{made}: {}", run.stderr);
    }
    folder
}

/// Each example as it is written, but for the program that its output goes to.
#[cfg(unix)]
#[test]
fn examples_run_as_written() {
    let folder = prepared();
    let at = folder.path();
    let binary = assert_cmd::cargo::cargo_bin!("stakeout").parent().expect("a folder").to_owned();
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", binary.display());
    let mut ran = 0;
    for example in examples() {
        if example.contains("--watch") || example.contains("--dir /usr") {
            continue;
        }
        let ends = [" | jq", " | dot", " | man", " >", " && sh"];
        let ours = ends.iter().fold(example.as_str(), |e, end| e.split(end).next().unwrap_or(e));
        match ours {
            // Others may have written it under other options.
            "stakeout extract --resume -o relations.jsonl corpus/" => {
                std::fs::remove_file(at.join("relations.jsonl")).expect("an earlier one made it");
            }
            "stakeout rules new sponsors --dir ours" => {
                std::fs::remove_file(at.join("ours/sponsors.toml")).expect("it was made");
            }
            "stakeout review --verdicts sheet.csv" => {
                let sheet = std::fs::read_to_string(at.join("sheet.csv")).expect("it was made");
                put(at, "sheet.csv", sheet.replace("\n,", "\ny,"));
            }
            _ => {}
        }
        let mut run = Command::new("sh");
        run.args(["-c", ours]).current_dir(at).env("PATH", &path);
        let run = run.output().expect("there is a shell");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{example}\n{said}");
        ran += 1;
    }
    assert!(ran > 45, "{ran}");
}
