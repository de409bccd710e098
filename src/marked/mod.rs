//! Articles read again, with their mentions, for pages and timelines. Entry point: [`mark`].

mod check;

pub use check::{Check, Found};

use crate::article::Article;
use crate::entity::EntityId;
use crate::extract::{Extraction, Extractor};
use crate::gazetteer::Gazetteer;
use crate::mention::{Kind, Mention, MentionType, Source, Value};
use crate::span::Span;

/// An article with its mentions and sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The article.
    pub article: Article,
    /// Its mentions: disjoint and in the order of the text.
    pub marks: Vec<Mark>,
    /// Its sentences.
    pub sentences: Vec<Span>,
}

/// A mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// organization, person, place, date …
    pub mention_type: &'static str,
    /// The number of its entity in the article, from 1, and the entity's fullest name.
    pub entity: Option<(u32, String)>,
    /// The TIMEX3 value of a date.
    pub timex: Option<String>,
    /// The list entry or rule that found it; for a description, why it is linked.
    pub source: String,
}

/// The articles with their mentions, in their order: names, values, descriptions and pronouns.
/// Linear in their text.
pub fn mark(extractor: &Extractor, articles: &[Article]) -> Vec<Marked> {
    /// Articles that go through the stages together.
    const BATCH: usize = 64;
    let mut all = Vec::with_capacity(articles.len());
    for batch in articles.chunks(BATCH) {
        let batch: Vec<&Article> = batch.iter().collect();
        for (article, extraction) in batch.iter().zip(extractor.extract_all(&batch, &mut ())) {
            all.push(marked(article, &extraction, &extractor.gazetteer));
        }
    }
    all
}

fn marked(article: &Article, extraction: &Extraction<'_>, gazetteer: &Gazetteer) -> Marked {
    let entities = &extraction.entities;
    let mut marks: Vec<Mark> = Vec::new();
    for (id, mention) in entities.mentions.iter() {
        let worded = mention.source == Source::Rule(crate::value::WORDED);
        let overlaps = marks.last().is_some_and(|last| mention.span.start < last.span.end);
        if mention.mention_type == MentionType::Other || worded || overlaps {
            continue;
        }
        let link = entities.links.get(id.0 as usize).copied().flatten();
        let entity = link.and_then(|l| name(extraction, l.entity));
        let described = matches!(mention.kind, Kind::Nominal | Kind::Pronoun);
        let source = match link {
            Some(link) if described => link.reason.to_owned(),
            _ => source(&mention.source, gazetteer),
        };
        marks.push(Mark {
            span: mention.span,
            mention_type: mention.mention_type.name(),
            entity,
            timex: timex(mention),
            source,
        });
    }
    let document = &extraction.document;
    let sentences = document.sentences.iter().map(|s| document.span(s.tokens)).collect();
    Marked { article: article.clone(), marks, sentences }
}

fn name(extraction: &Extraction<'_>, id: EntityId) -> Option<(u32, String)> {
    let entity = extraction.entities.get(id)?;
    let name = extraction.entities.name_of(entity, extraction.document.text)?;
    Some((id.0.saturating_add(1), name.to_owned()))
}

fn timex(mention: &Mention) -> Option<String> {
    match &mention.value {
        Some(Value::Timex(timex)) => Some(timex.value.clone()),
        _ => None,
    }
}

fn source(source: &Source, gazetteer: &Gazetteer) -> String {
    match source {
        Source::Rule(name) => (*name).to_owned(),
        Source::Entry(entry) => {
            let row = gazetteer.row(*entry);
            row.map_or_else(String::new, |row| format!("list entry {}", row.name))
        }
    }
}
