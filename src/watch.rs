//! Who wants to know how long each stage takes: [`Watch`], and [`Times`] to keep it in.
//!
//! The core reads no clock; it only says which stage has just ended.

use std::time::Duration;

/// The stages of an extraction, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Files to records.
    Read,
    /// A record to an article.
    Parse,
    /// Text to tokens and sentences.
    Tokens,
    /// Dates, percents, money and numbers.
    Values,
    /// Organizations, persons and places.
    Names,
    /// Which mentions mean the same, and what descriptions and pronouns stand for.
    Entities,
    /// Sentences to units.
    Phrases,
    /// Rules over units.
    Rules,
    /// Matches to relations.
    Relations,
    /// Relations to lines.
    Write,
}

impl Stage {
    /// All of them, in their order, with their names.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Read, "read"),
        (Self::Parse, "parse"),
        (Self::Tokens, "tokens"),
        (Self::Values, "values"),
        (Self::Names, "names"),
        (Self::Entities, "entities"),
        (Self::Phrases, "phrases"),
        (Self::Rules, "rules"),
        (Self::Relations, "relations"),
        (Self::Write, "write"),
    ];
}

/// How long each stage took, and the bytes of text that it took so long for.
#[derive(Debug, Clone, Default)]
pub struct Times {
    sums: [Duration; Stage::ALL.len()],
    bytes: u64,
}

impl Times {
    /// Adds time to a stage.
    pub fn add(&mut self, stage: Stage, time: Duration) {
        if let Some(sum) = self.sums.get_mut(stage as usize) {
            *sum += time;
        }
    }

    /// Adds bytes of text.
    pub fn add_bytes(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
    }

    /// Adds what another has measured.
    pub fn merge(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.sums.iter_mut().zip(other.sums).for_each(|(sum, more)| *sum += more);
    }

    /// A table for a person: milliseconds, nanoseconds a byte of text, and share of each stage.
    pub fn table(&self) -> String {
        let total: Duration = self.sums.iter().sum();
        let stages = Stage::ALL.iter().zip(self.sums);
        let head = format!("{:10} {:>10} {:>9} {:>7}", "stage", "ms", "ns/byte", "share");
        let rows = stages.map(|((_, name), sum)| self.row(name, sum, total));
        let rows = std::iter::once(head).chain(rows).chain([self.row("all", total, total)]);
        rows.collect::<Vec<_>>().join("\n")
    }

    fn row(&self, name: &str, time: Duration, total: Duration) -> String {
        let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
        let each = time.as_secs_f64() * 1e9 / self.bytes.max(1) as f64;
        format!("{name:10} {:>10.1} {each:>9.2} {share:>6.1}%", time.as_secs_f64() * 1e3)
    }
}

/// Is told whenever a stage has ended; all since the last call belongs to that stage.
pub trait Watch {
    /// `stage` has ended, for now: stages of a sentence alternate.
    fn ended(&mut self, stage: Stage);
}

/// Does not want to know, at no cost.
impl Watch for () {
    fn ended(&mut self, _: Stage) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        let mut times = Times::default();
        times.add_bytes(1000);
        times.add(Stage::Names, Duration::from_millis(3));
        times.add(Stage::Write, Duration::from_millis(1));
        let table = times.table();
        let names = table.lines().find(|l| l.starts_with("names")).expect("a row for names");
        let fields: Vec<&str> = names.split_whitespace().collect();
        assert_eq!(fields, ["names", "3.0", "3000.00", "75.0%"]);
        assert_eq!(table.lines().count(), Stage::ALL.len() + 2);
    }
}
