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
        (
            "[o Acme] bought ships in May 2011 and merged with [o Beta] a year later.",
            "merges_with(Acme, Beta) date=2012",
        ),
        (
            "[o Acme] merged with [o Beta] (a firm of 2001) in 2003.",
            "merges_with(Acme, Beta) date=2003",
        ),
        (
            "[o Acme] agreed in 2003 to merge with [o Beta].",
            "merges_with(Acme, Beta) date=2003 agreed",
        ),
        (
            "[o Acme], led by a bank, in 2003 merged with [o Beta].",
            "merges_with(Acme, Beta) date=2003",
        ),
    ]);
}

#[test]
fn later_sentences_tell_more() {
    check(&[
        (
            "[o Acme] owns [o Beta]. The stake cost $5 million.",
            "owns(Acme, Beta) amount=5000000USD",
        ),
        (
            "[o Acme] owns [o Beta]. It rained. It rained. The stake cost $5 million.",
            "owns(Acme, Beta) amount=5000000USD",
        ),
        (
            "[o Acme] owns [o Beta]. It rained. It rained. It rained. The stake cost $5 million.",
            "owns(Acme, Beta)",
        ),
        (
            "[o Acme] owns [o Beta] for $3 million. The stake cost $5 million.",
            "owns(Acme, Beta) amount=3000000USD",
        ),
        ("The stake cost $5 million. [o Acme] owns [o Beta].", "owns(Acme, Beta)"),
        (
            "[o Acme] owns [o Beta] and [o Coil]. The stake cost $5 million.",
            "owns(Acme, Beta); owns(Acme, Coil)",
        ),
        (
            "[o Acme] merged with [o Beta]. The deal collapsed in 2003.",
            "merges_with(Acme, Beta) cancelled",
        ),
        (
            "[o Acme] merged with [o Beta]. If the deal collapsed, it would rain.",
            "merges_with(Acme, Beta)",
        ),
        ("[o Acme] merged with [o Beta]. The deal never collapsed.", "merges_with(Acme, Beta)"),
        ("[o Acme] merged with [o Beta]. The deal will collapse.", "merges_with(Acme, Beta)"),
        (
            "[o Acme] agreed to merge with [o Beta]. The deal was closed in 2003.",
            "merges_with(Acme, Beta) date=2003",
        ),
    ]);
}

#[test]
fn whole_stakes_have_the_share_that_is_held() {
    let sold = "sells(Acme, Beta) share=23";
    check(&[
        (
            "[o Acme] owns 23 percent of [o Beta]. [o Acme] sold its stake in [o Beta].",
            &format!("owns(Acme, Beta) share=23; {sold}"),
        ),
        (
            "[o Acme] sold its stake in [o Beta]. [o Acme] owns 23 percent of [o Beta].",
            &format!("{sold}; owns(Acme, Beta) share=23"),
        ),
        (
            "[o Acme] owns 23 percent of [o Beta]. [o Acme] sold part of its stake in [o Beta].",
            "owns(Acme, Beta) share=23; sells(Acme, Beta)",
        ),
        (
            "[o Coil] owns 23 percent of [o Beta]. [o Acme] sold its stake in [o Beta].",
            "owns(Coil, Beta) share=23; sells(Acme, Beta)",
        ),
    ]);
}
