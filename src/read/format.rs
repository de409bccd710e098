//! Which format a file has, by its name and its first bytes.

use super::files::Input;
use super::own;
use super::stream::HEAD;

/// What to do with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Format {
    /// One text.
    Text,
    /// JSONL.
    Lines,
    /// JSON: one value, several, or an array.
    Values,
    /// No articles in it, for this reason.
    Skip(String),
    /// Articles, perhaps, but not to be read, for this reason.
    Fail(String),
}

/// Endings of names that are read as text when a folder is walked.
const TEXT: [&str; 6] = ["", "txt", "text", "md", "markdown", "log"];
const JSON: [&str; 4] = ["json", "jsonl", "ndjson", "jsonlines"];

/// First bytes of formats that hold articles in a form that is not read.
const FOREIGN: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF file; make it text first, for example with `pdftotext FILE -`"),
    (b"PK\x03\x04", "a ZIP or office file; unpack it or save it as text first"),
    (b"\xd0\xcf\x11\xe0", "an old office file; save it as text first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd; unpack it with `zstd -dc` first"),
    (b"BZh", "packed with bzip2; unpack it with `bzip2 -dc` first"),
    (b"\xfd7zXZ", "packed with xz; unpack it with `xz -dc` first"),
];

/// The format of a file that begins with `head`.
pub(super) fn of(input: &Input, head: &[u8]) -> Format {
    let ending = ending(&input.name);
    if head.is_empty() {
        return Format::Fail("the file is empty".to_owned());
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return refuse(input, what);
    }
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return refuse(input, "UTF-16; make it UTF-8 first, for example with `iconv -f UTF-16`");
    }
    if let Some(reason) = own::by_content(input, head) {
        return Format::Skip(reason);
    }
    let named_json = JSON.contains(&ending.as_str());
    if named_json || looks_like_json(head) {
        let lines = ending == "jsonl" || ending == "ndjson" || ending == "jsonlines";
        return if lines || first_line_is_whole(head) { Format::Lines } else { Format::Values };
    }
    if looks_like_markup(head) {
        return refuse(input, "HTML or XML; give its text");
    }
    if input.walked && !TEXT.contains(&ending.as_str()) {
        return Format::Skip(format!("a .{ending} file is no article"));
    }
    if input.walked && ending.is_empty() && head.contains(&0) {
        return Format::Skip("binary".to_owned());
    }
    Format::Text
}

/// A named file fails, one met on the way is passed over.
fn refuse(input: &Input, what: &str) -> Format {
    if input.walked { Format::Skip(what.to_owned()) } else { Format::Fail(what.to_owned()) }
}

/// The ending of a name in small letters, less `.gz`; empty for none.
pub(super) fn ending(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let bare = last.strip_suffix(".gz").or_else(|| last.strip_suffix(".gzip")).unwrap_or(&last);
    bare.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_owned())
}

/// `{"…`, `{}`, or `[{`: more than a text that happens to begin with a bracket.
fn looks_like_json(head: &[u8]) -> bool {
    let mut bytes = head.iter().copied().filter(|b| !b.is_ascii_whitespace());
    match (bytes.next(), bytes.next()) {
        (Some(b'{'), Some(next)) => matches!(next, b'"' | b'}'),
        (Some(b'['), Some(next)) => next == b'{',
        _ => false,
    }
}

/// The first line that is not blank opens an object and closes all it opens, or is no JSON at all
/// while the next opens an object, or goes on beyond the look-ahead, as no laid-out object would:
/// then each line stands for itself.
fn first_line_is_whole(head: &[u8]) -> bool {
    let mut lines = head.split(|b| *b == b'\n').filter(|l| !l.trim_ascii().is_empty());
    let Some(first) = lines.next() else { return true };
    if first.trim_ascii_start().first() != Some(&b'{') {
        return false;
    }
    if first.len() == head.len() && head.len() >= HEAD {
        return true;
    }
    // A laid-out object breaks its lines after these.
    let laid_out = matches!(first.trim_ascii_end().last(), Some(b'{' | b'[' | b','));
    let next_opens = !laid_out && lines.next().is_some_and(|l| l.starts_with(b"{\""));
    let (mut depth, mut in_string, mut escaped) = (0i64, false, false);
    for &byte in first {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && !in_string || next_opens
}

fn looks_like_markup(head: &[u8]) -> bool {
    let start: Vec<u8> =
        head.trim_ascii_start().iter().take(16).map(u8::to_ascii_lowercase).collect();
    ["<!doctype", "<html", "<?xml", "<rss", "<feed"].iter().any(|m| start.starts_with(m.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, walked: bool, head: &str) -> Format {
        of(&Input { path: None, name: name.to_owned(), walked }, head.as_bytes())
    }

    #[test]
    fn by_content_and_name() {
        for (name, head, expected) in [
            ("-", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", Format::Lines),
            ("-", "{\"text\":\n\"a\"}", Format::Values),
            ("a.json", "{\"text\":\"a\"}", Format::Lines),
            ("a.json", "[{\"text\":\"a\"}]", Format::Values),
            ("a.json", "{\"x\": [\n{\"text\":1}\n]}", Format::Values),
            ("a.jsonl.gz", "broken", Format::Lines),
            ("-", "{\"text\": broken\n{\"text\":\"b\"}\n", Format::Lines),
            ("a", "[Reuters] Acme said", Format::Text),
            ("a.txt", "Acme said", Format::Text),
            ("a.toml", "Acme said", Format::Text),
        ] {
            assert_eq!(format(name, false, head), expected, "{name} {head}");
        }
        assert!(matches!(format("a.pdf", false, "%PDF-1.4"), Format::Fail(_)));
        assert!(matches!(format("a.pdf", true, "%PDF-1.4"), Format::Skip(_)));
        assert!(matches!(format("a.toml", true, "a = 1"), Format::Skip(_)));
        assert!(matches!(format("a", true, "a\0"), Format::Skip(_)));
        assert!(matches!(format("a.txt", true, ""), Format::Fail(_)));
    }
}
