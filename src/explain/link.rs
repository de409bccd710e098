//! A description, pronoun or short name that was not linked: held against the text with the name in
//! its place.

use super::answer::{Answer, Asker, Cause, Patch};
use super::spot::Spot;
use crate::article::Article;
use crate::document::TokenRange;
use crate::eval::normal_name;
use crate::lexicon::Class;
use crate::mention::{Kind, MentionId};

/// So many places are tried with a name in them.
const TRIALS: usize = 24;

/// So many pronouns and descriptions of a sentence are told.
const REFERRING: usize = 6;

/// Words that may stand between a determiner and the noun of a description.
const MODIFIERS: usize = 3;

impl Asker<'_> {
    /// The answer when a place in a sentence that speaks of one end, read as the other, gives the
    /// relation; `sentences` are those that speak of subject and object.
    pub(super) fn link_missing(
        &self,
        ends: [&Spot; 2],
        sentences: [&[usize]; 2],
    ) -> Option<Answer> {
        let mut trials = 0;
        for end in [1, 0] {
            let mut here = sentences[1 - end].to_vec();
            here.dedup();
            for sentence in here {
                for tokens in self.referring(sentence, ends[end]) {
                    trials += 1;
                    if trials <= TRIALS && self.gives_it(tokens, end) {
                        return Some(self.unlinked(tokens, end, sentence));
                    }
                }
            }
        }
        self.alias_missing(ends, sentences)
    }

    /// Pronouns and descriptions of a sentence that do not stand for an end.
    fn referring(&self, sentence: usize, spot: &Spot) -> Vec<TokenRange> {
        let document = &self.view.extraction.document;
        let Some(range) = document.sentences.get(sentence).map(|s| s.tokens) else {
            return Vec::new();
        };
        let mut all: Vec<TokenRange> = Vec::new();
        for (id, mention) in self.view.mentions_in(range) {
            let refers = matches!(mention.kind, Kind::Nominal | Kind::Pronoun);
            if refers && !spot.mentions.contains(&id) {
                all.push(mention.tokens);
            }
        }
        let mentions = self.view.extraction.entities.mentions.all();
        for at in range.indices() {
            let tokens = self.description(at, range.end as usize);
            // Names before its noun belong to a description: `the New York firm`.
            let head = |t: TokenRange| TokenRange { start: t.end - 1, end: t.end };
            let free = |t: TokenRange| !mentions.iter().any(|m| m.tokens.overlaps(head(t)));
            all.extend(tokens.filter(|t| free(*t)));
        }
        all.sort_unstable();
        all
    }

    /// A pronoun, or a determiner with the noun of a description, that begins with a token.
    fn description(&self, at: usize, end: usize) -> Option<TokenRange> {
        let (document, lexicon) = (&self.view.extraction.document, &self.view.extractor.lexicon);
        let word = document.word(at);
        let pronoun = [Class::Anaphor, Class::Pronoun, Class::PossessivePronoun];
        if pronoun.iter().any(|class| lexicon.is(word, *class)) {
            return Some(TokenRange::new(at, at + 1));
        }
        if !lexicon.is(word, Class::Determiner) {
            return None;
        }
        let noun = (at + 1..(at + 2 + MODIFIERS).min(end))
            .find(|i| lexicon.is(document.word(*i), Class::Referring))?;
        Some(TokenRange::new(at, noun + 1))
    }

    /// True when the relation is found once the name of an end stands there.
    fn gives_it(&self, tokens: TokenRange, end: usize) -> bool {
        let document = &self.view.extraction.document;
        let span = document.span(tokens);
        let lexicon = &self.view.extractor.lexicon;
        let possessive = lexicon.is(document.word(tokens.start as usize), Class::PossessivePronoun);
        let text = &self.view.article.text;
        let (before, after) = (text.get(..span.start as usize), text.get(span.end as usize..));
        let Some((before, after)) = before.zip(after) else { return false };
        let name = self.names()[end];
        let mark = if possessive { "'s" } else { "" };
        let text = format!("{before}{name}{mark}{after}");
        let article = Article { text, ..self.view.article.clone() };
        self.holds(&self.view.extractor.extract(&article))
    }

    fn unlinked(&self, tokens: TokenRange, end: usize, sentence: usize) -> Answer {
        let document = &self.view.extraction.document;
        let words = self.view.words(document.span(tokens));
        let name = self.names()[end];
        let read = self.read(tokens);
        let message = format!("`{words}` was not linked to `{name}`: it {read}");
        let mut answer = self.says(Cause::LinkMissing, message);
        answer.sentence = self.sentence_text(sentence);
        answer.notes.push(format!("with `{name}` in its place the relation is found"));
        answer
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

    /// A name that looks like a shorter or longer form of an end, and is an entity of its own.
    fn alias_missing(&self, ends: [&Spot; 2], sentences: [&[usize]; 2]) -> Option<Answer> {
        let entities = &self.view.extraction.entities;
        for end in [1, 0] {
            let name = self.names()[end];
            for &sentence in sentences[1 - end] {
                let range = self.view.extraction.document.sentences.get(sentence)?.tokens;
                for (id, mention) in self.view.mentions_in(range) {
                    let link = entities.links.get(id.0 as usize).copied().flatten();
                    let apart = link.is_some_and(|l| {
                        ends.iter().all(|spot| !spot.entities.contains(&l.entity))
                    });
                    let other = self.view.words(mention.span);
                    if mention.kind != Kind::Name || !apart || !alike(&other, name) {
                        continue;
                    }
                    let kind = mention.mention_type.name();
                    let row = format!("name\ttype\taliases\n{name}\t{kind}\t{other}\n");
                    let mut notes = Vec::new();
                    let suggestion = self.tried(Patch::Gazetteer(row), &mut notes);
                    if !suggestion.works {
                        continue;
                    }
                    let message =
                        format!("`{other}` was not linked to `{name}`: it is an entity of its own");
                    let mut answer = self.says(Cause::LinkMissing, message);
                    answer.sentence = self.sentence_text(sentence);
                    (answer.notes, answer.suggestion) = (notes, Some(suggestion));
                    return Some(answer);
                }
            }
        }
        None
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
        for sentence in [a, b] {
            let said = self.referring(sentence, &Spot::default()).into_iter().take(REFERRING);
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

/// They share a word that is no small one, or one is made of the other's initials.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (normal_name(a), normal_name(b));
    let initials =
        |name: &str| name.split(' ').filter_map(|w| w.chars().next()).collect::<String>();
    let shares = a.split(' ').any(|w| w.chars().count() > 2 && b.split(' ').any(|v| v == w));
    let acronym = |short: &str, long: &str| {
        short.chars().count() > 1 && initials(long) == short.replace(' ', "")
    };
    a != b && (shares || acronym(&a, &b) || acronym(&b, &a))
}
