//! Patterns with all names resolved: what the program is made from.

use std::sync::Arc;

use super::syntax::ShapeName;
use crate::lexicon::{Class, Lexicon, WordId};
use crate::mention::MentionType;

/// The number of a role in its relation's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RoleId(pub u8);

/// A set of mention types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TypeSet(pub u16);

impl TypeSet {
    /// The pseudo-type of roles that hold words (`[round=series a]`), no mention.
    pub const TEXT: Self = Self(1 << 15);

    /// The set of one type.
    pub fn of(mention_type: MentionType) -> Self {
        Self(1 << mention_type as u16)
    }

    /// True when the type is in the set.
    pub fn has(self, mention_type: MentionType) -> bool {
        self.0 & Self::of(mention_type).0 != 0
    }

    /// Both sets.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when all of `other` is in the set.
    pub fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The organizations, persons and places of the set.
    #[must_use]
    pub fn entities(self) -> Self {
        let all = [MentionType::Organization, MentionType::Person, MentionType::Place];
        Self(self.0 & all.iter().fold(0, |set, t| set | Self::of(*t).0))
    }

    /// The numbers of its types, rising.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let first = (rest != 0).then(|| rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(first)
        })
    }

    /// True without any type.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Words, lists and lemmas: what can be found by the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Lexical {
    /// Single words, sorted.
    pub words: Vec<WordId>,
    /// Entries of several words, sorted by the first, of one first word long ones first.
    pub phrases: Vec<Vec<WordId>>,
    /// Verbs by base form, sorted.
    pub lemmas: Vec<WordId>,
    /// Verbs with the words that must follow (`take over`), sorted by verb.
    pub verb_phrases: Vec<(WordId, Vec<WordId>)>,
    /// Words of the longest entry.
    pub longest: usize,
    /// Set for a token as written.
    pub exact: Option<String>,
    /// `'s` in any of its forms, or nothing after a possessive pronoun.
    pub possessive: bool,
}

impl Lexical {
    /// True when it stands for verbs alone.
    pub fn is_verb(&self) -> bool {
        let verbs = !self.lemmas.is_empty() || !self.verb_phrases.is_empty();
        verbs && self.words.is_empty() && self.phrases.is_empty()
    }

    /// The entries of several words that begin with this one.
    pub fn phrases_from(&self, first: WordId) -> impl Iterator<Item = &[WordId]> {
        let start = self.phrases.partition_point(|p| p.first() < Some(&first));
        let rest = self.phrases.get(start..).unwrap_or(&[]).iter();
        rest.take_while(move |p| p.first() == Some(&first)).map(Vec::as_slice)
    }

    /// What must follow the verb, for each of its entries.
    pub fn after_verb(&self, verb: WordId) -> impl Iterator<Item = &[WordId]> {
        let start = self.verb_phrases.partition_point(|(v, _)| *v < verb);
        let rest = self.verb_phrases.get(start..).unwrap_or(&[]).iter();
        rest.take_while(move |(v, _)| *v == verb).map(|(_, rest)| rest.as_slice())
    }

    /// The words with which it may begin.
    pub fn first_words(&self) -> impl Iterator<Item = WordId> {
        let phrases = self.phrases.iter().filter_map(|p| p.first().copied());
        self.words.iter().copied().chain(phrases)
    }

    /// Words of which one stands wherever it stands as words: its single words, and of each phrase
    /// the one that says most.
    pub fn telling_words(&self, lexicon: &Lexicon) -> impl Iterator<Item = WordId> {
        let weight = |w: &WordId| (common(lexicon, *w, 4), usize::MAX - lexicon.folded(*w).len());
        let phrases = self.phrases.iter().filter_map(move |p| p.iter().copied().min_by_key(weight));
        self.words.iter().copied().chain(phrases)
    }

    /// The verbs, by base form, with which it may begin.
    pub fn first_lemmas(&self) -> impl Iterator<Item = WordId> {
        self.lemmas.iter().copied().chain(self.verb_phrases.iter().map(|(verb, _)| *verb))
    }

    /// How often it may wake a rule, roughly: small is rare.
    pub fn frequency(&self, lexicon: &Lexicon) -> u32 {
        let words: u32 = self.first_words().map(|w| common(lexicon, w, 4)).sum();
        let verbs: u32 = self.first_lemmas().map(|v| common(lexicon, v, 6)).sum();
        words + verbs + if self.possessive { 1500 } else { 0 }
    }
}

fn common(lexicon: &Lexicon, word: WordId, otherwise: u32) -> u32 {
    let classes = lexicon.classes(word);
    if classes.has(Class::Be) || classes.has(Class::Have) || classes.has(Class::Do) {
        return 500;
    }
    let sign = !lexicon.folded(word).starts_with(char::is_alphanumeric);
    if sign || classes.has(Class::Function) { 1000 } else { otherwise }
}

/// One test on a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    /// Words or verbs.
    Lexical(Arc<Lexical>),
    /// A mention, captured when there is a role.
    Mention {
        /// The role it fills.
        role: Option<RoleId>,
        /// The types it may have.
        types: TypeSet,
        /// Words of which one must stand in it.
        having: Option<Arc<Lexical>>,
    },
    /// A shape.
    Shape(ShapeName),
}

/// One part of a resolved pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// A test.
    Atom(Atom),
    /// One of several sequences.
    Group(Vec<Vec<Node>>),
    /// A sequence that may be absent.
    Optional(Vec<Node>),
    /// One unit that the atom does not match.
    Not(Atom),
    /// A gap of at most so many units.
    Gap(u8),
    /// Words captured under a role.
    Capture(RoleId, Vec<Node>),
    /// Remembers that this branch was taken.
    Mark(u16),
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
}

/// An alternative or option of a pattern: some example must take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Branch {
    /// First byte in the pattern.
    pub at: usize,
    /// One past its last byte.
    pub end: usize,
}

/// A pattern with its names resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    /// Its parts.
    pub nodes: Vec<Node>,
    /// Its branches; a [`Node::Mark`] is an index into them.
    pub branches: Vec<Branch>,
}

/// The roles that the nodes can fill, sorted.
pub(super) fn roles(nodes: &[Node]) -> Vec<RoleId> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Atom(Atom::Mention { role: Some(role), .. }) => found.push(*role),
            Node::Group(all) => all.iter().for_each(|a| found.extend(roles(a))),
            Node::Optional(inner) => found.extend(roles(inner)),
            Node::Capture(role, inner) => {
                found.push(*role);
                found.extend(roles(inner));
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// True when the nodes match without any unit.
pub(super) fn may_be_empty(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Atom(_) | Node::Not(_) => false,
        Node::Group(all) => all.iter().any(|a| may_be_empty(a)),
        Node::Capture(_, inner) => may_be_empty(inner),
        Node::Optional(_) | Node::Gap(_) | Node::Mark(_) | Node::Start | Node::End => true,
    })
}
