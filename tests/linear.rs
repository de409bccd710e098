//! Four times the text takes at most five times the work, whatever its shape: counted in steps and
//! in bytes of memory asked for, not in seconds.

use rayon::prelude::*;
use stakeout::article::Article;
use stakeout::extract::Extractor;
use stakeout::step;

#[path = "../benches/extract/shape.rs"]
mod shape;

/// Bytes of the smaller text of each shape: enough for what is bounded to reach its bound.
const BYTES: usize = 24_000;

/// Steps, and bytes of memory asked for.
fn work(extractor: &Extractor, text: String) -> (u64, u64) {
    let article = Article { text, ..Article::default() };
    let before = step::taken();
    let memory = allocation_counter::measure(|| drop(extractor.extract(&article)));
    (step::taken() - before, memory.bytes_total)
}

#[test]
fn work_grows_with_the_text_alone() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    assert!(work(&extractor, "Acme fell.".to_owned()).0 > 10, "steps are counted");
    let too_much: Vec<String> = shape::ALL
        .par_iter()
        .filter_map(|shape| {
            let (steps, bytes) = work(&extractor, (shape.text)(BYTES));
            let (more_steps, more_bytes) = work(&extractor, (shape.text)(4 * BYTES));
            let fault = more_steps > 5 * steps || more_bytes > 6 * bytes;
            fault.then(|| {
                let name = shape.name;
                format!("{name}: {steps} steps to {more_steps}, {bytes} bytes to {more_bytes}")
            })
        })
        .collect();
    assert!(too_much.is_empty(), "{}", too_much.join("\n"));
}
