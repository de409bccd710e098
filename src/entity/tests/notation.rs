//! A text with its names and the links that it must have: `[o Fiat SpA #1] said {it #1} sold
//! {its #1} stake in [o Ford #2].` Square brackets are names (o organization, p person, l place),
//! curly ones descriptions and pronouns; `#0` must not be resolved, and what is not marked must
//! not be either.

use crate::document::Document;
use crate::entity::{Entities, link};
use crate::gazetteer::{Gazetteer, tsv};
use crate::lexicon::Lexicon;
use crate::mention::marked::{mention, type_of};
use crate::mention::{MentionType, Mentions};
use crate::span::Span;

/// A marked stretch: bytes, type of a name, number of its entity.
struct Mark {
    span: Span,
    name: Option<MentionType>,
    entity: usize,
}

fn read(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find(['[', '{']) {
        text.push_str(&rest[..open]);
        let close = rest.find([']', '}']).expect("a mark is closed");
        let (inner, number) = rest[open + 1..close].rsplit_once(" #").expect("a mark has a number");
        let name = rest[open..].starts_with('[').then(|| type_of(inner[..2].trim_end()));
        let words = if name.is_some() { &inner[2..] } else { inner };
        let span = Span::new(text.len(), text.len() + words.len());
        marks.push(Mark { span, name, entity: number.parse().expect("a number") });
        text.push_str(words);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

pub(super) fn gazetteer() -> Gazetteer {
    let (rows, faults) = tsv::parse(include_str!("names.tsv"));
    assert_eq!(faults, []);
    let mut gazetteer = Gazetteer::empty();
    gazetteer.add_entries(rows).expect("a small list");
    gazetteer
}

/// Links a marked text; gives the entities and the text without marks.
pub(super) fn linked(marked: &str) -> (Entities, String) {
    let (text, marks) = read(marked);
    (run(&text, &marks), text)
}

/// The text as a document.
pub(super) fn document(text: &str) -> Document<'_> {
    Document::parse(text, &Lexicon::shipped().expect("the shipped lexicon"))
}

fn run(text: &str, marks: &[Mark]) -> Entities {
    let lexicon = Lexicon::shipped().expect("the shipped lexicon");
    let document = Document::parse(text, &lexicon);
    let named = marks.iter().filter_map(|m| m.name.map(|kind| mention(&document, m.span, kind)));
    link(&document, &lexicon, &gazetteer(), Mentions::arbitrate(named.collect()))
}

/// What is wrong with the links of a marked text; nothing when all is right.
pub(super) fn faults(marked: &str) -> Vec<String> {
    let (text, marks) = read(marked);
    let found = run(&text, &marks);
    let mut faults = Vec::new();
    let entity = |span: Span| {
        let all = found.mentions.all();
        let index = all.iter().position(|m| m.span == span)?;
        found.links[index].map(|l| (l.entity, l.reason))
    };
    let wanted: Vec<_> = marks.iter().map(|m| (m, entity(m.span))).collect();
    for (i, (mark, link)) in wanted.iter().enumerate() {
        let words = mark.span.of(&text);
        let first = wanted[..i]
            .iter()
            .chain(&wanted[i + 1..])
            .find(|(m, l)| m.entity == mark.entity && l.is_some());
        match (link, mark.entity, mark.name) {
            (Some((_, reason)), 0, None) => faults.push(format!("`{words}` resolved ({reason})")),
            (None, 1.., _) => faults.push(format!("`{words}` not resolved")),
            (Some((e, _)), 1.., _) if first.is_some_and(|(_, l)| l.is_some_and(|l| l.0 != *e)) => {
                faults.push(format!("`{words}` #{} not linked", mark.entity));
            }
            _ => {}
        }
        for (other, link_of_other) in &wanted[..i] {
            if let (Some((a, reason)), Some((b, _))) = (link, link_of_other)
                && a == b
                && other.entity != mark.entity
                && mark.entity != 0
            {
                faults.push(format!("`{words}` joined with `{}` ({reason})", other.span.of(&text)));
            }
        }
    }
    for mention in found.mentions.all() {
        let marked = marks.iter().any(|m| m.span == mention.span);
        if !marked {
            faults.push(format!("`{}` resolved, not marked", mention.span.of(&text)));
        }
    }
    faults
}

/// Checks a table of marked texts, and names all that fail.
pub(super) fn check(cases: &[&str]) {
    let mut wrong = String::new();
    for case in cases {
        let faults = faults(case);
        if !faults.is_empty() {
            wrong.push_str(&format!("\n{case}\n    {}", faults.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
