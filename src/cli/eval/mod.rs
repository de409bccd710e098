//! `stakeout eval GOLD`: precision, recall and F1 per type on annotated text.

mod links;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use stakeout::article::{Article, Day};
use stakeout::eval::{self, Found, GoldDocument, Tally, gold};
use stakeout::extract::Extractor;

use super::{Status, output, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A gold file, or a folder of them: passages with their text, or records in the output's own
    /// schema beside a folder `articles`, or marked texts (`*.txt`) for links.
    gold: PathBuf,
    /// Where the articles are that gold records speak of (default: `articles` beside the folder).
    #[arg(long)]
    articles: Option<PathBuf>,
    /// Lists what is not right, for gold of links.
    #[arg(long)]
    faults: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    if links::is_gold(&arguments.gold) {
        return links::run(&arguments.gold, arguments.faults);
    }
    match evaluate(arguments) {
        Ok(tallies) => print(&tallies),
        Err(fault) => {
            terminal::say(&fault);
            Status::Usage
        }
    }
}

fn evaluate(arguments: &Arguments) -> Result<BTreeMap<String, Tally>, String> {
    let extractor = Extractor::shipped().map_err(|e| e.to_string())?;
    let mut tallies = Vec::new();
    for file in files(&arguments.gold)? {
        let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let documents = parse(&text).map_err(|e| format!("{}: {e}", file.display()))?;
        for document in documents {
            let article = article(&document, &file, arguments.articles.as_deref())?;
            tallies.push(eval::score(&document, &found(&extractor, &article)));
        }
    }
    if tallies.is_empty() {
        return Err(format!("{}: no gold", arguments.gold.display()));
    }
    Ok(eval::total(tallies.iter()))
}

/// The gold files of a folder, less those of mentions.
fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let is_gold = |p: &PathBuf| {
        let name = p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        name.ends_with(".jsonl") && !name.ends_with(".mentions.jsonl")
    };
    let mut files: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|e| e.path()).filter(is_gold).collect();
    files.sort();
    Ok(files)
}

fn parse(text: &str) -> Result<Vec<GoldDocument>, gold::GoldError> {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let value: serde_json::Value = serde_json::from_str(first).unwrap_or_default();
    if value.get("relations").is_some() { gold::passages(text) } else { gold::records(text) }
}

fn article(gold: &GoldDocument, file: &Path, articles: Option<&Path>) -> Result<Article, String> {
    let text = match &gold.text {
        Some(text) => text.clone(),
        None => {
            let beside = file.parent().and_then(Path::parent).map(|p| p.join("articles"));
            let folder = articles.map(Path::to_owned).or(beside).unwrap_or_default();
            let path = folder.join(&gold.id);
            fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?
        }
    };
    let date = gold.date.as_deref().and_then(day);
    Ok(Article { id: gold.id.clone(), date, text, ..Article::default() })
}

fn day(text: &str) -> Option<Day> {
    let mut parts = text.get(..10)?.splitn(3, '-');
    Day::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}

fn found(extractor: &Extractor, article: &Article) -> Vec<Found> {
    let extraction = extractor.extract(article);
    let ends =
        |a: &stakeout::relation::Argument| [a.name.clone(), a.text.of(&article.text).to_owned()];
    let relations = extraction.relations.iter();
    relations
        .map(|r| Found {
            relation: r.relation.clone(),
            subject: ends(&r.subject),
            object: ends(&r.object),
            symmetric: r.symmetric,
        })
        .collect()
}

fn print(tallies: &BTreeMap<String, Tally>) -> Status {
    let mut text = String::new();
    for (relation, tally) in tallies {
        text += &row(relation, tally);
    }
    text += &row("all", &eval::overall(tallies));
    let mut out = output::Output::standard();
    match out.write(text.as_bytes()).and_then(|()| out.finish()) {
        Ok(()) => Status::Done,
        Err(e) => e.status(),
    }
}

fn row(name: &str, tally: &Tally) -> String {
    let percent = |share: f64| format!("{:5.1}%", share * 100.0);
    format!(
        "{name:18} P {}  R {}  F1 {}   (required {}, optional {}, false {}, missed {})\n",
        percent(tally.precision()),
        percent(tally.recall()),
        percent(tally.f1()),
        tally.required,
        tally.optional,
        tally.wrong,
        tally.missed
    )
}
