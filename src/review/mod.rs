//! Precision measured by hand: a seeded sample of relations as a sheet, and what the verdicts on it
//! say. Entry points: [`sample`], [`sheet::write`], [`measure`].

pub mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::eval::{Found, Share};
use crate::write::content_hash;

/// One relation to be judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled<'f> {
    /// The relation.
    pub found: &'f Found,
    /// Relations of its type and rule in all.
    pub stratum: usize,
}

/// At most `n` relations, spread over types and rules as evenly as their numbers allow; the same
/// ones for the same seed, in whatever order they come.
pub fn sample(all: &[Found], n: usize, seed: u64) -> Vec<Sampled<'_>> {
    let mut strata: BTreeMap<(&str, &str), Vec<(String, &Found)>> = BTreeMap::new();
    for found in all {
        let order = content_hash(&[&seed.to_le_bytes(), found.doc.as_bytes(), found.id.as_bytes()]);
        strata.entry((&found.relation, &found.rule)).or_default().push((order, found));
    }
    strata.values_mut().for_each(|stratum| stratum.sort_by(|a, b| a.0.cmp(&b.0)));
    let mut chosen = Vec::with_capacity(n);
    for round in 0.. {
        let before = chosen.len();
        for stratum in strata.values() {
            if let Some((_, found)) = stratum.get(round).filter(|_| chosen.len() < n) {
                chosen.push(Sampled { found, stratum: stratum.len() });
            }
        }
        if chosen.len() == before {
            break;
        }
    }
    chosen.sort_by(|a, b| {
        let key =
            |s: &Sampled<'_>| (s.found.relation.clone(), s.found.rule.clone(), s.found.doc.clone());
        key(a).cmp(&key(b)).then(a.found.evidence.start.cmp(&b.found.evidence.start))
    });
    chosen
}

/// A verdict on one relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The type.
    pub relation: String,
    /// The rule.
    pub rule: String,
    /// How sure the extractor was.
    pub confidence: f64,
    /// Relations of its type and rule in all.
    pub stratum: usize,
    /// The verdict; `None` where the box is empty.
    pub right: Option<bool>,
}

/// Precision of some relations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// Of which: a type, a rule, a range of confidence.
    pub name: String,
    /// Judged right.
    pub right: usize,
    /// Judged.
    pub judged: usize,
    /// Precision with its interval of 95 percent.
    pub precision: Share,
    /// The confidence that they had on average.
    pub confidence: f64,
}

/// What verdicts say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// Over the whole output: strata weighed by their sizes.
    pub overall: f64,
    /// All judged, each counted once.
    pub all: Measured,
    /// By type.
    pub relations: Vec<Measured>,
    /// By rule.
    pub rules: Vec<Measured>,
    /// By confidence: for each tenth what was right; never falling.
    pub calibration: Vec<Calibrated>,
}

/// A range of confidence and what it is worth on this corpus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibrated {
    /// From this confidence.
    pub from: f64,
    /// To this one.
    pub to: f64,
    /// Judged.
    pub judged: usize,
    /// Right of these.
    pub right: usize,
    /// The share that is right, made monotone by pooling neighbours that are not.
    pub precision: f64,
}

/// Precision by type, rule and confidence.
pub fn measure(verdicts: &[Judged]) -> Measures {
    let told: Vec<&Judged> = verdicts.iter().filter(|v| v.right.is_some()).collect();
    let group = |key: &dyn Fn(&Judged) -> String| {
        let mut groups: BTreeMap<String, Vec<&Judged>> = BTreeMap::new();
        told.iter().for_each(|v| groups.entry(key(v)).or_default().push(v));
        groups.into_iter().map(|(name, all)| measured(name, &all)).collect::<Vec<_>>()
    };
    let rule = |v: &Judged| v.rule.clone();
    let mut strata: BTreeMap<(&str, &str), (usize, usize, usize)> = BTreeMap::new();
    for v in &told {
        let stratum = strata.entry((&v.relation, &v.rule)).or_default();
        *stratum = (stratum.0 + right(v), stratum.1 + 1, v.stratum.max(1));
    }
    let weight: usize = strata.values().map(|s| s.2).sum();
    let sum: f64 = strata.values().map(|(r, n, size)| *r as f64 / *n as f64 * *size as f64).sum();
    Measures {
        overall: if weight == 0 { 0.0 } else { sum / weight as f64 },
        all: measured("all".to_owned(), &told),
        relations: group(&|v| v.relation.clone()),
        rules: group(&rule),
        calibration: calibration(&told),
    }
}

fn right(v: &Judged) -> usize {
    usize::from(v.right == Some(true))
}

fn measured(name: String, all: &[&Judged]) -> Measured {
    let count = all.iter().map(|v| right(v)).sum();
    let sum: f64 = all.iter().map(|v| v.confidence).sum();
    Measured {
        name,
        right: count,
        judged: all.len(),
        precision: Share::of(count, all.len()),
        confidence: sum / all.len().max(1) as f64,
    }
}

/// Tenths of confidence; neighbours whose shares fall are pooled (pool adjacent violators).
fn calibration(told: &[&Judged]) -> Vec<Calibrated> {
    let mut bins: Vec<Calibrated> = Vec::new();
    for tenth in 0..10 {
        let (from, to) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
        let last = tenth == 9;
        let inside = |v: &&&Judged| v.confidence >= from && (v.confidence < to || last);
        let here: Vec<&&Judged> = told.iter().filter(inside).collect();
        if here.is_empty() {
            continue;
        }
        let count = here.iter().map(|v| right(v)).sum::<usize>();
        let precision = count as f64 / here.len() as f64;
        bins.push(Calibrated { from, to, judged: here.len(), right: count, precision });
        while let [.., a, b] = bins.as_slice()
            && a.precision > b.precision
        {
            let (judged, right) = (a.judged + b.judged, a.right + b.right);
            let pooled = Calibrated {
                from: a.from,
                to: b.to,
                judged,
                right,
                precision: right as f64 / judged as f64,
            };
            bins.truncate(bins.len() - 2);
            bins.push(pooled);
        }
    }
    bins
}
