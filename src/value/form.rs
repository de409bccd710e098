//! The notation of compact forms: `{year}-{MONTH}-{DAY}[T{HOUR}:{MINUTE}]`.
//!
//! A field in braces stands for digits (in capitals: exactly two), square brackets for what may be
//! absent, `_` for a blank or nothing; all else is written as it stands in texts.

/// What a field of a form fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Part {
    Year,
    Month,
    Day,
    First,
    Second,
    Hour,
    Minute,
    Quarter,
    HalfYear,
    /// Nothing: it is there and is not needed.
    Other,
}

const PARTS: usize = Part::Other as usize + 1;

/// A piece of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// As many digits as may be, from `least` to `most`; the first of them at least `first`.
    Digits { part: Part, least: usize, most: usize, leading: Leading },
    /// The letters of a short month.
    Name,
    /// `am`, `p.m`.
    Half,
    /// This byte sequence.
    Literal(String),
    /// `Z`, `+0530`, `-05:00`.
    Zone,
    /// A blank or nothing.
    Blank,
    /// The next so many pieces may be absent.
    Skip(usize),
}

/// What the leading digits may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leading {
    Any,
    /// 1 or 2: years from 1000 on.
    Millennium,
    /// 19 or 20: years from 1900 on.
    Century,
}

/// The fields with their digits, by name.
const FIELDS: [(&str, Part, usize, usize, Leading); 18] = [
    ("year", Part::Year, 4, 4, Leading::Millennium),
    ("modern", Part::Year, 4, 4, Leading::Century),
    ("yyyy", Part::Year, 4, 4, Leading::Any),
    ("yy", Part::Year, 2, 2, Leading::Any),
    ("month", Part::Month, 1, 2, Leading::Any),
    ("MONTH", Part::Month, 2, 2, Leading::Any),
    ("day", Part::Day, 1, 2, Leading::Any),
    ("DAY", Part::Day, 2, 2, Leading::Any),
    ("first", Part::First, 1, 2, Leading::Any),
    ("second", Part::Second, 1, 2, Leading::Any),
    ("hour", Part::Hour, 1, 2, Leading::Any),
    ("HOUR", Part::Hour, 2, 2, Leading::Any),
    ("MINUTE", Part::Minute, 2, 2, Leading::Any),
    ("quarter", Part::Quarter, 1, 1, Leading::Any),
    ("half-year", Part::HalfYear, 1, 1, Leading::Any),
    ("2", Part::Other, 2, 2, Leading::Any),
    ("4", Part::Other, 4, 4, Leading::Any),
    ("*", Part::Other, 1, 6, Leading::Any),
];

/// What a form filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Slots<'a> {
    digits: [Option<i32>; PARTS],
    /// The letters of a month.
    pub(super) name: Option<&'a str>,
    /// 0 in the morning, 12 from noon on.
    pub(super) half: Option<i32>,
    /// Minutes east of Greenwich.
    pub(super) zone: Option<i32>,
}

impl Slots<'_> {
    pub(super) fn get(&self, part: Part) -> Option<i32> {
        self.digits[part as usize]
    }
}

/// The pieces of a form.
pub(super) fn pieces(form: &str) -> Result<Vec<Piece>, String> {
    let (mut pieces, mut open, mut rest) = (Vec::new(), Vec::new(), form);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let (name, after) = rest.split_once('}').ok_or("a brace is not closed")?;
                pieces.push(field(name)?);
                rest = after;
            }
            '[' => {
                open.push(pieces.len());
                pieces.push(Piece::Skip(0));
            }
            ']' => {
                let at: usize = open.pop().ok_or("a bracket is not opened")?;
                pieces[at] = Piece::Skip(pieces.len() - at - 1);
            }
            '_' => pieces.push(Piece::Blank),
            c => pieces.push(Piece::Literal(c.to_string())),
        }
    }
    if open.is_empty() { Ok(pieces) } else { Err("a bracket is not closed".to_owned()) }
}

fn field(name: &str) -> Result<Piece, String> {
    match name {
        "name" => Ok(Piece::Name),
        "half" => Ok(Piece::Half),
        "zone" => Ok(Piece::Zone),
        _ => {
            let known = FIELDS.iter().find(|(n, ..)| *n == name);
            let &(_, part, least, most, leading) = known.ok_or_else(|| format!("no {name}"))?;
            Ok(Piece::Digits { part, least, most, leading })
        }
    }
}

/// How long the form is at the beginning of `text`, from byte `at` on, and what it filled.
pub(super) fn filled<'a>(
    pieces: &[Piece],
    text: &'a [u8],
    at: usize,
    mut slots: Slots<'a>,
) -> Option<(usize, Slots<'a>)> {
    let Some((piece, after)) = pieces.split_first() else { return Some((at, slots)) };
    let rest = text.get(at..)?;
    let length = match piece {
        Piece::Skip(count) => {
            return filled(after, text, at, slots)
                .or_else(|| filled(after.get(*count..)?, text, at, slots));
        }
        Piece::Literal(literal) => rest.starts_with(literal.as_bytes()).then_some(literal.len())?,
        Piece::Blank => blank(rest),
        Piece::Name => {
            let name = rest.get(..3).filter(|name| name.iter().all(u8::is_ascii_alphabetic))?;
            slots.name = std::str::from_utf8(name).ok();
            name.len()
        }
        Piece::Half => {
            let (half, length) = half(rest)?;
            slots.half = Some(half);
            length
        }
        Piece::Zone => {
            let (zone, length) = zone(rest)?;
            slots.zone = Some(zone);
            length
        }
        Piece::Digits { part, least, most, leading } => {
            let digits = rest.iter().take(*most).take_while(|b| b.is_ascii_digit());
            let (count, value) =
                digits.fold((0, 0), |(count, n), b| (count + 1, n * 10 + i32::from(b - b'0')));
            if count < *least || !leading.allows(rest) {
                return None;
            }
            slots.digits[*part as usize] = Some(value);
            count
        }
    };
    filled(after, text, at + length, slots)
}

/// The width of the blank that the text begins with, if any.
fn blank(text: &[u8]) -> usize {
    let most = text.get(..4).unwrap_or(text);
    let valid = most.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    valid.chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
}

/// `am`, `P.M`: 0 or 12, and its length.
fn half(text: &[u8]) -> Option<(i32, usize)> {
    let half = match text.first()? {
        b'a' | b'A' => 0,
        b'p' | b'P' => 12,
        _ => return None,
    };
    let period = usize::from(text.get(1) == Some(&b'.'));
    matches!(text.get(1 + period), Some(b'm' | b'M')).then_some((half, 2 + period))
}

/// `Z`, `+0530`, `-05:00`: minutes east of Greenwich, and its length.
fn zone(text: &[u8]) -> Option<(i32, usize)> {
    let east = match text.first()? {
        b'Z' => return Some((0, 1)),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let colon = usize::from(text.get(3) == Some(&b':'));
    let pair = |at: usize| {
        let digits = text.get(at..at + 2).filter(|pair| pair.iter().all(u8::is_ascii_digit))?;
        digits.iter().try_fold(0, |n, b| Some(n * 10 + i32::from(b - b'0')))
    };
    let (hours, minutes) = (pair(1)?, pair(3 + colon)?);
    (hours < 24 && minutes < 60).then_some((east * (hours * 60 + minutes), 5 + colon))
}

impl Leading {
    fn allows(self, digits: &[u8]) -> bool {
        match self {
            Self::Any => true,
            Self::Millennium => digits.starts_with(b"1") || digits.starts_with(b"2"),
            Self::Century => digits.starts_with(b"19") || digits.starts_with(b"20"),
        }
    }
}

/// The bytes that these pieces can begin with; none for digits and letters of a month.
pub(super) fn first_bytes(pieces: &[Piece]) -> Vec<u8> {
    let Some((piece, after)) = pieces.split_first() else { return Vec::new() };
    let behind = |count| first_bytes(after.get(count..).unwrap_or_default());
    match piece {
        Piece::Literal(text) => text.bytes().take(1).collect(),
        Piece::Half => b"aApP".to_vec(),
        Piece::Zone => b"Z+-".to_vec(),
        // The blanks of one byte, and the first bytes of the others.
        Piece::Blank => [&b" \t\n\r\x0b\x0c\xc2\xe1\xe2\xe3"[..], &behind(0)].concat(),
        Piece::Skip(count) => [behind(0), behind(*count)].concat(),
        Piece::Digits { .. } | Piece::Name => Vec::new(),
    }
}
