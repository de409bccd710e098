//! Runs a program over the units of a sentence: bounded backtracking with a stack of its own.
//!
//! What may be stepped over between two atoms, at no cost to the pattern: quotes and hyphens, at
//! most two adverbs, a whole aside, the determiner and modifiers of a mention.

use std::ops::Range;

use super::context::Context;
use super::mask::Mask;
use super::node::{Atom, Lexical, RoleId, TypeSet};
use super::program::{Instruction, Program};
use super::state::{NO_VERB, Scratch, State, Step, UnitRange, Waiting, Way};
use super::test_unit::{ends, is_one, starts, word_matches};
use crate::lexicon::fixed;
use crate::phrase::{Look, Unit, UnitKind, Voice};
use crate::step;

/// A trigger may cost so many instructions.
pub(super) const BUDGET: usize = 2000;

/// So many adverbs may be stepped over between two atoms.
const MAX_ADVERBS: u8 = 2;

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
    let mut next = None;
    for _ in 0..BUDGET {
        step::take();
        let Some(state) = next.or_else(|| run.take()) else { return false };
        next = match run.obey(state) {
            Way::Match => return true,
            Way::On(state) => Some(state),
            Way::Back => None,
        };
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
        let state = State { pc: 0, count: 0, at: start as u32, verb: NO_VERB };
        scratch.stack.push(Waiting { state, steps: 0, step: None });
        Self { program, context, start, limit, blocked, scratch }
    }

    /// The state to go on with, its step taken; `None` when no way is left.
    #[inline]
    pub(super) fn take(&mut self) -> Option<State> {
        let Waiting { state, steps, step } = self.scratch.stack.pop()?;
        self.scratch.steps.truncate(steps as usize);
        self.scratch.steps.extend(step);
        Some(state)
    }

    /// The steps taken, and the states that wait.
    pub(super) fn so_far(&self) -> (&[Step], &[Waiting]) {
        (&self.scratch.steps, &self.scratch.stack)
    }

    /// Does one instruction. Of several ways the one that it goes on with runs first, then the one
    /// pushed last.
    pub(super) fn obey(&mut self, state: State) -> Way {
        let Some(instruction) = self.program.code.get(usize::from(state.pc)) else {
            return Way::Back;
        };
        let next = state.next(state.at());
        Way::from(match *instruction {
            Instruction::Match => return Way::Match,
            Instruction::Jump(to) => Some(State { pc: to, ..next }),
            Instruction::Split(first, second) => {
                self.push(State { pc: second, ..next }, None);
                Some(State { pc: first, ..next })
            }
            Instruction::Turn => {
                let verb = self.context.verb(self.start).map_or(NO_VERB, |_| self.start as u32);
                Some(State { at: self.start as u32, verb, ..next })
            }
            Instruction::Start => self.is_start(state.at()).then_some(next),
            Instruction::End => self.is_end(state.at()).then_some(next),
            Instruction::Mark(branch) => self.go(next, Step::Branch(branch)),
            Instruction::Open(role) if self.is_filled(role) => None,
            Instruction::Open(role) => self.go(next, Step::Open(role)),
            Instruction::Close(role) => self.close(next, role),
            Instruction::Here(atom) => self.atom(state, atom),
            Instruction::Atom(atom) => {
                self.step_over(state);
                self.atom(state, atom)
            }
            Instruction::Not(atom) => self.not(state, atom),
            Instruction::Gap(width) => self.gap(state, width),
            Instruction::Subject(atom) => self.subject(state, atom),
        })
    }

    /// Leaves a way for later.
    #[inline]
    fn push(&mut self, state: State, step: Option<Step>) {
        let steps = self.scratch.steps.len() as u32;
        self.scratch.stack.push(Waiting { state, steps, step });
    }

    /// Takes the step.
    #[inline]
    fn go(&mut self, state: State, step: Step) -> Option<State> {
        self.scratch.steps.push(step);
        Some(state)
    }

    pub(super) fn backward(&self, state: &State) -> bool {
        usize::from(state.pc) > self.program.turn
    }

    /// The unit that comes next in the direction of travel.
    pub(super) fn next_unit(&self, state: &State) -> Option<usize> {
        let unit = if self.backward(state) { state.at().checked_sub(1)? } else { state.at() };
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

    fn atom(&mut self, state: State, index: u16) -> Option<State> {
        let program: &'r Program = self.program;
        let mask = program.masks.get(usize::from(index))?;
        match program.atoms.get(usize::from(index))? {
            atom @ Atom::Mention { role, .. } => {
                let look = self.context.look(self.next_unit(&state)?)?;
                let head = if self.backward(&state) { 0 } else { look.head_types };
                if mask.types & (look.types | head) == 0 {
                    return None;
                }
                self.mention(state, index, *role, atom)
            }
            Atom::Lexical(lexical) if mask.single => self.single(state, index, lexical, mask),
            atom => self.words(state, index, atom, mask),
        }
    }

    /// An atom of single words, which has one place to end: most are such.
    fn single(&mut self, state: State, index: u16, words: &Lexical, mask: &Mask) -> Option<State> {
        let unit = self.next_unit(&state)?;
        let look = self.context.look(unit)?;
        let bits =
            if self.backward(&state) { mask.last & look.last } else { mask.first & look.first };
        if bits == 0 || !word_matches(self.context, words, unit) {
            return None;
        }
        let (next, step) = self.read(&state, index, self.beyond(&state, unit));
        self.go(next, step)
    }

    fn words(&mut self, state: State, index: u16, atom: &Atom, mask: &Mask) -> Option<State> {
        let after_pronoun = is_possessive(atom)
            && state.at > 0
            && self.context.is_possessive_pronoun(state.at() - 1);
        let look = self.next_unit(&state).and_then(|unit| self.context.look(unit));
        let backward = self.backward(&state);
        let may_match = look.is_some_and(|look| match backward {
            true => mask.last & look.last != 0,
            false => mask.first & look.first != 0,
        });
        if !may_match && !after_pronoun {
            return None;
        }
        let mut places = std::mem::take(&mut self.scratch.places);
        places.clear();
        if after_pronoun {
            places.push(state.at());
        }
        if may_match && backward {
            starts(self.context, atom, state.at(), &mut places);
        } else if may_match {
            ends(self.context, atom, state.at(), &mut places);
        }
        places.retain(|place| *place >= self.limit.start && *place <= self.limit.end);
        for place in places.iter().skip(1).rev() {
            let (next, step) = self.read(&state, index, *place);
            self.push(next, Some(step));
        }
        let first = places.first().map(|place| self.read(&state, index, *place));
        self.scratch.places = places;
        let (next, step) = first?;
        self.go(next, step)
    }

    /// Behind the words from where the run stands to a place.
    fn read(&self, state: &State, index: u16, place: usize) -> (State, Step) {
        let units = UnitRange { start: state.at().min(place), end: state.at().max(place) };
        let step = Step::Atom { atom: index, units, role: None };
        // The subject is that of the trigger, or of what governs it on the left.
        let governs = self.backward(state) || state.at() == self.start;
        let mut read = if governs { units.start..units.end } else { 0..0 };
        let verb = read.find(|u| self.context.verb(*u).is_some());
        let verb = verb.map_or(state.verb, |verb| verb as u32);
        (State { verb, ..state.next(place) }, step)
    }

    /// A place may itself be a modifier (`U.S. carrier Acme`): the name that it modifies comes first.
    fn mention(
        &mut self,
        state: State,
        index: u16,
        role: Option<RoleId>,
        atom: &Atom,
    ) -> Option<State> {
        let unit = self.next_unit(&state)?;
        if self.backward(&state) {
            if !self.fits(unit, role, atom) {
                return None;
            }
            let step = taken(index, unit, role);
            let phrase = self.context.units.phrase_start.get(unit).copied().unwrap_or(unit);
            if phrase < unit && phrase >= self.limit.start {
                self.push(state.next(phrase), Some(step));
            }
            return self.go(state.next(unit), step);
        }
        let itself = self.fits(unit, role, atom);
        let head = self.context.units.phrase_head.get(unit).copied().flatten();
        let head =
            head.filter(|h| self.limit.contains(h) && *h != unit && self.fits(*h, role, atom));
        if itself && head.is_some() {
            self.push(state.next(unit + 1), Some(taken(index, unit, role)));
        }
        let unit = head.or(itself.then_some(unit))?;
        self.go(state.next(unit + 1), taken(index, unit, role))
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
        let look = self.context.look(unit).copied().unwrap_or_default();
        // Most units are neither stepped over nor join a verb to the trigger.
        if !look.is(u8::MAX) && unit != self.start + 1 {
            return;
        }
        // Only words and signs are stepped over, and only signs open or close an aside.
        if !matches!(self.context.unit(unit), Some(Unit { kind: UnitKind::Word(_), .. })) {
            return;
        }
        let backward = self.backward(&state);
        let aside = if backward { Look::CLOSES } else { Look::OPENS };
        if look.is(Look::SILENT | Look::ADVERB) {
            let at = self.beyond(&state, unit) as u32;
            if look.is(Look::SILENT) {
                self.push(State { at, ..state }, None);
            } else if state.count < MAX_ADVERBS {
                self.push(State { at, count: state.count + 1, ..state }, None);
            }
        }
        if look.is(aside) {
            let units = self.context.units;
            let jump = if backward {
                units.aside_start.get(unit).copied().flatten().filter(|s| *s <= unit)
            } else {
                units.aside_end.get(unit).copied().flatten().filter(|e| *e > unit)
            };
            if let Some(at) = jump.filter(|at| *at >= self.limit.start && *at <= self.limit.end) {
                self.push(State { at: at as u32, ..state }, None);
            }
        }
        if !backward && self.shares_object(unit) {
            self.push(State { at: unit as u32 + 2, ..state }, None);
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

    fn not(&mut self, state: State, index: u16) -> Option<State> {
        let unit = self.next_unit(&state)?;
        let atom = self.program.atoms.get(usize::from(index))?;
        if is_one(self.context, atom, unit) {
            return None;
        }
        let units = UnitRange { start: unit, end: unit + 1 };
        let next = state.next(self.beyond(&state, unit));
        self.go(next, Step::Atom { atom: index, units, role: None })
    }

    /// The narrowest gap is tried first.
    fn gap(&mut self, state: State, width: u8) -> Option<State> {
        if state.count < width
            && let Some(unit) = self.next_unit(&state).filter(|u| self.may_cross(*u))
            && (self.backward(&state) || !self.takes_its_agent(unit))
        {
            let at = self.beyond(&state, unit) as u32;
            self.push(State { at, count: state.count + 1, ..state }, None);
        }
        Some(state.next(state.at()))
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

    fn subject(&mut self, state: State, index: u16) -> Option<State> {
        let verb = (state.verb != NO_VERB).then_some(state.verb as usize);
        let Some(unit) = verb.and_then(|v| self.context.verb(v)).and_then(|v| v.subject) else {
            if self.hangs_on_noun(&state) {
                return None;
            }
            self.step_over(state);
            return self.atom(state, index);
        };
        let program: &'r Program = self.program;
        match program.atoms.get(usize::from(index)) {
            Some(atom @ Atom::Mention { role, .. }) if self.fits(unit, *role, atom) => {
                self.go(state.next(state.at()), taken(index, unit, *role))
            }
            _ => None,
        }
    }

    /// `the approval of Acme | to buy`, `a court in Oslo | barred`: the name belongs to a noun before
    /// it.
    fn hangs_on_noun(&self, state: &State) -> bool {
        let Some(before) = state.at().checked_sub(1) else { return false };
        let start = self.context.units.phrase_start.get(before).copied().unwrap_or(before);
        let governor = start.wrapping_sub(1);
        // `for Acme | to buy Beta`
        let verb = self.context.unit(state.verb as usize).map(|unit| unit.tokens.start as usize);
        let infinitive = verb.is_some_and(|at| self.context.document.word(at) == fixed::TO);
        let owned = self.context.sign(governor) == fixed::FOR && infinitive;
        !owned && self.context.is_preposition(governor)
    }

    fn close(&mut self, next: State, role: RoleId) -> Option<State> {
        let steps = &self.scratch.steps;
        let open = steps.iter().rposition(|s| *s == Step::Open(role)).unwrap_or(0);
        let inside = steps.iter().skip(open).filter_map(|s| s.units());
        let units =
            inside.reduce(|a, b| UnitRange { start: a.start.min(b.start), end: a.end.max(b.end) });
        self.go(next, Step::Words(role, units?))
    }
}

fn taken(atom: u16, unit: usize, role: Option<RoleId>) -> Step {
    Step::Atom { atom, units: UnitRange { start: unit, end: unit + 1 }, role }
}

fn is_possessive(atom: &Atom) -> bool {
    matches!(atom, Atom::Lexical(lexical) if lexical.possessive)
}
