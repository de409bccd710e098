//! CSV: first the columns of TimelineJS's sheet, then our own.

use super::{Item, Timeline};
use crate::escape;

const SHEET: [&str; 18] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Type",
    "Group",
    "Background",
];
const OWN: [&str; 21] = [
    "date",
    "first_day",
    "last_day",
    "date_precision",
    "date_basis",
    "date_words",
    "subject",
    "relation",
    "object",
    "with",
    "status",
    "negated",
    "hedged",
    "sentence",
    "source",
    "title",
    "publisher",
    "published",
    "url",
    "also",
    "id",
];

/// A row an item. What the sheet shows as HTML is written as HTML; our own columns hold plain text.
pub fn csv(timeline: &Timeline) -> String {
    let mut out = String::new();
    row(&mut out, SHEET.iter().chain(&OWN).map(|name| (*name).to_owned()));
    for item in &timeline.items {
        row(&mut out, sheet(item).into_iter().chain(own(item)));
    }
    out
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(',');
        }
        escape::sheet(out, &cell);
    }
    out.push_str("\r\n");
}

fn sheet(item: &Item) -> [String; 18] {
    let none = String::new;
    let event = super::timelinejs::Event::of(item);
    let part = |date: &[i16], at: usize| date.get(at).map(i16::to_string).unwrap_or_default();
    let (start, end) = (&event.start, event.end.as_deref().unwrap_or(&[]));
    [
        part(start, 0),
        part(start, 1),
        part(start, 2),
        none(),
        part(end, 0),
        part(end, 1),
        part(end, 2),
        none(),
        event.display_date,
        event.headline,
        event.text,
        none(),
        none(),
        none(),
        none(),
        none(),
        event.group,
        none(),
    ]
}

fn own(item: &Item) -> [String; 21] {
    let (when, origin, fact) = (item.date.when, &item.origin, item.fact.as_ref());
    let of = |get: fn(&super::Fact) -> String| fact.map(get).unwrap_or_default();
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let also: Vec<&str> = item.also.iter().map(|o| o.url.as_deref().unwrap_or(&o.doc)).collect();
    [
        when.iso(),
        when.first.to_string(),
        when.last.to_string(),
        when.precision.name().to_owned(),
        item.date.basis.name().to_owned(),
        optional(&item.date.words),
        of(|f| f.subject.clone()),
        of(|f| f.relation.clone()),
        of(|f| f.object.clone()),
        of(|f| f.with.clone()),
        of(|f| f.status.name().to_owned()),
        of(|f| f.negated.to_string()),
        of(|f| f.hedged.to_string()),
        item.sentence.clone(),
        origin.doc.clone(),
        optional(&origin.title),
        optional(&origin.publisher),
        optional(&origin.date),
        optional(&origin.url),
        also.join(" "),
        item.id.clone(),
    ]
}
