//! The DOT language of Graphviz.

use std::collections::BTreeMap;

/// A string of the DOT language, with its quotation marks. NUL cannot stand in it.
pub fn dot(text: &str, refused: &mut BTreeMap<char, usize>) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\0' => {
                *refused.entry(c).or_default() += 1;
                out.push('\u{fffd}');
            }
            // Graphviz reads entities in labels.
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        let mut refused = BTreeMap::new();
        assert_eq!(dot("a\"\\\n\0&", &mut refused), "\"a\\\"\\\\\\n\u{fffd}&amp;\"");
        assert_eq!(refused.into_iter().collect::<Vec<_>>(), [('\0', 1)]);
    }
}
