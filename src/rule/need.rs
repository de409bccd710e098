//! What a sentence must hold for a variant to have a chance there: one look in place of a run.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::index::all;
use super::set::Rule;
use super::table::Table;
use crate::document::{Token, TokenRange};
use crate::lexicon::{Class, Lexicon, WordId};
use crate::mention::Mention;
use crate::pattern::{Context, Edge, Lexical, Reach, Required, TypeSet};
use crate::phrase::{VerbGroup, Voice};

/// A word in more lists than this has a list of its own.
const FEW: usize = 3;

/// Number of kinds of mention that a [`TypeSet`] can hold.
const TYPES: usize = 16;

/// What a variant cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Need {
    /// One of these words, as the number of their list.
    Words(u16, Reach),
    /// A mention of one of these types.
    Types(TypeSet, Reach),
}

/// What a unit that wakes a variant must be, and what must stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct UnitNeed {
    /// Of a verb.
    voice: Option<Voice>,
    /// Of which types the subject of a verb is, where it is known.
    subject: Option<TypeSet>,
    right: Edge,
    left: Edge,
}

/// The number of a signature.
pub(super) type SignatureId = u32;

/// All that some variants cannot do without.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signature {
    /// Its needs as bits, so that most are refused by one look.
    pub(super) marks: u128,
    start: u32,
    end: u32,
}

/// The needs of a signature, as places among all needs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NeedRange(u32, u32);

impl Signature {
    pub(super) fn needs(self) -> NeedRange {
        NeedRange(self.start, self.end)
    }
}

/// The needs of all variants, and from words to the lists that they are in.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    /// From a word to the lists that it may meet as a word or as a form of a verb; from a word in
    /// many lists to a list of its own.
    tokens: Table<u16>,
    /// For each list the words in many lists that it holds, by their own lists.
    parts: Table<u16>,
    /// For each list its mark; none for lists that hold words which stand everywhere.
    marks: Vec<u128>,
    signatures: Vec<Signature>,
    needs: Vec<Need>,
    /// For each variant, in the order of rules, its signature and what the unit must be.
    variants: Vec<(SignatureId, UnitNeed)>,
}

/// Between which tokens something stands: first and last.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    first: u32,
    last: u32,
}

/// What stands nowhere.
const NOWHERE: Stretch = Stretch { first: u32::MAX, last: 0 };

/// Where a sentence holds which lists and types; its memory is used again for the next sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    lists: Vec<Stretch>,
    touched: Vec<u16>,
    types: [Stretch; TYPES],
    /// The types of the last mention, of the last two, and so on; none first.
    after: Vec<TypeSet>,
    /// All of them as bits, several lists on one.
    pub(super) marks: u128,
}

/// Where a trigger stands: its tokens, and the types of the mentions that begin before and behind
/// them, and of all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) tokens: TokenRange,
    pub(super) left: TypeSet,
    pub(super) right: TypeSet,
    pub(super) any: TypeSet,
}

impl Needs {
    pub(super) fn new(rules: &[Rule], lexicon: &Lexicon) -> Self {
        let (mut made, mut lists) = (Self::default(), Lists::default());
        let mut known: HashMap<Vec<Need>, SignatureId, FxBuildHasher> = HashMap::default();
        for (_, variant) in all(rules) {
            let required = variant.program.required(lexicon).into_iter();
            let needs: Vec<Need> = required.map(|r| need(r, &mut lists)).collect();
            let next = known.len() as SignatureId;
            let signature = *known.entry(needs.clone()).or_insert(next);
            if signature == next {
                let start = made.needs.len() as u32;
                made.needs.extend(needs);
                let end = made.needs.len() as u32;
                made.signatures.push(Signature { marks: 0, start, end });
            }
            let program = &variant.program;
            let (right, left) = (Edge::right(program), Edge::left(program));
            let (voice, subject) = (variant.voice, program.subject_types());
            made.variants.push((signature, UnitNeed { voice, subject, right, left }));
        }
        made.mark(&lists, lexicon);
        made.part(tokens(&lists, lexicon));
        made
    }

    /// Gives each word that is in many lists one of its own: noting where it stands then costs one
    /// step, not one for each list.
    fn part(&mut self, mut pairs: Vec<(u32, u16)>) {
        pairs.sort_unstable();
        let (mut tokens, mut parts) = (Vec::new(), Vec::new());
        for of_word in pairs.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((word, _)) = of_word.first().filter(|_| of_word.len() > FEW) else {
                tokens.extend(of_word);
                continue;
            };
            let own = self.marks.len() as u16;
            tokens.push((*word, own));
            parts.extend(of_word.iter().map(|(_, list)| (u32::from(*list), own)));
            let marks = of_word.iter().filter_map(|(_, list)| self.marks.get(usize::from(*list)));
            let marks = marks.fold(0, |all, mark| all | mark);
            self.marks.push(marks);
        }
        (self.tokens, self.parts) = (Table::new(tokens), Table::new(parts));
        // What costs least is looked at first.
        let Self { parts, signatures, needs, .. } = self;
        let cost = |need: &Need| match need {
            Need::Types(types, _) => types.0.count_ones() as usize,
            Need::Words(list, _) => 1 + parts.get(u32::from(*list)).len(),
        };
        for signature in signatures {
            let own = needs.get_mut(signature.start as usize..signature.end as usize);
            own.unwrap_or(&mut []).sort_by_key(cost);
        }
    }

    /// Gives lists and types their bits: what is never missing tells nothing.
    fn mark(&mut self, lists: &Lists<'_>, lexicon: &Lexicon) {
        self.marks = vec![0; lists.len()];
        for (all, list) in lists {
            let everywhere = |w| is_everywhere(lexicon, w);
            let tells = !all.iter().any(|l| l.telling_words(lexicon).any(everywhere));
            if let Some(mark) = self.marks.get_mut(usize::from(*list)).filter(|_| tells) {
                *mark = 1 << (TYPES as u16 + list % 112);
            }
        }
        for signature in &mut self.signatures {
            let needs = self.needs.get(signature.start as usize..signature.end as usize);
            let marks = needs.unwrap_or(&[]).iter().map(|need| match need {
                Need::Words(list, _) => self.marks.get(usize::from(*list)).copied().unwrap_or(0),
                Need::Types(types, _) if types.0.is_power_of_two() => u128::from(types.0),
                Need::Types(..) => 0,
            });
            signature.marks = marks.fold(0, |all, mark| all | mark);
        }
    }

    /// The signature of a variant, and its number.
    pub(super) fn signature(&self, variant: u32) -> (SignatureId, Signature) {
        let id = self.variants.get(variant as usize).map_or(0, |(signature, _)| *signature);
        (id, self.signatures.get(id as usize).copied().unwrap_or_default())
    }

    /// True for a word of some list.
    pub(super) fn is_needed(&self, word: WordId) -> bool {
        !self.tokens.get(word.0).is_empty()
    }

    /// What the variant needs before its trigger and behind it.
    pub(super) fn edges(&self, variant: u32) -> [Edge; 2] {
        let anything = || [Edge::ANYTHING; 2];
        self.variants
            .get(variant as usize)
            .map_or_else(anything, |(_, need)| [need.left, need.right])
    }

    /// Notes what a sentence holds, whatever verb groups its words will make; `telling` are the
    /// places of those of its tokens whose words are needed.
    pub(super) fn survey(
        &self,
        tokens: &[Token],
        telling: &[u32],
        from: u32,
        mentions: &[Mention],
        held: &mut Held,
    ) {
        held.clear(self.marks.len());
        for at in telling {
            let Some(token) = tokens.get(*at as usize) else { continue };
            for list in self.tokens.get(token.word.0) {
                held.add(*list, from + at, &self.marks);
            }
        }
        let mut after = TypeSet::default();
        held.after.push(after);
        for mention in mentions.iter().rev() {
            let own = TypeSet::of(mention.mention_type);
            after = after.with(own);
            held.after.push(after);
            if let Some(place) = held.types.get_mut(mention.mention_type as usize) {
                place.extend(mention.tokens.start);
            }
        }
        held.marks |= u128::from(after.0);
    }

    /// True when variants with these needs, none of whose marks is missing, can match from a trigger
    /// at these tokens.
    pub(super) fn are_within(&self, needs: NeedRange, held: &Held, around: &Around) -> bool {
        let needs = self.needs.get(needs.0 as usize..needs.1 as usize);
        let at = around.tokens;
        needs.unwrap_or(&[]).iter().all(|need| match need {
            Need::Types(types, Reach::Left) => types.0 & around.left.0 != 0,
            Need::Types(types, Reach::Right) => types.0 & around.right.0 != 0,
            Need::Types(types, Reach::Anywhere) => types.0 & around.any.0 != 0,
            Need::Words(list, reach) => {
                let parts = || self.parts.get(u32::from(*list)).iter();
                held.has(*list, *reach, at) || parts().any(|own| held.has(*own, *reach, at))
            }
        })
    }

    /// False when the variant cannot match from this unit for what stands beside it or, where it is
    /// a verb, for its voice or its subject.
    pub(super) fn fits(&self, variant: u32, context: &Context<'_>, at: usize) -> bool {
        let Some((_, need)) = self.variants.get(variant as usize) else { return false };
        let fits_verb = |verb: &VerbGroup| {
            need.voice.is_none_or(|voice| voice == verb.voice)
                && match (need.subject, verb.subject) {
                    (Some(types), Some(subject)) => context.has_type(subject, types),
                    _ => true,
                }
        };
        context.verb(at).is_none_or(fits_verb)
            && need.right.may_begin(context, at + 1)
            && need.left.may_end(context, at)
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

/// From a word to the lists that it may meet.
fn tokens(lists: &Lists<'_>, lexicon: &Lexicon) -> Vec<(u32, u16)> {
    let each = || lists.iter().flat_map(|(all, n)| all.iter().map(move |l| (l, *n)));
    let by_word = each().flat_map(|(l, n)| l.telling_words(lexicon).map(move |w| (w.0, n)));
    let by_lemma = each().flat_map(|(l, n)| l.first_lemmas().map(move |w| (w.0, n)));
    let words = Table::new(by_word.collect());
    Table::new(by_lemma.collect()).with_forms(&words, lexicon).pairs().collect()
}

/// True for words that nearly every sentence holds.
fn is_everywhere(lexicon: &Lexicon, word: WordId) -> bool {
    lexicon.is(word, Class::Function) || !lexicon.folded(word).starts_with(char::is_alphanumeric)
}

impl Default for Stretch {
    fn default() -> Self {
        NOWHERE
    }
}

impl Stretch {
    fn extend(&mut self, at: u32) {
        self.first = self.first.min(at);
        self.last = self.last.max(at);
    }

    /// True when it lies, on the side asked for, outside of the trigger.
    fn is_within(self, reach: Reach, trigger: TokenRange) -> bool {
        match reach {
            Reach::Right => self.last >= trigger.end,
            Reach::Left => self.first < trigger.start,
            Reach::Anywhere => self.first != NOWHERE.first,
        }
    }
}

impl Held {
    fn clear(&mut self, lists: usize) {
        self.lists.resize(lists, NOWHERE);
        for list in self.touched.drain(..) {
            if let Some(place) = self.lists.get_mut(usize::from(list)) {
                *place = NOWHERE;
            }
        }
        self.types = [NOWHERE; TYPES];
        self.after.clear();
        self.marks = 0;
    }

    #[inline]
    fn add(&mut self, list: u16, at: u32, marks: &[u128]) {
        let Some(place) = self.lists.get_mut(usize::from(list)) else { return };
        // Tokens come in order.
        place.last = at;
        if place.first == NOWHERE.first {
            place.first = at;
            self.touched.push(list);
            self.marks |= marks.get(usize::from(list)).copied().unwrap_or_default();
        }
    }

    /// The tokens of the first and the last mention of the type; `None` without any.
    pub(super) fn extent(&self, number: u32) -> Option<[u32; 2]> {
        let place = self.types.get(number as usize)?;
        (place.first != NOWHERE.first).then_some([place.first, place.last])
    }

    #[inline]
    fn has(&self, list: u16, reach: Reach, trigger: TokenRange) -> bool {
        self.lists.get(usize::from(list)).is_some_and(|s| s.is_within(reach, trigger))
    }

    /// The types of the mentions from the one with this number on, of so many.
    #[inline]
    pub(super) fn types_from(&self, mention: usize, all: usize) -> TypeSet {
        all.checked_sub(mention).and_then(|last| self.after.get(last)).copied().unwrap_or_default()
    }
}
