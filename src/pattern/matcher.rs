//! Runs a program over the units of a sentence: bounded backtracking with a stack of its own.
//!
//! What may be stepped over between two atoms, at no cost to the pattern: quotes and hyphens, at
//! most two adverbs, a whole aside, the determiner and modifiers of a mention.

use std::ops::Range;

use super::context::Context;
use super::node::{Atom, RoleId, TypeSet};
use super::program::{Instruction, Program};
use super::test_unit::{ends, is_one, starts};
use crate::lexicon::fixed;
use crate::phrase::{Unit, UnitKind, Voice};
use crate::step;

/// A trigger may cost so many instructions.
pub(super) const BUDGET: usize = 2000;

/// So many adverbs may be stepped over between two atoms.
const MAX_ADVERBS: u8 = 2;

/// Half-open range of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct UnitRange {
    /// First unit.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// What a program did on its way to a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An atom (its number in the program) matched these units.
    Atom {
        /// Number of the atom.
        atom: u16,
        /// The units.
        units: UnitRange,
        /// The role that captured them.
        role: Option<RoleId>,
    },
    /// Words for a role begin.
    Open(RoleId),
    /// Words for a role.
    Words(RoleId, UnitRange),
    /// A branch was taken.
    Branch(u16),
}

impl Step {
    /// The units that it covers.
    pub fn units(self) -> Option<UnitRange> {
        match self {
            Self::Atom { units, .. } | Self::Words(_, units) => Some(units),
            Self::Open(_) | Self::Branch(_) => None,
        }
    }

    /// The role that it fills.
    pub fn role(self) -> Option<RoleId> {
        match self {
            Self::Atom { role, .. } => role,
            Self::Words(role, _) => Some(role),
            Self::Open(_) | Self::Branch(_) => None,
        }
    }
}

/// Memory that runs share.
#[derive(Debug, Default)]
pub struct Scratch {
    stack: Vec<State>,
    steps: Vec<Step>,
    places: Vec<usize>,
}

impl Scratch {
    /// The steps of the last match.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) pc: usize,
    /// Forward: the next unit. Backward: one past the next unit.
    pub(super) at: usize,
    /// Adverbs stepped over, or units in the gap.
    count: u8,
    /// The verb group whose subject is asked for: the trigger, else the last one to its left.
    verb: Option<usize>,
    /// Length of the trail when the state was made, and the step to add to it.
    steps: usize,
    step: Option<Step>,
}

/// Runs the program from unit `start`, never leaving `limit`. `blocked` are the types of mention
/// that a gap does not cross. The steps of a match stay in `scratch`.
pub(super) fn run(
    program: &Program,
    context: &Context<'_>,
    start: usize,
    limit: Range<usize>,
    blocked: TypeSet,
    scratch: &mut Scratch,
) -> bool {
    let mut run = Run::new(program, context, start, limit, blocked, scratch);
    for _ in 0..BUDGET {
        step::take();
        let Some(state) = run.take() else { return false };
        if run.obey(state) {
            return true;
        }
    }
    false
}

pub(super) struct Run<'r> {
    program: &'r Program,
    context: &'r Context<'r>,
    start: usize,
    limit: Range<usize>,
    blocked: TypeSet,
    scratch: &'r mut Scratch,
}

impl<'r> Run<'r> {
    /// A run that has not begun.
    pub(super) fn new(
        program: &'r Program,
        context: &'r Context<'r>,
        start: usize,
        limit: Range<usize>,
        blocked: TypeSet,
        scratch: &'r mut Scratch,
    ) -> Self {
        scratch.stack.clear();
        scratch.steps.clear();
        scratch.stack.push(State { pc: 0, at: start, count: 0, verb: None, steps: 0, step: None });
        Self { program, context, start, limit, blocked, scratch }
    }

    /// The state to go on with, its step taken; `None` when no way is left.
    #[inline]
    pub(super) fn take(&mut self) -> Option<State> {
        let state = self.scratch.stack.pop()?;
        self.scratch.steps.truncate(state.steps);
        self.scratch.steps.extend(state.step);
        Some(state)
    }

    /// The steps taken, and the states that wait.
    pub(super) fn so_far(&self) -> (&[Step], &[State]) {
        (&self.scratch.steps, &self.scratch.stack)
    }

    /// Does one instruction; true for a match. Of several ways the one pushed last runs first.
    pub(super) fn obey(&mut self, state: State) -> bool {
        let Some(instruction) = self.program.code.get(state.pc).copied() else { return false };
        let next = State { pc: state.pc + 1, count: 0, ..state };
        match instruction {
            Instruction::Match => return true,
            Instruction::Jump(to) => self.push(State { pc: usize::from(to), ..next }, None),
            Instruction::Split(first, second) => {
                self.push(State { pc: usize::from(second), ..next }, None);
                self.push(State { pc: usize::from(first), ..next }, None);
            }
            Instruction::Turn => {
                let verb = self.context.verb(self.start).map(|_| self.start);
                self.push(State { at: self.start, verb, ..next }, None);
            }
            Instruction::Start if self.is_start(state.at) => self.push(next, None),
            Instruction::End if self.is_end(state.at) => self.push(next, None),
            Instruction::Start | Instruction::End => {}
            Instruction::Mark(branch) => self.push(next, Some(Step::Branch(branch))),
            Instruction::Open(role) if !self.is_filled(role) => {
                self.push(next, Some(Step::Open(role)));
            }
            Instruction::Open(_) => {}
            Instruction::Close(role) => self.close(next, role),
            Instruction::Here(atom) => self.atom(state, atom),
            Instruction::Atom(atom) => {
                self.step_over(state);
                self.atom(state, atom);
            }
            Instruction::Not(atom) => self.not(state, atom),
            Instruction::Gap(width) => self.gap(state, width),
            Instruction::Subject(atom) => self.subject(state, atom),
        }
        false
    }

    fn push(&mut self, state: State, step: Option<Step>) {
        self.scratch.stack.push(State { steps: self.scratch.steps.len(), step, ..state });
    }

    pub(super) fn backward(&self, state: &State) -> bool {
        state.pc > self.program.turn
    }

    /// The unit that comes next in the direction of travel.
    pub(super) fn next_unit(&self, state: &State) -> Option<usize> {
        let unit = if self.backward(state) { state.at.checked_sub(1)? } else { state.at };
        self.limit.contains(&unit).then_some(unit)
    }

    fn beyond(&self, state: &State, unit: usize) -> usize {
        if self.backward(state) { unit } else { unit + 1 }
    }

    fn is_start(&self, at: usize) -> bool {
        (0..at.min(4)).all(|u| self.context.is_silent(u)) && at <= 4
    }

    fn is_end(&self, at: usize) -> bool {
        let rest = at..self.context.units.row.len();
        let stops = [fixed::STOP, fixed::EXCLAMATION, fixed::QUESTION];
        let over = |u| self.context.is_silent(u) || stops.contains(&self.context.sign(u));
        rest.len() <= 4 && rest.into_iter().all(over)
    }

    fn atom(&mut self, state: State, index: u16) {
        let program: &'r Program = self.program;
        match program.atoms.get(usize::from(index)) {
            Some(atom @ Atom::Mention { role, .. }) => self.mention(state, index, *role, atom),
            Some(atom) => self.words(state, index, atom),
            None => {}
        }
    }

    fn words(&mut self, state: State, index: u16, atom: &Atom) {
        let mut places = std::mem::take(&mut self.scratch.places);
        places.clear();
        if is_possessive(atom) && state.at > 0 && self.context.is_possessive_pronoun(state.at - 1) {
            places.push(state.at);
        }
        if let (Some(unit), Some(mask)) =
            (self.next_unit(&state), self.program.masks.get(usize::from(index)))
        {
            if !self.backward(&state) && mask.may_begin(self.context, unit) {
                ends(self.context, atom, unit, &mut places);
            } else if self.backward(&state) && mask.may_end(self.context, unit) {
                starts(self.context, atom, state.at, &mut places);
            }
        }
        for &place in places.iter().rev() {
            if place >= self.limit.start && place <= self.limit.end {
                let units = UnitRange { start: state.at.min(place), end: state.at.max(place) };
                let verb = units.start..units.end;
                let verb = verb.into_iter().find(|u| self.context.verb(*u).is_some());
                let next = State { pc: state.pc + 1, at: place, count: 0, ..state };
                // The subject is that of the trigger, or of what governs it on the left.
                let governs = self.backward(&state) || state.at == self.start;
                let verb = if governs { verb.or(state.verb) } else { state.verb };
                let next = State { verb, ..next };
                self.push(next, Some(Step::Atom { atom: index, units, role: None }));
            }
        }
        self.scratch.places = places;
    }

    /// A place may itself be a modifier (`U.S. carrier Acme`): the name that it modifies comes first.
    fn mention(&mut self, state: State, index: u16, role: Option<RoleId>, atom: &Atom) {
        let Some(unit) = self.next_unit(&state) else { return };
        let next = State { pc: state.pc + 1, count: 0, ..state };
        if self.fits(unit, role, atom) {
            let step = Some(taken(index, unit, role));
            let phrase = self.context.units.phrase_start.get(unit).copied().unwrap_or(unit);
            if self.backward(&state) && phrase < unit && phrase >= self.limit.start {
                self.push(State { at: phrase, ..next }, step);
            }
            self.push(State { at: self.beyond(&state, unit), ..next }, step);
        }
        let head = self.context.units.phrase_head.get(unit).copied().flatten();
        if !self.backward(&state)
            && let Some(head) =
                head.filter(|h| self.limit.contains(h) && *h != unit && self.fits(*h, role, atom))
        {
            let step = taken(index, head, role);
            self.push(State { at: head + 1, ..next }, Some(step));
        }
    }

    fn fits(&self, unit: usize, role: Option<RoleId>, atom: &Atom) -> bool {
        is_one(self.context, atom, unit) && self.is_free(unit, role)
    }

    /// A role is filled once, and a unit fills one role.
    fn is_free(&self, unit: usize, role: Option<RoleId>) -> bool {
        let Some(role) = role else { return true };
        let filled = self.scratch.steps.iter().filter_map(|s| s.role().zip(s.units()));
        filled.into_iter().all(|(r, units)| r != role && units.start != unit)
    }

    fn is_filled(&self, role: RoleId) -> bool {
        self.scratch.steps.iter().any(|s| s.role() == Some(role))
    }

    fn step_over(&mut self, state: State) {
        let Some(unit) = self.next_unit(&state) else { return };
        // Only words and signs are stepped over, and only signs open or close an aside.
        if !matches!(self.context.unit(unit), Some(Unit { kind: UnitKind::Word(_), .. })) {
            return;
        }
        let units = self.context.units;
        let jump = if self.backward(&state) {
            units.aside_start.get(unit).copied().flatten().filter(|s| *s <= unit)
        } else {
            units.aside_end.get(unit).copied().flatten().filter(|e| *e > unit)
        };
        let at = self.beyond(&state, unit);
        if self.context.is_silent(unit) {
            self.push(State { at, ..state }, None);
        } else if state.count < MAX_ADVERBS && self.context.is_adverb(unit) {
            self.push(State { at, count: state.count + 1, ..state }, None);
        }
        if let Some(at) = jump.filter(|at| *at >= self.limit.start && *at <= self.limit.end) {
            self.push(State { at, ..state }, None);
        }
        if !self.backward(&state) && self.shares_object(unit) {
            self.push(State { at: unit + 2, ..state }, None);
        }
    }

    /// `founded | and ran | Acme`: a verb joined to the trigger takes the same object.
    fn shares_object(&self, unit: usize) -> bool {
        let active = |at: usize| self.context.verb(at).filter(|v| v.voice == Voice::Active);
        self.context.sign(unit) == fixed::AND
            && unit == self.start + 1
            && unit + 2 < self.limit.end
            && active(self.start)
                .zip(active(unit + 1))
                .is_some_and(|(first, second)| first.form == second.form)
    }

    fn not(&mut self, state: State, index: u16) {
        let Some(unit) = self.next_unit(&state) else { return };
        let atom = self.program.atoms.get(usize::from(index));
        if atom.is_some_and(|a| !is_one(self.context, a, unit)) {
            let next = State { pc: state.pc + 1, at: self.beyond(&state, unit), count: 0, ..state };
            let units = UnitRange { start: unit, end: unit + 1 };
            self.push(next, Some(Step::Atom { atom: index, units, role: None }));
        }
    }

    /// The narrowest gap is tried first.
    fn gap(&mut self, state: State, width: u8) {
        if state.count < width
            && let Some(unit) = self.next_unit(&state).filter(|u| self.may_cross(*u))
            && (self.backward(&state) || !self.takes_its_agent(unit))
        {
            let at = self.beyond(&state, unit);
            self.push(State { at, count: state.count + 1, ..state }, None);
        }
        self.push(State { pc: state.pc + 1, count: 0, ..state }, None);
    }

    /// `was founded in 1967, but | purchased by Acme`: the agent is the nearer verb's; of `founded
    /// and | run by Acme` it is that of both.
    fn takes_its_agent(&self, unit: usize) -> bool {
        let passive = |at: usize| self.context.verb(at).is_some_and(|v| v.voice == Voice::Passive);
        let joined = |at: usize| {
            self.context.verb(at).is_some()
                || matches!(self.context.sign(at), fixed::COMMA | fixed::AND | fixed::OR)
        };
        passive(unit) && passive(self.start) && !(self.start..unit).all(joined)
    }

    fn may_cross(&self, unit: usize) -> bool {
        if self.context.is_possessive_pronoun(unit) {
            return true;
        }
        let members = self.context.members(unit);
        let blocks =
            |m| self.context.mentions.get(m).is_some_and(|m| self.blocked.has(m.mention_type));
        !members.iter().any(|m| blocks(*m)) && self.context.sign(unit) != fixed::SEMICOLON
    }

    fn subject(&mut self, state: State, index: u16) {
        let subject = state.verb.and_then(|v| self.context.verb(v)).and_then(|v| v.subject);
        let Some(unit) = subject else {
            if !self.hangs_on_noun(&state) {
                self.step_over(state);
                self.atom(state, index);
            }
            return;
        };
        let program: &'r Program = self.program;
        if let Some(atom @ Atom::Mention { role, .. }) = program.atoms.get(usize::from(index))
            && self.fits(unit, *role, atom)
        {
            let next = State { pc: state.pc + 1, count: 0, ..state };
            self.push(next, Some(taken(index, unit, *role)));
        }
    }

    /// `the approval of Acme | to buy`, `a court in Oslo | barred`: the name belongs to a noun before
    /// it.
    fn hangs_on_noun(&self, state: &State) -> bool {
        let Some(before) = state.at.checked_sub(1) else { return false };
        let start = self.context.units.phrase_start.get(before).copied().unwrap_or(before);
        let governor = start.wrapping_sub(1);
        self.context.sign(governor) != fixed::FOR && self.context.is_preposition(governor)
    }

    fn close(&mut self, next: State, role: RoleId) {
        let steps = &self.scratch.steps;
        let open = steps.iter().rposition(|s| *s == Step::Open(role)).unwrap_or(0);
        let inside = steps.iter().skip(open).filter_map(|s| s.units());
        let cover =
            inside.reduce(|a, b| UnitRange { start: a.start.min(b.start), end: a.end.max(b.end) });
        if let Some(units) = cover {
            self.push(next, Some(Step::Words(role, units)));
        }
    }
}

fn taken(atom: u16, unit: usize, role: Option<RoleId>) -> Step {
    Step::Atom { atom, units: UnitRange { start: unit, end: unit + 1 }, role }
}

fn is_possessive(atom: &Atom) -> bool {
    matches!(atom, Atom::Lexical(lexical) if lexical.possessive)
}
