//! The weight of every piece of evidence for every type, from `rules/names/weights.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::NameError;
use super::feature::{self, Position};
use super::traits::{MOST, TraitSet};
use crate::mention::MentionType;

/// What a candidate can be taken for; the number of a column of weights.
pub(super) type Lane = usize;
/// The columns, in order; the last is "no name", for words that no candidate takes.
pub(super) const LANES: usize = 6;
/// Column of words outside names.
pub(super) const NONE: Lane = 5;
/// Column of job titles.
pub(super) const ROLE: Lane = 4;
/// Names of the columns.
pub(super) const LANE_NAMES: [&str; LANES] =
    ["organization", "person", "place", "other", "role", "none"];

/// The type of a column; `None` for the last.
pub(super) fn type_of(lane: Lane) -> Option<MentionType> {
    [
        MentionType::Organization,
        MentionType::Person,
        MentionType::Place,
        MentionType::Other,
        MentionType::Role,
    ]
    .get(lane)
    .copied()
}

/// One weight for each column.
pub(super) type Row = [f32; 8];

/// All weights. While a document is read they are whole hundredths, so that a sum is the same in
/// whatever order its parts are added; while they are fitted they are what they are.
#[derive(Debug, Clone)]
pub(super) struct Weights(pub Vec<Row>);

/// What a weight of one is in [`Weights`] while a document is read.
pub(super) const UNIT: f32 = 100.0;

/// Where evidence goes: on a list, or into a sum of weights.
pub(super) trait Sink {
    /// One more piece of evidence.
    fn add(&mut self, number: u16);

    /// All traits of a word at a position.
    fn add_set(&mut self, position: Position, set: TraitSet) {
        set.each(|t| self.add(feature::at(position, t)));
    }
}

impl Sink for Vec<u16> {
    fn add(&mut self, number: u16) {
        self.push(number);
    }
}

/// A sum of weights.
#[derive(Debug, Clone)]
pub(super) struct Sum<'a> {
    weights: &'a Weights,
    /// The sum so far.
    pub total: Row,
}

impl<'a> Sum<'a> {
    /// Of nothing yet.
    pub(super) fn new(weights: &'a Weights) -> Self {
        Self { weights, total: [0.0; 8] }
    }

    /// From a sum.
    pub(super) fn from(weights: &'a Weights, total: Row) -> Self {
        Self { weights, total }
    }
}

impl Sink for Sum<'_> {
    fn add(&mut self, number: u16) {
        if let Some(row) = self.weights.0.get(number as usize) {
            self.total = plus(self.total, row);
        }
    }

    fn add_set(&mut self, position: Position, set: TraitSet) {
        let first = feature::at(position, 0) as usize;
        let Some(rows) = self.weights.0.get(first..first + MOST) else { return };
        let mut total = self.total;
        set.each(|t| total = plus(total, &rows[t as usize % MOST]));
        self.total = total;
    }
}

/// The sum of two rows.
#[inline]
pub(super) fn plus(mut a: Row, b: &Row) -> Row {
    for lane in 0..a.len() {
        a[lane] += b[lane];
    }
    a
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightFile {
    #[serde(default)]
    evidence: BTreeMap<String, BTreeMap<String, f32>>,
}

impl Weights {
    /// Reads the file; evidence that it does not name weighs nothing.
    pub(super) fn load(text: &str, traits: &[String]) -> Result<Self, NameError> {
        let fault = |f: String| NameError::new("rules/names/weights.toml", f);
        let file: WeightFile = toml::from_str(text).map_err(|e| fault(e.to_string()))?;
        let numbers: FxHashMap<String, usize> = (0..feature::COUNT)
            .filter_map(|i| Some((feature::name(i as u16, traits)?, i)))
            .collect();
        let mut weights = Self::zero();
        for (name, row) in &file.evidence {
            let at = *numbers.get(name).ok_or_else(|| fault(format!("no evidence `{name}`")))?;
            for (lane, weight) in row {
                let lane = LANE_NAMES
                    .iter()
                    .position(|l| l == lane)
                    .ok_or_else(|| fault(format!("no type `{lane}` at `{name}`")))?;
                weights.0[at][lane] = (*weight * UNIT).round();
            }
        }
        Ok(weights)
    }

    /// No evidence weighs anything.
    pub(super) fn zero() -> Self {
        Self(vec![[0.0; 8]; feature::COUNT])
    }

    /// The same weights as they stand in the file, for fitting.
    pub(super) fn natural(&self) -> Self {
        Self(self.0.iter().map(|row| row.map(|w| w / UNIT)).collect())
    }

    /// The sum of the rows of some evidence.
    pub(super) fn sum(&self, evidence: &[u16]) -> Row {
        let mut sum = Sum::new(self);
        evidence.iter().for_each(|n| sum.add(*n));
        sum.total
    }

    /// The file that [`Weights::load`] reads, of weights that were fitted, sorted by name; weights under `least` are left out.
    pub(super) fn to_toml(&self, traits: &[String], least: f32) -> String {
        let mut rows: Vec<(String, &Row)> = (0..feature::COUNT)
            .filter_map(|i| Some((feature::name(i as u16, traits)?, &self.0[i])))
            .collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let mut text = HEADER.to_owned();
        for (name, row) in rows {
            let mut cells = String::new();
            for (lane, weight) in LANE_NAMES.iter().zip(row) {
                if weight.abs() >= least {
                    let comma = if cells.is_empty() { "" } else { ", " };
                    let _ = write!(cells, "{comma}{lane} = {weight:.2}");
                }
            }
            if !cells.is_empty() {
                let _ = writeln!(text, "{name:?} = {{ {cells} }}");
            }
        }
        text
    }
}

/// What stands above the weights in the file.
const HEADER: &str = "# What each piece of evidence weighs for each type; `none` weighs leaving a word outside every name.\n\
# Fitted by examples/fit-names.rs (a semi-Markov conditional random field over the arbiter's own\n\
# candidates) on GUM (CC BY), WikiGold (CC BY 4.0), CrossNER politics (MIT), corpus/gold and\n\
# tools/names (own work).\n\
# CONTRIBUTING.md tells how to fit again.\n\n[evidence]\n";
