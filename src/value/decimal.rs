//! Exact decimal numbers: amounts are multiplied before they become floating point, so that
//! `1.1 billion` is 1100000000 and not nearly so.

/// `digits / 10^scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    scale: u32,
}

/// More decimals than this are no number of a news text.
const MAX_SCALE: u32 = 15;
/// Nor are more digits than this.
const MAX_DIGITS: usize = 24;

/// As many digits fit into 64 bits.
const SHORT: usize = 19;

/// How often a sign stands in a number, and where it stands last.
#[derive(Clone, Copy, Default)]
struct Separators {
    count: u32,
    last: usize,
}

impl Separators {
    fn add(&mut self, at: usize) {
        self.count += 1;
        self.last = at;
    }
}

impl Decimal {
    pub(super) fn whole(digits: i64) -> Self {
        Self { digits: i128::from(digits), scale: 0 }
    }

    /// Reads digits with `,` and `.` between them, whichever separates thousands: a comma or period
    /// that is repeated, or a comma before exactly three digits, groups; what comes last divides.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() > MAX_DIGITS || !bytes.first()?.is_ascii_digit() {
            return None;
        }
        // So few digits overflow neither type.
        let (mut low, mut all) = (0u64, 0i128);
        let (mut commas, mut periods) = (Separators::default(), Separators::default());
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' if bytes.len() <= SHORT => low = low * 10 + u64::from(byte - b'0'),
                b'0'..=b'9' => all = all * 10 + i128::from(byte - b'0'),
                b',' => commas.add(at),
                b'.' => periods.add(at),
                _ => return None,
            }
        }
        let digits = if bytes.len() <= SHORT { i128::from(low) } else { all };
        let point = match (commas.count, periods.count) {
            (0, 0) => None,
            (0, 1) => Some(periods.last),
            (1, 0) if bytes.len() - commas.last != 4 => Some(commas.last),
            (0, _) | (_, 0) => None,
            (_, 1) if periods.last > commas.last => Some(periods.last),
            (1, _) if commas.last > periods.last => Some(commas.last),
            _ => None,
        };
        let scale = point.map_or(0, |point| bytes.len() - 1 - point) as u32;
        (scale <= MAX_SCALE).then_some(Self { digits, scale })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits)?;
        Some(Self { digits, scale: self.scale + other.scale }).filter(|d| d.scale <= 2 * MAX_SCALE)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let lift = |d: Self| d.digits.checked_mul(10i128.checked_pow(scale - d.scale)?);
        Some(Self { digits: lift(self)?.checked_add(lift(other)?)?, scale })
    }

    /// Divided by a small whole number, to fifteen decimals.
    pub(super) fn over(self, divisor: i64) -> Option<Self> {
        let divisor = i128::from(divisor);
        if divisor == 0 {
            return None;
        }
        let (mut digits, mut scale) = (self.digits, self.scale);
        while digits % divisor != 0 && scale < MAX_SCALE {
            digits = digits.checked_mul(10)?;
            scale += 1;
        }
        Some(Self { digits: digits / divisor, scale })
    }

    /// The whole number that it is, if it is one.
    pub(super) fn as_whole(self) -> Option<i64> {
        if self.scale == 0 {
            return i64::try_from(self.digits).ok();
        }
        let unit = 10i128.checked_pow(self.scale)?;
        (self.digits % unit == 0).then(|| i64::try_from(self.digits / unit).ok()).flatten()
    }

    /// The nearest floating point number.
    pub(super) fn to_f64(self) -> f64 {
        const EXACT: i64 = 1 << 53;
        let digits = i64::try_from(self.digits).ok().filter(|d| d.abs() <= EXACT);
        if let (Some(digits), true) = (digits, self.scale <= 22) {
            return digits as f64 / 10f64.powi(self.scale as i32);
        }
        format!("{}e-{}", self.digits, self.scale).parse().unwrap_or(self.digits as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_apart() {
        for (text, value) in [
            ("5", 5.0),
            ("5.3", 5.3),
            ("1,947", 1947.0),
            ("1,234.5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("1.234,5", 1234.5),
            ("5,3", 5.3),
            ("1,00,000", 100_000.0),
            ("0.005", 0.005),
        ] {
            assert_eq!(Decimal::parse(text).map(Decimal::to_f64), Some(value), "{text}");
        }
        assert_eq!(Decimal::parse("x"), None);
        assert_eq!(Decimal::parse(&"9".repeat(40)), None);
    }

    #[test]
    fn products_are_exact() {
        let product = |a: &str, b| Decimal::parse(a)?.times(Decimal::whole(b)).map(Decimal::to_f64);
        assert_eq!(product("1.1", 1_000_000_000), Some(1_100_000_000.0));
        assert_eq!(product("48.23", 1_000_000), Some(48_230_000.0));
        assert_eq!(Decimal::whole(1).over(3).map(Decimal::to_f64), Some(0.333_333_333_333_333));
    }
}
