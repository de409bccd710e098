//! Rules over the units of a sentence.

use super::adjunct;
use super::index::Place;
use super::need::Held;
use super::set::{Rule, RuleId, RuleSet};
use super::wake::{Awake, Waiting};
use super::{judged, spread, whole};
use crate::entity::stands_for_several;
use crate::lexicon::{self, Class, fixed};
use crate::mention::{MentionId, Mentions};
use crate::pattern::{Context, Form, RoleId, Scratch, Step, TypeSet, UnitRange, Variant};
use crate::phrase::{Mood, Voice};

/// What fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filler {
    /// A mention, or all mentions of a list: each makes a relation of its own.
    Mentions(Vec<MentionId>),
    /// Words, as a range of units.
    Words(UnitRange),
}

/// One rule found at one trigger.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The rule.
    pub rule: RuleId,
    /// Which of its patterns.
    pub pattern: usize,
    /// Which form of the pattern.
    pub variant: usize,
    /// In which form the text says it.
    pub form: Form,
    /// The roles, in the order in which they were filled.
    pub roles: Vec<(RoleId, Filler)>,
    /// From the leftmost unit matched to the rightmost.
    pub units: UnitRange,
    /// The unit that woke the rule.
    pub trigger: usize,
    /// What the verb group says about it.
    pub mood: Mood,
    /// Which atom matched which units.
    pub steps: Vec<Step>,
}

impl Match {
    /// What fills a role.
    pub fn filler(&self, role: RoleId) -> Option<&Filler> {
        self.roles.iter().find(|(r, _)| *r == role).map(|(_, f)| f)
    }
}

/// Narrows a search, for tests of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Probe {
    /// This rule alone.
    pub(super) only: Option<RuleId>,
    /// As if the rules did not have this one of their vetoes.
    pub(super) without_veto: Option<usize>,
}

/// Memory that the searches of many sentences share.
#[derive(Debug, Default)]
pub struct Memory {
    scratch: Scratch,
    pub(super) held: Held,
    pub(super) waiting: Waiting,
    pub(super) woken: Vec<u32>,
    /// The tokens of a sentence that tell anything.
    pub(super) telling: Vec<u32>,
}

impl RuleSet {
    /// Adds all matches in a sentence to `out`; the memory is that with which it was woken. Costs
    /// the units and the runs of the variants that wait for them.
    pub fn matches(
        &self,
        context: &Context<'_>,
        awake: Awake,
        memory: &mut Memory,
        out: &mut Vec<Match>,
    ) {
        self.search(context, awake, Probe::default(), memory, out);
    }

    pub(super) fn search(
        &self,
        context: &Context<'_>,
        mut awake: Awake,
        probe: Probe,
        memory: &mut Memory,
        out: &mut Vec<Match>,
    ) {
        for at in 0..context.units.row.len() {
            self.woken_at(context, at, &mut awake, memory);
            let Memory { scratch, woken, .. } = memory;
            let mut last = None;
            for one in woken.iter().filter_map(|variant| self.index.place(*variant)) {
                let other = probe.only.is_some_and(|only| only.0 != one.rule);
                if other || last == Some(one.rule) {
                    continue;
                }
                if let Some(found) = self.attempt(context, at, one, probe, scratch) {
                    last = Some(one.rule);
                    out.push(found);
                }
            }
        }
    }

    fn attempt(
        &self,
        context: &Context<'_>,
        trigger: usize,
        place: Place,
        probe: Probe,
        scratch: &mut Scratch,
    ) -> Option<Match> {
        let rule = self.rules.get(place.rule as usize)?;
        let pattern = rule.patterns.get(usize::from(place.pattern))?;
        let variant = pattern.variants.get(usize::from(place.variant))?;
        if !variant.run(context, trigger, scratch) {
            return None;
        }
        let mut found = read(context, trigger, place, variant, scratch.steps())?;
        judged::read(context, rule.deed, &mut found);
        if rule.past.is_some() && found.mood.status.is_none() && is_past(context, &found) {
            found.mood.status = rule.past;
        }
        if !self.is_whole(rule, context.mentions, &found)
            || rule.later.is_none() && !whole::holds(context, &found)
            || is_vetoed(rule, context, &found, probe, scratch)
        {
            return None;
        }
        spread::names(context, &mut found, |atom| variant.program.types(atom));
        if let Some(header) = self.relations.get(rule.relation) {
            spread::places(context, header, &mut found);
        }
        adjunct::fill(self, rule, context, &mut found, scratch);
        Some(found)
    }

    pub(super) fn is_whole(&self, rule: &Rule, mentions: &Mentions, found: &Match) -> bool {
        let Some(relation) = self.relations.get(rule.relation) else { return false };
        let required = relation.roles.iter().enumerate().filter(|(_, r)| r.required);
        let is_list = |end: usize| {
            let filler = found.filler(RoleId(end as u8));
            let Some(Filler::Mentions(members)) = filler else { return false };
            let several = |id: &MentionId| mentions.get(*id).is_some_and(stands_for_several);
            members.len() > 1 || members.iter().any(several)
        };
        rule.later.is_some()
            || required.into_iter().all(|(i, _)| {
                found.filler(RoleId(i as u8)).is_some()
                    || relation.other_end(i).is_some_and(is_list)
                    || rule.context && relation.is_end_for_context(i)
            })
    }
}

/// What a variant that has matched says, before anything speaks against it.
pub(super) fn read(
    context: &Context<'_>,
    trigger: usize,
    place: Place,
    variant: &Variant,
    steps: &[Step],
) -> Option<Match> {
    let mut found = Match {
        rule: RuleId(place.rule),
        pattern: usize::from(place.pattern),
        variant: usize::from(place.variant),
        form: variant.form,
        roles: roles(context, steps, |atom| variant.program.types(atom)),
        units: cover(steps)?,
        trigger,
        mood: mood(context, variant, steps),
        steps: steps.to_vec(),
    };
    spread::subjects(context, &mut found, |atom| variant.program.types(atom));
    Some(found)
}

fn cover(steps: &[Step]) -> Option<UnitRange> {
    steps
        .iter()
        .filter_map(|s| s.units())
        .reduce(|a, b| UnitRange { start: a.start.min(b.start), end: a.end.max(b.end) })
}

/// The fillers that the steps captured.
pub(super) fn roles(
    context: &Context<'_>,
    steps: &[Step],
    types: impl Fn(u16) -> TypeSet,
) -> Vec<(RoleId, Filler)> {
    let filler = |step: &Step| match step {
        Step::Atom { atom, units, role: Some(role) } => {
            let mut members: Vec<MentionId> =
                context.members_of(units.start, types(*atom)).collect();
            let all = context.members(units.start);
            if all.len() > 1
                && (describes_last(context, units.end, steps)
                    || belongs_to_last(context, units.end, steps))
            {
                members.retain(|m| Some(m) == all.last());
            }
            Some((*role, Filler::Mentions(members)))
        }
        Step::Words(role, units) => Some((*role, Filler::Words(*units))),
        _ => None,
    };
    steps.iter().filter_map(filler).collect()
}

/// `Acme and Beta parent Coil`: a noun in the singular right behind the list is the last member's.
fn belongs_to_last(context: &Context<'_>, end: usize, steps: &[Step]) -> bool {
    let read = steps.iter().filter_map(|s| s.units()).any(|u| u.start == end);
    read && context.word(end).is_some_and(|w| {
        let noun = [Class::RelationalNoun, Class::RoleHead];
        noun.iter().any(|c| context.lexicon.is(w, *c)) && !context.lexicon.folded(w).ends_with('s')
    })
}

/// `Acme and Beta, a unit of Coil`, `Acme and Beta (LSE: BET)`: what follows the list after a comma
/// or in brackets is said of its last member.
fn describes_last(context: &Context<'_>, end: usize, steps: &[Step]) -> bool {
    let read = |unit: usize| steps.iter().filter_map(|s| s.units()).any(|u| u.start == unit);
    if context.sign(end) == fixed::OPEN_BRACKET && read(end + 1) {
        return true;
    }
    let bracket = context.units.aside_end.get(end).copied().flatten();
    let end = bracket.filter(|_| context.sign(end) == fixed::OPEN_BRACKET).unwrap_or(end);
    context.sign(end) == fixed::COMMA
        && matches!(context.text(end + 1), "a" | "an" | "also" | "itself" | "in" | "of")
        && read(end + 1)
}

/// The mood of the first verb group matched: the trigger's own, or its governor's. Of a group that
/// the pattern spells out (`formerly known as`) the words say nothing about the status.
fn mood(context: &Context<'_>, variant: &Variant, steps: &[Step]) -> Mood {
    let whole = cover(steps).unwrap_or_default();
    let verb = steps.iter().find_map(|step| {
        let units = step.units()?;
        // `Chairman Ann Lee | won't`: a verb that only bounds the match is another matter.
        let bounds = units.start == whole.start || units.end == whole.end;
        if matches!(step, Step::Atom { atom, .. } if bounds && variant.program.is_any_verb(*atom)) {
            return None;
        }
        let verb = (units.start..units.end).find_map(|u| context.verb(u))?;
        let spelt =
            matches!(step, Step::Atom { atom, .. } if variant.program.spells(*atom, verb.lemma));
        Some((verb, spelt))
    });
    let mut mood = verb.map(|(v, _)| v.mood.clone()).unwrap_or_default();
    mood.negated ^= verb_of_none(context, steps);
    if verb.is_some_and(|(_, spelt)| spelt) {
        mood.status = None;
    }
    mood.status = mood.status.or(variant.status);
    mood
}

/// `ran`, of a verb that acts and stands alone.
fn is_past(context: &Context<'_>, found: &Match) -> bool {
    let units = found.steps.iter().filter_map(|s| s.units()).flat_map(|u| u.start..u.end);
    let verb = units.into_iter().find_map(|at| context.verb(at));
    verb.is_some_and(|verb| verb.form == lexicon::Form::Past && verb.voice == Voice::Active)
}

/// `has no stake in`, `made no offer for`: `no` right behind the verb, inside the match.
fn verb_of_none(context: &Context<'_>, steps: &[Step]) -> bool {
    let units = || steps.iter().filter_map(|s| s.units());
    let Some(end) = units().map(|u| u.end).max() else { return false };
    let verb = units().flat_map(|u| u.start..u.end).find(|u| context.verb(*u).is_some());
    verb.is_some_and(|at| at + 1 < end && context.sign(at + 1) == fixed::NO)
}

fn is_vetoed(
    rule: &Rule,
    context: &Context<'_>,
    found: &Match,
    probe: Probe,
    scratch: &mut Scratch,
) -> bool {
    let stretch = found.units.start..found.units.end;
    let vetoes = rule.unless.iter().enumerate().filter(|(i, _)| probe.without_veto != Some(*i));
    vetoes
        .into_iter()
        .any(|(_, veto)| stretch.clone().any(|at| veto.run(context, at, stretch.clone(), scratch)))
}
