//! The table tests/values.toml: each way to say a value gives that value, and nothing is invented.

use serde::Deserialize;
use stakeout::article::Day;
use stakeout::document::Document;
use stakeout::lexicon::Lexicon;
use stakeout::mention::{Mention, Share, Value};
use stakeout::value::Values;

#[derive(Deserialize)]
struct Table {
    date: String,
    case: Vec<Case>,
    none: Vec<Empty>,
}

#[derive(Deserialize)]
struct Case {
    value: String,
    #[serde(rename = "type")]
    mention_type: String,
    texts: Vec<String>,
}

#[derive(Deserialize)]
struct Empty {
    #[serde(rename = "type")]
    mention_type: String,
    texts: Vec<String>,
}

struct Finder {
    lexicon: Lexicon,
    values: Values,
    date: Option<Day>,
}

impl Finder {
    fn new(date: &str) -> Self {
        let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
        let values = Values::shipped(&mut lexicon).expect("the shipped values load");
        let part = |range: std::ops::Range<usize>| date.get(range).and_then(|t| t.parse().ok());
        let year = date.get(..4).and_then(|t| t.parse().ok()).unwrap_or(0);
        let day = Day::new(year, part(5..7).unwrap_or(0), part(8..10).unwrap_or(0));
        Self { lexicon, values, date: day }
    }

    /// The mentions of this type, as they stand in the text and by value.
    fn find(&self, text: &str, mention_type: &str) -> Vec<(String, String)> {
        let document = Document::parse(text, &self.lexicon);
        let found = self.values.find(&document, &self.lexicon, self.date);
        let of_type = found.iter().filter(|m| m.mention_type.name() == mention_type);
        of_type.map(|m| (m.span.of(text).to_owned(), shown(m))).collect()
    }
}

fn shown(mention: &Mention) -> String {
    match &mention.value {
        Some(Value::Timex(timex)) => timex.value.clone(),
        Some(Value::Money { value, currency }) => format!("{currency} {value}"),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Percent(share)) => shown_share(share),
        None => String::new(),
    }
}

fn shown_share(share: &Share) -> String {
    let about = if share.approximate { " ~" } else { "" };
    if let Some(exact) = share.exact {
        return format!("exact {exact}{about}");
    }
    let low = if share.exclusive_min { "over " } else { "" };
    let high = if share.exclusive_max { "under " } else { "" };
    let number = |n: Option<f64>| n.map_or("?".to_owned(), |n| n.to_string());
    format!("{low}{} to {high}{}{about}", number(share.min), number(share.max))
}

fn table() -> Table {
    toml::from_str(include_str!("values.toml")).expect("the table is TOML of its form")
}

#[test]
fn each_way_to_say_a_value_gives_it() {
    let table = table();
    let finder = Finder::new(&table.date);
    let mut faults = Vec::new();
    for case in &table.case {
        for text in &case.texts {
            let plain = text.replace(['[', ']'], "");
            let marked = match (text.find('['), text.find(']')) {
                (Some(start), Some(end)) => &text[start + 1..end],
                _ => text.as_str(),
            };
            let expected = vec![(marked.to_owned(), case.value.clone())];
            let found = finder.find(&plain, &case.mention_type);
            if found != expected {
                faults.push(format!("{text}: {found:?}, not {expected:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_invented() {
    let table = table();
    let finder = Finder::new(&table.date);
    let mut faults = Vec::new();
    for none in &table.none {
        for text in &none.texts {
            let found = finder.find(text, &none.mention_type);
            if !found.is_empty() {
                faults.push(format!("{text}: {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn without_a_date_what_is_not_known_stays_open() {
    let finder = Finder::new("");
    for (text, value) in [
        ("it will meet Friday", "XXXX-WXX-5"),
        ("on March 3 it fell", "XXXX-03-03"),
        ("it fell last year", "XXXX"),
        ("it fell yesterday", "XXXX-XX-XX"),
        ("in the third quarter", "XXXX-Q3"),
    ] {
        let found = finder.find(text, "date");
        assert_eq!(found.first().map(|f| f.1.as_str()), Some(value), "{text}");
    }
}

#[test]
fn a_dateline_with_its_year_dates_the_text() {
    let finder = Finder::new("");
    for (date, expected) in
        [("March 3, 1987", ["1987-03-03", "1987-03-02"]), ("March 3", ["XXXX-03-03", "XXXX-XX-XX"])]
    {
        let text = format!("LONDON, {date} (Agency) - The firm said yesterday it bought it.");
        let found = finder.find(&text, "date");
        let values: Vec<&str> = found.iter().map(|f| f.1.as_str()).collect();
        assert_eq!(values, expected);
    }
}

#[test]
fn the_day_of_an_article_stands_at_its_head() {
    let finder = Finder::new("");
    for head in [
        "March 3, 1987\n\n",
        "Acme buys rival\nBy Ann Lee\nMarch 3, 1987\n\n",
        "Published: 3 March 1987, 10:15 GMT\n\n",
        "OSLO, 1987-03-03 -- ",
        "Updated March 3, 1987 by Ann Lee. ",
    ] {
        let found = finder.find(&format!("{head}The firm said yesterday it bought it."), "date");
        assert_eq!(found.last().map(|f| f.1.as_str()), Some("1987-03-02"), "{head}");
    }
    let found = finder.find("It was bought in Oslo March 3, 1987, and sold yesterday.", "date");
    assert_eq!(found.last().map(|f| f.1.as_str()), Some("XXXX-XX-XX"));
}

#[test]
fn day_and_month_stand_as_the_article_has_them() {
    let finder = Finder::new("");
    for (text, value) in [
        ("on 5/8/2015", "2015-05-08"),
        ("on 5/8/2015 and 25/12/2015", "2015-08-05"),
        ("on 5/8/2015 and 12/25/2015", "2015-05-08"),
    ] {
        let found = finder.find(text, "date");
        assert_eq!(found.first().map(|f| f.1.as_str()), Some(value), "{text}");
    }
}

#[test]
fn days_of_one_month_share_it() {
    let finder = Finder::new("2024-05-15");
    for (text, days) in [
        ("on April 24 and 25", &["2024-04-24", "2024-04-25"][..]),
        ("from May 3 to 6", &["2024-05-03", "2024-05-06"]),
        ("on May 3-6, 2011", &["2011-05-03", "2011-05-06"]),
        ("on May 3, 4 and 5", &["2024-05-03", "2024-05-04", "2024-05-05"]),
        ("from 3 to 6 May 2011", &["2011-05-03", "2011-05-06"]),
        ("on 3-6 May", &["2024-05-03", "2024-05-06"]),
        ("on May 3, 20 people left", &["2024-05-03"]),
        ("on May 3 and 20 people left", &["2024-05-03"]),
        ("from May 3 to 5 percent", &["2024-05-03"]),
        ("May 3 to 10:30", &["2024-05-03"]),
    ] {
        let found = finder.find(text, "date");
        let found: Vec<&str> = found.iter().map(|f| f.1.as_str()).take(days.len() + 1).collect();
        let dates: Vec<&str> = found.into_iter().filter(|v| !v.contains('T')).collect();
        assert_eq!(dates, days, "{text}");
    }
}

#[test]
fn worded_shares_come_from_the_data() {
    let finder = Finder::new("");
    let share = |word| finder.values.worded_share(&finder.lexicon, finder.lexicon.word(word));
    let majority = share("majority").expect("majority is a share");
    assert_eq!((majority.min, majority.exclusive_min), (Some(50.0), true));
    assert_eq!(share("wholly").and_then(|s| s.exact), Some(100.0));
    assert_eq!(share("half").and_then(|s| s.exact), Some(50.0));
    assert_eq!(share("company"), None);
}
