//! How well an entity fits a description, by all that names, lists and the article say of it.

use super::alias::Names;
use super::description::Description;
use super::profile::demonym;
use super::resolve::Walk;
use crate::gazetteer::EntryType;
use crate::lexicon::{Class, Referring, WordId};
use crate::mention::MentionType;

/// What the words between determiner and noun demand.
pub(super) struct Modifiers<'a> {
    pub countries: Vec<&'a str>,
    /// Root forms of places: `the Oslo-based bank`.
    places: Vec<u32>,
    words: Vec<WordId>,
    /// Where the small words stand.
    plain: Vec<u32>,
    /// Where words with a capital stand that are no place: `the Redstone group`.
    names: Vec<u32>,
    /// A hyphenated word is among them: `family-owned`.
    compound: bool,
}

impl<'a> Modifiers<'a> {
    /// Reads them.
    pub(super) fn of(walk: &Walk<'a, '_>, description: &Description) -> Self {
        let names = walk.names;
        let mut modifiers = Self {
            countries: Vec::new(),
            places: places(walk, description),
            words: Vec::new(),
            plain: Vec::new(),
            names: Vec::new(),
            compound: false,
        };
        for place in &modifiers.places {
            // `the U.S. company`, `the New Zealand dairy`
            let facts = walk.facts(*place);
            modifiers.countries.extend(facts.and_then(|f| f.as_country(names)));
        }
        if !modifiers.countries.is_empty() {
            modifiers.places.clear();
        }
        let inner = description.tokens.start + 1..description.tokens.end - 1;
        for at in inner {
            let Some(token) = names.document.tokens.get(at as usize) else { continue };
            if token.is_capital() {
                match country_at(names, at as usize) {
                    Some(country) => modifiers.countries.push(country),
                    // `the Sri Lankan company`
                    None if names.lists.region.has(token.word) => {}
                    None if country_at(names, at as usize - 1).is_some() => {}
                    None if modifiers.is_in_place(walk, at) => {}
                    None => modifiers.names.push(at),
                }
            } else if names.document.bytes_of(token) == b"-" {
                modifiers.compound = true;
            } else {
                modifiers.plain.push(at);
                if token.word.is_known() {
                    modifiers.words.push(token.word);
                }
            }
        }
        modifiers
    }

    /// A word of the name of a place: `the New Zealand dairy`.
    fn is_in_place(&self, walk: &Walk<'_, '_>, at: u32) -> bool {
        let all = walk.names.mentions.all();
        let index = all.partition_point(|m| m.tokens.end <= at);
        all.get(index).is_some_and(|m| m.tokens.start <= at && m.mention_type == MentionType::Place)
    }

    /// `the Redstone group` is one that bears the name, whatever else it is.
    fn bear_name(&self, walk: &Walk<'_, '_>, root: u32) -> bool {
        self.names.iter().all(|&at| {
            let token = walk.names.document.token_text(at as usize);
            walk.facts(root).is_some_and(|f| f.has_token(token))
        })
    }

    /// A word tells a line of business, and that is not the entity's: `the bank group`.
    fn tell_other_kind(&self, walk: &Walk<'_, '_>, root: u32) -> bool {
        let (Some(facts), Some(profile)) = (walk.facts(root), walk.profiles.get(root as usize))
        else {
            return false;
        };
        let lexicon = walk.names.lexicon;
        let plain = |w: WordId| lexicon.is(w, Class::PlainModifier);
        self.words.iter().filter(|w| !plain(**w) && !facts.has_word(**w)).any(|word| {
            let tells = |k: &&Referring| k.organization && k.needs_fit && k.heads.contains(word);
            let mut kinds = lexicon.all_referring().iter().filter(tells).peekable();
            let called = |k: &Referring| {
                let known = profile.described.iter().filter_map(|d| lexicon.referring(*d));
                { known }.any(|d| std::ptr::eq(d, k))
            };
            kinds.peek().is_some() && !kinds.any(|k| facts.fit(k) || called(k))
        })
    }

    /// The same where the noun alone would do.
    pub(super) fn hold(&self, walk: &Walk<'_, '_>, root: u32) -> bool {
        self.stand_in(walk, root) && self.bear_name(walk, root)
    }

    /// Each small word between determiner and noun is one of the entity's names, or tells nothing of
    /// its kind: the police department is not the Department of Commerce.
    fn stand_in(&self, walk: &Walk<'_, '_>, root: u32) -> bool {
        self.compound
            || self.plain.iter().all(|&at| {
                let token = walk.names.document.token_text(at as usize);
                walk.names.lexicon.is(walk.names.document.word(at as usize), Class::PlainModifier)
                    || walk.facts(root).is_some_and(|f| f.has_token(token))
            })
    }

    /// There are none.
    pub(super) fn is_bare(&self) -> bool {
        self.plain.is_empty() && !self.compound && !self.tell_where()
    }

    /// They say of which country or place it is.
    pub(super) fn tell_where(&self) -> bool {
        !self.countries.is_empty() || !self.places.is_empty()
    }

    /// They tell one business from another, so that the noun need not be known of it.
    fn tell(&self) -> bool {
        !self.countries.is_empty() || !self.places.is_empty() || self.compound
    }
}

/// The country whose adjective or name stands at a token, or that of a city: `the Chinese carmaker`,
/// `the New Zealand dairy`, `the Warsaw daily`.
fn country_at<'a>(names: &Names<'a>, at: usize) -> Option<&'a str> {
    demonym(names, at).or_else(|| {
        let mut found = None;
        names.gazetteer.visit(names.document, at, false, |_, entry, sense| {
            let place = sense.entry_type == EntryType::Place && sense.rank <= 1;
            let country = || names.gazetteer.row(entry).map(|row| row.country);
            found = found.or_else(|| country().filter(|c| place && !c.is_empty()));
        });
        found
    })
}

/// The places named inside a description.
fn places(walk: &Walk<'_, '_>, description: &Description) -> Vec<u32> {
    let all = walk.names.mentions.all();
    let from = all.partition_point(|m| m.tokens.end <= description.tokens.start);
    let inside = all.iter().enumerate().skip(from);
    let inside = inside.take_while(|(_, m)| m.tokens.start < description.tokens.end);
    let places = inside.filter(|(_, m)| m.mention_type == MentionType::Place);
    places.filter_map(|(i, _)| walk.names.form_of(i)).map(|f| walk.root(f)).collect()
}

/// A country is among those known; lists and lexicons write their codes large and small.
pub(super) fn is_of(countries: &[&str], country: &str) -> bool {
    countries.iter().any(|c| c.eq_ignore_ascii_case(country))
}

/// What speaks for an entity as what a description stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fitness {
    /// Added to what its place in the text is worth.
    pub score: f32,
    /// Something says that it is of the country or place that the words name.
    pub known: bool,
    /// Nothing says that it is of the kind that the noun names, nor of any other.
    pub guessed: bool,
}

/// Nothing is known of what it does: it may be the carmaker.
fn may_be(walk: &Walk<'_, '_>, noun: &Referring, root: u32) -> bool {
    let (Some(facts), Some(profile)) = (walk.facts(root), walk.profiles.get(root as usize)) else {
        return false;
    };
    let lexicon = walk.names.lexicon;
    let any = lexicon.referring(lexicon.word("company")).filter(|_| noun.organization);
    noun.by_elimination
        && !facts.contradict(any.unwrap_or(noun))
        && !facts.tells_kind(lexicon)
        && !profile.tells_kind(lexicon)
}

/// How well an entity fits a description; `None` when it cannot be meant.
pub(super) fn fitness(
    walk: &Walk<'_, '_>,
    description: &Description,
    noun: &Referring,
    modifiers: &Modifiers<'_>,
    root: u32,
) -> Option<Fitness> {
    let (facts, profile) = (walk.facts(root)?, walk.profiles.get(root as usize)?);
    let lexicon = walk.names.lexicon;
    let described = description.head.is_some_and(|h| profile.is_described(lexicon, h));
    let fits = facts.fit(noun);
    if noun.place && !modifiers.stand_in(walk, root) {
        // `the share capital` is no town.
        return None;
    }
    if facts.contradict(noun) && !described || noun.owned && !profile.owned && !described {
        return None;
    }
    if noun.gender.is_some() && walk.gender(root).is_some_and(|g| Some(g) != noun.gender) {
        return None;
    }
    if noun.by_name && !described && !modifiers.stand_in(walk, root) {
        return None;
    }
    if noun.organization && !modifiers.bear_name(walk, root) {
        return None;
    }
    let mut fitness = Fitness { score: 0.0, known: false, guessed: false };
    if profile.described.iter().any(|word| noun.against.contains(word)) {
        // `The fund` is seldom called the company.
        fitness.score += walk.weights.unfit;
    }
    let other_kind = !noun.needs_fit && modifiers.tell_other_kind(walk, root);
    if other_kind {
        let told = facts.tells_kind(lexicon) || profile.tells_kind(lexicon);
        if told {
            return None;
        }
        fitness.score += walk.weights.unfit;
    } else if !noun.needs_fit && !modifiers.stand_in(walk, root) {
        // `the management group`
        fitness.score += walk.weights.unfit;
    }
    if noun.needs_fit && !fits && !described {
        // `The Polish army` is not any body of Poland.
        let any = lexicon.referring(lexicon.word("company"));
        let office = any.zip(description.head).is_some_and(|(any, h)| any.against.contains(&h));
        if office || !modifiers.stand_in(walk, root) {
            return None;
        }
        let other = facts.is_other_kind(lexicon, noun) || profile.is_other_kind(lexicon, noun);
        fitness.guessed = !modifiers.tell();
        if other || fitness.guessed && !may_be(walk, noun, root) {
            return None;
        }
        fitness.score += walk.weights.unfit;
    } else if fits {
        fitness.score += if noun.needs_fit { walk.weights.fit } else { 0.3 };
    }
    if described {
        fitness.score += walk.weights.described;
    }
    if noun.owned && profile.owned {
        fitness.score += walk.weights.owned;
    }
    if let Some(country) = modifiers.countries.first() {
        let countries = walk.countries(root);
        if is_of(&countries, country) {
            fitness.score += walk.weights.country;
            fitness.known = true;
        } else if !countries.is_empty() {
            return None;
        } else {
            let spoken = walk.speaks_of(root, country);
            if spoken == Some(false) {
                fitness.score -= walk.weights.country;
            } else if spoken.is_some() {
                fitness.score += walk.weights.country;
                fitness.known = true;
            } else if walk.is_near_country(root, country) {
                fitness.score += walk.weights.near_country;
            }
        }
    }
    if let Some(place) = modifiers.places.first() {
        if profile.places.contains(place) {
            fitness.score += walk.weights.country + walk.weights.fit;
            fitness.known = true;
        } else if !profile.places.is_empty() {
            fitness.score -= walk.weights.country;
        }
    }
    let token = |at: &u32| walk.names.document.token_text(*at as usize);
    if modifiers.words.iter().any(|w| profile.described.contains(w) || facts.has_word(*w))
        || modifiers.plain.iter().any(|at| facts.has_token(token(at)))
    {
        fitness.score += walk.weights.fit;
    }
    Some(fitness)
}
