//! Lines of records to rows of tables.

use std::borrow::Cow;

use arrow_schema::ArrowError;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::table::Kind::{self, Flag, Number, Text, Texts, Whole};
use crate::table::{Cell, Table};

/// A row a relation: all that its record holds. `attributes` and the identifiers are JSON; share, amount
/// and date are taken out of the attributes besides. The last column is for what failed.
pub(crate) const RELATIONS: [(&str, Kind); 42] = [
    ("doc", Text),
    ("id", Text),
    ("relation", Text),
    ("subject_entity", Text),
    ("subject_name", Text),
    ("subject_type", Text),
    ("subject_text", Text),
    ("subject_start", Whole),
    ("subject_end", Whole),
    ("subject_aliases", Texts),
    ("subject_ids", Text),
    ("object_entity", Text),
    ("object_name", Text),
    ("object_type", Text),
    ("object_text", Text),
    ("object_start", Whole),
    ("object_end", Whole),
    ("object_aliases", Texts),
    ("object_ids", Text),
    ("attributes", Text),
    ("share", Number),
    ("share_min", Number),
    ("share_max", Number),
    ("amount", Number),
    ("currency", Text),
    ("date", Text),
    ("status", Text),
    ("negated", Flag),
    ("hedged", Flag),
    ("attribution", Text),
    ("attribution_kind", Text),
    ("evidence", Text),
    ("evidence_start", Whole),
    ("evidence_end", Whole),
    ("rule", Text),
    ("confidence", Number),
    ("article_title", Text),
    ("article_date", Text),
    ("article_url", Text),
    ("article_publisher", Text),
    ("article_source", Text),
    ("error", Text),
];

/// A row a mention.
pub(crate) const MENTIONS: [(&str, Kind); 14] = [
    ("doc", Text),
    ("start", Whole),
    ("end", Whole),
    ("text", Text),
    ("type", Text),
    ("kind", Text),
    ("entity", Text),
    ("value", Text),
    ("timex", Text),
    ("number", Number),
    ("currency", Text),
    ("ids", Text),
    ("source", Text),
    ("error", Text),
];

type Words<'a> = Cow<'a, str>;

#[derive(Deserialize)]
struct Relation<'a> {
    #[serde(borrow)]
    doc: Words<'a>,
    #[serde(borrow)]
    id: Words<'a>,
    #[serde(borrow)]
    relation: Words<'a>,
    #[serde(borrow)]
    subject: Argument<'a>,
    #[serde(borrow)]
    object: Argument<'a>,
    #[serde(borrow)]
    attributes: &'a RawValue,
    #[serde(borrow)]
    status: Words<'a>,
    negated: bool,
    hedged: bool,
    #[serde(borrow)]
    attribution: Option<Said<'a>>,
    #[serde(borrow)]
    evidence: Sentence<'a>,
    #[serde(borrow)]
    rule: Words<'a>,
    confidence: f64,
    #[serde(borrow)]
    article: Source<'a>,
}

#[derive(Deserialize)]
struct Argument<'a> {
    #[serde(borrow)]
    entity: Option<Words<'a>>,
    #[serde(borrow)]
    name: Words<'a>,
    #[serde(borrow, rename = "type")]
    argument_type: Words<'a>,
    #[serde(borrow)]
    text: Words<'a>,
    start: u64,
    end: u64,
    #[serde(borrow)]
    aliases: Vec<Words<'a>>,
    #[serde(borrow)]
    ids: &'a RawValue,
}

#[derive(Deserialize)]
struct Said<'a> {
    #[serde(borrow)]
    text: Words<'a>,
    #[serde(borrow)]
    kind: Words<'a>,
}

#[derive(Deserialize)]
struct Sentence<'a> {
    #[serde(borrow)]
    text: Words<'a>,
    start: u64,
    end: u64,
}

#[derive(Deserialize)]
struct Source<'a> {
    #[serde(borrow)]
    title: Option<Words<'a>>,
    #[serde(borrow)]
    date: Option<Words<'a>>,
    #[serde(borrow)]
    url: Option<Words<'a>>,
    #[serde(borrow)]
    publisher: Option<Words<'a>>,
    #[serde(borrow)]
    source: Words<'a>,
}

/// Of the attributes those that have a column.
#[derive(Deserialize, Default)]
struct Attributes<'a> {
    #[serde(default)]
    share: Option<Share>,
    #[serde(borrow, default)]
    amount: Option<Amount<'a>>,
    #[serde(borrow, default)]
    date: Option<Words<'a>>,
}

#[derive(Deserialize)]
struct Share {
    exact: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
}

#[derive(Deserialize)]
struct Amount<'a> {
    value: Option<f64>,
    #[serde(borrow)]
    currency: Option<Words<'a>>,
}

#[derive(Deserialize)]
struct Mention<'a> {
    #[serde(borrow)]
    doc: Words<'a>,
    start: u64,
    end: u64,
    #[serde(borrow)]
    text: Words<'a>,
    #[serde(borrow, rename = "type")]
    mention_type: Words<'a>,
    #[serde(borrow)]
    kind: Words<'a>,
    #[serde(borrow)]
    entity: Option<Words<'a>>,
    #[serde(borrow)]
    value: Option<Words<'a>>,
    #[serde(borrow)]
    timex: Option<Words<'a>>,
    number: Option<f64>,
    #[serde(borrow)]
    currency: Option<Words<'a>>,
    #[serde(borrow)]
    ids: &'a RawValue,
    #[serde(borrow)]
    source: Words<'a>,
}

/// Adds a row for each line of relations.
pub(crate) fn relations(table: &mut Table, lines: &[u8]) -> Result<(), ArrowError> {
    each(lines, |line| {
        let relation: Relation<'_> = serde_json::from_str(line)?;
        // An attribute of another shape has no column.
        let attributes: Attributes<'_> =
            serde_json::from_str(relation.attributes.get()).unwrap_or_default();
        table.row(&cells(&relation, &attributes));
        Ok(())
    })
}

fn cells<'a>(relation: &'a Relation<'a>, attributes: &'a Attributes<'a>) -> Vec<Cell<'a>> {
    let (share, amount) = (attributes.share.as_ref(), attributes.amount.as_ref());
    let (said, article) = (relation.attribution.as_ref(), &relation.article);
    let mut cells = Vec::with_capacity(RELATIONS.len());
    cells.extend([
        Cell::Text(&relation.doc),
        Cell::Text(&relation.id),
        Cell::Text(&relation.relation),
    ]);
    argument(&mut cells, &relation.subject);
    argument(&mut cells, &relation.object);
    cells.extend([
        Cell::Text(relation.attributes.get()),
        share.and_then(|s| s.exact).into(),
        share.and_then(|s| s.min).into(),
        share.and_then(|s| s.max).into(),
        amount.and_then(|a| a.value).into(),
        amount.and_then(|a| a.currency.as_deref()).into(),
        attributes.date.as_deref().into(),
        Cell::Text(&relation.status),
        Cell::Flag(relation.negated),
        Cell::Flag(relation.hedged),
        said.map(|s| &*s.text).into(),
        said.map(|s| &*s.kind).into(),
        Cell::Text(&relation.evidence.text),
        Cell::Whole(relation.evidence.start),
        Cell::Whole(relation.evidence.end),
        Cell::Text(&relation.rule),
        Cell::Number(relation.confidence),
        article.title.as_deref().into(),
        article.date.as_deref().into(),
        article.url.as_deref().into(),
        article.publisher.as_deref().into(),
        Cell::Text(&article.source),
    ]);
    cells
}

fn argument<'a>(cells: &mut Vec<Cell<'a>>, argument: &'a Argument<'a>) {
    cells.extend([
        argument.entity.as_deref().into(),
        Cell::Text(&argument.name),
        Cell::Text(&argument.argument_type),
        Cell::Text(&argument.text),
        Cell::Whole(argument.start),
        Cell::Whole(argument.end),
        Cell::Texts(argument.aliases.iter().map(|a| &**a).collect()),
        Cell::Text(argument.ids.get()),
    ]);
}

/// Adds a row for each line of mentions.
pub(crate) fn mentions(table: &mut Table, lines: &[u8]) -> Result<(), ArrowError> {
    each(lines, |line| {
        let mention: Mention<'_> = serde_json::from_str(line)?;
        table.row(&[
            Cell::Text(&mention.doc),
            Cell::Whole(mention.start),
            Cell::Whole(mention.end),
            Cell::Text(&mention.text),
            Cell::Text(&mention.mention_type),
            Cell::Text(&mention.kind),
            mention.entity.as_deref().into(),
            mention.value.as_deref().into(),
            mention.timex.as_deref().into(),
            mention.number.into(),
            mention.currency.as_deref().into(),
            Cell::Text(mention.ids.get()),
            Cell::Text(&mention.source),
        ]);
        Ok(())
    })
}

fn each(
    lines: &[u8],
    mut row: impl FnMut(&str) -> Result<(), serde_json::Error>,
) -> Result<(), ArrowError> {
    // Our own writer wrote them: none of this happens.
    let fault = |e: &dyn std::fmt::Display| ArrowError::JsonError(e.to_string());
    let lines = std::str::from_utf8(lines).map_err(|e| fault(&e))?;
    lines.lines().try_for_each(|line| row(line).map_err(|e| fault(&e)))
}
