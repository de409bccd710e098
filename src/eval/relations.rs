//! Relations found against relations in the gold. Entry point: [`score`].
//!
//! Precision counts every relation found, recall the required ones alone; a relation with
//! `required: false` is neither a miss when absent nor a false find when present. Several found
//! records of one fact count once, and all of them must carry the right attributes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::attribute::{has_share, is_right, judged};
use super::found::{Found, FoundEnd};
use super::gold::{Fact, GoldDocument};
use super::normal::normal_name;

/// Counts of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Required relations that were found.
    pub required: usize,
    /// Optional relations that were found.
    pub optional: usize,
    /// Relations found that the gold does not have.
    pub wrong: usize,
    /// Required relations that were not found.
    pub missed: usize,
}

impl Tally {
    /// The share of what was found that is right, 0 to 1; 0 when nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.required + self.optional, self.wrong)
    }

    /// The share of the required that was found, 0 to 1; 0 when nothing is required.
    pub fn recall(&self) -> f64 {
        ratio(self.required, self.missed)
    }

    /// The harmonic mean of both, 0 to 1.
    pub fn f1(&self) -> f64 {
        mean(self.precision(), self.recall())
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.required += other.required;
        self.optional += other.optional;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

/// The harmonic mean; 0 when both are 0.
pub(super) fn mean(p: f64, r: f64) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

pub(super) fn ratio(right: usize, not: usize) -> f64 {
    if right + not == 0 { 0.0 } else { right as f64 / (right + not) as f64 }
}

/// What kind of error one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorClass {
    /// The gold has it the other way round.
    Turned,
    /// The gold has another relation between the two.
    OtherRelation,
    /// The gold has the relation with another subject.
    OtherSubject,
    /// The gold has the relation with another object.
    OtherObject,
    /// The gold has nothing like it.
    Invented,
    /// Not found, nor anything between the two.
    Missed,
    /// Not found; another relation between the two was.
    MissedForOther,
    /// Found with an attribute, status, negation or hedge other than in the gold.
    Attribute,
    /// Found with a share that the gold does not have.
    InventedShare,
}

/// One error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelationError {
    /// Its kind.
    pub class: ErrorClass,
    /// The document.
    pub doc: String,
    /// The relation.
    pub relation: String,
    /// Who.
    pub subject: String,
    /// Whom or what.
    pub object: String,
    /// Of an attribute: which, and what the gold has.
    pub attribute: Option<String>,
    /// Of a find: the rule.
    pub rule: Option<String>,
    /// Of a find: the sentence.
    pub text: Option<String>,
}

/// The relations of some documents, scored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RelationScore {
    /// By type.
    pub types: BTreeMap<String, Tally>,
    /// By attribute: right, and of how many.
    pub attributes: BTreeMap<String, (usize, usize)>,
    /// Facts found whose share, status, negation and hedge are all right.
    pub strict: usize,
    /// Required facts that were missed, or found and not strictly right.
    pub not_strict: usize,
    /// Facts found with a share that the gold does not have.
    pub invented_shares: usize,
    /// All errors, in the order of documents.
    pub errors: Vec<RelationError>,
    /// The confidence of every relation found, and whether it is right.
    pub confidences: Vec<(f64, bool)>,
}

impl RelationScore {
    /// The tally over all types.
    pub fn overall(&self) -> Tally {
        self.types.values().fold(Tally::default(), |mut sum, tally| {
            sum.add(*tally);
            sum
        })
    }

    /// Adds what another document gave.
    pub fn add(&mut self, other: Self) {
        for (relation, tally) in other.types {
            self.types.entry(relation).or_default().add(tally);
        }
        for (name, (right, of)) in other.attributes {
            let sum = self.attributes.entry(name).or_default();
            *sum = (sum.0 + right, sum.1 + of);
        }
        self.strict += other.strict;
        self.not_strict += other.not_strict;
        self.invented_shares += other.invented_shares;
        self.errors.extend(other.errors);
        self.confidences.extend(other.confidences);
    }
}

/// Which relations may be turned round without becoming another fact.
pub type EitherWay<'e> = dyn Fn(&str) -> bool + 'e;

/// Scores what was found in one document. Costs the product of gold and found relations.
pub fn score(gold: &GoldDocument, found: &[Found], either_way: &EitherWay<'_>) -> RelationScore {
    let facts = gold.facts.as_deref().unwrap_or(&[]);
    let mut made = RelationScore::default();
    let mut hits: Vec<Vec<&Found>> = vec![Vec::new(); facts.len()];
    let mut wrong = BTreeSet::new();
    for record in found {
        let ends = Ends::of(record, gold.by_words, either_way);
        let mut right = false;
        for (hit, _) in hits.iter_mut().zip(facts).filter(|(_, fact)| ends.is(fact)) {
            hit.push(record);
            right = true;
        }
        let judged = right || gold.judges(&record.relation) || ends.is_turned(facts);
        if judged {
            made.confidences.push((record.confidence, right));
        }
        if !right && judged {
            let class = ends.class(facts);
            if wrong.insert((record.relation.clone(), ends.subject, ends.object)) {
                made.errors.push(false_find(gold, record, class));
            }
        }
    }
    for (relation, _, _) in wrong {
        made.types.entry(relation).or_default().wrong += 1;
    }
    for (fact, hit) in facts.iter().zip(&hits) {
        let mut tally = Tally::default();
        match (hit.is_empty(), fact.required) {
            (false, true) => tally.required = 1,
            (false, false) => tally.optional = 1,
            (true, true) => {
                tally.missed = 1;
                made.not_strict += 1;
                made.errors.push(miss(gold, fact, found, either_way));
            }
            (true, false) => continue,
        }
        made.types.entry(fact.relation.clone()).or_default().add(tally);
        if !hit.is_empty() {
            made.hit(gold, fact, hit);
        }
    }
    made
}

/// Whether a found relation is right; `None` where the gold does not judge it.
pub fn verdict(gold: &GoldDocument, found: &Found, either_way: &EitherWay<'_>) -> Option<bool> {
    let facts = gold.facts.as_deref()?;
    let ends = Ends::of(found, gold.by_words, either_way);
    let right = facts.iter().any(|fact| ends.is(fact));
    (right || gold.judges(&found.relation) || ends.is_turned(facts)).then_some(right)
}

impl RelationScore {
    /// Looks at the attributes of a fact that was found.
    fn hit(&mut self, gold: &GoldDocument, fact: &Fact, hit: &[&Found]) {
        let judged = judged(&fact.attributes);
        let all = |key: &str, want| hit.iter().all(|record| is_right(key, want, record));
        let strict = ["share", "status", "negated", "hedged"];
        let exact = judged
            .iter()
            .filter(|(key, _)| strict.contains(&key.as_str()))
            .all(|(key, want)| all(key, want));
        self.strict += usize::from(exact);
        self.not_strict += usize::from(fact.required && !exact);
        if !fact.attributes.contains_key("share") && hit.iter().any(|record| has_share(record)) {
            self.invented_shares += 1;
            self.errors.push(error(ErrorClass::InventedShare, gold, fact, hit.first().copied()));
        }
        for (key, want) in &judged {
            let right = all(key, want);
            let sum = self.attributes.entry(key.clone()).or_default();
            *sum = (sum.0 + usize::from(right), sum.1 + 1);
            if !right {
                let mut one = error(ErrorClass::Attribute, gold, fact, hit.first().copied());
                let want = want.as_str().map_or_else(|| want.to_string(), str::to_owned);
                one.attribute = Some(format!("{key}={want}"));
                self.errors.push(one);
            }
        }
    }
}

fn error(
    class: ErrorClass,
    gold: &GoldDocument,
    fact: &Fact,
    found: Option<&Found>,
) -> RelationError {
    let [subject, object] = fact.shown.clone();
    RelationError {
        class,
        doc: gold.id.clone(),
        relation: fact.relation.clone(),
        subject,
        object,
        attribute: None,
        rule: found.map(|f| f.rule.clone()),
        text: found.map(|f| f.evidence.text.clone()),
    }
}

fn miss(
    gold: &GoldDocument,
    fact: &Fact,
    found: &[Found],
    either_way: &EitherWay<'_>,
) -> RelationError {
    let other = found.iter().find(|record| {
        let ends = Ends::of(record, gold.by_words, either_way);
        ends.meets(fact) || ends.crosses(fact)
    });
    let class = other.map_or(ErrorClass::Missed, |_| ErrorClass::MissedForOther);
    error(class, gold, fact, other)
}

fn false_find(gold: &GoldDocument, record: &Found, class: ErrorClass) -> RelationError {
    RelationError {
        class,
        doc: gold.id.clone(),
        relation: record.relation.clone(),
        subject: record.subject.name.clone(),
        object: record.object.name.clone(),
        attribute: None,
        rule: Some(record.rule.clone()),
        text: Some(record.evidence.text.clone()),
    }
}

/// The normal names of a found relation's ends.
struct Ends<'a> {
    relation: &'a str,
    either_way: bool,
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
}

impl<'a> Ends<'a> {
    fn of(found: &'a Found, by_words: bool, either_way: &EitherWay<'_>) -> Self {
        let names = |end: &FoundEnd| {
            let words = Some(&end.text).filter(|_| by_words);
            let names = [Some(&end.name), words].into_iter().flatten();
            names.filter(|name| !name.is_empty()).map(|name| normal_name(name)).collect()
        };
        Self {
            relation: &found.relation,
            either_way: either_way(&found.relation),
            subject: names(&found.subject),
            object: names(&found.object),
        }
    }

    fn meets(&self, fact: &Fact) -> bool {
        !self.subject.is_disjoint(&fact.subject) && !self.object.is_disjoint(&fact.object)
    }

    fn crosses(&self, fact: &Fact) -> bool {
        !self.subject.is_disjoint(&fact.object) && !self.object.is_disjoint(&fact.subject)
    }

    fn is(&self, fact: &Fact) -> bool {
        fact.relation == self.relation
            && (self.meets(fact) || self.either_way && self.crosses(fact))
    }

    /// The gold has it the other way round.
    fn is_turned(&self, facts: &[Fact]) -> bool {
        facts.iter().any(|f| f.relation == self.relation && self.crosses(f))
    }

    /// What kind of false find it is.
    fn class(&self, facts: &[Fact]) -> ErrorClass {
        let same = || facts.iter().filter(|f| f.relation == self.relation);
        match () {
            () if self.is_turned(facts) => ErrorClass::Turned,
            () if facts.iter().any(|f| self.meets(f) || self.crosses(f)) => {
                ErrorClass::OtherRelation
            }
            () if { same() }.any(|f| !self.object.is_disjoint(&f.object)) => {
                ErrorClass::OtherSubject
            }
            () if { same() }.any(|f| !self.subject.is_disjoint(&f.subject)) => {
                ErrorClass::OtherObject
            }
            () => ErrorClass::Invented,
        }
    }
}
