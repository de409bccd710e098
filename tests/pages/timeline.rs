//! Dates, their origins, and the formats.

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use stakeout::article::Article;
use stakeout::marked::mark;
use stakeout::timeline::{Basis, Choice, Timeline, csv, html, ical, markdown, timelinejs};

use crate::common::{Said, extractor, graph, payloads, timeline};

#[test]
fn every_date_says_where_it_comes_from() {
    let year = ("1983", "date");
    for (said, iso, basis, words) in [
        (
            Said {
                date: Some("2024-05-03"),
                sentence: "Acme bought Bronn on 3 May 2024.",
                ..Said::default()
            },
            "2024-05-03",
            Basis::Stated,
            Some("3 May 2024"),
        ),
        (
            Said {
                date: Some("2025-03-03"),
                sentence: "Acme bought Bronn on Monday.",
                published: Some("2025-03-05"),
                ..Said::default()
            },
            "2025-03-03",
            Basis::Resolved,
            Some("Monday"),
        ),
        (Said { date: Some("2019"), ..Said::default() }, "2019", Basis::Resolved, None),
        (
            Said { object: year, sentence: "Acme was founded in 1983.", ..Said::default() },
            "1983",
            Basis::Stated,
            Some("1983"),
        ),
        (
            Said { published: Some("2025-03-05"), ..Said::default() },
            "2025-03-05",
            Basis::Publication,
            None,
        ),
    ] {
        let found = timeline(std::slice::from_ref(&said), &Choice::default());
        let [item] = &found.items[..] else { panic!("{said:?}: {found:?}") };
        let date = &item.date;
        assert_eq!(
            (&*date.when.iso(), date.basis, date.words.as_deref()),
            (iso, basis, words),
            "{said:?}"
        );
    }
}

#[test]
fn nothing_is_lost() {
    let dated = Said { published: Some("2025-03-05"), ..Said::default() };
    let other = Said { doc: "b.txt", ..dated.clone() };
    let never = Said { doc: "c.txt", ..Said::default() };
    let odd = Said { doc: "d.txt", date: Some("PAST_REF"), ..Said::default() };
    let all = [dated, other, never, odd];
    let found = timeline(&all, &Choice::default());
    assert_eq!((found.dated, found.undated, found.items.len()), (2, 2, 1));
    assert_eq!(found.items[0].also.len(), 1, "the same of another article");
    let apart = timeline(&all, &Choice { apart: true, ..Choice::default() });
    assert_eq!(apart.items.len(), 2);
    let stated = timeline(&all, &Choice { bases: vec![Basis::Stated], ..Choice::default() });
    assert_eq!((stated.items.len(), stated.left_out), (0, 2));
    assert!(markdown(&found).contains("Relations without a date: 2"));
}

#[test]
fn about_one_entity() {
    let published = Some("2025-03-05");
    let all = [
        Said { published, ..Said::default() },
        Said {
            published,
            subject: "Corin",
            sentence: "Corin holds Bronn.",
            doc: "b",
            ..Said::default()
        },
        Said {
            published,
            subject: "Acme Two",
            object: ("Corin", "organization"),
            doc: "c",
            ..Said::default()
        },
    ];
    for (about, items) in [("bronn", 2), ("Acme", 1), ("Corin", 2), ("Nobody", 0)] {
        let choice = Choice { about: Some(about.into()), ..Choice::default() };
        assert_eq!(timeline(&all, &choice).items.len(), items, "{about}");
    }
}

#[test]
fn dated_sentences_of_articles() {
    let text =
        "Tindefjord ASA met Petrel Isles Ferries plc in May 2019. Tindefjord ASA was calm in 2020.";
    let article = Article { id: "x.txt".into(), text: text.into(), ..Article::default() };
    let marked = mark(extractor(), &[article]);
    let found = Timeline::of(&graph(&[]), &marked, extractor(), &Choice::default());
    let [item] = &found.items[..] else { panic!("{found:?}") };
    assert_eq!(item.date.when.iso(), "2019-05");
    assert_eq!(item.names, ["Tindefjord ASA", "Petrel Isles Ferries plc"]);
    assert_eq!(item.place.map(|(_, span)| span.of(text)), Some(&text[..56]));
}

/// Odd text in every field.
fn hostile(text: &str) -> Timeline {
    let said = Said {
        doc: text,
        subject: text,
        sentence: text,
        title: text,
        url: Some(text),
        published: Some("2025-03-05"),
        ..Said::default()
    };
    timeline(&[said], &Choice::default())
}

fn texts() -> Vec<String> {
    let own = [
        "=1+1",
        "-1",
        "'a'",
        "a,b\"c\"\r\nd",
        "\u{1b}[31m\u{202e}x",
        "* a _b_ [c](d) | e",
        "1. a",
        "# a",
    ];
    payloads().into_iter().chain(own.map(str::to_owned)).collect()
}

/// The rows of a CSV file, apostrophes of guarded fields taken off.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    let done = |cell: &mut String| {
        let cell = std::mem::take(cell);
        cell.strip_prefix('\'').map(str::to_owned).unwrap_or(cell)
    };
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(done(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(done(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn csv_reads_back() {
    for text in texts() {
        let rows = rows(&csv(&hostile(&text)));
        let [head, row] = &rows[..] else { panic!("{text:?}: {rows:?}") };
        assert_eq!(head.len(), row.len(), "{text:?}");
        let of = |name: &str| &row[head.iter().position(|h| h == name).expect(name)];
        for name in ["subject", "sentence", "title", "source", "url"] {
            assert_eq!(*of(name), text, "{name}");
        }
        assert_eq!((&**of("Year"), &**of("Month"), &**of("Day")), ("2025", "3", "5"));
        assert!(!of("Headline").contains('<'), "{row:?}");
    }
}

/// What GitHub reads besides CommonMark.
const GITHUB: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

#[test]
fn markdown_holds_no_markup_of_articles() {
    for text in texts() {
        let page = markdown(&hostile(&text));
        let (mut words, mut links) = (String::new(), 0);
        for event in Parser::new_ext(&page, GITHUB) {
            match event {
                Event::Text(part) => words.push_str(&part),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert_eq!(Some(&*dest_url), stakeout::escape::web_address(&text));
                    links += 1;
                }
                Event::Start(
                    Tag::Heading { .. }
                    | Tag::Paragraph
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::BlockQuote(_)
                    | Tag::Strong,
                )
                | Event::End(_) => {}
                other => panic!("{other:?} in {page}"),
            }
        }
        assert!(links <= 1, "{page}");
        let blanks = |c: char| if matches!(c, '\r' | '\n' | '\t') { ' ' } else { c };
        let expected: String = text.trim().chars().map(blanks).collect();
        assert!(words.contains(&expected), "{expected:?} in {words:?}");
    }
}

#[test]
fn timelinejs_has_what_it_needs() {
    for text in texts() {
        let value: Value = serde_json::from_str(&timelinejs(&hostile(&text))).expect("JSON");
        let event = &value["events"][0];
        assert_eq!(event["start_date"], serde_json::json!({"year": 2025, "month": 3, "day": 5}));
        for key in ["/text/headline", "/text/text", "/display_date", "/unique_id"] {
            assert!(
                event.pointer(key).and_then(Value::as_str).is_some_and(|t| !t.is_empty()),
                "{key}"
            );
        }
        assert!(!event["text"]["headline"].as_str().is_some_and(|h| h.contains('<')), "{event}");
    }
}

#[test]
fn what_is_known_to_the_year_has_a_year() {
    let said = Said { date: Some("2019"), ..Said::default() };
    let found = timeline(&[said], &Choice::default());
    let value: Value = serde_json::from_str(&timelinejs(&found)).expect("JSON");
    assert_eq!(value["events"][0]["start_date"], serde_json::json!({"year": 2019}));
    let (calendar, left_out) = ical(&found);
    assert_eq!((calendar.matches("BEGIN:VEVENT").count(), left_out), (0, 1));
}

#[test]
fn calendars_are_folded_and_whole() {
    for text in texts() {
        let (calendar, left_out) = ical(&hostile(&text));
        assert_eq!(left_out, 0);
        assert!(
            calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r']))
        );
        let whole = calendar.replace("\r\n ", "");
        for line in [
            "BEGIN:VEVENT",
            "END:VEVENT",
            "DTSTART;VALUE=DATE:20250305",
            "DTEND;VALUE=DATE:20250306",
        ] {
            assert_eq!(whole.split("\r\n").filter(|l| *l == line).count(), 1, "{line} in {whole}");
        }
        assert!(
            whole.chars().all(|c| !c.is_control() || matches!(c, '\r' | '\n' | '\t')),
            "{whole:?}"
        );
    }
}

#[test]
fn the_page_without_scripts() {
    for text in texts() {
        let plain = html(&hostile("plain"), "plain");
        let page = html(&hostile(&text), &text);
        let tags = |page: &str| page.matches('<').count();
        let link = 2 * usize::from(stakeout::escape::web_address(&text).is_some());
        assert_eq!(tags(&page), tags(&plain) + link, "{page}");
        assert!(page.contains("default-src 'none'") && !page.contains("<script"));
    }
}
