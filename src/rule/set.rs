//! The rules in use.

use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::example::Example;
use super::header::RelationType;
use super::index::Index;
use super::load;
use super::need::Needs;
use crate::lexicon::Lexicon;
use crate::mention::Share;
use crate::pattern::{Lexical, Local, Pattern};
use crate::phrase::Status;

/// The number of a rule in its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

/// A constant that a rule gives to an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum SetValue {
    /// A kind or other words.
    Text(String),
    /// A share.
    Share(Share),
}

/// A pattern for something optional beside a match: a date, a price.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjunct {
    /// Which relation it belongs to, as an index into [`RuleSet::relations`].
    pub relation: usize,
    /// What it looks for.
    pub pattern: Local,
    /// Tried to the left of the match as well.
    pub left: bool,
}

/// What a rule without ends tells of the fact that was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// Attributes: `The deal is worth $2 billion`.
    Detail,
    /// How far along it is: `The merger was called off`.
    Status,
}

/// One rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name within the relation.
    pub id: String,
    /// The relation, as an index into [`RuleSet::relations`].
    pub relation: usize,
    /// Where it stands: `rules/relations/owns.toml:12`.
    pub place: String,
    /// Its patterns; the first that matches at a trigger is taken.
    pub patterns: Vec<Pattern>,
    /// What it refuses to see within the matched stretch.
    pub unless: Vec<Local>,
    /// Constants for attributes.
    pub set: Vec<(String, SetValue)>,
    /// How far along the relation is when no verb says otherwise.
    pub status: Status,
    /// The words of the rule deny the relation.
    pub negated: bool,
    /// The words of the rule doubt the relation.
    pub hedged: bool,
    /// It holds only where subject and object are known to be one entity: another name of it.
    pub same_entity: bool,
    /// An organization at one end that the words leave out is the one that the text is about.
    pub context: bool,
    /// It names no ends: it tells more of the fact of its relation that was told last.
    pub later: Option<Later>,
    /// What the simple past of its verb says: `ran` is of another time than `runs`.
    pub past: Option<Status>,
    /// Its words name a deed (`merger`): what others do about it tells how far along it is.
    pub deed: bool,
    /// It tells what held before the event of its verb: that ended when the event is done, and
    /// still holds while it is planned, cancelled or denied.
    pub before: bool,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// What the fit of `lexicons/confidence.toml` found of its relation type and of the rule
    /// itself, in log odds; 0 where it saw none.
    pub leaning: [f64; 2],
    /// Sentences that it must accept.
    pub accepts: Vec<Example>,
    /// Sentences that it must reject.
    pub rejects: Vec<Example>,
}

impl Rule {
    /// True when the rule tells of an end.
    pub fn ends(&self) -> bool {
        self.set.iter().any(|(name, value)| {
            name == "change" && matches!(value, SetValue::Text(kind) if kind == "ends")
        })
    }
}

/// All relations and rules in use, with the index that wakes them.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// The relation types, in the order of their files.
    pub relations: Vec<RelationType>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The adjuncts.
    pub adjuncts: Vec<Adjunct>,
    /// The lists of the patterns, as patterns name them: `@stake`, `~@hold`.
    pub lists: Vec<(String, Arc<Lexical>)>,
    pub(super) told_later: Vec<usize>,
    pub(super) index: Index,
    pub(super) needs: Needs,
}

/// The files of `rules/relations/`, embedded by the build script.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/relations.in"));

impl RuleSet {
    /// Loads rule files, each a name and its text; words that they mention join the lexicon.
    /// A rule with the id of an earlier one of the same relation replaces it.
    ///
    /// # Errors
    /// All faults of all files.
    pub fn load(files: &[(&str, &str)], lexicon: &mut Lexicon) -> Result<Self, Vec<Diagnostic>> {
        load::load(files, lexicon, true)
    }

    /// The same without the examples of the rules, for those who will not test them.
    ///
    /// # Errors
    /// All faults of all files, but for their examples.
    pub fn load_without_examples(
        files: &[(&str, &str)],
        lexicon: &mut Lexicon,
    ) -> Result<Self, Vec<Diagnostic>> {
        load::load(files, lexicon, false)
    }

    /// The rules that are embedded in the program.
    ///
    /// # Errors
    /// None for the embedded files, as the tests show.
    pub fn shipped(lexicon: &mut Lexicon) -> Result<Self, Vec<Diagnostic>> {
        Self::load(FILES, lexicon)
    }

    /// Names and texts of the embedded files.
    pub fn shipped_files() -> &'static [(&'static str, &'static str)] {
        FILES
    }

    /// Looks up what a fit found of relation types and rules.
    pub(super) fn lean(&mut self, lexicon: &Lexicon) {
        let named: Vec<[String; 2]> = self
            .rules
            .iter()
            .map(|rule| {
                let relation = self.relation_of(rule).map_or("", |r| r.name.as_str());
                [
                    format!("relation/type/{relation}"),
                    format!("relation/rule/{}", self.full_id(rule)),
                ]
            })
            .collect();
        for (rule, names) in self.rules.iter_mut().zip(named) {
            rule.leaning = names.map(|name| f64::from(lexicon.weight(&name)));
        }
    }

    /// One rule.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(id.0 as usize)
    }

    /// The relation of a rule.
    pub fn relation_of(&self, rule: &Rule) -> Option<&RelationType> {
        self.relations.get(rule.relation)
    }

    /// True for a type, as an index into [`RuleSet::relations`], with rules that tell more of a fact.
    pub fn has_later(&self, relation: usize) -> bool {
        self.told_later.contains(&relation)
    }

    /// `owns/share-of`.
    pub fn full_id(&self, rule: &Rule) -> String {
        let relation = self.relation_of(rule).map_or("", |r| r.name.as_str());
        format!("{relation}/{}", rule.id)
    }
}
