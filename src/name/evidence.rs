//! Why a name was chosen: its evidence with weights, and the candidate that came second.

use super::Names;
use super::feature;
use super::ground::Ground;
use super::pass::Passes;
use super::weights::{self, Lane};
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
            let weight = *names.weights.0.get(n as usize)?.get(self.lane as usize)?;
            let name = feature::name(n, &names.table.names)?;
            (weight != 0.0).then_some(Reason { name, weight })
        };
        let mut reasons: Vec<Reason> = self.numbers.iter().filter_map(|n| weigh(*n)).collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.name.cmp(&b.name)));
        reasons
    }

    /// How sure, 0 to 1: the logistic function of the lead over what came second.
    pub fn confidence(&self) -> f32 {
        let lead = self.runner_up.map_or(self.score, |(_, _, score)| self.score - score);
        1.0 / (1.0 + (-lead).exp())
    }
}

/// The evidence of a chosen candidate.
pub(super) fn of(ground: &Ground<'_>, passes: &Passes, index: usize, lane: Lane) -> Evidence {
    let chosen = passes.candidates[index];
    let outside: f32 = outside(passes, index);
    let score = passes.scores[index][lane] - outside;
    let mut second: Option<(TokenRange, Option<MentionType>, f32)> =
        Some((chosen.tokens, None, 0.0));
    for (other, row) in
        passes.candidates.iter().zip(&passes.scores).skip(index.saturating_sub(64)).take(128)
    {
        if !other.tokens.overlaps(chosen.tokens) {
            continue;
        }
        for other_lane in super::decode::lanes(other) {
            let same = other.tokens == chosen.tokens && other_lane == lane;
            let value = row[other_lane] - outside;
            if !same && second.is_none_or(|(_, _, s)| value > s) {
                second = Some((other.tokens, weights::type_of(other_lane), value));
            }
        }
    }
    debug_assert!(chosen.tokens.end as usize <= ground.document.tokens.len());
    Evidence {
        numbers: passes.evidence_of(index).collect(),
        lane: lane as u8,
        score,
        runner_up: second,
    }
}

/// The score of leaving all words of a candidate outside.
fn outside(passes: &Passes, index: usize) -> f32 {
    let at = passes.chunks.partition_point(|c| c.candidates.1 <= index);
    let Some(chunk) = passes.chunks.get(at) else { return 0.0 };
    let tokens = passes.candidates[index].tokens;
    let from = chunk.skips + (tokens.start - chunk.tokens.start) as usize;
    passes.skips.get(from..from + tokens.len()).map_or(0.0, |s| s.iter().sum())
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
