//! TimelineJS: its JSON, and what its sheet shares with that.

use super::{Item, Precision, Timeline};
use crate::article::Day;
use crate::escape;
use crate::write::{Object, list, string};

/// What TimelineJS knows of an item. It shows headline and text as HTML, so here they are.
pub(super) struct Event {
    /// Year, month, day as far as they are known.
    pub(super) start: Vec<i16>,
    /// The same for the end of a span that is no day, month or year.
    pub(super) end: Option<Vec<i16>>,
    pub(super) display_date: String,
    pub(super) headline: String,
    pub(super) text: String,
    pub(super) group: String,
}

impl Event {
    pub(super) fn of(item: &Item) -> Self {
        let when = item.date.when;
        let parts = |day: Day, count: usize| {
            let all = [day.year, i16::from(day.month), i16::from(day.day)];
            all.into_iter().take(count).collect::<Vec<i16>>()
        };
        let (start, end) = match when.precision {
            Precision::Day => (parts(when.first, 3), None),
            Precision::Month => (parts(when.first, 2), None),
            Precision::Year => (parts(when.first, 1), None),
            Precision::Week => (parts(when.first, 3), Some(parts(when.last, 3))),
            Precision::Quarter | Precision::Half => {
                (parts(when.first, 2), Some(parts(when.last, 2)))
            }
            Precision::Decade | Precision::Century => {
                (parts(when.first, 1), Some(parts(when.last, 1)))
            }
        };
        let mut headline = String::new();
        escape::html(&mut headline, &item.headline());
        let relation = item.fact.as_ref().map(|f| f.relation.replace('_', " "));
        Self {
            start,
            end,
            display_date: when.shown(),
            headline,
            text: text(item),
            group: relation.unwrap_or_default(),
        }
    }
}

fn text(item: &Item) -> String {
    let mut out = String::from("<blockquote>");
    escape::html(&mut out, &item.sentence);
    out.push_str("</blockquote><p>");
    escape::html(&mut out, &item.basis());
    out.push_str(". ");
    for (number, origin) in [&item.origin].into_iter().chain(&item.also).enumerate() {
        if number > 0 {
            out.push_str("; ");
        }
        let url = origin.url.as_deref().and_then(escape::web_address);
        if let Some(url) = url {
            out.push_str("<a href=\"");
            escape::html(&mut out, url);
            out.push_str("\">");
        }
        escape::html(&mut out, &origin.name());
        if url.is_some() {
            out.push_str("</a>");
        }
    }
    out.push_str("</p>");
    out
}

/// The JSON that `new TL.Timeline(place, this)` takes. Items without date are not in a timeline, so
/// every event has the one field that TimelineJS asks for.
pub fn timelinejs(timeline: &Timeline) -> String {
    let mut out = Vec::new();
    let mut top = Object::new(&mut out);
    list(top.key("events"), timeline.items.iter(), |out, item| {
        let event = Event::of(item);
        let mut record = Object::new(out);
        record.string("unique_id", &item.id);
        record.object("start_date", |o| date(o, &event.start));
        if let Some(end) = &event.end {
            record.object("end_date", |o| date(o, end));
        }
        record.string("display_date", &event.display_date);
        record.object("text", |o| {
            o.string("headline", &event.headline);
            o.string("text", &event.text);
        });
        if !event.group.is_empty() {
            string(record.key("group"), &event.group);
        }
        record.end();
    });
    top.end();
    out.push(b'\n');
    String::from_utf8(out).unwrap_or_default()
}

fn date(record: &mut Object<'_>, parts: &[i16]) {
    for (key, value) in ["year", "month", "day"].iter().zip(parts) {
        record.integer(key, u64::try_from(*value).unwrap_or(0));
    }
}
