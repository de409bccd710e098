//! One walk over the text that finds descriptions and pronouns and what they stand for.

use rustc_hash::FxHashMap;

use super::alias::Names;
use super::group::Groups;
use super::nominal::{self, Description};
use super::profile::{Profile, head_words, profiles};
use super::scene::{Place, Scene, first_verb, phrase_begin, place_of, seat_of, verb_follows};
use super::score::{Event, Weights, choose};
use super::{pronoun, relative};
use crate::document::TokenRange;
use crate::lexicon::{Class, Position, WordId};
use crate::mention::{Kind, MentionType};

/// A description or pronoun with the entity that it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Resolved {
    /// Which tokens.
    pub tokens: TokenRange,
    /// Nominal or pronoun.
    pub kind: Kind,
    /// Root form of its entity.
    pub root: u32,
    /// Begin of the mention that it was linked to.
    pub antecedent: u32,
    /// Named reason.
    pub reason: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// What the walk has seen so far.
pub(super) struct Walk<'a, 'n> {
    /// Names and their keys.
    pub names: &'n Names<'a>,
    /// Clauses and quotations.
    pub scene: Scene,
    /// What is known of each root form.
    pub profiles: Vec<Profile<'a>>,
    /// Weights of circumstances.
    pub weights: Weights,
    /// Everything that later words may refer to, in order.
    pub events: Vec<Event>,
    /// What was resolved, in order.
    pub resolved: Vec<Resolved>,
    /// The organization that the article is about: the first subject outside headings.
    pub topic: Option<u32>,
    /// For the hash of a noun the entity that has it for its head or was described with it; `None`
    /// where two were.
    pub nouns: FxHashMap<u64, Option<u32>>,
    groups: &'n Groups,
}

/// All descriptions and pronouns that could be resolved. Each costs a bounded look back.
pub(super) fn resolve<'a>(names: &Names<'a>, groups: &Groups) -> Vec<Resolved> {
    let mut walk = Walk {
        names,
        scene: Scene::of(names),
        profiles: profiles(names, groups),
        weights: Weights::of(names.lexicon),
        events: Vec::new(),
        resolved: Vec::new(),
        topic: None,
        nouns: FxHashMap::default(),
        groups,
    };
    let mut next = 0;
    for sentence in 0..names.document.sentences.len() {
        walk.sentence(sentence as u32, &mut next);
    }
    walk.resolved
}

impl Walk<'_, '_> {
    fn sentence(&mut self, sentence: u32, next: &mut usize) {
        let Some(range) = self.names.document.sentences.get(sentence as usize) else { return };
        let (mut at, end) = (range.tokens.start, range.tokens.end);
        while at < end {
            let mentions = self.names.mentions.all();
            while mentions.get(*next).is_some_and(|m| m.tokens.end <= at) {
                *next += 1;
            }
            if let Some(mention) = mentions.get(*next).filter(|m| m.tokens.start <= at) {
                self.name(*next, sentence);
                at = mention.tokens.end.max(at + 1);
                continue;
            }
            let free = mentions.get(*next).map_or(u32::MAX, |m| m.tokens.start);
            at = self.word(at, end, free, sentence).max(at + 1);
        }
        self.unnamed_subject(sentence);
    }

    /// A sentence whose first verb has no known subject has one that is no entity (`The final
    /// price was …`): it stands in the way of a later `it`.
    fn unnamed_subject(&mut self, sentence: u32) {
        let Some(range) = self.names.document.sentences.get(sentence as usize) else { return };
        let Some(verb) = first_verb(self.names, range.tokens) else { return };
        let here = self.events.iter().rev().take(64).take_while(|e| e.sentence == sentence);
        let known = { here }.any(|e| e.place.subject && e.tokens.start < verb);
        if !known && verb > range.tokens.start {
            let tokens = TokenRange { start: range.tokens.start, end: range.tokens.start + 1 };
            let place = Place { subject: true, ..Place::default() };
            self.note(tokens, sentence, None, MentionType::Other, place, true);
        }
    }

    /// Notes a mention as something to refer to.
    fn name(&mut self, index: usize, sentence: u32) {
        let Some(mention) = self.names.mentions.all().get(index) else { return };
        let Some(form) = self.names.form_of(index) else {
            if mention.mention_type == MentionType::Role {
                let place = place_of(self.names, mention.tokens);
                self.note(mention.tokens, sentence, None, MentionType::Person, place, false);
            }
            return;
        };
        let root = self.groups.root(form);
        let tokens = mention.tokens;
        let noun = self
            .profiles
            .get_mut(root as usize)
            .and_then(|profile| profile.notice(self.names, mention));
        if let Some(noun) = noun {
            self.knows_as(noun, root);
        }
        self.heads(form, root);
        if let Some(place) = seat_of(self.names, mention).and_then(|i| self.names.form_of(i)) {
            let place = self.groups.root(place);
            if let Some(profile) = self.profiles.get_mut(root as usize) {
                profile.places.push(place);
            }
        }
        let place = self.coordinated(tokens, place_of(self.names, tokens));
        self.note(tokens, sentence, Some(root), mention.mention_type, place, false);
        let heading = self.events.last().is_some_and(|e| e.heading);
        if self.topic.is_none()
            && place.subject
            && !heading
            && mention.mention_type == MentionType::Organization
        {
            self.topic = Some(root);
        }
    }

    /// `Polar Institute` may be called the institute from here on.
    fn heads(&mut self, form: u32, root: u32) {
        let names = self.names;
        let Some(form) = names.form(form) else { return };
        let heads: Vec<u64> = head_words(names, form)
            .filter(|w| {
                [Class::OrganizationHead, Class::Referring]
                    .into_iter()
                    .any(|class| names.lexicon.is(w.word, class))
            })
            .filter_map(|w| names.document.tokens.get(w.token as usize).map(|t| t.hash))
            .collect();
        for head in heads {
            self.knows_as(head, root);
        }
    }

    fn knows_as(&mut self, noun: u64, root: u32) {
        let known = self.nouns.entry(noun).or_insert(Some(root));
        if *known != Some(root) {
            *known = None;
        }
    }

    /// In `A, B and C` all stand as the last does to its verb and as the first to its preposition.
    fn coordinated(&mut self, tokens: TokenRange, mut place: Place) -> Place {
        let begin = phrase_begin(self.names, tokens.start as usize);
        let mut joint = begin as u32;
        let mut and = false;
        while joint > 0 && begin as u32 - joint < 3 {
            match self.names.document.token_text(joint as usize - 1) {
                "and" | "or" => and = true,
                "," => {}
                _ => break,
            }
            joint -= 1;
        }
        if !and {
            return place;
        }
        let mut end = joint;
        for event in self.events.iter_mut().rev().take(8) {
            if event.tokens.end != end {
                break;
            }
            event.place.subject |= place.subject;
            place.oblique |= event.place.oblique;
            end = event.tokens.start;
            if end > 0 && self.names.document.token_text(end as usize - 1) == "," {
                end -= 1;
            }
        }
        place.subject &= !place.oblique;
        place
    }

    fn note(
        &mut self,
        tokens: TokenRange,
        sentence: u32,
        root: Option<u32>,
        mention_type: MentionType,
        place: Place,
        anaphor: bool,
    ) {
        let about = self.names.document.sentences.get(sentence as usize);
        let here = self.events.iter().rev().take(24).take_while(|e| e.sentence == sentence);
        let leads = place.subject && !{ here }.any(|e| e.place.subject);
        self.events.push(Event {
            root,
            mention_type,
            tokens,
            sentence,
            clause: self.scene.clause(tokens.start),
            quote: self.scene.quote(tokens.start),
            place,
            leads,
            anaphor,
            heading: about.is_some_and(|s| s.heading),
            head: WordId::UNKNOWN,
        });
    }

    /// Handles the word at a token outside all mentions; gives the token to go on with.
    /// No mention begins before `free`.
    fn word(&mut self, at: u32, end: u32, free: u32, sentence: u32) -> u32 {
        let word = self.names.document.word(at as usize);
        if !word.is_known() {
            return at + 1;
        }
        let lexicon = self.names.lexicon;
        if lexicon.is(word, Class::Referring)
            && let Some(referring) = lexicon.referring(word)
            && !referring.can_be(Position::Noun)
        {
            if let Some(found) = self.pronoun(at, sentence) {
                self.keep(found, sentence);
            }
            return at + 1;
        }
        if !lexicon.is(word, Class::Determiner) {
            return at + 1;
        }
        let Some(description) = nominal::read(self.names, at, end) else { return at + 1 };
        self.description(&description, free, sentence)
    }

    fn description(&mut self, description: &Description, free: u32, sentence: u32) -> u32 {
        let found = nominal::resolve(self, description, sentence);
        match found {
            Some(found) => self.keep(found, sentence),
            None => {
                let place = place_of(self.names, description.tokens);
                let entity = description.is_entity();
                if entity || place.subject {
                    let mention_type = description.mention_type;
                    self.note(description.tokens, sentence, None, mention_type, place, true);
                    if let (Some(event), Some(head)) = (self.events.last_mut(), description.head) {
                        event.head = head;
                    }
                }
            }
        }
        // Mentions inside the phrase (`the Hangzhou-based group`) are noted for themselves.
        description.tokens.end.min(free)
    }

    fn pronoun(&mut self, at: u32, sentence: u32) -> Option<Resolved> {
        let word = self.names.document.word(at as usize);
        let referring = self.names.lexicon.referring(word)?;
        let relative =
            referring.can_be(Position::Relative) || referring.can_be(Position::RelativePossessive);
        if relative {
            return relative::resolve(self, at, referring);
        }
        pronoun::resolve(self, at, sentence, referring)
    }

    /// Keeps what was resolved, and notes it as something to refer to.
    fn keep(&mut self, found: Resolved, sentence: u32) {
        let Some(profile) = self.profiles.get_mut(found.root as usize) else { return };
        let mention_type = profile.mention_type;
        let word = self.names.document.word(found.tokens.start as usize);
        let referring = self.names.lexicon.referring(word);
        if let Some(gender) = referring.and_then(|r| r.gender) {
            profile.gender = profile.gender.or(Some(gender));
        }
        let mut place = place_of(self.names, found.tokens);
        if found.kind == Kind::Pronoun {
            place.possessive = referring.is_some_and(|r| {
                r.can_be(Position::Possessive)
                    && !verb_follows(self.names, found.tokens.end as usize)
            });
            place.subject &= !place.possessive;
        }
        self.resolved.push(found);
        self.note(found.tokens, sentence, Some(found.root), mention_type, place, true);
    }

    /// The root form of the entity of a form.
    pub(super) fn root(&self, form: u32) -> u32 {
        self.groups.root(form)
    }

    /// The best antecedent by `score`, if it is good enough and better than all others.
    pub(super) fn best(
        &self,
        sentence: u32,
        score: impl Fn(&Event) -> Option<f32>,
    ) -> Option<(usize, f32)> {
        choose(&self.events, sentence, &self.weights, score)
    }
}
