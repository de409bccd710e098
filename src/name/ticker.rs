//! Codes of shares behind their exchange: `(NYSE: ACM)`, `HEL: RAU1V`.

use super::ground::Ground;
use super::traits::{CAPITALS, Trait, TraitSet, mask};
use crate::document::{Shape, TokenRange};

/// True when the one word is such a code: in capitals, behind an exchange and a colon, or with digits and
/// alone between brackets.
pub(super) fn is_ticker(ground: &Ground<'_>, sentence: TokenRange, tokens: TokenRange) -> bool {
    const CLOSES: u128 = mask(&[Trait::CloseBracket, Trait::Hyphen, Trait::Comma, Trait::Colon]);
    let at = tokens.start as isize;
    let Some(token) = ground.document.tokens.get(tokens.start as usize) else { return false };
    if tokens.len() != 1 || !token.shape.has(Shape::ALL_CAPS) {
        return false;
    }
    let around = |at: isize| ground.around(sentence, at);
    let (before, after) = (around(at - 1), around(at + 1));
    if before.has(Trait::Colon) {
        // `(NYSE: X)`, `(OMX Helsinki: X)`
        let opens = || (3..=5).any(|back| around(at - back).has(Trait::OpenBracket));
        return is_code(around(at - 2))
            || after.any(CLOSES) && around(at - 2).any(CAPITALS) && opens();
    }
    before.has(Trait::OpenBracket)
        && after.has(Trait::CloseBracket)
        && token.shape.has(Shape::MIXED)
}

/// `HEL` in `Raumo Oyj HEL: RAU1V`: it belongs to no name before it.
pub(super) fn is_exchange(ground: &Ground<'_>, at: usize) -> bool {
    let next = || ground.traits.get(at + 1).is_some_and(|set| set.has(Trait::Colon));
    ground.traits.get(at).is_some_and(|set| is_code(*set)) && next()
}

/// An exchange by its code.
fn is_code(set: TraitSet) -> bool {
    set.has(Trait::Market) && set.has(Trait::AllCaps)
}
