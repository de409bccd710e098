//! Whether a match stops at the ends of noun phrases: `bought a Norvane jet` buys no Norvane.

use super::matching::{Filler, Match};
use crate::document::Shape;
use crate::lexicon::{Class, fixed};
use crate::mention::{Kind, MentionType};
use crate::pattern::{Context, Step, UnitRange};
use crate::phrase::UnitKind;

/// Longest title between the name of a firm and that of its officer, in units.
const LONGEST_TITLE: usize = 5;

/// How far behind the name of a firm those are looked for who have to do with it, in units.
const LONGEST_MODIFIERS: usize = 4;

/// False when the object right behind the verb is only the possessor or modifier of a noun that
/// follows, or when `its` fills a role as if it were the thing possessed.
pub(super) fn holds(context: &Context<'_>, found: &Match) -> bool {
    found.steps.iter().all(|step| match step {
        Step::Atom { units, role: Some(_), .. } => {
            is_subject(context, found, units.start) || stands_alone(context, found, *units)
        }
        _ => true,
    }) && found.roles.iter().any(|(_, f)| matches!(f, Filler::Mentions(_)))
}

/// The subject of the trigger or of what governs it: `its | board approved the purchase of Beta`.
fn is_subject(context: &Context<'_>, found: &Match, unit: usize) -> bool {
    let mut read = found.steps.iter().filter_map(|s| s.units()).flat_map(|u| u.start..u.end);
    read.any(|at| context.verb(at).and_then(|v| v.subject) == Some(unit))
}

/// The mention is no bare possessive, and at the end of the match no part of a longer phrase.
fn stands_alone(context: &Context<'_>, found: &Match, units: UnitRange) -> bool {
    let direct = context.units.phrase_start.get(units.start) == Some(&behind_trigger(found));
    let last = units.end == found.units.end;
    let cut = last
        && (is_possessor(context, units.start, units.end)
            || direct && goes_on(context, units.start, units.end)
            || introduces_name(context, units.start, units.end)
            || has_people(context, units.start, units.end));
    !cut && !is_bare_possessive(context, found, units.start) && !is_relative(context, units.start)
}

/// `named her chairman, succeeding Ann Lee, who`: what begins a clause stands for nothing outside it.
fn is_relative(context: &Context<'_>, unit: usize) -> bool {
    let Some(mention) = context.mention(unit).filter(|m| m.kind == Kind::Pronoun) else {
        return false;
    };
    matches!(context.document.token_bytes(mention.tokens.start as usize), b"who" | b"which")
}

/// The unit behind the trigger, with the particles of its verb: `bought out | Acme`.
fn behind_trigger(found: &Match) -> usize {
    let mut read = found.steps.iter().filter_map(|s| s.units());
    let trigger = read.find(|u| (u.start..u.end).contains(&found.trigger));
    trigger.map_or(found.trigger, |u| u.end - 1) + 1
}

/// `a unit of Finland's Acme` is no unit of Finland.
pub(super) fn is_possessor(context: &Context<'_>, unit: usize, end: usize) -> bool {
    let place = context.mention(unit).is_some_and(|m| m.mention_type == MentionType::Place);
    let next = context.unit(end).map_or(usize::MAX, |u| u.tokens.start as usize);
    let token = context.document.tokens.get(next);
    place && token.is_some_and(|t| t.shape.has(Shape::POSSESSIVE))
}

/// A possessive pronoun whose possession the pattern does not read.
fn is_bare_possessive(context: &Context<'_>, found: &Match, unit: usize) -> bool {
    let reads_on = found.steps.iter().filter_map(|s| s.units()).any(|u| u.start == unit + 1);
    context.is_possessive_pronoun(unit) && !reads_on
}

/// `by Acme engineer Ann Lee`, `by U.K. investor Ann Lee`: the name at the end is meant, and the
/// one before it only describes.
fn introduces_name(context: &Context<'_>, unit: usize, end: usize) -> bool {
    let entity = |m: &crate::mention::Mention| m.mention_type.is_entity();
    if !context.mention(unit).is_some_and(entity) {
        return false;
    }
    for at in end..end + LONGEST_TITLE {
        let Some(next) = context.unit(at) else { return false };
        let named = context.members(at).first().and_then(|m| context.mentions.get(*m));
        match (next.kind, named) {
            (_, Some(m))
                if m.kind == Kind::Name && m.mention_type == MentionType::Place && at > end => {}
            (_, Some(m)) if m.kind == Kind::Name && entity(m) => return at > end,
            _ if at > end && context.sign(at) == fixed::AND => {}
            (_, Some(m)) if m.mention_type == MentionType::Role => {}
            (UnitKind::Word(word), _) => {
                let token = context.document.tokens.get(next.tokens.start as usize);
                let noun = token.is_some_and(|t| t.is_lower())
                    && !context.lexicon.is(word, Class::Function)
                    && !context.lexicon.is(word, Class::Adverb);
                if !noun {
                    return false;
                }
            }
            _ => return false,
        }
    }
    false
}

/// `sued by Acme investors`, `bought by Acme's former shareholders`: those who have to do with Acme are meant.
fn has_people(context: &Context<'_>, unit: usize, end: usize) -> bool {
    let organization = |m: &crate::mention::Mention| m.mention_type == MentionType::Organization;
    if !context.mention(unit).is_some_and(organization) {
        return false;
    }
    let people = context.lexicon.list("theirs").unwrap_or(&[]);
    for at in end..end + LONGEST_MODIFIERS {
        let Some(UnitKind::Word(word)) = context.unit(at).map(|next| next.kind) else {
            return false;
        };
        let token = context.unit(at).map_or(usize::MAX, |next| next.tokens.start as usize);
        let Some(token) = context.document.tokens.get(token) else { return false };
        if people.iter().any(|entry| entry.as_slice() == [word]) {
            return true;
        }
        let function = context.lexicon.is(word, Class::Function);
        if !token.shape.has(Shape::POSSESSIVE) && (function || !token.is_lower()) {
            return false;
        }
    }
    false
}

/// After the mention stands `'s`, or a noun that it modifies.
pub(super) fn goes_on(context: &Context<'_>, unit: usize, end: usize) -> bool {
    let entity = context.mention(unit).is_some_and(|m| m.mention_type.is_entity());
    let Some(next) = context.unit(end).filter(|_| entity) else { return false };
    let Some(token) = context.document.tokens.get(next.tokens.start as usize) else { return false };
    if token.shape.has(Shape::POSSESSIVE) {
        return true;
    }
    let UnitKind::Word(word) = next.kind else { return false };
    let grammar = [Class::Function, Class::Adverb, Class::Month, Class::Weekday];
    let noun = token.is_lower() && !grammar.iter().any(|c| context.lexicon.is(word, *c));
    if noun && names_itself(context, unit, end) {
        return false;
    }
    noun && !context.text(end).ends_with("ed") && !context.text(end).ends_with("ly")
}

/// `bought the Acme chain`, `joined the Acme group`: the noun behind the name says what it is.
fn names_itself(context: &Context<'_>, unit: usize, end: usize) -> bool {
    let start = context.units.phrase_start.get(unit).copied().unwrap_or(unit);
    let article = context.sign(start) == fixed::THE;
    let kind = context.word(end).is_some_and(|w| context.lexicon.is(w, Class::OrganizationNoun));
    let follows = context.unit(end + 1).is_some_and(|u| match u.kind {
        UnitKind::Word(word) => {
            let token = context.document.tokens.get(u.tokens.start as usize);
            token.is_some_and(|t| t.shape.has(Shape::POSSESSIVE) || t.is_lower())
                && !context.lexicon.is(word, Class::Function)
                && !context.lexicon.is(word, Class::Adverb)
        }
        UnitKind::Verb(_) => context.text(end + 1).ends_with("ing"),
        _ => false,
    });
    article && kind && !follows
}
