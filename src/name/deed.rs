//! Names that show by what is done to them that they are organizations: nobody is headquartered in
//! a town or listed on an exchange but they. Lists: `rules/lexicons/names.toml`.

use rustc_hash::FxHashSet;

use crate::document::{Document, TokenRange};
use crate::lexicon::{Class, Lexicon, WordId};
use crate::mention::{Kind, Mention, MentionType, Mentions, Source};

/// Most auxiliaries and adverbs between a name and what is done to it.
const MOST_AUXILIARIES: usize = 4;

/// What found a name that was read anew.
const READ_BY_DEED: Source = Source::Rule("name/deed");

/// Reads as organizations the unlisted names of persons and places of which the article says what is
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

/// Read as a person or place by evidence alone: no list knows it.
fn is_doubtful(mention: &Mention) -> bool {
    mention.kind == Kind::Name
        && matches!(mention.mention_type, MentionType::Person | MentionType::Place)
        && matches!(mention.source, Source::Rule(_))
}

fn shows(document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) -> bool {
    let person = mention.mention_type == MentionType::Person;
    let is = |list: &str, at: usize| begins(document, lexicon.list(list), at);
    let (end, governed) = after_auxiliaries(document, lexicon, mention.tokens);
    governed && (is("done_to_organization", end) || person && is("done_to_founded", end))
        || is("done_by_organization", end)
        // `'s` is an auxiliary too.
        || is("done_by_organization", mention.tokens.end as usize)
        || mention.tokens.len() == 1 && follows(document, lexicon, mention.tokens)
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

/// `a stake in Acme`, `the acquisition of Acme`.
fn follows(document: &Document<'_>, lexicon: &Lexicon, name: TokenRange) -> bool {
    let list = lexicon.list("before_organization").unwrap_or(&[]);
    let start = name.start as usize;
    list.iter().any(|phrase| {
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
        ] {
            let (text, marks) = strip(marked);
            let document = Document::parse(&text, &lexicon);
            let names = marks.iter().map(|&(span, kind)| mention(&document, span, kind)).collect();
            let read = read_by_deed(&document, &lexicon, Mentions::arbitrate(names));
            let types = read.all().iter().map(|m| match m.mention_type {
                MentionType::Organization => 'o',
                MentionType::Person => 'p',
                _ => 'l',
            });
            assert_eq!(types.collect::<String>(), expected, "{marked}");
        }
    }
}
