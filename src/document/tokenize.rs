//! Text to tokens, in one pass.
//!
//! ASCII goes byte by byte; a word with characters outside ASCII is cut by UAX #29
//! (unicode-segmentation). Hyphens, slashes and `&` are tokens of their own; the period of an
//! abbreviation belongs to its word; `'s` and `n't` are split off; `$1.2bn` is three tokens.

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviation;
use super::class::{self, CLASS};
use super::fold::{Letters, hash_ascii, hash_token, letters};
use super::token::{Gap, Shape, Token};
use crate::lexicon::WordId;
use crate::span::Span;

/// All tokens of `text`, their words not yet looked up. Linear, never fails.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokenizer =
        Tokenizer { text, bytes: text.as_bytes(), tokens: Vec::with_capacity(text.len() / 5 + 1) };
    tokenizer.run();
    tokenizer.tokens
}

struct Tokenizer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
}

impl Tokenizer<'_> {
    fn run(&mut self) {
        let (mut at, mut gap) = (0, Gap::None);
        while let Some(&byte) = self.bytes.get(at) {
            let kind = CLASS[byte as usize];
            if kind & (class::BLANK | class::BREAK) != 0 {
                gap = gap.max(if kind & class::BREAK != 0 { Gap::Line } else { Gap::Space });
                at += 1;
                continue;
            }
            let plain = if kind & class::LETTER != 0 { self.plain_word(at, gap) } else { None };
            let end = match plain {
                Some(end) => end,
                None => {
                    if byte >= 0x80
                        && let Some((width, breaks)) = self.wide_blank(at)
                    {
                        gap = gap.max(if breaks { Gap::Line } else { Gap::Space });
                        at += width;
                        continue;
                    }
                    self.token(at, gap)
                }
            };
            debug_assert!(end > at, "a token holds at least one byte");
            at = end.max(at + 1);
            gap = Gap::None;
        }
    }

    /// Adds the word of ASCII letters at `at` and gives its end, unless what follows asks for a
    /// closer look.
    fn plain_word(&mut self, at: usize, gap: Gap) -> Option<usize> {
        let first = CLASS[*self.bytes.get(at)? as usize];
        let Letters { mut end, hash, upper, lower } = letters(self.bytes, at);
        let stop = self.bytes.get(end).map_or(0, |b| CLASS[*b as usize]);
        // Letters and digits may be a currency and an amount.
        if stop & class::DIGIT != 0 {
            return None;
        }
        let rest = (u8::from(upper) * class::UPPER) | (u8::from(lower) * class::LOWER);
        let mut shape = class::shape(first, rest);
        if end - at == 1 {
            if self.is_slashed(at) {
                return Some(self.push(at, at + 3, gap, class::shape(first, class::UPPER)));
            }
            shape = shape.with(Shape::INITIAL);
        }
        if stop & class::JOIN != 0 {
            let after = self.bytes.get(end + 1).copied().unwrap_or(b' ');
            let web = end - at == 3 && self.bytes[at].eq_ignore_ascii_case(&b'w');
            if self.bytes[end] != b'.' || after.is_ascii_alphabetic() || web {
                return None;
            }
            let initial = end - at == 1 && first & class::UPPER != 0 && self.bytes[at] != b'I';
            if after != b'.' && (initial || self.is_abbreviation(at, end, hash)) {
                end += 1;
                shape = shape.with(Shape::PERIOD);
            }
        }
        Some(self.push_hashed(at, end, gap, shape, hash))
    }

    /// `A/S`, `S/A`: the legal forms of the north and of Brazil.
    fn is_slashed(&self, at: usize) -> bool {
        let next = |i: usize| self.bytes.get(at + i).copied().unwrap_or(b' ');
        next(1) == b'/'
            && matches!((next(0), next(2)), (b'A' | b'I' | b'K', b'S') | (b'S', b'A'))
            && !next(3).is_ascii_alphanumeric()
            && !matches!(next(3), b'/' | b'&')
    }

    /// Width of the blank outside ASCII at `at`, and whether it is a line break.
    fn wide_blank(&self, at: usize) -> Option<(usize, bool)> {
        let c = self.char(at)?;
        let blank = c.is_whitespace()
            || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2060}');
        blank.then(|| (c.len_utf8(), matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}')))
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Adds the token at `at`; gives its end.
    fn token(&mut self, at: usize, gap: Gap) -> usize {
        let b = self.bytes[at];
        match b {
            b'0'..=b'9' => self.number(at, gap),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(at, gap),
            b'\'' => self.apostrophe(at, 1, gap),
            b'@' if self.handle_end(at) > at + 1 => {
                self.push(at, self.handle_end(at), gap, Shape::ADDRESS)
            }
            0x80.. => self.non_ascii(at, gap),
            _ => {
                let width = match b {
                    b'.' | b'-' | b'*' | b'=' | b'_' => {
                        self.bytes[at..].iter().take_while(|&&c| c == b).count()
                    }
                    _ => 1,
                };
                let hash = hash_ascii(self.bytes, at, at + width);
                self.push_hashed(at, at + width, gap, Shape::PUNCT, hash)
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, gap: Gap, shape: Shape) -> usize {
        let hash = hash_token(self.text.get(start..end).unwrap_or(""));
        self.push_hashed(start, end, gap, shape, hash)
    }

    fn push_hashed(
        &mut self,
        start: usize,
        end: usize,
        gap: Gap,
        shape: Shape,
        hash: u64,
    ) -> usize {
        self.tokens.push(Token {
            span: Span::new(start, end),
            word: WordId::UNKNOWN,
            shape,
            gap,
            hash,
        });
        end
    }

    fn handle_end(&self, at: usize) -> usize {
        let rest = &self.bytes[at + 1..];
        at + 1 + rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count()
    }

    /// `1,947`, `5.93`, `5G`, `1990s`; the unit in `1.2bn` or `5pct` becomes a token of its own.
    fn number(&mut self, at: usize, gap: Gap) -> usize {
        let mut end = self.digits(at);
        while end + 1 < self.bytes.len()
            && matches!(self.bytes[end], b',' | b'.')
            && self.bytes[end + 1].is_ascii_digit()
        {
            end = self.digits(end + 1);
        }
        let run = self.run_end(end);
        let suffix = self.text.get(end..run).unwrap_or("");
        if suffix.is_empty() {
            let hash = hash_ascii(self.bytes, at, end);
            return self.push_hashed(at, end, gap, Shape::DIGIT.with(Shape::NUMBER), hash);
        }
        if !suffix.is_ascii() || abbreviation::is_unit(hash_token(suffix)) {
            return self.push(at, end, gap, Shape::DIGIT.with(Shape::NUMBER));
        }
        self.push(at, run, gap, Shape::DIGIT.with(Shape::MIXED))
    }

    fn digits(&self, at: usize) -> usize {
        at + self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count()
    }

    /// End of the run of ASCII letters and digits and of letters outside ASCII at `at`.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(&b) = self.bytes.get(end) {
            if b.is_ascii_alphanumeric() {
                end += 1;
            } else if b >= 0x80 {
                match self.char(end) {
                    Some(c) if joins_word(c) => end += c.len_utf8(),
                    _ => break,
                }
            } else {
                break;
            }
        }
        end
    }

    fn word(&mut self, at: usize, gap: Gap) -> usize {
        let mut end = self.run_end(at);
        if let Some(address) = self.address(at, end) {
            return self.push(at, address, gap, Shape::ADDRESS);
        }
        loop {
            let next = self.bytes.get(end).copied();
            let after = self.bytes.get(end + 1).copied().unwrap_or(b' ');
            let joined = match next {
                Some(b'.') if after.is_ascii_alphabetic() => {
                    self.joins_after_period(at, end, after)
                }
                Some(b'\'') => self.joins_after_apostrophe(end + 1),
                Some(0xe2) if self.is_curly(end) => self.joins_after_apostrophe(end + 3),
                _ => false,
            };
            if !joined {
                break;
            }
            let skip = if next == Some(0xe2) { 3 } else { 1 };
            end = self.run_end(end + skip);
        }
        if let Some(cut) = self.negation_cut(at, end) {
            end = cut;
        }
        end = self.with_period(at, end);
        let mut shape = self.shape(at, end);
        if shape.has(Shape::MIXED)
            && let Some(cut) = self.currency_cut(at, end)
        {
            end = cut;
            shape = self.shape(at, end);
        }
        if shape.has(Shape::UNCASED) {
            return self.segments(at, end, gap);
        }
        self.push(at, end, gap, shape)
    }

    /// A web or mail address that begins at `at`: up to the next blank, less closing punctuation.
    fn address(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.bytes[end..];
        let head = &self.bytes[at..end];
        let web = (head.eq_ignore_ascii_case(b"http") || head.eq_ignore_ascii_case(b"https"))
            && rest.starts_with(b"://")
            || head.eq_ignore_ascii_case(b"www") && rest.starts_with(b".");
        let mail = rest.starts_with(b"@") && rest.get(1).is_some_and(u8::is_ascii_alphanumeric);
        if !web && !mail {
            return None;
        }
        let run = rest
            .iter()
            .take_while(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b')'))
            .count();
        let trimmed = self.bytes[..end + run]
            .iter()
            .rev()
            .take_while(|b| matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?'))
            .count();
        Some((end + run - trimmed).max(end))
    }

    /// `U.S`, `Musical.ly`, `booking.com` are one token; `end.The` is not.
    fn joins_after_period(&self, at: usize, period: usize, after: u8) -> bool {
        let last =
            self.bytes[at..period].iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        last == 1 && self.bytes[period - 1].is_ascii_alphabetic()
            || after.is_ascii_lowercase() && !self.text[at..period].is_empty()
    }

    fn is_curly(&self, at: usize) -> bool {
        self.bytes.get(at..at + 3) == Some("’".as_bytes())
    }

    /// `O'Brien` goes on after the apostrophe; `Fiat's`, `didn't`, `we'll` do not.
    fn joins_after_apostrophe(&self, at: usize) -> bool {
        let rest = &self.bytes[at.min(self.bytes.len())..];
        let run = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        run > 0 && !is_clitic(&rest[..run])
    }

    /// Where `didn't` is cut: before `n't`.
    fn negation_cut(&self, at: usize, end: usize) -> Option<usize> {
        let word = self.text.get(at..end)?;
        let cut = ["n't", "N'T", "n’t", "N’T"].iter().find_map(|n| word.strip_suffix(n))?;
        (!cut.is_empty()).then_some(at + cut.len())
    }

    /// Where `Rs500` and `USD1.2bn` are cut: before the number.
    fn currency_cut(&self, at: usize, end: usize) -> Option<usize> {
        let letters = self.bytes[at..end].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let cut = at + letters;
        let digits = self.digits(cut);
        let suffix = self.text.get(digits..end)?;
        // `Y300bn`, but no `L3` and no `Y2K`
        let number = match letters {
            1 => abbreviation::is_unit(hash_token(suffix)) && !suffix.eq_ignore_ascii_case("k"),
            _ => suffix.is_empty() || abbreviation::is_unit(hash_token(suffix)),
        };
        (number && abbreviation::is_currency(&self.bytes[at..cut])).then_some(cut)
    }

    /// The end with the period of an initial, an initialism or a known abbreviation.
    fn with_period(&self, at: usize, end: usize) -> usize {
        if self.bytes.get(end) != Some(&b'.') || self.bytes.get(end + 1) == Some(&b'.') {
            return end;
        }
        let word = &self.bytes[at..end];
        let initial = word.len() == 1 && word[0].is_ascii_uppercase() && word[0] != b'I';
        let initialism = word.len() > 2
            && word.contains(&b'.')
            && word.split(|b| *b == b'.').all(|p| p.len() <= 2);
        let abbreviation = || self.is_abbreviation(at, end, hash_token(&self.text[at..end]));
        if initial || initialism || abbreviation() {
            return end + 1;
        }
        end
    }

    /// A listed abbreviation: capitalised, or marked in the list as written small (`=etc`); `No.`
    /// and others marked `#` only before a number.
    fn is_abbreviation(&self, at: usize, end: usize, hash: u64) -> bool {
        let Some(kind) = abbreviation::kind(hash) else { return false };
        let before_number = || {
            self.bytes.get(end + 1) == Some(&b' ')
                && self.bytes.get(end + 2).is_some_and(u8::is_ascii_digit)
        };
        kind & abbreviation::SMALL != 0
            || kind & abbreviation::CAPITAL != 0 && self.bytes[at].is_ascii_uppercase()
            || kind & abbreviation::NUMBERING != 0 && before_number()
    }

    /// `'s`, `'ll`, `n't` after a word; else a quotation mark.
    fn apostrophe(&mut self, at: usize, width: usize, gap: Gap) -> usize {
        let rest = &self.bytes[(at + width).min(self.bytes.len())..];
        let run = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        // `Acme 's plan`: tokenised text sets it apart.
        let apart = run == 1
            && gap == Gap::Space
            && rest[0] == b's'
            && rest.get(1).is_some_and(|b| b.is_ascii_whitespace());
        let after_word = (gap == Gap::None || apart)
            && self.tokens.last().is_some_and(|t| !t.shape.has(Shape::PUNCT));
        let clitic = is_clitic(&rest[..run]) || rest[..run].eq_ignore_ascii_case(b"t");
        if after_word && clitic {
            let possessive = run == 1 && rest[0].eq_ignore_ascii_case(&b's');
            return self.push(
                at,
                at + width + run,
                gap,
                if possessive { Shape::POSSESSIVE } else { Shape::ALPHA },
            );
        }
        let plural = after_word
            && self.tokens.last().is_some_and(|t| self.bytes[t.span.end as usize - 1] == b's')
            && run == 0;
        self.push(
            at,
            at + width,
            gap,
            if plural { Shape::PUNCT.with(Shape::POSSESSIVE) } else { Shape::PUNCT },
        )
    }

    fn non_ascii(&mut self, at: usize, gap: Gap) -> usize {
        match self.char(at) {
            Some('’' | '‘' | 'ʼ') => {
                self.apostrophe(at, self.char(at).map_or(1, char::len_utf8), gap)
            }
            Some(c) if c.is_alphanumeric() => self.word(at, gap),
            Some(c) => self.push(at, at + c.len_utf8(), gap, Shape::PUNCT.with(Shape::NON_ASCII)),
            None => at + 1,
        }
    }

    /// Words of a script without capitals, cut by UAX #29.
    fn segments(&mut self, at: usize, end: usize, gap: Gap) -> usize {
        let (mut start, mut gap) = (at, gap);
        for piece in self.text[at..end].split_word_bounds() {
            let stop = start + piece.len();
            let shape = self.shape(start, stop);
            self.push(start, stop, gap, shape);
            (start, gap) = (stop, Gap::None);
        }
        end
    }

    fn shape(&self, start: usize, end: usize) -> Shape {
        let word = &self.text[start..end];
        if word.starts_with('n')
            && word.len() >= 3
            && (word.ends_with("'t") || word.ends_with("’t"))
        {
            return Shape::ALPHA;
        }
        class::shape_of(word)
    }
}

/// What an apostrophe cuts off a word, `n't` apart.
fn is_clitic(word: &[u8]) -> bool {
    let clitics: [&[u8]; 6] = [b"s", b"re", b"ve", b"ll", b"d", b"m"];
    word.len() <= 2 && clitics.iter().any(|c| word.eq_ignore_ascii_case(c))
}

/// Letters, digits and combining marks outside ASCII go on with a word.
fn joins_word(c: char) -> bool {
    c.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(c)
        || c == '\u{ad}'
        || c == '\u{200d}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn abbreviations_keep_their_period() {
        check(
            "Mr. Lee of Acme Co., Ltd. left the U.S. at 5.",
            &[
                "Mr.", "Lee", "of", "Acme", "Co.", ",", "Ltd.", "left", "the", "U.S.", "at", "5",
                ".",
            ],
        );
        check("No. 5 J. P. Lee", &["No.", "5", "J.", "P.", "Lee"]);
    }

    #[test]
    fn clitics_are_split() {
        check(
            "Fiat's didn't we'll O'Brien’s",
            &["Fiat", "'s", "did", "n't", "we", "'ll", "O'Brien", "’s"],
        );
        check("companies' plans", &["companies", "'", "plans"]);
    }

    #[test]
    fn numbers_and_units() {
        check(
            "$1.2bn 12.3pct 1,947 5G 1990s",
            &["$", "1.2", "bn", "12.3", "pct", "1,947", "5G", "1990s"],
        );
        check("2024年5月3日", &["2024", "年", "5", "月", "3", "日"]);
        check(
            "Rs1,500 USD115.5 EUR3bn 115USD",
            &["Rs", "1,500", "USD", "115.5", "EUR", "3", "bn", "115", "USD"],
        );
        check("MI6 RMB USD5x rs500", &["MI6", "RMB", "USD5x", "rs500"]);
    }

    #[test]
    fn signs_and_addresses() {
        check(
            "AT&T CNCERT/CC Canberra-based",
            &["AT", "&", "T", "CNCERT", "/", "CC", "Canberra", "-", "based"],
        );
        check(
            "see https://a.b/c?d=e. Musical.ly",
            &["see", "https://a.b/c?d=e", ".", "Musical.ly"],
        );
        check("end.The Yahoo! Inc.", &["end", ".", "The", "Yahoo", "!", "Inc."]);
        check("Carl A/S P/E A/S/C", &["Carl", "A/S", "P", "/", "E", "A", "/", "S", "/", "C"]);
    }

    #[test]
    fn every_byte_but_blanks_is_covered_once() {
        for text in [
            "Välisluureamet/VLA — “ok” ’tis 'x'",
            "北京字节跳动 ok",
            "\u{0}a\u{ad}b e\u{301}",
            "n't 'n't ''",
        ] {
            let covered: String = tokens(text).iter().map(|t| t.span.of(text)).collect();
            let bare: String =
                text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            assert_eq!(covered, bare, "{text:?}");
        }
    }
}
