//! A description, pronoun or short name that was not linked: held against the text with the name in
//! its place.

use super::answer::{Answer, Asker, Cause};
use super::rank::Tried;
use super::spot::Spot;
use crate::document::{Shape, TokenRange};
use crate::lexicon::{Class, fixed};
use crate::mention::{Kind, Mention, MentionId, MentionType};
use crate::pattern::{RoleId, There, Wanted};

/// So many pronouns and descriptions of a sentence are told, or tried two at a time.
const REFERRING: usize = 6;

/// Sentences that are told of where none speaks of both.
const NEAR: usize = 5;

/// Words that may stand between a determiner and the noun of a description.
const MODIFIERS: usize = 6;

/// What pronouns are.
const PRONOUNS: [Class; 3] = [Class::Anaphor, Class::Pronoun, Class::PossessivePronoun];

impl Asker<'_> {
    /// The answer when a place in a sentence that speaks of one end, read as the other, gives the
    /// relation; `sentences` are those that speak of subject and object.
    pub(super) fn link_missing(
        &self,
        ends: [&Spot; 2],
        sentences: [&[usize]; 2],
    ) -> Option<Answer> {
        for end in [1, 0] {
            for &sentence in sentences[1 - end] {
                let mut all = self.referring(sentence, ends[end]).into_iter();
                let span = |tokens| self.view.extraction.document.span(tokens);
                let missing = all.find(|tokens| self.found_at(&[(span(*tokens), end)]));
                if let Some(tokens) = missing {
                    return Some(self.unlinked(&[(tokens, end)], sentence));
                }
            }
        }
        self.alias_missing(ends, sentences)
    }

    /// The same for two places of a sentence at once: `We may lend them money`.
    pub(super) fn links_missing(
        &self,
        ends: [&Spot; 2],
        sentences: [&[usize]; 2],
    ) -> Option<Answer> {
        let mut all: Vec<usize> = sentences.concat();
        all.sort_unstable();
        all.dedup();
        let span = |tokens| self.view.extraction.document.span(tokens);
        for sentence in all {
            let of = |end: usize| {
                self.referring(sentence, ends[end]).into_iter().take(REFERRING).collect::<Vec<_>>()
            };
            let (subjects, objects) = (of(0), of(1));
            for subject in subjects {
                for object in objects.iter().filter(|o| !o.overlaps(subject)) {
                    if self.found_at(&[(span(subject), 0), (span(*object), 1)]) {
                        return Some(self.unlinked(&[(subject, 0), (*object, 1)], sentence));
                    }
                }
            }
        }
        None
    }

    /// Pronouns and descriptions of a sentence that might stand for an end and do not; longer ones
    /// before those that are part of them.
    fn referring(&self, sentence: usize, spot: &Spot) -> Vec<TokenRange> {
        let (document, entities) = (&self.view.extraction.document, &self.view.extraction.entities);
        let Some(range) = document.sentences.get(sentence).map(|s| s.tokens) else {
            return Vec::new();
        };
        let wanted = self.type_of(spot);
        let mut all: Vec<TokenRange> = Vec::new();
        for (id, mention) in self.view.mentions_in(range) {
            let refers = matches!(mention.kind, Kind::Nominal | Kind::Pronoun);
            if refers && !spot.mentions.contains(&id) {
                all.push(mention.tokens);
            }
        }
        for at in range.indices() {
            all.extend(self.descriptions(at, range.end as usize));
        }
        let lexicon = &self.view.extractor.lexicon;
        let office = |t: &TokenRange| {
            let ends = |m: &Mention| m.mention_type == MentionType::Role && m.tokens.end == t.end;
            wanted == Some(MentionType::Person) && entities.mentions.all().iter().any(ends)
        };
        let refers = |t: &TokenRange| {
            let word = document.word(t.end as usize - 1);
            let class = |class: &Class| lexicon.is(word, *class);
            class(&Class::Referring) || t.len() == 1 && PRONOUNS.iter().any(class) || office(t)
        };
        all.retain(refers);
        // A relative pronoun stands for what is before it: not for an end that is named otherwise.
        let named = spot.mentions.iter().any(|m| self.view.sentence_of(*m) == Some(sentence));
        let relative = |t: &TokenRange| {
            if named && lexicon.is(document.word(t.start as usize), Class::Relative) {
                return true;
            }
            let mut links = entities.mentions.iter().filter(|(_, m)| m.tokens == *t);
            links.any(|(id, _)| {
                let link = entities.links.get(id.0 as usize).copied().flatten();
                link.is_some_and(|l| l.reason.starts_with("relative"))
            })
        };
        // `its Acme subsidiary` is Acme.
        let names_another = |t: &TokenRange| {
            entities.mentions.all().iter().any(|m| {
                let known = m.mention_type.is_entity() && m.mention_type != MentionType::Place;
                m.kind == Kind::Name && known && m.tokens.overlaps(*t)
            })
        };
        all.retain(|t| !names_another(t));
        let spoken = |id: &MentionId| entities.mentions.get(*id).map(|m| m.tokens);
        all.retain(|t| self.could_be(*t, wanted) && !relative(t));
        all.retain(|t| !spot.mentions.iter().filter_map(spoken).any(|m| m.overlaps(*t)));
        all.sort_unstable_by_key(|t| (t.start, std::cmp::Reverse(t.end)));
        all.dedup();
        all
    }

    /// The type of the entity that is an end.
    fn type_of(&self, spot: &Spot) -> Option<MentionType> {
        let entities = &self.view.extraction.entities;
        spot.entities.first().and_then(|e| entities.get(*e)).map(|e| e.mention_type)
    }

    /// The last word can stand for something of this type; `None` is any.
    fn could_be(&self, tokens: TokenRange, wanted: Option<MentionType>) -> bool {
        let word = self.view.extraction.document.word(tokens.end.saturating_sub(1) as usize);
        let Some((referring, wanted)) = self.view.extractor.lexicon.referring(word).zip(wanted)
        else {
            return true;
        };
        match wanted {
            MentionType::Organization => referring.organization,
            MentionType::Person => referring.person,
            MentionType::Place => referring.place,
            _ => false,
        }
    }

    /// What may stand for somebody and begins with a token: a pronoun, or a determiner or possessive
    /// pronoun, some words, and one outside names at the end.
    fn descriptions(&self, at: usize, end: usize) -> Vec<TokenRange> {
        let (document, lexicon) = (&self.view.extraction.document, &self.view.extractor.lexicon);
        let word = document.word(at);
        let pronoun = PRONOUNS.iter().any(|class| lexicon.is(word, *class));
        let opens = lexicon.is(word, Class::Determiner) && !matches!(word, fixed::A | fixed::AN);
        let mut all: Vec<TokenRange> = Vec::new();
        all.extend(pronoun.then(|| TokenRange::new(at, at + 1)));
        let clause = lexicon.is(word, Class::Relative);
        if clause || !opens && !lexicon.is(word, Class::PossessivePronoun) {
            return all;
        }
        let mentions = self.view.extraction.entities.mentions.all();
        let named = |i: usize| {
            let one = TokenRange::new(i, i + 1);
            mentions.iter().any(|m| m.kind == Kind::Name && m.tokens.overlaps(one))
        };
        let date = |i: usize| {
            let one = TokenRange::new(i, i + 1);
            mentions.iter().any(|m| m.mention_type == MentionType::Date && m.tokens.overlaps(one))
        };
        let ends = |i: usize| {
            let sign = matches!(document.word(i), fixed::COMMA | fixed::STOP);
            let mark = document.tokens.get(i).is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
            sign || mark || date(i) || lexicon.is(document.word(i), Class::Function)
        };
        let words = (at + 1..(at + 2 + MODIFIERS).min(end)).take_while(|i| !ends(*i));
        let noun = |i: &usize| document.tokens.get(*i).is_some_and(|t| t.is_lower()) && !named(*i);
        all.extend(words.filter(noun).map(|i| TokenRange::new(at, i + 1)));
        all
    }

    /// The answer for a place that was not linked to an end, where a rule looked for it.
    pub(super) fn unlinked_for(&self, tried: &Tried, place: (TokenRange, usize)) -> Answer {
        let mut answer = self.unlinked(&[place], tried.sentence);
        let rule = self.view.extractor.rules.rule(tried.attempt.rule);
        let rule = rule.map(|r| self.view.extractor.rules.full_id(r)).unwrap_or_default();
        let role = self.role(place.1);
        answer.notes = vec![format!(
            "the rule {rule} looks for its {role} there; of other words it may lack more"
        )];
        answer
    }

    fn unlinked(&self, places: &[(TokenRange, usize)], sentence: usize) -> Answer {
        let document = &self.view.extraction.document;
        let names = self.names();
        let name = |end: &usize| names.get(*end).copied().unwrap_or_default();
        let told = places.iter().map(|(tokens, end)| {
            let words = self.view.words(document.span(*tokens));
            format!("`{words}` was not linked to `{}`: it {}", name(end), self.read(*tokens))
        });
        let message = told.collect::<Vec<_>>().join(", and ");
        let mut answer = self.says(Cause::LinkMissing, message);
        answer.sentence = self.sentence_text(sentence);
        let names: Vec<String> = places.iter().map(|(_, end)| format!("`{}`", name(end))).collect();
        let note = format!("with {} in its place the relation is found", names.join(" and "));
        answer.notes.push(note);
        answer
    }

    /// All pronouns and descriptions of a sentence; of several with one beginning the longest.
    fn descriptions_in(&self, sentence: usize) -> Vec<TokenRange> {
        let Some(range) = self.view.extraction.document.sentences.get(sentence).map(|s| s.tokens)
        else {
            return Vec::new();
        };
        let longest = |at: usize| self.descriptions(at, range.end as usize).into_iter().next_back();
        let mut all: Vec<TokenRange> = Vec::new();
        for tokens in range.indices().filter_map(longest) {
            if all.last().is_none_or(|last| !last.overlaps(tokens)) {
                all.push(tokens);
            }
        }
        all
    }

    /// A rule looks for an end where a pronoun or description stands that was not linked to it.
    pub(super) fn dangling(&self, tried: &Tried, ends: [&Spot; 2]) -> Option<(TokenRange, usize)> {
        let context = self.view.context(tried.sentence)?;
        let rule = self.view.extractor.rules.rule(tried.attempt.rule)?;
        let program = {
            let pattern = rule.patterns.get(tried.attempt.pattern)?;
            &pattern.variants.get(tried.attempt.variant)?.program
        };
        let stop = tried.stop().filter(|_| tried.wrong == 0)?;
        let lacks = *tried.lacks.first()?;
        let first = |unit: usize| context.unit(unit).map(|u| u.tokens.start);
        let mut mine = self.referring(tried.sentence, ends.get(lacks)?);
        if !self.units_of(tried.sentence, ends.get(lacks)?).is_empty() {
            // `You can buy it at Acme`: who is named is meant by no pronoun but by chance.
            mine.retain(|tokens| tokens.len() > 1);
        }
        let is_end =
            |role: Option<RoleId>| role.is_some() && self.header.edge.get(lacks) == role.as_ref();
        let mut looked =
            stop.wanted.iter().filter(|_| tried.right == 1).filter_map(|(wanted, place)| {
                match (wanted, place) {
                    // `its` is met by `'s` where it stands for somebody.
                    (Wanted::Atom(atom), There::Unit(unit))
                        if is_end(program.role(*atom)) || program.is_possessive(*atom) =>
                    {
                        first(*unit)
                    }
                    _ => None,
                }
            });
        let object = looked.find_map(|token| mine.iter().find(|t| t.start == token));
        // The subject right before its verb, which is looked at last.
        let verb = context.verb(tried.attempt.trigger).and(first(tried.attempt.trigger));
        let other = ends.get(1 - lacks).map(|spot| self.units_of(tried.sentence, spot));
        let both = !mine.is_empty() && tried.right == 1
            || self
                .units_of(tried.sentence, ends.get(lacks)?)
                .first()
                .zip(other?.first())
                .is_some();
        let subject = verb.filter(|_| both && is_end(program.subject_role()));
        let subject = subject.and_then(|verb| mine.iter().find(|t| t.end == verb));
        object.or(subject).map(|tokens| (*tokens, lacks))
    }

    /// What a pronoun or description was read as.
    fn read(&self, tokens: TokenRange) -> String {
        let mut all = self.view.extraction.entities.mentions.iter();
        let head = TokenRange { start: tokens.end - 1, end: tokens.end };
        let mention = all.find(|(_, m)| m.tokens == tokens || m.tokens == head);
        let read = mention.and_then(|(id, _)| self.read_as(id));
        read.unwrap_or_else(|| "stands for nobody".to_owned())
    }

    fn stands_for(&self, tokens: TokenRange) -> String {
        let words = self.view.words(self.view.extraction.document.span(tokens));
        format!("`{words}` {}", self.read(tokens))
    }

    fn read_as(&self, id: MentionId) -> Option<String> {
        let entities = &self.view.extraction.entities;
        let link = entities.links.get(id.0 as usize).copied().flatten()?;
        let name = entities.name_of(entities.get(link.entity)?, &self.view.article.text)?;
        Some(format!("was read as `{name}` ({})", link.reason))
    }

    /// Two sentences, then others that speak of an end and say something of nobody known.
    fn near(&self, sentences: [&[usize]; 2], first: [usize; 2]) -> Vec<usize> {
        let mut all = first.to_vec();
        let mut others = sentences.concat();
        others.sort_unstable();
        others.dedup();
        others.retain(|s| !first.contains(s));
        all.extend(others);
        all.truncate(NEAR);
        all
    }

    /// No sentence speaks of both, and no link would help.
    pub(super) fn apart(&self, sentences: [&[usize]; 2]) -> Answer {
        let pairs = sentences[0].iter().flat_map(|a| sentences[1].iter().map(move |b| (*a, *b)));
        let nearest = pairs.min_by_key(|(a, b)| a.abs_diff(*b));
        let Some((a, b)) = nearest else {
            return self.says(Cause::Apart, "no sentence speaks of both".to_owned());
        };
        let message = format!(
            "no sentence speaks of both: `{}` and `{}` stand {} sentences apart, and rules look at one sentence at a time",
            self.ends.subject,
            self.ends.object,
            a.abs_diff(b)
        );
        let mut answer = self.says(Cause::Apart, message);
        let both = [self.sentence_text(a.min(b)), self.sentence_text(a.max(b))];
        answer.sentence = Some(both.into_iter().flatten().collect::<Vec<_>>().join(" … "));
        for sentence in self.near(sentences, [a, b]) {
            let said = self.descriptions_in(sentence).into_iter().take(REFERRING);
            let said: Vec<String> = said.map(|tokens| self.stands_for(tokens)).collect();
            if !said.is_empty() {
                let text = self.sentence_text(sentence).unwrap_or_default();
                answer.notes.push(format!("in `{}`: {}", shortened(&text), said.join("; ")));
            }
        }
        answer
    }
}

/// The first words of a sentence.
fn shortened(text: &str) -> String {
    let mut words = text.split(' ');
    let first: Vec<&str> = words.by_ref().take(6).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
