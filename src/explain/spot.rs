//! Where an article speaks of somebody.

use crate::document::{Document, TokenRange, tokenize};
use crate::entity::EntityId;
use crate::eval::normal_name;
use crate::extract::Extraction;
use crate::mention::{Kind, MentionId};
use crate::relation::{Argument, Relation};

/// All places that speak of one end of a claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Spot {
    /// The entities of that name; none for a value.
    pub(super) entities: Vec<EntityId>,
    /// All their mentions, or those of the value.
    pub(super) mentions: Vec<MentionId>,
}

impl Spot {
    /// The places of the entities that have this name, or of the values so written.
    pub(super) fn find(extraction: &Extraction<'_>, name: &str) -> Option<Self> {
        let (entities, text) = (&extraction.entities, extraction.document.text);
        let wanted = normal_name(name);
        let mut spot = Self::default();
        for entity in &entities.all {
            let aliases = entities.aliases_of(entity).iter();
            if { aliases }.any(|alias| normal_name(alias.name(text)) == wanted) {
                spot.entities.push(entity.id);
                spot.mentions.extend(entities.mentions_of(entity));
            }
        }
        if spot.entities.is_empty() {
            let named = entities.mentions.iter().filter(|(id, m)| {
                let linked = entities.links.get(id.0 as usize).copied().flatten().is_some();
                m.kind == Kind::Value && !linked && normal_name(m.span.of(text)) == wanted
            });
            spot.mentions.extend(named.map(|(id, _)| id));
        }
        spot.mentions.sort_unstable();
        (!spot.mentions.is_empty()).then_some(spot)
    }

    /// Leaves the places with these very words, if there are any.
    pub(super) fn keep(&mut self, extraction: &Extraction<'_>, name: &str) {
        let (mentions, text) = (&extraction.entities.mentions, extraction.document.text);
        let wanted = normal_name(name);
        let said = |m: &MentionId| {
            mentions.get(*m).is_some_and(|m| normal_name(m.span.of(text)) == wanted)
        };
        if self.mentions.iter().any(said) {
            self.mentions.retain(said);
        }
    }

    /// True when it is this end of a relation.
    pub(super) fn is(&self, argument: &Argument) -> bool {
        match argument.entity {
            Some(entity) => self.entities.contains(&entity),
            None => self.mentions.contains(&argument.mention),
        }
    }
}

/// The relation of this type between two ends.
pub(super) fn relation_between<'e>(
    extraction: &'e Extraction<'_>,
    relation: Option<&str>,
    [subject, object]: [&Spot; 2],
) -> Option<&'e Relation> {
    extraction.relations.iter().find(|r| {
        let straight = subject.is(&r.subject) && object.is(&r.object);
        let turned = subject.is(&r.object) && object.is(&r.subject);
        relation.is_none_or(|name| name == r.relation)
            && (straight || turned && (r.symmetric || relation.is_none()))
    })
}

/// Where these words stand, signs between them left aside.
pub(super) fn occurrences(document: &Document<'_>, name: &str) -> Vec<TokenRange> {
    let told = |word: &str| word.chars().any(char::is_alphanumeric);
    let fold = |word: &str| word.trim_end_matches('.').to_lowercase();
    let tokens = tokenize::tokens(name);
    let words = tokens.iter().map(|t| t.span.of(name)).filter(|w| told(w));
    let words: Vec<String> = words.map(fold).collect();
    let count = document.tokens.len();
    let text = |at: usize| document.token_text(at);
    let mut all = Vec::new();
    for start in (0..count).filter(|at| words.first().is_some_and(|w| *w == fold(text(*at)))) {
        let (mut at, mut matched) = (start, 0);
        while at < count && matched < words.len() {
            if told(text(at)) {
                if fold(text(at)) != words[matched] {
                    break;
                }
                matched += 1;
            }
            at += 1;
        }
        if matched == words.len() {
            all.push(TokenRange::new(start, at));
        }
    }
    all
}
