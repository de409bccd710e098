//! Word lists that are asked about single words, looked up by name once for all documents.

use crate::lexicon::{Lexicon, WordId};

/// A set of words, a bit each.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Vec<u64>);

impl Words {
    /// The single words of a list; none where the lexicon has no such list.
    fn of(lexicon: &Lexicon, name: &str) -> Self {
        let mut words = Self::default();
        for row in lexicon.list(name).unwrap_or(&[]) {
            let [word] = row.as_slice() else { continue };
            let at = word.0 as usize / 64;
            words.0.resize(words.0.len().max(at + 1), 0);
            if let Some(bits) = words.0.get_mut(at) {
                *bits |= 1 << (word.0 % 64);
            }
        }
        words
    }

    /// True when it is one of them.
    pub(super) fn has(&self, word: WordId) -> bool {
        self.0.get(word.0 as usize / 64).is_some_and(|bits| bits >> (word.0 % 64) & 1 != 0)
    }
}

/// The lists; each has the name that it bears in `rules/lexicons/entities.toml`, and is told of there.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is told of in the data file")]
pub(super) struct Lists {
    pub enabling: Words,
    pub giving: Words,
    pub lesser_title: Words,
    pub name_giving: Words,
    pub leading: Words,
    pub naming_verb: Words,
    pub own_stock: Words,
    pub region: Words,
    pub sense: Words,
    pub speaks_for: Words,
    pub state_part: Words,
    pub superlative: Words,
    pub telling: Words,
    pub valuing: Words,
}

impl Lists {
    /// Reads them; a dozen look-ups.
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let words = |name| Words::of(lexicon, name);
        Self {
            enabling: words("enabling"),
            giving: words("giving"),
            lesser_title: words("lesser_title"),
            name_giving: words("name_giving"),
            leading: words("leading"),
            naming_verb: words("naming_verb"),
            own_stock: words("own_stock"),
            region: words("region"),
            sense: words("sense"),
            speaks_for: words("speaks_for"),
            state_part: words("state_part"),
            superlative: words("superlative"),
            telling: words("telling"),
            valuing: words("valuing"),
        }
    }
}
