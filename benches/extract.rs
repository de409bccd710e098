//! How fast the whole extraction is, against a scan for the same names over the same text.
//!
//! One process, interleaved, minimum of several rounds, one thread; JSON in, every stage, JSON out.
//! The count of relations is printed and must not be zero, so that a fast wrong answer fails.
//! Text: `../shared/timing/reuters.jsonl.gz` where it is there, else the project's own corpus,
//! repeated. Run with `cargo bench`.

use std::fs;
use std::hint::black_box;
use std::io::Read as _;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use stakeout::article::Article;
use stakeout::extract::Extractor;
use stakeout::write;

const ROUNDS: usize = 7;

fn main() {
    let articles = articles();
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let names = extractor.gazetteer.forms();
    let scan = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(&names)
        .expect("the names fit an automaton");
    let (mut whole, mut scanned) = (Duration::MAX, Duration::MAX);
    let (mut relations, mut matches) = (0, 0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        relations = articles.iter().map(|a| extract(&extractor, a)).sum();
        whole = whole.min(start.elapsed());
        let start = Instant::now();
        matches = articles.iter().map(|a| scan.find_iter(black_box(a.text.as_str())).count()).sum();
        scanned = scanned.min(start.elapsed());
    }
    assert!(relations > 0, "an extraction without relations measures nothing");
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "text: {} documents, {:.1} MB; {} names",
        articles.len(),
        bytes as f64 / 1e6,
        names.len()
    );
    println!("extraction: {:.1} MB/s, {relations} relations", speed(whole));
    println!("aho-corasick scan for the same names: {:.1} MB/s, {matches} matches", speed(scanned));
    println!(
        "ratio (scan time / extraction time): {:.2}",
        scanned.as_secs_f64() / whole.as_secs_f64()
    );
}

/// Extracts and writes one article; gives the number of relations.
fn extract(extractor: &Extractor, article: &Article) -> usize {
    let extraction = &extractor.extract(article);
    let gazetteer = &extractor.gazetteer;
    let mut out = Vec::new();
    write::relations(
        &mut out,
        write::Found { article, extraction, gazetteer, unit: write::Unit::Chars, nominals: false },
    );
    black_box(out.len());
    extraction.relations.len()
}

fn articles() -> Vec<Article> {
    timing_set().unwrap_or_else(own_corpus)
}

fn timing_set() -> Option<Vec<Article>> {
    let file = fs::File::open("../shared/timing/reuters.jsonl.gz").ok()?;
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).ok()?;
    let lines = text.lines().filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok());
    let text_of = |v: &serde_json::Value| v.get("text").and_then(|t| t.as_str()).map(str::to_owned);
    Some(
        lines
            .filter_map(|v| text_of(&v))
            .map(|text| Article { text, ..Article::default() })
            .collect(),
    )
}

fn own_corpus() -> Vec<Article> {
    let files = fs::read_dir("corpus/articles").expect("the corpus is part of the project");
    let mut paths: Vec<_> = files.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|p| fs::read_to_string(p).ok()).collect();
    let repeated = texts.iter().cycle().take(texts.len() * 40);
    repeated.map(|text| Article { text: text.clone(), ..Article::default() }).collect()
}
