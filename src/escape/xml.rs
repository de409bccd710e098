//! XML 1.0.

use std::collections::BTreeMap;

/// Text within XML, in elements and attributes. Characters that XML 1.0 cannot hold are counted, and
/// U+FFFD stands for them; line ends and tabs are written so that no reader changes them.
pub fn xml(text: &str, refused: &mut BTreeMap<char, usize>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {
                *refused.entry(c).or_default() += 1;
                out.push('\u{fffd}');
            }
            '\u{85}' | '\u{2028}' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_named_and_what_cannot_stand_there_is_counted() {
        let mut refused = BTreeMap::new();
        assert_eq!(xml("a<b>&\"\n\u{1b}", &mut refused), "a&lt;b&gt;&amp;&quot;&#10;\u{fffd}");
        assert_eq!(refused.into_iter().collect::<Vec<_>>(), [('\x1b', 1)]);
    }
}
