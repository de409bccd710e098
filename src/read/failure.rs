//! What could not be read or extracted: one of these a document.

/// Where on its way a document failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Opening, unpacking, finding the records.
    Read,
    /// A record to an article.
    Parse,
    /// Extraction itself: a fault of the program.
    Extract,
}

impl Stage {
    /// Its name in error records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Extract => "extract",
        }
    }
}

/// One document, or one file, that gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file, relative to its argument; `-` for standard input.
    pub source: String,
    /// The line, from 1, where one is known.
    pub line: Option<u64>,
    /// The byte in the unpacked file, from 0, where one is known.
    pub offset: Option<u64>,
    /// The document's id, where it got that far.
    pub id: Option<String>,
    /// Where on its way it failed.
    pub stage: Stage,
    /// Why, in words for a person.
    pub reason: String,
}

impl Failure {
    /// A failure of a whole file.
    pub fn whole(source: &str, stage: Stage, reason: impl Into<String>) -> Self {
        Self {
            source: source.to_owned(),
            line: None,
            offset: None,
            id: None,
            stage,
            reason: reason.into(),
        }
    }

    /// The same with its place.
    #[must_use]
    pub fn at(mut self, line: u64, offset: u64) -> Self {
        (self.line, self.offset) = (Some(line), Some(offset));
        self
    }

    /// The same with the document's id.
    #[must_use]
    pub fn of(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }
}
