//! Mentions: one occurrence of a name, a value, a description or a pronoun, with what found it.

#[cfg(test)]
pub(crate) mod marked;

use crate::document::TokenRange;
use crate::gazetteer::EntryId;
use crate::span::Span;
use crate::step;

/// What a mention is a mention of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionType {
    /// Companies, agencies, parties, courts, media, clubs; brands acting as a service.
    Organization,
    /// A person.
    Person,
    /// Countries, regions, cities, buildings.
    Place,
    /// Every temporal expression.
    Date,
    /// A percentage.
    Percent,
    /// An amount of money.
    Money,
    /// A number alone.
    Number,
    /// A job title held by somebody.
    Role,
    /// A name of another kind (work, event, product, law): kept so that it is taken for no
    /// organization, and not printed.
    Other,
}

impl MentionType {
    const NAMES: [(&'static str, Self); 9] = [
        ("organization", Self::Organization),
        ("person", Self::Person),
        ("place", Self::Place),
        ("date", Self::Date),
        ("percent", Self::Percent),
        ("money", Self::Money),
        ("number", Self::Number),
        ("role", Self::Role),
        ("other", Self::Other),
    ];

    /// Its name in rules and output.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, t)| *t == self).map_or("", |(n, _)| n)
    }

    /// The type with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, t)| *t)
    }

    /// True for the types that stand for things in the world.
    pub fn is_entity(self) -> bool {
        matches!(self, Self::Organization | Self::Person | Self::Place)
    }
}

/// In what way a mention mentions (the terms of ACE).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// By name.
    Name,
    /// A date, percent, money, number or role.
    Value,
    /// By description: `the company`, `this subsidiary`.
    Nominal,
    /// By pronoun: `it`, `its`, `which`.
    Pronoun,
}

impl Kind {
    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Value => "value",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

/// A percentage or share with its bounds, in percent (after the Beneficial Ownership Data Standard).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Share {
    /// The exact or approximate figure.
    pub exact: Option<f64>,
    /// Lower bound.
    pub min: Option<f64>,
    /// Upper bound.
    pub max: Option<f64>,
    /// The lower bound itself is excluded (`more than 10 percent`).
    pub exclusive_min: bool,
    /// The upper bound itself is excluded (`under 50 percent`).
    pub exclusive_max: bool,
    /// `about`, `nearly`, `roughly`.
    pub approximate: bool,
}

/// Kinds of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A day or anything coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimexKind {
    /// Its name in TIMEX3 and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A temporal expression with its resolved value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// Which kind.
    pub kind: TimexKind,
    /// The TIMEX3 value: `2023-03-23`, `2015`, `P12M`, `XXXX-WXX-5`, `PRESENT_REF` …
    pub value: String,
}

/// The value of a mention of kind [`Kind::Value`].
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A date, time, duration or set.
    Timex(Timex),
    /// A percentage with the bounds that the words around it give.
    Percent(Share),
    /// An amount: value in units of the currency (ISO 4217; empty when the text names none).
    Money {
        /// In units: `3 mln dlrs` is 3000000.
        value: f64,
        /// ISO 4217 code.
        currency: String,
    },
    /// A number.
    Number(f64),
}

/// What found a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An entry of a name list.
    Entry(EntryId),
    /// A named rule or reason of a stage: `name/legal-form`, `value/month-day`.
    Rule(&'static str),
}

/// One occurrence.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where, in bytes.
    pub span: Span,
    /// Where, in tokens.
    pub tokens: TokenRange,
    /// Of what.
    pub mention_type: MentionType,
    /// In what way.
    pub kind: Kind,
    /// Its value, for [`Kind::Value`] (a role has none).
    pub value: Option<Value>,
    /// What found it.
    pub source: Source,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

/// The number of a mention in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MentionId(pub u32);

/// The mentions of a document: sorted by place and disjoint. Made by [`Mentions::arbitrate`] alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mentions(Vec<Mention>);

impl Mentions {
    /// The one arbiter between stages: of overlapping candidates the surer stays, then the longer,
    /// then the earlier. n log n in their number.
    pub fn arbitrate(mut candidates: Vec<Mention>) -> Self {
        candidates.retain(|m| !m.span.is_empty());
        candidates.sort_by_key(|m| m.span);
        if candidates.is_sorted_by(|a, b| a.span.end <= b.span.start) {
            return Self(candidates);
        }
        let mut kept = Vec::with_capacity(candidates.len());
        let mut rest = candidates.into_iter().peekable();
        while let Some(first) = rest.next() {
            let mut reach = first.span.end;
            let mut rivals = Vec::new();
            while let Some(next) = rest.next_if(|m| m.span.start < reach) {
                reach = reach.max(next.span.end);
                rivals.push(next);
            }
            if rivals.is_empty() {
                kept.push(first);
            } else {
                // In front, since of equals the first stays.
                rivals.insert(0, first);
                kept.extend(best(rivals));
            }
        }
        Self(kept)
    }

    /// These with more: where any overlap the arbiter decides, else they are put in at their places.
    #[must_use]
    pub fn with(self, added: Vec<Mention>) -> Self {
        let Self(mut all) = self;
        if added.is_empty() {
            return Self(all);
        }
        if !fit_between(&added, &all) {
            all.extend(added);
            return Self::arbitrate(all);
        }
        let mut both = Vec::with_capacity(all.len() + added.len());
        let mut added = added.into_iter().peekable();
        for mention in all {
            while let Some(before) = added.next_if(|a| a.span < mention.span) {
                both.push(before);
            }
            both.push(mention);
        }
        both.extend(added);
        Self(both)
    }

    /// These without those for which `dropped` holds, asked in order.
    #[must_use]
    pub fn without(mut self, mut dropped: impl FnMut(&Mention) -> bool) -> Self {
        self.0.retain(|m| !dropped(m));
        self
    }

    /// Gives those for which `chosen` holds another type and source; their places stay.
    pub fn read_anew(
        &mut self,
        mention_type: MentionType,
        source: &Source,
        chosen: impl Fn(&Mention) -> bool,
    ) {
        for mention in self.0.iter_mut().filter(|m| chosen(m)) {
            mention.mention_type = mention_type;
            mention.source = source.clone();
        }
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Mention] {
        &self.0
    }

    /// One of them.
    pub fn get(&self, id: MentionId) -> Option<&Mention> {
        step::take();
        self.0.get(id.0 as usize)
    }

    /// With their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (MentionId, &Mention)> {
        self.0.iter().enumerate().map(|(i, m)| (MentionId(i as u32), m))
    }

    /// Number of mentions.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// True when `added` is in order and shares no byte with itself or with `all`, which is so too.
fn fit_between(added: &[Mention], all: &[Mention]) -> bool {
    let (mut at, mut floor) = (0, 0);
    added.iter().all(|m| {
        let fits = floor <= m.span.start && !m.span.is_empty();
        floor = m.span.end;
        at += all.iter().skip(at).take_while(|a| a.span.end <= m.span.start).count();
        fits && all.get(at).is_none_or(|a| m.span.end <= a.span.start)
    })
}

/// What stays of candidates that overlap one another, in order.
fn best(mut rivals: Vec<Mention>) -> impl Iterator<Item = Mention> {
    rivals.sort_by(|a, b| {
        let weight = |m: &Mention| (m.confidence * 1000.0) as i32;
        weight(b).cmp(&weight(a)).then(b.span.len().cmp(&a.span.len())).then(a.span.cmp(&b.span))
    });
    let mut kept: std::collections::BTreeMap<u32, Mention> = std::collections::BTreeMap::new();
    for mention in rivals {
        let before = kept.range(..mention.span.end).next_back();
        if before.is_none_or(|(_, m)| !m.span.overlaps(mention.span)) {
            kept.insert(mention.span.start, mention);
        }
    }
    kept.into_values()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(start: usize, end: usize, confidence: f32) -> Mention {
        Mention {
            span: Span::new(start, end),
            tokens: TokenRange::new(start, end),
            mention_type: MentionType::Organization,
            kind: Kind::Name,
            value: None,
            source: Source::Rule("test"),
            confidence,
        }
    }

    #[test]
    fn the_surer_then_the_longer_stays() {
        let kept = Mentions::arbitrate(vec![
            mention(0, 3, 0.5),
            mention(2, 5, 0.9),
            mention(5, 6, 0.1),
            mention(5, 8, 0.1),
        ]);
        let spans: Vec<_> = kept.all().iter().map(|m| (m.span.start, m.span.end)).collect();
        assert_eq!(spans, [(2, 5), (5, 8)]);
    }

    #[test]
    fn what_is_added_goes_to_its_place_or_before_the_arbiter() {
        let old = [mention(2, 4, 0.5), mention(6, 8, 0.5)];
        for added in [
            vec![],
            vec![mention(0, 2, 0.1), mention(4, 6, 0.1), mention(9, 10, 0.1)],
            vec![mention(4, 6, 0.1), mention(0, 2, 0.1)],
            vec![mention(4, 7, 0.9)],
            vec![mention(3, 4, 0.4)],
            vec![mention(4, 5, 0.4), mention(4, 6, 0.4)],
        ] {
            let together = old.iter().cloned().chain(added.iter().cloned()).collect();
            let joined = Mentions(old.to_vec()).with(added);
            assert_eq!(joined, Mentions::arbitrate(together));
        }
    }
}
