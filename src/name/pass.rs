//! All chunks and candidates of a document, scored in two passes: by themselves, then with what
//! the first pass read elsewhere in the article.

use super::Chosen;
use super::article::{Article, Recalled};
use super::beside::Neighbours;
use super::candidate::{self, Candidate, Candidates};
use super::chunk;
use super::decode::{self, Lattice};
use super::ground::Ground;
use super::scratch::Scratch;
use super::sum::{Natural, Sum, Whole, add_rows};
use super::traits::Trait;
use super::vote::Votes;
use super::weights::{LANES, Lane, NONE, Row, UNIT, Weights};
use crate::document::{Sentence, TokenRange};

/// The score of leaving the words of a candidate outside every name.
#[inline]
fn outside(skips: &[f32], chunk: &Chunk, candidate: &Candidate) -> f32 {
    let from = chunk.skips + (candidate.tokens.start - chunk.tokens.start) as usize;
    skips.get(from..from + candidate.tokens.len()).unwrap_or(&[]).iter().sum()
}

/// Of a candidate that was not chosen.
const NO_LANE: u8 = u8::MAX;

/// A chunk and where its candidates and skips lie in [`Passes`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    /// The chunk.
    pub tokens: TokenRange,
    /// The sentence that it lies in.
    pub sentence: Sentence,
    /// First and one past its last candidate.
    pub candidates: (usize, usize),
    /// Where the skips of its tokens begin.
    pub skips: usize,
    /// The second pass changed a score.
    pub recalled: bool,
}

/// The candidates of a document with their scores.
#[derive(Debug, Default)]
pub(super) struct Passes {
    /// Chunks, in order.
    pub chunks: Vec<Chunk>,
    /// Candidates of all chunks, in order.
    pub candidates: Vec<Candidate>,
    /// Score of each candidate.
    pub scores: Vec<Row>,
    /// The score of leaving a token outside, chunk after chunk.
    pub skips: Vec<f32>,
    /// What was chosen, by the first pass and then in the end, in order.
    pub chosen: Vec<Chosen>,
    /// The evidence that the second pass added, by the number of the candidate.
    recalled: Vec<(u32, Recalled)>,
}

impl Passes {
    /// Collects the candidates and scores them by their own evidence.
    pub(super) fn new(ground: &Ground<'_>, weights: &Weights) -> Self {
        if weights.is_whole() {
            Self::scored::<Whole<'_>>(ground, weights)
        } else {
            Self::scored::<Natural<'_>>(ground, weights)
        }
    }

    fn scored<'w, S: Sum<'w>>(ground: &Ground<'_>, weights: &'w Weights) -> Self {
        let mut scratch = candidate::Scratch::default();
        let room = ground.marked.len();
        let mut found = Candidates::with_capacity(2 * room);
        let mut passes = Self {
            chunks: Vec::with_capacity(room),
            skips: Vec::with_capacity(2 * room),
            ..Self::default()
        };
        let mut marked = ground.marked.as_slice();
        for sentence in &ground.document.sentences {
            marked = chunk::chunks(ground, sentence.tokens, marked, |tokens| {
                let (from, skips) = (found.all.len(), passes.skips.len());
                candidate::add::<S>(ground, weights, (*sentence, tokens), &mut scratch, &mut found);
                let skip = |at: usize| candidate::skip_score(ground, weights, at);
                passes.skips.extend(tokens.indices().map(skip));
                passes.chunks.push(Chunk {
                    tokens,
                    sentence: *sentence,
                    candidates: (from, found.all.len()),
                    skips,
                    recalled: false,
                });
            });
        }
        Self { candidates: found.all, scores: found.scores, ..passes }
    }

    /// All evidence of one candidate, that of the second pass included.
    pub(super) fn evidence(&self, ground: &Ground<'_>, index: usize, out: &mut Vec<u16>) {
        out.clear();
        if let Some(chunk) = self.chunk_of(index) {
            let candidate = &self.candidates[index];
            candidate::evidence(ground, chunk.sentence, chunk.tokens, candidate, out);
        }
        if let Ok(at) = self.recalled.binary_search_by_key(&(index as u32), |r| r.0) {
            self.recalled[at].1.show(out);
        }
    }

    /// The chunk of a candidate.
    pub(super) fn chunk_of(&self, index: usize) -> Option<&Chunk> {
        self.chunks.get(self.chunks.partition_point(|c| c.candidates.1 <= index))
    }

    /// Adds what the article says elsewhere, given how the first pass decided.
    pub(super) fn recall(&mut self, ground: &Ground<'_>, weights: &Weights, scratch: &mut Scratch) {
        if weights.is_whole() {
            self.recall_scored::<Whole<'_>>(ground, weights, scratch);
        } else {
            self.recall_scored::<Natural<'_>>(ground, weights, scratch);
        }
    }

    fn recall_scored<'w, S: Sum<'w>>(
        &mut self,
        ground: &Ground<'_>,
        weights: &'w Weights,
        scratch: &mut Scratch,
    ) {
        let Scratch { article, own, neighbours, .. } = scratch;
        article.begin(ground);
        neighbours.begin(ground.document.tokens.len());
        self.recalled.reserve(self.candidates.len());
        own.clear();
        own.resize(self.candidates.len(), NO_LANE);
        let unit = if weights.is_whole() { UNIT } else { 1.0 };
        self.read(ground, article, neighbours, own, unit);
        self.leave_out(ground, article, own, unit);
        let skips = &self.skips;
        for chunk in &mut self.chunks {
            let (from, to) = chunk.candidates;
            for (index, own) in (from..to).zip(&own[from..to]) {
                let candidate = &self.candidates[index];
                let own = Some(Lane::from(*own)).filter(|lane| *lane < LANES).map(|lane| {
                    (lane, Votes::of(&self.scores[index], outside(skips, chunk, candidate), unit))
                });
                let recalled = article.recall(ground, candidate, own);
                let recalled = recalled.and(neighbours.of(ground, candidate.tokens));
                if recalled.is_empty() {
                    continue;
                }
                let mut added = S::new(weights);
                recalled.show(&mut added);
                let scores = &mut self.scores[index];
                *scores = add_rows(*scores, &added.row());
                self.candidates[index].rank(scores);
                self.recalled.push((index as u32, recalled));
                chunk.recalled = true;
            }
        }
    }

    /// Remembers what the first pass chose.
    fn read(
        &self,
        ground: &Ground<'_>,
        article: &mut Article,
        neighbours: &mut Neighbours,
        own: &mut [u8],
        unit: f32,
    ) {
        let mut chunks = self.chunks.iter().peekable();
        for &(index, lane) in &self.chosen {
            while chunks.next_if(|c| c.candidates.1 <= index).is_some() {}
            let Some(chunk) = chunks.peek() else { return };
            let candidate = &self.candidates[index];
            own[index] = lane as u8;
            let skip = outside(&self.skips, chunk, candidate);
            article.add(ground, candidate, lane, Votes::of(&self.scores[index], skip, unit));
            neighbours.add(candidate.tokens, lane);
        }
    }

    /// Remembers the capitalised words that no name took.
    fn leave_out(&self, ground: &Ground<'_>, article: &mut Article, own: &mut [u8], unit: f32) {
        let mut taken = self.chosen.iter().map(|(i, _)| self.candidates[*i].tokens).peekable();
        for chunk in &self.chunks {
            let mut next = chunk.candidates.0;
            for at in chunk.tokens.indices() {
                while taken.peek().is_some_and(|t| t.end as usize <= at) {
                    taken.next();
                }
                let free = taken.peek().is_none_or(|t| t.start as usize > at);
                if !free || !ground.traits[at].has(Trait::Capital) {
                    continue;
                }
                while next < chunk.candidates.1
                    && (self.candidates[next].tokens.start as usize) < at
                {
                    next += 1;
                }
                let single = |c: &Candidate| c.tokens == TokenRange::new(at, at + 1);
                let mut votes = Votes::default();
                if next < chunk.candidates.1 && single(&self.candidates[next]) {
                    own[next] = NONE as u8;
                    let skip = outside(&self.skips, chunk, &self.candidates[next]);
                    votes = Votes::of(&self.scores[next], skip, unit);
                }
                article.add_none(ground, at, votes);
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

    /// Chooses the best set of all chunks.
    pub(super) fn best(&mut self, scratch: &mut decode::Scratch) {
        let mut chosen = Vec::with_capacity(self.chunks.len());
        for chunk in &self.chunks {
            self.decode(chunk, scratch, &mut chosen);
        }
        self.chosen = chosen;
    }

    /// The same where the second pass changed a score; elsewhere what was best before stays.
    pub(super) fn best_again(&mut self, scratch: &mut decode::Scratch) {
        let before = std::mem::take(&mut self.chosen);
        let mut chosen = Vec::with_capacity(before.len());
        let mut rest = before.as_slice();
        for chunk in &self.chunks {
            let here = rest.iter().take_while(|(index, _)| *index < chunk.candidates.1).count();
            let (known, later) = rest.split_at(here);
            rest = later;
            if chunk.recalled {
                self.decode(chunk, scratch, &mut chosen);
            } else {
                chosen.extend_from_slice(known);
            }
        }
        self.chosen = chosen;
    }

    fn decode(
        &self,
        chunk: &Chunk,
        scratch: &mut decode::Scratch,
        chosen: &mut Vec<(usize, Lane)>,
    ) {
        if chunk.tokens.len() == 1 {
            // One word has one candidate at most.
            let (index, skip) = (chunk.candidates.0, self.skips[chunk.skips]);
            let one = self.candidates.get(index).filter(|_| index < chunk.candidates.1);
            let better = one.filter(|candidate| candidate.best > skip);
            chosen.extend(better.map(|candidate| (index, Lane::from(candidate.lane))));
            return;
        }
        let first = chosen.len();
        self.lattice(chunk).best(scratch, chosen);
        chosen[first..].iter_mut().for_each(|(index, _)| *index += chunk.candidates.0);
    }
}
