//! `stakeout diff A.jsonl B.jsonl`: relations gained, lost and changed from one run to the next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use stakeout::eval::Found;
use stakeout::eval::compare::{Difference, Move, differences};
use stakeout::eval::found::records;

use super::output::Output;
use super::paint::{Colour, Ink, Paint};
use super::{Status, eval, terminal};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Relations of the first run, as `extract` wrote them.
    first: PathBuf,
    /// Relations of the second run.
    second: PathBuf,
    /// Write JSON, one line a difference.
    #[arg(long)]
    json: bool,
    /// Examples of each rule that the text shows.
    #[arg(long, value_name = "N", default_value_t = 5)]
    show: usize,
    /// When to colour.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

const EXAMPLES: &str = "\
Examples:
  stakeout extract corpus/articles -o before.jsonl
  stakeout extract --rules ours/ corpus/articles -o after.jsonl
  stakeout diff before.jsonl after.jsonl
  stakeout diff --json before.jsonl after.jsonl | jq -r .rule | sort | uniq -c";

pub(crate) fn run(arguments: &Arguments) -> Status {
    let runs = read(&arguments.first).and_then(|a| Ok((a, read(&arguments.second)?)));
    let (first, second) = match runs {
        Ok(runs) => runs,
        Err(fault) => {
            terminal::say(&format!("stakeout: {fault}"));
            return Status::Usage;
        }
    };
    let all = differences(&first, &second);
    let shown = if arguments.json {
        let line = |d: &Difference| serde_json::to_string(d).unwrap_or_default() + "\n";
        all.iter().map(line).collect()
    } else {
        text(Paint::standard(arguments.color), &all, arguments.show)
    };
    let mut out = Output::standard();
    let done = out.write(shown.as_bytes()).and_then(|()| out.finish());
    done.map_or_else(|e| e.status(), |()| Status::Done)
}

/// The relations of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Found>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    records(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Grouped by rule, the most moved first.
fn text(paint: Paint, all: &[Difference], show: usize) -> String {
    let mut rules: BTreeMap<&str, Vec<&Difference>> = BTreeMap::new();
    for one in all {
        rules.entry(&one.rule).or_default().push(one);
    }
    let mut rules: Vec<(&str, Vec<&Difference>)> = rules.into_iter().collect();
    rules.sort_by_key(|(_, moved)| std::cmp::Reverse(moved.len()));
    let count = |moved: &[&Difference], what| moved.iter().filter(|d| d.moved == what).count();
    let every: Vec<&Difference> = all.iter().collect();
    let counted = |moved: &[&Difference]| {
        format!(
            "gained {}, lost {}, changed {}",
            count(moved, Move::Gained),
            count(moved, Move::Lost),
            count(moved, Move::Changed)
        )
    };
    let mut out = format!("{}\n", counted(&every));
    for (rule, moved) in rules {
        out += &format!("{}  {}\n", paint.ink(Ink::Strong, rule), counted(&moved));
        moved.iter().take(show).for_each(|one| out += &eval::difference(paint, one));
        let more = moved.len().saturating_sub(show);
        if more > 0 {
            out += &format!("  and {more} more\n");
        }
    }
    out
}
