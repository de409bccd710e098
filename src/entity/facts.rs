//! What names and name lists say of an entity: kind, country, the words of its names.

use super::alias::Names;
use super::form::Form;
use super::profile::{head_word, push};
use crate::gazetteer::EntryId;
use crate::lexicon::{Lexicon, Referring, WordId};
use crate::mention::MentionType;

/// What names and name lists say of an entity, wherever its names stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts<'a> {
    /// Its entries in name lists.
    entries: Vec<EntryId>,
    /// The kinds of these.
    kinds: Vec<&'a str>,
    /// Words of its names.
    words: Vec<WordId>,
    /// The last words of its names, or those before `of`.
    heads: Vec<WordId>,
    /// The words of its names, as written.
    tokens: Vec<&'a str>,
    /// Where it is first named outside headings.
    pub first_token: u32,
}

impl<'a> Facts<'a> {
    /// What is known of an entity with these forms. Linear in their words.
    pub(super) fn of<'n>(names: &Names<'a>, forms: impl Iterator<Item = &'n Form<'a>>) -> Self
    where
        'a: 'n,
    {
        let mut facts = Self { first_token: u32::MAX, ..Self::default() };
        for form in forms {
            facts.first_token = facts.first_token.min(form.introduced);
            for entry in names.entries(form) {
                facts.entries.push(*entry);
                push(&mut facts.kinds, names.gazetteer.kind(*entry));
            }
            for word in form.words.iter().filter(|w| w.word.is_known()).take(12) {
                push(&mut facts.words, word.word);
            }
            if let Some(head) = head_word(names, form) {
                push(&mut facts.heads, head.word);
            }
            if form.mention_type == MentionType::Organization {
                let tokens = form.core_words().iter().map(|w| w.token as usize);
                tokens.for_each(|at| push(&mut facts.tokens, names.document.token_text(at)));
            }
        }
        facts
    }

    /// True when kind or name says that the noun fits.
    pub(super) fn fit(&self, noun: &Referring) -> bool {
        self.kinds.iter().any(|k| noun.kinds.iter().any(|n| n == k))
            || self.words.iter().any(|w| noun.heads.contains(w))
            || self.tokens.iter().any(|t| noun.endings.iter().any(|e| ends_with(t, e)))
    }

    /// The head of a name tells a kind, and that is another: no carmaker is called Bank.
    pub(super) fn is_other_kind(&self, lexicon: &Lexicon, noun: &Referring) -> bool {
        let known = self.heads.iter().filter_map(|head| lexicon.referring(*head));
        { known }.any(|k| k.needs_fit && !k.loose && !noun.loose && !std::ptr::eq(k, noun))
    }

    /// Kind or name fits some noun that tells a line of business, or an office: more is known of it
    /// than that it has a name. Costs a look at all tables.
    pub(super) fn tells_kind(&self, lexicon: &Lexicon) -> bool {
        lexicon.all_referring().iter().any(|k| k.needs_fit && self.fit(k))
    }

    /// The countries of its entries in name lists.
    pub(super) fn countries(&self, names: &Names<'a>) -> Vec<&'a str> {
        let mut countries = Vec::new();
        for row in self.entries.iter().filter_map(|e| names.gazetteer.row(*e)) {
            push(&mut countries, row.country);
        }
        countries
    }

    /// The country, of a place that is one.
    pub(super) fn as_country(&self, names: &Names<'a>) -> Option<&'a str> {
        let mut rows = self.entries.iter().filter_map(|e| names.gazetteer.row(*e));
        rows.find(|row| row.kind == "country").map(|row| row.country)
    }

    /// True when the name lists know it as another kind of body than the noun describes.
    pub(super) fn contradict(&self, noun: &Referring) -> bool {
        self.heads.iter().any(|h| noun.against.contains(h))
            || !self.kinds.is_empty() && !noun.kinds.is_empty() && !self.fit(noun)
    }

    /// True when a name has a word that is written so, large or small.
    pub(super) fn has_token(&self, word: &str) -> bool {
        let plural = |t: &str| t.strip_suffix('s').is_some_and(|t| t.eq_ignore_ascii_case(word));
        self.tokens.iter().any(|t| t.eq_ignore_ascii_case(word) || plural(t))
    }

    /// True when a name has the word.
    pub(super) fn has_word(&self, word: WordId) -> bool {
        self.words.contains(&word)
    }
}

fn ends_with(word: &str, ending: &str) -> bool {
    let (word, ending) = (word.as_bytes(), ending.as_bytes());
    let at = word.len().checked_sub(ending.len());
    at.is_some_and(|at| word.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(ending)))
}
