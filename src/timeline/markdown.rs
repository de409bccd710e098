//! Markdown: a heading a year, one a date, a bullet an item with its sentence and source.

use super::{Item, Timeline};
use crate::escape;

/// The page.
pub fn markdown(timeline: &Timeline) -> String {
    let mut out = String::from("# Timeline\n");
    let (mut year, mut date) = (None, String::new());
    for item in &timeline.items {
        let when = item.date.when;
        if year.replace(when.first.year) != Some(when.first.year) {
            out.push_str(&format!("\n## {}\n", when.first.year));
            date.clear();
        }
        let shown = when.shown();
        if shown != date {
            out.push_str(&format!("\n### {shown}\n"));
            date = shown;
        }
        bullet(&mut out, item);
    }
    if timeline.undated > 0 {
        out.push_str(&format!("\nRelations without a date: {}\n", timeline.undated));
    }
    out
}

fn bullet(out: &mut String, item: &Item) {
    out.push_str("\n- **");
    escape::markdown(out, item.headline().trim());
    out.push_str("** ");
    escape::markdown(out, &format!("({})", item.basis()));
    out.push_str("\n\n  > ");
    escape::markdown(out, item.sentence.trim());
    out.push_str("\n\n  ");
    for (number, origin) in [&item.origin].into_iter().chain(&item.also).enumerate() {
        if number > 0 {
            out.push_str("; ");
        }
        let name = origin.name();
        let url = origin.url.as_deref().and_then(escape::web_address);
        // A link's address in angle brackets may hold all but these.
        match url.filter(|u| !u.contains(['<', '>', '\\'])) {
            Some(url) => {
                out.push('[');
                escape::markdown(out, name.trim());
                out.push_str(&format!("](<{}>)", url.replace('&', "&amp;")));
            }
            None => escape::markdown(out, name.trim()),
        }
    }
    out.push('\n');
}
