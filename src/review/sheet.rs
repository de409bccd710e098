//! The sheet: a CSV that any spreadsheet opens, one row a relation, with a box for the verdict.

use super::{Judged, Sampled};
use crate::escape;

/// The columns.
pub const COLUMNS: [&str; 14] = [
    "verdict",
    "remark",
    "relation",
    "subject",
    "object",
    "status",
    "negated",
    "hedged",
    "sentence",
    "rule",
    "confidence",
    "doc",
    "id",
    "stratum",
];

/// A sheet that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct SheetError {
    /// The row, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: String,
}

/// The sheet of a sample.
pub fn write(sample: &[Sampled<'_>]) -> String {
    rows(sample).concat()
}

/// The rows of the sheet, the columns first, each with its line end. The box for the verdict is the
/// first cell and empty: a verdict put before a row is in it.
pub fn rows(sample: &[Sampled<'_>]) -> Vec<String> {
    let head = row(&COLUMNS.map(str::to_owned));
    std::iter::once(head).chain(sample.iter().map(|one| row(&cells(one)))).collect()
}

fn cells(one: &Sampled<'_>) -> [String; 14] {
    let found = one.found;
    let marked = |part: &Part| match part.end {
        None => part.text.clone(),
        Some(0) => format!("«{}»", part.text),
        Some(_) => format!("‹{}›", part.text),
    };
    [
        String::new(),
        String::new(),
        found.relation.clone(),
        found.subject.name.clone(),
        found.object.name.clone(),
        found.status.clone(),
        found.negated.to_string(),
        found.hedged.to_string(),
        parts(one).iter().map(marked).collect(),
        found.rule.clone(),
        found.confidence.to_string(),
        found.doc.clone(),
        found.id.clone(),
        one.stratum.to_string(),
    ]
}

fn row(cells: &[String]) -> String {
    let mut out = String::new();
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        escape::sheet(&mut out, cell);
    }
    out.push('\n');
    out
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its words, on one line.
    pub text: String,
    /// Which end they are: 0 the subject, 1 the object.
    pub end: Option<usize>,
}

/// The sentence cut where the words of subject and object begin and end. Words that are both are
/// the subject's.
pub fn parts(one: &Sampled<'_>) -> Vec<Part> {
    let evidence = &one.found.evidence;
    let ends = [&one.found.subject, &one.found.object];
    let end_at = |at: u64| ends.iter().position(|end| (end.start..end.end).contains(&at));
    let mut all: Vec<Part> = Vec::new();
    for (at, c) in (evidence.start..).zip(evidence.text.chars()) {
        let (end, c) = (end_at(at), if c.is_whitespace() { ' ' } else { c });
        match all.last_mut().filter(|last| last.end == end) {
            Some(last) => last.text.push(c),
            None => all.push(Part { text: c.to_string(), end }),
        }
    }
    all
}

/// Reads the verdicts back; columns may stand in any order, fields may be divided by `,` or `;`.
///
/// # Errors
/// When a column is missing or a verdict is none.
pub fn read(text: &str) -> Result<Vec<Judged>, SheetError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = fields(text).into_iter();
    let head = rows.next().unwrap_or_default();
    let column = |name: &str| {
        let fault = || SheetError { line: 1, fault: format!("there is no column `{name}`") };
        head.iter().position(|c| c.trim() == name).ok_or_else(fault)
    };
    let verdict = column("verdict")?;
    let (relation, rule) = (column("relation")?, column("rule")?);
    let (confidence, stratum) = (column("confidence")?, column("stratum")?);
    let mut all = Vec::new();
    for (number, row) in (2..).zip(rows).filter(|(_, r)| r.iter().any(|c| !c.is_empty())) {
        let field = |at: usize| row.get(at).map_or("", |c| c.trim());
        let right = match field(verdict).to_lowercase().as_str() {
            "" | "?" => None,
            "y" | "yes" | "1" | "true" | "right" | "ok" | "+" => Some(true),
            "n" | "no" | "0" | "false" | "wrong" | "x" | "-" => Some(false),
            other => {
                let fault = format!("`{other}` is no verdict: write y, n or nothing");
                return Err(SheetError { line: number, fault });
            }
        };
        all.push(Judged {
            relation: field(relation).to_owned(),
            rule: field(rule).to_owned(),
            confidence: field(confidence).replace(',', ".").parse().unwrap_or(0.0),
            stratum: field(stratum).parse().unwrap_or(1),
            right,
        });
    }
    Ok(all)
}

/// The rows of a CSV; quoted fields may hold line breaks.
fn fields(text: &str) -> Vec<Vec<String>> {
    let head = text.lines().next().unwrap_or("");
    let divider = if head.matches(';').count() > head.matches(',').count() { ';' } else { ',' };
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if quoted || field.is_empty() => quoted = !quoted,
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            c if c == divider && !quoted => row.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}
