//! `stakeout gazetteer check`: lints name lists.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use stakeout::document::fold::fold_token;
use stakeout::document::tokenize;
use stakeout::gazetteer::{Entry, compile::MAX_TOKENS, tsv};

use super::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print the faults of name lists, with file and line.
    Check {
        /// TSV or CSV files with a header.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    let Verb::Check { files } = &arguments.verb;
    let mut found = 0;
    for file in files {
        let faults = check(file);
        found += faults.len();
        for fault in faults {
            terminal::say(&format!("{}:{fault}", file.display()));
        }
    }
    if found == 0 { Status::Done } else { Status::Failed }
}

fn check(file: &Path) -> Vec<String> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) => return vec![format!(" {e}")],
    };
    faults(&text)
}

/// All faults of a list, each `LINE: what`.
fn faults(text: &str) -> Vec<String> {
    let (entries, unread) = tsv::parse(text);
    let mut faults: Vec<(usize, String)> = unread.into_iter().map(|f| (f.line, f.fault)).collect();
    let bad: Vec<usize> = faults.iter().map(|f| f.0).collect();
    let rows = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    let lines = rows.skip(1).map(|(i, _)| i + 1).filter(|line| !bad.contains(line));
    let mut known = BTreeMap::new();
    for (line, entry) in lines.zip(&entries) {
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            faults.extend(lint(name, entry).map(|fault| (line, fault)));
            let key = (folded(name), entry.entry_type, entry.name.as_str());
            if let Some(first) = known.insert(key, line) {
                faults.push((line, format!("`{name}` stands there twice, first on line {first}")));
            }
        }
    }
    faults.sort();
    faults.into_iter().map(|(line, fault)| format!("{line}: {fault}")).collect()
}

fn lint(name: &str, entry: &Entry) -> Option<String> {
    let tokens = tokenize::tokens(name).len();
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let small = name.chars().all(|c| !c.is_uppercase()) && name.chars().any(char::is_lowercase);
    let is_name = !matches!(entry.entry_type.name(), "word" | "legal_form" | "demonym");
    if tokens > MAX_TOKENS {
        return Some(format!("`{name}` is longer than {MAX_TOKENS} words and would never match"));
    }
    match letters {
        0 => Some(format!("`{name}` has no letter")),
        1 if is_name => Some(format!("`{name}` is a single letter and would match everywhere")),
        _ if small && is_name => Some(format!("`{name}` is written small, like a common word")),
        _ => None,
    }
}

fn folded(name: &str) -> String {
    let words = tokenize::tokens(name);
    words.iter().map(|t| fold_token(t.span.of(name))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_have_their_lines() {
        let list = "# list\nname\ttype\taliases\nAcme\torganization\tA\n\nx\tfish\t\nacme inc\torganization\tAcme Inc\nGood Co\torganization\tGood\n";
        assert_eq!(
            faults(list),
            [
                "3: `A` is a single letter and would match everywhere",
                "5: `fish` is no type of name",
                "6: `Acme Inc` stands there twice, first on line 6",
                "6: `acme inc` is written small, like a common word",
            ]
        );
    }
}
