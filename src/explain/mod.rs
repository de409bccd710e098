//! What was found in an article and why, as data. Entry points: [`explain`] and [`why_not`].

mod alias;
mod answer;
mod attempt;
mod claim;
mod link;
mod mention;
mod name;
mod rank;
mod relation;
mod spot;
mod suggest;
mod trial;
mod unit;
mod view;
mod wanted;

pub use answer::{Answer, AttemptView, Cause, Ends, Patch, Rebuild, Suggestion, why_not};
pub use claim::{Claim, ClaimError};

use serde::Serialize;

use crate::article::Article;
use crate::extract::Extractor;
use view::View;

/// Everything that was found in an article, sentence by sentence, with what found it. Offsets are
/// code points into the article's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The article's id.
    pub doc: String,
    /// The day that dates were resolved against, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The corrections by hand that did something.
    pub corrections: Vec<CorrectionView>,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceView>,
}

/// A correction by hand that did something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrectionView {
    /// What it does.
    pub correction: String,
    /// Where it stands.
    pub place: String,
    /// How often it did something in the article.
    pub times: usize,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceView {
    /// Its first code point.
    pub start: u64,
    /// One past its last code point.
    pub end: u64,
    /// Its words.
    pub text: String,
    /// It is a heading.
    pub heading: bool,
    /// What the phrase layer makes of it.
    pub units: Vec<UnitView>,
    /// The mentions in it.
    pub mentions: Vec<MentionView>,
    /// The relations whose first evidence it is.
    pub relations: Vec<RelationView>,
}

/// One unit of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitView {
    /// `word`, `mention`, `list` or `verb`.
    pub kind: &'static str,
    /// Its words.
    pub text: String,
    /// Its first code point.
    pub start: u64,
    /// One past its last code point.
    pub end: u64,
    /// Of a mention or list: the type.
    #[serde(rename = "type")]
    pub mention_type: Option<&'static str>,
    /// Of a verb group: what was read off it.
    pub verb: Option<VerbView>,
}

/// What was read off a verb group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerbView {
    /// Base form of its verb.
    pub lemma: String,
    /// `active` or `passive`.
    pub voice: &'static str,
    /// The words of its subject, where syntax shows one.
    pub subject: Option<String>,
    /// How far along, where the group says so.
    pub status: Option<&'static str>,
    /// It is denied.
    pub negated: bool,
    /// The writer does not vouch for it.
    pub hedged: bool,
    /// The words that said so.
    pub cues: Vec<String>,
}

/// One mention.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MentionView {
    /// Its first code point.
    pub start: u64,
    /// One past its last code point.
    pub end: u64,
    /// Its words.
    pub text: String,
    /// organization, person, place, date …
    #[serde(rename = "type")]
    pub mention_type: &'static str,
    /// name, value, nominal or pronoun.
    pub kind: &'static str,
    /// What found it: an entry of a name list or a rule.
    pub source: String,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The entity that it stands for.
    pub link: Option<LinkView>,
    /// Of a name: the sum of its evidence, against leaving its words outside every name.
    pub score: Option<f32>,
    /// Of a name: every piece of evidence, the heaviest first.
    pub evidence: Vec<Weighed>,
    /// Of a name: what came second.
    pub runner_up: Option<RunnerUp>,
}

/// Something that was weighed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weighed {
    /// Its name in the data files.
    pub name: String,
    /// What it adds.
    pub weight: f64,
}

/// The reading of a name that came second.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunnerUp {
    /// Its words.
    pub text: String,
    /// Its type; `None` where it is no name at all.
    #[serde(rename = "type")]
    pub mention_type: Option<&'static str>,
    /// Its sum.
    pub score: f32,
}

/// Why a mention stands for an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkView {
    /// The entity as records call it.
    pub entity: String,
    /// Its fullest name.
    pub name: String,
    /// The named function that made the link.
    pub reason: &'static str,
    /// The words that it was linked to.
    pub antecedent: Option<String>,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// One relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelationView {
    /// The type.
    pub relation: String,
    /// Who.
    pub subject: EndView,
    /// Whom or what.
    pub object: EndView,
    /// The attributes, as records hold them.
    pub attributes: serde_json::Value,
    /// How far along.
    pub status: &'static str,
    /// The text denies it.
    pub negated: bool,
    /// The writer does not vouch for it.
    pub hedged: bool,
    /// The words that say status, negation and hedge.
    pub cues: Vec<String>,
    /// The words that name who says so.
    pub attribution: Option<String>,
    /// The rule.
    pub rule: String,
    /// Where the rule stands: `rules/relations/owns.toml:12`.
    pub place: Option<String>,
    /// Its pattern.
    pub pattern: Option<String>,
    /// In which form the text says it: active, passive, relative, noun or linear.
    pub form: Option<&'static str>,
    /// The pattern position by position, in the order of the text.
    pub steps: Vec<StepView>,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// How sure before a calibration of the user's own; `None` where there is none.
    pub uncalibrated: Option<f64>,
    /// What the confidence of this telling is made of, in logits.
    pub confidence_from: Vec<Weighed>,
    /// Other sentences that say the same; each makes it surer.
    pub repeated: Vec<Telling>,
}

/// One end of a relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EndView {
    /// The entity's fullest name.
    pub name: String,
    /// The words at this place.
    pub text: String,
    /// Their first code point.
    pub start: u64,
    /// One past their last.
    pub end: u64,
    /// Why the words stand for the entity.
    pub reason: &'static str,
}

/// One position of a pattern and what it matched.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepView {
    /// What the pattern asks for.
    pub wants: String,
    /// The role that it fills.
    pub role: Option<String>,
    /// The words that matched.
    pub text: String,
    /// Their first code point.
    pub start: u64,
    /// One past their last.
    pub end: u64,
}

/// A further place that says the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Telling {
    /// The rule that matched there.
    pub rule: String,
    /// The sentence.
    pub text: String,
}

/// One match of a rule, as [`matches()`] shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchView {
    /// The sentence.
    pub text: String,
    /// Its first code point.
    pub start: u64,
    /// The pattern position by position, in the order of the text.
    pub steps: Vec<StepView>,
}

/// All matches of one rule (`owns/share-of`) in an article, whether or not they give a relation.
pub fn matches(extractor: &Extractor, article: &Article, rule: &str) -> Vec<MatchView> {
    let view = View::new(extractor, article);
    let sentences = 0..view.extraction.document.sentences.len();
    sentences.flat_map(|number| view.match_views(number, rule)).collect()
}

/// Explains all that is found in an article. Costs a few extractions.
pub fn explain(extractor: &Extractor, article: &Article) -> Explanation {
    let view = View::new(extractor, article);
    let sentences = 0..view.extraction.document.sentences.len();
    Explanation {
        doc: article.id.clone(),
        date: article.date.map(|day| day.to_string()),
        corrections: view.corrections(),
        sentences: sentences.filter_map(|number| view.sentence(number)).collect(),
    }
}
