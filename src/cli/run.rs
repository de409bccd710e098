//! The parallel run: records in, lines out, in the order of the input whatever the number of
//! threads.
//!
//! A permit goes with every batch from reading to writing, so memory stays bounded however slow
//! one document or the reader of the output is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::sync::{Mutex, Once};

use rayon::iter::{ParallelBridge, ParallelIterator};
use stakeout::read::{Failure, Item, Record, Skipped, Stage};

/// Records of a batch at most, and their bytes.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 256 << 10;
/// Batches a thread may be ahead of the output.
const AHEAD: usize = 4;

/// What became of one item.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A document: its output lines and what was odd about it.
    Document {
        /// Whole lines.
        lines: Vec<u8>,
        /// Messages for stderr.
        warnings: Vec<String>,
        /// Size of the record in bytes.
        size: usize,
    },
    /// One that gave nothing.
    Failure(Failure),
    /// A file without articles.
    Skipped(Skipped),
}

/// What is done with one record.
pub(crate) type Work<'a> = dyn Fn(&Record) -> Result<(Vec<u8>, Vec<String>), Failure> + Sync + 'a;

/// Runs `work` over all items on `threads` threads and hands every outcome to `sink`, in order,
/// until that says stop.
pub(crate) fn run(
    items: impl Iterator<Item = Item> + Send,
    threads: usize,
    work: &Work<'_>,
    sink: impl FnMut(Outcome) -> bool,
) -> Result<(), rayon::ThreadPoolBuildError> {
    keep_panics_quiet();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let (permit, permits) = sync_channel(threads * AHEAD);
    for _ in 0..threads * AHEAD {
        // The channel is as long as the loop.
        let _ = permit.send(());
    }
    let batches = Batches { items, permits: Mutex::new(permits), number: 0 };
    let (done, results) = channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            pool.install(|| {
                batches.par_bridge().for_each_with(done, |done, (number, batch)| {
                    let outcomes: Vec<Outcome> =
                        batch.into_iter().map(|item| outcome(item, work)).collect();
                    // A receiver that is gone wants no more.
                    let _ = done.send((number, outcomes));
                });
            });
        });
        in_order(results, sink, &permit);
        // Without permits the reading ends.
        drop(permit);
    });
    Ok(())
}

/// Hands outcomes on in the order of their batches.
fn in_order(
    results: Receiver<(u64, Vec<Outcome>)>,
    mut sink: impl FnMut(Outcome) -> bool,
    permit: &std::sync::mpsc::SyncSender<()>,
) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, outcomes) in results {
        waiting.insert(number, outcomes);
        while let Some(outcomes) = waiting.remove(&next) {
            next += 1;
            let _ = permit.try_send(());
            if !outcomes.into_iter().all(&mut sink) {
                return;
            }
        }
    }
}

fn outcome(item: Item, work: &Work<'_>) -> Outcome {
    match item {
        Item::Failure(failure) => Outcome::Failure(failure),
        Item::Skipped(skipped) => Outcome::Skipped(skipped),
        Item::Record(record) => match guarded(|| work(&record)) {
            Ok(Ok((lines, warnings))) => Outcome::Document { lines, warnings, size: record.size() },
            Ok(Err(failure)) => Outcome::Failure(failure),
            Err(said) => {
                let reason = format!("a fault of stakeout, please report it: {said}");
                Outcome::Failure(record.failure(Stage::Extract, reason))
            }
        },
    }
}

thread_local! {
    /// Set while a document is worked on: what a panic said and where.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic within a document is reported as its error record and not printed; others are.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let inside = PANIC.with_borrow_mut(|said| {
                let inside = said.is_some();
                if inside {
                    *said = Some(info.to_string().replace('\n', " "));
                }
                inside
            });
            if !inside {
                usual(info);
            }
        }));
    });
}

/// The result of `work`, or what its panic said.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    PANIC.set(Some(String::new()));
    let result = catch_unwind(AssertUnwindSafe(work));
    let said = PANIC.take().unwrap_or_default();
    result.map_err(|_| said)
}

/// Items in batches, each with its number; waits for a permit before each.
struct Batches<I> {
    items: I,
    permits: Mutex<Receiver<()>>,
    number: u64,
}

impl<I: Iterator<Item = Item>> Iterator for Batches<I> {
    type Item = (u64, Vec<Item>);

    fn next(&mut self) -> Option<Self::Item> {
        self.permits.get_mut().ok()?.recv().ok()?;
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(item) = self.items.next() else { break };
            if let Item::Record(record) = &item {
                bytes += record.size();
            }
            batch.push(item);
        }
        self.number += 1;
        (!batch.is_empty()).then_some((self.number - 1, batch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(n: usize) -> Item {
        Item::Skipped(Skipped { source: n.to_string(), reason: String::new() })
    }

    #[test]
    fn a_panic_costs_one_record() {
        keep_panics_quiet();
        let result = guarded(|| -> u8 { panic!("on\npurpose") });
        assert!(result.is_err_and(|said| said.contains("on purpose")));
        assert_eq!(guarded(|| 1), Ok(1));
    }

    #[test]
    fn order_is_kept_and_a_stop_stops() {
        for threads in [1, 3, 8] {
            let mut seen = Vec::new();
            let items = (0..5000).map(skipped);
            let work: &Work<'_> = &|_| Ok((Vec::new(), Vec::new()));
            run(items, threads, work, |outcome| {
                let Outcome::Skipped(skipped) = outcome else { return false };
                seen.push(skipped.source);
                seen.len() < 4000
            })
            .expect("threads start");
            let expected: Vec<String> = (0..4000).map(|n| n.to_string()).collect();
            assert_eq!(seen, expected);
        }
    }
}
