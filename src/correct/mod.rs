//! Corrections by hand that hold from run to run: what is never a name, what is always of one type,
//! which names are one entity or two, what an entity is called, what is no relation. Entry points:
//! [`Corrections::parse`], and one function for each place of the way where they apply.

mod batch;
mod entities;
mod file;
mod mentions;
mod relations;
#[cfg(test)]
mod tests;

pub use batch::Corrected;
pub use file::CorrectionError;

use crate::mention::MentionType;

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// These words are never a name.
    Never {
        /// The words.
        name: String,
    },
    /// These words are always a name of this type.
    Always {
        /// The words.
        name: String,
        /// The type.
        mention_type: MentionType,
    },
    /// These names are of one entity, the first of them its fullest.
    Merge {
        /// The names.
        names: Vec<String>,
    },
    /// These names are of different entities.
    Split {
        /// The names.
        names: Vec<String>,
    },
    /// An entity is called otherwise.
    Rename {
        /// Any of its names.
        from: String,
        /// What it is called.
        to: String,
    },
    /// This is no relation; what is not given may be anything.
    Suppress {
        /// The type.
        relation: Option<String>,
        /// A name of the subject.
        subject: Option<String>,
        /// A name of the object.
        object: Option<String>,
        /// The rule.
        rule: Option<String>,
    },
}

impl Kind {
    /// Its name in the file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Never { .. } => "never",
            Self::Always { .. } => "always",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Rename { .. } => "rename",
            Self::Suppress { .. } => "suppress",
        }
    }
}

/// One entry of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What it does.
    pub kind: Kind,
    /// In this document alone.
    pub doc: Option<String>,
    /// Where it stands: `corrections.toml:12`.
    pub place: String,
}

impl std::fmt::Display for Correction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.kind.name())?;
        let list = |names: &[String]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>();
        match &self.kind {
            Kind::Never { name } => write!(f, " `{name}`"),
            Kind::Always { name, mention_type } => write!(f, " `{name}` {}", mention_type.name()),
            Kind::Merge { names } | Kind::Split { names } => {
                write!(f, " {}", list(names).join(", "))
            }
            Kind::Rename { from, to } => write!(f, " `{from}` to `{to}`"),
            Kind::Suppress { relation, subject, object, rule } => {
                let any = |part: &Option<String>| part.clone().unwrap_or_else(|| "…".to_owned());
                write!(f, " {}({}, {})", any(relation), any(subject), any(object))?;
                rule.as_ref().map_or(Ok(()), |rule| write!(f, " by {rule}"))
            }
        }
    }
}

/// The number of a correction, as many times as it did something.
pub type Applied = Vec<u32>;

/// All corrections in use, in the order of their files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    all: Vec<Correction>,
}

impl Corrections {
    /// All of them.
    pub fn all(&self) -> &[Correction] {
        &self.all
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds those of another file.
    pub fn extend(&mut self, other: Self) {
        self.all.extend(other.all);
    }

    /// Those for a document, with their numbers.
    fn of<'c>(&'c self, doc: &'c str) -> impl Iterator<Item = (u32, &'c Kind)> {
        let here = move |c: &&Correction| c.doc.as_deref().is_none_or(|d| d == doc);
        let numbered = (0..).zip(&self.all);
        numbered.filter(move |(_, c)| here(c)).map(|(number, c)| (number, &c.kind))
    }
}

/// Two spellings of one name: case counts, space and a leading article do not.
fn same(a: &str, b: &str) -> bool {
    fn words(name: &str) -> impl Iterator<Item = &str> {
        let first = ["The", "the"];
        name.split_whitespace()
            .enumerate()
            .filter(move |(i, w)| *i > 0 || !first.contains(w))
            .map(|(_, w)| w)
    }
    words(a).eq(words(b))
}
