//! Units: the short row of steps that a sentence becomes before rules see it.

use super::look::Look;
use crate::document::TokenRange;
use crate::lexicon::{Form, WordId};
use crate::mention::MentionId;

/// How far along a deal, role or state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Status {
    /// Holds, or was completed.
    #[default]
    Actual,
    /// Signed or announced, not completed.
    Agreed,
    /// Intended, proposed, sought, in talks.
    Planned,
    /// Called off, rejected, blocked, expired.
    Cancelled,
    /// No longer holds.
    Ended,
}

impl Status {
    const NAMES: [(&'static str, Self); 5] = [
        ("actual", Self::Actual),
        ("agreed", Self::Agreed),
        ("planned", Self::Planned),
        ("cancelled", Self::Cancelled),
        ("ended", Self::Ended),
    ];

    /// Its name in rules and output.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, s)| *s == self).map_or("", |(n, _)| n)
    }

    /// The status with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, s)| *s)
    }
}

/// What a verb group says about its verb besides the verb.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mood {
    /// What modals and governing verbs make of it; `None` where they say nothing.
    pub status: Option<Status>,
    /// `did not`, `denied`, `never`.
    pub negated: bool,
    /// `reportedly`, `is believed to`, `alleged`.
    pub hedged: bool,
    /// The words that said so.
    pub cues: Vec<TokenRange>,
}

/// Who does what in a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The subject acts.
    Active,
    /// The subject is acted upon (`was acquired`, `acquired by`).
    Passive,
}

/// A whole verb group: `has not yet agreed to acquire` has the lemma *acquire*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbGroup {
    /// Base form of its last verb, the head.
    pub lemma: WordId,
    /// Form of the head.
    pub form: Form,
    /// Voice of the head.
    pub voice: Voice,
    /// Status, negation and hedging read off it.
    pub mood: Mood,
    /// The unit of its grammatical subject, where syntax shows one.
    pub subject: Option<usize>,
}

/// One step of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A word or sign outside all others.
    Word(WordId),
    /// A mention.
    Mention(MentionId),
    /// A list of like mentions (`A, B and C`), as an index into [`Units::lists`].
    List(usize),
    /// A verb group, as an index into [`Units::verbs`].
    Verb(usize),
}

/// One step of a sentence and the tokens it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Which tokens.
    pub tokens: TokenRange,
}

impl Unit {
    /// The word or sign that it is; [`WordId::UNKNOWN`] for all that is more.
    #[inline]
    pub fn word(&self) -> WordId {
        match self.kind {
            UnitKind::Word(word) => word,
            _ => WordId::UNKNOWN,
        }
    }
}

/// A sentence as a row of units, with the jumps that matching may make.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    /// The row; it covers every token of the sentence once.
    pub row: Vec<Unit>,
    /// The verb groups.
    pub verbs: Vec<VerbGroup>,
    /// The lists: their members in order.
    pub lists: Vec<Vec<MentionId>>,
    /// For each unit: where an aside (brackets, an apposition or relative clause between commas)
    /// that opens here has closed, as the index of the unit after it.
    pub aside_end: Vec<Option<usize>>,
    /// For each unit: where an aside that closes here was opened, as the index of its first unit.
    pub aside_start: Vec<Option<usize>>,
    /// For each unit: the mention or list whose determiner and modifiers begin here
    /// (`the Chinese video service TikTok`).
    pub phrase_head: Vec<Option<usize>>,
    /// For each mention or list: the first unit of its determiner and modifiers, itself if none.
    pub phrase_start: Vec<usize>,
    /// For each unit what rules ask of it.
    pub looks: Vec<Look>,
}

impl Units {
    /// Forgets the sentence and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.row.clear();
        self.verbs.clear();
        self.lists.clear();
        self.aside_end.clear();
        self.aside_start.clear();
        self.phrase_head.clear();
        self.phrase_start.clear();
        self.looks.clear();
    }
}
