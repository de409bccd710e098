//! Laws that hold for the entities of every text.

use proptest::prelude::*;
use stakeout::document::{Document, TokenRange};
use stakeout::entity::{Entities, link};
use stakeout::gazetteer::Gazetteer;
use stakeout::lexicon::Lexicon;
use stakeout::mention::{Kind, Mention, MentionType, Mentions, Source};
use stakeout::step;

/// Words that make the stage work: names, determiners, nouns, pronouns, brackets, quotes.
const WORDS: &[&str] = &[
    "Acme",
    "Beta",
    "Corp",
    "Ltd.",
    "ACB",
    "(",
    ")",
    ",",
    ".",
    "the",
    "The",
    "company",
    "bank",
    "it",
    "It",
    "its",
    "he",
    "who",
    "which",
    "whose",
    "said",
    "bought",
    "was",
    "by",
    "of",
    "and",
    "\"",
    "“",
    "”",
    "'s",
    "this",
    "subsidiary",
    "-",
    "based",
    "Chinese",
    "that",
    "\n\n",
    "é",
    "5",
];

fn capitals(document: &Document<'_>) -> Mentions {
    let types = [MentionType::Organization, MentionType::Person, MentionType::Place];
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        let end = (at..document.tokens.len())
            .find(|&i| !document.tokens[i].is_capital())
            .unwrap_or(document.tokens.len());
        if end > at {
            let tokens = TokenRange::new(at, end);
            found.push(Mention {
                span: document.span(tokens),
                tokens,
                mention_type: types[document.tokens[at].hash as usize % 3],
                kind: Kind::Name,
                value: None,
                source: Source::Rule("test"),
                confidence: 1.0,
            });
        }
        at = end.max(at + 1);
    }
    Mentions::arbitrate(found)
}

fn linked(text: &str) -> (Mentions, Entities) {
    let lexicon = Lexicon::shipped().expect("the shipped lexicon");
    let document = Document::parse(text, &lexicon);
    let names = capitals(&document);
    let entities = link(&document, &lexicon, &Gazetteer::shipped(), names.clone());
    (names, entities)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_name_is_kept_and_every_mention_has_one_entity(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..80)
    ) {
        let text = words.join(" ");
        let (names, found) = linked(&text);
        prop_assert_eq!(found.links.len(), found.mentions.len());
        for name in names.all() {
            prop_assert!(found.mentions.all().contains(name));
        }
        let mut seen = vec![0; found.mentions.len()];
        for (number, entity) in found.all.iter().enumerate() {
            prop_assert_eq!(entity.id.0 as usize, number);
            let mentions = found.mentions_of(entity);
            prop_assert!(mentions.is_sorted());
            prop_assert!(mentions.contains(&entity.name));
            prop_assert!(!found.aliases_of(entity).is_empty());
            for mention in mentions {
                seen[mention.0 as usize] += 1;
                prop_assert_eq!(found.links[mention.0 as usize].map(|l| l.entity), Some(entity.id));
            }
        }
        for (count, link) in seen.iter().zip(&found.links) {
            prop_assert_eq!(*count, usize::from(link.is_some()));
        }
        prop_assert!(found.all.is_sorted_by_key(|e| found.mentions_of(e)[0]));
        prop_assert_eq!(&found, &linked(&text).1);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        let (names, found) = linked(&text);
        prop_assert!(found.mentions.len() >= names.len());
    }
}

/// Steps for each mention of a text of names, or of two names and pronouns alone.
fn steps_a_mention(text: &str, wanted: usize) -> f64 {
    let lexicon = Lexicon::shipped().expect("the shipped lexicon");
    let document = Document::parse(text, &lexicon);
    let mentions = capitals(&document);
    let before = step::taken();
    let found = link(&document, &lexicon, &Gazetteer::empty(), mentions);
    let steps = step::taken() - before;
    assert!(found.mentions.len() >= wanted, "{} of {wanted}", found.mentions.len());
    steps as f64 / found.mentions.len() as f64
}

#[test]
fn a_mention_costs_the_same_among_two_hundred_thousand() {
    let names = |count: usize| -> String {
        (0..count / 4)
            .map(|i| {
                format!("Nord{i}x owns Borea{}y and Coil. The company sold its bank. ", i % 97)
            })
            .collect()
    };
    let pronouns =
        |count: usize| "Acme owns Borea. ".to_owned() + &"It owns its bank. ".repeat(count / 2);
    for text in [&names as &dyn Fn(usize) -> String, &pronouns] {
        let (few, many) = (steps_a_mention(&text(4_000), 10), steps_a_mention(&text(200_000), 10));
        assert!(few > 0.0 && many < few * 1.1, "{few} steps a mention, then {many}");
    }
}
