//! One row of a name list.

use std::collections::BTreeMap;

use crate::document::token::{Shape, Token};

/// What a name in a list stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum EntryType {
    /// Companies, agencies, parties, courts, media, clubs.
    Organization = 1,
    /// People by full name.
    Person = 2,
    /// Countries, regions, cities, buildings.
    Place = 3,
    /// Product lines, works, events: names that are none of the above.
    Product = 4,
    /// `Chinese`, `Estonian`: adjectives and people of a place.
    Demonym = 5,
    /// Given names.
    Given = 6,
    /// Surnames.
    Surname = 7,
    /// `Inc`, `GmbH`, `Co., Ltd.`
    LegalForm = 8,
    /// Common words, written small.
    Word = 9,
}

impl EntryType {
    const NAMES: [(&'static str, Self); 9] = [
        ("organization", Self::Organization),
        ("person", Self::Person),
        ("place", Self::Place),
        ("product", Self::Product),
        ("demonym", Self::Demonym),
        ("given", Self::Given),
        ("surname", Self::Surname),
        ("legal_form", Self::LegalForm),
        ("word", Self::Word),
    ];

    /// The type with this name in a list.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, t)| *t)
    }

    /// Its name in lists.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, t)| *t == self).map_or("", |(n, _)| n)
    }

    /// The type with this number in a compiled list.
    pub fn of_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            1 => Self::Organization,
            2 => Self::Person,
            3 => Self::Place,
            4 => Self::Product,
            5 => Self::Demonym,
            6 => Self::Given,
            7 => Self::Surname,
            8 => Self::LegalForm,
            9 => Self::Word,
            _ => return None,
        })
    }
}

/// What else a name can be; a set of the flags below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u8);

impl Marks {
    /// Also an ordinary word or phrase.
    pub const WORD: u8 = 1;
    /// Also a given name.
    pub const GIVEN: u8 = 1 << 1;
    /// Also a surname.
    pub const SURNAME: u8 = 1 << 2;
    /// Also a place.
    pub const PLACE: u8 = 1 << 3;
    /// Also an organization.
    pub const ORGANIZATION: u8 = 1 << 4;
    /// In capitals only.
    pub const ACRONYM: u8 = 1 << 5;
    /// An entry that the user gave.
    pub const USER: u8 = 1 << 6;

    /// True when it has any of `flags`.
    pub fn has(self, flags: u8) -> bool {
        self.0 & flags != 0
    }

    /// The flag with this name in a list.
    pub fn of_name(name: &str) -> Option<u8> {
        Some(match name {
            "word" => Self::WORD,
            "given" => Self::GIVEN,
            "surname" => Self::SURNAME,
            "place" => Self::PLACE,
            "organization" => Self::ORGANIZATION,
            "acronym" => Self::ACRONYM,
            _ => return None,
        })
    }
}

/// One row of a name list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name as it is written in news.
    pub name: String,
    /// What it stands for.
    pub entry_type: EntryType,
    /// What kind of it: `company`, `bank`, `ministry`, `country`, `city`, `F` …
    pub kind: String,
    /// ISO 3166 alpha-2 code, or empty.
    pub country: String,
    /// Identifiers: `wikidata`, `lei`, `ticker`, `isin`, …
    pub ids: BTreeMap<String, String>,
    /// 1: a match is strong evidence alone; 2: good evidence; 3: weak evidence.
    pub rank: u8,
    /// What else the name can be.
    pub marks: Marks,
    /// Other names of the same.
    pub aliases: Vec<String>,
}

/// How the words of a name are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Case(u8);

impl Case {
    /// Each a capital and small letters, all ASCII.
    const TITLE: u8 = 1 << 6;
    /// Each in ASCII capitals.
    const CAPITALS: u8 = 1 << 5;
    /// The bits of [`EntryType`] in the same byte.
    const TYPE: u8 = 0xf;

    /// How a token is written; neither when it holds a digit, a small first letter, or what is
    /// not ASCII. A single capital is both.
    #[inline]
    pub fn of(token: &Token) -> Self {
        const ANY: u16 = Shape::PERIOD.0;
        const WORD: u16 = Shape::ALPHA.0 | Shape::CAPITAL.0;
        const CAPITALS: u16 = WORD | Shape::ALL_CAPS.0;
        const INITIAL: u16 = CAPITALS | Shape::INITIAL.0;
        Self(match token.shape.0 & !ANY {
            WORD => Self::TITLE,
            CAPITALS => Self::CAPITALS,
            INITIAL => Self::TITLE | Self::CAPITALS,
            _ => 0,
        })
    }

    /// How two words are both written.
    #[inline]
    pub fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether two texts of the same letters are written the same; `None` when one does not say how
    /// all its words are written.
    #[inline]
    pub fn agrees(self, other: Self) -> Option<bool> {
        (self.0 != 0 && other.0 != 0).then_some(self.0 & other.0 != 0)
    }

    /// Its bits for a byte that holds an [`EntryType`] too.
    pub fn byte(self) -> u8 {
        self.0
    }

    /// The number of a type and how its words are written, of such a byte.
    #[inline]
    pub(super) fn split(byte: u8) -> (u8, Self) {
        (byte & Self::TYPE, Self(byte & (Self::TITLE | Self::CAPITALS)))
    }
}

/// What a word stands for by itself, as a set: what of its entries the names stage asks for, but
/// for listed names, without a look at them. The bits, from the lowest: a given name of rank 1 to 3; a
/// surname of rank 1 to 3; a surname that stands first; a word of rank up to 10, 20, 40, above; a
/// demonym; and [`Glance::NAME`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Glance(pub u16);

impl Glance {
    /// Number of its bits.
    pub const BITS: u32 = 13;
    /// All of them.
    pub const ALL: u16 = (1 << Self::BITS) - 1;
    /// An organization, person, place or product.
    pub const NAME: u16 = 1 << 12;
    const SURNAME: u32 = 3;
    const FAMILY_FIRST: u16 = 1 << 6;
    const WORD: u32 = 7;
    const DEMONYM: u16 = 1 << 11;

    /// What one entry adds.
    pub fn of(entry: &Entry) -> Self {
        let rank = u32::from(entry.rank.clamp(1, 3)) - 1;
        Self(match entry.entry_type {
            EntryType::Given => 1 << rank,
            EntryType::Surname => {
                let first = matches!(entry.kind.as_str(), "zh" | "ko" | "vi");
                1 << (Self::SURNAME + rank) | if first { Self::FAMILY_FIRST } else { 0 }
            }
            EntryType::Word => {
                let band = match entry.rank {
                    0..=10 => 0,
                    11..=20 => 1,
                    21..=40 => 2,
                    _ => 3,
                };
                1 << (Self::WORD + band)
            }
            EntryType::Demonym => Self::DEMONYM,
            EntryType::LegalForm => 0,
            _ => Self::NAME,
        })
    }

    /// Both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// A common word, of whatever rank.
    #[inline]
    pub fn is_word(self) -> bool {
        self.0 >> Self::WORD & 0xf != 0
    }

    /// An organization, person, place or product.
    #[inline]
    pub fn is_name(self) -> bool {
        self.0 & Self::NAME != 0
    }

    /// All but [`Glance::NAME`].
    #[inline]
    pub fn of_words(self) -> u16 {
        self.0 & (Self::NAME - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokenize::tokens;

    fn case(text: &str) -> Case {
        tokens(text).iter().map(Case::of).reduce(Case::both).unwrap_or_default()
    }

    #[test]
    fn whether_two_texts_are_written_the_same() {
        for (one, other, same) in [
            ("Acme Holdings", "Acme Holdings", Some(true)),
            ("Acme Inc.", "Acme Inc", Some(true)),
            ("IBM", "Ibm", Some(false)),
            ("U.S.", "U.S.", Some(true)),
            ("J. Smith", "J. Smith", Some(true)),
            ("J", "J", Some(true)),
            ("eBay", "Ebay", None),
            ("Bank of Oslo", "Bank of Oslo", None),
            ("Nestlé", "Nestlé", None),
            ("7-Eleven", "7-Eleven", None),
            ("acme", "Acme", None),
        ] {
            assert_eq!(case(one).agrees(case(other)), same, "{one} {other}");
            assert_eq!(case(other).agrees(case(one)), same, "{other} {one}");
        }
    }
}
