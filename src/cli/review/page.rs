//! The sheet as a page: verdicts are clicked and saved as the same CSV.

use stakeout::escape::json_in_html;
use stakeout::review::{Sampled, sheet};

use super::super::html::{self, escaped};

const SCRIPT: &str = include_str!("page.js");

pub(super) fn page(chosen: &[Sampled<'_>]) -> String {
    let mut body = format!(
        "<h1>Are these right?</h1>\n<p>Subject in blue, object in orange. Judge what you can, then \
         <button id=\"save\">save the sheet</button> and read it back with \
         <code>stakeout review --verdicts sheet.csv</code>. <span id=\"count\">0</span> of {} judged.</p>\n<table>\n",
        chosen.len()
    );
    for (number, one) in chosen.iter().enumerate() {
        body += &row(number, one);
    }
    body += "</table>\n";
    let rows = serde_json::to_vec(&sheet::rows(chosen)).unwrap_or_default();
    let mut json = Vec::new();
    json_in_html(&mut json, &rows);
    let json = String::from_utf8_lossy(&json);
    body += &format!("<script type=\"application/json\" id=\"sheet\">{json}</script>\n");
    html::page("stakeout review", &body, SCRIPT)
}

fn row(number: usize, one: &Sampled<'_>) -> String {
    let found = one.found;
    let part = |part: &sheet::Part| {
        let text = escaped(&part.text);
        match part.end {
            None => text,
            Some(0) => format!("<mark>{text}</mark>"),
            Some(_) => format!("<mark class=\"o\">{text}</mark>"),
        }
    };
    let sentence: String = sheet::parts(one).iter().map(part).collect();
    let fact = format!("{}({}, {})", found.relation, found.subject.name, found.object.name);
    let mut marks = found.status.clone();
    marks.push_str(if found.negated { " negated" } else { "" });
    marks.push_str(if found.hedged { " hedged" } else { "" });
    let choice = |value: &str| {
        format!("<label><input type=\"radio\" name=\"v{number}\" value=\"{value}\">{value}</label>")
    };
    format!(
        "<tr><td>{} {} {}</td><td><b>{}</b> {}<br>{sentence}<br><span class=\"faint\">{} {}</span></td></tr>\n",
        choice("y"),
        choice("n"),
        choice("?"),
        escaped(&fact),
        escaped(&marks),
        escaped(&found.rule),
        escaped(&found.doc)
    )
}
