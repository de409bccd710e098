//! Precision measured by hand: a seeded sample of relations as a sheet, and what the verdicts on it
//! say. Entry points: [`sample`], [`sheet::write`], [`measure`].

pub mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::eval::{Found, Share};
use crate::relation::calibration::Bin;
use crate::write::content_hash;

/// At most so many bins of confidence, and at least so many verdicts in each.
const BINS: usize = 10;
const LEAST: usize = 10;

/// How many verdicts what was said weighs against those of a bin.
const PULL: f64 = 2.0;

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
    /// By confidence: what was right, never falling.
    pub calibration: Vec<Calibrated>,
}

/// A range of confidence and what it is worth on this corpus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibrated {
    /// From this confidence.
    pub from: f64,
    /// To this one.
    pub to: f64,
    /// What is measured there, made never to fall by pooling neighbours that do.
    #[serde(flatten)]
    pub bin: Bin,
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

/// Bins of about as many verdicts each; neighbours whose shares fall are pooled (pool adjacent
/// violators). Each verdict weighs as many facts as it stands for, and each share is pulled a
/// little towards what was said, so that few verdicts make no certainty.
fn calibration(told: &[&Judged]) -> Vec<Calibrated> {
    let mut strata: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    told.iter().for_each(|v| *strata.entry((&v.relation, &v.rule)).or_default() += 1);
    let weight = |v: &Judged| {
        let judged = strata.get(&(v.relation.as_str(), v.rule.as_str())).copied().unwrap_or(1);
        v.stratum.max(1) as f64 / judged.max(1) as f64
    };
    let mut sorted = told.to_vec();
    sorted.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let size = (sorted.len() / BINS).max(LEAST);
    let mut bins: Vec<Calibrated> = Vec::new();
    let mut rest = sorted.as_slice();
    while let Some(at) = rest.get(size.min(rest.len()).wrapping_sub(1)) {
        // What is said alike stands in one bin, and the last is not much smaller than the others.
        let same = rest.partition_point(|v| v.confidence <= at.confidence);
        let end = if rest.len() - same < size { rest.len() } else { same };
        let (here, after) = rest.split_at(end);
        bins.push(calibrated(here, weight));
        rest = after;
        while let [.., a, b] = bins.as_slice()
            && a.bin.precision > b.bin.precision
        {
            let pooled = pooled(a, b);
            bins.truncate(bins.len() - 2);
            bins.push(pooled);
        }
    }
    bins
}

fn calibrated(here: &[&Judged], weight: impl Fn(&Judged) -> f64) -> Calibrated {
    let all: f64 = here.iter().map(|v| weight(v)).sum();
    let sum = |part: &dyn Fn(&Judged) -> f64| here.iter().map(|v| weight(v) * part(v)).sum::<f64>();
    let share = sum(&|v| right(v) as f64) / all;
    let confidence = sum(&|v| v.confidence) / all;
    let judged = here.len();
    let precision = (share * judged as f64 + PULL * confidence) / (judged as f64 + PULL);
    let end = |v: Option<&&Judged>| v.map_or(0.0, |v| v.confidence);
    Calibrated {
        from: end(here.first()),
        to: end(here.last()),
        bin: Bin { confidence, precision, judged, right: here.iter().map(|v| right(v)).sum() },
    }
}

fn pooled(a: &Calibrated, b: &Calibrated) -> Calibrated {
    let (n, m) = (a.bin.judged as f64, b.bin.judged as f64);
    let mean = |a: f64, b: f64| (a * n + b * m) / (n + m);
    Calibrated {
        from: a.from,
        to: b.to,
        bin: Bin {
            confidence: mean(a.bin.confidence, b.bin.confidence),
            precision: mean(a.bin.precision, b.bin.precision),
            judged: a.bin.judged + b.bin.judged,
            right: a.bin.right + b.bin.right,
        },
    }
}
