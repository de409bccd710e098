//! Precision, recall and F1 against gold. Entry point: [`score`].
//!
//! Counting follows the rules of the gold: precision counts every relation found, recall the
//! required ones alone; a relation with `required: false` is neither a miss when absent nor a false
//! find when present. Several found records of one fact count once.

pub mod gold;
pub mod links;
mod normal;

pub use gold::{Fact, GoldDocument, GoldError};
pub use normal::normal_name;

use std::collections::{BTreeMap, BTreeSet};

/// A relation as found, by the names of its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The type.
    pub relation: String,
    /// The subject's full name, and its words at the place.
    pub subject: [String; 2],
    /// The object's full name, and its words at the place.
    pub object: [String; 2],
    /// Subject and object may change places.
    pub symmetric: bool,
}

/// Counts of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn add(&mut self, other: Self) {
        self.required += other.required;
        self.optional += other.optional;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

fn ratio(right: usize, not: usize) -> f64 {
    if right + not == 0 { 0.0 } else { right as f64 / (right + not) as f64 }
}

/// The tallies of one document, by relation type. Costs the product of gold and found relations.
pub fn score(gold: &GoldDocument, found: &[Found]) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut hit = vec![false; gold.facts.len()];
    let mut wrong = BTreeSet::new();
    for record in found {
        let ends = Ends::of(record, gold.by_words);
        let right: Vec<usize> =
            (0..gold.facts.len()).filter(|&i| ends.is(&gold.facts[i])).collect();
        right.iter().for_each(|&i| hit[i] = true);
        if right.is_empty() && (gold.judges(&record.relation) || ends.is_turned(&gold.facts)) {
            wrong.insert((record.relation.clone(), ends.subject, ends.object));
        }
    }
    for (relation, _, _) in wrong {
        tallies.entry(relation).or_default().wrong += 1;
    }
    for (fact, hit) in gold.facts.iter().zip(hit) {
        let tally = tallies.entry(fact.relation.clone()).or_default();
        match (hit, fact.required) {
            (true, true) => tally.required += 1,
            (true, false) => tally.optional += 1,
            (false, true) => tally.missed += 1,
            (false, false) => {}
        }
    }
    tallies
}

/// Adds up tallies of many documents.
pub fn total<'a>(
    all: impl Iterator<Item = &'a BTreeMap<String, Tally>>,
) -> BTreeMap<String, Tally> {
    let mut sum: BTreeMap<String, Tally> = BTreeMap::new();
    for (relation, tally) in all.flatten() {
        sum.entry(relation.clone()).or_default().add(*tally);
    }
    sum
}

/// The tally over all types.
pub fn overall(tallies: &BTreeMap<String, Tally>) -> Tally {
    tallies.values().fold(Tally::default(), |mut sum, t| {
        sum.add(*t);
        sum
    })
}

/// The normal names of a found relation's ends.
struct Ends<'a> {
    relation: &'a str,
    symmetric: bool,
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
}

impl<'a> Ends<'a> {
    fn of(found: &'a Found, by_words: bool) -> Self {
        let names = |[name, words]: &[String; 2]| {
            let mut names = BTreeSet::from([normal_name(name)]);
            if by_words {
                names.insert(normal_name(words));
            }
            names
        };
        Self {
            relation: &found.relation,
            symmetric: found.symmetric,
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
        fact.relation == self.relation && (self.meets(fact) || self.symmetric && self.crosses(fact))
    }

    /// The gold has it the other way round.
    fn is_turned(&self, facts: &[Fact]) -> bool {
        facts.iter().any(|f| f.relation == self.relation && self.crosses(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(relation: &str, subject: &str, object: &str) -> Found {
        let twice = |s: &str| [s.to_owned(), s.to_owned()];
        let symmetric = relation == "merges_with";
        Found {
            relation: relation.to_owned(),
            subject: twice(subject),
            object: twice(object),
            symmetric,
        }
    }

    const GOLD: &str = r#"{"id":"a","text":"t","relations":[
        {"relation":"owns","subject":["Acme Inc."],"object":["Beta"],"required":true},
        {"relation":"owns","subject":["Acme Inc."],"object":["Gamma"],"required":false},
        {"relation":"merges_with","subject":["Acme Inc."],"object":["Delta"],"required":true}]}"#;

    #[test]
    fn required_optional_wrong_and_missed() {
        let gold = gold::passages(&GOLD.replace('\n', " ")).expect("well-formed").remove(0);
        let records = [
            found("owns", "acme inc", "the Beta"),
            found("owns", "Acme Inc.", "Beta"),
            found("owns", "Acme Inc.", "Gamma"),
            found("owns", "Beta", "Acme Inc."),
            found("merges_with", "Delta", "Acme Inc."),
        ];
        let tallies = score(&gold, &records);
        assert_eq!(tallies["owns"], Tally { required: 1, optional: 1, wrong: 1, missed: 0 });
        assert_eq!(tallies["merges_with"], Tally { required: 1, optional: 0, wrong: 0, missed: 0 });
        assert!((overall(&tallies).precision() - 0.75).abs() < 1e-9);
        assert_eq!(score(&gold, &[])["owns"].missed, 1);
    }
}
