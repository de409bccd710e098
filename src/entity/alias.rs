//! Which names are names of one thing: one function per reason.

use super::form::{Form, Forms, NameWord};
use super::group::Groups;
use super::index::{Index, MOST, Part, hash_bag, hash_entry, hash_words, key};
use super::lists::Lists;
use super::{bracket, partial, person, rename};
use crate::document::{Document, Shape, TokenRange};
use crate::gazetteer::{EntryId, EntryType, Gazetteer};
use crate::lexicon::{Class, Lexicon};
use crate::mention::{MentionType, Mentions};

/// What alias functions look at.
pub(super) struct Names<'a> {
    /// The article.
    pub document: &'a Document<'a>,
    /// Word classes.
    pub lexicon: &'a Lexicon,
    /// Lists of words.
    pub lists: &'a Lists,
    /// Name lists.
    pub gazetteer: &'a Gazetteer,
    /// All mentions of names and values.
    pub mentions: &'a Mentions,
    /// All distinct names.
    pub forms: &'a Forms<'a>,
    /// The same by their keys.
    pub index: Index,
}

impl Names<'_> {
    /// The mention that begins at a token, with its index.
    pub(super) fn mention_at(&self, at: u32) -> Option<(usize, &crate::mention::Mention)> {
        let all = self.mentions.all();
        let index = all.partition_point(|m| m.tokens.start < at);
        all.get(index).filter(|m| m.tokens.start == at).map(|m| (index, m))
    }
}

/// A function that looks for fuller names of a form; the reason goes with each joint.
type Sieve = fn(&Names<'_>, &Groups, u32, &Form<'_>) -> Option<(u32, &'static str, f32)>;

/// The sieves, the surest first: what an earlier one has joined, a later one leaves.
const SIEVES: &[Sieve] = &[
    differs_in_legal_form,
    is_listed_alias,
    drops_tail,
    drops_state,
    partial::drops_head,
    turns_round,
    is_acronym_of,
    person::drops_middle_name,
    person::is_initial_and_surname,
    person::drops_second_surname,
    person::is_surname,
    person::is_family_name_first,
    person::is_middle_surname,
    person::is_given_name,
    is_head_alone,
];

/// Joins all forms that mean the same. Costs a bounded number of look-ups for each
/// form that has something in common with another.
pub(super) fn join(names: &Names<'_>) -> Groups {
    let mut groups = Groups::new(names.forms.all.len());
    bracket::join(names, &mut groups);
    rename::join(names, &mut groups);
    for sieve in SIEVES {
        for &id in &names.index.related {
            if groups.is_root(id)
                && let Some(form) = names.form(id)
                && let Some((to, reason, confidence)) = sieve(names, &groups, id, form)
            {
                groups.join(id, to, reason, confidence);
            }
        }
    }
    groups
}

impl<'a> Names<'a> {
    /// A form by its number.
    pub(super) fn form(&self, id: u32) -> Option<&Form<'a>> {
        self.forms.all.get(id as usize)
    }

    /// Entries of name lists that have exactly this name and its type.
    pub(super) fn entries<'f>(&self, form: &'f Form<'_>) -> &'f [EntryId] {
        form.entries(self.document, self.gazetteer)
    }

    /// The form of the mention with this number.
    pub(super) fn form_of(&self, mention: usize) -> Option<u32> {
        self.forms.of_mention.get(mention).copied().flatten()
    }

    /// The forms that have the key of `part` and pass `fits`, other than `id` itself.
    pub(super) fn candidates(
        &self,
        part: Part,
        (id, form): (u32, &Form<'_>),
        hash: u64,
        fits: impl Fn(&Form<'_>) -> bool,
    ) -> Vec<u32> {
        let found = self.index.get(key(part, form.mention_type, hash));
        found.filter(|&c| c != id && self.form(c).is_some_and(&fits)).collect()
    }

    /// The one entity that all candidates belong to, and is not the form's own.
    pub(super) fn one(&self, groups: &Groups, id: u32, candidates: &[u32]) -> Option<u32> {
        let root = groups.root(*candidates.first()?);
        let alone = candidates.len() <= MOST && candidates.iter().all(|&c| groups.root(c) == root);
        (alone && root != groups.root(id)).then_some(root)
    }

    /// True when a listed place or its adjective ends at the last of `words` and begins in them.
    pub(super) fn ends_in_place(&self, words: &[NameWord]) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        (first.token.max(last.token.saturating_sub(3))..=last.token)
            .any(|at| self.place_at(at, last.token + 1))
    }

    /// True when the tokens from `start` to `end` are a listed place or its adjective.
    pub(super) fn place_at(&self, start: u32, end: u32) -> bool {
        let (range, mut found) = (TokenRange { start, end }, false);
        self.gazetteer.visit(self.document, start as usize, false, |tokens, _, sense| {
            let place = matches!(sense.entry_type, EntryType::Place | EntryType::Demonym);
            found |= tokens == range && place && sense.rank <= 2;
        });
        found
    }

    fn all(&self, words: &[NameWord], class: Class) -> bool {
        words.iter().all(|w| self.lexicon.is(w.word, class))
    }

    /// `full` stands outside headings before `short` does.
    pub(super) fn introduced_before(&self, full: &Form<'_>, short: &Form<'_>) -> bool {
        short.heading_only || !full.heading_only && full.introduced < short.introduced
    }
}

/// `Tencent Holdings Ltd` ~ `Tencent Holdings`, `Acme Corp` ~ `Acme Corporation`; not `Acme Inc` ~ `Acme Ltd`.
fn differs_in_legal_form(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    if form.mention_type != MentionType::Organization {
        return None;
    }
    let agrees = |full: &Form| {
        full.legal_words().len() >= form.legal_words().len()
            && legal_forms_agree(form.legal_words(), full.legal_words())
    };
    let found = names.candidates(Part::Core, (id, form), hash_words(form.core_words()), agrees);
    // With two firms of this name (`Acme Inc`, `Acme Ltd`) a bare `Acme` belongs to neither.
    let forms = || found.iter().filter_map(|&c| names.form(c).map(|f| (c, f)));
    let (to, full) = forms().max_by_key(|(c, f)| (f.legal_words().len(), std::cmp::Reverse(*c)))?;
    let alike = forms().all(|(_, f)| legal_forms_agree(f.legal_words(), full.legal_words()));
    (alike && found.len() <= MOST && groups.root(to) != id).then_some((to, "legal form", 0.97))
}

/// One is missing, or their first letters agree in order (`Corp` ~ `Corporation`, `Co` ~ `Co Ltd`).
fn legal_forms_agree(a: &[NameWord], b: &[NameWord]) -> bool {
    let pairs = a.iter().zip(b);
    a.is_empty() || b.is_empty() || pairs.into_iter().all(|(x, y)| x.letter == y.letter)
}

/// Two names of one entry of a name list: `CCP` ~ `Chinese Communist Party`, `U.S.` ~ `United States`.
///
/// The list alone is not enough for organizations and persons: a brand and its owner may share an
/// entry, so the names must share a word or letters, or one be an acronym.
fn is_listed_alias(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    for entry in names.entries(form) {
        let hash = hash_entry(*entry);
        let alike = |other: &Form| {
            form.mention_type == MentionType::Place
                || form.is_acronym() != other.is_acronym()
                || form.words.iter().any(|w| {
                    !names.lexicon.is(w.word, Class::Function)
                        && other.words.iter().any(|o| o.hash == w.hash)
                })
        };
        let fuller = |other: &Form| {
            (other.words.len(), other.length) > (form.words.len(), form.length) && alike(other)
        };
        let found = names.candidates(Part::Entry, (id, form), hash, fuller);
        if let Some(to) = names.one(groups, id, &found) {
            return Some((to, "gazetteer alias", 0.9));
        }
    }
    None
}

/// `Tencent Holdings` ~ `Tencent`, `Zhejiang Big Data Exchange Centre` ~ `Zhejiang Big Data`,
/// `Haidian District` ~ `Haidian`.
fn drops_tail(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    if form.mention_type == MentionType::Person || !form.legal_words().is_empty() {
        return None;
    }
    let rest = |full: &Form| full.core_words().get(form.core..).map(<[_]>::to_vec);
    let hash = hash_words(form.core_words());
    let found = names.candidates(Part::Prefix, (id, form), hash, |full| {
        rest(full).is_some_and(|rest| tail_may_drop(names, form, full, &rest))
    });
    if let Some(to) = names.one(groups, id, &found) {
        return Some((to, "short name", 0.9));
    }
    // Of two fuller names the one that alone was there when the short one was first written.
    let earlier = |c: &u32| names.form(*c).is_some_and(|full| names.introduced_before(full, form));
    let before: Vec<u32> = found.iter().copied().filter(earlier).collect();
    if let Some(to) = names.one(groups, id, &before)
        && before.len() < found.len()
    {
        return Some((to, "short name of the first", 0.75));
    }
    // Both were: the one that came first, if it opened its sentence.
    let first = *found.iter().min_by_key(|&&c| names.form(c).map(|f| f.introduced))?;
    let full = names.form(first)?;
    (found.len() <= 3 && names.introduced_before(full, form) && opens_sentence(names, full))
        .then_some((first, "short name of the first", 0.6))
}

/// The words that a short name leaves away may be left away.
fn tail_may_drop(names: &Names<'_>, short: &Form<'_>, full: &Form<'_>, rest: &[NameWord]) -> bool {
    if rest.is_empty() || short.words.iter().all(|w| names.lexicon.is(w.word, Class::Function)) {
        return false;
    }
    if short.mention_type == MentionType::Place {
        return names.all(rest, Class::PlaceTail);
    }
    if listed_apart(names, short, full) || short_came_first_in_sentence(names, short, full) {
        return false;
    }
    if names.all(rest, Class::GenericTail) {
        return true;
    }
    let ends_in_part = rest.last().is_some_and(|w| names.lexicon.is(w.word, Class::PartTail));
    let part = ends_in_part && short.core > 1;
    let branch = part || names.ends_in_place(rest);
    names.introduced_before(full, short) && (!branch || begins_with_of(names, rest))
}

fn begins_with_of(names: &Names<'_>, rest: &[NameWord]) -> bool {
    rest.first().is_some_and(|w| names.lexicon.is(w.word, Class::Preposition))
}

/// The name lists know both, as two things.
pub(super) fn listed_apart(names: &Names<'_>, a: &Form<'_>, b: &Form<'_>) -> bool {
    let (a, b) = (names.entries(a), names.entries(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|e| b.contains(e))
}

/// Both first stand in one sentence, the short name before the full one: `Ford and Ford Credit`.
pub(super) fn short_came_first_in_sentence(
    names: &Names<'_>,
    short: &Form<'_>,
    full: &Form<'_>,
) -> bool {
    short.introduced < full.introduced
        && names.document.sentence_of(short.introduced)
            == names.document.sentence_of(full.introduced)
}

fn opens_sentence(names: &Names<'_>, form: &Form<'_>) -> bool {
    let sentence = names.document.sentences.get(names.document.sentence_of(form.introduced));
    sentence.is_some_and(|s| form.introduced - s.tokens.start <= 2)
}

/// `Estonian Foreign Intelligence Service` ~ `Foreign Intelligence Service`, `U.S. Army` ~ `Army`.
fn drops_state(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    if form.mention_type != MentionType::Organization || !form.legal_words().is_empty() {
        return None;
    }
    let hash = hash_words(form.core_words());
    let found = names.candidates(Part::Suffix, (id, form), hash, |full| {
        let dropped = full.core.checked_sub(form.core).and_then(|n| full.words.get(..n));
        dropped.is_some_and(|d| !d.is_empty() && is_state(names, d))
    });
    let to = names.one(groups, id, &found)?;
    Some((to, "drops the country", 0.85))
}

/// `Estonian`, `U.S.`, `National`, `Royal`.
fn is_state(names: &Names<'_>, words: &[NameWord]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    names.all(words, Class::StateWord) || names.place_at(first.token, last.token + 1)
}

/// `Ministry of Commerce` ~ `Commerce Ministry`, `Shou Zi Chew` ~ `Chew Shou Zi`.
fn turns_round(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    if form.core < 2 || form.mention_type == MentionType::Place {
        return None;
    }
    let hash = hash_bag(names.lexicon, form.core_words());
    let found = names.candidates(Part::Bag, (id, form), hash, |full| {
        let of =
            |f: &Form| f.core_words().iter().any(|w| names.lexicon.is(w.word, Class::Preposition));
        let turned = of(full) != of(form) || form.mention_type == MentionType::Person;
        turned && full.introduced < form.introduced
    });
    let to = names.one(groups, id, &found)?;
    Some((to, "word order", 0.85))
}

/// `ASPI` ~ `Australian Strategic Policy Institute`, where only one name has these initials.
fn is_acronym_of(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    if !form.is_acronym() {
        return None;
    }
    let longer =
        |full: &Form| full.words.len() > form.words.len() && !listed_apart(names, form, full);
    let found = names.candidates(Part::Initials, (id, form), form.letters, longer);
    let to = names.one(groups, id, &found)?;
    Some((to, "acronym", if form.length > 2 { 0.85 } else { 0.7 }))
}

/// `Commission` after `Central Cyberspace Affairs Commission`, the only one in the article.
fn is_head_alone(
    names: &Names<'_>,
    groups: &Groups,
    id: u32,
    form: &Form<'_>,
) -> Option<(u32, &'static str, f32)> {
    let [word] = form.words else { return None };
    let head = names.lexicon.is(word.word, Class::OrganizationHead);
    if form.mention_type != MentionType::Organization || !head || word.shape.has(Shape::ALL_CAPS) {
        return None;
    }
    let before = |full: &Form| names.introduced_before(full, form);
    let mut found = names.candidates(Part::Suffix, (id, form), hash_words(form.words), before);
    found.extend(names.candidates(Part::Prefix, (id, form), hash_words(form.words), before));
    found.extend(names.candidates(Part::Head, (id, form), word.hash, before));
    let to = names.one(groups, id, &found)?;
    Some((to, "head of the name", 0.75))
}
