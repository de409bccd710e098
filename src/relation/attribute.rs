//! The attributes of a relation, each in the one shape of the record format.

use super::assemble::{Scene, mentions};
use super::respective::{self, Turn};
use super::{Amount, Attribute, Change, Party, ShareValue};
use crate::lexicon::{Class, fixed};
use crate::mention::{MentionType, TimexKind, Value};
use crate::phrase::UnitKind;
use crate::rule::{AttributeKind, Filler, Match, RelationType, Rule, SetValue};

/// How far from the match a date of the same clause may stand, in units.
const DATE_REACH: usize = 14;

/// The value of one attribute of a match.
pub(super) fn value(
    scene: &Scene<'_>,
    rule: &Rule,
    header: &RelationType,
    turn: &Turn<'_>,
    name: &str,
    kind: AttributeKind,
) -> Attribute {
    let found: &Match = &turn.found;
    match kind {
        AttributeKind::Share => Attribute::Share(
            share_in_turn(scene, header, turn, name)
                .or_else(|| constant_share(scene, rule, found, name)),
        ),
        AttributeKind::Change => Attribute::Change(change(scene, rule, header, found)),
        AttributeKind::Amount => Attribute::Amount(amount(scene, header, found, name)),
        AttributeKind::Entity => Attribute::Entity(party(scene, header, found, name)),
        AttributeKind::Date => Attribute::Date(date(scene, header, found, name)),
        AttributeKind::Text => Attribute::Text(text(scene, rule, header, turn, name)),
    }
}

fn share(
    scene: &Scene<'_>,
    header: &RelationType,
    found: &Match,
    name: &str,
) -> Option<ShareValue> {
    let (_, mention) = scene.single(found, header.role(name)?)?;
    match &mention.value {
        Some(Value::Percent(share)) => {
            Some(ShareValue { share: share.clone(), literal: mention.span })
        }
        _ => None,
    }
}

/// The share of the step in which lists are read.
fn share_in_turn(
    scene: &Scene<'_>,
    header: &RelationType,
    turn: &Turn<'_>,
    name: &str,
) -> Option<ShareValue> {
    let mut value = share(scene, header, &turn.found, name)?;
    // What several own wholly none of them does.
    let several = header.edge.first().is_some_and(|role| mentions(&turn.found, *role).len() > 1);
    if several && value.share.exact == Some(100.0) {
        return None;
    }
    let (last, _) = scene.single(&turn.found, header.role(name)?)?;
    if let Some(figure) = respective::figure(scene, last, turn.place) {
        value.share.exact = Some(figure);
    }
    Some(value)
}

/// Words that the rule sets for an attribute.
fn constant<'r>(rule: &'r Rule, name: &str) -> Option<&'r str> {
    rule.set.iter().find_map(|(key, value)| match value {
        SetValue::Text(text) if key == name => Some(text.as_str()),
        _ => None,
    })
}

/// A share that the rule itself states; its words are the trigger's, but for a verb that has others
/// beside it: `bought | all shares`.
fn constant_share(scene: &Scene<'_>, rule: &Rule, found: &Match, name: &str) -> Option<ShareValue> {
    let words = || found.steps.iter().filter_map(|s| s.units()).map(|units| units.start);
    let tells = |at: &usize| {
        let word = scene.units.row.get(*at).filter(|u| matches!(u.kind, UnitKind::Word(_)));
        word.is_some_and(|u| !scene.lexicon.is(u.word(), Class::Preposition))
    };
    let verb = words().filter(|at| is_verb(scene, *at)).max();
    let behind = words().filter(tells).find(|at| verb.is_some_and(|verb| *at > verb));
    let spoken = behind.or_else(|| words().find(tells)).filter(|_| is_verb(scene, found.trigger));
    let unit = scene.units.row.get(spoken.unwrap_or(found.trigger))?;
    let literal = scene.document.span(unit.tokens);
    rule.set.iter().find_map(|(key, value)| match value {
        SetValue::Share(share) if key == name => Some(ShareValue { share: share.clone(), literal }),
        _ => None,
    })
}

/// A percent in a role, as one figure.
fn percent(scene: &Scene<'_>, header: &RelationType, found: &Match, name: &str) -> Option<f64> {
    let share = share(scene, header, found, name)?.share;
    share.exact.or(share.min).or(share.max)
}

fn change(scene: &Scene<'_>, rule: &Rule, header: &RelationType, found: &Match) -> Option<Change> {
    let kind = constant(rule, "change")?.to_owned();
    let [from, to, by] = ["from", "share", "by"].map(|name| percent(scene, header, found, name));
    let difference = match (from, to) {
        (Some(from), Some(to)) => Some(((to - from).abs() * 1e6).round() / 1e6),
        _ => None,
    };
    Some(Change { kind, from, to, by: by.or(difference) })
}

fn amount(scene: &Scene<'_>, header: &RelationType, found: &Match, name: &str) -> Option<Amount> {
    let (_, mention) = scene.single(found, header.role(name)?)?;
    match &mention.value {
        Some(Value::Money { value, currency }) => Some(Amount {
            value: *value,
            currency: (!currency.is_empty()).then(|| currency.clone()),
        }),
        _ => None,
    }
}

/// Who else takes part; not one of the two ends again (`Acme withdrew from its bid for Beta`).
fn party(scene: &Scene<'_>, header: &RelationType, found: &Match, name: &str) -> Option<Party> {
    let role = header.role(name)?;
    let (id, mention) = scene.single(found, role)?;
    let entity = scene.entity_of(id);
    let elsewhere = found.roles.iter().filter(|(r, _)| *r != role);
    let same = |filler: &Filler| match filler {
        Filler::Mentions(all) => {
            all.iter().any(|m| *m == id || entity.is_some() && scene.entity_of(*m) == entity)
        }
        Filler::Words(_) => false,
    };
    if elsewhere.into_iter().any(|(_, filler)| same(filler)) {
        return None;
    }
    let full =
        entity.and_then(|e| scene.name_of(e)).unwrap_or(mention.span.of(scene.document.text));
    Some(Party { entity, name: full.to_owned() })
}

fn text(
    scene: &Scene<'_>,
    rule: &Rule,
    header: &RelationType,
    turn: &Turn<'_>,
    name: &str,
) -> Option<String> {
    let found: &Match = &turn.found;
    let role = header.role(name);
    let words = role.and_then(|role| scene.words(found, role));
    let spoken = words.map(|span| {
        let all = span.of(scene.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let own = respective::words(&all, turn.place);
        let titled = role.and_then(|role| scene.single(found, role));
        match titled.filter(|(_, m)| m.mention_type == MentionType::Role) {
            Some(_) => singular(scene, own),
            None => own.to_owned(),
        }
    });
    spoken.or_else(|| constant(rule, name).map(str::to_owned))
}

/// One holds the office of `co-founder`, though two are `co-founders`.
fn singular(scene: &Scene<'_>, title: &str) -> String {
    let (head, rest) = title.split_once(" of ").map_or((title, None), |(h, r)| (h, Some(r)));
    let is_title = |word: &str| {
        let last = word.rsplit(['-', ' ', '/']).next().unwrap_or(word);
        scene.lexicon.is(scene.lexicon.word(last), Class::RoleHead)
    };
    let one = head.strip_suffix('s').filter(|one| is_title(one) || is_title(&format!("co-{one}")));
    match (one, rest) {
        (None, _) => title.to_owned(),
        (Some(one), None) => one.to_owned(),
        (Some(one), Some(rest)) => format!("{one} of {rest}"),
    }
}

/// The date in the role, else the nearest one of the same clause.
fn date(scene: &Scene<'_>, header: &RelationType, found: &Match, name: &str) -> Option<String> {
    let own = header.role(name).and_then(|role| scene.single(found, role));
    if let Some((_, mention)) = own {
        return timex(mention.value.as_ref());
    }
    let right = behind(scene, found.units.end).take(DATE_REACH);
    let left = (0..found.units.start).rev().take(DATE_REACH);
    inside(scene, found).or_else(|| clause_date(scene, right)).or_else(|| clause_date(scene, left))
}

/// The units from one on, without what stands in brackets.
fn behind<'a>(scene: &'a Scene<'_>, from: usize) -> impl Iterator<Item = usize> + use<'a> {
    let units = scene.units;
    let next = move |at: usize| {
        let bracket = units.row.get(at).is_some_and(|u| u.word() == fixed::OPEN_BRACKET);
        let end = units.aside_end.get(at).copied().flatten();
        end.filter(|end| bracket && *end > at).unwrap_or(at)
    };
    let first = next(from);
    std::iter::successors(Some(first), move |at| Some(next(at + 1)))
        .take_while(|at| *at < units.row.len())
}

fn inside(scene: &Scene<'_>, found: &Match) -> Option<String> {
    // A life in brackets, `Ann Lee (born 1932)`, dates no office, nor does an aside that tells of
    // another deed, `Ann Lee, who joined it in 2019, will lead it`.
    let mut at = found.units.start;
    while at < found.units.end {
        let aside = scene.units.aside_end.get(at).copied().flatten();
        let bracket = scene.units.row.get(at).is_some_and(|u| u.word() == fixed::OPEN_BRACKET);
        let tells = |end: usize| (at..end).any(|i| is_verb(scene, i)) && !is_read(found, at..end);
        if let Some(end) = aside.filter(|end| *end > at && (bracket || tells(*end))) {
            at = end;
        } else if let Some(value) = date_at(scene, at).filter(|_| !is_of_another(scene, found, at))
        {
            return Some(value);
        } else {
            at += 1;
        }
    }
    None
}

/// `listed in May and bought Beta`: the date before the verb of the match is that of another verb. Not
/// so that of `agreed in May to buy Beta`.
fn is_of_another(scene: &Scene<'_>, found: &Match, date: usize) -> bool {
    let infinitive = scene
        .units
        .row
        .get(found.trigger)
        .is_some_and(|unit| scene.document.word(unit.tokens.start as usize) == fixed::TO);
    let mut at = found.units.start;
    while date < found.trigger && !infinitive && at < date {
        if is_verb(scene, at) && !is_read(found, at..at + 1) {
            return true;
        }
        let aside = scene.units.aside_end.get(at).copied().flatten();
        at = aside.filter(|end| *end > at && *end <= date).unwrap_or(at + 1);
    }
    false
}

fn is_verb(scene: &Scene<'_>, at: usize) -> bool {
    scene.units.row.get(at).is_some_and(|u| matches!(u.kind, UnitKind::Verb(_)))
}

/// Words of the match stand there.
fn is_read(found: &Match, units: std::ops::Range<usize>) -> bool {
    found.steps.iter().filter_map(|s| s.units()).any(|u| units.contains(&u.start))
}

/// The first date that no other verb stands before.
fn clause_date(scene: &Scene<'_>, places: impl Iterator<Item = usize>) -> Option<String> {
    for at in places {
        let unit = scene.units.row.get(at)?;
        let sign = matches!(unit.word(), fixed::SEMICOLON | fixed::COLON | fixed::QUOTE);
        let clause = scene.lexicon.is(unit.word(), Class::Relative);
        if matches!(unit.kind, UnitKind::Verb(_)) || sign || clause {
            return None;
        }
        if let Some(value) = date_at(scene, at) {
            return Some(value);
        }
    }
    None
}

fn date_at(scene: &Scene<'_>, at: usize) -> Option<String> {
    let UnitKind::Mention(id) = scene.units.row.get(at)?.kind else { return None };
    let mention =
        scene.entities.mentions.get(id).filter(|m| m.mention_type == MentionType::Date)?;
    timex(mention.value.as_ref())
}

/// A resolved day or coarser, as TIMEX3 value.
fn timex(value: Option<&Value>) -> Option<String> {
    match value {
        Some(Value::Timex(t))
            if matches!(t.kind, TimexKind::Date | TimexKind::Time)
                && t.value.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Some(t.value.clone())
        }
        _ => None,
    }
}
