//! What a filler brings along: names coordinated with it that the phrase layer could not fold into
//! one list, since something stands between (`Acme, a railway, and Beta`; `founder Ann Lee and Bo
//! Ek`), and the places in which a place lies (`Dallas, Texas`).

use super::header::RelationType;
use super::matching::{Filler, Match};
use super::whole;
use crate::lexicon::{Class, Form, fixed};
use crate::mention::{Kind, Mention, MentionId, MentionType};
use crate::pattern::{Context, Step, TypeSet};
use crate::phrase::UnitKind;

/// Most further names.
const MOST_NAMES: usize = 12;
/// Most words and titles before a further name.
const MOST_MODIFIERS: usize = 6;
/// Longest apposition between two names, in units.
const LONGEST_APPOSITION: usize = 20;
/// Longest code of shares in brackets, in units.
const LONGEST_CODE: usize = 6;
/// Most places around a place.
const MOST_PLACES: usize = 3;

/// Adds to the filler at the right end of the match the names coordinated with it. A match that
/// reads a title leaves them alone: the title is said of one.
pub(super) fn names(
    context: &Context<'_>,
    found: &mut Match,
    types: impl Fn(u16) -> TypeSet,
) -> Option<()> {
    let (atom, unit, role) = found.steps.iter().find_map(|step| match step {
        Step::Atom { atom, units, role: Some(role) } if units.end == found.units.end => {
            Some((*atom, units.start, *role))
        }
        _ => None,
    })?;
    let first = context.mention(unit).filter(|m| m.kind == Kind::Name)?;
    let titled = |(_, filler): &(_, Filler)| match filler {
        Filler::Mentions(all) => {
            all.iter().filter_map(|m| context.mentions.get(*m)).any(|m| !acts(m))
        }
        Filler::Words(_) => false,
    };
    if !acts(first) || found.roles.iter().any(titled) || names_one(context, unit) {
        return None;
    }
    let (more, end) = coordinated(context, unit, types(atom))?;
    let filler = found.roles.iter_mut().find(|(r, _)| *r == role)?;
    if let Filler::Mentions(members) = &mut filler.1 {
        members.extend(more);
        found.units.end = end;
    }
    Some(())
}

/// Adds to a role filled by the subject of a verb the name coordinated with it on the left behind a
/// description: `Acme, an old bank, and Beta | merged`.
pub(super) fn subjects(context: &Context<'_>, found: &mut Match, types: impl Fn(u16) -> TypeSet) {
    let joined = found.steps.iter().find_map(|step| {
        let Step::Atom { atom, units, role: Some(role) } = *step else { return None };
        let verb = context.verb(found.trigger).filter(|v| v.subject == Some(units.start))?;
        let acting =
            verb.voice == crate::phrase::Voice::Active && acts(context.mention(units.start)?);
        let name = acting.then(|| before_description(context, units.start)).flatten()?;
        context.has_type(name, types(atom)).then(|| (role, context.members_of(name, types(atom))))
    });
    let Some((role, more)) = joined else { return };
    let more: Vec<MentionId> = more.collect();
    if let Some((_, Filler::Mentions(members))) = found.roles.iter_mut().find(|(r, _)| *r == role) {
        members.splice(0..0, more);
    }
}

/// The name at the head of the clause that ends in `, …, and` before the phrase of `unit`.
fn before_description(context: &Context<'_>, unit: usize) -> Option<usize> {
    let start = context.units.phrase_start.get(unit).copied().unwrap_or(unit);
    let and = start.checked_sub(1).filter(|at| context.sign(*at) == fixed::AND)?;
    let comma = and.checked_sub(1).filter(|at| context.sign(*at) == fixed::COMMA)?;
    let open = context.units.aside_start.get(comma).copied().flatten()?;
    let name = open.checked_sub(1)?;
    let named = context.mention(name).is_some_and(|m| m.kind == Kind::Name && acts(m));
    let head = context.units.phrase_start.get(name).copied().unwrap_or(name);
    let opens =
        head == 0 || context.verb(head - 1).is_some() || context.sign(head - 1) == fixed::THAT;
    (named && opens && comma - open <= LONGEST_APPOSITION).then_some(name)
}

/// `its unit Acme and Beta`: a noun in the singular right before names one alone.
fn names_one(context: &Context<'_>, unit: usize) -> bool {
    let sign = unit
        .checked_sub(1)
        .is_some_and(|at| matches!(context.sign(at), fixed::COMMA | fixed::OPEN_ANGLE));
    let before = unit.checked_sub(1 + usize::from(sign));
    before.and_then(|at| context.word(at)).is_some_and(|w| {
        context.lexicon.is(w, Class::RelationalNoun) && !context.lexicon.folded(w).ends_with('s')
    })
}

fn acts(mention: &Mention) -> bool {
    matches!(mention.mention_type, MentionType::Organization | MentionType::Person)
}

/// The names joined to the one at `unit`, and the unit after the last; none unless `and` joins the
/// last.
fn coordinated(
    context: &Context<'_>,
    unit: usize,
    types: TypeSet,
) -> Option<(Vec<MentionId>, usize)> {
    let (mut names, mut end) = (Vec::new(), behind_code(context, unit + 1));
    while names.len() < MOST_NAMES {
        let (next, conjunction) = separator(context, end, types)?;
        let next = next + usize::from(repeats_preposition(context, unit, next));
        let head = name_at(context, next, types, conjunction)?;
        names.extend(context.members_of(head, types));
        end = behind_code(context, head + 1);
        // A list that the phrase layer folded is closed.
        if conjunction || is_list(context, head) {
            return (!begins_clause(context, head)).then_some((names, end));
        }
    }
    None
}

/// `Acme <ACM> and`: what stands in brackets behind a name joins nothing.
fn behind_code(context: &Context<'_>, at: usize) -> usize {
    let opens = matches!(context.sign(at), fixed::OPEN_ANGLE | fixed::OPEN_BRACKET);
    let aside = context.units.aside_end.get(at).copied().flatten();
    aside.filter(|end| opens && *end > at && *end - at <= LONGEST_CODE).unwrap_or(at)
}

/// `of Acme and | of Beta`, `by Acme and | by Beta`: the preposition before the first name again.
fn repeats_preposition(context: &Context<'_>, unit: usize, at: usize) -> bool {
    let start = context.units.phrase_start.get(unit).copied().unwrap_or(unit);
    let Some(before) = start.checked_sub(1).filter(|i| context.is_preposition(*i)) else {
        return false;
    };
    context.word(before).is_some() && context.word(before) == context.word(at)
}

fn is_list(context: &Context<'_>, unit: usize) -> bool {
    context.unit(unit).is_some_and(|u| matches!(u.kind, UnitKind::List(_)))
}

/// What joins the next name: `,`, `and`, or an apposition and one of them; and whether it was the
/// last joint.
fn separator(context: &Context<'_>, at: usize, types: TypeSet) -> Option<(usize, bool)> {
    let and = |i: usize| matches!(context.sign(i), fixed::AND | fixed::AMPERSAND);
    if and(at) {
        return Some((at + 1, true));
    }
    if context.sign(at) != fixed::COMMA {
        return None;
    }
    if and(at + 1) {
        // The comma that closes an apposition around the match joins nothing in it.
        let closes = context.units.aside_start.get(at).copied().flatten().is_some();
        return (!closes).then_some((at + 2, true));
    }
    let aside = context.units.aside_end.get(at).copied().flatten();
    match aside.filter(|end| *end > at && *end - at <= LONGEST_APPOSITION) {
        Some(end) if name_at(context, at + 1, types, false).is_none() => {
            Some(if and(end) { (end + 1, true) } else { (end, false) })
        }
        _ => Some((at + 1, false)),
    }
}

/// The name behind its determiner, titles and modifiers; before the last one a comma or `and` has to
/// follow.
fn name_at(context: &Context<'_>, at: usize, types: TypeSet, last: bool) -> Option<usize> {
    let at = at + usize::from(context.sign(at) == fixed::THE);
    // `and his wife, Ida Ek`; what stands for nobody is a word.
    let related = context.is_possessive_pronoun(at)
        || context.word(at).is_some_and(|w| context.lexicon.is(w, Class::PossessivePronoun));
    for head in at..at + MOST_MODIFIERS {
        let unit = context.unit(head)?;
        let named = context.members(head).first().and_then(|m| context.mentions.get(*m));
        match (unit.kind, named) {
            (_, Some(m)) if m.kind == Kind::Name && acts(m) => {
                let follows =
                    matches!(context.sign(head + 1), fixed::COMMA | fixed::AND | fixed::AMPERSAND);
                let owned = related
                    && context
                        .word(head + 1)
                        .is_some_and(|w| context.lexicon.is(w, Class::RelationalNoun));
                let whole = context.has_type(head, types)
                    && (owned
                        || (!related || m.mention_type == MentionType::Person)
                            && ((last || is_list(context, head))
                                && !whole::goes_on(context, head, head + 1)
                                || follows));
                return whole.then_some(head);
            }
            (_, Some(m)) if m.mention_type == MentionType::Role => {}
            _ if related && (head == at || context.sign(head) == fixed::COMMA) => {}
            (UnitKind::Word(word), _) => {
                let token = context.document.tokens.get(unit.tokens.start as usize)?;
                let noun = token.is_lower()
                    && !context.lexicon.is(word, Class::Function)
                    && (related || !context.lexicon.is(word, Class::RelationalNoun));
                if !noun && context.text(head) != "/" {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

/// `bought Acme, a railway, and Beta sold its ships`: the last name begins a clause of its own.
fn begins_clause(context: &Context<'_>, head: usize) -> bool {
    let aside = context.units.aside_end.get(head + 1).copied().flatten();
    let mut next = aside.filter(|end| *end > head).unwrap_or(head + 1);
    if context.unit(next).is_some_and(
        |u| matches!(u.kind, UnitKind::Word(word) if context.lexicon.is(word, Class::Adverb)),
    ) {
        next += 1;
    }
    context.verb(next).is_some_and(|verb| verb.form != Form::Gerund)
}

/// Adds to roles that their header marks with `+` the places that follow: `Dallas, Texas`,
/// `Toledo (Ohio)`, `Lyon in France`.
pub(super) fn places(context: &Context<'_>, header: &RelationType, found: &mut Match) {
    for step in 0..found.steps.len() {
        let Some(Step::Atom { units, role: Some(role), .. }) = found.steps.get(step).copied()
        else {
            continue;
        };
        if !header.roles.get(usize::from(role.0)).is_some_and(|r| r.around) {
            continue;
        }
        let (more, end) = around(context, units.end);
        if let Some((_, Filler::Mentions(members))) =
            found.roles.iter_mut().find(|(r, _)| *r == role)
        {
            members.extend(more);
            found.units.end = found.units.end.max(end);
        }
    }
}

/// The places behind a unit that is a place too, and the unit behind the last of them.
pub(crate) fn around(context: &Context<'_>, mut end: usize) -> (Vec<MentionId>, usize) {
    let mut places = Vec::new();
    let is_place = |at: usize| {
        let place = |m: &Mention| m.kind == Kind::Name && m.mention_type == MentionType::Place;
        context.mention(at).is_some_and(place)
    };
    while places.len() < MOST_PLACES && matches!(context.text(end), "," | "(" | "in" | "–") {
        let at = end + 1 + usize::from(context.sign(end + 1) == fixed::THE);
        if !is_place(at) || begins_clause(context, at) || whole::is_possessor(context, at, at + 1) {
            break;
        }
        places.extend_from_slice(context.members(at));
        end = at
            + 1
            + usize::from(
                context.sign(end) == fixed::OPEN_BRACKET
                    && context.sign(at + 1) == fixed::CLOSE_BRACKET,
            );
    }
    (places, end)
}
