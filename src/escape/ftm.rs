//! FollowTheMoney: its library reads texts in a form of its own, and drops what it does not know.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// Text as the library reads it back: composed (NFC), without space at its ends, and one blank for
/// all space in a row. Characters that it drops are counted, and U+FFFD stands for them.
pub fn ftm(text: &str, refused: &mut BTreeMap<char, usize>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim_matches(is_blank).nfc() {
        if is_blank(c) {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if is_dropped(c) {
            *refused.entry(c).or_default() += 1;
            out.push('\u{fffd}');
        } else {
            out.push(c);
        }
    }
    out
}

fn is_blank(c: char) -> bool {
    // An unassigned one among them, which the library takes for space.
    matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{a00}')
        || (c.is_whitespace() && !c.is_control())
}

fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_library_reads_it() {
        let mut refused = BTreeMap::new();
        assert_eq!(ftm(" e\u{301}\u{a0}\n x\u{1b}\u{200f} ", &mut refused), "é x\u{fffd}\u{fffd}");
        assert_eq!(refused.into_iter().collect::<Vec<_>>(), [('\u{1b}', 1), ('\u{200f}', 1)]);
    }
}
