//! A file or standard input as bytes: unpacked, with a look-ahead and a byte count.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::files::Input;

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
    rest: Box<dyn Read + Send>,
}

impl Read for Resumed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.head.read(buffer)?;
        if n > 0 || buffer.is_empty() {
            return Ok(n);
        }
        match self.fault.take() {
            Some(fault) => {
                self.rest = Box::new(io::empty());
                Err(fault)
            }
            None => self.rest.read(buffer),
        }
    }
}

impl Resumed {
    /// Reads the look-ahead.
    fn new(mut rest: Box<dyn Read + Send>) -> Self {
        let mut head = Vec::new();
        let fault = rest.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
        Self { head: Cursor::new(head), fault, rest }
    }
}

impl Stream {
    /// Opens and, where the first bytes say gzip, unpacks all members.
    ///
    /// # Errors
    /// When the file cannot be opened or its first bytes cannot be read.
    pub(super) fn open(input: &Input) -> io::Result<Self> {
        let raw: Box<dyn Read + Send> = match &input.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        Self::new(raw)
    }

    pub(super) fn new(raw: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut bytes = Resumed::new(raw);
        if bytes.head.get_ref().starts_with(&[0x1f, 0x8b]) {
            let packed = BufReader::with_capacity(HEAD, bytes);
            bytes = Resumed::new(Box::new(Unpacked(MultiGzDecoder::new(packed))));
        }
        if bytes.head.get_ref().is_empty()
            && let Some(fault) = bytes.fault.take()
        {
            return Err(fault);
        }
        let marked = bytes.head.get_ref().starts_with(b"\xef\xbb\xbf");
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
        head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)
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
        Ok(bytes)
    }

    #[cfg(test)]
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::new(Box::new(Cursor::new(bytes.to_vec()))).expect("memory can be read")
    }
}

/// Names the packing in its faults.
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|e| match e.kind() {
            io::ErrorKind::Interrupted => e,
            kind => io::Error::new(kind, format!("the gzip data is damaged: {e}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("memory can be written");
        encoder.finish().expect("memory can be written")
    }

    #[test]
    fn all_members_are_read() {
        let mut bytes = packed("\u{feff}one ".as_bytes());
        bytes.extend(packed(b"two"));
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
    }
}
