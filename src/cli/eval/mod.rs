//! `stakeout eval GOLD`: precision, recall and F1 on annotated text, with errors by class and what
//! changed against another run.

mod html;
mod links;
mod load;
mod run;
mod text;

pub(super) use text::difference;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stakeout::eval::compare::differences;
use stakeout::eval::found::records;
use stakeout::eval::report::Report;
use stakeout::eval::{Found, GoldDocument, Score};

use super::load::Sources;
use super::output::Output;
use super::paint::{Colour, Paint};
use super::{Status, terminal};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A file of gold, or a folder of them; the format is recognised: passages, relation and mention
    /// records, spaCy JSON, CoNLL columns, brat standoff.
    gold: PathBuf,
    /// Where the articles are that gold records speak of (default: `articles` beside the folder).
    #[arg(long, value_name = "DIR")]
    articles: Option<PathBuf>,
    /// Relations of an earlier run on the same texts, as `--keep` or `extract` wrote them: what was
    /// gained and lost since.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Another rule folder: what is gained and lost against it, the built-in rules left out.
    #[arg(long, value_name = "DIR", conflicts_with = "baseline")]
    baseline_rules: Option<PathBuf>,
    /// Keep the relations found in a file, for a later `--baseline`.
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
    /// Only these relations or types of mention.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    types: Vec<String>,
    /// In what form to report.
    #[arg(short, long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Lists what is not right, for gold of links.
    #[arg(long)]
    faults: bool,
    /// Errors of each class that the text shows.
    #[arg(long, value_name = "N", default_value_t = 0)]
    show: usize,
    /// When to colour.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    #[command(flatten)]
    sources: Sources,
}

const EXAMPLES: &str = "\
Examples:
  stakeout eval corpus/gold --show 5
  stakeout eval gold.conll --types organization
  stakeout eval corpus/gold --keep before.jsonl
  stakeout eval corpus/gold --rules ours/ --baseline before.jsonl
  stakeout eval brat/ --format html -o eval.html";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
    /// One page that needs nothing else.
    Html,
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    if links::is_gold(&arguments.gold) {
        return links::run(&arguments.gold, arguments.faults);
    }
    match evaluate(arguments) {
        Ok(report) => write(arguments, &report),
        Err(Fault::Said) => Status::Usage,
        Err(Fault::Of(fault)) => {
            terminal::say(&format!("stakeout: {fault}"));
            Status::Usage
        }
        Err(Fault::Unwritten(status)) => status,
    }
}

/// Why there is no report.
pub(super) enum Fault {
    /// It has been said.
    Said,
    /// This is to be said.
    Of(String),
    /// A file could not be written.
    Unwritten(Status),
}

fn evaluate(arguments: &Arguments) -> Result<Report, Fault> {
    let gold = load::documents(&arguments.gold, arguments.articles.as_deref())?;
    let gold: Vec<GoldDocument> = gold.into_iter().map(|g| narrowed(g, &arguments.types)).collect();
    let extractor = arguments.sources.extractor().ok_or(Fault::Said)?;
    let mut found = run::all(&extractor, &gold);
    if let Some(path) = &arguments.keep {
        keep(path, &found.lines)?;
    }
    let relations = &extractor.rules.relations;
    let either_way =
        |name: &str| relations.iter().any(|r| r.name == name && (r.symmetric || r.either_way));
    let asked = |name: &String| arguments.types.is_empty() || arguments.types.contains(name);
    let mut score = Score::default();
    for document in &gold {
        let mut relations = found.relations.remove(&document.id).unwrap_or_default();
        relations.retain(|r| asked(&r.relation));
        let mentions = found.mentions.remove(&document.id).unwrap_or_default();
        let text = document.text.as_deref().unwrap_or("");
        score.add(Score::of(document, text, &relations, &mentions, &either_way));
        found.relations.insert(document.id.clone(), relations);
    }
    let earlier = earlier(arguments, &gold)?;
    let differences = earlier.map(|mut earlier| {
        earlier.retain(|r| asked(&r.relation));
        let now: Vec<Found> = found.relations.into_values().flatten().collect();
        let mut all = differences(&earlier, &now);
        judge(&mut all, &gold, &earlier, &now, &either_way);
        all
    });
    Ok(Report::of(score, differences))
}

/// The gold of some types alone.
fn narrowed(mut gold: GoldDocument, types: &[String]) -> GoldDocument {
    if types.is_empty() {
        return gold;
    }
    if let Some(facts) = &mut gold.facts {
        facts.retain(|f| types.contains(&f.relation));
    }
    if gold.mentions.is_some() {
        gold.scope = Some(types.iter().cloned().collect());
    }
    gold
}

fn keep(path: &std::path::Path, lines: &[u8]) -> Result<(), Fault> {
    let write = |mut out: Output| out.write(lines).and_then(|()| out.finish());
    Output::file(path).and_then(write).map_err(|e| Fault::Unwritten(e.status()))
}

/// The relations to compare with.
fn earlier(arguments: &Arguments, gold: &[GoldDocument]) -> Result<Option<Vec<Found>>, Fault> {
    if let Some(path) = &arguments.baseline {
        let fault = |e: &dyn std::fmt::Display| Fault::Of(format!("{}: {e}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|e| fault(&e))?;
        return records(&text).map(Some).map_err(|e| fault(&e));
    }
    let Some(folder) = &arguments.baseline_rules else { return Ok(None) };
    let sources = arguments.sources.other_rules(folder.clone());
    let extractor = sources.extractor().ok_or(Fault::Said)?;
    let found = run::all(&extractor, gold);
    Ok(Some(found.relations.into_values().flatten().collect()))
}

/// Says of each difference whether the gold has it.
fn judge(
    differences: &mut [stakeout::eval::compare::Difference],
    gold: &[GoldDocument],
    earlier: &[Found],
    now: &[Found],
    either_way: &stakeout::eval::EitherWay<'_>,
) {
    use std::collections::BTreeMap;
    let documents: BTreeMap<&str, &GoldDocument> =
        gold.iter().map(|g| (g.id.as_str(), g)).collect();
    type Key<'k> = (&'k str, &'k str, &'k str, &'k str);
    let key = |f: &'_ Found| -> (String, String, String, String) {
        (f.doc.clone(), f.relation.clone(), f.subject.name.clone(), f.object.name.clone())
    };
    let known: BTreeMap<_, &Found> = earlier.iter().chain(now).map(|f| (key(f), f)).collect();
    for one in differences {
        let own = |s: Key<'_>| (s.0.to_owned(), s.1.to_owned(), s.2.to_owned(), s.3.to_owned());
        let found = known.get(&own((&one.doc, &one.relation, &one.subject, &one.object)));
        one.right = documents
            .get(one.doc.as_str())
            .zip(found)
            .and_then(|(gold, found)| stakeout::eval::relations::verdict(gold, found, either_way));
    }
}

fn write(arguments: &Arguments, report: &Report) -> Status {
    let shown = match arguments.format {
        Form::Text => {
            let colour = if arguments.output.is_some() { Colour::Never } else { arguments.color };
            text::report(Paint::standard(colour), report, arguments.show)
        }
        Form::Json => {
            let mut line = serde_json::to_string_pretty(report).unwrap_or_default();
            line.push('\n');
            line
        }
        Form::Html => html::page(&arguments.gold.display().to_string(), report),
    };
    let output = match &arguments.output {
        Some(path) => Output::file(path),
        None => Ok(Output::standard()),
    };
    let done = output.and_then(|mut out| out.write(shown.as_bytes()).and_then(|()| out.finish()));
    done.map_or_else(|e| e.status(), |()| Status::Done)
}
