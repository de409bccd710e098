//! What stands right beside a word that may wake rules, asked before the sentence becomes units: a
//! sentence in which no such word has beside it what its rules need there stays as it is.

use super::index::Trigger;
use crate::document::{Shape, Token};
use crate::lexicon::{ByWord, Class, ClassSet, Lexicon, WordId, fixed};
use crate::mention::{Kind, Mention, MentionType};
use crate::pattern::{Edge, TypeSet};
use crate::phrase::begins_verb;

/// What a word is to rules, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Part(u8);

impl Part {
    /// An adverb, which may be stepped over.
    const ADVERB: u8 = 1;
    /// A verb group may end with it.
    const ENDS_VERB: u8 = 1 << 1;
    /// A verb group may begin with it.
    const BEGINS_VERB: u8 = 1 << 2;
    /// Some list of some need holds it.
    pub(super) const NEEDED: u8 = 1 << 3;
    /// It may wake a rule.
    pub(super) const WAKES: u8 = 1 << 4;

    #[inline]
    pub(super) fn has(self, any: u8) -> bool {
        self.0 & any != 0
    }
}

/// For each word what it is to rules.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts(ByWord<Part>);

impl Parts {
    pub(super) fn new(
        lexicon: &Lexicon,
        needed: impl Fn(WordId) -> bool,
        wakes: impl Fn(WordId) -> bool,
    ) -> Self {
        const VERBAL: ClassSet = ClassSet::of(&[
            Class::Verb,
            Class::Be,
            Class::Have,
            Class::Do,
            Class::Modal,
            Class::Negation,
        ]);
        let mut parts = ByWord::default();
        for word in (0..lexicon.len() as u32).map(WordId) {
            let classes = lexicon.classes(word);
            let inflected = !lexicon.inflections(word).is_empty();
            let ends = inflected || classes.meets(VERBAL) || word == fixed::LONGER;
            let bits = [
                (classes.has(Class::Adverb), Part::ADVERB),
                (ends, Part::ENDS_VERB),
                (begins_verb(lexicon, word), Part::BEGINS_VERB),
                (needed(word), Part::NEEDED),
                (wakes(word), Part::WAKES),
            ];
            let own = bits.iter().filter(|(is, _)| *is).fold(0, |all, (_, bit)| all | bit);
            *parts.slot(word) = Part(own);
        }
        Self(parts)
    }

    #[inline]
    pub(super) fn of(&self, word: WordId) -> Part {
        self.0.get(word)
    }

    /// The tokens whose words are needed or wake, by their places in the sentence. Written without a
    /// branch for each token.
    pub(super) fn telling<'r>(&self, tokens: &[Token], room: &'r mut Vec<u32>) -> &'r [u32] {
        room.resize(room.len().max(tokens.len()), 0);
        let mut count = 0;
        for (at, token) in (0..).zip(tokens) {
            if let Some(slot) = room.get_mut(count) {
                *slot = at;
            }
            count += usize::from(self.of(token.word).has(Part::NEEDED | Part::WAKES));
        }
        room.get(..count).unwrap_or_default()
    }
}

/// What the unit beside a token may be: more than it will be.
#[derive(Debug, Clone, Copy)]
struct Side {
    /// Anything, or what may be stepped over.
    open: bool,
    /// The bits of its words, see [`WordId::bit`].
    words: u64,
    types: TypeSet,
}

const NOTHING: Side = Side { open: false, words: 0, types: TypeSet(0) };
const ANYTHING: Side = Side { open: true, ..NOTHING };

/// What may stand on both sides of a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    before: Side,
    behind: Side,
}

impl Beside {
    /// Beside the token `at` of a sentence. `before` is the mention that begins last before it,
    /// `named` says that one begins with it.
    pub(super) fn of(
        parts: &Parts,
        tokens: &[Token],
        at: usize,
        place: u32,
        before: Option<&Mention>,
        named: bool,
    ) -> Self {
        let here = tokens.get(at).map_or(Part::default(), |token| parts.of(token.word));
        // With a verb group or a title that begins here the unit may go on behind the token.
        let more = named || here.has(Part::BEGINS_VERB);
        let behind = || side(tokens.get(at + 1), parts, Part::BEGINS_VERB);
        let mut left =
            at.checked_sub(1).map_or(NOTHING, |at| side(tokens.get(at), parts, Part::ENDS_VERB));
        if let Some(mention) = before.filter(|mention| mention.tokens.end == place) {
            left.types = types_in_list(mention);
        }
        Self { before: left, behind: if more { ANYTHING } else { behind() } }
    }

    /// False when what the variants of a bucket need beside their trigger cannot stand there.
    pub(super) fn fits(&self, trigger: Trigger, [left, right]: [Edge; 2]) -> bool {
        // The group of a verb may begin before its token and end behind it.
        if matches!(trigger, Trigger::Lemma(_)) {
            return true;
        }
        let Self { before, behind } = self;
        (before.open || left.takes(before.words, before.types))
            && (behind.open || !right.asks_words() || right.takes(behind.words, NOTHING.types))
    }
}

/// The unit that ends or begins with a token, whichever of both `verb` stands for.
fn side(token: Option<&Token>, parts: &Parts, verb: u8) -> Side {
    let Some(token) = token else { return NOTHING };
    let part = parts.of(token.word);
    // Signs may be silent, and open and close asides.
    if !token.shape.has(Shape::ALPHA.with(Shape::DIGIT)) || part.has(Part::ADVERB) {
        return ANYTHING;
    }
    let words = if part.has(verb) { u64::MAX } else { token.word.bit() };
    Side { open: false, words, types: TypeSet::default() }
}

/// The types of a mention, and of those that may stand in one list with it.
fn types_in_list(mention: &Mention) -> TypeSet {
    let own = TypeSet::of(mention.mention_type);
    if mention.kind != Kind::Name || !mention.mention_type.is_entity() {
        return own;
    }
    let all = [MentionType::Organization, MentionType::Person, MentionType::Place];
    all.into_iter().map(TypeSet::of).fold(own, TypeSet::with)
}
