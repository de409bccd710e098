//! Who wants to know how long each stage takes: [`Watch`].
//!
//! The core reads no clock; it only says which stage has just ended.

/// The stages of an extraction, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Files to records.
    Read,
    /// A record to an article.
    Parse,
    /// Text to tokens and sentences.
    Tokens,
    /// Dates, percents, money and numbers.
    Values,
    /// Organizations, persons and places.
    Names,
    /// Which mentions mean the same, and what descriptions and pronouns stand for.
    Entities,
    /// Sentences to units.
    Phrases,
    /// Rules over units.
    Rules,
    /// Matches to relations.
    Relations,
    /// Relations to lines.
    Write,
}

impl Stage {
    /// All of them, in their order, with their names.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Read, "read"),
        (Self::Parse, "parse"),
        (Self::Tokens, "tokens"),
        (Self::Values, "values"),
        (Self::Names, "names"),
        (Self::Entities, "entities"),
        (Self::Phrases, "phrases"),
        (Self::Rules, "rules"),
        (Self::Relations, "relations"),
        (Self::Write, "write"),
    ];
}

/// Is told whenever a stage has ended; all since the last call belongs to that stage.
pub trait Watch {
    /// `stage` has ended, for now: stages of a sentence alternate.
    fn ended(&mut self, stage: Stage);
}

/// Does not want to know, at no cost.
impl Watch for () {
    fn ended(&mut self, _: Stage) {}
}
