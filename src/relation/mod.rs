//! Relations: who does what to whom, with the words that say so.

mod assemble;
mod attribute;
pub mod calibration;
pub mod confidence;
mod holding;
mod later;
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
use crate::mention::{Mention, MentionId, Share};
use crate::phrase::{Phrases, Status, Units};
use crate::rule::{Awake, Match, Memory, RuleSet};
use crate::span::Span;
use crate::watch::{Stage, Watch};
use assemble::Candidate;

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

/// So many sentences are read together, step after step, so that the code of a step stays in the
/// processor's caches.
const TOGETHER: usize = 32;

/// Memory that reading some documents leaves to the next. What is found does not depend on it.
#[derive(Debug, Default)]
pub struct Scratch {
    memory: Memory,
    sentences: Vec<Sentence>,
    units: Vec<Units>,
    matches: Vec<Match>,
}

/// A sentence in which something may match.
#[derive(Debug)]
struct Sentence {
    /// Its document, as a place among those that are read together.
    document: usize,
    number: usize,
    /// It names somebody, so that more than later words on a fact may match.
    named: bool,
    awake: Awake,
    /// Where its matches end.
    matches: usize,
}

/// A document with its entities.
pub type Text<'a> = (Document<'a>, Entities);

impl Reader<'_> {
    /// All relations of each of some documents: every sentence to units, every match of a rule to a
    /// candidate, the candidates for one fact to one relation. Linear in the text.
    pub fn relations(
        &self,
        texts: &[Text<'_>],
        scratch: &mut Scratch,
        watch: &mut impl Watch,
    ) -> Vec<Vec<Relation>> {
        let mut candidates: Vec<Vec<Candidate>> = texts.iter().map(|_| Vec::new()).collect();
        for (document, text) in texts.iter().enumerate() {
            let mut told = None;
            for number in 0..text.0.sentences.len() {
                let named = is_named(text, number);
                let goes_on = || told.is_some_and(|told| number <= told + later::SENTENCES);
                if (named || goes_on())
                    && let Some(awake) = self.wake(text, number, &mut scratch.memory)
                {
                    told = if named { Some(number) } else { told };
                    let sentence = Sentence { document, number, named, awake, matches: 0 };
                    scratch.sentences.push(sentence);
                }
                if scratch.sentences.len() == TOGETHER {
                    self.read(texts, scratch, &mut candidates, watch);
                }
            }
        }
        self.read(texts, scratch, &mut candidates, watch);
        let all = candidates.into_iter().map(merge::all).collect();
        watch.ended(Stage::Relations);
        all
    }

    /// What may match in a sentence.
    fn wake(&self, text: &Text<'_>, sentence: usize, memory: &mut Memory) -> Option<Awake> {
        let tokens = text.0.sentences.get(sentence)?.tokens;
        self.rules.wake(&text.0, tokens, inside(text, sentence)?, memory)
    }

    /// Reads the sentences that wait in `scratch`.
    fn read(
        &self,
        texts: &[Text<'_>],
        scratch: &mut Scratch,
        candidates: &mut [Vec<Candidate>],
        watch: &mut impl Watch,
    ) {
        let Scratch { memory, sentences, units, matches } = scratch;
        watch.ended(Stage::Rules);
        units.resize_with(units.len().max(sentences.len()), Units::default);
        for (sentence, units) in sentences.iter().zip(&mut *units) {
            if let Some((document, entities)) = texts.get(sentence.document) {
                self.phrases.read(document, self.lexicon, entities, sentence.number, units);
            }
        }
        watch.ended(Stage::Phrases);
        for (sentence, units) in sentences.iter_mut().zip(&*units) {
            if let Some((document, entities)) = texts.get(sentence.document) {
                let (lexicon, mentions) = (self.lexicon, &entities.mentions);
                let context = crate::pattern::Context { document, lexicon, mentions, units };
                self.rules.matches(&context, sentence.awake.clone(), memory, matches);
            }
            sentence.matches = matches.len();
        }
        watch.ended(Stage::Rules);
        let mut begin = 0;
        for (sentence, units) in sentences.iter().zip(&*units) {
            let found = matches.get(begin..sentence.matches);
            begin = sentence.matches;
            let text = texts.get(sentence.document).zip(candidates.get_mut(sentence.document));
            if let (Some(found), Some(((document, entities), candidates))) = (found, text) {
                let (lexicon, rules, sources) = (self.lexicon, self.rules, self.sources);
                let scene = assemble::Scene { document, lexicon, entities, rules, sources, units };
                found.iter().for_each(|one| scene.relations(one, sentence.named, candidates));
            }
        }
        watch.ended(Stage::Relations);
        memory.clear();
        sentences.clear();
        matches.clear();
    }
}

/// The mentions of a sentence.
fn inside<'a>((document, entities): &'a Text<'_>, sentence: usize) -> Option<&'a [Mention]> {
    let tokens = document.sentences.get(sentence)?.tokens;
    let mentions = entities.mentions.all();
    let first = mentions.partition_point(|m| m.tokens.start < tokens.start);
    let rest = mentions.get(first..)?;
    rest.get(..rest.iter().take_while(|m| m.tokens.start < tokens.end).count())
}

/// A sentence with a relation holds an organization or person and one more mention.
fn is_named(text: &Text<'_>, sentence: usize) -> bool {
    let inside = inside(text, sentence).unwrap_or(&[]);
    inside.len() > 1 && inside.iter().any(|m| m.mention_type.is_entity())
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
    /// The words leave an end out, and the text around gives it.
    pub assumed: bool,
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
