//! Text as data in each format: one function a format.

use std::collections::BTreeMap;

/// Text within XML, in elements and attributes. Characters that XML 1.0 cannot hold are counted, and
/// U+FFFD stands for them; line ends and tabs are written so that no reader changes them.
pub(super) fn xml(text: &str, refused: &mut BTreeMap<char, usize>) -> String {
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

/// A field of CSV (RFC 4180).
pub(super) fn csv(text: &str) -> String {
    let special = |c: char| matches!(c, '"' | ',' | '\n' | '\r' | '\0');
    let edge = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    if text.contains(special) || edge {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

/// A text field of CSV that a spreadsheet may open: what it would take for a formula gets an
/// apostrophe in front.
pub(super) fn sheet(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { csv(&format!("'{text}")) } else { csv(text) }
}

/// A string of the DOT language, with its quotation marks. NUL cannot stand in it.
pub(super) fn dot(text: &str, refused: &mut BTreeMap<char, usize>) -> String {
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

/// A name in Cypher between backticks.
pub(super) fn cypher_name(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// A string in Cypher, with its quotation marks.
pub(super) fn cypher(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// A literal of Turtle and N-Triples, with its quotation marks.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An IRI without its brackets: what may not stand in one is percent-encoded.
pub(super) fn iri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let allowed = !c.is_control()
            && !c.is_whitespace()
            && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
        if allowed {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// A part of an IRI's path: letters, digits and `-._~` stay, all else is percent-encoded.
pub(super) fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sink() {
        let mut refused = BTreeMap::new();
        assert_eq!(xml("a<b>&\"\n\u{1b}", &mut refused), "a&lt;b&gt;&amp;&quot;&#10;\u{fffd}");
        assert_eq!(dot("a\"\\\n\0&", &mut refused), "\"a\\\"\\\\\\n\u{fffd}&amp;\"");
        assert_eq!(refused.into_iter().collect::<Vec<_>>(), [('\0', 1), ('\x1b', 1)]);
        for (text, expected) in [
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1,A2)", "\"'@SUM(A1,A2)\""),
            ("-5", "'-5"),
            ("\t=1", "'\t=1"),
        ] {
            assert_eq!(sheet(text), expected);
        }
        assert_eq!(csv("=1+1"), "=1+1");
        assert_eq!(cypher("it's \\ \n"), "'it\\'s \\\\ \\u000A'");
        assert_eq!(cypher_name("a`b"), "`a``b`");
        assert_eq!(literal("a\"\\\n\u{0}"), "\"a\\\"\\\\\\n\\u0000\"");
        assert_eq!(iri("http://a/b c>"), "http://a/b%20c%3E");
        assert_eq!(segment("a/é"), "a%2F%C3%A9");
    }
}
