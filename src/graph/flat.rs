//! Rows of a table of relations, as DuckDB and Spark write them out as JSON: a key a column.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// Where the value of a key of a record stands in a row.
enum From {
    /// In this column; null where it is not there.
    Column(&'static str),
    /// In this column, as JSON in a string; an empty object where it is not there.
    Json(&'static str),
    /// In this column; an empty list where it is not there.
    List(&'static str),
    /// In the columns of an object's keys; null where the first is.
    Object(&'static [(&'static str, From)]),
}

use From::{Column, Json, List, Object};

const RECORD: &[(&str, From)] = &[
    ("id", Column("id")),
    ("doc", Column("doc")),
    ("relation", Column("relation")),
    ("subject", Object(SUBJECT)),
    ("object", Object(OBJECT)),
    ("attributes", Json("attributes")),
    ("status", Column("status")),
    ("negated", Column("negated")),
    ("hedged", Column("hedged")),
    ("attribution", Object(ATTRIBUTION)),
    ("evidence", Object(EVIDENCE)),
    ("rule", Column("rule")),
    ("confidence", Column("confidence")),
    ("article", Object(ARTICLE)),
];

const SUBJECT: &[(&str, From)] = &[
    ("name", Column("subject_name")),
    ("entity", Column("subject_entity")),
    ("type", Column("subject_type")),
    ("text", Column("subject_text")),
    ("start", Column("subject_start")),
    ("end", Column("subject_end")),
    ("aliases", List("subject_aliases")),
    ("ids", Json("subject_ids")),
];

const OBJECT: &[(&str, From)] = &[
    ("name", Column("object_name")),
    ("entity", Column("object_entity")),
    ("type", Column("object_type")),
    ("text", Column("object_text")),
    ("start", Column("object_start")),
    ("end", Column("object_end")),
    ("aliases", List("object_aliases")),
    ("ids", Json("object_ids")),
];

const ATTRIBUTION: &[(&str, From)] =
    &[("text", Column("attribution")), ("kind", Column("attribution_kind"))];

const EVIDENCE: &[(&str, From)] = &[
    ("text", Column("evidence")),
    ("start", Column("evidence_start")),
    ("end", Column("evidence_end")),
];

const ARTICLE: &[(&str, From)] = &[
    ("source", Column("article_source")),
    ("title", Column("article_title")),
    ("date", Column("article_date")),
    ("url", Column("article_url")),
    ("publisher", Column("article_publisher")),
];

type Row<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

/// What a line that is no record of ours may be.
pub(super) enum Read {
    /// No row of such a table.
    Other,
    /// The row of an article that failed.
    Failed,
    /// A relation, as the line of its record.
    Relation(String),
}

/// Reads a row. The columns taken out of `attributes` for people are passed over.
pub(super) fn read(line: &str) -> Read {
    let Ok(row) = serde_json::from_str::<Row<'_>>(line) else { return Read::Other };
    let there = |key: &str| row.get(key).is_some_and(|v| v.get() != "null");
    if there("error") && there("doc") && !there("subject_name") {
        return Read::Failed;
    }
    if !there("subject_name") || !there("object_name") {
        return Read::Other;
    }
    let mut record = String::with_capacity(line.len());
    object(&mut record, RECORD, &row);
    Read::Relation(record)
}

fn object(out: &mut String, keys: &[(&str, From)], row: &Row<'_>) {
    for (i, (key, from)) in keys.iter().enumerate() {
        out.push(if i == 0 { '{' } else { ',' });
        out.push('"');
        out.push_str(key);
        out.push_str("\":");
        value(out, from, row);
    }
    out.push('}');
}

fn value(out: &mut String, from: &From, row: &Row<'_>) {
    let raw = |column: &str| row.get(column).map(|v| v.get()).filter(|v| *v != "null");
    match from {
        Column(column) => out.push_str(raw(column).unwrap_or("null")),
        List(column) => out.push_str(raw(column).unwrap_or("[]")),
        Json(column) => match raw(column).map(serde_json::from_str::<String>) {
            Some(Ok(json)) => out.push_str(&json),
            // DuckDB may have made an object of it.
            Some(Err(_)) => out.push_str(raw(column).unwrap_or("{}")),
            None => out.push_str("{}"),
        },
        Object(keys) => match keys.first() {
            Some((_, Column(first))) if raw(first).is_some() => object(out, keys, row),
            _ => out.push_str("null"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_its_record() {
        let row = r#"{"doc":"d","id":"i","relation":"owns","subject_entity":"e1","subject_name":"A \"x\"",
            "subject_type":"organization","subject_text":"A","subject_start":0,"subject_end":1,
            "subject_aliases":["A"],"subject_ids":"{\"lei\":\"5\"}","object_name":"10","object_type":"number",
            "object_text":"10","object_start":5,"object_end":7,"attributes":"{\"share\":null}","share":null,
            "status":"actual","negated":false,"hedged":false,"evidence":"A 10","evidence_start":0,
            "evidence_end":7,"rule":"owns/x","confidence":0.5,"article_source":"-"}"#;
        let Read::Relation(record) = read(row) else { panic!("a relation") };
        let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
        assert_eq!(record["subject"]["name"], "A \"x\"");
        assert_eq!(record["subject"]["ids"]["lei"], "5");
        assert_eq!(record["object"]["entity"], serde_json::Value::Null);
        assert_eq!(record["object"]["aliases"], serde_json::json!([]));
        assert_eq!(record["attributes"], serde_json::json!({"share": null}));
        assert_eq!(record["attribution"], serde_json::Value::Null);
        assert_eq!(record["article"]["source"], "-");
    }

    #[test]
    fn what_is_no_relation() {
        assert!(matches!(read(r#"{"doc":"d","error":"no text"}"#), Read::Failed));
        for line in ["", "[]", "5", "{}", r#"{"doc":"d","error":null}"#, r#"{"subject_name":"a"}"#]
        {
            assert!(matches!(read(line), Read::Other), "{line}");
        }
    }
}
