//! Distinct names: all mentions that are written alike, as one form.

use rustc_hash::FxHashMap;

use crate::document::fold::fold_token;
use crate::document::{Document, Gap, Shape};
use crate::gazetteer::{EntryId, EntryType, Gazetteer, Hit};
use crate::lexicon::{Class, Lexicon, WordId};
use crate::mention::{Kind, Mention, MentionId, MentionType, Mentions, Source};

/// One word of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameWord {
    /// Hash of its folded form.
    pub hash: u64,
    /// The lexicon's word.
    pub word: WordId,
    /// How it is written.
    pub shape: Shape,
    /// Its token.
    pub token: u32,
    /// Its first letter, small.
    pub letter: char,
}

/// A name as it is written, with all that alias functions look at.
#[derive(Debug)]
pub(super) struct Form {
    /// organization, person or place.
    pub mention_type: MentionType,
    /// Its first mention.
    pub first: MentionId,
    /// Its words, without punctuation and a leading article.
    pub words: Vec<NameWord>,
    /// How many of them stand before the legal form.
    pub core: usize,
    /// Hash of its letters and digits alone: `Tik Tok` and `TikTok` have one.
    pub letters: u64,
    /// Number of letters and digits.
    pub length: usize,
    /// Where it first stands outside a heading; its first mention if nowhere.
    pub introduced: u32,
    /// It stands in headings alone.
    pub heading_only: bool,
    /// Entries of name lists that have exactly this name and its type.
    pub entries: Vec<EntryId>,
}

impl Form {
    /// The words before the legal form.
    pub(super) fn core_words(&self) -> &[NameWord] {
        self.words.get(..self.core).unwrap_or(&self.words)
    }

    /// The words of the legal form.
    pub(super) fn legal_words(&self) -> &[NameWord] {
        self.words.get(self.core..).unwrap_or(&[])
    }

    /// One written word (`CNCERT/CC`, `AT&T` count as one), all in capitals, of 2 to 10 letters.
    pub(super) fn is_acronym(&self) -> bool {
        (2..=10).contains(&self.length)
            && self.words.len() <= 3
            && self.words.iter().all(|w| w.shape.has(Shape::ALL_CAPS) && !w.shape.has(Shape::DIGIT))
            && self.words.windows(2).all(|w| w[1].token - w[0].token == 2)
    }

    /// True when all its letters are capitals.
    pub(super) fn all_caps(&self) -> bool {
        self.words.iter().all(|w| w.shape.has(Shape::ALL_CAPS))
    }
}

/// The forms of a document, and the form of each mention.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// In the order of their first mention.
    pub all: Vec<Form>,
    /// For each mention its form; `None` for values, roles and names of type other.
    pub of_mention: Vec<Option<u32>>,
}

/// All distinct names. Linear in the tokens of all names.
pub(super) fn forms(
    document: &Document<'_>,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: &Mentions,
) -> Forms {
    let mut forms = Forms { all: Vec::new(), of_mention: Vec::with_capacity(mentions.len()) };
    let mut known: FxHashMap<(MentionType, u64), u32> = FxHashMap::default();
    let mut hits = Vec::new();
    for (id, mention) in mentions.iter() {
        if mention.kind != Kind::Name || !mention.mention_type.is_entity() {
            forms.of_mention.push(None);
            continue;
        }
        let (letters, length) = letters_of(document, mention);
        let key = (mention.mention_type, letters);
        let place = mention.tokens.start;
        let heading =
            document.sentences.get(document.sentence_of(place)).is_some_and(|s| s.heading);
        let index = *known.entry(key).or_insert_with(|| {
            let words = words_of(document, lexicon, mention);
            forms.all.push(Form {
                mention_type: mention.mention_type,
                first: id,
                core: core_of(lexicon, mention.mention_type, &words),
                words,
                letters,
                length,
                introduced: place,
                heading_only: true,
                entries: entries_of(document, gazetteer, mention, &mut hits),
            });
            forms.all.len() as u32 - 1
        });
        if let Some(form) = forms.all.get_mut(index as usize)
            && form.heading_only
            && !heading
        {
            (form.heading_only, form.introduced) = (false, place);
        }
        forms.of_mention.push(Some(index));
    }
    forms
}

/// Hash and number of the letters and digits of a name, folded; `&` counts as `and`.
fn letters_of(document: &Document<'_>, mention: &Mention) -> (u64, usize) {
    let mut letters = Letters::default();
    let tokens = document.tokens.get(mention.tokens.indices()).unwrap_or(&[]);
    for (i, token) in tokens.iter().enumerate() {
        let text = token.span.of(document.text);
        if i == 0 && tokens.len() > 1 && text.eq_ignore_ascii_case("the") {
            continue;
        }
        if text == "&" && token.gap >= Gap::Space {
            "and".chars().for_each(|c| letters.add(c));
        } else if text.is_ascii() {
            text.chars().for_each(|c| letters.add(c));
        } else {
            fold_token(text).chars().for_each(|c| letters.add(c));
        }
    }
    if letters.count == 0 {
        mention.span.of(document.text).bytes().for_each(|b| letters.mix(b.into()));
    }
    (letters.hash, letters.count)
}

/// A running hash over letters and digits.
pub(super) struct Letters {
    /// The hash so far (FNV-1a over code points).
    pub hash: u64,
    /// How many letters it holds.
    pub count: usize,
}

impl Default for Letters {
    fn default() -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, count: 0 }
    }
}

impl Letters {
    /// Adds a character if it is a letter or digit.
    pub(super) fn add(&mut self, c: char) {
        if c.is_alphanumeric() {
            self.mix(u64::from(u32::from(c.to_lowercase().next().unwrap_or(c))));
            self.count += 1;
        }
    }

    fn mix(&mut self, value: u64) {
        self.hash = (self.hash ^ value).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(5);
    }
}

fn words_of(document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) -> Vec<NameWord> {
    let mut words: Vec<NameWord> = mention
        .tokens
        .indices()
        .filter_map(|i| document.tokens.get(i).map(|t| (i, t)))
        .filter(|(_, t)| !t.shape.has(Shape::PUNCT) && !t.shape.has(Shape::POSSESSIVE))
        .map(|(i, t)| NameWord {
            hash: t.hash,
            word: t.word,
            shape: t.shape,
            token: i as u32,
            letter: first_letter(t.span.of(document.text)),
        })
        .collect();
    if words.len() > 1 && words.first().is_some_and(|w| lexicon.is(w.word, Class::Determiner)) {
        words.remove(0);
    }
    words
}

fn first_letter(word: &str) -> char {
    let first = word.chars().next().unwrap_or(' ');
    if first.is_ascii() {
        return first.to_ascii_lowercase();
    }
    fold_token(word).chars().next().unwrap_or(first)
}

/// How many words stand before the legal form of an organization; at least one.
fn core_of(lexicon: &Lexicon, mention_type: MentionType, words: &[NameWord]) -> usize {
    if mention_type != MentionType::Organization {
        return words.len();
    }
    let legal = words.iter().rev().take_while(|w| lexicon.is(w.word, Class::LegalForm)).count();
    let mut core = (words.len() - legal).max(1).min(words.len());
    let joins = |w: &NameWord| lexicon.is(w.word, Class::Conjunction);
    if legal > 0 && core > 1 && words.get(core - 1).is_some_and(joins) {
        core -= 1;
    }
    core
}

/// The entries of name lists that are this name as a whole, of its type; the mention's own first.
fn entries_of(
    document: &Document<'_>,
    gazetteer: &Gazetteer,
    mention: &Mention,
    hits: &mut Vec<Hit>,
) -> Vec<EntryId> {
    let mut entries = Vec::new();
    if let Source::Entry(entry) = mention.source {
        entries.push(entry);
    }
    hits.clear();
    gazetteer.walk(document, mention.tokens.start as usize, hits);
    for hit in hits.iter().filter(|h| h.tokens == mention.tokens) {
        let fits = gazetteer
            .row(hit.entry)
            .is_some_and(|r| entry_type(r.entry_type) == Some(mention.mention_type));
        if fits && !entries.contains(&hit.entry) && entries.len() < 8 {
            entries.push(hit.entry);
        }
    }
    entries
}

/// The type of mention that an entry of this type names.
pub(super) fn entry_type(entry: EntryType) -> Option<MentionType> {
    Some(match entry {
        EntryType::Organization => MentionType::Organization,
        EntryType::Person => MentionType::Person,
        EntryType::Place => MentionType::Place,
        _ => return None,
    })
}
