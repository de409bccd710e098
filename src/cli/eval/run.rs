//! Extraction from the texts of gold, as `stakeout extract` would do it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use stakeout::article::Article;
use stakeout::eval::found::records;
use stakeout::eval::{Found, FoundMention, GoldDocument};
use stakeout::extract::Extractor;
use stakeout::read::{Item, Options, Reader};
use stakeout::write;

/// Documents read together.
const BATCH: usize = 64;

/// What was found, by document.
#[derive(Default)]
pub(super) struct All {
    pub(super) relations: BTreeMap<String, Vec<Found>>,
    pub(super) mentions: BTreeMap<String, Vec<FoundMention>>,
    /// The relations as lines.
    pub(super) lines: Vec<u8>,
}

pub(super) fn all(extractor: &Extractor, gold: &[GoldDocument]) -> All {
    let mut all = All::default();
    for batch in articles(gold).chunks(BATCH) {
        let borrowed: Vec<&Article> = batch.iter().collect();
        let extractions = extractor.extract_all(&borrowed, &mut ());
        for (article, extraction) in batch.iter().zip(&extractions) {
            let found = write::Found {
                article,
                extraction,
                gazetteer: &extractor.gazetteer,
                unit: write::Unit::Chars,
                nominals: false,
            };
            let (mut relations, mut mentions) = (Vec::new(), Vec::new());
            write::relations(&mut relations, found);
            write::mentions(&mut mentions, found);
            all.relations.insert(article.id.clone(), read(&relations));
            all.mentions.insert(article.id.clone(), read(&mentions));
            all.lines.extend(relations);
        }
    }
    all
}

/// The output's own lines, which are sound.
fn read<T: for<'a> serde::Deserialize<'a>>(lines: &[u8]) -> Vec<T> {
    std::str::from_utf8(lines).ok().and_then(|text| records(text).ok()).unwrap_or_default()
}

/// The gold's texts as a reader would have them from a file of lines.
fn articles(gold: &[GoldDocument]) -> Vec<Article> {
    let mut lines = Vec::new();
    for document in gold {
        let mut row = Map::new();
        let text = document.text.clone().unwrap_or_default();
        row.insert("id".to_owned(), Value::String(document.id.clone()));
        row.insert("text".to_owned(), Value::String(text));
        if let Some(date) = &document.date {
            row.insert("date".to_owned(), Value::String(date.clone()));
        }
        lines.extend(Value::Object(row).to_string().into_bytes());
        lines.push(b'\n');
    }
    let options = Options::default();
    let items = Reader::of_bytes("gold.jsonl", lines, options.clone());
    let article = |item| match item {
        Item::Record(record) => Some(record.article(&options, None).ok()?.article),
        _ => None,
    };
    items.filter_map(article).collect()
}
