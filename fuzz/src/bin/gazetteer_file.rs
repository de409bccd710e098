//! Name lists, as TSV and compiled.

use std::process::ExitCode;

use stakeout::document::Document;
use stakeout::gazetteer::{Gazetteer, Table, compile, tsv};
use stakeout::lexicon::Lexicon;
use stakeout_fuzz::{Outcome, Target};

const PIECES: &[&str] = &[
    "name\ttype\taliases\n",
    "name,type\n",
    "\t",
    ",",
    "|",
    ";",
    "=",
    "organization",
    "person",
    "place",
    "rank",
    "3",
    "mark",
    "acronym",
    "word",
    "ids",
    "lei=1;wikidata=Q1",
    "country",
    "US",
    "kind",
    "Acme Corp",
    "Acme",
    "Öltek AG",
    "de la",
    "O'Neil",
    "A.B.C.",
    "-",
    "1",
    "\u{130}",
    "\u{df}",
    "李明",
    "the",
    "\"\"",
    "\"a\nb\"",
];

fn target(bytes: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(bytes);
    let (entries, faults) = tsv::parse(&text);
    let count = entries.len();
    let compiled = compile::compile(&entries).expect("there is room");
    let table = Table::new(compiled.clone()).expect("what was compiled is read");
    assert_eq!(table.count as usize, count);
    let hits = walk(table, &text);
    // A damaged table is refused, or its look-ups stay inside.
    let mut damaged = compiled;
    for (i, byte) in bytes.iter().take(16).enumerate() {
        let at = (i * 997 + usize::from(*byte) * 131) % damaged.len();
        damaged[at] ^= byte;
    }
    let mut read = Vec::new();
    for bytes in [damaged, bytes.to_vec()] {
        if let Ok(table) = Table::new(bytes) {
            read.push(Outcome::size(walk(table, &text)).to_string());
        }
    }
    let first = faults.iter().take(4).map(|fault| Outcome::words(&fault.fault.to_string()));
    let sizes = [count, hits].map(|n| Outcome::size(n).to_string());
    Outcome::of(first.chain(sizes).chain(read))
}

fn walk(table: Table, text: &str) -> usize {
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
    hits.len()
}

fn main() -> ExitCode {
    stakeout_fuzz::drive(&Target { name: "gazetteer_file", pieces: PIECES, run: target })
}
