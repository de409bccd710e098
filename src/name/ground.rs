//! One document made ready for candidates: the traits of its tokens, the listed names in it, and
//! its chunks.

use rustc_hash::FxHashMap;

use super::Names;
use super::filter::Filter;
use super::traits::{Trait, TraitSet, mask};
use crate::document::{Document, Gap, TokenRange};
use crate::gazetteer::{EntryId, EntryType, Gazetteer, Marks, Sense, is_exact};
use crate::lexicon::Lexicon;
use crate::mention::Mention;

/// A listed name in the text, of a type that is evidence for a candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListedName {
    /// Where.
    pub tokens: TokenRange,
    /// The entry.
    pub entry: EntryId,
    /// What the list says it is.
    pub entry_type: EntryType,
    /// 1 strong to 3 weak; 4 when the text writes it in another case than the list.
    pub rank: u8,
    /// What else it can be.
    pub marks: Marks,
}

/// A document with what the lists and its own words say.
pub(super) struct Ground<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Its lexicon.
    pub lexicon: &'a Lexicon,
    /// Weights and lists.
    pub names: &'a Names,
    /// Traits by token.
    pub traits: Vec<TraitSet>,
    /// Listed names, by their first token.
    listed: Vec<ListedName>,
    /// Where in `listed` the names of each token begin, and one more; empty when none is listed.
    listed_from: Vec<u32>,
    /// Tokens that an entry of the user covers, whatever their case.
    user: Vec<TokenRange>,
}

/// How a word is written elsewhere in the article.
#[derive(Default, Clone, Copy)]
struct Seen {
    small: u16,
    capital: u16,
}

impl<'a> Ground<'a> {
    /// Looks up all words and names once. Linear in the tokens.
    pub(super) fn new(
        names: &'a Names,
        document: &'a Document<'a>,
        lexicon: &'a Lexicon,
        gazetteer: &Gazetteer,
        values: &[Mention],
    ) -> Self {
        let traits = document.tokens.iter().map(|t| names.table.of(t)).collect();
        let mut ground = Self {
            document,
            lexicon,
            names,
            traits,
            listed: Vec::with_capacity(document.tokens.len() / 8),
            listed_from: Vec::new(),
            user: Vec::new(),
        };
        ground.mark_values(values);
        ground.mark_edges();
        ground.look_up(gazetteer);
        ground.mark_seen();
        ground
    }

    /// The traits of a token; at and beyond the ends of its sentence those of an edge.
    #[inline]
    pub(super) fn around(&self, sentence: TokenRange, at: isize) -> TraitSet {
        if at < sentence.start as isize || at >= sentence.end as isize {
            return TraitSet::default().with(Trait::Edge);
        }
        self.traits[at as usize]
    }

    /// True when the text holds a name of the user's own.
    pub(super) fn has_user(&self) -> bool {
        !self.user.is_empty()
    }

    /// True for a token covered by a name of the user's own.
    #[inline]
    pub(super) fn is_user(&self, at: usize) -> bool {
        if self.user.is_empty() {
            return false;
        }
        let after = self.user.partition_point(|r| r.start as usize <= at);
        self.user[..after].iter().rev().take(8).any(|r| r.indices().contains(&at))
    }

    /// Listed names that begin in `from..to`.
    pub(super) fn listed_in(&self, from: usize, to: usize) -> &[ListedName] {
        let at = |token: usize| {
            let last = self.listed_from.last();
            self.listed_from.get(token).or(last).map_or(0, |from| *from as usize)
        };
        self.listed.get(at(from)..at(to)).unwrap_or(&[])
    }

    /// Counts the listed names that begin before each token.
    fn index_listed(&mut self) {
        self.listed.sort_by_key(|l| (l.tokens.start, l.tokens.end));
        if self.listed.is_empty() {
            return;
        }
        self.listed_from.reserve(self.traits.len() + 1);
        for (number, listed) in self.listed.iter().enumerate() {
            let through = listed.tokens.start as usize + 1;
            if self.listed_from.len() < through {
                self.listed_from.resize(through, number as u32);
            }
        }
        self.listed_from.resize(self.traits.len() + 1, self.listed.len() as u32);
    }

    fn mark_values(&mut self, values: &[Mention]) {
        for value in values {
            for at in value.tokens.indices() {
                if let Some(set) = self.traits.get_mut(at) {
                    set.insert(Trait::Value);
                }
            }
        }
    }

    fn mark_edges(&mut self) {
        for sentence in &self.document.sentences {
            let quotes = self.names.masks.quote;
            for at in sentence.tokens.indices().take(3) {
                let set = &mut self.traits[at];
                if set.any(quotes) || set.has(Trait::Punct) {
                    continue;
                }
                set.insert(Trait::Opens);
                break;
            }
        }
    }

    fn look_up(&mut self, gazetteer: &Gazetteer) {
        let worth = mask(&[Trait::Capital, Trait::InnerCapital, Trait::Mixed, Trait::Number]);
        let particle = self.names.masks.particle;
        let (document, user_lists) = (self.document, gazetteer.has_user_lists());
        for at in 0..self.traits.len() {
            let set = self.traits[at];
            let shipped = set.any(worth) || set.any(particle) && self.before_capital(at);
            if shipped || user_lists && !set.has(Trait::Punct) {
                gazetteer.visit(document, at, !shipped, |tokens, entry, sense| {
                    self.add_hit(gazetteer, tokens, entry, sense);
                });
            }
            self.finish_word(at);
            self.mark_syllable(gazetteer, at);
        }
        self.index_listed();
        self.user.sort_unstable();
    }

    fn before_capital(&self, at: usize) -> bool {
        let next = |i: usize| self.document.tokens.get(i).is_some_and(|t| t.is_capital());
        next(at + 1) || next(at + 2)
    }

    fn add_hit(&mut self, gazetteer: &Gazetteer, tokens: TokenRange, entry: EntryId, sense: Sense) {
        let start = tokens.start as usize;
        let rest = self.document.tokens.get(start + 1..tokens.end as usize).unwrap_or(&[]);
        if rest.iter().any(|t| t.gap >= Gap::Line) {
            return;
        }
        let single = tokens.len() == 1;
        let rank = sense.rank.clamp(1, 3);
        let set = &mut self.traits[start];
        let by_rank = |traits: [Trait; 3]| traits[usize::from(rank) - 1];
        match sense.entry_type {
            EntryType::Given if single => {
                set.insert(by_rank([Trait::GivenCommon, Trait::Given, Trait::GivenRare]));
            }
            EntryType::Surname if single => {
                set.insert(by_rank([Trait::SurnameCommon, Trait::Surname, Trait::SurnameRare]));
                if matches!(gazetteer.kind(entry), "zh" | "ko" | "vi") {
                    set.insert(Trait::FamilyFirst);
                }
            }
            EntryType::Word if single => set.insert(match sense.rank {
                0..=10 => Trait::WordCommon,
                11..=20 => Trait::Word,
                21..=40 => Trait::WordRare,
                _ => Trait::WordOdd,
            }),
            EntryType::Demonym if single => set.insert(Trait::Demonym),
            EntryType::Organization
            | EntryType::Person
            | EntryType::Place
            | EntryType::Product
            | EntryType::Demonym => {
                let known = sense.marks.has(Marks::USER)
                    || is_exact(gazetteer.written(entry, sense), self.document.text_of(tokens));
                let (entry_type, marks) = (sense.entry_type, sense.marks);
                let rank = if known { rank } else { 4 };
                self.add_listed(ListedName { tokens, entry, entry_type, rank, marks });
            }
            _ => {}
        }
    }

    fn add_listed(&mut self, mut listed: ListedName) {
        let ListedName { tokens, entry_type, rank, marks, .. } = listed;
        let user = marks.has(Marks::USER);
        let start = tokens.start as usize;
        if tokens.len() == 1 && rank < 4 {
            let known = rank == 1 && !marks.has(Marks::WORD);
            self.traits[start].insert(match (entry_type, known) {
                (EntryType::Place, true) => Trait::PlaceKnown,
                (EntryType::Place, false) => Trait::Place,
                (EntryType::Organization, true) => Trait::OrganizationKnown,
                (EntryType::Organization, false) => Trait::Organization,
                _ => Trait::Product,
            });
        }
        if user {
            self.user.push(tokens);
        }
        let joints = self.names.joints(self.document.word(start));
        if joints.never() && tokens.len() > 1 && !user && entry_type == EntryType::Organization {
            listed.tokens.start += 1;
        }
        self.listed.push(listed);
    }

    /// `kyung` in `Noh Tae-kyung`: a small word behind a hyphen that is no common word, or any such
    /// behind a family name that stands first.
    fn mark_syllable(&mut self, gazetteer: &Gazetteer, at: usize) {
        let masks = &self.names.masks;
        let Some(capital) = at.checked_sub(2).filter(|_| self.traits[at].has(Trait::Small)) else {
            return;
        };
        let tokens = &self.document.tokens;
        let tied = tokens[at].gap == Gap::None && tokens[at - 1].gap == Gap::None;
        if !tied
            || !self.traits[at - 1].any(masks.hyphen)
            || !self.traits[capital].has(Trait::Capital)
            || self.traits[at].any(masks.based)
        {
            return;
        }
        let family = capital > 0 && self.traits[capital - 1].has(Trait::FamilyFirst);
        let mut common = tokens[at].word.is_known();
        if !family && !common {
            gazetteer.visit(self.document, at, false, |found, _, sense| {
                common |= found.len() == 1 && sense.entry_type == EntryType::Word;
            });
        }
        if family || !common {
            self.traits[at].insert(Trait::Syllable);
        }
    }

    /// A capitalised word that no list knows says something by its ending.
    fn finish_word(&mut self, at: usize) {
        let known = mask(&[
            Trait::GivenCommon,
            Trait::Given,
            Trait::SurnameCommon,
            Trait::Surname,
            Trait::WordCommon,
            Trait::Word,
            Trait::WordRare,
            Trait::PlaceKnown,
            Trait::Place,
            Trait::OrganizationKnown,
            Trait::Demonym,
        ]);
        let set = self.traits[at];
        if !set.has(Trait::Capital) || set.any(known) || set.has(Trait::Initial) {
            return;
        }
        self.traits[at].insert(Trait::Unknown);
        let word = self.document.token_text(at);
        self.names.table.add_endings(word, &mut self.traits[at]);
    }

    /// Marks capitalised words that the article also writes small, or elsewhere with a capital in
    /// the middle of a sentence.
    fn mark_seen(&mut self) {
        let tokens = &self.document.tokens;
        let mut filter = Filter::default();
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut seen: Vec<Seen> = Vec::with_capacity(tokens.len() / 8);
        let mut capitals: Vec<(u32, u32)> = Vec::with_capacity(tokens.len() / 4);
        for sentence in &self.document.sentences {
            for at in sentence.tokens.indices() {
                let set = self.traits[at];
                if !set.has(Trait::Capital) {
                    continue;
                }
                filter.insert(tokens[at].hash);
                let number = *numbers.entry(tokens[at].hash).or_insert(seen.len() as u32);
                if number as usize == seen.len() {
                    seen.push(Seen::default());
                }
                capitals.push((at as u32, number));
                if !set.has(Trait::Opens) && !sentence.title_case {
                    let times = &mut seen[number as usize].capital;
                    *times = times.saturating_add(1);
                }
            }
        }
        for (token, set) in tokens.iter().zip(&self.traits) {
            if set.has(Trait::Small)
                && filter.may_hold(token.hash)
                && let Some(number) = numbers.get(&token.hash)
            {
                let times = &mut seen[*number as usize].small;
                *times = times.saturating_add(1);
            }
        }
        for (at, number) in capitals {
            let (set, seen) = (&mut self.traits[at as usize], seen[number as usize]);
            if seen.small > 0 && !set.has(Trait::Initial) {
                set.insert(Trait::SeenSmall);
            }
            if seen.capital > 1 || set.has(Trait::Opens) && seen.capital > 0 {
                set.insert(Trait::SeenCapital);
            }
        }
    }
}
