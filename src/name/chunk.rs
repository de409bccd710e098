//! Runs of words that names can lie in: capitalised words with the joints between them.

use super::ground::Ground;
use super::inside::{CAPITALS, PLACES};
use super::traits::{Trait, mask};
use crate::document::{Gap, TokenRange};

/// Longest name that shape and grammar propose, in tokens; listed names may be longer.
pub(super) const MAX_NAME: usize = 16;

/// Words that can stand in a name, besides particles and legal forms.
const WORTH: u128 = CAPITALS | mask(&[Trait::Mixed, Trait::Number]);

/// Calls `found` with all chunks of a sentence, in order, disjoint. Linear in its tokens.
pub(super) fn chunks(ground: &Ground<'_>, sentence: TokenRange, mut found: impl FnMut(TokenRange)) {
    let mut at = sentence.start as usize;
    let end = sentence.end as usize;
    let may = WORTH | ground.names.masks.particle;
    let user = ground.has_user();
    while at < end {
        if !user && !ground.traits[at].any(may) || !is_member(ground, at, false) {
            at += 1;
            continue;
        }
        let chunk = chunk(ground, at, end);
        found(chunk);
        at = (chunk.end as usize).max(at + 1);
    }
}

fn chunk(ground: &Ground<'_>, start: usize, limit: usize) -> TokenRange {
    let mut end = start + 1;
    let mut headed = false;
    loop {
        headed |= ground.traits[end - 1].any(ground.names.masks.heads);
        if end > start + 1 && is_closed(ground, end) {
            break;
        }
        match next_member(ground, end, limit, headed, end - 1 - start) {
            Some(next) => end = next + 1,
            None => break,
        }
    }
    let reach = ground
        .listed_in(start, end)
        .iter()
        .map(|l| l.tokens.end as usize)
        .filter(|e| *e <= limit)
        .max()
        .unwrap_or(end);
    TokenRange::new(start, end.max(reach))
}

/// `Ltd.` before a capital ends a name (`Kestrel Works Ltd. Ocean Lantern Ltd`).
fn is_closed(ground: &Ground<'_>, end: usize) -> bool {
    let legal = ground.names.masks.legal_form;
    let last = ground.traits[end - 1];
    let next = ground.traits.get(end);
    last.any(legal)
        && last.has(Trait::Period)
        && next.is_some_and(|next| next.any(CAPITALS) && !next.any(legal))
}

/// The next word of the chunk, over at most three joints.
fn next_member(
    ground: &Ground<'_>,
    from: usize,
    limit: usize,
    headed: bool,
    length: usize,
) -> Option<usize> {
    let mut at = from;
    while at < limit && at - from <= 3 {
        let token = ground.document.tokens.get(at)?;
        if token.gap >= Gap::Line {
            return None;
        }
        if is_member(ground, at, at == from) {
            return Some(at);
        }
        if !is_joint(ground, at, limit, headed && length < MAX_NAME) {
            return None;
        }
        at += 1;
    }
    None
}

/// True for a word that can stand in a name by itself. `inside`: directly after another.
pub(super) fn is_member(ground: &Ground<'_>, at: usize, inside: bool) -> bool {
    let (set, token) = (ground.traits[at], &ground.document.tokens[at]);
    if ground.is_user(at) {
        return true;
    }
    let masks = &ground.names.masks;
    if !set.any(WORTH | masks.particle | masks.legal_form) {
        return set.has(Trait::Syllable);
    }
    if ground.names.joints(token.word).never() {
        let acronym = set.has(Trait::AllCaps) || set.has(Trait::Period);
        return acronym && token.is_capital() || begins_listed_place(ground, at);
    }
    if set.any(mask(&[Trait::Capital, Trait::InnerCapital])) {
        return true;
    }
    let next = ground.document.tokens.get(at + 1);
    if set.any(mask(&[Trait::Number, Trait::Mixed])) {
        let near = token.gap <= Gap::Space && token.span.len() <= 5;
        let capital_next = next.is_some_and(|n| n.is_capital() && n.gap <= Gap::Space);
        return near && (inside || capital_next || hyphen_capital(ground, at));
    }
    if inside && set.any(ground.names.masks.legal_form) && set.has(Trait::Small) {
        return true;
    }
    !inside && set.any(ground.names.masks.particle) && particle_starts(ground, at)
}

/// `The Hague`: a listed place that begins with an article.
fn begins_listed_place(ground: &Ground<'_>, at: usize) -> bool {
    ground.document.tokens[at].is_capital()
        && ground.listed_in(at, at + 1).iter().any(|l| {
            l.entry_type == crate::gazetteer::EntryType::Place && l.tokens.len() > 1 && l.rank < 3
        })
}

/// `7-Eleven`.
fn hyphen_capital(ground: &Ground<'_>, at: usize) -> bool {
    let tokens = &ground.document.tokens;
    let (Some(hyphen), Some(next)) = (tokens.get(at + 1), tokens.get(at + 2)) else { return false };
    hyphen.gap == Gap::None
        && ground.traits[at + 1].any(ground.names.masks.hyphen)
        && next.gap == Gap::None
        && next.is_capital()
}

/// `van Gogh`, `de la Rosa`, `al-Assad`: a particle right before a capital.
fn particle_starts(ground: &Ground<'_>, at: usize) -> bool {
    let tokens = &ground.document.tokens;
    let mut next = at + 1;
    while next <= at + 2 {
        let Some(token) = tokens.get(next) else { return false };
        if token.gap >= Gap::Line {
            return false;
        }
        if token.is_capital() && !ground.names.joints(token.word).never() {
            return true;
        }
        let goes_on =
            ground.traits[next].any(ground.names.masks.particle | ground.names.masks.hyphen);
        if !goes_on {
            return false;
        }
        next += 1;
    }
    false
}

fn is_joint(ground: &Ground<'_>, at: usize, limit: usize, headed: bool) -> bool {
    let (set, token) = (ground.traits[at], &ground.document.tokens[at]);
    let masks = &ground.names.masks;
    let next = (at + 1 < limit).then(|| &ground.document.tokens[at + 1]);
    let Some(next) = next else { return false };
    if set.any(masks.comma) {
        let legal = ground.traits[at + 1].any(masks.legal_form) && next.is_capital();
        return legal || list_goes_on(ground, at, limit, headed);
    }
    let joints = ground.names.joints(token.word);
    if !joints.joint() || joints.headed() && !headed {
        return false;
    }
    if set.any(masks.hyphen | masks.slash) {
        return token.gap == Gap::None && next.gap == Gap::None;
    }
    if set.any(masks.quote) {
        return set.any(masks.possessive) && token.gap == Gap::None;
    }
    next.gap <= Gap::Space
}

/// `Ministry of Culture, Sports and Tourism`: capitals between commas up to an `and`; without a
/// head up to an ampersand (`Harding, Bell & Sons`).
fn list_goes_on(ground: &Ground<'_>, comma: usize, limit: usize, headed: bool) -> bool {
    let masks = &ground.names.masks;
    let mut words = 0;
    for at in comma + 1..limit.min(comma + 8) {
        let set = ground.traits[at];
        if set.any(masks.and) {
            let joins = headed || ground.document.token_text(at) == "&";
            return joins
                && words > 0
                && ground.traits.get(at + 1).is_some_and(|s| s.has(Trait::Capital));
        }
        if set.any(masks.comma) && words > 0 {
            words = 0;
        } else if set.has(Trait::Capital) && words < 2 {
            words += 1;
        } else {
            return false;
        }
    }
    false
}

/// True when a candidate may begin at this token.
pub(super) fn can_start(ground: &Ground<'_>, chunk: TokenRange, at: usize) -> bool {
    let inside = at > chunk.start as usize;
    if ground.traits[at].has(Trait::Syllable) {
        return false;
    }
    if addresses(ground, chunk, at) || inside && is_legal_tail(ground, at) {
        return false;
    }
    is_member(ground, at, false) || inside && is_member(ground, at, true) && !small(ground, at)
}

/// `Mr` before a name, `D` in `(D-Calif.)`.
fn addresses(ground: &Ground<'_>, chunk: TokenRange, at: usize) -> bool {
    let set = ground.traits[at];
    let next = at + 1;
    if next >= chunk.end as usize {
        return false;
    }
    if set.any(ground.names.masks.address) {
        return ground.traits[next].has(Trait::Capital);
    }
    set.has(Trait::Initial)
        && !set.has(Trait::Period)
        && ground.traits[next].any(ground.names.masks.hyphen)
        && at > 0
        && ground.traits[at - 1].any(ground.names.masks.open_bracket)
        && ground.traits.get(next + 1).is_some_and(|s| s.any(PLACES) || s.has(Trait::Period))
}

/// `LLC` in `Carver, LLC`: a legal form ends a name and begins none.
fn is_legal_tail(ground: &Ground<'_>, at: usize) -> bool {
    let masks = &ground.names.masks;
    ground.traits[at].any(masks.legal_form)
        && (ground.traits[at - 1].any(CAPITALS) || ground.traits[at - 1].any(masks.comma))
}

fn small(ground: &Ground<'_>, at: usize) -> bool {
    ground.traits[at].has(Trait::Small)
}

/// True when a candidate may end with this token.
pub(super) fn can_end(ground: &Ground<'_>, at: usize) -> bool {
    let set = ground.traits[at];
    if ground.is_user(at) {
        return true;
    }
    if set.has(Trait::Small) {
        return set.any(ground.names.masks.legal_form) || set.has(Trait::Syllable);
    }
    let word = mask(&[Trait::Capital, Trait::InnerCapital, Trait::Mixed, Trait::Number]);
    set.any(word)
        && (!ground.names.joints(ground.document.word(at)).never()
            || set.has(Trait::AllCaps)
            || set.has(Trait::Period))
}
