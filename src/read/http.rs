//! The head of an HTTP message, and how its body was sent (RFC 9112).

use std::borrow::Cow;
use std::io::Read;

use super::Options;
use super::failure::{Fault, Kind};

/// How a body was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) chunked: bool,
    pub(super) packed: bool,
}

impl Sent {
    /// The body as it was meant.
    pub(super) fn body<'b>(
        self,
        sent: &'b [u8],
        options: &Options,
    ) -> Result<Cow<'b, [u8]>, Fault> {
        let whole = if self.chunked { joined(sent) } else { Cow::Borrowed(sent) };
        if self.packed { unpacked(whole, options) } else { Ok(whole) }
    }
}

/// The head of a response.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    /// In small letters, without parameters.
    pub(super) media: String,
    pub(super) charset: Option<String>,
    pub(super) sent: Sent,
    /// A coding that is not read.
    pub(super) unknown: Option<String>,
    pub(super) date: Option<String>,
    /// Bytes of the head, with the blank line.
    pub(super) length: usize,
}

impl Head {
    /// The head at the beginning of `message`, if it is one.
    pub(super) fn parse(message: &[u8]) -> Option<Self> {
        let length = end(message)?;
        let text = String::from_utf8_lossy(message.get(..length)?);
        let mut lines = text.lines();
        let mut first = lines.next()?.split_ascii_whitespace();
        if !first.next()?.to_ascii_uppercase().starts_with("HTTP") {
            return None;
        }
        let mut head = Self { status: first.next()?.parse().ok()?, length, ..Self::default() };
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            head.take(&name.trim().to_ascii_lowercase(), value.trim());
        }
        Some(head)
    }

    fn take(&mut self, name: &str, value: &str) {
        match name {
            "content-type" => (self.media, self.charset) = media(value),
            "content-encoding" => {
                for coding in value.split(',').map(|c| c.trim().to_ascii_lowercase()) {
                    match coding.as_str() {
                        "gzip" | "x-gzip" | "deflate" => self.sent.packed = true,
                        "identity" | "" => {}
                        _ => self.unknown = Some(coding),
                    }
                }
            }
            "transfer-encoding" => {
                self.sent.chunked |= value.to_ascii_lowercase().contains("chunked");
            }
            "last-modified" => self.date = Some(value.to_owned()),
            _ => {}
        }
    }
}

/// A media type without its parameters, and its charset.
pub(super) fn media(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| value.to_owned())
    });
    (media, charset)
}

/// Where the body begins: behind the first blank line.
pub(super) fn end(message: &[u8]) -> Option<usize> {
    let within = message.get(..64 << 10).unwrap_or(message);
    let strict = memchr::memmem::find(within, b"\r\n\r\n").map(|at| at + 4);
    let bare = memchr::memmem::find(within, b"\n\n").map(|at| at + 2);
    match (strict, bare) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The chunks of a body as one. What is not chunked, though it says so, stays as it is; a body that
/// ends early gives what came.
fn joined(sent: &[u8]) -> Cow<'_, [u8]> {
    let mut whole = Vec::new();
    let mut rest = sent;
    while let Some((size, data)) = chunk_size(rest) {
        if size == 0 {
            return Cow::Owned(whole);
        }
        let part = data.get(..size).unwrap_or(data);
        whole.extend_from_slice(part);
        let behind = data.get(size..).unwrap_or_default();
        rest = behind.strip_prefix(b"\r\n").or(behind.strip_prefix(b"\n")).unwrap_or(behind);
    }
    if whole.is_empty() || !rest.trim_ascii().is_empty() {
        Cow::Borrowed(sent)
    } else {
        Cow::Owned(whole)
    }
}

/// The size of the chunk that begins here, and what follows its line.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', bytes.get(..1024).unwrap_or(bytes))?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let size = line.split(';').next()?.trim();
    if size.is_empty() || size.len() > 8 {
        return None;
    }
    Some((usize::from_str_radix(size, 16).ok()?, bytes.get(end + 1..)?))
}

/// An unpacked body. Crawlers keep the header of a body that they have unpacked: what does not look
/// packed is not.
fn unpacked<'b>(body: Cow<'b, [u8]>, options: &Options) -> Result<Cow<'b, [u8]>, Fault> {
    let mut out = Vec::new();
    let limit = options.max_line as u64 + 1;
    let read = match body.as_ref() {
        [0x1f, 0x8b, ..] => {
            flate2::read::MultiGzDecoder::new(&*body).take(limit).read_to_end(&mut out)
        }
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => {
            flate2::read::ZlibDecoder::new(&*body).take(limit).read_to_end(&mut out)
        }
        _ => return Ok(body),
    };
    if out.len() > options.max_line {
        return Err(Fault::long("page", options.max_line));
    }
    let tight = out.len() as u64 / options.max_ratio.max(1) > body.len() as u64;
    if tight && out.len() > 1 << 20 {
        let reason = format!(
            "unpacks to more than {} times its size, the most that packed data may",
            options.max_ratio
        );
        return Err(Fault::new(Kind::Tight, reason));
    }
    match read {
        Ok(_) => Ok(Cow::Owned(out)),
        Err(e) => Err(Fault::new(Kind::Damaged, format!("the packed body is damaged: {e}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head() {
        let message = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"latin1\"\r\nTransfer-Encoding: chunked\r\n\
            Content-Encoding: br\r\nBroken\r\n\r\nbody";
        let head = Head::parse(message).expect("a head");
        assert_eq!((head.status, head.media.as_str()), (200, "text/html"));
        assert_eq!(
            (head.charset.as_deref(), head.unknown.as_deref()),
            (Some("latin1"), Some("br"))
        );
        assert!(head.sent.chunked && !head.sent.packed);
        assert_eq!(message.get(head.length..), Some(&b"body"[..]));
        assert_eq!(Head::parse(b"<html>\n\n"), None);
    }

    #[test]
    fn chunks() {
        for (sent, whole) in [
            (&b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"[..], &b"abcde"[..]),
            (b"3\nabc\n0\n", b"abc"),
            (b"a\r\nabc", b"abc"),
            (b"<html>", b"<html>"),
            (b"ffffffff\r\nabc", b"abc"),
        ] {
            assert_eq!(joined(sent).as_ref(), whole);
        }
    }
}
