//! The listed names of a document, and the traits that the name lists give its words.

use super::ground::{Ground, WORTH};
use super::scratch::Scratch;
use super::traits::{Trait, TraitSet, mask};
use crate::document::{Gap, TokenRange};
use crate::gazetteer::{Begins, EntryId, EntryType, Gazetteer, Marks, Sense};

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

/// All listed names of a document.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// By first token, then by length.
    all: Vec<ListedName>,
    /// By token: where in `all` those begin that begin with it; elsewhere anything. Empty when there
    /// is no listed name.
    from: Vec<u32>,
    /// Where those of several words stand that are good evidence, in the same order.
    long: Vec<TokenRange>,
    /// Tokens that an entry of the user covers, whatever their case.
    user: Vec<TokenRange>,
}

impl Listed {
    /// Those that begin with a token, which has [`Trait::Listed`].
    #[inline]
    pub(super) fn at(&self, token: usize) -> &[ListedName] {
        let from = self.from.get(token).map_or(self.all.len(), |from| *from as usize);
        let rest = self.all.get(from..).unwrap_or(&[]);
        let count = rest.iter().take_while(|l| l.tokens.start as usize == token).count();
        rest.get(..count).unwrap_or(&[])
    }

    /// Those of several words that begin in `from..to` and are good evidence.
    pub(super) fn long_within(&self, from: usize, to: usize) -> &[TokenRange] {
        if self.long.is_empty() {
            return &[];
        }
        let before = |at: usize| self.long.partition_point(|l| (l.start as usize) < at);
        self.long.get(before(from)..before(to)).unwrap_or(&[])
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

    /// Orders and counts them. `tokens` is the number of tokens.
    fn finish(&mut self, tokens: usize) {
        self.all.sort_by_key(|l| (l.tokens.start, l.tokens.end));
        let long = self.all.iter().filter(|l| l.tokens.len() > 1 && l.rank < 3);
        self.long.extend(long.map(|l| l.tokens));
        self.user.sort_unstable();
        if !self.all.is_empty() {
            self.from.resize(tokens, 0);
        }
        for (number, listed) in self.all.iter().enumerate().rev() {
            if let Some(from) = self.from.get_mut(listed.tokens.start as usize) {
                *from = number as u32;
            }
        }
    }
}

impl Ground<'_> {
    /// Asks the name lists about the marked words.
    pub(super) fn look_up(&mut self, gazetteer: &Gazetteer, scratch: &mut Scratch) {
        let Scratch { starts, begins, .. } = scratch;
        self.begins(gazetteer, starts, begins);
        self.listed.all.reserve(begins.all().len() / 2);
        for begin in begins.all() {
            self.traits[begin.token as usize].insert_glance(begin.glance());
            if begin.names_more() {
                gazetteer.names(self.document, begin, |tokens, entry, sense| {
                    self.add_hit(gazetteer, tokens, entry, sense);
                });
            }
        }
        self.listed.finish(self.traits.len());
        for listed in &self.listed.all {
            self.traits[listed.tokens.start as usize].insert(Trait::Listed);
        }
        for i in 0..self.marked.len() {
            let at = self.marked[i] as usize;
            if self.traits[at].has(Trait::Capital) {
                self.finish_word(at);
                self.mark_syllable(gazetteer, at);
            }
        }
    }

    fn begins(&self, gazetteer: &Gazetteer, starts: &mut Vec<u32>, begins: &mut Begins) {
        let worth = |at: &u32| {
            let at = *at as usize;
            let set = self.traits[at];
            set.any(WORTH) || set.has(Trait::Particle) && self.before_capital(at)
        };
        starts.clear();
        starts.extend(self.marked.iter().copied().filter(worth));
        let own: Vec<u32> = if gazetteer.has_user_lists() {
            let word = |at: &u32| worth(at) || !self.traits[*at as usize].has(Trait::Punct);
            self.marked.iter().copied().filter(word).collect()
        } else {
            Vec::new()
        };
        gazetteer.begins(self.document, starts, &own, begins);
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
        let (entry_type, marks) = (sense.entry_type, sense.marks);
        match entry_type {
            EntryType::Organization | EntryType::Person | EntryType::Place | EntryType::Product => {
            }
            EntryType::Demonym if tokens.len() > 1 => {}
            _ => return,
        }
        let known =
            marks.has(Marks::USER) || gazetteer.is_exact(self.document, tokens, entry, sense);
        let rank = if known { sense.rank.clamp(1, 3) } else { 4 };
        self.add_listed(ListedName { tokens, entry, entry_type, rank, marks });
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
            self.listed.user.push(tokens);
        }
        let never = self.traits[start].has(Trait::Never);
        if never && tokens.len() > 1 && !user && entry_type == EntryType::Organization {
            listed.tokens.start += 1;
        }
        self.listed.all.push(listed);
    }

    /// `kyung` in `Noh Tae-kyung`: a small word behind a capital and a hyphen that is no common
    /// word, or any such behind a family name that stands first.
    fn mark_syllable(&mut self, gazetteer: &Gazetteer, capital: usize) {
        let (hyphen, at) = (capital + 1, capital + 2);
        let traits = |i: usize| self.traits.get(i).copied().unwrap_or_default();
        let syllable = traits(at);
        let tokens = &self.document.tokens;
        if !traits(hyphen).has(Trait::Hyphen)
            || !syllable.has(Trait::Small)
            || syllable.has(Trait::Based)
            || tokens[hyphen].gap != Gap::None
            || tokens[at].gap != Gap::None
        {
            return;
        }
        let family = capital > 0 && traits(capital - 1).has(Trait::FamilyFirst);
        let common = || tokens[at].word.is_known() || gazetteer.glance(self.document, at).is_word();
        if family || !common() {
            self.traits[at].insert(Trait::Syllable);
        }
    }

    /// A capitalised word that no list knows says something by its ending.
    fn finish_word(&mut self, at: usize) {
        const KNOWN: u128 = mask(&[
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
            Trait::Initial,
        ]);
        let set: TraitSet = self.traits[at];
        let word = self.document.token_text(at);
        if set.has(Trait::InnerCapital) && is_acronym_plural(word) {
            self.traits[at].insert(Trait::AcronymPlural);
        }
        if set.any(KNOWN) {
            return;
        }
        self.traits[at].insert(Trait::Unknown);
        self.names.table.add_endings(word, &mut self.traits[at]);
    }
}

/// `ETFs`, `NPAs`: capitals and a small `s`.
fn is_acronym_plural(word: &str) -> bool {
    word.strip_suffix('s')
        .is_some_and(|bare| bare.len() > 1 && bare.bytes().all(|b| b.is_ascii_uppercase()))
}
