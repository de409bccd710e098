//! What relation types mean to merging and to other models: data beside the rule files.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a mapping file says of one relation type; a type without one is a generic link.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// The type.
    pub relation: String,
    /// Subject and object may change places; from the rule file.
    pub symmetric: bool,
    /// The words of these attributes make it another fact.
    pub distinct: Vec<String>,
    /// Shares of one object are parts of one whole.
    pub whole: bool,
    /// A subject has one object.
    pub single: bool,
    /// The object is where the subject is.
    pub seat: bool,
    /// In these statuses the subject owns the object: `who_owns_whom`.
    pub holds: Vec<String>,
    /// FollowTheMoney.
    pub ftm: Ftm,
    /// Beneficial Ownership Data Standard.
    pub bods: Bods,
    /// RDF.
    pub rdf: Rdf,
}

/// The place of a type in FollowTheMoney.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ftm {
    /// The schema of the link; `UnknownLink` where none is given.
    pub schema: String,
    /// The property of the subject.
    pub subject: String,
    /// The property of the object.
    pub object: String,
    /// What a subject must be: `LegalEntity`, `Person` …
    pub subject_schema: String,
    /// What an object must be.
    pub object_schema: String,
    /// Property to attribute.
    pub properties: BTreeMap<String, String>,
    /// The property of the subject that a value as object fills.
    pub entity_property: Option<String>,
}

/// The place of a type in BODS.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bods {
    /// The standard has no place for it.
    pub none: bool,
    /// The type of interest; `unknownInterest` where none is given.
    pub interest: String,
    /// Which end is the interested party: `subject` (where nothing is said) or `object`.
    pub party: String,
    /// The statuses in which it counts; all where none is given.
    pub status: Vec<String>,
    /// The attribute whose words choose a finer type of interest.
    pub words_from: Option<String>,
    /// Type of interest to the words that choose it, the last one first.
    pub words: BTreeMap<String, Vec<String>>,
}

/// The place of a type in RDF.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rdf {
    /// The predicate's IRI; one of our own where none is given.
    pub predicate: Option<String>,
    /// The predicate goes from object to subject.
    pub inverse: bool,
}

/// The mappings of all types.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mappings {
    all: BTreeMap<String, Mapping>,
    none: Mapping,
}

/// A rule file's header.
#[derive(Deserialize)]
struct RuleFile {
    relation: Option<Header>,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    #[serde(default)]
    symmetric: bool,
}

impl Mappings {
    /// Those that come with stakeout.
    ///
    /// # Errors
    /// Never, for the files that are built in: a test reads them.
    pub fn shipped() -> Result<Self, String> {
        const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/graph.in"));
        let mut mappings = Self::default();
        for (name, text) in FILES {
            mappings.add(name, text)?;
        }
        for (name, text) in crate::rule::RuleSet::shipped_files() {
            mappings.add_rules(name, text)?;
        }
        Ok(mappings)
    }

    /// Adds a mapping file; it replaces an earlier one of its type.
    ///
    /// # Errors
    /// What is wrong with the file, with its name.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), String> {
        let mut mapping: Mapping = toml::from_str(text).map_err(|e| format!("{name}: {e}"))?;
        if mapping.relation.is_empty() {
            return Err(format!("{name}: `relation` is missing"));
        }
        mapping.symmetric |= self.of(&mapping.relation).symmetric;
        self.all.insert(mapping.relation.clone(), mapping);
        Ok(())
    }

    /// Adds what a rule file says of its type.
    ///
    /// # Errors
    /// What is wrong with the file, with its name.
    pub fn add_rules(&mut self, name: &str, text: &str) -> Result<(), String> {
        let file: RuleFile = toml::from_str(text).map_err(|e| format!("{name}: {e}"))?;
        if let Some(header) = file.relation {
            self.all.entry(header.name.clone()).or_default().symmetric = header.symmetric;
        }
        Ok(())
    }

    /// The mapping of a type.
    pub fn of(&self, relation: &str) -> &Mapping {
        self.all.get(relation).unwrap_or(&self.none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_come_with_stakeout() {
        let mappings = Mappings::shipped();
        let mappings = mappings.as_ref().map_err(String::as_str);
        assert_eq!(mappings.map(|m| m.of("merges_with").symmetric), Ok(true));
        assert_eq!(mappings.map(|m| m.of("owns").symmetric), Ok(false));
        assert_eq!(mappings.map(|m| &*m.of("owns").ftm.schema), Ok("Ownership"));
        assert_eq!(mappings.map(|m| &m.of("unheard_of").distinct), Ok(&Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let mut mappings = Mappings::default();
        for (text, fault) in [("whole = true", "`relation` is missing"), ("relation = 1", "string")]
        {
            let told = mappings.add("a.toml", text);
            assert!(
                told.as_ref().is_err_and(|e| e.starts_with("a.toml: ") && e.contains(fault)),
                "{told:?}"
            );
        }
    }
}
