//! Clauses that ask: `would not say whether it had bought Beta` states neither that it had nor that it had not.

use super::{Context, UnitKind, Units};
use crate::document::TokenRange;
use crate::lexicon::{Class, fixed};

/// Hedges the verb at `at` where its clause is opened by *whether*, or by *if* right behind a verb;
/// true where it is, which leaves nothing for the verb above to say.
pub(super) fn is_asked(context: &Context<'_>, units: &mut Units, at: usize) -> bool {
    let Some(cue) = asks(context, units, at) else { return false };
    let UnitKind::Verb(verb) = units.row[at].kind else { return false };
    let mood = &mut units.verbs[verb].mood;
    mood.hedged = true;
    mood.cues.push(cue);
    true
}

/// The word that opens the clause, if it asks. Nothing but the subject, adverbs and an aside stand
/// between it and the verb.
fn asks(context: &Context<'_>, units: &Units, at: usize) -> Option<TokenRange> {
    let UnitKind::Verb(verb) = units.row[at].kind else { return None };
    let subject = units.verbs[verb].subject.filter(|subject| *subject < at)?;
    let opening = units.phrase_start[subject].checked_sub(1)?;
    let said =
        opening.checked_sub(1).is_some_and(|i| matches!(units.row[i].kind, UnitKind::Verb(_)));
    let word = units.row[opening].word();
    let asked = word == fixed::WHETHER || word == fixed::IF && said;
    (asked && is_next(context, units, subject + 1, at)).then_some(units.row[opening].tokens)
}

/// Only adverbs and an aside stand between the subject and its verb.
fn is_next(context: &Context<'_>, units: &Units, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        if let Some(end) = units.aside_end[at].filter(|end| *end <= to) {
            at = end;
        } else if context.is(&units.row[at], Class::Adverb) {
            at += 1;
        } else {
            return false;
        }
    }
    true
}
