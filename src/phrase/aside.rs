//! Asides: brackets, appositions and relative clauses that a pattern may step over.

use super::{Context, Unit, UnitKind, Units};
use crate::lexicon::{Class, WordId, fixed};
use crate::mention::MentionType;

/// Longest aside between commas, in units.
const MAX_COMMAS: usize = 24;
/// Longest introduction without a date, in units.
const LONGEST_INTRODUCTION: usize = 5;
/// Longest aside in brackets, in units.
const MAX_BRACKETS: usize = 40;

/// Finds for each unit where an aside that opens there has closed, and where one that closes there
/// opened.
pub(super) fn pair(context: &Context<'_>, units: &mut Units) {
    let Units { row, aside_end: ends, aside_start: starts, .. } = units;
    ends.resize(row.len(), None);
    starts.resize(row.len(), None);
    let mut open: Vec<(usize, WordId)> = Vec::new();
    let mut comma: Option<usize> = None;
    let introduction = introduction(context, row);
    for at in 0..row.len() {
        match row[at].word() {
            sign @ (fixed::OPEN_BRACKET | fixed::OPEN_ANGLE | fixed::OPEN_SQUARE) => {
                open.push((at, sign));
            }
            sign @ (fixed::CLOSE_BRACKET | fixed::CLOSE_ANGLE | fixed::CLOSE_SQUARE) => {
                close_bracket(&mut open, sign, at, ends, starts);
            }
            fixed::COMMA if open.is_empty() => {
                if comma.is_some() && goes_on_with_place(context, row, at) {
                    continue;
                }
                let after_introduction = comma.is_some() && comma == introduction;
                if let Some(first) = comma.filter(|&c| {
                    at - c <= MAX_COMMAS
                        && is_aside(context, row, c, at)
                        && !(after_introduction && is_clause(context, &row[c + 1..at]))
                }) {
                    (ends[first], starts[at]) = (Some(at + 1), Some(first));
                    comma = None;
                    continue;
                }
                comma = Some(at);
            }
            fixed::TWO_HYPHENS | fixed::EM_DASH | fixed::EN_DASH if open.is_empty() => {
                if let Some(first) = dash_before(row, at) {
                    (ends[first], starts[at]) = (Some(at + 1), Some(first));
                }
            }
            _ => {}
        }
    }
}

/// The comma that ends `In May,`, `On Monday,`, `Earlier,` at the head of a sentence: a name behind it
/// is the subject, and a second comma opens what describes it.
fn introduction(context: &Context<'_>, row: &[Unit]) -> Option<usize> {
    let first = row.first()?;
    let of_type = |unit: &Unit, kind: MentionType| {
        let UnitKind::Mention(id) = unit.kind else { return false };
        context.entities.mentions.get(id).is_some_and(|m| m.mention_type == kind)
    };
    let date = |unit: &Unit| of_type(unit, MentionType::Date);
    let opens = [Class::Preposition, Class::Adverb].iter().any(|c| context.is(first, *c));
    if !opens && !date(first) {
        return None;
    }
    let end = row.iter().take(MAX_COMMAS).position(|u| u.word() == fixed::COMMA)?;
    let named = |unit: &Unit| is_actor(context, unit) || matches!(unit.kind, UnitKind::Verb(_));
    let word =
        |unit: &Unit| matches!(unit.kind, UnitKind::Word(_)) || of_type(unit, MentionType::Number);
    let short = end <= LONGEST_INTRODUCTION && row[..end].iter().all(word);
    let dated = end > 0 && date(&row[end - 1]);
    ((dated || short) && !row[..end].iter().any(named)).then_some(end)
}

/// What follows an introduction is no aside when it ends in a name, or a verb stands inside.
fn is_clause(context: &Context<'_>, inside: &[Unit]) -> bool {
    let verb = |unit: &Unit| matches!(unit.kind, UnitKind::Verb(_));
    inside.last().is_some_and(|u| is_actor(context, u))
        || inside.first().is_some_and(|u| !verb(u)) && inside.iter().any(verb)
}

fn is_actor(context: &Context<'_>, unit: &Unit) -> bool {
    let id = match unit.kind {
        UnitKind::Mention(id) => id,
        UnitKind::List(_) => return true,
        _ => return false,
    };
    context
        .entities
        .mentions
        .get(id)
        .is_some_and(|m| matches!(m.mention_type, MentionType::Organization | MentionType::Person))
}

/// `, based in Dallas, Texas,`: the comma between the two places closes nothing.
fn goes_on_with_place(context: &Context<'_>, row: &[Unit], at: usize) -> bool {
    let place = |i: usize| {
        row.get(i).is_some_and(|unit| match unit.kind {
            UnitKind::Mention(id) => {
                let mention = context.entities.mentions.get(id);
                mention.is_some_and(|m| m.mention_type == MentionType::Place)
            }
            _ => false,
        })
    };
    let closes =
        row.get(at + 2).is_some_and(|u| matches!(u.word(), fixed::COMMA | fixed::CLOSE_BRACKET));
    at > 0 && closes && place(at - 1) && place(at + 1)
}

fn close_bracket(
    open: &mut Vec<(usize, WordId)>,
    sign: WordId,
    at: usize,
    ends: &mut [Option<usize>],
    starts: &mut [Option<usize>],
) {
    let opener = match sign {
        fixed::CLOSE_BRACKET => fixed::OPEN_BRACKET,
        fixed::CLOSE_ANGLE => fixed::OPEN_ANGLE,
        _ => fixed::OPEN_SQUARE,
    };
    if let Some((first, _)) = open.pop_if(|(first, o)| *o == opener && at - *first <= MAX_BRACKETS)
    {
        (ends[first], starts[at]) = (Some(at + 1), Some(first));
    }
}

fn dash_before(row: &[Unit], at: usize) -> Option<usize> {
    let from = at.saturating_sub(MAX_COMMAS);
    (from..at.saturating_sub(1)).rev().find(|&i| row[i].word() == row[at].word())
}

/// Between two commas stands an aside when it begins like an apposition, a relative clause, a
/// participle or a prepositional phrase. (Lists have been folded before.)
fn is_aside(context: &Context<'_>, row: &[Unit], open: usize, close: usize) -> bool {
    let Some(first) = row.get(open + 1) else { return false };
    close > open + 1
        && match first.kind {
            UnitKind::Mention(_) | UnitKind::List(_) => true,
            UnitKind::Verb(_) => true,
            UnitKind::Word(word) => {
                let classes = context.lexicon.classes(word);
                let opens = [
                    Class::Determiner,
                    Class::Relative,
                    Class::Preposition,
                    Class::Adverb,
                    Class::Former,
                    Class::Subordinator,
                ];
                let conjunction = classes.has(Class::Conjunction);
                first.word() == fixed::ONE
                    || !conjunction
                        && (opens.iter().any(|c| classes.has(*c)) || !classes.has(Class::Function))
            }
        }
}
