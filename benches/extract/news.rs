//! The text of the measurements.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use stakeout::gazetteer::Gazetteer;

/// Stories of a newswire as JSONL, or articles made from those of the project.
pub(crate) fn lines() -> String {
    timing_set().unwrap_or_else(|| made(6_000))
}

fn timing_set() -> Option<String> {
    let file = fs::File::open("../shared/timing/reuters.jsonl.gz").ok()?;
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Numbers that look like chance and are the same in every run (Steele and Vigna's splitmix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

/// An article of the corpus: its paragraphs, and what is named in it.
struct Model {
    paragraphs: Vec<String>,
    /// Text and type, long ones first.
    names: Vec<(String, String)>,
}

/// Articles of paragraphs of the project's own, each with names of the shipped lists in the place of
/// those that it has, and one small word in twelve by another of the lists: the words of such
/// articles are as varied as those of news.
fn made(count: usize) -> String {
    let models = models();
    let names = Names::shipped();
    let mut chance = Chance(1);
    let line = |n: usize| {
        let model = &models[n % models.len()];
        let text = article(model, &names, &mut chance);
        serde_json::json!({"id": n, "text": text}).to_string()
    };
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

fn article(model: &Model, names: &Names, chance: &mut Chance) -> String {
    let from = chance.below(model.paragraphs.len());
    let to = (from + 4).min(model.paragraphs.len());
    let mut text = model.paragraphs[from..to].join("\n\n");
    for (name, kind) in &model.names {
        text = text.replace(name, names.one(kind, chance));
    }
    let words = text.split(' ').map(|word| {
        let small = word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase());
        if small && chance.below(12) == 0 { names.one("word", chance) } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn models() -> Vec<Model> {
    let mut paths: Vec<PathBuf> = fs::read_dir("corpus/articles")
        .expect("the corpus is part of the project")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .collect();
    paths.sort();
    paths.iter().map(|path| model(path)).collect()
}

fn model(path: &Path) -> Model {
    let text = fs::read_to_string(path).expect("an article is read");
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let gold = fs::read_to_string(format!("corpus/gold/{stem}.mentions.jsonl")).unwrap_or_default();
    let row = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).ok()?;
        let field = |name: &str| row[name].as_str().map(str::to_owned);
        field("text").zip(field("type")).filter(|_| row["kind"] == "name")
    };
    let mut names: Vec<(String, String)> = gold.lines().filter_map(row).collect();
    names.retain(|(_, kind)| ["organization", "person", "place"].contains(&kind.as_str()));
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names.dedup();
    let paragraphs = text.split("\n\n").map(str::to_owned).collect();
    Model { paragraphs, names }
}

/// Names and words of the shipped lists.
struct Names {
    organizations: Vec<String>,
    places: Vec<String>,
    given: Vec<String>,
    persons: Vec<String>,
    words: Vec<String>,
}

impl Names {
    fn shipped() -> Self {
        let gazetteer = Gazetteer::shipped();
        let of = |wanted: &str| {
            let entries = gazetteer.rows().filter(|row| row.entry_type.name() == wanted);
            entries.map(|row| row.name.to_owned()).collect::<Vec<_>>()
        };
        let (given, surnames) = (of("given"), of("surname"));
        let whole =
            |(n, surname): (usize, &String)| format!("{} {surname}", given[n % given.len()]);
        let persons = surnames.iter().enumerate().map(whole).collect();
        let words = of("word");
        Self { organizations: of("organization"), places: of("place"), given, persons, words }
    }

    fn one(&self, kind: &str, chance: &mut Chance) -> &str {
        let list = match kind {
            "organization" => &self.organizations,
            "place" => &self.places,
            "person" => &self.persons,
            "given" => &self.given,
            _ => &self.words,
        };
        list.get(chance.below(list.len())).map_or("", String::as_str)
    }
}
