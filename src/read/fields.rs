//! The fields of records that come as names and values: JSON objects, rows of tables, front matter.

/// All names that are looked for. Where several of a group are there, the first of the group with a
/// value counts.
const NAMES: [&str; 23] = [
    "id",
    "doc_id",
    "guid",
    "url",
    "text",
    "body",
    "content",
    "maintext",
    "article",
    "title",
    "headline",
    "date",
    "published",
    "publish_date",
    "date_publish",
    "datePublished",
    "pubDate",
    "link",
    "publisher",
    "source",
    "domain",
    "author",
    "byline",
];

/// What a group of names gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Text,
    Title,
    Date,
    Url,
    Publisher,
    Author,
}

impl Field {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Id, "id"),
        (Self::Text, "text"),
        (Self::Title, "title"),
        (Self::Date, "date"),
        (Self::Url, "url"),
        (Self::Publisher, "publisher"),
        (Self::Author, "author"),
    ];

    fn names(self) -> &'static [usize] {
        match self {
            Self::Id => &[0, 1, 2, 3],
            Self::Text => &[4, 5, 6, 7, 8],
            Self::Title => &[9, 10],
            Self::Date => &[11, 12, 13, 14, 15, 16],
            Self::Url => &[3, 17],
            Self::Publisher => &[18, 19, 20],
            Self::Author => &[21, 22],
        }
    }
}

/// Under which names the fields of a record stand: those that exports use, or the user's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// Names of the user's own, numbered behind the known ones.
    own: Vec<String>,
    /// For each field the number of the one name under which it stands, if the user said one.
    chosen: [Option<usize>; Field::ALL.len()],
}

impl FieldNames {
    /// Takes a field from under one name alone, written `text=body`.
    ///
    /// # Errors
    /// When that names no field, with the fields that there are.
    pub fn choose(&mut self, written: &str) -> Result<(), String> {
        let (field, name) = written.split_once('=').unwrap_or((written, ""));
        let slot = Field::ALL.iter().zip(&mut self.chosen).find(|((_, own), _)| *own == field);
        let Some((_, slot)) = slot.filter(|_| !name.is_empty()) else {
            let known: Vec<&str> = Field::ALL.iter().map(|(_, name)| *name).collect();
            return Err(format!("a field is written text=NAME; the fields: {}", known.join(", ")));
        };
        if slot.is_some() {
            return Err(format!("the field {field} is named twice"));
        }
        let own = self.own.iter().position(|n| n == name).map(|i| i + NAMES.len());
        *slot = NAMES.iter().position(|n| *n == name).or(own).or_else(|| {
            self.own.push(name.to_owned());
            Some(NAMES.len() + self.own.len() - 1)
        });
        Ok(())
    }

    /// The number of a name that is looked for.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        let own = || self.own.iter().position(|n| n == name).map(|i| i + NAMES.len());
        NAMES.iter().position(|n| *n == name).or_else(own)
    }

    /// The same whatever the case of its letters.
    pub(super) fn index_of_any_case(&self, name: &str) -> Option<usize> {
        let all = NAMES.iter().copied().chain(self.own.iter().map(String::as_str));
        let mut all = all.enumerate();
        self.index(name).or_else(|| all.find(|(_, n)| n.eq_ignore_ascii_case(name)).map(|(i, _)| i))
    }

    pub(super) fn name(&self, index: usize) -> &str {
        let own = || self.own.get(index.checked_sub(NAMES.len())?).map(String::as_str);
        NAMES.get(index).copied().or_else(own).unwrap_or("")
    }

    /// The numbers of the names under which a field may stand.
    pub(super) fn of(&self, field: Field) -> &[usize] {
        match self.chosen.get(field as usize) {
            Some(Some(chosen)) => std::slice::from_ref(chosen),
            _ => field.names(),
        }
    }
}

/// The strings and numbers of a record under known names.
#[derive(Debug)]
pub(super) struct Fields<'n> {
    names: &'n FieldNames,
    values: [Option<String>; NAMES.len() + Field::ALL.len()],
}

impl<'n> Fields<'n> {
    pub(super) fn new(names: &'n FieldNames) -> Self {
        Self { names, values: [const { None }; NAMES.len() + Field::ALL.len()] }
    }

    pub(super) fn set(&mut self, index: usize, value: Option<String>) {
        if let Some(slot) = self.values.get_mut(index) {
            *slot = value;
        }
    }

    /// The first value of the group that is more than blanks.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        let value = |&i: &usize| self.values.get(i)?.as_deref();
        self.names.of(field).iter().filter_map(value).find(|value| !value.trim().is_empty())
    }

    /// The same, taken out.
    pub(super) fn take(&mut self, field: Field) -> Option<String> {
        let values = &mut self.values;
        let full = |value: &mut String| !value.trim().is_empty();
        self.names.of(field).iter().find_map(|&i| values.get_mut(i)?.take_if(full))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_the_users_own() {
        let mut names = FieldNames::default();
        assert!(names.choose("text=story").is_ok());
        assert!(names.choose("id=url").is_ok());
        for wrong in ["id=guid", "text", "text=", "story=text", ""] {
            assert!(names.choose(wrong).is_err(), "{wrong}");
        }
        let mut fields = Fields::new(&names);
        for (name, value) in [("story", "S"), ("text", "T"), ("url", "U"), ("id", "1")] {
            fields.set(names.index(name).expect("known"), Some(value.to_owned()));
        }
        assert_eq!(fields.get(Field::Text), Some("S"));
        assert_eq!((fields.get(Field::Id), fields.get(Field::Url)), (Some("U"), Some("U")));
        assert_eq!(names.index_of_any_case("STORY"), names.index("story"));
    }
}
