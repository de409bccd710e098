//! The files of `rules/values/`, embedded by the build script.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::amount::{Amounts, MoneyFile};
use super::compact::{FormTable, Forms};
use super::days;
use super::grammar::Grammar;
use super::guard_words::GuardWords;
use super::number::{NumberFile, NumberWords};
use super::rule::RuleTable;
use super::share::{ShareFile, Shares};
use super::tense::TenseWords;
use super::zone::Zones;
use super::{Values, Wakes};
use crate::lexicon::{ByWord, Lexicon, WordId};

/// A file of `rules/values/` that cannot be read: which file, and what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct ValueError {
    /// The file.
    pub file: String,
    /// The fault.
    pub fault: String,
}

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/values.in"));

type Lists = BTreeMap<String, Vec<String>>;

/// The content of `dates.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    category: BTreeMap<String, Lists>,
    lead: Lists,
    guard: Lists,
    tense: Lists,
    zone: Lists,
}

/// The content of `date-rules.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    date: Vec<RuleTable>,
    compact: Vec<FormTable>,
}

pub(super) fn shipped(lexicon: &mut Lexicon) -> Result<Values, ValueError> {
    let number_file: NumberFile = read("numbers.toml")?;
    let numbers = NumberWords::new(&number_file, lexicon);
    let amounts = Amounts::new(&read::<MoneyFile>("money.toml")?, lexicon);
    let shares = Shares::new(&read::<ShareFile>("shares.toml")?, lexicon)
        .map_err(|fault| fault_in("shares.toml", fault))?;
    let words: WordFile = read("dates.toml")?;
    let mut rules: RuleFile = read("date-rules.toml")?;
    let guards =
        GuardWords::new(&words.guard, lexicon).map_err(|fault| fault_in("dates.toml", fault))?;
    let tense = TenseWords::new(&words.tense, lexicon);
    let patterns = rules.date.len();
    rules.date.extend(rules.compact.iter().map(|form| RuleTable::bare(&form.name, &form.meaning)));
    let text = text("date-rules.toml");
    let in_rules = |fault| fault_in("date-rules.toml", fault);
    let place = Cell::new(0);
    let name = |name: &str| within(text, &place, name);
    let grammar =
        Grammar::new(&rules.date, &words.category, &words.lead, name, lexicon).map_err(in_rules)?;
    let comma = days::comma(lexicon);
    let zones = Zones::new(&words.zone, lexicon).map_err(|fault| fault_in("dates.toml", fault))?;
    let mut forms = Forms::default();
    for (number, form) in rules.compact.iter().enumerate() {
        forms.add(form, patterns + number).map_err(in_rules)?;
    }
    let mut wakes: ByWord<Wakes> = ByWord::default();
    for number in 0..lexicon.len() {
        let word = WordId(number as u32);
        let (whole, step) = grammar.asks(word);
        let alone = whole || numbers.is_alone(word);
        let goes_on = [numbers.goes_on(word), amounts.goes_on(word), shares.goes_on(word)];
        let bits = [
            (numbers.begins(word) || grammar.begins(word), Wakes::DATE),
            (numbers.begins(word) || amounts.begins(word), Wakes::AMOUNT),
            (shares.is_worded(word), Wakes::WORDED),
            (alone, Wakes::ALONE),
            (word == numbers.period, Wakes::POINT),
            (step || goes_on.contains(&true), Wakes::GOES_ON),
            (numbers.is_hyphen(word) || shares.goes_on(word), Wakes::PERCENT),
            (numbers.leads_to_name(word) || amounts.goes_on(word), Wakes::MONEY),
        ];
        let own = bits.iter().filter(|(is, _)| *is).fold(0, |all, (_, bit)| all | bit);
        if own != 0 {
            *wakes.slot(word) = Wakes(own);
        }
    }
    amounts.seconds().for_each(|word| wakes.slot(word).0 |= Wakes::GOES_ON);
    Ok(Values { grammar, forms, guards, tense, numbers, amounts, shares, zones, wakes, comma })
}

/// The text of an embedded file; a missing one is empty and then lacks its tables.
fn text(file: &str) -> &'static str {
    FILES.iter().find(|(path, _)| path.ends_with(&format!("/{file}"))).map_or("", |(_, text)| text)
}

fn read<T: for<'de> Deserialize<'de>>(file: &str) -> Result<T, ValueError> {
    toml::from_str(text(file)).map_err(|e| fault_in(file, e.to_string()))
}

fn fault_in(file: &str, fault: String) -> ValueError {
    ValueError { file: format!("rules/values/{file}"), fault }
}

/// The name as it stands in the file from `place` on, so that mentions can carry it without copying;
/// tables are read in their order.
fn within(text: &'static str, place: &Cell<usize>, name: &str) -> &'static str {
    let found = text.get(place.get()..).and_then(|rest| Some(place.get() + rest.find(name)?));
    let Some(at) = found.or_else(|| text.find(name)) else { return "value/date" };
    place.set(at + name.len());
    text.get(at..at + name.len()).unwrap_or("value/date")
}
