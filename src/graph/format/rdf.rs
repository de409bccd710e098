//! RDF: entities and relations in the terms of schema.org, where each comes from in PROV and NIF. A
//! relation is a node of its own, for what is said of it; what holds and is not denied is also a plain
//! triple.

use std::io::{self, Write};

use super::super::attribute::{Party, Value};
use super::super::evidence::{Article, Evidence, Place};
use super::super::mapping::Mappings;
use super::super::model::{Edge, End, Graph};
use super::Sink;
use crate::escape::{iri, literal, segment};
use crate::phrase::Status;
use crate::write::{Object, list};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const SCHEMA: &str = "https://schema.org/";
const PROV: &str = "http://www.w3.org/ns/prov#";
const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
const ITSRDF: &str = "http://www.w3.org/2005/11/its/rdf#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// Terms of our own.
const OWN: &str = "urn:stakeout:";

/// The prefixes of Turtle.
const PREFIXES: [(&str, &str); 6] = [
    ("rdf", RDF),
    ("schema", SCHEMA),
    ("prov", PROV),
    ("nif", NIF),
    ("itsrdf", ITSRDF),
    ("xsd", XSD),
];

/// The object of a triple.
enum Term {
    Iri(String),
    /// A text with its datatype; none for a string.
    Literal(String, Option<&'static str>),
}

/// All that is said of one subject.
struct About {
    subject: String,
    said: Vec<(String, Term)>,
}

impl About {
    fn new(subject: String, types: &[&str]) -> Self {
        let types = types.iter().map(|t| (format!("{RDF}type"), Term::Iri((*t).to_owned())));
        Self { subject, said: types.collect() }
    }

    fn iri(&mut self, predicate: &str, object: String) {
        self.said.push((predicate.to_owned(), Term::Iri(object)));
    }

    fn text(&mut self, predicate: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.said.push((predicate.to_owned(), Term::Literal(text.to_owned(), None)));
        }
    }

    fn typed(&mut self, predicate: &str, value: Option<String>, datatype: &'static str) {
        if let Some(value) = value {
            self.said.push((predicate.to_owned(), Term::Literal(value, Some(datatype))));
        }
    }

    fn decimal(&mut self, predicate: &str, value: Option<f64>) {
        let value = value.map(|v| if v.fract() == 0.0 { format!("{v:.1}") } else { v.to_string() });
        self.typed(predicate, value, "decimal");
    }

    fn boolean(&mut self, predicate: &str, value: bool) {
        self.typed(predicate, Some(value.to_string()), "boolean");
    }
}

pub(super) fn turtle(graph: &Graph, mappings: &Mappings, sink: &mut dyn Sink) -> io::Result<()> {
    let mut out = sink.file("")?;
    for (prefix, names) in PREFIXES {
        writeln!(out, "@prefix {prefix}: <{names}> .")?;
    }
    let short = |full: &str| {
        let local = |names: &str| {
            full.strip_prefix(names)
                .filter(|l| l.bytes().all(|b| b.is_ascii_alphanumeric()) && !l.is_empty())
        };
        let known =
            PREFIXES.iter().find_map(|(prefix, names)| Some(format!("{prefix}:{}", local(names)?)));
        known.unwrap_or_else(|| format!("<{full}>"))
    };
    each(graph, mappings, &mut |about| {
        writeln!(out, "\n<{}>", about.subject)?;
        let last = about.said.len().saturating_sub(1);
        for (i, (predicate, object)) in about.said.iter().enumerate() {
            let object = match object {
                Term::Iri(object) => short(object),
                Term::Literal(text, None) => literal(text),
                Term::Literal(text, Some(kind)) => format!("{}^^xsd:{kind}", literal(text)),
            };
            writeln!(out, "  {} {object} {}", short(predicate), if i == last { "." } else { ";" })?;
        }
        Ok(())
    })?;
    out.flush()
}

pub(super) fn ntriples(graph: &Graph, mappings: &Mappings, sink: &mut dyn Sink) -> io::Result<()> {
    let mut out = sink.file("")?;
    each(graph, mappings, &mut |about| {
        for (predicate, object) in &about.said {
            let object = match object {
                Term::Iri(object) => format!("<{object}>"),
                Term::Literal(text, None) => literal(text),
                Term::Literal(text, Some(kind)) => format!("{}^^<{XSD}{kind}>", literal(text)),
            };
            writeln!(out, "<{}> <{predicate}> {object} .", about.subject)?;
        }
        Ok(())
    })?;
    out.flush()
}

/// JSON-LD in its expanded form.
pub(super) fn jsonld(graph: &Graph, mappings: &Mappings, sink: &mut dyn Sink) -> io::Result<()> {
    let mut out = sink.file("")?;
    let mut first = true;
    out.write_all(b"[")?;
    each(graph, mappings, &mut |about| {
        let mut line = if first { b"\n".to_vec() } else { b",\n".to_vec() };
        first = false;
        let mut node = Object::new(&mut line);
        node.string("@id", &about.subject);
        let mut predicates: Vec<&str> = about.said.iter().map(|(p, _)| &**p).collect();
        predicates.sort_unstable();
        predicates.dedup();
        for predicate in predicates {
            let objects = about.said.iter().filter(|(p, _)| p == predicate).map(|(_, o)| o);
            let is_type = predicate.strip_prefix(RDF) == Some("type");
            list(node.key(if is_type { "@type" } else { predicate }), objects, |out, object| {
                if let (true, Term::Iri(object)) = (is_type, object) {
                    return crate::write::string(out, object);
                }
                let mut o = Object::new(out);
                match object {
                    Term::Iri(object) => o.string("@id", object),
                    Term::Literal(text, kind) => {
                        o.string("@value", text);
                        if let Some(kind) = kind {
                            o.string("@type", &format!("{XSD}{kind}"));
                        }
                    }
                }
                o.end();
            });
        }
        node.end();
        out.write_all(&line)
    })?;
    out.write_all(b"\n]\n")?;
    out.flush()
}

/// All subjects, one after another.
fn each(
    graph: &Graph,
    mappings: &Mappings,
    put: &mut dyn FnMut(&About) -> io::Result<()>,
) -> io::Result<()> {
    for entity in &graph.entities {
        let kind = match &*entity.entity_type {
            "person" => "Person",
            "place" => "Place",
            _ => "Organization",
        };
        let mut about = About::new(entity_iri(&entity.id), &[&format!("{SCHEMA}{kind}")]);
        about.text(&format!("{SCHEMA}name"), Some(&entity.name));
        for alias in &entity.aliases {
            about.text(&format!("{SCHEMA}alternateName"), Some(alias));
        }
        for (key, value) in &entity.ids {
            match &**key {
                "wikidata" => about.iri(
                    &format!("{SCHEMA}sameAs"),
                    iri(&format!("http://www.wikidata.org/entity/{value}")),
                ),
                "lei" => about.text(&format!("{SCHEMA}leiCode"), Some(value)),
                key => about.text(&format!("{SCHEMA}identifier"), Some(&format!("{key}:{value}"))),
            }
        }
        put(&about)?;
    }
    for edge in &graph.edges {
        relation(graph, edge, mappings, put)?;
    }
    Ok(())
}

fn entity_iri(id: &str) -> String {
    format!("{OWN}entity:{}", segment(id))
}

fn relation(
    graph: &Graph,
    edge: &Edge,
    mappings: &Mappings,
    put: &mut dyn FnMut(&About) -> io::Result<()>,
) -> io::Result<()> {
    let rdf = &mappings.of(&edge.relation).rdf;
    let own = || format!("{OWN}relation-type:{}", segment(&edge.relation));
    let predicate = rdf.predicate.as_deref().map_or_else(own, iri);
    let node = |end: &End| match graph.entity(end) {
        Some(entity) => Term::Iri(entity_iri(&entity.id)),
        None => Term::Literal(graph.name(end).to_owned(), None),
    };
    let (mut subject, mut object) = (node(&edge.subject), node(&edge.object));
    if rdf.inverse && matches!(object, Term::Iri(_)) {
        std::mem::swap(&mut subject, &mut object);
    }
    let mut about = About::new(
        format!("{OWN}relation:{}", edge.id),
        &[&format!("{RDF}Statement"), &format!("{PROV}Entity")],
    );
    if let Term::Iri(subject) = &subject {
        if edge.status == Status::Actual && !edge.negated {
            let said = match &object {
                Term::Iri(object) => Term::Iri(object.clone()),
                Term::Literal(text, kind) => Term::Literal(text.clone(), *kind),
            };
            put(&About { subject: subject.clone(), said: vec![(predicate.clone(), said)] })?;
        }
        about.iri(&format!("{RDF}subject"), subject.clone());
    }
    about.iri(&format!("{RDF}predicate"), predicate);
    about.said.push((format!("{RDF}object"), object));
    attributes(graph, edge, &mut about);
    for e in &edge.evidence {
        about.iri(&format!("{PROV}wasDerivedFrom"), span_iri(graph, e, e.start, e.end));
    }
    put(&about)?;
    for e in &edge.evidence {
        evidence(graph, e, put)?;
    }
    Ok(())
}

fn attributes(graph: &Graph, edge: &Edge, about: &mut About) {
    let own = |name: &str| format!("{OWN}{}", segment(name));
    about.text(&own("relation-name"), Some(&edge.relation));
    about.text(&own("status"), Some(edge.status.name()));
    about.boolean(&own("negated"), edge.negated);
    about.boolean(&own("hedged"), edge.hedged);
    about.decimal(&own("confidence"), Some(edge.confidence));
    about.typed(&own("outlets"), Some(edge.outlets.to_string()), "integer");
    about.text(&format!("{SCHEMA}startDate"), edge.start.as_deref());
    about.text(&format!("{SCHEMA}endDate"), edge.end.as_deref());
    about.typed(&own("first-seen"), edge.first_seen.as_deref().map(str::to_owned), "date");
    about.typed(&own("last-seen"), edge.last_seen.as_deref().map(str::to_owned), "date");
    for (name, value) in edge.attributes.iter() {
        match value {
            Value::Null => {}
            Value::Text(text) => about.text(&own(name), Some(text)),
            Value::Share(share) => {
                about.text(&own("share"), Some(&share.literal));
                about.decimal(&own("share-exact"), share.exact);
                about.decimal(&own("share-min"), share.min);
                about.decimal(&own("share-max"), share.max);
                about.boolean(&own("share-exclusive-min"), share.exclusive_min);
                about.boolean(&own("share-exclusive-max"), share.exclusive_max);
                about.boolean(&own("share-approximate"), share.approximate);
            }
            Value::Change(change) => {
                about.text(&own("change"), Some(&change.kind));
                about.decimal(&own("change-from"), change.from);
                about.decimal(&own("change-to"), change.to);
                about.decimal(&own("change-by"), change.by);
            }
            Value::Amount(amount) => {
                about.decimal(&own("amount"), amount.value);
                about.text(&format!("{SCHEMA}currency"), amount.currency.as_deref());
            }
            Value::Party(Party { node, name: party, .. }) => {
                match node.and_then(|n| graph.entities.get(n.0 as usize)) {
                    Some(entity) => about.iri(&own(name), entity_iri(&entity.id)),
                    None => about.text(&own(name), Some(party)),
                }
            }
        }
    }
}

/// The address of an article; one of our own where it has none.
fn article_iri(article: &Article) -> String {
    match article.url.as_deref().filter(|u| u.starts_with("http://") || u.starts_with("https://")) {
        Some(url) => iri(url.split('#').next().unwrap_or(url)),
        None => format!("{OWN}article:{}", segment(&article.doc)),
    }
}

/// A stretch of an article by its characters (RFC 5147).
fn span_iri(graph: &Graph, e: &Evidence, start: u32, end: u32) -> String {
    let none = Article::default();
    format!("{}#char={start},{end}", article_iri(graph.article(e).unwrap_or(&none)))
}

fn evidence(
    graph: &Graph,
    e: &Evidence,
    put: &mut dyn FnMut(&About) -> io::Result<()>,
) -> io::Result<()> {
    let Some(article) = graph.article(e) else { return Ok(()) };
    let mut about = About::new(article_iri(article), &[&format!("{SCHEMA}NewsArticle")]);
    about.text(&format!("{SCHEMA}headline"), article.title.as_deref());
    about.typed(
        &format!("{SCHEMA}datePublished"),
        article.date.as_deref().map(str::to_owned),
        "date",
    );
    about.text(&format!("{SCHEMA}publisher"), article.publisher.as_deref());
    about.text(&format!("{SCHEMA}identifier"), Some(&article.doc));
    put(&about)?;
    let string = |types: &[&str], start: u32, end: u32, text: &str| {
        let types: Vec<String> = types.iter().map(|t| format!("{NIF}{t}")).collect();
        let types: Vec<&str> = types.iter().map(|t| &**t).collect();
        let mut about = About::new(span_iri(graph, e, start, end), &types);
        about.typed(&format!("{NIF}beginIndex"), Some(start.to_string()), "nonNegativeInteger");
        about.typed(&format!("{NIF}endIndex"), Some(end.to_string()), "nonNegativeInteger");
        about.text(&format!("{NIF}anchorOf"), Some(text));
        about.iri(&format!("{SCHEMA}isPartOf"), article_iri(article));
        about
    };
    put(&string(&["RFC5147String", "Sentence"], e.start, e.end, &e.sentence))?;
    for Place { member, text, start, end } in [&e.subject, &e.object] {
        let mut about = string(&["RFC5147String", "Phrase"], *start, *end, text);
        let node = member.and_then(|m| graph.member(m)).map(|m| m.node);
        if let Some(entity) = node.and_then(|n| graph.entities.get(n.0 as usize)) {
            about.iri(&format!("{ITSRDF}taIdentRef"), entity_iri(&entity.id));
        }
        put(&about)?;
    }
    Ok(())
}
