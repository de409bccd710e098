//! The lines as JSON has them, borrowed from the text where that is possible.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

type Words<'a> = Cow<'a, str>;

/// What tells the lines of a merged file apart; a plain relation has no such key.
#[derive(Deserialize)]
pub(super) struct Head<'a> {
    #[serde(borrow, default)]
    pub record: Words<'a>,
}

/// A line of `stakeout extract`.
#[derive(Deserialize)]
pub(super) struct Plain<'a> {
    #[serde(borrow)]
    pub id: Words<'a>,
    #[serde(borrow)]
    pub doc: Words<'a>,
    #[serde(borrow)]
    pub relation: Words<'a>,
    #[serde(borrow)]
    pub subject: Argument<'a>,
    #[serde(borrow)]
    pub object: Argument<'a>,
    #[serde(borrow)]
    pub attributes: &'a RawValue,
    #[serde(borrow)]
    pub status: Words<'a>,
    pub negated: bool,
    pub hedged: bool,
    #[serde(borrow)]
    pub attribution: Option<Said<'a>>,
    #[serde(borrow)]
    pub evidence: Sentence<'a>,
    #[serde(borrow)]
    pub rule: Words<'a>,
    pub confidence: f64,
    #[serde(borrow)]
    pub article: Source<'a>,
    #[serde(borrow, default)]
    pub story: Option<Words<'a>>,
    #[serde(default)]
    pub swapped: bool,
}

/// One end of a plain relation.
#[derive(Deserialize)]
pub(super) struct Argument<'a> {
    #[serde(borrow)]
    pub entity: Option<Words<'a>>,
    #[serde(borrow)]
    pub name: Words<'a>,
    #[serde(borrow, rename = "type")]
    pub argument_type: Words<'a>,
    #[serde(borrow)]
    pub text: Words<'a>,
    pub start: u32,
    pub end: u32,
    #[serde(borrow)]
    pub aliases: Vec<Words<'a>>,
    #[serde(borrow)]
    pub ids: &'a RawValue,
}

#[derive(Deserialize)]
pub(super) struct Said<'a> {
    #[serde(borrow)]
    pub text: Words<'a>,
    #[serde(borrow)]
    pub kind: Words<'a>,
}

#[derive(Deserialize)]
pub(super) struct Sentence<'a> {
    #[serde(borrow)]
    pub text: Words<'a>,
    pub start: u32,
    pub end: u32,
}

#[derive(Deserialize)]
pub(super) struct Source<'a> {
    #[serde(borrow)]
    pub title: Option<Words<'a>>,
    #[serde(borrow)]
    pub date: Option<Words<'a>>,
    #[serde(borrow)]
    pub url: Option<Words<'a>>,
    #[serde(borrow)]
    pub publisher: Option<Words<'a>>,
    #[serde(borrow)]
    pub source: Words<'a>,
}

/// A merged relation: what is not worked out from its evidence.
#[derive(Deserialize)]
pub(super) struct Merged<'a> {
    #[serde(borrow)]
    pub id: Words<'a>,
    #[serde(borrow)]
    pub subject: MergedEnd<'a>,
    #[serde(borrow)]
    pub object: MergedEnd<'a>,
    #[serde(borrow)]
    pub evidence: Vec<Plain<'a>>,
}

#[derive(Deserialize)]
pub(super) struct MergedEnd<'a> {
    #[serde(borrow)]
    pub entity: Option<Words<'a>>,
    #[serde(borrow)]
    pub name: Words<'a>,
    #[serde(borrow, rename = "type")]
    pub end_type: Words<'a>,
}

/// An entity of the graph.
#[derive(Deserialize)]
pub(super) struct MergedEntity<'a> {
    #[serde(borrow)]
    pub id: Words<'a>,
    #[serde(borrow)]
    pub name: Words<'a>,
    #[serde(borrow, rename = "type")]
    pub entity_type: Words<'a>,
    #[serde(borrow)]
    pub aliases: Vec<Words<'a>>,
    #[serde(borrow)]
    pub ids: &'a RawValue,
    #[serde(borrow)]
    pub members: Vec<MergedMember<'a>>,
}

#[derive(Deserialize)]
pub(super) struct MergedMember<'a> {
    #[serde(borrow)]
    pub doc: Words<'a>,
    #[serde(borrow)]
    pub entity: Words<'a>,
    #[serde(borrow)]
    pub name: Words<'a>,
    #[serde(borrow)]
    pub reason: Option<Words<'a>>,
}

/// What does not fit together.
#[derive(Deserialize)]
pub(super) struct MergedContradiction<'a> {
    #[serde(borrow)]
    pub kind: Words<'a>,
    #[serde(borrow)]
    pub relations: Vec<Words<'a>>,
    #[serde(borrow)]
    pub date: Option<Words<'a>>,
    #[serde(borrow)]
    pub detail: Words<'a>,
    #[serde(borrow)]
    pub evidence: Vec<Words<'a>>,
}
