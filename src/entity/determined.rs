//! What the walk does at a noun phrase that begins with a determiner: it is resolved, or noted as
//! something without a name.

use super::description::{self, Description};
use super::nominal;
use super::resolve::Walk;
use super::scene::{Place, place_of};
use crate::document::TokenRange;
use crate::lexicon::{Class, WordId};
use crate::mention::MentionType;

impl Walk<'_, '_> {
    pub(super) fn description(
        &mut self,
        description: &Description,
        free: u32,
        sentence: u32,
    ) -> u32 {
        if self.names_what_follows(description, free) {
            return description.tokens.end.min(free);
        }
        let found = match self.is_title(description, free) {
            true => None,
            false => nominal::resolve(self, description, sentence),
        };
        match found {
            Some(found) => {
                self.learn(description, found.root);
                self.keep(found, sentence);
                // `The trader` is an organization here, and nobody's title.
                if found.tokens.start <= free && free < found.tokens.end {
                    return found.tokens.end;
                }
            }
            None => {
                let place = place_of(self.names, description.tokens);
                let entity = description.is_entity();
                if (entity || place.subject) && !self.is_apposed(description) {
                    let mention_type = self.type_of_unnamed(description, place);
                    self.note(description.tokens, sentence, None, mention_type, place);
                    if let (Some(event), Some(head)) = (self.events.last_mut(), description.head) {
                        event.head = head;
                    }
                }
            }
        }
        // Mentions inside the phrase (`the Hangzhou-based group`) are noted for themselves.
        description.tokens.end.min(free)
    }

    /// `the leader`, `Acme, the market leader`: a title, and no organization but for its bearer.
    fn is_title(&self, description: &Description, free: u32) -> bool {
        if free >= description.tokens.end {
            return false;
        }
        let all = self.names.mentions.all();
        let inside = all.get(all.partition_point(|m| m.tokens.start < free));
        inside.is_some_and(|m| m.mention_type == MentionType::Role)
            && (!description.is_entity() || self.is_apposed(description))
    }

    /// Who says something is a person, unless it is a paper: `a fan said`.
    fn type_of_unnamed(&self, description: &Description, place: Place) -> MentionType {
        let names = self.names;
        let end = description.tokens.end as usize;
        let says = place.subject
            && description.mention_type == MentionType::Other
            && names.lexicon.is(names.document.word(end), Class::Say)
            && !names.lexicon.is(names.document.word(end - 1), Class::Document);
        if says { MentionType::Person } else { description.mention_type }
    }

    /// `The French utility` says what an entity is, once it is known which one is meant.
    fn learn(&mut self, description: &Description, root: u32) {
        let names = self.names;
        let Some(profile) = self.profiles.get_mut(root as usize) else { return };
        let noun =
            description.head.filter(|h| names.lexicon.referring(*h).is_some_and(|n| n.needs_fit));
        noun.into_iter().for_each(|head| profile.call(head));
        // A hotel chain is a chain.
        let last = names.document.word(description.tokens.end as usize - 1);
        let kind = names.lexicon.referring(last).is_some_and(|n| n.needs_fit && n.organization);
        if noun.is_some() && kind {
            profile.call(last);
        }
        for at in description.tokens.indices().skip(1) {
            if names.document.tokens.get(at).is_some_and(|t| t.is_capital()) {
                profile.keep_country(names, at);
            }
        }
        // `The studio in Leeds`
        let end = description.tokens.end;
        let place =
            names.mention_at(end + 1).filter(|_| names.document.token_bytes(end as usize) == b"in");
        let seat = place.filter(|m| m.1.mention_type == MentionType::Place);
        if let Some(place) = seat.and_then(|(index, _)| names.form_of(index)) {
            profile.sits_in(self.groups.root(place));
        }
    }

    /// `Acme, a battery maker`, `Acme is a battery maker`: the same as the name before it.
    fn is_apposed(&self, description: &Description) -> bool {
        let names = self.names;
        let Some(before) = description.tokens.start.checked_sub(1) else { return false };
        let Some(last) = self.events.last().filter(|e| e.root.is_some()) else { return false };
        // `Ann Lee, a property developer,`
        let person = last.mention_type == MentionType::Person && last.tokens.end == before;
        let alike = last.mention_type == description.mention_type || person;
        let is = names.lexicon.is(names.document.word(before as usize), Class::Be);
        alike && last.tokens.end == before && names.document.token_bytes(before as usize) == b","
            || is && last.place.subject && before < last.tokens.end + 4
    }

    /// `the fund Acme`, `a group that calls itself Acme`: no other thing than the name.
    fn names_what_follows(&mut self, description: &Description, free: u32) -> bool {
        let (names, end) = (self.names, description.tokens.end);
        if !description.is_entity() || free < end || free > end + 4 {
            return false;
        }
        let all = names.mentions.all();
        let index = all.partition_point(|m| m.tokens.start < free);
        let next = all.get(index);
        let same = next
            .is_some_and(|m| m.tokens.start == free && m.mention_type == description.mention_type);
        let between: Vec<WordId> = (end..free).map(|i| names.document.word(i as usize)).collect();
        let naming = || names.lexicon.list("naming").unwrap_or(&[]).contains(&between);
        let names_it = same && (between.is_empty() || naming());
        if names_it
            && let Some(form) = names.form_of(index)
            && let (Some(head), Some(profile)) =
                (description.head, self.profiles.get_mut(self.groups.root(form) as usize))
        {
            profile.call(head);
        }
        names_it
    }

    /// `Acme, Israel's largest grocer,` says what Acme is; `Israel's largest grocer` alone stands for it.
    pub(super) fn superlative(&mut self, index: usize, place: TokenRange, sentence: u32) {
        let names = self.names;
        let Some(description) = description::of_place(names, place) else { return };
        let before = place.start.wrapping_sub(1);
        let bears = |e: &&super::score::Event| {
            e.mention_type == MentionType::Organization
                && e.tokens.end == before
                && names.document.token_bytes(before as usize) == b","
        };
        if let Some(root) = self.events.iter().rev().nth(1).filter(bears).and_then(|e| e.root) {
            self.learn(&description, root);
        } else if !names.lexicon.is(names.document.word(before as usize), Class::Be) {
            let next = names.mentions.all().get(index + 1);
            self.description(&description, next.map_or(u32::MAX, |m| m.tokens.start), sentence);
        }
    }
}
