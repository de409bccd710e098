//! Scores as data for a person or a program: rows with intervals, errors by class.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::{Difference, Move};
use super::confidence::{Fifth, fifths};
use super::dates::DateError;
use super::interval::Share;
use super::mentions::{Count, SpanError};
use super::relations::{RelationError, Tally};
use super::{RelationScore, Score};

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The type, or `all`.
    pub name: String,
    /// Found and right, as far as it is required.
    pub right: usize,
    /// Found and right, where the gold leaves it open.
    pub optional: usize,
    /// Found and not in the gold.
    #[serde(rename = "false")]
    pub wrong: usize,
    /// Required and not found.
    pub missed: usize,
    /// Of what was found, the share that is right.
    pub precision: Share,
    /// Of what is required, the share that was found.
    pub recall: Share,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// So many of so many.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Of what.
    pub name: String,
    /// Right.
    pub right: usize,
    /// Of so many.
    pub of: usize,
    /// The share with its interval.
    pub share: Share,
}

/// Relations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelationReport {
    /// By type.
    pub types: Vec<Row>,
    /// Over all types.
    pub all: Row,
    /// Precision where share, status, negation and hedge must be right too.
    pub strict_precision: Share,
    /// Recall likewise.
    pub strict_recall: Share,
    /// Facts found with a share that the gold does not have.
    pub invented_shares: usize,
    /// By attribute, on the relations found.
    pub attributes: Vec<Part>,
    /// What confidences say, and what of them is right, from the least sure fifth to the surest.
    pub confidence: Vec<Fifth>,
    /// All errors.
    pub errors: Vec<RelationError>,
}

/// Mentions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MentionReport {
    /// By type.
    pub types: Vec<Row>,
    /// Over all types.
    pub all: Row,
    /// All errors.
    pub errors: Vec<SpanError>,
}

/// Entities: B-cubed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityReport {
    /// Of what is with a name, the share that belongs there.
    pub precision: f64,
    /// Of what belongs to a name, the share that is with it.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// So many names.
    pub names: usize,
}

/// Dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DateReport {
    /// The very same span.
    pub strict: Row,
    /// Spans that share a character.
    pub relaxed: Row,
    /// With the right type.
    pub type_f1: f64,
    /// With the right value.
    pub value_f1: f64,
    /// All errors.
    pub errors: Vec<DateError>,
}

/// What changed against an earlier run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BaselineReport {
    /// Gained and right.
    pub gained_right: usize,
    /// Gained and wrong.
    pub gained_false: usize,
    /// Lost and right: a loss.
    pub lost_right: usize,
    /// Lost and wrong: a gain.
    pub lost_false: usize,
    /// Found by both, with differences.
    pub changed: usize,
    /// Relation by relation.
    pub differences: Vec<Difference>,
}

/// Everything that was scored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// So many documents.
    pub documents: usize,
    /// Relations, where the gold has any.
    pub relations: Option<RelationReport>,
    /// Mentions, likewise.
    pub mentions: Option<MentionReport>,
    /// Entities, likewise.
    pub entities: Option<EntityReport>,
    /// Dates, likewise.
    pub dates: Option<DateReport>,
    /// Against an earlier run.
    pub baseline: Option<BaselineReport>,
}

impl Report {
    /// The report of a score.
    pub fn of(score: Score, baseline: Option<Vec<Difference>>) -> Self {
        let mentions = score.mentions.map(|m| MentionReport {
            all: of_count("all", m.overall()),
            types: m.types.iter().map(|(name, count)| of_count(name, *count)).collect(),
            errors: m.errors,
        });
        let entities = score.entities.map(|e| EntityReport {
            precision: e.precision(),
            recall: e.recall(),
            f1: e.f1(),
            names: e.names,
        });
        let dates = score.dates.map(|d| DateReport {
            strict: of_count("strict span", d.strict),
            relaxed: of_count("relaxed span", d.relaxed),
            type_f1: d.type_f1(),
            value_f1: d.value_f1(),
            errors: d.errors,
        });
        Self {
            documents: score.documents,
            relations: score.relations.map(of_relations),
            mentions,
            entities,
            dates,
            baseline: baseline.map(of_baseline),
        }
    }
}

fn of_relations(score: RelationScore) -> RelationReport {
    let all = score.overall();
    let found = all.required + all.optional + all.wrong;
    let required = all.required + all.missed;
    let attributes = score.attributes.iter().map(|(name, (right, of))| Part {
        name: name.clone(),
        right: *right,
        of: *of,
        share: Share::of(*right, *of),
    });
    RelationReport {
        types: score.types.iter().map(|(name, tally)| of_tally(name, *tally)).collect(),
        all: of_tally("all", all),
        strict_precision: Share::of(score.strict, found),
        strict_recall: Share::of(required.saturating_sub(score.not_strict), required),
        invented_shares: score.invented_shares,
        attributes: attributes.collect(),
        confidence: fifths(score.confidences),
        errors: score.errors,
    }
}

fn of_tally(name: &str, tally: Tally) -> Row {
    let right = tally.required + tally.optional;
    Row {
        name: name.to_owned(),
        right: tally.required,
        optional: tally.optional,
        wrong: tally.wrong,
        missed: tally.missed,
        precision: Share::of(right, right + tally.wrong),
        recall: Share::of(tally.required, tally.required + tally.missed),
        f1: tally.f1(),
    }
}

fn of_count(name: &str, count: Count) -> Row {
    Row {
        name: name.to_owned(),
        right: count.right,
        optional: 0,
        wrong: count.wrong,
        missed: count.missed,
        precision: Share::of(count.right, count.right + count.wrong),
        recall: Share::of(count.right, count.right + count.missed),
        f1: count.f1(),
    }
}

fn of_baseline(differences: Vec<Difference>) -> BaselineReport {
    let mut counts: BTreeMap<(Move, Option<bool>), usize> = BTreeMap::new();
    for one in &differences {
        *counts.entry((one.moved, one.right)).or_default() += 1;
    }
    let count = |moved, right| counts.get(&(moved, Some(right))).copied().unwrap_or_default();
    let changed = differences.iter().filter(|d| d.moved == Move::Changed).count();
    BaselineReport {
        gained_right: count(Move::Gained, true),
        gained_false: count(Move::Gained, false),
        lost_right: count(Move::Lost, true),
        lost_false: count(Move::Lost, false),
        changed,
        differences,
    }
}
