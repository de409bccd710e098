//! Gold as brat standoff: `T1<tab>Organization 0 4<tab>Acme`, `R1<tab>owns Arg1:T1 Arg2:T2`,
//! `A1<tab>Negation R1`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::gold::{GoldDocument, GoldError, GoldMention, fact, our_type};
use super::scope;

/// One document with its annotations.
pub(super) fn read(id: &str, text: &str, annotations: &str) -> Result<GoldDocument, GoldError> {
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let mut mentions = Vec::new();
    let mut relations: Vec<(&str, &str, [&str; 2])> = Vec::new();
    let mut marks: Vec<(&str, &str)> = Vec::new();
    for (number, line) in annotations.lines().enumerate() {
        let fault = |fault: &str| GoldError { line: number + 1, fault: fault.to_owned() };
        let mut columns = line.split('\t');
        let (Some(key), Some(what)) = (columns.next(), columns.next()) else { continue };
        match key.chars().next() {
            Some('T') => {
                let (kind, start, end) =
                    bounds(what).ok_or_else(|| fault("no type, start and end"))?;
                let words: String = text.chars().skip(start).take(end - start).collect();
                names.insert(key, words);
                let mention_type = our_type(&known(kind));
                mentions.push(GoldMention { start, end, mention_type, ..GoldMention::default() });
            }
            Some('R') => {
                let mut parts = what.split(' ');
                let kind = parts.next().unwrap_or("");
                let mut argument = || Some(parts.next()?.split_once(':')?.1);
                let ends = argument().zip(argument()).ok_or_else(|| fault("no two arguments"))?;
                relations.push((key, kind, [ends.0, ends.1]));
            }
            Some('A' | 'M') => marks.extend(what.split_once(' ')),
            _ => {}
        }
    }
    let marked = |key: &str, names: &[&str]| {
        let mut on = marks.iter().filter(|(_, to)| to.split(' ').next() == Some(key));
        on.any(|(mark, _)| names.contains(&mark.to_lowercase().as_str()))
    };
    let facts = relations.iter().map(|(key, kind, ends)| {
        let [subject, object] = ends.map(|end| names.get(end).cloned().unwrap_or_default());
        let mut attributes = Map::new();
        for (name, words) in
            [("negated", ["negated", "negation"]), ("hedged", ["hedged", "speculation"])]
        {
            if marked(key, &words) {
                attributes.insert(name.to_owned(), Value::Bool(true));
            }
        }
        fact(kind.to_lowercase(), &[subject], &[object], !marked(key, &["optional"]), attributes)
    });
    let facts: Vec<_> = facts.collect();
    let mut document = GoldDocument {
        id: id.to_owned(),
        text: Some(text.to_owned()),
        facts: (!facts.is_empty()).then_some(facts),
        mentions: (!mentions.is_empty()).then_some(mentions),
        by_words: true,
        ..GoldDocument::default()
    };
    if document.facts.is_none() {
        scope(std::slice::from_mut(&mut document));
    }
    Ok(document)
}

/// `Organization 0 4`; of several stretches (`0 4;9 12`) all from the first to the last.
fn bounds(what: &str) -> Option<(&str, usize, usize)> {
    let (kind, places) = what.split_once(' ')?;
    let (first, last) = (places.split([' ', ';']).next()?, places.rsplit([' ', ';']).next()?);
    let (start, end) = (first.parse().ok()?, last.parse().ok()?);
    (start <= end).then_some((kind, start, end))
}

/// Types are written in any case.
fn known(kind: &str) -> String {
    let upper = kind.to_uppercase();
    if our_type(&upper) == upper { kind.to_lowercase() } else { upper }
}
