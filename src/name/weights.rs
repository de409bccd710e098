//! The weight of every piece of evidence for every type, from `rules/names/weights.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::NameError;
use super::cues::TraitTable;
use super::feature::{self, Position};
use super::sum::{Surroundings, WholeRow};
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
pub(super) struct Weights {
    /// A row for each piece of evidence.
    pub rows: Vec<Row>,
    /// The same as small numbers; empty while they are fitted.
    whole: Vec<WholeRow>,
    /// What each trait of a word weighs for leaving it outside; empty while they are fitted.
    skips: Vec<i16>,
    /// What the words around a candidate weigh; empty while they are fitted.
    around: Surroundings,
}

/// What a weight of one is in [`Weights`] while a document is read.
pub(super) const UNIT: f32 = 100.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightFile {
    #[serde(default)]
    evidence: BTreeMap<String, BTreeMap<String, f32>>,
}

impl Weights {
    /// Reads the file; evidence that it does not name weighs nothing.
    pub(super) fn load(text: &str, table: &TraitTable) -> Result<Self, NameError> {
        let fault = |f: String| NameError::new("rules/names/weights.toml", f);
        let file: WeightFile = toml::from_str(text).map_err(|e| fault(e.to_string()))?;
        let numbers: FxHashMap<String, usize> = (0..feature::COUNT)
            .filter_map(|i| Some((feature::name(i as u16, &table.names)?, i)))
            .collect();
        let mut weights = Self::zero();
        for (name, row) in &file.evidence {
            let at = *numbers.get(name).ok_or_else(|| fault(format!("no evidence `{name}`")))?;
            for (lane, weight) in row {
                let lane = LANE_NAMES
                    .iter()
                    .position(|l| l == lane)
                    .ok_or_else(|| fault(format!("no type `{lane}` at `{name}`")))?;
                weights.rows[at][lane] = (*weight * UNIT).round();
            }
        }
        // From a float the conversion saturates.
        weights.whole = weights.rows.iter().map(|row| row.map(|w| w as i16)).collect();
        let skips = &weights.whole[feature::at(Position::Skip, 0) as usize..][..MOST];
        weights.skips = skips.iter().map(|row| row[NONE]).collect();
        weights.around = Surroundings::new(table, &weights.whole);
        Ok(weights)
    }

    /// The rows as small numbers.
    pub(super) fn whole(&self) -> &[WholeRow] {
        &self.whole
    }

    /// What the words around a candidate weigh.
    pub(super) fn around(&self) -> &Surroundings {
        &self.around
    }

    /// What leaving a word with these traits outside every name weighs.
    #[inline]
    pub(super) fn skip(&self, set: TraitSet) -> f32 {
        let (mut sum, mut natural) = (0, 0.0);
        set.each(|t| match self.skips.get(usize::from(t)) {
            Some(weight) => sum += i32::from(*weight),
            None => natural += self.rows[feature::at(Position::Skip, t) as usize][NONE],
        });
        sum as f32 + natural
    }

    /// True while a document is read.
    pub(super) fn is_whole(&self) -> bool {
        !self.whole.is_empty()
    }

    /// No evidence weighs anything.
    pub(super) fn zero() -> Self {
        let rows = vec![[0.0; 8]; feature::COUNT];
        Self { rows, whole: Vec::new(), skips: Vec::new(), around: Surroundings::default() }
    }

    /// The same weights as they stand in the file, for fitting.
    pub(super) fn natural(&self) -> Self {
        let rows = self.rows.iter().map(|row| row.map(|w| w / UNIT)).collect();
        Self { rows, ..Self::zero() }
    }

    /// The file that [`Weights::load`] reads, of weights that were fitted, sorted by name; weights under `least` are left out.
    pub(super) fn to_toml(&self, traits: &[String], least: f32) -> String {
        let mut rows: Vec<(String, &Row)> = (0..feature::COUNT)
            .filter_map(|i| Some((feature::name(i as u16, traits)?, &self.rows[i])))
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
# tools/names (own work), from tools/names/start.toml.\n\
# CONTRIBUTING.md tells how to fit again.\n\n[evidence]\n";
