//! Short forms of the names of persons: one function per reason.

use super::alias::Names;
use super::form::{Form, NameWord};
use super::group::Groups;
use super::index::{Part, hash_words};
use crate::document::Shape;
use crate::gazetteer::{EntryType, Row};
use crate::lexicon::Class;
use crate::mention::MentionType;

type Found = Option<(u32, &'static str, f32)>;

fn is_person(form: &Form<'_>) -> bool {
    form.mention_type == MentionType::Person
}

/// `George Bush` ~ `George W. Bush`.
pub(super) fn drops_middle_name(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Found {
    if !is_person(form) || form.words.len() != 2 {
        return None;
    }
    let found = names.candidates(Part::Ends, (id, form), hash_words(form.words), |_| true);
    Some((names.one(groups, id, &found)?, "middle name", 0.9))
}

/// `Chew` ~ `Shou Zi Chew`, `von der Leyen` ~ `Ursula von der Leyen`, the only one so called.
pub(super) fn is_surname(names: &Names<'_>, groups: &Groups, id: u32, form: &Form<'_>) -> Found {
    let particle = |w: &NameWord| names.lexicon.is(w.word, Class::Particle);
    if !is_person(form) || form.words.len() > 1 && !form.words.first().is_some_and(particle) {
        return None;
    }
    let found = surname_bearers(names, id, form);
    let earlier = |c: &u32| names.form(*c).is_some_and(|full| names.introduced_before(full, form));
    let before: Vec<u32> = found.iter().copied().filter(earlier).collect();
    let reason = surname_reason(names, form);
    if let Some(to) = names.one(groups, id, &found) {
        // `Salazar` of `Héctor Salazar Inga` comes before a later `Rocío Salazar`.
        let middle = || is_middle_surname(names, groups, id, form).is_some();
        return (!before.is_empty() || !middle()).then_some((to, reason, 0.92));
    }
    // Of several bearers the one that was named when the surname alone was first written.
    Some((names.one(groups, id, &before)?, reason, 0.8))
}

/// `Rocío Salazar` ~ `Rocío Salazar Paredes`: Spanish and Portuguese names end in a second surname.
pub(super) fn drops_second_surname(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Found {
    if !is_person(form) || form.words.len() != 2 {
        return None;
    }
    let fits = |full: &Form<'_>| {
        let [_, first, second] = full.words else { return false };
        second.token == first.token + 1 && !names.lexicon.is(second.word, Class::NameSuffix)
    };
    let found = names.candidates(Part::Prefix, (id, form), hash_words(form.words), fits);
    Some((names.one(groups, id, &found)?, "second surname", 0.85))
}

fn surname_bearers(names: &Names<'_>, id: u32, form: &Form<'_>) -> Vec<u32> {
    let hash = hash_words(form.words);
    names.candidates(Part::Suffix, (id, form), hash, |full| full.words.len() <= 5)
}

/// `title and surname` where a title stands before the first one.
fn surname_reason(names: &Names<'_>, form: &Form<'_>) -> &'static str {
    let first = form.words.first().map_or(0, |w| w.token as usize);
    let word = names.document.word(first.wrapping_sub(1));
    let titled = [Class::Honorific, Class::Rank, Class::RoleHead]
        .into_iter()
        .any(|class| names.lexicon.is(word, class));
    if titled { "title and surname" } else { "surname" }
}

/// `Xi` ~ `Xi Jinping`, where the first word is a surname of a culture that writes it first.
pub(super) fn is_family_name_first(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Found {
    let [word] = form.words else { return None };
    if !is_person(form) {
        return None;
    }
    let found = names
        .candidates(Part::Prefix, (id, form), hash_words(form.words), |full| full.words.len() <= 3);
    let full = names.one(groups, id, &found)?;
    let listed = is_listed(names, word, |r| family_name_first(names, r));
    listed.then_some((full, "family name first", 0.9))
}

/// A surname of China, or of a country in the list of those that write it first.
fn family_name_first(names: &Names<'_>, row: &Row<'_>) -> bool {
    let listed = || {
        let countries = names.lexicon.list("family_name_first").unwrap_or(&[]);
        let mut first = countries.iter().filter_map(|c| c.first());
        first.any(|c| names.lexicon.folded(*c).eq_ignore_ascii_case(row.country))
    };
    row.entry_type == EntryType::Surname && (row.kind == "zh" || listed())
}

/// True when a row for this word alone passes `test`.
fn is_listed(names: &Names<'_>, word: &NameWord, test: impl Fn(&Row<'_>) -> bool) -> bool {
    let mut listed = false;
    names.gazetteer.visit(names.document, word.token as usize, false, |tokens, entry, _| {
        listed |= tokens.len() == 1 && names.gazetteer.row(entry).is_some_and(|r| test(&r));
    });
    listed
}

/// `J. Smith` ~ `John Smith`.
pub(super) fn is_initial_and_surname(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Found {
    let [first, .., last] = form.words else { return None };
    if !is_person(form) || !first.shape.has(Shape::INITIAL) {
        return None;
    }
    let hash = u64::from(u32::from(first.letter)) ^ last.hash;
    let found = names.candidates(Part::InitialLast, (id, form), hash, |full| {
        full.words.first().is_some_and(|w| !w.shape.has(Shape::INITIAL))
    });
    Some((names.one(groups, id, &found)?, "initial and surname", 0.85))
}

/// `Slim` ~ `Carlos Slim Helú`, named before.
pub(super) fn is_middle_surname(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Found {
    let [word] = form.words else { return None };
    if !is_person(form) || word.shape.has(Shape::INITIAL) {
        return None;
    }
    let before = |full: &Form<'_>| names.introduced_before(full, form);
    let found = names.candidates(Part::Middle, (id, form), word.hash, before);
    let full = names.one(groups, id, &found)?;
    let is = |entry_type| is_listed(names, word, |r| r.entry_type == entry_type);
    let given = is(EntryType::Given) && !is(EntryType::Surname);
    (!given).then_some((full, "middle surname", 0.7))
}

/// `Elon` ~ `Elon Musk`: named in full before, and nobody else bears the name.
pub(super) fn is_given_name(names: &Names<'_>, groups: &Groups, id: u32, form: &Form<'_>) -> Found {
    let [word] = form.words else { return None };
    if !is_person(form) || word.shape.has(Shape::INITIAL) {
        return None;
    }
    if !surname_bearers(names, id, form).is_empty() {
        return None;
    }
    let before = |full: &Form<'_>| names.introduced_before(full, form);
    let found = names.candidates(Part::Prefix, (id, form), word.hash_alone(), before);
    Some((names.one(groups, id, &found)?, "given name", 0.7))
}

impl NameWord {
    /// The key of this word as a whole name.
    fn hash_alone(&self) -> u64 {
        hash_words(std::slice::from_ref(self))
    }
}
