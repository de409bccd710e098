//! Names of organizations, persons and places, and job titles. Entry point: [`Names::find`].
//!
//! Candidates are all spans inside runs of capitalised words, and all listed names. Each collects
//! named evidence (its words' lists and shapes, the words around it, what else the article reads
//! so); `rules/names/weights.toml` weighs the evidence for each type; a dynamic program picks the
//! best disjoint set. A second pass does the same with what the first read elsewhere in the article.

mod article;
mod candidate;
mod chunk;
mod cues;
mod decode;
mod deed;
mod evidence;
mod feature;
mod filter;
pub mod fit;
mod ground;
mod inside;
mod listed;
mod pass;
mod role;
mod sum;
#[cfg(test)]
mod tests;
mod traits;
mod view;
mod weights;
mod words;

pub use deed::read_by_deed;
pub use evidence::{Evidence, Reason};

use crate::document::{Document, TokenRange};
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Class, Lexicon};
use crate::mention::{Kind, Mention, MentionType, Mentions, Source};
use crate::span::Span;
use cues::TraitTable;
use ground::Ground;
use pass::{Chunk, Passes};
use traits::Trait;
use weights::{Lane, Weights};

/// The files of `rules/names/`, embedded by the build script.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/names.in"));

/// A file of `rules/names/` that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct NameError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub fault: String,
}

impl NameError {
    fn new(file: &str, fault: impl Into<String>) -> Self {
        Self { file: file.to_owned(), fault: fault.into() }
    }
}

/// Weights and lists, read once.
#[derive(Debug, Clone)]
pub struct Names {
    table: TraitTable,
    weights: Weights,
}

/// A candidate that was chosen, with its type.
type Chosen = (usize, Lane);

/// What was found in a document, and why.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Names, titles and values: sorted, disjoint. Names of type other are among them.
    pub mentions: Mentions,
    /// For each mention why it was chosen and what came second; `None` for values.
    pub evidence: Vec<Option<Evidence>>,
}

impl Names {
    /// The shipped lists and weights; their words get numbers in `lexicon`.
    ///
    /// # Errors
    /// None for the embedded files, as a test shows; the file and its fault otherwise.
    pub fn shipped(lexicon: &mut Lexicon) -> Result<Self, NameError> {
        let file = |name: &str| {
            FILES
                .iter()
                .find(|(path, _)| path.ends_with(name))
                .map(|(_, text)| *text)
                .ok_or_else(|| NameError::new(name, "not embedded"))
        };
        let table = TraitTable::load(file("cues.toml")?, lexicon)?;
        let weights = Weights::load(file("weights.toml")?, &table)?;
        Ok(Self { table, weights })
    }

    /// Names and titles of a document, with the values found already: sorted, disjoint; names of type
    /// other are among them. A value that a name overlaps gives way (`7-Eleven`, `April Jones`), but
    /// a name that is no more than a date, percentage or amount is none (`Friday`, `May 2019`).
    /// Linear in the text.
    pub fn find(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        values: Vec<Mention>,
    ) -> Mentions {
        let ground = Ground::new(self, document, lexicon, gazetteer, &values);
        let (_, found) = self.choose(&ground, values);
        Mentions::arbitrate(found.into_iter().map(|(m, _)| m).collect())
    }

    /// As [`Names::find`], with the evidence behind each name.
    pub fn explain(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        values: Vec<Mention>,
    ) -> Found {
        let ground = Ground::new(self, document, lexicon, gazetteer, &values);
        let (passes, found) = self.choose(&ground, values);
        let why = |chosen: Option<Chosen>| {
            chosen.map(|(index, lane)| evidence::of(&ground, &passes, index, lane))
        };
        let (all, evidence) = found.into_iter().map(|(m, chosen)| (m, why(chosen))).unzip();
        Found { mentions: Mentions::arbitrate(all), evidence }
    }

    /// All names, titles and values that remain, in order, with the candidate behind each.
    fn choose(
        &self,
        ground: &Ground<'_>,
        values: Vec<Mention>,
    ) -> (Passes, Vec<(Mention, Option<Chosen>)>) {
        let mut passes = Passes::new(ground, &self.weights);
        let first = passes.best();
        passes.recall(ground, &self.weights, &first);
        let chosen = passes.best_again(&first);
        let tokens = ground.document.tokens.len();
        let mut covered = vec![false; tokens];
        let mut found = Vec::with_capacity(chosen.len() + values.len() + 8);
        let sure = sure_values(&values, tokens);
        let mut parts: Vec<(Mention, Option<Chosen>)> = Vec::new();
        let mut chunks = passes.chunks.iter();
        let mut chunk = chunks.next();
        for chosen in chosen {
            while chunk.is_some_and(|c| c.candidates.1 <= chosen.0) {
                chunk = chunks.next();
            }
            let Some(chunk) = chunk else { break };
            match self.mention(ground, &passes, chunk, chosen) {
                Some(mention) if is_within(&sure, mention.tokens) => {}
                // The grammar of titles knows where a title ends: `Executive Vice President` is one.
                Some(mention) if is_part_of_title(&mention) => parts.push((mention, Some(chosen))),
                Some(mention) => {
                    mention.tokens.indices().for_each(|at| covered[at] = true);
                    found.push((mention, Some(chosen)));
                }
                None => {}
            }
        }
        add_titles(ground, &mut covered, &mut found);
        for pair in parts {
            if !pair.0.tokens.indices().any(|at| covered[at]) {
                pair.0.tokens.indices().for_each(|at| covered[at] = true);
                found.push(pair);
            }
        }
        let free = |m: &Mention| !m.tokens.indices().any(|at| covered.get(at) == Some(&true));
        found.extend(values.into_iter().filter(free).map(|m| (m, None)));
        (passes, in_order(found))
    }

    fn mention(
        &self,
        ground: &Ground<'_>,
        passes: &Passes,
        chunk: &Chunk,
        (index, lane): Chosen,
    ) -> Option<Mention> {
        let mention_type = weights::type_of(lane)?;
        let tokens = without_honorific(ground, passes.candidates[index].tokens, mention_type);
        let listed = ground
            .listed_at(tokens.start as usize)
            .iter()
            .find(|l| l.tokens == tokens && evidence::is_of(l.entry_type, mention_type));
        Some(Mention {
            span: ground.document.span(tokens),
            tokens,
            mention_type,
            kind: if mention_type == MentionType::Role { Kind::Value } else { Kind::Name },
            value: None,
            source: listed.map_or(Source::Rule("name/evidence"), |l| Source::Entry(l.entry)),
            confidence: evidence::confidence(passes, chunk, index, lane),
        })
    }
}

/// By their spans. The places are sorted, not the mentions, which are large.
fn in_order(found: Vec<(Mention, Option<Chosen>)>) -> Vec<(Mention, Option<Chosen>)> {
    let mut places: Vec<(Span, usize)> =
        found.iter().enumerate().map(|(number, (mention, _))| (mention.span, number)).collect();
    places.sort_unstable();
    let mut found: Vec<Option<_>> = found.into_iter().map(Some).collect();
    places.into_iter().filter_map(|(_, number)| found.get_mut(number)?.take()).collect()
}

/// A title, or a single word that names something else, may be part of a longer title.
fn is_part_of_title(mention: &Mention) -> bool {
    match mention.mention_type {
        MentionType::Role => true,
        MentionType::Other => mention.tokens.len() == 1,
        _ => false,
    }
}

/// `Mr. Smith` is the person `Smith`.
fn without_honorific(
    ground: &Ground<'_>,
    tokens: TokenRange,
    mention_type: MentionType,
) -> TokenRange {
    let first = tokens.start as usize;
    let honorific = mention_type == MentionType::Person
        && tokens.len() > 1
        && ground.lexicon.is(ground.document.word(first), Class::Honorific)
        && ground.document.tokens.get(first + 1).is_some_and(|t| t.is_capital());
    if honorific { TokenRange::new(first + 1, tokens.end as usize) } else { tokens }
}

/// Adds the titles that no name took.
fn add_titles(
    ground: &Ground<'_>,
    covered: &mut [bool],
    found: &mut Vec<(Mention, Option<Chosen>)>,
) {
    for tokens in role::titles(ground) {
        let taken = tokens.indices().any(|at| covered.get(at) == Some(&true));
        if taken || tokens.indices().any(|at| ground.traits[at].has(Trait::Value)) {
            continue;
        }
        tokens.indices().for_each(|at| covered[at] = true);
        let mention = Mention {
            span: ground.document.span(tokens),
            tokens,
            mention_type: MentionType::Role,
            kind: Kind::Value,
            value: None,
            source: Source::Rule("name/title"),
            confidence: 0.9,
        };
        found.push((mention, None));
    }
}

/// For each token the number of the sure value that covers it, from 1; 0 for none. Numbers alone are
/// never sure.
fn sure_values(values: &[Mention], tokens: usize) -> Vec<u32> {
    let mut sure = vec![0; tokens];
    for (number, value) in values.iter().enumerate() {
        let weak = value.mention_type == MentionType::Number || value.confidence < 0.8;
        if !weak && let Some(covered) = sure.get_mut(value.tokens.indices()) {
            covered.fill(number as u32 + 1);
        }
    }
    sure
}

/// True when one sure value covers the whole name.
fn is_within(sure: &[u32], name: TokenRange) -> bool {
    sure.get(name.indices()).is_some_and(|tokens| match tokens {
        [first, rest @ ..] => *first > 0 && rest.iter().all(|t| t == first),
        [] => false,
    })
}
