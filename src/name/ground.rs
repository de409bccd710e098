//! One document made ready for candidates: the traits of its tokens, the listed names in it, and
//! its chunks.

use rustc_hash::FxHashMap;

use super::Names;
use super::traits::{Trait, TraitSet, mask};
use crate::document::{Document, Gap, Shape, TokenRange};
use crate::gazetteer::{EntryId, EntryType, Gazetteer, Hit, Marks};
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
    pub listed: Vec<ListedName>,
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
        let mut ground =
            Self { document, lexicon, names, traits, listed: Vec::new(), user: Vec::new() };
        ground.mark_values(values);
        ground.mark_edges();
        ground.look_up(gazetteer);
        ground.mark_seen();
        ground
    }

    /// The traits of a token; at and beyond the ends of its sentence those of an edge.
    pub(super) fn around(&self, sentence: TokenRange, at: isize) -> TraitSet {
        if at < sentence.start as isize || at >= sentence.end as isize {
            return TraitSet::default().with(Trait::Edge);
        }
        self.traits[at as usize]
    }

    /// True for a token covered by a name of the user's own.
    pub(super) fn is_user(&self, at: usize) -> bool {
        let after = self.user.partition_point(|r| r.start as usize <= at);
        self.user[..after].iter().rev().take(8).any(|r| r.indices().contains(&at))
    }

    /// Listed names that begin in `from..to`.
    pub(super) fn listed_in(&self, from: usize, to: usize) -> &[ListedName] {
        let begin = self.listed.partition_point(|l| (l.tokens.start as usize) < from);
        let end = self.listed.partition_point(|l| (l.tokens.start as usize) < to);
        &self.listed[begin..end.max(begin)]
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
        let mut hits: Vec<Hit> = Vec::new();
        let worth = mask(&[Trait::Capital, Trait::InnerCapital, Trait::Mixed, Trait::Number]);
        let particle = self.names.masks.particle;
        for at in 0..self.traits.len() {
            let set = self.traits[at];
            hits.clear();
            if set.any(worth) || set.any(particle) && self.before_capital(at) {
                gazetteer.walk(self.document, at, &mut hits);
            } else if gazetteer.has_user_lists() && !set.has(Trait::Punct) {
                gazetteer.walk_user(self.document, at, &mut hits);
            }
            for hit in &hits {
                self.add_hit(gazetteer, *hit);
            }
            self.finish_word(at);
        }
        self.listed.sort_by_key(|l| (l.tokens.start, l.tokens.end));
        self.user.sort_unstable();
    }

    fn before_capital(&self, at: usize) -> bool {
        let next = |i: usize| self.document.tokens.get(i).is_some_and(|t| t.is_capital());
        next(at + 1) || next(at + 2)
    }

    fn add_hit(&mut self, gazetteer: &Gazetteer, hit: Hit) {
        let Some(sense) = gazetteer.sense(hit.entry) else { return };
        let start = hit.tokens.start as usize;
        let crosses_line = hit
            .tokens
            .indices()
            .skip(1)
            .any(|i| self.document.tokens.get(i).is_some_and(|t| t.gap >= Gap::Line));
        if crosses_line {
            return;
        }
        let single = hit.tokens.len() == 1;
        let rank = sense.rank.clamp(1, 3);
        let set = &mut self.traits[start];
        let by_rank = |traits: [Trait; 3]| traits[usize::from(rank) - 1];
        match sense.entry_type {
            EntryType::Given if single => {
                set.insert(by_rank([Trait::GivenCommon, Trait::Given, Trait::GivenRare]));
            }
            EntryType::Surname if single => {
                set.insert(by_rank([Trait::SurnameCommon, Trait::Surname, Trait::SurnameRare]));
                if gazetteer.row(hit.entry).is_some_and(|r| matches!(r.kind, "zh" | "ko" | "vi")) {
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
            | EntryType::Demonym => self.add_listed(hit, sense.entry_type, rank, sense.marks),
            _ => {}
        }
    }

    fn add_listed(&mut self, hit: Hit, entry_type: EntryType, rank: u8, marks: Marks) {
        let user = marks.has(Marks::USER);
        let start = hit.tokens.start as usize;
        let rank = if hit.exact || user { rank } else { 4 };
        if hit.tokens.len() == 1 && rank < 4 {
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
            self.user.push(hit.tokens);
        }
        let mut tokens = hit.tokens;
        let joints = self.names.joints(self.document.word(start));
        if joints.never() && tokens.len() > 1 && !user && entry_type == EntryType::Organization {
            tokens.start += 1;
        }
        self.listed.push(ListedName { tokens, entry: hit.entry, entry_type, rank, marks });
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
        let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
        for (token, set) in tokens.iter().zip(&self.traits) {
            if set.has(Trait::Capital) {
                seen.entry(token.hash).or_default();
            }
        }
        for sentence in &self.document.sentences {
            for at in sentence.tokens.indices() {
                let set = self.traits[at];
                let count = |small: bool, seen: &mut FxHashMap<u64, Seen>| {
                    if let Some(s) = seen.get_mut(&tokens[at].hash) {
                        let n = if small { &mut s.small } else { &mut s.capital };
                        *n = n.saturating_add(1);
                    }
                };
                if set.has(Trait::Small) {
                    count(true, &mut seen);
                } else if set.has(Trait::Capital) && !set.has(Trait::Opens) && !sentence.title_case
                {
                    count(false, &mut seen);
                }
            }
        }
        for (token, set) in tokens.iter().zip(&mut self.traits) {
            if !set.has(Trait::Capital) {
                continue;
            }
            if let Some(s) = seen.get(&token.hash) {
                if s.small > 0 && !token.shape.has(Shape::INITIAL) {
                    set.insert(Trait::SeenSmall);
                }
                if s.capital > 1 || set.has(Trait::Opens) && s.capital > 0 {
                    set.insert(Trait::SeenCapital);
                }
            }
        }
    }
}
