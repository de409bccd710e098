//! A corrections file (TOML) to corrections.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Correction, Corrections, Kind};
use crate::mention::MentionType;

/// A corrections file that does not load.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {fault}")]
pub struct CorrectionError {
    /// The file.
    pub file: String,
    /// Line in it, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    never: Vec<Spanned<Never>>,
    #[serde(default)]
    always: Vec<Spanned<Always>>,
    #[serde(default)]
    merge: Vec<Spanned<Names>>,
    #[serde(default)]
    split: Vec<Spanned<Names>>,
    #[serde(default)]
    rename: Vec<Spanned<Rename>>,
    #[serde(default)]
    suppress: Vec<Spanned<Suppress>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Never {
    name: String,
    doc: Option<String>,
    #[serde(rename = "because")]
    _because: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Always {
    name: String,
    #[serde(rename = "type")]
    mention_type: String,
    doc: Option<String>,
    #[serde(rename = "because")]
    _because: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
    doc: Option<String>,
    #[serde(rename = "because")]
    _because: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rename {
    from: String,
    to: String,
    doc: Option<String>,
    #[serde(rename = "because")]
    _because: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suppress {
    relation: Option<String>,
    subject: Option<String>,
    object: Option<String>,
    rule: Option<String>,
    doc: Option<String>,
    #[serde(rename = "because")]
    _because: Option<String>,
}

impl Corrections {
    /// Reads a file; `name` is what places call it.
    ///
    /// # Errors
    /// The first fault with its line.
    pub fn parse(name: &str, text: &str) -> Result<Self, CorrectionError> {
        let line = |at: usize| text.get(..at).unwrap_or("").matches('\n').count() + 1;
        let error = |at: usize, fault: String| CorrectionError {
            file: name.to_owned(),
            line: line(at),
            fault,
        };
        let file: File = toml::from_str(text)
            .map_err(|e| error(e.span().map_or(0, |s| s.start), e.message().to_owned()))?;
        let mut all: Vec<(Range<usize>, Option<String>, Kind)> = Vec::new();
        for one in file.never {
            let (span, Never { name, doc, .. }) = (one.span(), one.into_inner());
            all.push((span, doc, Kind::Never { name }));
        }
        for one in file.always {
            let (span, Always { name, mention_type, doc, .. }) = (one.span(), one.into_inner());
            let kind = MentionType::of_name(&mention_type).filter(|t| t.is_entity());
            let mention_type = kind.ok_or_else(|| {
                let fault = format!("`{mention_type}` is not organization, person or place");
                error(span.start, fault)
            })?;
            all.push((span, doc, Kind::Always { name, mention_type }));
        }
        for (names, split) in [(file.merge, false), (file.split, true)] {
            for one in names {
                let (span, Names { names, doc, .. }) = (one.span(), one.into_inner());
                if names.len() < 2 {
                    return Err(error(span.start, "it takes two names or more".to_owned()));
                }
                let kind = if split { Kind::Split { names } } else { Kind::Merge { names } };
                all.push((span, doc, kind));
            }
        }
        for one in file.rename {
            let (span, Rename { from, to, doc, .. }) = (one.span(), one.into_inner());
            all.push((span, doc, Kind::Rename { from, to }));
        }
        for one in file.suppress {
            let (span, one) = (one.span(), one.into_inner());
            let Suppress { relation, subject, object, rule, doc, .. } = one;
            if relation.is_none() && subject.is_none() && object.is_none() && rule.is_none() {
                let fault = "it would suppress everything: give relation, subject, object or rule";
                return Err(error(span.start, fault.to_owned()));
            }
            all.push((span, doc, Kind::Suppress { relation, subject, object, rule }));
        }
        all.sort_by_key(|(span, _, _)| span.start);
        let correction = |(span, doc, kind): (Range<usize>, _, _)| Correction {
            kind,
            doc,
            place: format!("{name}:{}", line(span.start)),
        };
        Ok(Self { all: all.into_iter().map(correction).collect() })
    }
}
