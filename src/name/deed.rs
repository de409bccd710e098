//! Names that show by what is done to them that they are organizations: nobody is headquartered in
//! a town or listed on an exchange but they. Lists: `rules/lexicons/names.toml`.

use rustc_hash::FxHashSet;

use crate::document::{Document, Token, TokenRange};
use crate::lexicon::{Class, Lexicon, WordId, fixed};
use crate::mention::{Kind, Mention, MentionType, Mentions, Source};

/// Most auxiliaries and adverbs between a name and what is done to it.
const MOST_AUXILIARIES: usize = 4;

/// Most words between a verb of saying and the `it` that is said to have done something, and one.
const MOST_BEFORE_IT: usize = 6;

/// Most words between a name and the percent sign of what is owned of it.
const MOST_BEFORE_OWNED: usize = 6;

/// What found a name that was read anew.
const READ_BY_DEED: Source = Source::Rule("name/deed");

/// Reads as organizations the unlisted names of persons, places and other things of which the article says what is
/// said of organizations alone, there and wherever the same words stand. Linear in the mentions.
#[must_use]
pub(super) fn read_by_deed(
    document: &Document<'_>,
    lexicon: &Lexicon,
    mut mentions: Mentions,
) -> Mentions {
    let mut known: FxHashSet<&str> = FxHashSet::default();
    for mention in mentions.all() {
        if is_doubtful(mention) && shows(document, lexicon, mention) {
            known.insert(mention.span.of(document.text));
        }
    }
    for whole in mentions.all().iter().filter(|m| m.mention_type == MentionType::Person) {
        let words = whole.span.of(document.text);
        if !known.is_empty() && words.contains(' ') {
            words.split(' ').for_each(|word| {
                known.remove(word);
            });
        }
    }
    if !known.is_empty() {
        mentions.read_anew(MentionType::Organization, &READ_BY_DEED, |mention| {
            is_doubtful(mention) && known.contains(mention.span.of(document.text))
        });
    }
    mentions
}

/// Read as a person, a place or some other thing by evidence alone: no list knows it.
fn is_doubtful(mention: &Mention) -> bool {
    mention.kind == Kind::Name
        && matches!(
            mention.mention_type,
            MentionType::Person | MentionType::Place | MentionType::Other
        )
        && matches!(mention.source, Source::Rule(_))
}

fn shows(document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) -> bool {
    let name = mention.tokens;
    let thing = mention.mention_type == MentionType::Other;
    let part = || follows(document, lexicon.list("part_of_organization"), name);
    let one =
        || !mention.span.of(document.text).contains(' ') || is_headed(document, lexicon, name);
    let before = || one() && follows(document, lexicon.list("before_organization"), name);
    is_firm(document, lexicon, mention)
        || is_owned(document, lexicon, name.end as usize)
        // Products are acquired, and half of the Americans work.
        || !thing && (part() || before())
        || !is_where(document, lexicon, mention) && does(document, lexicon, mention)
}

/// `Dexter Corp`: a given name and a legal form. Forms of two letters are surnames, too.
fn is_firm(document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) -> bool {
    let last = mention.tokens.end as usize - 1;
    mention.mention_type == MentionType::Person
        && mention.tokens.len() > 1
        && document.token_bytes(last).len() > 2
        && begins(document, lexicon.list("legal_form"), last)
}

/// `Norvane, 87 pct owned by`, `Norvane is 5 percent owned by`.
fn is_owned(document: &Document<'_>, lexicon: &Lexicon, end: usize) -> bool {
    let percent = |at: &usize| lexicon.is(document.word(*at), Class::Percent);
    let Some(at) = (end + 1..end + MOST_BEFORE_OWNED).find(percent) else { return false };
    let hyphen = usize::from(document.word(at + 1) == fixed::HYPHEN);
    let between = document.tokens.get(end..at).unwrap_or(&[]);
    !between.iter().any(Token::is_capital)
        && document.token_bytes(at + 1 + hyphen) == b"owned"
        && document.word(at + 2 + hyphen) == fixed::BY
}

/// `Norvane Industries`.
fn is_headed(document: &Document<'_>, lexicon: &Lexicon, name: TokenRange) -> bool {
    begins(document, lexicon.list("organization_head"), name.end as usize - 1)
}

/// `in Norvane, which is owned by Acme`: a place all the same, and what follows is said of more.
fn is_where(document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) -> bool {
    let places = lexicon.list("before_place");
    mention.mention_type == MentionType::Place && follows(document, places, mention.tokens)
}

/// `Acme was acquired by`, `Acme's largest shareholder`, `Acme said it had agreed`.
fn does(document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) -> bool {
    let person = mention.mention_type == MentionType::Person;
    let is = |list: &str, at: usize| begins(document, lexicon.list(list), at);
    let (end, governed) = after_auxiliaries(document, lexicon, mention.tokens);
    let after = mention.tokens.end as usize;
    let officer = || {
        let titles = lexicon.list("before_officer").unwrap_or(&[]);
        let title = titles.iter().find(|t| begins(document, Some(std::slice::from_ref(t)), after));
        title.and_then(|t| document.tokens.get(after + t.len())).is_some_and(Token::is_capital)
    };
    governed && (is("done_to_organization", end) || person && is("done_to_founded", end))
        || is("done_by_organization", end)
        // `'s` is an auxiliary too.
        || is("done_by_organization", after)
        || person && mention.tokens.len() == 1 && officer()
        || person
            && opens(document, mention)
            && (is("done_by_thing", after) || says_of_it(document, lexicon, mention.tokens))
}

/// `Acme said in a statement that it had acquired`: of himself nobody says `it`.
fn says_of_it(document: &Document<'_>, lexicon: &Lexicon, name: TokenRange) -> bool {
    let end = name.end as usize;
    if !lexicon.classes(document.word(end)).has(Class::Say) {
        return false;
    }
    let mut rest = end + 1..end + MOST_BEFORE_IT;
    let it = rest.find(|&at| !is_small(document, at) || document.token_bytes(at) == b"it");
    let Some(it) = it.filter(|&at| document.token_bytes(at) == b"it") else { return false };
    let (verb, _) =
        after_auxiliaries(document, lexicon, TokenRange { start: 0, end: it as u32 + 1 });
    let deeds = lexicon.list("said_of_it").unwrap_or(&[]);
    let inflections = lexicon.inflections(document.word(verb));
    inflections.iter().any(|i| deeds.iter().any(|deed| deed.as_slice() == [i.lemma]))
}

fn is_small(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(Token::is_lower)
}

/// Begins a sentence, so that what comes behind it is said of it and nothing before it.
fn opens(document: &Document<'_>, mention: &Mention) -> bool {
    let sentence = document.sentences.get(document.sentence_of(mention.tokens.start));
    sentence.is_some_and(|s| s.tokens.start == mention.tokens.start)
}

/// Where the words after forms of be and have begin, and whether there are any of these.
fn after_auxiliaries(
    document: &Document<'_>,
    lexicon: &Lexicon,
    name: TokenRange,
) -> (usize, bool) {
    let mut at = name.end as usize;
    let mut governed = false;
    for _ in 0..MOST_AUXILIARIES {
        let classes = lexicon.classes(document.word(at));
        let auxiliary = classes.has(Class::Be) || classes.has(Class::Have);
        if !auxiliary && !classes.has(Class::Modal) && !classes.has(Class::Adverb) {
            break;
        }
        governed |= auxiliary;
        at += 1;
    }
    (at, governed)
}

fn begins(document: &Document<'_>, list: Option<&[Vec<WordId>]>, at: usize) -> bool {
    list.unwrap_or(&[])
        .iter()
        .any(|phrase| phrase.iter().enumerate().all(|(i, word)| document.word(at + i) == *word))
}

/// `a stake in Acme`, `the acquisition of Acme`, `20 pct of Acme`.
fn follows(document: &Document<'_>, list: Option<&[Vec<WordId>]>, name: TokenRange) -> bool {
    let start = name.start as usize;
    list.unwrap_or(&[]).iter().any(|phrase| {
        start
            .checked_sub(phrase.len())
            .is_some_and(|from| begins(document, Some(std::slice::from_ref(phrase)), from))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::marked::{mention, strip};

    #[test]
    fn deeds_tell_organizations() {
        let lexicon = Lexicon::shipped().expect("the shipped lexicon");
        for (marked, expected) in [
            ("[p Norvane] was later acquired by [o Beta].", "oo"),
            ("[p Norvane Tarn] is headquartered in [l Oslo].", "ol"),
            ("[o Beta] bought a stake in [l Norvane] in May.", "oo"),
            ("[p Norvane] was founded in May. [p Norvane] grew.", "oo"),
            ("[l Norvane] was founded in May.", "l"),
            ("[p Norvane] acquired [o Beta].", "po"),
            ("[p Ann Norvane] left. [p Norvane] was acquired by [o Beta].", "ppo"),
            ("[o Beta] merged with [l Norvane].", "oo"),
            ("[p Ann Doe], [p Norvane]'s former chief executive, left.", "po"),
            ("[p Ann Doe] is chairman of [l Norvane] in Oslo.", "po"),
            ("[p Ann Doe] is mayor of [l Norvane].", "pl"),
            ("The takeover of [p Norvane Tarn] pleased [o Beta].", "po"),
            ("[o Beta] owns 37 pct of [l Norvane Hotel].", "oo"),
            ("[o Beta] owns 37% of [p Norvane].", "oo"),
            ("[o Beta] raised its stake in [l Norvane Industries].", "oo"),
            ("[o Beta] has an interest in [l Norvane Hills].", "ol"),
            ("[x Norvane Controls] was merged with [o Beta].", "oo"),
            ("[o Beta] acquired [x Norvane] in May.", "ox"),
            ("[p Norvane], 87 pct-owned by [o Beta], fell.", "oo"),
            ("[o Beta] raised its stake in [p Tarn-Norvane].", "oo"),
            ("[p Dexter Corp], whose shares fell, sued [p Ann Co].", "op"),
            ("[p Norvane], which [o Beta] owns, fell.", "oo"),
            ("[p Norvane] said in a statement that it now holds 5 pct of [o Beta].", "oo"),
            ("[p Norvane] said it has agreed to buy [o Beta].", "oo"),
            ("'' [p Norvane] chief executive [p Ann Lee] added.", "op"),
            ("They named [p Norvane] chief executive of [o Beta].", "po"),
            ("A group led by [p Ann Norvane] said it has agreed to buy [o Beta].", "po"),
            ("[p Norvane] said it was hard. [p Norvane] said she would sell [o Beta].", "ppo"),
            ("They work in the [l Norvane Basin], owned by [o Beta].", "lo"),
            ("[o Beta] wrote to [p Norvane], which he liked.", "op"),
        ] {
            let (text, marks) = strip(marked);
            let document = Document::parse(&text, &lexicon);
            let names = marks.iter().map(|&(span, kind)| mention(&document, span, kind)).collect();
            let read = read_by_deed(&document, &lexicon, Mentions::arbitrate(names));
            let types = read.all().iter().map(|m| match m.mention_type {
                MentionType::Organization => 'o',
                MentionType::Person => 'p',
                MentionType::Other => 'x',
                _ => 'l',
            });
            assert_eq!(types.collect::<String>(), expected, "{marked}");
        }
    }
}
