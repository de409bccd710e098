//! Temporal expressions found against those in the gold, in the manner of TempEval-3.

use serde::Serialize;

use super::found::FoundMention;
use super::gold::{GoldDocument, GoldTimex};
use super::mentions::{Context, Count};

/// One error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DateError {
    /// `missed`, `false`, `type` or `value`.
    pub kind: &'static str,
    /// The document.
    pub doc: String,
    /// The text around it, with the words in brackets.
    pub text: String,
    /// The value of the gold.
    pub want: Option<String>,
    /// The value found.
    pub got: Option<String>,
}

/// The temporal expressions of some documents, scored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DateScore {
    /// The very same span.
    pub strict: Count,
    /// Spans that share a character.
    pub relaxed: Count,
    /// Of these, with the right type.
    pub right_type: usize,
    /// Of these, with the right value.
    pub right_value: usize,
    /// All errors, in the order of documents.
    pub errors: Vec<DateError>,
}

impl DateScore {
    /// F1 of relaxed spans, times the share of them with the right type.
    pub fn type_f1(&self) -> f64 {
        self.relaxed.f1() * self.share(self.right_type)
    }

    /// F1 of relaxed spans, times the share of them with the right value.
    pub fn value_f1(&self) -> f64 {
        self.relaxed.f1() * self.share(self.right_value)
    }

    fn share(&self, right: usize) -> f64 {
        if self.relaxed.right == 0 { 0.0 } else { right as f64 / self.relaxed.right as f64 }
    }

    /// Adds what another document gave.
    pub fn add(&mut self, other: Self) {
        self.strict.add(other.strict);
        self.relaxed.add(other.relaxed);
        self.right_type += other.right_type;
        self.right_value += other.right_value;
        self.errors.extend(other.errors);
    }
}

/// Scores the dates of one document.
pub fn score(gold: &GoldDocument, found: &[FoundMention], text: &str) -> DateScore {
    let want = gold.timexes.as_deref().unwrap_or(&[]);
    let got: Vec<&FoundMention> = found.iter().filter(|m| m.mention_type == "date").collect();
    let spans = |all: &[(usize, usize)]| {
        let mut all = all.to_vec();
        all.sort_unstable();
        all.dedup();
        all
    };
    let mine = spans(&got.iter().map(|g| (g.start, g.end)).collect::<Vec<_>>());
    let theirs = spans(&want.iter().map(|w| (w.start, w.end)).collect::<Vec<_>>());
    let exact = mine.iter().filter(|span| theirs.contains(span)).count();
    let mut made = DateScore {
        strict: Count { right: exact, wrong: got.len() - exact, missed: want.len() - exact },
        ..DateScore::default()
    };
    let context = Context::new(text);
    let mut used = vec![false; got.len()];
    for one in want {
        let overlaps = |g: &FoundMention| g.start < one.end && one.start < g.end;
        let hit = got.iter().enumerate().find(|(i, g)| !used[*i] && overlaps(g));
        made.note(gold, one, hit.map(|(_, g)| *g), &context);
        if let Some(used) = hit.and_then(|(i, _)| used.get_mut(i)) {
            *used = true;
        }
    }
    made.relaxed.wrong = used.iter().filter(|used| !**used).count();
    for (one, _) in got.iter().zip(&used).filter(|(_, used)| !**used) {
        made.errors.push(DateError {
            kind: "false",
            doc: gold.id.clone(),
            text: context.around(one.start, one.end),
            want: None,
            got: one.value.clone(),
        });
    }
    made
}

impl DateScore {
    fn note(
        &mut self,
        gold: &GoldDocument,
        one: &GoldTimex,
        hit: Option<&FoundMention>,
        context: &Context,
    ) {
        let error = |kind, got: Option<String>| DateError {
            kind,
            doc: gold.id.clone(),
            text: context.around(one.start, one.end),
            want: Some(one.value.clone()),
            got,
        };
        let Some(hit) = hit else {
            self.relaxed.missed += 1;
            self.errors.push(error("missed", None));
            return;
        };
        self.relaxed.right += 1;
        let right_type = hit.timex.as_deref() == Some(one.kind.as_str());
        let right_value = hit.value.as_deref() == Some(one.value.as_str());
        self.right_type += usize::from(right_type);
        self.right_value += usize::from(right_value);
        if !right_type {
            self.errors.push(error("type", hit.timex.clone()));
        }
        if !right_value {
            self.errors.push(error("value", hit.value.clone()));
        }
    }
}
