//! How likely a fact is so told: a logistic model over the rule, the names, how the text refers to
//! them, and whether an end is left out. Its weights stand in `rules/lexicons/confidence.toml`; the
//! program examples/fit-confidence.rs estimates them.

use crate::entity::Entities;
use crate::lexicon::Lexicon;
use crate::mention::{Kind, MentionId};
use crate::rule::Rule;

/// One thing that is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Feature {
    /// For a person: `unsure subject`.
    pub name: &'static str,
    /// Its weight in the table: `relation/unsure name`.
    pub weight: &'static str,
    /// How much of it there is.
    pub value: f64,
}

/// One telling of a fact by a rule.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    /// The rule.
    pub rule: &'t Rule,
    /// The mentions of subject and object.
    pub ends: [MentionId; 2],
    /// The words leave an end out.
    pub assumed: bool,
}

/// How sure one telling of a fact is, 0 to 1.
pub fn of(lexicon: &Lexicon, telling: Telling<'_>, entities: &Entities) -> f64 {
    let mut sum: f64 = telling.rule.leaning.iter().sum();
    features(telling, entities, |feature| {
        sum += f64::from(lexicon.weight(feature.weight)) * feature.value;
    });
    1.0 / (1.0 + (-sum).exp())
}

/// The parts of the sum behind [`of`], in logits: what is weighed and how much it adds.
pub fn parts(
    lexicon: &Lexicon,
    telling: Telling<'_>,
    entities: &Entities,
) -> Vec<(&'static str, f64)> {
    let mut parts = Vec::new();
    features(telling, entities, |feature| {
        parts.push((feature.name, f64::from(lexicon.weight(feature.weight)) * feature.value));
    });
    parts.extend(["relation type", "this rule"].into_iter().zip(telling.rule.leaning));
    parts
}

/// What is weighed of a telling, besides its relation type and rule.
pub fn features(telling: Telling<'_>, entities: &Entities, mut add: impl FnMut(Feature)) {
    let mut tell = |name, weight, value| add(Feature { name, weight, value });
    let rule = telling.rule.confidence.clamp(0.01, 0.99);
    tell("any fact", "relation/any", 1.0);
    tell("rule", "relation/rule", (rule / (1.0 - rule)).ln());
    for (end, unsure) in telling.ends.into_iter().zip(["unsure subject", "unsure object"]) {
        let Some(mention) = entities.mentions.get(end) else { continue };
        tell(unsure, "relation/unsure name", 1.0 - f64::from(mention.confidence));
        match mention.kind {
            Kind::Nominal => tell("description", "relation/description", 1.0),
            Kind::Pronoun => tell("pronoun", "relation/pronoun", 1.0),
            Kind::Name | Kind::Value => {}
        }
    }
    if telling.assumed {
        tell("end left out", "relation/left out", 1.0);
    }
}
