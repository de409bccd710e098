//! The first row: mentions and verb groups as one unit each, every other token as its own.

use super::verb;
use super::{Context, Unit, UnitKind, Units};
use crate::document::{Shape, TokenRange};
use crate::lexicon::{Class, fixed};
use crate::mention::{Mention, MentionType, Source, Value};

/// Longest ticker of a newswire, in letters.
const LONGEST_TICKER: usize = 5;

/// Adds the row of a sentence and its verb groups.
pub(super) fn read(context: &Context<'_>, sentence: TokenRange, units: &mut Units) {
    let Units { row, verbs, .. } = units;
    let mentions = context.entities.mentions.all();
    let mut next = mentions.partition_point(|m| m.tokens.start < sentence.start);
    let mut at = sentence.start;
    while at < sentence.end {
        while mentions.get(next).is_some_and(|m| m.tokens.start < at) {
            next += 1;
        }
        let (kind, end) = match mentions.get(next) {
            Some(mention) if in_angles(context, at, mention, sentence) => {
                (UnitKind::Mention(crate::mention::MentionId(next as u32)), mention.tokens.end + 1)
            }
            Some(mention)
                if mention.tokens.start == at
                    && mention.tokens.end > at
                    && !is_plain(context, mention) =>
            {
                (
                    UnitKind::Mention(crate::mention::MentionId(next as u32)),
                    mention.tokens.end.min(sentence.end),
                )
            }
            _ => {
                let group = verb::may_begin(context, at).then(|| {
                    let limit = limit(context, next, at, sentence);
                    verb::group(context, row, at, limit, sentence)
                });
                match group.flatten() {
                    Some((group, end)) => {
                        verbs.push(group);
                        (UnitKind::Verb(verbs.len() - 1), end)
                    }
                    None => (UnitKind::Word(context.document.word(at as usize)), at + 1),
                }
            }
        };
        row.push(Unit { kind, tokens: TokenRange { start: at, end } });
        at = end;
    }
}

/// Newswire sets the name of a company without ticker in angle brackets: they belong to the name.
fn in_angles(context: &Context<'_>, at: u32, mention: &Mention, sentence: TokenRange) -> bool {
    mention.tokens.start == at + 1
        && mention.tokens.end < sentence.end
        && mention.mention_type.is_entity()
        && context.document.word(at as usize) == fixed::OPEN_ANGLE
        && context.document.word(mention.tokens.end as usize) == fixed::CLOSE_ANGLE
        && !is_ticker(context, at, mention)
}

/// `Acme Corp <ACM>`, `Acme Corp's <ACM> unit`: capitals right behind a name are its ticker.
fn is_ticker(context: &Context<'_>, at: u32, mention: &Mention) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| context.document.tokens.get(i as usize))
    else {
        return false;
    };
    let behind = before.is_capital()
        || before.shape.has(Shape::POSSESSIVE)
        || matches!(before.span.of(context.document.text), "'" | "." | "’");
    let text = mention.span.of(context.document.text);
    behind && text.len() <= LONGEST_TICKER && !text.bytes().any(|b| !b.is_ascii_uppercase())
}

/// Where the next mention that is a unit begins.
fn limit(context: &Context<'_>, next: usize, at: u32, sentence: TokenRange) -> u32 {
    let upcoming = context.entities.mentions.all().get(next..).unwrap_or(&[]).iter();
    let mut units = upcoming.filter(|m| m.tokens.start >= at && !is_plain(context, m));
    units.next().map_or(sentence.end, |m| m.tokens.start.min(sentence.end))
}

/// One word that is a mention to a reader and plain to grammar: `now`, `formerly` are dates and
/// adverbs, `Founded` at the head of a sentence is the name of nothing.
fn is_plain(context: &Context<'_>, mention: &Mention) -> bool {
    if mention.tokens.len() != 1 {
        return false;
    }
    if mention.mention_type == MentionType::Other {
        let word = context.document.word(mention.tokens.start as usize);
        let classes = context.lexicon.classes(word);
        return !context.lexicon.inflections(word).is_empty()
            || classes.has(Class::Former)
            || classes.has(Class::Adverb);
    }
    if mention.source == Source::Rule(crate::name::TICKER) {
        return true;
    }
    matches!(&mention.value, Some(Value::Timex(t)) if t.value.ends_with("_REF"))
}
