//! How much speaks for each antecedent, and when the best is good enough.

use super::scene::Place;
use crate::document::TokenRange;
use crate::lexicon::{Lexicon, WordId};
use crate::mention::MentionType;
use crate::step;

/// Most antecedents that are looked at for one description or pronoun.
const WINDOW: usize = 64;

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
    /// It stands in a heading.
    pub heading: bool,
    /// It is a name, no description or pronoun.
    pub named: bool,
    /// The head of a description that stands for nothing named; unknown for all others.
    pub head: WordId,
}

/// Weights of circumstances, from the `[weight]` table of `rules/lexicons/entities.toml`.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is named in the data file, with what it weighs")]
pub(super) struct Weights {
    /// What holds for every antecedent, summed up: by distance in sentences, then by how it stands.
    common: [[f32; 16]; 5],
    pub subject: f32,
    pub possessive: f32,
    pub local_subject: f32,
    pub reported_subject: f32,
    pub same_clause: f32,
    pub parallel: f32,
    pub other_quotation: f32,
    pub topic: f32,
    pub place: f32,
    pub body: f32,
    pub affiliated: f32,
    pub fit: f32,
    pub described: f32,
    pub country: f32,
    pub owned: f32,
    pub margin: f32,
    pub margin_unknown: f32,
    pub near_country: f32,
    pub named: f32,
    pub center: f32,
    pub speaker: f32,
    pub least: f32,
    pub least_alone: f32,
    pub unfit: f32,
    pub subject_above: f32,
    pub described_above: f32,
    pub paragraph: f32,
    pub in_subject: f32,
}

impl Weights {
    /// Reads them; a dozen look-ups.
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let w = |name| lexicon.weight(name);
        let distances = [
            w("entity/same sentence"),
            w("entity/previous sentence"),
            w("entity/two back"),
            w("entity/three back"),
            w("entity/far"),
        ];
        let stands =
            [w("entity/subject"), w("entity/oblique"), w("entity/possessive"), w("entity/heading")];
        let sum = |distance: f32, flags: usize| {
            let on = |(i, weight): (usize, f32)| if flags & (1 << i) == 0 { 0.0 } else { weight };
            stands.into_iter().enumerate().map(on).fold(distance, |sum, weight| sum + weight)
        };
        Self {
            common: distances.map(|d| std::array::from_fn(|flags| sum(d, flags))),
            subject: w("entity/subject"),
            possessive: w("entity/possessive"),
            local_subject: w("entity/local subject"),
            reported_subject: w("entity/reported subject"),
            same_clause: w("entity/same clause"),
            parallel: w("entity/parallel"),
            other_quotation: w("entity/other quotation"),
            topic: w("entity/topic"),
            place: w("entity/place"),
            body: w("entity/body"),
            affiliated: w("entity/affiliated"),
            fit: w("entity/fit"),
            described: w("entity/described"),
            country: w("entity/country"),
            owned: w("entity/owned"),
            margin: w("entity/margin"),
            margin_unknown: w("entity/margin unknown"),
            near_country: w("entity/near country"),
            named: w("entity/named"),
            center: w("entity/center"),
            speaker: w("entity/speaker"),
            least: w("entity/least"),
            least_alone: w("entity/least alone"),
            unfit: w("entity/unfit"),
            subject_above: w("entity/subject above"),
            described_above: w("entity/described above"),
            paragraph: w("entity/paragraph"),
            in_subject: w("entity/in subject"),
        }
    }

    /// What holds for every antecedent: distance, grammatical role, heading, quotation.
    pub(super) fn common(&self, event: &Event, sentence: u32, quote: u32) -> f32 {
        let Place { subject, oblique, possessive } = event.place;
        let flags = usize::from(subject)
            | usize::from(oblique) << 1
            | usize::from(possessive) << 2
            | usize::from(event.heading) << 3;
        let distance = (sentence - event.sentence).min(4) as usize;
        let common = self.common[distance][flags & 15];
        if event.quote == quote { common } else { common + self.other_quotation }
    }
}

/// The best antecedent and how far ahead it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice {
    /// Its index among the events.
    pub index: usize,
    /// How much speaks for it.
    pub top: f32,
    /// How much speaks for the best of any other entity; `f32::MIN` where there is none.
    pub second: f32,
}

/// The best antecedent, at most `furthest` sentences back, and the best of any other entity.
///
/// `score` gives `None` for what does not fit at all. Costs at most [`WINDOW`] calls of it.
pub(super) fn choose(
    events: &[Event],
    (sentence, furthest): (u32, u32),
    mut score: impl FnMut(&Event) -> Option<f32>,
) -> Option<Choice> {
    let mut best: Option<(usize, Option<u32>)> = None;
    let (mut top, mut second) = (f32::MIN, f32::MIN);
    for (index, event) in events.iter().enumerate().rev().take(WINDOW) {
        step::take();
        if sentence - event.sentence > furthest {
            break;
        }
        let Some(value) = score(event) else { continue };
        let same = best.is_some_and(|(_, root)| root.is_some() && root == event.root);
        if value > top || best.is_none() {
            if !same && best.is_some() {
                second = second.max(top);
            }
            (best, top) = (Some((index, event.root)), value);
        } else if !same {
            second = second.max(value);
        }
    }
    let (index, root) = best?;
    root.is_some().then_some(Choice { index, top, second })
}
