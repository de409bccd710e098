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

impl Decimal {
    pub(super) fn whole(digits: i64) -> Self {
        Self { digits: i128::from(digits), scale: 0 }
    }

    /// Reads digits with `,` and `.` between them, whichever separates thousands: a comma or period
    /// that is repeated, or a comma before exactly three digits, groups; what comes last divides.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_DIGITS || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if text.len() < 19 && text.bytes().all(|b| b.is_ascii_digit()) {
            return text.parse().ok().map(Self::whole);
        }
        let commas = text.matches(',').count();
        let periods = text.matches('.').count();
        let point = match (commas, periods) {
            (0, 1) => text.rfind('.'),
            (1, 0) if text.len() - text.rfind(',').unwrap_or(0) != 4 => text.rfind(','),
            (0, _) | (_, 0) => None,
            _ if periods == 1 && text.rfind('.') > text.rfind(',') => text.rfind('.'),
            _ if commas == 1 && text.rfind(',') > text.rfind('.') => text.rfind(','),
            _ => None,
        };
        let (mut digits, mut scale) = (0i128, 0);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    digits = digits.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                    scale += u32::from(point.is_some_and(|p| at > p));
                }
                b',' | b'.' => {}
                _ => return None,
            }
        }
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
        let unit = 10i128.checked_pow(self.scale)?;
        (self.digits % unit == 0).then(|| i64::try_from(self.digits / unit).ok()).flatten()
    }

    /// The nearest floating point number.
    pub(super) fn to_f64(self) -> f64 {
        const EXACT: i128 = 1 << 53;
        if self.digits.abs() <= EXACT && self.scale <= 22 {
            return self.digits as f64 / 10f64.powi(self.scale as i32);
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
