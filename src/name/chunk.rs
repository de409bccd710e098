//! Runs of words that names can lie in: capitalised words with the joints between them.

use super::ground::{Ground, WORTH};
use super::ticker;
use super::traits::{CAPITALS, HEADS, PLACES, TIES, Trait, mask};
use crate::document::{Gap, TokenRange};
use crate::lexicon::{WordId, fixed};

/// Longest name that shape and grammar propose, in tokens; listed names may be longer.
pub(super) const MAX_NAME: usize = 16;

/// Words that may go on with a chunk: all others are neither members nor joints.
const GOES_ON: u128 =
    WORTH | mask(&[Trait::Particle, Trait::LegalForm, Trait::Syllable, Trait::Comma, Trait::Joint]);

/// Calls `found` with all chunks of a sentence, in order, disjoint. `marked` are the marked tokens
/// from the sentence on; gives those behind it. Linear in them and in the tokens of the chunks.
pub(super) fn chunks<'g>(
    ground: &'g Ground<'_>,
    sentence: TokenRange,
    mut marked: &'g [u32],
    mut found: impl FnMut(TokenRange),
) -> &'g [u32] {
    const MAY: u128 = WORTH | mask(&[Trait::Particle]);
    let mut from = sentence.start;
    let user = ground.listed.has_user();
    while let [at, rest @ ..] = marked
        && *at < sentence.end
    {
        marked = rest;
        let start = *at as usize;
        if *at < from || !user && !ground.traits[start].any(MAY) || !is_member(ground, start, false)
        {
            continue;
        }
        let chunk = chunk(ground, start, sentence.end as usize);
        found(chunk);
        from = chunk.end;
    }
    marked
}

fn chunk(ground: &Ground<'_>, start: usize, limit: usize) -> TokenRange {
    let mut end = start + 1;
    let mut headed = false;
    loop {
        headed |= ground.traits[end - 1].any(HEADS);
        if end > start + 1 && is_closed(ground, end) {
            break;
        }
        match next_member(ground, end, limit, headed, end - 1 - start) {
            Some(next) => end = next + 1,
            None => break,
        }
    }
    let listed = (start..end).flat_map(|at| ground.listed_at(at));
    let reach = listed.map(|l| l.tokens.end as usize).filter(|e| *e <= limit).max();
    TokenRange::new(start, end.max(reach.unwrap_or(end)))
}

/// `Ltd.` before a capital ends a name (`Kestrel Works Ltd. Ocean Lantern Ltd`).
fn is_closed(ground: &Ground<'_>, end: usize) -> bool {
    let last = ground.traits[end - 1];
    let next = ground.traits.get(end);
    last.has(Trait::LegalForm)
        && last.has(Trait::Period)
        && next.is_some_and(|next| next.any(CAPITALS) && !next.has(Trait::LegalForm))
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
        if !ground.traits[at].any(GOES_ON) && !ground.listed.has_user() {
            return None;
        }
        if ground.document.tokens[at].gap >= Gap::Line || ticker::is_exchange(ground, at) {
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
#[inline]
pub(super) fn is_member(ground: &Ground<'_>, at: usize, inside: bool) -> bool {
    let set = ground.traits[at];
    set.any(CAPITALS) && !set.has(Trait::Never) || is_odd_member(ground, at, inside)
}

/// The same for words that are no plain capitalised words.
fn is_odd_member(ground: &Ground<'_>, at: usize, inside: bool) -> bool {
    const MAY: u128 = WORTH | mask(&[Trait::Particle, Trait::LegalForm]);
    let set = ground.traits[at];
    if ground.is_user(at) {
        return true;
    }
    if !set.any(MAY) {
        return set.has(Trait::Syllable);
    }
    if set.has(Trait::Never) {
        let acronym = set.any(const { mask(&[Trait::AllCaps, Trait::Period]) });
        return acronym && set.has(Trait::Capital) || begins_listed_place(ground, at);
    }
    if set.any(CAPITALS) {
        return true;
    }
    let token = &ground.document.tokens[at];
    let next = ground.document.tokens.get(at + 1);
    if set.any(const { mask(&[Trait::Number, Trait::Mixed]) }) {
        let near = token.gap <= Gap::Space && token.span.len() <= 5;
        let capital_next = next.is_some_and(|n| n.is_capital() && n.gap <= Gap::Space);
        return near && (inside || capital_next || hyphen_capital(ground, at));
    }
    if inside && set.has(Trait::LegalForm) && set.has(Trait::Small) {
        // `Japanese company` is no name, and `Acme as` none, nor is `Acme co` in `Acme co-founder`.
        let hyphen = ground.traits.get(at + 1).is_some_and(|s| s.has(Trait::Hyphen));
        let compound = hyphen && next.is_some_and(|n| n.gap == Gap::None);
        return !compound && !set.any(const { mask(&[Trait::OrganizationNoun, Trait::Never]) });
    }
    !inside && set.has(Trait::Particle) && particle_starts(ground, at)
}

/// `The Hague`: a listed place that begins with an article.
fn begins_listed_place(ground: &Ground<'_>, at: usize) -> bool {
    ground.traits[at].has(Trait::Capital)
        && ground.listed_at(at).iter().any(|l| {
            l.entry_type == crate::gazetteer::EntryType::Place && l.tokens.len() > 1 && l.rank < 3
        })
}

/// `7-Eleven`.
fn hyphen_capital(ground: &Ground<'_>, at: usize) -> bool {
    let tokens = &ground.document.tokens;
    let (Some(hyphen), Some(next)) = (tokens.get(at + 1), tokens.get(at + 2)) else { return false };
    hyphen.gap == Gap::None
        && ground.traits[at + 1].has(Trait::Hyphen)
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
        let set = ground.traits[next];
        if set.has(Trait::Capital) && !set.has(Trait::Never) {
            return true;
        }
        if !set.any(const { mask(&[Trait::Particle, Trait::Hyphen]) }) {
            return false;
        }
        next += 1;
    }
    false
}

fn is_joint(ground: &Ground<'_>, at: usize, limit: usize, headed: bool) -> bool {
    let set = ground.traits[at];
    if at + 1 >= limit || !set.any(const { mask(&[Trait::Comma, Trait::Joint]) }) {
        return false;
    }
    let (token, next) = (&ground.document.tokens[at], &ground.document.tokens[at + 1]);
    if set.has(Trait::Comma) {
        const TAIL: u128 = mask(&[Trait::LegalForm, Trait::NameSuffix]);
        let tail = ground.traits[at + 1].any(TAIL) && next.is_capital();
        return tail || list_goes_on(ground, at, limit, headed);
    }
    if set.has(Trait::HeadedJoint) && !headed {
        return false;
    }
    if set.any(TIES) {
        return token.gap == Gap::None && next.gap == Gap::None;
    }
    if set.has(Trait::Quote) {
        return set.has(Trait::Possessive) && token.gap == Gap::None;
    }
    next.gap <= Gap::Space
}

/// `Ministry of Culture, Sports and Tourism`: capitals between commas up to an `and`; without a
/// head up to an ampersand (`Harding, Bell & Sons`).
fn list_goes_on(ground: &Ground<'_>, comma: usize, limit: usize, headed: bool) -> bool {
    let mut words = 0;
    for at in comma + 1..limit.min(comma + 8) {
        let set = ground.traits[at];
        if set.has(Trait::And) {
            let joins = headed || ground.document.token_text(at) == "&";
            return joins
                && words > 0
                && ground.traits.get(at + 1).is_some_and(|s| s.has(Trait::Capital));
        }
        if set.has(Trait::Comma) && words > 0 {
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
#[inline]
pub(super) fn can_start(ground: &Ground<'_>, chunk: TokenRange, at: usize) -> bool {
    let inside = at > chunk.start as usize;
    let set = ground.traits[at];
    if set.has(Trait::Syllable) {
        return false;
    }
    if set.any(const { mask(&[Trait::Address, Trait::Initial]) }) && addresses(ground, chunk, at)
        || inside && set.has(Trait::LegalForm) && is_legal_tail(ground, at)
    {
        return false;
    }
    is_member(ground, at, false) || inside && is_member(ground, at, true) && !small(ground, at)
}

/// `Mr` before a name, `D` in `(D-Calif.)` and in `Amos Reed, D-Calif.`
fn addresses(ground: &Ground<'_>, chunk: TokenRange, at: usize) -> bool {
    let set = ground.traits[at];
    let next = at + 1;
    if next >= chunk.end as usize {
        return false;
    }
    if set.has(Trait::Address) {
        return ground.traits[next].has(Trait::Capital);
    }
    set.has(Trait::Initial)
        && !set.has(Trait::Period)
        && ground.traits[next].has(Trait::Hyphen)
        && at > 0
        && ground.traits[at - 1].any(const { mask(&[Trait::OpenBracket, Trait::Comma]) })
        && ground.traits.get(next + 1).is_some_and(|s| s.any(PLACES) || s.has(Trait::Period))
}

/// `LLC` in `Carver, LLC`: a legal form ends a name and begins none.
fn is_legal_tail(ground: &Ground<'_>, at: usize) -> bool {
    ground.traits[at].has(Trait::LegalForm)
        && ground.traits[at - 1].any(const { CAPITALS | mask(&[Trait::Comma]) })
}

/// `Norvane and Co` in `Norvane and Co Ltd`, `Norvane` and `Canada Ltd` in `Norvane of Canada Ltd`,
/// `Norvane CEO`: where no name ends or begins.
#[inline]
pub(super) fn is_cut(ground: &Ground<'_>, chunk: TokenRange, start: usize, end: usize) -> bool {
    let last = ground.traits[end - 1];
    if end - start > 1 && last.has(Trait::RoleHead) && last.has(Trait::AllCaps) {
        return true;
    }
    let is = |at: usize, t: Trait| at < chunk.end as usize && ground.traits[at].has(t);
    let parted = |and: usize| {
        let tail = is(and + 1, Trait::FirmTail) && ground.document.tokens[and + 1].is_capital();
        is(and, Trait::And) && (tail || is_kindred(ground, and))
    };
    if parted(end) || start > chunk.start as usize + 1 && parted(start - 1) {
        return true;
    }
    if is(end, Trait::Of) && is(end + 2, Trait::LegalForm) {
        return ground.traits[end + 1].any(PLACES) && ground.document.tokens[end + 2].is_capital();
    }
    let form = is(end, Trait::LegalForm)
        && ground.document.token_bytes(end).len() > 2
        && ground.document.tokens[end].gap <= Gap::Space;
    let of_place = end == start + 2
        && start > chunk.start as usize
        && last.has(Trait::LegalForm)
        && ground.traits[start].any(PLACES)
        && ground.traits[start - 1].has(Trait::Of);
    form || of_place
}

/// `Savings and Loan`: one name holds both.
fn is_kindred(ground: &Ground<'_>, and: usize) -> bool {
    let around = [and.wrapping_sub(1), and, and + 1];
    let known = ground.lexicon.list("kindred").unwrap_or(&[]);
    let same = |at: &usize, word: &WordId| {
        let here = ground.document.word(*at);
        here == *word || *at == and && here == fixed::AMPERSAND
    };
    known.iter().any(|words| words.len() == 3 && around.iter().zip(words).all(|(a, w)| same(a, w)))
}

fn small(ground: &Ground<'_>, at: usize) -> bool {
    ground.traits[at].has(Trait::Small)
}

/// True when a candidate may end with this token.
#[inline]
pub(super) fn can_end(ground: &Ground<'_>, at: usize) -> bool {
    let set = ground.traits[at];
    if ground.is_user(at) {
        return true;
    }
    if set.has(Trait::Small) {
        return set.any(const { mask(&[Trait::LegalForm, Trait::Syllable]) });
    }
    set.any(WORTH)
        && (!set.has(Trait::Never) || set.any(const { mask(&[Trait::AllCaps, Trait::Period]) }))
}
