//! The tables of `date-rules.toml` as rules and steps.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::frame::{Field, Meaning, code};
use super::guard::Guard;
use crate::lexicon::{Lexicon, WordId};
use crate::mention::TimexKind;

/// A `[[date]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleTable {
    pub(super) name: String,
    pub(super) patterns: Vec<String>,
    #[serde(rename = "as")]
    meaning: String,
    value: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    set: BTreeMap<String, toml::Value>,
    #[serde(default)]
    lead: Vec<String>,
    #[serde(default)]
    need: Vec<String>,
    guard: Option<String>,
}

impl RuleTable {
    /// The rule of a compact form: a point from its fields.
    pub(super) fn bare(name: &str, meaning: &str) -> Self {
        Self {
            name: name.to_owned(),
            patterns: Vec::new(),
            meaning: meaning.to_owned(),
            value: None,
            kind: None,
            set: BTreeMap::new(),
            lead: Vec::new(),
            need: Vec::new(),
            guard: None,
        }
    }
}

/// A rule: its patterns share what they mean and what may stand before them.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) meaning: Meaning,
    pub(super) kind: TimexKind,
    pub(super) set: Vec<(Field, i32)>,
    /// The lists of words that belong to the expression when they stand before it, a bit each.
    pub(super) leads: u32,
    /// One of these must stand before, and belongs to it.
    pub(super) need: Vec<WordId>,
    pub(super) guard: Option<Guard>,
}

/// A step of a pattern.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) what: What,
    pub(super) optional: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Words(Vec<WordId>),
    Field(Field),
}

/// The rule of a table.
pub(super) fn rule(
    table: &RuleTable,
    leads: &[&String],
    name: &'static str,
    lexicon: &mut Lexicon,
) -> Result<Rule, String> {
    let meaning = Meaning::of_name(&table.meaning, table.value.as_deref())
        .ok_or_else(|| format!("no meaning {}", table.meaning))?;
    let kind = match table.kind.as_deref() {
        None => meaning.kind(),
        Some("date") => TimexKind::Date,
        Some("time") => TimexKind::Time,
        Some("duration") => TimexKind::Duration,
        Some("set") => TimexKind::Set,
        Some(other) => return Err(format!("no kind {other}")),
    };
    let mut set = Vec::new();
    for (key, value) in &table.set {
        let name = match key.as_str() {
            "count" => "NUM".to_owned(),
            other => other.to_uppercase(),
        };
        let field = Field::of_name(&name).ok_or_else(|| format!("no field {key}"))?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        set.push((field, code(&text).ok_or_else(|| format!("no value {text}"))?));
    }
    let lead = |n| leads.iter().position(|l| *l == n).ok_or_else(|| format!("no lead {n}"));
    let leads = table.lead.iter().try_fold(0, |bits, n| lead(n).map(|at| bits | 1 << at))?;
    let need = table.need.iter().map(|w| lexicon.intern(w)).collect();
    let guard = match table.guard.as_deref() {
        None => None,
        Some(guard) => Some(Guard::of_name(guard).ok_or_else(|| format!("no guard {guard}"))?),
    };
    Ok(Rule { name, meaning, kind, set, leads, need, guard })
}

/// The steps of a pattern.
pub(super) fn steps(pattern: &str, lexicon: &mut Lexicon) -> Result<Vec<Step>, String> {
    let step = |text: &str| {
        let (body, optional) = text.strip_suffix('?').map_or((text, false), |b| (b, true));
        let what = if body.bytes().all(|b| b.is_ascii_uppercase()) {
            What::Field(
                Field::of_name(body).ok_or_else(|| format!("no category {body} in {pattern}"))?,
            )
        } else {
            What::Words(body.split('|').map(|w| lexicon.intern(w)).collect())
        };
        Ok(Step { what, optional })
    };
    pattern.split(' ').map(step).collect()
}
