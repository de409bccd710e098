//! Patterns of temporal expressions over tokens.

use std::collections::BTreeMap;

use super::automaton::Automaton;
use super::field::{Context, Filled, of_digits};
use super::frame::{Field, Frame, Meaning, code};
use super::rule::{Rule, RuleTable, Step, What, rule, steps};
use crate::document::{Document, Gap, Shape, Token};
use crate::lexicon::{ByWord, Lexicon, WordId};

#[derive(Debug, Clone)]
struct Pattern {
    rule: usize,
    steps: Vec<Step>,
}

/// All patterns, and the automaton that finds where they end.
#[derive(Debug, Clone)]
pub(super) struct Grammar {
    pub(super) rules: Vec<Rule>,
    patterns: Vec<Pattern>,
    automaton: Automaton,
    /// The values of words: where they begin in `values` and how many they are.
    terms: ByWord<(u16, u16)>,
    values: Vec<(Field, i32)>,
    leads: Leads,
}

/// One match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) rule: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) frame: Frame,
    pub(super) link: Link,
}

/// How an expression goes with the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Link {
    /// Not at all.
    #[default]
    None,
    /// It is so much before the next one: `two days before Christmas`.
    Before,
    /// It is so much after it.
    After,
    /// Both are one length of time: `a year and six months`.
    Plus,
}

type Terms = BTreeMap<WordId, Vec<(Field, i32)>>;

impl Grammar {
    pub(super) fn new(
        tables: &[RuleTable],
        categories: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
        leads: &BTreeMap<String, Vec<String>>,
        name: impl Fn(&str) -> &'static str,
        lexicon: &mut Lexicon,
    ) -> Result<Self, String> {
        let lead_names: Vec<&String> = leads.keys().collect();
        let (mut rules, mut patterns) = (Vec::new(), Vec::new());
        for table in tables {
            let rule = rule(table, &lead_names, name(&table.name), lexicon)
                .map_err(|fault| format!("{}: {fault}", table.name))?;
            rules.push(rule);
            for pattern in &table.patterns {
                patterns.push(Pattern { rule: rules.len() - 1, steps: steps(pattern, lexicon)? });
            }
        }
        let words = words_of(categories, lexicon)?;
        let steps: Vec<&[Step]> = patterns.iter().map(|p| p.steps.as_slice()).collect();
        let automaton = Automaton::new(&steps, &words)?;
        let (mut terms, mut values) = (ByWord::default(), Vec::new());
        for (word, own) in words {
            *terms.slot(word) = (values.len() as u16, own.len() as u16);
            values.extend(own);
        }
        let leads = Leads::new(leads, lexicon);
        Ok(Self { rules, patterns, automaton, terms, values, leads })
    }

    /// True when some pattern can begin with the word.
    pub(super) fn begins(&self, word: WordId) -> bool {
        self.automaton.begins(word)
    }

    /// What patterns make of a word: whether it alone is one, and whether it can be a step of one
    /// or fills a field.
    pub(super) fn asks(&self, word: WordId) -> (bool, bool) {
        let filled = self.terms.get(word).1 > 0;
        (self.automaton.is_whole(word), filled || self.automaton.is_step(word))
    }

    /// True when digits can be a pattern of their own.
    pub(super) fn may_be_whole(&self, digits: &Token, context: &Context<'_>) -> bool {
        self.automaton.may_be_whole(digits, context)
    }

    /// False when no pattern goes on from the word at a token, see [`Automaton::goes_on`].
    pub(super) fn goes_on(&self, at: usize, context: &Context<'_>) -> bool {
        self.automaton.goes_on(at, context)
    }

    /// Where the year at a token ends, and which it is.
    pub(super) fn year(&self, at: usize, context: &Context<'_>) -> Option<(usize, i32)> {
        of_digits(Field::Year, at, context).map(|(end, year, _)| (end, year))
    }

    /// The value of a word in a category.
    pub(super) fn term(&self, word: WordId, field: Field) -> Option<i32> {
        let (start, count) = self.terms.get(word);
        let own = self.values.get(usize::from(start)..usize::from(start + count))?;
        own.iter().find(|(f, _)| *f == field).map(|(_, v)| *v)
    }

    /// The longest expression that begins at token `at`, with the words before it that belong to it
    /// (none before `floor`); of equally long ones that of the earlier rule.
    pub(super) fn at(&self, at: usize, floor: usize, context: &Context<'_>) -> Option<Hit> {
        let mut ends = context.ends.take();
        ends.clear();
        self.automaton.walk(at, context, &mut ends);
        if ends.is_empty() {
            context.ends.set(ends);
            return None;
        }
        ends.sort_unstable_by_key(|(end, pattern)| (std::cmp::Reverse(*end), *pattern));
        let hit = ends.iter().find_map(|end| self.hit(at, *end, floor, context));
        context.ends.set(ends);
        hit
    }

    /// The pattern, if it ends there and its rule allows it.
    fn hit(
        &self,
        at: usize,
        (end, pattern): (usize, u16),
        floor: usize,
        context: &Context<'_>,
    ) -> Option<Hit> {
        let pattern = self.patterns.get(usize::from(pattern))?;
        let rule = self.rules.get(pattern.rule)?;
        let mut frame = Frame::default();
        if self.run(&pattern.steps, at, &mut frame, context)? != end {
            return None;
        }
        frame.spread();
        for (field, value) in &rule.set {
            frame.set(*field, *value);
        }
        if rule.meaning == Meaning::Time && !frame.count_hours() {
            return None;
        }
        let hit = Hit { rule: pattern.rule, start: at, end, frame, link: Link::None };
        if !rule.guard.is_none_or(|guard| guard.holds(&hit, self, context)) {
            return None;
        }
        self.led(hit, floor, rule, context.document)
    }

    /// The match with the words before it that belong to it; `None` when a needed one is missing.
    fn led(&self, mut hit: Hit, floor: usize, rule: &Rule, document: &Document<'_>) -> Option<Hit> {
        if !rule.need.is_empty() {
            let before = hit.start.checked_sub(1).filter(|b| *b >= floor)?;
            if !rule.need.contains(&document.word(before)) {
                return None;
            }
            hit.start = before;
        }
        for _ in 0..3 {
            match self.leads.before(hit.start, floor, rule.leads, document) {
                Some(start) => hit.start = start,
                None => break,
            }
        }
        Some(hit)
    }

    /// Where the steps end; the frame holds what they filled, and is as it was when they fail.
    fn run(
        &self,
        steps: &[Step],
        at: usize,
        frame: &mut Frame,
        context: &Context<'_>,
    ) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else { return Some(at) };
        if let Some((next, value, half)) = self.step(step, at, context) {
            let joined = rest.iter().all(|s| s.optional)
                || context.document.tokens.get(next).is_some_and(|t| t.gap < Gap::Line);
            let before = frame.and_half;
            let filled = match step.what {
                What::Field(field) => frame.set(field, value).then_some(field),
                What::Words(_) => None,
            };
            frame.and_half |= half;
            if joined && let Some(end) = self.run(rest, next, frame, context) {
                return Some(end);
            }
            frame.and_half = before;
            if let Some(field) = filled {
                frame.clear(field);
            }
        }
        if step.optional { self.run(rest, at, frame, context) } else { None }
    }

    /// Where the step ends, with the value of its field.
    fn step(&self, step: &Step, at: usize, context: &Context<'_>) -> Option<Filled> {
        let token = context.document.tokens.get(at)?;
        match &step.what {
            What::Words(words) => {
                (token.word.is_known() && words.contains(&token.word)).then_some((at + 1, 0, false))
            }
            What::Field(field) => self.field(*field, token, at, context),
        }
    }

    fn field(
        &self,
        field: Field,
        token: &Token,
        at: usize,
        context: &Context<'_>,
    ) -> Option<Filled> {
        let digit = token.shape.has(Shape::DIGIT);
        match field {
            Field::Day
            | Field::Hour
            | Field::Minute
            | Field::Year
            | Field::ShortYear
            | Field::Clock
            | Field::Count => of_digits(field, at, context),
            Field::Decade | Field::Nth if digit => of_digits(field, at, context),
            Field::Month | Field::Weekday | Field::Weekdays if !token.is_capital() => None,
            Field::Zone if !token.shape.has(Shape::ALL_CAPS) => None,
            _ => self.term(token.word, field).map(|value| (at + 1, value, false)),
        }
    }
}

/// The words of all categories with their values.
fn words_of(
    categories: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
    lexicon: &mut Lexicon,
) -> Result<Terms, String> {
    let mut terms = Terms::new();
    for (category, values) in categories {
        let field = Field::of_name(category).ok_or_else(|| format!("no category {category}"))?;
        for (key, words) in values {
            let value = code(key).ok_or_else(|| format!("no value {key} in {category}"))?;
            for word in words {
                terms.entry(lexicon.intern(word)).or_default().push((field, value));
            }
        }
    }
    Ok(terms)
}

/// The lists of words that may stand before an expression and belong to it.
#[derive(Debug, Clone)]
struct Leads {
    /// All entries by their last words, each with its list.
    entries: Vec<(u32, Vec<WordId>)>,
    /// By word: the lists of which it can end an entry, a bit each, and where these entries stand.
    last: ByWord<(u32, u16, u16)>,
}

impl Leads {
    fn new(lists: &BTreeMap<String, Vec<String>>, lexicon: &mut Lexicon) -> Self {
        let mut by_last: BTreeMap<WordId, Vec<(u32, Vec<WordId>)>> = BTreeMap::new();
        for (number, list) in lists.values().enumerate() {
            for text in list {
                let words: Vec<WordId> = text.split(' ').map(|w| lexicon.intern(w)).collect();
                if let Some(&word) = words.last() {
                    by_last.entry(word).or_default().push((1 << number, words));
                }
            }
        }
        let mut leads = Self { entries: Vec::new(), last: ByWord::default() };
        for (word, mut own) in by_last {
            let lists = own.iter().fold(0, |all, (list, _)| all | list);
            let start = leads.entries.len() as u16;
            leads.entries.append(&mut own);
            *leads.last.slot(word) = (lists, start, leads.entries.len() as u16);
        }
        leads
    }

    /// Where the longest entry of these lists begins that ends before `start`.
    fn before(
        &self,
        start: usize,
        floor: usize,
        lists: u32,
        document: &Document<'_>,
    ) -> Option<usize> {
        let here = document.tokens.get(start)?;
        let (able, first, end) = self.last.get(document.word(start.checked_sub(1)?));
        if able & lists == 0 || here.gap >= Gap::Line {
            return None;
        }
        let before = |words: &[WordId]| {
            let begin = start.checked_sub(words.len()).filter(|s| *s >= floor)?;
            let same = words.iter().enumerate().all(|(i, w)| document.word(begin + i) == *w);
            let joined = document.tokens.get(begin + 1..start)?;
            (same && joined.iter().all(|t| t.gap < Gap::Line)).then_some(begin)
        };
        let own = self.entries.get(usize::from(first)..usize::from(end))?;
        let own = own.iter().filter(|(list, _)| list & lists != 0);
        own.filter_map(|(_, words)| before(words)).min()
    }
}
