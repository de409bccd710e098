//! Tokens to sentences.

use super::token::{Gap, Shape, Token, TokenRange};
use crate::lexicon::{Class, Lexicon};

/// One sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: TokenRange,
    /// True when it begins a paragraph.
    pub opens_paragraph: bool,
    /// True for a line without full stop that stands alone: a heading, a caption, a list item.
    pub heading: bool,
    /// True when nearly all its words are capitalised, or all in capitals: there a capital says little.
    pub title_case: bool,
}

/// A sentence longer than this is cut at the next punctuation, so that no stage meets an endless one.
pub const LONGEST: usize = 400;

/// All sentences; together they cover every token once. One of more than `longest` tokens is cut at
/// the next punctuation, or at twice as many; how many cuts there were.
pub(super) fn split(
    text: &str,
    tokens: &[Token],
    lexicon: &Lexicon,
    longest: usize,
) -> (Vec<Sentence>, u32) {
    let mut cut = 0;
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = 0;
    for (at, pair) in (1..).zip(tokens.windows(2)) {
        // Between most tokens nothing can end.
        if !may_end(pair) && at - start < longest {
            continue;
        }
        let ends = ends_before(text, tokens, lexicon, start, at);
        let over = !ends && is_over(tokens, start, at, longest);
        cut += u32::from(over);
        if ends || over {
            sentences.push(sentence(text, tokens, lexicon, start, at));
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(sentence(text, tokens, lexicon, start, tokens.len()));
    }
    (sentences, cut)
}

/// True where a sentence that has not ended is cut.
fn is_over(tokens: &[Token], start: usize, at: usize, longest: usize) -> bool {
    at - start >= longest && (tokens[at - 1].shape.has(Shape::PUNCT) || at - start >= 2 * longest)
}

fn sentence(text: &str, tokens: &[Token], lexicon: &Lexicon, start: usize, end: usize) -> Sentence {
    let opens = tokens[start].gap >= Gap::Line || start == 0;
    let closed = tokens[start..end]
        .iter()
        .rev()
        .take(3)
        .any(|t| is_stop(text, t) || t.shape.has(Shape::PERIOD));
    let alone = opens && tokens.get(end).is_none_or(|t| t.gap >= Gap::Line);
    Sentence {
        tokens: TokenRange::new(start, end),
        opens_paragraph: opens,
        heading: alone && !closed,
        title_case: is_title_case(&tokens[start..end], lexicon),
    }
}

/// Of the words that are no function words, at least four in five are capitalised.
fn is_title_case(tokens: &[Token], lexicon: &Lexicon) -> bool {
    let (mut capital, mut other) = (0, 0);
    for token in tokens.iter().filter(|t| t.shape.has(Shape::ALPHA)) {
        if lexicon.is(token.word, Class::Function) {
            continue;
        }
        if token.is_capital() {
            capital += 1;
            continue;
        }
        other += 1;
        // Were all the rest capitals, they would be too few.
        if other * 4 > tokens.len() {
            return false;
        }
    }
    capital + other >= 4 && capital >= other * 4
}

fn is_stop(text: &str, token: &Token) -> bool {
    token.shape.has(Shape::PUNCT)
        && matches!(token.span.of(text), "." | "!" | "?" | "..." | "。" | "！" | "？" | "…")
}

/// Closing quotes and brackets go with the sentence before them.
fn is_closer(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if !token.shape.has(Shape::PUNCT) {
        return false;
    }
    match token.span.of(text) {
        ")" | "]" | "”" | "’" | "»" => true,
        "\"" | "'" => {
            token.gap == Gap::None && tokens.get(at + 1).is_none_or(|t| t.gap > Gap::None)
        }
        _ => false,
    }
}

/// False between two tokens where [`ends_before`] sees no end, whatever stands around them.
#[inline]
fn may_end(pair: &[Token]) -> bool {
    let [before, token] = pair else { return true };
    token.gap >= Gap::Line
        || token.gap != Gap::None && before.shape.has(Shape::PUNCT.with(Shape::PERIOD))
}

fn ends_before(text: &str, tokens: &[Token], lexicon: &Lexicon, start: usize, at: usize) -> bool {
    let token = &tokens[at];
    if token.gap >= Gap::Line {
        return true;
    }
    if token.gap == Gap::None
        || !tokens[at - 1].shape.has(Shape::PUNCT.with(Shape::PERIOD))
        || is_closer(text, tokens, at)
    {
        return false;
    }
    let mut last = at - 1;
    while last > start && is_closer(text, tokens, last) {
        last -= 1;
    }
    let closed_by_quote = last < at - 1;
    if is_stop(text, &tokens[last]) {
        return stop_ends(text, tokens, lexicon, last, at);
    }
    tokens[last].shape.has(Shape::PERIOD)
        && abbreviation_ends(tokens, lexicon, start, last, at, closed_by_quote)
}

/// A stop ends the sentence unless a small letter goes on (`"Why?" he asked`, `Yahoo! Inc.`).
fn stop_ends(text: &str, tokens: &[Token], lexicon: &Lexicon, stop: usize, at: usize) -> bool {
    let next = &tokens[at];
    let exclaimed =
        tokens[stop].gap == Gap::None && matches!(tokens[stop].span.of(text), "!" | "?");
    if exclaimed && (lexicon.is(next.word, Class::LegalForm) || next.shape.has(Shape::POSSESSIVE)) {
        return false;
    }
    !next.is_lower() || next.shape.has(Shape::NON_ASCII) && !next.shape.has(Shape::ALPHA)
}

/// After `Inc.` or `U.S.` a sentence ends where a function word with a capital begins the next;
/// after `Mr.` never.
fn abbreviation_ends(
    tokens: &[Token],
    lexicon: &Lexicon,
    start: usize,
    last: usize,
    at: usize,
    quoted: bool,
) -> bool {
    let (word, next) = (&tokens[last], &tokens[at]);
    let before_name = lexicon.is(word.word, Class::Honorific) || lexicon.is(word.word, Class::Rank);
    if before_name
        || word.shape.has(Shape::INITIAL) && last > start && tokens[last - 1].is_capital()
    {
        return false;
    }
    if quoted {
        return next.is_capital();
    }
    // `Acme Inc. Has raised`: an old wire sets a capital after every stop.
    let goes_on = lexicon.is(word.word, Class::LegalForm)
        && (lexicon.is(next.word, Class::Be) || lexicon.is(next.word, Class::Have));
    next.is_capital() && lexicon.is(next.word, Class::Function) && !goes_on
}
