//! What became of the rules of a relation in a sentence, also of those that did not match: for
//! `explain --why-not`.

use super::index::{Place, all};
use super::matching::{Filler, Match, read, roles};
use super::set::{Rule, RuleId, RuleSet};
use super::whole;
use crate::pattern::{Context, Form, Local, RoleId, Scratch, Stop, Variant};

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The pattern does not fit.
    Stopped(Stop),
    /// A role that must be filled is not.
    Missing(RoleId),
    /// It ends inside a longer noun phrase: `bought a Norvane jet` buys no Norvane.
    Cut,
    /// A veto of the rule (its number) sees something in the stretch.
    Vetoed(usize),
    /// It matches.
    Matched,
    /// It would match, but an earlier form or pattern of the rule has matched at this trigger.
    Overtaken,
}

/// One form of a pattern at one trigger.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The rule.
    pub rule: RuleId,
    /// Which of its patterns.
    pub pattern: usize,
    /// Which form of the pattern, by number and name.
    pub variant: usize,
    /// See `variant`.
    pub form: Form,
    /// The unit that woke it.
    pub trigger: usize,
    /// How it ended.
    pub outcome: Outcome,
    /// The roles filled until then.
    pub roles: Vec<(RoleId, Filler)>,
    /// The match, where the pattern fits.
    pub found: Option<Match>,
}

impl RuleSet {
    /// Every form of every pattern of a relation (an index into [`RuleSet::relations`]) at every
    /// unit that could be its trigger. Costs the units times the forms.
    pub fn trace(&self, context: &Context<'_>, relation: usize) -> Vec<Attempt> {
        let mut scratch = Scratch::default();
        let mut attempts = Vec::new();
        for at in 0..context.units.row.len() {
            let mut taken = None;
            for (place, variant) in all(&self.rules) {
                let Some(rule) = self.rules.get(place.rule as usize) else { continue };
                if rule.relation != relation {
                    continue;
                }
                let tried = self.attempt_traced(context, at, (place, rule, variant), &mut scratch);
                let Some(mut attempt) = tried else { continue };
                if attempt.outcome == Outcome::Matched {
                    match taken == Some(place.rule) {
                        true => attempt.outcome = Outcome::Overtaken,
                        false => taken = Some(place.rule),
                    }
                }
                attempts.push(attempt);
            }
        }
        attempts
    }

    /// `None` where the unit is no trigger of the variant.
    fn attempt_traced(
        &self,
        context: &Context<'_>,
        trigger: usize,
        (place, rule, variant): (Place, &Rule, &Variant),
        scratch: &mut Scratch,
    ) -> Option<Attempt> {
        let types = |atom| variant.program.types(atom);
        let (outcome, filled, found) = match variant.trace(context, trigger, scratch) {
            Err(stop) if stop.matched() == 0 => return None,
            Err(stop) => {
                let filled = roles(context, &stop.steps, types);
                (Outcome::Stopped(stop), filled, None)
            }
            Ok(()) => {
                let found = read(context, trigger, place, variant, scratch.steps())?;
                let outcome = self.judge(context, rule, &found, scratch);
                (outcome, found.roles.clone(), Some(found))
            }
        };
        Some(Attempt {
            rule: RuleId(place.rule),
            pattern: usize::from(place.pattern),
            variant: usize::from(place.variant),
            form: variant.form,
            trigger,
            outcome,
            roles: filled,
            found,
        })
    }

    /// What speaks against a pattern that fits.
    fn judge(
        &self,
        context: &Context<'_>,
        rule: &Rule,
        found: &Match,
        scratch: &mut Scratch,
    ) -> Outcome {
        if !self.is_whole(rule, context.mentions, found) {
            let header = self.relations.get(rule.relation);
            let required = header.iter().flat_map(|h| h.roles.iter().enumerate());
            let missing = required.filter(|(_, r)| r.required).map(|(i, _)| RoleId(i as u8));
            let first = { missing }.find(|role| found.filler(*role).is_none());
            return Outcome::Missing(first.unwrap_or_default());
        }
        if !whole::holds(context, found) {
            return Outcome::Cut;
        }
        let stretch = found.units.start..found.units.end;
        let mut sees = |veto: &Local| {
            stretch.clone().any(|at| veto.run(context, at, stretch.clone(), scratch))
        };
        if let Some(veto) = rule.unless.iter().position(&mut sees) {
            return Outcome::Vetoed(veto);
        }
        Outcome::Matched
    }
}
