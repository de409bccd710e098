//! Where things stand in their sentences: clauses, quotations, and who is the subject.

use super::alias::Names;
use crate::document::{Gap, Shape, TokenRange};
use crate::lexicon::{Class, Form, Lexicon, WordId};
use crate::mention::{Mention, MentionType};

/// How far a subject may stand before its verb, in tokens.
const REACH: usize = 40;

/// Clause and quotation of each token.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// Number of the clause within its sentence.
    clauses: Vec<u16>,
    /// Number of the quotation; 0 outside.
    quotes: Vec<u32>,
}

impl Scene {
    /// One pass over the tokens.
    pub(super) fn of(names: &Names<'_>) -> Self {
        let tokens = &names.document.tokens;
        let mut scene = Self {
            clauses: Vec::with_capacity(tokens.len()),
            quotes: Vec::with_capacity(tokens.len()),
        };
        let (mut quote, mut next_quote) = (0u32, 1u32);
        for sentence in &names.document.sentences {
            let mut clause = 0u16;
            for at in sentence.tokens.indices() {
                let Some(token) = tokens.get(at) else { continue };
                if token.gap >= Gap::Paragraph {
                    quote = 0;
                }
                let sign = token.shape.has(Shape::PUNCT);
                let sign = if sign { token.span.of(names.document.text) } else { "" };
                match sign {
                    "“" | "\"" if quote == 0 => {
                        quote = next_quote;
                        next_quote += 1;
                    }
                    "”" | "\"" => quote = 0,
                    _ => {}
                }
                if opens_clause(names.lexicon, token.word, sign) {
                    clause = clause.saturating_add(1);
                }
                scene.clauses.push(clause);
                scene.quotes.push(quote);
            }
        }
        scene
    }

    /// The clause of a token, counted from the begin of its sentence.
    pub(super) fn clause(&self, token: u32) -> u16 {
        self.clauses.get(token as usize).copied().unwrap_or_default()
    }

    /// The quotation of a token; 0 outside all.
    pub(super) fn quote(&self, token: u32) -> u32 {
        self.quotes.get(token as usize).copied().unwrap_or_default()
    }
}

fn opens_clause(lexicon: &Lexicon, word: WordId, sign: &str) -> bool {
    matches!(sign, ";" | ":" | "“" | "\"" | "—" | "–" | "--")
        || word.is_known()
            && (lexicon.is(word, Class::Subordinator)
                || lexicon.is(word, Class::Relative)
                || lexicon.is(word, Class::Say))
}

/// How a noun phrase stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// It is the subject of a finite verb.
    pub subject: bool,
    /// It hangs on a preposition.
    pub oblique: bool,
    /// A possessive `'s` follows.
    pub possessive: bool,
}

/// How the phrase that covers `tokens` stands. Costs a bounded look around.
pub(super) fn place_of(names: &Names<'_>, tokens: TokenRange) -> Place {
    let (mut start, mut end) = (tokens.start as usize, tokens.end as usize);
    // Newswire sets names of companies without ticker in angle brackets.
    if names.document.token_text(end) == ">" {
        end += 1;
        start -= usize::from(names.document.token_text(start.wrapping_sub(1)) == "<");
    }
    let follows = names.document.tokens.get(end);
    let possessive = follows.is_some_and(|t| t.gap == Gap::None && t.shape.has(Shape::POSSESSIVE));
    let before = phrase_begin(names, start);
    let governor = names.document.word(before.wrapping_sub(1));
    let first = names.document.sentences.get(names.document.sentence_of(tokens.start));
    let opens = first.is_some_and(|s| s.tokens.start as usize == before);
    // `Luxembourg-registered`: part of an adjective.
    let modifier =
        follows.is_some_and(|t| t.gap == Gap::None && t.span.of(names.document.text) == "-");
    let oblique = modifier
        || !opens
            && before > 0
            && names.lexicon.is(governor, Class::Preposition)
            && !names.lexicon.is(governor, Class::Subordinator);
    let object = !opens && before > 0 && is_plain_verb(names.lexicon, governor);
    let subject = !possessive && !oblique && !object && verb_follows(names, end);
    Place { subject, oblique, possessive }
}

/// Where the phrase of a name begins: over its titles, adjectives and determiner.
pub(super) fn phrase_begin(names: &Names<'_>, start: usize) -> usize {
    let mut at = start;
    while at > 0 && start - at < 8 {
        let Some(token) = names.document.tokens.get(at - 1) else { break };
        let word = token.word;
        let determiner = names.lexicon.is(word, Class::Determiner);
        let absorbed = token.shape.has(Shape::ALPHA)
            && token.gap < Gap::Line
            && !names.lexicon.is(word, Class::Weekday)
            && !names.lexicon.is(word, Class::Month)
            && !is_finite(names.lexicon, word)
            && (determiner || !names.lexicon.is(word, Class::Function));
        if !absorbed {
            break;
        }
        at -= 1;
        if determiner {
            break;
        }
    }
    at
}

/// A verb other than one of saying: what follows it is its object.
fn is_plain_verb(lexicon: &Lexicon, word: WordId) -> bool {
    is_verb(lexicon, word) && !lexicon.is(word, Class::Say)
}

/// Any form of a verb that lists know.
pub(super) fn is_verb(lexicon: &Lexicon, word: WordId) -> bool {
    word.is_known()
        && (!lexicon.inflections(word).is_empty()
            || is_auxiliary(lexicon, word)
            || lexicon.is(word, Class::Say))
}

fn is_auxiliary(lexicon: &Lexicon, word: WordId) -> bool {
    [Class::Be, Class::Have, Class::Do, Class::Modal].into_iter().any(|c| lexicon.is(word, c))
}

/// A form that can be the verb of a main clause.
pub(super) fn is_finite(lexicon: &Lexicon, word: WordId) -> bool {
    is_auxiliary(lexicon, word)
        || lexicon.is(word, Class::Say)
        || lexicon.inflections(word).iter().any(|i| matches!(i.form, Form::Third | Form::Past))
}

/// True when a finite verb belongs to the phrase that ends before `end`: at once, or after
/// brackets, places and asides between commas.
pub(super) fn verb_follows(names: &Names<'_>, end: usize) -> bool {
    let mut at = end;
    let stop = end + REACH;
    while at < stop {
        let Some(token) = names.document.tokens.get(at) else { return false };
        if token.gap >= Gap::Line && at > end {
            return false;
        }
        let word = token.word;
        match token.span.of(names.document.text) {
            "(" => match closing(names, at, ")", stop) {
                Some(close) => at = close + 1,
                None => return false,
            },
            "<" => match closing(names, at, ">", stop) {
                Some(close) => at = close + 1,
                None => return false,
            },
            "," => {
                return verb_after_aside(names, at + 1, stop)
                    || at == end && closes_apposition(names, end, at + 1);
            }
            _ if is_finite(names.lexicon, word) => return true,
            _ if names.lexicon.is(word, Class::Adverb) => at += 1,
            _ if names.lexicon.is(word, Class::Preposition) => match mention_at(names, at + 1) {
                Some(close) => at = close,
                None => return false,
            },
            _ if token.is_lower() && !word.is_known() => {
                return names.document.token_text(at).ends_with("ed");
            }
            _ => return false,
        }
    }
    false
}

fn closing(names: &Names<'_>, open: usize, sign: &str, stop: usize) -> Option<usize> {
    (open + 1..stop).find(|&i| names.document.token_text(i) == sign)
}

/// End of the mention that begins at a token.
fn mention_at(names: &Names<'_>, at: usize) -> Option<usize> {
    let all = names.mentions.all();
    let index = all.partition_point(|m| (m.tokens.start as usize) < at);
    all.get(index).filter(|m| m.tokens.start as usize == at).map(|m| m.tokens.end as usize)
}

/// The place that a name is said to be of: `Acme of Oslo`, `Acme, based in Oslo`, `Acme (Oslo)`,
/// `Oslo's Acme`, `the Oslo-based bank Acme`; as the index of its mention.
pub(super) fn seat_of(names: &Names<'_>, mention: &Mention) -> Option<usize> {
    let text = |i: usize| names.document.token_text(i);
    let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
    let comma = usize::from(text(end) == ",");
    let after = match text(end + comma) {
        "of" | "in" | "(" => Some(end + comma + 1),
        "based" | "headquartered" if text(end + comma + 1) == "in" => Some(end + comma + 2),
        _ => None,
    };
    if let Some(found) = after.and_then(|at| place_at(names, |m| m.tokens.start as usize == at, at))
    {
        return Some(found);
    }
    let possessive = start
        .checked_sub(1)
        .filter(|&i| names.document.tokens.get(i).is_some_and(|t| t.shape.has(Shape::POSSESSIVE)));
    let based = (start.saturating_sub(6)..start)
        .rev()
        .find(|&i| i > 1 && text(i) == "based" && text(i - 1) == "-");
    let before = possessive.or(based.map(|i| i - 1))?;
    place_at(names, |m| m.tokens.end as usize == before, before.saturating_sub(1))
}

/// The mention of a place that covers a token and passes `fits`.
fn place_at(names: &Names<'_>, fits: impl Fn(&Mention) -> bool, at: usize) -> Option<usize> {
    let all = names.mentions.all();
    let index = all.partition_point(|m| m.tokens.end as usize <= at);
    let found = all.get(index)?;
    (found.mention_type == MentionType::Place && fits(found)).then_some(index)
}

/// `The owner of X, fund manager Y, has …`: the phrase that ends here stands between two commas.
fn closes_apposition(names: &Names<'_>, end: usize, after: usize) -> bool {
    let all = names.mentions.all();
    let index = all.partition_point(|m| (m.tokens.end as usize) < end);
    let Some(mention) = all.get(index).filter(|m| m.tokens.end as usize == end) else {
        return false;
    };
    let begin = phrase_begin(names, mention.tokens.start as usize);
    begin > 0
        && names.document.token_text(begin - 1) == ","
        && is_finite(names.lexicon, names.document.word(after))
}

/// The first finite verb of a sentence; `None` when there is none near its begin.
pub(super) fn first_verb(names: &Names<'_>, tokens: TokenRange) -> Option<u32> {
    let near = tokens.indices().take(REACH);
    near.map(|at| (at, names.document.word(at)))
        .find(|(_, word)| word.is_known() && is_finite(names.lexicon, *word))
        .map(|(at, _)| at as u32)
}

/// After `X, a unit of Y,` a finite verb follows the second comma (or a later one).
fn verb_after_aside(names: &Names<'_>, from: usize, stop: usize) -> bool {
    // Without a comma that closes the aside, `X, Y said` has Y for its subject.
    let mut after_comma = false;
    let mut quoted = false;
    for at in from..stop {
        let Some(token) = names.document.tokens.get(at) else { return false };
        match token.span.of(names.document.text) {
            "," => after_comma = true,
            "." | ";" | ":" => return false,
            "\"" | "“" | "”" => quoted = true,
            _ if after_comma && !quoted && is_finite(names.lexicon, token.word) => return true,
            _ if names.lexicon.is(token.word, Class::Adverb) => {}
            _ => after_comma = false,
        }
    }
    false
}

/// The type bits of a referring word that a mention type answers.
pub(super) fn answers(referring: &crate::lexicon::Referring, mention_type: MentionType) -> bool {
    match mention_type {
        MentionType::Organization => referring.organization,
        MentionType::Person => referring.person,
        MentionType::Place => referring.place,
        _ => false,
    }
}
