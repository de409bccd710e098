//! Error records.

use super::json::Object;
use crate::read::Failure;

/// Adds the line of a failure.
pub fn failure(out: &mut Vec<u8>, failure: &Failure) {
    let mut record = Object::new(out);
    record.string("source", &failure.source);
    match failure.line {
        Some(line) => record.integer("line", line),
        None => record.null("line"),
    }
    match failure.offset {
        Some(offset) => record.integer("offset", offset),
        None => record.null("offset"),
    }
    record.optional("id", failure.id.as_deref());
    record.string("stage", failure.stage.name());
    record.string("reason", &failure.reason);
    record.end();
    out.push(b'\n');
}
