//! Acronyms in brackets behind the words that they stand for.

use super::ground::Ground;
use super::traits::{OF_FOR, TIES, Trait, mask};
use crate::document::{Sentence, TokenRange};

/// Most tokens before the bracket that are looked at.
const NEAR: usize = 14;

/// The letters of a sole word in brackets begin the capitalised words before them.
pub(super) fn of_names(ground: &Ground<'_>, sentence: Sentence, tokens: TokenRange) -> bool {
    let start = tokens.start as usize;
    let word = ground.document.token_text(start).as_bytes();
    if tokens.len() != 1 || word.len() < 2 || start < sentence.tokens.start as usize + 2 {
        return false;
    }
    let mut letters = word.iter().rev().filter(|b| b.is_ascii_alphabetic());
    let mut at = start - 1;
    let mut next = letters.next();
    let mut steps = 0;
    while let Some(letter) = next {
        if at <= sentence.tokens.start as usize || steps > NEAR {
            return at > 0 && letters.next().is_none() && steps > 1;
        }
        at -= 1;
        steps += 1;
        let capital = ground.traits[at].has(Trait::Capital);
        let first = ground.document.token_text(at).bytes().next();
        if first.is_some_and(|b| b.eq_ignore_ascii_case(letter)) && capital {
            next = letters.next();
        } else if capital && steps == 1 {
            return false;
        }
    }
    steps > 1
}

/// The letters of a sole word in brackets, without the `s` of a plural, begin the small words right
/// before them: `flexible spending accounts (FSAs)`. Hyphens and joints may stand between.
pub(super) fn of_small_words(ground: &Ground<'_>, sentence: Sentence, tokens: TokenRange) -> bool {
    let (start, first) = (tokens.start as usize, sentence.tokens.start as usize);
    let word = ground.document.token_text(start);
    let word = word.strip_suffix('s').unwrap_or(word).as_bytes();
    if tokens.len() != 1 || word.len() < 2 || start < first + 3 {
        return false;
    }
    let (mut letters, mut small) = (word.iter().rev().peekable(), 0);
    for at in (first.max(start - 1 - NEAR.min(start - 1))..start - 1).rev() {
        let Some(letter) = letters.peek() else { break };
        let set = ground.traits[at];
        let begins = ground.document.token_text(at).bytes().next();
        if begins.is_some_and(|b| b.eq_ignore_ascii_case(letter)) {
            small += usize::from(set.has(Trait::Small));
            letters.next();
        } else if !set.any(const { TIES | OF_FOR | mask(&[Trait::And, Trait::The]) }) {
            return false;
        }
    }
    letters.peek().is_none() && small + 1 >= word.len()
}
