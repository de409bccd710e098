//! Name lists, as TSV and compiled.

use std::process::ExitCode;

use stakeout::document::Document;
use stakeout::gazetteer::{Gazetteer, Table, compile, tsv};
use stakeout::lexicon::Lexicon;

fn target(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (entries, _) = tsv::parse(&text);
    let count = entries.len();
    let compiled = compile::compile(&entries).expect("there is room");
    let table = Table::new(compiled.clone()).expect("what was compiled is read");
    assert_eq!(table.count as usize, count);
    walk(table, &text);
    // A damaged table is refused, or its look-ups stay inside.
    let mut damaged = compiled;
    for (i, byte) in bytes.iter().take(16).enumerate() {
        let at = (i * 997 + usize::from(*byte) * 131) % damaged.len();
        damaged[at] ^= byte;
    }
    for bytes in [damaged, bytes.to_vec()] {
        if let Ok(table) = Table::new(bytes) {
            walk(table, &text);
        }
    }
}

fn walk(table: Table, text: &str) {
    let document = Document::parse(text, &Lexicon::default());
    let mut gazetteer = Gazetteer::empty();
    gazetteer.add(table);
    let mut hits = Vec::new();
    for start in 0..document.tokens.len() {
        gazetteer.walk(&document, start, &mut hits);
    }
    for hit in &hits {
        assert!(hit.tokens.end as usize <= document.tokens.len());
        let _ = gazetteer.row(hit.entry);
    }
}

fn main() -> ExitCode {
    stakeout_fuzz::drive("gazetteer_file", target)
}
