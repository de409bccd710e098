//! The fit of the weights of names, on the project's own gold.

use std::path::{Path, PathBuf};

use stakeout::document::Document;
use stakeout::eval::confidence::{Observation, fifths, fit as fit_confidence, observe_all, said};
use stakeout::eval::{GoldDocument, format};
use stakeout::extract::Extractor;
use stakeout::gazetteer::Gazetteer;
use stakeout::lexicon::Lexicon;
use stakeout::mention::MentionType;
use stakeout::name::Names;
use stakeout::name::fit::{GoldText, Settings, fit, set_weights};
use stakeout::span::Span;

const ARTICLES: usize = 6;

/// The first articles of corpus/gold with their names.
fn gold() -> Vec<GoldText> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(corpus.join("gold"))
        .expect("corpus/gold is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.to_string_lossy().ends_with(".mentions.jsonl"))
        .collect();
    files.sort();
    files.iter().take(ARTICLES).map(|path| article(&corpus, path)).collect()
}

fn article(corpus: &Path, path: &Path) -> GoldText {
    let rows: Vec<serde_json::Value> = std::fs::read_to_string(path)
        .expect("the gold can be read")
        .lines()
        .map(|line| serde_json::from_str(line).expect("gold is JSON"))
        .collect();
    let doc = rows[0]["doc"].as_str().expect("a row names its article");
    let text = std::fs::read_to_string(corpus.join("articles").join(doc)).expect("it is there");
    let bytes: Vec<usize> =
        text.char_indices().map(|(i, _)| i).chain(std::iter::once(text.len())).collect();
    let at = |row: &serde_json::Value, key: &str| {
        bytes[row[key].as_u64().expect("an offset is a number") as usize]
    };
    let names = rows
        .iter()
        .filter(|row| row["kind"] == "name")
        .filter_map(|row| {
            let kind = MentionType::of_name(row["type"].as_str()?)?;
            kind.is_entity().then(|| (Span::new(at(row, "start"), at(row, "end")), kind))
        })
        .collect();
    GoldText { text, names, weight: 1.0 }
}

fn right(names: &Names, lexicon: &Lexicon, gold: &[GoldText]) -> usize {
    let gazetteer = Gazetteer::shipped();
    let of_text = |text: &GoldText| {
        let document = Document::parse(&text.text, lexicon);
        let found = names.find(&document, lexicon, &gazetteer, Vec::new());
        let is_right =
            |m: &&stakeout::mention::Mention| text.names.contains(&(m.span, m.mention_type));
        found.all().iter().filter(is_right).count()
    };
    gold.iter().map(of_text).sum()
}

#[test]
fn a_fit_from_nothing_learns_and_its_file_loads() {
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let mut names = Names::shipped(&mut lexicon).expect("the shipped names load");
    set_weights(&mut names, "[evidence]\n").expect("no weights are weights");
    let gold = gold();
    let before = right(&names, &lexicon, &gold);
    let settings = Settings { rounds: 4, ..Settings::default() };
    let mut losses = Vec::new();
    let file = fit(
        &mut names,
        &lexicon,
        &Gazetteer::shipped(),
        &gold,
        settings,
        |_| Vec::new(),
        |_, loss| losses.push(loss),
    );
    assert!(losses.windows(2).all(|pair| pair[1] < pair[0]), "{losses:?}");
    let after = right(&names, &lexicon, &gold);
    let wanted: usize = gold.iter().map(|g| g.names.len()).sum();
    assert!(before < after && after * 10 > wanted * 8, "{before} {after} of {wanted}");
    set_weights(&mut names, &file).expect("what was fitted loads");
    assert_eq!(right(&names, &lexicon, &gold), after);
}

/// The facts of corpus/gold, each document with its text.
fn facts() -> Vec<GoldDocument> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(corpus.join("gold")).expect("corpus/gold is there") {
        let path = entry.expect("it can be read").path();
        let name = path.to_string_lossy();
        if name.ends_with(".mentions.jsonl") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the gold can be read");
        for mut document in format::read(&name, &text, &|_| None).expect("it is gold") {
            let article = corpus.join("articles").join(&document.id);
            document.text = Some(std::fs::read_to_string(article).expect("it is there"));
            all.push(document);
        }
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

#[test]
fn confidences_are_what_the_fit_gives() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let (observations, now) = observe_all(&extractor, &facts());
    assert!(observations.len() > 300 && observations.len() == now.len(), "{}", now.len());
    // The table as it is shipped, against one fitted to what the rules find today.
    let fitted = fit_confidence(&observations);
    let mut shipped = fitted.clone();
    for (name, weight) in &mut shipped {
        *weight = f64::from(extractor.lexicon.weight(name));
    }
    let apart = |o: &Observation| (said(&fitted, o) - said(&shipped, o)).abs();
    let mean = observations.iter().map(apart).sum::<f64>() / observations.len() as f64;
    assert!(mean < 0.02, "fit it again: CONTRIBUTING.md says how ({mean:.3})");
    // No fifth is off by more than ten points.
    for bin in fifths(now) {
        let off = (bin.said - bin.right.value).abs();
        assert!(
            off <= 0.1,
            "says {:.3}, right {:.3} of {}",
            bin.said,
            bin.right.value,
            bin.relations
        );
    }
}
