//! Lists, asides, and names with their modifiers.

use super::notation::check;

#[test]
fn lists() {
    check(
        &[
            ("[o Acme], [o Beta] and [o Coil] met.", "Acme+Beta+Coil"),
            ("[o Acme] and [o Beta] met [p Ann Lee] and [p Bo Ek].", "Acme+Beta Ann Lee+Bo Ek"),
            ("[o Acme] ([l Oslo]), the [o Beta], and its [o Coil] met.", "Acme+Beta+Coil"),
            ("[o Acme] and electronics group [o Beta] met.", "Acme+Beta"),
            ("[o Acme] & [o Beta] met.", "Acme+Beta"),
            ("[l Japan]'s [o Acme] and [l Norway]'s [o Beta] met.", "Acme+Beta"),
            ("[% 5 percent] and [% 7 percent] of [o Acme] were sold.", "5 percent+7 percent"),
            ("[o Acme], [o Beta], [o Coil] met.", ""),
            ("[o Acme] and [p Ann Lee] met.", "Acme+Ann Lee"),
            ("[o Acme] and [l Oslo] met.", ""),
            ("[o Acme] chief [p Ann Lee] and [p Bo Ek] met.", "Ann Lee+Bo Ek"),
            ("[o Acme] [r chairman] [p Ann Lee] and [p Bo Ek] met.", ""),
            ("[o Acme] [r directors] [p Ann Lee] and [p Bo Ek] met.", "Ann Lee+Bo Ek"),
            ("[o Acme]'s [r chairman], [p Ann Lee], and [p Bo Ek] met.", ""),
            ("The [r publisher] [o Acme] and [o Beta] met.", "Acme+Beta"),
            (
                "Comedian [p Ann Lee], singer [p Bo Ek] and music veteran [p Cy Orr] met.",
                "Ann Lee+Bo Ek+Cy Orr",
            ),
            ("[o Acme] and its owner [o Beta] met.", ""),
            ("[o Acme] unit [o Beta] and [o Coil] met.", ""),
            ("[o Coil] closed it with [o Acme] and [o Beta] taking part.", "Acme+Beta"),
            ("[o Acme] bought it from [o Beta] and [o Coil] sold [o Dorn].", ""),
            ("The venture between [o Acme] and [o Beta] bought [o Coil].", "Acme+Beta"),
            ("[o Acme] owns [% 8 percent] of [o Beta] and [o Coil] [% 2 percent].", ""),
            ("[o Acme] owns [% 8 percent] of [o Beta] and [o Coil] about [% 2 percent].", ""),
            ("[o Acme] owns [% 8 percent] of [o Beta], and [o Coil] the rest.", ""),
            ("[o Acme] owns [o Beta] and [o Coil] and [% 2 percent] of [o Dorn].", "Beta+Coil"),
            ("[o Acme] owns [o Beta] and [o Coil], and the rest of [o Dorn].", "Beta+Coil"),
        ],
        |read| read.lists(),
    );
}

#[test]
fn asides() {
    check(
        &[
            ("[o Acme], a maker of cars, fell.", ", a maker of cars,"),
            ("[o Acme] ([o ACM]) fell.", "(ACM)"),
            ("[o Acme], based in [l Oslo], [l Norway], fell.", ", based in Oslo, Norway,"),
            ("[o Acme], which owns [o Beta], fell.", ", which owns Beta,"),
            ("[o Acme] -- once a bank -- fell.", "-- once a bank --"),
            ("[o Acme], and perhaps more, fell.", ""),
            ("[o Acme], it seems.", ""),
        ],
        |read| read.asides(),
    );
}

#[test]
fn modifiers_belong_to_the_name() {
    check(
        &[
            ("They met the Chinese video service [o Acme].", "the Chinese video service Acme"),
            ("[l Japan]'s [o Acme] fell.", "Japan's Acme"),
            ("The [l Oslo]-based bank [o Acme] fell.", "The Oslo|The Oslo-based bank Acme"),
            ("The Nordic book [r publisher] [o Acme] fell.", "The Nordic book publisher Acme"),
            ("The [r publisher] [p Ann Lee] fell.", ""),
            (
                "They met the butane and propane distributor [o Acme].",
                "the butane and propane distributor Acme",
            ),
            ("They met investors and carmaker [o Acme].", "carmaker Acme"),
            ("They hold shares in privately held [o Acme].", "privately held Acme"),
            ("They bought the newly formed [o Acme].", "the newly formed Acme"),
            ("They sold the acquired [o Acme].", "the acquired Acme"),
            ("[o Beta], which recently acquired [o Acme], fell.", ""),
            ("[o Beta] recently acquired [o Acme].", ""),
            ("They spoke of [o Acme].", ""),
            ("They saw its [o Acme].", ""),
            (
                "They bought several firms, including [o Acme] and [o Beta].",
                "several firms, including Acme and Beta",
            ),
            ("They bought [l Norway]'s shipping group [o Acme].", "Norway's shipping group Acme"),
            ("They bought the building firm <[o Acme]>.", "the building firm <Acme>"),
            ("They are buying [o Acme].", ""),
            ("The largest bank in [l Norway], [o Acme], fell.", "The largest bank in Norway, Acme"),
            (
                "They met a group of investors such as [o Acme].",
                "a group of investors such as Acme",
            ),
            ("They bought firms, including the bank [o Acme].", "firms, including the bank Acme"),
            ("They sold a firm, including [o Acme].", ""),
            ("They bought assets including [o Acme].", ""),
        ],
        |read| read.phrases(),
    );
}
