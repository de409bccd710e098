//! The tables tests/values/*.toml: each way to say a value gives that value, and nothing is invented.

use serde::Deserialize;
use stakeout::article::Day;
use stakeout::document::Document;
use stakeout::lexicon::Lexicon;
use stakeout::mention::{Mention, Share, Source, Value};
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

/// The tables of tests/values/.
const TABLES: [(&str, &str); 5] = [
    ("dates", include_str!("values/dates.toml")),
    ("times", include_str!("values/times.toml")),
    ("shares", include_str!("values/shares.toml")),
    ("money", include_str!("values/money.toml")),
    ("numbers", include_str!("values/numbers.toml")),
];

fn tables() -> impl Iterator<Item = Table> {
    TABLES.iter().map(|(name, text)| {
        toml::from_str(text).unwrap_or_else(|fault| panic!("tests/values/{name}.toml: {fault}"))
    })
}

#[test]
fn each_way_to_say_a_value_gives_it() {
    let mut faults = Vec::new();
    for table in tables() {
        let finder = Finder::new(&table.date);
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
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_invented() {
    let mut faults = Vec::new();
    for table in tables() {
        let finder = Finder::new(&table.date);
        for none in &table.none {
            for text in &none.texts {
                let found = finder.find(text, &none.mention_type);
                if !found.is_empty() {
                    faults.push(format!("{text}: {found:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The active codes of ISO 4217 (list one of 2025, without funds and metals).
const ISO_4217: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD \
    BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW \
    KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP \
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND \
    VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

#[test]
fn every_currency_is_known_by_its_code() {
    let finder = Finder::new("");
    for code in ISO_4217.split_whitespace() {
        let text = format!("{code} 5 million");
        let expected = vec![(text.clone(), format!("{code} 5000000"))];
        assert_eq!(finder.find(&format!("it paid {text} for it"), "money"), expected);
    }
}

#[test]
fn an_amount_in_brackets_is_the_one_before_it_in_another_currency() {
    let finder = Finder::new("");
    for (text, sources) in [
        ("100 million yuan ($14 million)", &["value/money", "value/money-converted"][..]),
        ("100 million yuan (about $14 million)", &["value/money", "value/money-converted"]),
        ("100 million yuan and $14 million", &["value/money", "value/money"]),
        ("$100 million ($14 million in cash)", &["value/money", "value/money"]),
    ] {
        let document = Document::parse(text, &finder.lexicon);
        let found = finder.values.find(&document, &finder.lexicon, None);
        let found: Vec<&str> = found.iter().map(source).collect();
        assert_eq!(found, sources, "{text}");
    }
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
fn a_dateline_dates_the_text() {
    let finder = Finder::new("");
    for (date, expected) in [
        ("March 3, 1987", ["1987-03-03", "1987-03-02", "1986-12", "1987-02", "1987-03-06", "1986"]),
        ("March 3", ["XXXX-03-03", "XXXX-03-02", "XXXX-12", "XXXX-02", "XXXX-WXX-5", "1986"]),
    ] {
        let text = format!(
            "LONDON, {date} (Agency) - The firm said yesterday it bought it in December. It lost \
             money last month. It will meet Friday. It was founded in 1986."
        );
        let found = finder.find(&text, "date");
        let values: Vec<&str> = found.iter().map(|f| f.1.as_str()).collect();
        assert_eq!(values, expected);
    }
    let found = finder.find("The firm said on March 3 (a holiday) that it met yesterday.", "date");
    assert_eq!(found.last().map(|f| f.1.as_str()), Some("XXXX-XX-XX"));
}

#[test]
fn months_of_a_range_share_its_year() {
    let finder = Finder::new("2024-05-15");
    for (text, days) in [
        ("from March to May 2019", ["2019-03", "2019-05"]),
        ("in March and April 2019", ["2019-03", "2019-04"]),
        ("from December to January 2011", ["2010-12", "2011-01"]),
        ("between May 3 and June 6, 2011", ["2011-05-03", "2011-06-06"]),
        ("from 3 May to 6 June 2011", ["2011-05-03", "2011-06-06"]),
        ("between 2011 and 2015", ["2011", "2015"]),
        ("from 2011 to 2015", ["2011", "2015"]),
        ("2011-2015", ["2011", "2015"]),
        ("in the 1970s and 1980s", ["197", "198"]),
        ("from 9 a.m. to 5 p.m.", ["2024-05-15T09:00", "2024-05-15T17:00"]),
    ] {
        let found = finder.find(text, "date");
        let found: Vec<&str> = found.iter().map(|f| f.1.as_str()).collect();
        assert_eq!(found, days, "{text}");
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
    for (date, text, value) in [
        ("", "on 5/8/2015", "2015-05-08"),
        ("", "on 5/8/2015 and 25/12/2015", "2015-08-05"),
        ("", "on 5/8/2015 and 12/25/2015", "2015-05-08"),
        ("2015-08-05", "on 5/8/2015", "2015-08-05"),
        ("2015-05-08", "on 5/8/2015", "2015-05-08"),
        ("", "on 3.5.24", "2024-05-03"),
        ("", "on 3.5.24 and 14.6.24", "2024-05-03"),
        ("", "on 3.5.24 and 6.14.24", "2024-03-05"),
        ("2024-03-05", "on 3.5.24", "2024-03-05"),
        ("2024-05-03", "on 3.5.24", "2024-05-03"),
        ("", "on 3.5.2024 and 6.14.2024", "2024-03-05"),
    ] {
        let finder = Finder::new(date);
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

fn source(mention: &Mention) -> &'static str {
    match mention.source {
        Source::Rule(name) => name,
        _ => "",
    }
}
