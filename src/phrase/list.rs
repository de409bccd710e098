//! Lists of like mentions: `A, B and C` becomes one unit.

use super::{Context, Unit, UnitKind, Units};
use crate::document::{Shape, TokenRange};
use crate::lexicon::{Class, fixed};
use crate::mention::{Kind, MentionId, MentionType};

/// Longest list that is folded; a longer one is folded in parts.
const MAX_MEMBERS: usize = 64;
/// Most modifiers before the last member.
const MAX_MODIFIERS: usize = 5;

/// Folds each list into one unit. In place: what is still to be read stands behind what has been
/// written.
pub(super) fn fold(context: &Context<'_>, units: &mut Units) {
    let Units { row, lists, .. } = units;
    let (mut read, mut written) = (0, 0);
    while read < row.len() {
        match list_at(context, row, read) {
            Some((members, end)) => {
                let tokens =
                    TokenRange { start: row[read].tokens.start, end: row[end - 1].tokens.end };
                row[written] = Unit { kind: UnitKind::List(lists.len()), tokens };
                lists.push(members);
                read = end;
            }
            None => {
                row[written] = row[read];
                read += 1;
            }
        }
        written += 1;
    }
    row.truncate(written);
}

/// The list whose first member is the unit at `at`, and where it ends.
fn list_at(context: &Context<'_>, row: &[Unit], at: usize) -> Option<(Vec<MentionId>, usize)> {
    let (first, mention_type) = member(context, row, at)?;
    if follows_one_title(context, row, at) {
        return None;
    }
    // No memory for the many mentions that begin no list.
    separator(context, row, at + 1)?;
    let mut members = vec![first];
    let (mut end, mut closed) = (at + 1, false);
    while members.len() < MAX_MEMBERS && !closed {
        let Some((next, conjunction)) = separator(context, row, end) else { break };
        // `Acme, Beta and others`, `Acme, Beta and other firms`: the names end before it.
        if conjunction
            && members.len() > 1
            && row.get(next).is_some_and(|u| matches!(u.word(), fixed::OTHER | fixed::OTHERS))
        {
            closed = true;
            break;
        }
        let mut next = skip_country(context, row, skip_determiner(context, row, next));
        // `Acme and its owner Beta`
        if row.get(next).is_some_and(|u| context.is(u, Class::RelationalNoun)) {
            break;
        }
        if conjunction || mention_type == MentionType::Person {
            next = skip_modifiers(context, row, next);
        }
        let Some((id, kind)) = member(context, row, next) else { break };
        if !is_like(kind, mention_type)
            || belongs_to_next(context, row, end, next)
            || has_its_own_part(context, row, kind, next)
        {
            break;
        }
        members.push(id);
        end = next + 1;
        closed = conjunction;
    }
    let clause_of_its_own = closed && members.len() == 2 && begins_clause(context, row, at, end);
    // `in Oslo, and Bergen-based Acme`: the last place describes what follows.
    if row.get(end).is_some_and(|u| u.word() == fixed::HYPHEN) && mention_type == MentionType::Place
    {
        return None;
    }
    (closed && members.len() >= 2 && !clause_of_its_own).then_some((members, end))
}

/// `Acme and its Bolt unit`, `Acme chief Ann Lee and Bolt chief Bo Ek`: the name belongs to what
/// stands behind it.
fn belongs_to_next(context: &Context<'_>, row: &[Unit], joint: usize, at: usize) -> bool {
    let Some(next) = row.get(at + 1) else { return false };
    let owned = row[joint..at]
        .iter()
        .any(|u| context.is(u, Class::PossessivePronoun) || is_possessive_pronoun(context, u));
    let title = match next.kind {
        UnitKind::Mention(id) => {
            let role = |m: &crate::mention::Mention| m.mention_type == MentionType::Role;
            context.entities.mentions.get(id).is_some_and(role)
        }
        _ => false,
    };
    let named = |i: usize| member(context, row, i).map(|(_, kind)| kind);
    let held = title
        && named(at) == Some(MentionType::Organization)
        && named(at + 2) == Some(MentionType::Person);
    owned && context.is(next, Class::RelationalNoun) || held
}

/// `owns 80 percent of Acme and Beta | 20 percent`, `and Beta | the rest`: the clause of another, its verb
/// left out.
fn has_its_own_part(context: &Context<'_>, row: &[Unit], kind: MentionType, at: usize) -> bool {
    let Some(next) = row.get(at + 1) else { return false };
    let percent = |unit: &Unit| match unit.kind {
        UnitKind::Mention(id) => {
            let mention = context.entities.mentions.get(id);
            mention.is_some_and(|m| m.mention_type == MentionType::Percent)
        }
        _ => false,
    };
    let apart = |i: usize| row.get(i).is_some_and(|u| u.word() == fixed::HYPHEN);
    let rest = next.word() == fixed::THE
        && row.get(at + 2).is_some_and(|u| context.is(u, Class::Remainder));
    // `and Beta about 20 percent`
    let joins = matches!(next.word(), fixed::OF | fixed::BY | fixed::TO | fixed::FROM | fixed::FOR);
    let joins = joins || context.is(next, Class::Conjunction);
    let bound = matches!(next.kind, UnitKind::Word(_)) && !joins;
    let bounded = bound && row.get(at + 2).is_some_and(percent) && !apart(at + 3);
    kind.is_entity() && (rest || bounded || percent(next) && !apart(at + 2))
}

fn member(context: &Context<'_>, row: &[Unit], at: usize) -> Option<(MentionId, MentionType)> {
    let UnitKind::Mention(id) = row.get(at)?.kind else { return None };
    let mention = context.entities.mentions.get(id)?;
    let listable = mention.kind == Kind::Name && mention.mention_type.is_entity()
        || mention.mention_type == MentionType::Percent;
    listable.then_some((id, mention.mention_type))
}

/// `chairman Ann Lee and Bo Ek`, `its unit Acme and Beta`: a noun in the singular names one alone.
fn follows_one_title(context: &Context<'_>, row: &[Unit], at: usize) -> bool {
    let comma = at > 1 && matches!(row[at - 1].word(), fixed::COMMA | fixed::OPEN_ANGLE);
    let Some(before) = at.checked_sub(1 + usize::from(comma)).map(|i| &row[i]) else {
        return false;
    };
    let one = !context.document.text_of(before.tokens).ends_with('s');
    one && match before.kind {
        UnitKind::Mention(id) => {
            let person = member(context, row, at).is_some_and(|(_, t)| t == MentionType::Person);
            let mention = context.entities.mentions.get(id);
            person && mention.is_some_and(|m| m.mention_type == MentionType::Role)
        }
        UnitKind::Word(word) => context.lexicon.is(word, Class::RelationalNoun),
        _ => false,
    }
}

/// Of one type, or each an organization or person (`Acme and the investor Ann Lee`).
fn is_like(a: MentionType, b: MentionType) -> bool {
    let acts = |t| matches!(t, MentionType::Organization | MentionType::Person);
    a == b || acts(a) && acts(b)
}

/// After a member: `,`, `and`, `or`, `&`, `as well as`; brackets after the member are passed over,
/// and the one that closes around it (`<Acme Inc>`).
fn separator(context: &Context<'_>, row: &[Unit], at: usize) -> Option<(usize, bool)> {
    let closed = row.get(at).is_some_and(|u| u.word() == fixed::CLOSE_ANGLE);
    let at = skip_brackets(context, row, at + usize::from(closed));
    let sign = row.get(at)?.word();
    let is_and = |i: usize| {
        let joins = |u: &Unit| matches!(u.word(), fixed::AND | fixed::OR | fixed::AMPERSAND);
        row.get(i).is_some_and(joins)
    };
    if sign == fixed::COMMA {
        return Some(if is_and(at + 1) { (at + 2, true) } else { (at + 1, false) });
    }
    is_and(at).then_some((at + 1, true))
}

/// `Nordea Bank (STO: NDA)`, `Acme Inc <ACM>`: the index after the closing bracket; `Acme (formerly
/// Beta)` says something that a list would hide.
fn skip_brackets(context: &Context<'_>, row: &[Unit], at: usize) -> usize {
    let close = match row.get(at).map(Unit::word) {
        Some(fixed::OPEN_BRACKET) => fixed::CLOSE_BRACKET,
        Some(fixed::OPEN_ANGLE) => fixed::CLOSE_ANGLE,
        _ => return at,
    };
    if row.get(at + 1).is_some_and(|u| context.is(u, Class::Adverb)) {
        return at;
    }
    (at + 1..row.len().min(at + 8)).find(|&i| row[i].word() == close).map_or(at, |i| i + 1)
}

fn skip_determiner(context: &Context<'_>, row: &[Unit], at: usize) -> usize {
    match row.get(at) {
        Some(unit) if matches!(unit.word(), fixed::THE | fixed::OPEN_ANGLE) => at + 1,
        Some(unit)
            if is_possessive_pronoun(context, unit)
                || context.is(unit, Class::PossessivePronoun) =>
        {
            at + 1
        }
        _ => at,
    }
}

/// `Japan's Acme and Norway's Bolt`
fn skip_country(context: &Context<'_>, row: &[Unit], at: usize) -> usize {
    let place = member(context, row, at).is_some_and(|(_, t)| t == MentionType::Place);
    let possessive = row.get(at + 1).is_some_and(|u| {
        let token = context.document.tokens.get(u.tokens.start as usize);
        token.is_some_and(|t| t.shape.has(Shape::POSSESSIVE))
    });
    if place && possessive { at + 2 } else { at }
}

/// `Acme and electronics group Bolt`
fn skip_modifiers(context: &Context<'_>, row: &[Unit], at: usize) -> usize {
    let limit = row.len().min(at + MAX_MODIFIERS);
    let end = (at..limit).find(|&i| !super::head::is_modifier(context, &row[i])).unwrap_or(at);
    if row.get(end).is_some_and(|u| matches!(u.kind, UnitKind::Mention(_))) { end } else { at }
}

/// `Acme and its Bolt`
fn is_possessive_pronoun(context: &Context<'_>, unit: &Unit) -> bool {
    let UnitKind::Mention(id) = unit.kind else { return false };
    let word = context.document.word(unit.tokens.start as usize);
    context.entities.mentions.get(id).is_some_and(|m| m.kind == Kind::Pronoun)
        && context.lexicon.is(word, Class::PossessivePronoun)
}

/// `bought A from B and C sold D`: the last member begins a clause of its own, when a verb follows
/// and another verb, not one of saying, stands right before the list.
/// So it does with a comma before the `and` of two, when a verb stands anywhere before.
fn begins_clause(context: &Context<'_>, row: &[Unit], at: usize, end: usize) -> bool {
    let is_verb = |unit: &Unit| matches!(unit.kind, UnitKind::Verb(_));
    // `with A and B taking part`: a participle is said of both.
    let participle =
        |unit: &Unit| context.document.token_bytes(unit.tokens.start as usize).ends_with(b"ing");
    let verb_follows = row.get(end).is_some_and(|unit| is_verb(unit) && !participle(unit));
    let comma = row[at + 1..end].iter().any(|u| u.word() == fixed::COMMA);
    let token = row.get(end).and_then(|u| context.document.tokens.get(u.tokens.start as usize));
    let possessive = token.is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
    // `the venture between A and B bought C`
    if at.checked_sub(1).is_some_and(|before| row[before].word() == fixed::BETWEEN) {
        return false;
    }
    if (verb_follows || possessive) && comma && row[..at].iter().any(is_verb) {
        return true;
    }
    let article = at > 1 && context.is(&row[at - 1], Class::Determiner);
    let at = at - usize::from(article);
    let governed = at > 0
        && match row[at - 1].kind {
            UnitKind::Word(word) => {
                context.lexicon.is(word, Class::Preposition)
                    && !context.lexicon.is(word, Class::Subordinator)
            }
            // `investors including A and B own C`
            UnitKind::Verb(_) if context.first_word(&row[at - 1]) == fixed::INCLUDING => false,
            UnitKind::Verb(_) => !context
                .lexicon
                .is(context.document.word(row[at - 1].tokens.end as usize - 1), Class::Say),
            _ => false,
        };
    verb_follows && governed
}
