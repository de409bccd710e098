//! A report as one page.

use std::collections::BTreeMap;

use stakeout::eval::Share;
use stakeout::eval::compare::Move;
use stakeout::eval::report::{BaselineReport, Report, Row};

use super::super::html::{self, escaped};

pub(super) fn page(gold: &str, report: &Report) -> String {
    let mut body = format!(
        "<h1>stakeout eval {}</h1>\n<p class=\"faint\">{} documents; intervals of 95 % after Wilson</p>\n",
        escaped(gold),
        report.documents
    );
    if let Some(relations) = &report.relations {
        let rows = relations.types.iter().chain([&relations.all]);
        body += &format!("<h2>Relations</h2>\n{}", table(rows));
        body += &format!(
            "<p>Strict (share, status, negated and hedged right as well): P {} R {}. Invented shares: {}.</p>\n",
            percent(relations.strict_precision),
            percent(relations.strict_recall),
            relations.invented_shares
        );
        body += "<table><tr><th>attribute</th><th>right</th><th>of</th><th>share</th></tr>\n";
        for part in &relations.attributes {
            let (name, share) = (escaped(&part.name), percent(part.share));
            body += &format!(
                "<tr><td>{name}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{share}</td></tr>\n",
                part.right, part.of
            );
        }
        body += "</table>\n";
        body += "<table><tr><th>confidence, from the least sure fifth</th><th>right</th><th>of</th></tr>\n";
        for fifth in &relations.confidence {
            let (said, right) = (fifth.said * 100.0, percent(fifth.right));
            let of = fifth.relations;
            body += &format!(
                "<tr><td class=\"n\">{said:.1} %</td><td>{right}</td><td class=\"n\">{of}</td></tr>\n"
            );
        }
        body += "</table>\n";
        body += &errors(relations.errors.iter().map(|e| {
            let fact = format!("{}({}, {})", e.relation, e.subject, e.object);
            let more = [e.attribute.as_deref(), e.rule.as_deref()].into_iter().flatten();
            let more: Vec<String> = more.map(escaped).collect();
            let text = e.text.as_deref().map_or_else(String::new, escaped);
            let cells = [escaped(&e.doc), escaped(&fact), more.join(", "), text];
            (class(&e.class), cells)
        }));
    }
    if let Some(mentions) = &report.mentions {
        let rows = mentions.types.iter().chain([&mentions.all]);
        body += &format!("<h2>Mentions</h2>\n{}", table(rows));
        body += &errors(mentions.errors.iter().map(|e| {
            let class = format!("{} {}", e.kind, class(&e.class));
            let cells =
                [escaped(&e.doc), escaped(&e.mention_type), String::new(), escaped(&e.text)];
            (class, cells)
        }));
    }
    if let Some(e) = &report.entities {
        let [p, r, f] = [e.precision, e.recall, e.f1].map(|v| format!("{:.1} %", v * 100.0));
        body += &format!(
            "<h2>Entities</h2>\n<p>B-cubed over {} names: P {p}, R {r}, F1 {f}</p>\n",
            e.names
        );
    }
    if let Some(dates) = &report.dates {
        body += &format!("<h2>Dates</h2>\n{}", table([&dates.strict, &dates.relaxed].into_iter()));
        let [kind, value] = [dates.type_f1, dates.value_f1].map(|v| format!("{:.1} %", v * 100.0));
        body += &format!("<p>F1 with the right type {kind}, with the right value {value}</p>\n");
        body += &errors(dates.errors.iter().map(|e| {
            let value = |v: &Option<String>| v.as_deref().map_or_else(String::new, escaped);
            let cells = [escaped(&e.doc), value(&e.want), value(&e.got), escaped(&e.text)];
            (e.kind.to_owned(), cells)
        }));
    }
    if let Some(baseline) = &report.baseline {
        body += &against(baseline);
    }
    html::page("stakeout eval", &body, "")
}

fn table<'r>(rows: impl Iterator<Item = &'r Row>) -> String {
    let mut out = "<table><tr><th>type</th><th>P</th><th>R</th><th>F1</th><th>right</th><th>optional</th><th>false</th><th>missed</th></tr>\n".to_owned();
    for row in rows {
        let counts = [row.right, row.optional, row.wrong, row.missed];
        let counts: String = counts.map(|n| format!("<td class=\"n\">{n}</td>")).concat();
        out += &format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{:.1} %</td>{counts}</tr>\n",
            escaped(&row.name),
            percent(row.precision),
            percent(row.recall),
            row.f1 * 100.0
        );
    }
    out + "</table>\n"
}

fn percent(share: Share) -> String {
    let Share { value, low, high } = share;
    format!(
        "{:.1} % <span class=\"faint\">{:.1}–{:.1}</span>",
        value * 100.0,
        low * 100.0,
        high * 100.0
    )
}

fn class(class: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(class).unwrap_or_default();
    name.as_str().unwrap_or_default().replace('_', " ")
}

fn errors(all: impl Iterator<Item = (String, [String; 4])>) -> String {
    let mut classes: BTreeMap<String, Vec<[String; 4]>> = BTreeMap::new();
    all.for_each(|(class, cells)| classes.entry(class).or_default().push(cells));
    let mut out = String::new();
    for (class, rows) in classes {
        out +=
            &format!("<details><summary>{} ({})</summary><table>\n", escaped(&class), rows.len());
        for cells in rows {
            let cells: String = cells.iter().map(|c| format!("<td>{c}</td>")).collect();
            out += &format!("<tr>{cells}</tr>\n");
        }
        out += "</table></details>\n";
    }
    out
}

fn against(baseline: &BaselineReport) -> String {
    let BaselineReport { gained_right, gained_false, lost_right, lost_false, changed, .. } =
        baseline;
    let mut out = format!(
        "<h2>Against the baseline</h2>\n<p>Gained {gained_right} right, {gained_false} false; lost {lost_right} right, {lost_false} false; changed {changed}.</p>\n<table>\n"
    );
    for one in &baseline.differences {
        let (sign, ink) = match one.moved {
            Move::Gained => ("gained", "gain"),
            Move::Lost => ("lost", "loss"),
            Move::Changed => ("changed", "faint"),
        };
        let right = match one.right {
            Some(true) => "right",
            Some(false) => "false",
            None => "",
        };
        let fact = format!("{}({}, {})", one.relation, one.subject, one.object);
        let cells = [&fact, right, &one.rule, &one.doc, &one.changes.join("; "), &one.text];
        let cells: String = cells.map(|c| format!("<td>{}</td>", escaped(c))).concat();
        out += &format!("<tr><td class=\"{ink}\">{sign}</td>{cells}</tr>\n");
    }
    out + "</table>\n"
}
