//! Whether a match stops at the ends of noun phrases: `bought a Norvane jet` buys no Norvane.

use super::matching::{Filler, Match};
use crate::document::Shape;
use crate::lexicon::Class;
use crate::pattern::{Context, Step};
use crate::phrase::UnitKind;

/// False when the object right behind the verb is only the possessor or modifier of a noun that
/// follows, or when `its` fills a role as if it were the thing possessed.
pub(super) fn holds(context: &Context<'_>, found: &Match) -> bool {
    found.steps.iter().all(|step| match step {
        Step::Atom { units, role: Some(_), .. } => {
            let subject = context.verb(found.trigger).and_then(|v| v.subject) == Some(units.start);
            let direct = context.units.phrase_start.get(units.start) == Some(&(found.trigger + 1));
            let last = units.end == found.units.end && direct;
            (subject || !is_bare_possessive(context, found, units.start))
                && (!last || subject || !goes_on(context, units.start, units.end))
        }
        _ => true,
    }) && found.roles.iter().any(|(_, f)| matches!(f, Filler::Mentions(_)))
}

/// A possessive pronoun whose possession the pattern does not read.
fn is_bare_possessive(context: &Context<'_>, found: &Match, unit: usize) -> bool {
    let reads_on = found.steps.iter().filter_map(|s| s.units()).any(|u| u.start == unit + 1);
    context.is_possessive_pronoun(unit) && !reads_on
}

/// After the mention stands `'s`, or a noun that it modifies.
fn goes_on(context: &Context<'_>, unit: usize, end: usize) -> bool {
    let entity = context.mention(unit).is_some_and(|m| m.mention_type.is_entity());
    let Some(next) = context.unit(end).filter(|_| entity) else { return false };
    let Some(token) = context.document.tokens.get(next.tokens.start as usize) else { return false };
    if token.shape.has(Shape::POSSESSIVE) {
        return true;
    }
    let UnitKind::Word(word) = next.kind else { return false };
    let grammar = [Class::Function, Class::Adverb, Class::Month, Class::Weekday];
    let noun = token.is_lower() && !grammar.iter().any(|c| context.lexicon.is(word, *c));
    noun && !context.text(end).ends_with("ed") && !context.text(end).ends_with("ly")
}
