//! What a governing verb makes of the verb of the clause or infinitive below it.

use super::mood::later;
use super::{Context, Mood, Status, UnitKind, Units, Voice};
use crate::lexicon::{Class, Form, fixed};

/// A verb and its group: the unit, and the place among the verb groups.
type Place = (usize, usize);

/// A clause that is the object of a governing verb takes on its mood: `denied that it would buy`.
pub(super) fn spread(context: &Context<'_>, units: &mut Units) {
    let mut governor: Option<Place> = None;
    for at in 0..units.row.len() {
        match units.row[at].kind {
            UnitKind::Verb(verb) => {
                let asked = super::doubt::is_asked(context, units, at);
                if let Some(above) = barring(context, units, at).filter(|_| !asked) {
                    bar(units, above, (at, verb));
                } else if let Some(above) = governor.filter(|_| !asked)
                    && (depends(units, above.0, at) || is_apart(context, units, above.0, at))
                {
                    let own = std::mem::take(&mut units.verbs[verb].mood);
                    units.verbs[verb].mood = governed(context, units, above, (at, verb), own);
                }
                governor = Some((at, verb));
            }
            UnitKind::Word(word) if context.lexicon.is(word, Class::Conjunction) => governor = None,
            _ => {}
        }
    }
}

/// `blocked Acme from | buying Beta`.
fn bar(units: &mut Units, above: usize, (at, verb): Place) {
    let meant = units.verbs[above].mood.status.is_some();
    let status = if meant { Status::Planned } else { Status::Cancelled };
    let cue = units.row[at - 1].tokens;
    let mood = &mut units.verbs[verb].mood;
    mood.status = later(mood.status, Some(status));
    mood.cues.push(cue);
}

/// The mood of the verb at `at` below one, from what it says by itself.
fn governed(
    context: &Context<'_>,
    units: &Units,
    (unit, above): Place,
    (at, verb): Place,
    mut mood: Mood,
) -> Mood {
    let (group, below) = (&units.verbs[above], &units.verbs[verb]);
    let own = mood.status;
    let infinitive = context.first_word(&units.row[at]) == fixed::TO;
    let object = below_object(units, unit, at);
    let near = at == unit + 1 || object;
    if infinitive && !near && own.is_none() {
        of_noun_between(context, units, unit, at, &mut mood);
    }
    let effect = context.moods.of_verb(group.lemma);
    // `discussed its agreement | to buy` leaves it at the agreement.
    let far = mood.status.is_none() && ahead(effect.status);
    let made_to = infinitive && (near || far) || below.form == Form::Gerund && object;
    if effect.negated || effect.hedged || effect.status == Some(Status::Cancelled) || made_to {
        let (passive, place) = (group.voice == Voice::Passive, units.row[unit].tokens.end - 1);
        context.moods.verb(group.lemma, group.form, passive, place, &mut mood);
        mood.negated ^= group.mood.negated;
        // `denied that it had bought`: what is denied is no plan. Not so `did not deny`.
        if states(below) && !infinitive && mood.negated && effect.negated {
            mood.status = own;
        }
    }
    // `plans to spend much | to buy`, `would see Acme | buy`
    if (below.form == Form::Base || infinitive) && ahead(group.mood.status) {
        mood.status = match own {
            Some(own) => Some(own),
            None => later(mood.status, group.mood.status),
        };
    }
    mood
}

/// Not yet, but meant or agreed.
fn ahead(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Agreed | Status::Planned))
}

/// `signed an agreement | on Monday | to buy`: the noun that the infinitive depends on, with nothing but
/// times, places and parties behind it.
fn of_noun_between(
    context: &Context<'_>,
    units: &Units,
    above: usize,
    below: usize,
    mood: &mut Mood,
) {
    for at in (above + 1..below).rev() {
        let unit = &units.row[at];
        if let UnitKind::Word(word) = unit.kind {
            if context.moods.is_noun(word) {
                return context.moods.noun(word, unit.tokens.start, mood);
            }
            if !context.lexicon.is(word, Class::Preposition)
                && !context.lexicon.is(word, Class::Determiner)
            {
                return;
            }
        }
    }
}

/// `was chosen | to buy`.
fn is_apart(context: &Context<'_>, units: &Units, above: usize, below: usize) -> bool {
    let UnitKind::Verb(verb) = units.row[above].kind else { return false };
    below == above + 1 && context.moods.of_verb(units.verbs[verb].lemma).apart
}

/// A verb in the past or the third person, or a participle behind *has* and *had*.
fn states(verb: &super::VerbGroup) -> bool {
    matches!(verb.form, Form::Past | Form::Third | Form::Participle)
}

/// `blocked Acme from | buying Beta`: the verb that bars the subject of the one at `at`.
fn barring(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let from = at.checked_sub(1).filter(|i| units.row[*i].word() == fixed::FROM)?;
    let object = super::control::barred(context, units, from)?;
    match units.row[units.phrase_start[object].checked_sub(1)?].kind {
        UnitKind::Verb(verb) => Some(verb),
        _ => None,
    }
}

/// `ordered Acme | to sell`: nothing but the object stands between the two verbs.
fn below_object(units: &Units, above: usize, below: usize) -> bool {
    below.checked_sub(1).is_some_and(|object| units.phrase_start[object] == above + 1)
}

/// Between a governing verb and the verb of its object clause stand only a noun phrase, `that`,
/// or `reports that`; asides are stepped over.
fn depends(units: &Units, above: usize, below: usize) -> bool {
    if below <= above + 1 || below - above > 9 {
        return false;
    }
    let mut at = above + 1;
    while at < below {
        let stops = match units.row[at].kind {
            UnitKind::Verb(_) => true,
            UnitKind::Word(word) => matches!(
                word,
                fixed::COMMA
                    | fixed::SEMICOLON
                    | fixed::COLON
                    | fixed::STOP
                    | fixed::OPEN_BRACKET
                    | fixed::QUOTE
            ),
            _ => false,
        };
        let aside = units.aside_end[at].filter(|end| *end > at && *end <= below);
        match aside {
            Some(end) => at = end,
            None if stops => return false,
            None => at += 1,
        }
    }
    true
}
