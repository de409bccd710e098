//! Curves that must stay flat: more names, more rules, longer documents, more threads.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use stakeout::article::Article;
use stakeout::extract::Extractor;
use stakeout::gazetteer::{Entry, EntryType, Gazetteer, Marks};

use super::headline::BATCH;
use super::news::Chance;

const ROUNDS: usize = 5;
/// Articles that are enough for a curve.
const ARTICLES: usize = 3_000;

pub(crate) fn run(lines: &str) {
    let articles = articles(lines);
    println!("\ncurves: ratio of time, most that is wanted");
    names(&articles);
    rules(&articles);
    lengths(&articles);
    threads(lines);
}

fn articles(lines: &str) -> Vec<Article> {
    let article = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = row["text"].as_str()?.to_owned();
        Some(Article { text, ..Article::default() })
    };
    lines.lines().filter_map(article).take(ARTICLES).collect()
}

/// A way to extract, and how long its fastest round took.
struct Timed<'a> {
    what: String,
    extractor: &'a Extractor,
    articles: &'a [Article],
    time: Duration,
    relations: usize,
}

impl<'a> Timed<'a> {
    fn new(what: &str, extractor: &'a Extractor, articles: &'a [Article]) -> Self {
        let what = what.to_owned();
        Self { what, extractor, articles, time: Duration::MAX, relations: 0 }
    }

    fn round(&mut self) {
        let start = Instant::now();
        self.relations = 0;
        for batch in self.articles.chunks(BATCH) {
            let all = self.extractor.extract_all(&batch.iter().collect::<Vec<_>>(), &mut ());
            self.relations += all.iter().map(|e| black_box(e).relations.len()).sum::<usize>();
        }
        self.time = self.time.min(start.elapsed());
    }
}

/// Runs them in turns and prints each against the first.
fn compare(mut all: Vec<Timed<'_>>, most: &[f64]) {
    for _ in 0..ROUNDS {
        all.iter_mut().for_each(Timed::round);
    }
    let [first, others @ ..] = all.as_slice() else { return };
    for (other, most) in others.iter().zip(most) {
        let ratio = other.time.as_secs_f64() / first.time.as_secs_f64();
        let verdict = if ratio > *most { "  too slow" } else { "" };
        let (what, than, counts) = (&other.what, &first.what, (first.relations, other.relations));
        println!("{what} against {than}: {ratio:.2}, {most}{verdict} (relations: {counts:?})");
    }
}

fn shipped() -> Extractor {
    Extractor::shipped().expect("the embedded data loads")
}

/// A thousand names, and as many more as are asked for: two or three words of the text that are
/// written with a capital, so that they begin as names of the text do.
fn names(articles: &[Article]) {
    let words: BTreeSet<&str> = articles
        .iter()
        .flat_map(|a| a.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect();
    let words: Vec<&str> = words.into_iter().collect();
    let known = Gazetteer::shipped();
    let known: Vec<String> = known.rows().map(|row| row.name.to_owned()).collect();
    let with = |count: usize| {
        let mut chance = Chance(2);
        let first: Vec<String> =
            (0..1_000).map(|_| known[chance.below(known.len())].clone()).collect();
        let mut made = || {
            let several = (0..2 + chance.below(2)).map(|_| words[chance.below(words.len())]);
            several.collect::<Vec<_>>().join(" ")
        };
        let more: Vec<String> = (first.len()..count).map(|_| made()).collect();
        let mut gazetteer = Gazetteer::empty();
        let entries = first.into_iter().chain(more).map(company).collect();
        gazetteer.add_entries(entries).expect("there is room");
        let mut extractor = shipped();
        extractor.gazetteer = gazetteer;
        extractor
    };
    let (few, many, most) = (with(1_000), with(500_000), with(2_000_000));
    let timed = |what: &str, extractor| Timed::new(what, extractor, articles);
    compare(
        vec![timed("1,000 names", &few), timed("500,000", &many), timed("2,000,000", &most)],
        &[1.6, 2.2],
    );
}

fn company(name: String) -> Entry {
    Entry {
        name,
        entry_type: EntryType::Organization,
        kind: "company".to_owned(),
        country: String::new(),
        ids: [].into(),
        rank: 2,
        marks: Marks::default(),
        aliases: Vec::new(),
    }
}

/// Nine more rules for each shipped one, each woken by a small word of the text that no other of
/// them has.
fn rules(articles: &[Article]) {
    let words: BTreeSet<&str> = articles
        .iter()
        .flat_map(|a| a.text.split(' '))
        .filter(|word| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    let shipped = shipped();
    let count = shipped.rules.rules.len();
    let words: Vec<&str> = words.into_iter().collect();
    let step = (words.len() / (9 * count)).max(1);
    let mut file = String::from(
        "[relation]\nname = \"touches\"\ndoc = \"For a measurement.\"\nroles = { one = \
         \"organization|person\", other = \"organization|person\", share = \"percent?\", amount = \
         \"money?\" }\nedge = { from = \"one\", to = \"other\" }\nattributes = { share = \"share\", \
         amount = \"amount\" }\n",
    );
    for (n, word) in words.iter().step_by(step).take(9 * count).enumerate() {
        let pattern = match n % 4 {
            0 => format!("[one] ~{word} [other]"),
            1 => format!("[one] , (a|the)? {word} of [other]"),
            2 => format!("[one] ..3 {word} [share] of [other]"),
            _ => format!("{word} (in|of|to) [one] (by|for|from) [other]"),
        };
        let _ = write!(file, "\n[[rule]]\nid = \"r{n}\"\npattern = \"{pattern}\"\n");
    }
    let tenfold = Extractor::builder().rules("touches.toml", &file).build();
    let tenfold = tenfold.expect("the rules are read");
    let what = format!("{} rules", tenfold.rules.rules.len());
    let first = Timed::new(&format!("{count}"), &shipped, articles);
    compare(vec![first, Timed::new(&what, &tenfold, articles)], &[1.5]);
}

/// One document of 30 MB against the same text in documents of 7 KB.
fn lengths(articles: &[Article]) {
    let (mut short, mut text) = (Vec::new(), String::new());
    let mut bytes = 0;
    for article in articles.iter().cycle() {
        text.push_str(&article.text);
        text.push_str("\n\n");
        if text.len() >= 7_000 {
            bytes += text.len();
            short.push(Article { text: std::mem::take(&mut text), ..Article::default() });
        }
        if bytes >= 30_000_000 {
            break;
        }
    }
    let whole: String = short.iter().map(|article| article.text.as_str()).collect();
    let whole = [Article { text: whole, ..Article::default() }];
    let shipped = shipped();
    let first = Timed::new("documents of 7 KB", &shipped, &short);
    compare(vec![first, Timed::new("one of 30 MB", &shipped, &whole)], &[1.25]);
}

/// The binary on one thread and on two: the same bytes, in little more than half the time.
fn threads(lines: &str) {
    let folder = tempfile::tempdir().expect("a folder for files");
    let input = folder.path().join("news.jsonl");
    fs::write(&input, lines).expect("the news is written");
    let run = |threads: &str| {
        let output = folder.path().join(threads);
        let start = Instant::now();
        // A record of the news may be refused: that is an error record and a status of its own.
        Command::new(env!("CARGO_BIN_EXE_stakeout"))
            .args(["extract", "-q", "-j", threads, "-o"])
            .args([&output, &input])
            .status()
            .expect("the binary runs");
        (start.elapsed(), fs::read(output).expect("it was written"))
    };
    let (mut one, mut two) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let ((first, alone), (second, together)) = (run("1"), run("2"));
        assert!(alone == together, "as many threads as you like give the same bytes");
        (one, two) = (one.min(first), two.min(second));
    }
    let ratio = one.as_secs_f64() / two.as_secs_f64();
    println!("1 thread against 2: {ratio:.2} times the time, 1.8 wanted on two idle cores");
}
