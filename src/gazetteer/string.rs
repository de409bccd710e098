//! The strings of a compiled list: length and bytes. A length below 255 is a byte, a longer one that
//! byte and a u16; what is longer than that is cut at a character.

const LONG: u8 = u8::MAX;

/// Adds a string.
pub(super) fn push(strings: &mut Vec<u8>, text: &str) {
    let mut end = text.len().min(u16::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    match u8::try_from(text.len()) {
        Ok(length) if length < LONG => strings.push(length),
        _ => {
            strings.push(LONG);
            strings.extend_from_slice(&(text.len() as u16).to_le_bytes());
        }
    }
    strings.extend_from_slice(text.as_bytes());
}

/// The string at a byte, and where the next begins; empty where there is none.
pub(super) fn read(strings: &[u8], at: usize) -> (&str, usize) {
    let (length, from) = match strings.get(at..) {
        Some(&[LONG, a, b, ..]) => (u16::from_le_bytes([a, b]).into(), at + 3),
        Some(&[length, ..]) => (usize::from(length), at + 1),
        _ => (0, at),
    };
    let bytes = strings.get(from..from + length).unwrap_or(&[]);
    (std::str::from_utf8(bytes).unwrap_or(""), from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_all_lengths_come_back() {
        let texts: Vec<String> = [0, 1, 254, 255, 256, 65_535].map(|n| "x".repeat(n)).into();
        let mut strings = Vec::new();
        texts.iter().for_each(|text| push(&mut strings, text));
        let mut at = 0;
        for text in &texts {
            let (read, next) = read(&strings, at);
            assert_eq!(read, text);
            at = next;
        }
        assert_eq!(at, strings.len());
        assert_eq!(read(&strings, at), ("", at));
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_character() {
        let mut strings = Vec::new();
        push(&mut strings, &"é".repeat(40_000));
        assert_eq!(read(&strings, 0).0.len(), 65_534);
    }
}
