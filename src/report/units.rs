//! Byte offsets to the UTF-16 units that scripts of pages count in.

use crate::span::Span;

/// Bytes between two marks of the table.
const STEP: usize = 128;

/// The table of one text; empty for ASCII.
#[derive(Debug)]
pub(super) struct Units<'a> {
    text: &'a str,
    marks: Vec<u32>,
}

impl<'a> Units<'a> {
    /// One pass over the text.
    pub(super) fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(STEP) {
                marks.push(count);
                count += units(block);
            }
            marks.push(count);
        }
        Self { text, marks }
    }

    /// Start and end of a span.
    pub(super) fn span(&self, span: Span) -> (u64, u64) {
        (self.of(span.start), self.of(span.end))
    }

    fn of(&self, byte: u32) -> u64 {
        let byte = (byte as usize).min(self.text.len());
        let Some(&mark) = self.marks.get(byte / STEP) else { return byte as u64 };
        let block = self.text.as_bytes().get(byte / STEP * STEP..byte).unwrap_or(&[]);
        u64::from(mark + units(block))
    }
}

/// Units of the characters that begin here: two for those of four bytes.
fn units(block: &[u8]) -> u32 {
    let of = |b: &u8| u32::from(b & 0xc0 != 0x80) + u32::from(*b >= 0xf0);
    block.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_unit() {
        for text in
            ["plain".repeat(60), "Välis 北京 😀 ".repeat(40), "😀".repeat(64), String::new()]
        {
            let table = Units::new(&text);
            let mut expected = 0;
            for (byte, c) in text.char_indices() {
                assert_eq!(table.of(byte as u32), expected);
                expected += c.len_utf16() as u64;
            }
            assert_eq!(table.of(text.len() as u32), expected);
        }
    }
}
