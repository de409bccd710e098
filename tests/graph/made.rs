//! Relation records that tests make up.

use serde_json::{Value, json};

/// One end of a relation: an entity if its type is one.
pub(crate) fn end(
    number: usize,
    name: &str,
    entity_type: &str,
    aliases: &[&str],
    ids: Value,
) -> Value {
    let entity = matches!(entity_type, "organization" | "person" | "place");
    let mut all = json!({"wikidata": null, "lei": null, "ticker": null});
    for (key, value) in ids.as_object().into_iter().flatten() {
        all[key] = value.clone();
    }
    json!({
        "entity": entity.then(|| format!("e{number}")), "name": name, "type": entity_type, "text": name,
        "start": 0, "end": name.chars().count(), "aliases": aliases, "ids": all,
    })
}

/// A relation of two organizations; `change` sets fields by JSON pointer.
pub(crate) fn relation(
    doc: &str,
    subject: &str,
    relation: &str,
    object: &str,
    change: &[(&str, Value)],
) -> Value {
    let ends = [
        end(1, subject, "organization", &[], json!({})),
        end(2, object, "organization", &[], json!({})),
    ];
    between(doc, ends, relation, change)
}

/// A relation of two ends.
pub(crate) fn between(
    doc: &str,
    ends: [Value; 2],
    relation: &str,
    change: &[(&str, Value)],
) -> Value {
    let [subject, object] = ends;
    let sentence = format!(
        "{} {relation} {} says {doc} on its first page today.",
        subject["name"], object["name"]
    );
    let mut record = json!({
        "id": "", "doc": doc, "relation": relation, "subject": subject, "object": object,
        "attributes": {"share": null, "change": null, "amount": null, "via": null, "date": null},
        "status": "actual", "negated": false, "hedged": false, "attribution": null,
        "evidence": {"text": sentence, "start": 0, "end": sentence.chars().count()},
        "rule": "test/made", "confidence": 0.8,
        "article": {"title": null, "date": null, "url": null, "publisher": null, "source": doc},
    });
    for (pointer, value) in change {
        *record.pointer_mut(pointer).expect("a field") = value.clone();
    }
    if record["id"] == "" {
        record["id"] = json!(stakeout::write::content_hash(&[record.to_string().as_bytes()]));
    }
    record
}

/// A share, exact.
pub(crate) fn share(percent: f64) -> Value {
    json!({
        "exact": percent, "min": null, "max": null, "exclusive_min": false, "exclusive_max": false,
        "approximate": false, "literal": format!("{percent} percent"),
    })
}

/// Records as lines.
pub(crate) fn lines(records: &[Value]) -> String {
    records.iter().map(|r| format!("{r}\n")).collect()
}
