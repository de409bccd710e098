//! Example sentences in bracket notation: `[owner Fiat] owns [share 5 percent] of [asset Chrysler].`
//!
//! | write | means |
//! |---|---|
//! | `[owner Fiat]` | a mention that must fill the role; of the role's first type |
//! | `[owner:person Ann Lee]` | the same, of that type |
//! | `[organization Fiat]` `[:role CEO]` | a mention that is merely present |
//! | `[owner=Fiat it]` `[:organization=Acme_Corp it]` | a pronoun or description of the one of that name |
//!
//! The brackets are the only mentions, so an example needs no name list.

use std::ops::Range;

use super::header::RelationType;
use crate::document::{Document, Shape, TokenRange};
use crate::entity::{Entities, EntityId, Link};
use crate::lexicon::{Class, Lexicon};
use crate::mention::{
    Kind, Mention, MentionType, Mentions, Share, Source, Timex, TimexKind, Value,
};
use crate::pattern::{PatternError, RoleId, TypeSet};
use crate::phrase::Status;
use crate::span::Span;

/// A value that an example demands.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpectedValue {
    /// Words or a kind.
    Text(String),
    /// A number.
    Number(f64),
    /// A share with bounds.
    Share(Share),
}

/// What an example demands besides its arguments.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Expected {
    /// The status.
    pub status: Option<Status>,
    /// Negated.
    pub negated: Option<bool>,
    /// Hedged.
    pub hedged: Option<bool>,
    /// Attributes.
    pub values: Vec<(String, ExpectedValue)>,
}

/// An example as its file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Where it stands: `rules/relations/owns.toml:12`.
    pub place: String,
    /// In bracket notation.
    pub text: String,
    /// What must come out.
    pub expected: Expected,
}

/// One bracket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// The role that it must fill.
    pub role: Option<RoleId>,
    /// Its type; `None` for words of a role that holds text.
    pub mention_type: Option<MentionType>,
    /// The bytes of the words, in the text without brackets.
    pub span: Range<usize>,
    /// The name of the entity that it stands for, if it is not itself the name.
    pub refers_to: Option<String>,
}

/// An example without its brackets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotated {
    /// The sentence.
    pub text: String,
    /// Its brackets, in order.
    pub annotations: Vec<Annotation>,
}

impl Annotated {
    /// Reads the notation.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn parse(written: &str, relation: &RelationType) -> Result<Self, PatternError> {
        let mut parsed = Self::default();
        let mut at = 0;
        while let Some(open) = written.get(at..).and_then(|r| r.find(['[', ']'])) {
            let open = at + open;
            parsed.text.push_str(written.get(at..open).unwrap_or(""));
            let inner = written.get(open + 1..).unwrap_or("");
            if written.get(open..).is_some_and(|r| r.starts_with(']')) {
                return Err(PatternError::new(open, 1, "there is no bracket to close here"));
            }
            let length = inner.find(['[', ']']).filter(|i| inner.as_bytes().get(*i) == Some(&b']'));
            let Some(length) = length else {
                return Err(PatternError::new(open, 1, "this bracket is never closed")
                    .hint("brackets do not lie in one another"));
            };
            let inner = inner.get(..length).unwrap_or("");
            parsed.bracket(inner, open + 1, relation)?;
            at = open + length + 2;
        }
        parsed.text.push_str(written.get(at..).unwrap_or(""));
        Ok(parsed)
    }

    fn bracket(
        &mut self,
        inner: &str,
        at: usize,
        relation: &RelationType,
    ) -> Result<(), PatternError> {
        let Some((label, words)) = inner.split_once(' ').filter(|(_, w)| !w.trim().is_empty())
        else {
            return Err(PatternError::new(
                at,
                inner.len(),
                "a bracket holds a role or type and words",
            )
            .hint("[owner Fiat]"));
        };
        let (label, refers_to) = match label.split_once('=') {
            Some((label, name)) => (label, Some(name.replace('_', " "))),
            None => (label, None),
        };
        let (role, mention_type) = meaning(label, at, relation)?;
        let start = self.text.len();
        self.text.push_str(words);
        let span = start..self.text.len();
        self.annotations.push(Annotation { role, mention_type, span, refers_to });
        Ok(())
    }
}

/// What a label says: `role`, `role:type`, `type` or `:type`.
fn meaning(
    label: &str,
    at: usize,
    relation: &RelationType,
) -> Result<(Option<RoleId>, Option<MentionType>), PatternError> {
    let (name, narrowed) = match label.split_once(':') {
        Some((name, narrowed)) => (name, Some(narrowed)),
        None => (label, None),
    };
    let narrowed = match narrowed {
        Some(written) => Some(MentionType::of_name(written).ok_or_else(|| {
            PatternError::new(at, label.len(), format!("unknown type `{written}`"))
        })?),
        None => None,
    };
    let role = relation.role(name);
    let types = role.and_then(|r| relation.roles.get(usize::from(r.0))).map(|r| r.types);
    match (types, narrowed) {
        (Some(TypeSet::TEXT), None) => Ok((role, None)),
        (Some(types), Some(narrowed)) if types.has(narrowed) => Ok((role, Some(narrowed))),
        (Some(types), None) => Ok((role, first_type(types))),
        (None, Some(_)) if name.is_empty() => Ok((None, narrowed)),
        (None, None) if MentionType::of_name(name).is_some() => {
            Ok((None, MentionType::of_name(name)))
        }
        (Some(_), Some(_)) => {
            Err(PatternError::new(at, label.len(), format!("`{name}` never has this type")))
        }
        (None, _) => {
            let known: Vec<&str> = relation.roles.iter().map(|r| r.name.as_str()).collect();
            let error =
                PatternError::new(at, label.len(), format!("unknown role or type `{name}`"));
            Err(match crate::pattern::nearest(name, &known) {
                Some(near) => error.hint(format!("did you mean {near}?")),
                None => error.hint(format!("roles are {}", known.join(", "))),
            })
        }
    }
}

fn first_type(types: TypeSet) -> Option<MentionType> {
    use MentionType::{Date, Money, Number, Organization, Other, Percent, Person, Place, Role};
    [Organization, Person, Place, Date, Percent, Money, Number, Role, Other]
        .into_iter()
        .find(|t| types.has(*t))
}

/// The entities that the brackets of a sentence declare, over its tokens. `Err` names a bracket
/// that does not begin and end with a token.
pub(super) fn entities(
    annotated: &Annotated,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> Result<Entities, String> {
    let mut candidates = Vec::new();
    for annotation in &annotated.annotations {
        let Some(mention_type) = annotation.mention_type else { continue };
        let words = annotated.text.get(annotation.span.clone()).unwrap_or("");
        let tokens = tokens(document, &annotation.span)
            .ok_or_else(|| format!("the bracket around `{words}` cuts through a word"))?;
        candidates.push(Mention {
            span: document.span(tokens),
            tokens,
            mention_type,
            kind: kind(annotation, mention_type, tokens, document, lexicon),
            value: value(mention_type, words),
            source: Source::Rule("example"),
            confidence: 1.0,
        });
    }
    let mentions = Mentions::arbitrate(candidates);
    Ok(link(annotated, document, mentions))
}

/// The tokens that cover these bytes.
pub(super) fn tokens(document: &Document<'_>, span: &Range<usize>) -> Option<TokenRange> {
    let starts = |t: &crate::document::Token| t.span.start as usize == span.start;
    let start = document.tokens.iter().position(starts)?;
    // The period of an abbreviation may stand outside the bracket: `[asset Acme Co].`
    let ends = |t: &crate::document::Token| {
        let end = t.span.end as usize;
        end == span.end || end == span.end + 1 && t.shape.has(Shape::PERIOD)
    };
    let end = document.tokens.iter().position(ends)?;
    Some(TokenRange::new(start, end + 1))
}

fn kind(
    annotation: &Annotation,
    mention_type: MentionType,
    tokens: TokenRange,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> Kind {
    if !mention_type.is_entity() && mention_type != MentionType::Other {
        return Kind::Value;
    }
    let classes = lexicon.classes(document.word(tokens.start as usize));
    let pronoun = [Class::Pronoun, Class::PossessivePronoun, Class::Relative];
    match annotation.refers_to {
        None => Kind::Name,
        Some(_) if tokens.len() == 1 && pronoun.iter().any(|c| classes.has(*c)) => Kind::Pronoun,
        Some(_) => Kind::Nominal,
    }
}

/// A simple reading of values, enough for examples: the first number, the first year.
fn value(mention_type: MentionType, words: &str) -> Option<Value> {
    match mention_type {
        MentionType::Percent => {
            Some(Value::Percent(Share { exact: number(words), ..Share::default() }))
        }
        MentionType::Number => number(words).map(Value::Number),
        MentionType::Money => {
            let scales = [("billion", 1e9), ("bln", 1e9), ("million", 1e6), ("mln", 1e6)];
            let scale = scales.iter().find(|(w, _)| words.contains(w)).map_or(1.0, |(_, s)| *s);
            Some(Value::Money { value: number(words)? * scale, currency: String::new() })
        }
        MentionType::Date => {
            let is_year = |w: &&str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
            let year = words.split(' ').find(is_year).unwrap_or(words);
            Some(Value::Timex(Timex { kind: TimexKind::Date, value: year.to_owned() }))
        }
        _ => None,
    }
}

fn number(words: &str) -> Option<f64> {
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let digits: String = words
        .get(start..)?
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|c| *c != ',')
        .collect();
    digits.trim_end_matches('.').parse().ok()
}

/// One entity for each name; what refers to a name belongs to its entity.
fn link(annotated: &Annotated, document: &Document<'_>, mentions: Mentions) -> Entities {
    let mut names: Vec<(&str, EntityId)> = Vec::new();
    let mut entities = Entities::default();
    for (id, mention) in mentions.iter() {
        if !mention.mention_type.is_entity() {
            entities.links.push(None);
            continue;
        }
        let words = mention.span.of(document.text);
        let name = refers_to(annotated, mention.span).unwrap_or(words);
        let known = names.iter().find(|(n, _)| *n == name).map(|(_, entity)| *entity);
        let entity = known.unwrap_or_else(|| entities.open(id, mention, name));
        if known.is_none() {
            names.push((name, entity));
        }
        entities.links.push(Some(Link {
            entity,
            reason: "example",
            antecedent: None,
            confidence: 1.0,
        }));
    }
    entities.fill_members();
    entities.mentions = mentions;
    entities
}

fn refers_to(annotated: &Annotated, span: Span) -> Option<&str> {
    let same = annotated.annotations.iter().find(|a| a.span.start == span.start as usize)?;
    same.refers_to.as_deref()
}
