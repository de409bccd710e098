//! The clock behind `--timing`.

use std::sync::Mutex;
use std::time::Instant;

use stakeout::read::Item;
use stakeout::watch::{Stage, Times, Watch};

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
    pub(crate) fn stop(mut self, bytes: usize, sums: &Mutex<Times>) {
        self.times.add_bytes(bytes);
        if let Ok(mut all) = sums.lock() {
            all.merge(&self.times);
        }
    }
}

impl Watch for Clock {
    fn ended(&mut self, stage: Stage) {
        let now = Instant::now();
        self.times.add(stage, now - self.since);
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
