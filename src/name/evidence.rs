//! Why a name was chosen: its evidence with weights, and the candidate that came second.

use super::Names;
use super::feature;
use super::ground::Ground;
use super::pass::{Chunk, Passes};
use super::weights::{self, Lane, UNIT};
use crate::document::TokenRange;
use crate::gazetteer::EntryType;
use crate::mention::MentionType;

/// The evidence behind a mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    numbers: Vec<u16>,
    lane: u8,
    /// The sum of the weights, against leaving its words outside every name.
    pub score: f32,
    /// What came second: its tokens, its type (`None`: no name at all), and its score.
    pub runner_up: Option<(TokenRange, Option<MentionType>, f32)>,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Its name in `rules/names/weights.toml`.
    pub name: String,
    /// What it weighs for the type chosen.
    pub weight: f32,
}

impl Evidence {
    /// The evidence with its weights, the heaviest first.
    pub fn reasons(&self, names: &Names) -> Vec<Reason> {
        let weigh = |n: u16| {
            let weight = names.weights.rows.get(n as usize)?.get(self.lane as usize)? / UNIT;
            let name = feature::name(n, &names.table.names)?;
            (weight != 0.0).then_some(Reason { name, weight })
        };
        let mut reasons: Vec<Reason> = self.numbers.iter().filter_map(|n| weigh(*n)).collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.name.cmp(&b.name)));
        reasons
    }

    /// How sure, 0 to 1: the logistic function of the lead over what came second.
    pub fn confidence(&self) -> f32 {
        let second = self.runner_up.map_or(0.0, |(_, _, score)| score);
        logistic(self.score, second)
    }
}

/// How some words could be read, besides how they were.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Readings {
    /// The score of each type, best first, against leaving the words outside every name; empty where
    /// they are no candidate at all.
    pub scores: Vec<(MentionType, f32)>,
    /// What speaks for and against the best of them.
    pub evidence: Option<Evidence>,
}

/// How exactly these words could be read.
pub(super) fn readings(ground: &Ground<'_>, passes: &Passes, tokens: TokenRange) -> Readings {
    let Some(index) = passes.candidates.iter().position(|c| c.tokens == tokens) else {
        return Readings::default();
    };
    let (candidate, row) = (&passes.candidates[index], &passes.scores[index]);
    let outside = passes.chunk_of(index).map_or(0.0, |chunk| outside(passes, chunk, tokens));
    let score = |lane| Some((weights::type_of(lane)?, (row[lane] - outside) / UNIT));
    let mut scores: Vec<(MentionType, f32)> = candidate.lanes().filter_map(score).collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    let evidence = Some(of(ground, passes, index, Lane::from(candidate.lane)));
    Readings { scores, evidence }
}

fn logistic(score: f32, second: f32) -> f32 {
    1.0 / (1.0 + (second - score).exp())
}

/// How sure a chosen candidate is.
pub(super) fn confidence(passes: &Passes, chunk: &Chunk, index: usize, lane: Lane) -> f32 {
    let chosen = &passes.candidates[index];
    let outside = outside(passes, chunk, chosen.tokens);
    let others = near(chunk, index).filter(|other| *other != index);
    let others = others.map(|other| &passes.candidates[other]);
    let rivals = others.filter(|other| other.tokens.overlaps(chosen.tokens)).map(|c| c.best);
    let other_lanes = chosen.lanes().filter(|other| *other != lane);
    let second = rivals.chain(other_lanes.map(|other| passes.scores[index][other]));
    let second = second.map(|score| (score - outside) / UNIT).fold(0.0, f32::max);
    logistic((passes.scores[index][lane] - outside) / UNIT, second)
}

/// The evidence of a chosen candidate.
pub(super) fn of(ground: &Ground<'_>, passes: &Passes, index: usize, lane: Lane) -> Evidence {
    let (score, second) = scores(passes, index, lane);
    let mut numbers = Vec::new();
    passes.evidence(ground, index, &mut numbers);
    Evidence { numbers, lane: lane as u8, score, runner_up: Some(second) }
}

/// The score of a chosen candidate and what came second, both against leaving its words outside.
fn scores(
    passes: &Passes,
    index: usize,
    lane: Lane,
) -> (f32, (TokenRange, Option<MentionType>, f32)) {
    let chosen = passes.candidates[index];
    let mut second = (chosen.tokens, None, 0.0);
    let Some(chunk) = passes.chunk_of(index) else { return (0.0, second) };
    let outside = outside(passes, chunk, chosen.tokens);
    for other in near(chunk, index) {
        let (candidate, row) = (&passes.candidates[other], &passes.scores[other]);
        if !candidate.tokens.overlaps(chosen.tokens) {
            continue;
        }
        for other_lane in candidate.lanes() {
            let score = (row[other_lane] - outside) / UNIT;
            if score > second.2 && (other, other_lane) != (index, lane) {
                second = (candidate.tokens, weights::type_of(other_lane), score);
            }
        }
    }
    ((passes.scores[index][lane] - outside) / UNIT, second)
}

/// The score of leaving some words of a chunk outside every name.
fn outside(passes: &Passes, chunk: &Chunk, tokens: TokenRange) -> f32 {
    let from = chunk.skips + (tokens.start - chunk.tokens.start) as usize;
    passes.skips.get(from..from + tokens.len()).unwrap_or(&[]).iter().sum()
}

/// The candidates that are looked at for what came second.
fn near(chunk: &Chunk, index: usize) -> std::ops::Range<usize> {
    /// So many before and behind.
    const NEAR: usize = 64;
    let (first, last) = chunk.candidates;
    first.max(index.saturating_sub(NEAR))..last.min(index + NEAR)
}

/// True when an entry of this type names things of that type.
pub(super) fn is_of(entry: EntryType, mention: MentionType) -> bool {
    matches!(
        (entry, mention),
        (EntryType::Organization, MentionType::Organization)
            | (EntryType::Person, MentionType::Person)
            | (EntryType::Place, MentionType::Place)
            | (EntryType::Product, MentionType::Other)
    )
}
