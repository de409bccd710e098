//! One document made ready for candidates: the traits of its tokens, the listed names in it, and
//! the words that names can begin with.

use super::Names;
use super::listed::{Listed, ListedName};
use super::traits::{CAPITALS, ROLE_WORDS, Trait, TraitSet, mask};
use super::words::Words;
use crate::document::{Document, TokenRange};
use crate::lexicon::Lexicon;
use crate::mention::Mention;

/// Words that can stand in a name by themselves, besides particles.
pub(super) const WORTH: u128 = CAPITALS | mask(&[Trait::Mixed, Trait::Number]);
/// Tokens that are [`Ground::marked`].
const MARKED: u128 = WORTH | ROLE_WORDS | mask(&[Trait::Particle]);

/// A document with what the lists and its own words say.
pub(super) struct Ground<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Its lexicon.
    pub lexicon: &'a Lexicon,
    /// Weights and lists.
    pub names: &'a Names,
    /// Traits by token.
    pub traits: Vec<TraitSet>,
    /// The tokens that a name or title can begin with, in order: one in four. With lists of the
    /// user's own in use it is every token.
    pub marked: Vec<u32>,
    /// The listed names.
    pub listed: Listed,
    /// The marked words, each once.
    pub words: Words,
}

impl<'a> Ground<'a> {
    /// The traits of all tokens by lexicon, shape, place and `values`; `every` marks every token.
    /// Then follow [`Ground::look_up`] and [`Ground::mark_seen`]. All are linear in the tokens.
    pub(super) fn new(
        names: &'a Names,
        document: &'a Document<'a>,
        lexicon: &'a Lexicon,
        every: bool,
        values: &[Mention],
    ) -> Self {
        let traits: Vec<TraitSet> = document.tokens.iter().map(|t| names.table.of(t)).collect();
        let marked = marked(&traits, every);
        let mut ground = Self {
            document,
            lexicon,
            names,
            traits,
            marked,
            listed: Listed::default(),
            words: Words::default(),
        };
        ground.mark_values(values);
        ground.mark_edges();
        ground
    }

    /// The traits of a token; at and beyond the ends of its sentence those of an edge.
    #[inline]
    pub(super) fn around(&self, sentence: TokenRange, at: isize) -> TraitSet {
        if at < sentence.start as isize || at >= sentence.end as isize {
            return TraitSet::default().with(Trait::Edge);
        }
        self.traits[at as usize]
    }

    /// True for a token covered by a name of the user's own.
    #[inline]
    pub(super) fn is_user(&self, at: usize) -> bool {
        self.listed.is_user(at)
    }

    /// Listed names that begin with a token.
    #[inline]
    pub(super) fn listed_at(&self, at: usize) -> &[ListedName] {
        if self.traits[at].has(Trait::Listed) { self.listed.at(at) } else { &[] }
    }

    fn mark_values(&mut self, values: &[Mention]) {
        for value in values {
            for set in self.traits.get_mut(value.tokens.indices()).unwrap_or_default() {
                set.insert(Trait::Value);
            }
        }
    }

    fn mark_edges(&mut self) {
        const BEFORE: u128 = mask(&[Trait::Quote, Trait::Punct]);
        for sentence in &self.document.sentences {
            let mut first = sentence.tokens.indices().take(3);
            if let Some(at) = first.find(|at| !self.traits[*at].any(BEFORE)) {
                self.traits[at].insert(Trait::Opens);
            }
        }
    }
}

/// The tokens to be marked.
fn marked(traits: &[TraitSet], every: bool) -> Vec<u32> {
    let mut marked = Vec::with_capacity(if every { traits.len() } else { traits.len() / 3 + 8 });
    let is_marked = |set: &TraitSet| every || set.any(MARKED);
    marked.extend((0..).zip(traits).filter(|(_, set)| is_marked(set)).map(|(at, _)| at));
    marked
}
