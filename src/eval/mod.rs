//! Precision, recall and F1 against gold: relations with their attributes, mentions, entities and
//! dates. Entry points: [`format::read`] for gold, [`Score::of`] for what was found.

mod attribute;
pub mod compare;
pub mod confidence;
pub mod dates;
pub mod format;
pub mod found;
pub mod gold;
pub mod interval;
pub mod links;
pub mod mentions;
mod normal;
pub mod relations;
pub mod report;
#[cfg(test)]
mod tests;

pub use found::{Found, FoundEnd, FoundEvidence, FoundMention};
pub use gold::{Fact, GoldDocument, GoldError, GoldMention, GoldTimex};
pub use interval::Share;
pub use normal::normal_name;
pub use relations::{EitherWay, RelationScore, Tally};

use relations::ratio;

/// Everything that gold can judge, scored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Score {
    /// So many documents.
    pub documents: usize,
    /// Relations, where the gold has any say on them.
    pub relations: Option<RelationScore>,
    /// Mentions, likewise.
    pub mentions: Option<mentions::MentionScore>,
    /// Entities, likewise.
    pub entities: Option<mentions::EntityScore>,
    /// Dates, likewise.
    pub dates: Option<dates::DateScore>,
}

impl Score {
    /// Scores what was found in one document.
    pub fn of(
        gold: &GoldDocument,
        text: &str,
        relations: &[Found],
        mentions: &[FoundMention],
        either_way: &EitherWay<'_>,
    ) -> Self {
        Self {
            documents: 1,
            relations: gold.facts.is_some().then(|| relations::score(gold, relations, either_way)),
            mentions: gold.mentions.is_some().then(|| mentions::score(gold, mentions, text)),
            entities: mentions::entities(gold, mentions),
            dates: gold.timexes.is_some().then(|| dates::score(gold, mentions, text)),
        }
    }

    /// Adds what another document gave.
    pub fn add(&mut self, other: Self) {
        self.documents += other.documents;
        if let Some(more) = other.relations {
            self.relations.get_or_insert_default().add(more);
        }
        if let Some(more) = other.mentions {
            self.mentions.get_or_insert_default().add(more);
        }
        if let Some(more) = other.entities {
            self.entities.get_or_insert_default().add(more);
        }
        if let Some(more) = other.dates {
            self.dates.get_or_insert_default().add(more);
        }
    }
}
