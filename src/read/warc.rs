//! WARC files (ISO 28500) to records: pages and texts, and what lies around them passed over.
//!
//! A damaged record costs itself: reading goes on at the next line that begins one.

use std::sync::Arc;

use super::failure::{Kind, too_long};
use super::http::{Head, media};
use super::record::{Form, Hint, Record};
use super::stream::Stream;
use super::{Failure, Item, Options, Skipped, Stage};

/// Bytes of the head of a record at most.
const HEAD: usize = 64 << 10;

/// The records of a stream. Memory: one record, at most the limit of a line.
pub(super) struct Warc {
    source: Arc<str>,
    stream: Stream,
    limit: usize,
    number: u64,
    /// Set while no record begins where one should: bytes are passed over to the next one.
    lost: bool,
    done: bool,
}

/// What the head of a record says.
#[derive(Debug, Default)]
struct About {
    kind: String,
    media: String,
    charset: Option<String>,
    url: Option<String>,
    date: Option<String>,
    length: Option<u64>,
}

/// Why no record could be read.
enum Broken {
    Bytes(std::io::Error),
    /// Reading goes on at the next record.
    Here(Kind, String),
    /// The same, and all of it was read.
    Whole(Kind, String),
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self::Bytes(error)
    }
}

impl Warc {
    pub(super) fn new(source: Arc<str>, stream: Stream, options: &Options) -> Self {
        Self { source, stream, limit: options.max_line, number: 0, lost: false, done: false }
    }

    /// One line with its break, at most `limit` bytes of it; empty at the end.
    fn line(&mut self, limit: usize) -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        loop {
            let bytes = self.stream.fill()?;
            let end = memchr::memchr(b'\n', bytes).map(|at| at + 1);
            let part = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or(bytes);
            let room = limit.saturating_sub(line.len());
            line.extend_from_slice(part.get(..room).unwrap_or(part));
            let (used, over) = (part.len(), end.is_some() || part.is_empty());
            self.stream.consume(used);
            if over {
                return Ok(line);
            }
        }
    }

    /// Passes over blank lines, and when lost over all others, to the line that begins a record.
    /// False at the end.
    fn find(&mut self) -> Result<bool, Broken> {
        loop {
            let line = self.line(HEAD)?;
            if line.is_empty() {
                return Ok(false);
            }
            if line.starts_with(b"WARC/") {
                self.lost = false;
                return Ok(true);
            }
            if !self.lost && !line.trim_ascii().is_empty() {
                self.lost = true;
                let reason = "no record begins here; reading goes on at the next one";
                return Err(Broken::Here(Kind::Damaged, reason.to_owned()));
            }
        }
    }

    fn about(&mut self) -> Result<About, Broken> {
        let (mut about, mut used) = (About::default(), 0);
        loop {
            let line = self.line(HEAD)?;
            used += line.len();
            if line.is_empty() || used > HEAD {
                return Err(Broken::Here(
                    Kind::Damaged,
                    "the head of the record is cut off".to_owned(),
                ));
            }
            if line.trim_ascii().is_empty() {
                return Ok(about);
            }
            let text = String::from_utf8_lossy(&line);
            let Some((name, value)) = text.split_once(':') else { continue };
            about.take(&name.trim().to_ascii_lowercase(), value.trim());
        }
    }

    /// So many bytes of the stream: kept when they are wanted and within the limit.
    fn block(&mut self, length: u64, wanted: bool) -> Result<Vec<u8>, Broken> {
        let keep = wanted && length <= self.limit as u64;
        let (mut block, mut left) = (Vec::new(), length);
        while left > 0 {
            let bytes = self.stream.fill()?;
            if bytes.is_empty() {
                return Err(Broken::Here(Kind::Damaged, "the record is cut off".to_owned()));
            }
            let n = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
            if keep {
                block.extend_from_slice(bytes.get(..n).unwrap_or_default());
            }
            self.stream.consume(n);
            left -= n as u64;
        }
        if wanted && !keep {
            return Err(Broken::Whole(Kind::Long, too_long("record", self.limit)));
        }
        Ok(block)
    }

    /// The next record; `None` at the end.
    fn record(&mut self, offset: &mut u64) -> Result<Option<Item>, Broken> {
        *offset = self.stream.offset;
        if !self.find()? {
            return Ok(None);
        }
        self.number += 1;
        let about = self.about()?;
        let Some(length) = about.length else {
            self.lost = true;
            let reason = "the record does not say how long it is".to_owned();
            return Err(Broken::Here(Kind::Damaged, reason));
        };
        let wanted = about.may_hold_text();
        let block = self.block(length, wanted)?;
        let item = if wanted { self.item(about, block, *offset) } else { Err(about.passed_over()) };
        Ok(Some(item.unwrap_or_else(|reason| {
            Item::Skipped(Skipped {
                source: format!("{}#{}", self.source, self.number),
                reason,
                inner: true,
            })
        })))
    }

    /// The record of a block, or why it is passed over.
    fn item(&self, about: About, mut bytes: Vec<u8>, offset: u64) -> Result<Item, String> {
        let mut hint =
            Hint { charset: about.charset, url: about.url, date: about.date, ..Hint::default() };
        let mut media = about.media;
        if media.starts_with("application/http") || bytes.starts_with(b"HTTP/") {
            let Some(head) = Head::parse(&bytes) else {
                return Err("an HTTP message without a head".to_owned());
            };
            if head.status != 200 {
                return Err(format!("HTTP status {}", head.status));
            }
            if let Some(coding) = head.unknown {
                let reason = format!("a body in the coding {coding}, which is not read");
                let failure = Failure::whole(&self.source, Stage::Read, Kind::Unsupported, reason);
                return Ok(Item::Failure(failure.at(None, offset)));
            }
            bytes.drain(..head.length);
            media = head.media;
            (hint.charset, hint.sent) = (head.charset, head.sent);
        }
        let form = match media.as_str() {
            "text/html" | "application/xhtml+xml" => Form::Html,
            "text/plain" => Form::Text,
            "" if super::format::looks_like_html(&bytes) => Form::Html,
            "" => return Err("of no known type".to_owned()),
            other => return Err(format!("{other} is no article")),
        };
        Ok(Item::Record(Record {
            source: self.source.clone(),
            suffix: Some(self.number),
            line: None,
            offset,
            form,
            hint: Some(Box::new(hint)),
            bytes,
        }))
    }
}

impl About {
    fn take(&mut self, name: &str, value: &str) {
        let value = || value.to_owned();
        match name {
            "warc-type" => self.kind = value().to_ascii_lowercase(),
            "content-type" => (self.media, self.charset) = media(&value()),
            "content-length" => self.length = value().parse().ok(),
            "warc-target-uri" => {
                self.url = Some(value().trim_matches(['<', '>']).to_owned());
            }
            "warc-date" => self.date = Some(value()),
            _ => {}
        }
    }

    /// Why a record of a kind without text is passed over.
    fn passed_over(&self) -> String {
        let kind = if self.kind.is_empty() { "no type" } else { &self.kind };
        kind.to_owned()
    }

    fn may_hold_text(&self) -> bool {
        matches!(self.kind.as_str(), "response" | "resource" | "conversion")
            && !self.url.as_ref().is_some_and(|url| url.starts_with("dns:"))
    }
}

impl Iterator for Warc {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.done {
            return None;
        }
        let mut offset = self.stream.offset;
        let (kind, reason) = match self.record(&mut offset) {
            Ok(Some(item)) => return Some(item),
            Ok(None) => {
                self.done = true;
                return None;
            }
            Err(Broken::Bytes(error)) => {
                self.done = !self.stream.resync();
                self.lost = true;
                (super::unpack::kind(&error), error.to_string())
            }
            Err(Broken::Here(kind, reason)) => {
                self.lost = true;
                (kind, reason)
            }
            Err(Broken::Whole(kind, reason)) => (kind, reason),
        };
        let failure = Failure::whole(&self.source, Stage::Read, kind, reason);
        Some(Item::Failure(failure.at(None, offset)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, media: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <http://x.example/{kind}>\r\nWARC-Date: 2024-02-14T10:00:00Z\r\n\
             Content-Type: {media}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn read(bytes: &str) -> Vec<String> {
        let options = Options { any_language: true, ..Options::default() };
        let warc = Warc::new("w".into(), Stream::of(bytes.as_bytes()), &options);
        warc.map(|item| match item {
            Item::Record(record) => match record.article(&options, None) {
                Ok(p) => format!(
                    "{} {} {:?}",
                    p.article.id,
                    p.article.text,
                    p.article.url.unwrap_or_default()
                ),
                Err(f) => format!("! {}", f.reason),
            },
            Item::Failure(f) => format!("! {:?} {}", f.offset, f.reason),
            Item::Skipped(s) => format!("- {}", s.reason),
        })
        .collect()
    }

    #[test]
    fn records_of_many_kinds() {
        let http = |head: &str, body: &str| format!("HTTP/1.1 {head}\r\n\r\n{body}");
        let all = [
            record("warcinfo", "application/warc-fields", "a: b"),
            record(
                "response",
                "application/http; msgtype=response",
                &http(
                    "200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked",
                    "3\r\nOne\r\n0\r\n\r\n",
                ),
            ),
            record("response", "application/http", &http("404 No\r\nContent-Type: text/html", "x")),
            record("response", "application/http", &http("200 OK\r\nContent-Type: image/png", "x")),
            record(
                "response",
                "application/http",
                &http("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", "x"),
            ),
            record("conversion", "text/plain", "Two"),
        ]
        .concat();
        let said = read(&all);
        assert_eq!(said[0], "- warcinfo");
        assert_eq!(said[1], "w#2 One \"http://x.example/response\"");
        assert_eq!(said[2..4], ["- HTTP status 404", "- image/png is no article"]);
        assert!(said[4].contains("coding br"));
        assert_eq!(said[5], "w#6 Two \"http://x.example/conversion\"");
    }

    #[test]
    fn damage_costs_the_records_that_have_it() {
        let good = record("conversion", "text/plain", "Good");
        for bad in [
            "WARC/1.0\r\nWARC-Type: conversion\r\n\r\nNo length\r\n\r\n".to_owned(),
            "garbage\nmore garbage\n".to_owned(),
            good.replace("Content-Length: 4", "Content-Length: 2"),
            good.replace("Content-Length: 4", "Content-Length: x"),
        ] {
            let said = read(&format!("{good}{bad}{good}"));
            assert!(said.iter().any(|s| s.starts_with('!')), "{said:?}");
            assert_eq!(said.iter().filter(|s| s.contains("Good")).count(), 2, "{said:?}");
        }
        let cut = format!("{good}{}", good.get(..good.len() - 6).expect("ASCII"));
        assert_eq!(read(&cut).last().map(|s| s.contains("cut off")), Some(true));
    }
}
