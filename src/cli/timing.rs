//! How long each stage takes: `--timing`.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use stakeout::read::Item;
use stakeout::watch::{Stage, Watch};

/// The time of each stage, over all threads, and the bytes of text that took it.
#[derive(Debug, Default)]
pub(crate) struct Times {
    sums: [Duration; Stage::ALL.len()],
    bytes: u64,
}

/// One thread's clock.
#[derive(Debug)]
pub(crate) struct Clock {
    since: Instant,
    times: Times,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { since: Instant::now(), times: Times::default() }
    }

    /// Adds what it measured, for a text of so many bytes, to the sums of the run.
    pub(crate) fn stop(self, bytes: usize, sums: &Mutex<Times>) {
        let Ok(mut all) = sums.lock() else { return };
        all.bytes += bytes as u64;
        all.sums.iter_mut().zip(self.times.sums).for_each(|(sum, more)| *sum += more);
    }
}

impl Watch for Clock {
    fn ended(&mut self, stage: Stage) {
        let now = Instant::now();
        if let Some(sum) = self.times.sums.get_mut(stage as usize) {
            *sum += now - self.since;
        }
        self.since = now;
    }
}

/// A reader whose time is counted as the stage read.
pub(crate) struct Timed<'t, I> {
    pub(crate) items: I,
    pub(crate) sums: &'t Mutex<Times>,
}

impl<I: Iterator<Item = Item>> Iterator for Timed<'_, I> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut clock = Clock::start();
        let item = self.items.next();
        clock.ended(Stage::Read);
        clock.stop(0, self.sums);
        item
    }
}

impl Times {
    /// A table: milliseconds, nanoseconds a byte of text, and the share of each stage.
    pub(crate) fn table(&self) -> String {
        let total: Duration = self.sums.iter().sum();
        let rows = Stage::ALL.iter().map(|(stage, name)| {
            let sum = self.sums.get(*stage as usize).copied().unwrap_or_default();
            self.row(name, sum, total)
        });
        let head = format!("{:10} {:>10} {:>9} {:>7}", "stage", "ms", "ns/byte", "share");
        let rows: Vec<String> =
            std::iter::once(head).chain(rows).chain([self.row("all", total, total)]).collect();
        rows.join("\n")
    }

    fn row(&self, name: &str, time: Duration, total: Duration) -> String {
        let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
        let each = time.as_secs_f64() * 1e9 / self.bytes.max(1) as f64;
        format!("{name:10} {:>10.1} {each:>9.2} {share:>6.1}%", time.as_secs_f64() * 1e3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        let mut times = Times { bytes: 1000, ..Times::default() };
        times.sums[Stage::Names as usize] = Duration::from_millis(3);
        times.sums[Stage::Write as usize] = Duration::from_millis(1);
        let table = times.table();
        let names = table.lines().find(|l| l.starts_with("names")).expect("a row for names");
        let fields: Vec<&str> = names.split_whitespace().collect();
        assert_eq!(fields, ["names", "3.0", "3000.00", "75.0%"]);
        assert_eq!(table.lines().count(), Stage::ALL.len() + 2);
    }
}
