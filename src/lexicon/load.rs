//! Lists and verbs from TOML.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::inflect::{Form, with_ed, with_ing, with_s};
use super::{Class, Inflection, Lexicon, WordId, referring};
use crate::document::tokenize;

/// A lexicon file that cannot be read: which file, and what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// The fault, with line and column.
    pub fault: String,
}

/// The files of `rules/lexicons/`, embedded by the build script.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lexicons.in"));

/// The content of a lexicon file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    #[serde(default)]
    list: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    verb: BTreeMap<String, Verb>,
    #[serde(default)]
    referring: Vec<referring::Entry>,
    #[serde(default)]
    weight: BTreeMap<String, f32>,
}

/// What is irregular about a verb, and which nouns of action it has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verb {
    /// `bought`; regular where it is not said.
    pub past: Option<String>,
    /// `taken`; the past where it is not said.
    pub participle: Option<String>,
    /// The last letter is doubled: `trimmed`, `trimming`.
    #[serde(default)]
    pub doubled: bool,
    /// `acquisition`.
    #[serde(default)]
    pub noun: Vec<String>,
}

pub(super) fn shipped() -> Result<Lexicon, LexiconError> {
    let mut lexicon = Lexicon::default();
    for (name, text) in FILES {
        lexicon.add_file(name, text)?;
    }
    Ok(lexicon)
}

impl Lexicon {
    /// Adds the lists and verbs of one TOML file.
    ///
    /// # Errors
    /// When the text is no TOML of this form.
    pub fn add_file(&mut self, name: &str, text: &str) -> Result<(), LexiconError> {
        let file: LexiconFile = toml::from_str(text)
            .map_err(|e| LexiconError { file: name.to_owned(), fault: e.to_string() })?;
        for (list, entries) in &file.list {
            self.add_list(list, entries);
        }
        for (base, verb) in &file.verb {
            self.add_verb(base, verb);
        }
        for entry in &file.referring {
            self.add_referring(entry);
        }
        self.weights.extend(file.weight);
        Ok(())
    }

    /// Adds a list; single words of a list named after a [`Class`] join that class.
    pub fn add_list(&mut self, name: &str, entries: &[String]) {
        let class = Class::of_name(name);
        for entry in entries {
            // What begins with a possessive has no word before it here: its sign is read apart.
            let (possessive, rest) = match entry.strip_prefix("'s ") {
                Some(rest) => (Some("'s"), rest),
                None => (None, entry.as_str()),
            };
            let tokens = tokenize::tokens(rest);
            let texts = possessive.into_iter().chain(tokens.iter().map(|t| t.span.of(rest)));
            let words: Vec<WordId> = texts.map(|text| self.intern(text)).collect();
            if let (Some(class), [word]) = (class, words.as_slice()) {
                self.classes[word.0 as usize].insert(class);
                self.classes[word.0 as usize].extend(class.implied());
            }
            self.lists.entry(name.to_owned()).or_default().push(words);
        }
    }

    /// True when the word is the base form of a verb.
    pub fn is_verb(&self, base: &str) -> bool {
        let word = self.word(base);
        let classes = self.classes(word);
        let auxiliary = [Class::Be, Class::Have, Class::Do].iter().any(|c| classes.has(*c));
        auxiliary || self.inflections(word).iter().any(|i| i.lemma == word)
    }

    /// Adds a verb with all its forms; one that is known stays as it is.
    pub fn add_verb(&mut self, base: &str, verb: &Verb) {
        if self.is_verb(base) {
            return;
        }
        let lemma = self.intern(base);
        let past = verb.past.clone().unwrap_or_else(|| with_ed(base, verb.doubled));
        let participle = verb.participle.clone().unwrap_or_else(|| past.clone());
        let forms = [
            (base.to_owned(), Form::Base),
            (with_s(base), Form::Third),
            (past, Form::Past),
            (participle, Form::Participle),
            (with_ing(base, verb.doubled), Form::Gerund),
        ];
        for (text, form) in forms {
            let word = self.intern(&text);
            self.inflections[word.0 as usize].push(Inflection { lemma, form });
            self.classes[word.0 as usize].insert(Class::Verb);
            if matches!(form, Form::Third | Form::Past) {
                self.classes[word.0 as usize].insert(Class::Finite);
            }
        }
        for noun in &verb.noun {
            let ids = [self.intern(noun), self.intern(&with_s(noun))];
            self.nouns.entry(lemma).or_default().extend(ids);
        }
    }

    /// The word and its regular plural, for `~noun` in a pattern.
    pub fn intern_noun(&mut self, noun: &str) -> Vec<WordId> {
        vec![self.intern(noun), self.intern(&with_s(noun))]
    }
}
