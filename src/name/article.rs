//! One sense per article: what the first pass read, as evidence for the second.

use rustc_hash::FxHashMap;

use super::candidate::Candidate;
use super::feature::{Sign, sign};
use super::filter::Filter;
use super::ground::Ground;
use super::sum::Sink;
use super::traits::{GIVEN, PLACES, Trait, WORDS, mask};
use super::vote::Votes;
use super::weights::{LANES, Lane, NONE, ROLE};
use crate::document::TokenRange;
use crate::document::fold::hash_token;
use crate::gazetteer::compile::{ROOT, step};

/// What the first pass read for one sequence of words, as sets of bits.
#[derive(Debug, Default, Clone, Copy)]
struct Reading {
    /// By type: read so once or more; the last for words that no name took.
    once: u8,
    /// By type: read so twice or more.
    twice: u8,
    /// Which part of a longer name it is: bits below.
    part: u8,
    /// How it is read all in all.
    votes: Votes,
}

const LAST_OF_PERSON: u8 = 1;
const FIRST_OF_PERSON: u8 = 1 << 1;
const FIRST_OF_ORGANIZATION: u8 = 1 << 2;
const SHORT_OF_ORGANIZATION: u8 = 1 << 3;
const PART_OF_ORGANIZATION: u8 = 1 << 4;
const PART_OF_PLACE: u8 = 1 << 5;
const ACRONYM: u8 = 1 << 6;
const FIRST_OF_FIRM: u8 = 1 << 7;

/// Words that by themselves name something else than the organization that begins with them.
const COMMON: u128 = PLACES | WORDS | GIVEN | mask(&[Trait::Demonym, Trait::OrganizationHead]);

/// What the article says of a candidate: a set, by type how it is read elsewhere, then the parts, the
/// votes, and the neighbours in a list.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Recalled(u32);

/// How many parts there are.
const PARTS: usize = 8;
/// The bit of the first choice of the votes.
const VOTES: usize = LANES + PARTS;
/// Choices of the votes.
const CHOICES: usize = 5;
/// The bit of the first type of neighbours.
const BESIDE: usize = VOTES + 2 * CHOICES;

impl Recalled {
    /// The sign of each bit; none for titles.
    const SIGNS: [Option<Sign>; BESIDE + 4] = [
        Some(Sign::SameOrganization),
        Some(Sign::SamePerson),
        Some(Sign::SamePlace),
        Some(Sign::SameOther),
        None,
        Some(Sign::SameNone),
        Some(Sign::LastOfPerson),
        Some(Sign::FirstOfPerson),
        Some(Sign::FirstOfOrganization),
        Some(Sign::ShortOfOrganization),
        Some(Sign::PartOfOrganization),
        Some(Sign::PartOfPlace),
        Some(Sign::AcronymOf),
        Some(Sign::FirstOfFirm),
        Some(Sign::MostOrganization),
        Some(Sign::MostPerson),
        Some(Sign::MostPlace),
        Some(Sign::MostOther),
        Some(Sign::MostNone),
        Some(Sign::FarOrganization),
        Some(Sign::FarPerson),
        Some(Sign::FarPlace),
        Some(Sign::FarOther),
        Some(Sign::FarNone),
        Some(Sign::BesideOrganization),
        Some(Sign::BesidePerson),
        Some(Sign::BesidePlace),
        Some(Sign::BesideOther),
    ];

    /// The votes are for a choice, by a little or by far.
    pub(super) fn voted(choice: usize, far: bool) -> Self {
        Self(1 << (VOTES + choice + if far { CHOICES } else { 0 }))
    }

    /// Adds a neighbour: one more than its type, 0 for none.
    pub(super) fn beside(&mut self, neighbour: Option<&u8>) {
        if let Some(lane) = neighbour.and_then(|lane| lane.checked_sub(1)) {
            self.0 |= 1 << (BESIDE + usize::from(lane));
        }
    }

    /// What both say.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when it says nothing.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Gives it out as evidence.
    #[inline]
    pub(super) fn show(self, out: &mut impl Sink) {
        let mut rest = self.0;
        while rest != 0 {
            if let Some(Some(shown)) = Self::SIGNS.get(rest.trailing_zeros() as usize) {
                out.add(sign(*shown));
            }
            rest &= rest - 1;
        }
    }
}

/// The readings of the first pass.
#[derive(Debug, Default)]
pub(super) struct Article {
    /// Of single words, by their numbers.
    words: Vec<Reading>,
    /// Of several words, and of words without a number, by [`key`].
    longer: FxHashMap<u64, Reading>,
    filter: Filter,
}

/// The key of a sequence of words.
fn key(ground: &Ground<'_>, tokens: TokenRange) -> u64 {
    let words = ground.document.tokens.get(tokens.indices()).unwrap_or(&[]);
    words.iter().fold(ROOT, |key, token| step(key, token.hash))
}

impl Article {
    /// Nothing read yet of this document.
    pub(super) fn begin(&mut self, ground: &Ground<'_>) {
        self.words.clear();
        self.words.resize(ground.words.len(), Reading::default());
        self.longer.clear();
        self.filter = Filter::default();
    }

    /// Remembers that these words were read as a name of a type.
    pub(super) fn add(
        &mut self,
        ground: &Ground<'_>,
        candidate: &Candidate,
        lane: Lane,
        votes: Votes,
    ) {
        let tokens = candidate.tokens;
        match tokens.len() {
            1 => self.word(ground, tokens.start as usize).count(lane, votes),
            _ => self.sequence(candidate.key).count(lane, votes),
        }
        match lane {
            0 => self.add_organization(ground, tokens),
            1 => self.add_person(ground, tokens),
            2 => self.add_parts(ground, tokens, PART_OF_PLACE),
            _ => {}
        }
    }

    /// Remembers that a capitalised word was read as no name.
    pub(super) fn add_none(&mut self, ground: &Ground<'_>, at: usize, votes: Votes) {
        self.word(ground, at).count(NONE, votes);
    }

    /// The reading of one word of the text.
    fn word(&mut self, ground: &Ground<'_>, at: usize) -> &mut Reading {
        let number = ground.words.number(ground.document.tokens[at].hash);
        match number {
            Some(number) if number < self.words.len() => &mut self.words[number],
            _ => self.sequence(key(ground, TokenRange::new(at, at + 1))),
        }
    }

    /// The reading of several words.
    fn sequence(&mut self, key: u64) -> &mut Reading {
        self.filter.insert(key);
        self.longer.entry(key).or_default()
    }

    fn add_person(&mut self, ground: &Ground<'_>, tokens: TokenRange) {
        let (start, mut end) = (tokens.start as usize, tokens.end as usize);
        if end - start > 2 && ground.traits[end - 1].has(Trait::NameSuffix) {
            end -= 1;
        }
        if end - start < 2 {
            return;
        }
        self.word(ground, end - 1).part |= LAST_OF_PERSON;
        if end - start > 2 {
            self.sequence(key(ground, TokenRange::new(end - 2, end))).part |= LAST_OF_PERSON;
        }
        if !ground.traits[start].has(Trait::Initial) {
            self.word(ground, start).part |= FIRST_OF_PERSON;
        }
    }

    fn add_organization(&mut self, ground: &Ground<'_>, tokens: TokenRange) {
        let (start, end) = (tokens.start as usize, tokens.end as usize);
        if end - start > 1 {
            let unusual = !ground.traits[start].any(COMMON);
            let short = if unusual { SHORT_OF_ORGANIZATION } else { 0 };
            let legal = ground.traits[end - 1].has(Trait::LegalForm);
            let firm = if legal { FIRST_OF_FIRM } else { 0 };
            let word = if unusual { firm } else { 0 };
            self.word(ground, start).part |= FIRST_OF_ORGANIZATION | short | word;
            let tokens = &ground.document.tokens;
            let mut key = step(ROOT, tokens[start].hash);
            for token in tokens.get(start + 1..end - 1).unwrap_or(&[]) {
                key = step(key, token.hash);
                self.sequence(key).part |= FIRST_OF_ORGANIZATION | firm;
            }
        }
        self.add_parts(ground, tokens, PART_OF_ORGANIZATION);
        for acronym in acronyms(ground, tokens).into_iter().flatten() {
            // Elsewhere it could be no candidate.
            if let Some(number) = ground.words.number(acronym) {
                self.words[number].part |= ACRONYM;
            }
        }
    }

    fn add_parts(&mut self, ground: &Ground<'_>, tokens: TokenRange, part: u8) {
        if tokens.len() < 2 {
            return;
        }
        for at in tokens.indices().filter(|i| ground.traits[*i].has(Trait::Capital)) {
            self.word(ground, at).part |= part;
        }
    }

    /// What it says of a candidate; `own` is how the first pass read this very place, with its votes.
    #[inline]
    pub(super) fn recall(
        &self,
        ground: &Ground<'_>,
        candidate: &Candidate,
        own: Option<(Lane, Votes)>,
    ) -> Recalled {
        let Candidate { tokens, key, .. } = *candidate;
        let token = ground.document.tokens.get(tokens.start as usize).filter(|_| tokens.len() == 1);
        let number = token.and_then(|token| ground.words.number(token.hash));
        let reading = match number {
            Some(number) => self.words.get(number),
            None if self.filter.may_hold(key) => self.longer.get(&key),
            None => None,
        };
        let Some(reading) = reading else { return Recalled::default() };
        let (own, votes) = own.map_or((0, Votes::default()), |(lane, votes)| (1 << lane, votes));
        let elsewhere = reading.once & !own | reading.twice & own;
        let voted = if elsewhere == 0 { 0 } else { reading.votes.without(votes).0 };
        let elsewhere = elsewhere & !(1 << ROLE);
        let mut parts = reading.part;
        if tokens.len() > 1 {
            parts &= !(PART_OF_ORGANIZATION | PART_OF_PLACE);
        }
        Recalled(u32::from(elsewhere) | u32::from(parts) << LANES | voted)
    }
}

impl Reading {
    fn count(&mut self, lane: Lane, votes: Votes) {
        let bit = 1 << lane;
        self.twice |= self.once & bit;
        self.once |= bit;
        self.votes.add(votes);
    }
}

/// Hashes of the acronyms of a name: of its capitalised words, with and without its legal form.
fn acronyms(ground: &Ground<'_>, tokens: TokenRange) -> [Option<u64>; 2] {
    /// Longest acronym, in bytes; of a longer one the rest is left out.
    const LONGEST: usize = 96;
    if tokens.len() < 2 {
        return [None; 2];
    }
    let (mut letters, mut length) = ([0; LONGEST], 0);
    let hash = |letters: &[u8]| std::str::from_utf8(letters).ok().map(hash_token);
    let mut bare = None;
    for at in tokens.indices() {
        let set = ground.traits[at];
        if !set.has(Trait::Capital) {
            continue;
        }
        if set.has(Trait::LegalForm) && length > 1 && bare.is_none() {
            bare = hash(&letters[..length]);
        }
        let Some(first) = ground.document.token_text(at).chars().next() else { continue };
        if let Some(room) = letters.get_mut(length..length + first.len_utf8()) {
            first.encode_utf8(room);
            length += room.len();
        }
    }
    [if length > 1 { hash(&letters[..length]) } else { None }, bare]
}
