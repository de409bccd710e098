//! A name that was not found: which reading of its words won, and by how much.

use super::answer::{Answer, Asker, Cause, Patch, Suggestion, article_of, why_not};
use super::claim::Claim;
use super::mention::rounded;
use super::spot::{Spot, occurrences};
use super::unit::one_line;
use crate::document::TokenRange;
use crate::eval::normal_name;
use crate::lexicon::Class;
use crate::mention::{Kind, Mention, MentionId, MentionType};
use crate::name::Readings;

/// So many pieces of evidence are told.
const TOLD: usize = 4;

impl Asker<'_> {
    /// The answer when an end (0 subject, 1 object) was not found.
    pub(super) fn name_missing(&self, end: usize) -> Answer {
        if let Some(answer) = self.by_longer_name(end) {
            return answer;
        }
        let document = &self.view.extraction.document;
        let Some((name, tokens)) = self.best_place(end) else {
            return self.not_in_text(self.names()[end]);
        };
        let over = self.over(tokens);
        let readings = self.readings(tokens);
        let message = self.lost(name, tokens, &over, &readings);
        let mut answer = self.says(Cause::NameNotFound, message);
        answer.sentence = self.sentence_text(document.sentence_of(tokens.start));
        if let Some(evidence) = &readings.evidence {
            let reasons = self.told(evidence);
            if !reasons.is_empty() {
                answer.notes.push(format!("for and against `{name}`: {reasons}"));
            }
        }
        answer.notes.extend(over.iter().filter_map(|(id, _)| self.weighed(*id)));
        let words = one_line(document.text_of(tokens));
        let likely = readings.scores.iter().filter(|(_, score)| *score > 0.0);
        let types = likely.map(|(kind, _)| *kind).chain(over.iter().map(|(_, m)| m.mention_type));
        answer.suggestion = self.list_entry(&words, end, types, &mut answer.notes);
        answer
    }

    /// The name, without its `'s` where only so it could be one, at the place most likely meant: in
    /// a sentence that speaks of the other end, not inside the other's own name.
    fn best_place(&self, end: usize) -> Option<(&str, TokenRange)> {
        let document = &self.view.extraction.document;
        let other = Spot::find(&self.view.extraction, self.names()[1 - end]).unwrap_or_default();
        let far = |tokens: &TokenRange| {
            let sentence = document.sentence_of(tokens.start);
            let told = other.mentions.iter().any(|m| self.view.sentence_of(*m) == Some(sentence));
            let inside = self.over(*tokens).iter().any(|(id, _)| other.mentions.contains(id));
            (!told, inside)
        };
        let place = |name: &str| occurrences(document, name).into_iter().min_by_key(far);
        let name = self.names()[end];
        let bare = ["'s", "’s"].into_iter().find_map(|mark| name.strip_suffix(mark));
        let whole = place(name).map(|tokens| (name, tokens));
        let candidate = |(_, tokens): &(&str, TokenRange)| {
            !self.readings(*tokens).scores.is_empty() || !self.over(*tokens).is_empty()
        };
        let bare = || bare.and_then(|bare| Some((bare, place(bare)?)));
        whole.filter(candidate).or_else(bare).or(whole)
    }

    /// The answer for the longer name that the text always uses: `Acme` for `Acme Holdings plc`,
    /// `Lee` for `Ann Lee`.
    fn by_longer_name(&self, end: usize) -> Option<Answer> {
        let name = self.names()[end];
        let places = occurrences(&self.view.extraction.document, name);
        let named: Vec<Vec<(MentionId, &Mention)>> =
            places.iter().map(|tokens| self.over(*tokens)).collect();
        if named.iter().any(|over| over.iter().all(|(_, m)| m.kind != Kind::Name)) {
            return None;
        }
        let over = || {
            let pairs = places.iter().zip(&named);
            pairs.flat_map(|(tokens, over)| over.iter().map(|(id, m)| (*tokens, *id, *m)))
        };
        let short = over().find(|(tokens, _, m)| self.is_short(*tokens, m));
        // Any name that begins so will do where the relation is found of it.
        let begins = |(tokens, _, m): &(TokenRange, MentionId, &Mention)| {
            m.mention_type == MentionType::Organization
                && m.tokens.start == tokens.start
                && m.tokens.end > tokens.end
        };
        let longer = self.view.text_of(short.or_else(|| over().find(begins))?.1);
        let mut ends = self.names();
        ends[end] = &longer;
        Spot::find(&self.view.extraction, &longer)?;
        let claim = Claim::of(&self.header.name, ends[0], ends[1]);
        let (extractor, article) = (self.view.extractor, self.view.article);
        let mut answer = why_not(extractor, article, &claim, self.rebuild).ok()?;
        if short.is_none() && answer.cause != Cause::Found {
            return None;
        }
        answer.notes.insert(0, format!("the text says `{name}` only within `{longer}`"));
        Some(answer)
    }

    /// The tokens are what a short form of a name keeps.
    fn is_short(&self, tokens: TokenRange, name: &Mention) -> bool {
        if tokens.start < name.tokens.start || tokens.end > name.tokens.end {
            return false;
        }
        let document = &self.view.extraction.document;
        let lexicon = &self.view.extractor.lexicon;
        let told = |at: &usize| document.token_text(*at).contains(char::is_alphanumeric);
        match name.mention_type {
            MentionType::Organization => {
                let tail = |at: usize| {
                    let classes = lexicon.classes(document.word(at));
                    classes.has(Class::GenericTail) || classes.has(Class::LegalForm)
                };
                let mut rest = (tokens.end as usize..name.tokens.end as usize).filter(told);
                tokens.start == name.tokens.start && rest.all(tail)
            }
            MentionType::Person => {
                let given = |at: usize| {
                    let (word, text) = (document.word(at), document.token_text(at));
                    let small = text.chars().skip(1).all(|c| !c.is_uppercase());
                    small && !lexicon.is(word, Class::Honorific) && !lexicon.is(word, Class::Rank)
                };
                let mut rest = (name.tokens.start as usize..tokens.start as usize).filter(told);
                tokens.end == name.tokens.end && rest.all(given)
            }
            _ => false,
        }
    }

    fn not_in_text(&self, name: &str) -> Answer {
        let message = format!("the text nowhere says `{name}`");
        let mut answer = self.says(Cause::NotInText, message);
        let near = self.alike(name);
        if !near.is_empty() {
            answer.notes.push(format!("names that share a word with it: {}", near.join(", ")));
        }
        answer
    }

    /// Names in the article that share a word with this one.
    fn alike(&self, name: &str) -> Vec<String> {
        let wanted = normal_name(name);
        let told = |w: &&str| w.chars().count() > 2;
        let words: Vec<&str> = wanted.split(' ').filter(told).collect();
        let entities = &self.view.extraction.entities;
        let names =
            entities.all.iter().filter_map(|e| entities.name_of(e, &self.view.article.text));
        let shares = |known: &&str| normal_name(known).split(' ').any(|w| words.contains(&w));
        let mut near: Vec<String> = names.filter(shares).map(|n| format!("`{n}`")).collect();
        near.truncate(6);
        near
    }

    /// The mentions that cover some of the tokens.
    fn over(&self, tokens: TokenRange) -> Vec<(MentionId, &Mention)> {
        let all = self.view.extraction.entities.mentions.iter();
        all.filter(|(_, m)| m.tokens.overlaps(tokens)).collect()
    }

    /// How exactly these words could be read.
    fn readings(&self, tokens: TokenRange) -> Readings {
        let (extractor, document) = (self.view.extractor, &self.view.extraction.document);
        let (lexicon, lists) = (&extractor.lexicon, &extractor.gazetteer);
        let values = extractor.values.find(document, lexicon, self.view.article.date);
        extractor.names.readings(document, lexicon, lists, values, tokens)
    }

    /// Which candidate lost to what.
    fn lost(
        &self,
        name: &str,
        tokens: TokenRange,
        over: &[(MentionId, &Mention)],
        readings: &Readings,
    ) -> String {
        let alone = match readings.scores.first() {
            None => "these words alone are no candidate for a name".to_owned(),
            Some((kind, score)) if over.is_empty() => {
                let score = rounded(*score);
                format!("it weighs {score:+.2} as {}, and 0 as none", article_of(kind.name()))
            }
            Some((kind, score)) => {
                format!("alone it weighs {:+.2} as {}", rounded(*score), article_of(kind.name()))
            }
        };
        let read = |(_, over): &(MentionId, &Mention)| {
            let score = self.view.evidence_of(over).map(|e| format!(" ({:+.2})", rounded(e.score)));
            let (kind, words) = (over.mention_type.name(), self.view.words(over.span));
            format!("{kind} `{words}`{}", score.unwrap_or_default())
        };
        let read = over.iter().map(read).collect::<Vec<_>>().join(" and the ");
        let Some((_, over)) = over.first() else {
            return format!("`{name}` was read as no name: {alone}");
        };
        match () {
            () if over.tokens == tokens && over.mention_type == MentionType::Other => {
                format!("`{name}` was read as a name of another kind: {read}")
            }
            () if over.tokens == tokens => format!("`{name}` was read as the {read}"),
            () if over.tokens.start <= tokens.start && over.tokens.end >= tokens.end => {
                format!("`{name}` was read as part of the {read}; {alone}")
            }
            () => format!("`{name}` lost words to the {read}; {alone}"),
        }
    }

    /// The weights behind a mention and its runner-up.
    pub(super) fn weighed(&self, id: MentionId) -> Option<String> {
        let mention = self.view.extraction.entities.mentions.get(id)?;
        let evidence = self.view.evidence_of(mention)?;
        let second = evidence.runner_up.map_or_else(String::new, |(tokens, kind, score)| {
            let words = self.view.words(self.view.extraction.document.span(tokens));
            let kind = kind.map_or("no name", MentionType::name);
            format!("; second was {kind} `{words}` with {:+.2}", rounded(score))
        });
        Some(format!(
            "for {} `{}` ({:+.2}): {}{second}",
            mention.mention_type.name(),
            self.view.words(mention.span),
            rounded(evidence.score),
            self.told(evidence)
        ))
    }

    fn told(&self, evidence: &crate::name::Evidence) -> String {
        let reasons = self.view.reasons(evidence);
        let reasons = reasons.iter().take(TOLD).map(|r| format!("{} {:+.2}", r.name, r.weight));
        reasons.collect::<Vec<_>>().join(", ")
    }

    /// A line for a name list that makes the words a name of a type that the end takes: the first
    /// of those that they are likeliest to be.
    pub(super) fn list_entry(
        &self,
        words: &str,
        end: usize,
        likeliest: impl Iterator<Item = MentionType>,
        notes: &mut Vec<String>,
    ) -> Option<Suggestion> {
        let all = [MentionType::Organization, MentionType::Person, MentionType::Place];
        let kind =
            likeliest.filter(|t| all.contains(t)).chain(all).find(|t| self.types(end).has(*t))?;
        let patch = Patch::Gazetteer(format!("name\ttype\n{words}\t{}\n", kind.name()));
        Some(self.tried(patch, notes))
    }
}
