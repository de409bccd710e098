//! Abbreviations whose period is part of the word, and units and currencies that are cut off a
//! number.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::hash_bytes;

/// In what writings the word with this hash is an abbreviation: the bits below; `None` for none.
pub(super) fn kind(hash: u64) -> Option<u8> {
    words().abbreviations.get(&hash).copied()
}

/// True for letters that are cut off a number.
pub(super) fn is_unit(hash: u64) -> bool {
    words().units.contains(&hash)
}

/// True for letters, written just so, that are cut off the number behind them.
pub(super) fn is_currency(letters: &[u8]) -> bool {
    words().currencies.contains(letters)
}

/// The lists, the first two by hash.
struct Words {
    /// By hash: the bits below.
    abbreviations: FxHashMap<u64, u8>,
    units: FxHashSet<u64>,
    currencies: FxHashSet<&'static [u8]>,
}

/// An abbreviation when written with a capital.
pub(super) const CAPITAL: u8 = 1;
/// Also when written small (`=etc`).
pub(super) const SMALL: u8 = 2;
/// Only before a number (`#no`).
pub(super) const NUMBERING: u8 = 4;

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
        list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("//"))
    }
    WORDS.get_or_init(|| {
        let mut words = Words {
            abbreviations: FxHashMap::default(),
            units: FxHashSet::default(),
            currencies: FxHashSet::default(),
        };
        for line in lines(include_str!("../../rules/lexicons/abbreviations.txt")) {
            let (kind, word) = match line.split_at_checked(1) {
                Some(("=", word)) => (SMALL, word),
                Some(("#", word)) => (NUMBERING, word),
                _ => (CAPITAL, line),
            };
            *words.abbreviations.entry(hash_bytes(word.as_bytes())).or_default() |= kind;
        }
        let units = lines(include_str!("../../rules/lexicons/unit-suffixes.txt"));
        words.units.extend(units.map(|l| hash_bytes(l.as_bytes())));
        let currencies = lines(include_str!("../../rules/lexicons/unit-prefixes.txt"));
        words.currencies.extend(currencies.map(str::as_bytes));
        words
    })
}
