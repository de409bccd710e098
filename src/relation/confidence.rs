//! How likely a fact is so told: a logistic model over the rule, the names, how the text refers to
//! them, and whether an end is left out. Its weights stand in `rules/lexicons/confidence.toml`.

use crate::entity::Entities;
use crate::lexicon::Lexicon;
use crate::mention::{Kind, MentionId};

/// How sure one telling of a fact is, 0 to 1. `rule` is how sure its rule is, `ends` the mentions of
/// subject and object; an end is `assumed` where the words leave it out.
pub fn of(
    lexicon: &Lexicon,
    rule: f64,
    entities: &Entities,
    ends: [MentionId; 2],
    assumed: bool,
) -> f64 {
    let mut sum = 0.0;
    each(lexicon, rule, entities, ends, assumed, |_, weight| sum += weight);
    1.0 / (1.0 + (-sum).exp())
}

/// The parts of the sum behind [`of`], in logits: what is weighed and how much it adds.
pub fn parts(
    lexicon: &Lexicon,
    rule: f64,
    entities: &Entities,
    ends: [MentionId; 2],
    assumed: bool,
) -> Vec<(&'static str, f64)> {
    let mut parts = Vec::new();
    each(lexicon, rule, entities, ends, assumed, |name, weight| parts.push((name, weight)));
    parts
}

fn each(
    lexicon: &Lexicon,
    rule: f64,
    entities: &Entities,
    ends: [MentionId; 2],
    assumed: bool,
    mut add: impl FnMut(&'static str, f64),
) {
    let weight = |name: &str| f64::from(lexicon.weight(name));
    let rule = rule.clamp(0.01, 0.99);
    add("any fact", weight("relation/any"));
    add("rule", weight("relation/rule") * (rule / (1.0 - rule)).ln());
    for (end, unsure) in ends.into_iter().zip(["unsure subject", "unsure object"]) {
        let Some(mention) = entities.mentions.get(end) else { continue };
        let doubt = 1.0 - f64::from(mention.confidence);
        add(unsure, weight("relation/unsure name") * doubt);
        match mention.kind {
            Kind::Nominal => add("description", weight("relation/description")),
            Kind::Pronoun => add("pronoun", weight("relation/pronoun")),
            Kind::Name | Kind::Value => {}
        }
    }
    if assumed {
        add("end left out", weight("relation/left out"));
    }
}
