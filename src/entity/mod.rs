//! Which mentions mean the same thing. Entry point: [`Linker::link`].
//!
//! First the distinct names are joined, a named function for each reason (`alias`, `bracket`,
//! `person`); then one walk over the text finds what descriptions and pronouns stand for
//! (`nominal`, `pronoun`, `relative`), or leaves them alone where two readings are about equal.
//! What is known of an entity beyond its names (`profile`) is gathered when a description asks.

mod alias;
mod assemble;
mod bracket;
mod entities;
mod form;
mod group;
mod index;
mod nominal;
mod person;
mod profile;
mod pronoun;
mod relative;
mod resolve;
mod scene;
mod score;
#[cfg(test)]
mod tests;

pub use entities::{Alias, Entities, Entity, EntityId, Link, Part};

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;

/// What links mentions, made once for all documents.
#[derive(Debug, Clone)]
pub struct Linker {
    weights: score::Weights,
}

impl Linker {
    /// With the weights of the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { weights: score::Weights::of(lexicon) }
    }

    /// Adds the descriptions and pronouns that could be resolved, and groups all mentions of
    /// organizations, persons and places.
    ///
    /// Linear in the text, but for sorting; each description and pronoun looks back a bounded way.
    pub fn link(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        mentions: Mentions,
    ) -> Entities {
        let mut store = form::Store::default();
        let drafts = store.read(document, lexicon, &mentions);
        let forms = store.forms(drafts);
        let index = index::Index::of(document, lexicon, gazetteer, &forms.all);
        let names = alias::Names {
            document,
            lexicon,
            gazetteer,
            mentions: &mentions,
            index,
            forms: &forms,
        };
        let groups = alias::join(&names);
        let resolved = resolve::resolve(&names, &groups, &self.weights);
        assemble::assemble(document, &forms, &groups, mentions, &resolved)
    }
}

/// The same for a single document.
pub fn link(
    document: &Document<'_>,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: Mentions,
) -> Entities {
    Linker::new(lexicon).link(document, lexicon, gazetteer, mentions)
}
