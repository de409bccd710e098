//! A text with its names in brackets (see [`crate::mention::marked`]), and its relations as short
//! text.

use crate::document::Document;
use crate::entity::link;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::mention::marked::{mention, strip};
use crate::phrase::{Phrases, Status};
use crate::relation::{Attribute, Reader, Relation, Scratch, Sources};
use crate::rule::RuleSet;
use crate::value::Values;

/// Rules that are enough to see what assembly does with a match.
const RULES: [(&str, &str); 3] = [
    ("owns.toml", include_str!("owns.toml")),
    ("merges_with.toml", include_str!("merges_with.toml")),
    ("sells.toml", include_str!("sells.toml")),
];

/// The relations of a marked text, and the text without marks.
pub(super) fn relations(marked: &str) -> (Vec<Relation>, String) {
    let (text, marks) = strip(marked);
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon");
    let values = Values::shipped(&mut lexicon).expect("the shipped values");
    let phrases = Phrases::shipped(&mut lexicon).expect("the shipped moods");
    let sources = Sources::shipped(&mut lexicon).expect("the shipped sources");
    let rules = RuleSet::load(&RULES, &mut lexicon).expect("rules that load");
    let document = Document::parse(&text, &lexicon);
    let mut mentions = values.find(&document, &lexicon, None);
    mentions.extend(marks.iter().map(|&(span, kind)| mention(&document, span, kind)));
    let mentions = Mentions::arbitrate(mentions);
    let entities = link(&document, &lexicon, &Gazetteer::empty(), mentions);
    let reader = Reader { lexicon: &lexicon, phrases: &phrases, rules: &rules, sources: &sources };
    let texts = [(document, entities)];
    let mut found = reader.relations(&texts, &mut Scratch::default(), &mut ());
    let relations = found.pop().expect("one text");
    (relations, text)
}

/// `owns(Acme, Beta) share=5 date=2023 planned negated`.
fn show(relation: &Relation, text: &str) -> String {
    let mut shown =
        format!("{}({}, {})", relation.relation, relation.subject.name, relation.object.name);
    for (name, value) in &relation.attributes {
        if let Some(value) = show_value(value) {
            shown.push_str(&format!(" {name}={value}"));
        }
    }
    if relation.status != Status::Actual {
        shown.push_str(&format!(" {}", relation.status.name()));
    }
    for (on, word) in [(relation.negated, " negated"), (relation.hedged, " hedged")] {
        if on {
            shown.push_str(word);
        }
    }
    if let Some(said) = &relation.attribution {
        shown.push_str(&format!(" by {}:{}", said.kind, said.span.of(text)));
    }
    shown
}

fn show_value(value: &Attribute) -> Option<String> {
    match value {
        Attribute::Share(share) => share.as_ref().map(|s| match s.share.exact {
            Some(exact) => exact.to_string(),
            None => format!("{:?}..{:?}", s.share.min, s.share.max),
        }),
        Attribute::Change(change) => change.as_ref().map(|c| {
            let of = |n: Option<f64>| n.map_or("?".to_owned(), |n| n.to_string());
            format!("{}:{}-{}:{}", c.kind, of(c.from), of(c.to), of(c.by))
        }),
        Attribute::Amount(amount) => {
            amount.as_ref().map(|a| format!("{}{}", a.value, a.currency.as_deref().unwrap_or("")))
        }
        Attribute::Entity(party) => party.as_ref().map(|p| p.name.clone()),
        Attribute::Date(words) | Attribute::Text(words) => words.clone(),
    }
}

/// Checks a table of marked texts against their relations (`; ` between them).
pub(super) fn check(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (marked, expected) in cases {
        let (relations, text) = relations(marked);
        let shown: Vec<String> = relations.iter().map(|r| show(r, &text)).collect();
        let shown = shown.join("; ");
        if shown != *expected {
            wrong.push_str(&format!("\n{marked}\n    is   {shown}\n    must {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
