//! An article with all that its stages made of it, at hand at once.

use super::{CorrectionView, SentenceView};
use crate::article::Article;
use crate::correct::Correction;
use crate::document::TokenRange;
use crate::extract::{Extraction, Extractor};
use crate::mention::{Mention, MentionId};
use crate::name::Found;
use crate::pattern::{Context, Notation, RoleId};
use crate::phrase::Units;
use crate::rule::{Match, Memory, Rule};
use crate::span::Span;
use crate::write::{Offsets, Unit};

/// See the module.
pub(super) struct View<'a> {
    pub(super) extractor: &'a Extractor,
    pub(super) article: &'a Article,
    pub(super) extraction: Extraction<'a>,
    /// Names with their evidence.
    pub(super) names: Found,
    /// Each sentence as units.
    pub(super) units: Vec<Units>,
    offsets: Offsets<'a>,
}

impl<'a> View<'a> {
    pub(super) fn new(extractor: &'a Extractor, article: &'a Article) -> Self {
        let extraction = extractor.uncalibrated(article);
        let (document, lexicon) = (&extraction.document, &extractor.lexicon);
        let values = extractor.values.find(document, lexicon, article.date);
        let names = extractor.names.explain(document, lexicon, &extractor.gazetteer, values);
        let sentences = 0..document.sentences.len();
        let read = |n| extractor.phrases.units(document, lexicon, &extraction.entities, n);
        let units = sentences.map(read).collect();
        let offsets = Offsets::new(&article.text, Unit::Chars);
        Self { extractor, article, extraction, names, units, offsets }
    }

    /// One sentence, explained.
    pub(super) fn sentence(&self, number: usize) -> Option<SentenceView> {
        let sentence = self.extraction.document.sentences.get(number)?;
        let span = self.extraction.document.span(sentence.tokens);
        let (start, end) = self.offsets(span);
        Some(SentenceView {
            start,
            end,
            text: self.words(span),
            heading: sentence.heading,
            units: self.unit_views(number),
            mentions: self.mention_views(sentence.tokens),
            relations: self.relation_views(number),
        })
    }

    /// The corrections that did something.
    pub(super) fn corrections(&self) -> Vec<CorrectionView> {
        let applied = &self.extraction.corrected;
        let all = (0..).zip(self.extractor.corrections.all());
        let view = |(number, correction): (u32, &Correction)| CorrectionView {
            correction: correction.to_string(),
            place: correction.place.clone(),
            times: applied.iter().filter(|n| **n == number).count(),
        };
        all.map(view).filter(|v| v.times > 0).collect()
    }

    /// What patterns look at in a sentence.
    pub(super) fn context(&'a self, number: usize) -> Option<Context<'a>> {
        Some(Context {
            document: &self.extraction.document,
            lexicon: &self.extractor.lexicon,
            mentions: &self.extraction.entities.mentions,
            units: self.units.get(number)?,
        })
    }

    /// All matches of rules in a sentence.
    pub(super) fn matches(&self, number: usize) -> Vec<Match> {
        let mut found = Vec::new();
        let Some(sentence) = self.extraction.document.sentences.get(number) else { return found };
        let (document, rules) = (&self.extraction.document, &self.extractor.rules);
        let inside: Vec<Mention> =
            self.mentions_in(sentence.tokens).map(|(_, m)| m.clone()).collect();
        let mut memory = Memory::default();
        let awake = rules.wake(document, sentence.tokens, &inside, &mut memory);
        if let Some((awake, context)) = awake.zip(self.context(number)) {
            rules.matches(&context, awake, &mut memory, &mut found);
        }
        found
    }

    /// The mentions that begin among some tokens.
    pub(super) fn mentions_in(
        &self,
        tokens: TokenRange,
    ) -> impl Iterator<Item = (MentionId, &Mention)> {
        let inside = move |m: &Mention| tokens.indices().contains(&(m.tokens.start as usize));
        self.extraction.entities.mentions.iter().filter(move |(_, m)| inside(m))
    }

    /// The words at a span, on one line.
    pub(super) fn words(&self, span: Span) -> String {
        let words: Vec<&str> = span.of(&self.article.text).split_whitespace().collect();
        words.join(" ")
    }

    /// The words of a mention.
    pub(super) fn text_of(&self, mention: MentionId) -> String {
        let span = self.extraction.entities.mentions.get(mention).map(|m| m.span);
        self.words(span.unwrap_or_default())
    }

    /// The sentence of a mention.
    pub(super) fn sentence_of(&self, mention: MentionId) -> Option<usize> {
        let mention = self.extraction.entities.mentions.get(mention)?;
        Some(self.extraction.document.sentence_of(mention.tokens.start))
    }

    /// Code points of a span.
    pub(super) fn offsets(&self, span: Span) -> (u64, u64) {
        self.offsets.span(span)
    }

    /// How the atoms of a rule are told.
    pub(super) fn notation<T>(&self, rule: &Rule, tell: impl FnOnce(&Notation<'_>) -> T) -> T {
        let header = self.extractor.rules.relation_of(rule);
        let role = |role: RoleId| header.map_or("", |h| h.role_name(role));
        let (lexicon, lists) = (&self.extractor.lexicon, self.extractor.rules.lists.as_slice());
        tell(&Notation { lexicon, lists, role: &role })
    }
}
