//! The subject of a verb that another word governs: of an infinitive behind a noun or a verb, of a
//! gerund behind `from`.

use super::subject::{is_entity, is_infinitive, is_possessive};
use super::{Context, Status, UnitKind, Units};
use crate::document::Shape;
use crate::lexicon::{Class, fixed};

/// Most words of a headline between its subject and `to`.
const MAX_HEADLINE: usize = 6;

/// `Acme to buy Beta`, `Acme in talks to buy Beta`: a headline says what will be. `for Acme to buy
/// Beta`: what may be.
pub(super) fn announced(
    context: &Context<'_>,
    units: &Units,
    at: usize,
) -> Option<(usize, Status)> {
    if !is_infinitive(context, &units.row[at]) {
        return None;
    }
    for left in (at.saturating_sub(MAX_HEADLINE)..at).rev() {
        let unit = &units.row[left];
        if is_entity(context, units, unit) {
            let start = units.phrase_start[left];
            let before = start.checked_sub(1).map(|i| units.row[i].word());
            return match before {
                None | Some(fixed::COLON | fixed::SEMICOLON) => Some((left, Status::Agreed)),
                Some(fixed::FOR) if left + 1 == at => Some((left, Status::Planned)),
                _ => None,
            };
        }
        let word = context.document.tokens.get(unit.tokens.start as usize)?;
        let inside = matches!(unit.kind, UnitKind::Word(_)) && word.shape.has(Shape::ALPHA);
        if !inside || context.is(unit, Class::Conjunction) {
            return None;
        }
    }
    None
}

/// `ordered Acme | to sell Beta`: who is made to do it.
pub(super) fn controlled(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let object = at.checked_sub(1)?;
    let verb = units.phrase_start[object].checked_sub(1)?;
    let UnitKind::Verb(group) = units.row[verb].kind else { return None };
    let governs = context.moods.governs(units.verbs[group].lemma);
    (governs && is_entity(context, units, &units.row[object])).then_some(object)
}

/// `the decision by Acme | to sell Beta`: whose decision it is.
pub(super) fn agent(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let noun = decision(context, units, at)?;
    at.checked_sub(1).filter(|_| !context.moods.is_granted(units.row[noun].word()))
}

/// The noun of `the decision by Acme | to sell Beta`, `an offer from Acme | to buy Beta`, `the approval
/// of the court | to buy Beta`.
pub(super) fn decision(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let name = at.checked_sub(1).filter(|_| context.first_word(&units.row[at]) == fixed::TO)?;
    let by = units.phrase_start[name].checked_sub(1)?;
    let noun = by.checked_sub(1)?;
    let word = units.row[noun].word();
    let decided = match units.row[by].word() {
        fixed::BY | fixed::FROM => context.moods.is_noun(word),
        fixed::OF => context.moods.is_granted(word),
        _ => false,
    };
    (decided && is_entity(context, units, &units.row[name])).then_some(noun)
}

/// `barred Acme | from buying Beta`: who is kept from it.
pub(super) fn barred(context: &Context<'_>, units: &Units, from: usize) -> Option<usize> {
    let before = from.checked_sub(1)?;
    let object = units.aside_start[before].unwrap_or(from).checked_sub(1)?;
    let verb = units.phrase_start[object].checked_sub(1)?;
    let UnitKind::Verb(group) = units.row[verb].kind else { return None };
    let stops = context.moods.stops(units.verbs[group].lemma);
    (stops && is_entity(context, units, &units.row[object])).then_some(object)
}

/// `Fiat's plan to buy`, `its bid to take over`: whose plan it is.
pub(super) fn possessor(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let (mut left, mut possessed) = (at.checked_sub(1)?, false);
    for _ in 0..7 {
        let unit = &units.row[left];
        match unit.kind {
            UnitKind::Mention(_) | UnitKind::List(_) => {
                let mention = context.mention(&units.lists, unit)?;
                if !mention.mention_type.is_entity() {
                    left = left.checked_sub(1)?;
                    continue;
                }
                let holds = possessed || is_possessive(context, mention);
                return (holds && mention.mention_type.is_entity()).then_some(left);
            }
            UnitKind::Word(_) => {
                let token = context.document.tokens.get(unit.tokens.start as usize)?;
                possessed |= token.shape.has(Shape::POSSESSIVE);
                if !possessed && context.is(unit, Class::Function) {
                    return None;
                }
                left = left.checked_sub(1)?;
            }
            UnitKind::Verb(_) => return None,
        }
    }
    None
}
