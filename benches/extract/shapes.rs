//! Odd shapes of text: four times the text may take five times as long, and none may be slower than
//! a quarter of the speed of news.

use std::time::{Duration, Instant};

use stakeout::article::Article;
use stakeout::extract::Extractor;

use super::shape::{ALL, Shape};

const BYTES: usize = 250_000;
const ROUNDS: usize = 3;

pub(crate) fn run(lines: &str) {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let news: String = lines.chars().take(4 * BYTES).collect();
    let news = speed(&extractor, &news);
    println!("\nodd shapes: {:.1} MB/s for news", news);
    println!("{:32} {:>8} {:>10} {:>10}", "shape", "MB/s", "of news", "4n / n");
    for Shape { name, text } in ALL {
        let (small, large) = (speed(&extractor, &text(BYTES)), speed(&extractor, &text(4 * BYTES)));
        let (share, growth) = (large / news, 4.0 * small / large);
        let verdict = if share < 0.25 || growth > 5.0 { "  too slow" } else { "" };
        println!("{name:32} {large:>8.1} {share:>10.2} {growth:>10.2}{verdict}");
    }
}

/// Megabytes a second of an article with this text.
fn speed(extractor: &Extractor, text: &str) -> f64 {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let round = |_| {
        let start = Instant::now();
        std::hint::black_box(extractor.extract(&article));
        start.elapsed()
    };
    let time = (0..ROUNDS).map(round).min().unwrap_or(Duration::MAX);
    text.len() as f64 / 1e6 / time.as_secs_f64()
}
