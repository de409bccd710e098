//! Titles beside names: whose they are, and of which organization. What an officer says, the
//! organization says: `Ann Lee, chief executive of Acme, said it would grow`.

use super::alias::Names;
use crate::document::TokenRange;
use crate::lexicon::Class;
use crate::mention::{Mention, MentionType};

/// The mention of the person whose title stands at `title`: `president Ann Lee`, `its president,
/// Ann Lee`, `Ann Lee, the president`.
pub(super) fn bearer_of(names: &Names<'_>, title: usize) -> Option<usize> {
    let all = names.mentions.all();
    let own = all.get(title)?;
    let person = |i: usize| all.get(i).filter(|m| m.mention_type == MentionType::Person);
    let comma = |at: u32| names.document.token_bytes(at as usize) == b",";
    let after = person(title + 1).filter(|m| {
        let end = own.tokens.end;
        m.tokens.start == end || m.tokens.start == end + 1 && comma(end)
    });
    if after.is_some() {
        return Some(title + 1);
    }
    // `Ann Lee, Acme's president`, `Ann Lee, a former president`
    for index in (0..title).rev().take(2) {
        if let Some(m) = person(index) {
            let between = own.tokens.start.checked_sub(m.tokens.end)?;
            return (comma(m.tokens.end) && between <= 6).then_some(index);
        }
    }
    person(title + 2).filter(|m| behind_body(names, title, m)).map(|_| title + 2)
}

/// `chief executive of Acme, Ann Lee`, `head of Acme Ann Lee`.
fn behind_body(names: &Names<'_>, title: usize, person: &Mention) -> bool {
    let Some(body) = after_title(names, title).and_then(|i| names.mentions.all().get(i)) else {
        return false;
    };
    let end = body.tokens.end;
    let comma = names.document.token_bytes(end as usize) == b",";
    person.tokens.start == end + u32::from(comma)
}

/// The mention of the organization that a title is held in: `head of Acme`, `Acme's head`, `Acme
/// president`.
pub(super) fn body_of(names: &Names<'_>, title: usize) -> Option<usize> {
    let all = names.mentions.all();
    let own = all.get(title)?;
    if is_former(names, title) {
        return None;
    }
    let before = title.checked_sub(1).filter(|&i| {
        all.get(i).is_some_and(|m| {
            let between = own.tokens.start - m.tokens.end.min(own.tokens.start);
            let possessive = names.document.tokens.get(m.tokens.end as usize);
            let possessive =
                possessive.is_some_and(|t| t.shape.has(crate::document::Shape::POSSESSIVE));
            m.mention_type == MentionType::Organization
                && (between == 0 || possessive && between <= 3)
        })
    });
    after_title(names, title).or(before)
}

/// `former Acme president`, `Acme's former president`: no longer.
fn is_former(names: &Names<'_>, title: usize) -> bool {
    let starts = [title.checked_sub(1), Some(title)].into_iter().flatten();
    let mut mentions = starts.filter_map(|i| names.mentions.all().get(i));
    mentions.any(|m| {
        let start = m.tokens.start as usize;
        (start.saturating_sub(2)..start + m.tokens.len())
            .any(|at| names.lexicon.is(names.document.word(at), Class::Former))
    })
}

/// `of Acme`, `at the Acme`, behind a title.
fn after_title(names: &Names<'_>, title: usize) -> Option<usize> {
    let all = names.mentions.all();
    let (own, next) = (all.get(title)?, all.get(title + 1)?);
    let text = |at: u32| names.document.token_bytes(at as usize);
    let end = own.tokens.end;
    let joined = matches!(text(end), b"of" | b"at" | b"for" | b"with");
    let article = u32::from(text(end + 1) == b"the");
    (joined
        && next.mention_type == MentionType::Organization
        && next.tokens.start == end + 1 + article)
        .then_some(title + 1)
}

/// `vice president`, `former minister`: a plain `the president` is somebody else.
pub(super) fn is_lesser(names: &Names<'_>, title: TokenRange) -> bool {
    let start = title.start.saturating_sub(1) as usize;
    (start..title.end as usize).any(|at| names.lists.lesser_title.has(names.document.word(at)))
}

/// `the president of the club`, `the minister for sport`: what follows says which one.
pub(super) fn governs(names: &Names<'_>, title: usize) -> bool {
    let Some(own) = names.mentions.all().get(title) else { return false };
    let next = names.document.token_bytes(own.tokens.end as usize);
    matches!(next, b"of" | b"for" | b"at" | b"who" | b"-") || body_of(names, title).is_some()
}
