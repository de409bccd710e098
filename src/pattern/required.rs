//! What no run of a program succeeds without: one look at a sentence may then save the run.

use super::node::{Atom, Lexical, TypeSet};
use super::program::{Instruction, Program};
use crate::lexicon::Lexicon;

/// On which side of the trigger something must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Before it.
    Left,
    /// After it.
    Right,
    /// Anywhere: the trigger itself, and the subject of a verb.
    Anywhere,
}

/// Something that must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Required<'p> {
    /// A mention of one of these types.
    Types(TypeSet, Reach),
    /// An entry of one of these lists.
    Words(Vec<&'p Lexical>, Reach),
}

impl Program {
    /// All that is required: what stands outside of groups and options, and of each group whose
    /// alternatives all ask for words, the rarest words of each.
    pub fn required(&self, lexicon: &Lexicon) -> Vec<Required<'_>> {
        let mut found = Vec::new();
        self.gather(0, self.code.len(), lexicon, &mut found);
        found
    }

    fn gather<'p>(
        &'p self,
        from: usize,
        to: usize,
        lexicon: &Lexicon,
        found: &mut Vec<Required<'p>>,
    ) {
        let mut at = from;
        while at < to {
            let Some(instruction) = self.code.get(at) else { return };
            match instruction {
                Instruction::Split(_, second) => {
                    let second = usize::from(*second);
                    at = match self.group_end(second) {
                        Some(end) => {
                            found.extend(self.one_of(at, end, lexicon));
                            end
                        }
                        None => second,
                    };
                }
                Instruction::Here(atom) | Instruction::Subject(atom) => {
                    self.atom_required(*atom, Reach::Anywhere, found);
                    at += 1;
                }
                Instruction::Atom(atom) => {
                    let reach = if at > self.turn { Reach::Left } else { Reach::Right };
                    self.atom_required(*atom, reach, found);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    fn atom_required<'p>(&'p self, atom: u16, reach: Reach, found: &mut Vec<Required<'p>>) {
        match self.atom_at(atom) {
            Some(Atom::Mention { types, having, .. }) => {
                found.push(Required::Types(*types, reach));
                found.extend(having.as_deref().map(|words| Required::Words(vec![words], reach)));
            }
            // After `its` the sign of possession stands in no unit at all.
            Some(Atom::Lexical(words)) if !words.possessive => {
                found.push(Required::Words(vec![words], reach));
            }
            _ => {}
        }
    }

    /// Where a group ends whose second alternative begins at `second`; `None` for an option, whose
    /// first way does not jump over the second.
    fn group_end(&self, second: usize) -> Option<usize> {
        match self.code.get(second.checked_sub(1)?)? {
            Instruction::Jump(end) => Some(usize::from(*end)),
            _ => None,
        }
    }

    /// The words of which a group from `start` to `end` asks for one.
    fn one_of(&self, start: usize, end: usize, lexicon: &Lexicon) -> Option<Required<'_>> {
        let (mut lists, mut reaches) = (Vec::new(), Vec::new());
        let mut at = start;
        loop {
            let next = match self.code.get(at) {
                Some(Instruction::Split(_, second))
                    if self.group_end(usize::from(*second)) == Some(end) =>
                {
                    Some(usize::from(*second))
                }
                _ => None,
            };
            let mut inside = Vec::new();
            match next {
                Some(second) => self.gather(at + 1, second - 1, lexicon, &mut inside),
                None => self.gather(at, end, lexicon, &mut inside),
            }
            let words = inside.into_iter().filter_map(|required| match required {
                Required::Words(words, reach) => Some((words, reach)),
                Required::Types(..) => None,
            });
            let rarest = words.min_by_key(|(words, _)| frequency(words, lexicon));
            let (words, reach) = rarest?;
            lists.extend(words);
            reaches.push(reach);
            match next {
                Some(second) => at = second,
                None => break,
            }
        }
        let reach = *reaches.first()?;
        reaches.iter().all(|r| *r == reach).then_some(Required::Words(lists, reach))
    }
}

fn frequency(words: &[&Lexical], lexicon: &Lexicon) -> u32 {
    words.iter().map(|w| w.frequency(lexicon)).sum()
}
