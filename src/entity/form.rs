//! Distinct names: all mentions that are written alike, as one form.

use std::cell::OnceCell;

use super::entities::Part;
use crate::document::fold::fold_token;
use crate::document::{Document, Gap, Shape, TokenRange};
use crate::gazetteer::{EntryId, EntryType, Gazetteer};
use crate::lexicon::{Class, Lexicon, WordId};
use crate::mention::{Kind, Mention, MentionId, MentionType, Mentions, Source};
use crate::span::Span;

/// Most entries of name lists that are kept of one form.
const MOST_ENTRIES: usize = 8;

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
pub(super) struct Form<'s> {
    /// organization, person or place.
    pub mention_type: MentionType,
    /// Its first mention.
    pub first: MentionId,
    /// Where that stands.
    pub span: Span,
    /// Its words, without punctuation and a leading article.
    pub words: &'s [NameWord],
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
    /// Its tokens in its first mention, and the entry of a name list that found it there.
    pub tokens: TokenRange,
    /// See `tokens`.
    pub source: Option<EntryId>,
    entries: OnceCell<Vec<EntryId>>,
}

impl<'s> Form<'s> {
    /// Entries of name lists that have exactly this name and its type, looked up once.
    pub(super) fn entries(&self, document: &Document<'_>, gazetteer: &Gazetteer) -> &[EntryId] {
        let Self { tokens, source, mention_type, .. } = *self;
        self.entries.get_or_init(|| entries_of(document, gazetteer, tokens, mention_type, source))
    }

    /// The words before the legal form.
    pub(super) fn core_words(&self) -> &'s [NameWord] {
        self.words.get(..self.core).unwrap_or(self.words)
    }

    /// The words of the legal form.
    pub(super) fn legal_words(&self) -> &'s [NameWord] {
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
#[derive(Debug)]
pub(super) struct Forms<'s> {
    /// In the order of their first mention.
    pub all: Vec<Form<'s>>,
    /// For each mention its form; `None` for values, roles and names of type other.
    pub of_mention: Vec<Option<u32>>,
}

/// A form whose words are known by their place.
#[derive(Debug)]
struct Draft {
    form: Form<'static>,
    words: Part,
}

/// The words of all forms, side by side.
#[derive(Debug, Default)]
pub(super) struct Store {
    words: Vec<NameWord>,
}

/// Forms before they are bound to what the store holds.
#[derive(Debug)]
pub(super) struct Drafts {
    all: Vec<Draft>,
    of_mention: Vec<Option<u32>>,
}

impl Store {
    /// All distinct names. Linear in the tokens of all names.
    pub(super) fn read(
        &mut self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        mentions: &Mentions,
    ) -> Drafts {
        let most = mentions.len();
        let mut drafts =
            Drafts { all: Vec::with_capacity(most / 2), of_mention: Vec::with_capacity(most) };
        self.words.reserve(most);
        let mut known = Known::new(most);
        let mut sentences = document.sentences.iter().peekable();
        for (id, mention) in mentions.iter() {
            if mention.kind != Kind::Name || !mention.mention_type.is_entity() {
                drafts.of_mention.push(None);
                continue;
            }
            let place = mention.tokens.start;
            while sentences.next_if(|s| s.tokens.end <= place).is_some() {}
            let heading = sentences.peek().is_some_and(|s| s.heading);
            let letters = letters_of(document, mention);
            let index = known.find(&drafts.all, mention.mention_type, letters.hash());
            if index == drafts.all.len() {
                drafts.all.push(self.draft(document, lexicon, (id, mention), letters));
            }
            if let Some(Draft { form, .. }) = drafts.all.get_mut(index)
                && form.heading_only
                && !heading
            {
                (form.heading_only, form.introduced) = (false, place);
            }
            drafts.of_mention.push(Some(index as u32));
        }
        drafts
    }

    fn draft(
        &mut self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        (first, mention): (MentionId, &Mention),
        letters: Letters,
    ) -> Draft {
        let words = self.words.len();
        self.add_words(document, lexicon, mention);
        let own = self.words.get(words..).unwrap_or(&[]);
        let form = Form {
            mention_type: mention.mention_type,
            first,
            span: mention.span,
            words: &[],
            core: core_of(lexicon, mention.mention_type, own),
            letters: letters.hash(),
            length: letters.count,
            introduced: mention.tokens.start,
            heading_only: true,
            tokens: mention.tokens,
            source: match mention.source {
                Source::Entry(entry) => Some(entry),
                Source::Rule(_) => None,
            },
            entries: OnceCell::new(),
        };
        Draft { form, words: Part::new(words, self.words.len()) }
    }

    fn add_words(&mut self, document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) {
        let tokens = document.tokens.get(mention.tokens.indices()).unwrap_or(&[]);
        let start = self.words.len();
        let words = (mention.tokens.start..)
            .zip(tokens)
            .filter(|(_, t)| !t.shape.has(const { Shape::PUNCT.with(Shape::POSSESSIVE) }));
        self.words.extend(words.map(|(token, t)| NameWord {
            hash: t.hash,
            word: t.word,
            shape: t.shape,
            token,
            letter: first_letter(t.span.of(document.text)),
        }));
        let own = self.words.get(start..).unwrap_or(&[]);
        if own.len() > 1 && own.first().is_some_and(|w| lexicon.is(w.word, Class::Determiner)) {
            self.words.remove(start);
        }
    }

    /// The forms, bound to their words.
    pub(super) fn forms(&self, drafts: Drafts) -> Forms<'_> {
        let bound = drafts.all.into_iter();
        let bound = bound.map(|draft| Form { words: draft.words.of(&self.words), ..draft.form });
        Forms { all: bound.collect(), of_mention: drafts.of_mention }
    }
}

/// Forms by type and letters: open addressing, at most half full.
struct Known(Vec<u32>);

impl Known {
    /// Room for so many forms.
    fn new(forms: usize) -> Self {
        Self(vec![0; (2 * forms).next_power_of_two().max(2)])
    }

    /// The number of the form; that of the next one to come where it is new.
    fn find(&mut self, forms: &[Draft], mention_type: MentionType, letters: u64) -> usize {
        let mask = self.0.len() - 1;
        let mut at = (letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize;
        while let Some(slot) = self.0.get_mut(at & mask) {
            let Some(number) = slot.checked_sub(1) else {
                *slot = forms.len() as u32 + 1;
                break;
            };
            let form = forms.get(number as usize).map(|d| &d.form);
            if form.is_some_and(|f| f.letters == letters && f.mention_type == mention_type) {
                return number as usize;
            }
            at += 1;
        }
        forms.len()
    }
}

/// Hash and number of the letters and digits of a name, folded; `&` counts as `and`.
fn letters_of(document: &Document<'_>, mention: &Mention) -> Letters {
    let mut letters = Letters::default();
    let tokens = document.tokens.get(mention.tokens.indices()).unwrap_or(&[]);
    for (i, token) in tokens.iter().enumerate() {
        let text = document.bytes_of(token);
        if i == 0 && tokens.len() > 1 && text.eq_ignore_ascii_case(b"the") {
            continue;
        }
        if text == b"&" && token.gap >= Gap::Space {
            letters.add_ascii(b"and");
        } else if text.is_ascii() {
            letters.add_ascii(text);
        } else {
            fold_token(token.span.of(document.text)).chars().for_each(|c| letters.add(c));
        }
    }
    if letters.count == 0 {
        mention.span.of(document.text).bytes().for_each(|b| letters.mix(b.into()));
    }
    letters
}

/// A running hash over letters and digits (FNV-1a over eight at a time).
#[derive(Debug)]
pub(super) struct Letters {
    hash: u64,
    /// Those that are not in the hash yet.
    rest: u64,
    /// How many letters it holds.
    pub count: usize,
}

impl Default for Letters {
    fn default() -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, rest: 0, count: 0 }
    }
}

impl Letters {
    /// Adds a character if it is a letter or digit.
    pub(super) fn add(&mut self, c: char) {
        if c.is_ascii() {
            self.add_ascii(&[c as u8]);
        } else if c.is_alphanumeric() {
            self.mix(u64::from(u32::from(c.to_lowercase().next().unwrap_or(c))));
            self.count += 1;
        }
    }

    /// The hash of all that was added.
    pub(super) fn hash(&self) -> u64 {
        let Self { hash, rest, count } = self;
        mixed(mixed(*hash, *rest), *count as u64)
    }

    fn add_ascii(&mut self, word: &[u8]) {
        for byte in word.iter().filter(|b| b.is_ascii_alphanumeric()) {
            self.rest = self.rest << 8 | u64::from(byte.to_ascii_lowercase());
            self.count += 1;
            if self.rest >> 56 != 0 {
                self.mix(0);
            }
        }
    }

    fn mix(&mut self, value: u64) {
        self.hash = mixed(self.hash, self.rest ^ value << 24);
        self.rest = 0;
    }
}

fn mixed(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(25)
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

/// The entries of name lists that are these tokens as a whole, of this type; the one that found
/// the mention first. A look into the lists for each prefix of the name.
pub(super) fn entries_of(
    document: &Document<'_>,
    gazetteer: &Gazetteer,
    tokens: TokenRange,
    mention_type: MentionType,
    source: Option<EntryId>,
) -> Vec<EntryId> {
    let mut entries: Vec<EntryId> = source.into_iter().collect();
    gazetteer.visit(document, tokens.start as usize, false, |found, entry, sense| {
        if found == tokens
            && entry_type(sense.entry_type) == Some(mention_type)
            && entries.len() < MOST_ENTRIES
            && !entries.contains(&entry)
        {
            entries.push(entry);
        }
    });
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
