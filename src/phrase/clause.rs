//! Clauses of time and condition: `when Acme buys Beta, it will close the plant` tells of no purchase yet.

use super::{Context, Status, UnitKind, Units};
use crate::lexicon::Form;

/// Verbs of a moment that stand in the present behind `when`, `once`, `before` … are planned, where
/// another verb of the sentence is planned or agreed. Headlines tell of the past in the present:
/// there nothing else is planned.
pub(super) fn await_events(context: &Context<'_>, units: &mut Units) {
    let ahead = |status| matches!(status, Some(Status::Planned | Status::Agreed));
    if !units.verbs.iter().any(|verb| ahead(verb.mood.status)) {
        return;
    }
    for at in 0..units.row.len() {
        let UnitKind::Verb(verb) = units.row[at].kind else { continue };
        let group = &units.verbs[verb];
        let present = matches!(group.form, Form::Third | Form::Base);
        if !present || group.mood.status.is_some() || !context.moods.is_momentary(group.lemma) {
            continue;
        }
        let Some(subject) = group.subject else { continue };
        let Some(before) = units.phrase_start[subject].checked_sub(1) else { continue };
        let (word, token) = (units.row[before].word(), units.row[before].tokens.start);
        let next = units.aside_end.get(subject + 1).copied().flatten().unwrap_or(subject + 1);
        if next == at {
            context.moods.clause(word, token, &mut units.verbs[verb].mood);
        }
    }
}
