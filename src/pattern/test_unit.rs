//! Atoms against units.

use super::context::Context;
use super::node::{Atom, Lexical, TypeSet};
use super::syntax::ShapeName;
use crate::document::Shape;
use crate::lexicon::{WordId, fixed};
use crate::mention::MentionType;

/// Adds to `ends` where the atom, begun at unit `at` and read forward, may end (exclusive).
pub(super) fn ends(context: &Context<'_>, atom: &Atom, at: usize, ends: &mut Vec<usize>) {
    match atom {
        Atom::Lexical(lexical) => lexical_ends(context, lexical, at, ends),
        _ if is_one(context, atom, at) => ends.push(at + 1),
        _ => {}
    }
}

/// Adds to `starts` where the atom, ended before unit `end` and read backward, may begin.
pub(super) fn starts(context: &Context<'_>, atom: &Atom, end: usize, starts: &mut Vec<usize>) {
    let Some(last) = end.checked_sub(1) else { return };
    match atom {
        Atom::Lexical(lexical) => {
            // A phrase of n words spans at most twice as many units, hyphens between them.
            if lexical.longest <= 1 {
                starts.extend(word_matches(context, lexical, last).then_some(last));
                return;
            }
            let longest = lexical.longest;
            for start in (end.saturating_sub(2 * longest)..end).rev() {
                let alone = start == last && word_matches(context, lexical, start);
                if alone || entries_end(context, lexical, start).any(|e| e == end) {
                    starts.push(start);
                }
            }
        }
        _ if is_one(context, atom, last) => starts.push(last),
        _ => {}
    }
}

/// True when the atom matches this one unit.
pub(super) fn is_one(context: &Context<'_>, atom: &Atom, at: usize) -> bool {
    match atom {
        Atom::Mention { types, having, .. } => has(context, at, *types, having.as_deref()),
        Atom::Lexical(lexical) => word_matches(context, lexical, at),
        Atom::Shape(shape) => shape_matches(context, *shape, at),
    }
}

/// True when a mention that is this unit has one of the types and, where it is asked for, all that
/// have hold one of the words.
pub(super) fn has(
    context: &Context<'_>,
    at: usize,
    types: TypeSet,
    having: Option<&Lexical>,
) -> bool {
    let inside = |words: &Lexical| {
        context.members_of(at, types).filter_map(|m| context.mentions.get(m)).all(|mention| {
            let range = mention.tokens.indices();
            range.clone().any(|t| {
                let here = context.document.word(t);
                here.is_known() && words.words.binary_search(&here).is_ok()
                    || words.phrases.iter().any(|p| {
                        t + p.len() <= range.end
                            && p.iter().enumerate().all(|(i, w)| context.document.word(t + i) == *w)
                    })
            })
        })
    };
    context.has_type(at, types) && having.is_none_or(inside)
}

fn shape_matches(context: &Context<'_>, shape: ShapeName, at: usize) -> bool {
    let written = context.shape(at);
    match shape {
        ShapeName::Capital => written.has(Shape::CAPITAL),
        ShapeName::Punctuation => written.has(Shape::PUNCT),
        ShapeName::Verb => context.verb(at).is_some(),
        ShapeName::Number => {
            written.has(Shape::DIGIT)
                || context.mention(at).is_some_and(|m| m.mention_type == MentionType::Number)
        }
    }
}

pub(super) fn word_matches(context: &Context<'_>, lexical: &Lexical, at: usize) -> bool {
    if lexical.possessive && context.shape(at).has(Shape::POSSESSIVE) {
        return true;
    }
    if let Some(verb) = context.verb(at)
        && lexical.lemmas.binary_search(&verb.lemma).is_ok()
    {
        return true;
    }
    let Some(word) = context.word(at).filter(|w| w.is_known()) else { return false };
    lexical.words.binary_search(&word).is_ok()
        && lexical.exact.as_deref().is_none_or(|exact| exact == context.text(at))
}

fn lexical_ends(context: &Context<'_>, lexical: &Lexical, at: usize, ends: &mut Vec<usize>) {
    if lexical.longest > 1 {
        ends.extend(entries_end(context, lexical, at));
    }
    if word_matches(context, lexical, at) {
        ends.push(at + 1);
    }
}

/// Where the entries of several words end that begin at a unit.
fn entries_end<'c>(
    context: &'c Context<'_>,
    lexical: &'c Lexical,
    at: usize,
) -> impl Iterator<Item = usize> + 'c {
    let first = context.unit(at).map(|u| context.document.word(u.tokens.start as usize));
    let verb = context.verb(at);
    let phrases = first.into_iter().flat_map(|first| lexical.phrases_from(first));
    let after = verb.into_iter().flat_map(|verb| lexical.after_verb(verb.lemma));
    let phrases = phrases.filter_map(move |phrase| phrase_end(context, phrase, at));
    phrases.chain(after.filter_map(move |rest| phrase_end(context, rest, at + 1)))
}

/// Where the phrase ends that begins with unit `at`. It is read token by token, since a verb group
/// may hold some of its words; it must end where a unit ends. Hyphens are stepped over.
fn phrase_end(context: &Context<'_>, phrase: &[WordId], at: usize) -> Option<usize> {
    let mut words = phrase.iter();
    let mut wanted = words.next();
    for index in at.. {
        let unit = context.unit(index)?;
        if !context.is_plain(index) {
            return None;
        }
        if index > at && context.is_silent(index) {
            continue;
        }
        for token in unit.tokens.indices() {
            let hyphen =
                token > unit.tokens.start as usize && context.document.word(token) == fixed::HYPHEN;
            if hyphen {
                continue;
            }
            if wanted.is_none_or(|w| *w != context.document.word(token)) {
                return None;
            }
            wanted = words.next();
        }
        if wanted.is_none() {
            return Some(index + 1);
        }
    }
    None
}
