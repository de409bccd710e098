//! The fields of one JSON record, under the names that exports use.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

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
#[derive(Debug, Clone, Copy)]
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

/// The strings and numbers of a record under known names; all else is passed over.
#[derive(Debug, Default)]
pub(super) struct Fields([Option<String>; 23]);

impl Fields {
    /// Reads one record.
    ///
    /// # Errors
    /// When the bytes are no JSON object, or name a known field twice.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The first value of the group that is more than blanks.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        field
            .names()
            .iter()
            .find_map(|&i| self.0.get(i)?.as_deref().filter(|value| !value.trim().is_empty()))
    }

    /// The same, taken out.
    pub(super) fn take(&mut self, field: Field) -> Option<String> {
        field
            .names()
            .iter()
            .find_map(|&i| self.0.get_mut(i)?.take_if(|value| !value.trim().is_empty()))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        let mut seen = [false; NAMES.len()];
        while let Some(Key(index)) = map.next_key()? {
            let slot = index.and_then(|i| Some((i, fields.0.get_mut(i)?, seen.get_mut(i)?)));
            let Some((i, slot, seen)) = slot else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if std::mem::replace(seen, true) {
                return Err(A::Error::duplicate_field(NAMES.get(i).copied().unwrap_or("")));
            }
            let Scalar(value) = map.next_value()?;
            *slot = value;
        }
        Ok(fields)
    }
}

/// The index of a known name.
struct Key(Option<usize>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                Ok(Key(NAMES.iter().position(|n| *n == key)))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// A string, a number as written, or strings joined by commas; `None` for anything else.
struct Scalar(Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_owned())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Scalar, A::Error> {
        let mut joined = String::new();
        while let Some(Scalar(item)) = items.next_element()? {
            if let Some(item) = item {
                if !joined.is_empty() {
                    joined.push_str(", ");
                }
                joined.push_str(&item);
            }
        }
        Ok(Scalar(Some(joined)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tried_in_order() {
        let record = br#"{"headline":"H","body":"B","text":" ","guid":5,"url":"u",
            "author":["A","B"],"source":{"id":1},"domain":"d","x":[[{}]],"published":1707868800}"#;
        let fields = Fields::parse(record).expect("sound");
        let get = |field| fields.get(field);
        assert_eq!(get(Field::Text), Some("B"));
        assert_eq!(get(Field::Id), Some("5"));
        assert_eq!(get(Field::Url), Some("u"));
        assert_eq!(get(Field::Title), Some("H"));
        assert_eq!(get(Field::Author), Some("A, B"));
        assert_eq!(get(Field::Publisher), Some("d"));
        assert_eq!(get(Field::Date), Some("1707868800"));
    }

    #[test]
    fn what_is_no_record() {
        for bytes in [
            "",
            "{",
            "[]",
            "5",
            r#"{"text":1,"text":2}"#,
            "{\"text\":\"\u{0}\"}",
            r#"{"text":"\ud800"}"#,
        ] {
            assert!(Fields::parse(bytes.as_bytes()).is_err(), "{bytes}");
        }
        assert!(Fields::parse(b"{\"text\":\"\xff\"}").is_err());
        let deep = format!("{{\"text\":{}", "[".repeat(1_000_000));
        assert!(Fields::parse(deep.as_bytes()).is_err());
    }
}
