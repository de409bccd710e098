//! Bytes to text, whatever their encoding: mark, what the format says, UTF-8, then a guess.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::failure::{Fault, Kind};
use super::unpack::Source;

/// An encoding that the user names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset(&'static Encoding);

impl Charset {
    /// By a name that the web knows: `latin1`, `windows-1252`, `shift_jis` …
    pub fn named(name: &str) -> Option<Self> {
        Encoding::for_label(name.trim().as_bytes()).map(Self)
    }
}

/// A text and what was odd about its bytes.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) warning: Option<String>,
}

/// The text of `bytes`. A byte-order mark goes before `own`, what the user says, and that before
/// `said`, what the format says of itself; what is valid UTF-8 is UTF-8 whatever the format says.
pub(super) fn decode(
    bytes: &[u8],
    own: Option<Charset>,
    said: Option<&str>,
) -> Result<Decoded, Fault> {
    if let Some(decoded) = known(bytes, own) {
        return Ok(decoded);
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        let lines = memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or_default()).count() as u64;
        let fault = Fault::new(Kind::Malformed, "the text holds a NUL byte");
        return Err(fault.at(lines, at as u64));
    }
    Ok(guessed(bytes, said))
}

/// The same for a file of several records, of which those with NUL bytes are found at fault later.
pub(super) fn decode_with_nul(bytes: &[u8], own: Option<Charset>, said: Option<&str>) -> Decoded {
    known(bytes, own).unwrap_or_else(|| guessed(bytes, said))
}

fn known(bytes: &[u8], own: Option<Charset>) -> Option<Decoded> {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        return Some(decoded(bytes.get(length..).unwrap_or_default(), marked));
    }
    own.map(|Charset(own)| own).or_else(|| wide(bytes)).map(|encoding| decoded(bytes, encoding))
}

fn guessed(bytes: &[u8], said: Option<&str>) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), warning: None };
    }
    let said = said.and_then(|s| Encoding::for_label(s.trim().as_bytes()));
    let said = said.filter(|said| *said != UTF_8 && said.is_ascii_compatible());
    if let Some(text) =
        said.and_then(|said| said.decode_without_bom_handling_and_without_replacement(bytes))
    {
        return Decoded { text: text.into_owned(), warning: None };
    }
    decoded(bytes, if mostly_utf_8(bytes) { UTF_8 } else { guess(bytes) })
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let warning = lossy.then(|| {
        let lost = text.matches('\u{fffd}').count();
        format!("{lost} characters are not valid {} and became U+FFFD", encoding.name())
    });
    Decoded { text: text.into_owned(), warning }
}

/// UTF-16 without a mark: every other byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if pairs < 4 || bytes.len() % 2 == 1 {
        None
    } else if odd * 10 > pairs * 7 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// True when far more characters beyond ASCII are sound UTF-8 than are not.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 4 * broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// A stream in another encoding, as UTF-8.
pub(super) struct Transcoded<R> {
    from: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// UTF-8 that was not yet asked for.
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Transcoded<R> {
    pub(super) fn new(from: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { from, decoder, raw: vec![0; 16 << 10], ready: Vec::new(), given: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let n = self.from.read(&mut self.raw)?;
        self.ended = n == 0;
        let raw = self.raw.get(..n).unwrap_or_default();
        let room = self.decoder.max_utf8_buffer_length(n).unwrap_or(4 * n + 16);
        let mut text = String::with_capacity(room);
        let _ = self.decoder.decode_to_string(raw, &mut text, self.ended);
        (self.ready, self.given) = (text.into_bytes(), 0);
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.ready.len() && !self.ended {
            self.refill()?;
        }
        let ready = self.ready.get(self.given..).unwrap_or_default();
        let n = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), ready.get(..n)) {
            to.copy_from_slice(from);
        }
        self.given += n;
        Ok(n)
    }
}

impl<R: Read + Send> Source for Transcoded<R> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_and_what_is_guessed() {
        let latin = b"Soci\xe9t\xe9 G\xe9n\xe9rale a dit que le b\xe9n\xe9fice \x96 en hausse \x96 est de 5 \x80.";
        let text = "Société Générale a dit que le bénéfice – en hausse – est de 5 €.";
        let get = |bytes: &[u8], said| decode(bytes, None, said).map(|d| d.text);
        assert_eq!(get(latin, None).as_deref(), Ok(text));
        assert_eq!(get(latin, Some("iso-8859-1")).as_deref(), Ok(text));
        assert_eq!(get(text.as_bytes(), Some("iso-8859-1")).as_deref(), Ok(text));
        assert_eq!(get(b"\x93\xfa\x96{", Some("shift_jis")).as_deref(), Ok("日本"));
        assert_eq!(get(b"\xef\xbb\xbfa", None).as_deref(), Ok("a"));
        assert_eq!(get(b"A\0c\0m\0e\0 \0b\0", None).as_deref(), Ok("Acme b"));
        let own = decode(b"caf\xe9", Charset::named("latin1"), Some("utf-8"));
        assert_eq!(own.map(|d| d.text).as_deref(), Ok("café"));
    }

    #[test]
    fn a_broken_byte_in_utf_8_costs_one_character() {
        let bytes = [text().as_bytes(), b"\xff", text().as_bytes()].concat();
        let decoded = decode(&bytes, None, None).expect("text");
        assert_eq!(decoded.text, format!("{0}\u{fffd}{0}", text()));
        assert!(decoded.warning.is_some_and(|w| w.starts_with("1 characters")));
    }

    fn text() -> &'static str {
        "Zürich, Genève, Łódź: „Öltek“ übernimmt."
    }
}
