//! Shares said in words: `majority stake`, `wholly owned`, `half of`.
//!
//! They fill the share of a relation; as mentions they are not printed.

use super::Values;
use crate::document::{Document, Shape, TokenRange};
use crate::lexicon::{Class, Lexicon};
use crate::mention::{Kind, Mention, MentionType, Source, Value};

/// The source of such a mention.
pub const WORDED: &str = "value/worded-share";

/// How many words may stand between the word and what it is a share of.
const REACH: usize = 4;

impl Values {
    /// All shares said in words next to a word of holding. One look-up a token.
    pub fn worded(&self, document: &Document<'_>, lexicon: &Lexicon) -> Vec<Mention> {
        let words = document.tokens.iter().enumerate();
        let words = words.filter(|(_, token)| self.shares.is_worded(token.word));
        words.filter_map(|(at, _)| self.worded_at(document, lexicon, at)).collect()
    }

    /// The share that a word is which may be one, see [`Values::worded`].
    pub(super) fn worded_at(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        at: usize,
    ) -> Option<Mention> {
        let token = document.tokens.get(at).filter(|token| !token.shape.has(Shape::PUNCT))?;
        if !is_share(document, lexicon, at) {
            return None;
        }
        Some(Mention {
            span: token.span,
            tokens: TokenRange::new(at, at + 1),
            mention_type: MentionType::Percent,
            kind: Kind::Value,
            value: Some(Value::Percent(self.worded_share(lexicon, token.word)?)),
            source: Source::Rule(WORDED),
            confidence: 0.9,
        })
    }
}

/// A word of holding follows, before any verb or sign.
fn is_share(document: &Document<'_>, lexicon: &Lexicon, at: usize) -> bool {
    for next in at + 1..(at + 1 + REACH).min(document.tokens.len()) {
        let word = document.word(next);
        if lexicon.is(word, Class::Holding) {
            return true;
        }
        let token = &document.tokens[next];
        let joins = token.is_lower() && !lexicon.is(word, Class::Conjunction)
            || document.token_text(next) == "-";
        if !joins {
            return false;
        }
    }
    false
}
