//! `never` and `always`: before mentions are linked.

use super::{Applied, Corrections, Kind, same};
use crate::document::{Document, TokenRange};
use crate::mention::{Kind as MentionKind, Mention, MentionType, Mentions, Source};

/// What is named as the source of a name by `always`.
const ALWAYS: Source = Source::Rule("corrections/always");

impl Corrections {
    /// The mentions of a document as `never` and `always` have them. Linear in the text for each
    /// entry.
    #[must_use]
    pub fn mentions(
        &self,
        doc: &str,
        document: &Document<'_>,
        mentions: Mentions,
        applied: &mut Applied,
    ) -> Mentions {
        if !self.of(doc).any(|(_, k)| matches!(k, Kind::Never { .. } | Kind::Always { .. })) {
            return mentions;
        }
        let mut all: Vec<Mention> = mentions.all().to_vec();
        for (number, kind) in self.of(doc) {
            match kind {
                Kind::Never { name } => {
                    let before = all.len();
                    let named = |m: &Mention| m.kind == MentionKind::Name;
                    all.retain(|m| !(named(m) && same(m.span.of(document.text), name)));
                    applied.extend(std::iter::repeat_n(number, before - all.len()));
                }
                Kind::Always { name, mention_type } => {
                    for tokens in places(document, name) {
                        always(document, &mut all, tokens, *mention_type);
                        applied.push(number);
                    }
                }
                _ => {}
            }
        }
        Mentions::arbitrate(all)
    }
}

/// A name at some tokens, in place of all that shares one with it but a longer name.
fn always(
    document: &Document<'_>,
    all: &mut Vec<Mention>,
    tokens: TokenRange,
    mention_type: MentionType,
) {
    let longer = |m: &Mention| {
        m.kind == MentionKind::Name
            && m.source == ALWAYS
            && m.tokens.overlaps(tokens)
            && m.tokens.len() > tokens.len()
    };
    if all.iter().any(longer) {
        return;
    }
    all.retain(|m| !m.tokens.overlaps(tokens));
    all.push(Mention {
        span: document.span(tokens),
        tokens,
        mention_type,
        kind: MentionKind::Name,
        value: None,
        source: ALWAYS,
        confidence: 1.0,
    });
}

/// Where these words stand, written so.
fn places(document: &Document<'_>, name: &str) -> Vec<TokenRange> {
    let wanted: Vec<&str> = name.split_whitespace().collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let count = document.tokens.len();
    let begins = |at: &usize| first.starts_with(document.token_text(*at));
    let found = |at: usize| {
        // A word of the name may be several tokens: `AT&T`, `Corp.`
        let ends = (at + 1..=count).take(2 * name.len() + 1);
        let range = |end| TokenRange::new(at, end);
        let longest = ends.take_while(|end| {
            let words: Vec<&str> = document.text_of(range(*end)).split_whitespace().collect();
            name_begins(&wanted, &words)
        });
        longest.map(range).filter(|r| same(document.text_of(*r), name)).last()
    };
    (0..count).filter(begins).filter_map(found).collect()
}

/// The words so far begin the name.
fn name_begins(wanted: &[&str], words: &[&str]) -> bool {
    let Some((last, before)) = words.split_last() else { return true };
    wanted.starts_with(before) && wanted.get(before.len()).is_some_and(|w| w.starts_with(last))
}
