//! A text all the way to its records.

use std::process::ExitCode;
use std::sync::OnceLock;

use serde_json::Value;
use stakeout::article::{Article, Day};
use stakeout::extract::{Extraction, Extractor};
use stakeout::mention::Kind;
use stakeout::write::{self, Found, Unit};
use stakeout_fuzz::{Outcome, Target};

const PIECES: &[&str] = &[
    "'s ",
    "\u{2019}s ",
    ". ",
    ", ",
    "; ",
    ": ",
    " - ",
    " \u{2014} ",
    "(",
    ")",
    "\u{201c}",
    "\u{201d}",
    "...",
    "\n\n",
    " Inc. ",
    " plc ",
    " Ltd. ",
    " AG ",
    "Mr. ",
    "Dr ",
    "J. P. ",
    "U.S. ",
    "Acme Corp ",
    "Bronn ",
    "Ann Lee ",
    "Oslo, March 3 (Reuters) - ",
    "5 percent of ",
    "a third of ",
    "$4 million ",
    "£3.5bn ",
    "1.2.3",
    "31/12/2023",
    "on Tuesday ",
    "last year ",
    "since 2019 ",
    "in the third quarter of 2020 ",
    "the company ",
    "the two companies ",
    "it ",
    "its ",
    "he ",
    "who ",
    "which ",
    "and ",
    "or ",
    "owns ",
    "bought ",
    "was acquired by ",
    "will not buy ",
    "has agreed to sell ",
    "denied that ",
    "said that ",
    "chief executive ",
    "a unit of ",
    "is headed by ",
    "sued ",
    "lent ",
    "invested in ",
    "according to ",
    "if ",
    "not ",
    "of ",
    "the ",
    "Bank of ",
    "University of ",
    "Co., Ltd. ",
    "http://a.b/c?d=e ",
    "a@b.example ",
    "李明",
    "\u{200b}",
    "\u{a0}",
    "\u{ad}",
    "\u{fb01}",
    "ALL CAPS ",
    "\u{130}",
];

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::shipped().expect("what is shipped loads"))
}

fn article(text: &str) -> Article {
    let date = Day::new(2024, 2, 29);
    Article { id: "a".to_owned(), date, text: text.to_owned(), ..Article::default() }
}

fn target(bytes: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(bytes);
    let whole = article(&text);
    let extraction = extractor().extract(&whole);
    bounds(&whole.text, &extraction);
    let lines = records(&whole, &extraction, Unit::Chars);
    slices(&whole.text, &lines);
    // Beside others in a batch an article gives what it gives alone.
    let cut = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (first, second) = text.split_at(cut);
    let halves = [article(first), article(second)];
    let all = [&halves[0], &whole, &halves[1]];
    let batch = extractor().extract_all(&all, &mut ());
    assert_eq!(batch.len(), all.len());
    assert!(records(&whole, &batch[1], Unit::Chars) == lines, "not the same beside others");
    if bytes.len().is_multiple_of(8) {
        for (n, half) in [(0, &halves[0]), (2, &halves[1])] {
            let alone = records(half, &extractor().extract(half), Unit::Bytes);
            assert!(alone == records(half, &batch[n], Unit::Bytes), "a half is another alone");
        }
    }
    outcome(&extraction)
}

/// Mentions lie on characters, sorted and disjoint; what relations name are mentions.
fn bounds(text: &str, extraction: &Extraction<'_>) {
    let mentions = extraction.entities.mentions.all();
    for mention in mentions {
        let range = mention.span.start as usize..mention.span.end as usize;
        assert!(text.get(range).is_some_and(|t| !t.is_empty()), "a span off its characters");
    }
    for pair in mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "mentions that overlap");
    }
    let links = &extraction.entities.links;
    assert_eq!(links.len(), mentions.len(), "a link for each mention");
    for (mention, link) in mentions.iter().zip(links) {
        assert!(link.is_none() || mention.kind != Kind::Value, "a value that is an entity");
    }
    for relation in &extraction.relations {
        assert!(!relation.evidence.is_empty(), "a relation without evidence");
        for argument in [&relation.subject, &relation.object] {
            assert!(extraction.entities.mentions.get(argument.mention).is_some());
            assert!(!argument.name.is_empty() && !argument.text.of(text).is_empty());
        }
    }
}

/// The three kinds of records, one after another.
fn records(article: &Article, extraction: &Extraction<'_>, unit: Unit) -> Vec<u8> {
    let gazetteer = &extractor().gazetteer;
    let found = Found { article, extraction, gazetteer, unit, nominals: true };
    let mut out = Vec::new();
    write::relations(&mut out, found);
    write::mentions(&mut out, found);
    write::entities(&mut out, found);
    out
}

/// Every line is JSON without raw control characters, and its offsets give its words.
fn slices(text: &str, lines: &[u8]) {
    let lines = std::str::from_utf8(lines).expect("records are UTF-8");
    assert!(!lines.contains(|c: char| c.is_control() && c != '\n'), "a raw control character");
    let chars: Vec<char> = text.chars().collect();
    let holds = |part: &Value| {
        let at = |key: &str| part.get(key).and_then(Value::as_u64).map(|at| at as usize);
        if let (Some(start), Some(end), Some(words)) =
            (at("start"), at("end"), part.get("text").and_then(Value::as_str))
        {
            let there: String =
                chars.get(start..end).expect("offsets in the text").iter().collect();
            assert_eq!(there, words, "offsets of other words");
        }
    };
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).expect("a line of JSON");
        holds(&record);
        for key in ["subject", "object", "evidence", "attribution"] {
            record.get(key).inspect(|part| holds(part));
        }
        for mention in record.get("mentions").and_then(Value::as_array).into_iter().flatten() {
            holds(mention);
        }
    }
}

/// Rules, kinds and numbers of what was found.
fn outcome(extraction: &Extraction<'_>) -> Outcome {
    let mut said: Vec<String> = extraction.relations.iter().map(|r| r.rule.clone()).collect();
    said.sort();
    said.dedup();
    let of = |wanted: Kind| {
        extraction.entities.mentions.all().iter().filter(|m| m.kind == wanted).count().min(3)
    };
    said.push(of(Kind::Value).to_string());
    said.push(Outcome::size(extraction.entities.mentions.all().len()).to_string());
    Outcome::of(said)
}

fn main() -> ExitCode {
    stakeout_fuzz::drive(&Target { name: "text_pipeline", pieces: PIECES, run: target })
}
