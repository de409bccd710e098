//! The project's own articles: what is found in each, as text that a person can read, and how much
//! of the gold that is. Renew with `INSTA_UPDATE=always cargo test --test corpus` and read the diff.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use stakeout::article::{Article, Day};
use stakeout::eval::{self, Found, FoundEnd, RelationScore, format};
use stakeout::extract::{Extraction, Extractor};
use stakeout::relation::Attribute;

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    let entries = fs::read_dir(folder).expect("the corpus is part of the project");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("readable").path()).collect();
    paths.sort();
    paths
}

fn gold_of(article: &Path) -> eval::GoldDocument {
    let name = article.file_stem().expect("a file").to_string_lossy().into_owned();
    let path = article.with_file_name("../gold").join(format!("{name}.jsonl"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    format::read("gold.jsonl", &text, &|_| None).expect("well-formed gold").remove(0)
}

fn read(path: &Path) -> Article {
    let date = gold_of(path).date.and_then(|date| {
        let mut parts = date.split('-').map(|p| p.parse::<i16>().expect("a day"));
        let mut next = || parts.next().expect("a day");
        Day::new(next(), next() as i8, next() as i8)
    });
    let text = fs::read_to_string(path).expect("readable");
    Article {
        id: path.file_name().expect("a file").to_string_lossy().into_owned(),
        date,
        text,
        ..Article::default()
    }
}

/// One line a relation: `owns(Acme, Beta) planned negated  share 12, date 2024  by owns/has-stake`.
fn rendered(extraction: &Extraction<'_>) -> String {
    let mut out = String::new();
    for r in &extraction.relations {
        let marks = [(r.negated, " negated"), (r.hedged, " hedged")];
        let marks: String = marks.into_iter().filter(|m| m.0).map(|m| m.1).collect();
        let given = r
            .attributes
            .iter()
            .filter_map(|(name, value)| Some(format!(" {name} {}", said(value)?)));
        let given: String = given.collect();
        let _ = writeln!(
            out,
            "{}({}, {}) {}{marks} |{given} | {}",
            r.relation,
            r.subject.name,
            r.object.name,
            r.status.name(),
            r.rule
        );
    }
    out
}

fn said(value: &Attribute) -> Option<String> {
    match value {
        Attribute::Share(s) => s.as_ref().map(|s| match s.share.exact {
            Some(exact) => exact.to_string(),
            None => format!("{:?}..{:?}", s.share.min, s.share.max),
        }),
        Attribute::Change(c) => c.as_ref().map(|c| c.kind.clone()),
        Attribute::Amount(a) => a.as_ref().map(|a| a.value.to_string()),
        Attribute::Entity(p) => p.as_ref().map(|p| p.name.clone()),
        Attribute::Date(d) | Attribute::Text(d) => d.clone(),
    }
}

#[test]
fn what_is_found_in_each_article() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    for path in articles() {
        let article = read(&path);
        let name = path.file_stem().expect("a file").to_string_lossy().into_owned();
        insta::assert_snapshot!(name, rendered(&extractor.extract(&article)));
    }
}

/// Floors, raised by hand when beaten: a change that loses what was found fails here.
#[test]
fn the_gold_is_met() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let mut score = RelationScore::default();
    for path in articles() {
        let article = read(&path);
        let extraction = extractor.extract(&article);
        let end = |name: &str| FoundEnd { name: name.to_owned(), ..FoundEnd::default() };
        let found = extraction.relations.iter().map(|r| Found {
            relation: r.relation.clone(),
            subject: end(&r.subject.name),
            object: end(&r.object.name),
            ..Found::default()
        });
        let found: Vec<Found> = found.collect();
        let either_way = |relation: &str| {
            extraction.relations.iter().any(|r| r.relation == relation && r.symmetric)
        };
        score.add(eval::relations::score(&gold_of(&path), &found, &either_way));
    }
    let all = score.overall();
    assert!(all.precision() >= PRECISION && all.recall() >= RECALL, "{all:?}");
}

const PRECISION: f64 = 0.80;
const RECALL: f64 = 0.30;
