//! Relations: who does what to whom, with the words that say so.

mod assemble;
mod attribute;
mod merge;
mod respective;
mod source;
#[cfg(test)]
mod tests;
mod topic;

pub use source::{SourceError, Sources};

use crate::document::Document;
use crate::entity::{Entities, EntityId};
use crate::lexicon::Lexicon;
use crate::mention::{MentionId, Share};
use crate::phrase::{Phrases, Status, Units};
use crate::rule::{Match, Memory, RuleSet};
use crate::span::Span;
use crate::watch::{Stage, Watch};

/// What reads relations off a document.
#[derive(Debug)]
pub struct Reader<'a> {
    /// Words and verbs.
    pub lexicon: &'a Lexicon,
    /// The phrase layer.
    pub phrases: &'a Phrases,
    /// The rules.
    pub rules: &'a RuleSet,
    /// How sources are named.
    pub sources: &'a Sources,
}

/// Memory that reading one document leaves to the next. What is found does not depend on it.
#[derive(Debug, Default)]
pub struct Scratch {
    memory: Memory,
    units: Units,
    matches: Vec<Match>,
}

impl Reader<'_> {
    /// All relations of a document: every sentence to units, every match of a rule to a candidate,
    /// the candidates for one fact to one relation. Linear in the text.
    pub fn relations(
        &self,
        document: &Document<'_>,
        entities: &Entities,
        scratch: &mut Scratch,
        watch: &mut impl Watch,
    ) -> Vec<Relation> {
        let Scratch { memory, units, matches } = scratch;
        let mut candidates = Vec::new();
        for sentence in 0..document.sentences.len() {
            if !self.worth_reading(document, entities, sentence, memory) {
                continue;
            }
            self.phrases.read(document, self.lexicon, entities, sentence, units);
            watch.ended(Stage::Phrases);
            let context = crate::pattern::Context {
                document,
                lexicon: self.lexicon,
                mentions: &entities.mentions,
                units,
            };
            matches.clear();
            self.rules.matches(&context, memory, matches);
            watch.ended(Stage::Rules);
            let scene = assemble::Scene {
                document,
                lexicon: self.lexicon,
                entities,
                rules: self.rules,
                sources: self.sources,
                units,
            };
            for found in &*matches {
                scene.relations(found, &mut candidates);
            }
            watch.ended(Stage::Relations);
        }
        let all = merge::all(candidates);
        watch.ended(Stage::Relations);
        all
    }

    /// A sentence with a relation holds an organization or person, one more mention, and all that
    /// some rule needs.
    fn worth_reading(
        &self,
        document: &Document<'_>,
        entities: &Entities,
        sentence: usize,
        memory: &mut Memory,
    ) -> bool {
        let Some(tokens) = document.sentences.get(sentence).map(|s| s.tokens) else { return false };
        let mentions = entities.mentions.all();
        let first = mentions.partition_point(|m| m.tokens.start < tokens.start);
        let rest = mentions.get(first..).unwrap_or(&[]);
        let inside = rest.iter().take_while(|m| m.tokens.start < tokens.end).count();
        let inside = rest.get(..inside).unwrap_or(&[]);
        inside.len() >= 2
            && inside.iter().any(|m| m.mention_type.is_entity())
            && self.rules.wake(document, tokens, inside, memory)
    }
}

/// One fact of an article, however often the article repeats it.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The type's name, as its rule file writes it: `owns`.
    pub relation: String,
    /// True when subject and object may change places without changing the fact.
    pub symmetric: bool,
    /// Who does it.
    pub subject: Argument,
    /// To whom or what.
    pub object: Argument,
    /// The attributes of the type: all of them, in the order of the rule file.
    pub attributes: Vec<(String, Attribute)>,
    /// Whether it holds, is agreed, planned, cancelled or ended.
    pub status: Status,
    /// The text says that it is not so.
    pub negated: bool,
    /// The writer does not vouch for it.
    pub hedged: bool,
    /// Who says so, where the text names somebody.
    pub attribution: Option<Attribution>,
    /// The places that say so: the best first, which is the one printed; never empty.
    pub evidence: Vec<Evidence>,
    /// The rule that found it: `owns/stake-held-by`.
    pub rule: String,
    /// How sure, 0 to 1.
    pub confidence: f64,
}

/// One end of a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The entity; `None` for a name, number or date.
    pub entity: Option<EntityId>,
    /// The mention at this place.
    pub mention: MentionId,
    /// The entity's fullest name in the article; the words as written for a name, number or date.
    pub name: String,
    /// The words at this place.
    pub text: Span,
    /// `organization`, `person`, `place`, or `name`, `number`, `date`.
    pub argument_type: &'static str,
    /// Why the words stand for the entity: `same name`, `acronym`, `nominal` …
    pub reason: &'static str,
}

/// The value of an attribute; every kind may be empty.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribute {
    /// A part held or traded, in percent.
    Share(Option<ShareValue>),
    /// A holding or an office that begins, grows, shrinks or ends.
    Change(Option<Change>),
    /// Money.
    Amount(Option<Amount>),
    /// A further party: `seller`, `buyer`, `via`.
    Entity(Option<Party>),
    /// When it holds or happened, as a TIMEX3 value.
    Date(Option<String>),
    /// Words or one of the type's own kinds: `role`, `kind`, `court`, `product`, `measure`.
    Text(Option<String>),
}

/// A share with the words that give it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareValue {
    /// The figure with its bounds.
    pub share: Share,
    /// The words themselves: `1 percent`, `wholly owned`.
    pub literal: Span,
}

/// What happened to a holding or office. `from` and `to` in percent, `by` in percentage points.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    /// `raises`, `cuts`, `starts` or `ends`.
    pub kind: String,
    /// Held before.
    pub from: Option<f64>,
    /// Held after.
    pub to: Option<f64>,
    /// The difference.
    pub by: Option<f64>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// In units of the currency.
    pub value: f64,
    /// ISO 4217 code; `None` when the text names no currency.
    pub currency: Option<String>,
}

/// An entity as the value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// The entity, where the name was resolved to one.
    pub entity: Option<EntityId>,
    /// Its fullest name.
    pub name: String,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words that name the source.
    pub span: Span,
    /// `anonymous`, `person`, `organization`, `document` or `media`.
    pub kind: &'static str,
}

/// One place that says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The sentence.
    pub span: Span,
    /// The rule that matched there.
    pub rule: String,
    /// The mention that fills the subject.
    pub subject: MentionId,
    /// The mention that fills the object.
    pub object: MentionId,
}
