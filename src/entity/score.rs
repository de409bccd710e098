//! How much speaks for each antecedent, and when the best is good enough.

use super::scene::Place;
use crate::document::TokenRange;
use crate::lexicon::{Lexicon, WordId};
use crate::mention::MentionType;

/// Most antecedents that are looked at for one description or pronoun.
const WINDOW: usize = 64;
/// Furthest sentence back.
const SENTENCES: u32 = 6;

/// Something that later words may refer to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Event {
    /// Root form of its entity; `None` for what is no entity known by name.
    pub root: Option<u32>,
    /// Its type; `Other` for what is no entity at all.
    pub mention_type: MentionType,
    /// Which tokens.
    pub tokens: TokenRange,
    /// Which sentence.
    pub sentence: u32,
    /// Which clause of the text.
    pub clause: u32,
    /// Which quotation; 0 outside.
    pub quote: u32,
    /// How it stands in its clause.
    pub place: Place,
    /// It is the first subject of its sentence.
    pub leads: bool,
    /// It is itself a description or pronoun.
    pub anaphor: bool,
    /// It stands in a heading.
    pub heading: bool,
    /// The head of a description that stands for nothing named; unknown for all others.
    pub head: WordId,
}

/// Weights of circumstances, from the `[weight]` table of `rules/lexicons/entities.toml`.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is named in the data file, with what it weighs")]
pub(super) struct Weights {
    distance: [f32; 5],
    pub subject: f32,
    pub local_subject: f32,
    pub parallel: f32,
    pub oblique: f32,
    pub possessive: f32,
    pub other_quotation: f32,
    pub heading: f32,
    pub topic: f32,
    pub place: f32,
    pub fit: f32,
    pub described: f32,
    pub country: f32,
    pub owned: f32,
    pub margin: f32,
    pub least: f32,
}

impl Weights {
    /// Reads them; a dozen look-ups.
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let w = |name| lexicon.weight(name);
        Self {
            distance: [
                w("entity/same sentence"),
                w("entity/previous sentence"),
                w("entity/two back"),
                w("entity/three back"),
                w("entity/far"),
            ],
            subject: w("entity/subject"),
            local_subject: w("entity/local subject"),
            parallel: w("entity/parallel"),
            oblique: w("entity/oblique"),
            possessive: w("entity/possessive"),
            other_quotation: w("entity/other quotation"),
            heading: w("entity/heading"),
            topic: w("entity/topic"),
            place: w("entity/place"),
            fit: w("entity/fit"),
            described: w("entity/described"),
            country: w("entity/country"),
            owned: w("entity/owned"),
            margin: w("entity/margin"),
            least: w("entity/least"),
        }
    }

    /// What the distance in sentences weighs.
    pub(super) fn distance(&self, sentences: u32) -> f32 {
        self.distance.get(sentences as usize).copied().unwrap_or(self.distance[4])
    }

    /// What holds for every antecedent: distance, grammatical role, heading, quotation.
    pub(super) fn common(&self, event: &Event, sentence: u32, quote: u32) -> f32 {
        let mut score = self.distance(sentence - event.sentence);
        let mut add = |on: bool, weight: f32| score += if on { weight } else { 0.0 };
        add(event.place.subject, self.subject);
        add(event.place.oblique, self.oblique);
        add(event.place.possessive, self.possessive);
        add(event.heading, self.heading);
        add(event.quote != quote, self.other_quotation);
        score
    }
}

/// The best antecedent: good enough, and by a margin better than the best of any other entity.
///
/// `score` gives `None` for what does not fit at all. Costs at most [`WINDOW`] calls of it.
pub(super) fn choose(
    events: &[Event],
    sentence: u32,
    weights: &Weights,
    score: impl Fn(&Event) -> Option<f32>,
) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    let mut second = f32::MIN;
    for (index, event) in events.iter().enumerate().rev().take(WINDOW) {
        if sentence - event.sentence > SENTENCES {
            break;
        }
        let Some(value) = score(event) else { continue };
        match best {
            Some((at, top)) if same(events.get(at), event) => {
                if value > top {
                    best = Some((index, value));
                }
            }
            Some((_, top)) if value > top => {
                second = second.max(top);
                best = Some((index, value));
            }
            Some(_) => second = second.max(value),
            None => best = Some((index, value)),
        }
    }
    let (index, top) = best?;
    let known = events.get(index).is_some_and(|e| e.root.is_some());
    (known && top >= weights.least && top - second >= weights.margin).then_some((index, top))
}

fn same(a: Option<&Event>, b: &Event) -> bool {
    a.is_some_and(|a| a.root.is_some() && a.root == b.root)
}
