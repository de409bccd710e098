//! What a sentence must hold for a variant to have a chance there: one look in place of a run.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::index::{Table, all};
use super::set::Rule;
use crate::document::Token;
use crate::lexicon::Lexicon;
use crate::pattern::{Context, Lexical, Reach, Required, TypeSet};
use crate::phrase::{UnitKind, Voice};

/// Number of kinds of mention that a [`TypeSet`] can hold.
const TYPES: usize = 16;

/// What a variant cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// One of these words, as the number of their list.
    Words(u16, Reach),
    /// A mention of one of these types.
    Types(TypeSet, Reach),
}

/// What a verb that wakes a variant must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct VerbNeed {
    voice: Option<Voice>,
    /// Of which types its subject is, where it is known.
    subject: Option<TypeSet>,
}

/// The needs of all variants, and from words to the lists that they are in.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    words: Table<u16>,
    lemmas: Table<u16>,
    /// From a word to the lists that it may meet as a word or as a form of a verb.
    tokens: Table<u16>,
    lists: usize,
    /// For each variant, in the order of rules, the end of its part of `needs`.
    ends: Vec<u32>,
    needs: Vec<Need>,
    /// For each variant its needs as bits, so that most are refused by one look.
    marks: Vec<u128>,
    /// For each variant what the verb must be that wakes it.
    verbs: Vec<VerbNeed>,
}

/// Between which units of a sentence something stands: first and last; `None` for nowhere.
type Stretch = Option<(u32, u32)>;

/// Which lists and types a sentence holds, wherever; its memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    lists: Vec<u64>,
    types: TypeSet,
    /// Both as bits, several lists on one.
    marks: u128,
}

fn list_mark(list: u16) -> u128 {
    1 << (16 + list % 112)
}

/// Where a sentence meets the needs; its memory is used again for the next sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Presence {
    lists: Vec<Stretch>,
    touched: Vec<u16>,
    types: [Stretch; TYPES],
    /// The needs that are met, as bits.
    marks: u128,
}

impl Need {
    /// A bit of its own for a type, one of 112 for a list; none for a choice of types.
    fn mark(self) -> u128 {
        match self {
            Self::Words(list, _) => list_mark(list),
            Self::Types(types, _) if types.0.is_power_of_two() => u128::from(types.0),
            Self::Types(..) => 0,
        }
    }
}

impl Needs {
    pub(super) fn new(rules: &[Rule], lexicon: &Lexicon) -> Self {
        let (mut made, mut lists) = (Self::default(), Lists::default());
        for (_, variant) in all(rules) {
            let start = made.needs.len();
            let required = variant.program.required(lexicon);
            made.needs.extend(required.into_iter().map(|r| need(r, &mut lists)));
            let own = made.needs.get(start..).unwrap_or(&[]);
            made.marks.push(own.iter().fold(0, |marks, need| marks | need.mark()));
            made.ends.push(made.needs.len() as u32);
            let subject = variant.program.subject_types();
            made.verbs.push(VerbNeed { voice: variant.voice, subject });
        }
        made.lists = lists.len();
        let each = || lists.iter().flat_map(|(all, n)| all.iter().map(move |l| (l, *n)));
        let by_word = each().flat_map(|(l, n)| l.telling_words(lexicon).map(move |w| (w.0, n)));
        made.words = Table::new(by_word.collect());
        let by_lemma = each().flat_map(|(l, n)| l.first_lemmas().map(move |w| (w.0, n)));
        made.lemmas = Table::new(by_lemma.collect());
        made.tokens = made.lemmas.with_forms(&made.words, lexicon);
        made
    }

    /// Notes which lists the words of a sentence may meet, whatever verb groups they will make.
    pub(super) fn survey_words(&self, tokens: &[Token], types: TypeSet, held: &mut Held) {
        held.types = types;
        held.marks = u128::from(types.0);
        held.lists.clear();
        held.lists.resize(self.lists.div_ceil(64), 0);
        for token in tokens {
            for list in self.tokens.get(token.word.0) {
                if let Some(block) = held.lists.get_mut(usize::from(list / 64)) {
                    *block |= 1 << (list % 64);
                    held.marks |= list_mark(*list);
                }
            }
        }
    }

    /// False when the variant cannot match in a sentence that holds no more than this.
    pub(super) fn may_be_met(&self, variant: u32, held: &Held) -> bool {
        let marks = self.marks.get(variant as usize).copied().unwrap_or_default();
        marks & !held.marks == 0
            && self.of(variant).iter().all(|need| match need {
                Need::Words(list, _) => held
                    .lists
                    .get(usize::from(list / 64))
                    .is_some_and(|b| b & (1 << (list % 64)) != 0),
                Need::Types(types, _) => held.types.0 & types.0 != 0,
            })
    }

    /// Notes where in the sentence lists and types stand.
    pub(super) fn survey(&self, context: &Context<'_>, presence: &mut Presence) {
        presence.clear(self.lists);
        for (at, unit) in context.units.row.iter().enumerate() {
            let at = at as u32;
            for token in unit.tokens.indices() {
                for list in self.words.get(context.document.word(token).0) {
                    presence.add(*list, at);
                }
            }
            match unit.kind {
                UnitKind::Word(_) => {}
                UnitKind::Verb(_) => {
                    let lemma = context.verb(at as usize).map_or(0, |v| v.lemma.0);
                    for list in self.lemmas.get(lemma) {
                        presence.add(*list, at);
                    }
                }
                UnitKind::Mention(_) | UnitKind::List(_) => {
                    let first = context.members(at as usize).first();
                    let Some(mention) = first.and_then(|m| context.mentions.get(*m)) else {
                        continue;
                    };
                    if let Some(place) = presence.types.get_mut(mention.mention_type as usize) {
                        extend(place, at);
                        presence.marks |= u128::from(TypeSet::of(mention.mention_type).0);
                    }
                }
            }
        }
    }

    /// False when the variant cannot match from the trigger at unit `at`.
    #[inline]
    pub(super) fn are_met(&self, variant: u32, presence: &Presence, at: usize) -> bool {
        let marks = self.marks.get(variant as usize).copied().unwrap_or_default();
        marks & !presence.marks == 0
            && self.of(variant).iter().all(|need| presence.meets(*need, at as u32))
    }

    /// False when the variant cannot match from this verb for its voice or its subject.
    pub(super) fn fits_verb(&self, variant: u32, context: &Context<'_>, at: usize) -> bool {
        let (Some(need), Some(verb)) = (self.verbs.get(variant as usize), context.verb(at)) else {
            return true;
        };
        need.voice.is_none_or(|voice| voice == verb.voice)
            && match (need.subject, verb.subject) {
                (Some(types), Some(subject)) => context.has_type(subject, types),
                _ => true,
            }
    }

    fn of(&self, variant: u32) -> &[Need] {
        let end = |v: u32| self.ends.get(v as usize).map_or(0, |e| *e as usize);
        let start = variant.checked_sub(1).map_or(0, end);
        self.needs.get(start..end(variant)).unwrap_or(&[])
    }
}

/// All word lists that patterns need, or choices of them, numbered.
type Lists<'r> = HashMap<Vec<&'r Lexical>, u16, FxBuildHasher>;

fn need<'r>(required: Required<'r>, lists: &mut Lists<'r>) -> Need {
    match required {
        Required::Types(types, reach) => Need::Types(types, reach),
        Required::Words(words, reach) => {
            let next = lists.len() as u16;
            Need::Words(*lists.entry(words).or_insert(next), reach)
        }
    }
}

impl Presence {
    fn clear(&mut self, lists: usize) {
        self.lists.resize(lists, None);
        for list in self.touched.drain(..) {
            if let Some(place) = self.lists.get_mut(usize::from(list)) {
                *place = None;
            }
        }
        self.types = [None; TYPES];
        self.marks = 0;
    }

    fn add(&mut self, list: u16, at: u32) {
        if let Some(place) = self.lists.get_mut(usize::from(list)) {
            if place.is_none() {
                self.touched.push(list);
                self.marks |= list_mark(list);
            }
            extend(place, at);
        }
    }

    fn meets(&self, need: Need, at: u32) -> bool {
        match need {
            Need::Words(list, reach) => {
                within(self.lists.get(usize::from(list)).copied().flatten(), reach, at)
            }
            Need::Types(types, reach) => {
                let asked = |(i, _): &(usize, &Stretch)| types.0 & (1 << i) != 0;
                let places = self.types.iter().enumerate().filter(asked);
                places.into_iter().any(|(_, place)| within(*place, reach, at))
            }
        }
    }
}

fn extend(place: &mut Stretch, at: u32) {
    *place = Some(place.map_or((at, at), |(first, _)| (first, at)));
}

fn within(place: Stretch, reach: Reach, at: u32) -> bool {
    place.is_some_and(|(first, last)| match reach {
        Reach::Right => last > at,
        Reach::Left => first < at,
        Reach::Anywhere => true,
    })
}
