//! What could not be read or extracted: one of these a document.

/// Where on its way a document failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Opening, unpacking, finding the records.
    Read,
    /// A record to an article.
    Parse,
    /// Extraction itself.
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

/// What sort of fault it is: failures are counted by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A file or folder that cannot be opened or read.
    Unreadable,
    /// Packed or framed data that is broken or cut off.
    Damaged,
    /// A format, packing or encoding that is not read.
    Unsupported,
    /// A record that does not keep to its format.
    Malformed,
    /// Nothing in it that could be an article's text.
    Empty,
    /// Longer than a limit.
    Long,
    /// Nested deeper than the limit.
    Deep,
    /// Packed tighter than the limit.
    Tight,
    /// More found in it than a limit allows.
    Many,
    /// Not in English.
    Language,
    /// A fault of the program.
    Fault,
}

impl Kind {
    /// Its name in summaries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Damaged => "damaged",
            Self::Unsupported => "unsupported",
            Self::Malformed => "malformed",
            Self::Empty => "no text",
            Self::Long => "too long",
            Self::Deep => "too deep",
            Self::Tight => "packed too tight",
            Self::Many => "too many",
            Self::Language => "not English",
            Self::Fault => "fault",
        }
    }

    /// True when it says that a limit was hit.
    pub fn is_limit(self) -> bool {
        matches!(self, Self::Long | Self::Deep | Self::Tight | Self::Many)
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
    /// What sort of fault it is.
    pub kind: Kind,
    /// Why, in words for a person.
    pub reason: String,
}

impl Failure {
    /// A failure of a whole file.
    pub fn whole(source: &str, stage: Stage, kind: Kind, reason: impl Into<String>) -> Self {
        Self {
            source: source.to_owned(),
            line: None,
            offset: None,
            id: None,
            stage,
            kind,
            reason: reason.into(),
        }
    }

    /// A failure to go on reading a file.
    pub(super) fn unread(source: &str, error: &std::io::Error) -> Self {
        Self::whole(source, Stage::Read, super::unpack::kind(error), error.to_string())
    }

    /// The same with its place.
    #[must_use]
    pub fn at(mut self, line: Option<u64>, offset: u64) -> Self {
        (self.line, self.offset) = (line, Some(offset));
        self
    }

    /// The same with the document's id.
    #[must_use]
    pub fn of(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }
}

/// Why the bytes of a record give no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: Kind,
    pub(super) reason: String,
    /// Lines and bytes from the beginning of the record to the fault.
    pub(super) place: (u64, u64),
    /// The document's id, where it is known.
    pub(super) id: Option<String>,
}

impl Fault {
    pub(super) fn new(kind: Kind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into(), place: (0, 0), id: None }
    }

    pub(super) fn at(mut self, lines: u64, bytes: u64) -> Self {
        self.place = (lines, bytes);
        self
    }

    /// The fault of being longer than a limit.
    pub(super) fn long(what: &str, limit: usize) -> Self {
        Self::new(Kind::Long, too_long(what, limit))
    }
}

/// The words for a limit of bytes that was hit.
pub(super) fn too_long(what: &str, limit: usize) -> String {
    format!("longer than {limit} bytes, the most that a {what} may have")
}
