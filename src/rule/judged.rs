//! What others do about a deed that a noun names: `regulators blocked Acme's takeover of Beta`, `the
//! acquisition of Beta by Acme was approved`. Such a deed has not come about. Lists:
//! `rules/lexicons/patterns.toml`.

use super::matching::Match;
use crate::lexicon::{WordId, fixed};
use crate::pattern::{Context, Form};
use crate::phrase::{Status, Voice};

/// What is done to a deed, and what it comes to by that.
const JUDGED: &[(&str, Status)] = &[
    ("judged_agreed", Status::Agreed),
    ("judged_cancelled", Status::Cancelled),
    ("judged_planned", Status::Planned),
];

/// What a deed does itself.
const FALLEN: &[(&str, Status)] = &[("judged_fallen", Status::Cancelled)];

/// Reads the status off the verb that has the noun for its object, right before it, or for its
/// subject, right behind it. A match that reads a verb of its own is left alone, and so is one whose
/// words name no deed.
pub(super) fn read(context: &Context<'_>, deed: bool, found: &mut Match) {
    let units = found.units;
    let has_verb = || (units.start..units.end).any(|at| context.verb(at).is_some());
    if !(deed || found.form == Form::Noun) || found.mood.status.is_some() || has_verb() {
        return;
    }
    let start = units.start - usize::from(before_is_the(context, units.start));
    let before = start.checked_sub(1);
    let word = before.and_then(|at| context.word(at));
    if word.is_some_and(|word| is_in(context, "judged_word", word)) {
        found.mood.status = Some(Status::Planned);
        found.mood.cues.extend(context.unit(start - 1).map(|unit| unit.tokens));
        return;
    }
    let sides = [
        (before, Voice::Active, JUDGED),
        (Some(units.end), Voice::Passive, JUDGED),
        (Some(units.end), Voice::Active, FALLEN),
    ];
    for (at, voice, lists) in sides {
        let verb = at.and_then(|at| context.verb(at)).filter(|verb| verb.voice == voice);
        let Some((at, verb)) = at.zip(verb) else { continue };
        if voice == Voice::Passive && is_in(context, "judged_done", verb.lemma) {
            found.mood.status = verb.mood.status;
            return;
        }
        let status = lists.iter().find(|(list, _)| is_in(context, list, verb.lemma));
        let Some(&(_, status)) = status else { continue };
        let done = verb.mood.status.is_none() && !verb.mood.negated && !is_infinitive(context, at);
        found.mood.status = Some(if done { status } else { Status::Planned });
        found.mood.cues.extend(context.unit(at).map(|unit| unit.tokens));
        return;
    }
}

fn before_is_the(context: &Context<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| context.sign(before) == fixed::THE)
}

/// `to block`.
fn is_infinitive(context: &Context<'_>, at: usize) -> bool {
    let Some(unit) = context.unit(at) else { return false };
    let first = unit.tokens.start as usize;
    let is_to = |token: usize| context.document.token_bytes(token) == b"to";
    is_to(first) || is_to(first.wrapping_sub(1))
}

fn is_in(context: &Context<'_>, list: &str, word: WordId) -> bool {
    let entries = context.lexicon.list(list).unwrap_or(&[]);
    entries.iter().any(|entry| entry.as_slice() == [word])
}
