//! Byte offsets to code points, once a document.

use crate::span::Span;

/// In what offsets are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Unicode code points.
    #[default]
    Chars,
    /// Bytes of UTF-8.
    Bytes,
}

/// Bytes between two marks of the table.
const STEP: usize = 128;

/// The table of one text. Costs one pass over it, and nothing for ASCII.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points before every [`STEP`]th byte; empty where code points and bytes are the same.
    marks: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// The table of `text`.
    pub fn new(text: &'a str, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if unit == Unit::Chars && !text.is_ascii() {
            let mut count = 0u32;
            for block in text.as_bytes().chunks(STEP) {
                marks.push(count);
                count += starts(block);
            }
            marks.push(count);
        }
        Self { text, marks }
    }

    /// The offset of a byte that begins a character, or of the end. Constant time.
    pub fn of(&self, byte: u32) -> u64 {
        let byte = (byte as usize).min(self.text.len());
        let Some(&mark) = self.marks.get(byte / STEP) else { return byte as u64 };
        let block = self.text.as_bytes().get(byte / STEP * STEP..byte).unwrap_or(&[]);
        u64::from(mark + starts(block))
    }

    /// Start and end of a span.
    pub fn span(&self, span: Span) -> (u64, u64) {
        (self.of(span.start), self.of(span.end))
    }
}

/// Bytes that begin a character.
fn starts(block: &[u8]) -> u32 {
    block.iter().map(|b| u32::from(b & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_number() {
        for text in ["plain".repeat(60), "Välis 北京 😀 ".repeat(40), "é".repeat(64), String::new()]
        {
            let (chars, bytes) =
                (Offsets::new(&text, Unit::Chars), Offsets::new(&text, Unit::Bytes));
            for (number, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(chars.of(byte as u32), number as u64);
                assert_eq!(bytes.of(byte as u32), byte as u64);
            }
            assert_eq!(chars.of(text.len() as u32), text.chars().count() as u64);
        }
    }
}
