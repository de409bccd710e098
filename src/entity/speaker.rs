//! Who speaks: `Sales fell, it said` goes on with what somebody has said before.

use super::alias::Names;
use super::scene::verb_follows;
use crate::document::TokenRange;
use crate::lexicon::Class;

/// Most tokens in brackets between a name and its verb.
const BRACKETS: usize = 8;

/// The last organization or place that said something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Speaker {
    /// Begin of the words that name it.
    pub start: u32,
    /// Root form of its entity; `None` for one without a name.
    pub root: Option<u32>,
    /// In which sentence.
    pub sentence: u32,
}

/// A verb of saying follows a phrase: `Acme <ACM> also said`; or the phrase ends a report: `, said Acme.`.
pub(super) fn speaks(names: &Names<'_>, tokens: TokenRange) -> bool {
    let text = |at: usize| names.document.token_bytes(at);
    let is = |at: usize, class| names.lexicon.is(names.document.word(at), class);
    let (start, mut at) = (tokens.start as usize, tokens.end as usize);
    if text(at) == b">" {
        // `Acme Corp <ACM.L> said`: the sign by which it is traded says nothing.
        if names.document.tokens.get(start.wrapping_sub(2)).is_some_and(|t| t.is_capital()) {
            return false;
        }
        at += 1;
    }
    if matches!(text(at), b"<" | b"(") {
        let near = at + 1..at + BRACKETS;
        at = { near }.find(|i| matches!(text(*i), b">" | b")")).map_or(at, |close| close + 1);
    }
    at += usize::from(is(at, Class::Adverb));
    is(at, Class::Say)
        || start > 1
            && is(start - 1, Class::Say)
            && matches!(text(at), b"." | b",")
            && !verb_follows(names, tokens.end as usize)
}
