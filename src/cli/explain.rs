//! `stakeout explain TEXT|FILE|-`: every mention, link and relation with what found it.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use clap::Args;
use stakeout::article::{Article, Day};
use stakeout::document::Document;
use stakeout::extract::{Extraction, Extractor};
use stakeout::mention::{Mention, MentionId, Source};
use stakeout::name::Found;
use stakeout::pattern::Context;
use stakeout::relation::Relation;

use super::load::{self, Sources};
use super::output::Output;
use super::{Status, terminal};

/// So many pieces of evidence are shown behind a mention.
const SHOWN: usize = 6;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A text, the name of a file that holds one, or `-` for standard input.
    text: String,
    /// The day of publication.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = load::day)]
    date: Option<Day>,
    #[command(flatten)]
    sources: Sources,
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    let text = match read(&arguments.text) {
        Ok(text) => text,
        Err(e) => {
            terminal::say(&format!("stakeout: {}: {e}", arguments.text));
            return Status::Failed;
        }
    };
    let Some(extractor) = arguments.sources.extractor() else { return Status::Usage };
    let article = Article { text, date: arguments.date, ..Article::default() };
    let mut out = Output::standard();
    let shown = explain(&extractor, &article);
    match out.write(shown.as_bytes()).and_then(|()| out.finish()) {
        Ok(()) => Status::Done,
        Err(e) => e.status(),
    }
}

/// An argument that names a file is read as one.
fn read(argument: &str) -> std::io::Result<String> {
    if argument == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    if Path::new(argument).is_file() {
        return std::fs::read_to_string(argument);
    }
    Ok(argument.to_owned())
}

fn explain(extractor: &Extractor, article: &Article) -> String {
    let extraction = extractor.extract(article);
    let document = &extraction.document;
    let values = extractor.values.find(document, &extractor.lexicon, article.date);
    let names = extractor.names.explain(document, &extractor.lexicon, &extractor.gazetteer, values);
    let mut out = String::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let span = document.span(sentence.tokens);
        let _ = writeln!(out, "{}", shown(span.of(document.text)));
        let _ = writeln!(out, "  read as {}", units(extractor, &extraction, number));
        for (id, mention) in extraction.entities.mentions.iter() {
            if span.contains(mention.span) {
                self::mention(&mut out, extractor, &extraction, &names, id, mention);
            }
        }
        for relation in &extraction.relations {
            if relation.evidence.first().is_some_and(|e| span.contains(e.span)) {
                self::relation(&mut out, document, relation);
            }
        }
        out.push('\n');
    }
    out
}

/// The sentence as the phrase layer reads it: `[organization Acme] <own(Acme): owns> …`.
fn units(extractor: &Extractor, extraction: &Extraction<'_>, sentence: usize) -> String {
    let Extraction { document, entities, .. } = extraction;
    let units = extractor.phrases.units(document, &extractor.lexicon, entities, sentence);
    let lexicon = &extractor.lexicon;
    let context = Context { document, lexicon, mentions: &entities.mentions, units: &units };
    let all: Vec<String> = (0..units.row.len()).map(|at| shown(&context.describe(at))).collect();
    all.join(" ")
}

fn mention(
    out: &mut String,
    extractor: &Extractor,
    extraction: &Extraction<'_>,
    names: &Found,
    id: MentionId,
    mention: &Mention,
) {
    let document = &extraction.document;
    let source = match &mention.source {
        Source::Rule(name) => (*name).to_owned(),
        Source::Entry(entry) => {
            let row = extractor.gazetteer.row(*entry);
            row.map_or_else(String::new, |r| format!("list entry {} ({})", r.name, r.kind))
        }
    };
    let (kind, name) = (mention.kind.name(), mention.mention_type.name());
    let _ =
        writeln!(out, "  {name} {kind} [{}]  by {source}", shown(mention.span.of(document.text)));
    if let Some(link) = extraction.entities.links.get(id.0 as usize).copied().flatten() {
        let entities = &extraction.entities;
        let entity = entities.get(link.entity);
        let full = entity.and_then(|e| entities.name_of(e, document.text)).unwrap_or_default();
        let _ = writeln!(out, "      is {} ({})", shown(full), link.reason);
    }
    let same = names.mentions.iter().find(|(_, m)| m.span == mention.span);
    let evidence = same.and_then(|(i, _)| names.evidence.get(i.0 as usize)?.as_ref());
    let Some(evidence) = evidence else { return };
    let reasons = evidence.reasons(&extractor.names);
    let listed: Vec<String> =
        reasons.iter().take(SHOWN).map(|r| format!("{} {:+.2}", r.name, r.weight)).collect();
    let _ = writeln!(out, "      weighs {:+.2}: {}", evidence.score, listed.join(", "));
    if let Some((tokens, other, score)) = evidence.runner_up {
        let other = other.map_or("no name", |t| t.name());
        let _ = writeln!(
            out,
            "      before {score:+.2}: {other} [{}]",
            shown(document.text_of(tokens))
        );
    }
}

fn relation(out: &mut String, document: &Document<'_>, relation: &Relation) {
    let Relation { subject, object, status, .. } = relation;
    let mut marks = status.name().to_owned();
    for (set, word) in [(relation.negated, " negated"), (relation.hedged, " hedged")] {
        if set {
            marks.push_str(word);
        }
    }
    let ends = (shown(&subject.name), shown(&object.name));
    let _ = writeln!(out, "  => {}({}, {})  {marks}", relation.relation, ends.0, ends.1);
    let _ = writeln!(out, "      by rule {}, confidence {:.2}", relation.rule, relation.confidence);
    if let Some(attribution) = &relation.attribution {
        let _ = writeln!(
            out,
            "      says {} ({})",
            shown(attribution.span.of(document.text)),
            attribution.kind
        );
    }
}

/// Text without control characters, on one line.
fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).collect()
}
