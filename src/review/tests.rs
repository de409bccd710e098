use super::*;
use crate::eval::{FoundEnd, FoundEvidence};

fn found(relation: &str, rule: &str, number: usize) -> Found {
    let end = |name: &str, start, end| FoundEnd {
        name: name.to_owned(),
        text: name.to_owned(),
        start,
        end,
    };
    Found {
        id: number.to_string(),
        doc: format!("{number}.txt"),
        relation: relation.to_owned(),
        rule: rule.to_owned(),
        subject: end("Acme", 10, 14),
        object: end("=Beta", 20, 25),
        evidence: FoundEvidence { text: "Acme owns =Beta".to_owned(), start: 10, end: 25 },
        confidence: 0.05 + number as f64 % 10.0 / 10.0,
        ..Found::default()
    }
}

fn many() -> Vec<Found> {
    let owns = (0..90).map(|n| found("owns", "owns/a", n));
    let rare = (90..93).map(|n| found("owns", "owns/b", n));
    owns.chain(rare).chain((93..120).map(|n| found("sues", "sues/a", n))).collect()
}

#[test]
fn samples_are_even_and_do_not_depend_on_order() {
    let all = many();
    let first = sample(&all, 30, 7);
    let count = |rule: &str| first.iter().filter(|s| s.found.rule == rule).count();
    assert_eq!((count("owns/a"), count("owns/b"), count("sues/a")), (14, 3, 13));
    let mut turned = many();
    turned.reverse();
    let ids = |s: &[Sampled<'_>]| s.iter().map(|s| s.found.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&first), ids(&sample(&turned, 30, 7)));
    assert_ne!(ids(&first), ids(&sample(&all, 30, 8)));
    assert_eq!(sample(&all, 1000, 7).len(), all.len());
}

#[test]
fn verdicts_come_back() {
    let all = many();
    let chosen = sample(&all, 30, 7);
    let sheet = sheet::write(&chosen);
    assert!(sheet.contains("«Acme» owns ‹=Beta›"), "{sheet}");
    assert!(sheet.contains(",'=Beta,"), "no formula may stand in a cell");
    // Every second row is wrong, one is left open; a spreadsheet has put semicolons.
    let mut rows: Vec<String> = sheet.lines().map(|l| l.replace(',', ";")).collect();
    for (number, row) in rows.iter_mut().enumerate().skip(1) {
        let verdict = if number == 1 {
            ""
        } else if number % 2 == 0 {
            "n"
        } else {
            "Yes"
        };
        row.insert_str(0, verdict);
    }
    let read = sheet::read(&rows.join("\r\n")).expect("a sheet");
    let measures = measure(&read);
    assert_eq!((measures.all.judged, measures.all.right), (29, 14));
    assert_eq!(measures.rules.len(), 3);
    let falls = |pair: &[Calibrated]| pair[0].bin.precision > pair[1].bin.precision;
    assert!(!measures.calibration.windows(2).any(falls), "{:?}", measures.calibration);
    let judged: usize = measures.calibration.iter().map(|c| c.bin.judged).sum();
    assert_eq!(judged, 29);
    // A stratum counts by its size, however few of it were judged.
    let one = |rule: &str, stratum, right| Judged {
        relation: "r".to_owned(),
        rule: rule.to_owned(),
        confidence: 0.9,
        stratum,
        right: Some(right),
    };
    let overall = measure(&[one("a", 90, true), one("b", 10, false)]).overall;
    assert!((overall - 0.9).abs() < 1e-9);
    assert!(sheet::read("verdict,relation,rule,confidence,stratum\nmaybe,a,b,1,1\n").is_err());
    assert!(sheet::read("relation\n").is_err());
}
