//! Packed input to bytes: gzip, zstd and bzip2, all members, within a ratio.

use std::io::{self, BufRead, BufReader, Read};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;

use super::failure::Kind;

/// Bytes that come out before the ratio is looked at: small files may be packed as tight as they like.
const FREE: u64 = 16 << 20;
const BUFFER: usize = 64 << 10;

/// Bytes that may go on behind damage.
pub(super) trait Source: Read + Send {
    /// Goes on at the next sound place behind damage; false when there is none.
    fn resync(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

/// Bytes as they come.
pub(super) struct Plain(pub(super) Box<dyn Read + Send>);

impl Read for Plain {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Source for Plain {}

/// A fault of packed data, inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
enum PackError {
    #[error("the {0} data is damaged: {1}")]
    Damaged(&'static str, String),
    #[error("unpacks to more than {0} times its size, the most that packed data may")]
    Tight(u64),
}

/// What sort of fault an error of reading is.
pub(super) fn kind(error: &io::Error) -> Kind {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<PackError>()) {
        Some(PackError::Damaged(..)) => Kind::Damaged,
        Some(PackError::Tight(_)) => Kind::Tight,
        None => Kind::Unreadable,
    }
}

fn damaged(packing: &'static str, error: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, PackError::Damaged(packing, error.to_string()))
}

/// Unpacks `raw` when its first bytes say that it is packed; gives it back when they do not.
pub(super) fn unpack<R: Read + Send + 'static>(
    raw: R,
    head: &[u8],
    ratio: u64,
) -> Result<Box<dyn Source>, R> {
    let taken = Arc::new(AtomicU64::new(0));
    let counted = |inner| BufReader::with_capacity(BUFFER, Counted { inner, taken: taken.clone() });
    let source: Box<dyn Source> = match head {
        [0x1f, 0x8b, ..] => Box::new(Gunzip { state: Member::Between(counted(raw)) }),
        #[cfg(feature = "bzip2")]
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => {
            Box::new(Bunzip(bzip2::bufread::MultiBzDecoder::new(counted(raw))))
        }
        #[cfg(feature = "zstd")]
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Box::new(zstd::Unzstd::new(counted(raw))),
        _ => return Err(raw),
    };
    Ok(Box::new(Bounded { source, taken, given: 0, ratio }))
}

/// Counts the bytes that are taken from it.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.taken.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Unpacked bytes, as long as they are no more than so many times the packed ones.
struct Bounded {
    source: Box<dyn Source>,
    taken: Arc<AtomicU64>,
    given: u64,
    ratio: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.taken.load(Ordering::Relaxed);
        if self.given > FREE && self.given / self.ratio.max(1) > taken {
            self.source = Box::new(Plain(Box::new(io::empty())));
            self.given = 0;
            return Err(io::Error::other(PackError::Tight(self.ratio)));
        }
        let n = self.source.read(buffer)?;
        self.given += n as u64;
        Ok(n)
    }
}

impl Source for Bounded {
    fn resync(&mut self) -> io::Result<bool> {
        self.source.resync()
    }
}

/// All members of gzip data (RFC 1952), and zeros behind them, as tapes have them.
struct Gunzip<R: BufRead> {
    state: Member<R>,
}

enum Member<R: BufRead> {
    Inside(Box<GzDecoder<R>>),
    Between(R),
    /// Damaged here. True when nothing of a member was read: it would be found again.
    Broken(R, bool),
    Ended,
}

impl<R: BufRead> Gunzip<R> {
    /// The next member, or the end. Anything else than zeros between members is damage.
    fn next(&mut self, mut packed: R) -> io::Result<()> {
        loop {
            let bytes = packed.fill_buf()?;
            let zeros = bytes.iter().take_while(|b| **b == 0).count();
            match bytes.get(zeros) {
                None if zeros == 0 => return Ok(()),
                None => packed.consume(zeros),
                Some(0x1f) => {
                    packed.consume(zeros);
                    self.state = Member::Inside(Box::new(GzDecoder::new(packed)));
                    return Ok(());
                }
                Some(_) => {
                    packed.consume(zeros);
                    self.state = Member::Broken(packed, true);
                    return Err(damaged("gzip", "no member begins behind the last one"));
                }
            }
        }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match mem::replace(&mut self.state, Member::Ended) {
                Member::Inside(mut decoder) => match decoder.read(buffer) {
                    Ok(0) if !buffer.is_empty() => {
                        self.state = Member::Between(decoder.into_inner());
                    }
                    Ok(n) => {
                        self.state = Member::Inside(decoder);
                        return Ok(n);
                    }
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => {
                        self.state = Member::Inside(decoder);
                        return Err(e);
                    }
                    Err(e) => {
                        let nothing = decoder.header().is_none();
                        self.state = Member::Broken(decoder.into_inner(), nothing);
                        return Err(damaged("gzip", e));
                    }
                },
                Member::Between(packed) => self.next(packed)?,
                broken @ Member::Broken(..) => {
                    self.state = broken;
                    return Ok(0);
                }
                Member::Ended => return Ok(0),
            }
        }
    }
}

impl<R: BufRead + Send> Source for Gunzip<R> {
    fn resync(&mut self) -> io::Result<bool> {
        let Member::Broken(mut packed, nothing) = mem::replace(&mut self.state, Member::Ended)
        else {
            return Ok(false);
        };
        if nothing && !packed.fill_buf()?.is_empty() {
            packed.consume(1);
        }
        let found = next_member(&mut packed)?;
        if found {
            self.state = Member::Between(packed);
        }
        Ok(found)
    }
}

/// Reads on to the first bytes of a member, unless they lie across two buffers; false at the end.
fn next_member(packed: &mut impl BufRead) -> io::Result<bool> {
    const BEGIN: &[u8] = &[0x1f, 0x8b, 8];
    loop {
        let bytes = packed.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        match memchr::memmem::find(bytes, BEGIN) {
            Some(at) => {
                packed.consume(at);
                return Ok(true);
            }
            None => {
                let n = bytes.len();
                packed.consume(n);
            }
        }
    }
}

#[cfg(feature = "bzip2")]
struct Bunzip<R: BufRead>(bzip2::bufread::MultiBzDecoder<R>);

#[cfg(feature = "bzip2")]
impl<R: BufRead> Read for Bunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|e| match e.kind() {
            io::ErrorKind::Interrupted => e,
            _ => damaged("bzip2", e),
        })
    }
}

#[cfg(feature = "bzip2")]
impl<R: BufRead + Send> Source for Bunzip<R> {}

#[cfg(feature = "zstd")]
mod zstd;
