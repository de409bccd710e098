//! The command line, one file a verb. Entry point: [`run`].

mod account;
mod articles;
mod checkpoint;
mod corrections;
mod diff;
mod disk;
mod eval;
mod examples;
mod explain;
mod extract;
mod gazetteer;
mod graph;
mod html;
mod input;
mod lines;
mod load;
mod merge;
mod output;
mod paint;
mod relations;
mod report;
mod resume;
mod review;
mod rules;
mod run;
mod shell;
mod terminal;
mod timeline;
mod timing;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};

pub use explain::{answer_text, explanation_text};

/// Reads news articles and writes, one JSON line each, who owns, runs, buys, funds, sues and
/// regulates whom.
#[derive(Debug, Parser)]
#[command(name = "stakeout", version, arg_required_else_help = true)]
struct Cli {
    /// Print the notices that the licences of the built-in name lists ask for.
    #[arg(long)]
    notices: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Relations, mentions, entities or documents of articles, as JSONL.
    #[command(after_long_help = examples::EXTRACT)]
    Extract(Box<extract::Arguments>),
    /// Every mention, link and relation of a text, with what found it.
    Explain(explain::Arguments),
    /// One page with articles, graph, timeline and tables.
    #[command(after_long_help = examples::REPORT)]
    Report(report::Arguments),
    /// Dated relations and sentences in order, as CSV, Markdown, TimelineJS, iCalendar or HTML.
    #[command(after_long_help = examples::TIMELINE)]
    Timeline(timeline::Arguments),
    /// Precision, recall and F1 per type on annotated text.
    Eval(eval::Arguments),
    /// Relations gained, lost and changed between two runs, by rule.
    Diff(diff::Arguments),
    /// A sample of relations to judge by hand, and what the verdicts say.
    Review(review::Arguments),
    /// Check corrections by hand.
    #[command(after_long_help = examples::CORRECTIONS)]
    Corrections(corrections::Arguments),
    /// Check name lists.
    #[command(after_long_help = examples::GAZETTEER)]
    Gazetteer(gazetteer::Arguments),
    /// A graph in the formats of others: GEXF, GraphML, Neo4j, FollowTheMoney, BODS, RDF, Cytoscape,
    /// DOT, CSV, SQLite.
    #[command(after_long_help = examples::GRAPH)]
    Graph(graph::Arguments),
    /// Relations of many articles as one graph: entities merged, evidence kept, contradictions told.
    #[command(after_long_help = examples::MERGE)]
    Merge(merge::Arguments),
    /// Check, test and list rules.
    #[command(after_long_help = examples::RULES)]
    Rules(rules::Arguments),
    /// What a shell needs to complete commands.
    Completions(shell::Completions),
    /// Pages for man.
    Man(shell::Man),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Done, also when nothing was found and when the reader of the output went away.
    Done = 0,
    /// Some documents failed, or a check found something.
    Failed = 1,
    /// Wrong usage, or rules or name lists that do not load.
    Usage = 2,
    /// The output could not be written.
    Unwritten = 3,
}

/// Runs the verb that the arguments name, the first of which is the program's own name, and gives the
/// status to exit with: 0 done, 1 some documents failed, 2 wrong usage, 3 the output could not be
/// written. Reads and writes files, standard input, standard output and stderr.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(said) => {
            // Whoever went away does not read why.
            let _ = said.print();
            return u8::try_from(said.exit_code()).unwrap_or(Status::Usage as u8);
        }
    };
    let status = match cli.verb {
        _ if cli.notices => notices(),
        Some(Verb::Extract(arguments)) => extract::run(&arguments),
        Some(Verb::Explain(arguments)) => explain::run(&arguments),
        Some(Verb::Report(arguments)) => report::run(&arguments),
        Some(Verb::Timeline(arguments)) => timeline::run(&arguments),
        Some(Verb::Eval(arguments)) => eval::run(&arguments),
        Some(Verb::Gazetteer(arguments)) => gazetteer::run(&arguments),
        Some(Verb::Graph(arguments)) => graph::run(&arguments),
        Some(Verb::Merge(arguments)) => merge::run(&arguments),
        Some(Verb::Rules(arguments)) => rules::run(&arguments),
        Some(Verb::Diff(arguments)) => diff::run(&arguments),
        Some(Verb::Review(arguments)) => review::run(&arguments),
        Some(Verb::Corrections(arguments)) => corrections::run(&arguments),
        Some(Verb::Completions(arguments)) => shell::completions(&arguments, Cli::command()),
        Some(Verb::Man(arguments)) => shell::man(&arguments, Cli::command()),
        None => {
            terminal::say(&Cli::command().render_usage().to_string());
            Status::Usage
        }
    };
    status as u8
}

fn notices() -> Status {
    let mut out = output::Output::standard();
    match out.write(include_bytes!("../../NOTICE")).and_then(|()| out.finish()) {
        Ok(()) => Status::Done,
        Err(e) => e.status(),
    }
}
