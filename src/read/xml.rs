//! What the XML formats share: finding the elements that are records, and their text.

use std::sync::Arc;

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::encoding::decode_with_nul;
use super::failure::{Fault, Kind};
use super::record::{Form, Record};
use super::stream::Stream;
use super::{Failure, Item, Options, Stage};

/// The elements of a file that are records, one after another. Looks only at what encloses them, so
/// that a fault within one costs no other.
pub(super) struct Elements {
    source: Arc<str>,
    text: Vec<u8>,
    /// Where the last comment ends, and the last character data.
    ends: [usize; 2],
    at: usize,
    names: &'static [&'static [u8]],
    form: Form,
    number: u64,
    warned: bool,
}

impl Elements {
    /// The elements with one of `names` in a file of at most the limit of a line, as UTF-8.
    pub(super) fn new(
        source: Arc<str>,
        mut stream: Stream,
        names: &'static [&'static [u8]],
        form: Form,
        options: &Options,
    ) -> Result<Self, Item> {
        let failed = |kind, reason: String| {
            Item::Failure(Failure::whole(&source, Stage::Read, kind, reason))
        };
        let limit = options.max_line;
        let bytes = stream.rest(limit).map_err(|e| Item::Failure(Failure::unread(&source, &e)))?;
        if bytes.len() > limit {
            return Err(failed(Kind::Long, super::failure::too_long("file of XML", limit)));
        }
        let said = declared(&bytes);
        let text = decode_with_nul(&bytes, options.charset, said.as_deref()).text.into_bytes();
        let ends = PAST.map(|(_, end)| memchr::memmem::rfind(&text, end).unwrap_or(0));
        Ok(Self { source, text, ends, at: 0, names, form, number: 0, warned: false })
    }

    /// The length of a comment or of character data that begins here and ends somewhere: what has no
    /// end may be part of a text that was not escaped.
    fn past_text(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let kind = PAST.iter().position(|(begin, _)| rest.starts_with(begin))?;
        let (begin, end) = PAST.get(kind)?;
        if at + begin.len() > *self.ends.get(kind)? {
            return None;
        }
        let inside = rest.get(begin.len()..)?;
        memchr::memmem::find(inside, end).map(|found| begin.len() + found + end.len())
    }

    /// The next place where an element of one of the names begins.
    fn begin(&self, from: usize) -> Option<(usize, &'static [u8])> {
        let mut at = from;
        loop {
            at += memchr::memchr(b'<', self.text.get(at..)?)?;
            let rest = self.text.get(at..)?;
            if let Some(past) = self.past_text(at) {
                at += past;
                continue;
            }
            if let Some(name) = self.names.iter().find(|name| is_tag(rest, b"<", name)) {
                return Some((at, name));
            }
            at += 1;
        }
    }

    /// Behind the end of the element that begins at `from`, if it has one before the next begins.
    fn end(&self, from: usize, name: &[u8]) -> Option<usize> {
        let close = |at: usize| {
            let length = memchr::memchr(b'>', self.text.get(at..)?)? + 1;
            Some((at + length, self.text.get(at..at + length)?.ends_with(b"/>")))
        };
        let (mut at, empty) = close(from)?;
        if empty {
            return Some(at);
        }
        loop {
            at += memchr::memchr(b'<', self.text.get(at..)?)?;
            let rest = self.text.get(at..)?;
            if let Some(past) = self.past_text(at) {
                at += past;
            } else if is_tag(rest, b"</", name) {
                return close(at).map(|(end, _)| end);
            } else if is_tag(rest, b"<", name) {
                return None;
            } else {
                at += 1;
            }
        }
    }
}

/// What is no markup, with its begin and end.
const PAST: [(&[u8], &[u8]); 2] = [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>")];

/// True for a tag of that name, with or without a prefix.
fn is_tag(rest: &[u8], open: &[u8], name: &[u8]) -> bool {
    let Some(tag) = rest.strip_prefix(open) else { return false };
    let end = tag.iter().take(80).position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
    let full = end.and_then(|end| tag.get(..end)).unwrap_or_default();
    let local = full.rsplit(|b| *b == b':').next().unwrap_or_default();
    local == name
}

/// The encoding that an XML declaration names.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim();
    value.split(['"', '\'']).nth(1).map(str::to_owned)
}

impl Iterator for Elements {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let failed = |kind, reason: &str, at: usize| {
            let failure = Failure::whole(&self.source, Stage::Read, kind, reason);
            Some(Item::Failure(failure.at(None, at as u64)))
        };
        let Some((begin, name)) = self.begin(self.at) else {
            let none = self.number == 0 && !self.warned;
            self.warned = true;
            self.at = self.text.len();
            return if none { failed(Kind::Empty, "no article in it", 0) } else { None };
        };
        self.number += 1;
        let Some(end) = self.end(begin, name) else {
            // The next one may be whole.
            self.at = begin + 1;
            return failed(Kind::Damaged, "an element is not closed", begin);
        };
        let alone = self.number == 1 && self.begin(end).is_none();
        self.at = end;
        Some(Item::Record(Record {
            source: self.source.clone(),
            suffix: (!alone).then_some(self.number),
            line: None,
            offset: begin as u64,
            form: self.form.clone(),
            hint: None,
            bytes: self.text.get(begin..end)?.to_vec(),
        }))
    }
}

/// What is seen of an element on the way through it.
pub(super) enum Seen<'e> {
    /// It begins; the names of all open elements, this one last.
    Begins(&'e [String], &'e BytesStart<'e>),
    /// Text in it, without entities.
    Text(&'e [String], &'e str),
    /// It has ended; the names of all open elements, it last.
    Ends(&'e [String]),
}

/// Shows all of an element to `see`. Linear; no recursion, and no entity is expanded but for single
/// characters.
pub(super) fn walk(
    bytes: &[u8],
    max_nesting: usize,
    mut see: impl FnMut(Seen<'_>),
) -> Result<(), Fault> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        Fault::new(Kind::Malformed, "not valid UTF-8").at(0, e.valid_up_to() as u64)
    })?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<String> = Vec::new();
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|e| {
            Fault::new(Kind::Malformed, format!("no sound XML: {e}")).at(0, reader.error_position())
        })?;
        match event {
            Event::Start(tag) => {
                open.push(local(tag.local_name().as_ref()));
                if open.len() > max_nesting {
                    let reason = format!("elements nested more than {max_nesting} deep");
                    return Err(Fault::new(Kind::Deep, reason).at(0, at));
                }
                see(Seen::Begins(&open, &tag));
            }
            Event::Empty(tag) => {
                open.push(local(tag.local_name().as_ref()));
                see(Seen::Begins(&open, &tag));
                see(Seen::Ends(&open));
                open.pop();
            }
            Event::End(_) => {
                see(Seen::Ends(&open));
                open.pop();
            }
            Event::Text(text) => see(Seen::Text(&open, &String::from_utf8_lossy(&text))),
            Event::CData(text) => see(Seen::Text(&open, &String::from_utf8_lossy(&text))),
            Event::GeneralRef(reference) => {
                let name = String::from_utf8_lossy(&reference).into_owned();
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let known = || resolve_html5_entity(&name).map(str::to_owned);
                let value = character.or_else(known).unwrap_or_else(|| format!("&{name};"));
                see(Seen::Text(&open, &value));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn local(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all
        .with_checks(false)
        .take(256)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name.as_bytes())?;
    let raw = String::from_utf8_lossy(&found.value);
    let plain = quick_xml::escape::unescape_with(&raw, resolve_html5_entity);
    Some(plain.map_or_else(|_| raw.clone().into_owned(), |p| p.into_owned()).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(text: &str) -> Vec<String> {
        let names: &[&[u8]] = &[b"item"];
        let stream = Stream::of(text.as_bytes());
        let all = Elements::new("x".into(), stream, names, Form::Feed, &Options::default());
        let shown = |item| match item {
            Item::Record(r) => String::from_utf8_lossy(&r.bytes).into_owned(),
            Item::Failure(f) => format!("! {}", f.reason),
            Item::Skipped(s) => s.reason,
        };
        all.map_or_else(|item| vec![shown(item)], |all| all.map(shown).collect())
    }

    #[test]
    fn elements_are_found_whatever_is_in_them() {
        let text = "<rss><!-- <item> --><a:item x='1'>a<![CDATA[</item>]]></a:item><item/><items/><item>b</item></rss>";
        let expected = ["<a:item x='1'>a<![CDATA[</item>]]></a:item>", "<item/>", "<item>b</item>"];
        assert_eq!(elements(text), expected);
        assert_eq!(
            elements("<rss><item>a<item>b</item>"),
            ["! an element is not closed", "<item>b</item>"]
        );
        assert_eq!(elements("<rss/>"), ["! no article in it"]);
        // Markup that was not escaped.
        for begin in ["<!--", "<![CDATA[", "<p title='"] {
            let first = format!("<item>a{begin} b</item>");
            assert_eq!(
                elements(&format!("<rss>{first}<item>c</item></rss>")),
                [&first, "<item>c</item>"]
            );
        }
    }

    #[test]
    fn what_is_declared() {
        assert_eq!(declared(b"<?xml version='1.0' encoding='latin1'?>").as_deref(), Some("latin1"));
        assert_eq!(declared(b"<rss encoding='x'>"), None);
    }

    #[test]
    fn entities_are_characters_and_no_more() {
        let bomb = "<item>&amp;&#233;&eacute;&lol;</item>";
        let mut text = String::new();
        let see = |seen: Seen<'_>| {
            if let Seen::Text(_, t) = seen {
                text.push_str(t);
            }
        };
        assert_eq!(walk(bomb.as_bytes(), 10, see), Ok(()));
        assert_eq!(text, "&éé&lol;");
        let deep = "<a>".repeat(1_000_000);
        assert!(walk(deep.as_bytes(), 100, |_| {}).is_err_and(|f| f.kind == Kind::Deep));
        assert!(walk(b"<a></b>", 100, |_| {}).is_err());
    }
}
