//! The grammatical subject of each verb group, by syntax alone; none where syntax shows none.

use super::control::{agent, announced, barred, controlled, decision, possessor};
use super::{Context, Unit, UnitKind, Units, Voice};
use crate::document::Shape;
use crate::lexicon::{Class, Form, fixed};
use crate::mention::{Kind, MentionType};

/// How far to the left a subject is looked for, in steps.
const MAX_STEPS: usize = 24;
/// Longest description between determiner and participle (`a closely held Oslo shipping firm owned`).
const MAX_DESCRIPTION: usize = 12;

/// Sets the subject of every verb group.
pub(super) fn link(context: &Context<'_>, units: &mut Units) {
    let mut previous: Option<usize> = None;
    for at in 0..units.row.len() {
        if let UnitKind::Verb(verb) = units.row[at].kind {
            let inherited = previous.and_then(|p| units.verbs[p].subject);
            units.verbs[verb].subject = find(context, units, at, verb, inherited);
            if units.verbs[verb].subject.is_none()
                && let Some((subject, status)) = announced(context, units, at)
            {
                let mood = &mut units.verbs[verb].mood;
                mood.status = super::mood::later(mood.status, Some(status));
                units.verbs[verb].subject = Some(subject);
            }
            if let Some(noun) = decision(context, units, at) {
                let word = units.row[noun].tokens.start;
                context.moods.noun(units.row[noun].word(), word, &mut units.verbs[verb].mood);
            }
            previous = Some(verb);
        }
    }
}

/// What one step to the left of a verb found.
enum Step {
    Subject(usize),
    Inherit,
    GoOn(usize),
    None,
}

fn find(
    context: &Context<'_>,
    units: &Units,
    at: usize,
    verb: usize,
    inherited: Option<usize>,
) -> Option<usize> {
    let group = &units.verbs[verb];
    let begins_with_to = context.first_word(&units.row[at]) == fixed::TO;
    if begins_with_to {
        let own = possessor(context, units, at)
            .or_else(|| controlled(context, units, at))
            .or_else(|| agent(context, units, at));
        return own.or_else(|| inherited.filter(|_| !describes_noun(context, units, at, verb)));
    }
    if let Some(subject) = inverted(context, units, at) {
        return Some(subject);
    }
    let mut left = share_start(context, units, at);
    for step in 0..MAX_STEPS {
        let Some(here) = left.checked_sub(1) else { break };
        let participle =
            step == 0 && matches!(group.form, Form::Past | Form::Participle | Form::Gerund);
        let gerund = step == 0 && group.form == Form::Gerund && group.voice == Voice::Active;
        if gerund && is_named(context, units, here) {
            return Some(here);
        }
        match look(context, units, here, step, participle, group.voice) {
            Step::Subject(unit) => return Some(unit),
            // `Acme, | holding a tenth of Beta`
            Step::Inherit if gerund && inherited.is_none() => {
                return named_before(context, units, here);
            }
            Step::Inherit => return inherited,
            Step::GoOn(next) => left = next,
            Step::None => return None,
        }
    }
    (group.form == Form::Gerund).then_some(inherited).flatten()
}

/// `formed a venture, | to be called Acme`: a passive infinitive behind a noun or name describes that,
/// but for verbs that take one (`agreed with Beta to be bought`).
fn describes_noun(context: &Context<'_>, units: &Units, at: usize, verb: usize) -> bool {
    if units.verbs[verb].voice != Voice::Passive {
        return false;
    }
    let comma = at > 0 && units.row[at - 1].word() == fixed::COMMA;
    let Some(before) = at.checked_sub(1 + usize::from(comma)) else { return false };
    let named = match units.row[before].kind {
        UnitKind::Word(word) => !context.lexicon.is(word, Class::Function),
        UnitKind::Verb(_) => false,
        _ => is_entity(context, units, &units.row[before]),
    };
    let above = units.row[..before].iter().rev().find_map(|unit| match unit.kind {
        UnitKind::Verb(above) => Some(units.verbs[above].lemma),
        _ => None,
    });
    let takes = above.is_some_and(|lemma| context.moods.of_verb(lemma).status.is_some());
    named && (comma || !takes)
}

/// `a firm wholly | owned by Acme`, `half | owned by`: the share belongs to the verb.
fn share_start(context: &Context<'_>, units: &Units, at: usize) -> usize {
    let Some(before) = at.checked_sub(1) else { return at };
    let mention = context.mention(&units.lists, &units.row[before]);
    let share = mention.is_some_and(|m| m.mention_type == MentionType::Percent);
    if share { before } else { at }
}

/// `…, said Ann Lee`, `…, said chief strategist Ann Lee`: the speaker follows the verb of saying.
fn inverted(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let before = units.row[at.checked_sub(1)?].word();
    let word = context.document.word(units.row[at].tokens.end as usize - 1);
    if !matches!(before, fixed::COMMA | fixed::QUOTE) || !context.lexicon.is(word, Class::Say) {
        return None;
    }
    for (i, unit) in units.row.iter().enumerate().skip(at + 1).take(5) {
        let mention = context.mention(&units.lists, unit);
        match mention.map(|m| (m.kind, m.mention_type)) {
            Some((Kind::Name, MentionType::Organization | MentionType::Person)) => return Some(i),
            Some((_, MentionType::Role | MentionType::Place)) => {}
            Some(_) => return None,
            None if super::head::is_modifier(context, unit) => {}
            None => return None,
        }
    }
    None
}

fn look(
    context: &Context<'_>,
    units: &Units,
    here: usize,
    step: usize,
    participle: bool,
    voice: Voice,
) -> Step {
    let unit = &units.row[here];
    match unit.kind {
        UnitKind::Mention(_) | UnitKind::List(_) => mention(context, units, here, step),
        UnitKind::Verb(_) => Step::None,
        UnitKind::Word(word) => {
            let classes = context.lexicon.classes(word);
            match word {
                fixed::THEY => Step::Inherit,
                fixed::IT | fixed::HE | fixed::SHE if follows_saying(context, units, here) => {
                    Step::Inherit
                }
                fixed::COMMA if participle && step == 0 && units.aside_start[here].is_none() => {
                    comma(context, units, here, voice)
                }
                fixed::COMMA
                | fixed::CLOSE_BRACKET
                | fixed::CLOSE_ANGLE
                | fixed::EM_DASH
                | fixed::TWO_HYPHENS
                | fixed::EN_DASH
                    if units.aside_start[here].is_some() =>
                {
                    aside(context, units, here)
                }
                fixed::COMMA => {
                    if step == 0 {
                        Step::Inherit
                    } else {
                        Step::None
                    }
                }
                fixed::QUOTE | fixed::APOSTROPHE => Step::GoOn(here),
                _ if classes.has(Class::Conjunction) => {
                    if step <= 1 {
                        Step::Inherit
                    } else {
                        Step::None
                    }
                }
                _ if classes.has(Class::Relative) => relative(context, units, here),
                _ if classes.has(Class::Adverb) || classes.has(Class::Preposition) && step > 0 => {
                    Step::GoOn(here)
                }
                // `barred Acme from buying`: not who barred it.
                fixed::FROM => barred(context, units, here).map_or(Step::None, Step::Subject),
                _ if classes.has(Class::Preposition) => Step::Inherit,
                _ => participle
                    .then(|| described(context, units, here))
                    .flatten()
                    .or_else(|| coordinated(context, units, here))
                    .map_or(Step::None, Step::Subject),
            }
        }
    }
}

/// `said it bought`, `said that it bought`: the speaker speaks of itself.
fn follows_saying(context: &Context<'_>, units: &Units, here: usize) -> bool {
    let that = here > 0 && units.row[here - 1].word() == fixed::THAT;
    let verb = here.checked_sub(1 + usize::from(that)).map(|i| &units.row[i]);
    verb.is_some_and(|u| {
        matches!(u.kind, UnitKind::Verb(_))
            && context.lexicon.is(context.document.word(u.tokens.end as usize - 1), Class::Say)
    })
}

/// A mention is the subject unless a preposition governs it; then what stands before may be.
/// `as Acme faces`, `after Acme sued` open a clause, `such as Acme` does not.
fn mention(context: &Context<'_>, units: &Units, here: usize, step: usize) -> Step {
    let start = units.phrase_start[here];
    let before = start.checked_sub(1).map(|i| &units.row[i]);
    let such = start > 1 && units.row[start - 2].word() == fixed::SUCH;
    let clause = before.is_some_and(|u| context.is(u, Class::Subordinator)) && !such && step == 0;
    let governed = !clause && before.is_some_and(|u| context.is(u, Class::Preposition));
    if before.is_some_and(|u| is_infinitive(context, u)) {
        return Step::None;
    }
    if let Some(left) = code(context, units, here) {
        return Step::GoOn(left);
    }
    if !governed {
        return if is_entity(context, units, &units.row[here]) {
            Step::Subject(here)
        } else {
            skip_value(context, units, here)
        };
    }
    Step::GoOn(start - 1)
}

/// `Acme Oyj HEL: ACM1V said`: what stands behind an exchange and a colon is a code, not the subject.
fn code(context: &Context<'_>, units: &Units, here: usize) -> Option<usize> {
    let colon = here.checked_sub(1).filter(|i| units.row[*i].word() == fixed::COLON)?;
    let exchange = colon.checked_sub(1)?;
    let name = exchange.checked_sub(1)?;
    let both = [exchange, name].iter().all(|i| is_entity(context, units, &units.row[*i]));
    both.then_some(exchange)
}

/// `to buy Acme failed`: the name is the object of the infinitive; `to say Acme failed` is another
/// matter.
pub(super) fn is_infinitive(context: &Context<'_>, unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Verb(_))
        && context.first_word(unit) == fixed::TO
        && !context.lexicon.is(context.document.word(unit.tokens.end as usize - 1), Class::Say)
}

/// Dates and the like between subject and verb are stepped over; a role title is none.
fn skip_value(context: &Context<'_>, units: &Units, here: usize) -> Step {
    match context.mention(&units.lists, &units.row[here]) {
        Some(m) if m.mention_type == MentionType::Date => Step::GoOn(here),
        _ => coordinated(context, units, here).map_or(Step::None, Step::Subject),
    }
}

pub(super) fn is_entity(context: &Context<'_>, units: &Units, unit: &Unit) -> bool {
    context
        .mention(&units.lists, unit)
        .is_some_and(|m| m.mention_type.is_entity() && !is_possessive(context, m))
}

/// `with Acme | owning 40 percent`, `plans for Acme | buying Beta`: a name right before is who does it,
/// though a preposition governs both.
fn is_named(context: &Context<'_>, units: &Units, here: usize) -> bool {
    let named = context.mention(&units.lists, &units.row[here]).is_some_and(|m| {
        m.kind == Kind::Name
            && matches!(m.mention_type, MentionType::Organization | MentionType::Person)
    });
    let before = units.phrase_start[here].checked_sub(1).map(|i| &units.row[i]);
    named && before.is_some_and(|u| matches!(u.word(), fixed::OF | fixed::FOR | fixed::WITH))
}

pub(super) fn is_possessive(context: &Context<'_>, mention: &crate::mention::Mention) -> bool {
    mention.kind == Kind::Pronoun
        && context
            .lexicon
            .is(context.document.word(mention.tokens.start as usize), Class::PossessivePronoun)
}

/// `X, acquired by Y`: the mention before the comma.
fn comma(context: &Context<'_>, units: &Units, here: usize, voice: Voice) -> Step {
    match here.checked_sub(1) {
        Some(_) if voice == Voice::Passive => {
            named_before(context, units, here).map_or(Step::Inherit, Step::Subject)
        }
        Some(_) => Step::Inherit,
        None => Step::None,
    }
}

/// `which bought`: the mention before, with or without a comma.
fn relative(context: &Context<'_>, units: &Units, here: usize) -> Step {
    if units.row[here].word() == fixed::WHO
        && let Some(person) = person_before(context, units, here)
    {
        return Step::Subject(person);
    }
    let mut before = here;
    for _ in 0..3 {
        let Some(next) = before.checked_sub(1) else { return Step::None };
        let unit = &units.row[next];
        if is_entity(context, units, unit) {
            return Step::Subject(next);
        }
        match units.aside_start[next] {
            Some(open) => before = open,
            None if unit.word() == fixed::COMMA => before = next,
            None => return described(context, units, next).map_or(Step::None, Step::Subject),
        }
    }
    Step::None
}

/// `Ann Lee, former head of Acme | who runs Beta`: the person whom the title describes.
fn person_before(context: &Context<'_>, units: &Units, who: usize) -> Option<usize> {
    let of_type = |unit: &Unit, kind: MentionType| {
        context.mention(&units.lists, unit).is_some_and(|m| m.mention_type == kind)
    };
    let firm = units.row.get(who.checked_sub(1)?)?;
    if !of_type(firm, MentionType::Organization) {
        return None;
    }
    let mut titled = false;
    for left in (who.saturating_sub(MAX_DESCRIPTION)..who - 1).rev() {
        let unit = &units.row[left];
        if of_type(unit, MentionType::Person) {
            return titled.then_some(left);
        }
        titled |= of_type(unit, MentionType::Role);
        if matches!(unit.kind, UnitKind::Verb(_)) {
            return None;
        }
    }
    None
}

/// `Acme, a holding company | owned by Beta`, `Acme is a firm | that owns Beta`: whom the noun at
/// `here` describes.
fn described(context: &Context<'_>, units: &Units, here: usize) -> Option<usize> {
    let mut left = here;
    for _ in 0..MAX_DESCRIPTION {
        let unit = units.row.get(left)?;
        if context.is(unit, Class::Determiner) && !context.is(unit, Class::Relative) {
            let before = left.checked_sub(1)?;
            let comma = units.row[before].word() == fixed::COMMA;
            return if comma {
                named_before(context, units, before)
            } else {
                whose_be(context, units, before)
            };
        }
        let place = context.mention(&units.lists, unit).is_some_and(|m| {
            matches!(
                m.mention_type,
                MentionType::Place | MentionType::Other | MentionType::Number | MentionType::Role
            )
        });
        let joint = matches!(unit.word(), fixed::OF | fixed::AND | fixed::COMMA);
        if !place && !joint && !super::head::is_modifier(context, unit) {
            return None;
        }
        left = left.checked_sub(1)?;
    }
    None
}

/// The name that ends at the comma `at`, or at brackets before it.
fn named_before(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    if let Some(open) = units.aside_start[before] {
        before = open.checked_sub(1)?;
    }
    is_entity(context, units, &units.row[before]).then_some(before)
}

/// The subject of the form of be at `at`.
fn whose_be(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let UnitKind::Verb(verb) = units.row[at].kind else { return None };
    let group = &units.verbs[verb];
    let is_be = context.lexicon.is(group.lemma, Class::Be) && group.voice == Voice::Active;
    is_be.then_some(group.subject).flatten()
}

/// Steps over an aside; where no name stands before it, the aside itself may be the name.
fn aside(context: &Context<'_>, units: &Units, here: usize) -> Step {
    let open = units.aside_start[here].unwrap_or(here);
    // `Two banks, including Acme, | sued`
    if here > open + 1 && units.phrase_start[here - 1] < open {
        return mention(context, units, here - 1, 0);
    }
    let before = open.checked_sub(1).map(|i| &units.row[i]);
    let named = before.is_some_and(|u| {
        is_entity(context, units, u)
            || units.aside_start[open - 1].is_some()
            || context.mention(&units.lists, u).is_some_and(|m| m.mention_type != MentionType::Role)
    });
    if !named && here == open + 2 && is_entity(context, units, &units.row[open + 1]) {
        return Step::Subject(open + 1);
    }
    Step::GoOn(open)
}

/// `Acme's board agreed`, `its supervisory board`: whose body of government it is, which acts for it.
fn board_of(context: &Context<'_>, units: &Units, here: usize) -> Option<usize> {
    let last = context.document.word(units.row[here].tokens.end as usize - 1);
    if !context.lexicon.is(last, Class::Board) {
        return None;
    }
    let adjective = here.checked_sub(1)?;
    let skip = usize::from(
        context.is(&units.row[adjective], Class::RoleModifier)
            || super::head::is_modifier(context, &units.row[adjective]),
    );
    let before = adjective.checked_sub(skip)?;
    let unit = &units.row[before];
    let token = context.document.tokens.get(unit.tokens.start as usize)?;
    let mention = context.mention(&units.lists, unit);
    if mention.is_some_and(|m| is_possessive(context, m)) {
        return Some(before);
    }
    let owner = before.checked_sub(1)?;
    let possessive = token.shape.has(Shape::POSSESSIVE);
    (possessive && is_entity(context, units, &units.row[owner])).then_some(owner)
}

/// `A and other investors agreed`, `A and its chief executive are`: A, of whom alone a name is known.
fn coordinated(context: &Context<'_>, units: &Units, here: usize) -> Option<usize> {
    if let Some(whose) = board_of(context, units, here) {
        return Some(whose);
    }
    let mut left = here;
    for _ in 0..4 {
        let unit = units.row.get(left)?;
        let opens = match unit.kind {
            UnitKind::Word(word) => {
                matches!(word, fixed::OTHER | fixed::OTHERS | fixed::SEVERAL | fixed::SOME)
            }
            _ => context.mention(&units.lists, unit).is_some_and(|m| is_possessive(context, m)),
        };
        let before = left.checked_sub(1)?;
        if opens {
            let name = before.checked_sub(1)?;
            let joined = units.row[before].word() == fixed::AND;
            return (joined && is_entity(context, units, &units.row[name])).then_some(name);
        }
        let noun = match unit.kind {
            UnitKind::Word(word) => !context.lexicon.is(word, Class::Function),
            UnitKind::Mention(_) => !is_entity(context, units, unit),
            _ => false,
        };
        if !noun {
            return None;
        }
        left = before;
    }
    None
}
