//! Name lists, compiled and walked.

use super::*;
use crate::lexicon::Lexicon;

fn entries(names: &[String]) -> Vec<Entry> {
    let row = |(n, name): (usize, &String)| Entry {
        name: name.clone(),
        entry_type: EntryType::Organization,
        kind: "company".to_owned(),
        country: "NO".to_owned(),
        ids: [("id".to_owned(), n.to_string())].into(),
        rank: 1,
        marks: Marks::default(),
        aliases: Vec::new(),
    };
    names.iter().enumerate().map(row).collect()
}

fn found(list: &[&str], text: &str) -> Vec<String> {
    let names: Vec<String> = list.iter().map(|name| (*name).to_owned()).collect();
    let mut gazetteer = Gazetteer::empty();
    gazetteer.add_entries(entries(&names)).expect("a short list");
    let document = Document::parse(text, &Lexicon::default());
    let mut hits = Vec::new();
    for start in 0..document.tokens.len() {
        gazetteer.walk(&document, start, &mut hits);
    }
    hits.iter().map(|hit| document.text_of(hit.tokens).to_owned()).collect()
}

#[test]
fn long_names_and_their_beginnings() {
    let list = ["Fram Oil and Gas Company of Tromso Ltd", "Fram Oil", "Fram", "Oil and Gas Board"];
    for (text, names) in [
        ("Fram Oil and Gas Company of Tromso Ltd rose", vec![list[2], list[1], list[0]]),
        ("Fram Oil and Gas Company of Tromso fell", vec!["Fram", "Fram Oil"]),
        ("Fram and Oil and Gas Board of Tromso Ltd", vec!["Fram", "Oil and Gas Board"]),
        ("the Oil and Gas", vec![]),
    ] {
        assert_eq!(found(&list, text), names, "{text}");
    }
}

#[test]
fn a_name_takes_at_most_forty_bytes_beyond_its_text() {
    const WORDS: [&str; 12] = [
        "Alden", "Brook", "Corvin", "Delta", "Eastern", "Fjord", "Granite", "Harbor", "Ivory",
        "Juniper", "Kestrel", "Lumen",
    ];
    const TAILS: [&str; 4] = ["Holdings Ltd", "Inc", "Energy Partners LP", "GmbH"];
    let word = |n: usize| format!("{}{}", WORDS[n % 12], WORDS[n / 12 % 12].to_lowercase());
    let name = |n: usize| match n % 3 {
        0 => format!("{} {}", word(n / 3), TAILS[n % 4]),
        1 => format!("{} {} {}", word(n / 3), word(n / 7), TAILS[n % 4]),
        _ => format!("{} {} {} {}", word(n / 3), word(n / 7), word(n / 11), TAILS[n % 4]),
    };
    let names: Vec<String> = (0..20_000).map(name).collect();
    let own = Table::new(compile::compile(&entries(&names)).expect("there is room"));
    for table in Gazetteer::shipped().tables.into_iter().chain(own) {
        let names = table.count as usize;
        assert!(table.bytes_beyond_text() <= 40 * names, "{}", table.bytes_beyond_text());
    }
}
