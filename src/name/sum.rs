//! Where evidence goes: on a list, or into a sum of weights.

use super::cues::TraitTable;
use super::feature::{self, Position};
use super::traits::{MOST, Trait, TraitSet, mask};
use super::weights::{Row, Weights};

/// What evidence is given to.
pub(super) trait Sink {
    /// One more piece of evidence.
    fn add(&mut self, number: u16);

    /// All traits of a word at a position.
    fn add_set(&mut self, position: Position, set: TraitSet) {
        set.each(|t| self.add(feature::at(position, t)));
    }

    /// The same for a word that stands around a candidate; `listed` is [`TraitTable::number`].
    #[inline]
    fn add_around(&mut self, position: Position, set: TraitSet, _listed: u16) {
        self.add_set(position, set);
    }
}

impl Sink for Vec<u16> {
    fn add(&mut self, number: u16) {
        self.push(number);
    }
}

/// A sum of weights.
pub(super) trait Sum<'a>: Sink + Copy {
    /// What it comes to.
    type Total: Copy + Default;

    /// Of nothing yet.
    fn new(weights: &'a Weights) -> Self;

    /// What it has come to.
    fn total(self) -> Self::Total;

    /// Adds what another has come to.
    fn plus(&mut self, total: Self::Total);

    /// The same as a row.
    fn row(self) -> Row;
}

/// One whole weight for each column: of some hundred rows none exceeds two hundred, so a sum of
/// them fits, and would be cut off if it did not.
pub(super) type WholeRow = [i16; 8];

#[inline]
fn plus(mut a: WholeRow, b: &WholeRow) -> WholeRow {
    for lane in 0..a.len() {
        a[lane] = a[lane].saturating_add(b[lane]);
    }
    a
}

/// A sum of whole weights, for reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole<'a> {
    rows: &'a [WholeRow],
    around: &'a Surroundings,
    total: WholeRow,
}

impl<'a> Sum<'a> for Whole<'a> {
    type Total = WholeRow;

    #[inline]
    fn new(weights: &'a Weights) -> Self {
        Self { rows: weights.whole(), around: weights.around(), total: [0; 8] }
    }

    #[inline]
    fn total(self) -> WholeRow {
        self.total
    }

    #[inline]
    fn plus(&mut self, total: WholeRow) {
        self.total = plus(self.total, &total);
    }

    #[inline]
    fn row(self) -> Row {
        self.total.map(f32::from)
    }
}

/// So many traits below the 64th are added without a question whether there are any more: most words
/// have no more, and a loop that ends now here now there is slower.
const USUAL: usize = 4;

impl Sink for Whole<'_> {
    #[inline]
    fn add(&mut self, number: u16) {
        if let Some(row) = self.rows.get(number as usize) {
            self.total = plus(self.total, row);
        }
    }

    #[inline]
    fn add_set(&mut self, position: Position, set: TraitSet) {
        let first = feature::at(position, 0) as usize;
        let Some(rows) = self.rows.get(first..first + MOST) else { return };
        // The row of the trait that no word has stands for none.
        const NONE: u64 = 1 << Trait::Nothing as u8;
        let (mut low, mut high) = set.halves();
        let mut total = self.total;
        for _ in 0..USUAL {
            total = plus(total, &rows[(low | NONE).trailing_zeros() as usize % MOST]);
            low &= low.wrapping_sub(1);
        }
        while low != 0 {
            total = plus(total, &rows[low.trailing_zeros() as usize % MOST]);
            low &= low - 1;
        }
        while high != 0 {
            total = plus(total, &rows[(64 + high.trailing_zeros() as usize) % MOST]);
            high &= high - 1;
        }
        self.total = total;
    }

    #[inline]
    fn add_around(&mut self, position: Position, set: TraitSet, listed: u16) {
        match self.around.row(position, set, listed) {
            Some(row) => self.total = plus(self.total, row),
            None => self.add_set(position, set),
        }
    }
}

/// A sum of weights as they are, for fitting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Natural<'a> {
    weights: &'a Weights,
    total: Row,
}

impl<'a> Sum<'a> for Natural<'a> {
    type Total = Row;

    fn new(weights: &'a Weights) -> Self {
        Self { weights, total: [0.0; 8] }
    }

    fn total(self) -> Row {
        self.total
    }

    fn plus(&mut self, total: Row) {
        self.total = add_rows(self.total, &total);
    }

    fn row(self) -> Row {
        self.total
    }
}

impl Sink for Natural<'_> {
    fn add(&mut self, number: u16) {
        if let Some(row) = self.weights.rows.get(number as usize) {
            self.total = add_rows(self.total, row);
        }
    }
}

/// The sum of two rows.
#[inline]
pub(super) fn add_rows(mut a: Row, b: &Row) -> Row {
    for lane in 0..a.len() {
        a[lane] += b[lane];
    }
    a
}

/// What a word weighs that stands around a candidate, summed up beforehand for words that have no
/// traits but those of the lexicon and of small words or punctuation: most words around names.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// By [`place`]: what it weighs before, two before, after, two after.
    rows: Vec<[WholeRow; 4]>,
}

/// The place in [`Surroundings`] of a word with these traits, whose traits by lists stand at `listed` in
/// [`TraitTable::sets`]; none when it has traits besides those of a small word or of punctuation.
#[inline]
fn place(set: TraitSet, listed: u16) -> Option<usize> {
    /// All traits that are no lists.
    const OWN: u64 = ((1 << Trait::Comma as u8) - 1) | (0b111 << Trait::Organization as u8);
    const SMALL: u64 = 1 << Trait::Small as u8;
    const PUNCT: u64 = 1 << Trait::Punct as u8;
    const EDGE: u64 = 1 << Trait::Edge as u8;
    match set.0 as u64 & OWN {
        SMALL => Some(2 * usize::from(listed) + 1),
        PUNCT => Some(2 * usize::from(listed) + 2),
        EDGE => Some(0),
        _ => None,
    }
}

/// The positions around a candidate, in their order.
const AROUND: [Position; 4] =
    [Position::Before, Position::Before2, Position::After, Position::After2];

impl Surroundings {
    pub(super) fn new(table: &TraitTable, rows: &[WholeRow]) -> Self {
        let shapes = [mask(&[Trait::Small]), mask(&[Trait::Punct])];
        let sets = table.sets.iter().flat_map(|set| shapes.map(|shape| TraitSet(set | shape)));
        let row = |position: Position, set: TraitSet| {
            let mut row = [0; 8];
            set.each(|t| row = plus(row, &rows[feature::at(position, t) as usize]));
            row
        };
        let edge = TraitSet::default().with(Trait::Edge);
        let all = [edge].into_iter().chain(sets);
        Self { rows: all.map(|set| AROUND.map(|position| row(position, set))).collect() }
    }

    #[inline]
    fn row(&self, position: Position, set: TraitSet, listed: u16) -> Option<&WholeRow> {
        let rows = self.rows.get(place(set, listed)?)?;
        rows.get((position as usize).wrapping_sub(Position::Before as usize))
    }
}
