//! Determiner and modifiers of a name: `the Chinese video hosting service TikTok`.

use super::{Context, Unit, UnitKind, Units};
use crate::document::{Gap, Shape, Token};
use crate::lexicon::{Class, WordId, fixed};
use crate::mention::{MentionId, MentionType};

/// Most modifiers before a name, in units.
const MAX_MODIFIERS: usize = 10;

/// Most words that say how many (`three other`).
const MAX_QUANTITY: usize = 3;

/// Most words between a firm and the title of its officer, in units.
const LONGEST_TITLE: usize = 3;

/// Finds for each unit the name whose modifiers begin there, and for each name where its modifiers
/// begin.
pub(super) fn find(context: &Context<'_>, units: &mut Units) {
    let Units { row, lists, phrase_head: heads, phrase_start: starts, .. } = units;
    heads.resize(row.len(), None);
    starts.extend(0..row.len());
    for at in 0..row.len() {
        if !takes_modifiers(context, &row[at]) {
            continue;
        }
        let start = described_start(context, row, at)
            .or_else(|| possessed_start(context, row, at))
            .or_else(|| titled_start(context, row, at))
            .unwrap_or_else(|| {
                let start = modifiers_start(context, row, at);
                exampled_start(context, (row, lists), at, start).unwrap_or(start)
            });
        starts[at] = start;
        heads[start..at].fill(Some(at));
    }
}

fn takes_modifiers(context: &Context<'_>, unit: &Unit) -> bool {
    match unit.kind {
        UnitKind::List(_) => true,
        UnitKind::Mention(id) => {
            context.entities.mentions.get(id).is_some_and(|m| m.kind == crate::mention::Kind::Name)
        }
        _ => false,
    }
}

/// `a unit of the French bank, Acme,`, `the largest bank in France, Acme,`: a name between a comma and the end of its phrase stands for
/// the description with an article right before.
fn described_start(context: &Context<'_>, row: &[Unit], at: usize) -> Option<usize> {
    let last = at.checked_sub(2).filter(|_| row[at - 1].word() == fixed::COMMA)?;
    let in_place = last > 1
        && is_place(context, &row[last])
        && context.is(&row[last - 1], Class::Preposition)
        && row[last - 1].word() != fixed::FROM;
    let noun = if in_place { last - 2 } else { last };
    let closes = row.get(at + 1).is_none_or(|u| {
        matches!(u.word(), fixed::COMMA | fixed::STOP | fixed::SEMICOLON | fixed::CLOSE_BRACKET)
    });
    let kind = if is_organization(context, &row[at]) {
        Class::OrganizationNoun
    } else {
        Class::PersonNoun
    };
    let describes = context.is(&row[noun], kind)
        && !is_place(context, &row[at])
        && context
            .document
            .tokens
            .get(row[noun].tokens.start as usize)
            .is_some_and(Token::is_lower);
    if !closes || !describes {
        return None;
    }
    let start = modifiers_start(context, row, noun);
    row.get(start).filter(|u| is_article(context, u)).map(|_| start)
}

/// `Acme's parent company, Beta`, `its rail unit Beta`: a name behind a noun of kinship stands for
/// the whole, from the possessor on.
fn possessed_start(context: &Context<'_>, row: &[Unit], at: usize) -> Option<usize> {
    let comma = matches!(row.get(at.checked_sub(1)?)?.word(), fixed::COMMA);
    let noun = at.checked_sub(1 + usize::from(comma))?;
    let kind = |i: usize| row.get(i).is_some_and(|u| context.is(u, Class::RelationalNoun));
    // `parent company`, `parent firm`
    let far =
        noun.checked_sub(1).is_some_and(kind) && context.is(&row[noun], Class::OrganizationNoun);
    let describes = !comma && context.is(&row[noun], Class::OrganizationNoun);
    let firm = is_organization(context, &row[at]) && (kind(noun) || far || describes);
    if !firm && !is_officer(context, row, noun, at) {
        return None;
    }
    let start = modifiers_start(context, row, noun);
    let before = start.checked_sub(1)?;
    if let UnitKind::Mention(id) = row[before].kind {
        let owner = context.entities.mentions.get(id)?;
        return (owner.kind == crate::mention::Kind::Pronoun).then_some(before);
    }
    if context.is(&row[before], Class::PossessivePronoun) {
        return Some(before);
    }
    let owner = before.checked_sub(1)?;
    let acts = matches!(row[owner].kind, UnitKind::Mention(_) | UnitKind::List(_))
        && !is_place(context, &row[owner]);
    // `Coil parent Acme's unit Beta`: Acme is named for itself.
    let named = owner.checked_sub(1).is_some_and(kind);
    (is_possessive(context, &row[before]) && acts && !named).then_some(owner)
}

/// A title and the person who bears it.
fn is_officer(context: &Context<'_>, row: &[Unit], title: usize, person: usize) -> bool {
    let of_type = |at: usize, kind: MentionType| match row[at].kind {
        UnitKind::Mention(id) => {
            context.entities.mentions.get(id).is_some_and(|m| m.mention_type == kind)
        }
        _ => false,
    };
    of_type(title, MentionType::Role) && of_type(person, MentionType::Person)
}

/// `by Acme chairman Ann Lee`, `from Acme supplier Beta`: the name at the end is meant, and the one
/// before its title describes it.
fn titled_start(context: &Context<'_>, row: &[Unit], at: usize) -> Option<usize> {
    let mut left = at.checked_sub(1)?;
    let title = match row[left].kind {
        UnitKind::Mention(id) => {
            let role = |m: &crate::mention::Mention| m.mention_type == MentionType::Role;
            context.entities.mentions.get(id).is_some_and(role)
        }
        _ => {
            let kinds = [Class::OrganizationNoun, Class::RelationalNoun];
            kinds.iter().any(|c| context.is(&row[left], *c))
        }
    };
    if !title || is_place(context, &row[at]) {
        return None;
    }
    for _ in 0..LONGEST_TITLE {
        left = left.checked_sub(1)?;
        if is_organization(context, &row[left]) {
            // `the former Acme finance head Ann Lee`
            let former = |u: &Unit| context.is(u, Class::Former) || is_article(context, u);
            let before = row[..left].iter().rev().take_while(|u| former(u)).count();
            return Some(left - before);
        }
        let small = context.document.tokens.get(row[left].tokens.start as usize)?.is_lower();
        if !small || !is_modifier(context, &row[left]) {
            return None;
        }
    }
    None
}

/// `three banks, including Acme and Beta`, `a group of investors such as Acme`: of those described it
/// is said, so of these. `own` is where what describes the names alone begins.
fn exampled_start(
    context: &Context<'_>,
    (row, lists): (&[Unit], &[Vec<MentionId>]),
    at: usize,
    own: usize,
) -> Option<usize> {
    let word = own.checked_sub(1)?;
    let begin = match context.first_word(&row[word]) {
        fixed::INCLUDING => word,
        fixed::AS if word > 0 && row[word - 1].word() == fixed::SUCH => word - 1,
        _ => return None,
    };
    let comma = row[begin.checked_sub(1)?].word() == fixed::COMMA;
    let noun = begin.checked_sub(1 + usize::from(comma))?;
    let is = |class| context.lexicon.is(last_word(context, &row[noun]), class);
    let acts = match context.mention(lists, &row[at])?.mention_type {
        MentionType::Organization => {
            is(Class::OrganizationNoun) || is_listed(context, "theirs", &row[noun])
        }
        MentionType::Person => is(Class::PersonNoun) || is_listed(context, "theirs", &row[noun]),
        _ => false,
    };
    if !acts || !context.document.text_of(row[noun].tokens).ends_with('s') {
        return None;
    }
    let start = quantity_start(context, row, modifiers_start(context, row, noun));
    let group = start.checked_sub(2).filter(|_| row[start - 1].word() == fixed::OF);
    let group = group.filter(|i| is_listed(context, "collective", &row[*i]));
    Some(group.map_or(start, |group| modifiers_start(context, row, group)))
}

/// `three`, `several other`
fn quantity_start(context: &Context<'_>, row: &[Unit], mut start: usize) -> usize {
    for _ in 0..MAX_QUANTITY {
        let Some(before) = start.checked_sub(1) else { break };
        if !describes(context, &row[before]) && !is_listed(context, "quantity", &row[before]) {
            break;
        }
        start = before;
    }
    start
}

/// `a group` may stand for somebody, and is one unit then.
fn last_word(context: &Context<'_>, unit: &Unit) -> WordId {
    context.document.word((unit.tokens.end as usize).wrapping_sub(1))
}

fn is_listed(context: &Context<'_>, list: &str, unit: &Unit) -> bool {
    let words = context.lexicon.list(list).unwrap_or(&[]);
    words.iter().any(|w| w.as_slice() == [last_word(context, unit)])
}

fn modifiers_start(context: &Context<'_>, row: &[Unit], at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < MAX_MODIFIERS {
        let place = |i: usize| row.get(i).is_some_and(|u| is_place(context, u));
        let before = &row[start - 1];
        let described = is_organization(context, &row[at]) && describes(context, before);
        if is_modifier(context, before) || described || start < at && place(start - 1) {
            start -= 1;
        } else if start > 1 && is_possessive(context, &row[start - 1]) && place(start - 2) {
            start -= 2;
        } else if start > 1
            && start < at
            && row[start - 1].word() == fixed::COMMA
            && place(start)
            && place(start - 2)
        {
            // `Dallas, Texas-based Acme`
            start -= 2;
        } else if joins_modifiers(context, row, start, at)
            || start < at && is_trade(context, before, &row[start])
        {
            start -= 1;
        } else if let Some(words) = participle(context, &row[..start], start < at) {
            start -= words;
        } else {
            break;
        }
    }
    match start.checked_sub(1).map(|i| &row[i]) {
        Some(unit) if is_article(context, unit) => start - 1,
        _ => start,
    }
}

/// `building firm Acme`, `the shipping group Acme`: what a firm does, not what somebody did.
fn is_trade(context: &Context<'_>, unit: &Unit, noun: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Verb(_))
        && unit.tokens.len() == 1
        && context.is(noun, Class::OrganizationNoun)
        && context.document.token_bytes(unit.tokens.start as usize).ends_with(b"ing")
}

/// `in privately held Acme`, `the acquired Acme`: how many units before what has been read of a name
/// are a participle that describes it, with its adverb. A verb that acts has a subject, not a
/// preposition, determiner or verb, before it.
fn participle(context: &Context<'_>, before: &[Unit], described: bool) -> Option<usize> {
    let adverb = |unit: &Unit| context.is(unit, Class::Adverb);
    let (near, rest) = before.split_last()?;
    if described && adverb(near) {
        return governs(context, rest.last()?).then_some(1);
    }
    if !matches!(near.kind, UnitKind::Verb(_)) || near.tokens.len() != 1 {
        return None;
    }
    let (next, rest) = rest.split_last()?;
    if determines(context, next) {
        return Some(1);
    }
    (adverb(next) && governs(context, rest.last()?)).then_some(2)
}

/// What a name phrase may follow, and no verb that acts.
fn governs(context: &Context<'_>, unit: &Unit) -> bool {
    determines(context, unit)
        || matches!(unit.kind, UnitKind::Verb(_))
        || context.is(unit, Class::Preposition) && !context.is(unit, Class::Subordinator)
}

fn determines(context: &Context<'_>, unit: &Unit) -> bool {
    context.is(unit, Class::Determiner) && !context.is(unit, Class::Relative)
        || context.is(unit, Class::PossessivePronoun)
}

/// `the butane and propane distributor Acme`: `and` between modifiers, when an article or possessive
/// pronoun stands before all of them.
fn joins_modifiers(context: &Context<'_>, row: &[Unit], start: usize, at: usize) -> bool {
    if start == at || row[start - 1].word() != fixed::AND {
        return false;
    }
    let before = row[..start - 1].iter().rev().take(MAX_MODIFIERS);
    let mut words = before.skip_while(|u| is_modifier(context, u) || describes(context, u));
    let small = |u: &Unit| {
        context.document.tokens.get(u.tokens.start as usize).is_some_and(Token::is_lower)
    };
    let described = start > 1 && small(&row[start - 2]) && small(&row[start]);
    described
        && words
            .next()
            .is_some_and(|u| context.is(u, Class::Determiner) && !context.is(u, Class::Relative))
}

fn is_article(context: &Context<'_>, unit: &Unit) -> bool {
    context.is(unit, Class::Determiner)
        && !context.is(unit, Class::PossessivePronoun)
        && !context.is(unit, Class::Relative)
}

fn is_organization(context: &Context<'_>, unit: &Unit) -> bool {
    let UnitKind::Mention(id) = unit.kind else { return false };
    let mention = context.entities.mentions.get(id);
    mention.is_some_and(|m| m.mention_type == MentionType::Organization)
}

/// One word before the name of an organization that is a mention to a reader and a modifier to
/// grammar: `the Nordic group Acme`, `weekly magazine Acme`, `publisher Acme`.
fn describes(context: &Context<'_>, unit: &Unit) -> bool {
    let UnitKind::Mention(id) = unit.kind else { return false };
    let small =
        context.document.tokens.get(unit.tokens.start as usize).is_some_and(Token::is_lower);
    unit.tokens.len() == 1
        && context.entities.mentions.get(id).is_some_and(|m| match m.mention_type {
            MentionType::Other => true,
            MentionType::Role | MentionType::Date | MentionType::Number => small,
            _ => false,
        })
}

/// `U.S. regional carrier Acme`, `Japan's Acme`
fn is_place(context: &Context<'_>, unit: &Unit) -> bool {
    let UnitKind::Mention(id) = unit.kind else { return false };
    context.entities.mentions.get(id).is_some_and(|m| {
        m.mention_type == MentionType::Place && m.kind == crate::mention::Kind::Name
    })
}

fn is_possessive(context: &Context<'_>, unit: &Unit) -> bool {
    let token = context.document.tokens.get(unit.tokens.start as usize);
    token.is_some_and(|t| t.shape.has(Shape::POSSESSIVE))
}

/// A small word that is neither grammar nor sign, a demonym, a hyphen, or a number.
pub(super) fn is_modifier(context: &Context<'_>, unit: &Unit) -> bool {
    match unit.kind {
        UnitKind::Word(word) => {
            let Some(token) = context.document.tokens.get(unit.tokens.start as usize) else {
                return false;
            };
            // `Oslo-based` describes, `based` alone is grammar.
            let hyphen = word == fixed::HYPHEN || follows_hyphen(context, unit);
            let grammar = context.lexicon.is(word, Class::Function)
                || context.lexicon.is(word, Class::Adverb) && !token.is_capital();
            hyphen
                || !grammar
                    && token.shape.has(Shape(Shape::ALPHA.0 | Shape::DIGIT.0))
                    && !token.shape.has(Shape::POSSESSIVE)
        }
        _ => false,
    }
}

fn follows_hyphen(context: &Context<'_>, unit: &Unit) -> bool {
    let at = unit.tokens.start as usize;
    let tight = |t: &Token| t.gap == Gap::None && t.shape.has(Shape::ALPHA);
    at > 0
        && context.document.tokens.get(at).is_some_and(tight)
        && context.document.word(at - 1) == fixed::HYPHEN
}
