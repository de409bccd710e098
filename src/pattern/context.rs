//! What atoms look at: one sentence as units, with the document and mentions behind them.

use crate::document::{Document, Shape};
use crate::lexicon::{Class, Lexicon, WordId, fixed};
use crate::mention::{Kind, Mention, MentionId, MentionType, Mentions};
use crate::phrase::{Look, Unit, UnitKind, Units, VerbGroup};
use crate::step;

use super::node::TypeSet;

/// One sentence, ready for matching.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Its lexicon.
    pub lexicon: &'a Lexicon,
    /// All mentions of the document.
    pub mentions: &'a Mentions,
    /// The sentence.
    pub units: &'a Units,
}

impl<'a> Context<'a> {
    /// One unit.
    #[inline]
    pub fn unit(&self, at: usize) -> Option<&'a Unit> {
        step::take();
        self.units.row.get(at)
    }

    /// What rules ask of one unit.
    #[inline]
    pub fn look(&self, at: usize) -> Option<&'a Look> {
        step::take();
        self.units.looks.get(at)
    }

    /// The verb group that is this unit.
    #[inline]
    pub fn verb(&self, at: usize) -> Option<&'a VerbGroup> {
        match self.unit(at)?.kind {
            UnitKind::Verb(v) => self.units.verbs.get(v),
            _ => None,
        }
    }

    /// The mention that is this unit.
    pub fn mention(&self, at: usize) -> Option<&'a Mention> {
        match self.unit(at)?.kind {
            UnitKind::Mention(m) => self.mentions.get(m),
            _ => None,
        }
    }

    /// The mentions that are this unit: one, or those of a list.
    pub fn members(&self, at: usize) -> &'a [MentionId] {
        match self.unit(at).map(|u| &u.kind) {
            Some(UnitKind::Mention(m)) => std::slice::from_ref(m),
            Some(UnitKind::List(l)) => self.units.lists.get(*l).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// True when a mention that is this unit has one of the types. A list may hold organizations
    /// beside persons; those of the type count alone.
    #[inline]
    pub fn has_type(&self, at: usize, types: TypeSet) -> bool {
        self.look(at).is_some_and(|look| look.types & types.0 != 0)
    }

    /// The mentions that are this unit and have one of the types.
    pub fn members_of(&self, at: usize, types: TypeSet) -> impl Iterator<Item = MentionId> {
        let fits = move |m: &&MentionId| {
            self.mentions.get(**m).is_some_and(|mention| types.has(mention.mention_type))
        };
        self.members(at).iter().filter(fits).copied()
    }

    /// The word that this unit is, where it can be matched as one: a word, a verb group of one
    /// token, a pronoun, a title of one word (`shareholder`).
    #[inline]
    pub fn word(&self, at: usize) -> Option<WordId> {
        let unit = self.unit(at)?;
        match unit.kind {
            UnitKind::Word(word) => Some(word),
            _ if unit.tokens.len() != 1 => None,
            UnitKind::Mention(m) if !self.is_pronoun(m) && !self.is_title(m) => None,
            UnitKind::List(_) => None,
            _ => Some(self.document.word(unit.tokens.start as usize)),
        }
    }

    /// True for `its`, `his`, `their`, `whose` that stand for somebody.
    pub fn is_possessive_pronoun(&self, at: usize) -> bool {
        let Some(Unit { kind: UnitKind::Mention(m), tokens }) = self.unit(at).copied() else {
            return false;
        };
        let word = self.document.word(tokens.start as usize);
        let possessive = word == fixed::WHOSE || self.lexicon.is(word, Class::PossessivePronoun);
        tokens.len() == 1 && self.is_pronoun(m) && possessive
    }

    fn is_pronoun(&self, mention: MentionId) -> bool {
        self.mentions.get(mention).is_some_and(|m| m.kind == Kind::Pronoun)
    }

    /// True for a job title, whose words are as good as any others.
    pub(crate) fn is_title(&self, mention: MentionId) -> bool {
        self.mentions.get(mention).is_some_and(|m| m.mention_type == MentionType::Role)
    }

    /// True when the words of this unit may be part of a phrase of words.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        match self.unit(at).map(|u| u.kind) {
            Some(UnitKind::Word(_) | UnitKind::Verb(_)) => true,
            Some(UnitKind::Mention(m)) => self.is_pronoun(m) || self.is_title(m),
            _ => false,
        }
    }

    /// The shape of the first token of a unit.
    pub(super) fn shape(&self, at: usize) -> Shape {
        let token = self.unit(at).map_or(usize::MAX, |u| u.tokens.start as usize);
        self.document.tokens.get(token).map(|t| t.shape).unwrap_or_default()
    }

    /// The word or sign that this unit is; [`WordId::UNKNOWN`] for all that is more.
    #[inline]
    pub fn sign(&self, at: usize) -> WordId {
        self.unit(at).map_or(WordId::UNKNOWN, Unit::word)
    }

    /// The words of a unit as written.
    pub fn text(&self, at: usize) -> &'a str {
        self.unit(at).map_or("", |u| self.document.text_of(u.tokens))
    }

    /// A unit for a person to read: `[organization Fiat]`, `<own: owns>`, `of`.
    pub fn describe(&self, at: usize) -> String {
        let text = self.text(at);
        match self.unit(at).map(|u| u.kind) {
            Some(UnitKind::Verb(_)) => {
                let verb = self.verb(at);
                let lemma = verb.map_or("", |v| self.lexicon.folded(v.lemma));
                let voice = verb.map_or("", |v| match v.voice {
                    crate::phrase::Voice::Active => "",
                    crate::phrase::Voice::Passive => " passive",
                });
                let subject = verb.and_then(|v| v.subject).map_or("", |s| self.text(s));
                format!("<{lemma}{voice}({subject}): {text}>")
            }
            Some(UnitKind::Mention(_) | UnitKind::List(_)) => {
                let first = self.members(at).first().and_then(|m| self.mentions.get(*m));
                format!("[{} {text}]", first.map_or("", |m| m.mention_type.name()))
            }
            _ => text.to_owned(),
        }
    }

    /// True for what may be stepped over freely: quotes, hyphens, the angle brackets of a wire.
    pub(super) fn is_silent(&self, at: usize) -> bool {
        self.look(at).is_some_and(|look| look.is(Look::SILENT))
    }

    /// True for a preposition that opens no clause.
    pub(crate) fn is_preposition(&self, at: usize) -> bool {
        match self.unit(at).map(|u| u.kind) {
            Some(UnitKind::Word(word)) => {
                let classes = self.lexicon.classes(word);
                classes.has(Class::Preposition) && !classes.has(Class::Subordinator)
            }
            _ => false,
        }
    }

    /// True for an adverb outside verb groups.
    pub(crate) fn is_adverb(&self, at: usize) -> bool {
        self.look(at).is_some_and(|look| look.is(Look::ADVERB))
    }
}
