//! All patterns as one automaton: where they end, found in one walk from their first token.
//!
//! It asks words for their kind alone (which steps of patterns they can be) and leaves the rest to
//! the pattern that is then tried: of all patterns those few are run that end in the right place.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::field::{Context, spoken_year};
use super::frame::Field;
use super::rule::{Step, What};
use crate::document::{Shape, Token};
use crate::lexicon::{ByWord, WordId};

/// Words that can be the same steps of all patterns are of one kind; 0 are words of no pattern.
type Kind = u16;

/// One or two digits: a day, an hour, a minute.
const PAIR: Kind = 1;
/// Four digits: a year.
const YEAR: Kind = 2;
/// Digits and letters that end in `s`: `1990s`.
const DECADE: Kind = 3;
/// Digits and other letters: `21st`.
const ORDINAL: Kind = 4;
/// A number of any length.
const NUMBER: Kind = 5;
/// A year in words.
const SPOKEN: Kind = 6;
/// Five signs, digits and a period: a time of day.
const CLOCK: Kind = 7;

/// What the kinds of digits and numbers can be.
const DIGITS: [&[Field]; 8] = [
    &[],
    &[Field::Day, Field::Hour, Field::Minute, Field::ShortYear],
    &[Field::Year, Field::Clock],
    &[Field::Decade],
    &[Field::Nth],
    &[Field::Count],
    &[Field::Year],
    &[Field::Clock],
];

/// A state: what follows each kind, and which patterns end here.
#[derive(Debug, Clone, Default)]
struct State {
    edges: Vec<(Kind, u16)>,
    /// The kinds of the edges, a bit each, shared with others.
    kinds: u64,
    ends: Vec<u16>,
    number: u16,
    spoken: u16,
}

/// The kinds of digits and numbers, a bit each.
const NUMERIC: u64 =
    bit(PAIR) | bit(YEAR) | bit(DECADE) | bit(ORDINAL) | bit(NUMBER) | bit(SPOKEN) | bit(CLOCK);

const fn bit(kind: Kind) -> u64 {
    1 << (kind & 63)
}

/// The state that nothing follows.
const DEAD: u16 = 0;
/// The state before a pattern's first token.
const START: u16 = 1;

/// The automaton over the kinds of tokens.
#[derive(Debug, Clone)]
pub(super) struct Automaton {
    kinds: ByWord<Kind>,
    states: Vec<State>,
    /// The edges of the first state by kind.
    first: Vec<u16>,
    /// The kinds of digits and numbers that are a whole pattern, a bit each.
    whole: u64,
}

/// A pattern and how many of its steps are done.
type Item = (u16, u8);

impl Automaton {
    /// The automaton of the patterns; `terms` gives the words of the categories.
    pub(super) fn new(
        patterns: &[&[Step]],
        terms: &BTreeMap<WordId, Vec<(Field, i32)>>,
    ) -> Result<Self, String> {
        let mut alphabet = Alphabet::new(patterns, terms);
        let mut building = Building { patterns, numbers: FxHashMap::default(), sets: Vec::new() };
        building.number(Vec::new());
        let start = (0..patterns.len()).flat_map(|p| building.closure((p as u16, 0))).collect();
        building.number(start);
        let mut states = Vec::new();
        while let Some(items) = building.sets.get(states.len()).cloned() {
            states.push(building.state(&items, &alphabet));
            if building.sets.len() > usize::from(u16::MAX) {
                return Err("too many patterns for one automaton".to_owned());
            }
        }
        let mut first = vec![DEAD; alphabet.kinds];
        for (kind, next) in states.get(usize::from(START)).into_iter().flat_map(|s| &s.edges) {
            first[usize::from(*kind)] = *next;
        }
        let mut made =
            Self { kinds: std::mem::take(&mut alphabet.by_word), states, first, whole: 0 };
        let whole = (1..DIGITS.len() as Kind).filter(|kind| made.ends_with(made.start(*kind)));
        made.whole = whole.fold(0, |all, kind| all | bit(kind));
        Ok(made)
    }

    fn ends_with(&self, state: u16) -> bool {
        self.states.get(usize::from(state)).is_some_and(|state| !state.ends.is_empty())
    }

    /// True when the word alone is a pattern.
    pub(super) fn is_whole(&self, word: WordId) -> bool {
        self.ends_with(self.start(self.kinds.get(word)))
    }

    /// True when the word can be a step of a pattern.
    pub(super) fn is_step(&self, word: WordId) -> bool {
        self.kinds.get(word) != 0
    }

    /// True when digits, as the number that they are or as what else they may be, can be a pattern
    /// of their own.
    pub(super) fn may_be_whole(&self, digits: &Token, context: &Context<'_>) -> bool {
        (bit(kind_of_digits(digits, context)) | bit(NUMBER)) & self.whole != 0
    }

    /// True when a pattern can begin with the word.
    pub(super) fn begins(&self, word: WordId) -> bool {
        self.start(self.kinds.get(word)) != DEAD
    }

    /// False when no pattern that begins at a token goes on with the next: one look for most words
    /// and numbers that only may begin a date.
    pub(super) fn goes_on(&self, at: usize, context: &Context<'_>) -> bool {
        let Some(token) = context.document.tokens.get(at) else { return false };
        let goes_on = |state: u16, next: usize| {
            let state = self.states.get(usize::from(state)).filter(|_| state != DEAD);
            state.is_some_and(|state| self.may_leave(state, next, context))
        };
        if goes_on(self.start(self.kinds.get(token.word)), at + 1) {
            return true;
        }
        let digit = token.shape.has(Shape::DIGIT);
        if digit && goes_on(self.start(kind_of_digits(token, context)), at + 1) {
            return true;
        }
        if !digit && !context.numbers.begins(token.word) {
            return false;
        }
        // A year in words begins with a number in words.
        let counted = self.start(NUMBER);
        let number = context.number(at);
        number.is_some_and(|number| !number.digits || goes_on(counted, number.end))
    }

    /// True when a pattern ends with the state or may go on with the token.
    fn may_leave(&self, state: &State, at: usize, context: &Context<'_>) -> bool {
        !state.ends.is_empty()
            || context.document.tokens.get(at).is_some_and(|next| {
                let kind = self.kinds.get(next.word);
                let counts = || next.shape.has(Shape::DIGIT) || context.numbers.begins(next.word);
                kind != 0 && state.kinds & bit(kind) != 0 || state.kinds & NUMERIC != 0 && counts()
            })
    }

    fn start(&self, kind: Kind) -> u16 {
        self.first.get(usize::from(kind)).copied().unwrap_or(DEAD)
    }

    fn next(&self, state: u16, kind: Kind) -> u16 {
        match state {
            _ if kind == 0 => DEAD,
            START => self.start(kind),
            _ => self.states.get(usize::from(state)).map_or(DEAD, |s| s.next(kind)),
        }
    }

    /// Adds where patterns that begin at `at` can end, with each of them.
    pub(super) fn walk(&self, at: usize, context: &Context<'_>, found: &mut Vec<(usize, u16)>) {
        self.step(START, at, context, found);
    }

    fn step(&self, state: u16, at: usize, context: &Context<'_>, found: &mut Vec<(usize, u16)>) {
        let (Some(here), Some(token)) =
            (self.states.get(usize::from(state)), context.document.tokens.get(at))
        else {
            return;
        };
        let digit = token.shape.has(Shape::DIGIT);
        let next = self.next(state, self.kinds.get(token.word));
        if next != DEAD {
            self.enter(next, at + 1, context, found);
        }
        if digit {
            let next = self.next(state, kind_of_digits(token, context));
            if next != DEAD {
                self.enter(next, at + 1, context, found);
            }
        }
        if here.number == DEAD && here.spoken == DEAD {
            return;
        }
        let counted = context.numbers.begins(token.word);
        if here.number != DEAD
            && (digit || counted)
            && let Some(number) = context.number(at)
        {
            self.enter(here.number, number.end, context, found);
        }
        if here.spoken != DEAD
            && counted
            && let Some((end, _)) = spoken_year(at, context)
        {
            self.enter(here.spoken, end, context, found);
        }
    }

    fn enter(&self, state: u16, at: usize, context: &Context<'_>, found: &mut Vec<(usize, u16)>) {
        let Some(here) = self.states.get(usize::from(state)) else { return };
        if !here.ends.is_empty() {
            found.extend(here.ends.iter().map(|pattern| (at, *pattern)));
        }
        if !here.edges.is_empty() {
            self.step(state, at, context, found);
        }
    }
}

impl State {
    fn next(&self, kind: Kind) -> u16 {
        if self.kinds & bit(kind) == 0 {
            return DEAD;
        }
        match self.edges.binary_search_by_key(&kind, |(k, _)| *k) {
            Ok(at) => self.edges.get(at).map_or(DEAD, |(_, next)| *next),
            Err(_) => DEAD,
        }
    }
}

fn kind_of_digits(token: &Token, context: &Context<'_>) -> Kind {
    let plain = || token.span.of(context.document.text).bytes().all(|b| b.is_ascii_digit());
    match (token.shape.has(Shape::NUMBER), token.span.len()) {
        (true, 1 | 2) => PAIR,
        (true, 4) if plain() => YEAR,
        (true, 4 | 5) => CLOCK,
        (true, _) => 0,
        (false, _) if token.span.of(context.document.text).ends_with(['s', 'S']) => DECADE,
        (false, _) => ORDINAL,
    }
}

/// The kinds of words, and which kinds a step takes.
struct Alphabet {
    by_word: ByWord<Kind>,
    kinds: usize,
    /// For each pattern the numbers of what its steps ask for.
    asked: Vec<Vec<usize>>,
    /// By that number: the kinds that can be it.
    taken: Vec<Vec<Kind>>,
}

impl Alphabet {
    fn new(patterns: &[&[Step]], terms: &BTreeMap<WordId, Vec<(Field, i32)>>) -> Self {
        let mut numbers: BTreeMap<&What, usize> = BTreeMap::new();
        let mut asked = Vec::with_capacity(patterns.len());
        for steps in patterns {
            let of_steps = steps.iter().map(|step| {
                let fresh = numbers.len();
                *numbers.entry(&step.what).or_insert(fresh)
            });
            asked.push(of_steps.collect());
        }
        let mut steps_of: BTreeMap<WordId, Vec<usize>> = BTreeMap::new();
        let mut fields: BTreeMap<Field, usize> = BTreeMap::new();
        for (what, &number) in &numbers {
            match what {
                What::Field(field) => {
                    fields.insert(*field, number);
                }
                What::Words(words) => {
                    for word in words {
                        steps_of.entry(*word).or_default().push(number);
                    }
                }
            }
        }
        for (word, terms) in terms {
            let numbers = terms.iter().filter_map(|(field, _)| fields.get(field));
            steps_of.entry(*word).or_default().extend(numbers);
        }
        let mut kinds: FxHashMap<Vec<usize>, Kind> = FxHashMap::default();
        let mut taken = vec![Vec::new(); numbers.len()];
        let mut by_word = ByWord::default();
        for (word, mut steps) in steps_of {
            steps.sort_unstable();
            steps.dedup();
            let fresh = (DIGITS.len() + kinds.len()) as Kind;
            let kind = *kinds.entry(steps).or_insert_with_key(|steps| {
                steps.iter().for_each(|step| taken[*step].push(fresh));
                fresh
            });
            *by_word.slot(word) = kind;
        }
        for (kind, filled) in DIGITS.iter().enumerate() {
            for number in filled.iter().filter_map(|field| fields.get(field)) {
                taken[*number].push(kind as Kind);
            }
        }
        Self { by_word, kinds: DIGITS.len() + kinds.len(), asked, taken }
    }

    /// The kinds that can be this step of this pattern.
    fn taken(&self, pattern: u16, step: u8) -> &[Kind] {
        let asked = self.asked.get(usize::from(pattern)).and_then(|a| a.get(usize::from(step)));
        asked.and_then(|number| self.taken.get(*number)).map_or(&[], Vec::as_slice)
    }
}

/// The sets of items met so far, by number.
struct Building<'a> {
    patterns: &'a [&'a [Step]],
    numbers: FxHashMap<Vec<Item>, u16>,
    sets: Vec<Vec<Item>>,
}

impl Building<'_> {
    /// The item, and those behind the steps after it that may be absent.
    fn closure(&self, (pattern, done): Item) -> Vec<Item> {
        let steps = self.patterns.get(usize::from(pattern)).map_or(&[][..], |s| s);
        let rest = steps.iter().skip(usize::from(done));
        let absent = rest.take_while(|s| s.optional).count() as u8;
        (done..=done + absent).map(|done| (pattern, done)).collect()
    }

    fn number(&mut self, mut items: Vec<Item>) -> u16 {
        items.sort_unstable();
        items.dedup();
        if let Some(&known) = self.numbers.get(&items) {
            return known;
        }
        let number = self.sets.len() as u16;
        self.numbers.insert(items.clone(), number);
        self.sets.push(items);
        number
    }

    fn state(&mut self, items: &[Item], alphabet: &Alphabet) -> State {
        let mut by_kind: BTreeMap<Kind, Vec<Item>> = BTreeMap::new();
        let mut ends = Vec::new();
        for &(pattern, done) in items {
            let steps = self.patterns.get(usize::from(pattern)).map_or(&[][..], |s| s);
            if usize::from(done) == steps.len() {
                ends.push(pattern);
            }
            for kind in alphabet.taken(pattern, done) {
                by_kind.entry(*kind).or_default().extend(self.closure((pattern, done + 1)));
            }
        }
        let mut state = State { ends, ..State::default() };
        for (kind, items) in by_kind {
            let next = self.number(items);
            match kind {
                NUMBER => state.number = next,
                SPOKEN => state.spoken = next,
                _ => {}
            }
            state.edges.push((kind, next));
            state.kinds |= bit(kind);
        }
        state
    }
}
