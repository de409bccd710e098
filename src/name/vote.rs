//! How the places where the same words stand are read all in all: each place votes with the scores
//! that the first pass gave it.

use super::article::Recalled;
use super::weights::{NONE, Row};

/// Types that are voted on: organization, person, place, other, no name.
const CHOICES: usize = 5;
/// Most that one place may speak against a reading.
const MOST: f32 = 400.0;
/// With such a lead a reading is by far the first.
const FAR: i32 = 200;

/// The sum of votes for each choice, in hundredths; what a place is read as gets nothing off.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Votes([i32; CHOICES]);

impl Votes {
    /// The votes of one place. `skip` is the score of leaving its words outside, `unit` what a
    /// weight of one is in the scores.
    #[inline]
    pub(super) fn of(scores: &Row, skip: f32, unit: f32) -> Self {
        let [a, b, c, d, ..] = *scores;
        let all = [a, b, c, d, skip];
        let best = all.into_iter().fold(f32::NEG_INFINITY, f32::max);
        Self(all.map(|score| ((score - best) * (100.0 / unit)).max(-MOST) as i32))
    }

    /// Adds those of another place.
    #[inline]
    pub(super) fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, vote)| *sum += vote);
    }

    /// What is left without those of one place, as evidence.
    #[inline]
    pub(super) fn without(self, own: Self) -> Recalled {
        let mut rest = self.0;
        rest.iter_mut().zip(own.0).for_each(|(sum, vote)| *sum -= vote);
        let (mut best, mut second) = ((i32::MIN, 0), i32::MIN);
        for (choice, sum) in rest.into_iter().enumerate() {
            if sum > best.0 {
                (best, second) = ((sum, choice), best.0);
            } else {
                second = second.max(sum);
            }
        }
        Recalled::voted(best.1, best.0 - second >= FAR)
    }
}

const _: () = assert!(NONE == CHOICES);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_vote_does_not_count() {
        let row =
            |organization: f32, person: f32| [organization, person, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let own = Votes::of(&row(500.0, 0.0), 0.0, 100.0);
        for (elsewhere, expected) in [
            (row(90.0, 0.0), Recalled::voted(0, false)),
            (row(0.0, 90.0), Recalled::voted(1, false)),
            (row(0.0, 350.0), Recalled::voted(1, true)),
            // No place speaks with more than four.
            (row(9000.0, 0.0), Recalled::voted(0, true)),
        ] {
            let mut all = own;
            all.add(Votes::of(&elsewhere, 0.0, 100.0));
            assert_eq!(all.without(own), expected, "{elsewhere:?}");
        }
    }
}
