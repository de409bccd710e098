//! Text to tokens and sentences. Entry point: [`Document::parse`].
//!
//! Linear in the text. Nothing is normalised in place: every token is a [`Span`] of the original
//! text, and the folded form lives in its hash and its word alone.

mod abbreviation;
mod class;
pub mod fold;
mod layout;
mod sentence;
pub mod token;
pub mod tokenize;

pub use layout::Layout;
pub use sentence::{LONGEST, Sentence};
pub use token::{Gap, Shape, Token, TokenRange};

use crate::lexicon::{Lexicon, WordId};
use crate::span::Span;
use crate::step;

/// An article's text with its tokens and sentences.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// The text as read.
    pub text: &'a str,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; together they cover every token once.
    pub sentences: Vec<Sentence>,
    /// How many sentences were cut because they were longer than the limit.
    pub cut: u32,
    /// How the article uses line breaks.
    pub layout: Layout,
}

impl<'a> Document<'a> {
    /// Tokens and sentences of `text`. Linear in its length, never fails.
    pub fn parse(text: &'a str, lexicon: &Lexicon) -> Self {
        Self::parse_within(text, lexicon, LONGEST)
    }

    /// The same with sentences of so many tokens at most, before they are cut.
    pub fn parse_within(text: &'a str, lexicon: &Lexicon, longest: usize) -> Self {
        let mut tokens = tokenize::tokens(text);
        for token in &mut tokens {
            token.word = lexicon.by_hash(token.hash);
        }
        let layout = layout::of(text, &mut tokens);
        let (sentences, cut) = sentence::split(text, &tokens, lexicon, longest);
        Self { text, tokens, sentences, cut, layout }
    }

    /// The words of one token as written.
    #[inline]
    pub fn token_text(&self, index: usize) -> &'a str {
        step::take();
        self.tokens.get(index).map_or("", |t| t.span.of(self.text))
    }

    /// The same as bytes: to be compared with what a sign or word is.
    #[inline]
    pub fn token_bytes(&self, index: usize) -> &'a [u8] {
        self.tokens.get(index).map_or(&[], |t| self.bytes_of(t))
    }

    /// The bytes of a token of this document.
    #[inline]
    pub fn bytes_of(&self, token: &Token) -> &'a [u8] {
        step::take();
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        self.text.as_bytes().get(start..end).unwrap_or(&[])
    }

    /// The word of one token; [`WordId::UNKNOWN`] outside the document.
    #[inline]
    pub fn word(&self, index: usize) -> WordId {
        step::take();
        self.tokens.get(index).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// The bytes from the first to the last token of `range`; empty for an empty range.
    pub fn span(&self, range: TokenRange) -> Span {
        match (
            self.tokens.get(range.start as usize),
            self.tokens.get((range.end as usize).wrapping_sub(1)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words of a range of tokens as written.
    pub fn text_of(&self, range: TokenRange) -> &'a str {
        self.span(range).of(self.text)
    }

    /// The index of the sentence that holds the token. Costs a binary search.
    pub fn sentence_of(&self, token: u32) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }
}
