//! Words with their classes and verb forms, from `rules/lexicons/`. Entry point: [`Lexicon`].
//!
//! A `lexicons/*.toml` file holds named lists (`determiner = ["the", "a"]`) and a table of verbs
//! (`[verb] buy = { past = "bought" }`), words that refer back (`[[referring]]`) and weights
//! (`[weight]`). A list whose name is a [`Class`] is known to the stages;
//! every list may be named by rules as `@name`.

mod by_word;
mod class;
pub mod fixed;
mod index;
mod inflect;
mod load;
mod referring;
mod word;

pub use by_word::ByWord;
pub use class::{Class, ClassSet};
pub use inflect::Form;
pub use load::{LexiconError, Verb};
pub use referring::{Gender, Position, Referring};
pub use word::WordId;

use rustc_hash::FxHashMap;

use crate::document::fold::{fold_token, hash_token};
use crate::step;
use index::WordIndex;

/// One inflected form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inflection {
    /// The verb's base form.
    pub lemma: WordId,
    /// Which form.
    pub form: Form,
}

/// All words that lists, verbs and rules mention.
#[derive(Debug, Clone)]
pub struct Lexicon {
    words: WordIndex,
    folded: Vec<String>,
    classes: Vec<ClassSet>,
    inflections: Vec<Vec<Inflection>>,
    nouns: FxHashMap<WordId, Vec<WordId>>,
    lists: FxHashMap<String, Vec<Vec<WordId>>>,
    referring: Vec<Referring>,
    refers: FxHashMap<WordId, usize>,
    weights: FxHashMap<String, f32>,
}

impl Default for Lexicon {
    /// Knows the [`fixed`] words alone.
    fn default() -> Self {
        let mut lexicon = Self {
            words: WordIndex::default(),
            folded: vec![String::new()],
            classes: vec![ClassSet::default()],
            inflections: vec![Vec::new()],
            nouns: FxHashMap::default(),
            lists: FxHashMap::default(),
            referring: Vec::new(),
            refers: FxHashMap::default(),
            weights: FxHashMap::default(),
        };
        for word in fixed::ALL {
            lexicon.intern(word);
        }
        lexicon
    }
}

impl Lexicon {
    /// The lexicon that is embedded in the program, without any words of rules.
    ///
    /// # Errors
    /// None for the embedded files, as a test shows; the place of the first fault otherwise.
    pub fn shipped() -> Result<Self, LexiconError> {
        load::shipped()
    }

    /// The word with this hash of its folded form.
    #[inline]
    pub fn by_hash(&self, hash: u64) -> WordId {
        step::take();
        self.words.get(hash)
    }

    /// The word written so, if any list, verb or rule mentions it.
    pub fn word(&self, text: &str) -> WordId {
        self.by_hash(hash_token(text))
    }

    /// Gives a word its number, new or known. Used while rules load, before any text is read.
    pub fn intern(&mut self, text: &str) -> WordId {
        let hash = hash_token(text);
        let known = self.words.get(hash);
        if known.is_known() {
            return known;
        }
        let id = WordId(self.folded.len() as u32);
        self.words.insert(hash, id);
        self.folded.push(fold_token(text));
        self.classes.push(ClassSet::default());
        self.inflections.push(Vec::new());
        id
    }

    /// The folded form of a word; empty for an unknown one.
    #[inline]
    pub fn folded(&self, word: WordId) -> &str {
        self.folded.get(word.0 as usize).map_or("", String::as_str)
    }

    /// The classes of a word; empty for an unknown one.
    #[inline]
    pub fn classes(&self, word: WordId) -> ClassSet {
        step::take();
        self.classes.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// True when the word is in the class.
    #[inline]
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.classes(word).has(class)
    }

    /// The verb forms that the word can be; empty for none.
    #[inline]
    pub fn inflections(&self, word: WordId) -> &[Inflection] {
        self.inflections.get(word.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// All words that are a form of the verb with this base form.
    pub fn forms_of(&self, lemma: WordId) -> Vec<WordId> {
        let all = self.inflections.iter().enumerate();
        all.filter(|(_, forms)| forms.iter().any(|f| f.lemma == lemma))
            .map(|(i, _)| WordId(i as u32))
            .collect()
    }

    /// The nouns of action of a verb: `acquire` gives `acquisition`, `takeover`.
    pub fn nouns_of(&self, lemma: WordId) -> &[WordId] {
        self.nouns.get(&lemma).map_or(&[], Vec::as_slice)
    }

    /// The entries of a list, each a sequence of words.
    pub fn list(&self, name: &str) -> Option<&[Vec<WordId>]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// What the word stands for when it refers back (`company`, `it`); `None` for all other words.
    pub fn referring(&self, word: WordId) -> Option<&Referring> {
        if !self.is(word, Class::Referring) {
            return None;
        }
        self.referring.get(*self.refers.get(&word)?)
    }

    /// A weight of the `[weight]` tables; zero for a name that none of them has.
    pub fn weight(&self, name: &str) -> f32 {
        self.weights.get(name).copied().unwrap_or_default()
    }

    /// The names of all lists, sorted.
    pub fn list_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.lists.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Number of words, the unknown one among them.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// True when no word is known.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }
}
