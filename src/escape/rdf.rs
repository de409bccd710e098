//! Turtle and N-Triples.

/// A literal of Turtle and N-Triples, with its quotation marks.
pub fn literal(text: &str) -> String {
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
pub fn iri(text: &str) -> String {
    let forbidden = ['<', '>', '"', '{', '}', '|', '\\', '^', '`'];
    encoded(text, |_, c| !c.is_control() && !c.is_whitespace() && !forbidden.contains(&c))
}

/// A URI: an IRI in ASCII (RFC 3987, 3.1), where a reader takes no other.
pub fn uri(text: &str) -> String {
    let (iri, mut has_fragment) = (iri(text), false);
    encoded(&iri, |at, c| match c {
        '[' | ']' => false,
        '#' => !std::mem::replace(&mut has_fragment, true),
        '%' => iri
            .as_bytes()
            .get(at + 1..at + 3)
            .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
        c => c.is_ascii(),
    })
}

/// A part of an IRI's path: letters, digits and `-._~` stay, all else is percent-encoded.
pub fn segment(text: &str) -> String {
    encoded(text, |_, c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~'))
}

/// The text with each character percent-encoded, as the bytes of its UTF-8, that does not stay as it
/// is; asked with its place in bytes.
fn encoded(text: &str, mut stays: impl FnMut(usize, char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if stays(at, c) {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_iris() {
        assert_eq!(literal("a\"\\\n\u{0}"), "\"a\\\"\\\\\\n\\u0000\"");
        assert_eq!(iri("http://a/b c>"), "http://a/b%20c%3E");
        assert_eq!(uri("http://é.org/[a]?b c#d#e%"), "http://%C3%A9.org/%5Ba%5D?b%20c#d%23e%25");
        assert_eq!(segment("a/é"), "a%2F%C3%A9");
    }
}
