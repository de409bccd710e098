//! `stakeout review RELATIONS.jsonl`: a sheet to judge a sample by hand, and what the verdicts say.

mod page;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stakeout::review::{Measured, Measures, measure, sample, sheet};

use super::output::Output;
use super::{Status, diff, terminal};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Relations as `extract` wrote them, or with `--verdicts` a sheet with verdicts.
    file: PathBuf,
    /// Relations in the sample, spread over types and rules.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 200)]
    number: usize,
    /// Another seed, another sample.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// In what form to write the sheet.
    #[arg(short, long, value_enum, default_value_t = Form::Csv)]
    format: Form,
    /// The file is a sheet with verdicts (y, n or nothing): print precision by type and rule.
    #[arg(long)]
    verdicts: bool,
    /// With `--verdicts`: write the table of what a confidence is worth on this corpus, for
    /// `extract --calibration`; what is measured stands in it as a remark.
    #[arg(long, requires = "verdicts")]
    calibrate: bool,
    /// With `--verdicts`: print JSON.
    #[arg(long, requires = "verdicts")]
    json: bool,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For a spreadsheet.
    Csv,
    /// A page that gives the same sheet with the verdicts clicked.
    Html,
}

const EXAMPLES: &str = "\
Examples:
  stakeout review relations.jsonl -n 200 -o sheet.csv
  stakeout review relations.jsonl -n 100 --format html -o sheet.html
  stakeout review --verdicts sheet.csv
  stakeout review --verdicts sheet.csv --json
  stakeout review --verdicts sheet.csv --calibrate -o calibration.toml
  stakeout extract --calibration calibration.toml corpus/articles";

pub(crate) fn run(arguments: &Arguments) -> Status {
    let shown = match if arguments.verdicts { verdicts(arguments) } else { sheet(arguments) } {
        Ok(shown) => shown,
        Err(fault) => {
            terminal::say(&format!("stakeout: {fault}"));
            return Status::Usage;
        }
    };
    let output = match &arguments.output {
        Some(path) => Output::file(path),
        None => Ok(Output::standard()),
    };
    let done = output.and_then(|mut out| out.write(shown.as_bytes()).and_then(|()| out.finish()));
    done.map_or_else(|e| e.status(), |()| Status::Done)
}

fn sheet(arguments: &Arguments) -> Result<String, String> {
    let all = diff::read(&arguments.file)?;
    let chosen = sample(&all, arguments.number, arguments.seed);
    Ok(match arguments.format {
        Form::Csv => sheet::write(&chosen),
        Form::Html => page::page(&chosen),
    })
}

fn verdicts(arguments: &Arguments) -> Result<String, String> {
    let path = arguments.file.display();
    let text = std::fs::read_to_string(&arguments.file).map_err(|e| format!("{path}: {e}"))?;
    let judged = sheet::read(&text).map_err(|e| format!("{path}: {e}"))?;
    let measures = measure(&judged);
    if measures.all.judged == 0 {
        return Err(format!("{path}: no verdict; write y or n into the first column"));
    }
    match (arguments.json, arguments.calibrate) {
        (true, _) => {
            serde_json::to_string_pretty(&measures).map(|j| j + "\n").map_err(|e| e.to_string())
        }
        (false, true) => Ok(calibration(&measures)),
        (false, false) => Ok(table(&measures)),
    }
}

/// The table for `--calibration`, with what is measured as a remark.
fn calibration(measures: &Measures) -> String {
    let mut out = format!(
        "# What a confidence is worth on this corpus, by {} verdicts: stakeout extract --calibration FILE\n#\n",
        measures.all.judged
    );
    out.extend(table(measures).lines().map(|line| format!("# {line}\n")));
    for one in &measures.calibration {
        let bin = one.bin;
        out += &format!(
            "\n[[bin]]\nconfidence = {:.4}\nprecision = {:.4}\njudged = {}\nright = {}\n",
            bin.confidence, bin.precision, bin.judged, bin.right
        );
    }
    out
}

fn table(measures: &Measures) -> String {
    let row = |m: &Measured| {
        let p = m.precision;
        format!(
            "{:40} {:5.1}% [{:.1}–{:.1}]  {}/{}  confidence {:.2}\n",
            m.name,
            p.value * 100.0,
            p.low * 100.0,
            p.high * 100.0,
            m.right,
            m.judged,
            m.confidence
        )
    };
    let mut out: String = measures.relations.iter().map(row).collect();
    measures.rules.iter().for_each(|m| out += &row(m));
    out += &row(&measures.all);
    out += &format!(
        "{:40} {:5.1}%  types and rules weighed by their numbers\n",
        "overall",
        measures.overall * 100.0
    );
    for one in &measures.calibration {
        let bin = one.bin;
        out += &format!(
            "confidence {:.2} to {:.2} is right in {:5.1}%  {}/{}\n",
            one.from,
            one.to,
            bin.precision * 100.0,
            bin.right,
            bin.judged
        );
    }
    out
}
