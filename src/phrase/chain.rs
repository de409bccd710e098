//! Chains of verbs: `agreed to acquire`, `denied buying`, `signed a letter of intent to buy`.

use super::mood::later;
use super::verb::{Simple, is_to, simple};
use super::{Context, Mood, Status, Unit};
use crate::document::TokenRange;
use crate::lexicon::{Class, Form, WordId, fixed};

/// Longest noun phrase between a light verb and `to` (`signed a definitive letter of intent to buy`).
const MAX_NOUNS: u32 = 7;

/// The verb that a governing verb chains to: `agreed | to acquire`, `denied | buying`,
/// `signed a letter of intent | to buy`.
pub(super) fn next(
    context: &Context<'_>,
    verb: &Simple,
    limit: u32,
    mood: &mut Mood,
) -> Option<Simple> {
    let governs = context.moods.governs(verb.lemma);
    let mut at = verb.end;
    // `unlikely` is an adverb as well.
    let is_adverb = |at: u32| {
        let word = context.document.word(at as usize);
        context.lexicon.is(word, Class::Adverb) && !context.moods.is_adjective(word)
    };
    while at < limit && is_adverb(at) && at < verb.end + 2 {
        at += 1;
    }
    let is_be = verb.lemma == context.moods.be;
    if is_be
        && context.moods.is_adjective(context.document.word(at as usize))
        && is_to(context, at + 1)
    {
        let next = simple(context, at + 2, limit, true, None, mood)?;
        context.moods.adjective(context.document.word(at as usize), at, mood);
        return Some(next);
    }
    let not = is_not_to(context, at);
    if (governs || is_be) && (not || is_to(context, at)) {
        let next = simple(context, at + 1 + u32::from(not), limit, true, None, mood)?;
        context.moods.verb(verb.lemma, verb.form, verb.passive, verb.end - 1, mood);
        if is_be {
            mood.status = later(mood.status, Some(Status::Agreed));
        }
        if not {
            deny(at, mood);
        }
        return Some(next);
    }
    if governs && at < limit {
        let word = context.document.word(at as usize);
        let gerund =
            context.lexicon.inflections(word).iter().find(|f| f.form == Form::Gerund).copied();
        if let Some(gerund) = gerund {
            context.moods.verb(verb.lemma, verb.form, verb.passive, verb.end - 1, mood);
            return Some(Simple {
                lemma: gerund.lemma,
                form: Form::Gerund,
                passive: false,
                end: at + 1,
            });
        }
    }
    through_noun(context, verb, limit, mood)
}

/// `reached an agreement to buy`, `is in talks to sell`: the noun's mood, and the verb after `to`.
fn through_noun(
    context: &Context<'_>,
    verb: &Simple,
    limit: u32,
    mood: &mut Mood,
) -> Option<Simple> {
    let (mut noun, mut none) = (None, false);
    for at in verb.end..limit.min(verb.end + MAX_NOUNS) {
        let token = context.document.tokens.get(at as usize)?;
        let word = token.word;
        none |= word == fixed::NO;
        if context.moods.is_noun(word) {
            noun = Some(word);
        } else if let Some(gerund) = gerund_after(context, at, limit) {
            context.moods.noun(noun?, at - 1, mood);
            return Some(Simple { lemma: gerund, form: Form::Gerund, passive: false, end: at + 2 });
        } else if is_to(context, at) {
            let found = noun?;
            let next = simple(context, at + 1, limit, true, None, mood)?;
            context.moods.verb(verb.lemma, verb.form, verb.passive, verb.end - 1, mood);
            context.moods.noun(found, at - 1, mood);
            // `has no plans to buy`, `made a decision not to buy`
            if none || is_not_to(context, at - 1) {
                deny(at - 1, mood);
            }
            return Some(next);
        } else {
            let classes = context.lexicon.classes(word);
            let inside = classes.has(Class::Determiner)
                || classes.has(Class::Preposition)
                || token.is_lower() && !classes.has(Class::Relative);
            let verbal =
                !inside || classes.has(Class::Subordinator) && !classes.has(Class::Preposition);
            if verbal {
                return None;
            }
        }
    }
    None
}

/// `signed an agreement | on selling`: the verb after a preposition.
fn gerund_after(context: &Context<'_>, at: u32, limit: u32) -> Option<WordId> {
    let preposition = context.lexicon.is(context.document.word(at as usize), Class::Preposition);
    let next = context.document.word(at as usize + 1);
    let gerund = context.lexicon.inflections(next).iter().find(|f| f.form == Form::Gerund)?;
    (preposition && at + 1 < limit).then_some(gerund.lemma)
}

/// `agreed | not to buy`
fn is_not_to(context: &Context<'_>, at: u32) -> bool {
    let word = context.document.word(at as usize);
    context.lexicon.is(word, Class::Negation) && is_to(context, at + 1)
}

/// What somebody agreed not to do is denied, and no deal.
fn deny(not: u32, mood: &mut Mood) {
    mood.negated = !mood.negated;
    mood.status = later(mood.status, Some(Status::Planned));
    mood.cues.push(TokenRange { start: not, end: not + 1 });
}

/// What stands before the `not` of `its decision not | to buy`, which denies the verb.
pub(super) fn before_not<'r>(
    context: &Context<'_>,
    row: &'r [Unit],
    mood: &mut Mood,
) -> &'r [Unit] {
    match row.split_last() {
        Some((last, before)) if context.is(last, Class::Negation) => {
            deny(last.tokens.start, mood);
            before
        }
        _ => row,
    }
}
