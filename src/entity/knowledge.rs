//! What the walk knows of an entity when a description or pronoun asks.

use super::facts::Facts;
use super::fitness;
use super::form::Form;
use super::origin;
use super::profile::begins_with_given_name;
use super::resolve::Walk;
use super::score::Event;
use crate::document::Shape;
use crate::lexicon::{Class, Gender};
use crate::mention::MentionType;

/// Most officers that are kept in mind.
const AFFILIATIONS: usize = 32;

impl<'a> Walk<'a, '_> {
    /// What names and lists say of the entity.
    pub(super) fn facts(&self, root: u32) -> Option<&Facts<'a>> {
        self.known.facts(self.names, self.groups, root)
    }

    /// The gender of an entity, by its names or by a pronoun that stood for it.
    pub(super) fn gender(&self, root: u32) -> Option<Gender> {
        let said = self.profiles.get(root as usize).and_then(|p| p.gender);
        self.known.gender(self.names, self.groups, root).or(said)
    }

    /// It is a pronoun.
    pub(super) fn is_pronoun(&self, event: &Event) -> bool {
        let word = self.names.document.word(event.tokens.start as usize);
        self.names.lexicon.is(word, Class::Anaphor)
    }

    /// It is the last that said something, at most two sentences before.
    pub(super) fn spoke(&self, event: &Event, sentence: u32) -> bool {
        self.speaker.is_some_and(|speaker| {
            speaker.sentence + 2 >= sentence
                && (event.tokens.start == speaker.start
                    || event.root.is_some() && event.root == speaker.root)
        })
    }

    /// The organization whose spokesman is speaking: `An Acme <ACM> spokesman said`, `A spokesman for Acme`.
    pub(super) fn body_of_spokesman(&self, sentence: u32) -> Option<u32> {
        let names = self.names;
        let text = |at: usize| names.document.token_bytes(at);
        let speaks = |at: usize| names.lists.speaks_for.has(names.document.word(at));
        let here = self.events.iter().rev().take(16).take_while(|e| e.sentence == sentence);
        let sent = |e: &&Event| {
            let (start, mut at) = (e.tokens.start as usize, e.tokens.end as usize);
            at += usize::from(text(at) == b">");
            if text(at) == b"<" {
                at = (at..at + 6).find(|i| text(*i) == b">").map_or(at, |close| close + 1);
            }
            let possessive =
                names.document.tokens.get(at).is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
            let behind = matches!(text(start.wrapping_sub(1)), b"for" | b"of" | b"at");
            speaks(at + usize::from(possessive)) || behind && speaks(start.wrapping_sub(2))
        };
        here.filter(|e| e.mention_type == MentionType::Organization).find(sent)?.root
    }

    /// The last person who is a subject in this sentence.
    pub(super) fn person_speaking(&self, sentence: u32) -> Option<u32> {
        let here = self.events.iter().rev().take(24).take_while(|e| e.sentence == sentence);
        let subject = { here }.find(|e| e.place.subject && e.root.is_some())?;
        subject.root.filter(|_| subject.mention_type == MentionType::Person)
    }

    /// The organization of that person.
    pub(super) fn affiliation_of_speaker(&self, sentence: u32) -> Option<u32> {
        if self.affiliations.is_empty() {
            return None;
        }
        let person = self.person_speaking(sentence)?;
        let known = self.affiliations.iter().rev().take(AFFILIATIONS);
        { known }.find(|(p, _)| *p == person).map(|(_, body)| *body)
    }

    /// Called by several names, or by a given name and a surname: not an organization taken for a
    /// person.
    pub(super) fn is_surely_person(&self, root: u32) -> bool {
        let Some(form) = self.names.form(root) else { return false };
        form.mention_type == MentionType::Person
            && (self.gender(root).is_some()
                || self.affiliations.iter().rev().take(AFFILIATIONS).any(|(p, _)| *p == root)
                || self.groups.has_joints(root)
                || form.words.len() > 1 && begins_with_given_name(self.names, form))
    }

    /// The countries that an entity is known to be of: by lists, by its names, by what the article
    /// says of it and of where it sits.
    pub(super) fn countries(&self, root: u32) -> Vec<&'a str> {
        let Some(profile) = self.profiles.get(root as usize) else { return Vec::new() };
        let mut countries = self.known.countries(self.names, self.groups, root);
        profile.add_countries(self.names, &mut countries);
        let seats = profile.places.iter().filter_map(|place| self.facts(*place));
        countries.extend(seats.flat_map(|seat| seat.countries(self.names)));
        countries
    }

    /// A place of the country is named in the sentence that first names the entity.
    pub(super) fn is_near_country(&self, root: u32, country: &str) -> bool {
        let Some(facts) = self.facts(root) else { return false };
        let number = self.names.document.sentence_of(facts.first_token) as u32;
        let from = self.events.partition_point(|e| e.sentence < number);
        let here = self.events.get(from..).unwrap_or(&[]).iter().take(16);
        let mut places = here
            .take_while(|e| e.sentence == number)
            .filter(|e| e.mention_type == MentionType::Place)
            .filter_map(|e| e.root);
        places.any(|place| {
            self.facts(place).is_some_and(|f| fitness::is_of(&f.countries(self.names), country))
        })
    }

    /// The words of its names are of a language of the country, or of another; `None` while unknown.
    pub(super) fn speaks_of(&self, root: u32, country: &str) -> Option<bool> {
        let members = self.known.members(self.names, self.groups, root);
        origin::speaks_of(self.names, members, country)
    }

    /// The names of two entities have a word in common: `Jens Ahrenholz`, `Werft Ahrenholz GmbH`.
    pub(super) fn share_name(&self, person: u32, body: u32) -> bool {
        let forms = |root| self.known.members(self.names, self.groups, root);
        let surname = |f: &Form<'_>| f.words.last().map(|w| w.hash);
        forms(person)
            .filter_map(surname)
            .any(|s| forms(body).any(|f| f.words.iter().any(|w| w.hash == s)))
    }
}
