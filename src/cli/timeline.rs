//! `stakeout timeline -f FORMAT FILE`: dated relations and sentences in order.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stakeout::timeline::{self, Basis, Choice, Timeline};

use super::output::{Output, Unwritten};
use super::{Status, articles, relations, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: articles::Inputs,
    /// The format.
    #[arg(short, long, value_enum)]
    format: Format,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only what names this entity: its name, another of its names, or its id.
    #[arg(long, value_name = "ENTITY")]
    about: Option<String>,
    /// Only dates of this origin (may be given again) [default: all].
    #[arg(long, value_enum, value_name = "ORIGIN")]
    basis: Vec<Origin>,
    /// The heading of an HTML page.
    #[arg(long, default_value = "Timeline")]
    title: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A row an item: the columns of TimelineJS's sheet, then all that is known.
    Csv,
    /// Headings, bullets and quotes.
    Markdown,
    /// The JSON of TimelineJS.
    Timelinejs,
    /// A calendar.
    Ical,
    /// A page without scripts.
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Origin {
    /// The text gives it with its year.
    Stated,
    /// Worked out from words such as `on Tuesday`.
    Resolved,
    /// The day of the article.
    Publication,
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    let Some(read) = arguments.input.read() else { return Status::Usage };
    // Sentences of articles may name whom no relation does.
    let told = read.articles.is_none() && relations::unknown(&read.graph, arguments.about.iter());
    if told {
        return Status::Failed;
    }
    let bases = arguments.basis.iter().map(|b| match b {
        Origin::Stated => Basis::Stated,
        Origin::Resolved => Basis::Resolved,
        Origin::Publication => Basis::Publication,
    });
    let choice =
        Choice { about: arguments.about.clone(), bases: bases.collect(), ..Choice::default() };
    let marked = read.articles.as_deref().unwrap_or(&[]);
    let timeline = Timeline::of(&read.graph, marked, &read.extractor, &choice);
    let (text, without_day) = match arguments.format {
        Format::Csv => (timeline::csv(&timeline), 0),
        Format::Markdown => (timeline::markdown(&timeline), 0),
        Format::Timelinejs => (timeline::timelinejs(&timeline), 0),
        Format::Html => (timeline::html(&timeline, &arguments.title), 0),
        Format::Ical => timeline::ical(&timeline),
    };
    if let Err(e) = write(arguments, text.as_bytes()) {
        return e.status();
    }
    count(&timeline, without_day, read.articles.is_some());
    if read.faults { Status::Failed } else { Status::Done }
}

fn write(arguments: &Arguments, bytes: &[u8]) -> Result<(), Unwritten> {
    let mut out = match &arguments.output {
        Some(path) => Output::file(path)?,
        None => Output::standard(),
    };
    out.write(bytes).and_then(|()| out.finish())
}

fn count(timeline: &Timeline, without_day: usize, with_articles: bool) {
    let mut said = format!(
        "stakeout: relations dated {}, undated {}; items {}",
        timeline.dated,
        timeline.undated,
        timeline.items.len()
    );
    if timeline.left_out > 0 {
        said += &format!("; relations whose date has another origin {}", timeline.left_out);
    }
    if without_day > 0 {
        said += &format!("; items without a day, not in the calendar {without_day}");
    }
    said += &match with_articles {
        true => format!("; dated sentences {}", timeline.sentences),
        false => "; dated sentences need --articles".to_owned(),
    };
    terminal::say(&said);
}
