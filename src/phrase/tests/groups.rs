//! Which words make a verb group, and in which voice.

use super::notation::check;

#[test]
fn words_of_a_group() {
    check(
        &[
            ("[o Acme] has not yet agreed to buy [o Beta].", "has not yet agreed to buy"),
            (
                "[o Acme] signed a letter of intent to buy [o Beta].",
                "signed a letter of intent to buy",
            ),
            ("[o Acme] is in talks to sell [o Beta].", "is in talks to sell"),
            ("[o Acme] will have been sold by [d May].", "will have been sold"),
            ("[o Acme] is no longer owned by [o Beta].", "is no longer owned"),
            ("[o Acme] denied buying [o Beta].", "denied buying"),
            ("[o Acme] and [o Coil] will each own half of [o Beta].", "will each own"),
            ("[o Acme] and [o Coil] have both agreed to buy [o Beta].", "have both agreed to buy"),
            ("[o Acme] plans to buy all shares of [o Beta].", "plans to buy"),
            ("[o Acme]'s plans to grow cost [o Beta] much.", "to grow|cost"),
            ("The plans of [o Acme] cost [o Beta] much.", "cost"),
            ("A proposed sale of [o Acme] cost [o Beta] much.", "cost"),
            ("[o Acme] bought state-owned [o Beta].", "bought"),
        ],
        |read| read.groups(),
    );
}

#[test]
fn voices() {
    check(
        &[
            ("[o Acme] acquired [o Beta].", "Acme acquire"),
            ("[o Acme] was acquired by [o Beta].", "Acme acquire passive"),
            ("[o Acme], acquired by [o Beta], fell.", "Acme acquire passive; Acme fall"),
            (
                "[o Acme], acquired in [d 2003] by [o Beta], fell.",
                "Acme acquire passive; Acme fall",
            ),
            (
                "[o Acme], bought [d last year] by the group [o Beta], fell.",
                "Acme buy passive; Acme fall",
            ),
            ("[o Acme] grew in [d 2003] by half.", "Acme grow"),
            ("[o Acme] has been acquired.", "Acme acquire passive"),
            ("[o Acme] has acquired [o Beta].", "Acme acquire"),
            ("[o Acme] is acquiring [o Beta].", "Acme acquire agreed"),
            ("[o Acme] was raised by [% 5 percent].", "Acme raise passive"),
            ("[o Acme] raised [o Beta] by [% 5 percent].", "Acme raise"),
        ],
        |read| read.verbs(),
    );
}
