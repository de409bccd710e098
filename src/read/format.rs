//! Which format a file has, by its name and its first bytes.

use super::files::Input;
use super::rows::Columns;
use super::stream::HEAD;
use super::{Kind, Options, own};

/// What to do with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Format {
    /// One text.
    Text,
    /// One text with marks.
    Markdown,
    /// One page.
    Html,
    /// JSONL.
    Lines,
    /// JSON: one value, several, or an array.
    Values,
    /// CSV, TSV and the like, with this separator.
    Rows(u8),
    /// RSS or Atom.
    Feed,
    /// NITF or NewsML.
    News,
    /// WARC.
    Warc,
    /// No articles in it, for this reason.
    Skip(String),
    /// Articles, perhaps, but not to be read, for this reason.
    Fail(Kind, String),
}

/// Endings of names that are read as text when a folder is walked.
const TEXT: [&str; 4] = ["", "txt", "text", "log"];
const MARKDOWN: [&str; 2] = ["md", "markdown"];
const JSON: [&str; 4] = ["json", "jsonl", "ndjson", "jsonlines"];
const PAGE: [&str; 3] = ["html", "htm", "xhtml"];

/// First bytes of formats that hold articles in a form that is not read.
const FOREIGN: [(&[u8], &str); 17] = [
    (b"%PDF-", "a PDF file; make it text first, for example with `pdftotext -layout FILE -`"),
    (
        b"PK\x03\x04",
        "a ZIP or office file; unpack it, or make a .docx text with `pandoc -t plain FILE`",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old office file; make it text first, for example with `soffice --convert-to txt FILE`",
    ),
    (b"{\\rtf", "an RTF file; make it text first, for example with `pandoc -f rtf -t plain FILE`"),
    (
        b"\x28\xb5\x2f\xfd",
        "packed with zstd, which this build does not read; unpack it with `zstd -dc` first",
    ),
    (b"BZh", "packed with bzip2, which this build does not read; unpack it with `bzip2 -dc` first"),
    (b"\xfd7zXZ", "packed with xz; unpack it with `xz -dc` first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"filedesc://", "an ARC file; make it WARC first, for example with `warcio recompress`"),
    (b"PAR1", "a Parquet file; make it JSONL first, for example with DuckDB"),
    (b"SQLite format 3\0", "an SQLite database; make its articles JSONL or CSV first"),
    (b"Rar!\x1a", "a RAR archive; unpack it first"),
    (b"\x89PNG", "an image; its text must be recognised first, for example with `tesseract`"),
    (b"\xff\xd8\xff", "an image; its text must be recognised first, for example with `tesseract`"),
    (b"GIF8", "an image; its text must be recognised first, for example with `tesseract`"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
];

/// The format of a file that begins with `head`.
pub(super) fn of(input: &Input, head: &[u8], options: &Options) -> Format {
    let ending = ending(&input.name);
    let ending = ending.as_str();
    if head.is_empty() {
        return Format::Fail(Kind::Empty, "the file is empty".to_owned());
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return refuse(input, what);
    }
    if head.get(257..262) == Some(b"ustar") {
        return refuse(input, "a tar archive; unpack it first");
    }
    if head.starts_with(b"WARC/") {
        return Format::Warc;
    }
    if let Some(reason) = own::by_content(input, head) {
        return Format::Skip(reason);
    }
    if JSON.contains(&ending) || looks_like_json(head) {
        let lines = matches!(ending, "jsonl" | "ndjson" | "jsonlines");
        return if lines || first_line_is_whole(head) { Format::Lines } else { Format::Values };
    }
    if let Some(format) = markup(input, head, ending) {
        return format;
    }
    match ending {
        "tsv" | "tab" if !input.walked => return Format::Rows(b'\t'),
        "csv" if !input.walked => {
            return Format::Rows(Columns::found(head, options).unwrap_or(b','));
        }
        "csv" | "tsv" | "tab" => {
            let found = Columns::found(head, options).map(Format::Rows);
            return found
                .unwrap_or_else(|| Format::Skip("no column is known to hold a text".to_owned()));
        }
        "" | "txt" => {
            if let Some(separator) = Columns::found(head, options) {
                return Format::Rows(separator);
            }
        }
        "warc" => return Format::Warc,
        "md" | "markdown" => return Format::Markdown,
        _ => {}
    }
    if input.walked && !TEXT.contains(&ending) && !MARKDOWN.contains(&ending) {
        return Format::Skip(format!("a .{ending} file is no article"));
    }
    if input.walked && ending.is_empty() && head.contains(&0) {
        return Format::Skip("binary".to_owned());
    }
    if looks_like_markdown(head) { Format::Markdown } else { Format::Text }
}

/// The format of a file of tags.
fn markup(input: &Input, head: &[u8], ending: &str) -> Option<Format> {
    match root(head).as_deref() {
        Some("rss" | "feed" | "RDF" | "channel") => Some(Format::Feed),
        Some("nitf" | "newsItem" | "newsMessage" | "NewsML" | "newsitem" | "NewsItem") => {
            Some(Format::News)
        }
        Some("html") => Some(Format::Html),
        _ if PAGE.contains(&ending) || looks_like_html(head) => Some(Format::Html),
        Some(root) if head.trim_ascii_start().starts_with(b"<?xml") || ending == "xml" => {
            Some(refuse(input, &format!("XML of a kind that is not read (its root is {root})")))
        }
        _ if ["rss", "atom", "rdf"].contains(&ending) => Some(Format::Feed),
        _ if ["xml", "nitf"].contains(&ending) => Some(Format::News),
        _ => None,
    }
}

/// A named file fails, one met on the way is passed over.
fn refuse(input: &Input, what: &str) -> Format {
    if input.walked {
        Format::Skip(what.to_owned())
    } else {
        Format::Fail(Kind::Unsupported, what.to_owned())
    }
}

/// The ending of a name in small letters, less `.gz` and the like; empty for none.
pub(super) fn ending(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let packed =
        [".gz", ".gzip", ".zst", ".zstd", ".bz2"].iter().find_map(|p| last.strip_suffix(p));
    packed.unwrap_or(&last).rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_owned())
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

/// The name of the first element of a file of tags, without its prefix.
fn root(head: &[u8]) -> Option<String> {
    let mut rest = head.trim_ascii_start();
    if rest.first() != Some(&b'<') {
        return None;
    }
    loop {
        rest = rest.get(memchr::memchr(b'<', rest)?..)?;
        let end = if rest.starts_with(b"<!--") {
            memchr::memmem::find(rest, b"-->")? + 3
        } else if matches!(rest.get(1), Some(b'?' | b'!')) {
            memchr::memchr(b'>', rest)? + 1
        } else {
            break;
        };
        rest = rest.get(end..)?;
    }
    let name = rest.get(1..)?;
    let end =
        name.iter().take(80).position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))?;
    let name = String::from_utf8_lossy(name.get(..end)?).into_owned();
    Some(name.rsplit(':').next().unwrap_or(&name).to_owned()).filter(|n| !n.is_empty())
}

/// True for what begins with a tag that pages begin with.
pub(super) fn looks_like_html(head: &[u8]) -> bool {
    const TAGS: [&str; 14] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<div",
        "<p>",
        "<p ",
        "<article",
        "<section",
        "<h1",
        "<table",
        "<script",
    ];
    let head = head.trim_ascii_start();
    let after = head.starts_with(b"<!--").then(|| memchr::memmem::find(head, b"-->")).flatten();
    let head = after.and_then(|at| head.get(at + 3..)).unwrap_or(head).trim_ascii_start();
    let start: Vec<u8> = head.iter().take(16).map(u8::to_ascii_lowercase).collect();
    TAGS.iter().any(|tag| start.starts_with(tag.as_bytes()))
}

/// True for front matter, and for a heading above text with links.
fn looks_like_markdown(head: &[u8]) -> bool {
    let front = head.starts_with(b"---\n")
        && head.get(4..).is_some_and(|rest| {
            memchr::memmem::find(rest, b"\n---\n").is_some_and(|end| {
                rest.get(..end)
                    .is_some_and(|front| front.split(|b| *b == b'\n').all(|l| l.contains(&b':')))
            })
        });
    front || head.starts_with(b"# ") && memchr::memmem::find(head, b"](http").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, walked: bool, head: &str) -> Format {
        let input = Input { path: None, name: name.to_owned(), walked };
        of(&input, head.as_bytes(), &Options::default())
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
            ("-", "<?xml version='1.0'?><!-- x --><!DOCTYPE rss><rss version='2.0'>", Format::Feed),
            ("-", "<atom:feed xmlns:atom='x'>", Format::Feed),
            ("a.xml", "<newsItem guid='x'>", Format::News),
            ("-", "<!doctype HTML><html>", Format::Html),
            ("-", "<!-- saved --><p>One", Format::Html),
            ("a.htm", "Acme said", Format::Html),
            ("a.md", "Acme said", Format::Markdown),
            ("-", "---\ntitle: x\n---\nAcme", Format::Markdown),
            ("-", "WARC/1.0\r\n", Format::Warc),
            ("-", "id;text\n1;a\n", Format::Rows(b';')),
            ("a.tsv", "x\ty\n", Format::Rows(b'\t')),
            ("-", "One text, and another.\n", Format::Text),
        ] {
            assert_eq!(format(name, false, head), expected, "{name} {head}");
        }
        assert!(matches!(format("a.pdf", false, "%PDF-1.4"), Format::Fail(..)));
        assert!(matches!(format("a.pdf", true, "%PDF-1.4"), Format::Skip(_)));
        assert!(matches!(format("a.csv", true, "name\nx\n"), Format::Skip(_)));
        assert!(matches!(format("a.xml", false, "<?xml?><other/>"), Format::Fail(..)));
        assert!(matches!(format("a.toml", true, "a = 1"), Format::Skip(_)));
        assert!(matches!(format("a", true, "a\0"), Format::Skip(_)));
        assert!(matches!(format("a.txt", true, ""), Format::Fail(..)));
    }
}
