//! What a confidence is worth on a corpus, by verdicts on a sample of it: for `--calibration`.

use serde::{Deserialize, Serialize};

/// Facts of like confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bin {
    /// The confidence that they had on average, 0 to 1.
    pub confidence: f64,
    /// The share that is right, 0 to 1.
    pub precision: f64,
    /// Facts judged.
    pub judged: usize,
    /// Right of these.
    pub right: usize,
}

/// A table of such bins, in rising order; empty it changes nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calibration {
    bins: Vec<Bin>,
}

/// The file of a table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    bin: Vec<Bin>,
}

/// A table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct CalibrationError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub fault: String,
}

impl Calibration {
    /// Reads `[[bin]]` tables, as `stakeout review --verdicts SHEET --calibrate` writes them.
    ///
    /// # Errors
    /// When it is no such file, a figure lies outside 0 to 1, or the figures fall.
    pub fn parse(file: &str, text: &str) -> Result<Self, CalibrationError> {
        let error = |fault: String| CalibrationError { file: file.to_owned(), fault };
        let bins = toml::from_str::<File>(text).map_err(|e| error(e.to_string()))?.bin;
        let part = |share: f64| (0.0..=1.0).contains(&share);
        for (number, bin) in bins.iter().enumerate() {
            if !part(bin.confidence) || !part(bin.precision) {
                return Err(error(format!("bin {}: a share lies between 0 and 1", number + 1)));
            }
        }
        for (number, pair) in bins.windows(2).enumerate() {
            let rises =
                matches!(pair, [a, b] if a.confidence < b.confidence && a.precision <= b.precision);
            if !rises {
                let fault = "what is more confident must not be right less often";
                return Err(error(format!("bin {}: {fault}", number + 2)));
            }
        }
        match bins.is_empty() {
            true => Err(error("there is no bin".to_owned())),
            false => Ok(Self { bins }),
        }
    }

    /// What a confidence is worth: on the line between the bins around it; that of the last bin
    /// beyond them, where nothing was measured.
    pub fn of(&self, confidence: f64) -> f64 {
        let next = self.bins.partition_point(|bin| bin.confidence < confidence);
        let before = next.checked_sub(1).and_then(|at| self.bins.get(at));
        match (before, self.bins.get(next)) {
            (Some(a), Some(b)) => {
                let part = (confidence - a.confidence) / (b.confidence - a.confidence);
                a.precision + part * (b.precision - a.precision)
            }
            (Some(bin), None) | (None, Some(bin)) => bin.precision,
            (None, None) => confidence,
        }
    }

    /// True when it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.bins.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
[[bin]]
confidence = 0.5
precision = 0.4
judged = 10
right = 4

[[bin]]
confidence = 0.9
precision = 0.8
judged = 20
right = 16
";

    #[test]
    fn a_confidence_lies_on_the_line_between_bins() {
        let table = Calibration::parse("t.toml", TABLE).expect("a table");
        for (said, worth) in [(0.0, 0.4), (0.5, 0.4), (0.7, 0.6), (0.9, 0.8), (1.0, 0.8)] {
            assert!((table.of(said) - worth).abs() < 1e-9, "{said}: {}", table.of(said));
        }
        let none = Calibration::default();
        assert!(none.is_empty() && (none.of(0.37) - 0.37).abs() < 1e-12);
    }

    #[test]
    fn faults_are_named() {
        for (text, fault) in [
            ("", "missing field `bin`"),
            ("bin = []", "there is no bin"),
            (&TABLE.replace("0.9", "1.9"), "bin 2: a share lies between 0 and 1"),
            (&TABLE.replace("0.9", "0.5"), "bin 2: what is more confident"),
            (&TABLE.replace("0.8", "0.3"), "bin 2: what is more confident"),
            (&TABLE.replace("judged", "found"), "unknown field `found`"),
        ] {
            let error = Calibration::parse("t.toml", text).expect_err(fault).to_string();
            assert!(error.starts_with("t.toml: ") && error.contains(fault), "{error}");
        }
    }
}
