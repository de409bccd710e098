//! How fast the whole extraction is, and whether it stays so whatever comes.
//!
//! One process, interleaved, minimum of several rounds, one thread unless it says otherwise. Text:
//! `../shared/timing/reuters.jsonl.gz` where it is there, else articles made from corpus/. The count
//! of relations must be that of the first round and not far below that of the record, so that a fast
//! wrong answer fails.
//!
//! `cargo bench` runs all; `cargo bench -- headline`, `curves` or `shapes` one part.
//! benches/record/ keeps what came out, with a sentence on what changed.

mod curves;
mod headline;
mod news;
mod shape;
mod shapes;

// As in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Cargo adds `--bench`.
    let parts: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let asked = |part: &str| parts.is_empty() || parts.iter().any(|p| p == part);
    let lines = news::lines();
    if asked("headline") {
        headline::run(&lines);
    }
    if asked("curves") {
        curves::run(&lines);
    }
    if asked("shapes") {
        shapes::run(&lines);
    }
}
