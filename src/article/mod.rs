//! What a reader yields: one article with what is known about it.

/// One article as read. `text` is what all offsets count in; `title` is kept apart from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The record's id, else the path relative to the argument (`#line` where a file holds several).
    pub id: String,
    /// Headline, if it came in a field of its own.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<Day>,
    /// Address of the article.
    pub url: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Author or byline.
    pub author: Option<String>,
    /// The file it came from, relative to the argument; `-` for standard input.
    pub source: String,
    /// The article's own text.
    pub text: String,
}

/// A calendar day of the proleptic Gregorian calendar, year 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, 1 to 31.
    pub day: i8,
}

impl Day {
    /// The day, if there is such a one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok().map(|_| Self { year, month, day })
    }

    /// The same day for calendar arithmetic; `None` never happens for a value made by [`Day::new`].
    pub fn civil(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month, self.day).ok()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
