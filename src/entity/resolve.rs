//! One walk over the text that finds descriptions and pronouns and what they stand for.

use rustc_hash::FxHashMap;

use super::alias::Names;
use super::description;
use super::group::Groups;
use super::plural::Together;
use super::profile::{Known, Profile, apposed, head_word};
use super::scene::{
    Place, Scene, first_verb, phrase_begin, place_of, reports_behind, seat_of, verb_follows,
};
use super::score::{Choice, Event, Weights, choose};
use super::speaker::{Speaker, speaks};
use super::{pronoun, relative};
use crate::document::TokenRange;
use crate::lexicon::{Class, ClassSet, Position, WordId};
use crate::mention::{Kind, Mention, MentionType};

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
    /// What the article has said of each root form, as far as [`Walk::gather`] has read.
    pub profiles: Vec<Profile>,
    /// What names and lists say of each root form.
    pub known: Known<'a>,
    /// Weights of circumstances.
    pub weights: &'n Weights,
    /// Everything that later words may refer to, in order.
    pub events: Vec<Event>,
    /// What was resolved, in order.
    pub resolved: Vec<Resolved>,
    /// The organization that the article is about: the first subject outside headings.
    pub topic: Option<u32>,
    /// Who spoke last.
    pub speaker: Option<Speaker>,
    /// For the hash of a noun the entity that has it for its head or was described with it; `None`
    /// where two were.
    pub nouns: FxHashMap<u64, Option<u32>>,
    /// Persons with the organizations that they speak for, in the order of their titles.
    pub affiliations: Vec<(u32, u32)>,
    /// How many mentions the walk has seen, and around how many profiles have gathered.
    seen: usize,
    gathered: usize,
    /// Which forms are one entity.
    pub groups: &'n Groups,
    /// What was named together last.
    pub together: Option<Together>,
    /// The further entities of what stands for several.
    pub others: Vec<(TokenRange, u32)>,
}

/// All that was resolved, in order, and of what stands for several the further root forms.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Descriptions and pronouns.
    pub resolved: Vec<Resolved>,
    /// Which tokens stand for which root form as well.
    pub others: Vec<(TokenRange, u32)>,
}

/// All descriptions and pronouns that could be resolved. Each costs a bounded look back.
pub(super) fn resolve<'a>(names: &Names<'a>, groups: &Groups, weights: &Weights) -> Found {
    if names.forms.all.is_empty() {
        return Found::default();
    }
    let mut walk = Walk {
        names,
        scene: Scene::of(names.document, names.lexicon),
        profiles: vec![Profile::default(); names.forms.all.len()],
        known: Known::default(),
        weights,
        events: Vec::with_capacity(names.mentions.len() + names.document.sentences.len()),
        resolved: Vec::new(),
        topic: None,
        speaker: None,
        nouns: FxHashMap::default(),
        affiliations: Vec::new(),
        seen: 0,
        gathered: 0,
        groups,
        together: None,
        others: Vec::new(),
    };
    let stops = std::mem::take(&mut walk.scene.stops);
    let (mut next, mut stop) = (0, 0);
    for (number, sentence) in (0..).zip(&names.document.sentences) {
        walk.sentence(number, sentence.tokens, &stops, (&mut next, &mut stop));
    }
    let mut resolved = walk.resolved;
    // A description around a name stands for its last word, behind a pronoun that is inside it.
    resolved.sort_by_key(|r| (r.tokens.start, r.tokens.end));
    Found { resolved, others: walk.others }
}

impl<'a> Walk<'a, '_> {
    /// Goes from one mention, determiner or pronoun to the next.
    fn sentence(
        &mut self,
        sentence: u32,
        range: TokenRange,
        stops: &[u32],
        (next, stop): (&mut usize, &mut usize),
    ) {
        let (mut at, end) = (range.start, range.end);
        let mentions = self.names.mentions.all();
        while at < end {
            while mentions.get(*next).is_some_and(|m| m.tokens.end <= at) {
                *next += 1;
            }
            while stops.get(*stop).is_some_and(|s| *s < at) {
                *stop += 1;
            }
            let word = stops.get(*stop).copied().unwrap_or(u32::MAX);
            let mention = mentions.get(*next);
            let free = mention.map_or(u32::MAX, |m| m.tokens.start);
            if word.min(free) >= end {
                break;
            }
            at = match mention {
                Some(mention) if free <= word => {
                    self.name(*next, mention, sentence);
                    mention.tokens.end.max(at + 1)
                }
                _ => self.word(word, end, free, sentence).max(word + 1),
            };
        }
        self.unnamed_subject(sentence, range);
    }

    /// A sentence whose first verb has no known subject has one that is no entity (`The final
    /// price was …`): it stands in the way of a later `it`.
    fn unnamed_subject(&mut self, sentence: u32, range: TokenRange) {
        let Some(verb) = first_verb(self.names, range) else { return };
        let here = self.events.iter().rev().take(64).take_while(|e| e.sentence == sentence);
        let known = { here }.any(|e| e.place.subject && e.tokens.start < verb);
        if !known && verb > range.start {
            let tokens = TokenRange { start: range.start, end: range.start + 1 };
            let place = Place { subject: true, ..Place::default() };
            self.note(tokens, sentence, None, MentionType::Other, place);
        }
    }

    /// Notes a mention as something to refer to.
    fn name(&mut self, index: usize, mention: &Mention, sentence: u32) {
        self.seen = index + 1;
        let tokens = mention.tokens;
        let Some(form) = self.names.form_of(index) else {
            if mention.mention_type == MentionType::Role {
                self.role(index, tokens, sentence);
            }
            return;
        };
        let root = self.groups.root(form);
        if let Some(noun) = apposed(self.names, mention) {
            self.knows_as(noun, root);
        }
        self.head(form, index, root);
        let (place, joined) = self.coordinated(tokens, place_of(self.names, tokens));
        if mention.mention_type == MentionType::Organization {
            self.is_led(tokens, root, sentence);
        }
        self.note(tokens, sentence, Some(root), mention.mention_type, place);
        if let Some(event) = self.events.last_mut() {
            event.named = true;
        }
        if joined {
            self.take_together(sentence);
        }
        if mention.mention_type == MentionType::Place {
            self.superlative(index, tokens, sentence);
        }
        if self.topic.is_none()
            && place.subject
            && mention.mention_type == MentionType::Organization
            && self.events.last().is_some_and(|e| !e.heading)
        {
            self.topic = Some(root);
        }
    }

    /// `Polar Institute` may be called the institute from here on.
    fn head(&mut self, form: u32, mention: usize, root: u32) {
        const HEADS: ClassSet = ClassSet::of(&[Class::OrganizationHead, Class::Referring]);
        let names = self.names;
        let first = names.form(form).filter(|f| f.first.0 as usize == mention);
        let head = first.and_then(|form| head_word(names, form));
        if let Some(head) = head.filter(|w| names.lexicon.classes(w.word).meets(HEADS)) {
            self.knows_as(head.hash, root);
        }
    }

    /// Reads what stands around all mentions seen so far into the profiles of their entities.
    pub(super) fn gather(&mut self) {
        for index in self.gathered..self.seen {
            let (Some(mention), Some(form)) =
                (self.names.mentions.all().get(index), self.names.form_of(index))
            else {
                continue;
            };
            let seat = seat_of(self.names, mention).and_then(|i| self.names.form_of(i));
            let seat = seat.map(|form| self.groups.root(form));
            if let Some(profile) = self.profiles.get_mut(self.groups.root(form) as usize) {
                profile.notice(self.names, mention);
                seat.into_iter().for_each(|place| profile.sits_in(place));
            }
        }
        self.gathered = self.seen;
    }

    pub(super) fn knows_as(&mut self, noun: u64, root: u32) {
        let known = self.nouns.entry(noun).or_insert(Some(root));
        if *known != Some(root) {
            *known = None;
        }
    }

    /// In `A, B and C` all stand as the last does to its verb and as the first to its preposition.
    fn coordinated(&mut self, tokens: TokenRange, mut place: Place) -> (Place, bool) {
        let begin = phrase_begin(self.names, tokens.start as usize);
        let mut joint = begin as u32;
        let mut and = false;
        while joint > 0 && begin as u32 - joint < 3 {
            match self.names.document.token_bytes(joint as usize - 1) {
                b"and" | b"or" => and = true,
                b"," => {}
                _ => break,
            }
            joint -= 1;
        }
        if !and {
            return (place, false);
        }
        let mut end = joint;
        for event in self.events.iter_mut().rev().take(8) {
            if event.tokens.end != end {
                break;
            }
            event.place.subject |= place.subject;
            place.oblique |= event.place.oblique;
            end = event.tokens.start;
            if end > 0 && self.names.document.token_bytes(end as usize - 1) == b"," {
                end -= 1;
            }
        }
        place.subject &= !place.oblique;
        (place, true)
    }

    pub(super) fn note(
        &mut self,
        tokens: TokenRange,
        sentence: u32,
        root: Option<u32>,
        mention_type: MentionType,
        place: Place,
    ) {
        let about = self.names.document.sentences.get(sentence as usize);
        let here = self.events.iter().rev().take(24).take_while(|e| e.sentence == sentence);
        let mut place = place;
        let leader = { here }.filter(|e| e.place.subject).last();
        let leads = place.subject && leader.is_none();
        let (clause, quote) = self.scene.place(tokens.start);
        let body = matches!(mention_type, MentionType::Organization | MentionType::Place);
        if body && speaks(self.names, tokens) {
            self.speaker = Some(Speaker { start: tokens.start, root, sentence });
            // `Genolith is not for sale, Acme said`: what follows is of Genolith.
            let led = leader.is_some_and(|e| {
                e.mention_type == MentionType::Organization && e.root.is_some() && e.root != root
            });
            place.subject &= !(led && reports_behind(self.names, tokens));
        }
        self.events.push(Event {
            root,
            mention_type,
            tokens,
            sentence,
            clause,
            quote,
            place,
            leads,
            heading: about.is_some_and(|s| s.heading),
            named: false,
            head: WordId::UNKNOWN,
        });
    }

    /// Handles a determiner or pronoun outside all mentions; gives the token to go on with.
    /// No mention begins before `free`.
    fn word(&mut self, at: u32, end: u32, free: u32, sentence: u32) -> u32 {
        let word = self.names.document.word(at as usize);
        if self.names.lexicon.is(word, Class::Anaphor) {
            if let Some(found) = self.pronoun(at, sentence) {
                self.keep(found, sentence);
                self.own_company(at, found.root, sentence);
            }
            return at + 1;
        }
        if let Some(end) = self.several(at, end, sentence) {
            return end;
        }
        match description::read(self.names, at, end) {
            Some(description) => self.description(&description, free, sentence),
            None => at + 1,
        }
    }

    fn pronoun(&mut self, at: u32, sentence: u32) -> Option<Resolved> {
        let word = self.names.document.word(at as usize);
        let referring = self.names.lexicon.referring(word)?;
        let relative =
            referring.can_be(Position::Relative) || referring.can_be(Position::RelativePossessive);
        if relative {
            return relative::resolve(self, at, referring);
        }
        if referring.plural {
            self.they(at, sentence);
            return None;
        }
        let found = pronoun::resolve(self, at, sentence, referring);
        if found.is_none() && pronoun::is_some_body(self.names, at, referring) {
            // `Its` behind it is of whoever that is.
            let spoke = self.speaker;
            let place = Place { subject: true, ..Place::default() };
            let tokens = TokenRange { start: at, end: at + 1 };
            self.note(tokens, sentence, None, MentionType::Organization, place);
            self.speaker = spoke;
        }
        found
    }

    /// Keeps what was resolved, and notes it as something to refer to.
    pub(super) fn keep(&mut self, found: Resolved, sentence: u32) {
        let (Some(form), Some(profile)) =
            (self.names.form(found.root), self.profiles.get_mut(found.root as usize))
        else {
            return;
        };
        let mention_type = form.mention_type;
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
        if found.kind == Kind::Nominal && mention_type == MentionType::Organization {
            self.is_led(found.tokens, found.root, sentence);
        }
        self.resolved.push(found);
        self.note(found.tokens, sentence, Some(found.root), mention_type, place);
    }

    /// The root form of the entity of a form.
    pub(super) fn root(&self, form: u32) -> u32 {
        self.groups.root(form)
    }

    /// The best antecedent by `score`; `reach` is the sentence and how many before it count.
    pub(super) fn choose(
        &self,
        reach: (u32, u32),
        score: impl FnMut(&Event) -> Option<f32>,
    ) -> Option<Choice> {
        choose(&self.events, reach, score)
    }

    /// The same, if it is good enough and better than all others.
    pub(super) fn best(
        &self,
        reach: (u32, u32),
        score: impl FnMut(&Event) -> Option<f32>,
    ) -> Option<(usize, f32)> {
        let Choice { index, top, second } = self.choose(reach, score)?;
        let clear = top >= self.weights.least && top - second >= self.weights.margin;
        clear.then_some((index, top))
    }
}
