//! Roles to arguments: lists spread, status read off, one entity at both ends refused.

use super::notation::check;

#[test]
fn lists_spread_over_both_ends() {
    check(&[
        ("[o Acme] owns [o Beta] and [o Coil].", "owns(Acme, Beta); owns(Acme, Coil)"),
        ("[o Acme] and [p Ann Lee] own [o Beta].", "owns(Acme, Beta); owns(Ann Lee, Beta)"),
        (
            "[o Acme], [o Beta] and [o Coil] merged.",
            "merges_with(Acme, Beta); merges_with(Acme, Coil); merges_with(Beta, Coil)",
        ),
        ("[o Acme] merged.", ""),
    ]);
}

#[test]
fn names_behind_a_description_belong_to_the_filler() {
    check(&[
        (
            "[o Acme] owns [o Beta], an old bank, and [o Coil].",
            "owns(Acme, Beta); owns(Acme, Coil)",
        ),
        (
            "[o Acme] owns [o Beta], an old bank, [o Dora], a line, and the shipper [o Coil].",
            "owns(Acme, Beta); owns(Acme, Dora); owns(Acme, Coil)",
        ),
        ("[o Acme] owns [o Beta], an old bank, and [o Coil] fell.", "owns(Acme, Beta)"),
        ("[o Acme], which owns [o Beta], and [o Coil] fell.", "owns(Acme, Beta)"),
        ("[o Acme] owns [o Beta], an old bank, and [o Coil]'s ships.", "owns(Acme, Beta)"),
        ("[o Acme] owns [o Beta], an old bank, and sued [o Coil].", "owns(Acme, Beta)"),
    ]);
}

#[test]
fn lists_are_read_in_step_with_respectively() {
    check(&[
        (
            "[o Acme] and [o Beta] own 20 pct and 30 pct of [o Coil], respectively.",
            "owns(Acme, Coil) share=20; owns(Beta, Coil) share=30",
        ),
        (
            "[o Acme] and [o Beta] own [o Coil] and [o Dora], respectively.",
            "owns(Acme, Coil); owns(Beta, Dora)",
        ),
    ]);
}

#[test]
fn status_is_read_off_the_verb_group() {
    check(&[
        ("[o Acme] plans to own [o Beta].", "owns(Acme, Beta) planned"),
        ("[o Acme] does not own [o Beta].", "owns(Acme, Beta) negated"),
        ("[o Acme] reportedly owns [o Beta].", "owns(Acme, Beta) hedged"),
        ("The former owner of [o Beta], [o Acme], met.", "owns(Acme, Beta) ended"),
    ]);
}

#[test]
fn nothing_owns_itself() {
    check(&[
        ("[o Acme Corp] owns [o Acme].", ""),
        ("[o Acme] said it owns [o Acme].", ""),
        ("[o Acme] said it owns [o Beta].", "owns(Acme, Beta) by organization:Acme"),
    ]);
}
