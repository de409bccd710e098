//! Runs a variant as the matcher does and notes how far it came: for `explain --why-not`.

use super::context::Context;
use super::matcher::{BUDGET, Run};
use super::node::RoleId;
use super::program::{Instruction, Program};
use super::state::{Scratch, State, Step, Way};
use super::variant::Variant;
use crate::phrase::Voice;

/// So many things that were asked for in vain are kept.
const MOST_WANTED: usize = 8;

/// What a run asked for and did not find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// An atom, by its number in the program.
    Atom(u16),
    /// The same as the subject of the verb.
    Subject(u16),
    /// Anything but this atom.
    Not(u16),
    /// Words for a role that is filled already.
    Free(RoleId),
    /// The begin of the sentence.
    Start,
    /// The end of the sentence.
    End,
    /// A verb in this voice.
    Voice(Voice),
    /// Fewer ways to try: the budget of a trigger was used up.
    Fewer,
}

/// Where a run looked in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// At this unit.
    Unit(usize),
    /// Before the first unit.
    Begin,
    /// Behind the last unit.
    End,
}

/// How far a run came on its best way before it gave up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stop {
    /// The steps of that way.
    pub steps: Vec<Step>,
    /// What was asked for there, each with where.
    pub wanted: Vec<(Wanted, There)>,
}

impl Stop {
    /// How many atoms matched.
    pub fn matched(&self) -> usize {
        count(&self.steps)
    }

    /// Keeps what failed, if nothing came further.
    fn note(&mut self, steps: &[Step], wanted: Wanted, there: There) {
        let (here, best) = (count(steps), self.matched());
        if here > best || self.wanted.is_empty() {
            *self = Self { steps: steps.to_vec(), wanted: vec![(wanted, there)] };
        } else if here == best
            && self.wanted.len() < MOST_WANTED
            && self.wanted.iter().all(|(known, _)| *known != wanted)
        {
            self.wanted.push((wanted, there));
        }
    }
}

fn count(steps: &[Step]) -> usize {
    steps.iter().filter(|s| matches!(s, Step::Atom { .. })).count()
}

impl Variant {
    /// As [`Variant::run`]; of a run that fails, how far it came. Costs a little more.
    ///
    /// # Errors
    /// Where it stopped.
    pub fn trace(
        &self,
        context: &Context<'_>,
        trigger: usize,
        scratch: &mut Scratch,
    ) -> Result<(), Stop> {
        let all = 0..context.units.row.len();
        let mut run = Run::new(&self.program, context, trigger, all, self.blocked, scratch);
        let mut stop = Stop::default();
        let voice = self
            .voice
            .filter(|voice| context.verb(trigger).is_some_and(|verb| verb.voice != *voice));
        let mut next = None;
        for _ in 0..BUDGET {
            let Some(state) = next.or_else(|| run.take()) else { return Err(stop) };
            // The trigger is there; what follows would be read in the wrong voice.
            if let Some(voice) = voice.filter(|_| state.pc > 0) {
                stop.note(run.so_far().0, Wanted::Voice(voice), There::Unit(trigger));
                return Err(stop);
            }
            let waiting = run.so_far().1.len();
            next = match run.obey(state) {
                Way::Match => return Ok(()),
                Way::On(state) => Some(state),
                Way::Back => None,
            };
            let (steps, states) = run.so_far();
            let others = states.get(waiting..).unwrap_or(&[]).iter().map(|other| other.state);
            let went_on = others.chain(next).any(|s| s.pc != state.pc);
            if !went_on && let Some(wanted) = wanted(&self.program, &state) {
                let end = if run.backward(&state) { There::Begin } else { There::End };
                stop.note(steps, wanted, run.next_unit(&state).map_or(end, There::Unit));
            }
        }
        stop.wanted.push((Wanted::Fewer, There::Unit(trigger)));
        Err(stop)
    }
}

/// What the instruction of a state asks for.
fn wanted(program: &Program, state: &State) -> Option<Wanted> {
    Some(match program.code.get(usize::from(state.pc))? {
        Instruction::Here(atom) | Instruction::Atom(atom) => Wanted::Atom(*atom),
        Instruction::Subject(atom) => Wanted::Subject(*atom),
        Instruction::Not(atom) => Wanted::Not(*atom),
        Instruction::Open(role) => Wanted::Free(*role),
        Instruction::Start => Wanted::Start,
        Instruction::End => Wanted::End,
        _ => return None,
    })
}
