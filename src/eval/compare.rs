//! Two runs on the same documents: what was gained, lost and changed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::found::Found;

/// What happened to a relation from one run to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// The second run alone has it.
    Gained,
    /// The first run alone has it.
    Lost,
    /// Both have it, with differences.
    Changed,
}

/// A relation that two runs do not have alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// What happened.
    #[serde(rename = "move")]
    pub moved: Move,
    /// The document.
    pub doc: String,
    /// The type.
    pub relation: String,
    /// Who.
    pub subject: String,
    /// Whom or what.
    pub object: String,
    /// The rule that found it; of a change that of the second run.
    pub rule: String,
    /// What changed: `status: planned → agreed`.
    pub changes: Vec<String>,
    /// The sentence.
    pub text: String,
    /// By the gold, where there is one: it is right.
    pub right: Option<bool>,
}

type Key<'f> = (&'f str, &'f str, &'f str, &'f str);

fn key(found: &Found) -> Key<'_> {
    (&found.doc, &found.relation, &found.subject.name, &found.object.name)
}

/// What the second run has otherwise than the first, sorted by move, rule and document. n log n.
pub fn differences(first: &[Found], second: &[Found]) -> Vec<Difference> {
    let index = |run: &[Found]| {
        let mut known: BTreeMap<(String, String, String, String), usize> = BTreeMap::new();
        for (i, found) in run.iter().enumerate() {
            let (doc, relation, subject, object) = key(found);
            let own = |s: &str| s.to_owned();
            known.entry((own(doc), own(relation), own(subject), own(object))).or_insert(i);
        }
        known
    };
    let (old, new) = (index(first), index(second));
    let mut all = Vec::new();
    for (key, &i) in &new {
        let Some(found) = second.get(i) else { continue };
        match old.get(key).and_then(|&i| first.get(i)) {
            None => all.push(difference(Move::Gained, found, Vec::new())),
            Some(before) => {
                let changes = changes(before, found);
                if !changes.is_empty() {
                    all.push(difference(Move::Changed, found, changes));
                }
            }
        }
    }
    let lost = old.iter().filter(|(key, _)| !new.contains_key(*key));
    all.extend(lost.filter_map(|(_, &i)| Some(difference(Move::Lost, first.get(i)?, Vec::new()))));
    all.sort_by(|a, b| (a.moved, &a.rule, &a.doc).cmp(&(b.moved, &b.rule, &b.doc)));
    all
}

fn difference(moved: Move, found: &Found, changes: Vec<String>) -> Difference {
    Difference {
        moved,
        doc: found.doc.clone(),
        relation: found.relation.clone(),
        subject: found.subject.name.clone(),
        object: found.object.name.clone(),
        rule: found.rule.clone(),
        changes,
        text: found.evidence.text.clone(),
        right: None,
    }
}

/// What is not alike in two records of one fact; confidence counts from a hundredth.
fn changes(a: &Found, b: &Found) -> Vec<String> {
    let mut all = Vec::new();
    let mut note = |name: &str, a: String, b: String| {
        if a != b {
            all.push(format!("{name}: {a} → {b}"));
        }
    };
    note("rule", a.rule.clone(), b.rule.clone());
    note("status", a.status.clone(), b.status.clone());
    note("negated", a.negated.to_string(), b.negated.to_string());
    note("hedged", a.hedged.to_string(), b.hedged.to_string());
    let names =
        a.attributes.keys().chain(b.attributes.keys().filter(|k| !a.attributes.contains_key(*k)));
    for name in names {
        let told =
            |f: &Found| f.attributes.get(name).map_or("null".to_owned(), ToString::to_string);
        note(name, told(a), told(b));
    }
    note("confidence", format!("{:.2}", a.confidence), format!("{:.2}", b.confidence));
    all
}
