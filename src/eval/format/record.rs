//! Gold as records in the output's own schema, with `required` and `accept` besides.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::gold::{GoldDocument, GoldMention, GoldTimex, fact};

#[derive(Deserialize)]
struct Relation {
    doc: String,
    relation: String,
    subject: End,
    object: End,
    #[serde(default = "yes")]
    required: bool,
    accept: Option<Accept>,
    article: Option<Article>,
    #[serde(default)]
    attributes: Map<String, Value>,
    status: Option<String>,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    hedged: bool,
}

#[derive(Deserialize)]
struct End {
    name: String,
}

#[derive(Deserialize)]
struct Accept {
    subject: Vec<String>,
    object: Vec<String>,
}

#[derive(Deserialize)]
struct Article {
    date: Option<String>,
}

#[derive(Deserialize)]
struct Mention {
    doc: String,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    mention_type: String,
    entity: Option<String>,
    value: Option<String>,
    timex: Option<String>,
    #[serde(default)]
    soft: bool,
}

fn yes() -> bool {
    true
}

/// What one record says of its document.
pub(super) fn read(value: Value) -> Result<GoldDocument, String> {
    if value.get("relation").is_some() {
        let record: Relation = serde_json::from_value(value).map_err(|e| e.to_string())?;
        return Ok(relation(record));
    }
    let record: Mention = serde_json::from_value(value).map_err(|e| e.to_string())?;
    Ok(mention(record))
}

fn relation(record: Relation) -> GoldDocument {
    let mut attributes: Map<String, Value> = Map::new();
    for (name, value) in record.attributes {
        if let Some(value) = wanted(&name, value) {
            attributes.insert(name, value);
        }
    }
    if let Some(status) = record.status {
        attributes.insert("status".to_owned(), Value::String(status));
        attributes.insert("negated".to_owned(), Value::Bool(record.negated));
        attributes.insert("hedged".to_owned(), Value::Bool(record.hedged));
    }
    let own = Accept { subject: vec![record.subject.name], object: vec![record.object.name] };
    let accept = record.accept.unwrap_or(own);
    let (subject, object) = (accept.subject, accept.object);
    GoldDocument {
        id: record.doc,
        date: record.article.and_then(|a| a.date),
        facts: Some(vec![fact(record.relation, &subject, &object, record.required, attributes)]),
        ..GoldDocument::default()
    }
}

/// The part of an attribute that gold is judged by; `None` for an empty one.
fn wanted(name: &str, value: Value) -> Option<Value> {
    let Value::Object(all) = value else { return (!value.is_null()).then_some(value) };
    if name == "share" {
        let bounds = ["exact", "min", "max"].into_iter();
        let given =
            bounds.filter_map(|k| Some((k.to_owned(), all.get(k).filter(|v| !v.is_null())?)));
        let given: Map<String, Value> = given.map(|(k, v)| (k, v.clone())).collect();
        return (!given.is_empty()).then_some(Value::Object(given));
    }
    ["value", "kind", "name"].into_iter().find_map(|key| all.get(key).cloned())
}

fn mention(record: Mention) -> GoldDocument {
    let Mention { doc, start, end, mention_type, entity, value, timex, soft } = record;
    let mut document = GoldDocument { id: doc, ..GoldDocument::default() };
    match (timex, value) {
        (Some(kind), Some(value)) if mention_type == "date" => {
            document.timexes = Some(vec![GoldTimex { start, end, kind, value }]);
        }
        _ => {
            document.mentions = Some(vec![GoldMention { start, end, mention_type, soft, entity }]);
        }
    }
    document
}
