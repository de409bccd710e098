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
mod pick;
mod role;
mod scratch;
mod sum;
#[cfg(test)]
mod tests;
mod traits;
mod view;
mod weights;
mod words;

pub use evidence::{Evidence, Reason};

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::{Mention, Mentions};
use cues::TraitTable;
use ground::Ground;
use pass::Passes;
use pick::Pick;
use scratch::Scratch;
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
        let scratch = &mut Scratch::default();
        let ground = Ground::new(self, document, lexicon, gazetteer, &values, scratch);
        let passes = self.passes(&ground, scratch);
        let picks = pick::picks(&ground, &passes, &values, scratch);
        settle(&ground, pick::mentions(&ground, &passes, &picks, values))
    }

    /// As [`Names::find`], for many documents with their values, step after step, so that the code of
    /// each step stays in the processor's first cache.
    pub fn find_all(
        &self,
        documents: &[Document<'_>],
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        values: Vec<Vec<Mention>>,
    ) -> Vec<Mentions> {
        let mut scratch = Scratch::default();
        let ground = |(document, values): (_, &Vec<Mention>)| {
            Ground::new(self, document, lexicon, gazetteer, values, &mut scratch)
        };
        let grounds: Vec<Ground<'_>> = documents.iter().zip(&values).map(ground).collect();
        let first = |ground| Passes::new(ground, &self.weights);
        let passes: Vec<Passes> = grounds.iter().map(first).collect();
        let rest = grounds.iter().zip(passes).zip(values);
        rest.map(|((ground, mut passes), values)| {
            self.finish(ground, &mut passes, &mut scratch);
            let picks = pick::picks(ground, &passes, &values, &mut scratch);
            settle(ground, pick::mentions(ground, &passes, &picks, values))
        })
        .collect()
    }

    /// As [`Names::find`], with the evidence behind each name.
    pub fn explain(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        values: Vec<Mention>,
    ) -> Found {
        let scratch = &mut Scratch::default();
        let ground = Ground::new(self, document, lexicon, gazetteer, &values, scratch);
        let passes = self.passes(&ground, scratch);
        let picks = pick::picks(&ground, &passes, &values, scratch);
        let why = |pick: &Pick| {
            pick.chosen().map(|(index, lane)| evidence::of(&ground, &passes, index, lane))
        };
        let evidence = picks.iter().map(why).collect();
        let all = pick::mentions(&ground, &passes, &picks, values);
        Found { mentions: settle(&ground, all), evidence }
    }

    /// Both passes over a document.
    fn passes(&self, ground: &Ground<'_>, scratch: &mut Scratch) -> Passes {
        let mut passes = Passes::new(ground, &self.weights);
        self.finish(ground, &mut passes, scratch);
        passes
    }

    /// The second pass, and the choice.
    fn finish(&self, ground: &Ground<'_>, passes: &mut Passes, scratch: &mut Scratch) {
        passes.best(scratch);
        passes.recall(ground, &self.weights, scratch);
        passes.best_again(scratch);
    }
}

/// The mentions of a document, with what their deeds tell of them.
fn settle(ground: &Ground<'_>, mentions: Vec<Mention>) -> Mentions {
    deed::read_by_deed(ground.document, ground.lexicon, Mentions::arbitrate(mentions))
}
