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
use stakeout::read::{Failure, Item, Kind, Record, Skipped, Stage};

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
        /// Sentences that were cut.
        cut: u32,
        /// Size of the record in bytes.
        size: usize,
    },
    /// One that gave nothing.
    Failure(Failure),
    /// A file without articles.
    Skipped(Skipped),
}

/// What comes of a record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    /// Whole lines of output.
    pub(crate) lines: Vec<u8>,
    /// Messages for stderr.
    pub(crate) warnings: Vec<String>,
    /// Sentences that were longer than the limit.
    pub(crate) cut: u32,
}

/// What is done with records: gives for each what became of it.
pub(crate) type Work<'a> = dyn Fn(&[&Record]) -> Vec<Result<Lines, Failure>> + Sync + 'a;

/// The id of a record, for a report about it.
pub(crate) type Name<'a> = dyn Fn(&Record) -> Option<String> + Sync + 'a;

/// Runs `work` over all items on `threads` threads and hands every outcome to `sink`, in order,
/// until that says stop.
pub(crate) fn run(
    items: impl Iterator<Item = Item> + Send,
    threads: usize,
    (work, name): (&Work<'_>, &Name<'_>),
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
                    let outcomes = outcomes(batch, work, name);
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

/// What becomes of the items of a batch, whose records are worked on together.
fn outcomes(batch: Vec<Item>, work: &Work<'_>, name: &Name<'_>) -> Vec<Outcome> {
    let records: Vec<&Record> = batch
        .iter()
        .filter_map(|item| match item {
            Item::Record(record) => Some(record),
            _ => None,
        })
        .collect();
    let done = match guarded(|| work(&records)) {
        Ok(done) if done.len() == records.len() => done,
        // One of them is at fault: each for itself.
        _ => records.iter().map(|record| alone(record, work, name)).collect(),
    };
    let mut done = done.into_iter();
    let outcome = |item| match item {
        Item::Failure(failure) => Some(Outcome::Failure(failure)),
        Item::Skipped(skipped) => Some(Outcome::Skipped(skipped)),
        Item::Record(record) => Some(match done.next()? {
            Ok(Lines { lines, warnings, cut }) => {
                Outcome::Document { lines, warnings, cut, size: record.size() }
            }
            Err(failure) => Outcome::Failure(failure),
        }),
    };
    batch.into_iter().filter_map(outcome).collect()
}

/// What becomes of a record that is worked on alone.
fn alone(record: &Record, work: &Work<'_>, name: &Name<'_>) -> Result<Lines, Failure> {
    let said = match guarded(|| work(&[record]).pop()) {
        Ok(Some(result)) => return result,
        Ok(None) => String::new(),
        Err(said) => said,
    };
    let reason = format!("a fault of stakeout, please report it: {said}");
    let failure = record.failure(Stage::Extract, Kind::Fault, reason);
    Err(match guarded(|| name(record)) {
        Ok(Some(id)) => failure.of(&id),
        _ => failure,
    })
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
            let item = match guarded(|| self.items.next()) {
                Ok(Some(item)) => item,
                Ok(None) => break,
                // The reader goes on with the next file.
                Err(said) => {
                    let reason = format!("a fault of stakeout, please report it: {said}");
                    Item::Failure(Failure::whole("-", Stage::Read, Kind::Fault, reason))
                }
            };
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
    use stakeout::read::{Options, Reader};

    use super::*;

    fn skipped(n: usize) -> Item {
        Item::Skipped(Skipped { source: n.to_string(), reason: String::new(), inner: false })
    }

    #[test]
    fn a_panic_costs_one_record() {
        keep_panics_quiet();
        let result = guarded(|| -> u8 { panic!("on\npurpose") });
        assert!(result.is_err_and(|said| said.contains("on purpose")));
        assert_eq!(guarded(|| 1), Ok(1));
    }

    #[test]
    fn of_a_batch_the_one_at_fault_alone_is_lost() {
        keep_panics_quiet();
        let lines = b"{\"text\":\"a\"}\n{\"text\":\"bad\"}\n{\"text\":\"b\"}\n".to_vec();
        let mut batch: Vec<Item> = Reader::of_bytes("a.jsonl", lines, Options::default()).collect();
        batch.insert(1, skipped(7));
        let work: &Work<'_> = &|records| {
            let one = |record: &&Record| {
                assert_ne!(record.size(), 14, "on purpose");
                Ok(Lines { lines: record.place().into_bytes(), ..Lines::default() })
            };
            records.iter().map(one).collect()
        };
        let said =
            outcomes(batch, work, &|record| Some(record.place())).into_iter().map(|outcome| {
                match outcome {
                    Outcome::Document { lines, .. } => String::from_utf8_lossy(&lines).into_owned(),
                    Outcome::Failure(failure) => format!("{:?} {}", failure.id, failure.reason),
                    Outcome::Skipped(skipped) => skipped.source,
                }
            });
        let said: Vec<String> = said.collect();
        assert_eq!((&*said[0], &*said[1], &*said[3]), ("a.jsonl:1", "7", "a.jsonl:3"));
        assert!(
            said[2].starts_with("Some(\"a.jsonl:2\")") && said[2].contains("on purpose"),
            "{said:?}"
        );
    }

    #[test]
    fn order_is_kept_and_a_stop_stops() {
        for threads in [1, 3, 8] {
            let mut seen = Vec::new();
            let items = (0..5000).map(skipped);
            let work: &Work<'_> = &|_| Vec::new();
            run(items, threads, (work, &|_| None), |outcome| {
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
