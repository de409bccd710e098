//! Laws of values: any text on any day, in bounds, disjoint, without panic.

use std::sync::OnceLock;

use proptest::prelude::*;
use stakeout::article::Day;
use stakeout::document::Document;
use stakeout::lexicon::Lexicon;
use stakeout::mention::{Mention, Value};
use stakeout::value::Values;

fn stage() -> &'static (Lexicon, Values) {
    static STAGE: OnceLock<(Lexicon, Values)> = OnceLock::new();
    STAGE.get_or_init(|| {
        let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
        let values = Values::shipped(&mut lexicon).expect("the shipped values load");
        (lexicon, values)
    })
}

fn find(text: &str, date: Option<Day>) -> Vec<Mention> {
    let (lexicon, values) = stage();
    values.find(&Document::parse(text, lexicon), lexicon, date)
}

/// Every kind of expression that is resolved against the article's date.
const RELATIVE: &str = "said Friday, will meet Monday, last week, next week, the weekend, last month, \
    next month, last year, next year, this quarter, last quarter, the next decade, last century, \
    two days ago, 900 weeks ago, 30 months ago, 4,000 years ago, 99999999 days ago, 50 years from now, \
    three decades ago, yesterday, tomorrow, tonight, last night, Feb. 29, December 31, will expire Jan. 1, \
    last summer, next winter, the third quarter, the first half of the year, a year earlier, the following \
    year, the previous month, two years later, that day, the quarter, the 1988 quarter, 4 p.m. Monday, \
    3/4/12, the day before yesterday, the day after tomorrow, the following day, the end of the month";

fn check(text: &str, found: &[Mention]) {
    let mut last = 0;
    for mention in found {
        assert!(mention.span.start >= last && !mention.span.is_empty(), "{text}");
        assert!(!mention.span.of(text).is_empty(), "{text}: not on character boundaries");
        last = mention.span.end;
        match &mention.value {
            Some(Value::Timex(timex)) => check_timex(&timex.value),
            Some(Value::Percent(share)) => {
                let numbers = [share.exact, share.min, share.max];
                assert!(numbers.iter().flatten().all(|n| n.is_finite() && *n >= 0.0), "{text}");
                assert!(numbers.iter().any(Option::is_some), "{text}: a share without number");
            }
            Some(Value::Money { value, .. } | Value::Number(value)) => {
                assert!(value.is_finite(), "{text}");
            }
            None => panic!("{text}: a value without value"),
        }
    }
}

/// Months are 1 to 12 and days 1 to 31 wherever a value gives them.
fn check_timex(value: &str) {
    assert!(!value.is_empty());
    let day = value.split('T').next().unwrap_or("");
    let parts: Vec<&str> = day.split('-').collect();
    let number = |at: usize| parts.get(at).and_then(|p| p.parse::<u32>().ok());
    if parts.first().is_some_and(|p| p.len() == 4) {
        assert!(number(1).is_none_or(|m| (1..=12).contains(&m)), "{value}");
        assert!(number(2).is_none_or(|d| (1..=31).contains(&d)), "{value}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_day_resolves(year in 1i16..=9999, month in 1i8..=12, day in 1i8..=31) {
        let date = Day::new(year, month, day).or_else(|| Day::new(year, month, 28));
        check(RELATIVE, &find(RELATIVE, date));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check(&text, &find(&text, Day::new(2024, 2, 29)));
    }

    #[test]
    fn any_row_of_value_words_is_read(words in proptest::collection::vec(
        prop::sample::select(vec![
            "a", "the", "2", "1/2", "$", "5", "percent", "%", "-", "to", "between", "and", "million",
            "May", "31", "Feb.", "30", ",", "1999", "two", "hundred", "years", "ago", "last", "next",
            "Friday", "quarter", "of", "half", "shares", "C$", "12:59", "p.m.", "'80s", "thousands",
            "99999999999999999999", "\n\n", "2024-13-45", "00/00/0000", "fiscal", "cents", "from",
        ]), 0..24)) {
        let text = words.join(" ");
        check(&text, &find(&text, Day::new(1, 1, 1)));
        check(&text, &find(&text, Day::new(9999, 12, 31)));
        check(&text, &find(&text, None));
    }
}

/// Words and numbers that are no dates in whatever order they come.
const ORDINARY: &str = "the a an of to and or but it he she they his her its may might will can could \
    should march marched marching second seconded sun sat mon wed fri mar dec oct jan spring-loaded \
    fall-out june-like said says buys bought sells sold owns holds plans wants wins loses \
    company firm bank group share shares stake deal price prices staff workers people report page \
    version street road room flight route number code model phone with from at by for as than more \
    less about over under not no new old big small first third fourth quarterback halfway yearling \
    daydream weekender monthling decadent timely hourglass dated update candidate";

/// The same with digits in them.
const FIGURES: &str = "3.5.24.1 v2.0 page|1987 $1987 €2010 555-1987 1-800-2015 12.50 3-2 No.|1999 #2012 \
    2,015 1987|people 2000|workers 1999|dollars room|2010 flight|1950 10,000 0.5 7% 100x 5G A320-200 \
    737-800 2010x x2010 +1-202-1999 10.0.0.1 3:1 6/8 2010|percent 1900|miles version|2008 section|1981";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn no_date_is_invented(picks in proptest::collection::vec(0usize..10_000, 200)) {
        let words: Vec<&str> = ORDINARY.split_whitespace().collect();
        let figures: Vec<&str> = FIGURES.split_whitespace().collect();
        let mut text = String::new();
        for pick in picks {
            let figure = (pick % 8 == 0).then(|| figures[pick / 8 % figures.len()].replace('|', " "));
            text.push_str(figure.as_deref().unwrap_or(words[pick % words.len()]));
            text.push_str(if figure.is_some() { ". " } else { " " });
        }
        let found = find(&text, Day::new(2024, 5, 15));
        let dates = found.iter().filter(|m| matches!(m.value, Some(Value::Timex(_))));
        let dates: Vec<&str> = dates.map(|m| m.span.of(&text)).collect();
        prop_assert!(dates.is_empty(), "{dates:?} in {text}");
    }
}

#[test]
fn the_first_and_the_last_day_resolve() {
    for date in [Day::new(1, 1, 1), Day::new(9999, 12, 31)] {
        check(RELATIVE, &find(RELATIVE, date));
    }
}
