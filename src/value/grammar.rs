//! Patterns of temporal expressions over tokens.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::frame::{Field, Frame, code};
use super::number::{Number, NumberWords};
use super::rule::{Rule, RuleTable, Step, What, rule, steps};
use crate::document::{Document, Gap, Shape};
use crate::lexicon::{Lexicon, WordId};

#[derive(Debug, Clone)]
struct Pattern {
    rule: usize,
    steps: Vec<Step>,
}

/// What a word is to the patterns.
#[derive(Debug, Clone, Default)]
struct Entry {
    terms: Vec<(Field, i32)>,
    wakes: Vec<u16>,
}

/// All patterns with the words that wake them.
#[derive(Debug, Clone)]
pub(super) struct Grammar {
    pub(super) rules: Vec<Rule>,
    patterns: Vec<Pattern>,
    entries: Vec<Entry>,
    /// Patterns that a digit can begin.
    digits: Vec<u16>,
    leads: Vec<Vec<Vec<WordId>>>,
}

/// One match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) rule: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) frame: Frame,
}

impl Grammar {
    pub(super) fn new(
        tables: &[RuleTable],
        categories: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
        leads: &BTreeMap<String, Vec<String>>,
        name: impl Fn(&str) -> &'static str,
        numbers: &NumberWords,
        lexicon: &mut Lexicon,
    ) -> Result<Self, String> {
        let mut terms: BTreeMap<WordId, Vec<(Field, i32)>> = BTreeMap::new();
        for (category, values) in categories {
            let field =
                Field::of_name(category).ok_or_else(|| format!("no category {category}"))?;
            for (key, words) in values {
                let value = code(key).ok_or_else(|| format!("no value {key} in {category}"))?;
                for word in words {
                    terms.entry(lexicon.intern(word)).or_default().push((field, value));
                }
            }
        }
        let sequence = |text: &String, lexicon: &mut Lexicon| -> Vec<WordId> {
            text.split(' ').map(|w| lexicon.intern(w)).collect()
        };
        let lead_names: Vec<&String> = leads.keys().collect();
        let leads = leads
            .values()
            .map(|list| list.iter().map(|text| sequence(text, lexicon)).collect())
            .collect();
        let mut grammar = Self {
            rules: Vec::new(),
            patterns: Vec::new(),
            entries: Vec::new(),
            digits: Vec::new(),
            leads,
        };
        for table in tables {
            let rule = rule(table, &lead_names, name(&table.name), lexicon)
                .map_err(|fault| format!("{}: {fault}", table.name))?;
            grammar.rules.push(rule);
            for pattern in &table.patterns {
                let steps = steps(pattern, lexicon)?;
                grammar.patterns.push(Pattern { rule: grammar.rules.len() - 1, steps });
            }
        }
        grammar.index(terms, numbers, lexicon);
        Ok(grammar)
    }

    /// Files each pattern under the words that can begin it.
    fn index(
        &mut self,
        terms: BTreeMap<WordId, Vec<(Field, i32)>>,
        numbers: &NumberWords,
        lexicon: &Lexicon,
    ) {
        self.entries = vec![Entry::default(); lexicon.len()];
        let mut by_field: BTreeMap<Field, Vec<WordId>> = BTreeMap::new();
        for (word, terms) in terms {
            for (field, _) in &terms {
                by_field.entry(*field).or_default().push(word);
            }
            self.entries[word.0 as usize].terms = terms;
        }
        for field in [Field::Count, Field::Year] {
            by_field.entry(field).or_default().extend(numbers.starts());
        }
        for (number, pattern) in self.patterns.iter().enumerate() {
            let first = pattern.steps.iter().position(|s| !s.optional).unwrap_or(0);
            for step in pattern.steps.iter().take(first + 1) {
                let words: &[WordId] = match &step.what {
                    What::Words(words) => words,
                    What::Field(field) => {
                        if is_digital(*field) && !self.digits.contains(&(number as u16)) {
                            self.digits.push(number as u16);
                        }
                        by_field.get(field).map_or(&[], Vec::as_slice)
                    }
                };
                for word in words {
                    let wakes = &mut self.entries[word.0 as usize].wakes;
                    if !wakes.contains(&(number as u16)) {
                        wakes.push(number as u16);
                    }
                }
            }
        }
    }

    /// True when some pattern can begin with the word.
    pub(super) fn wakes(&self, word: WordId) -> bool {
        self.entries.get(word.0 as usize).is_some_and(|e| !e.wakes.is_empty())
    }

    /// The value of a word in a category.
    pub(super) fn term(&self, word: WordId, field: Field) -> Option<i32> {
        let entry = self.entries.get(word.0 as usize)?;
        entry.terms.iter().find(|(f, _)| *f == field).map(|(_, v)| *v)
    }

    /// The longest expression that begins at token `at`, with the words before it that belong to it
    /// (none before `floor`).
    pub(super) fn at(&self, at: usize, floor: usize, context: &Context<'_>) -> Option<Hit> {
        let token = context.document.tokens.get(at)?;
        let digit = token.shape.has(Shape::DIGIT);
        let woken = self.entries.get(token.word.0 as usize).map_or(&[][..], |e| &e.wakes);
        let digits: &[u16] = if digit { &self.digits } else { &[] };
        let mut best: Option<Hit> = None;
        for &number in woken.iter().chain(digits) {
            let Some(pattern) = self.patterns.get(number as usize) else { continue };
            let Some((end, mut frame)) = self.run(&pattern.steps, at, Frame::default(), context)
            else {
                continue;
            };
            let Some(rule) = self.rules.get(pattern.rule) else { continue };
            let earlier =
                best.as_ref().is_none_or(|b| end > b.end || end == b.end && pattern.rule < b.rule);
            if !earlier || end == at {
                continue;
            }
            for (field, value) in &rule.set {
                frame.set(*field, *value);
            }
            let hit = Hit { rule: pattern.rule, start: at, end, frame };
            if rule.guard.is_none_or(|guard| guard.holds(&hit, self, context)) {
                best = self.led(hit, floor, rule, context).or(best);
            }
        }
        best
    }

    /// The match with the words before it that belong to it; `None` when a needed one is missing.
    fn led(&self, mut hit: Hit, floor: usize, rule: &Rule, context: &Context<'_>) -> Option<Hit> {
        let document = context.document;
        if !rule.need.is_empty() {
            let before = hit.start.checked_sub(1).filter(|b| *b >= floor)?;
            if !rule.need.contains(&document.word(before)) {
                return None;
            }
            hit.start = before;
        }
        for _ in 0..3 {
            let before = |words: &[WordId]| {
                let start = hit.start.checked_sub(words.len()).filter(|s| *s >= floor)?;
                let same = words.iter().enumerate().all(|(i, w)| document.word(start + i) == *w);
                let joined = document.tokens.get(start + 1..=hit.start)?;
                (same && joined.iter().all(|t| t.gap < Gap::Line)).then_some(start)
            };
            let lists = rule.leads.iter().filter_map(|list| self.leads.get(*list));
            match lists.flatten().filter_map(|words| before(words)).min() {
                Some(start) => hit.start = start,
                None => break,
            }
        }
        Some(hit)
    }

    fn run(
        &self,
        steps: &[Step],
        at: usize,
        frame: Frame,
        context: &Context<'_>,
    ) -> Option<(usize, Frame)> {
        let Some((step, rest)) = steps.split_first() else { return Some((at, frame)) };
        if let Some((next, value)) = self.step(step, at, context) {
            let mut filled = frame;
            if let (What::Field(field), Some((value, half))) = (&step.what, value) {
                filled.set(*field, value);
                filled.and_half |= half;
            }
            let joined = rest.iter().all(|s| s.optional)
                || context.document.tokens.get(next).is_some_and(|t| t.gap < Gap::Line);
            if joined && let Some(done) = self.run(rest, next, filled, context) {
                return Some(done);
            }
        }
        if step.optional { self.run(rest, at, frame, context) } else { None }
    }

    /// Where the step ends, with the value of its field.
    #[allow(clippy::type_complexity)]
    fn step(
        &self,
        step: &Step,
        at: usize,
        context: &Context<'_>,
    ) -> Option<(usize, Option<(i32, bool)>)> {
        let token = context.document.tokens.get(at)?;
        match &step.what {
            What::Words(words) => {
                (token.word.is_known() && words.contains(&token.word)).then_some((at + 1, None))
            }
            What::Field(field) => {
                let (end, value, half) = self.field(*field, at, context)?;
                Some((end, Some((value, half))))
            }
        }
    }

    fn field(&self, field: Field, at: usize, context: &Context<'_>) -> Option<(usize, i32, bool)> {
        let document = context.document;
        let token = document.tokens.get(at)?;
        let text = document.token_text(at);
        let digits = |most: usize| {
            let plain = token.shape.has(Shape::NUMBER) && text.len() <= most;
            (plain && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i32>().ok())?
        };
        let one = |value: Option<i32>| value.map(|v| (at + 1, v, false));
        match field {
            Field::Day => one(digits(2).filter(|d| (1..=31).contains(d))),
            Field::Hour => one(digits(2).filter(|h| (0..=24).contains(h))),
            Field::Minute => {
                one(digits(2).filter(|m| *m < 60 && text.len() == 2 && token.gap == Gap::None))
            }
            Field::Year => match digits(4).filter(|y| (1000..=2199).contains(y)) {
                Some(year) => Some((at + 1, year, false)),
                None => spoken_year(at, context),
            },
            Field::Count => {
                let number = context.number(at)?;
                let doubled = number.value.times(super::decimal::Decimal::whole(2))?.as_whole()?;
                let count = i32::try_from(doubled / 2).ok()?;
                Some((number.end, count, doubled % 2 == 1))
            }
            Field::Decade if token.shape.has(Shape::DIGIT) => one(decade(text)),
            Field::Nth if token.shape.has(Shape::DIGIT) => one(ordinal(text)),
            Field::Month | Field::Weekday | Field::Weekdays if !token.is_capital() => None,
            _ => one(self.term(token.word, field)),
        }
    }
}

/// What matching looks at.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) numbers: &'a NumberWords,
    pub(super) guards: &'a super::guard::GuardWords,
    /// The number last read: many patterns ask for the one at the same token.
    pub(super) memo: &'a Cell<Option<(usize, Option<Number>)>>,
}

impl Context<'_> {
    /// The number at a token, read once for all patterns that ask in a row.
    fn number(&self, at: usize) -> Option<Number> {
        match self.memo.get() {
            Some((known, number)) if known == at => number,
            _ => {
                let number = self.numbers.at(self.document, at, false);
                self.memo.set(Some((at, number)));
                number
            }
        }
    }
}

fn is_digital(field: Field) -> bool {
    matches!(
        field,
        Field::Day | Field::Hour | Field::Year | Field::Count | Field::Decade | Field::Nth
    )
}

/// `nineteen ninety-seven`; `two thousand` after `year`.
fn spoken_year(at: usize, context: &Context<'_>) -> Option<(usize, i32, bool)> {
    let document = context.document;
    let value = |at| context.number(at).filter(|n| !n.digits);
    let first = value(at)?;
    let head = first.value.as_whole()?;
    if (2000..2100).contains(&head) {
        let said = at > 0 && document.token_text(at - 1).eq_ignore_ascii_case("year");
        return said.then_some((first.end, head as i32, false));
    }
    let rest = value(first.end)?;
    let tail = rest.value.as_whole()?;
    ((16..=20).contains(&head) && (10..100).contains(&tail)).then_some((
        rest.end,
        (head * 100 + tail) as i32,
        false,
    ))
}

/// `1990s`, `80s` as the decade's first three digits.
fn decade(text: &str) -> Option<i32> {
    let year: i32 = text.strip_suffix(['s', 'S'])?.parse().ok()?;
    match text.len() {
        5 if year % 10 == 0 && (1000..2200).contains(&year) => Some(year / 10),
        3 if year % 10 == 0 && year >= 20 => Some(190 + year / 10),
        _ => None,
    }
}

/// `21st`.
fn ordinal(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..)?;
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s));
    digits.parse().ok().filter(|n| ordinal && (1..=31).contains(n))
}
