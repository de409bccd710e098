//! Where things stand in their sentences: clauses, quotations, and who is the subject.

use super::alias::Names;
use crate::document::{Document, Gap, Shape, TokenRange};
use crate::lexicon::{Class, ClassSet, Lexicon};
use crate::mention::{Mention, MentionType};

/// How far a subject may stand before its verb, in tokens.
const REACH: usize = 40;

/// Words that a clause begins with or after.
const OPENS: ClassSet = ClassSet::of(&[Class::Subordinator, Class::Relative, Class::Say]);
/// Words that a description begins with, and pronouns.
const STOPS: ClassSet = ClassSet::of(&[Class::Determiner, Class::Anaphor]);

/// Clause and quotation of each token, and where descriptions and pronouns are.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// Number of the clause within the text, and of the quotation; 0 outside.
    places: Vec<(u32, u32)>,
    /// The tokens that a description can begin with or that are pronouns, in order.
    pub stops: Vec<u32>,
}

impl Scene {
    /// One pass over the tokens.
    pub(super) fn of(document: &Document<'_>, lexicon: &Lexicon) -> Self {
        let count = document.tokens.len();
        let mut scene =
            Self { places: Vec::with_capacity(count), stops: Vec::with_capacity(count / 8 + 4) };
        let ((mut clause, mut quote), mut quotes, mut last) = ((0, 0), 0, 0);
        // The clause that a relative clause has broken into: `Acme, which owns Beta, sold its`.
        let mut outer = None;
        // Inside quotation marks around some words of a clause: an "equity position" in the company.
        let mut words = false;
        for (at, token) in document.tokens.iter().enumerate() {
            let classes = lexicon.classes(token.word);
            let sign = token.shape.has(Shape::PUNCT);
            let paragraph = token.gap >= Gap::Paragraph;
            if !sign && !paragraph && !classes.meets(const { OPENS.with(STOPS) }) {
                continue;
            }
            if classes.meets(STOPS) {
                scene.stops.push(at as u32);
            }
            let before = (clause, quote);
            if paragraph {
                (quote, words, outer) = (0, false, None);
            }
            let mut opens = classes.meets(OPENS);
            match if sign { token.span.of(document.text) } else { "" } {
                "”" | "\"" if words => words = false,
                "“" | "\"" if quote == 0 && quotes_words(document, lexicon, at) => words = true,
                "“" | "\"" if quote == 0 => {
                    quotes += 1;
                    (quote, opens) = (quotes, true);
                }
                "”" => quote = 0,
                "“" => opens = true,
                "\"" => (quote, opens) = (0, true),
                ";" | ":" | "—" | "–" | "--" => (opens, outer) = (true, None),
                "." => outer = None,
                "," if outer.is_some() && !opens && goes_on(document, lexicon, at + 1) => {
                    clause = outer.take().unwrap_or(clause);
                }
                _ => {}
            }
            if opens {
                if classes.has(Class::Relative) && outer.is_none() {
                    outer = Some(clause);
                }
                last += 1;
                clause = last;
            }
            if before != (clause, quote) {
                scene.places.resize(at, before);
            }
        }
        scene.places.resize(count, (clause, quote));
        scene
    }

    /// Clause and quotation of a token: their numbers in the text; quotation 0 is outside all.
    pub(super) fn place(&self, token: u32) -> (u32, u32) {
        self.places.get(token as usize).copied().unwrap_or_default()
    }
}

/// A finite verb stands at a token, or behind an adverb there: no participle that is an attribute.
fn goes_on(document: &Document<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let finite = |at: usize| lexicon.is(document.word(at), Class::Finite);
    finite(at) || lexicon.is(document.word(at), Class::Adverb) && finite(at + 1)
}

/// A clause goes on through the quotation mark: small words before and behind, no verb of saying.
fn quotes_words(document: &Document<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let small = |at: usize| document.tokens.get(at).is_some_and(|t| t.is_lower());
    let before = at.wrapping_sub(1);
    small(before) && small(at + 1) && !lexicon.is(document.word(before), Class::Say)
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
    let document = names.document;
    let (mut start, mut end) = (tokens.start as usize, tokens.end as usize);
    // Newswire sets names of companies without ticker in angle brackets.
    if document.token_bytes(end) == b">" {
        end += 1;
        start -= usize::from(document.token_bytes(start.wrapping_sub(1)) == b"<");
    }
    let before = phrase_begin(names, start);
    end += usize::from(is_unit(names, before, start, end));
    let joined = document.tokens.get(end).filter(|t| t.gap == Gap::None);
    let possessive = joined.is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
    // `Luxembourg-registered`: part of an adjective.
    let modifier = joined.is_some_and(|t| document.bytes_of(t) == b"-");
    let governor = names.lexicon.classes(document.word(before.wrapping_sub(1)));
    let hangs = governor.has(Class::Preposition) && !governor.has(Class::Subordinator);
    // What follows a verb other than one of saying is its object.
    let governed = governor.has(Class::Verb) && !governor.has(Class::Say);
    let opens = || {
        let sentence = document.sentences.get(document.sentence_of(tokens.start));
        sentence.is_some_and(|s| s.tokens.start as usize == before)
    };
    let inside = (hangs || governed) && !opens();
    let (oblique, object) = (modifier || hangs && inside, governed && inside);
    let subject = !possessive && !oblique && !object && verb_follows(names, end);
    Place { subject, oblique, possessive }
}

/// `its Acme unit`, `Beta's Acme Corp unit`: the phrase goes on to its noun.
fn is_unit(names: &Names<'_>, before: usize, start: usize, end: usize) -> bool {
    let owned = |noun: &crate::lexicon::Referring| noun.owned;
    let Some(token) = names.document.tokens.get(end).filter(|t| t.is_lower()) else { return false };
    if !names.lexicon.referring(token.word).is_some_and(owned) {
        return false;
    }
    let own = |at: usize| {
        let possessive =
            names.document.tokens.get(at).is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
        possessive || names.lexicon.is(names.document.word(at), Class::PossessivePronoun)
    };
    (before.saturating_sub(1)..start).any(own)
}

/// Where the phrase of a name begins: over its titles, adjectives and determiner.
pub(super) fn phrase_begin(names: &Names<'_>, start: usize) -> usize {
    const ENDS: ClassSet = ClassSet::of(&[Class::Weekday, Class::Month, Class::Finite]);
    let mut at = start;
    let near = names.document.tokens.get(start.saturating_sub(8)..start).unwrap_or(&[]);
    for token in near.iter().rev() {
        let classes = names.lexicon.classes(token.word);
        let determiner = classes.has(Class::Determiner);
        let absorbed = token.shape.has(Shape::ALPHA)
            && token.gap < Gap::Line
            && !classes.meets(ENDS)
            && (determiner || !classes.has(Class::Function));
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

/// True when a finite verb belongs to the phrase that ends before `end`: at once, or after
/// brackets, places and asides between commas.
pub(super) fn verb_follows(names: &Names<'_>, end: usize) -> bool {
    let document = names.document;
    let mut at = end;
    let stop = end + REACH;
    while at < stop {
        let Some(token) = document.tokens.get(at) else { return false };
        if token.gap >= Gap::Line && at > end {
            return false;
        }
        let classes = names.lexicon.classes(token.word);
        match document.bytes_of(token) {
            b"(" => match closing(names, at, b")", stop) {
                Some(close) => at = close + 1,
                None => return false,
            },
            b"<" => match closing(names, at, b">", stop) {
                Some(close) => at = close + 1,
                None => return false,
            },
            b"," => {
                return verb_after_aside(names, at + 1, stop)
                    || at == end && closes_apposition(names, end, at + 1);
            }
            _ if classes.has(Class::Finite) => return true,
            _ if classes.has(Class::Adverb) => at += 1,
            _ if classes.has(Class::Preposition) => match mention_at(names, at + 1) {
                Some(close) => at = close,
                None => return false,
            },
            word => return token.is_lower() && !token.word.is_known() && word.ends_with(b"ed"),
        }
    }
    false
}

fn closing(names: &Names<'_>, open: usize, sign: &[u8], stop: usize) -> Option<usize> {
    (open + 1..stop).find(|&i| names.document.token_bytes(i) == sign)
}

/// End of the mention that begins at a token.
fn mention_at(names: &Names<'_>, at: usize) -> Option<usize> {
    let all = names.mentions.all();
    let index = all.partition_point(|m| (m.tokens.start as usize) < at);
    all.get(index).filter(|m| m.tokens.start as usize == at).map(|m| m.tokens.end as usize)
}

/// Who reports all that stands before: `…, said Acme`, `…, Acme said`.
pub(super) fn reports_behind(names: &Names<'_>, tokens: TokenRange) -> bool {
    let document = names.document;
    let begin = phrase_begin(names, tokens.start as usize);
    let is = |at: usize| names.lexicon.is(document.word(at), Class::Say);
    let comma = |at: usize| {
        matches!(document.token_bytes(at), b"," | b"\"" | b"'")
            || document.token_bytes(at) == "”".as_bytes()
    };
    let (one, two) = (begin.wrapping_sub(1), begin.wrapping_sub(2));
    comma(one) && verb_follows(names, tokens.end as usize) || is(one) && comma(two)
}

/// The place that a name is said to be of: `Acme of Oslo`, `Acme, based in Oslo`, `Acme (Oslo)`,
/// `Oslo's Acme`, `the Oslo-based bank Acme`; as the index of its mention.
pub(super) fn seat_of(names: &Names<'_>, mention: &Mention) -> Option<usize> {
    let text = |i: usize| names.document.token_bytes(i);
    let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
    let comma = usize::from(text(end) == b",");
    let after = match text(end + comma) {
        b"of" | b"in" | b"(" => Some(end + comma + 1),
        b"based" | b"headquartered" if text(end + comma + 1) == b"in" => Some(end + comma + 2),
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
        .find(|&i| i > 1 && text(i) == b"based" && text(i - 1) == b"-");
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
        && names.document.token_bytes(begin - 1) == b","
        && names.lexicon.is(names.document.word(after), Class::Finite)
}

/// The first finite verb of a sentence; `None` when there is none near its begin.
pub(super) fn first_verb(names: &Names<'_>, tokens: TokenRange) -> Option<u32> {
    let near = names.document.tokens.get(tokens.indices()).unwrap_or(&[]).iter().take(REACH);
    let finite = { near }.position(|t| names.lexicon.is(t.word, Class::Finite));
    finite.map(|at| tokens.start + at as u32)
}

/// After `X, a unit of Y,` a finite verb follows the second comma (or a later one).
fn verb_after_aside(names: &Names<'_>, from: usize, stop: usize) -> bool {
    // Without a comma that closes the aside, `X, Y said` has Y for its subject.
    let mut after_comma = false;
    let mut quoted = false;
    for token in names.document.tokens.get(from..).unwrap_or(&[]).iter().take(stop - from) {
        let classes = names.lexicon.classes(token.word);
        if token.shape.has(Shape::PUNCT) {
            match token.span.of(names.document.text) {
                "," => {
                    after_comma = true;
                    continue;
                }
                "." | ";" | ":" => return false,
                "\"" | "“" | "”" => {
                    quoted = true;
                    continue;
                }
                _ => {}
            }
        }
        if after_comma && !quoted && classes.has(Class::Finite) {
            return true;
        }
        after_comma &= classes.has(Class::Adverb);
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
