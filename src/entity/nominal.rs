//! Descriptions: `the company`, `this subsidiary`, `the Hangzhou-based group`.

use super::alias::Names;
use super::profile::demonym;
use super::resolve::{Resolved, Walk};
use super::scene::{answers, place_of, verb_follows};
use crate::document::{Gap, Shape, Token, TokenRange};
use crate::lexicon::{Class, Referring, WordId};
use crate::mention::{Kind, MentionType};

/// Furthest sentence back that a description looks.
const SENTENCES: u32 = 6;
/// Longest description, in tokens.
const LONGEST: u32 = 8;

/// A noun phrase that begins with a determiner.
#[derive(Debug, Clone)]
pub(super) struct Description {
    /// From the determiner to the head noun.
    pub tokens: TokenRange,
    /// The type of what it can stand for; `Other` for nouns that describe no entity.
    pub mention_type: MentionType,
    /// Its head, if that describes an entity.
    pub head: Option<WordId>,
    /// Hash of its head, whatever it is.
    noun: u64,
    /// It refers back: definite, and no word says that something new is meant.
    definite: bool,
    /// `this`, `that`: the nearest is meant.
    near: bool,
}

impl Description {
    /// True when it stands for an organization, person or place.
    pub(super) fn is_entity(&self) -> bool {
        self.head.is_some()
    }
}

/// Reads the noun phrase at a determiner; `None` where there is none.
pub(super) fn read(names: &Names<'_>, at: u32, end: u32) -> Option<Description> {
    let lexicon = names.lexicon;
    let first = names.document.token_bytes(at as usize);
    let is = |word: &[u8]| first.eq_ignore_ascii_case(word);
    let near = is(b"this") || is(b"that");
    let mut definite = near || is(b"the");
    let mut last = None;
    for i in at + 1..end.min(at + 1 + LONGEST) {
        let token = names.document.tokens.get(i as usize)?;
        if !goes_on(names, i, token, last.is_some()) {
            break;
        }
        definite = definite
            && (!lexicon.is(token.word, Class::NewReferent)
                || names.document.token_bytes(i as usize + 1) == b"-");
        if token.is_lower() {
            last = Some((i, token));
        }
    }
    let (head_at, head) = last?;
    let word = head.word;
    if head_at > end {
        return None;
    }
    let tokens = TokenRange { start: at, end: head_at + 1 };
    let noun = lexicon.referring(word).filter(|r| r.can_be(crate::lexicon::Position::Noun));
    let mention_type = match noun {
        Some(n) if n.organization => MentionType::Organization,
        Some(n) if n.person => MentionType::Person,
        Some(_) => MentionType::Place,
        None => MentionType::Other,
    };
    definite = definite && !named_by_what_follows(names, head_at as usize + 1);
    let hash = head.hash;
    let head = noun.map(|_| word);
    Some(Description { tokens, mention_type, head, noun: hash, definite, near })
}

/// True while a token belongs to the noun phrase: modifiers, and the noun itself.
fn goes_on(names: &Names<'_>, at: u32, token: &Token, has_noun: bool) -> bool {
    if token.gap >= Gap::Line {
        return false;
    }
    if token.is_capital() {
        return !has_noun;
    }
    let text = names.document.bytes_of(token);
    if text == b"-" {
        return true;
    }
    if text == b"based" && names.document.token_bytes(at as usize - 1) == b"-" {
        return true;
    }
    let classes = names.lexicon.classes(token.word);
    if !token.is_lower() || classes.has(Class::Function) {
        return false;
    }
    // After the noun a verb begins the predicate: `the company plans`, `the bank raised`.
    let noun_before = || names.lexicon.is(names.document.word(at as usize - 1), Class::Referring);
    !has_noun
        || !classes.has(Class::Finite)
            && !(noun_before() && (classes.has(Class::Adverb) || takes_object(names, at)))
}

/// An unknown word after the noun is a verb where its object follows: `the country fears the …`.
fn takes_object(names: &Names<'_>, at: u32) -> bool {
    names.document.tokens.get(at as usize + 1).is_some_and(|next| {
        next.gap == Gap::Space
            && (names.lexicon.is(next.word, Class::Determiner)
                || next.is_capital()
                || next.shape.has(Shape::DIGIT)
                || matches!(names.document.bytes_of(next), b"to" | b"that"))
    })
}

/// `the company Fiat`, `the bank of England`, `the company's` spokesman is no matter.
fn named_by_what_follows(names: &Names<'_>, at: usize) -> bool {
    let Some(token) = names.document.tokens.get(at) else { return false };
    if token.gap >= Gap::Line {
        return false;
    }
    match names.document.bytes_of(token) {
        b"of" | b"that" | b"who" | b"called" | b"named" | b"\"" => true,
        text if text == "“".as_bytes() => true,
        _ => {
            token.is_capital()
                && !names.lexicon.is(token.word, Class::Weekday)
                && !token.shape.has(Shape::POSSESSIVE)
        }
    }
}

/// The entity that a description stands for.
pub(super) fn resolve(
    walk: &mut Walk<'_, '_>,
    description: &Description,
    sentence: u32,
) -> Option<Resolved> {
    if !description.definite {
        return None;
    }
    if let Some(known) = known_by_noun(walk, description, sentence) {
        return Some(known);
    }
    let noun = walk.names.lexicon.referring(description.head?)?;
    if named_inside(walk.names, description) || named_after_comma(walk.names, description) {
        return None;
    }
    walk.gather();
    let walk = &*walk;
    let modifiers = Modifiers::of(walk, description);
    let place = place_of(walk.names, description.tokens);
    let (clause, quote) = walk.scene.place(description.tokens.start);
    // `Acme sued the company`: the object is not the subject.
    let subject = (!place.subject && !place.possessive)
        .then(|| subject_of_clause(walk, sentence, clause))
        .flatten();
    let mut fits: Vec<(u32, Option<f32>)> = Vec::new();
    let (index, score) = walk.best((sentence, SENTENCES), |event| {
        if !answers(noun, event.mention_type) || event.root.is_some() && event.root == subject {
            return None;
        }
        let mut score = walk.weights.common(event, sentence, quote);
        let Some(root) = event.root else {
            // `A group of investors … the group`: that group has no name.
            if Some(event.head) == description.head {
                score += walk.weights.described;
            }
            return (event.mention_type != MentionType::Other).then_some(score);
        };
        let known = fits.iter().find(|(r, _)| *r == root).map(|(_, fit)| *fit);
        score += known.unwrap_or_else(|| {
            let fit = fitness(walk, description, noun, &modifiers, root);
            fits.push((root, fit));
            fit
        })?;
        if event.root == walk.topic {
            score += walk.weights.topic;
        }
        if description.near && event.place.subject {
            score -= walk.weights.subject;
        }
        Some(score)
    })?;
    let event = walk.events.get(index)?;
    Some(Resolved {
        tokens: own_tokens(walk.names, description.tokens),
        kind: Kind::Nominal,
        root: event.root?,
        antecedent: event.tokens.start,
        reason: "description",
        confidence: (0.5 + 0.1 * score).clamp(0.5, 0.9),
    })
}

/// `the institute` where one name alone ends in Institute, `the recycler` where one alone was called
/// a recycler, however long ago. Not for words that fit any business.
fn known_by_noun(
    walk: &mut Walk<'_, '_>,
    description: &Description,
    sentence: u32,
) -> Option<Resolved> {
    let root = walk.nouns.get(&description.noun).copied().flatten()?;
    let mention_type = walk.names.form(root)?.mention_type;
    let noun = description.head.and_then(|h| walk.names.lexicon.referring(h));
    if noun.is_some_and(|n| !n.needs_fit || !answers(n, mention_type)) {
        return None;
    }
    walk.gather();
    let walk = &*walk;
    let facts = walk.facts(root)?;
    let profile = walk.profiles.get(root as usize)?;
    let modifiers = Modifiers::of(walk, description);
    let foreign = |c: &&str| {
        let countries = profile.countries(walk.names, facts);
        !countries.is_empty() && !countries.contains(c)
    };
    if modifiers.countries.iter().any(foreign)
        || named_inside(walk.names, description)
        || named_after_comma(walk.names, description)
    {
        return None;
    }
    let place = place_of(walk.names, description.tokens);
    let (clause, _) = walk.scene.place(description.tokens.start);
    let free = place.subject || place.possessive;
    if !free && subject_of_clause(walk, sentence, clause) == Some(root) {
        return None;
    }
    Some(Resolved {
        tokens: own_tokens(walk.names, description.tokens),
        kind: Kind::Nominal,
        root,
        antecedent: facts.first_token,
        reason: "description by its noun",
        confidence: 0.75,
    })
}

/// `the Edelman group`: the name before the noun says whose it is.
fn named_inside(names: &Names<'_>, description: &Description) -> bool {
    let all = names.mentions.all();
    let head = description.tokens.end - 1;
    let index = all.partition_point(|m| m.tokens.end < head);
    all.get(index).is_some_and(|m| {
        m.tokens.end == head
            && m.tokens.start >= description.tokens.start
            && matches!(m.mention_type, MentionType::Organization | MentionType::Person)
    })
}

/// `the brewing firm, San Miguel`: the name stands in apposition.
fn named_after_comma(names: &Names<'_>, description: &Description) -> bool {
    let text = |i: u32| names.document.token_bytes(i as usize);
    let mut at = description.tokens.end;
    at += u32::from(text(at) == b",");
    at += u32::from(text(at) == b"<");
    if at == description.tokens.end {
        return false;
    }
    let all = names.mentions.all();
    let index = all.partition_point(|m| m.tokens.start < at);
    all.get(index).is_some_and(|m| {
        m.tokens.start == at
            && m.mention_type == description.mention_type
            && !verb_follows(names, m.tokens.end as usize)
    })
}

/// The subject of the clause that a word stands in.
pub(super) fn subject_of_clause(walk: &Walk<'_, '_>, sentence: u32, clause: u32) -> Option<u32> {
    let recent = walk.events.iter().rev().take(24).take_while(|e| e.sentence == sentence);
    recent.filter(|e| e.clause == clause && e.place.subject).find_map(|e| e.root)
}

/// What the words between determiner and noun demand.
struct Modifiers<'a> {
    countries: Vec<&'a str>,
    /// Root forms of places: `the Oslo-based bank`.
    places: Vec<u32>,
    words: Vec<WordId>,
}

impl<'a> Modifiers<'a> {
    fn of(walk: &Walk<'a, '_>, description: &Description) -> Self {
        let names = walk.names;
        let mut modifiers =
            Self { countries: Vec::new(), places: places(walk, description), words: Vec::new() };
        let inner = description.tokens.start + 1..description.tokens.end - 1;
        for at in inner {
            let Some(token) = names.document.tokens.get(at as usize) else { continue };
            if token.is_capital() {
                modifiers.countries.extend(demonym(names, at as usize));
            } else if token.word.is_known() {
                modifiers.words.push(token.word);
            }
        }
        modifiers
    }
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

/// How well an entity fits a description; `None` when it cannot be meant.
fn fitness(
    walk: &Walk<'_, '_>,
    description: &Description,
    noun: &Referring,
    modifiers: &Modifiers<'_>,
    root: u32,
) -> Option<f32> {
    let (facts, profile) = (walk.facts(root)?, walk.profiles.get(root as usize)?);
    let described = description.head.is_some_and(|h| profile.described.contains(&h));
    let fits = facts.fit(noun);
    if facts.contradict(noun) && !described || noun.needs_fit && !fits && !described {
        return None;
    }
    if noun.gender.is_some() && walk.gender(root).is_some_and(|g| Some(g) != noun.gender) {
        return None;
    }
    let mut score = 0.0;
    if fits {
        score += if noun.needs_fit { walk.weights.fit } else { 0.3 };
    }
    if described {
        score += walk.weights.described;
    }
    if noun.owned && profile.owned {
        score += walk.weights.owned;
    }
    if let Some(country) = modifiers.countries.first() {
        let countries = profile.countries(walk.names, facts);
        if countries.contains(country) {
            score += walk.weights.country;
        } else if !countries.is_empty() {
            return None;
        }
    }
    if let Some(place) = modifiers.places.first() {
        if profile.places.contains(place) {
            score += walk.weights.country + walk.weights.fit;
        } else if !profile.places.is_empty() {
            score -= walk.weights.country;
        }
    }
    if modifiers.words.iter().any(|w| profile.described.contains(w) || facts.has_word(*w)) {
        score += walk.weights.fit;
    }
    Some(score)
}

/// The description without mentions inside it: `the Hangzhou-based group` leaves `group`.
fn own_tokens(names: &Names<'_>, tokens: TokenRange) -> TokenRange {
    let all = names.mentions.all();
    let from = all.partition_point(|m| m.tokens.end <= tokens.start);
    let inside = all.get(from..).unwrap_or(&[]).iter().take_while(|m| m.tokens.start < tokens.end);
    match inside.last() {
        Some(_) => TokenRange { start: tokens.end - 1, end: tokens.end },
        None => tokens,
    }
}
