//! Files that lie beside articles and hold none: stakeout's own records, and papers about a folder.

use serde_json::{Map, Value};

use super::files::Input;
use super::format::ending;

/// Papers that a folder of articles may have, by the start of their names.
const PAPERS: [&str; 9] = [
    "README",
    "LICENSE",
    "LICENCE",
    "COPYING",
    "NOTICE",
    "CHANGELOG",
    "CONTRIBUTING",
    "SOURCES",
    "AUTHORS",
];

/// The keys that mark each kind of record.
const RECORDS: [(&str, &[&str]); 5] = [
    ("relations", &["relation", "subject", "object", "evidence"]),
    ("mentions", &["doc", "start", "end", "kind", "timex"]),
    ("entities", &["doc", "entity", "aliases", "mentions"]),
    ("errors", &["source", "line", "offset", "stage", "reason"]),
    ("documents", &["id", "text", "hash", "language", "source"]),
];

/// Why a file that was met on the way is left out for its name.
pub(super) fn by_name(input: &Input) -> Option<String> {
    let name = input.name.rsplit('/').next().unwrap_or(&input.name);
    let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
    let paper = PAPERS.contains(&stem.as_str())
        && ["", "md", "txt", "markdown"].contains(&ending(name).as_str());
    (input.walked && paper).then(|| "a paper about the folder".to_owned())
}

/// Why a file is left out for its content.
pub(super) fn by_content(input: &Input, head: &[u8]) -> Option<String> {
    let first = head.split(|b| *b == b'\n').find(|l| !l.trim_ascii().is_empty())?;
    if first.starts_with(b"{")
        && let Ok(record) = serde_json::from_slice::<Map<String, Value>>(first)
    {
        let kind = RECORDS.iter().find(|(_, keys)| keys.iter().all(|k| record.contains_key(*k)));
        // Documents are articles too: named, they are read again; met beside their source, they
        // would count twice.
        let (kind, _) = kind.filter(|(kind, _)| *kind != "documents" || input.walked)?;
        return Some(format!("stakeout's own {kind}"));
    }
    let head = String::from_utf8_lossy(head);
    let marked = ["⟦organization:", "⟦person:", "⟦place:"].iter().any(|m| head.contains(m));
    (input.walked && marked).then(|| "an annotated text".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, walked: bool) -> Input {
        Input { path: None, name: name.to_owned(), walked }
    }

    #[test]
    fn papers_are_left_out_on_the_way_only() {
        assert!(by_name(&input("a/README.md", true)).is_some());
        assert!(by_name(&input("README.md", false)).is_none());
        assert!(by_name(&input("a/licensed-deal.txt", true)).is_none());
        assert!(by_name(&input("a/notice.rs", true)).is_none());
    }

    #[test]
    fn own_records_are_known_by_their_keys() {
        let relation = br#"{"id":"1","relation":"owns","subject":{},"object":{},"evidence":{}}"#;
        let document = br#"{"id":"1","text":"a","hash":"b","language":null,"source":"c"}"#;
        let article = br#"{"id":"1","text":"a","relations":[]}"#;
        assert!(by_content(&input("a", false), relation).is_some());
        assert!(by_content(&input("a", true), document).is_some());
        assert!(by_content(&input("a", false), document).is_none());
        assert!(by_content(&input("a", true), article).is_none());
    }
}
