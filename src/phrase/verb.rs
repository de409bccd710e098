//! Verb groups: `has not yet agreed to acquire` is one unit with the lemma *acquire*.

use super::chain;
use super::{Context, Mood, Status, Unit, UnitKind, VerbGroup, Voice};
use crate::document::{Gap, Shape, TokenRange};
use crate::lexicon::{Class, ClassSet, Form, Lexicon, WordId, fixed};
use crate::mention::MentionType;

/// Longest chain of governing verbs in one group (`is expected to agree to try to buy`).
const MAX_CHAIN: usize = 4;
/// So many tokens stand between `by` and the name of who did it.
const AGENT_REACH: u32 = 4;

/// One verb with its auxiliaries, before it is chained.
pub(super) struct Simple {
    pub(super) lemma: WordId,
    pub(super) form: Form,
    pub(super) passive: bool,
    pub(super) end: u32,
}

/// The verb group that begins at token `at` and ends before `limit`, and its end.
pub(super) fn group(
    context: &Context<'_>,
    row: &[Unit],
    at: u32,
    limit: u32,
    sentence: TokenRange,
) -> Option<(VerbGroup, u32)> {
    let mut mood = Mood::default();
    let infinitive = is_to(context, at);
    let start = if infinitive { at + 1 } else { at };
    let mut verb = simple(context, start, limit, infinitive, Some((row, at)), &mut mood)?;
    if infinitive {
        let row = chain::before_not(context, row, &mut mood);
        context.moods.of_noun_before(row, &mut mood);
    }
    let mut lasts = context.moods.lasts(verb.lemma);
    for _ in 1..MAX_CHAIN {
        let Some(next) = chain::next(context, &verb, limit, &mut mood) else { break };
        verb = next;
        lasts |= context.moods.lasts(verb.lemma);
    }
    mood.status = mood.status.filter(|status| !lasts || *status != Status::Agreed);
    let passive = verb.passive || is_bare_passive(context, &verb, sentence);
    let voice = if passive { Voice::Passive } else { Voice::Active };
    Some((VerbGroup { lemma: verb.lemma, form: verb.form, voice, mood, subject: None }, verb.end))
}

/// False for words with which no verb group begins, whatever follows: most words are such.
pub(super) fn may_begin(context: &Context<'_>, at: u32) -> bool {
    begins_verb(context.lexicon, context.document.word(at as usize))
}

/// False for a word with which no verb group begins.
pub(crate) fn begins_verb(lexicon: &Lexicon, word: WordId) -> bool {
    const LEADING: ClassSet = ClassSet::of(&[Class::Negation, Class::Adverb, Class::Verb]);
    // `to buy`, `no longer owns`
    lexicon.classes(word).meets(LEADING) || matches!(word, fixed::TO | fixed::NO)
}

pub(super) fn is_to(context: &Context<'_>, at: u32) -> bool {
    context.document.word(at as usize) == fixed::TO
}

/// Auxiliaries, negations and adverbs up to one verb.
pub(super) fn simple(
    context: &Context<'_>,
    start: u32,
    limit: u32,
    infinitive: bool,
    left: Option<(&[Unit], u32)>,
    mood: &mut Mood,
) -> Option<Simple> {
    let (mut at, mut auxiliary, mut passive, mut progressive) = (start, infinitive, false, false);
    let mut bare = infinitive;
    let mut seen = Mood::default();
    while at < limit {
        let word = context.document.word(at as usize);
        let classes = context.lexicon.classes(word);
        if classes.has(Class::Modal) {
            context.moods.modal(word, at, &mut seen);
            (auxiliary, bare) = (true, true);
        } else if is_no_longer(context, at) {
            seen.status = Some(super::Status::Ended);
            seen.cues.push(TokenRange { start: at, end: at + 2 });
            at += 1;
        } else if classes.has(Class::Negation) {
            if !auxiliary && at == start && !precedes_verb(context, at + 1, limit) {
                return None;
            }
            seen.negated = true;
            seen.cues.push(TokenRange { start: at, end: at + 1 });
        } else if classes.has(Class::Be) && goes_on(context, at, limit) {
            (auxiliary, passive, progressive, bare) = (true, true, true, false);
        } else if (classes.has(Class::Have) || classes.has(Class::Do))
            && goes_on(context, at, limit)
        {
            (auxiliary, passive, bare) = (true, false, classes.has(Class::Do));
        } else if let Some((lemma, form)) =
            bare_form(context, at, bare).or_else(|| main_verb(context, at, auxiliary, left))
        {
            let is_be = classes.has(Class::Be);
            let passive = passive && form == Form::Participle && !is_be;
            if progressive && form == Form::Gerund && word == fixed::BEING {
                return None;
            }
            let end = if is_be { after_copula(context, at + 1, limit, &mut seen) } else { at + 1 };
            if progressive && (form == Form::Gerund || is_being(context, at)) {
                context.moods.progressive(lemma, at, &mut seen);
            }
            merge_mood(mood, seen);
            return Some(Simple { lemma, form, passive, end });
        } else if auxiliary && !infinitive && classes.has(Class::Floating) {
            // `will each own`
        } else if classes.has(Class::Adverb)
            && (auxiliary || at > start || left.is_none() || context.moods.is_mood_adverb(word))
        {
            context.moods.adverb(word, at, &mut seen);
        } else {
            return None;
        }
        at += 1;
    }
    None
}

/// `being | acquired`, an adverb apart.
fn is_being(context: &Context<'_>, verb: u32) -> bool {
    let adverb = |at: &u32| context.lexicon.is(context.document.word(*at as usize), Class::Adverb);
    let before = (0..verb).rev().find(|at| !adverb(at));
    before.is_some_and(|at| context.document.word(at as usize) == fixed::BEING)
}

fn is_no_longer(context: &Context<'_>, at: u32) -> bool {
    context.document.word(at as usize) == fixed::NO
        && context.document.word(at as usize + 1) == fixed::LONGER
}

/// `is not`, `is no longer` before a noun: the negation belongs to the verb. Where the group ends.
fn after_copula(context: &Context<'_>, at: u32, limit: u32, mood: &mut Mood) -> u32 {
    let mut cue = |width: u32| {
        mood.cues.push(TokenRange { start: at, end: at + width });
        at + width
    };
    if at < limit && context.lexicon.is(context.document.word(at as usize), Class::Negation) {
        let end = cue(1);
        mood.negated = true;
        return end;
    }
    if at + 1 < limit && is_no_longer(context, at) {
        let end = cue(2);
        mood.status = Some(super::Status::Ended);
        return end;
    }
    at
}

fn merge_mood(mood: &mut Mood, other: Mood) {
    mood.status = super::mood::later(mood.status, other.status);
    mood.negated ^= other.negated;
    mood.hedged |= other.hedged;
    mood.cues.extend(other.cues);
}

/// True when, after adverbs and negations, an inflected verb follows an auxiliary.
fn goes_on(context: &Context<'_>, at: u32, limit: u32) -> bool {
    let mut next = at + 1;
    while next < limit && next < at + 4 {
        let word = context.document.word(next as usize);
        let classes = context.lexicon.classes(word);
        let verbal = classes.has(Class::Be) || classes.has(Class::Have);
        let inflected = context.lexicon.inflections(word).iter().any(|i| i.form != Form::Third);
        if verbal || inflected {
            return true;
        }
        if is_no_longer(context, next) {
            next += 1;
        } else if ![Class::Adverb, Class::Negation, Class::Floating].iter().any(|c| classes.has(*c))
        {
            return false;
        }
        next += 1;
    }
    false
}

fn precedes_verb(context: &Context<'_>, at: u32, limit: u32) -> bool {
    at < limit && !context.lexicon.inflections(context.document.word(at as usize)).is_empty()
}

/// `to found`, `did not found`: behind *to*, a modal and *do* stands the base form, where the word has
/// one.
fn bare_form(context: &Context<'_>, at: u32, bare: bool) -> Option<(WordId, Form)> {
    let forms = context.lexicon.inflections(context.document.word(at as usize));
    let [_, _, ..] = forms else { return None };
    forms.iter().find(|f| bare && f.form == Form::Base).map(|f| (f.lemma, f.form))
}

/// The verb at a token, if the token is one here: `plans` after a determiner is a noun, `proposed`
/// between a determiner and a noun an adjective.
fn main_verb(
    context: &Context<'_>,
    at: u32,
    auxiliary: bool,
    left: Option<(&[Unit], u32)>,
) -> Option<(WordId, Form)> {
    let word = context.document.word(at as usize);
    let classes = context.lexicon.classes(word);
    if classes.has(Class::Be) {
        return Some((context.moods.be, Form::Third));
    }
    if classes.has(Class::Have) {
        return Some((context.moods.have, Form::Third));
    }
    let forms = context.lexicon.inflections(word);
    if auxiliary {
        let preferred = forms.iter().find(|f| f.form == Form::Participle).or(forms.first())?;
        return Some((preferred.lemma, preferred.form));
    }
    let (row, start) = left.unwrap_or((&[], at));
    let hyphenated = is_hyphen(context, at.wrapping_sub(1)) || is_hyphen(context, at + 1);
    if start == at && (hyphenated || stands_as_noun(context, row)) || describes_noun(context, row) {
        return None;
    }
    if context.document.tokens.get(at as usize)?.is_capital()
        && !row.is_empty()
        && !is_title_case(context, at)
    {
        return None;
    }
    let finite = forms
        .iter()
        .find(|f| f.form == Form::Past)
        .or_else(|| forms.iter().find(|f| f.form != Form::Base));
    let chosen = match finite {
        Some(form) => form,
        None if takes_base(context, row) => forms.first()?,
        None => return None,
    };
    let noun_like = matches!(chosen.form, Form::Third | Form::Base);
    if noun_like && start == at && !takes_finite(context, row) && !has_object(context, row, at) {
        return None;
    }
    Some((chosen.lemma, chosen.form))
}

fn is_title_case(context: &Context<'_>, at: u32) -> bool {
    let sentence = context.document.sentence_of(at);
    context.document.sentences.get(sentence).is_some_and(|s| s.title_case)
}

fn is_hyphen(context: &Context<'_>, at: u32) -> bool {
    let hyphen = context.document.word(at as usize) == fixed::HYPHEN;
    let tight = |i: u32| context.document.tokens.get(i as usize).is_none_or(|t| t.gap == Gap::None);
    hyphen && (tight(at) && tight(at + 1))
}

/// After a determiner, a possessor or a preposition no finite verb stands.
fn stands_as_noun(context: &Context<'_>, row: &[Unit]) -> bool {
    let Some(last) = row.last() else { return false };
    match last.kind {
        UnitKind::Word(word) => {
            let classes = context.lexicon.classes(word);
            let relative = classes.has(Class::Relative);
            let possessive = context
                .document
                .tokens
                .get(last.tokens.start as usize)
                .is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
            possessive || classes.has(Class::Determiner) && !relative
        }
        UnitKind::Mention(id) => {
            let mention = context.entities.mentions.get(id);
            mention.is_some_and(|m| {
                let word = context.document.word(m.tokens.start as usize);
                m.kind == crate::mention::Kind::Pronoun
                    && context.lexicon.is(word, Class::PossessivePronoun)
            })
        }
        _ => false,
    }
}

/// `its previously | announced offer`, `a newly | formed company`: between an article or possessor
/// with an adverb and a noun stands an adjective.
fn describes_noun(context: &Context<'_>, row: &[Unit]) -> bool {
    let is_adverb = |unit: &&Unit| context.is(unit, Class::Adverb);
    let adverbs = row.iter().rev().take_while(is_adverb).count();
    let before = row.get(..row.len() - adverbs).unwrap_or(&[]);
    let article =
        before.last().is_some_and(|u| matches!(u.word(), fixed::THE | fixed::A | fixed::AN));
    let owned = before.last().is_some_and(|u| {
        !context.is(u, Class::Determiner) || context.is(u, Class::PossessivePronoun)
    });
    article || owned && stands_as_noun(context, before)
}

/// Before a verb in the third person stands a mention, a pronoun, a relative, a comma or `and`.
fn takes_finite(context: &Context<'_>, row: &[Unit]) -> bool {
    match row.last() {
        None => false,
        Some(unit) => match unit.kind {
            UnitKind::Mention(_) | UnitKind::List(_) => true,
            UnitKind::Verb(_) => false,
            UnitKind::Word(word) => {
                let classes = context.lexicon.classes(word);
                classes.has(Class::Relative)
                    || classes.has(Class::Pronoun)
                    || classes.has(Class::Conjunction)
                    || classes.has(Class::Adverb)
                    || matches!(
                        word,
                        fixed::COMMA | fixed::CLOSE_BRACKET | fixed::CLOSE_ANGLE | fixed::QUOTE
                    )
                    || !word.is_known()
                        && context
                            .document
                            .tokens
                            .get(unit.tokens.start as usize)
                            .is_some_and(|t| t.is_lower())
            }
        },
    }
}

/// `the purchase | brings its stake to`: behind a noun phrase of two words, before an article, a
/// possessive pronoun or a name, stands a verb.
fn has_object(context: &Context<'_>, row: &[Unit], at: u32) -> bool {
    let [.., article, noun] = row else { return false };
    let opens = context.is(article, Class::Determiner) && !context.is(article, Class::Relative);
    let plain = matches!(noun.kind, UnitKind::Word(_))
        && !context.is(noun, Class::Function)
        && context
            .document
            .tokens
            .get(noun.tokens.start as usize)
            .is_some_and(|t| t.is_lower() && t.shape.has(Shape::ALPHA));
    let next = context.document.word(at as usize + 1);
    let mentions = context.entities.mentions.all();
    let named = mentions.partition_point(|m| m.tokens.start <= at);
    let name = mentions.get(named).is_some_and(|m| {
        m.tokens.start == at + 1
            && matches!(m.mention_type, MentionType::Organization | MentionType::Person)
    });
    opens
        && plain
        && (name
            || matches!(next, fixed::THE | fixed::A | fixed::AN)
            || context.lexicon.is(next, Class::PossessivePronoun))
}

/// A base form is a finite verb after a plural pronoun, a list or a relative. After a single name
/// it is a noun (`won a Boeing contract`), unless a verb governs both (`helped Boeing win`).
fn takes_base(context: &Context<'_>, row: &[Unit]) -> bool {
    let before = row.len().checked_sub(2).and_then(|i| row.get(i));
    let plural = before.is_none_or(|unit| match unit.kind {
        UnitKind::Word(word) => context.lexicon.is(word, Class::Conjunction),
        UnitKind::Verb(_) => true,
        _ => false,
    });
    row.last().is_some_and(|unit| match unit.kind {
        UnitKind::Word(word) => {
            context.lexicon.is(word, Class::Pronoun) || context.lexicon.is(word, Class::Relative)
        }
        UnitKind::Mention(id) => context.entities.mentions.get(id).is_some_and(|m| {
            m.mention_type.is_entity() && (plural || m.kind == crate::mention::Kind::Pronoun)
        }),
        _ => true,
    })
}

/// `owned 25 pct by`: where the words after the share begin; `at` where there is none.
fn after_percent(context: &Context<'_>, at: u32, sentence: TokenRange) -> u32 {
    let mentions = context.entities.mentions.all();
    let next = mentions.partition_point(|m| m.tokens.start < at);
    mentions
        .get(next)
        .filter(|m| m.mention_type == MentionType::Percent && m.tokens.start == at)
        .map_or(at, |m| m.tokens.end.min(sentence.end))
}

/// `founded | and run | by`: where the words after further participles begin.
fn after_joined(context: &Context<'_>, begin: u32, sentence: TokenRange) -> u32 {
    let mut at = begin;
    for _ in 0..MAX_CHAIN {
        let mut next = at;
        while next < at + 2
            && next < sentence.end
            && matches!(context.document.token_text(next as usize), "," | "and")
        {
            next += 1;
        }
        let forms = context.lexicon.inflections(context.document.word(next as usize));
        let participle = forms.iter().any(|f| matches!(f.form, Form::Past | Form::Participle));
        if next == at || next >= sentence.end || !participle {
            break;
        }
        at = next + 1;
    }
    let by = |at: u32| context.document.token_text(at as usize).eq_ignore_ascii_case("by");
    if by(at) { at } else { begin }
}

/// `acquired | in 2003 | by`, `bought | for $5 million | by`: where `by` stands behind dates and amounts.
fn after_values(context: &Context<'_>, begin: u32, sentence: TokenRange) -> Option<u32> {
    let mentions = context.entities.mentions.all();
    let mut at = begin;
    for _ in 0..2 {
        let word = context.document.word(at as usize);
        let start = at + u32::from(context.lexicon.is(word, Class::Preposition));
        let next = mentions.partition_point(|m| m.tokens.start < start);
        let value = mentions.get(next).filter(|m| {
            let kinds = [MentionType::Date, MentionType::Money];
            m.tokens.start == start && kinds.contains(&m.mention_type)
        });
        let Some(value) = value else { break };
        at = value.tokens.end;
    }
    (at > begin && at < sentence.end && context.document.word(at as usize) == fixed::BY)
        .then_some(at)
}

/// `by Acme`, `by the German group Acme`: somebody is named behind `by`.
fn is_agent(context: &Context<'_>, by: u32, sentence: TokenRange) -> bool {
    let mentions = context.entities.mentions.all();
    let next = mentions.partition_point(|m| m.tokens.start <= by);
    mentions.get(next).is_some_and(|m| {
        let actor = matches!(m.mention_type, MentionType::Organization | MentionType::Person);
        actor && m.tokens.start <= by + AGENT_REACH && m.tokens.start < sentence.end
    })
}

/// A participle without auxiliary that `by` follows is passive: `a stake held by`.
fn is_bare_passive(context: &Context<'_>, verb: &Simple, sentence: TokenRange) -> bool {
    if verb.form != Form::Past && verb.form != Form::Participle {
        return false;
    }
    let begin = after_joined(context, after_percent(context, verb.end, sentence), sentence);
    if let Some(by) = after_values(context, begin, sentence) {
        return is_agent(context, by, sentence);
    }
    for at in begin..sentence.end.min(begin + 3) {
        if context.document.word(at as usize) == fixed::BY {
            // `raised by 5 percent` is no passive.
            let number = context
                .document
                .tokens
                .get(at as usize + 1)
                .is_some_and(|t| t.shape.has(Shape::DIGIT));
            return !number;
        }
        if !context.lexicon.is(context.document.word(at as usize), Class::Adverb) {
            return false;
        }
    }
    false
}
