//! Descriptions: `the company`, `this subsidiary`, `the Hangzhou-based group`.

use super::alias::Names;
use super::behind::named_behind;
use super::deal;
use super::description::Description;
use super::fitness::{Fitness, Modifiers, fitness, is_of};
use super::resolve::{Resolved, Walk};
use super::scene::{answers, place_of, reports_behind, verb_follows};
use super::score::{Choice, Event};
use crate::document::{Gap, TokenRange};
use crate::lexicon::{Class, Referring, WordId};
use crate::mention::{Kind, MentionType};

/// Furthest sentence back that a description looks.
const SENTENCES: u32 = 6;
/// Furthest sentence back that one is looked for of whom nothing is known.
const NEAR: u32 = 2;
/// So many words before the stock of the company may say that it buys its own.
const OWN: usize = 14;

/// The entity that a description stands for.
pub(super) fn resolve(
    walk: &mut Walk<'_, '_>,
    description: &Description,
    sentence: u32,
) -> Option<Resolved> {
    if let Some(known) = deal::resolve(walk, description, sentence) {
        return Some(known);
    }
    if !description.definite {
        return None;
    }
    if let Some(known) = known_by_noun(walk, description, sentence) {
        return Some(known);
    }
    if deal::is_valued(walk.names, description.tokens.start)
        && let Some(target) = deal::target(walk, sentence)
        && target.mention_type == description.mention_type
    {
        return deal::stand(description.tokens, &target, Kind::Nominal);
    }
    let noun = walk.names.lexicon.referring(description.head?)?;
    if is_withheld(walk.names, description) {
        return None;
    }
    if named_inside(walk.names, description) || named_after_comma(walk.names, description) {
        return None;
    }
    walk.gather();
    let walk = &*walk;
    let mut asked = Asked::of(walk, description, noun, sentence);
    let mut choice = match asked.choose(walk, Which::Fitting) {
        Some(choice) => choice,
        None if noun.by_elimination && asked.free => asked.choose(walk, Which::Any)?,
        None => return None,
    };
    if asked.where_told {
        // Where one is known to be of the country that is named, no other is meant.
        choice = asked.choose(walk, Which::Known).unwrap_or(choice);
    }
    let event = walk.events.get(choice.index)?;
    let root = event.root?;
    let fit = asked.fitness_of(walk, &choice);
    let known = fit.is_some_and(|f| f.known);
    if !is_clear(walk, &choice, known || !asked.where_told || asked.leader == Some(root)) {
        return None;
    }
    let guessed = fit.is_some_and(|f| f.guessed);
    if guessed && asked.guesses != [root] {
        return None;
    }
    Some(Resolved {
        tokens: own_tokens(walk.names, description.tokens),
        kind: Kind::Nominal,
        root,
        antecedent: event.tokens.start,
        reason: if guessed { "description of the only one" } else { "description" },
        confidence: (0.5 + 0.1 * choice.top).clamp(0.5, 0.9),
    })
}

/// Which entities may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Those known to be of the country or place that is named.
    Known,
    /// Those that something says to fit.
    Fitting,
    /// Those as well of whose kind nothing is known.
    Any,
}

/// What is known of a description before anything is looked at that it may stand for.
struct Asked<'a, 'd> {
    description: &'d Description,
    noun: &'d Referring,
    modifiers: Modifiers<'a>,
    sentence: u32,
    quote: u32,
    /// It is the subject of its clause, or a possessor.
    free: bool,
    /// The subject of its clause, where it is none: `Acme sued the company`.
    subject: Option<u32>,
    /// The organization of the person who is speaking, and that person.
    affiliated: Option<u32>,
    person: Option<u32>,
    /// It says of which country or place it is.
    where_told: bool,
    leader: Option<u32>,
    /// Those that its sentence names behind it, where it is a subject.
    behind: Vec<u32>,
    /// Who is a subject before it in its sentence, and whether by name.
    above: Vec<(u32, bool)>,
    /// It stands in the first sentence of a paragraph.
    begins: bool,
    /// It says something: `the company said`.
    says: bool,
    /// How well each entity fits that was asked about.
    fits: Vec<(u32, Option<Fitness>)>,
    /// The entities near by of whose kind nothing is known.
    guesses: Vec<u32>,
}

impl<'a, 'd> Asked<'a, 'd> {
    fn of(
        walk: &Walk<'a, '_>,
        description: &'d Description,
        noun: &'d Referring,
        sentence: u32,
    ) -> Self {
        let modifiers = Modifiers::of(walk, description);
        let place = place_of(walk.names, description.tokens);
        let (clause, quote) = walk.scene.place(description.tokens.start);
        let free = place.subject || place.possessive;
        let apart = !free || place.possessive && is_stock_of(walk.names, description);
        let subject = apart.then(|| subject_of_clause(walk, sentence, clause)).flatten();
        let TokenRange { start, end } = description.tokens;
        let says = walk.names.document.word(end as usize);
        let reports = reports_behind(walk.names, description.tokens);
        Self {
            behind: match place.subject {
                true => named_behind(walk, (start, end), sentence),
                false => Vec::new(),
            },
            above: if reports { Vec::new() } else { subjects(walk, sentence) },
            begins: begins_paragraph(walk, sentence),
            says: walk.names.lexicon.is(says, Class::Say),
            where_told: modifiers.tell_where(),
            leader: leader_of_report(walk, description, sentence),
            affiliated: walk
                .affiliation_of_speaker(sentence)
                .or_else(|| walk.body_of_spokesman(sentence)),
            person: walk.person_speaking(sentence),
            fits: Vec::new(),
            guesses: Vec::new(),
            description,
            noun,
            modifiers,
            sentence,
            quote,
            free,
            subject,
        }
    }

    /// The best antecedent.
    fn choose(&mut self, walk: &Walk<'a, '_>, which: Which) -> Option<Choice> {
        walk.choose((self.sentence, SENTENCES), |event| self.score(walk, event, which))
    }

    fn fitness_of(&self, walk: &Walk<'_, '_>, choice: &Choice) -> Option<Fitness> {
        let root = walk.events.get(choice.index)?.root?;
        self.fits.iter().find(|(r, _)| *r == root)?.1
    }

    /// Something without a name that is called otherwise: no board is a trader.
    fn is_other_kind(&self, walk: &Walk<'a, '_>, event: &Event) -> bool {
        let known = walk.names.lexicon.referring(event.head);
        let told = |k: &Referring| k.needs_fit && !k.loose && !std::ptr::eq(k, self.noun);
        // `the unit … the company`: that unit has a word of its own.
        let owned = known.is_some_and(|k| k.owned) && !self.noun.owned && self.noun.organization;
        owned || self.noun.needs_fit && !self.noun.loose && known.is_some_and(told)
    }

    fn fitness(&mut self, walk: &Walk<'a, '_>, root: u32) -> Option<Fitness> {
        if let Some((_, fit)) = self.fits.iter().find(|(r, _)| *r == root) {
            return *fit;
        }
        let mut fit = fitness(walk, self.description, self.noun, &self.modifiers, root);
        if let Some(fit) = &mut fit
            && (self.affiliated == Some(root)
                || self.person.is_some_and(|p| walk.share_name(p, root)))
        {
            fit.score += walk.weights.affiliated;
        }
        self.fits.push((root, fit));
        fit
    }

    /// How much speaks for an antecedent; `None` for what cannot be meant.
    fn score(&mut self, walk: &Walk<'a, '_>, event: &Event, which: Which) -> Option<f32> {
        if !answers(self.noun, event.mention_type)
            || event.root.is_some() && event.root == self.subject
            || event.root.is_some_and(|root| self.behind.contains(&root))
        {
            return None;
        }
        let weights = walk.weights;
        let mut score = weights.common(event, self.sentence, self.quote);
        let Some(root) = event.root else {
            // `A group of investors … the group`: that group has no name.
            if Some(event.head) == self.description.head {
                score += weights.described;
            } else if is_synonym(walk, event.head, self.noun) {
                score += weights.fit;
            }
            let barred = walk.is_pronoun(event)
                || self.is_other_kind(walk, event)
                || self.says && is_planned(walk.names, event);
            let may = which != Which::Known && !barred;
            return (event.mention_type != MentionType::Other && may).then_some(score);
        };
        let back = self.sentence - event.sentence;
        let may = |fit: &Fitness| match which {
            Which::Known => fit.known,
            Which::Fitting => !fit.guessed,
            Which::Any => !fit.guessed || back <= NEAR,
        };
        let fit = self.fitness(walk, root).filter(may)?;
        if fit.guessed && !self.guesses.contains(&root) {
            self.guesses.push(root);
        }
        score += fit.score;
        score += match (self.where_told, event.named) {
            // Such words stand for who was just named rather than for whom all is about.
            (true, true) if back <= 1 => weights.named,
            (false, _) if event.root == walk.topic => weights.topic,
            _ => 0.0,
        };
        if let Some((_, named)) = self.above.iter().find(|(r, _)| *r == root) {
            // A pronoun would stand for the subject of its own sentence.
            score += if *named { weights.subject_above } else { weights.described_above };
        }
        if self.begins
            && !(self.says || self.noun.needs_fit || self.description.near)
            && self.modifiers.is_bare()
            && event.root == walk.topic
        {
            score += weights.paragraph;
        }
        if back <= 1 && event.place.oblique && is_in_subject(walk.names, event) {
            // `Shares of Acme rose after the company …`
            score += weights.in_subject;
        }
        if self.leader.is_some() && event.root == self.leader {
            score += weights.parallel;
        }
        if self.says && !self.where_told && back <= 1 && walk.spoke(event, self.sentence + 1) {
            score += weights.parallel + weights.speaker;
        }
        if self.description.near && event.place.subject {
            score -= weights.subject;
        }
        Some(score)
    }
}

/// Organizations that are subjects in a sentence so far; for each whether it was a name.
fn subjects(walk: &Walk<'_, '_>, sentence: u32) -> Vec<(u32, bool)> {
    let here = walk.events.iter().rev().take(24).take_while(|e| e.sentence == sentence);
    let subjects = here.filter(|e| e.place.subject && e.mention_type == MentionType::Organization);
    subjects.filter_map(|e| Some((e.root?, e.named))).collect()
}

/// `Shares of Acme rose`: the only name in the subject.
fn is_in_subject(names: &Names<'_>, event: &Event) -> bool {
    let begin = names.document.sentences.get(event.sentence as usize).map(|s| s.tokens.start);
    let all = names.mentions.all();
    let index = all.partition_point(|m| m.tokens.start < event.tokens.start);
    let before = index.checked_sub(1).and_then(|i| all.get(i));
    before.is_none_or(|m| Some(m.tokens.start) < begin)
        && verb_follows(names, event.tokens.end as usize)
}

/// The sentence is the first of a paragraph, and not of the text.
fn begins_paragraph(walk: &Walk<'_, '_>, sentence: u32) -> bool {
    let document = walk.names.document;
    let first = document.sentences.get(sentence as usize).map(|s| s.tokens.start as usize);
    first.and_then(|at| document.tokens.get(at)).is_some_and(|t| t.gap >= Gap::Paragraph)
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

/// `a stake in the combined company`: it does not speak yet.
fn is_planned(names: &Names<'_>, event: &Event) -> bool {
    let new = |at: usize| names.lexicon.is(names.document.word(at), Class::NewReferent);
    !event.place.subject && event.tokens.indices().any(new)
}

/// `bought 5 percent of the company's stock`: of another, unless it buys its own back.
fn is_stock_of(names: &Names<'_>, description: &Description) -> bool {
    let own = |at: &usize| names.lists.own_stock.has(names.document.word(*at));
    let (start, end) = (description.tokens.start as usize, description.tokens.end as usize);
    let is = |at: usize, class| names.lexicon.is(names.document.word(at), class);
    let of =
        start.checked_sub(1).is_some_and(|at| is(at, Class::Preposition) || is(at, Class::Verb));
    of && (end + 1..end + 4).any(|at| is(at, Class::Holding))
        && !(start.saturating_sub(OWN)..start).any(|at| own(&at))
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
    let thing = noun.is_none() && mention_type == MentionType::Place;
    let named = noun.is_none_or(|n| n.by_name) && mention_type == MentionType::Organization;
    if modifiers.countries.iter().any(foreign)
        || thing
        || named && !modifiers.hold(walk, root)
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

/// `The statement did not name the firm`: who is not named is not known.
fn is_withheld(names: &Names<'_>, description: &Description) -> bool {
    let before = names.document.word((description.tokens.start as usize).wrapping_sub(1));
    names.lists.naming_verb.has(before)
}

/// `the Edelman group`, `the Acme pilot group`: the name before the noun says whose it is.
fn named_inside(names: &Names<'_>, description: &Description) -> bool {
    let all = names.mentions.all();
    let head = description.tokens.end - 1;
    let index = all.partition_point(|m| m.tokens.start < description.tokens.start);
    let mut inside = all.get(index..).unwrap_or(&[]).iter().take_while(|m| m.tokens.end <= head);
    inside.any(|m| matches!(m.mention_type, MentionType::Organization | MentionType::Person))
}

/// `the brewing firm, San Miguel`: the name stands in apposition.
pub(super) fn named_after_comma(names: &Names<'_>, description: &Description) -> bool {
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
            && (text(m.tokens.end) == b"," || !verb_follows(names, m.tokens.end as usize))
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
    let mut inside = inside.filter(|m| m.mention_type != MentionType::Role);
    match inside.next() {
        Some(_) => TokenRange { start: tokens.end - 1, end: tokens.end },
        None => tokens,
    }
}
