//! Measures amounts and percentages on the spans of Microsoft's Recognizers-Text.
//!
//! `cargo run --release --example recognizers -- FILE.jsonl …`
//!
//! A file has a JSON object a line, `{"id", "text", "entities": [{"start", "end", "value", "unit"}]}`, offsets
//! in code points. There a value is a number with the name of its unit, small coins count by themselves,
//! and percentages end in `%`. Prints each span that is not found with the right number and currency, with the
//! reason of those that tests/values/recognizers.toml lists, and fails on any other, and below 95 in
//! a hundred. Does nothing without a file.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde::Deserialize;
use stakeout::document::Document;
use stakeout::lexicon::Lexicon;
use stakeout::mention::{Mention, Value};
use stakeout::value::Values;

type Fault = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    entities: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
    value: Option<String>,
    unit: Option<String>,
}

/// Of the spans listed, why they are not found.
#[derive(Deserialize)]
struct Exceptions {
    exception: BTreeMap<String, String>,
    /// The currencies by the names of their units, with how many of them make one.
    unit: BTreeMap<String, (String, f64)>,
}

/// Of a hundred spans so many are found.
const REACH: f64 = 95.0;

fn main() -> Result<ExitCode, Fault> {
    let listed: Exceptions = toml::from_str(include_str!("../tests/values/recognizers.toml"))?;
    let mut lexicon = Lexicon::shipped()?;
    let values = Values::shipped(&mut lexicon)?;
    let (mut all, mut right, mut unlisted) = (0, 0, 0);
    for path in std::env::args().skip(1) {
        for line in std::fs::read_to_string(path)?.lines() {
            let text: Text = serde_json::from_str(line)?;
            let document = Document::parse(&text.text, &lexicon);
            let found = values.find(&document, &lexicon, None);
            for span in &text.entities {
                let Some(value) = number(span) else { continue };
                all += 1;
                if found.iter().any(|m| is_right(m, span, value, &text.text, &listed)) {
                    right += 1;
                    continue;
                }
                let reason = listed.exception.get(&text.id);
                unlisted += usize::from(reason.is_none());
                let words: String =
                    text.text.chars().skip(span.start).take(span.end - span.start).collect();
                let reason = reason.map_or("NOT LISTED", String::as_str);
                println!("{}: {words:?}: {reason}", text.id);
            }
        }
    }
    let share = 100.0 * right as f64 / f64::max(1.0, all as f64);
    println!("{right} of {all} found with the right number and currency ({share:.1} %)");
    let passes = all == 0 || unlisted == 0 && share >= REACH;
    Ok(if passes { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The number of a span; a unit by itself has none, and is no value.
fn number(span: &Span) -> Option<f64> {
    span.value.as_deref()?.trim_end_matches('%').parse().ok()
}

fn is_right(mention: &Mention, span: &Span, value: f64, text: &str, listed: &Exceptions) -> bool {
    let before = |bytes: u32| text.get(..bytes as usize).map_or(0, |t| t.chars().count());
    let overlaps = before(mention.span.start) < span.end && span.start < before(mention.span.end);
    let same = |a: f64, b: f64| (a - b).abs() <= 1e-6 * b.abs().max(1.0);
    overlaps
        && match (&mention.value, &span.unit) {
            (Some(Value::Percent(share)), None) => share.exact.is_some_and(|n| same(n, value)),
            (Some(Value::Money { value: found, currency }), Some(unit)) => listed
                .unit
                .get(unit)
                .is_some_and(|(code, parts)| code == currency && same(*found, value / parts)),
            _ => false,
        }
}
