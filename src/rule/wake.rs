//! What may match in a sentence, found before the sentence is made into units.

use super::index::{BucketId, Trigger};
use super::matching::Memory;
use super::set::RuleSet;
use crate::document::{Document, TokenRange};
use crate::mention::{Mention, MentionType};
use crate::pattern::{Context, TypeSet};
use crate::phrase::UnitKind;

/// Variants that wait for a sentence to become units.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    /// By the tokens that wake them, in order.
    tokens: Vec<(u32, BucketId)>,
    /// By the types of mention that wake them, in order.
    types: Vec<(u32, BucketId)>,
}

impl RuleSet {
    /// Finds what may match in a sentence with these mentions; false when nothing can. To be asked
    /// before [`RuleSet::matches`], with the same memory. Costs the tokens and what they wake.
    pub fn wake(
        &self,
        document: &Document<'_>,
        sentence: TokenRange,
        mentions: &[Mention],
        memory: &mut Memory,
    ) -> bool {
        let Memory { held, waiting, .. } = memory;
        let tokens = document.tokens.get(sentence.indices()).unwrap_or(&[]);
        waiting.tokens.clear();
        waiting.types.clear();
        self.needs.survey(tokens, sentence.start, mentions, held);
        let met = |id: BucketId, at| {
            self.index.bucket(id).is_some_and(|b| self.needs.are_met(&b.signature, held, at))
        };
        for (at, token) in (sentence.start..).zip(tokens) {
            for id in self.index.token(token.word) {
                if met(*id, TokenRange { start: at, end: at + 1 }) {
                    waiting.tokens.push((at, *id));
                }
            }
        }
        let types = mentions.iter().map(|m| TypeSet::of(m.mention_type));
        let types = types.fold(TypeSet::default(), TypeSet::with);
        waiting.types.extend(self.index.types(types).filter(|(number, id)| {
            // Something lies right of one of them when it lies right of the first.
            let extent = held.extent(*number);
            extent.is_some_and(|[first, last]| met(*id, TokenRange { start: last, end: first + 1 }))
        }));
        !waiting.tokens.is_empty() || !waiting.types.is_empty()
    }

    /// Sets `woken` to the variants that the unit wakes and that have all they need, in the order of
    /// rules, patterns and variants. `next` is how many of those that wait stand before the unit.
    pub(super) fn woken_at(
        &self,
        context: &Context<'_>,
        at: usize,
        memory: &mut Memory,
        next: &mut usize,
    ) {
        let Memory { held, waiting, woken, .. } = memory;
        woken.clear();
        let Some(unit) = context.unit(at) else { return };
        let rest = waiting.tokens.get(*next..).unwrap_or(&[]);
        let before = rest.iter().take_while(|(token, _)| *token < unit.tokens.start).count();
        let here = rest.get(before..).unwrap_or(&[]);
        let inside = here.iter().take_while(|(token, _)| *token < unit.tokens.end).count();
        *next += before + inside;
        let here = here.get(..inside).unwrap_or(&[]);
        let mut add = |id: BucketId, fits: &dyn Fn(Trigger) -> bool| {
            let Some(bucket) = self.index.bucket(id).filter(|b| fits(b.trigger)) else { return };
            if self.needs.are_met(&bucket.signature, held, unit.tokens) {
                let variants = self.index.variants(bucket).iter();
                woken.extend(variants.filter(|v| self.needs.fits_verb(**v, context, at)));
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
                let waiting = waiting.types.iter().filter(|(t, _)| *t == number);
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
