//! Short names that leave the first words away: `Air Sabela` ~ `Sabela`, `Hebei Longda Steel Pipe
//! Group` ~ `Longda`.

use super::alias::{Names, listed_apart, short_came_first_in_sentence};
use super::form::{Form, NameWord};
use super::group::Groups;
use super::index::{Part, hash_words};
use crate::lexicon::Class;
use crate::mention::MentionType;

/// The only fuller name, introduced before, that has these words behind words that tell a kind or a
/// place, and before words that a short name leaves away.
pub(super) fn drops_head(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    let words = form.words;
    let telling = words.iter().any(|w| is_telling(names, w));
    if form.mention_type != MentionType::Organization
        || !form.legal_words().is_empty()
        || words.len() > 3
        || !telling
    {
        return None;
    }
    let fits = |full: &Form<'_>| leaves_away(names, form, full);
    let hash = hash_words(words);
    let mut found = names.candidates(Part::Suffix, (id, form), hash, fits);
    found.extend(names.candidates(Part::Inner, (id, form), hash, fits));
    let to = names.one(groups, id, &found)?;
    Some((to, "drops the kind", 0.8))
}

/// No word of grammar, kind or place: it can stand alone for the name.
fn is_telling(names: &Names<'_>, word: &NameWord) -> bool {
    let known = [Class::Function, Class::OrganizationHead, Class::GenericTail, Class::PartTail];
    !known.into_iter().any(|class| names.lexicon.is(word.word, class))
        && !names.lexicon.is(word.word, Class::GenericHead)
}

fn leaves_away(names: &Names<'_>, short: &Form<'_>, full: &Form<'_>) -> bool {
    let (own, all) = (short.words, full.core_words());
    let at = (1..all.len()).find(|&at| {
        let part = all.get(at..at + own.len()).unwrap_or(&[]);
        part.len() == own.len() && part.iter().zip(own).all(|(a, b)| a.hash == b.hash)
    });
    let Some(at) = at else { return false };
    let (before, after) = (all.get(..at).unwrap_or(&[]), all.get(at + own.len()..).unwrap_or(&[]));
    // A brand that lists know is more than one of its firms.
    let listed = !names.entries(short).is_empty() && names.entries(full).is_empty();
    let invented = at == 1 && own.len() == 1 && after.is_empty();
    let kind = before.iter().all(|w| tells_kind(names, w)) || is_place(names, before);
    names.introduced_before(full, short)
        && !listed
        && !listed_apart(names, short, full)
        && !short_came_first_in_sentence(names, short, full)
        && (kind || invented && !names.lexicon.is(before[0].word, Class::StateWord))
        && !after.last().is_some_and(|w| names.lexicon.is(w.word, Class::PartTail))
}

fn tells_kind(names: &Names<'_>, word: &NameWord) -> bool {
    [Class::GenericHead, Class::StateWord, Class::Function]
        .into_iter()
        .any(|class| names.lexicon.is(word.word, class))
}

fn is_place(names: &Names<'_>, words: &[NameWord]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    names.place_at(first.token, last.token + 1)
}
