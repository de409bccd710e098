//! Where a run of the matcher stands, and what it did on its way.

use super::node::RoleId;

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
    #[inline]
    pub fn units(self) -> Option<UnitRange> {
        match self {
            Self::Atom { units, .. } | Self::Words(_, units) => Some(units),
            Self::Open(_) | Self::Branch(_) => None,
        }
    }

    /// The role that it fills.
    #[inline]
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
    pub(super) stack: Vec<Waiting>,
    pub(super) steps: Vec<Step>,
    pub(super) places: Vec<usize>,
}

impl Scratch {
    /// The steps of the last match.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// Where a run stands. Small, since it is copied at each instruction.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) pc: u16,
    /// Adverbs stepped over, or units in the gap.
    pub(super) count: u8,
    /// Forward: the next unit. Backward: one past the next unit.
    pub(super) at: u32,
    /// The verb group whose subject is asked for: the trigger, else the last one to its left;
    /// [`NO_VERB`] for none.
    pub(super) verb: u32,
}

/// In place of a verb group.
pub(super) const NO_VERB: u32 = u32::MAX;

impl State {
    #[inline]
    pub(super) fn at(&self) -> usize {
        self.at as usize
    }

    /// Behind the instruction, at this unit.
    #[inline]
    pub(super) fn next(self, at: usize) -> Self {
        Self { pc: self.pc + 1, at: at as u32, count: 0, ..self }
    }
}

/// A way that has not been tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting {
    pub(super) state: State,
    /// Length of the trail when the state was made, and the step to add to it.
    pub(super) steps: u32,
    pub(super) step: Option<Step>,
}

/// How it goes on after an instruction.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// The program has matched.
    Match,
    /// With this state, whose step is taken.
    On(State),
    /// With one of those that wait.
    Back,
}

impl From<Option<State>> for Way {
    #[inline]
    fn from(state: Option<State>) -> Self {
        state.map_or(Self::Back, Self::On)
    }
}
