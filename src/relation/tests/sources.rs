//! Who says so, and when that makes it hearsay.

use super::notation::check;

#[test]
fn sources() {
    check(&[
        ("[o Acme] owns [o Beta].", "owns(Acme, Beta)"),
        ("[o Coil] said [o Acme] owns [o Beta].", "owns(Acme, Beta) by organization:Coil"),
        ("[o Acme] owns [o Beta], said [p Ann Lee].", "owns(Acme, Beta) by person:Ann Lee"),
        ("[o Acme] owns [o Beta], according to a filing.", "owns(Acme, Beta) by document:a filing"),
        (
            "[o Acme] owns [o Beta], people familiar with the matter said.",
            "owns(Acme, Beta) hedged by anonymous:people familiar with",
        ),
        (
            "According to [o Coil], [o Acme] owns [o Beta].",
            "owns(Acme, Beta) hedged by organization:Coil",
        ),
        ("According to [o Acme], [o Acme] owns [o Beta].", "owns(Acme, Beta) by organization:Acme"),
        (
            "The newspaper said [o Acme] owns [o Beta].",
            "owns(Acme, Beta) hedged by media:newspaper said",
        ),
    ]);
}
