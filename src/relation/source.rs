//! Who says so: the source of a statement, and whether that makes it hearsay.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Attribution;
use crate::document::Document;
use crate::entity::{Entities, EntityId};
use crate::lexicon::{Class, Lexicon, WordId};
use crate::mention::{MentionId, MentionType};
use crate::phrase::{UnitKind, Units};
use crate::span::Span;

const FILE: &str = include_str!("../../rules/phrases/sources.toml");

/// The data file does not load.
#[derive(Debug, thiserror::Error)]
#[error("rules/phrases/sources.toml: {0}")]
pub struct SourceError(String);

/// How sources are named.
#[derive(Debug, Clone)]
pub struct Sources {
    heads: FxHashMap<WordId, &'static str>,
    phrases: AhoCorasick,
    kinds: Vec<&'static str>,
    according: WordId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    head: FxHashMap<String, Vec<String>>,
    phrase: FxHashMap<String, Vec<String>>,
}

/// A source with what follows from it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) attribution: Attribution,
    /// The entity that says so, where it is one.
    pub(super) entity: Option<EntityId>,
    /// Hearsay, unless the source speaks of itself.
    pub(super) hearsay: bool,
}

/// The kinds of source of the record format.
const KINDS: [&str; 5] = ["anonymous", "person", "organization", "document", "media"];

fn kind_of(name: &str) -> Result<&'static str, SourceError> {
    KINDS
        .into_iter()
        .find(|k| *k == name)
        .ok_or_else(|| SourceError(format!("no kind of source `{name}`")))
}

impl Sources {
    /// From the embedded file.
    ///
    /// # Errors
    /// None for the embedded file, as a test shows.
    pub fn shipped(lexicon: &mut Lexicon) -> Result<Self, SourceError> {
        let file: SourceFile = toml::from_str(FILE).map_err(|e| SourceError(e.to_string()))?;
        let mut heads = FxHashMap::default();
        for (kind, words) in &file.head {
            let kind = kind_of(kind)?;
            heads.extend(words.iter().map(|w| (lexicon.intern(w), kind)));
        }
        let (mut patterns, mut kinds) = (Vec::new(), Vec::new());
        for kind in KINDS {
            for phrase in file.phrase.get(kind).into_iter().flatten() {
                patterns.push(phrase.clone());
                kinds.push(kind_of(kind)?);
            }
        }
        let phrases = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .map_err(|e| SourceError(e.to_string()))?;
        Ok(Self { heads, phrases, kinds, according: lexicon.intern("according") })
    }

    /// The source of what the unit `at` of a sentence says. One pass over the sentence.
    pub(super) fn of(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        entities: &Entities,
        units: &Units,
        at: usize,
    ) -> Option<Said> {
        let scene = Scene { sources: self, document, lexicon, entities, units };
        scene.hearsay().or_else(|| scene.according()).or_else(|| scene.saying(at))
    }
}

struct Scene<'a> {
    sources: &'a Sources,
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    entities: &'a Entities,
    units: &'a Units,
}

impl Scene<'_> {
    /// A phrase such as `people familiar with` anywhere in the sentence.
    fn hearsay(&self) -> Option<Said> {
        let (first, last) = (self.units.row.first()?, self.units.row.last()?);
        let sentence = self.document.span(first.tokens).cover(self.document.span(last.tokens));
        let found = self.sources.phrases.find_iter(sentence.of(self.document.text)).find(|m| {
            let text = sentence.of(self.document.text).as_bytes();
            let inside = |i: Option<&u8>| i.is_some_and(u8::is_ascii_alphanumeric);
            !inside(m.start().checked_sub(1).and_then(|i| text.get(i)))
                && !inside(text.get(m.end()))
        })?;
        let start = sentence.start as usize;
        let span = Span::new(start + found.start(), start + found.end());
        let kind = self.sources.kinds.get(found.pattern().as_usize()).copied()?;
        Some(Said { attribution: Attribution { span, kind }, entity: None, hearsay: true })
    }

    /// `according to X`.
    fn according(&self) -> Option<Said> {
        let at =
            self.units.row.iter().position(|u| u.kind == UnitKind::Word(self.sources.according))?;
        let mut said = self.noun_phrase(at + 2, 1)?;
        said.hearsay = said.attribution.kind != "document";
        Some(said)
    }

    /// `X said …`, `…, X said`, `…, said X`: the nearest verb of saying around the place.
    fn saying(&self, at: usize) -> Option<Said> {
        let is_say = |i: &usize| match self.units.row.get(*i).map(|u| (u.kind, u.tokens)) {
            Some((UnitKind::Verb(_), tokens)) => {
                self.lexicon.is(self.document.word(tokens.end as usize - 1), Class::Say)
            }
            _ => false,
        };
        let verb =
            (0..at).rev().find(is_say).or_else(|| (at + 1..self.units.row.len()).find(is_say))?;
        let UnitKind::Verb(group) = self.units.row.get(verb)?.kind else { return None };
        if let Some(subject) = self.units.verbs.get(group)?.subject
            && let Some(said) = self.mention(subject)
        {
            return Some(said);
        }
        self.noun_phrase(verb.checked_sub(1)?, -1).or_else(|| self.noun_phrase(verb + 1, 1))
    }

    /// A mention, or a description with a known head, within a few units in one direction.
    fn noun_phrase(&self, from: usize, direction: isize) -> Option<Said> {
        let mut at = from;
        for _ in 0..6 {
            let unit = self.units.row.get(at)?;
            match unit.kind {
                UnitKind::Mention(_) | UnitKind::List(_) => return self.mention(at),
                UnitKind::Verb(_) => return None,
                UnitKind::Word(word) => {
                    if let Some(kind) = self.sources.heads.get(&word) {
                        let attribution = Attribution { span: self.described(at), kind };
                        return Some(Said {
                            attribution,
                            entity: None,
                            hearsay: matches!(*kind, "anonymous" | "media"),
                        });
                    }
                }
            }
            at = at.checked_add_signed(direction)?;
        }
        None
    }

    /// `the report`: the head with its determiner and modifiers.
    fn described(&self, at: usize) -> Span {
        let mut start = at;
        while at - start < 4 {
            let Some(UnitKind::Word(word)) =
                start.checked_sub(1).and_then(|i| self.units.row.get(i)).map(|u| u.kind)
            else {
                break;
            };
            let determiner = self.lexicon.is(word, Class::Determiner);
            if self.lexicon.is(word, Class::Function) && !determiner || !self.is_wordy(start - 1) {
                break;
            }
            start -= 1;
            if determiner {
                break;
            }
        }
        self.document
            .span(self.units.row[start].tokens)
            .cover(self.document.span(self.units.row[at].tokens))
    }

    fn is_wordy(&self, at: usize) -> bool {
        let token = self.units.row.get(at).map_or(usize::MAX, |u| u.tokens.start as usize);
        self.document.tokens.get(token).is_some_and(|t| t.shape.has(crate::document::Shape::ALPHA))
    }

    fn mention(&self, at: usize) -> Option<Said> {
        let id: MentionId = match self.units.row.get(at)?.kind {
            UnitKind::Mention(id) => id,
            UnitKind::List(list) => *self.units.lists.get(list)?.first()?,
            _ => return None,
        };
        let mention = self.entities.mentions.get(id)?;
        let kind = match mention.mention_type {
            MentionType::Person => "person",
            MentionType::Organization | MentionType::Place => "organization",
            _ => return None,
        };
        let entity = self.entities.links.get(id.0 as usize).copied().flatten().map(|l| l.entity);
        Some(Said { attribution: Attribution { span: mention.span, kind }, entity, hearsay: false })
    }
}
