//! Attributes: from roles, from the rule, from the clause.

use super::notation::check;

#[test]
fn shares_and_changes() {
    check(&[
        ("[o Acme] owns 5 percent of [o Beta].", "owns(Acme, Beta) share=5"),
        ("[o Acme] controls half of [o Beta].", "owns(Acme, Beta) share=50"),
        (
            "[o Acme] raised its stake in [o Beta] from 5 percent to 12.5 percent.",
            "owns(Acme, Beta) share=12.5 change=raises:5-12.5:7.5",
        ),
        (
            "[o Acme] raised its stake in [o Beta] by 2 percent.",
            "owns(Acme, Beta) change=raises:?-?:2",
        ),
    ]);
}

#[test]
fn adjuncts_fill_what_the_match_left_empty() {
    check(&[
        ("[o Acme] owns [o Beta] through [o Coil].", "owns(Acme, Beta) via=Coil"),
        ("[o Acme] owns [o Beta] for $5 million.", "owns(Acme, Beta) amount=5000000USD"),
        ("[o Acme] owns [o Beta] and left for $5 million.", "owns(Acme, Beta)"),
    ]);
}

#[test]
fn dates_of_the_same_clause() {
    check(&[
        ("[o Acme] merged with [o Beta] in 2003.", "merges_with(Acme, Beta) date=2003"),
        ("In 2003 [o Acme] merged with [o Beta].", "merges_with(Acme, Beta) date=2003"),
        ("[o Acme] merged with [o Beta] and left in 2003.", "merges_with(Acme, Beta)"),
        ("[o Acme] merged with [o Beta], which fell in 2003.", "merges_with(Acme, Beta)"),
        (
            "[o Acme], which bought ships in 2001, merged with [o Beta] in 2003.",
            "merges_with(Acme, Beta) date=2003",
        ),
        ("[o Acme], which bought ships in 2001, merged with [o Beta].", "merges_with(Acme, Beta)"),
    ]);
}
