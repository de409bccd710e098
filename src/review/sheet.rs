//! The sheet: a CSV that any spreadsheet opens, one row a relation, with a box for the verdict.

use super::{Judged, Sampled};
use crate::eval::FoundEnd;

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
    let mut out = COLUMNS.join(",");
    out.push('\n');
    for one in sample {
        let found = one.found;
        let cells = [
            String::new(),
            String::new(),
            found.relation.clone(),
            found.subject.name.clone(),
            found.object.name.clone(),
            found.status.clone(),
            found.negated.to_string(),
            found.hedged.to_string(),
            marked(one, "«", "»", "‹", "›"),
            found.rule.clone(),
            found.confidence.to_string(),
            found.doc.clone(),
            found.id.clone(),
            one.stratum.to_string(),
        ];
        out.push_str(&cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(","));
        out.push('\n');
    }
    out
}

/// The sentence with the words of subject and object between marks.
pub fn marked(one: &Sampled<'_>, s: &str, es: &str, o: &str, eo: &str) -> String {
    let evidence = &one.found.evidence;
    let place = |end: &FoundEnd, open: &str, close: &str| {
        let inside = end.start >= evidence.start && end.end <= evidence.end;
        let range = (end.start.wrapping_sub(evidence.start), end.end.wrapping_sub(evidence.start));
        inside.then(|| (range.0, range.1, open.to_owned(), close.to_owned()))
    };
    let ends = [place(&one.found.subject, s, es), place(&one.found.object, o, eo)];
    let ends: Vec<_> = ends.into_iter().flatten().collect();
    let mut out = String::new();
    for (at, c) in (0u64..).zip(evidence.text.chars()) {
        ends.iter().filter(|e| e.1 == at).for_each(|e| out.push_str(&e.3));
        ends.iter().filter(|e| e.0 == at).for_each(|e| out.push_str(&e.2));
        out.push(if c == '\n' { ' ' } else { c });
    }
    let length = evidence.text.chars().count() as u64;
    ends.iter().filter(|e| e.1 == length).for_each(|e| out.push_str(&e.3));
    out
}

/// A field in quotes; one that a spreadsheet would run as a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// Reads the verdicts back; columns may stand in any order, fields may be divided by `,` or `;`.
///
/// # Errors
/// When a column is missing or a verdict is none.
pub fn read(text: &str) -> Result<Vec<Judged>, SheetError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = rows(text).into_iter();
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
fn rows(text: &str) -> Vec<Vec<String>> {
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
