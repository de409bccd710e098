//! A sentence to units, in the tradition of FASTUS. Entry point: [`Phrases::units`].
//!
//! One pass a step, each linear in the sentence: verb groups with voice and mood, lists of like
//! mentions, asides, modifiers of names, and the subject of each verb group.

mod aside;
mod chain;
mod clause;
mod control;
mod doubt;
mod govern;
mod head;
mod list;
mod look;
mod mood;
mod row;
mod subject;
#[cfg(test)]
mod tests;
mod unit;
mod verb;

pub use look::Look;
pub use mood::PhraseError;
pub use unit::{Mood, Status, Unit, UnitKind, Units, VerbGroup, Voice};
pub(crate) use verb::begins_verb;

use crate::document::Document;
use crate::entity::Entities;
use crate::lexicon::{Class, Lexicon, WordId};

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
        let mut units = Units::default();
        self.read(document, lexicon, entities, sentence, &mut units);
        units
    }

    /// The same into memory that has held another sentence.
    pub fn read(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        entities: &Entities,
        sentence: usize,
        units: &mut Units,
    ) {
        units.clear();
        let Some(sentence) = document.sentences.get(sentence) else { return };
        let context = Context { document, lexicon, entities, moods: &self.moods };
        row::read(&context, sentence.tokens, units);
        list::fold(&context, units);
        aside::pair(&context, units);
        head::find(&context, units);
        subject::link(&context, units);
        govern::spread(&context, units);
        clause::await_events(&context, units);
        look::all(&context, units);
    }
}

impl Context<'_> {
    /// The first word of a unit, whatever the unit is.
    fn first_word(&self, unit: &Unit) -> WordId {
        self.document.word(unit.tokens.start as usize)
    }

    /// True for a single word of the class.
    fn is(&self, unit: &Unit, class: Class) -> bool {
        self.lexicon.is(unit.word(), class)
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
