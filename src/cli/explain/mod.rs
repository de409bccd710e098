//! `stakeout explain TEXT|FILE|-`: everything that was found with what found it, or with
//! `--why-not` what kept something from being found.

mod render;

use std::path::{Path, PathBuf};

use clap::Args;
use stakeout::article::{Article, Day};
use stakeout::correct::Corrections;
use stakeout::explain::{Answer, Claim, Explanation, Patch, explain, why_not};
use stakeout::extract::Extractor;
use stakeout::gazetteer::tsv;

use super::load::{self, Sources};
use super::output::Output;
use super::paint::{Colour, Paint};
use super::{Status, articles, terminal};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A text, the name of a file of articles, or `-` for standard input.
    text: String,
    /// Say why this relation was not found, and what would mend it.
    #[arg(long, value_name = "RELATION(SUBJECT, OBJECT)")]
    why_not: Option<String>,
    /// Write JSON, one object an article.
    #[arg(long)]
    json: bool,
    /// The day of publication.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = load::day)]
    date: Option<Day>,
    /// When to colour.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    #[command(flatten)]
    sources: Sources,
}

const EXAMPLES: &str = "\
Examples:
  stakeout explain \"Acme Corp owns 5 percent of Bronn Inc.\"
  stakeout explain --json article.txt
  stakeout explain --why-not 'owns(Acme Corp, Bronn Inc.)' article.txt
  stakeout explain --why-not 'owns(\"Douyin Co., Ltd.\", Toutiao)' - <article.txt";

pub(crate) fn run(arguments: &Arguments) -> Status {
    let claim = match arguments.why_not.as_deref().map(Claim::parse).transpose() {
        Ok(claim) => claim,
        Err(e) => return usage(&e.to_string()),
    };
    let Some(extractor) = arguments.sources.extractor() else { return Status::Usage };
    let paint = Paint::standard(arguments.color);
    let (mut out, mut failed) = (Output::standard(), false);
    let mut said = Status::Done;
    for article in read(&arguments.text, arguments.date, &mut failed) {
        let shown = match &claim {
            None => shown(arguments, paint, &extractor, &article),
            Some(claim) => {
                let rebuild = |patch: &Patch| patched(&arguments.sources, patch);
                match why_not(&extractor, &article, claim, &rebuild) {
                    Ok(answer) if arguments.json => json(&answer),
                    Ok(answer) => render::answer(paint, &answer),
                    Err(e) => {
                        said = usage(&e.to_string());
                        continue;
                    }
                }
            }
        };
        if let Err(e) = out.write(shown.as_bytes()) {
            return e.status();
        }
    }
    match out.finish() {
        Err(e) => e.status(),
        Ok(()) if failed => Status::Failed,
        Ok(()) => said,
    }
}

/// An explanation as `stakeout explain` prints it into a file.
pub fn explanation_text(explanation: &Explanation) -> String {
    render::explanation(Paint::plain(), explanation)
}

/// What kept something from being found, as `stakeout explain --why-not` prints it into a file.
pub fn answer_text(answer: &Answer) -> String {
    render::answer(Paint::plain(), answer)
}

fn shown(arguments: &Arguments, paint: Paint, extractor: &Extractor, article: &Article) -> String {
    let explanation = explain(extractor, article);
    if arguments.json { json(&explanation) } else { render::explanation(paint, &explanation) }
}

fn json(value: &impl serde::Serialize) -> String {
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}

fn usage(fault: &str) -> Status {
    terminal::say(&format!("stakeout: {fault}"));
    Status::Usage
}

/// An argument that names a file is read as one.
fn read<'a>(
    argument: &str,
    date: Option<Day>,
    failed: &'a mut bool,
) -> Box<dyn Iterator<Item = Article> + 'a> {
    if argument == "-" || Path::new(argument).exists() {
        return Box::new(articles::read(vec![PathBuf::from(argument)], date, failed));
    }
    let article = Article { text: argument.to_owned(), date, ..Article::default() };
    Box::new(std::iter::once(article))
}

/// An extractor with what is suggested besides what was loaded.
fn patched(sources: &Sources, patch: &Patch) -> Option<Extractor> {
    let builder = sources.builder()?;
    let builder = match patch {
        Patch::Gazetteer(text) => {
            let (entries, faults) = tsv::parse(text);
            faults.is_empty().then(|| builder.gazetteer("suggestion", entries))?
        }
        Patch::Rules(text) => builder.rules("suggestion.toml", text),
        Patch::Corrections(text) => {
            builder.corrections(Corrections::parse("suggestion.toml", text).ok()?)
        }
    };
    builder.build().ok()
}
