//! What a later sentence adds to a fact without naming its ends: `The deal is worth $2 billion`, `The
//! merger was called off`.

use super::assemble::{Candidate, Scene};
use super::attribute;
use super::merge::{is_empty, key};
use super::respective::Turn;
use super::{Attribute, Evidence};
use crate::lexicon::{Class, Form};
use crate::phrase::{Status, UnitKind};
use crate::rule::{AttributeKind, Later, Match, RelationType, Rule};

/// A deal is spoken of without its names so many sentences on.
pub(super) const SENTENCES: usize = 3;

/// How sure the rule of a fact must be.
const SURE: f64 = 0.75;

/// Looked at for what was told last.
const RECENT: usize = 24;

/// Adds to what was told last among the types that have such rules: to nothing when that is of
/// another type, too far back or more than one deal.
pub(super) fn add(
    scene: &Scene<'_>,
    (rule, header, later): (&Rule, &RelationType, Later),
    found: &Match,
    told: &mut [Candidate],
) {
    if found.mood.negated || later == Later::Status && !is_done(scene, found) {
        return;
    }
    let Some(which) = spoken_of(scene, rule, told) else { return };
    let values = values(scene, (rule, header, later), found);
    let span = scene.sentence();
    let wanted = told.get(which).map(|c| key(&c.relation));
    for one in told.iter_mut().filter(|c| Some(key(&c.relation)) == wanted) {
        let relation = &mut one.relation;
        if later == Later::Status && !relation.negated {
            relation.status = rule.status;
            one.status_stated = true;
        }
        for (name, value) in &values {
            let known = relation.attributes.iter_mut().find(|(n, _)| n == name);
            if let Some((_, known)) = known
                && (is_empty(known) || later == Later::Status)
            {
                *known = value.clone();
            }
        }
        if let Some(first) = relation.evidence.first() {
            let (subject, object) = (first.subject, first.object);
            let rule = scene.rules.full_id(rule);
            relation.evidence.push(Evidence { span, rule, subject, object });
        }
    }
}

/// The verb tells of the past, and no clause of condition or time.
fn is_done(scene: &Scene<'_>, found: &Match) -> bool {
    let read = found.steps.iter().filter_map(|s| s.units()).flat_map(|u| u.start..u.end);
    let mut verbs = read.filter_map(|at| match scene.units.row.get(at)?.kind {
        UnitKind::Verb(verb) => scene.units.verbs.get(verb),
        _ => None,
    });
    let past = verbs.all(|verb| matches!(verb.form, Form::Past | Form::Participle));
    let before = found.units.start.checked_sub(1).and_then(|at| scene.units.row.get(at));
    let clause = before.is_some_and(|unit| {
        let word = unit.word();
        scene.lexicon.is(word, Class::Subordinator) && !scene.lexicon.is(word, Class::Relative)
    });
    past && !clause && found.mood.status.is_none()
}

/// The attributes that the words give.
fn values(
    scene: &Scene<'_>,
    (rule, header, later): (&Rule, &RelationType, Later),
    found: &Match,
) -> Vec<(String, Attribute)> {
    let said = |name: &str, kind: AttributeKind| {
        let own = header.role(name).is_some_and(|role| found.filler(role).is_some());
        own || later == Later::Status
            && rule.status == Status::Actual
            && kind == AttributeKind::Date
    };
    let turn = Turn::of(found);
    let all = header.attributes.iter().filter(|(name, kind)| said(name, *kind));
    all.map(|(name, kind)| {
        (name.clone(), attribute::value(scene, rule, header, &turn, name, *kind))
    })
    .filter(|(_, value)| !is_empty(value))
    .collect()
}

/// The last of the facts that were told last, if all of them are one.
fn spoken_of(scene: &Scene<'_>, rule: &Rule, told: &[Candidate]) -> Option<usize> {
    let here = scene.number()?;
    let recent = told.iter().enumerate().rev().take(RECENT);
    let mut last = recent.filter(|(_, c)| scene.rules.has_later(c.kind) && c.rule >= SURE);
    let (_, newest) = last.clone().next()?;
    let sentence = scene.sentence_of(newest)?;
    if here > sentence + SENTENCES {
        return None;
    }
    let there = |c: &Candidate| scene.sentence_of(c) == Some(sentence);
    let mut same = last.by_ref().filter(|(_, c)| there(c) && c.kind == rule.relation);
    let (which, one) = same.next()?;
    let object = &one.relation.object;
    let alike = |c: &Candidate| match (c.relation.object.entity, object.entity) {
        (None, None) => c.relation.object.name == object.name,
        (a, b) => a == b,
    };
    same.all(|(_, c)| alike(c)).then_some(which)
}
