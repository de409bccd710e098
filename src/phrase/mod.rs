//! A sentence to units, in the tradition of FASTUS. Entry point: [`Phrases::units`].
//!
//! One pass a step, each linear in the sentence: verb groups with voice and mood, lists of like
//! mentions, asides, modifiers of names, and the subject of each verb group.

mod aside;
mod head;
mod list;
mod mood;
mod row;
mod subject;
#[cfg(test)]
mod tests;
mod unit;
mod verb;

pub use mood::PhraseError;
pub use unit::{Mood, Status, Unit, UnitKind, Units, VerbGroup, Voice};

use crate::document::Document;
use crate::entity::Entities;
use crate::lexicon::Lexicon;

/// The phrase layer's data: what modals, verbs, nouns and adverbs make of a verb they govern.
#[derive(Debug, Clone)]
pub struct Phrases {
    moods: mood::Moods,
}

/// What every step of the phrase layer looks at.
#[derive(Clone, Copy)]
struct Context<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    entities: &'a Entities,
    moods: &'a mood::Moods,
}

impl Phrases {
    /// From the embedded `rules/phrases/moods.toml`.
    ///
    /// # Errors
    /// None for the embedded file, as a test shows.
    pub fn shipped(lexicon: &mut Lexicon) -> Result<Self, PhraseError> {
        Ok(Self { moods: mood::Moods::shipped(lexicon)? })
    }

    /// The units of one sentence. Linear in its tokens.
    pub fn units(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        entities: &Entities,
        sentence: usize,
    ) -> Units {
        let Some(sentence) = document.sentences.get(sentence) else { return Units::default() };
        let context = Context { document, lexicon, entities, moods: &self.moods };
        let (row, verbs) = row::of(&context, sentence.tokens);
        let (row, lists) = list::fold(&context, row);
        let (aside_end, aside_start) = aside::pairs(&context, &row);
        let (phrase_head, phrase_start) = head::of(&context, &row);
        let mut units =
            Units { row, verbs, lists, aside_end, aside_start, phrase_head, phrase_start };
        subject::link(&context, &mut units);
        mood::spread(&context, &mut units);
        units
    }
}

impl Context<'_> {
    /// The folded word of a unit that is one word; `None` for all others.
    fn word(&self, unit: &Unit) -> Option<crate::lexicon::WordId> {
        match unit.kind {
            UnitKind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The text of a unit that is one word or sign; empty for all others.
    fn sign(&self, unit: &Unit) -> &str {
        match unit.kind {
            UnitKind::Word(_) => self.document.text_of(unit.tokens),
            _ => "",
        }
    }

    /// True for a single word of the class.
    fn is(&self, unit: &Unit, class: crate::lexicon::Class) -> bool {
        self.word(unit).is_some_and(|w| self.lexicon.is(w, class))
    }

    /// The mention of a unit; the first member of a list.
    fn mention(
        &self,
        units: &[Vec<crate::mention::MentionId>],
        unit: &Unit,
    ) -> Option<&crate::mention::Mention> {
        match unit.kind {
            UnitKind::Mention(id) => self.entities.mentions.get(id),
            UnitKind::List(list) => self.entities.mentions.get(*units.get(list)?.first()?),
            _ => None,
        }
    }
}
