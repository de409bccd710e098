//! Whether a found relation carries an attribute as the gold gives it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::found::Found;
use super::normal::words_of;

/// Percent points that a share may be off.
const SHARE: f64 = 0.011;

/// The part by which an amount may be off.
const AMOUNT: f64 = 0.001;

/// What a relation must come out with: where the gold gives a status, it is neither negated nor
/// hedged unless it says so.
pub(super) fn judged(given: &Map<String, Value>) -> Map<String, Value> {
    let mut judged = Map::new();
    if given.contains_key("status") {
        judged.insert("negated".to_owned(), Value::Bool(false));
        judged.insert("hedged".to_owned(), Value::Bool(false));
    }
    judged.extend(given.clone());
    judged
}

/// True when the found relation has it so.
pub(super) fn is_right(key: &str, want: &Value, found: &Found) -> bool {
    let got = found.attributes.get(key).unwrap_or(&Value::Null);
    match key {
        "share" => share(want, got),
        "amount" => {
            let value = if got.is_object() { &got["value"] } else { got };
            number(value).zip(number(want)).is_some_and(|(v, w)| (v - w).abs() <= AMOUNT * w.abs())
        }
        "date" => {
            let value = if got.is_object() { &got["value"] } else { got };
            let (value, want) = (plain(value), plain(want));
            let begins = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
            value.is_some_and(|v| v.chars().count() >= 4 && begins(&v, &want.unwrap_or_default()))
        }
        "status" => want.as_str() == Some(&found.status),
        "negated" => want.as_bool() == Some(found.negated),
        "hedged" => want.as_bool() == Some(found.hedged),
        _ => {
            let empty = match got {
                Value::Null | Value::Bool(false) => true,
                Value::String(text) => text.is_empty(),
                Value::Object(all) => all.is_empty(),
                _ => false,
            };
            let set = |v: &Value| words_of(v).into_iter().collect::<BTreeSet<String>>();
            let (want, got) = (set(want), if empty { BTreeSet::new() } else { set(got) });
            !got.is_empty() && (want.is_subset(&got) || got.is_subset(&want))
        }
    }
}

fn share(want: &Value, got: &Value) -> bool {
    let near =
        |a: &Value, b: &Value| number(a).zip(number(b)).is_some_and(|(a, b)| (a - b).abs() < SHARE);
    if let Value::Object(bounds) = want {
        let given = ["exact", "min", "max"].into_iter().filter_map(|k| Some((k, bounds.get(k)?)));
        return { given }.all(|(k, w)| near(&got[k], w));
    }
    let value = match got {
        Value::Object(_) if !got["exact"].is_null() => &got["exact"],
        Value::Object(_) => &got["min"],
        other => other,
    };
    near(value, want)
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// True for a share that says something.
pub(super) fn has_share(found: &Found) -> bool {
    found.attributes.get("share").is_some_and(|share| !share.is_null())
}
