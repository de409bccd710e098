//! Gold in JSON: passages, spaCy's forms; records go to [`super::record`].

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::gold::{GoldDocument, GoldError, GoldMention, GoldTimex, fact, our_type};
use super::{joined, record, scope};

/// A document in any of the forms; what a form does not have is empty.
#[derive(Deserialize)]
struct Passage {
    id: Option<Value>,
    text: String,
    dct: Option<String>,
    date: Option<String>,
    relations: Option<Vec<Relation>>,
    entities: Option<Vec<Value>>,
    mentions: Option<Vec<Value>>,
    ents: Option<Vec<Value>>,
    spans: Option<Value>,
    timexes: Option<Vec<Timex>>,
    scope: Option<BTreeSet<String>>,
    names: Option<String>,
}

#[derive(Deserialize)]
struct Relation {
    relation: String,
    subject: Vec<String>,
    object: Vec<String>,
    #[serde(default = "yes")]
    required: bool,
    #[serde(default)]
    attributes: Map<String, Value>,
}

#[derive(Deserialize)]
struct Timex {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

fn yes() -> bool {
    true
}

/// A JSON value, or one a line.
pub(super) fn read(text: &str) -> Result<Vec<GoldDocument>, GoldError> {
    let whole: Result<Value, _> = serde_json::from_str(text);
    let values: Vec<(usize, Value)> = match whole {
        Ok(Value::Array(all)) => all.into_iter().map(|v| (1, v)).collect(),
        Ok(Value::Object(mut all)) if all.contains_key("annotations") => {
            let annotations = all.remove("annotations");
            let Some(Value::Array(all)) = annotations else { return Ok(Vec::new()) };
            all.into_iter().filter(|v| !v.is_null()).map(|v| (1, v)).collect()
        }
        Ok(one) => vec![(1, one)],
        Err(_) => lines(text)?,
    };
    let mut documents = Vec::with_capacity(values.len());
    let mut open = true;
    for (number, (line, value)) in values.into_iter().enumerate() {
        let fault = |fault: String| GoldError { line, fault };
        let (document, closed) = document(number, value).map_err(fault)?;
        open &= !closed;
        documents.push(document);
    }
    let mut documents = joined(documents);
    if !open {
        scope(&mut documents);
    }
    Ok(documents)
}

fn lines(text: &str) -> Result<Vec<(usize, Value)>, GoldError> {
    let filled = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    let one = |(i, line): (usize, &str)| match serde_json::from_str(line) {
        Ok(value) => Ok((i + 1, value)),
        Err(e) => Err(GoldError { line: i + 1, fault: e.to_string() }),
    };
    filled.map(one).collect()
}

/// One document; true where its types alone are its scope.
fn document(number: usize, value: Value) -> Result<(GoldDocument, bool), String> {
    if value.get("doc").is_some() {
        return Ok((record::read(value)?, false));
    }
    // A training tuple: the text, and an object of annotations.
    let value = match value {
        Value::Array(pair) => {
            let mut pair = pair.into_iter();
            let (Some(text), Some(Value::Object(mut all))) = (pair.next(), pair.next()) else {
                return Err("an array that is no pair of text and annotations".to_owned());
            };
            all.insert("text".to_owned(), text);
            Value::Object(all)
        }
        other => other,
    };
    let passage: Passage = serde_json::from_value(value).map_err(|e| e.to_string())?;
    passage.document(number)
}

impl Passage {
    fn document(self, number: usize) -> Result<(GoldDocument, bool), String> {
        let id = match self.id {
            Some(Value::String(id)) => id,
            Some(other) => other.to_string(),
            None => (number + 1).to_string(),
        };
        let spans = match self.spans {
            Some(Value::Array(all)) => Some(all),
            // spaCy keeps groups of spans by name.
            Some(Value::Object(groups)) => {
                let groups = groups.into_iter().filter_map(|(_, group)| match group {
                    Value::Array(all) => Some(all),
                    _ => None,
                });
                Some(groups.flatten().collect())
            }
            _ => None,
        };
        let tuples = self.entities.as_ref().is_some_and(|all| all.iter().any(Value::is_array));
        let own = self.entities.is_some() && !tuples || self.mentions.is_some();
        let entities = self.entities.or(self.mentions).or(self.ents).or(spans);
        if entities.is_none() && self.relations.is_none() && self.timexes.is_none() {
            return Err("no relations, entities or timexes".to_owned());
        }
        let closed = entities.is_some() && !own && self.scope.is_none();
        let mentions =
            entities.map(|all| all.iter().map(mention).collect::<Result<_, _>>()).transpose()?;
        let facts = self.relations.map(|all| {
            let one =
                |r: Relation| fact(r.relation, &r.subject, &r.object, r.required, r.attributes);
            all.into_iter().map(one).collect()
        });
        let timex =
            |t: Timex| GoldTimex { start: t.start, end: t.end, kind: t.kind, value: t.value };
        let document = GoldDocument {
            id,
            text: Some(self.text),
            date: self.dct.or(self.date).filter(|d| !d.is_empty()),
            facts,
            mentions,
            timexes: self.timexes.map(|all| all.into_iter().map(timex).collect()),
            scope: self.scope,
            by_words: self.names.as_deref() == Some("surface"),
        };
        Ok((document, closed))
    }
}

/// `[start, end, label]`, or an object that names the same.
fn mention(value: &Value) -> Result<GoldMention, String> {
    let field = |keys: &[&str], place: usize| {
        let named = keys.iter().find_map(|key| value.get(*key));
        named.or_else(|| value.get(place))
    };
    let number = |keys: &[&str], place| field(keys, place).and_then(Value::as_u64);
    let start = number(&["start", "start_char", "start_offset"], 0);
    let end = number(&["end", "end_char", "end_offset"], 1);
    let kind = field(&["type", "label"], 2).and_then(Value::as_str);
    let (Some(start), Some(end), Some(kind)) = (start, end, kind) else {
        return Err(format!("no start, end and type in {value}"));
    };
    Ok(GoldMention {
        start: start as usize,
        end: end as usize,
        mention_type: our_type(kind),
        soft: value.get("soft").and_then(Value::as_bool).unwrap_or(false),
        entity: value.get("entity").and_then(Value::as_str).map(str::to_owned),
    })
}
