//! How far a measured share may be off.

use serde::Serialize;

/// 95 percent of a normal distribution lie within so many deviations.
const Z: f64 = 1.959_963_984_540_054;

/// A share that was measured on some cases, with its interval of 95 percent after Wilson (1927).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// The share, 0 to 1; 0 of no cases.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Share {
    /// So many of so many.
    pub fn of(right: usize, all: usize) -> Self {
        if all == 0 {
            return Self { value: 0.0, low: 0.0, high: 1.0 };
        }
        let (n, p) = (all as f64, right as f64 / all as f64);
        let scale = 1.0 + Z * Z / n;
        let middle = (p + Z * Z / (2.0 * n)) / scale;
        let reach = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        Self { value: p, low: (middle - reach).max(0.0), high: (middle + reach).min(1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    /// Values from the formula worked by hand, as in Newcombe (1998), table I.
    #[test]
    fn intervals_known_from_the_literature() {
        for (right, all, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (29, 29, 0.8830, 1.0),
        ] {
            let share = Share::of(right, all);
            assert!((share.low - low).abs() < 1e-4, "{right}/{all}: {share:?}");
            assert!((share.high - high).abs() < 1e-4, "{right}/{all}: {share:?}");
        }
    }
}
