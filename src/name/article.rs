//! One sense per article: what the first pass read, as evidence for the second.

use rustc_hash::FxHashMap;

use super::candidate::Candidate;
use super::feature::{Sign, sign};
use super::filter::Filter;
use super::ground::Ground;
use super::traits::Trait;
use super::weights::{LANES, Lane, NONE, ROLE};
use crate::document::TokenRange;
use crate::gazetteer::compile::{ROOT, step};

/// What the first pass read for one sequence of words.
#[derive(Debug, Default, Clone, Copy)]
struct Reading {
    /// How often as each type; the last for words that no name took.
    times: [u16; LANES],
    /// Which part of a longer name it is: bits below.
    part: u8,
}

const LAST_OF_PERSON: u8 = 1;
const FIRST_OF_PERSON: u8 = 1 << 1;
const FIRST_OF_ORGANIZATION: u8 = 1 << 2;
const PART_OF_ORGANIZATION: u8 = 1 << 3;
const PART_OF_PLACE: u8 = 1 << 4;
const ACRONYM: u8 = 1 << 5;

/// The readings of the first pass, by the folded words.
#[derive(Debug, Default)]
pub(super) struct Article {
    readings: FxHashMap<u64, Reading>,
    filter: Filter,
}

/// The key of a sequence of words.
pub(super) fn key(ground: &Ground<'_>, tokens: TokenRange) -> u64 {
    let words = ground.document.tokens.get(tokens.indices()).unwrap_or(&[]);
    words.iter().fold(ROOT, |key, token| step(key, token.hash))
}

impl Article {
    /// Remembers that these words were read as a name of a type.
    pub(super) fn add(&mut self, ground: &Ground<'_>, candidate: &Candidate, lane: Lane) {
        let tokens = candidate.tokens;
        self.count(candidate.key, lane);
        match lane {
            0 => self.add_organization(ground, tokens),
            1 => self.add_person(ground, tokens),
            2 => self.add_parts(ground, tokens, PART_OF_PLACE),
            _ => {}
        }
    }

    /// Remembers that a capitalised word was read as no name.
    pub(super) fn add_none(&mut self, ground: &Ground<'_>, at: usize) {
        self.count(key(ground, TokenRange::new(at, at + 1)), NONE);
    }

    fn count(&mut self, key: u64, lane: Lane) {
        let times = &mut self.reading(key).times[lane];
        *times = times.saturating_add(1);
    }

    fn mark(&mut self, key: u64, part: u8) {
        self.reading(key).part |= part;
    }

    fn reading(&mut self, key: u64) -> &mut Reading {
        self.filter.insert(key);
        self.readings.entry(key).or_default()
    }

    fn add_person(&mut self, ground: &Ground<'_>, tokens: TokenRange) {
        let (start, mut end) = (tokens.start as usize, tokens.end as usize);
        if end - start > 2 && ground.traits[end - 1].has(Trait::NameSuffix) {
            end -= 1;
        }
        if end - start < 2 {
            return;
        }
        self.mark(key(ground, TokenRange::new(end - 1, end)), LAST_OF_PERSON);
        if end - start > 2 {
            self.mark(key(ground, TokenRange::new(end - 2, end)), LAST_OF_PERSON);
        }
        if !ground.traits[start].has(Trait::Initial) {
            self.mark(key(ground, TokenRange::new(start, start + 1)), FIRST_OF_PERSON);
        }
    }

    fn add_organization(&mut self, ground: &Ground<'_>, tokens: TokenRange) {
        let (start, end) = (tokens.start as usize, tokens.end as usize);
        let mut key = ROOT;
        for token in ground.document.tokens.get(start..end.saturating_sub(1)).unwrap_or(&[]) {
            key = step(key, token.hash);
            self.mark(key, FIRST_OF_ORGANIZATION);
        }
        self.add_parts(ground, tokens, PART_OF_ORGANIZATION);
        for acronym in acronyms(ground, tokens).into_iter().flatten() {
            self.mark(step(ROOT, acronym), ACRONYM);
        }
    }

    fn add_parts(&mut self, ground: &Ground<'_>, tokens: TokenRange, part: u8) {
        if tokens.len() < 2 {
            return;
        }
        for at in tokens.indices().filter(|i| ground.traits[*i].has(Trait::Capital)) {
            self.mark(key(ground, TokenRange::new(at, at + 1)), part);
        }
    }

    /// The evidence for the words with this key; `own` is how the first pass read this very place.
    pub(super) fn evidence(&self, key: u64, own: Option<Lane>, length: usize, out: &mut Vec<u16>) {
        if !self.filter.may_hold(key) {
            return;
        }
        let Some(reading) = self.readings.get(&key) else { return };
        let lanes = [
            (0, Sign::SameOrganization),
            (1, Sign::SamePerson),
            (2, Sign::SamePlace),
            (3, Sign::SameOther),
            (NONE, Sign::SameNone),
        ];
        for (lane, s) in lanes {
            let elsewhere = reading.times[lane].saturating_sub(u16::from(own == Some(lane)));
            if elsewhere > 0 && lane != ROLE {
                out.push(sign(s));
            }
        }
        let parts = [
            (LAST_OF_PERSON, Sign::LastOfPerson),
            (FIRST_OF_PERSON, Sign::FirstOfPerson),
            (FIRST_OF_ORGANIZATION, Sign::FirstOfOrganization),
            (PART_OF_ORGANIZATION, Sign::PartOfOrganization),
            (PART_OF_PLACE, Sign::PartOfPlace),
            (ACRONYM, Sign::AcronymOf),
        ];
        for (bit, s) in parts {
            let fits = bit != PART_OF_ORGANIZATION && bit != PART_OF_PLACE || length == 1;
            if reading.part & bit != 0 && fits {
                out.push(sign(s));
            }
        }
    }
}

/// Hashes of the acronyms of a name: of its capitalised words, with and without its legal form.
fn acronyms(ground: &Ground<'_>, tokens: TokenRange) -> [Option<u64>; 2] {
    if tokens.len() < 2 {
        return [None; 2];
    }
    let mut letters = String::new();
    let mut bare = None;
    for at in tokens.indices() {
        let set = ground.traits[at];
        if !set.has(Trait::Capital) {
            continue;
        }
        if set.has(Trait::LegalForm) && letters.len() > 1 && bare.is_none() {
            bare = Some(crate::document::fold::hash_token(&letters));
        }
        letters.extend(ground.document.token_text(at).chars().next());
    }
    [(letters.len() > 1).then(|| crate::document::fold::hash_token(&letters)), bare]
}
