//! Markup to a tree, with limits in front of html5ever, whose time grows with the square of the
//! nesting, of the attributes of a tag, and of formatting that is never closed.

use dom_query::Document;
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;

use crate::read::failure::{Fault, Kind};

/// Bytes between two looks at the tree.
const STEP: usize = 1 << 10;
/// Nodes that any page may have, and how many more a byte.
const NODES: usize = 10_000;
/// Nodes of a page at most: some 100 MB.
const MOST_NODES: usize = 1_000_000;
/// Attributes of one tag at most.
const ATTRIBUTES: usize = 2_000;
/// Templates of a page at most: what is nested in them is not seen from outside.
const TEMPLATES: usize = 500;

/// The tree of a page.
///
/// # Errors
/// When it is nested deeper than `max_nesting`, or has more tags than a page can need.
pub(super) fn parse(markup: &str, max_nesting: usize) -> Result<Document, Fault> {
    attributes(markup)?;
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = markup;
    let mut given = 0;
    while !rest.is_empty() {
        let (step, more) = rest.split_at(boundary(rest, STEP));
        parser.process(step.into());
        given += step.len();
        rest = more;
        let tree = &parser.tokenizer.sink.sink;
        if tree.tree.len() > (NODES + given).min(MOST_NODES) {
            return Err(Fault::new(Kind::Many, "more elements than a page may have"));
        }
        if depth(tree, max_nesting) > max_nesting {
            let reason = format!("elements nested more than {max_nesting} deep");
            return Err(Fault::new(Kind::Deep, reason));
        }
    }
    Ok(parser.finish())
}

/// The last character boundary up to `at`, but no empty step.
fn boundary(text: &str, at: usize) -> usize {
    (1..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(text.len())
}

/// How deep the open elements lie: along the last children, and where misplaced content stands in
/// front of a table, along that too.
fn depth(page: &Document, max_nesting: usize) -> usize {
    let mut ways = vec![(page.tree.root(), 0)];
    let (mut deepest, mut steps) = (0, 0);
    while let Some((node, depth)) = ways.pop() {
        deepest = deepest.max(depth);
        steps += 1;
        if steps > 4 * max_nesting + 64 {
            return steps;
        }
        let Some(last) = node.last_child() else { continue };
        if last.has_name("table")
            && let Some(before) = last.prev_sibling()
        {
            ways.push((before, depth + 1));
        }
        ways.push((last, depth + 1));
    }
    deepest
}

/// Refuses a tag of very many attributes, wherever one may begin: in comments and scripts too, since
/// only the parser knows which they are.
fn attributes(markup: &str) -> Result<(), Fault> {
    let bytes = markup.as_bytes();
    let many = || Fault::new(Kind::Many, "a tag with more attributes than a page may have");
    let mut budget = bytes.len().saturating_mul(16) + (1 << 16);
    let mut templates = 0;
    for at in memchr::memchr_iter(b'<', bytes) {
        let tag = bytes.get(at + 1..).unwrap_or_default();
        if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        templates += usize::from(tag.get(..8).is_some_and(|n| n.eq_ignore_ascii_case(b"template")));
        let (count, used) = tag_attributes(tag);
        if count > ATTRIBUTES || used > budget || templates > TEMPLATES {
            return Err(many());
        }
        budget -= used;
    }
    Ok(())
}

/// The number of attributes of the tag that begins here (HTML standard, 13.2.5.32 and following),
/// counted no further than the limit, and the bytes that it took.
fn tag_attributes(tag: &[u8]) -> (usize, usize) {
    let blank = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
    let mut at = tag.iter().take_while(|b| !blank(b) && **b != b'>').count();
    let skip = |at: usize, over: &dyn Fn(&u8) -> bool| {
        at + tag.get(at..).unwrap_or_default().iter().take_while(|b| over(b)).count()
    };
    let mut count = 0;
    loop {
        at = skip(at, &blank);
        if matches!(tag.get(at), None | Some(b'>')) || count > ATTRIBUTES {
            return (count, at);
        }
        count += 1;
        at = skip(at + 1, &|b| !blank(b) && !matches!(b, b'>' | b'='));
        let value = skip(at, &u8::is_ascii_whitespace);
        if tag.get(value) != Some(&b'=') {
            continue;
        }
        at = skip(value + 1, &u8::is_ascii_whitespace);
        at = match tag.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let rest = tag.get(at + 1..).unwrap_or_default();
                at + 2 + memchr::memchr(*quote, rest).unwrap_or(rest.len())
            }
            _ => skip(at, &|b| !b.is_ascii_whitespace() && *b != b'>'),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(markup: &str) -> Option<Kind> {
        parse(markup, 512).err().map(|fault| fault.kind)
    }

    #[test]
    fn floods_are_refused() {
        for flood in ["<div>", "<b>", "<ul><li>", "<svg><g>", "<table><tr><td>"] {
            assert_eq!(kind(&flood.repeat(1_000_000 / flood.len())), Some(Kind::Deep), "{flood}");
        }
        let misplaced = format!("<table>{}", "<div>".repeat(100_000));
        assert_eq!(kind(&misplaced), Some(Kind::Deep));
        let unclosed: String = (0..400).map(|n| format!("<b id={n}>")).collect();
        let again = format!("<p>{unclosed}{}", "<p>x".repeat(200_000));
        assert_eq!(kind(&again), Some(Kind::Many));
        let attributes: String = (0..100_000).map(|n| format!(" a{n}")).collect();
        assert_eq!(kind(&format!("<p{attributes}>")), Some(Kind::Many));
        assert_eq!(kind(&"<template>".repeat(100_000)), Some(Kind::Many));
        assert_eq!(kind(&"<a x=<a".repeat(200_000)), Some(Kind::Many));
    }

    #[test]
    fn what_pages_have_is_allowed() {
        for sound in [
            "<p>One",
            "<li>One",
            "<br>",
            "<p>a<b>b</b>",
            "<i>x</i> ",
            "<!-- < -->",
            "<a b='>'>x</a>",
        ] {
            assert_eq!(kind(&sound.repeat(20_000)), None, "{sound}");
        }
        assert_eq!(kind(&format!("<img src='data:{}'>", "x".repeat(2_000_000))), None);
        assert_eq!(kind(&format!("{}x{}", "<div>".repeat(400), "</div>".repeat(400))), None);
    }
}
