//! Texts with their mentions in brackets, for the tests of later stages: `[o Acme] sold
//! [% 5 percent] of [o Beta].` The letter is the type: o organization, p person, l place, d date,
//! r role, x other, % percent.

use super::{Kind, Mention, MentionType, Source};
use crate::document::{Document, TokenRange};
use crate::span::Span;

/// The type that a letter stands for.
pub(crate) fn type_of(letter: &str) -> MentionType {
    match letter {
        "o" => MentionType::Organization,
        "p" => MentionType::Person,
        "l" => MentionType::Place,
        "d" => MentionType::Date,
        "r" => MentionType::Role,
        "x" => MentionType::Other,
        "%" => MentionType::Percent,
        other => panic!("`{other}` is no type"),
    }
}

/// The words without brackets, and the spans and types of the mentions.
pub(crate) fn strip(marked: &str) -> (String, Vec<(Span, MentionType)>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = rest.find(']').expect("a bracket is closed");
        let (letter, words) = rest[open + 1..close].split_once(' ').expect("a type and words");
        marks.push((Span::new(text.len(), text.len() + words.len()), type_of(letter)));
        text.push_str(words);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// The mention at a span: a name, or a value without its value.
pub(crate) fn mention(document: &Document<'_>, span: Span, mention_type: MentionType) -> Mention {
    let is_value =
        matches!(mention_type, MentionType::Date | MentionType::Role | MentionType::Percent);
    Mention {
        span,
        tokens: tokens(document, span),
        mention_type,
        kind: if is_value { Kind::Value } else { Kind::Name },
        value: None,
        source: Source::Rule("test"),
        confidence: 1.0,
    }
}

fn tokens(document: &Document<'_>, span: Span) -> TokenRange {
    let inside: Vec<usize> =
        (0..document.tokens.len()).filter(|&i| span.contains(document.tokens[i].span)).collect();
    let first = *inside.first().expect("a mention covers tokens");
    TokenRange::new(first, inside[inside.len() - 1] + 1)
}
