//! Pronouns: `it`, `its`, `he`, `she`, `they`.

use super::alias::Names;
use super::behind::named_behind;
use super::binding::{addressee, apposed_or_equal, beside, is_board, is_enabled, is_unit, plans};
use super::deal;
use super::nominal::subject_of_clause;
use super::predicate::{self, Predicate};
use super::resolve::{Resolved, Walk};
use super::scene::{answers, verb_follows};
use super::score::Event;
use crate::document::{Shape, TokenRange};
use crate::lexicon::{Class, ClassSet, Position, Referring};
use crate::mention::{Kind, MentionType};

/// Furthest sentence back that a pronoun looks.
const SENTENCES: u32 = 3;

/// Furthest sentence back that a pronoun for a person looks.
const SENTENCES_OF_PERSONS: u32 = 5;

/// So many tokens at most stand between a state and what it does to its own.
const NEAR: u32 = 12;

/// What is known of a pronoun before anything is looked at that it may stand for.
struct Asked<'r> {
    /// Where it stands.
    at: u32,
    /// The entity that was named or meant last.
    latest: Option<u32>,
    referring: &'r Referring,
    position: Position,
    /// It may stand for an organization or place.
    thing: bool,
    /// What stands behind it has a state alone: `its finance minister`.
    state: bool,
    /// What stands beside it is said of organizations alone.
    body: bool,
    /// The verb of saying before it: `said it`.
    said: Option<u32>,
    /// The organization of the person who is speaking.
    affiliated: Option<u32>,
    /// The organization named right before it: `against Acme over its`, `Acme and its`.
    beside: Option<u32>,
    /// That is joined to its noun: `Acme and its`.
    joined: bool,
    /// The first sentence that a thing may stand in.
    since: u32,
    /// An entity that it cannot be.
    not: Option<u32>,
    /// Those that its sentence names behind it.
    behind: Vec<u32>,
    /// It says something: `it said`.
    says: bool,
    clause: u32,
    quote: u32,
    opens: bool,
    /// It stands right behind a semicolon.
    resumes: bool,
}

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
    if let Some(found) = spoken_for(walk, at, referring) {
        return Some(found);
    }
    if referring.organization
        && referring.can_be(Position::Object)
        && deal::is_valued(walk.names, at)
        && let Some(target) = deal::target(walk, sentence)
    {
        return deal::stand(TokenRange { start: at, end: at + 1 }, &target, Kind::Pronoun);
    }
    let asked = ask(walk, at, sentence, referring)?;
    let reach = if asked.thing { SENTENCES } else { SENTENCES_OF_PERSONS };
    let (index, score) =
        walk.best((sentence, reach), |event| score(walk, &asked, event, sentence))?;
    let event = walk.events.get(index)?;
    Some(Resolved {
        tokens: TokenRange { start: at, end: at + 1 },
        kind: Kind::Pronoun,
        root: event.root?,
        antecedent: event.tokens.start,
        reason: if asked.affiliated.is_some() && event.root == asked.affiliated {
            "pronoun of its officer"
        } else {
            "pronoun"
        },
        confidence: (0.4 + 0.1 * score).clamp(0.5, 0.9),
    })
}

/// A subject that does what organizations do, whichever that is.
pub(super) fn is_some_body(names: &Names<'_>, at: u32, referring: &Referring) -> bool {
    referring.organization
        && position(names, at, referring) == Position::Subject
        && predicate::read(names, at as usize + 1, false) == Predicate::Body
}

/// `His lawyer said he`, `Acme's spokesman said it`: such persons speak of who sent them.
fn spoken_for(walk: &Walk<'_, '_>, at: u32, referring: &Referring) -> Option<Resolved> {
    let names = walk.names;
    if position(names, at, referring) != Position::Subject {
        return None;
    }
    let speaker = said_before(names, at)?.checked_sub(1)?;
    let word = names.document.word(speaker as usize);
    if !names.lists.speaks_for.has(word) {
        return None;
    }
    let possessive =
        names.document.tokens.get((speaker as usize).checked_sub(1)?)?.shape.has(Shape::POSSESSIVE);
    let end = speaker - u32::from(possessive);
    let mut recent = walk.events.iter().rev().take(4);
    let owner = recent.find(|e| e.tokens.end == end && (possessive || e.place.possessive))?;
    let root = owner.root.filter(|_| answers(referring, owner.mention_type))?;
    let gender = referring.gender.is_none()
        || walk.gender(root).is_none_or(|known| Some(known) == referring.gender);
    gender.then_some(Resolved {
        tokens: TokenRange { start: at, end: at + 1 },
        kind: Kind::Pronoun,
        root,
        antecedent: owner.tokens.start,
        reason: "pronoun of who is spoken for",
        confidence: 0.75,
    })
}

/// Reads what stands around a pronoun; `None` where that says that nothing named is meant.
fn ask<'r>(
    walk: &Walk<'_, '_>,
    at: u32,
    sentence: u32,
    referring: &'r Referring,
) -> Option<Asked<'r>> {
    let names = walk.names;
    let position = position(names, at, referring);
    let thing = referring.organization;
    let (mut body, mut state) = (false, false);
    if thing {
        match position {
            Position::Possessive => {
                state = has_state_part(names, at as usize + 1);
                body = !state && has_body_part(names, at as usize + 1);
            }
            Position::Object => {
                let verb = (at as usize).wrapping_sub(1);
                if !predicate::has(names, verb, Class::BodyObject)
                    && !predicate::receives(names, verb)
                {
                    return None;
                }
                body = true;
            }
            _ => match predicate::read(names, at as usize + 1, said_before(names, at).is_some()) {
                Predicate::Thing => return None,
                predicate => body = predicate == Predicate::Body,
            },
        }
    }
    let said = if thing && position == Position::Subject { said_before(names, at) } else { None };
    if said.is_some_and(|verb| is_gerund(names, verb) || says_unnamed(walk, verb)) {
        // `Acme sued Beta, saying it …`: either may be meant. `The other firm said it`: that one.
        return None;
    }
    if !thing && position == Position::Subject && says_somebody(walk, at, sentence) {
        return None;
    }
    let (clause, quote) = walk.scene.place(at);
    let not = match position {
        // `ruled that Acme had erred, and ordered it`: whose verb that is nobody knows.
        Position::Object if is_coordinated(names, at) || is_enabled(names, at) => None,
        Position::Object => subject_of_clause(walk, sentence, clause),
        Position::Possessive => apposed_or_equal(walk, at, sentence, clause),
        Position::Subject => addressee(walk, at, sentence),
        _ => None,
    };
    let sentences = &names.document.sentences;
    let opens = sentences.get(sentence as usize).is_some_and(|s| at - s.tokens.start <= 2);
    let affiliated = if thing && body { walk.affiliation_of_speaker(sentence) } else { None };
    let beside = if position == Position::Possessive { beside(walk, at, sentence) } else { None };
    let subject = position == Position::Subject;
    let behind = if subject { named_behind(walk, (at, at + 1), sentence) } else { Vec::new() };
    Some(Asked {
        at,
        latest: walk.events.iter().rev().take(8).find_map(|e| e.root),
        behind,
        joined: names.document.token_bytes((at as usize).wrapping_sub(1)) == b"and"
            && walk.events.last().is_some_and(|e| e.tokens.end + 1 == at && !e.place.possessive),
        says: subject && names.lexicon.is(names.document.word(at as usize + 1), Class::Say),
        beside,
        since: first_sentence(walk, sentence),
        referring,
        position,
        thing,
        state,
        body,
        said,
        affiliated,
        not,
        clause,
        quote,
        opens,
        resumes: names.document.token_bytes((at as usize).wrapping_sub(1)) == b";",
    })
}

/// How much speaks for an antecedent; `None` for what cannot be meant.
fn score(walk: &Walk<'_, '_>, asked: &Asked<'_>, event: &Event, sentence: u32) -> Option<f32> {
    let speaks = asked.said.is_some_and(|verb| is_speaker(walk, event, verb));
    let silent = asked.body && says_nothing(walk, event);
    if !speaks
        && !is_misread(walk, asked, event)
        && (silent || !can_stand(walk, asked.referring, event))
    {
        return None;
    }
    if event.root.is_none() && walk.is_pronoun(event) && event.sentence < sentence {
        return None;
    }
    if asked.state && !matches!(event.mention_type, MentionType::Place | MentionType::Other) {
        return None;
    }
    let goes_on = asked.says && walk.spoke(event, sentence);
    if asked.not.is_some() && event.root == asked.not
        || asked.thing && event.sentence < asked.since && !goes_on
        || !speaks && event.root.is_some_and(|root| asked.behind.contains(&root))
    {
        return None;
    }
    let weights = walk.weights;
    let mut score = weights.common(event, sentence, asked.quote);
    if goes_on {
        score += weights.speaker;
    }
    if speaks {
        score += weights.parallel;
    }
    if event.sentence == sentence && event.place.subject {
        let local = event.clause == asked.clause;
        score += match asked.position {
            Position::Possessive if local && (event.leads || is_unit(walk.names, event)) => {
                weights.local_subject
            }
            Position::Possessive if local && asked.is_changed_by(event) => weights.local_subject,
            Position::Possessive if local && is_board(walk.names, event) => return None,
            // `Acme said the bank had approved its loan`: either may be meant.
            Position::Possessive if local => weights.reported_subject,
            Position::Subject if !local => weights.parallel,
            _ => 0.0,
        };
    }
    if asked.position == Position::Possessive
        && event.sentence == sentence
        && event.clause == asked.clause
        && plans(walk.names, event)
    {
        score += weights.subject - weights.possessive + weights.local_subject;
    }
    if asked.position == Position::Possessive
        && event.clause == asked.clause
        && !event.place.subject
        && event.sentence == sentence
    {
        score += weights.same_clause;
    }
    if asked.position != Position::Object
        && event.leads
        && (asked.opens || asked.resumes && event.sentence == sentence)
    {
        score += weights.parallel;
    }
    if asked.thing
        && event.mention_type == MentionType::Place
        && !asked.is_of_state(event, sentence)
    {
        score += weights.place;
    }
    if asked.body && event.mention_type == MentionType::Organization {
        score += weights.body;
    }
    if event.root.is_some() && event.root == asked.beside && event.sentence == sentence {
        // The more the subject of a clause counts, the more who stands beside it must.
        score += weights.affiliated + weights.local_subject - weights.reported_subject;
        score += if asked.joined { weights.affiliated } else { 0.0 };
    }
    if event.root.is_some() && event.root == asked.affiliated {
        score += weights.affiliated;
    } else if asked.affiliated.is_some() && event.sentence < sentence {
        score -= weights.parallel;
    }
    if event.root.is_some() && event.root == walk.topic {
        score += weights.topic;
    }
    if !event.named && event.root.is_some() && event.place.subject {
        score += weights.center;
    }
    Some(score)
}

impl Asked<'_> {
    /// `when Iceland changed its law`
    fn is_changed_by(&self, event: &Event) -> bool {
        event.mention_type == MentionType::Place
            && event.place.subject
            && event.tokens.end + 1 == self.at
    }

    /// `Its finance minister`; `Acme fell when Iceland changed its law`.
    fn is_of_state(&self, event: &Event, sentence: u32) -> bool {
        // `China, which provides Acme with most of its soybeans`: either may be meant.
        let near = event.tokens.end + NEAR >= self.at && event.root == self.latest;
        let local = near && event.sentence == sentence && event.clause == self.clause;
        self.state
            || self.is_changed_by(event)
            || self.position == Position::Possessive && local && event.place.subject
    }
}

/// Only the sentence before counts once another subject has come between.
fn first_sentence(walk: &Walk<'_, '_>, sentence: u32) -> u32 {
    let recent = walk.events.iter().rev().take(32);
    let mut between = recent.filter(|e| e.sentence < sentence && e.place.subject);
    between.next().map_or(0, |e| e.sentence)
}

/// The subject of `X is run by its owner`, taken for a person: it is the one that has an owner.
fn is_misread(walk: &Walk<'_, '_>, asked: &Asked<'_>, event: &Event) -> bool {
    asked.body
        && asked.position == Position::Possessive
        && event.clause == asked.clause
        && event.place.subject
        && event.mention_type == MentionType::Person
        && event.root.is_some_and(|root| !walk.is_surely_person(root))
}

/// The verb before it follows `and` or a comma.
fn is_coordinated(names: &Names<'_>, at: u32) -> bool {
    let before = names.document.token_bytes((at as usize).wrapping_sub(2));
    matches!(before, b"and" | b"or" | b"but" | b",")
}

/// `its board`, `its largest shareholder`, `its own shares`.
fn has_body_part(names: &Names<'_>, at: usize) -> bool {
    let near = names.document.tokens.get(at..).unwrap_or(&[]).iter().take(4);
    let mut near = near.take_while(|t| !t.shape.has(Shape::PUNCT) || t.shape.has(Shape::DIGIT));
    near.any(|t| names.lexicon.is(t.word, Class::BodyPart))
}

/// `its government`, `its finance minister`; not `its government contracts`.
fn has_state_part(names: &Names<'_>, at: usize) -> bool {
    let is = |at: usize| names.lists.state_part.has(names.document.word(at));
    let small = |at: usize| names.document.tokens.get(at).is_some_and(|t| t.is_lower());
    let noun = |at: usize| small(at) && !names.lexicon.is(names.document.word(at), Class::Function);
    let head = if is(at) { at } else { at + 1 };
    is(head)
        && small(at)
        && (!noun(head + 1) || names.lexicon.is(names.document.word(head + 1), Class::Verb))
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
    let ends = next.is_none_or(|t| t.shape.has(Shape::PUNCT));
    let noun = next
        .is_some_and(|t| t.shape.has(Shape::ALPHA) && !names.lexicon.is(t.word, Class::Function));
    if referring.can_be(Position::Possessive) && noun {
        return Position::Possessive;
    }
    let before = names.lexicon.classes(names.document.word((at as usize).wrapping_sub(1)));
    let governed = before.has(Class::Verb) && !before.has(Class::Say)
        || before.has(Class::Preposition) && !before.has(Class::Subordinator);
    if referring.can_be(Position::Subject) && !governed && !ends {
        return Position::Subject;
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

/// Words between a subject and its verb.
const AUXILIARIES: ClassSet = ClassSet::of(&[Class::Adverb, Class::Have, Class::Modal, Class::Do]);

/// `Acme said it`, `Acme said that it`: whatever kind of name Acme looks like, it is the one that
/// speaks of itself. Not so of those known to be persons.
fn is_speaker(walk: &Walk<'_, '_>, event: &Event, verb: u32) -> bool {
    let Some(root) = event.root.filter(|_| event.tokens.end <= verb) else { return false };
    // `Acme <ACM> said it`, `its insurer, Acme, said it`
    let joined = matches!(walk.names.document.token_bytes(event.tokens.end as usize), b">" | b",");
    let from = event.tokens.end + u32::from(joined);
    // `Acme has also said it`
    let mut between = from..verb;
    let auxiliary = |at: u32| {
        walk.names.lexicon.classes(walk.names.document.word(at as usize)).meets(AUXILIARIES)
    };
    from + 2 >= verb && from <= verb && between.all(auxiliary) && !walk.is_surely_person(root)
}

/// The verb of saying before a pronoun: `said it`, `said that it`.
fn said_before(names: &Names<'_>, at: u32) -> Option<u32> {
    let that = u32::from(names.document.token_bytes((at as usize).wrapping_sub(1)) == b"that");
    let verb = at.checked_sub(1 + that)?;
    names.lexicon.is(names.document.word(verb as usize), Class::Say).then_some(verb)
}

/// `The mayor of a town said he`: whoever that is.
fn says_somebody(walk: &Walk<'_, '_>, at: u32, sentence: u32) -> bool {
    let Some(verb) = said_before(walk.names, at) else { return false };
    let here = walk.events.iter().rev().take(8).take_while(|e| e.sentence == sentence);
    let mut persons = here.filter(|e| e.mention_type == MentionType::Person);
    persons.find(|e| e.tokens.end <= verb).is_some_and(|e| e.root.is_none())
}

/// The subject of a verb is something that has no name.
fn says_unnamed(walk: &Walk<'_, '_>, verb: u32) -> bool {
    let last = walk.events.iter().rev().take(4).find(|e| e.tokens.end <= verb);
    last.is_some_and(|e| e.tokens.end == verb && e.root.is_none())
}

fn is_gerund(names: &Names<'_>, at: u32) -> bool {
    names.document.token_bytes(at as usize).ends_with(b"ing")
}

/// A price or a plan says nothing; a report does.
fn says_nothing(walk: &Walk<'_, '_>, event: &Event) -> bool {
    let head = walk.names.document.word(event.tokens.end as usize - 1);
    event.mention_type == MentionType::Other && !walk.names.lexicon.is(head, Class::Document)
}
