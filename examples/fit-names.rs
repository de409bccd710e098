//! Fits `rules/names/weights.toml` to annotated texts.
//!
//! `cargo run --release --example fit-names -- [--rounds N] [--pull X] [--out FILE] [--from FILE] [--with FILE] GOLD.jsonl[=WEIGHT] …`
//!
//! Gold: one JSON object a line, `{"text", "entities": [{"start", "end", "type"}]}`, offsets in
//! code points; types ORG, PERSON, PLACE, MISC or those of the output; or a `.txt` file in the notation of
//! tools/names/. `--with` gives the mean of the new weights and those of a file. Without GOLD it prints the mentions
//! of the JSONL texts on standard input under the weights of `--from`.

use std::io::{BufRead, Write};

use stakeout::document::Document;
use stakeout::gazetteer::Gazetteer;
use stakeout::lexicon::Lexicon;
use stakeout::mention::MentionType;
use stakeout::name::Names;
use stakeout::name::fit::{GoldText, Settings, fit, mean_of, set_weights};
use stakeout::span::Span;
use stakeout::value::Values;

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    let mut settings = Settings::default();
    let (mut out, mut with, mut gold) = (None, None, Vec::new());
    let mut lexicon = Lexicon::shipped()?;
    let values = Values::shipped(&mut lexicon)?;
    let mut names = Names::shipped(&mut lexicon)?;
    let gazetteer = Gazetteer::shipped();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or("a value is missing");
        match argument.as_str() {
            "--rounds" => settings.rounds = value()?.parse()?,
            "--rate" => settings.rate = value()?.parse()?,
            "--pull" => settings.pull = value()?.parse()?,
            "--other" => settings.other = value()?.parse()?,
            "--stray" => settings.stray = value()?.parse()?,
            "--least" => settings.least = value()?.parse()?,
            "--out" => out = Some(value()?),
            "--with" => with = Some(std::fs::read_to_string(value()?)?),
            "--from" => set_weights(&mut names, &std::fs::read_to_string(value()?)?)?,
            path => read(path, &mut gold)?,
        }
    }
    if gold.is_empty() {
        return print_mentions(&names, &lexicon, &gazetteer, &values);
    }
    let values = |document: &Document<'_>| values.find(document, &lexicon, None);
    let report = |round: usize, loss: f64| eprintln!("round {round} loss {loss:.1}");
    let mut weights = fit(&mut names, &lexicon, &gazetteer, &gold, settings, values, report);
    if let Some(with) = with {
        weights = mean_of(&names, &weights, &with, settings.least)?;
    }
    match out {
        Some(path) => std::fs::write(path, weights)?,
        None => std::io::stdout().write_all(weights.as_bytes())?,
    }
    Ok(())
}

fn read(argument: &str, gold: &mut Vec<GoldText>) -> Result<(), Fault> {
    let (path, weight) = argument.split_once('=').unwrap_or((argument, "1"));
    if path.ends_with(".txt") {
        return read_marked(&std::fs::read_to_string(path)?, weight.parse()?, gold);
    }
    for line in std::fs::read_to_string(path)?.lines().filter(|l| !l.is_empty()) {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().unwrap_or("").to_owned();
        let bytes: Vec<usize> =
            text.char_indices().map(|(i, _)| i).chain(std::iter::once(text.len())).collect();
        let annotated = record["entities"].as_array().or(record["mentions"].as_array());
        let mut spans: Vec<(Span, MentionType)> = annotated
            .into_iter()
            .flatten()
            .filter_map(|e| {
                let at = |key: &str| bytes.get(e[key].as_u64()? as usize).copied();
                let kind = match e["type"].as_str()? {
                    "ORG" => MentionType::Organization,
                    "PERSON" | "PER" => MentionType::Person,
                    "PLACE" | "LOC" => MentionType::Place,
                    "MISC" => MentionType::Other,
                    own => MentionType::of_name(own)?,
                };
                let counted = kind.is_entity() || kind == MentionType::Other;
                counted.then_some((Span::new(at("start")?, at("end")?), kind))
            })
            .collect();
        spans.sort_by_key(|(s, _)| (s.start, std::cmp::Reverse(s.end)));
        spans.dedup_by(|b, a| a.0.overlaps(b.0));
        gold.push(GoldText { text, names: spans, weight: weight.parse()? });
    }
    Ok(())
}

/// One text a line, its names in brackets: `[o Acme Inc.] is based in [l Oslo].`
fn read_marked(lines: &str, weight: f32, gold: &mut Vec<GoldText>) -> Result<(), Fault> {
    for line in lines.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (mut text, mut names, mut rest) = (String::new(), Vec::new(), line);
        while let Some((before, marked)) = rest.split_once('[') {
            let (name, after) = marked.split_once(']').ok_or("a bracket is not closed")?;
            let (kind, name) = name.split_once(' ').ok_or("a name has no type")?;
            let kind = match kind {
                "o" => MentionType::Organization,
                "p" => MentionType::Person,
                "l" => MentionType::Place,
                "x" => MentionType::Other,
                other => return Err(format!("`{other}` is no type of name").into()),
            };
            text.push_str(before);
            names.push((Span::new(text.len(), text.len() + name.len()), kind));
            text.push_str(name);
            rest = after;
        }
        text.push_str(rest);
        gold.push(GoldText { text, names, weight });
    }
    Ok(())
}

fn print_mentions(
    names: &Names,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    values: &Values,
) -> Result<(), Fault> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or("");
        let document = Document::parse(text, lexicon);
        let values = values.find(&document, lexicon, None);
        let found = names.find(&document, lexicon, gazetteer, values);
        let (mut byte, mut count) = (0, 0);
        for mention in found.all() {
            let mut code_points = |to: u32| {
                count += text[byte..to as usize].chars().count();
                byte = to as usize;
                count
            };
            let (start, end) = (code_points(mention.span.start), code_points(mention.span.end));
            let row = serde_json::json!({
                "doc": record["id"], "start": start, "end": end,
                "text": mention.span.of(text), "type": mention.mention_type.name(),
            });
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
