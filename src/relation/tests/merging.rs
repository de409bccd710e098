//! One fact, one relation.

use super::notation::{check, relations};

#[test]
fn what_is_said_twice_is_one_relation() {
    check(&[
        (
            "[o Acme] owns [o Beta]. [o Acme] owns 5 percent of [o Beta].",
            "owns(Acme, Beta) share=5",
        ),
        (
            "[o Acme] merged with [o Beta]. [o Beta] merged with [o Acme].",
            "merges_with(Acme, Beta)",
        ),
        ("[o Acme] owns [o Beta]. [o Beta] owns [o Acme].", "owns(Acme, Beta); owns(Beta, Acme)"),
        // What states a status speaks louder than what does not.
        ("[o Acme] owns [o Beta]. [o Acme] does not own [o Beta].", "owns(Acme, Beta)"),
        ("[o Acme] owns [o Beta]. [o Acme] plans to own [o Beta].", "owns(Acme, Beta) planned"),
        // What the writer denies outweighs what somebody claims.
        (
            "[p Ann Lee] said [o Acme] owns [o Beta]. [o Acme] does not own [o Beta].",
            "owns(Acme, Beta) negated by person:Ann Lee",
        ),
    ]);
}

#[test]
fn all_evidence_is_kept_and_makes_it_surer() {
    let (once, _) = relations("[o Acme] owns [o Beta].");
    let (twice, _) = relations("[o Acme] owns [o Beta]. In May [o Acme] owned [o Beta].");
    assert_eq!((once[0].evidence.len(), twice[0].evidence.len()), (1, 2));
    assert!(twice[0].confidence > once[0].confidence && twice[0].confidence < 1.0);
}

#[test]
fn the_richest_telling_is_printed_with_all_evidence() {
    let plain = "[o Acme] owns [o Beta]. ";
    let rich = "[o Acme] owns 5 percent of [o Beta]. ";
    for (text, places) in [
        (format!("{}{rich}{}", plain.repeat(30), plain.repeat(30)), 61),
        (format!("{rich}{}", plain.repeat(30)), 31),
    ] {
        let (found, _) = relations(&text);
        let [owns] = found.as_slice() else { panic!("one fact, not {}", found.len()) };
        assert_eq!(owns.evidence.len(), places);
        // The first place is the one that gives the share.
        let first =
            &text.replace(['[', ']'], "").replace("o Acme", "Acme").replace("o Beta", "Beta");
        let printed = owns.evidence[0].span.of(first);
        assert!(printed.contains("5 percent"), "{printed}");
    }
}
