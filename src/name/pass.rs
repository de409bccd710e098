//! All chunks and candidates of a document, scored in two passes: by themselves, then with what
//! the first pass read elsewhere in the article.

use super::article::{self, Article};
use super::candidate::{self, Candidate};
use super::chunk;
use super::decode::{Lattice, Scratch};
use super::ground::Ground;
use super::traits::Trait;
use super::weights::{Lane, NONE, Row, Weights};
use crate::document::TokenRange;

/// What each word of a name from the user's own list weighs: more than all evidence against it.
const OWN: f32 = 100.0;

/// A chunk and where its candidates and skips lie in [`Passes`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    /// The chunk.
    pub tokens: TokenRange,
    /// First and one past its last candidate.
    pub candidates: (usize, usize),
    /// Where the skips of its tokens begin.
    pub skips: usize,
}

/// The candidates of a document with evidence and scores.
#[derive(Debug, Default)]
pub(super) struct Passes {
    /// Chunks, in order.
    pub chunks: Vec<Chunk>,
    /// Candidates of all chunks, in order.
    pub candidates: Vec<Candidate>,
    /// Evidence of all candidates, see [`Candidate::evidence`].
    pub evidence: Vec<u16>,
    /// The evidence that the second pass added, as a range of `evidence`.
    pub recalled: Vec<(u32, u32)>,
    /// Score of each candidate.
    pub scores: Vec<Row>,
    /// Evidence for leaving a token outside, as a range of `evidence`, chunk after chunk.
    pub outside: Vec<(u32, u32)>,
    /// Its score.
    pub skips: Vec<f32>,
}

impl Passes {
    /// Collects the candidates; no scores yet.
    pub(super) fn new(ground: &Ground<'_>) -> Self {
        let mut passes = Self::default();
        let mut found = Vec::new();
        for sentence in &ground.document.sentences {
            found.clear();
            chunk::chunks(ground, sentence.tokens, &mut found);
            for &tokens in &found {
                let from = passes.candidates.len();
                candidate::candidates(
                    ground,
                    *sentence,
                    tokens,
                    &mut passes.candidates,
                    &mut passes.evidence,
                );
                let skips = passes.outside.len();
                for at in tokens.indices() {
                    let begin = passes.evidence.len() as u32;
                    candidate::skip(ground, at, &mut passes.evidence);
                    passes.outside.push((begin, passes.evidence.len() as u32));
                }
                let candidates = (from, passes.candidates.len());
                passes.chunks.push(Chunk { tokens, candidates, skips });
            }
        }
        passes
    }

    /// The evidence of one candidate, that of the second pass included.
    pub(super) fn evidence_of(&self, index: usize) -> impl Iterator<Item = u16> {
        let (a, b) = self.candidates[index].evidence;
        let (c, d) = self.recalled.get(index).copied().unwrap_or((0, 0));
        let slice = |from: u32, to: u32| &self.evidence[from as usize..to as usize];
        slice(a, b).iter().chain(slice(c, d)).copied()
    }

    /// Scores all candidates by their own evidence.
    pub(super) fn score(&mut self, weights: &Weights) {
        let slice = |(a, b): (u32, u32)| &self.evidence[a as usize..b as usize];
        self.scores = self.candidates.iter().map(|c| weights.sum(slice(c.evidence))).collect();
        for (score, candidate) in self.scores.iter_mut().zip(&self.candidates) {
            if let Some(lane) = candidate.own {
                score[lane] += OWN * candidate.tokens.len() as f32;
            }
        }
        self.skips = self.outside.iter().map(|o| weights.sum(slice(*o))[NONE]).collect();
    }

    /// Adds what the article says elsewhere, given how the first pass decided.
    pub(super) fn recall(
        &mut self,
        ground: &Ground<'_>,
        weights: &Weights,
        chosen: &[(usize, Lane)],
    ) {
        let mut article = Article::default();
        let mut own: Vec<Option<Lane>> = vec![None; self.candidates.len()];
        for &(index, lane) in chosen {
            own[index] = Some(lane);
            article.add(ground, self.candidates[index].tokens, lane);
        }
        self.leave_out(ground, &mut article, &mut own, chosen);
        self.recalled.clear();
        for (index, own) in own.iter().enumerate() {
            let tokens = self.candidates[index].tokens;
            let from = self.evidence.len() as u32;
            let key = article::key(ground, tokens);
            article.evidence(key, *own, tokens.len(), &mut self.evidence);
            let range = (from, self.evidence.len() as u32);
            self.recalled.push(range);
            let added = weights.sum(&self.evidence[range.0 as usize..range.1 as usize]);
            for (score, more) in self.scores[index].iter_mut().zip(added) {
                *score += more;
            }
        }
    }

    /// Remembers the capitalised words that no name took.
    fn leave_out(
        &self,
        ground: &Ground<'_>,
        article: &mut Article,
        own: &mut [Option<Lane>],
        chosen: &[(usize, Lane)],
    ) {
        let mut taken = chosen.iter().map(|(i, _)| self.candidates[*i].tokens).peekable();
        for chunk in &self.chunks {
            for at in chunk.tokens.indices() {
                while taken.peek().is_some_and(|t| t.end as usize <= at) {
                    taken.next();
                }
                if taken.peek().is_none_or(|t| t.start as usize > at) {
                    article.add_none(ground, at);
                }
            }
        }
        let mut covered = vec![false; ground.document.tokens.len()];
        for (i, _) in chosen {
            self.candidates[*i].tokens.indices().for_each(|at| covered[at] = true);
        }
        for (candidate, own) in self.candidates.iter().zip(own.iter_mut()) {
            let at = candidate.tokens.start as usize;
            let single = candidate.tokens.len() == 1 && ground.traits[at].has(Trait::Capital);
            if single && !covered[at] {
                *own = Some(NONE);
            }
        }
    }

    /// The lattice of one chunk.
    pub(super) fn lattice(&self, chunk: &Chunk) -> Lattice<'_> {
        let (from, to) = chunk.candidates;
        Lattice {
            chunk: chunk.tokens,
            candidates: &self.candidates[from..to],
            scores: &self.scores[from..to],
            skips: &self.skips[chunk.skips..chunk.skips + chunk.tokens.len()],
        }
    }

    /// The best set of all chunks: candidates with their types, in order.
    pub(super) fn best(&self) -> Vec<(usize, Lane)> {
        let mut scratch = Scratch::default();
        let mut chosen = Vec::new();
        for chunk in &self.chunks {
            let first = chosen.len();
            self.lattice(chunk).best(&mut scratch, &mut chosen);
            chosen[first..].iter_mut().for_each(|(index, _)| *index += chunk.candidates.0);
        }
        chosen
    }
}
