//! Resolved patterns to instructions for the matcher.
//!
//! A program begins at its trigger, runs forward to the right end, turns, and runs backward from
//! the trigger to the left end.

use super::mask::Mask;
use super::node::{Atom, Node, RoleId, TypeSet};
use super::variant::Draft;

/// One instruction. `u16` operands are indices into the program or into its atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instruction {
    /// The atom, here and without any stepping over.
    Here(u16),
    /// The atom, after stepping over what may be stepped over.
    Atom(u16),
    /// One unit that the atom does not match.
    Not(u16),
    /// At most so many units.
    Gap(u8),
    /// The first, else the second.
    Split(u16, u16),
    /// Go on there.
    Jump(u16),
    /// A branch was taken.
    Mark(u16),
    /// Words for a role begin (in the direction of travel).
    Open(RoleId),
    /// Words for a role end.
    Close(RoleId),
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
    /// The subject of the last verb group matched, or, where none is known, the atom to the left.
    Subject(u16),
    /// Back to the trigger, and leftwards from there.
    Turn,
    /// Done.
    Match,
}

/// A pattern, or a variant of it, ready to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Program {
    pub(super) code: Vec<Instruction>,
    pub(super) atoms: Vec<Atom>,
    /// For each atom the words that it may begin and end with.
    pub(super) masks: Vec<Mask>,
    /// Where the code that runs backward begins.
    pub(super) turn: usize,
}

impl Program {
    /// The types that an atom takes; none for atoms that take words.
    pub fn types(&self, atom: u16) -> TypeSet {
        match self.atoms.get(usize::from(atom)) {
            Some(Atom::Mention { types, .. }) => *types,
            _ => TypeSet::default(),
        }
    }

    /// True for an atom of words that takes no inflection of the verb: it names the words themselves.
    pub fn spells(&self, atom: u16, verb: crate::lexicon::WordId) -> bool {
        match self.atoms.get(usize::from(atom)) {
            Some(Atom::Lexical(lexical)) => lexical.first_lemmas().all(|l| l != verb),
            _ => false,
        }
    }

    /// True for `#verb`: whatever verb stands there.
    pub fn is_any_verb(&self, atom: u16) -> bool {
        matches!(
            self.atoms.get(usize::from(atom)),
            Some(Atom::Shape(super::syntax::ShapeName::Verb))
        )
    }

    /// A program that begins at the trigger, runs right, then left over the governor to the
    /// subject and beyond. `None` when it would be longer than operands can say.
    pub(super) fn outward(draft: &Draft<'_>) -> Option<Self> {
        let mut program = Self::default();
        let here = program.atom(draft.trigger);
        program.code.push(Instruction::Here(here));
        program.sequence(draft.right, false);
        program.turn = program.code.len();
        program.code.push(Instruction::Turn);
        program.sequence(draft.governor, true);
        if let Some(subject) = draft.subject {
            let atom = program.atom(subject);
            program.code.push(Instruction::Subject(atom));
        }
        program.sequence(draft.left, true);
        program.close()
    }

    /// A program that runs forward from where it is put.
    pub(super) fn forward(nodes: &[Node]) -> Option<Self> {
        let mut program = Self::default();
        program.sequence(nodes, false);
        program.turn = usize::MAX;
        program.close()
    }

    fn close(mut self) -> Option<Self> {
        self.code.push(Instruction::Match);
        (self.code.len() < usize::from(u16::MAX)).then_some(self)
    }

    /// The types of which the subject of a verb that is the trigger must be, where the program asks
    /// for it right after it turns.
    pub fn subject_types(&self) -> Option<TypeSet> {
        match self.code.get(self.turn.checked_add(1)?)? {
            Instruction::Subject(atom) => match self.atom_at(*atom)? {
                Atom::Mention { types, .. } => Some(*types),
                _ => None,
            },
            _ => None,
        }
    }

    /// The role that the subject of the verb fills, likewise.
    pub fn subject_role(&self) -> Option<RoleId> {
        self.code.iter().find_map(|instruction| match instruction {
            Instruction::Subject(atom) => self.role(*atom),
            _ => None,
        })
    }

    /// True for `'s`.
    pub fn is_possessive(&self, atom: u16) -> bool {
        matches!(self.atom_at(atom), Some(Atom::Lexical(lexical)) if lexical.possessive)
    }

    /// The role that a mention captured by an atom fills.
    pub fn role(&self, atom: u16) -> Option<RoleId> {
        match self.atom_at(atom)? {
            Atom::Mention { role, .. } => *role,
            _ => None,
        }
    }

    /// The atom with this number, for `explain`.
    pub fn atom_at(&self, index: u16) -> Option<&Atom> {
        self.atoms.get(usize::from(index))
    }

    fn atom(&mut self, atom: &Atom) -> u16 {
        let known = self.atoms.iter().position(|a| a == atom);
        let index = known.unwrap_or_else(|| {
            self.atoms.push(atom.clone());
            self.masks.push(Mask::of(atom));
            self.atoms.len() - 1
        });
        index as u16
    }

    fn sequence(&mut self, nodes: &[Node], backward: bool) {
        if backward {
            nodes.iter().rev().for_each(|n| self.node(n, true));
        } else {
            nodes.iter().for_each(|n| self.node(n, false));
        }
    }

    fn node(&mut self, node: &Node, backward: bool) {
        match node {
            Node::Atom(atom) => {
                let index = self.atom(atom);
                self.code.push(Instruction::Atom(index));
            }
            Node::Not(atom) => {
                let index = self.atom(atom);
                self.code.push(Instruction::Not(index));
            }
            Node::Gap(n) => self.code.push(Instruction::Gap(*n)),
            Node::Mark(branch) => self.code.push(Instruction::Mark(*branch)),
            Node::Start => self.code.push(Instruction::Start),
            Node::End => self.code.push(Instruction::End),
            Node::Capture(role, inner) => {
                self.code.push(Instruction::Open(*role));
                self.sequence(inner, backward);
                self.code.push(Instruction::Close(*role));
            }
            Node::Optional(inner) => {
                let split = self.hole();
                self.sequence(inner, backward);
                self.fill(split, Instruction::Split(split as u16 + 1, self.here()));
            }
            Node::Group(alternatives) => self.group(alternatives, backward),
        }
    }

    fn group(&mut self, alternatives: &[Vec<Node>], backward: bool) {
        let mut ends = Vec::new();
        for (i, alternative) in alternatives.iter().enumerate() {
            let last = i + 1 == alternatives.len();
            let split = (!last).then(|| self.hole());
            self.sequence(alternative, backward);
            if let Some(split) = split {
                ends.push(self.hole());
                self.fill(split, Instruction::Split(split as u16 + 1, self.here()));
            }
        }
        let here = self.here();
        ends.into_iter().for_each(|end| self.fill(end, Instruction::Jump(here)));
    }

    fn here(&self) -> u16 {
        self.code.len() as u16
    }

    fn hole(&mut self) -> usize {
        self.code.push(Instruction::Match);
        self.code.len() - 1
    }

    fn fill(&mut self, at: usize, instruction: Instruction) {
        if let Some(hole) = self.code.get_mut(at) {
            *hole = instruction;
        }
    }
}
