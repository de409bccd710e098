//! The fields of one JSON record, under the names that exports use.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess,
    Visitor,
};

use super::draft::Draft;
use super::failure::{Fault, Kind};
use super::fields::{FieldNames, Fields};

/// What a JSON object says.
///
/// # Errors
/// When the bytes are no JSON object, or name a known field twice.
pub(super) fn draft(bytes: &[u8], names: &FieldNames) -> Result<Draft, Fault> {
    parse(bytes, names).map(Draft::of).map_err(|e| fault(bytes, &e))
}

fn parse<'n>(bytes: &[u8], names: &'n FieldNames) -> Result<Fields<'n>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let fields = RecordVisitor(names).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(fields)
}

fn fault(bytes: &[u8], error: &serde_json::Error) -> Fault {
    if let Err(e) = std::str::from_utf8(bytes) {
        let fault = Fault::new(Kind::Malformed, "not valid UTF-8");
        return fault.at(0, e.valid_up_to() as u64);
    }
    let said = error.to_string();
    let reason = said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason);
    let kind = if reason.starts_with("recursion limit") { Kind::Deep } else { Kind::Malformed };
    let reason = format!("no JSON record: {reason}, column {}", error.column());
    Fault::new(kind, reason).at((error.line() as u64).saturating_sub(1), 0)
}

/// Reads an object into [`Fields`].
#[derive(Clone, Copy)]
struct RecordVisitor<'n>(&'n FieldNames);

impl<'de, 'n> DeserializeSeed<'de> for RecordVisitor<'n> {
    type Value = Fields<'n>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields<'n>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, 'n> Visitor<'de> for RecordVisitor<'n> {
    type Value = Fields<'n>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'n>, A::Error> {
        let mut fields = Fields::new(self.0);
        let mut seen = 0u64;
        while let Some(index) = map.next_key_seed(Key(self.0))? {
            let Some(index) = index else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if seen & (1 << index) != 0 {
                return Err(A::Error::custom(format_args!(
                    "duplicate field `{}`",
                    self.0.name(index)
                )));
            }
            seen |= 1 << index;
            let Scalar(value) = map.next_value()?;
            fields.set(index, value);
        }
        Ok(fields)
    }
}

/// The index of a known name.
struct Key<'n>(&'n FieldNames);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(self.0.index(key))
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
        let draft = draft(record, &FieldNames::default()).expect("sound");
        assert_eq!(draft.text, "B");
        assert_eq!(draft.id.as_deref(), Some("5"));
        assert_eq!(draft.url.as_deref(), Some("u"));
        assert_eq!(draft.title.as_deref(), Some("H"));
        assert_eq!(draft.author.as_deref(), Some("A, B"));
        assert_eq!(draft.publisher.as_deref(), Some("d"));
        assert_eq!(draft.date.as_deref(), Some("1707868800"));
    }

    #[test]
    fn what_is_no_record() {
        let names = FieldNames::default();
        for bytes in [
            "",
            "{",
            "[]",
            "5",
            r#"{"text":1,"text":2}"#,
            "{\"text\":\"\u{0}\"}",
            r#"{"text":"\ud800"}"#,
        ] {
            assert!(draft(bytes.as_bytes(), &names).is_err(), "{bytes}");
        }
        assert!(draft(b"{\"text\":\"\xff\"}", &names).is_err());
        let deep = format!("{{\"text\":{}", "[".repeat(1_000_000));
        assert!(draft(deep.as_bytes(), &names).is_err_and(|f| f.kind == Kind::Deep));
    }
}
