//! What may match in a sentence, found before the sentence is made into units.

use std::ops::Range;

use super::beside::Beside;
use super::index::{BucketId, Trigger};
use super::matching::Memory;
use super::need::Around;
use super::set::RuleSet;
use crate::document::{Document, TokenRange};
use crate::lexicon::WordId;
use crate::mention::{Mention, MentionType};
use crate::pattern::{Context, TypeSet};
use crate::phrase::UnitKind;

/// Variants that wait for their sentences to become units.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    /// By the tokens that wake them, in order.
    tokens: Vec<(u32, BucketId)>,
    /// By the types of mention that wake them, in order.
    types: Vec<(u32, BucketId)>,
}

/// A sentence in which something may match: those who wait for it, within the memory that it was
/// woken with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awake {
    tokens: Range<usize>,
    types: Range<usize>,
}

impl Memory {
    /// Forgets all sentences that are awake.
    pub fn clear(&mut self) {
        self.waiting.tokens.clear();
        self.waiting.types.clear();
    }
}

impl RuleSet {
    /// Finds what may match in a sentence with these mentions; `None` when nothing can. Costs the
    /// tokens and what they wake.
    pub fn wake(
        &self,
        document: &Document<'_>,
        sentence: TokenRange,
        mentions: &[Mention],
        memory: &mut Memory,
    ) -> Option<Awake> {
        let Memory { held, waiting, telling, .. } = memory;
        let tokens = document.tokens.get(sentence.indices()).unwrap_or(&[]);
        let (first_token, first_type) = (waiting.tokens.len(), waiting.types.len());
        let telling = self.index.parts.telling(tokens, telling);
        self.needs.survey(tokens, telling, sentence.start, mentions, held);
        let missing = !held.marks;
        let any = held.types_from(0, mentions.len());
        let (mut passed, mut left) = (0, TypeSet::default());
        for at in telling {
            let (place, at) = (sentence.start + at, *at as usize);
            let word = tokens.get(at).map_or(WordId::UNKNOWN, |token| token.word);
            let rows = self.index.token(word);
            if rows.is_empty() {
                continue;
            }
            let begun = mentions.get(passed..).unwrap_or(&[]).iter();
            for mention in begun.take_while(|m| m.tokens.start < place) {
                left = left.with(TypeSet::of(mention.mention_type));
                passed += 1;
            }
            let here = mentions.get(passed..).unwrap_or(&[]).iter();
            let here = here.take_while(|m| m.tokens.start == place).count();
            let right = held.types_from(passed + here, mentions.len());
            let range = TokenRange { start: place, end: place + 1 };
            let around = Around { tokens: range, left, right, any };
            let mut beside = None;
            for row in rows {
                self.index.met(*row, missing, |id, bucket| {
                    let before = passed.checked_sub(1).and_then(|last| mentions.get(last));
                    let beside = beside.get_or_insert_with(|| {
                        Beside::of(&self.index.parts, tokens, at, place, before, here > 0)
                    });
                    if beside.fits(bucket.trigger, self.index.edges(bucket))
                        && self.needs.are_within(bucket.needs, held, &around)
                    {
                        waiting.tokens.push((place, id));
                    }
                });
            }
        }
        for number in any.numbers() {
            let rows = self.index.mention(number);
            let Some([first, last]) = held.extent(number).filter(|_| !rows.is_empty()) else {
                continue;
            };
            // Something lies right of one of them when it lies right of the first.
            let tokens = TokenRange { start: last, end: first + 1 };
            let types = |side: &dyn Fn(u32) -> bool| {
                let begin = mentions.iter().filter(|m| side(m.tokens.start));
                begin.map(|m| TypeSet::of(m.mention_type)).fold(TypeSet::default(), TypeSet::with)
            };
            let (left, right) = (types(&|at| at < last), types(&|at| at > first));
            let around = Around { tokens, left, right, any };
            for row in rows {
                self.index.met(*row, missing, |id, bucket| {
                    if self.needs.are_within(bucket.needs, held, &around) {
                        waiting.types.push((number, id));
                    }
                });
            }
        }
        let awake = Awake {
            tokens: first_token..waiting.tokens.len(),
            types: first_type..waiting.types.len(),
        };
        (!awake.tokens.is_empty() || !awake.types.is_empty()).then_some(awake)
    }

    /// Sets `woken` to the variants that wait for the unit, in the order of rules, patterns and
    /// variants. Those that stand at or before the unit are taken off `awake`.
    pub(super) fn woken_at(
        &self,
        context: &Context<'_>,
        at: usize,
        awake: &mut Awake,
        memory: &mut Memory,
    ) {
        let Memory { waiting, woken, .. } = memory;
        woken.clear();
        let Some(unit) = context.unit(at) else { return };
        let rest = waiting.tokens.get(awake.tokens.clone()).unwrap_or(&[]);
        let before = rest.iter().take_while(|(token, _)| *token < unit.tokens.start).count();
        let here = rest.get(before..).unwrap_or(&[]);
        let inside = here.iter().take_while(|(token, _)| *token < unit.tokens.end).count();
        awake.tokens.start += before + inside;
        let here = here.get(..inside).unwrap_or(&[]);
        if here.is_empty() && matches!(unit.kind, UnitKind::Word(_) | UnitKind::Verb(_)) {
            return;
        }
        let mut add = |id: BucketId, fits: &dyn Fn(Trigger) -> bool| {
            if let Some(bucket) = self.index.bucket(id).filter(|b| fits(b.trigger)) {
                let variants = self.index.variants(bucket).iter();
                woken.extend(variants.filter(|v| self.needs.fits(**v, context, at)));
            }
        };
        let is_word = |trigger| matches!(trigger, Trigger::Word(_));
        match unit.kind {
            UnitKind::Word(_) => here.iter().for_each(|(_, id)| add(*id, &is_word)),
            UnitKind::Verb(_) => {
                let lemma = context.verb(at).map(|v| Trigger::Lemma(v.lemma));
                for (token, id) in here {
                    let first = *token == unit.tokens.start;
                    add(*id, &|trigger| first && is_word(trigger) || Some(trigger) == lemma);
                }
            }
            UnitKind::Mention(_) | UnitKind::List(_) => {
                let first = context.members(at).first().and_then(|m| context.mentions.get(*m));
                let Some(mention) = first else { return };
                let number = mention.mention_type as u32;
                let waiting = waiting.types.get(awake.types.clone()).unwrap_or(&[]).iter();
                let waiting = waiting.filter(|(t, _)| *t == number);
                waiting.for_each(|(_, id)| add(*id, &|_| true));
                if mention.mention_type == MentionType::Role {
                    let head = here.iter().filter(|(token, _)| *token == mention.tokens.start);
                    head.for_each(|(_, id)| add(*id, &is_word));
                }
            }
        }
        woken.sort_unstable();
        woken.dedup();
    }
}
