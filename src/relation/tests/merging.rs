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
    ]);
}

#[test]
fn all_evidence_is_kept_and_makes_it_surer() {
    let (once, _) = relations("[o Acme] owns [o Beta].");
    let (twice, _) = relations("[o Acme] owns [o Beta]. In May [o Acme] owned [o Beta].");
    assert_eq!((once[0].evidence.len(), twice[0].evidence.len()), (1, 2));
    assert!(twice[0].confidence > once[0].confidence && twice[0].confidence < 1.0);
}
