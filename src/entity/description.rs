//! Noun phrases that begin with a determiner, read word by word: `the company`, `this subsidiary`,
//! `the Hangzhou-based group`.

use super::alias::Names;
use crate::document::{Gap, Shape, Token, TokenRange};
use crate::lexicon::{Class, WordId};
use crate::mention::MentionType;

/// Longest description, in tokens.
const LONGEST: u32 = 8;

/// A noun phrase that begins with a determiner.
#[derive(Debug, Clone)]
pub(super) struct Description {
    /// From the determiner to the head noun.
    pub tokens: TokenRange,
    /// The type of what it can stand for; `Other` for nouns that describe no entity.
    pub mention_type: MentionType,
    /// Its head, if that describes an entity.
    pub head: Option<WordId>,
    /// Hash of its head, whatever it is.
    pub noun: u64,
    /// It refers back: definite, and no word says that something new is meant.
    pub definite: bool,
    /// `this`, `that`: the nearest is meant.
    pub near: bool,
}

impl Description {
    /// True when it stands for an organization, person or place.
    pub(super) fn is_entity(&self) -> bool {
        self.head.is_some()
    }
}

/// Reads the noun phrase at a determiner; `None` where there is none.
pub(super) fn read(names: &Names<'_>, at: u32, end: u32) -> Option<Description> {
    let lexicon = names.lexicon;
    let first = names.document.token_bytes(at as usize);
    let is = |word: &[u8]| first.eq_ignore_ascii_case(word);
    let near = is(b"this") || is(b"that");
    let mut definite = near || is(b"the");
    let mut last = None;
    let mut joined = false;
    for i in at + 1..end.min(at + 1 + LONGEST) {
        let token = names.document.tokens.get(i as usize)?;
        // What a hyphen joins is one word, whatever its parts are: `start-up`, `state-owned`.
        joined = token.gap == Gap::None && (joined || is_hyphen(names, i));
        if !joined && !goes_on(names, i, token, last.is_some()) {
            break;
        }
        definite = definite
            && (!lexicon.is(token.word, Class::NewReferent)
                || names.document.token_bytes(i as usize + 1) == b"-");
        if token.is_lower() {
            last = Some((i, token));
        }
    }
    let (head_at, head) = last?;
    if head_at > end {
        return None;
    }
    let (word, hash) = head_word(names, at, head_at, head);
    let tokens = TokenRange { start: at, end: head_at + 1 };
    let noun = lexicon.referring(word).filter(|r| r.can_be(crate::lexicon::Position::Noun));
    let mention_type = match noun {
        Some(n) if n.organization => MentionType::Organization,
        Some(n) if n.person => MentionType::Person,
        Some(_) => MentionType::Place,
        None => MentionType::Other,
    };
    definite = definite && !named_by_what_follows(names, head_at as usize + 1);
    let head = noun.map(|_| word);
    Some(Description { tokens, mention_type, head, noun: hash, definite, near })
}

/// Most words between `Israel's` and its noun.
const SUPERLATIVE: u32 = 5;

/// `Israel's second-largest grocer`: the place at `tokens` says which one, and the superlative that it
/// is the only one.
pub(super) fn of_place(names: &Names<'_>, tokens: TokenRange) -> Option<Description> {
    let token = |at: u32| names.document.tokens.get(at as usize);
    let own = token(tokens.end).is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
    if !own {
        return None;
    }
    let first = tokens.end + 1;
    let mut superlative = false;
    for at in first..first + SUPERLATIVE {
        let here = token(at).filter(|t| t.gap < Gap::Line)?;
        superlative |= names.lists.superlative.has(here.word);
        let (word, hash) = head_word(names, tokens.start, at, here);
        let noun =
            names.lexicon.referring(word).filter(|r| r.can_be(crate::lexicon::Position::Noun));
        let ends = !token(at + 1)
            .is_some_and(|t| t.is_lower() && names.lexicon.is(t.word, Class::Referring));
        if let Some(noun) = noun.filter(|n| n.organization && superlative && ends) {
            return (!named_by_what_follows(names, at as usize + 1) && noun.needs_fit).then_some(
                Description {
                    tokens: TokenRange { start: tokens.start, end: at + 1 },
                    mention_type: MentionType::Organization,
                    head: Some(word),
                    noun: hash,
                    definite: true,
                    near: false,
                },
            );
        }
        let goes_on = here.is_lower() && !names.lexicon.is(here.word, Class::Function)
            || names.document.bytes_of(here) == b"-";
        if !goes_on {
            return None;
        }
    }
    None
}

fn is_hyphen(names: &Names<'_>, at: u32) -> bool {
    names.document.token_bytes(at as usize) == b"-"
}

/// The noun of a phrase with the hash that it is known by: `start-up`, `central bank` and `pension
/// fund` where a table has them as one, `maker` for any `-maker`.
fn head_word(names: &Names<'_>, start: u32, at: u32, head: &Token) -> (WordId, u64) {
    let lexicon = names.lexicon;
    let back = if is_hyphen(names, at.wrapping_sub(1)) { 2 } else { 1 };
    if at > start + back {
        let both = TokenRange { start: at - back, end: at + 1 };
        let word = lexicon.word(names.document.text_of(both));
        if lexicon.is(word, Class::Referring) {
            return (word, u64::from(word.0));
        }
    }
    let maker = || names.document.bytes_of(head).ends_with(b"maker");
    if !lexicon.is(head.word, Class::Referring) && maker() {
        return (lexicon.word("maker"), head.hash);
    }
    (head.word, head.hash)
}

/// True while a token belongs to the noun phrase: modifiers, and the noun itself.
fn goes_on(names: &Names<'_>, at: u32, token: &Token, has_noun: bool) -> bool {
    if token.gap >= Gap::Line {
        return false;
    }
    if token.is_capital() {
        return !has_noun;
    }
    let text = names.document.bytes_of(token);
    if text == b"-" {
        return true;
    }
    let classes = names.lexicon.classes(token.word);
    if !token.is_lower() || classes.has(Class::Function) {
        return false;
    }
    // After the noun a verb begins the predicate: `the company plans`, `the bank raised`.
    let noun_before = || names.lexicon.is(names.document.word(at as usize - 1), Class::Referring);
    !has_noun
        || !classes.has(Class::Finite)
            && !(noun_before() && (classes.has(Class::Adverb) || takes_object(names, at)))
}

/// An unknown word after the noun is a verb where its object follows: `the country fears the …`.
fn takes_object(names: &Names<'_>, at: u32) -> bool {
    names.document.tokens.get(at as usize + 1).is_some_and(|next| {
        next.gap == Gap::Space
            && (names.lexicon.is(next.word, Class::Determiner)
                || next.is_capital()
                || next.shape.has(Shape::DIGIT)
                || matches!(names.document.bytes_of(next), b"to" | b"that"))
    })
}

/// `the company Fiat`, `the bank of England`, `the company's` spokesman is no matter.
pub(super) fn named_by_what_follows(names: &Names<'_>, at: usize) -> bool {
    let Some(token) = names.document.tokens.get(at) else { return false };
    if token.gap >= Gap::Line {
        return false;
    }
    match names.document.bytes_of(token) {
        b"of" | b"who" | b"\"" => true,
        // `staff at the bank that she would leave`: what was told, no relative clause.
        b"that" => {
            let next = names.lexicon.classes(names.document.word(at + 1));
            !next.has(Class::Anaphor) && !next.has(Class::Determiner)
        }
        b"called" | b"named" | b"dubbed" => {
            let name = names.document.tokens.get(at + 1);
            name.is_none_or(|t| t.is_capital() || t.shape.has(Shape::PUNCT))
        }
        text if text == "“".as_bytes() => true,
        _ => {
            token.is_capital()
                && !names.lexicon.is(token.word, Class::Weekday)
                && !token.shape.has(Shape::POSSESSIVE)
        }
    }
}
