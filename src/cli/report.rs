//! `stakeout report FILE -o report.html`: one page with articles, graph, timeline and tables.

use std::path::PathBuf;

use clap::Args;
use stakeout::report::{self, Page, Sources};
use stakeout::timeline::{Choice, Timeline};

use super::output::{Output, Unwritten};
use super::{Status, articles, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: articles::Inputs,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The heading.
    #[arg(long, default_value = "stakeout report")]
    title: String,
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    let Some(read) = arguments.input.read() else { return Status::Usage };
    let choice = Choice { apart: true, ..Choice::default() };
    let marked = read.articles.as_deref().unwrap_or(&[]);
    let timeline = Timeline::of(&read.graph, marked, &read.extractor, &choice);
    let page = report::page(&Sources {
        title: &arguments.title,
        graph: &read.graph,
        articles: read.articles.as_deref(),
        timeline: &timeline,
    });
    if let Err(e) = write(arguments, &page) {
        return e.status();
    }
    for lack in &page.lacks {
        terminal::say(&format!("stakeout: {lack}"));
    }
    let relations: usize = read.graph.edges.iter().map(|e| e.evidence.len()).sum();
    terminal::say(&format!("stakeout: relations {relations}, bytes {}", page.html.len()));
    if read.faults { Status::Failed } else { Status::Done }
}

fn write(arguments: &Arguments, page: &Page) -> Result<(), Unwritten> {
    let mut out = match &arguments.output {
        Some(path) => Output::file(path)?,
        None => Output::standard(),
    };
    out.write(&page.html).and_then(|()| out.finish())
}
