//! Names of organizations, persons and places, and job titles. Entry point: [`Names::find`].
//!
//! Candidates are all spans inside runs of capitalised words, and all listed names. Each collects
//! named evidence (its words' lists and shapes, the words around it, what else the article reads
//! so); `rules/names/weights.toml` weighs the evidence for each type; a dynamic program picks the
//! best disjoint set. A second pass does the same with what the first read elsewhere in the article.

mod acronym;
mod article;
mod beside;
mod candidate;
mod chunk;
mod cues;
mod decode;
mod deed;
mod define;
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
mod ticker;
mod traits;
mod view;
mod vote;
mod weights;
mod words;

/// What finds the codes of shares: they are names to a reader, and plain words to grammar.
pub const TICKER: &str = "name/ticker";

pub use evidence::{Evidence, Readings, Reason};

use crate::document::{Document, TokenRange};
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
        let documents = std::slice::from_ref(document);
        self.find_all(documents, lexicon, gazetteer, vec![values]).pop().unwrap_or_default()
    }

    /// As [`Names::find`], for many documents with their values, step after step: so the code of each
    /// step stays in the processor's first cache.
    pub fn find_all(
        &self,
        documents: &[Document<'_>],
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        values: Vec<Vec<Mention>>,
    ) -> Vec<Mentions> {
        let mut scratch = Scratch::default();
        let grounds = self.grounds(documents, lexicon, gazetteer, &values, &mut scratch);
        let passes = self.passes(&grounds, &mut scratch);
        let read = || grounds.iter().zip(&passes);
        let pick = |((ground, passes), values): (_, &Vec<Mention>)| {
            pick::picks(ground, passes, values, &mut scratch)
        };
        let picks: Vec<Vec<Pick>> = read().zip(&values).map(pick).collect();
        let mention = |((ground, passes), (picks, values)): (_, (&Vec<Pick>, _))| {
            pick::mentions(ground, passes, picks, values)
        };
        let rest = picks.iter().zip(values);
        let mentions: Vec<Vec<Mention>> = read().zip(rest).map(mention).collect();
        grounds.iter().zip(mentions).map(|(ground, all)| settle(ground, all)).collect()
    }

    /// As [`Names::find`], with the evidence behind each name.
    pub fn explain(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        values: Vec<Mention>,
    ) -> Found {
        let (documents, all_values) = (std::slice::from_ref(document), [values]);
        let mut scratch = Scratch::default();
        let grounds = self.grounds(documents, lexicon, gazetteer, &all_values, &mut scratch);
        let passes = self.passes(&grounds, &mut scratch);
        let [values] = all_values;
        let (Some(ground), Some(passes)) = (grounds.first(), passes.first()) else {
            return Found::default();
        };
        let picks = pick::picks(ground, passes, &values, &mut scratch);
        let why = |pick: &Pick| {
            pick.chosen().map(|(index, lane)| evidence::of(ground, passes, index, lane))
        };
        let evidence = picks.iter().map(why).collect();
        let all = pick::mentions(ground, passes, &picks, values);
        Found { mentions: settle(ground, all), evidence }
    }

    /// How exactly these words of a document could be read as a name, whatever was chosen.
    pub fn readings(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        values: Vec<Mention>,
        tokens: TokenRange,
    ) -> Readings {
        let (documents, values) = (std::slice::from_ref(document), [values]);
        let mut scratch = Scratch::default();
        let grounds = self.grounds(documents, lexicon, gazetteer, &values, &mut scratch);
        let passes = self.passes(&grounds, &mut scratch);
        let ready = grounds.first().zip(passes.first());
        ready.map(|(ground, passes)| evidence::readings(ground, passes, tokens)).unwrap_or_default()
    }

    /// Documents made ready.
    fn grounds<'a>(
        &'a self,
        documents: &'a [Document<'a>],
        lexicon: &'a Lexicon,
        gazetteer: &Gazetteer,
        values: &[Vec<Mention>],
        scratch: &mut Scratch,
    ) -> Vec<Ground<'a>> {
        let every = gazetteer.has_user_lists();
        let ground = |(document, values): (_, &Vec<Mention>)| {
            Ground::new(self, document, lexicon, every, values)
        };
        let mut grounds: Vec<Ground<'a>> = documents.iter().zip(values).map(ground).collect();
        grounds.iter_mut().for_each(|ground| ground.look_up(gazetteer, scratch));
        grounds.iter_mut().for_each(|ground| ground.mark_seen(&mut scratch.numbers));
        grounds
    }

    /// Both passes over each document.
    fn passes(&self, grounds: &[Ground<'_>], scratch: &mut Scratch) -> Vec<Passes> {
        let first = |ground| Passes::new(ground, &self.weights);
        let mut all: Vec<Passes> = grounds.iter().map(first).collect();
        all.iter_mut().for_each(|passes| passes.best(&mut scratch.search));
        for (passes, ground) in all.iter_mut().zip(grounds) {
            passes.recall(ground, &self.weights, scratch);
        }
        all.iter_mut().for_each(|passes| passes.best_again(&mut scratch.search));
        all
    }
}

/// The mentions of a document, with what their deeds tell of them.
fn settle(ground: &Ground<'_>, mentions: Vec<Mention>) -> Mentions {
    deed::read_by_deed(ground.document, ground.lexicon, Mentions::arbitrate(mentions))
}
