//! Words that stand for something named elsewhere: descriptions and pronouns, from `[[referring]]`.

use serde::Deserialize;

use super::{Class, Lexicon, WordId};

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum Gender {
    /// Male.
    #[serde(rename = "M")]
    Male,
    /// Female.
    #[serde(rename = "F")]
    Female,
}

/// Where in a clause such a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// The head of a description: `company`, `bank`.
    Noun,
    /// `it`, `he`, `she`.
    Subject,
    /// `it`, `him`, `her`.
    Object,
    /// `its`, `his`, `her`.
    Possessive,
    /// `which`, `who`.
    Relative,
    /// `whose`.
    RelativePossessive,
    /// `we`, `our`: the speaker of a quotation.
    Speaker,
}

/// What a referring word stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Referring {
    /// The positions that it can have.
    pub positions: Vec<Position>,
    /// It can stand for an organization.
    pub organization: bool,
    /// It can stand for a person.
    pub person: bool,
    /// It can stand for a place.
    pub place: bool,
    /// The gender that it demands.
    pub gender: Option<Gender>,
    /// It stands for several.
    pub plural: bool,
    /// Kinds of gazetteer entries that it describes.
    pub kinds: Vec<String>,
    /// Words of names that it describes (`bank` fits a name with Bank or Bancorp).
    pub heads: Vec<WordId>,
    /// Endings of words of names that it describes (`bank` fits `Sparebank`).
    pub endings: Vec<String>,
    /// Words of names that it never describes (`company` no name with Ministry).
    pub against: Vec<WordId>,
    /// It describes only what is known to fit by kind, name or an earlier description.
    pub needs_fit: bool,
    /// What stands before it is part of a name: `the health ministry` is no other ministry.
    pub by_name: bool,
    /// It says how its bearer stands to another: `subsidiary`, `unit`.
    pub owned: bool,
    /// It may describe one of whom nothing is known, where that is the only one: `the carmaker`.
    pub by_elimination: bool,
    /// It tells no line of business from another: a cooperative may be a dairy.
    pub loose: bool,
}

/// One `[[referring]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    words: Vec<String>,
    position: Vec<Position>,
    types: Vec<String>,
    gender: Option<Gender>,
    #[serde(default)]
    plural: bool,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    heads: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    against: Vec<String>,
    #[serde(default)]
    needs_fit: bool,
    #[serde(default)]
    by_name: bool,
    #[serde(default)]
    owned: bool,
    #[serde(default)]
    by_elimination: bool,
    #[serde(default)]
    loose: bool,
}

impl Lexicon {
    /// Adds the words of one table; a word that has one already keeps the new one.
    pub(super) fn add_referring(&mut self, entry: &Entry) {
        let has = |name: &str| entry.types.iter().any(|t| t == name);
        let referring = Referring {
            positions: entry.position.clone(),
            organization: has("organization"),
            person: has("person"),
            place: has("place"),
            gender: entry.gender,
            plural: entry.plural,
            kinds: entry.kinds.clone(),
            heads: entry.heads.iter().chain(&entry.words).map(|h| self.intern(h)).collect(),
            endings: entry.endings.clone(),
            against: entry.against.iter().map(|h| self.intern(h)).collect(),
            needs_fit: entry.needs_fit,
            by_name: entry.by_name,
            owned: entry.owned,
            by_elimination: entry.by_elimination,
            loose: entry.loose,
        };
        for word in &entry.words {
            let word = self.intern(word);
            let classes = &mut self.classes[word.0 as usize];
            classes.insert(Class::Referring);
            if referring.can_be(Position::Noun) {
                classes.remove(Class::Anaphor);
            } else {
                classes.insert(Class::Anaphor);
            }
            self.refers.insert(word, self.referring.len());
        }
        self.referring.push(referring);
    }

    /// All tables of words that stand for something.
    pub fn all_referring(&self) -> &[Referring] {
        &self.referring
    }
}

impl Referring {
    /// True when it can have the position.
    pub fn can_be(&self, position: Position) -> bool {
        self.positions.contains(&position)
    }
}
