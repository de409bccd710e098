//! What was found to JSONL bytes. Entry points: [`relations`], [`mentions`], [`entities`],
//! [`document`] and [`failure`], each of which adds whole lines to a buffer.
//!
//! Every key of a record stands in every line, in one order; the schemas in `schema/` say which.

mod document;
mod entity;
mod failure;
mod id;
mod json;
mod mention;
mod offsets;
pub(crate) mod record;
mod relation;

pub use document::document;
pub use entity::entities;
pub use failure::failure;
pub use id::content_hash;
pub use json::{Object, list, number, string};
pub use mention::mentions;
pub use offsets::{Offsets, Unit};
pub use relation::{attributes, relations};

use crate::article::Article;
use crate::extract::Extraction;
use crate::gazetteer::Gazetteer;

/// What the writers need of one article.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub extraction: &'a Extraction<'a>,
    /// The name lists that its mentions point into.
    pub gazetteer: &'a Gazetteer,
    /// In what offsets are counted.
    pub unit: Unit,
    /// Also print descriptions and pronouns as mentions.
    pub nominals: bool,
}
