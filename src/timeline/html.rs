//! HTML: one page without any script.

use super::{Item, Timeline};
use crate::escape;

const STYLE: &str = include_str!("page.css");

/// The page: its policy allows its own style sheet and nothing else.
pub fn html(timeline: &Timeline, title: &str) -> String {
    let mut out =
        String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let policy = format!(
        "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
        escape::script_hash(STYLE)
    );
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    escape::html(&mut out, title);
    out.push_str("</title>\n<style>");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n<h1>");
    escape::html(&mut out, title);
    out.push_str("</h1>\n");
    counts(&mut out, timeline);
    let mut year = None;
    for item in &timeline.items {
        if year != Some(item.date.when.first.year) {
            if year.is_some() {
                out.push_str("</ol>\n");
            }
            year = Some(item.date.when.first.year);
            out.push_str(&format!("<h2>{}</h2>\n<ol>\n", item.date.when.first.year));
        }
        entry(&mut out, item);
    }
    if year.is_some() {
        out.push_str("</ol>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn counts(out: &mut String, timeline: &Timeline) {
    out.push_str(&format!("<p>{} dated relations", timeline.dated));
    if timeline.sentences > 0 {
        out.push_str(&format!(", {} dated sentences", timeline.sentences));
    }
    if timeline.undated > 0 {
        out.push_str(&format!("; {} relations without a date are not shown", timeline.undated));
    }
    out.push_str(".</p>\n");
}

fn entry(out: &mut String, item: &Item) {
    let when = item.date.when;
    out.push_str(&format!(
        "<li class=\"{}\"><time datetime=\"{}\">",
        item.date.basis.name(),
        when.first
    ));
    escape::html(out, &when.shown());
    out.push_str("</time> <div><b>");
    escape::html(out, &item.headline());
    out.push_str("</b> <small>");
    escape::html(out, &item.basis());
    out.push_str("</small><blockquote>");
    escape::html(out, &item.sentence);
    out.push_str("</blockquote><p>");
    for (number, origin) in [&item.origin].into_iter().chain(&item.also).enumerate() {
        if number > 0 {
            out.push_str("; ");
        }
        let url = origin.url.as_deref().and_then(escape::web_address);
        if let Some(url) = url {
            out.push_str("<a rel=\"noopener noreferrer\" href=\"");
            escape::html(out, url);
            out.push_str("\">");
        }
        escape::html(out, &origin.name());
        if url.is_some() {
            out.push_str("</a>");
        }
        if let Some(date) = &origin.date {
            out.push_str(", ");
            escape::html(out, date);
        }
    }
    out.push_str("</p></div></li>\n");
}
