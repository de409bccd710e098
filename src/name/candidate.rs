//! Candidates: which spans may be names, and their scores.

use super::chunk::{self, MAX_NAME};
use super::feature::Position;
use super::ground::Ground;
use super::inside::Inside;
use super::listed::ListedName;
use super::role;
use super::sum::{Sink, Sum};
use super::traits::{CAPITALS, Trait, mask};
use super::view::View;
use super::weights::{Lane, NONE, ROLE, Row, UNIT, Weights};
use crate::document::{Sentence, TokenRange};
use crate::gazetteer::compile::{ROOT, step};
use crate::gazetteer::{EntryType, Marks};

/// What each word of a name from the user's own list weighs: more than all evidence against it.
const OWN: f32 = 100.0 * UNIT;

/// A span that may be a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Where.
    pub tokens: TokenRange,
    /// The key of its words, see [`super::article::key`].
    pub key: u64,
    /// True when the grammar of titles takes it for one.
    pub is_title: bool,
    /// The type for which it scores best, the first of equals.
    pub lane: u8,
    /// Its score for that type.
    pub best: f32,
}

impl Candidate {
    /// The types that it may take.
    pub(super) fn lanes(&self) -> std::ops::Range<Lane> {
        0..if self.is_title { NONE } else { ROLE }
    }

    /// Notes the type for which it scores best.
    #[inline]
    pub(super) fn rank(&mut self, scores: &Row) {
        (self.lane, self.best) = (0, scores[0]);
        for lane in 1..self.lanes().end {
            if scores[lane] > self.best {
                (self.lane, self.best) = (lane as u8, scores[lane]);
            }
        }
    }
}

/// Candidates with their scores, in order.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// By first token, then by length.
    pub all: Vec<Candidate>,
    /// The score of each.
    pub scores: Vec<Row>,
}

/// Memory that is used again from chunk to chunk.
#[derive(Debug)]
pub(super) struct Scratch<T> {
    /// What the end of a candidate weighs, by its last token.
    ends: Vec<End<T>>,
    long: Vec<TokenRange>,
}

/// What is known of the end of candidates so far.
#[derive(Debug, Clone, Copy)]
struct End<T> {
    /// Of one word.
    after: Option<T>,
    /// Of several.
    last: Option<T>,
}

impl<T> Default for Scratch<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), long: Vec::new() }
    }
}

/// Adds all candidates of a chunk. What their starts and ends weigh is summed up once for each.
pub(super) fn add<'w, S: Sum<'w>>(
    ground: &Ground<'_>,
    weights: &'w Weights,
    (sentence, chunk): (Sentence, TokenRange),
    scratch: &mut Scratch<S::Total>,
    found: &mut Candidates,
) {
    let Scratch { ends, long } = scratch;
    ends.clear();
    ends.resize(chunk.len(), End { after: None, last: None });
    long_listed(ground, chunk, long);
    let all_caps = in_capitals(ground, chunk);
    let view = View { ground, sentence, chunk, all_caps, long };
    for start in chunk.indices() {
        let listed = ground.listed_at(start);
        let opens = chunk::can_start(ground, chunk, start);
        if !opens && listed.is_empty() {
            continue;
        }
        let limit = (chunk.end as usize).min(start + MAX_NAME);
        let reach = listed.iter().map(|l| l.tokens.end as usize).max().unwrap_or(0);
        let (mut inside, mut key) = (Inside::new(start), ROOT);
        let before = sum::<S>(weights, |out| view.before(start, out));
        let (mut first, mut middle): (Option<S::Total>, _) = (None, S::new(weights));
        for end in start + 1..=limit.max(reach.min(chunk.end as usize)) {
            if let Some(set) = inside.push(ground, end - 1) {
                middle.add_set(Position::Middle, set);
            }
            key = step(key, ground.document.tokens[end - 1].hash);
            let shaped = opens && end <= limit && chunk::can_end(ground, end - 1);
            if !shaped && !listed.iter().any(|l| l.tokens.end as usize == end) {
                continue;
            }
            let tokens = TokenRange::new(start, end);
            let there = &mut ends[end - 1 - chunk.start as usize];
            let mut all = S::new(weights);
            all.plus(before);
            all.plus(*there.after.get_or_insert_with(|| sum::<S>(weights, |s| view.after(end, s))));
            if tokens.len() > 1 {
                all.plus(*first.get_or_insert_with(|| sum::<S>(weights, |s| view.first(start, s))));
                let last =
                    there.last.get_or_insert_with(|| sum::<S>(weights, |s| view.last(end, s)));
                all.plus(*last);
                all.plus(middle.total());
            } else {
                view.alone(start, &mut all);
            }
            let is_title = role::is_title(ground, tokens);
            view.whole(tokens, &inside, is_title, &mut all);
            let mut row = all.row();
            if let Some(lane) = own_type(listed, tokens) {
                row[lane] += OWN * tokens.len() as f32;
            }
            let mut candidate = Candidate { tokens, key, is_title, lane: 0, best: 0.0 };
            candidate.rank(&row);
            found.all.push(candidate);
            found.scores.push(row);
        }
    }
}

/// Writes down all evidence of a candidate, that of its article apart.
pub(super) fn evidence(
    ground: &Ground<'_>,
    sentence: Sentence,
    chunk: TokenRange,
    candidate: &Candidate,
    out: &mut Vec<u16>,
) {
    let mut long = Vec::new();
    long_listed(ground, chunk, &mut long);
    let all_caps = in_capitals(ground, chunk);
    let view = View { ground, sentence, chunk, all_caps, long: &long };
    let (start, end) = (candidate.tokens.start as usize, candidate.tokens.end as usize);
    let mut inside = Inside::new(start);
    for at in start..end {
        if let Some(set) = inside.push(ground, at) {
            out.add_set(Position::Middle, set);
        }
    }
    view.before(start, out);
    view.after(end, out);
    if end - start > 1 {
        view.first(start, out);
        view.last(end, out);
    } else {
        view.alone(start, out);
    }
    view.whole(candidate.tokens, &inside, candidate.is_title, out);
}

#[inline]
fn sum<'w, S: Sum<'w>>(weights: &'w Weights, add: impl FnOnce(&mut S)) -> S::Total {
    let mut sum = S::new(weights);
    add(&mut sum);
    sum.total()
}

/// Listed names of several words that can share words with a candidate of the chunk.
fn long_listed(ground: &Ground<'_>, chunk: TokenRange, long: &mut Vec<TokenRange>) {
    let from = (chunk.start as usize).saturating_sub(MAX_NAME);
    let near = ground.listed.long_within(from, chunk.end as usize).iter();
    long.clear();
    long.extend(near.filter(|l| l.end > chunk.start));
}

/// The type of these words in a list of the user's own, which wins over all evidence.
fn own_type(listed: &[ListedName], tokens: TokenRange) -> Option<Lane> {
    let own = listed.iter().find(|l| l.tokens == tokens && l.marks.has(Marks::USER))?;
    Some(match own.entry_type {
        EntryType::Organization => 0,
        EntryType::Person => 1,
        EntryType::Place => 2,
        _ => 3,
    })
}

/// The evidence for leaving a word outside every name; none for joints.
pub(super) fn skip(ground: &Ground<'_>, at: usize, out: &mut impl Sink) {
    let set = ground.traits[at];
    if set.any(const { CAPITALS | mask(&[Trait::Mixed]) }) {
        out.add_set(Position::Skip, set);
    }
}

/// What leaving a word outside every name weighs.
#[inline]
pub(super) fn skip_score<'w, S: Sum<'w>>(
    ground: &Ground<'_>,
    weights: &'w Weights,
    at: usize,
) -> f32 {
    let mut sum = S::new(weights);
    skip(ground, at, &mut sum);
    sum.row()[NONE]
}

fn in_capitals(ground: &Ground<'_>, chunk: TokenRange) -> bool {
    if chunk.len() < 4 {
        return false;
    }
    let words = chunk.indices().filter(|i| ground.traits[*i].has(Trait::Capital));
    let (all, caps) = words.fold((0, 0), |(n, c), i| {
        let set = ground.traits[i];
        (n + 1, c + usize::from(set.has(Trait::AllCaps) && !set.has(Trait::Short)))
    });
    all >= 4 && caps * 3 >= all * 2
}
