//! What may fail before and after extraction: loading. Extraction itself cannot.

use crate::lexicon::LexiconError;

/// Why an extractor could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A lexicon file.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The data of the value stage.
    #[error(transparent)]
    Value(#[from] crate::value::ValueError),
    /// The data of the name stage.
    #[error(transparent)]
    Name(#[from] crate::name::NameError),
    /// The data of the phrase layer.
    #[error(transparent)]
    Phrase(#[from] crate::phrase::PhraseError),
    /// How sources are named.
    #[error(transparent)]
    Source(#[from] crate::relation::SourceError),
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
