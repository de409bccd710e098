//! What matching asks of units again and again, worked out once for all rules.

use super::Context;
use super::unit::{Unit, UnitKind, Units};
use crate::lexicon::{Class, WordId, fixed};
use crate::mention::MentionId;

/// What one look at a unit tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The bits of its first word and, for a verb group, of its verb, see [`WordId::bit`].
    pub first: u64,
    /// The same of its last word.
    pub last: u64,
    /// The types of the mentions that are this unit, a bit each.
    pub types: u16,
    /// The types of the mention whose determiner and modifiers begin here.
    pub head_types: u16,
    flags: u8,
}

impl Look {
    /// Quotes, hyphens, the angle brackets of a wire: they stand between words without a say.
    pub const SILENT: u8 = 1;
    /// An adverb outside verb groups.
    pub const ADVERB: u8 = 1 << 1;
    /// An aside opens here.
    pub const OPENS: u8 = 1 << 2;
    /// An aside closes here.
    pub const CLOSES: u8 = 1 << 3;

    /// True with any of the flags.
    #[inline]
    pub fn is(&self, flags: u8) -> bool {
        self.flags & flags != 0
    }
}

/// Looks at every unit, once all else is known of them. Linear.
pub(super) fn all(context: &Context<'_>, units: &mut Units) {
    let Units { row, verbs, lists, aside_end, aside_start, phrase_head, looks, .. } = units;
    let asides = aside_end.iter().zip(aside_start.iter());
    looks.extend(row.iter().zip(asides).map(|(unit, (opens, closes))| {
        let asides = u8::from(opens.is_some()) * Look::OPENS;
        let asides = asides | (u8::from(closes.is_some()) * Look::CLOSES);
        match &unit.kind {
            UnitKind::Word(word) => of_word(context, *word, asides),
            UnitKind::Verb(group) => {
                let verb = verbs.get(*group).map_or(0, |v| v.lemma.bit());
                of_more(context, unit, verb, &[], asides)
            }
            UnitKind::Mention(one) => of_more(context, unit, 0, std::slice::from_ref(one), asides),
            UnitKind::List(list) => {
                of_more(context, unit, 0, lists.get(*list).map_or(&[], Vec::as_slice), asides)
            }
        }
    }));
    for (at, head) in phrase_head.iter().enumerate() {
        let Some(head) = head else { continue };
        let types = looks.get(*head).map_or(0, |look| look.types);
        if let Some(look) = looks.get_mut(at) {
            look.head_types = types;
        }
    }
}

#[inline]
fn of_word(context: &Context<'_>, word: WordId, asides: u8) -> Look {
    let silent = u8::from(is_silent(word)) * Look::SILENT;
    let adverb = u8::from(context.lexicon.is(word, Class::Adverb)) * Look::ADVERB;
    let bit = word.bit();
    Look { first: bit, last: bit, types: 0, head_types: 0, flags: asides | silent | adverb }
}

fn of_more(
    context: &Context<'_>,
    unit: &Unit,
    verb: u64,
    members: &[MentionId],
    flags: u8,
) -> Look {
    let word = |token: u32| verb | context.document.word(token as usize).bit();
    let members = members.iter().filter_map(|m| context.entities.mentions.get(*m));
    Look {
        first: word(unit.tokens.start),
        last: word(unit.tokens.end.wrapping_sub(1)),
        types: members.fold(0, |types, m| types | 1 << m.mention_type as u16),
        head_types: 0,
        flags,
    }
}

fn is_silent(word: WordId) -> bool {
    matches!(
        word,
        fixed::QUOTE
            | fixed::APOSTROPHE
            | fixed::OPEN_GUILLEMET
            | fixed::CLOSE_GUILLEMET
            | fixed::HYPHEN
            | fixed::OPEN_ANGLE
            | fixed::CLOSE_ANGLE
            | fixed::TRADE_MARK
            | fixed::REGISTERED
    )
}
