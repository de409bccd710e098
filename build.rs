//! Compiles gazetteers/*.tsv into one flat file and lists the rule and lexicon files to embed.

#![allow(unreachable_pub)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/span.rs"]
#[allow(dead_code, missing_docs)]
mod span;

#[allow(dead_code)]
#[path = "src/lexicon"]
mod lexicon {
    #[path = "word.rs"]
    mod word;
    pub use word::WordId;
}

#[allow(dead_code)]
#[path = "src/document"]
mod document {
    #[path = "abbreviation.rs"]
    mod abbreviation;
    #[path = "class.rs"]
    mod class;
    #[path = "fold.rs"]
    pub mod fold;
    #[path = "token.rs"]
    pub mod token;
    #[path = "tokenize.rs"]
    pub mod tokenize;
}

#[allow(dead_code)]
#[path = "src/gazetteer"]
mod gazetteer {
    #[path = "compile.rs"]
    pub mod compile;
    #[path = "entry.rs"]
    pub mod entry;
    #[path = "slot.rs"]
    pub mod slot;
    #[path = "string.rs"]
    pub mod string;
    #[path = "tsv.rs"]
    pub mod tsv;
}

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    for watched in ["gazetteers", "rules", "src/document", "src/gazetteer", "build.rs"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let mut entries = Vec::new();
    for file in files(&root.join("gazetteers"), "tsv") {
        let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let (rows, faults) = gazetteer::tsv::parse(&text);
        if let Some(fault) = faults.first() {
            panic!("{}:{}: {}", file.display(), fault.line, fault.fault);
        }
        entries.extend(rows);
    }
    let compiled = gazetteer::compile::compile(&entries).expect("there is room for the lists");
    fs::write(out.join("gazetteer.bin"), compiled).expect("OUT_DIR is writable");
    for folder in ["lexicons", "relations", "names", "values", "graph"] {
        embed(&root.join("rules").join(folder), &out.join(format!("{folder}.in")));
    }
}

/// Writes a Rust slice of (name, text) for all TOML files of a folder.
fn embed(folder: &Path, target: &Path) {
    let mut code = "&[\n".to_owned();
    for file in files(folder, "toml") {
        let name = file
            .strip_prefix(folder.parent().and_then(Path::parent).unwrap_or(folder))
            .unwrap_or(&file);
        let name = name.to_string_lossy().replace('\\', "/");
        writeln!(code, "({name:?}, include_str!({:?})),", file.display().to_string())
            .expect("a string takes all");
    }
    code.push(']');
    fs::write(target, code).expect("OUT_DIR is writable");
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == extension))
        .collect();
    found.sort();
    found
}
