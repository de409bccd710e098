//! Percentages and shares with the bounds that the words around them set.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Found;
use super::bound::Bound;
use super::number::{Number, NumberWords};
use crate::document::{Document, Gap, Shape};
use crate::lexicon::{ByWord, Class, Lexicon, WordId, fixed};
use crate::mention::{Share, Value};

/// Most tokens between the brackets around a code of shares.
const LONGEST_CODE: usize = 6;
/// So far before `up to` stands the verb that goes with it, in tokens.
const BRINGING_REACH: usize = 12;

/// The content of `rules/values/shares.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareFile {
    percent: Signs,
    bound: Vec<BoundTable>,
    after: Vec<BoundTable>,
    stake: Stake,
    worded: BTreeMap<String, WordedTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    sign: Vec<String>,
    points: Vec<String>,
    dash: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundTable {
    words: Vec<String>,
    sets: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stake {
    words: Vec<String>,
    between: Vec<String>,
    ratio: Vec<String>,
    owning: Vec<String>,
    owned: Vec<String>,
    phrasal: Vec<String>,
    bringing: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordedTable {
    exact: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    #[serde(default)]
    exclusive_min: bool,
    #[serde(default)]
    exclusive_max: bool,
    #[serde(default)]
    approximate: bool,
}

type Phrases = Vec<(Vec<WordId>, Bound)>;

/// What a word is to a percentage, a bit each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Part(u16);

impl Part {
    /// Begins the sign: `percent`.
    pub(super) const SIGN: u16 = 1;
    /// After the sign: `points`.
    pub(super) const POINTS: u16 = 1 << 1;
    /// What is owned: `shares`.
    pub(super) const STAKE: u16 = 1 << 2;
    /// May stand between a fraction and what is owned.
    pub(super) const BETWEEN: u16 = 1 << 3;
    /// Ends a bound before the number, or begins one after the sign.
    pub(super) const BOUND: u16 = 1 << 4;
    /// Joins two ends of a range: `to`, `and`, a dash.
    pub(super) const JOINT: u16 = 1 << 5;
    /// Stands between the two numbers of a ratio: `50-50`.
    pub(super) const RATIO: u16 = 1 << 6;
    /// Says before a fraction that it is owned: `bought`.
    pub(super) const OWNING: u16 = 1 << 8;
    /// What can be owned: `company`.
    pub(super) const OWNED: u16 = 1 << 9;
    /// Goes on with the sentence and not with what is owned.
    pub(super) const FUNCTION: u16 = 1 << 10;
    /// Goes with `over`: `take over`.
    pub(super) const PHRASAL: u16 = 1 << 11;
    /// Goes with `up to`: `brought its stake up to 52 percent`.
    pub(super) const BRINGING: u16 = 1 << 12;
    /// Is a share by itself: `majority`.
    pub(super) const WORDED: u16 = 1 << 7;
}

/// The words of percentages and shares.
#[derive(Debug, Clone)]
pub(super) struct Shares {
    parts: ByWord<Part>,
    signs: Vec<Vec<WordId>>,
    before: Phrases,
    after: Phrases,
    worded: FxHashMap<WordId, Share>,
    pub(super) joints: Joints,
}

/// The words that join two ends of a range.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joints {
    between: WordId,
    from: WordId,
    and: WordId,
    to: WordId,
    pub(super) of: WordId,
    over: WordId,
    up_to: [WordId; 2],
}

impl Shares {
    pub(super) fn new(file: &ShareFile, lexicon: &mut Lexicon) -> Result<Self, String> {
        let mut words =
            |text: &str| -> Vec<WordId> { text.split(' ').map(|w| lexicon.intern(w)).collect() };
        let mut signs: Vec<Vec<WordId>> = file.percent.sign.iter().map(|s| words(s)).collect();
        signs.sort_by_key(|s| std::cmp::Reverse(s.len()));
        let mut phrases = |tables: &[BoundTable]| -> Result<Phrases, String> {
            let mut all = Vec::new();
            for table in tables {
                let bound = Bound::of_name(&table.sets)
                    .ok_or_else(|| format!("no bound {}", table.sets))?;
                all.extend(table.words.iter().map(|text| (words(text), bound)));
            }
            all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
            Ok(all)
        };
        let (before, after) = (phrases(&file.bound)?, phrases(&file.after)?);
        let joints = Joints {
            between: lexicon.intern("between"),
            from: lexicon.intern("from"),
            and: lexicon.intern("and"),
            to: lexicon.intern("to"),
            of: lexicon.intern("of"),
            over: lexicon.intern("over"),
            up_to: ["up", "to"].map(|word| lexicon.intern(word)),
        };
        let worded = file.worded.iter().map(|(word, t)| {
            let share = Share {
                exact: t.exact,
                min: t.min,
                max: t.max,
                exclusive_min: t.exclusive_min,
                exclusive_max: t.exclusive_max,
                approximate: t.approximate,
            };
            (lexicon.intern(word), share)
        });
        let worded: FxHashMap<WordId, Share> = worded.collect();
        let mut parts: ByWord<Part> = ByWord::default();
        let mut mark = |word: WordId, part: u16| parts.slot(word).0 |= part;
        signs.iter().filter_map(|s| s.first()).for_each(|w| mark(*w, Part::SIGN));
        before.iter().filter_map(|(w, _)| w.last()).for_each(|w| mark(*w, Part::BOUND));
        after.iter().filter_map(|(w, _)| w.first()).for_each(|w| mark(*w, Part::BOUND));
        worded.keys().for_each(|w| mark(*w, Part::WORDED));
        [joints.to, joints.and].into_iter().for_each(|w| mark(w, Part::JOINT));
        let lists = [
            (&file.percent.points, Part::POINTS),
            (&file.stake.words, Part::STAKE),
            (&file.stake.between, Part::BETWEEN),
            (&file.stake.owning, Part::OWNING),
            (&file.stake.owned, Part::OWNED),
            (&file.stake.phrasal, Part::PHRASAL),
            (&file.stake.bringing, Part::BRINGING),
            (&file.percent.dash, Part::JOINT),
            (&file.stake.ratio, Part::RATIO),
        ];
        for number in 0..lexicon.len() {
            let word = WordId(number as u32);
            if lexicon.is(word, Class::Function) {
                mark(word, Part::FUNCTION);
            }
        }
        for (list, part) in lists {
            list.iter().for_each(|w| mark(lexicon.intern(w), part));
        }
        Ok(Self { parts, signs, before, after, worded, joints })
    }

    #[inline]
    pub(super) fn is(&self, word: WordId, part: u16) -> bool {
        self.parts.get(word).0 & part != 0
    }

    /// True for a word that is a share by itself.
    #[inline]
    pub(super) fn is_worded(&self, word: WordId) -> bool {
        self.is(word, Part::WORDED)
    }

    /// True for a word that may follow the number of a percentage or ratio.
    pub(super) fn goes_on(&self, word: WordId) -> bool {
        self.is(word, Part::SIGN | Part::JOINT | Part::RATIO)
    }

    /// The share that the word is by itself.
    pub(super) fn worded(&self, word: WordId) -> Option<Share> {
        self.worded.get(&word).cloned()
    }

    /// The percentage or fraction of shares that begins at token `at`, where `number` was read.
    pub(super) fn at(
        &self,
        document: &Document<'_>,
        at: usize,
        floor: usize,
        number: Option<Number>,
        numbers: &NumberWords,
    ) -> Option<Found> {
        let (mut share, end, name) = number
            .and_then(|number| self.percent(document, at, number, numbers))
            .or_else(|| self.ratio(document, at, number?, numbers))
            .or_else(|| self.fraction(document, at, number, numbers))?;
        self.bound(document, at, end, floor, &mut share);
        let value = Value::Percent(share);
        Some(Found { start: at, end, value, name, confidence: 0.97 })
    }

    fn percent(
        &self,
        document: &Document<'_>,
        at: usize,
        number: Number,
        numbers: &NumberWords,
    ) -> Option<(Share, usize, &'static str)> {
        let sign = self.sign(document, number.end, numbers);
        let second = self.second(document, sign.unwrap_or(number.end), numbers);
        if sign.is_none() && second.is_none() {
            return None;
        }
        let before = at.checked_sub(1).map_or(WordId::UNKNOWN, |b| document.word(b));
        let ranged = |(number2, end): (Number, usize)| {
            let share = Share {
                min: Some(number.value.to_f64()),
                max: Some(number2.value.to_f64()),
                ..Share::default()
            };
            (share.min < share.max).then_some((share, end, "value/percent-range"))
        };
        let exact = Share { exact: Some(number.value.to_f64()), ..Share::default() };
        match (sign, second) {
            (_, Some((second, end, joint)))
                if before == self.joints.between && joint == self.joints.and =>
            {
                ranged((second, end))
            }
            // `20%-30%`
            (Some(_), Some((second, end, joint)))
                if ![self.joints.and, self.joints.to].contains(&joint) =>
            {
                ranged((second, end))
            }
            (Some(end), _) => Some((exact, end, "value/percent")),
            (None, Some((_, _, joint)))
                if before == self.joints.from && joint == self.joints.to =>
            {
                Some((exact, number.end, "value/percent"))
            }
            (None, Some((second, end, joint))) if joint != self.joints.and => ranged((second, end)),
            _ => None,
        }
    }

    /// Where the sign of a percentage at `at` ends; none before `points`.
    pub(super) fn sign(
        &self,
        document: &Document<'_>,
        at: usize,
        numbers: &NumberWords,
    ) -> Option<usize> {
        let hyphen = |at: usize| usize::from(numbers.is_hyphen(document.word(at)));
        let start = at + hyphen(at);
        let token = document.tokens.get(start)?;
        // `PC` is no percent.
        let letters = token.shape.has(Shape::ALPHA) && token.span.len() == 2;
        if !self.is(token.word, Part::SIGN)
            || token.gap >= Gap::Line
            || letters && !token.is_lower()
        {
            return None;
        }
        let same =
            |sign: &[WordId]| sign.iter().enumerate().all(|(i, w)| document.word(start + i) == *w);
        let end = start + self.signs.iter().find(|sign| same(sign))?.len();
        (!self.is(document.word(end + hyphen(end)), Part::POINTS)).then_some(end)
    }

    /// `to 10 pct`, `-10%`, `and 10 percent` after a number.
    fn second(
        &self,
        document: &Document<'_>,
        at: usize,
        numbers: &NumberWords,
    ) -> Option<(Number, usize, WordId)> {
        // `20- to 30-percent`
        let hung = numbers.is_hyphen(document.word(at)) && document.word(at + 1) == self.joints.to;
        let at = at + usize::from(hung);
        let joint = document.word(at);
        if !self.is(joint, Part::JOINT) {
            return None;
        }
        let number = numbers.at(document, at + 1)?;
        Some((number, self.sign(document, number.end, numbers)?, joint))
    }

    /// `brought its stake | up to`: what it is brought to is no bound.
    fn brings(&self, document: &Document<'_>, at: usize, floor: usize) -> bool {
        let from = floor.max(at.saturating_sub(BRINGING_REACH));
        (from..at).any(|at| self.is(document.word(at), Part::BRINGING))
    }

    /// Sets the bounds that the words before and after give.
    fn bound(
        &self,
        document: &Document<'_>,
        start: usize,
        end: usize,
        floor: usize,
        share: &mut Share,
    ) {
        let mut at = start;
        for _ in 0..2 {
            let last = at.checked_sub(1).map_or(WordId::UNKNOWN, |b| document.word(b));
            if !self.is(last, Part::BOUND) {
                break;
            }
            let found = self.before.iter().find_map(|(words, bound)| {
                let begin = at.checked_sub(words.len()).filter(|b| *b >= floor)?;
                let same = words.iter().enumerate().all(|(i, w)| document.word(begin + i) == *w);
                // `take over half` is no more than half.
                let verb = begin.checked_sub(1).map_or(WordId::UNKNOWN, |at| document.word(at));
                let particle = *words == [self.joints.over] && self.is(verb, Part::PHRASAL)
                    || *words == self.joints.up_to && self.brings(document, begin, floor);
                (same && !particle && !closes_code(document, begin)).then_some((begin, *bound))
            });
            let Some((begin, bound)) = found else { break };
            bound.apply(share);
            at = begin;
        }
        if !self.is(document.word(end), Part::BOUND) {
            return;
        }
        let after = self
            .after
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(i, w)| document.word(end + i) == *w));
        if let Some((_, bound)) = after {
            bound.apply(share);
        }
    }
}

/// `Acme <ACM> 5 pct`: the sign closes a code of shares and says nothing of the share.
fn closes_code(document: &Document<'_>, at: usize) -> bool {
    document.word(at) == fixed::CLOSE_ANGLE
        && (at.saturating_sub(LONGEST_CODE)..at).any(|i| document.word(i) == fixed::OPEN_ANGLE)
}
