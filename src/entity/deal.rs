//! What somebody is in a deal that the article tells of: `the seller`, `the Finnish buyer`, `the parent
//! company`. The list `deal_role` says which verb and preposition make a seller.

use super::alias::Names;
use super::description::{Description, named_by_what_follows};
use super::fitness::{Modifiers, is_of};
use super::nominal::named_after_comma;
use super::resolve::{Resolved, Walk};
use super::scene::phrase_begin;
use super::score::Event;
use crate::document::TokenRange;
use crate::lexicon::{Class, WordId};
use crate::mention::{Kind, MentionType};

/// Furthest sentence back that the deal may be told in.
const SENTENCES: u32 = 3;
/// Most mentions that are looked at.
const EVENTS: usize = 32;
/// Most words between a name and its verb.
const WORDS: usize = 6;
/// Most words between a verb and a preposition of its.
const OBJECT: usize = 14;

/// The only one that the article has just told to be a seller, buyer, parent; `None` where two or
/// none are, and where one without a name is.
pub(super) fn resolve(
    walk: &mut Walk<'_, '_>,
    description: &Description,
    sentence: u32,
) -> Option<Resolved> {
    let names = walk.names;
    let role = role_of(names, description)?;
    let before = names.document.word((description.tokens.start as usize).wrapping_sub(1));
    if names.lexicon.is(before, Class::Preposition) {
        // `the name of the buyer`, `the price that it paid to the seller`: often of no name.
        return None;
    }
    walk.gather();
    let walk = &*walk;
    let event = only(walk, role, sentence)?;
    let root = event.root?;
    let (modifiers, countries) = (Modifiers::of(walk, description), walk.countries(root));
    let foreign = |c: &&str| !countries.is_empty() && !is_of(&countries, c);
    if modifiers.countries.iter().any(foreign) {
        return None;
    }
    stand(description.tokens, &event, Kind::Nominal)
}

/// A link to what has a role.
pub(super) fn stand(tokens: TokenRange, event: &Event, kind: Kind) -> Option<Resolved> {
    Some(Resolved {
        tokens,
        kind,
        root: event.root?,
        antecedent: event.tokens.start,
        reason: if kind == Kind::Nominal {
            "description by its role"
        } else {
            "pronoun by its role"
        },
        confidence: 0.7,
    })
}

/// `The deal values it at`: what is valued in a deal is what is bought.
pub(super) fn is_valued(names: &Names<'_>, start: u32) -> bool {
    let verb = names.document.word((start as usize).wrapping_sub(1));
    names.lists.valuing.has(verb)
}

/// Who is bought, if the article has just told that of one alone.
pub(super) fn target(walk: &Walk<'_, '_>, sentence: u32) -> Option<Event> {
    let target = walk.names.lexicon.list("deal_target")?.first()?.first().copied()?;
    only(walk, target, sentence)
}

/// The only entity that has the role in what was just told.
fn only(walk: &Walk<'_, '_>, role: WordId, sentence: u32) -> Option<Event> {
    let names = walk.names;
    let recent = walk.events.iter().rev().take(EVENTS);
    let mut found: Option<&Event> = None;
    for event in recent.take_while(|e| e.sentence + SENTENCES >= sentence) {
        crate::step::take();
        let last = event.tokens.end as usize - 1;
        if event.root.is_none() && names.document.word(last) == role {
            return None;
        }
        let may = matches!(event.mention_type, MentionType::Organization | MentionType::Person);
        if event.root.is_none() || !may || !plays(names, event, role) {
            continue;
        }
        if found.is_some_and(|f| f.root != event.root) {
            return None;
        }
        found = Some(event);
    }
    found.copied()
}

/// `seller` of `the seller`, `parent` of `the parent company`.
fn role_of(names: &Names<'_>, description: &Description) -> Option<WordId> {
    let end = description.tokens.end as usize;
    let known = |back: usize| {
        let word = names.document.word(end.wrapping_sub(back));
        names.lexicon.is(word, Class::DealRole).then_some(word)
    };
    let any =
        || names.lexicon.referring(description.head?).filter(|n| n.organization && !n.needs_fit);
    let role = known(1).or_else(|| any().and(known(2)))?;
    let inner = description.tokens.start as usize + 1..end - 1;
    let other = |at: usize| names.lexicon.is(names.document.word(at), Class::NewReferent);
    // `the third bidder`
    let other = { inner }
        .any(|at| other(at) && !names.lexicon.is(names.document.word(at), Class::DealRole));
    let the = names.document.token_bytes(description.tokens.start as usize);
    let named = named_by_what_follows(names, end) || named_after_comma(names, description);
    (the.eq_ignore_ascii_case(b"the") && !named && !other).then_some(role)
}

/// What stands around a mention makes it one that has the role.
fn plays(names: &Names<'_>, event: &Event, role: WordId) -> bool {
    let lexicon = names.lexicon;
    let roles = lexicon.list("deal_role").unwrap_or(&[]);
    let (start, end) = (event.tokens.start as usize, event.tokens.end as usize);
    let all = names.mentions.all();
    let before = all.partition_point(|m| m.tokens.start < event.tokens.start).checked_sub(1);
    let floor = before.and_then(|i| all.get(i)).map_or(0, |m| m.tokens.end as usize);
    let begin = phrase_begin(names, start).max(floor.min(start));
    let is = |at: usize, known: WordId| {
        let word = names.document.word(at);
        word == known || lexicon.inflections(word).iter().any(|i| i.lemma == known)
    };
    let stops = |at: &usize| !matches!(names.document.token_bytes(*at), b"." | b";" | b"");
    roles.iter().filter(|row| row.first() == Some(&role)).any(|row| {
        let [_, how, verb] = row.as_slice() else { return false };
        match lexicon.folded(*how) {
            "subject" => {
                let mut near = (end..end + WORDS).take_while(stops);
                let active = |at: usize| !lexicon.is(names.document.word(at - 1), Class::Be);
                event.place.subject && near.any(|at| is(at, *verb) && active(at))
            }
            // A base form may pass for a part of the name's phrase.
            "object" => (begin.saturating_sub(1)..start).any(|at| is(at, *verb)),
            "has" => {
                let mut near = (end..end + WORDS).take_while(stops);
                event.place.possessive && near.any(|at| is(at, *verb))
            }
            _ => {
                let from = begin.saturating_sub(OBJECT + 1);
                let mut near = (from..begin.saturating_sub(1)).rev().take_while(stops);
                names.document.word(begin.wrapping_sub(1)) == *how && near.any(|at| is(at, *verb))
            }
        }
    })
}
