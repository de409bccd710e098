//! What may fail before and after extraction: loading. Extraction itself cannot.

use crate::lexicon::LexiconError;

/// Why an extractor could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A lexicon file.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// Rule files: all faults of all files, as printed for a person.
    #[error("{0}")]
    Rules(String),
    /// A name list.
    #[error("{file}: {fault}")]
    Gazetteer {
        /// The list.
        file: String,
        /// What is wrong with it.
        fault: String,
    },
}
