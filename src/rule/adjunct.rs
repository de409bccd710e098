//! What may stand beside a match and fill roles that it left empty.

use super::matching::{Filler, Match, roles};
use super::set::{Adjunct, Rule, RuleSet};
use crate::lexicon::{Class, fixed};
use crate::pattern::{Context, RoleId, Scratch};
use crate::phrase::UnitKind;

/// An adjunct is looked for so many units away from the match.
const WINDOW: usize = 14;

/// Tries the adjuncts of the rule's relation to the right of the match, then inside it, then, for
/// those that allow it, to the left; never beyond the clause.
pub(super) fn fill(
    set: &RuleSet,
    rule: &Rule,
    context: &Context<'_>,
    found: &mut Match,
    scratch: &mut Scratch,
) {
    for adjunct in set.adjuncts.iter().filter(|a| a.relation == rule.relation) {
        if adjunct.pattern.roles.iter().any(|r| found.filler(*r).is_some()) {
            continue;
        }
        if let Some(filled) = right(adjunct, context, found, scratch)
            .or_else(|| inside(adjunct, context, found, scratch))
            .or_else(|| left(adjunct, context, found, scratch))
        {
            found.roles.extend(filled);
        }
    }
}

type Filled = Vec<(RoleId, Filler)>;

fn right(
    adjunct: &Adjunct,
    context: &Context<'_>,
    found: &Match,
    scratch: &mut Scratch,
) -> Option<Filled> {
    let row = context.units.row.len();
    let limit = row.min(found.units.end + WINDOW);
    let mut at = found.units.end;
    while at < limit {
        if let Some(filled) = attempt(adjunct, context, found, at, at..row, scratch) {
            return Some(filled);
        }
        if ends_clause(context, at) {
            return None;
        }
        let aside = context.units.aside_end.get(at).copied().flatten();
        at = aside.filter(|end| *end > at).unwrap_or(at + 1);
    }
    None
}

fn inside(
    adjunct: &Adjunct,
    context: &Context<'_>,
    found: &Match,
    scratch: &mut Scratch,
) -> Option<Filled> {
    let range = found.units.start..found.units.end;
    range.clone().find_map(|at| attempt(adjunct, context, found, at, range.clone(), scratch))
}

fn left(
    adjunct: &Adjunct,
    context: &Context<'_>,
    found: &Match,
    scratch: &mut Scratch,
) -> Option<Filled> {
    if !adjunct.left {
        return None;
    }
    let end = found.units.start;
    let reach = (end.saturating_sub(WINDOW)..end).rev();
    let clause = reach.take_while(|at| !ends_clause(context, *at));
    clause.into_iter().find_map(|at| attempt(adjunct, context, found, at, at..end, scratch))
}

fn attempt(
    adjunct: &Adjunct,
    context: &Context<'_>,
    found: &Match,
    at: usize,
    limit: std::ops::Range<usize>,
    scratch: &mut Scratch,
) -> Option<Filled> {
    if !adjunct.pattern.run(context, at, limit, scratch) {
        return None;
    }
    let filled = roles(context, scratch.steps(), |atom| adjunct.pattern.types(atom));
    let is_free = |(_, filler): &(RoleId, Filler)| found.roles.iter().all(|(_, f)| f != filler);
    (!filled.is_empty() && filled.iter().all(is_free)).then_some(filled)
}

/// A verb group or a semicolon: what follows belongs to another clause.
fn ends_clause(context: &Context<'_>, at: usize) -> bool {
    match context.unit(at).map(|u| u.kind) {
        Some(UnitKind::Verb(_)) => true,
        Some(UnitKind::Word(word)) => {
            word == fixed::SEMICOLON || context.lexicon.is(word, Class::Relative)
        }
        _ => false,
    }
}
