//! Pronouns: `it`, `its`, `he`, `she`, `they`.

use super::alias::Names;
use super::nominal::subject_of_clause;
use super::resolve::{Resolved, Walk};
use super::scene::{answers, verb_follows};
use super::score::Event;
use crate::document::{Shape, TokenRange};
use crate::lexicon::{Class, ClassSet, Position, Referring};
use crate::mention::{Kind, MentionType};

/// Furthest sentence back that a pronoun looks.
const SENTENCES: u32 = 3;

/// What a pronoun stands for; `None` where nothing fits or two readings are about equal.
pub(super) fn resolve(
    walk: &Walk<'_, '_>,
    at: u32,
    sentence: u32,
    referring: &Referring,
) -> Option<Resolved> {
    if referring.plural || referring.can_be(Position::Speaker) {
        return None;
    }
    let position = position(walk.names, at, referring);
    let thing = referring.organization;
    if thing && position != Position::Possessive && is_impersonal(walk.names, at) {
        return None;
    }
    let says = walk.names.lexicon.is(walk.names.document.word(at as usize + 1), Class::Say);
    let said =
        if thing && position == Position::Subject { said_before(walk.names, at) } else { None };
    let (clause, quote) = walk.scene.place(at);
    let subject = match position {
        Position::Object => subject_of_clause(walk, sentence, clause),
        _ => None,
    };
    let opens = walk
        .names
        .document
        .sentences
        .get(sentence as usize)
        .is_some_and(|s| at - s.tokens.start <= 2);
    let (index, score) = walk.best((sentence, SENTENCES), |event| {
        let speaks = said.is_some_and(|verb| is_speaker(walk, event, verb));
        if !speaks && !(can_stand(walk, referring, event) && !(says && says_nothing(walk, event))) {
            return None;
        }
        if subject.is_some() && event.root == subject {
            return None;
        }
        let mut score = walk.weights.common(event, sentence, quote);
        if speaks {
            score += walk.weights.parallel;
        }
        if event.sentence == sentence && event.place.subject {
            let local = event.clause == clause;
            score += match position {
                Position::Possessive if local => walk.weights.local_subject,
                Position::Subject if !local => walk.weights.parallel,
                _ => 0.0,
            };
        }
        if position != Position::Object && opens && event.leads {
            score += walk.weights.parallel;
        }
        if thing && event.mention_type == MentionType::Place {
            score += walk.weights.place;
        }
        if event.root.is_some() && event.root == walk.topic {
            score += walk.weights.topic;
        }
        Some(score)
    })?;
    let event = walk.events.get(index)?;
    Some(Resolved {
        tokens: TokenRange { start: at, end: at + 1 },
        kind: Kind::Pronoun,
        root: event.root?,
        antecedent: event.tokens.start,
        reason: "pronoun",
        confidence: (0.4 + 0.1 * score).clamp(0.5, 0.9),
    })
}

/// Subject before a verb, possessive before a noun, else object.
fn position(names: &Names<'_>, at: u32, referring: &Referring) -> Position {
    if !referring.can_be(Position::Object) {
        return referring.positions.first().copied().unwrap_or(Position::Object);
    }
    let after = at as usize + 1;
    if referring.can_be(Position::Subject) && verb_follows(names, after) {
        return Position::Subject;
    }
    let next = names.document.tokens.get(after);
    let noun = next
        .is_some_and(|t| t.shape.has(Shape::ALPHA) && !names.lexicon.is(t.word, Class::Function));
    if referring.can_be(Position::Possessive) && noun {
        return Position::Possessive;
    }
    Position::Object
}

/// Type, number and gender agree. What is no entity stands in the way of things alone.
fn can_stand(walk: &Walk<'_, '_>, referring: &Referring, event: &Event) -> bool {
    if event.mention_type == MentionType::Other {
        return referring.organization;
    }
    if !answers(referring, event.mention_type) {
        return false;
    }
    let gender = || event.root.and_then(|root| walk.gender(root));
    referring.gender.is_none() || gender().is_none_or(|g| Some(g) == referring.gender)
}

/// `Acme said it`, `Acme said that it`: whatever kind of name Acme looks like, it is the one that
/// speaks of itself. Not so of those known to be he or she.
fn is_speaker(walk: &Walk<'_, '_>, event: &Event, verb: u32) -> bool {
    let Some(root) = event.root.filter(|_| event.tokens.end <= verb) else { return false };
    let ticker = walk.names.document.token_bytes(event.tokens.end as usize) == b">";
    event.tokens.end + u32::from(ticker) == verb && walk.gender(root).is_none()
}

/// The verb of saying before a pronoun: `said it`, `said that it`.
fn said_before(names: &Names<'_>, at: u32) -> Option<u32> {
    let that = u32::from(names.document.token_bytes((at as usize).wrapping_sub(1)) == b"that");
    let verb = at.checked_sub(1 + that)?;
    names.lexicon.is(names.document.word(verb as usize), Class::Say).then_some(verb)
}

/// A price or a plan says nothing; a report does.
fn says_nothing(walk: &Walk<'_, '_>, event: &Event) -> bool {
    let head = walk.names.document.word(event.tokens.end as usize - 1);
    event.mention_type == MentionType::Other && !walk.names.lexicon.is(head, Class::Document)
}

/// `it is 34 percent owned`
fn is_share(names: &Names<'_>, at: u32) -> bool {
    let all = names.mentions.all();
    let next = all.partition_point(|m| m.tokens.end <= at);
    all.get(next).is_some_and(|m| m.tokens.start <= at && m.mention_type == MentionType::Percent)
}

/// `it is expected that`, `it was not clear`, `it seems`, `it takes`, `it was 1999`.
fn is_impersonal(names: &Names<'_>, at: u32) -> bool {
    const GOES_ON: ClassSet = ClassSet::of(&[
        Class::Modal,
        Class::Negation,
        Class::Adverb,
        Class::Have,
        Class::Do,
        Class::Be,
    ]);
    let lexicon = names.lexicon;
    let begin = at as usize + 1;
    let mut be = false;
    for i in begin..begin + 6 {
        let Some(token) = names.document.tokens.get(i) else { return false };
        let classes = lexicon.classes(token.word);
        let says_nothing = classes.has(Class::Impersonal)
            || be
                && (names.document.token_bytes(i + 1) == b"that"
                    || token.shape.has(Shape::DIGIT) && !is_share(names, i as u32));
        if says_nothing {
            return true;
        }
        be |= classes.has(Class::Be);
        let other = || be && token.is_lower() && (i == begin || !classes.has(Class::Verb));
        if !classes.meets(GOES_ON) && !other() {
            return false;
        }
    }
    false
}
