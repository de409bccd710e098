//! The subject of each verb group.

use super::notation::check;

#[test]
fn subjects_near_and_far() {
    check(
        &[
            ("[o Acme] of [l Oslo] bought [o Beta].", "Acme buy"),
            ("[o Acme], a maker of cars, bought [o Beta].", "Acme buy"),
            ("[o Acme] ([o ACM]) bought [o Beta].", "Acme buy"),
            ("[o Acme] bought [o Beta] and sold [o Coil].", "Acme buy; Acme sell"),
            ("[o Acme], which owns [o Beta], sold [o Coil].", "which own; Acme sell"),
            ("[p Ann Lee], chairman of [o Acme], owns [o Beta].", "Ann Lee own"),
            ("In [d May] [o Acme] bought [o Beta].", "Acme buy"),
            ("[o Acme] in [d May] bought [o Beta].", "Acme buy"),
            ("After buying [o Acme], [o Beta] fell.", "- buy; Beta fall"),
            ("[o Acme], [o Beta] and [o Coil] merged.", "Acme, Beta and Coil merge"),
            ("[o Acme] and other firms bought [o Beta].", "Acme buy"),
            ("[o Beta], acquired by [o Acme], fell.", "Beta acquire passive; Beta fall"),
            (
                "[o Acme], an old [l Oslo] shipping firm owned by [o Beta], fell.",
                "Acme own passive; Acme fall",
            ),
            ("[o Acme], a firm [% wholly] owned by [o Beta], fell.", "Acme own passive; Acme fall"),
            ("[o Acme], a firm owned [% 25 pct] by [o Beta], fell.", "Acme own passive; Acme fall"),
            (
                "Two banks, including [o Acme] and [o Beta], sued [o Coil].",
                "- include; Acme and Beta sue",
            ),
            ("Investors including [o Acme] bought [o Coil].", "- include; Acme buy"),
            ("The assets, including [o Acme], fell.", "- include; - fall"),
            ("[o Acme] and [o Beta] said they will merge.", "Acme and Beta say; they merge agreed"),
            (
                "[o Acme], a big, old maker of pumps owned by [o Beta], fell.",
                "Acme own passive; Acme fall",
            ),
            ("[o Acme] ordered [o Beta] to sell [o Coil].", "Acme order; Beta sell planned"),
            ("[o Acme] used [o Beta] in [l Oslo] to sell [o Coil].", "Acme use; Acme sell"),
            (
                "[o Acme], an [l Oslo] car [r producer] that owns [o Beta], fell.",
                "Acme own; Acme fall",
            ),
            ("[o Acme] is a bank that owns [o Beta].", "Acme be; Acme own"),
            ("[o Acme] ([o ACM]), a bank which owns [o Beta], fell.", "Acme own; Acme fall"),
            ("[o Acme]'s <[o ACM]> unit [o Beta] fell.", "Beta fall"),
            ("[o Acme Corp] <[o ACM]> fell.", "Acme Corp fall"),
            ("[o Acme]'s supervisory board agreed to buy [o Beta].", "Acme buy agreed"),
            ("[o Acme] said its board voted.", "Acme say; its vote"),
            ("[o Acme]'s [r directors] agreed to buy [o Beta].", "Acme buy agreed"),
            ("[o Acme], a firm of [p Ann Lee], said that it bought [o Beta].", "Acme say; it buy"),
            ("[o Acme], [% 46 pct] owned by [o Beta], fell.", "Acme own passive; Acme fall"),
            (
                "[p Ann Lee] met [o Acme] <ACM>, owned by [o Beta].",
                "Ann Lee meet; Acme own passive",
            ),
            ("[o Acme]'s [d May] early offer to buy [o Beta] was late.", "Acme buy planned; - be"),
            ("The court barred [o Acme] from buying [o Beta].", "- bar; Acme buy cancelled"),
            ("It may bar [o Acme] from buying [o Beta].", "- bar planned; Acme buy planned"),
            ("A decision by [o Acme] to sell [o Beta].", "Acme sell planned"),
            ("An offer from [o Acme] to buy [o Beta].", "Acme buy planned"),
            ("[p Ann Lee], former [r head] of [o Acme] who runs [o Beta].", "Ann Lee run"),
            (
                "[o Acme] extended its previously announced offer to buy [o Beta].",
                "Acme extend; its buy planned",
            ),
            ("The purchase brings [o Acme] luck.", "- bring"),
            ("[o Acme] will remain a bank.", "Acme remain"),
            (
                "[o Acme] plans to raise cash to buy [o Beta].",
                "Acme raise planned; Acme buy planned",
            ),
            ("[o Acme]'s plan to buy [o Beta] failed.", "Acme buy planned; - fail"),
            ("[o Acme] owns [o Beta], said [p Ann Lee].", "Acme own; Ann Lee say"),
            ("[o Acme] fell, said chief strategist [p Ann Lee].", "Acme fall; Ann Lee say"),
            ("[o Acme] fell, said it was ill.", "Acme fall; Acme say; it be"),
            ("[o Acme] announced a deal, buying [o Beta].", "Acme announce; Acme buy"),
            ("In [d May], [o Acme], a bank, bought [o Beta].", "Acme buy"),
            ("Earlier, [p Ann Lee], head of [o Acme], left.", "Ann Lee leave"),
            ("[o Acme Oyj] [o HEL]: [o ACM] bought [o Beta].", "Acme Oyj buy"),
            ("[o Acme] to buy [o Beta].", "Acme buy agreed"),
            ("It fell on news of [o Acme] buying [o Beta].", "- fall; Acme buy"),
            ("It is listed, with [o Acme] owning [o Beta].", "- list passive; Acme own"),
            ("[o Acme] in talks to buy [o Beta].", "Acme buy planned"),
            ("It made way for [o Acme] to buy [o Beta].", "- make; Acme buy planned"),
            (
                "[o Acme] is a firm founded and run by [p Ann Lee].",
                "Acme be; Acme found passive; Acme run passive",
            ),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn no_subject_where_syntax_shows_none() {
    check(
        &[
            ("Workers at [o Acme] left.", "- leave"),
            ("The chairman of [o Acme] bought [o Beta].", "- buy"),
            ("[o Acme] met a bank that owns [o Beta].", "Acme meet; - own"),
            ("[o Acme] met a firm owned by [o Beta].", "Acme meet; - own passive"),
            ("[o Acme], head of a firm owned by [o Beta], fell.", "- own passive; Acme fall"),
            ("[o Acme]'s rival bought [o Beta].", "- buy"),
            (
                "[o Acme] formed a venture with [o Beta], to be called [o Coil].",
                "Acme form; - call passive",
            ),
            ("[o Acme] bought a firm to be owned by [o Beta].", "Acme buy; - own passive"),
        ],
        |read| read.verbs(),
    );
}
