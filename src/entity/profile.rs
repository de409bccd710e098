//! What the article and the name lists say about an entity: kind, country, gender, descriptions.

use super::alias::Names;
use super::form::{Form, NameWord};
use super::group::Groups;
use crate::document::{Shape, TokenRange};
use crate::gazetteer::{EntryType, Hit, Row};
use crate::lexicon::{Class, Gender, Referring, WordId};
use crate::mention::{Mention, MentionType};

/// Most descriptions kept of one entity.
const DESCRIPTIONS: usize = 8;

/// What is known of an entity besides its names.
#[derive(Debug, Clone)]
pub(super) struct Profile<'a> {
    /// organization, person or place.
    pub mention_type: MentionType,
    /// Kinds of its entries in name lists.
    pub kinds: Vec<&'a str>,
    /// ISO codes of its entries and of the adjectives that describe it.
    pub countries: Vec<&'a str>,
    /// Words of its names.
    pub words: Vec<WordId>,
    /// The last words of its names, and the first of those with `of`.
    pub heads: Vec<WordId>,
    /// Root forms of the places that it is said to be in.
    pub places: Vec<u32>,
    /// Gender of a person; `None` while unknown.
    pub gender: Option<Gender>,
    /// Nouns that the article has described it with.
    pub described: Vec<WordId>,
    /// Somebody owns, bought or founded it, as the article says.
    pub owned: bool,
    /// Its name is in the plural or several names (`Smith & Sons` is not).
    pub first_token: u32,
}

/// Profiles by root form. Linear in the words of all forms.
pub(super) fn profiles<'a>(names: &Names<'a>, groups: &Groups) -> Vec<Profile<'a>> {
    let mut all: Vec<Profile<'a>> = names
        .forms
        .all
        .iter()
        .map(|form| Profile {
            mention_type: form.mention_type,
            kinds: Vec::new(),
            countries: Vec::new(),
            words: Vec::new(),
            heads: Vec::new(),
            places: Vec::new(),
            gender: None,
            described: Vec::new(),
            owned: false,
            first_token: form.introduced,
        })
        .collect();
    for (id, form) in names.forms.all.iter().enumerate() {
        let root = groups.root(id as u32);
        let Some(profile) = all.get_mut(root as usize) else { continue };
        profile.first_token = profile.first_token.min(form.introduced);
        for row in form.entries.iter().filter_map(|e| names.gazetteer.row(*e)) {
            push(&mut profile.kinds, row.kind);
            push(&mut profile.countries, row.country);
        }
        for word in form.words.iter().filter(|w| w.word.is_known()).take(12) {
            push(&mut profile.words, word.word);
        }
        for head in head_words(names, form) {
            push(&mut profile.heads, head.word);
        }
        if form.mention_type == MentionType::Person {
            let gender = gender_of(names, form.words.first().map_or(0, |w| w.token));
            profile.gender = profile.gender.or(gender);
        }
    }
    all
}

/// `Bank` of `Bank of Oslo` and of `Norland Bank AS`, `Institute` of `Institute for Pumps`.
pub(super) fn head_words<'f>(
    names: &Names<'_>,
    form: &'f Form,
) -> impl Iterator<Item = &'f NameWord> {
    let core = form.core_words();
    let small = |w: &&NameWord| names.lexicon.is(w.word, Class::Preposition);
    let first = core.first().filter(|_| core.get(1).as_ref().is_some_and(small));
    let last = core.last().filter(|_| first.is_none());
    first.or(last).filter(|w| w.word.is_known()).into_iter()
}

fn push<T: PartialEq + Default>(list: &mut Vec<T>, value: T) {
    if value != T::default() && !list.contains(&value) && list.len() < 16 {
        list.push(value);
    }
}

/// Gender by the honorific before a name or by the given name that it begins with.
fn gender_of(names: &Names<'_>, first: u32) -> Option<Gender> {
    let before = names.document.word((first as usize).wrapping_sub(1));
    if let Some(gender) = names.lexicon.referring(before).and_then(|r| r.gender) {
        return Some(gender);
    }
    let mut hits: Vec<Hit> = Vec::new();
    names.gazetteer.walk(names.document, first as usize, &mut hits);
    let given = |row: Row<'_>| (row.entry_type == EntryType::Given).then_some(row.kind == "F");
    let mut seen = hits
        .iter()
        .filter(|h| h.tokens.len() == 1)
        .filter_map(|h| names.gazetteer.row(h.entry))
        .filter(|r| matches!(r.kind, "M" | "F" | "U"));
    let first = seen.next()?;
    if first.kind == "U" || seen.any(|r| r.kind != first.kind) {
        return None;
    }
    given(first).map(|female| if female { Gender::Female } else { Gender::Male })
}

impl<'a> Profile<'a> {
    /// Notes what stands around a mention: `carmaker Fiat`, `Fiat, a carmaker`, `owns Fiat`.
    ///
    /// Gives the noun of an apposition, whatever it is: `recycler` in `Fiat, a battery recycler in`.
    pub(super) fn notice(&mut self, names: &Names<'a>, mention: &Mention) -> Option<u64> {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let before = names.document.word(start.wrapping_sub(1));
        self.owned |= start > 0 && names.lexicon.is(before, Class::Owning);
        self.describe(names, before);
        self.adjectives(names, start);
        let text = |i: usize| names.document.token_text(i);
        let mut at = end;
        if text(at) == "(" {
            at = (at..at + 12).find(|&i| text(i) == ")").map_or(at, |i| i + 1);
        }
        let comma = text(at) == ",";
        if !comma && !names.lexicon.is(names.document.word(at), Class::Be) {
            return None;
        }
        at += 1;
        let determined = names.lexicon.is(names.document.word(at), Class::Determiner);
        let noun = determined.then(|| self.apposed(names, at + 1)).flatten();
        noun.filter(|_| comma)
    }

    /// Reads `Chinese video hosting service` in `Fiat, a Chinese video hosting service`.
    /// Gives the last noun as its hash.
    fn apposed(&mut self, names: &Names<'a>, from: usize) -> Option<u64> {
        let mut noun = None;
        for at in from..from + 7 {
            let token = names.document.tokens.get(at)?;
            let hyphen = names.document.token_text(at) == "-";
            if token.shape.has(Shape::POSSESSIVE) {
                noun = None;
                continue;
            }
            if token.is_capital() {
                self.demonym(names, at);
            } else if !token.is_lower() && !hyphen {
                return noun;
            }
            let word = token.word;
            let ends = [Class::Preposition, Class::Relative, Class::Conjunction];
            if ends.iter().any(|c| names.lexicon.is(word, *c)) {
                return noun;
            }
            if noun.is_some() && !hyphen && ends_description(names, at) {
                return noun;
            }
            self.describe(names, word);
            if token.is_lower() {
                noun = Some(token.hash);
            }
        }
        None
    }

    /// `German` two or three words before `carmaker Volkswagen`.
    fn adjectives(&mut self, names: &Names<'a>, start: usize) {
        for at in (start.saturating_sub(5)..start).rev() {
            let Some(token) = names.document.tokens.get(at) else { return };
            if token.is_capital() {
                return self.demonym(names, at);
            }
            let word = token.word;
            if !token.is_lower() || names.lexicon.is(word, Class::Function) {
                return;
            }
        }
    }

    fn demonym(&mut self, names: &Names<'a>, at: usize) {
        if let Some(country) = demonym(names, at) {
            push(&mut self.countries, country);
        }
    }

    fn describe(&mut self, names: &Names<'a>, word: WordId) {
        let Some(referring) = names.lexicon.referring(word) else { return };
        let fits = match self.mention_type {
            MentionType::Organization => referring.organization,
            MentionType::Person => referring.person,
            _ => referring.place,
        };
        if fits
            && referring.can_be(crate::lexicon::Position::Noun)
            && self.described.len() < DESCRIPTIONS
        {
            push(&mut self.described, word);
            self.owned |= referring.owned;
        }
    }

    /// True when kind, name or an earlier description says that the noun fits.
    pub(super) fn fits(&self, noun: &Referring) -> bool {
        self.kinds.iter().any(|k| noun.kinds.iter().any(|n| n == k))
            || self.words.iter().any(|w| noun.heads.contains(w))
    }

    /// True when the name lists know it as another kind of body than the noun describes.
    pub(super) fn contradicts(&self, noun: &Referring) -> bool {
        self.heads.iter().any(|h| noun.against.contains(h))
            || !self.kinds.is_empty() && !noun.kinds.is_empty() && !self.fits(noun)
    }
}

/// A participle behind the noun (`a lender set up in 1990`), no hyphenated adjective.
fn ends_description(names: &Names<'_>, at: usize) -> bool {
    let word = names.document.word(at);
    let past = names.lexicon.inflections(word).iter().any(|i| i.form != crate::lexicon::Form::Base);
    past && names.document.token_text(at - 1) != "-" && names.document.token_text(at + 1) != "-"
}

/// The country whose adjective stands at a token.
pub(super) fn demonym<'a>(names: &Names<'a>, at: usize) -> Option<&'a str> {
    let mut hits: Vec<Hit> = Vec::new();
    names.gazetteer.walk(names.document, at, &mut hits);
    let range = TokenRange::new(at, at + 1);
    hits.iter()
        .filter(|h| h.tokens == range)
        .filter_map(|h| names.gazetteer.row(h.entry))
        .find(|r| matches!(r.entry_type, EntryType::Demonym) && !r.country.is_empty())
        .map(|r| r.country)
}
