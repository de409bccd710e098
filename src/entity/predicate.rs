//! What is said of `it`: deeds of organizations, or what only things and events do.

use super::alias::Names;
use crate::document::Shape;
use crate::lexicon::{Class, ClassSet, WordId};
use crate::mention::MentionType;

/// Furthest word of a predicate that is looked at.
const REACH: usize = 7;

/// What a predicate says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Predicate {
    /// What organizations do or are: `it owns`, `it was fined`, `it is the largest lender`.
    Body,
    /// What may be said of both.
    Open,
    /// What is said of things and events, or of nothing: `it was built`, `it is clear that`.
    Thing,
}

/// Reads the predicate that begins at a token: `will not have been`, then what counts. What is `said`
/// of a quality may be said of oneself: `Acme said it was happy`.
pub(super) fn read(names: &Names<'_>, at: usize, said: bool) -> Predicate {
    const STEPS: ClassSet =
        ClassSet::of(&[Class::Modal, Class::Negation, Class::Adverb, Class::Do]);
    let mut be = false;
    for i in at..at + REACH {
        let Some(token) = names.document.tokens.get(i) else { return Predicate::Open };
        let classes = names.lexicon.classes(token.word);
        let next = || names.lexicon.classes(names.document.word(i + 1));
        let going = |at: usize| {
            names.document.token_bytes(at) == b"going"
                && names.document.token_bytes(at + 1) == b"to"
        };
        if be && (going(i) || i > at && going(i - 1)) {
            // `it was going to be`
            continue;
        }
        if classes.has(Class::Be) {
            be = true;
        } else if classes.meets(STEPS) && !classes.has(Class::Impersonal) {
            continue;
        } else if !be && classes.has(Class::Have) {
            // `has agreed` is a tense, `has workers` a deed.
            let tense = next().has(Class::Be)
                || next().meets(STEPS)
                || is_participle(names, names.document.word(i + 1));
            if !tense {
                return Predicate::Body;
            }
        } else if be {
            return is_said(names, i, said);
        } else {
            return is_done(names, i);
        }
    }
    Predicate::Open
}

/// After a form of be.
fn is_said(names: &Names<'_>, at: usize, said: bool) -> Predicate {
    let Some(token) = names.document.tokens.get(at) else { return Predicate::Open };
    let classes = names.lexicon.classes(token.word);
    if classes.has(Class::BodyState) {
        // `it is expected to close` says nothing, `it is expected` with a share neither.
        return Predicate::Body;
    }
    if classes.has(Class::Impersonal) || names.document.token_bytes(at) == b"that" {
        return Predicate::Thing;
    }
    if token.shape.has(Shape::DIGIT) {
        return if is_share(names, at as u32) { Predicate::Body } else { Predicate::Thing };
    }
    if names.document.bytes_of(token).ends_with(b"ing") {
        return is_done(names, at);
    }
    if classes.has(Class::Determiner) || classes.has(Class::PossessivePronoun) {
        return is_a(names, at + 1);
    }
    if classes.has(Class::Preposition) || token.is_capital() {
        return Predicate::Open;
    }
    if said { Predicate::Open } else { Predicate::Thing }
}

/// `a bank`, `the third largest lender`: what it is says a noun that describes organizations.
fn is_a(names: &Names<'_>, from: usize) -> Predicate {
    for at in from..from + REACH {
        let Some(token) = names.document.tokens.get(at) else { break };
        let classes = names.lexicon.classes(token.word);
        if names.lexicon.referring(token.word).is_some_and(|r| r.organization || r.place)
            || classes.has(Class::OrganizationNoun)
            || classes.has(Class::BodyPart)
        {
            return Predicate::Body;
        }
        if token.shape.has(Shape::PUNCT) && names.document.token_bytes(at) != b"-"
            || classes.has(Class::Preposition)
            || classes.has(Class::Relative)
        {
            break;
        }
    }
    Predicate::Thing
}

/// The verb itself.
fn is_done(names: &Names<'_>, at: usize) -> Predicate {
    let word = names.document.word(at);
    let thing = |at: usize| names.lists.sense.has(names.document.word(at));
    if thing(at + 1) || thing(at + 2) {
        // `it makes no sense`
        return Predicate::Thing;
    }
    if has(names, at, Class::BodyVerb) || names.lexicon.is(word, Class::Say) {
        return Predicate::Body;
    }
    if has(names, at, Class::ThingVerb) || names.lexicon.is(word, Class::Impersonal) {
        return Predicate::Thing;
    }
    Predicate::Open
}

/// True when a word or the verb that it is a form of is in the class; verbs that no table has are
/// taken for regular.
pub(super) fn has(names: &Names<'_>, at: usize, class: Class) -> bool {
    let lexicon = names.lexicon;
    let word = names.document.word(at);
    if lexicon.is(word, class)
        || lexicon.inflections(word).iter().any(|i| lexicon.is(i.lemma, class))
    {
        return true;
    }
    let text = names.document.token_text(at);
    !word.is_known()
        && ["s", "es", "d", "ed", "ing"]
            .iter()
            .filter_map(|ending| text.strip_suffix(ending))
            .any(|stem| lexicon.is(lexicon.word(stem), class))
}

/// `gives it control`, `granted it a licence`: what is given something is a body.
pub(super) fn receives(names: &Names<'_>, verb: usize) -> bool {
    const THEME: ClassSet = ClassSet::of(&[Class::Determiner, Class::PossessivePronoun]);
    let lexicon = names.lexicon;
    let word = names.document.word(verb);
    let gives = |word: WordId| names.lists.giving.has(word);
    if !gives(word) && !lexicon.inflections(word).iter().any(|i| gives(i.lemma)) {
        return false;
    }
    let Some(next) = names.document.tokens.get(verb + 2) else { return false };
    let classes = lexicon.classes(next.word);
    classes.meets(THEME)
        || next.shape.has(Shape::DIGIT)
        || next.is_lower() && !classes.has(Class::Function) && !classes.has(Class::Adverb)
}

fn is_participle(names: &Names<'_>, word: WordId) -> bool {
    use crate::lexicon::Form;
    names.lexicon.inflections(word).iter().any(|i| i.form == Form::Participle)
}

/// `it is 34 percent owned`
fn is_share(names: &Names<'_>, at: u32) -> bool {
    let all = names.mentions.all();
    let next = all.partition_point(|m| m.tokens.end <= at);
    all.get(next).is_some_and(|m| m.tokens.start <= at && m.mention_type == MentionType::Percent)
}
