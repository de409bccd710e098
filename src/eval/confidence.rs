//! Whether confidences mean what they say, and a fit of the weights behind them to gold. Entry
//! points: [`fifths`], [`observe_all`], [`fit`].

use std::collections::BTreeMap;

use serde::Serialize;

use super::found::{Found, records};
use super::gold::GoldDocument;
use super::interval::Share;
use super::relations::{EitherWay, verdict};
use crate::article::Article;
use crate::extract::{Extraction, Extractor};
use crate::relation::confidence::{Telling, features};
use crate::write;

/// A fifth of the relations found, by confidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fifth {
    /// The confidence that they have on average.
    pub said: f64,
    /// The share that is right, with its interval.
    pub right: Share,
    /// So many.
    pub relations: usize,
}

/// Confidences and verdicts in five bins of like size, from the least sure to the surest; equal
/// confidences may stand in two. n log n in their number.
pub fn fifths(mut told: Vec<(f64, bool)>) -> Vec<Fifth> {
    told.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (n, cut) = (told.len(), |part: usize| told.len() * part / 5);
    let bins = (0..5).map(|part| told.get(cut(part)..cut(part + 1)).unwrap_or(&[]));
    bins.filter(|bin| n > 0 && !bin.is_empty())
        .map(|bin| Fifth {
            said: bin.iter().map(|(said, _)| said).sum::<f64>() / bin.len() as f64,
            right: Share::of(bin.iter().filter(|(_, right)| *right).count(), bin.len()),
            relations: bin.len(),
        })
        .collect()
}

/// A relation that the gold judges, with what its confidence is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The document.
    pub doc: String,
    /// What is weighed, by the names of the weights.
    pub features: Vec<(String, f64)>,
    /// It is right.
    pub right: bool,
}

/// The relations of an extraction that the gold judges; `found` are their records, in any order.
/// Costs the product of both.
fn observe(
    extractor: &Extractor,
    extraction: &Extraction<'_>,
    found: &[Found],
    gold: &GoldDocument,
    either_way: &EitherWay<'_>,
) -> Vec<Observation> {
    let rules = &extractor.rules;
    let mut all = Vec::new();
    for relation in &extraction.relations {
        let same = |record: &&Found| {
            record.relation == relation.relation
                && record.subject.name == relation.subject.name
                && record.object.name == relation.object.name
        };
        let Some(record) = found.iter().find(same) else { continue };
        let rule = rules.rules.iter().find(|rule| rules.full_id(rule) == relation.rule);
        let judged = verdict(gold, record, either_way);
        let Some((rule, right)) = rule.zip(judged) else { continue };
        let ends = [relation.subject.mention, relation.object.mention];
        let telling = Telling { rule, ends, assumed: relation.assumed };
        let mut weighed: BTreeMap<String, f64> = BTreeMap::new();
        features(telling, &extraction.entities, |feature| {
            *weighed.entry(feature.weight.to_owned()).or_default() += feature.value;
        });
        weighed.insert(format!("{TYPE}{}", relation.relation), 1.0);
        weighed.insert(format!("{RULE}{}", relation.rule), 1.0);
        let features = weighed.into_iter().collect();
        all.push(Observation { doc: gold.id.clone(), features, right });
    }
    all
}

/// All relations found in the texts of gold that it judges: what they are made of, and what the
/// table in use says of each, with whether it is right. Costs an extraction of each text.
pub fn observe_all(
    extractor: &Extractor,
    gold: &[GoldDocument],
) -> (Vec<Observation>, Vec<(f64, bool)>) {
    let types = &extractor.rules.relations;
    let either_way =
        |name: &str| types.iter().any(|r| r.name == name && (r.symmetric || r.either_way));
    let (mut observations, mut now) = (Vec::new(), Vec::new());
    for document in gold.iter().filter(|d| d.facts.is_some()) {
        let text = document.text.clone().unwrap_or_default();
        let date = document.date.as_deref().and_then(crate::read::parse_date);
        let article = Article { id: document.id.clone(), text, date, ..Article::default() };
        let extraction = extractor.extract(&article);
        let mut lines = Vec::new();
        let gazetteer = &extractor.gazetteer;
        let (unit, nominals) = (write::Unit::Chars, false);
        let all =
            write::Found { article: &article, extraction: &extraction, gazetteer, unit, nominals };
        write::relations(&mut lines, all);
        let text = std::str::from_utf8(&lines).unwrap_or_default();
        let found: Vec<Found> = records(text).unwrap_or_default();
        now.extend(found.iter().filter_map(|record| {
            Some((record.confidence, verdict(document, record, &either_way)?))
        }));
        observations.extend(observe(extractor, &extraction, &found, document, &either_way));
    }
    (observations, now)
}

/// What the weights of relation types and of rules begin with.
const TYPE: &str = "relation/type/";
const RULE: &str = "relation/rule/";

/// How strongly each weight is pulled to where it begins, in facts: what holds for all facts little,
/// what holds for one relation type more, what holds for one rule most. So a rule seldom seen is as
/// sure as its own figure and its relation type make it.
const PULLS: [(&str, f64); 3] = [(RULE, 6.0), (TYPE, 3.0), ("", 1.0)];

/// Where weights begin that do not begin at 0: the log odds of the rule's own figure count in full,
/// and names and links that are not sure take something away.
const PRIOR: [(&str, f64); 4] = [
    ("relation/rule", 1.0),
    ("relation/unsure name", -1.0),
    ("relation/description", -1.0),
    ("relation/pronoun", -1.0),
];

/// Weights of a type or rule that are nearer to 0 are left out of the table.
const TOLD: f64 = 0.05;

/// Sweeps over all weights, and the step at which they end.
const SWEEPS: usize = 500;
const SETTLED: f64 = 1e-7;

/// The weights under which the observations are likeliest, each with its pull: logistic regression
/// by Newton steps, one weight after the other. The same observations in the same order give the
/// same weights.
pub fn fit(observations: &[Observation]) -> BTreeMap<String, f64> {
    let begin = |name: &str| PRIOR.iter().find(|(n, _)| *n == name).map_or(0.0, |(_, w)| *w);
    let mut columns: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (row, observation) in observations.iter().enumerate() {
        for (name, value) in &observation.features {
            columns.entry(name).or_default().push((row, *value));
        }
    }
    let mut weights: BTreeMap<String, f64> =
        columns.keys().map(|name| ((*name).to_owned(), begin(name))).collect();
    let mut sums: Vec<f64> = observations.iter().map(|o| sum(&weights, o)).collect();
    for _ in 0..SWEEPS {
        let mut largest = 0.0f64;
        for (name, column) in &columns {
            let pull = PULLS.iter().find(|(kind, _)| name.starts_with(kind)).map_or(1.0, |p| p.1);
            let Some(weight) = weights.get_mut(*name) else { continue };
            let (mut slope, mut bend) = (pull * (*weight - begin(name)), pull);
            for (row, value) in column {
                let p = sums.get(*row).map_or(0.5, |s| 1.0 / (1.0 + (-s).exp()));
                let right = observations.get(*row).is_some_and(|o| o.right);
                slope += value * (p - f64::from(u8::from(right)));
                bend += value * value * p * (1.0 - p);
            }
            // Within these bounds a Newton step on a logistic loss cannot swing.
            let step = (slope / bend).clamp(-1.0, 1.0);
            *weight -= step;
            largest = largest.max(step.abs());
            for (row, value) in column {
                if let Some(sum) = sums.get_mut(*row) {
                    *sum -= step * value;
                }
            }
        }
        if largest < SETTLED {
            break;
        }
    }
    weights
}

fn sum(weights: &BTreeMap<String, f64>, observation: &Observation) -> f64 {
    let weight = |name: &String| weights.get(name).copied().unwrap_or_default();
    observation.features.iter().map(|(name, value)| weight(name) * value).sum()
}

/// What weights say of an observation, 0 to 1.
pub fn said(weights: &BTreeMap<String, f64>, observation: &Observation) -> f64 {
    1.0 / (1.0 + (-sum(weights, observation)).exp())
}

/// Weights as `rules/lexicons/confidence.toml` holds them, two places behind the point; those of
/// types and rules that are near 0 are left away.
pub fn table(weights: &BTreeMap<String, f64>, observations: usize) -> String {
    let own = |name: &str| name.starts_with(TYPE) || name.starts_with(RULE);
    let shown = |(name, weight): (&String, &f64)| {
        let weight = (weight * 100.0).round() / 100.0 + 0.0;
        (!own(name) || weight.abs() >= TOLD).then(|| format!("{name:?} = {weight:.2}\n"))
    };
    let sorted = |wanted: bool| weights.iter().filter(move |(name, _)| own(name) == wanted);
    let common: String = sorted(false).filter_map(shown).collect();
    let own: String = sorted(true).filter_map(shown).collect();
    format!(
        "# How likely a fact is, so told: a logistic model. Made by examples/fit-confidence.rs from {observations} facts found in\n\
         # corpus/articles and judged by corpus/gold; do not edit. Each weight is pulled to where it begins: the rule's own\n\
         # figure counts in full, an unsure name, a description and a pronoun take 1 away, all else 0; a type's weight is\n\
         # pulled three times, a rule's six times as strongly, so that a rule seldom seen is drawn to its type.\n\
         [weight]\n{common}\n# of a relation type, and of a rule beside its type\n{own}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation(rule: &str, right: bool) -> Observation {
        let one = |name: &str, value| (name.to_owned(), value);
        Observation {
            doc: String::new(),
            features: vec![
                one("relation/any", 1.0),
                one("relation/rule", 2.2),
                one("relation/type/owns", 1.0),
                one(&format!("relation/rule/{rule}"), 1.0),
            ],
            right,
        }
    }

    #[test]
    fn a_rule_seldom_seen_is_drawn_to_its_type() {
        let mut all: Vec<Observation> =
            (0..40).map(|n| observation("owns/often", n % 2 == 0)).collect();
        all.push(observation("owns/once", true));
        let weights = fit(&all);
        let often = said(&weights, &all[0]);
        let once = said(&weights, &all[40]);
        assert!((often - 0.5).abs() < 0.12, "{often}");
        assert!(once > often && once < 0.9, "{once} {often}");
        assert_eq!(weights, fit(&all));
    }

    #[test]
    fn without_facts_the_rules_are_as_sure_as_they_say() {
        let weights = fit(&[]);
        assert!(weights.is_empty());
        let table = table(&BTreeMap::from([("relation/rule".to_owned(), 1.0)]), 0);
        assert!(table.contains("\n\"relation/rule\" = 1.00\n"), "{table}");
    }

    #[test]
    fn fifths_hold_all() {
        let told: Vec<(f64, bool)> = (0..23).map(|n| (f64::from(n) / 23.0, n > 11)).collect();
        let bins = fifths(told);
        assert_eq!(bins.iter().map(|b| b.relations).collect::<Vec<_>>(), [4, 5, 4, 5, 5]);
        assert_eq!(
            bins.iter().map(|b| b.right.value > 0.5).collect::<Vec<_>>(),
            [false, false, false, true, true]
        );
        assert!(bins.windows(2).all(|pair| pair[0].said < pair[1].said));
        assert!(fifths(Vec::new()).is_empty());
        assert_eq!(fifths(vec![(0.5, true)]).len(), 1);
    }
}
