//! Job titles: `senior vice president`, `chairman and chief executive officer`, `head of research`.

use super::ground::Ground;
use super::traits::{OF_FOR, PLACES, ROLE_WORDS, Trait, mask};
use crate::document::{Gap, Token, TokenRange};
use crate::lexicon::{Class, Form, fixed};

/// Longest title in words.
const MAX_TITLE: usize = 9;

/// Most words of what an office is of.
const MAX_PORTFOLIO: usize = 3;

/// True when the words are modifiers of a title and its head, whatever their case, with or without
/// a field written large.
pub(super) fn is_title(ground: &Ground<'_>, tokens: TokenRange) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    tokens.len() <= MAX_TITLE
        && ground.traits[start].any(ROLE_WORDS)
        && (start..end)
            .any(|at| ends(ground, start, at).is_some_and(|e| e == end || heads(ground, at, end)))
}

/// `Director` in `Director of Research at Acme`.
fn heads(ground: &Ground<'_>, at: usize, end: usize) -> bool {
    at + 1 == end && capital_portfolio(ground, at + 2).is_some()
}

/// All titles, sentence by sentence, longest first from the left, disjoint. Linear: the words of a
/// title are bounded.
pub(super) fn titles(ground: &Ground<'_>) -> Vec<TokenRange> {
    let (mut found, mut from) = (Vec::new(), 0);
    let mut sentences = ground.document.sentences.iter();
    let mut limit = 0;
    for at in ground.marked.iter().map(|at| *at as usize) {
        if at < from || !ground.traits[at].any(ROLE_WORDS) {
            continue;
        }
        while at >= limit
            && let Some(sentence) = sentences.next()
        {
            limit = sentence.tokens.end as usize;
        }
        if let Some(end) = title_at(ground, at, limit) {
            if !is_verb(ground, at, end) {
                found.push(TokenRange::new(at, end));
            }
            from = end;
        }
    }
    found
}

/// `will partner`, `to head the unit`: a verb, no title (but `promoted to partner`).
fn is_verb(ground: &Ground<'_>, start: usize, end: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|_| end == start + 1) else { return false };
    let classes = |at: usize| ground.lexicon.classes(ground.document.word(at));
    let base = ground.lexicon.inflections(ground.document.word(start));
    let to = ground.document.token_text(before).eq_ignore_ascii_case("to");
    let object = classes(end).has(Class::Determiner) || ground.document.token_text(end) == "with";
    base.iter().any(|i| i.form == Form::Base) && (classes(before).has(Class::Modal) || to && object)
}

/// The end of the longest title that begins at `start`.
fn title_at(ground: &Ground<'_>, start: usize, limit: usize) -> Option<usize> {
    if !ground.traits[start].any(ROLE_WORDS) || ends_name(ground, start) {
        return None;
    }
    let end = (start..limit.min(start + MAX_TITLE))
        .map_while(|at| within(ground, start, at).then_some(at))
        .filter_map(|at| ends(ground, start, at))
        .filter(|e| *e <= limit)
        .max()?;
    joined(ground, end, limit).or(Some(end))
}

/// `Acme Resources chairman`, `Safety Board spokesman`: the capital belongs to the name before it.
fn ends_name(ground: &Ground<'_>, at: usize) -> bool {
    let capital = |i: usize| ground.document.tokens.get(i).is_some_and(Token::is_capital);
    let small = ground.document.tokens.get(at + 1).is_some_and(Token::is_lower)
        && ground.traits[at + 1].any(ROLE_WORDS);
    let joined = ground.document.tokens.get(at).is_some_and(|t| t.gap == Gap::Space);
    at > 0 && small && joined && capital(at) && capital(at - 1)
}

/// True for a word that a title may hold.
fn within(ground: &Ground<'_>, start: usize, at: usize) -> bool {
    let set = ground.traits[at];
    let gap = ground.document.tokens[at].gap;
    at == start || gap <= Gap::Space && set.any(const { ROLE_WORDS | mask(&[Trait::Hyphen]) })
}

/// The end of a title whose head is at `at`: the head, or its `of` phrase.
fn ends(ground: &Ground<'_>, start: usize, at: usize) -> Option<usize> {
    let head = ground.traits[at].has(Trait::RoleHead);
    if !head || !(start..at).all(|i| within(ground, start, i)) {
        return None;
    }
    if ground.document.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None)
        && ground.traits.get(at + 1).is_some_and(|s| s.has(Trait::Hyphen))
    {
        return None;
    }
    Some(of_phrase(ground, at + 1).unwrap_or(at + 1))
}

/// `of staff`, `of state for defence`: a portfolio of the list `role_of`.
fn of_phrase(ground: &Ground<'_>, of: usize) -> Option<usize> {
    let set = ground.traits.get(of)?;
    if !set.any(OF_FOR) {
        return None;
    }
    let words = ground.lexicon.list("role_of")?;
    let fits = |phrase: &Vec<crate::lexicon::WordId>| {
        phrase.iter().enumerate().all(|(i, w)| ground.document.word(of + 1 + i) == *w)
    };
    let listed = words.iter().filter(|p| fits(p)).map(|p| of + 1 + p.len()).max();
    if !set.has(Trait::Of) {
        return listed;
    }
    listed.max(portfolio(ground, of + 1)).max(capital_portfolio(ground, of + 1))
}

/// `Research` in `Director of Research at Acme`: common nouns, written large as their head is.
fn capital_portfolio(ground: &Ground<'_>, start: usize) -> Option<usize> {
    const WORDS: u128 = mask(&[Trait::WordCommon, Trait::Word]);
    const NAMES: u128 = PLACES | mask(&[Trait::OrganizationKnown, Trait::Demonym]);
    let noun = |at: &usize| {
        let set = ground.traits.get(*at).copied().unwrap_or_default();
        set.has(Trait::Capital) && set.any(WORDS) && !set.any(NAMES)
    };
    if !start.checked_sub(2).is_some_and(|head| ground.traits[head].has(Trait::Capital)) {
        return None;
    }
    let end = start + (start..start + MAX_PORTFOLIO).take_while(noun).count();
    let closes = matches!(ground.document.token_bytes(end), b"at" | b"with")
        || ground.document.word(end) == fixed::FOR;
    (end > start && closes).then_some(end)
}

/// `sales analysis` in `director of sales analysis at Acme`: small nouns between `of` and what closes
/// them, a preposition or comma.
fn portfolio(ground: &Ground<'_>, start: usize) -> Option<usize> {
    let noun = |at: &usize| {
        let small = ground.document.tokens.get(*at).is_some_and(|t| t.is_lower());
        let grammar = [Class::Function, Class::Adverb, Class::Verb];
        let classes = ground.lexicon.classes(ground.document.word(*at));
        small && !grammar.iter().any(|class| classes.has(*class))
    };
    let end = start + (start..start + MAX_PORTFOLIO).take_while(noun).count();
    let closes = matches!(ground.document.word(end), fixed::COMMA | fixed::FOR)
        || matches!(ground.document.token_bytes(end), b"at" | b"of" | b"with" | b"in");
    (end > start && closes).then_some(end)
}

/// `chairman and chief executive`: two titles of one person make one.
fn joined(ground: &Ground<'_>, and: usize, limit: usize) -> Option<usize> {
    let set = ground.traits.get(and)?;
    if and + 1 >= limit || !set.any(const { mask(&[Trait::And, Trait::Slash]) }) {
        return None;
    }
    if ground.traits[and + 1].has(Trait::Punct) {
        return None;
    }
    (and + 1..limit.min(and + 1 + MAX_TITLE))
        .map_while(|at| within(ground, and + 1, at).then_some(at))
        .filter(|_| ground.traits[and + 1].any(ROLE_WORDS))
        .filter_map(|at| ends(ground, and + 1, at))
        .filter(|e| *e <= limit)
        .max()
}
