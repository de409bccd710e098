//! Gold files, and the texts that they speak of.

use std::fs;
use std::path::{Path, PathBuf};

use stakeout::eval::{GoldDocument, format};

use super::Fault;

/// Names that hold gold where a folder is walked.
const ENDINGS: [&str; 10] =
    [".jsonl", ".json", ".ann", ".conll", ".conllu", ".tsv", ".iob", ".iob2", ".bio", ".txt"];

/// The gold of a file or folder, each document with its text.
pub(super) fn documents(path: &Path, articles: Option<&Path>) -> Result<Vec<GoldDocument>, Fault> {
    let mut all = Vec::new();
    for file in files(path)? {
        let fault = |e: &dyn std::fmt::Display| Fault::Of(format!("{}: {e}", file.display()));
        let bytes = fs::read(&file).map_err(|e| fault(&e))?;
        let text = String::from_utf8(bytes).map_err(|e| fault(&e))?;
        let name = file.to_string_lossy();
        if path.is_dir() && format::of(&name, &text).is_none() {
            continue;
        }
        let beside = |name: &str| fs::read_to_string(name).ok();
        let mut documents = format::read(&name, &text, &beside).map_err(|e| fault(&e))?;
        for document in documents.iter_mut().filter(|d| d.text.is_none()) {
            let text = text_of(&document.id, &file, articles)?;
            document.text = Some(text);
        }
        all.extend(documents);
    }
    if all.is_empty() {
        return Err(Fault::Of(format!("{}: no gold", path.display())));
    }
    Ok(format::joined(all))
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Fault> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let fault = |e: std::io::Error| Fault::Of(format!("{}: {e}", path.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let name = path.to_string_lossy();
        if path.is_file() && ENDINGS.iter().any(|end| name.ends_with(end)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The text of an article that records speak of.
fn text_of(id: &str, file: &Path, articles: Option<&Path>) -> Result<String, Fault> {
    let beside = file.parent().and_then(Path::parent).map(|p| p.join("articles"));
    let folder = articles.map(Path::to_owned).or(beside).unwrap_or_default();
    let path = folder.join(id);
    fs::read_to_string(&path).map_err(|e| Fault::Of(format!("{}: {e}", path.display())))
}
