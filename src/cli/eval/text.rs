//! A report as text.

use std::collections::BTreeMap;

use stakeout::eval::Share;
use stakeout::eval::compare::{Difference, Move};
use stakeout::eval::report::{BaselineReport, Report, Row};

use super::super::paint::{Ink, Paint, shown};

/// The bins of confidence.
const FIFTHS: [&str; 5] =
    ["least sure fifth", "second fifth", "third fifth", "fourth fifth", "surest fifth"];

pub(super) fn report(paint: Paint, report: &Report, show: usize) -> String {
    let mut out = String::new();
    if let Some(relations) = &report.relations {
        out += &head(paint, "relations", report.documents);
        relations.types.iter().for_each(|r| out += &row(r, true));
        for part in &relations.attributes {
            let share = percent(part.share);
            out += &format!("  attribute {:18} {share}  {}/{}\n", part.name, part.right, part.of);
        }
        let (p, r) = (percent(relations.strict_precision), percent(relations.strict_recall));
        out += &format!(
            "{:24} P {p}  R {r}  (share, status, negated and hedged right as well)\n",
            "strict"
        );
        out += &format!("{:24} {}\n", "invented shares", relations.invented_shares);
        out += &paint.ink(Ink::Strong, &row(&relations.all, true));
        for (name, fifth) in FIFTHS.iter().zip(&relations.confidence) {
            let (said, right) = (fifth.said * 100.0, percent(fifth.right));
            let of = fifth.relations;
            out += &format!("  {name:24}   says {said:5.1}%  right {right}  of {of}\n");
        }
        let errors = relations.errors.iter().map(|e| {
            let what = e.attribute.as_deref().map_or_else(String::new, |a| format!(" {a}"));
            let rule = e.rule.as_deref().map_or_else(String::new, |r| format!(" by {r}"));
            let text =
                e.text.as_deref().map_or_else(String::new, |t| format!("\n      {}", shown(t)));
            let (subject, object) = (shown(&e.subject), shown(&e.object));
            let fact = format!("{}({subject}, {object})", e.relation);
            (class(&e.class), format!("{}: {fact}{what}{rule}{text}", e.doc))
        });
        out += &examples(paint, errors, show);
    }
    if let Some(mentions) = &report.mentions {
        out += &head(paint, "mentions", report.documents);
        mentions.types.iter().for_each(|r| out += &row(r, false));
        out += &paint.ink(Ink::Strong, &row(&mentions.all, false));
        let errors = mentions.errors.iter().map(|e| {
            let class = format!("{} {}", e.kind, class(&e.class));
            (class, format!("{}: {} {}", e.doc, e.mention_type, shown(&e.text)))
        });
        out += &examples(paint, errors, show);
    }
    if let Some(e) = &report.entities {
        out += &head(paint, "entities", report.documents);
        let values = [e.precision, e.recall, e.f1].map(|v| format!("{:5.1}%", v * 100.0));
        let [p, r, f] = values;
        out += &format!("{:24} P {p}  R {r}  F1 {f}  (B-cubed over {} names)\n", "all", e.names);
    }
    if let Some(dates) = &report.dates {
        out += &head(paint, "dates", report.documents);
        out += &row(&dates.strict, false);
        out += &row(&dates.relaxed, false);
        out += &format!("{:24} {:5.1}%\n", "type F1", dates.type_f1 * 100.0);
        out += &format!("{:24} {:5.1}%\n", "value F1", dates.value_f1 * 100.0);
        let errors = dates.errors.iter().map(|e| {
            let value = |v: &Option<String>| v.clone().unwrap_or_default();
            let line = format!(
                "{}: {}  want {} got {}",
                e.doc,
                shown(&e.text),
                value(&e.want),
                value(&e.got)
            );
            (e.kind.to_owned(), line)
        });
        out += &examples(paint, errors, show);
    }
    if let Some(baseline) = &report.baseline {
        out += &against(paint, baseline);
    }
    out
}

fn head(paint: Paint, what: &str, documents: usize) -> String {
    paint.ink(Ink::Faint, &format!("{what}, {documents} documents; intervals of 95 %")) + "\n"
}

fn row(row: &Row, optional: bool) -> String {
    let Row { name, right, wrong, missed, .. } = row;
    let (p, r) = (percent(row.precision), percent(row.recall));
    let counts = if optional {
        format!("required {right}, optional {}, false {wrong}, missed {missed}", row.optional)
    } else {
        format!("right {right}, false {wrong}, missed {missed}")
    };
    format!("{name:24} P {p}  R {r}  F1 {:5.1}%  ({counts})\n", row.f1 * 100.0)
}

/// `56.7% [52.1–61.2]`
fn percent(share: Share) -> String {
    let Share { value, low, high } = share;
    format!("{:5.1}% [{:.1}–{:.1}]", value * 100.0, low * 100.0, high * 100.0)
}

/// The name of a class, as JSON has it.
fn class(class: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(class).unwrap_or_default();
    name.as_str().unwrap_or_default().replace('_', " ")
}

/// Errors by class: how many, and the first of each.
fn examples(paint: Paint, errors: impl Iterator<Item = (String, String)>, show: usize) -> String {
    let mut classes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    errors.for_each(|(class, line)| classes.entry(class).or_default().push(line));
    let mut out = String::new();
    for (class, lines) in classes {
        out += &format!("  {} {}\n", paint.ink(Ink::Fault, &class), lines.len());
        lines.iter().take(show).for_each(|line| out += &format!("    {line}\n"));
    }
    out
}

fn against(paint: Paint, baseline: &BaselineReport) -> String {
    let mut out = paint.ink(Ink::Faint, "against the baseline") + "\n";
    let BaselineReport { gained_right, gained_false, lost_right, lost_false, changed, .. } =
        baseline;
    out += &format!(
        "  gained {gained_right} right, {gained_false} false; lost {lost_right} right, {lost_false} false; changed {changed}\n"
    );
    for one in &baseline.differences {
        out += &difference(paint, one);
    }
    out
}

/// One line, and the sentence.
pub(crate) fn difference(paint: Paint, one: &Difference) -> String {
    let (sign, ink) = match one.moved {
        Move::Gained => ("+", Ink::Fact),
        Move::Lost => ("-", Ink::Fault),
        Move::Changed => ("~", Ink::Name),
    };
    let right = match one.right {
        Some(true) => "  right",
        Some(false) => "  false",
        None => "",
    };
    let fact = format!("{}({}, {})", one.relation, shown(&one.subject), shown(&one.object));
    let changes = if one.changes.is_empty() {
        String::new()
    } else {
        format!("  {}", shown(&one.changes.join("; ")))
    };
    let sign = paint.ink(ink, sign);
    format!(
        "  {sign} {fact}  {}  {}{right}{changes}\n      {}\n",
        one.rule,
        shown(&one.doc),
        paint.ink(Ink::Faint, &shown(&one.text))
    )
}
