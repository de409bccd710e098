//! What the article and the name lists say about an entity: kind, country, gender, descriptions.

use std::cell::OnceCell;

use super::alias::Names;
use super::facts::Facts;
use super::form::{Form, NameWord};
use super::group::Groups;
use super::origin;
use crate::document::Shape;
use crate::gazetteer::EntryType;
use crate::lexicon::{Class, ClassSet, Gender, Lexicon, Referring, WordId};
use crate::mention::{Mention, MentionType};

/// Most descriptions kept of one entity.
const DESCRIPTIONS: usize = 8;
/// Most adjectives.
const ADJECTIVES: usize = 64;
/// Most of anything else.
const MOST: usize = 16;

/// What the article says of an entity up to some place.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// Root forms of the places that it is said to be in.
    pub places: Vec<u32>,
    /// Where words stand that may be the adjective of its country, each word once.
    adjectives: Vec<usize>,
    /// Gender by the pronouns that stood for it.
    pub gender: Option<Gender>,
    /// Nouns that the article has described it with.
    pub described: Vec<WordId>,
    /// Somebody owns, bought or founded it, as the article says.
    pub owned: bool,
}

/// What names and lists say of all entities, each read when somebody asks for the first time.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    /// All forms by their root forms, sorted.
    members: OnceCell<Vec<(u32, u32)>>,
    facts: OnceCell<Vec<OnceCell<Facts<'a>>>>,
    genders: OnceCell<Vec<OnceCell<Option<Gender>>>>,
    origins: OnceCell<Vec<OnceCell<Vec<&'a str>>>>,
}

impl<'a> Known<'a> {
    /// What is known of the entity with this root form.
    pub(super) fn facts(
        &self,
        names: &Names<'a>,
        groups: &Groups,
        root: u32,
    ) -> Option<&Facts<'a>> {
        let all = self.facts.get_or_init(|| fresh(names));
        let facts = || Facts::of(names, self.members(names, groups, root));
        Some(all.get(root as usize)?.get_or_init(facts))
    }

    /// The countries of an entity by its entries in name lists and by the words of its names.
    pub(super) fn countries(&self, names: &Names<'a>, groups: &Groups, root: u32) -> Vec<&'a str> {
        let mut countries =
            self.facts(names, groups, root).map_or_else(Vec::new, |f| f.countries(names));
        let all = self.origins.get_or_init(|| fresh(names));
        if let Some(origins) = all.get(root as usize) {
            let read = || origin::countries(names, self.members(names, groups, root));
            origins.get_or_init(read).iter().for_each(|country| push(&mut countries, *country));
        }
        countries
    }

    /// The gender of a person by the names; `None` while unknown.
    pub(super) fn gender(&self, names: &Names<'a>, groups: &Groups, root: u32) -> Option<Gender> {
        if names.form(root)?.mention_type != MentionType::Person {
            return None;
        }
        let all = self.genders.get_or_init(|| fresh(names));
        let gender = |form: &Form<'_>| gender_of(names, form.words.first().map_or(0, |w| w.token));
        let first = || self.members(names, groups, root).find_map(gender);
        *all.get(root as usize)?.get_or_init(first)
    }

    /// The forms of an entity.
    pub(super) fn members<'n>(
        &'n self,
        names: &'n Names<'a>,
        groups: &Groups,
        root: u32,
    ) -> impl Iterator<Item = &'n Form<'a>> + use<'a, 'n> {
        let all = self.members.get_or_init(|| {
            let forms = 0..names.forms.all.len() as u32;
            let mut all: Vec<(u32, u32)> = forms.map(|id| (groups.root(id), id)).collect();
            all.sort_unstable();
            all
        });
        let start = all.partition_point(|(r, _)| *r < root);
        let own = all.iter().skip(start).take_while(move |(r, _)| *r == root);
        own.filter_map(|(_, id)| names.form(*id))
    }
}

fn fresh<T>(names: &Names<'_>) -> Vec<OnceCell<T>> {
    std::iter::repeat_with(OnceCell::new).take(names.forms.all.len()).collect()
}

/// `Bank` of `First Bank of Oslo` and of `Norland Bank AS`, `Institute` of `Institute for Pumps`.
pub(super) fn head_word<'f>(names: &Names<'_>, form: &Form<'f>) -> Option<&'f NameWord> {
    let core = form.core_words();
    let small = |w: &NameWord| names.lexicon.is(w.word, Class::Preposition);
    let before = core.iter().position(small).and_then(|at| core.get(at.checked_sub(1)?));
    before.or(core.last()).filter(|w| w.word.is_known())
}

pub(super) fn push<T: PartialEq + Default>(list: &mut Vec<T>, value: T) {
    if value != T::default() && !list.contains(&value) && list.len() < MOST {
        list.push(value);
    }
}

/// Gender by the honorific before a name or by the given name that it begins with.
fn gender_of(names: &Names<'_>, first: u32) -> Option<Gender> {
    let before = names.document.word((first as usize).wrapping_sub(1));
    if let Some(gender) = names.lexicon.referring(before).and_then(|r| r.gender) {
        return Some(gender);
    }
    // Of the lists that have the word, all must agree.
    let mut gender: Option<Option<Gender>> = None;
    names.gazetteer.visit(names.document, first as usize, false, |tokens, entry, sense| {
        let told = match names.gazetteer.kind(entry) {
            _ if tokens.len() != 1 => return,
            "M" => Some(Gender::Male),
            "F" => Some(Gender::Female),
            "U" => None,
            _ => return,
        };
        gender = Some(match gender {
            None if sense.entry_type == EntryType::Given => told,
            Some(known) if known == told => known,
            _ => None,
        });
    });
    gender.flatten()
}

/// True when the first word of a name is a listed given name.
pub(super) fn begins_with_given_name(names: &Names<'_>, form: &Form<'_>) -> bool {
    let Some(first) = form.words.first() else { return false };
    let mut given = false;
    names.gazetteer.visit(names.document, first.token as usize, false, |tokens, _, sense| {
        given |= tokens.len() == 1 && sense.entry_type == EntryType::Given;
    });
    given
}

/// The noun of an apposition, whatever it is: `recycler` in `Fiat, a battery recycler in`.
pub(super) fn apposed(names: &Names<'_>, mention: &Mention) -> Option<u64> {
    let at = after_brackets(names, mention);
    let comma = names.document.token_bytes(at) == b",";
    (comma && determined(names, at)).then(|| description(names, at + 2, |_, _| ()))?
}

/// Where it goes on after a name and what stands in brackets behind it.
fn after_brackets(names: &Names<'_>, mention: &Mention) -> usize {
    let text = |i: usize| names.document.token_bytes(i);
    let end = mention.tokens.end as usize;
    if text(end) != b"(" {
        return end;
    }
    (end..end + 12).find(|&i| text(i) == b")").map_or(end, |i| i + 1)
}

/// A determiner stands after the sign or word, and what it begins is no clause of its own: `said of
/// Fiat, the company said`.
fn determined(names: &Names<'_>, at: usize) -> bool {
    names.lexicon.is(names.document.word(at + 1), Class::Determiner) && !reports(names, at + 2)
}

/// A verb of saying follows the words at once.
fn reports(names: &Names<'_>, from: usize) -> bool {
    let near = names.document.tokens.get(from..).unwrap_or(&[]).iter().take(6).enumerate();
    let mut words = near.take_while(|(_, t)| t.is_lower() || t.is_capital());
    let verb = words.find(|(_, t)| names.lexicon.is(t.word, Class::Say));
    verb.is_some_and(|(at, _)| at > 0 && names.document.token_bytes(from + at + 1) != b"to")
}

/// Reads `Chinese video hosting service` in `Fiat, a Chinese video hosting service`; `see` is told
/// of each token and whether it is capitalised. Gives the last noun as its hash.
fn description(names: &Names<'_>, from: usize, mut see: impl FnMut(usize, bool)) -> Option<u64> {
    const ENDS: ClassSet = ClassSet::of(&[Class::Preposition, Class::Relative, Class::Conjunction]);
    let mut noun = None;
    for at in from..from + 7 {
        let token = names.document.tokens.get(at)?;
        if token.shape.has(Shape::POSSESSIVE) {
            noun = None;
            continue;
        }
        let hyphen = names.document.bytes_of(token) == b"-";
        if token.is_capital() {
            see(at, true);
        } else if !token.is_lower() && !hyphen {
            return noun;
        }
        if names.lexicon.classes(token.word).meets(ENDS)
            || noun.is_some() && !hyphen && ends_description(names, at)
        {
            return noun;
        }
        see(at, false);
        if token.is_lower() {
            noun = Some(token.hash);
        }
    }
    None
}

impl Profile {
    /// Notes what stands around a mention: `carmaker Fiat`, `Fiat, a carmaker`, `owns Fiat`.
    pub(super) fn notice(&mut self, names: &Names<'_>, mention: &Mention) {
        let start = mention.tokens.start as usize;
        let before = names.document.word(start.wrapping_sub(1));
        self.owned |= names.lexicon.is(before, Class::Owning);
        self.describe(names, mention.mention_type, before);
        if let Some(noun) = described_before(names, start) {
            self.describe(names, mention.mention_type, noun);
        }
        self.adjective(names, start);
        let at = after_brackets(names, mention);
        let joins = names.document.token_bytes(at) == b"," && !ends_introduction(names, at)
            || names.lexicon.is(names.document.word(at), Class::Be);
        if joins && determined(names, at) {
            description(names, at + 2, |at, capital| {
                if capital {
                    self.keep_adjective(names, at);
                } else {
                    self.describe(names, mention.mention_type, names.document.word(at));
                }
            });
        }
    }

    /// `German` two or three words before `carmaker Volkswagen`.
    fn adjective(&mut self, names: &Names<'_>, start: usize) {
        let near = start.saturating_sub(5)..start;
        let tokens = names.document.tokens.get(near.clone()).unwrap_or(&[]);
        for (at, token) in near.zip(tokens).rev() {
            if token.is_capital() {
                return self.keep_adjective(names, at);
            }
            if !token.is_lower() || names.lexicon.is(token.word, Class::Function) {
                return;
            }
        }
    }

    fn keep_adjective(&mut self, names: &Names<'_>, at: usize) {
        let hash = |at: usize| names.document.tokens.get(at).map(|t| t.hash);
        let known = self.adjectives.iter().any(|a| hash(*a) == hash(at));
        if !known && self.adjectives.len() < ADJECTIVES {
            self.adjectives.push(at);
        }
    }

    /// Notes where the adjective of its country stands.
    pub(super) fn keep_country(&mut self, names: &Names<'_>, at: usize) {
        self.keep_adjective(names, at);
    }

    /// Notes the root form of a place that it is said to be in.
    pub(super) fn sits_in(&mut self, place: u32) {
        if !self.places.contains(&place) && self.places.len() < MOST {
            self.places.push(place);
        }
    }

    /// Notes a noun that the article calls it by.
    pub(super) fn call(&mut self, noun: WordId) {
        if self.described.len() < DESCRIPTIONS {
            push(&mut self.described, noun);
        }
    }

    fn describe(&mut self, names: &Names<'_>, mention_type: MentionType, word: WordId) {
        let Some(referring) = names.lexicon.referring(word) else { return };
        let fits = match mention_type {
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

    /// The article has called it so, or by a word of the same kind: `lender` is as good as `bank`.
    pub(super) fn is_described(&self, lexicon: &Lexicon, head: WordId) -> bool {
        let noun = lexicon.referring(head);
        self.described.iter().any(|&known| {
            known == head
                || noun.is_some_and(|n| {
                    (n.needs_fit || n.owned)
                        && lexicon.referring(known).is_some_and(|k| std::ptr::eq(k, n))
                })
        })
    }

    /// The article has called it something that tells its kind, and that is another.
    pub(super) fn is_other_kind(&self, lexicon: &Lexicon, noun: &Referring) -> bool {
        let known = self.described.iter().filter_map(|word| lexicon.referring(*word));
        { known }.any(|k| k.needs_fit && !k.loose && !noun.loose && !std::ptr::eq(k, noun))
    }

    /// The article has called it something that tells its kind.
    pub(super) fn tells_kind(&self, lexicon: &Lexicon) -> bool {
        let known = self.described.iter().filter_map(|word| lexicon.referring(*word));
        { known }.any(|k| k.needs_fit && !k.loose)
    }

    /// Adds the countries of the adjectives that describe it.
    pub(super) fn add_countries<'a>(&self, names: &Names<'a>, countries: &mut Vec<&'a str>) {
        for at in &self.adjectives {
            if let Some(country) = demonym(names, *at) {
                push(countries, country);
            }
        }
    }
}

/// `In a letter to Acme, the group said`: the comma ends what introduces the sentence, and what the
/// article names behind it is another.
fn ends_introduction(names: &Names<'_>, comma: usize) -> bool {
    let document = names.document;
    if document.token_bytes(comma + 1) != b"the" {
        return false;
    }
    let sentence = document.sentences.get(document.sentence_of(comma as u32));
    let Some(first) = sentence.map(|s| s.tokens.start as usize) else { return false };
    let word = document.word(first);
    let classes = [Class::Preposition, Class::Subordinator];
    classes.iter().any(|class| names.lexicon.is(word, *class))
        && !(first..comma).any(|at| document.token_bytes(at) == b",")
}

/// `unit` in `its local unit, Acme,` before the name.
fn described_before(names: &Names<'_>, start: usize) -> Option<WordId> {
    let noun = start.checked_sub(2)?;
    if names.document.token_bytes(start - 1) != b"," {
        return None;
    }
    let near = names.document.tokens.get(noun.saturating_sub(6)..noun).unwrap_or(&[]);
    let mut before = near.iter().rev().take_while(|t| !t.shape.has(Shape::PUNCT));
    let determined = before.any(|t| names.lexicon.is(t.word, Class::Determiner));
    determined.then(|| names.document.word(noun))
}

/// A participle behind the noun (`a lender set up in 1990`), no hyphenated adjective.
fn ends_description(names: &Names<'_>, at: usize) -> bool {
    let word = names.document.word(at);
    let past = names.lexicon.inflections(word).iter().any(|i| i.form != crate::lexicon::Form::Base);
    let text = |i: usize| names.document.token_bytes(i);
    past && text(at - 1) != b"-" && text(at + 1) != b"-"
}

/// The country whose adjective stands at a token.
pub(super) fn demonym<'a>(names: &Names<'a>, at: usize) -> Option<&'a str> {
    let mut found = None;
    names.gazetteer.visit(names.document, at, false, |tokens, entry, sense| {
        if tokens.len() <= 2 && sense.entry_type == EntryType::Demonym && found.is_none() {
            let country = names.gazetteer.row(entry).map_or("", |row| row.country);
            found = Some(country).filter(|c| !c.is_empty());
        }
    });
    found
}
