//! The arbiter: the best disjoint set of candidates of a chunk, by dynamic programming.

use super::candidate::Candidate;
use super::weights::{Lane, Row};
use crate::document::TokenRange;
use crate::step;

/// The candidates of a chunk with their scores.
pub(super) struct Lattice<'a> {
    /// The chunk.
    pub chunk: TokenRange,
    /// Its candidates, by first token.
    pub candidates: &'a [Candidate],
    /// The score of each for each type.
    pub scores: &'a [Row],
    /// The score of leaving each token of the chunk outside.
    pub skips: &'a [f32],
}

/// Memory for the search, used again from chunk to chunk.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    best: Vec<Best>,
}

/// The best way to read the words before a place.
#[derive(Debug, Clone, Copy)]
struct Best {
    score: f32,
    /// The candidate that ends there; `None` when the last word is left outside.
    from: Option<u32>,
}

impl Best {
    #[inline]
    fn improve(&mut self, score: f32, from: Option<u32>) {
        if score > self.score {
            *self = Self { score, from };
        }
    }
}

impl Lattice<'_> {
    /// The best disjoint set: indices of candidates with their types, in order. Linear in the
    /// candidates.
    pub(super) fn best(&self, scratch: &mut Scratch, chosen: &mut Vec<(usize, Lane)>) {
        let n = self.chunk.len();
        let best = &mut scratch.best;
        best.clear();
        best.resize(n + 1, Best { score: f32::NEG_INFINITY, from: None });
        best[0].score = 0.0;
        let mut next = 0;
        for at in 0..n {
            let here = best[at].score;
            best[at + 1].improve(here + self.skips[at], None);
            while let Some(candidate) = self.starting(next, at) {
                let end = (candidate.tokens.end - self.chunk.start) as usize;
                step::take();
                best[end].improve(here + candidate.best, Some(next as u32));
                next += 1;
            }
        }
        let first = chosen.len();
        let mut at = n;
        while at > 0 {
            match best[at].from {
                Some(index) => {
                    let candidate = &self.candidates[index as usize];
                    chosen.push((index as usize, Lane::from(candidate.lane)));
                    at = (candidate.tokens.start - self.chunk.start) as usize;
                }
                None => at -= 1,
            }
        }
        chosen[first..].reverse();
    }

    /// The candidate `index` if it begins at token `at` of the chunk.
    fn starting(&self, index: usize, at: usize) -> Option<&Candidate> {
        self.candidates
            .get(index)
            .filter(|c| c.tokens.start as usize == self.chunk.start as usize + at)
    }

    /// Probability of every candidate with every type, and of every token to be left outside, with
    /// `bias` added to each score; gives the logarithm of the sum over all sets.
    pub(super) fn marginals(
        &self,
        bias: impl Fn(usize, Lane) -> f64,
        candidates: &mut Vec<[f64; 8]>,
        skips: &mut Vec<f64>,
    ) -> f64 {
        let n = self.chunk.len();
        let begin = |i: usize| (self.candidates[i].tokens.start - self.chunk.start) as usize;
        let end = |i: usize| (self.candidates[i].tokens.end - self.chunk.start) as usize;
        let score = |i: usize, lane: Lane| f64::from(self.scores[i][lane]) + bias(i, lane);
        let mut forward = vec![f64::NEG_INFINITY; n + 1];
        let mut backward = vec![f64::NEG_INFINITY; n + 1];
        forward[0] = 0.0;
        backward[n] = 0.0;
        let mut next = 0;
        for at in 0..n {
            forward[at + 1] = log_add(forward[at + 1], forward[at] + f64::from(self.skips[at]));
            while next < self.candidates.len() && begin(next) == at {
                for lane in self.candidates[next].lanes() {
                    let sum = forward[at] + score(next, lane);
                    forward[end(next)] = log_add(forward[end(next)], sum);
                }
                next += 1;
            }
        }
        let mut last = self.candidates.len();
        for at in (0..n).rev() {
            backward[at] = backward[at + 1] + f64::from(self.skips[at]);
            while last > 0 && begin(last - 1) == at {
                last -= 1;
                for lane in self.candidates[last].lanes() {
                    let sum = backward[end(last)] + score(last, lane);
                    backward[at] = log_add(backward[at], sum);
                }
            }
        }
        let total = forward[n];
        candidates.clear();
        for (i, candidate) in self.candidates.iter().enumerate() {
            let mut row = [0.0; 8];
            for lane in candidate.lanes() {
                row[lane] = (forward[begin(i)] + score(i, lane) + backward[end(i)] - total).exp();
            }
            candidates.push(row);
        }
        skips.clear();
        skips.extend(
            (0..n).map(|at| {
                (forward[at] + f64::from(self.skips[at]) + backward[at + 1] - total).exp()
            }),
        );
        total
    }
}

fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
