//! A name that was not found: which reading of its words won, and by how much.

use super::answer::{Answer, Asker, Cause, Patch, Suggestion, article_of};
use super::mention::rounded;
use super::spot::{Spot, occurrences};
use super::unit::one_line;
use crate::document::TokenRange;
use crate::eval::normal_name;
use crate::mention::{Mention, MentionId, MentionType};
use crate::name::Readings;

/// So many pieces of evidence are told.
const TOLD: usize = 4;

impl Asker<'_> {
    /// The answer when an end (0 subject, 1 object) was not found.
    pub(super) fn name_missing(&self, end: usize) -> Answer {
        let name = self.names()[end];
        let document = &self.view.extraction.document;
        let places = occurrences(document, name);
        let other = Spot::find(&self.view.extraction, self.names()[1 - end]).unwrap_or_default();
        let told = |tokens: &&TokenRange| {
            let sentence = document.sentence_of(tokens.start);
            other.mentions.iter().any(|m| self.view.sentence_of(*m) == Some(sentence))
        };
        let place = places.iter().find(told).or(places.first());
        let Some(&tokens) = place else { return self.not_in_text(name) };
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
        answer.suggestion = self.list_entry(&words, end, &mut answer.notes);
        answer
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

    /// A line for a name list that makes the words a name of the type that the end takes.
    pub(super) fn list_entry(
        &self,
        words: &str,
        end: usize,
        notes: &mut Vec<String>,
    ) -> Option<Suggestion> {
        let all = [MentionType::Organization, MentionType::Person, MentionType::Place];
        let kind = all.into_iter().find(|t| self.types(end).has(*t))?;
        let patch = Patch::Gazetteer(format!("name\ttype\n{words}\t{}\n", kind.name()));
        Some(self.tried(patch, notes))
    }
}
