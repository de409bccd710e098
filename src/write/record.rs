//! The one shape of a relation record: what extraction finds and what a graph keeps are written by
//! the same functions.

use super::json::{Object, string};

/// One end of a relation.
pub(crate) struct Argument<'a> {
    pub(crate) entity: Option<&'a str>,
    pub(crate) name: &'a str,
    pub(crate) argument_type: &'a str,
    pub(crate) text: &'a str,
    pub(crate) start: u64,
    pub(crate) end: u64,
}

impl<'a> Argument<'a> {
    pub(crate) fn write<'s>(
        &self,
        record: &mut Object<'_>,
        aliases: impl Iterator<Item = &'s str>,
        ids: impl Iterator<Item = (&'s str, &'s str)> + Clone,
    ) {
        record.optional("entity", self.entity);
        record.string("name", self.name);
        record.string("type", self.argument_type);
        record.string("text", self.text);
        record.integer("start", self.start);
        record.integer("end", self.end);
        record.strings("aliases", aliases);
        self::ids(record, ids);
    }
}

/// Identifiers: three that are always there, then whatever else a name list gives.
pub(crate) fn ids<'s>(
    record: &mut Object<'_>,
    ids: impl Iterator<Item = (&'s str, &'s str)> + Clone,
) {
    const ALWAYS: [&str; 3] = ["wikidata", "lei", "ticker"];
    record.object("ids", |record| {
        for key in ALWAYS {
            let known = ids.clone().find(|(k, _)| *k == key);
            record.optional(key, known.map(|(_, v)| v));
        }
        for (key, value) in ids.filter(|(k, _)| !ALWAYS.contains(k)) {
            record.string(key, value);
        }
    });
}

/// What a record says beside its ends and attributes.
pub(crate) struct Statement<'a> {
    pub(crate) status: &'a str,
    pub(crate) negated: bool,
    pub(crate) hedged: bool,
    /// Words and kind.
    pub(crate) attribution: Option<(&'a str, &'a str)>,
    pub(crate) sentence: &'a str,
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) rule: &'a str,
    pub(crate) confidence: f64,
    pub(crate) title: Option<&'a str>,
    pub(crate) date: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) publisher: Option<&'a str>,
    pub(crate) source: &'a str,
}

impl Statement<'_> {
    pub(crate) fn write(&self, record: &mut Object<'_>) {
        record.string("status", self.status);
        record.boolean("negated", self.negated);
        record.boolean("hedged", self.hedged);
        match self.attribution {
            None => record.null("attribution"),
            Some((text, kind)) => record.object("attribution", |o| {
                o.string("text", text);
                o.string("kind", kind);
            }),
        }
        record.object("evidence", |o| {
            o.string("text", self.sentence);
            o.integer("start", self.start);
            o.integer("end", self.end);
        });
        record.string("rule", self.rule);
        record.number("confidence", Some(self.confidence));
        record.object("article", |o| {
            o.optional("title", self.title);
            o.optional("date", self.date);
            o.optional("url", self.url);
            o.optional("publisher", self.publisher);
            o.string("source", self.source);
        });
    }
}

/// The value of an attribute.
pub(crate) enum Value<'a> {
    Null,
    Text(&'a str),
    Share(Share<'a>),
    Change { kind: &'a str, from: Option<f64>, to: Option<f64>, by: Option<f64> },
    Amount { value: Option<f64>, currency: Option<&'a str> },
    Party { entity: Option<&'a str>, name: &'a str },
}

/// A part held or traded, in percent.
pub(crate) struct Share<'a> {
    pub(crate) exact: Option<f64>,
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
    pub(crate) exclusive_min: bool,
    pub(crate) exclusive_max: bool,
    pub(crate) approximate: bool,
    pub(crate) literal: &'a str,
}

impl Value<'_> {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Text(text) => string(out, text),
            Self::Share(share) => share.write(out),
            Self::Change { kind, from, to, by } => {
                let mut record = Object::new(out);
                record.string("kind", kind);
                record.number("from", *from);
                record.number("to", *to);
                record.number("by", *by);
                record.end();
            }
            Self::Amount { value, currency } => {
                let mut record = Object::new(out);
                record.number("value", *value);
                record.optional("currency", *currency);
                record.end();
            }
            Self::Party { entity, name } => {
                let mut record = Object::new(out);
                record.optional("entity", *entity);
                record.string("name", name);
                record.end();
            }
        }
    }
}

impl Share<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        let mut record = Object::new(out);
        record.number("exact", self.exact);
        record.number("min", self.min);
        record.number("max", self.max);
        record.boolean("exclusive_min", self.exclusive_min);
        record.boolean("exclusive_max", self.exclusive_max);
        record.boolean("approximate", self.approximate);
        record.string("literal", self.literal);
        record.end();
    }
}
