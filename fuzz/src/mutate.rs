//! Inputs made of others.

/// xorshift64 (Marsaglia 2003).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % end.max(1) as u64) as usize
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> Option<&'a T> {
        of.get(self.below(of.len())).copied()
    }
}

/// Pieces that every format and text turns on.
const ANY: [&[u8]; 16] = [
    b"\"",
    b"\\",
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b" ",
    b"\xff",
    b"\xc3",
    b"\x1f\x8b",
    b"\x1b[2J",
    "\u{feff}".as_bytes(),
    "\u{e9}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{1f600}".as_bytes(),
    "e\u{301}".as_bytes(),
];

/// One of the inputs, or a window of it, with a few changes.
pub(crate) fn mutated(
    inputs: &[Vec<u8>],
    pieces: &[&str],
    longest: usize,
    random: &mut Random,
) -> Vec<u8> {
    let whole = inputs.get(random.below(inputs.len())).map_or(&[][..], Vec::as_slice);
    let mut bytes = window(whole, longest, random).to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(8) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let any = ANY[random.below(ANY.len())];
                bytes.splice(at..at, any.iter().copied());
            }
            2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            3 => {
                let copy = bytes[at..end].repeat(1 + random.below(8));
                bytes.splice(at..at, copy);
            }
            4 => {
                let other = inputs.get(random.below(inputs.len())).map_or(&[][..], Vec::as_slice);
                let from = random.below(other.len() + 1);
                let to = (from + random.below(400)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            5 => bytes.truncate(at.max(bytes.len() / 2)),
            _ => {
                if let Some(piece) = random.one(pieces) {
                    let times = if random.below(16) == 0 { random.below(200) } else { 1 };
                    let end = if random.below(2) == 0 { at } else { end };
                    bytes.splice(at..end, piece.repeat(times).into_bytes());
                }
            }
        }
    }
    bytes.truncate(longest);
    bytes
}

/// Of an input that is too long, a part that begins with a line.
fn window<'a>(bytes: &'a [u8], longest: usize, random: &mut Random) -> &'a [u8] {
    if bytes.len() <= longest {
        return bytes;
    }
    let from = random.below(bytes.len() - longest / 2);
    let line = bytes[..from].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    &bytes[line..(line + longest).min(bytes.len())]
}
