//! Candidates: which spans may be names, and their scores.

use super::chunk::{self, MAX_NAME};
use super::feature::Position;
use super::ground::Ground;
use super::inside::Inside;
use super::listed::ListedName;
use super::role;
use super::sum::{Sink, Sum};
use super::traits::{CAPITALS, Trait, mask};
use super::view::{Begin, View};
use super::weights::{Lane, NONE, ROLE, Row, UNIT, Weights};
use crate::document::{Sentence, TokenRange};
use crate::gazetteer::compile::{ROOT, step};
use crate::gazetteer::{EntryType, Marks};

/// What each word of a name from the user's own list weighs: more than all evidence against it.
const OWN: f32 = 100.0 * UNIT;

/// What counts against a title between commas being anything else.
const APPOSED: f32 = 2.0 * UNIT;

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
        let role = if self.is_title { scores[ROLE] } else { f32::NEG_INFINITY };
        let better = |one: (f32, u8), other: (f32, u8)| if other.0 > one.0 { other } else { one };
        let [a, b, c, d, ..] = *scores;
        let first = better(better((a, 0), (b, 1)), better((c, 2), (d, 3)));
        (self.best, self.lane) = better(first, (role, ROLE as u8));
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
    if chunk.len() == 1 {
        return add_word::<S>(ground, weights, (sentence, chunk), long, found);
    }
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
        let reach = limit.max(reach.min(chunk.end as usize));
        let ends_at = |end: usize| {
            if chunk::is_cut(ground, chunk, start, end) {
                return false;
            }
            opens && end <= limit && chunk::can_end(ground, end - 1)
                || listed.iter().any(|l| l.tokens.end as usize == end)
        };
        let mut key = step(ROOT, ground.document.tokens[start].hash);
        let mut before = S::new(weights);
        let framed = view.before(start, &mut before);
        let before = before.total();
        let begin = Begin { start, listed, framed };
        if ends_at(start + 1) {
            let after = &mut ends[start - chunk.start as usize].after;
            let mut all = S::new(weights);
            view.alone(start, &mut all);
            all.plus(before);
            all.plus(*after.get_or_insert_with(|| sum::<S>(weights, |s| view.after(start + 1, s))));
            found.push(&view, &begin, all, (start + 1, key), None);
        }
        if reach == start + 1 {
            continue;
        }
        let (mut inside, mut middle) = (Inside::new(ground, start), S::new(weights));
        let mut first: Option<S::Total> = None;
        for end in start + 2..=reach {
            if let Some(set) = inside.push(ground, end - 1) {
                middle.add_set(Position::Middle, set);
            }
            key = step(key, ground.document.tokens[end - 1].hash);
            if !ends_at(end) {
                continue;
            }
            let End { after, last } = &mut ends[end - 1 - chunk.start as usize];
            let mut all = middle;
            all.plus(before);
            all.plus(*first.get_or_insert_with(|| sum::<S>(weights, |s| view.first(start, s))));
            all.plus(*last.get_or_insert_with(|| sum::<S>(weights, |s| view.last(end, s))));
            all.plus(*after.get_or_insert_with(|| sum::<S>(weights, |s| view.after(end, s))));
            found.push(&view, &begin, all, (end, key), Some(&inside));
        }
    }
}

impl Candidates {
    /// None, and room for so many.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self { all: Vec::with_capacity(count), scores: Vec::with_capacity(count) }
    }

    /// Adds a candidate. `all` is the sum of what its start, end and words weigh; `inside` is what
    /// several words show together.
    #[inline]
    fn push<'w, S: Sum<'w>>(
        &mut self,
        view: &View<'_>,
        begin: &Begin<'_>,
        mut all: S,
        (end, key): (usize, u64),
        inside: Option<&Inside>,
    ) {
        let tokens = TokenRange::new(begin.start, end);
        let is_title = role::is_title(view.ground, tokens);
        view.whole(begin, tokens, inside, is_title, &mut all);
        let mut row = all.row();
        if let Some(lane) = own_type(begin.listed, tokens) {
            row[lane] += OWN * tokens.len() as f32;
        } else if is_title && is_apposed(view.ground, tokens) {
            (0..NONE).filter(|lane| *lane != ROLE).for_each(|lane| row[lane] -= APPOSED);
        }
        let mut candidate = Candidate { tokens, key, is_title, lane: 0, best: 0.0 };
        candidate.rank(&row);
        crate::step::take();
        self.all.push(candidate);
        self.scores.push(row);
    }
}

/// `Ann Lee, Vice President of Acme`: what the words say they are, whatever else is written so.
fn is_apposed(ground: &Ground<'_>, tokens: TokenRange) -> bool {
    const CLOSES: u128 = mask(&[Trait::Of, Trait::For, Trait::At, Trait::Comma]);
    let before = (tokens.start as usize).checked_sub(1).map(|at| ground.traits[at]);
    before.is_some_and(|set| set.has(Trait::Comma))
        && ground.traits.get(tokens.end as usize).is_some_and(|set| set.any(CLOSES))
}

/// The same for a chunk of one word: more than half of them.
fn add_word<'w, S: Sum<'w>>(
    ground: &Ground<'_>,
    weights: &'w Weights,
    (sentence, chunk): (Sentence, TokenRange),
    long: &mut Vec<TokenRange>,
    found: &mut Candidates,
) {
    let (start, end) = (chunk.start as usize, chunk.end as usize);
    let listed = ground.listed_at(start);
    let shaped = chunk::can_start(ground, chunk, start) && chunk::can_end(ground, start);
    if !shaped && !listed.iter().any(|l| l.tokens == chunk) {
        return;
    }
    long_listed(ground, chunk, long);
    let view = View { ground, sentence, chunk, all_caps: false, long };
    let mut all = S::new(weights);
    let framed = view.before(start, &mut all);
    view.after(end, &mut all);
    view.alone(start, &mut all);
    let key = step(ROOT, ground.document.tokens[start].hash);
    found.push(&view, &Begin { start, listed, framed }, all, (end, key), None);
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
    let framed = view.before(start, out);
    let begin = Begin { start, listed: ground.listed_at(start), framed };
    view.after(end, out);
    if end - start > 1 {
        let mut inside = Inside::new(ground, start);
        for at in start + 1..end {
            if let Some(set) = inside.push(ground, at) {
                out.add_set(Position::Middle, set);
            }
        }
        view.first(start, out);
        view.last(end, out);
        view.whole(&begin, candidate.tokens, Some(&inside), candidate.is_title, out);
    } else {
        view.alone(start, out);
        view.whole(&begin, candidate.tokens, None, candidate.is_title, out);
    }
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

/// Words whose leaving out says something.
const SKIPPED: u128 = CAPITALS | mask(&[Trait::Mixed]);

/// The evidence for leaving a word outside every name; none for joints.
pub(super) fn skip(ground: &Ground<'_>, at: usize, out: &mut impl Sink) {
    let set = ground.traits[at];
    if set.any(SKIPPED) {
        out.add_set(Position::Skip, set);
    }
}

/// What leaving a word outside every name weighs.
#[inline]
pub(super) fn skip_score(ground: &Ground<'_>, weights: &Weights, at: usize) -> f32 {
    let set = ground.traits[at];
    if set.any(SKIPPED) { weights.skip(set) } else { 0.0 }
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
