//! Which mentions mean the same thing.

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
