//! What a format says of an article, before it is judged.

use super::fields::{Field, Fields};

/// An article as its format has it: nothing is checked yet.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    /// As written.
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) text: String,
    pub(super) warnings: Vec<String>,
}

impl Draft {
    /// From fields under their names.
    pub(super) fn of(mut fields: Fields<'_>) -> Self {
        Self {
            id: fields.get(Field::Id).map(str::to_owned),
            url: fields.get(Field::Url).map(str::to_owned),
            title: fields.take(Field::Title),
            date: fields.take(Field::Date),
            publisher: fields.take(Field::Publisher),
            author: fields.take(Field::Author),
            text: fields.take(Field::Text).unwrap_or_default(),
            warnings: Vec::new(),
        }
    }

    /// A text and nothing else.
    pub(super) fn text(text: String, warning: Option<String>) -> Self {
        Self { text, warnings: warning.into_iter().collect(), ..Self::default() }
    }
}
