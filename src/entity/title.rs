//! Titles: whose they are, and `the minister` for the one person who was called so.

use super::officer;
use super::resolve::{Resolved, Walk};
use super::scene::place_of;
use crate::document::TokenRange;
use crate::lexicon::{Class, Position};
use crate::mention::{Kind, MentionType};

/// So many events back the bearer of a title is looked for.
const EVENTS: usize = 48;
/// So many sentences.
const SENTENCES: u32 = 6;

impl Walk<'_, '_> {
    /// A title is that of the person named beside it, else `the minister` is the only one called so,
    /// else somebody of whom no more is said.
    pub(super) fn role(&mut self, index: usize, tokens: TokenRange, sentence: u32) {
        let root = |index| self.names.form_of(index).map(|form| self.groups.root(form));
        let noun = self.noun_of(tokens);
        let Some(person) = officer::bearer_of(self.names, index) else {
            self.is_officer(index, tokens, sentence);
            let before = (tokens.start as usize).wrapping_sub(1);
            let the = self.names.document.token_bytes(before).eq_ignore_ascii_case(b"the");
            let known = noun.filter(|_| the).and_then(|n| self.nouns.get(&n).copied().flatten());
            if let Some(found) = known.and_then(|root| self.titled(index, tokens, root, sentence)) {
                return self.keep(found, sentence);
            }
            let place = place_of(self.names, tokens);
            return self.note(tokens, sentence, known, MentionType::Person, place);
        };
        let Some(person) = root(person) else { return };
        let body = officer::body_of(self.names, index).and_then(root);
        if let Some(body) = body.or_else(|| self.possessor(tokens)) {
            self.affiliations.push((person, body));
        }
        if let Some(noun) = noun.filter(|_| !officer::is_lesser(self.names, tokens)) {
            self.knows_as(noun, person);
        }
    }

    /// `Ann Lee is chief executive of Acme`, `She is its chairwoman`.
    fn is_officer(&mut self, index: usize, title: TokenRange, sentence: u32) {
        let names = self.names;
        let be = |at: u32| names.lexicon.is(names.document.word(at as usize), Class::Be);
        let near = title.start.saturating_sub(2)..title.start;
        let Some(verb) = near.rev().find(|at| be(*at)) else { return };
        let root = |index| names.form_of(index).map(|form| self.groups.root(form));
        let body = officer::body_of(names, index).and_then(root).or_else(|| self.possessor(title));
        if let (Some(body), Some(person)) = (body, self.person_before(verb, sentence)) {
            self.affiliations.push((person, body));
        }
    }

    /// Notes that a person leads the organization that begins at a token: `Ann Lee, who runs Acme`.
    pub(super) fn is_led(&mut self, tokens: TokenRange, root: u32, sentence: u32) {
        let names = self.names;
        let Some(before) = tokens.start.checked_sub(1) else { return };
        let the = names.lexicon.is(names.document.word(before as usize), Class::Determiner);
        let Some(verb) = before.checked_sub(u32::from(the)) else { return };
        if names.lists.leading.has(names.document.word(verb as usize))
            && let Some(person) = self.person_before(verb, sentence)
        {
            self.affiliations.push((person, root));
        }
    }

    /// The person who is the last subject before a verb.
    fn person_before(&self, verb: u32, sentence: u32) -> Option<u32> {
        let here = self.events.iter().rev().take(8).take_while(|e| e.sentence == sentence);
        let last = { here }.find(|e| e.place.subject && e.tokens.end <= verb)?;
        last.root.filter(|_| last.mention_type == MentionType::Person)
    }

    /// `The minister` where one person alone was called so, and spoken of not long ago.
    fn titled(
        &mut self,
        index: usize,
        title: TokenRange,
        root: u32,
        sentence: u32,
    ) -> Option<Resolved> {
        let person = self.names.form(root)?.mention_type == MentionType::Person;
        if !person || officer::governs(self.names, index) {
            return None;
        }
        let recent = self.events.iter().rev().take(EVENTS);
        let last = { recent }.find(|e| e.root == Some(root))?;
        let antecedent = last.tokens.start;
        let near = last.sentence + SENTENCES >= sentence;
        // What was noted for the same words as something unknown.
        if near && self.events.last().is_some_and(|e| e.tokens.end == title.end && e.root.is_none())
        {
            self.events.pop();
        }
        near.then_some(Resolved {
            tokens: TokenRange { start: title.start - 1, end: title.end },
            kind: Kind::Nominal,
            root,
            antecedent,
            reason: "description by title",
            confidence: 0.75,
        })
    }

    /// `Her company` is the one that she is an officer of: what follows may refer to it.
    pub(super) fn own_company(&mut self, pronoun: u32, person: u32, sentence: u32) {
        let names = self.names;
        let noun = names.lexicon.referring(names.document.word(pronoun as usize + 1));
        let company = noun.is_some_and(|n| n.organization && n.can_be(Position::Noun));
        let mut known = self.affiliations.iter().rev().take(EVENTS);
        let Some((_, body)) = known.find(|(p, _)| *p == person && company).copied() else { return };
        let tokens = TokenRange { start: pronoun + 1, end: pronoun + 2 };
        let place = place_of(names, tokens);
        self.note(tokens, sentence, Some(body), MentionType::Organization, place);
    }

    /// The last word of a title.
    fn noun_of(&self, title: TokenRange) -> Option<u64> {
        self.names.document.tokens.get(title.end as usize - 1).map(|t| t.hash)
    }

    /// Whose title it is where a pronoun says so: `its president`.
    fn possessor(&self, title: TokenRange) -> Option<u32> {
        self.resolved.last().filter(|r| r.tokens.end == title.start).map(|r| r.root)
    }
}
