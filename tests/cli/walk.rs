//! docs/sponsors.md is what happens: its files are written, its commands run, their output compared.

use std::path::Path;

use crate::common::{put, stakeout};

/// A fenced block: what stands behind its fence, the line before it, and its text.
fn blocks(page: &str) -> Vec<(String, String, String)> {
    let (mut all, mut before, mut open) = (Vec::new(), String::new(), None);
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some((kind.to_owned(), before.clone(), String::new())),
            (Some(_), Some(_)) => all.extend(open.take()),
            (Some((_, _, text)), None) => *text += &format!("{line}\n"),
            (None, None) if !line.is_empty() => before = line.to_owned(),
            (None, None) => {}
        }
    }
    all
}

/// Words of a command; quoted ones may hold blanks.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    let of = |(at, part): (usize, &str)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    };
    parts.flat_map(of).collect()
}

/// Lines without blanks at their ends; figures and ids, which other rules and weights change, as `#`.
fn plain(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let word = |word: &str| {
        let id = word.len() == 32 && word.chars().all(|c| c.is_ascii_hexdigit());
        let figure = word.parse::<f64>().is_ok();
        if id || figure { "#".to_owned() } else { word.to_owned() }
    };
    let line = |line: &&str| {
        let words = line.split_inclusive([' ', ',']).map(|part| {
            let end = part.trim_end_matches([' ', ',']).len();
            let (inner, rest) = part.split_at(end);
            word(inner) + rest
        });
        words.collect::<String>()
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn run(folder: &Path, text: &str) {
    for session in text.split("$ stakeout ").skip(1) {
        let (command, expected) = session.split_once('\n').expect("a command is a line");
        let words = words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let run = stakeout(folder, &words, b"");
        let shown = format!("{}{}", String::from_utf8_lossy(&run.stdout), run.stderr);
        assert_eq!(plain(&shown), plain(expected.trim_end()), "stakeout {command}");
    }
}

#[test]
fn the_walk_is_real() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sponsors.md");
    let page = std::fs::read_to_string(page).expect("it is there");
    let folder = tempfile::tempdir().expect("a folder");
    let mut commands = 0;
    for (kind, before, text) in blocks(&page) {
        if kind == "console" {
            commands += text.matches("$ stakeout ").count();
            run(folder.path(), &text);
        } else {
            let name = before.rsplit('`').nth(1).expect("the line before names the file");
            put(folder.path(), name, text);
        }
    }
    assert!(commands >= 8, "{commands}");
}
