//! One `[[rule]]`.

use std::ops::Range;

use toml::de::DeValue;

use super::example::{Annotated, Example, Expected, ExpectedValue};
use super::header::{AttributeKind, RelationType};
use super::set::{Later, Rule, SetValue};
use super::source::{Fields, Source, Text, number_of};
use crate::mention::Share;
use crate::pattern::{Local, Options, Pattern, Scope, VoiceRule, nearest};
use crate::phrase::Status;

const KEYS: [&str; 20] = [
    "id",
    "doc",
    "pattern",
    "patterns",
    "set",
    "status",
    "negated",
    "hedged",
    "unless",
    "confidence",
    "same_entity",
    "before",
    "deed",
    "past",
    "context",
    "later",
    "accepts",
    "rejects",
    "voice",
    "nominal",
];

/// What a rule says when it does not say how sure it is.
const CONFIDENCE: f64 = 0.9;

/// Reads a rule; its faults are noted at the source.
pub(super) fn read(
    fields: &Fields<'_, '_>,
    span: Range<usize>,
    number: usize,
    relation: &RelationType,
    scope: &mut Scope<'_>,
) -> Option<Rule> {
    fields.allow(&KEYS);
    let id = fields.text("id");
    let written: Vec<Text> =
        fields.text("pattern").into_iter().chain(fields.texts("patterns")).collect();
    if written.is_empty() {
        fields.source.fault(span.start..span.start + 1, "the rule has no pattern", None);
    }
    let options = Options {
        voice: voice(fields),
        nominal: fields.boolean("nominal").unwrap_or(false),
        edge: relation.edge,
    };
    let context = fields.boolean("context").unwrap_or(false);
    let later = later(fields);
    let patterns = written
        .iter()
        .filter_map(|t| pattern(fields.source, t, (relation, context, later), &options, scope));
    let patterns = patterns.collect();
    let unless: Vec<Local> =
        fields.texts("unless").iter().filter_map(|t| local(fields.source, t, scope)).collect();
    let rule = Rule {
        id: id.as_ref().map(|t| t.value.clone()).unwrap_or_default(),
        relation: number,
        place: fields.source.place(span.start),
        patterns,
        unless,
        set: set(fields, relation),
        status: status(fields),
        negated: fields.boolean("negated").unwrap_or(false),
        hedged: fields.boolean("hedged").unwrap_or(false),
        same_entity: fields.boolean("same_entity").unwrap_or(false),
        past: fields.text("past").and_then(|t| status_of(fields.source, &t)),
        deed: fields.boolean("deed").unwrap_or(false),
        before: fields.boolean("before").unwrap_or(false),
        context: fields.boolean("context").unwrap_or(false),
        later,
        confidence: confidence(fields),
        leaning: [0.0; 2],
        accepts: examples(fields, "accepts", relation),
        rejects: examples(fields, "rejects", relation),
    };
    if id.is_none_or(|t| t.value.is_empty()) {
        fields.source.fault(span.start..span.start + 1, "the rule has no id", None);
        return None;
    }
    Some(rule)
}

fn voice(fields: &Fields<'_, '_>) -> VoiceRule {
    let Some(text) = fields.text("voice") else { return VoiceRule::All };
    match text.value.as_str() {
        "active" => VoiceRule::Active,
        "passive" => VoiceRule::Passive,
        "any" => VoiceRule::Any,
        _ => {
            let hint = Some("active, passive or any".to_owned());
            fields.source.fault(text.span, format!("unknown voice `{}`", text.value), hint);
            VoiceRule::All
        }
    }
}

fn later(fields: &Fields<'_, '_>) -> Option<Later> {
    let text = fields.text("later")?;
    match text.value.as_str() {
        "detail" => Some(Later::Detail),
        "status" => Some(Later::Status),
        _ => {
            let hint = Some("detail or status".to_owned());
            fields.source.fault(text.span, format!("unknown kind of later `{}`", text.value), hint);
            None
        }
    }
}

fn status(fields: &Fields<'_, '_>) -> Status {
    fields.text("status").and_then(|t| status_of(fields.source, &t)).unwrap_or_default()
}

fn status_of(source: &Source<'_>, text: &Text) -> Option<Status> {
    let status = Status::of_name(&text.value);
    if status.is_none() {
        let hint = Some("actual, agreed, planned, cancelled or ended".to_owned());
        source.fault(text.span.clone(), format!("unknown status `{}`", text.value), hint);
    }
    status
}

fn confidence(fields: &Fields<'_, '_>) -> f64 {
    let Some((number, span)) = fields.number("confidence") else { return CONFIDENCE };
    if !(0.0..=1.0).contains(&number) {
        fields.source.fault(span, "confidence lies between 0 and 1", None);
    }
    number
}

fn pattern(
    source: &Source<'_>,
    text: &Text,
    (relation, context, later): (&RelationType, bool, Option<Later>),
    options: &Options,
    scope: &mut Scope<'_>,
) -> Option<Pattern> {
    let compiled = match Pattern::compile(&text.value, options, scope) {
        Ok(compiled) => compiled,
        Err(errors) => {
            errors.into_iter().for_each(|e| source.pattern_fault(text, e));
            return None;
        }
    };
    for (id, role) in relation.roles.iter().enumerate().filter(|(_, r)| r.required) {
        let fills = |id: usize| compiled.roles.iter().any(|r| usize::from(r.0) == id);
        let known = later.is_some() || context && relation.is_end_for_context(id);
        if !fills(id) && !relation.other_end(id).is_some_and(fills) && !known {
            let message = format!("the pattern never fills the role `{}`", role.name);
            let hint = format!("write [{}] where it stands", role.name);
            source.fault(text.span.clone(), message, Some(hint));
        }
    }
    Some(compiled)
}

/// Compiles a veto or an adjunct.
pub(super) fn local(source: &Source<'_>, text: &Text, scope: &mut Scope<'_>) -> Option<Local> {
    match Local::compile(&text.value, scope) {
        Ok(compiled) => Some(compiled),
        Err(errors) => {
            errors.into_iter().for_each(|e| source.pattern_fault(text, e));
            None
        }
    }
}

fn set(fields: &Fields<'_, '_>, relation: &RelationType) -> Vec<(String, SetValue)> {
    if !fields.table.contains_key("set") {
        return Vec::new();
    }
    let Some(table) = fields.table("set") else { return Vec::new() };
    let mut all = Vec::new();
    for (key, value, span) in table.entries() {
        let kind = relation.attributes.iter().find(|(n, _)| *n == key.value).map(|(_, k)| *k);
        let read = match (kind, value) {
            (None, _) => {
                let known: Vec<&str> =
                    relation.attributes.iter().map(|(n, _)| n.as_str()).collect();
                let hint = nearest(&key.value, &known).map(|n| format!("did you mean {n}?"));
                let message = format!("the relation has no attribute `{}`", key.value);
                fields.source.fault(key.span.clone(), message, hint);
                continue;
            }
            (Some(AttributeKind::Share), value) => share(value).map(SetValue::Share),
            (Some(AttributeKind::Change), DeValue::String(text)) => {
                let known = ["raises", "cuts", "starts", "ends"].contains(&text.as_ref());
                known.then(|| SetValue::Text(text.to_string()))
            }
            (Some(AttributeKind::Text), DeValue::String(text)) => {
                Some(SetValue::Text(text.to_string()))
            }
            _ => None,
        };
        match read {
            Some(value) => all.push((key.value, value)),
            None => {
                let hint = "a share is a number or { min, max, exclusive_min, exclusive_max, \
                            approximate }; a change is raises, cuts, starts or ends";
                let message = format!("`{}` cannot have this value", key.value);
                fields.source.fault(span, message, Some(hint.to_owned()));
            }
        }
    }
    all
}

/// `51`, or `{ min = 50, exclusive_min = true }`.
fn share(value: &DeValue<'_>) -> Option<Share> {
    let DeValue::Table(table) = value else {
        return number_of(value).map(|n| Share { exact: Some(n), ..Share::default() });
    };
    let mut share = Share::default();
    for (key, value) in table.iter() {
        let value = value.get_ref();
        match (key.get_ref().as_ref(), value) {
            ("exact", v) => share.exact = Some(number_of(v)?),
            ("min", v) => share.min = Some(number_of(v)?),
            ("max", v) => share.max = Some(number_of(v)?),
            ("exclusive_min", DeValue::Boolean(b)) => share.exclusive_min = *b,
            ("exclusive_max", DeValue::Boolean(b)) => share.exclusive_max = *b,
            ("approximate", DeValue::Boolean(b)) => share.approximate = *b,
            _ => return None,
        }
    }
    Some(share)
}

fn examples(fields: &Fields<'_, '_>, key: &str, relation: &RelationType) -> Vec<Example> {
    let mut all = Vec::new();
    if !fields.source.examples {
        return all;
    }
    for (value, span) in fields.array(key) {
        let expected = match value {
            DeValue::String(text) => {
                let text = Text { value: text.to_string(), span };
                Some((text, Expected::default()))
            }
            DeValue::Table(table) => expected(&Fields::new(fields.source, table), &span, relation),
            other => {
                let message =
                    format!("an example is a string or a table, not {}", other.type_str());
                fields.source.fault(span, message, None);
                None
            }
        };
        let Some((text, expected)) = expected else { continue };
        if let Err(error) = Annotated::parse(&text.value, relation) {
            fields.source.pattern_fault(&text, error);
            continue;
        }
        all.push(Example {
            place: fields.source.place(text.span.start),
            text: text.value,
            expected,
        });
    }
    all
}

fn expected(
    fields: &Fields<'_, '_>,
    span: &Range<usize>,
    relation: &RelationType,
) -> Option<(Text, Expected)> {
    let attributes = relation.attributes.iter().map(|(n, _)| n.as_str());
    let known: Vec<&str> =
        ["text", "status", "negated", "hedged"].into_iter().chain(attributes.clone()).collect();
    fields.allow(&known);
    let Some(text) = fields.text("text") else {
        fields.source.fault(span.clone(), "the example has no text", None);
        return None;
    };
    let mut expected = Expected {
        status: fields.text("status").and_then(|t| status_of(fields.source, &t)),
        negated: fields.boolean("negated"),
        hedged: fields.boolean("hedged"),
        values: Vec::new(),
    };
    for (key, value, span) in fields.entries() {
        if !attributes.clone().any(|a| a == key.value) {
            continue;
        }
        let value = match value {
            DeValue::String(text) => Some(ExpectedValue::Text(text.to_string())),
            DeValue::Table(_) => share(value).map(ExpectedValue::Share),
            other => number_of(other).map(ExpectedValue::Number),
        };
        match value {
            Some(value) => expected.values.push((key.value, value)),
            None => fields.source.fault(span, "a value is a string, a number or a share", None),
        }
    }
    Some((text, expected))
}
