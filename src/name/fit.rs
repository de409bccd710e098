//! Fits the weights to annotated text: a semi-Markov conditional random field over the arbiter's
//! own lattice (Sarawagi & Cohen 2004), by AdaGrad with L2, deterministic.
//!
//! Names of type other and titles are not annotated the same way everywhere, so they are latent:
//! the annotated names are fixed and the rest is summed over.

use rustc_hash::FxHashMap;

use super::candidate;
use super::ground::Ground;
use super::pass::{Chunk, Passes};
use super::scratch::Scratch;
use super::weights::{Lane, NONE, Row, Weights};
use super::{NameError, Names};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::{Mention, MentionType};
use crate::span::Span;

/// One annotated text.
#[derive(Debug, Clone)]
pub struct GoldText {
    /// The text.
    pub text: String,
    /// The names in it, in bytes; those of type other may be incomplete.
    pub names: Vec<(Span, MentionType)>,
    /// How much it counts.
    pub weight: f32,
}

/// How long and how hard to fit.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Rounds over all texts.
    pub rounds: usize,
    /// Size of a step.
    pub rate: f32,
    /// Strength of the pull towards the weights at the start.
    pub pull: f32,
    /// Weights smaller than this are left out of the result.
    pub least: f32,
    /// What speaks for the type other where the annotation has it.
    pub other: f64,
    /// What speaks against the type other where it has none.
    pub stray: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rounds: 14, rate: 0.15, pull: 2e-4, least: 0.02, other: 8.0, stray: 3.0 }
    }
}

/// The extra score that makes an annotated name certain, and any other impossible.
const CERTAIN: f64 = 40.0;

/// Fits the weights of `names` to `gold` and gives the new `weights.toml`. `values` finds the dates
/// and numbers of a document as the extractor does. Tells `report` the loss of each round.
pub fn fit(
    names: &mut Names,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    gold: &[GoldText],
    settings: Settings,
    values: impl Fn(&Document<'_>) -> Vec<Mention>,
    mut report: impl FnMut(usize, f64),
) -> String {
    names.weights = names.weights.natural();
    let start = names.weights.clone();
    let mut squares: Vec<Row> = vec![[1e-4; 8]; start.rows.len()];
    let mut average = Weights::zero();
    let mut steps = 0f32;
    let documents: Vec<Document<'_>> =
        gold.iter().map(|g| Document::parse(&g.text, lexicon)).collect();
    let found: Vec<Vec<Mention>> = documents.iter().map(&values).collect();
    let mut scratch = Scratch::default();
    for round in 0..settings.rounds {
        let mut loss = 0.0;
        for i in order(gold.len(), round) {
            let mut gradient: FxHashMap<u16, [f64; 8]> = FxHashMap::default();
            let every = gazetteer.has_user_lists();
            let mut ground = Ground::new(names, &documents[i], lexicon, every, &found[i]);
            ground.look_up(gazetteer, &mut scratch);
            ground.mark_seen(&mut scratch.numbers);
            let mut passes = Passes::new(&ground, &names.weights);
            passes.best(&mut scratch.search);
            let one = Annotated { document: &documents[i], gold: &gold[i], settings };
            add_gradient(&passes, &ground, one, 0.5, &mut gradient);
            passes.recall(&ground, &names.weights, &mut scratch);
            loss += add_gradient(&passes, &ground, one, 1.0, &mut gradient);
            apply(&mut names.weights, &mut squares, &gradient, settings.rate);
            if i % 16 == 0 {
                pull(&mut names.weights, &start, settings.pull * settings.rate);
            }
            if round * 2 >= settings.rounds && i % 8 == 0 {
                steps += 1.0;
                blend(&mut average, &names.weights, 1.0 / steps);
            }
        }
        report(round, loss);
    }
    let fitted = average.to_toml(&names.table.names, settings.least);
    if let Ok(weights) = Weights::load(&fitted, &names.table) {
        names.weights = weights;
    }
    fitted
}

/// The weights in use as a file, for a look at them.
pub fn weights_of(names: &Names, least: f32) -> String {
    names.weights.natural().to_toml(&names.table.names, least)
}

/// The mean of two weight files, as a file: what two fits on different texts or from different
/// evidence agree on carries over to other texts better than either.
///
/// # Errors
/// When a text is no weight file.
pub fn mean_of(names: &Names, one: &str, other: &str, least: f32) -> Result<String, NameError> {
    let mut mean = Weights::load(one, &names.table)?.natural();
    blend(&mut mean, &Weights::load(other, &names.table)?.natural(), 0.5);
    Ok(mean.to_toml(&names.table.names, least))
}

/// Puts other weights in place of those in use.
///
/// # Errors
/// When the text is no weight file.
pub fn set_weights(names: &mut Names, text: &str) -> Result<(), NameError> {
    names.weights = Weights::load(text, &names.table)?;
    Ok(())
}

/// All texts once, in an order of its own for each round (a linear congruential shuffle).
fn order(count: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64.wrapping_mul(round as u64 + 1);
    for i in (1..count).rev() {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (state >> 33) as usize % (i + 1));
    }
    order
}

/// One text with its annotation.
#[derive(Clone, Copy)]
struct Annotated<'a> {
    document: &'a Document<'a>,
    gold: &'a GoldText,
    settings: Settings,
}

/// Adds the gradient of the log-likelihood of one document; gives its negative log-likelihood.
fn add_gradient(
    passes: &Passes,
    ground: &Ground<'_>,
    Annotated { document, gold, settings }: Annotated<'_>,
    weight: f64,
    gradient: &mut FxHashMap<u16, [f64; 8]>,
) -> f64 {
    let weight = weight * f64::from(gold.weight);
    let bare =
        |(span, kind): &(Span, MentionType)| (without_title(document, ground, *span, *kind), *kind);
    let wanted: FxHashMap<Span, MentionType> = gold.names.iter().map(bare).collect();
    let (mut free, mut fixed) = (Vec::new(), Vec::new());
    let (mut free_skips, mut fixed_skips) = (Vec::new(), Vec::new());
    let mut numbers = Vec::new();
    let mut loss = 0.0;
    for chunk in &passes.chunks {
        let lattice = passes.lattice(chunk);
        let span = |i: usize| document.span(lattice.candidates[i].tokens);
        let total = lattice.marginals(|_, _| 0.0, &mut free, &mut free_skips);
        let held = |i: usize, lane: Lane| bias(wanted.get(&span(i)).copied(), lane, settings);
        let right = lattice.marginals(held, &mut fixed, &mut fixed_skips);
        let certain = (0..lattice.candidates.len())
            .filter(|i| wanted.get(&span(*i)).is_some_and(|t| t.is_entity()))
            .count() as f64;
        loss += (total - (right - CERTAIN * certain)).max(0.0) * weight;
        for i in 0..lattice.candidates.len() {
            let difference: Vec<f64> = lattice.candidates[i]
                .lanes()
                .map(|l| (fixed[i][l] - free[i][l]) * weight)
                .collect();
            if difference.iter().any(|d| d.abs() > 1e-4) {
                passes.evidence(ground, chunk.candidates.0 + i, &mut numbers);
                for number in &numbers {
                    let row = gradient.entry(*number).or_insert([0.0; 8]);
                    difference.iter().enumerate().for_each(|(l, d)| row[l] += d);
                }
            }
        }
        let skips = free_skips.iter().zip(&fixed_skips);
        let skips = skips.map(|(free, fixed)| (fixed - free) * weight);
        add_skips(ground, chunk, skips, gradient);
    }
    loss
}

/// A person's name without honorific and title, which some annotations put inside.
fn without_title(
    document: &Document<'_>,
    ground: &Ground<'_>,
    span: Span,
    kind: MentionType,
) -> Span {
    let end = document.tokens.partition_point(|t| t.span.start < span.end);
    let mut at = document.tokens.partition_point(|t| t.span.start < span.start);
    if kind != MentionType::Person {
        return span;
    }
    while at + 1 < end && ground.traits[at].any(super::traits::TITLES) {
        at += 1;
    }
    document.tokens.get(at).map_or(span, |t| Span { start: t.span.start, end: span.end })
}

fn add_skips(
    ground: &Ground<'_>,
    chunk: &Chunk,
    differences: impl Iterator<Item = f64>,
    gradient: &mut FxHashMap<u16, [f64; 8]>,
) {
    let mut numbers = Vec::new();
    for (at, difference) in chunk.tokens.indices().zip(differences) {
        numbers.clear();
        candidate::skip(ground, at, &mut numbers);
        for number in &numbers {
            gradient.entry(*number).or_insert([0.0; 8])[NONE] += difference;
        }
    }
}

/// What the annotation allows a candidate to be.
fn bias(wanted: Option<MentionType>, lane: Lane, settings: Settings) -> f64 {
    let lane_type = super::weights::type_of(lane);
    match (wanted, lane_type) {
        (Some(w), Some(l)) if w == l && w.is_entity() => CERTAIN,
        (Some(MentionType::Other), Some(MentionType::Other)) => settings.other,
        (_, Some(l)) if l.is_entity() => -CERTAIN * 3.0,
        (_, Some(MentionType::Other)) => -settings.stray,
        _ => 0.0,
    }
}

fn apply(
    weights: &mut Weights,
    squares: &mut [Row],
    gradient: &FxHashMap<u16, [f64; 8]>,
    rate: f32,
) {
    for (number, row) in gradient {
        let at = *number as usize;
        for (lane, g) in row.iter().enumerate() {
            let g = *g as f32;
            squares[at][lane] += g * g;
            weights.rows[at][lane] += rate * g / squares[at][lane].sqrt().max(0.1);
        }
    }
}

/// Shrinks towards the weights at the start.
fn pull(weights: &mut Weights, start: &Weights, strength: f32) {
    for (row, from) in weights.rows.iter_mut().zip(&start.rows) {
        for (weight, origin) in row.iter_mut().zip(from) {
            *weight += (origin - *weight) * strength * 16.0;
        }
    }
}

/// Moves a running average by a share.
fn blend(average: &mut Weights, now: &Weights, share: f32) {
    for (row, from) in average.rows.iter_mut().zip(&now.rows) {
        for (mean, weight) in row.iter_mut().zip(from) {
            *mean += (weight - *mean) * share;
        }
    }
}
