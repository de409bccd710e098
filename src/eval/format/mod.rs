//! Gold in the formats that people have it in. Entry point: [`read`], which knows them apart.
//!
//! | format | known by |
//! |---|---|
//! | passages: `{"id","text","relations"\|"entities"\|"timexes"}` a line | these keys |
//! | stakeout's own relation and mention records, a line each | `doc` |
//! | spaCy: `Doc.to_json`, training tuples, `annotations`; Prodigy's lines | `ents`, `spans`, tuples |
//! | CoNLL columns, the tag last: `O`, `B-ORG`, IOB, IOB2, IOBES, BILOU | no JSON |
//! | brat standoff | a name that ends in `.ann` |

mod brat;
mod conll;
mod json;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use super::gold::{GoldDocument, GoldError};

/// A format of gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON: passages, records, spaCy.
    Json,
    /// Columns.
    Conll,
    /// Standoff.
    Brat,
}

/// The format of a file; `None` for one that holds no gold.
pub fn of(name: &str, text: &str) -> Option<Format> {
    if name.ends_with(".ann") {
        return Some(Format::Brat);
    }
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
        return Some(Format::Json);
    }
    conll::is_columns(text).then_some(Format::Conll)
}

/// Reads a file of gold. `beside` gives the text of a file beside it, which standoff needs.
///
/// # Errors
/// The place of the first fault.
pub fn read(
    name: &str,
    text: &str,
    beside: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<GoldDocument>, GoldError> {
    let text = text.trim_start_matches('\u{feff}');
    match of(name, text) {
        Some(Format::Json) => json::read(text),
        Some(Format::Conll) => conll::read(name, text),
        Some(Format::Brat) => {
            let stem = name.strip_suffix(".ann").unwrap_or(name);
            let words = beside(&format!("{stem}.txt")).ok_or_else(|| GoldError {
                line: 1,
                fault: format!("{stem}.txt is not beside it"),
            })?;
            brat::read(stem, &words, text).map(|document| vec![document])
        }
        None => Err(GoldError { line: 1, fault: "no gold in a known format".to_owned() }),
    }
}

/// Puts together what several files or lines say of one document, in the order of their first.
pub fn joined(all: impl IntoIterator<Item = GoldDocument>) -> Vec<GoldDocument> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut documents: Vec<GoldDocument> = Vec::new();
    for document in all {
        let next = documents.len();
        let place = *places.entry(document.id.clone()).or_insert(next);
        match documents.get_mut(place) {
            Some(known) => known.join(document),
            None => documents.push(document),
        }
    }
    documents
}

/// Gold that does not say for which types it is complete is so for those that it has.
fn scope(documents: &mut [GoldDocument]) {
    let all = documents.iter().flat_map(|d| d.mentions.as_deref().unwrap_or(&[]));
    let types: BTreeSet<String> = all.map(|m| m.mention_type.clone()).collect();
    documents.iter_mut().for_each(|d| d.scope = Some(types.clone()));
}
