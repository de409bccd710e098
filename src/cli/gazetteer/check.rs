//! What is wrong with a name list.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex::Regex;
use serde::Deserialize;
use stakeout::document::fold::fold_token;
use stakeout::document::tokenize;
use stakeout::gazetteer::{Entry, EntryType, compile::MAX_TOKENS, tsv};

/// What identifiers look like.
const SHAPES: &str = include_str!("../../../rules/gazetteer/ids.toml");

/// Regular expressions for the values of identifiers, by key.
struct Shapes(BTreeMap<String, Regex>);

impl Shapes {
    /// From the embedded file; a test shows that it loads.
    fn shipped() -> Result<Self, String> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            shape: BTreeMap<String, String>,
        }
        let file: File = toml::from_str(SHAPES).map_err(|e| e.to_string())?;
        let shapes = file.shape.into_iter().map(|(key, shape)| {
            let whole = Regex::new(&format!("^(?:{shape})$")).map_err(|e| e.to_string())?;
            Ok((key, whole))
        });
        Ok(Self(shapes.collect::<Result<_, String>>()?))
    }

    fn faults<'e>(&'e self, entry: &'e Entry) -> impl Iterator<Item = String> + 'e {
        entry.ids.iter().filter_map(|(key, value)| {
            let shape = self.0.get(key)?;
            (!shape.is_match(value)).then(|| format!("`{value}` does not look like a {key}"))
        })
    }
}

/// All faults of a file, each with its line.
pub(super) fn check(file: &Path) -> Vec<String> {
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
    let mut types: BTreeMap<String, (EntryType, usize)> = BTreeMap::new();
    let shapes = Shapes::shipped();
    if let Err(fault) = &shapes {
        faults.push((0, fault.clone()));
    }
    for (line, entry) in lines.zip(&entries) {
        if let Ok(shapes) = &shapes {
            faults.extend(shapes.faults(entry).map(|fault| (line, fault)));
        }
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            faults.extend(lint(name, entry).map(|fault| (line, fault)));
            let (first, at) = *types.entry(folded(name)).or_insert((entry.entry_type, line));
            if first != entry.entry_type {
                let (this, that) = (entry.entry_type.name(), first.name());
                let fault = format!("`{name}` is {this} here, {that} on line {at}");
                faults.push((line, fault));
            }
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
    fn identifiers_and_types() {
        let list = "name\ttype\tids\nAcme\torganization\tlei=5;wikidata=Q7;isin=DE0005545503\nAcme\tperson\twikidata=7\n";
        assert_eq!(
            faults(list),
            [
                "2: `5` does not look like a lei",
                "3: `7` does not look like a wikidata",
                "3: `Acme` is person here, organization on line 2",
            ]
        );
    }

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
