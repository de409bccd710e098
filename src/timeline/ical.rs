//! iCalendar (RFC 5545): an all-day event a dated item. What is known to the month or year alone has
//! no honest event and is counted.

use super::{Item, Precision, Timeline};
use crate::article::Day;
use crate::escape;

/// The calendar, and how many items it leaves out for want of a day.
pub fn ical(timeline: &Timeline) -> (String, usize) {
    let mut out = String::new();
    let mut line = |written: &str| escape::ical_line(&mut out, written);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//stakeout//timeline//EN");
    let mut left_out = 0;
    for item in &timeline.items {
        match item.date.when.precision {
            Precision::Day | Precision::Week => event(item, &mut line),
            _ => left_out += 1,
        }
    }
    line("END:VCALENDAR");
    (out, left_out)
}

fn event(item: &Item, line: &mut impl FnMut(&str)) {
    let when = item.date.when;
    let compact = |day: Day| day.to_string().replace('-', "");
    line("BEGIN:VEVENT");
    line(&format!("UID:{}@stakeout", item.id));
    // The clock is not read: the stamp is the day of the article, or of the event.
    let stamp =
        item.origin.date.as_ref().map_or_else(|| compact(when.first), |d| d.replace('-', ""));
    line(&format!("DTSTAMP:{stamp}T000000Z"));
    line(&format!("DTSTART;VALUE=DATE:{}", compact(when.first)));
    if let Some(after) = when.after() {
        line(&format!("DTEND;VALUE=DATE:{}", compact(after)));
    }
    let mut text = |name: &str, value: &str| {
        let mut written = format!("{name}:");
        escape::ical(&mut written, value);
        line(&written);
    };
    text("SUMMARY", &item.headline());
    let mut about = format!("{}\n{}\n{}", item.sentence, item.basis(), item.origin.name());
    for origin in &item.also {
        about += &format!("\n{}", origin.name());
    }
    text("DESCRIPTION", &about);
    if let Some(fact) = &item.fact {
        text("CATEGORIES", &fact.relation.replace('_', " "));
    }
    if let Some(url) = item.origin.url.as_deref().and_then(escape::web_address) {
        line(&format!("URL:{url}"));
    }
    line("TRANSP:TRANSPARENT");
    line("END:VEVENT");
}
