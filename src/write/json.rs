//! JSON straight to bytes: keys come in the order in which they are written.

use std::io::Write as _;

/// An object that is being written; [`Object::end`] closes it.
#[derive(Debug)]
pub struct Object<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl<'a> Object<'a> {
    /// Opens an object at the end of `out`.
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, first: true }
    }

    /// Writes a key; the value is to follow in the buffer that is given back.
    pub fn key(&mut self, key: &str) -> &mut Vec<u8> {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
        // Keys are ours: nothing in them needs an escape.
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        self.out
    }

    /// A string.
    pub fn string(&mut self, key: &str, value: &str) {
        string(self.key(key), value);
    }

    /// A string or null.
    pub fn optional(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.string(key, value),
            None => self.null(key),
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str, value: u64) {
        integer(self.key(key), value);
    }

    /// A number or null.
    pub fn number(&mut self, key: &str, value: Option<f64>) {
        number(self.key(key), value);
    }

    /// True or false.
    pub fn boolean(&mut self, key: &str, value: bool) {
        self.key(key).extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Null.
    pub fn null(&mut self, key: &str) {
        self.key(key).extend_from_slice(b"null");
    }

    /// An object of its own, filled by `fill`.
    pub fn object(&mut self, key: &str, fill: impl FnOnce(&mut Object<'_>)) {
        let mut inner = Object::new(self.key(key));
        fill(&mut inner);
        inner.end();
    }

    /// A list of strings.
    pub fn strings<'s>(&mut self, key: &str, values: impl Iterator<Item = &'s str>) {
        list(self.key(key), values, string);
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.push(b'}');
    }
}

/// A list whose items `item` writes.
pub fn list<T>(
    out: &mut Vec<u8>,
    items: impl Iterator<Item = T>,
    mut item: impl FnMut(&mut Vec<u8>, T),
) {
    out.push(b'[');
    for (i, value) in items.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        item(out, value);
    }
    out.push(b']');
}

/// A string in quotation marks. Control characters are escaped, also those that JSON allows raw
/// (U+007F to U+009F and the marks that turn the direction of writing), so that a line that is
/// shown on a terminal cannot steer it.
pub fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let (bytes, mut start, mut at) = (text.as_bytes(), 0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(may_escape)) {
        at += found;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if c == '"' || c == '\\' || steers(c) {
            out.extend_from_slice(bytes.get(start..at).unwrap_or(&[]));
            escape(out, c);
            start = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    out.extend_from_slice(bytes.get(start..).unwrap_or(&[]));
    out.push(b'"');
}

/// The first byte of a character that is escaped, or of one that looks like it so far.
fn may_escape(byte: &u8) -> bool {
    matches!(byte, 0..=0x1f | b'"' | b'\\' | 0x7f | 0xc2 | 0xe2)
}

fn escape(out: &mut Vec<u8>, c: char) {
    match c {
        '"' => out.extend_from_slice(b"\\\""),
        '\\' => out.extend_from_slice(b"\\\\"),
        '\n' => out.extend_from_slice(b"\\n"),
        '\r' => out.extend_from_slice(b"\\r"),
        '\t' => out.extend_from_slice(b"\\t"),
        other => append(out, format_args!("\\u{:04x}", u32::from(other))),
    }
}

fn steers(c: char) -> bool {
    matches!(c, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A whole number.
pub(super) fn integer(out: &mut Vec<u8>, value: u64) {
    append(out, format_args!("{value}"));
}

/// The shortest decimal that reads back as the same number, without exponent; null for none.
pub fn number(out: &mut Vec<u8>, value: Option<f64>) {
    match value.filter(|v| v.is_finite()) {
        // Never `-0`.
        Some(value) => append(out, format_args!("{}", value + 0.0)),
        None => out.extend_from_slice(b"null"),
    }
}

fn append(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    // Memory takes every write.
    let _ = out.write_fmt(what);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_read_back() {
        for text in ["", "a\"b\\c\n\r\t", "\u{0}\u{1b}[31m\u{7f}\u{9b}", "Välis\u{2028}\u{202e}x😀"]
        {
            let mut out = Vec::new();
            string(&mut out, text);
            assert_eq!(serde_json::from_slice::<String>(&out).ok().as_deref(), Some(text));
            let written = String::from_utf8(out).expect("UTF-8");
            assert!(!written.chars().any(steers), "{written}");
        }
    }

    #[test]
    fn numbers() {
        for (value, expected) in [
            (1.0, "1"),
            (33.33, "33.33"),
            (1e21, "1000000000000000000000"),
            (-0.0, "0"),
            (f64::NAN, "null"),
        ] {
            let mut out = Vec::new();
            number(&mut out, Some(value));
            assert_eq!(String::from_utf8(out).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn an_object() {
        let mut out = Vec::new();
        let mut object = Object::new(&mut out);
        object.string("a", "b");
        object.object("c", |o| o.null("d"));
        object.strings("e", ["f", "g"].into_iter());
        object.end();
        assert_eq!(out, br#"{"a":"b","c":{"d":null},"e":["f","g"]}"#);
    }
}
