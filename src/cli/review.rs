//! `stakeout review RELATIONS.jsonl`: a sheet to judge a sample by hand, and what the verdicts say.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stakeout::review::{Measured, Measures, Sampled, measure, sample, sheet};

use super::html::{self, escaped};
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
    /// With `--verdicts`: also the table of what a confidence is worth on this corpus.
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
  stakeout review --verdicts sheet.csv --calibrate --json";

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
        Form::Html => page(&chosen),
    })
}

fn verdicts(arguments: &Arguments) -> Result<String, String> {
    let path = arguments.file.display();
    let text = std::fs::read_to_string(&arguments.file).map_err(|e| format!("{path}: {e}"))?;
    let judged = sheet::read(&text).map_err(|e| format!("{path}: {e}"))?;
    let mut measures = measure(&judged);
    if !arguments.calibrate {
        measures.calibration.clear();
    }
    if arguments.json {
        return serde_json::to_string_pretty(&measures)
            .map(|j| j + "\n")
            .map_err(|e| e.to_string());
    }
    Ok(table(&measures))
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
    for bin in &measures.calibration {
        out += &format!(
            "confidence {:.1} to {:.1} is right in {:5.1}%  {}/{}\n",
            bin.from,
            bin.to,
            bin.precision * 100.0,
            bin.right,
            bin.judged
        );
    }
    out
}

/// The sheet as a page: verdicts are clicked and saved as the same CSV.
fn page(chosen: &[Sampled<'_>]) -> String {
    let csv = sheet::write(chosen);
    let mut body = "<h1>Are these right?</h1>\n<p>Subject in blue, object in orange. Click, then <button id=\"save\">save the sheet</button> and read it back with <code>stakeout review --verdicts sheet.csv</code>.</p>\n<table>\n".to_owned();
    for (number, one) in chosen.iter().enumerate() {
        let sentence = escaped(&sheet::marked(one, "«", "»", "‹", "›"))
            .replace('«', "<mark>")
            .replace('»', "</mark>")
            .replace('‹', "<mark class=\"o\">")
            .replace('›', "</mark>");
        let found = one.found;
        let fact = format!("{}({}, {})", found.relation, found.subject.name, found.object.name);
        let mut marks = found.status.clone();
        marks.push_str(if found.negated { " negated" } else { "" });
        marks.push_str(if found.hedged { " hedged" } else { "" });
        let choice = |value: &str| {
            format!(
                "<label><input type=\"radio\" name=\"v{number}\" value=\"{value}\">{value}</label>"
            )
        };
        body += &format!(
            "<tr><td>{} {}</td><td><b>{}</b> {}<br>{sentence}<br><span class=\"faint\">{} {}</span></td></tr>\n",
            choice("y"),
            choice("n"),
            escaped(&fact),
            escaped(&marks),
            escaped(&found.rule),
            escaped(&found.doc)
        );
    }
    body += "</table>\n";
    let json = serde_json::to_string(&csv).unwrap_or_default().replace("</", "<\\/");
    body += &format!("<script>\nconst sheet = {json}.split('\\n');\n{SCRIPT}</script>\n");
    html::page("stakeout review", &body)
}

/// Puts each verdict in front of its row: a sheet has one line a relation, since sentences are on
/// one line.
const SCRIPT: &str = "\
document.getElementById('save').onclick = () => {
  const rows = sheet.map((row, i) => {
    const box = document.querySelector('input[name=v' + (i - 1) + ']:checked');
    return box ? row.replace('\"\"', '\"' + box.value + '\"') : row;
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([rows.join('\\n')], {type: 'text/csv'}));
  link.download = 'sheet.csv';
  link.click();
};
";
