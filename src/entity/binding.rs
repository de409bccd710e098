//! Whom a pronoun cannot stand for, and whom nearly always, by how both stand in one sentence.

use super::alias::Names;
use super::nominal::subject_of_clause;
use super::resolve::Walk;
use super::scene::phrase_begin;
use super::score::Event;
use crate::document::Shape;
use crate::lexicon::Class;
use crate::mention::MentionType;

/// `took steps to help it pay`: whoever took them may be helped.
pub(super) fn is_enabled(names: &Names<'_>, at: u32) -> bool {
    let word = |back: u32| names.document.word((at as usize).wrapping_sub(back as usize));
    names.lists.enabling.has(word(1))
        && names.document.token_bytes((at as usize).wrapping_sub(2)) == b"to"
        && !names.lexicon.is(word(3), Class::Verb)
        && names.document.tokens.get((at as usize).wrapping_sub(3)).is_some_and(|t| t.is_lower())
}

/// `told Acme it would sell`: not Acme, but who spoke to it.
pub(super) fn addressee(walk: &Walk<'_, '_>, at: u32, sentence: u32) -> Option<u32> {
    let names = walk.names;
    let that = u32::from(names.document.token_bytes((at as usize).wrapping_sub(1)) == b"that");
    let last = walk.events.iter().rev().take(4).take_while(|e| e.sentence == sentence);
    let last = { last }.find(|e| e.tokens.end == at.wrapping_sub(that))?;
    let begin = phrase_begin(names, last.tokens.start as usize);
    let verb = names.document.word(begin.wrapping_sub(1));
    names.lists.telling.has(verb).then_some(last.root)?
}

/// `Acme said its unit Beta would sell its`: that is Beta's.
pub(super) fn is_unit(names: &Names<'_>, event: &Event) -> bool {
    let start = event.tokens.start as usize;
    let begin = phrase_begin(names, start);
    let own = |at: usize| {
        let token = names.document.tokens.get(at);
        token.is_some_and(|t| t.shape.has(Shape::POSSESSIVE))
            || names.lexicon.is(names.document.word(at), Class::PossessivePronoun)
    };
    (begin.saturating_sub(1)..start).any(own)
}

/// `Acme, its parent,` and `Acme is its parent`: the parent is not its own.
pub(super) fn apposed_or_equal(
    walk: &Walk<'_, '_>,
    at: u32,
    sentence: u32,
    clause: u32,
) -> Option<u32> {
    let document = walk.names.document;
    let before = (at as usize).checked_sub(1)?;
    if document.token_bytes(before) == b"," {
        let last = walk.events.last()?;
        let ends = last.tokens.end as usize;
        let ticker = usize::from(document.token_bytes(ends) == b">");
        return last.root.filter(|_| ends + ticker == before);
    }
    let adverb = walk.names.lexicon.is(document.word(before), Class::Adverb);
    let verb = document.word(before.checked_sub(usize::from(adverb))?);
    if !walk.names.lexicon.is(verb, Class::Be) {
        return None;
    }
    subject_of_clause(walk, sentence, clause)
}

/// `a case against Acme over its purchase`, `Acme and its owner`: who was named last.
pub(super) fn beside(walk: &Walk<'_, '_>, at: u32, sentence: u32) -> Option<u32> {
    let before = (at as usize).checked_sub(1)?;
    let last = walk.events.last().filter(|e| e.sentence == sentence)?;
    let classes = walk.names.lexicon.classes(walk.names.document.word(before));
    let own = walk.names.document.token_bytes(at as usize + 1) == b"own";
    // `combine Acme with its own arm`: that of who combines them.
    if classes.has(Class::Preposition) && !own && last.tokens.end as usize == before {
        return last.root;
    }
    if walk.names.document.token_bytes(before) != b"and" {
        return None;
    }
    let mut here = walk.events.iter().rev().take(4).take_while(|e| e.sentence == sentence);
    here.find(|e| e.mention_type == MentionType::Organization)?.root
}

/// `Acme's plans to sell its`: whose plans they are.
pub(super) fn plans(names: &Names<'_>, event: &Event) -> bool {
    let end = event.tokens.end as usize;
    let small = |at: usize| names.document.tokens.get(at).is_some_and(|t| t.is_lower());
    let to = |at: usize| names.document.token_bytes(at) == b"to";
    event.place.possessive && small(end + 1) && (to(end + 2) || small(end + 2) && to(end + 3))
}

/// `The board raised its dividend`: that of the company.
pub(super) fn is_board(names: &Names<'_>, event: &Event) -> bool {
    let head = names.document.word((event.tokens.end as usize).wrapping_sub(1));
    event.root.is_none() && names.lexicon.is(head, Class::Board)
}
