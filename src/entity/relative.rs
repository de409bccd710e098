//! Relative pronouns: `X, which …`, `X, who …`, `X, whose …`.

use super::resolve::{Resolved, Walk};
use super::scene::answers;
use super::score::Event;
use crate::document::TokenRange;
use crate::lexicon::{Class, Position, Referring};
use crate::mention::{Kind, MentionType};

/// Furthest back that the antecedent of `who` may stand, in tokens: `X, chief executive of Y, who`.
const REACH: u32 = 16;

/// The antecedent: what ends directly before the pronoun and its comma.
pub(super) fn resolve(walk: &Walk<'_, '_>, at: u32, referring: &Referring) -> Option<Resolved> {
    let end = phrase_end(walk, at)?;
    let before = walk.events.iter().enumerate().rev().take(8);
    let mut near = before.take_while(|(_, e)| e.tokens.end + REACH >= end);
    let (_, event) = near.find(|(_, e)| {
        e.tokens.end <= end
            && answers(referring, e.mention_type)
            && (e.tokens.end == end
                || e.mention_type == MentionType::Person && only_nouns(walk, e, end))
    })?;
    let comma = end < at;
    if !comma && (!referring.person || event.tokens.end != end) {
        // `banks which`, `Ann Lee, an Acme analyst who`: without a comma a restrictive clause
        // belongs to the noun before it, seldom to a name.
        return None;
    }
    Some(Resolved {
        tokens: TokenRange { start: at, end: at + 1 },
        kind: Kind::Pronoun,
        root: event.root?,
        antecedent: event.tokens.start,
        reason: if referring.can_be(Position::Relative) {
            "relative"
        } else {
            "relative possessive"
        },
        confidence: 0.85,
    })
}

/// Where the phrase before the pronoun ends: before its comma, a preposition (`of which`), a
/// quantity (`both of which` is none) and brackets.
fn phrase_end(walk: &Walk<'_, '_>, at: u32) -> Option<u32> {
    const BEFORE: [&[u8]; 7] = [b"of", b"in", b"by", b"for", b"with", b"from", b"to"];
    let text = |i: u32| walk.names.document.token_bytes(i as usize);
    let mut end = at;
    if end > 0 && BEFORE.contains(&text(end - 1)) {
        end -= 1;
    }
    if end > 0 && text(end - 1) == b"," {
        end -= 1;
    }
    if end > 0 && matches!(text(end - 1), b")" | b">") {
        let open: &[u8] = if text(end - 1) == b")" { b"(" } else { b"<" };
        let from = end.saturating_sub(12);
        end = (from..end - 1).rev().find(|&i| text(i) == open)?;
    }
    (end > 0).then_some(end)
}

/// Between a person and `who` stand a title and an organization, no verb.
fn only_nouns(walk: &Walk<'_, '_>, event: &Event, end: u32) -> bool {
    (event.tokens.end..end).all(|i| {
        let word = walk.names.document.word(i as usize);
        !walk.names.lexicon.is(word, Class::Verb)
    })
}
