//! What others do about a deed that a noun names: `regulators blocked Acme's takeover of Beta`, `the
//! acquisition of Beta by Acme was approved`. Such a deed has not come about. Lists:
//! `rules/lexicons/patterns.toml`.

use super::matching::Match;
use crate::lexicon::{WordId, fixed};
use crate::pattern::{Context, Form};
use crate::phrase::{Status, Voice};

/// Reads the status off the verb that has the noun for its object, right before it, or for its
/// subject in the passive, right behind it. A match that reads a verb of its own is left alone.
pub(super) fn read(context: &Context<'_>, found: &mut Match) {
    let units = found.units;
    let has_verb = || (units.start..units.end).any(|at| context.verb(at).is_some());
    if found.form != Form::Noun || found.mood.status.is_some() || has_verb() {
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
    let sides = [(before, Voice::Active), (Some(units.end), Voice::Passive)];
    for (at, voice) in sides {
        let verb = at.and_then(|at| context.verb(at)).filter(|verb| verb.voice == voice);
        let Some((at, verb)) = at.zip(verb) else { continue };
        let Some(status) = judged(context, verb.lemma) else { continue };
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

fn judged(context: &Context<'_>, lemma: WordId) -> Option<Status> {
    let lists = [
        ("judged_agreed", Status::Agreed),
        ("judged_cancelled", Status::Cancelled),
        ("judged_planned", Status::Planned),
    ];
    lists.into_iter().find(|(list, _)| is_in(context, list, lemma)).map(|(_, status)| status)
}

fn is_in(context: &Context<'_>, list: &str, word: WordId) -> bool {
    let entries = context.lexicon.list(list).unwrap_or(&[]);
    entries.iter().any(|entry| entry.as_slice() == [word])
}
