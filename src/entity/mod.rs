//! Which mentions mean the same thing. Entry point: [`link`].
//!
//! First the distinct names are joined, a named function for each reason (`alias`, `bracket`,
//! `person`); then one walk over the text finds what descriptions and pronouns stand for
//! (`nominal`, `pronoun`, `relative`), or leaves them alone where two readings are about equal.

mod alias;
mod assemble;
mod bracket;
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

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::{MentionId, MentionType, Mentions};

/// The number of an entity in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// Why a mention belongs to its entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The entity.
    pub entity: EntityId,
    /// The named function that made the link: `same name`, `acronym`, `surname`, `nominal` …
    pub reason: &'static str,
    /// The earlier (or fuller) mention it was linked to; `None` for the first of an entity.
    pub antecedent: Option<MentionId>,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// One thing in the world, within one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its number.
    pub id: EntityId,
    /// organization, person or place.
    pub mention_type: MentionType,
    /// The mention with its fullest name.
    pub name: MentionId,
    /// All its mentions in order, names, descriptions and pronouns.
    pub mentions: Vec<MentionId>,
    /// All its distinct names as written, the fullest first.
    pub aliases: Vec<String>,
    /// Identifiers (`wikidata`, `lei`, `ticker` …), sorted by key.
    pub ids: Vec<(String, String)>,
}

/// All mentions with the entities behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// Names and values, and the descriptions and pronouns that were resolved.
    pub mentions: Mentions,
    /// The entities, in the order of their first mention.
    pub all: Vec<Entity>,
    /// For each mention its link; `None` for values and for names of type other.
    pub links: Vec<Option<Link>>,
}

/// Adds the descriptions and pronouns that could be resolved, and groups all mentions of
/// organizations, persons and places.
///
/// Linear in the text, but for sorting; each description and pronoun looks back a bounded way.
pub fn link(
    document: &Document<'_>,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: Mentions,
) -> Entities {
    let forms = form::forms(document, lexicon, gazetteer, &mentions);
    let names = alias::Names {
        document,
        lexicon,
        gazetteer,
        mentions: &mentions,
        index: index::Index::of(lexicon, &forms.all),
        forms: &forms,
    };
    let groups = alias::join(&names);
    let resolved = resolve::resolve(&names, &groups);
    assemble::assemble(&names, &groups, &resolved)
}
