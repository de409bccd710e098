//! From words to the variants of rules that they wake.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxBuildHasher;

use super::beside::Parts;
use super::need::{NeedRange, Needs, Signature, SignatureId};
use super::set::Rule;
use super::table::Table;
use crate::lexicon::{Lexicon, WordId};
use crate::pattern::{Edge, Variant};

/// One form of one pattern of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) rule: u32,
    pub(super) pattern: u16,
    pub(super) variant: u16,
}

/// What wakes variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trigger {
    /// A word, as it stands.
    Word(WordId),
    /// A verb group, by the base form of its verb.
    Lemma(WordId),
    /// A mention, by its type as a number.
    Type(u32),
}

/// The number of a bucket.
pub(super) type BucketId = u32;

/// Buckets that stand in a row: the first, and one past the last.
pub(super) type Row = (BucketId, BucketId);

/// All variants that one trigger wakes and that cannot do without the same things. A variant's
/// number is its place among all, in the order of rules, patterns and variants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bucket {
    pub(super) trigger: Trigger,
    /// What its variants cannot do without.
    pub(super) needs: NeedRange,
    /// Its place among the edges.
    edges: u32,
    start: u32,
    end: u32,
}

/// Buckets by the tokens and types of mention that may wake them.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// From a word to all that it may wake, as a word or as a form of a verb.
    tokens: Table<Row>,
    types: Table<Row>,
    buckets: Vec<Bucket>,
    /// For each bucket the marks of its signature: side by side, since most are looked at and refused.
    marks: Vec<u128>,
    variants: Vec<u32>,
    places: Vec<Place>,
    /// What one of the variants of some bucket needs before its trigger and behind it, each once: few
    /// and small, so that they stay in the nearest cache, as the buckets shall.
    edges: Vec<[Edge; 2]>,
    /// What words are to rules.
    pub(super) parts: Parts,
}

impl Index {
    pub(super) fn new(rules: &[Rule], needs: &Needs, lexicon: &Lexicon) -> Self {
        let mut made = Self::default();
        let mut buckets: BTreeMap<(Trigger, SignatureId), (Signature, Vec<u32>)> = BTreeMap::new();
        for (place, variant) in all(rules) {
            let number = made.places.len() as u32;
            let (id, signature) = needs.signature(number);
            for trigger in triggers(variant) {
                let none = || (signature, Vec::new());
                let (_, bucket) = buckets.entry((trigger, id)).or_insert_with(none);
                // A verb may be listed twice, with and without what follows it.
                if bucket.last() != Some(&number) {
                    bucket.push(number);
                }
            }
            made.places.push(place);
        }
        let mut known: HashMap<[Edge; 2], u32, FxBuildHasher> = HashMap::default();
        let (mut words, mut lemmas, mut types) = (Vec::new(), Vec::new(), Vec::new());
        for ((trigger, _), (signature, variants)) in buckets {
            let id = made.buckets.len() as BucketId;
            let (rows, key) = match trigger {
                Trigger::Word(word) => (&mut words, word.0),
                Trigger::Lemma(lemma) => (&mut lemmas, lemma.0),
                Trigger::Type(number) => (&mut types, number),
            };
            // Buckets come in the order of their triggers.
            match rows.last_mut().filter(|(last, _)| *last == key) {
                Some((_, (_, end))) => *end = id + 1,
                None => rows.push((key, (id, id + 1))),
            }
            let start = made.variants.len() as u32;
            made.variants.extend(variants);
            let end = made.variants.len() as u32;
            let edges = made.variants.get(start as usize..).unwrap_or(&[]).iter();
            let edges = edges.map(|variant| needs.edges(*variant));
            let edges = edges.reduce(|[a, b], [c, d]| [a.or(c), b.or(d)]).unwrap_or_default();
            let edges = *known.entry(edges).or_insert_with(|| {
                made.edges.push(edges);
                made.edges.len() as u32 - 1
            });
            made.buckets.push(Bucket { trigger, needs: signature.needs(), edges, start, end });
            made.marks.push(signature.marks);
        }
        made.tokens = Table::new(lemmas).with_forms(&Table::new(words), lexicon);
        made.types = Table::new(types);
        let wakes = |word: WordId| !made.tokens.get(word.0).is_empty();
        made.parts = Parts::new(lexicon, |word| needs.is_needed(word), wakes);
        made
    }

    /// All that a token of this word may wake, whatever verb group it will belong to.
    #[inline]
    pub(super) fn token(&self, word: WordId) -> &[Row] {
        self.tokens.get(word.0)
    }

    /// What mentions of the type with this number wake.
    pub(super) fn mention(&self, number: u32) -> &[Row] {
        self.types.get(number)
    }

    /// Gives the buckets of a row that have none of the marks that are missing, with their numbers.
    #[inline]
    pub(super) fn met(
        &self,
        (start, end): Row,
        missing: u128,
        mut found: impl FnMut(BucketId, &Bucket),
    ) {
        let marks = self.marks.get(start as usize..end as usize).unwrap_or(&[]);
        for (id, marks) in (start..).zip(marks) {
            if marks & missing == 0
                && let Some(bucket) = self.bucket(id)
            {
                found(id, bucket);
            }
        }
    }

    #[inline]
    pub(super) fn bucket(&self, id: BucketId) -> Option<&Bucket> {
        self.buckets.get(id as usize)
    }

    /// What one of the variants of the bucket needs before its trigger and behind it.
    #[inline]
    pub(super) fn edges(&self, bucket: &Bucket) -> [Edge; 2] {
        self.edges.get(bucket.edges as usize).copied().unwrap_or([Edge::ANYTHING; 2])
    }

    pub(super) fn variants(&self, bucket: &Bucket) -> &[u32] {
        self.variants.get(bucket.start as usize..bucket.end as usize).unwrap_or(&[])
    }

    pub(super) fn place(&self, variant: u32) -> Option<Place> {
        self.places.get(variant as usize).copied()
    }
}

/// All variants of all rules, in order.
pub(super) fn all(rules: &[Rule]) -> impl Iterator<Item = (Place, &Variant)> {
    rules.iter().enumerate().flat_map(|(rule, r)| {
        r.patterns.iter().enumerate().flat_map(move |(pattern, p)| {
            p.variants.iter().enumerate().map(move |(variant, v)| {
                let place =
                    Place { rule: rule as u32, pattern: pattern as u16, variant: variant as u16 };
                (place, v)
            })
        })
    })
}

/// All that wakes a variant. Word 0 is every unknown word: nothing may wake by it.
fn triggers(variant: &Variant) -> impl Iterator<Item = Trigger> {
    let wake = &variant.wake;
    let words = wake.words.iter().filter(|w| w.is_known()).map(|w| Trigger::Word(*w));
    let lemmas = wake.lemmas.iter().filter(|w| w.is_known()).map(|w| Trigger::Lemma(*w));
    words.chain(lemmas).chain(wake.types.numbers().map(Trigger::Type))
}
