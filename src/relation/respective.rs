//! `Acme and Beta own 20 and 30 pct of Coil, respectively`: lists of one length are read in step.

use std::borrow::Cow;

use super::assemble::Scene;
use crate::mention::Value;
use crate::pattern::RoleId;
use crate::phrase::UnitKind;
use crate::rule::{Filler, Match, RelationType};

/// So many units behind a match `respectively` may stand.
const REACH: usize = 12;

/// A match, or one of the steps in which its lists are read.
pub(super) struct Turn<'m> {
    /// The match, its lists narrowed to one member each.
    pub(super) found: Cow<'m, Match>,
    /// Which step of how many; `None` when lists are not read in step.
    pub(super) place: Option<(usize, usize)>,
}

impl<'m> Turn<'m> {
    /// A match as it stands.
    pub(super) fn of(found: &'m Match) -> Self {
        Self { found: Cow::Borrowed(found), place: None }
    }
}

/// The steps of a match whose clause says `respectively`; `None` for all others.
pub(super) fn turns<'m>(
    scene: &Scene<'_>,
    header: &RelationType,
    found: &'m Match,
) -> Option<Vec<Turn<'m>>> {
    let lengths = header.edge.map(|role| count(found, role));
    let length = lengths.into_iter().max().filter(|n| *n > 1)?;
    if lengths.iter().any(|n| *n != 1 && *n != length) {
        return None;
    }
    let end = scene.units.row.len().min(found.units.end + REACH);
    let behind = scene.units.row.get(found.units.start..end)?;
    let says = |unit: &crate::phrase::Unit| {
        matches!(unit.kind, UnitKind::Word(_))
            && scene.document.text_of(unit.tokens).eq_ignore_ascii_case("respectively")
    };
    if !behind.iter().any(says) {
        return None;
    }
    let turn = |place: usize| {
        let mut one = found.clone();
        for (_, filler) in &mut one.roles {
            if let Filler::Mentions(all) = filler
                && all.len() == length
            {
                *all = all.get(place).copied().into_iter().collect();
            }
        }
        Turn { found: Cow::Owned(one), place: Some((place, length)) }
    };
    Some((0..length).map(turn).collect())
}

fn count(found: &Match, role: RoleId) -> usize {
    super::assemble::mentions(found, role).len()
}

/// Of the words for several (`chairman and chief executive`) those of one step.
pub(super) fn words(text: &str, place: Option<(usize, usize)>) -> &str {
    let Some((place, length)) = place else { return text };
    let joints = [", and ", " and ", ", "];
    let mut parts = vec![text];
    for joint in joints {
        parts = parts.iter().flat_map(|part| part.split(joint)).collect();
    }
    if parts.len() == length { parts.get(place).copied().unwrap_or(text).trim() } else { text }
}

/// `20 and 30 pct`: the figure of one step, where all but the last stand before the percentage as
/// bare numbers. `last` is the percentage.
pub(super) fn figure(
    scene: &Scene<'_>,
    last: crate::mention::MentionId,
    place: Option<(usize, usize)>,
) -> Option<f64> {
    let (place, length) = place?;
    let back = length.checked_sub(place + 1).filter(|back| *back > 0)?;
    let unit = scene.units.row.iter().position(|u| u.kind == UnitKind::Mention(last))?;
    let mut left = unit;
    for _ in 0..back {
        loop {
            left = left.checked_sub(1)?;
            let row = scene.units.row.get(left)?;
            match row.kind {
                UnitKind::Word(_) if matches!(scene.document.text_of(row.tokens), "," | "and") => {}
                _ => break,
            }
        }
    }
    let UnitKind::Mention(id) = scene.units.row.get(left)?.kind else { return None };
    match &scene.entities.mentions.get(id)?.value {
        Some(Value::Number(number)) => Some(*number),
        Some(Value::Percent(share)) => share.exact,
        _ => None,
    }
}
