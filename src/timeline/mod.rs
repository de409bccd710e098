//! What happened when: dated relations and dated sentences, in order. Entry points:
//! [`Timeline::of`], and one function a format.

mod basis;
mod build;
mod csv;
mod html;
mod ical;
mod markdown;
mod timelinejs;
mod when;

pub use csv::csv;
pub use html::html;
pub use ical::ical;
pub use markdown::markdown;
pub use timelinejs::timelinejs;
pub use when::{Precision, When};

use crate::graph::ArticleId;
use crate::phrase::Status;
use crate::span::Span;

/// Where a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The text gives it with its year.
    Stated,
    /// Worked out from words such as `on Tuesday` and the day of publication, or from another
    /// sentence.
    Resolved,
    /// The text gives none: the day of publication.
    Publication,
}

impl Basis {
    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Resolved => "resolved",
            Self::Publication => "publication",
        }
    }

    /// For people.
    pub fn shown(self) -> &'static str {
        match self {
            Self::Stated => "date stated",
            Self::Resolved => "date worked out",
            Self::Publication => "date of the article",
        }
    }
}

/// A date with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub when: When,
    /// Where it comes from.
    pub basis: Basis,
    /// The words that give it, where they stand in the sentence.
    pub words: Option<String>,
}

/// The relation that an item tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its edge in the graph.
    pub edge: usize,
    /// Its evidence there.
    pub evidence: usize,
    /// Who or what does it.
    pub subject: String,
    /// The type's name.
    pub relation: String,
    /// To whom or what.
    pub object: String,
    /// How far along it is.
    pub status: Status,
    /// The text says that it is not so.
    pub negated: bool,
    /// The writer does not vouch for it.
    pub hedged: bool,
    /// Share, money, role … in few words; may be empty.
    pub with: String,
}

/// Where an item was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The article's id.
    pub doc: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its day, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
}

impl Origin {
    /// Publisher and headline, or the id: how a person would call the article.
    pub fn name(&self) -> String {
        let title = self.title.as_deref().unwrap_or(&self.doc);
        match &self.publisher {
            Some(publisher) => format!("{publisher}: {title}"),
            None => title.to_owned(),
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The same in every run.
    pub id: String,
    /// When.
    pub date: Dated,
    /// The relation, or `None` for a sentence that has a date and names two or more.
    pub fact: Option<Fact>,
    /// Who is named.
    pub names: Vec<String>,
    /// The sentence.
    pub sentence: String,
    /// Where it stands in an article that was given: its index there, and the span.
    pub place: Option<(usize, Span)>,
    /// The article in the graph, for a relation.
    pub article: Option<ArticleId>,
    /// Where it was read first.
    pub origin: Origin,
    /// Where the same was read besides.
    pub also: Vec<Origin>,
}

impl Item {
    /// The entry in one line: `Acme owns 12% of …` as `Acme — owns — Bronn (12%, planned)`.
    pub fn headline(&self) -> String {
        let Some(fact) = &self.fact else { return self.names.join(" · ") };
        let relation = fact.relation.replace('_', " ");
        let mut marks: Vec<&str> = Vec::new();
        if !fact.with.is_empty() {
            marks.push(&fact.with);
        }
        if fact.status != Status::Actual {
            marks.push(fact.status.name());
        }
        if fact.negated {
            marks.push("denied");
        }
        if fact.hedged {
            marks.push("hedged");
        }
        let marks =
            if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
        format!("{} — {relation} — {}{marks}", fact.subject, fact.object)
    }

    /// `date worked out from “on Tuesday”, to the day`.
    pub fn basis(&self) -> String {
        let from = self.date.words.as_ref().map(|w| format!(" from “{w}”")).unwrap_or_default();
        format!("{}{from}, to the {}", self.date.basis.shown(), self.date.when.precision.name())
    }
}

/// What is wanted of a timeline.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Only what names this entity: its name or an alias, whatever the case, or its id.
    pub about: Option<String>,
    /// Only dates of these origins; all when empty.
    pub bases: Vec<Basis>,
    /// Every record is an item of its own, also those that say the same.
    pub apart: bool,
}

/// The items in the order of their dates, and what has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// What is dated.
    pub items: Vec<Item>,
    /// Relation records without any date, not even that of their article, or with one that names no
    /// day or year.
    pub undated: u64,
    /// Dated relation records, those of one fact and date counted each.
    pub dated: u64,
    /// Dated sentences.
    pub sentences: u64,
    /// Relation records whose date has an origin that was not asked for.
    pub left_out: u64,
}
