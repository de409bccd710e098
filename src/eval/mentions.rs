//! Mentions found against mentions in the gold: exact span and type, and which of them mean one
//! entity.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::found::FoundMention;
use super::gold::{GoldDocument, GoldMention};
use super::relations::mean;

/// Types that gold without a scope is complete for.
const SCOPE: [&str; 3] = ["organization", "person", "place"];

/// Counts of finds that are right or false, and of misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Found and in the gold.
    pub right: usize,
    /// Found and not in the gold.
    pub wrong: usize,
    /// In the gold and not found.
    pub missed: usize,
}

impl Count {
    /// The share of what was found that is right.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.wrong)
    }

    /// The share of the gold that was found.
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.missed)
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> f64 {
        mean(self.precision(), self.recall())
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

fn ratio(right: usize, not: usize) -> f64 {
    if right + not == 0 { 0.0 } else { right as f64 / (right + not) as f64 }
}

/// What kind of error one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanClass {
    /// Right words, another type.
    Type,
    /// Right type, other bounds.
    Bounds,
    /// Other bounds and another type.
    Both,
    /// Nothing in the gold, or nothing found, shares a character with it.
    Alone,
}

/// One error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpanError {
    /// `false` or `missed`.
    pub kind: &'static str,
    /// In which way.
    pub class: SpanClass,
    /// The document.
    pub doc: String,
    /// The type.
    #[serde(rename = "type")]
    pub mention_type: String,
    /// The text around it, with the words in brackets.
    pub text: String,
}

/// The mentions of some documents, scored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MentionScore {
    /// By type.
    pub types: BTreeMap<String, Count>,
    /// All errors, in the order of documents.
    pub errors: Vec<SpanError>,
}

impl MentionScore {
    /// The count over all types.
    pub fn overall(&self) -> Count {
        self.types.values().fold(Count::default(), |mut sum, count| {
            sum.add(*count);
            sum
        })
    }

    /// Adds what another document gave.
    pub fn add(&mut self, other: Self) {
        for (kind, count) in other.types {
            self.types.entry(kind).or_default().add(count);
        }
        self.errors.extend(other.errors);
    }
}

/// First and one past the last code point, and type.
type Span = (usize, usize, String);

/// Scores the mentions of one document.
pub fn score(gold: &GoldDocument, found: &[FoundMention], text: &str) -> MentionScore {
    let all = gold.mentions.as_deref().unwrap_or(&[]);
    let scored = |kind: &str| match &gold.scope {
        Some(scope) => scope.contains(kind),
        None => SCOPE.contains(&kind),
    };
    let span = |m: &GoldMention| (m.start, m.end, m.mention_type.clone());
    let hard = all.iter().filter(|m| !m.soft && scored(&m.mention_type));
    let want: BTreeSet<Span> = hard.map(span).collect();
    let soft: BTreeSet<(usize, usize)> =
        all.iter().filter(|m| m.soft).map(|m| (m.start, m.end)).collect();
    let mine = found.iter().filter(|m| scored(&m.mention_type));
    let got: BTreeSet<Span> = mine.map(|m| (m.start, m.end, m.mention_type.clone())).collect();
    let mut made = MentionScore::default();
    for one in got.intersection(&want) {
        made.types.entry(one.2.clone()).or_default().right += 1;
    }
    let context = Context::new(text);
    let error = |kind, one: &Span, others: &BTreeSet<Span>| SpanError {
        kind,
        class: class(one, others),
        doc: gold.id.clone(),
        mention_type: one.2.clone(),
        text: context.around(one.0, one.1),
    };
    for one in got.difference(&want).filter(|one| !soft.contains(&(one.0, one.1))) {
        made.types.entry(one.2.clone()).or_default().wrong += 1;
        made.errors.push(error("false", one, &want));
    }
    for one in want.difference(&got) {
        made.types.entry(one.2.clone()).or_default().missed += 1;
        made.errors.push(error("missed", one, &got));
    }
    made
}

fn class(one: &Span, others: &BTreeSet<Span>) -> SpanClass {
    let near = || others.iter().filter(|o| o.0 < one.1 && one.0 < o.1);
    match () {
        () if { near() }.any(|o| (o.0, o.1) == (one.0, one.1)) => SpanClass::Type,
        () if { near() }.any(|o| o.2 == one.2) => SpanClass::Bounds,
        () if near().next().is_some() => SpanClass::Both,
        () => SpanClass::Alone,
    }
}

/// How well the names of some documents are put together: B-cubed over the gold's names.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct EntityScore {
    precision: f64,
    recall: f64,
    /// So many names.
    pub names: usize,
}

impl EntityScore {
    /// Of what is with a name, the share that belongs there.
    pub fn precision(&self) -> f64 {
        if self.names == 0 { 0.0 } else { self.precision / self.names as f64 }
    }

    /// Of what belongs to a name, the share that is with it.
    pub fn recall(&self) -> f64 {
        if self.names == 0 { 0.0 } else { self.recall / self.names as f64 }
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> f64 {
        mean(self.precision(), self.recall())
    }

    /// Adds what another document gave.
    pub fn add(&mut self, other: Self) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.names += other.names;
    }
}

/// Scores the entities of one document; `None` where the gold names none.
pub fn entities(gold: &GoldDocument, found: &[FoundMention]) -> Option<EntityScore> {
    let all = gold.mentions.as_deref()?.iter();
    let named = all.filter(|m| m.mention_type != "demonym");
    let want: BTreeMap<(usize, usize), &str> =
        named.filter_map(|m| Some(((m.start, m.end), m.entity.as_deref()?))).collect();
    if want.is_empty() {
        return None;
    }
    let theirs = found.iter().filter_map(|m| Some(((m.start, m.end), m.entity.as_deref()?)));
    let theirs: BTreeMap<(usize, usize), &str> = theirs.collect();
    // One that was not found stands alone.
    let same = |a: &(usize, usize), b: &(usize, usize)| {
        a == b || theirs.get(a).is_some_and(|entity| theirs.get(b) == Some(entity))
    };
    let mut made = EntityScore::default();
    for (span, entity) in &want {
        let mine: Vec<_> = want.keys().filter(|other| same(span, other)).collect();
        let right = mine.iter().filter(|other| want.get(**other) == Some(entity)).count() as f64;
        let all = want.values().filter(|other| *other == entity).count() as f64;
        made.precision += right / mine.len() as f64;
        made.recall += right / all;
        made.names += 1;
    }
    Some(made)
}

/// A text by code points, for the words around a place.
pub(super) struct Context(Vec<char>);

/// Code points shown on each side.
const AROUND: usize = 45;

impl Context {
    pub(super) fn new(text: &str) -> Self {
        Self(text.chars().collect())
    }

    /// The place in brackets with the text around it, on one line.
    pub(super) fn around(&self, start: usize, end: usize) -> String {
        let part = |from: usize, to: usize| {
            let to = to.min(self.0.len());
            self.0.get(from.min(to)..to).unwrap_or(&[]).iter().collect::<String>()
        };
        let (before, after) =
            (part(start.saturating_sub(AROUND), start), part(end, end.saturating_add(AROUND)));
        format!("{before}[{}]{after}", part(start, end)).replace('\n', " ")
    }
}
