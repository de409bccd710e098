//! A file or standard input as bytes: unpacked, with a look-ahead and a byte count.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::encoding::Transcoded;
use super::files::Input;
use super::unpack::{Plain, Source, unpack};

/// Bytes looked at before a format is chosen.
pub(super) const HEAD: usize = 64 << 10;

/// Unpacked bytes. What was looked at is read again; a fault met then is kept for its turn.
pub(super) struct Stream {
    inner: BufReader<Resumed>,
    /// A fault that was met while looking whether more comes.
    fault: Option<io::Error>,
    /// Bytes consumed so far.
    pub(super) offset: u64,
}

struct Resumed {
    head: Cursor<Vec<u8>>,
    fault: Option<io::Error>,
    rest: Box<dyn Source>,
}

impl Read for Resumed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.head.read(buffer)?;
        if n > 0 || buffer.is_empty() {
            return Ok(n);
        }
        match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.rest.read(buffer),
        }
    }
}

impl Resumed {
    /// Reads the look-ahead.
    fn new(mut rest: Box<dyn Source>) -> Self {
        let mut head = Vec::new();
        let fault = rest.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
        Self { head: Cursor::new(head), fault, rest }
    }

    fn starts_with(&self, mark: &[u8]) -> bool {
        self.head.get_ref().starts_with(mark)
    }
}

impl Stream {
    /// Opens, and unpacks what the first bytes say is packed; UTF-16 becomes UTF-8.
    ///
    /// # Errors
    /// When the file cannot be opened or its first bytes cannot be read.
    pub(super) fn open(input: &Input, ratio: u64) -> io::Result<Self> {
        let raw: Box<dyn Read + Send> = match &input.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        Self::new(raw, ratio)
    }

    pub(super) fn new(raw: Box<dyn Read + Send>, ratio: u64) -> io::Result<Self> {
        let raw = Resumed::new(Box::new(Plain(raw)));
        let head = raw.head.get_ref().get(..8).unwrap_or(raw.head.get_ref()).to_vec();
        let mut bytes = match unpack(raw, &head, ratio) {
            Ok(unpacked) => Resumed::new(unpacked),
            Err(raw) => raw,
        };
        if bytes.head.get_ref().is_empty()
            && let Some(fault) = bytes.fault.take()
        {
            return Err(fault);
        }
        let wide = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].into_iter().zip(WIDE);
        if let Some((encoding, _)) = wide.into_iter().find(|(_, mark)| bytes.starts_with(mark)) {
            bytes = Resumed::new(Box::new(Transcoded::new(bytes, encoding)));
        }
        let marked = bytes.starts_with(MARK);
        let mut stream =
            Self { inner: BufReader::with_capacity(HEAD, bytes), fault: None, offset: 0 };
        if marked {
            stream.inner.get_mut().head.set_position(3);
            stream.offset = 3;
        }
        Ok(stream)
    }

    /// The look-ahead, without a byte-order mark.
    pub(super) fn head(&self) -> &[u8] {
        let head = self.inner.get_ref().head.get_ref();
        head.strip_prefix(MARK).unwrap_or(head)
    }

    /// The bytes at hand, at least one unless the stream has ended.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        loop {
            match self.inner.fill_buf() {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
                Ok(_) => break,
            }
        }
        self.inner.fill_buf()
    }

    /// True when no byte is left. A fault is kept for the next [`Stream::fill`].
    pub(super) fn ended(&mut self) -> bool {
        match self.fill().map(<[u8]>::is_empty) {
            Ok(ended) => ended,
            Err(fault) => {
                self.keep(fault);
                false
            }
        }
    }

    /// Puts a fault back for the next [`Stream::fill`].
    pub(super) fn keep(&mut self, fault: io::Error) {
        self.fault = Some(fault);
    }

    /// Marks bytes as read.
    pub(super) fn consume(&mut self, n: usize) {
        self.inner.consume(n);
        self.offset += n as u64;
    }

    /// All the rest, at most `limit` bytes and one more.
    pub(super) fn rest(&mut self, limit: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.inner.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes)?;
        self.offset += bytes.len() as u64;
        Ok(bytes)
    }

    /// Goes on behind damage in packed data, where it has a sound place; false when it has none.
    pub(super) fn resync(&mut self) -> bool {
        self.fault = None;
        matches!(self.inner.get_mut().rest.resync(), Ok(true))
    }

    #[cfg(test)]
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::new(Box::new(Cursor::new(bytes.to_vec())), 200).expect("memory can be read")
    }
}

impl Source for Resumed {}

/// The byte-order marks of UTF-8, and of UTF-16 little and big end first.
const MARK: &[u8] = b"\xef\xbb\xbf";
const WIDE: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory can be written");
        encoder.finish().expect("memory can be written")
    }

    #[test]
    fn all_members_are_read() {
        let mut bytes = packed("\u{feff}one ".as_bytes());
        bytes.extend([0; 700]);
        bytes.extend(packed(b"two"));
        bytes.extend([0; 70]);
        assert_eq!(Stream::of(&bytes).rest(100).expect("sound"), b"one two");
    }

    #[test]
    fn what_comes_before_damage_is_kept() {
        let mut bytes = packed(b"one ");
        bytes.extend(b"no member");
        let mut stream = Stream::of(&bytes);
        assert_eq!(stream.fill().expect("sound"), b"one ");
        stream.consume(4);
        assert!(!stream.ended());
        assert!(stream.fill().expect_err("damage").to_string().contains("gzip"));
        assert!(stream.ended());
        assert!(!stream.resync());
    }

    #[test]
    fn a_sound_member_behind_damage_is_found() {
        let mut bytes = packed(b"one ");
        bytes.extend(b"no member");
        bytes.extend(packed(b"two"));
        let mut stream = Stream::of(&bytes);
        assert_eq!(stream.fill().expect("sound"), b"one ");
        stream.consume(4);
        assert!(stream.fill().is_err());
        assert!(stream.resync());
        assert_eq!(stream.rest(10).expect("sound"), b"two");
    }

    #[test]
    fn members_that_are_none_come_to_an_end() {
        // Reserved flags: the marks of a header, but none.
        let bytes = [packed(b"one"), [0x1f, 0x8b, 8, 0xff].repeat(100)].concat();
        let Ok(mut stream) = Stream::new(Box::new(Cursor::new(bytes)), 200) else { return };
        let mut tries = 0;
        while stream.resync() && tries < 1000 {
            let _ = stream.rest(10);
            tries += 1;
        }
        assert!(tries <= 100, "{tries}");
    }

    #[test]
    fn what_is_packed_too_tight_is_refused() {
        let bytes = packed(&vec![b' '; 40 << 20]);
        let mut stream = Stream::of(&bytes);
        let error = stream.rest(64 << 20).expect_err("a thousand to one");
        assert_eq!(super::super::unpack::kind(&error), super::super::Kind::Tight);
        assert!(Stream::of(&packed(&vec![b' '; 15 << 20])).rest(16 << 20).is_ok());
    }

    #[test]
    fn wide_characters_become_utf_8() {
        for (mark, big) in [(WIDE[0], false), (WIDE[1], true)] {
            let mut bytes = mark.to_vec();
            for unit in "Öl 😀".encode_utf16() {
                bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            }
            assert_eq!(Stream::of(&bytes).rest(100).expect("sound"), "Öl 😀".as_bytes());
        }
    }
}
