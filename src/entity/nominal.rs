//! Descriptions: `the company`, `this subsidiary`, `the Hangzhou-based group`.

use super::alias::Names;
use super::description::Description;
use super::fitness::{Fitness, Modifiers, fitness, is_of};
use super::resolve::{Resolved, Walk};
use super::scene::{answers, place_of, verb_follows};
use super::score::Choice;
use crate::document::TokenRange;
use crate::lexicon::{Class, Referring, WordId};
use crate::mention::{Kind, MentionType};

/// Furthest sentence back that a description looks.
const SENTENCES: u32 = 6;
/// The entity that a description stands for.
pub(super) fn resolve(
    walk: &mut Walk<'_, '_>,
    description: &Description,
    sentence: u32,
) -> Option<Resolved> {
    if !description.definite {
        return None;
    }
    if let Some(known) = known_by_noun(walk, description, sentence) {
        return Some(known);
    }
    let noun = walk.names.lexicon.referring(description.head?)?;
    if named_inside(walk.names, description) || named_after_comma(walk.names, description) {
        return None;
    }
    walk.gather();
    let walk = &*walk;
    let modifiers = Modifiers::of(walk, description);
    let place = place_of(walk.names, description.tokens);
    let (clause, quote) = walk.scene.place(description.tokens.start);
    // `Acme sued the company`: the object is not the subject.
    let subject = (!place.subject && !place.possessive)
        .then(|| subject_of_clause(walk, sentence, clause))
        .flatten();
    let affiliated = walk.affiliation_of_speaker(sentence);
    let person = walk.person_speaking(sentence);
    let where_told = modifiers.tell_where();
    let leader = leader_of_report(walk, description, sentence);
    let mut fits: Vec<(u32, Option<Fitness>)> = Vec::new();
    let choice = walk.choose((sentence, SENTENCES), |event| {
        if !answers(noun, event.mention_type) || event.root.is_some() && event.root == subject {
            return None;
        }
        let mut score = walk.weights.common(event, sentence, quote);
        let Some(root) = event.root else {
            // `A group of investors … the group`: that group has no name.
            if Some(event.head) == description.head {
                score += walk.weights.described;
            } else if is_synonym(walk, event.head, noun) {
                score += walk.weights.fit;
            }
            return (event.mention_type != MentionType::Other).then_some(score);
        };
        let known = fits.iter().find(|(r, _)| *r == root).map(|(_, fit)| *fit);
        let fit = known.unwrap_or_else(|| {
            let mut fit = fitness(walk, description, noun, &modifiers, root);
            if let Some(fit) = &mut fit
                && (affiliated == Some(root) || person.is_some_and(|p| walk.share_name(p, root)))
            {
                fit.score += walk.weights.affiliated;
            }
            fits.push((root, fit));
            fit
        })?;
        score += fit.score;
        score += match (where_told, event.named) {
            // Such words stand for who was just named rather than for whom all is about.
            (true, true) if sentence - event.sentence <= 1 => walk.weights.named,
            (false, _) if event.root == walk.topic => walk.weights.topic,
            _ => 0.0,
        };
        if leader.is_some() && event.root == leader {
            score += walk.weights.parallel;
        }
        if description.near && event.place.subject {
            score -= walk.weights.subject;
        }
        Some(score)
    })?;
    let event = walk.events.get(choice.index)?;
    let root = event.root?;
    let known = fits.iter().any(|(r, fit)| *r == root && fit.is_some_and(|f| f.known));
    if !is_clear(walk, &choice, known || !where_told || leader == Some(root)) {
        return None;
    }
    Some(Resolved {
        tokens: own_tokens(walk.names, description.tokens),
        kind: Kind::Nominal,
        root,
        antecedent: event.tokens.start,
        reason: "description",
        confidence: (0.5 + 0.1 * choice.top).clamp(0.5, 0.9),
    })
}

/// `Acme bought Beta, the German company said.`: who tells of itself is the first subject.
fn leader_of_report(walk: &Walk<'_, '_>, description: &Description, sentence: u32) -> Option<u32> {
    let document = walk.names.document;
    let comma = (description.tokens.start as usize).checked_sub(1)?;
    let says = walk.names.lexicon.is(document.word(description.tokens.end as usize), Class::Say);
    if document.token_bytes(comma) != b"," || !says {
        return None;
    }
    let here = walk.events.iter().rev().take(24).take_while(|e| e.sentence == sentence);
    { here }.find(|e| e.leads).and_then(|e| e.root)
}

/// Two nouns of one table: `a firm … the company`.
fn is_synonym(walk: &Walk<'_, '_>, head: WordId, noun: &Referring) -> bool {
    walk.names.lexicon.referring(head).is_some_and(|known| std::ptr::eq(known, noun))
}

/// Good enough and clearly better than all others. Where nothing says that it is of the country that
/// is named (`the Japanese company`), it must be much better: such words tell one from another.
fn is_clear(walk: &Walk<'_, '_>, choice: &Choice, known: bool) -> bool {
    let weights = walk.weights;
    let margin = if known { weights.margin } else { weights.margin_unknown };
    let least = if choice.second == f32::MIN { weights.least_alone } else { weights.least };
    choice.top >= least && choice.top - choice.second >= margin
}

/// `the institute` where one name alone ends in Institute, `the recycler` where one alone was called
/// a recycler, however long ago. Not for words that fit any business.
fn known_by_noun(
    walk: &mut Walk<'_, '_>,
    description: &Description,
    sentence: u32,
) -> Option<Resolved> {
    let root = walk.nouns.get(&description.noun).copied().flatten()?;
    let mention_type = walk.names.form(root)?.mention_type;
    let noun = description.head.and_then(|h| walk.names.lexicon.referring(h));
    // `the stores` are not the firm that has Stores for its last word.
    let plural =
        || walk.names.document.token_bytes(description.tokens.end as usize - 1).ends_with(b"s");
    if noun.map_or_else(plural, |n| !n.needs_fit || !answers(n, mention_type)) {
        return None;
    }
    walk.gather();
    let walk = &*walk;
    let facts = walk.facts(root)?;
    let modifiers = Modifiers::of(walk, description);
    let foreign = |c: &&str| {
        let countries = walk.countries(root);
        !countries.is_empty() && !is_of(&countries, c)
    };
    if modifiers.countries.iter().any(foreign)
        || named_inside(walk.names, description)
        || named_after_comma(walk.names, description)
    {
        return None;
    }
    let place = place_of(walk.names, description.tokens);
    let (clause, _) = walk.scene.place(description.tokens.start);
    let free = place.subject || place.possessive;
    if !free && subject_of_clause(walk, sentence, clause) == Some(root) {
        return None;
    }
    Some(Resolved {
        tokens: own_tokens(walk.names, description.tokens),
        kind: Kind::Nominal,
        root,
        antecedent: facts.first_token,
        reason: "description by its noun",
        confidence: 0.75,
    })
}

/// `the Edelman group`: the name before the noun says whose it is.
fn named_inside(names: &Names<'_>, description: &Description) -> bool {
    let all = names.mentions.all();
    let head = description.tokens.end - 1;
    let index = all.partition_point(|m| m.tokens.end < head);
    all.get(index).is_some_and(|m| {
        m.tokens.end == head
            && m.tokens.start >= description.tokens.start
            && matches!(m.mention_type, MentionType::Organization | MentionType::Person)
    })
}

/// `the brewing firm, San Miguel`: the name stands in apposition.
fn named_after_comma(names: &Names<'_>, description: &Description) -> bool {
    let text = |i: u32| names.document.token_bytes(i as usize);
    let mut at = description.tokens.end;
    at += u32::from(text(at) == b",");
    at += u32::from(text(at) == b"<");
    if at == description.tokens.end {
        return false;
    }
    let all = names.mentions.all();
    let index = all.partition_point(|m| m.tokens.start < at);
    all.get(index).is_some_and(|m| {
        m.tokens.start == at
            && m.mention_type == description.mention_type
            && !verb_follows(names, m.tokens.end as usize)
    })
}

/// The subject of the clause that a word stands in.
pub(super) fn subject_of_clause(walk: &Walk<'_, '_>, sentence: u32, clause: u32) -> Option<u32> {
    let recent = walk.events.iter().rev().take(24).take_while(|e| e.sentence == sentence);
    recent.filter(|e| e.clause == clause && e.place.subject).find_map(|e| e.root)
}

/// The description without mentions inside it: `the Hangzhou-based group` leaves `group`.
fn own_tokens(names: &Names<'_>, tokens: TokenRange) -> TokenRange {
    let all = names.mentions.all();
    let from = all.partition_point(|m| m.tokens.end <= tokens.start);
    let inside = all.get(from..).unwrap_or(&[]).iter().take_while(|m| m.tokens.start < tokens.end);
    match inside.last() {
        Some(_) => TokenRange { start: tokens.end - 1, end: tokens.end },
        None => tokens,
    }
}
