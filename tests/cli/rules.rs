//! `stakeout rules`: what somebody needs who writes a rule.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::common::{put, stakeout};

const NEWS: &str = "Tindefjord ASA will sponsor Bronn Rovers FC until 2028.\n\nTindefjord ASA owns Petrel Lines plc.\n";

#[test]
fn a_skeleton_passes_its_own_examples() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = stakeout(folder.path(), &["rules", "new", "sponsors", "--dir", "ours"], b"");
    assert_eq!(new.status, 0, "{}", new.stderr);
    assert!(
        new.stderr.contains("stakeout rules test --rules ours --only sponsors"),
        "{}",
        new.stderr
    );
    let again = stakeout(folder.path(), &["rules", "new", "sponsors", "--dir", "ours"], b"");
    assert_eq!(again.status, 2, "what is there is not written over");
    assert_eq!(
        stakeout(folder.path(), &["rules", "new", "pays_for", "--dir", "ours"], b"").status,
        0
    );
    for name in ["sponsors", "pays_for"] {
        let test = ["rules", "test", "--rules", "ours", "--only", name, "--strict"];
        let test = stakeout(folder.path(), &test, b"");
        assert_eq!(test.status, 0, "{}", test.stderr);
        assert!(test.stderr.contains("7 examples, 0 failed"), "{}", test.stderr);
    }
    for wrong in ["Sponsors", "spon-sors", "../x", "2x", ""] {
        assert_eq!(stakeout(folder.path(), &["rules", "new", wrong], b"").status, 2, "{wrong}");
    }
}

#[test]
fn a_verb_of_ones_own_is_told_of_and_taught() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "news.txt", NEWS);
    let head = "[relation]\nname = \"sponsors\"\ndoc = \"x\"\nroles = { sponsor = \"organization\", club = \"organization\" }\nedge = { from = \"sponsor\", to = \"club\" }\n";
    let rule = "[[rule]]\nid = \"verb\"\npattern = \"[sponsor] ~sponsor [club]\"\naccepts = [\"[club Rovers] was sponsored by [sponsor Acme].\"]\n";
    put(folder.path(), "ours/sponsors.toml", format!("{head}{rule}"));
    let test = || {
        stakeout(folder.path(), &["rules", "test", "--rules", "ours", "--only", "sponsors"], b"")
    };
    let without = test();
    assert_eq!(without.status, 1);
    assert!(without.stderr.contains("say `sponsor = {}` under [verb]"), "{}", without.stderr);
    put(folder.path(), "ours/sponsors.toml", format!("{head}[verb]\nsponsor = {{}}\n{rule}"));
    assert_eq!(test().status, 0, "{}", test().stderr);
    let found = stakeout(folder.path(), &["extract", "--rules", "ours", "news.txt"], b"");
    assert_eq!(found.all("relation"), ["sponsors", "owns"]);
    assert_eq!(found.records[0]["status"], "agreed");
    put(folder.path(), "ours/sponsors.toml", format!("{head}[verb]\nsponsor = \"s\"\n{rule}"));
    let wrong = test();
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("a verb is a table"), "{}", wrong.stderr);
}

#[test]
fn a_pattern_is_tried_with_rules_of_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "news.txt", NEWS);
    stakeout(folder.path(), &["rules", "new", "sponsors", "--dir", "ours"], b"");
    let tried = |arguments: &[&str]| {
        let all: Vec<&str> = ["rules", "try"].iter().chain(arguments).copied().collect();
        let run = stakeout(folder.path(), &all, b"");
        (run.status, String::from_utf8_lossy(&run.stdout).into_owned(), run.stderr)
    };
    let (status, shown, said) = tried(&["--rules", "ours", "[giver] ~sponsor [taker]", "news.txt"]);
    assert_eq!((status, said.as_str()), (0, "1 match\n"), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[1], "Tindefjord ASA will sponsor Bronn Rovers FC until 2028.");
    assert_eq!(lines[2], "~~~~~~~~~~~~~~ ~~~~~~~~~~~~ ~~~~~~~~~~~~~~~");
    assert_eq!(lines[3], "  [giver] Tindefjord ASA  [taker] Bronn Rovers FC");
    let (status, _, said) = tried(&["[owner] ~sponsor [asset]", "news.txt"]);
    assert!(status == 0 && said.contains("`sponsor` is no verb that is known"), "{said}");
    let (status, _, said) = tried(&["[giver] ~own [taker]", "news.txt"]);
    assert!(status == 2 && said.contains("no relation has the roles giver, taker"), "{said}");
    let (status, _, said) = tried(&["[owner] ~own [asset", "news.txt"]);
    assert!(status == 2 && said.contains("never closed"), "{said}");
    let (status, _, said) = tried(&["[owner] ~own \"AG\" 's @stak in [asset]", "news.txt"]);
    let marked = "unknown list @stak\n  [owner] ~own \"AG\" 's @stak in [asset]\n                       ^^^^^ did you mean @stake";
    assert!(status == 2 && said.contains(marked), "{said}");
    let (status, _, said) = tried(&["--relation", "ownz", "[owner] ~own [asset]", "news.txt"]);
    assert!(
        status == 2 && said.contains("no relation is called ownz; did you mean owns?"),
        "{said}"
    );
    assert_eq!(tried(&["[owner] ~own [asset]", "nowhere.txt"]).0, 1);
}

#[test]
fn warnings_are_of_rules_of_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    stakeout(folder.path(), &["rules", "new", "sponsors", "--dir", "ours"], b"");
    let path = folder.path().join("ours/sponsors.toml");
    let text = std::fs::read_to_string(&path).expect("the skeleton");
    // An alternative that no example takes.
    std::fs::write(&path, text.replace("@deal with", "(@deal|a pact) with")).expect("written");
    let warnings = |more: &[&str]| {
        let all: Vec<&str> =
            ["rules", "test", "--rules", "ours"].iter().chain(more).copied().collect();
        let run = stakeout(folder.path(), &all, b"");
        let of = |part: &str| run.stderr.lines().filter(|l| l.contains(part)).count();
        (run.status, of(": warning: sponsors/"), of(": warning: "), run.stderr)
    };
    let (status, own, all, said) = warnings(&[]);
    assert!(status == 0 && own == 1 && all == 1, "{said}");
    assert!(
        said.contains(", 1 warnings (") && said.contains(" more of built-in rules: -v)"),
        "{said}"
    );
    let (_, own, all, said) = warnings(&["-v"]);
    assert!(own == 1 && all > 10 && !said.contains("more of built-in"), "{said}");
    let (status, own, all, said) = warnings(&["--strict"]);
    assert!(status == 1 && own == 1 && all == 1, "{said}");
}

#[test]
fn a_watched_folder_is_tested_again() {
    let folder = tempfile::tempdir().expect("a folder");
    stakeout(folder.path(), &["rules", "new", "sponsors", "--dir", "ours"], b"");
    let path = folder.path().join("ours/sponsors.toml");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("stakeout"))
        .current_dir(folder.path())
        .args(["rules", "test", "--rules", "ours", "--only", "sponsors", "--watch"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut lines = BufReader::new(child.stderr.take().expect("stderr")).lines();
    let mut until = |part: &str| {
        let found = lines.by_ref().any(|line| line.expect("text").contains(part));
        assert!(found, "`{part}` was never said");
    };
    until("0 failed");
    until("waiting");
    let text = std::fs::read_to_string(&path).expect("the skeleton");
    std::fs::write(&path, text.replace("[giver Acme] sponsors", "[giver Acme] eats"))
        .expect("written");
    until("1 failed");
    until("waiting");
    child.kill().expect("it runs until it is stopped");
    child.wait().expect("it has ended");
}
