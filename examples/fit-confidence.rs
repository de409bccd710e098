//! Fits `rules/lexicons/confidence.toml` to gold, or says what confidences are worth on it.
//!
//! `cargo run --release --example fit-confidence -- [--out FILE] [--bins] GOLD…`
//!
//! Gold: files and folders as `stakeout eval` takes them; the articles of records lie in `articles`
//! beside their folder. Without `--bins` it prints the table, and on stderr what the table says
//! and what is right, in five bins: of facts that were left out of the fit, a fifth of the
//! documents at a time, and of all facts. With `--bins` it prints what the shipped table says of
//! the facts found and what of them is right. Fit on the project's own corpus/gold alone:
//!
//! `cargo run --release --example fit-confidence -- --out rules/lexicons/confidence.toml corpus/gold`

use std::path::{Path, PathBuf};

use stakeout::eval::confidence::{Fifth, Observation, fifths, fit, observe_all, said, table};
use stakeout::eval::{GoldDocument, format};
use stakeout::extract::Extractor;

type Fault = Box<dyn std::error::Error>;

/// Parts of the documents; each is left out of a fit in turn.
const PARTS: usize = 5;

fn main() -> Result<(), Fault> {
    let (mut out, mut bins, mut gold) = (None, false, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = Some(arguments.next().ok_or("a value is missing")?),
            "--bins" => bins = true,
            path => gold.extend(documents(Path::new(path))?),
        }
    }
    let gold = format::joined(gold);
    let (observations, shipped) = observe_all(&Extractor::shipped()?, &gold);
    if bins {
        shown("shipped", fifths(shipped));
        return Ok(());
    }
    let weights = fit(&observations);
    let own = observations.iter().map(|o| (said(&weights, o), o.right)).collect();
    shown("left out", fifths(left_out(&observations)));
    shown("fitted", fifths(own));
    let table = table(&weights, observations.len());
    match out {
        Some(path) => std::fs::write(path, table)?,
        None => print!("{table}"),
    }
    Ok(())
}

/// What a fit to four fifths of the documents says of the others.
fn left_out(observations: &[Observation]) -> Vec<(f64, bool)> {
    let mut documents: Vec<&str> = observations.iter().map(|o| o.doc.as_str()).collect();
    documents.dedup();
    let part = |o: &Observation| documents.iter().position(|d| *d == o.doc).unwrap_or(0) % PARTS;
    let mut told = Vec::new();
    for left in 0..PARTS {
        let (out, rest): (Vec<_>, Vec<_>) =
            observations.iter().cloned().partition(|o| part(o) == left);
        let weights = fit(&rest);
        told.extend(out.iter().map(|o| (said(&weights, o), o.right)));
    }
    told
}

fn shown(what: &str, bins: Vec<Fifth>) {
    for bin in bins {
        let (right, of) = (bin.right.value * 100.0, bin.relations);
        eprintln!("{what:10} says {:5.1}%  right {right:5.1}%  of {of}", bin.said * 100.0);
    }
}

/// The gold of a file or folder, each document with its text.
fn documents(path: &Path) -> Result<Vec<GoldDocument>, Fault> {
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        files = entries.into_iter().map(|entry| entry.path()).collect();
        files.sort();
    }
    let mut all = Vec::new();
    for file in files {
        let (name, text) = (file.to_string_lossy(), std::fs::read_to_string(&file)?);
        let beside = |name: &str| std::fs::read_to_string(name).ok();
        for mut document in format::read(&name, &text, &beside)? {
            if document.text.is_none() {
                let articles = file.parent().and_then(Path::parent).map(|p| p.join("articles"));
                let article: PathBuf = articles.unwrap_or_default().join(&document.id);
                document.text = Some(std::fs::read_to_string(article)?);
            }
            all.push(document);
        }
    }
    Ok(all)
}
