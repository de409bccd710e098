//! The whole extraction against a scan for the same names over the same text, and against reading
//! the JSON alone; and the time of each stage.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use stakeout::article::Article;
use stakeout::extract::Extractor;
use stakeout::read::{Item, Options, Reader, Record};
use stakeout::watch::{Stage, Times, Watch};
use stakeout::write;

const ROUNDS: usize = 7;
/// So many records are worked on together, as in the binary.
pub(crate) const BATCH: usize = 64;
/// Fewer relations than one in so many documents would be a fast wrong answer.
const DOCUMENTS_A_RELATION: usize = 4;

pub(crate) fn run(lines: &str) {
    let options = Options::default();
    let reader = Reader::of_bytes("bench.jsonl", lines.as_bytes().to_vec(), options.clone());
    let records: Vec<Record> = reader
        .filter_map(|item| match item {
            Item::Record(record) => Some(record),
            _ => None,
        })
        .collect();
    let texts: Vec<String> = records
        .iter()
        .filter_map(|r| r.article(&options, None).ok().map(|parsed| parsed.article.text))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let names = extractor.gazetteer.forms();
    let scan = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(&names)
        .expect("the names fit an automaton");
    let extract_all = |watch: &mut dyn FnMut(Stage)| {
        let batches = records.chunks(BATCH);
        let each = batches.map(|b| extract(&extractor, b, &options, &mut Told(watch)));
        each.sum::<usize>()
    };
    let relations = extract_all(&mut |_| {});
    let least = texts.len() / DOCUMENTS_A_RELATION;
    assert!(relations >= least, "{relations} relations, fewer than {least}: not what it should be");
    let (mut whole, mut scanned, mut read) = (Duration::MAX, Duration::MAX, Duration::MAX);
    let mut matches = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        assert_eq!(extract_all(&mut |_| {}), relations, "every round finds the same");
        whole = whole.min(start.elapsed());
        let start = Instant::now();
        matches = texts.iter().map(|t| scan.find_iter(black_box(t.as_str())).count()).sum();
        scanned = scanned.min(start.elapsed());
        let start = Instant::now();
        black_box(lines.lines().filter_map(|l| serde_json::from_str::<Line<'_>>(l).ok()).count());
        read = read.min(start.elapsed());
    }
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let times = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    println!("text: {} documents, {megabytes:.1} MB; {} names", texts.len(), names.len());
    println!("extraction: {:.1} MB/s, {relations} relations", speed(whole));
    println!("aho-corasick scan for the same names: {:.1} MB/s, {matches} matches", speed(scanned));
    println!("ratio (scan time / extraction time): {:.2}", times(scanned, whole));
    println!("extraction time / serde_json typed parse time: {:.0}", times(whole, read));
    println!("{}", stage_table(extract_all, bytes));
}

/// What serde_json is asked to read in comparison.
#[derive(serde::Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    _id: Option<std::borrow::Cow<'a, str>>,
    #[serde(borrow, rename = "text")]
    _text: std::borrow::Cow<'a, str>,
    #[serde(borrow, rename = "title")]
    _title: Option<std::borrow::Cow<'a, str>>,
}

/// A watch that is a function.
struct Told<'f>(&'f mut dyn FnMut(Stage));

impl Watch for Told<'_> {
    fn ended(&mut self, stage: Stage) {
        (self.0)(stage);
    }
}

/// Time and share of each stage in one more round.
fn stage_table(extract_all: impl Fn(&mut dyn FnMut(Stage)) -> usize, bytes: usize) -> String {
    let mut times = Times::default();
    times.add_bytes(bytes);
    let mut since = Instant::now();
    extract_all(&mut |stage| {
        let now = Instant::now();
        times.add(stage, now - since);
        since = now;
    });
    times.table()
}

/// Extracts and writes records; gives the number of relations.
fn extract(
    extractor: &Extractor,
    records: &[Record],
    options: &Options,
    watch: &mut impl Watch,
) -> usize {
    let parsed = records.iter().filter_map(|record| record.article(options, None).ok());
    let articles: Vec<Article> = parsed.map(|parsed| parsed.article).collect();
    watch.ended(Stage::Parse);
    let all = extractor.extract_all(&articles.iter().collect::<Vec<_>>(), watch);
    for (article, extraction) in articles.iter().zip(&all) {
        let (gazetteer, unit) = (&extractor.gazetteer, write::Unit::Chars);
        let mut out = Vec::new();
        let found = write::Found { article, extraction, gazetteer, unit, nominals: false };
        write::relations(&mut out, found);
        black_box(out.len());
    }
    watch.ended(Stage::Write);
    all.iter().map(|extraction| extraction.relations.len()).sum()
}
