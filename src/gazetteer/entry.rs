//! One row of a name list.

use std::collections::BTreeMap;

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
        let (_, named) = Self::NAMES.get(usize::from(byte.checked_sub(1)?))?;
        Some(*named)
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
