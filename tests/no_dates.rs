//! Fifty thousand words without any date: none is found in them.
//!
//! The sentences of tests/values/no-dates.toml, filled with words and numbers by a fixed sequence.

use std::collections::BTreeMap;

use serde::Deserialize;
use stakeout::article::Day;
use stakeout::document::Document;
use stakeout::lexicon::Lexicon;
use stakeout::mention::Value;
use stakeout::value::Values;

#[derive(Deserialize)]
struct Sentences {
    template: Vec<String>,
    list: BTreeMap<String, Vec<String>>,
}

const WORDS: usize = 60_000;

/// Sentences in a text.
const TEXT: usize = 12;

/// A fixed sequence of numbers (the constants of Numerical Recipes' quick generator).
struct Sequence(u32);

impl Sequence {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % limit
    }

    fn filled(&mut self, template: &str, list: &BTreeMap<String, Vec<String>>) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').expect("a slot is closed");
            text.push_str(before);
            match slot {
                "d" => text.push_str(&(2 + self.below(8)).to_string()),
                "n" => text.push_str(&(2 + self.below(96)).to_string()),
                "m" => text.push_str(&(100 + self.below(900)).to_string()),
                "N" => text.push_str(&(1900 + self.below(160)).to_string()),
                name => {
                    let words = list.get(name).unwrap_or_else(|| panic!("no list {name}"));
                    text.push_str(&words[self.below(words.len())]);
                }
            }
            rest = after;
        }
        text + rest
    }
}

#[test]
fn none_is_found_in_fifty_thousand_words() {
    let sentences: Sentences =
        toml::from_str(include_str!("values/no-dates.toml")).expect("the sentences are TOML");
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let values = Values::shipped(&mut lexicon).expect("the shipped values load");
    let mut sequence = Sequence(1);
    let (mut words, mut faults, mut kinds) = (0, Vec::new(), 0);
    while words < WORDS {
        let picked = (0..TEXT).map(|_| {
            kinds += 1;
            let template = &sentences.template[kinds % sentences.template.len()];
            sequence.filled(template, &sentences.list)
        });
        let text = picked.collect::<Vec<_>>().join(" ");
        words += text.split_whitespace().count();
        let document = Document::parse(&text, &lexicon);
        let found = values.find(&document, &lexicon, Day::new(2024, 5, 15));
        for date in found.iter().filter(|m| matches!(m.value, Some(Value::Timex(_)))) {
            let start = text
                .floor_char_boundary(date.span.start as usize - 30.min(date.span.start as usize));
            let end = text.floor_char_boundary((date.span.end as usize + 20).min(text.len()));
            faults.push(format!("[{}] in …{}…", date.span.of(&text), &text[start..end]));
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{} dates\n{}", faults.len(), faults.join("\n"));
}
