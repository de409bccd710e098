//! Corrections for some articles that go through the stages together.

use super::{Applied, Corrections};
use crate::article::Article;
use crate::document::Document;
use crate::mention::Mentions;
use crate::relation::{Relation, Text};

/// The corrections of some articles at work.
#[derive(Debug)]
pub struct Corrected<'c> {
    corrections: &'c Corrections,
    ids: Vec<&'c str>,
    /// What was applied to each.
    pub applied: Vec<Applied>,
}

impl<'c> Corrected<'c> {
    /// Nothing is applied yet.
    pub fn new(corrections: &'c Corrections, articles: &[&'c Article]) -> Self {
        let applied = vec![Applied::new(); articles.len()];
        Self { corrections, ids: articles.iter().map(|a| a.id.as_str()).collect(), applied }
    }

    /// Each article's id and what was applied to it; nothing where there are no corrections.
    fn each(&mut self) -> impl Iterator<Item = (&'c Corrections, &'c str, &mut Applied)> {
        let corrections = self.corrections;
        let some = if corrections.is_empty() { 0 } else { self.ids.len() };
        let ids = self.ids.iter().take(some);
        ids.zip(&mut self.applied).map(move |(id, applied)| (corrections, *id, applied))
    }

    /// `never` and `always`.
    pub fn mentions(&mut self, documents: &[Document<'_>], mentions: &mut [Mentions]) {
        for (((corrections, id, applied), document), mentions) in
            self.each().zip(documents).zip(mentions)
        {
            let before = std::mem::take(mentions);
            *mentions = corrections.mentions(id, document, before, applied);
        }
    }

    /// `merge`, `split` and `rename`.
    pub fn entities(&mut self, texts: &mut [Text<'_>]) {
        for ((corrections, id, applied), (document, entities)) in self.each().zip(texts) {
            corrections.entities(id, document, entities, applied);
        }
    }

    /// `suppress`.
    pub fn relations(&mut self, texts: &[Text<'_>], relations: &mut [Vec<Relation>]) {
        for (((corrections, id, applied), (document, entities)), relations) in
            self.each().zip(texts).zip(relations)
        {
            corrections.relations(id, document.text, entities, relations, applied);
        }
    }
}
