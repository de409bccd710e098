//! Status, negation and hedging of verb groups, and the words that say so.

use super::notation::check;

#[test]
fn modals_and_governing_verbs() {
    check(
        &[
            ("[o Acme] will buy [o Beta].", "Acme buy agreed"),
            ("[o Acme] may buy [o Beta].", "Acme buy planned"),
            ("[o Acme] agreed to buy [o Beta].", "Acme buy agreed"),
            ("[o Acme] plans to buy [o Beta].", "Acme buy planned"),
            ("[o Acme] would agree to buy [o Beta].", "Acme buy planned"),
            ("[o Acme] abandoned plans to buy [o Beta].", "Acme buy cancelled"),
            ("[o Acme] stopped buying [o Beta].", "Acme buy ended"),
            ("[o Acme] used to own [o Beta].", "Acme own ended"),
            ("[o Acme] once owned [o Beta].", "Acme own ended"),
            ("[o Acme] is set to buy [o Beta].", "Acme buy planned"),
            ("[o Acme] is to buy [o Beta].", "Acme buy agreed"),
            ("[o Acme] completed buying [o Beta].", "Acme buy"),
            ("[o Acme] is buying [o Beta].", "Acme buy agreed"),
            ("[o Acme] is now being bought by [o Beta].", "Acme buy passive agreed"),
            ("[o Acme] was supplying [o Beta].", "Acme supply"),
            ("[o Acme] has applied to buy [o Beta].", "Acme buy planned"),
            ("[o Acme] won approval to buy [o Beta].", "Acme buy agreed"),
            ("[o Acme] seeks approval to buy [o Beta].", "Acme buy planned"),
            ("[o Acme] refiled its request for approval to buy [o Beta].", "- buy planned"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn infinitives_behind_times_and_parties() {
    check(
        &[
            ("[o Acme] agreed on Monday to buy [o Beta].", "Acme agree; Acme buy agreed"),
            ("[o Acme] agreed with [o Coil] to buy [o Beta].", "Acme agree; Acme buy agreed"),
            (
                "[o Acme] agreed, subject to approval, to buy [o Beta].",
                "Acme agree; Acme buy agreed",
            ),
            ("[o Acme] signed an agreement in Oslo to buy [o Beta].", "Acme sign; Acme buy agreed"),
            ("[o Acme] announced plans for the year to buy [o Beta].", "Acme buy planned"),
            (
                "[o Acme] may agree with [o Coil] to buy [o Beta].",
                "Acme agree planned; Acme buy planned",
            ),
            ("[o Acme] discussed its agreement to buy [o Beta].", "Acme discuss; its buy agreed"),
            ("[o Acme] used the cash in Oslo to buy [o Beta].", "Acme use; Acme buy"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn clauses_of_time_and_condition() {
    check(
        &[
            ("When [o Acme] buys [o Beta], it will fall.", "Acme buy planned; - fall agreed"),
            (
                "[o Coil] may fall once [o Acme], a bank, buys [o Beta].",
                "Coil fall planned; Acme buy planned",
            ),
            (
                "If [o Acme] merges with [o Beta], it could fall.",
                "Acme merge planned; - fall planned",
            ),
            ("[o Coil] fell when [o Acme] bought [o Beta].", "Coil fall; Acme buy"),
            ("[o Coil] falls after [o Acme] buys [o Beta].", "Coil fall; Acme buy"),
            ("When [o Acme] owns [o Beta], it will fall.", "Acme own; - fall agreed"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn what_another_approves() {
    check(
        &[
            ("[o Coil] approved [o Acme] buying [o Beta].", "Coil approve; Acme buy agreed"),
            ("[o Acme] won approval of [o Coil] to buy [o Beta].", "Acme win; Acme buy agreed"),
            ("[o Acme] got consent from [o Coil] to buy [o Beta].", "Acme get; Acme buy agreed"),
            ("An offer from [o Acme] to buy [o Beta] fell.", "Acme buy planned; - fall"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn negation() {
    check(
        &[
            ("[o Acme] did not buy [o Beta].", "Acme buy negated"),
            ("[o Acme] agreed not to buy [o Beta].", "Acme buy planned negated"),
            ("[o Acme] has decided never to sell [o Beta].", "Acme sell planned negated"),
            ("[o Acme] made a decision not to sell [o Beta].", "Acme sell planned negated"),
            ("[o Acme] promised not to sell [o Beta].", "Acme sell planned negated"),
            ("[o Acme] has no plans to buy [o Beta].", "Acme buy planned negated"),
            ("[o Acme] never owned [o Beta].", "Acme own negated"),
            ("[o Acme] failed to buy [o Beta].", "Acme buy negated"),
            ("[o Acme] did not fail to buy [o Beta].", "Acme buy"),
            ("[o Acme] refused to buy [o Beta].", "Acme buy planned negated"),
            ("[o Acme] is not a unit of [o Beta].", "Acme be negated"),
            ("[o Acme] is unlikely to buy [o Beta].", "Acme buy planned negated"),
            ("[o Acme] cannot buy [o Beta].", "Acme buy planned negated"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn hedging() {
    check(
        &[
            ("[o Acme] reportedly owns [o Beta].", "Acme own hedged"),
            ("[o Acme] is believed to own [o Beta].", "Acme own hedged"),
            ("[o Acme] is said to have bought [o Beta].", "Acme buy hedged"),
            ("[o Acme] said it bought [o Beta].", "Acme say; it buy"),
            ("[o Acme] seems to own [o Beta].", "Acme own hedged"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn clauses_take_on_the_mood_of_what_governs_them() {
    check(
        &[
            ("[o Acme] denied that it would buy [o Beta].", "Acme deny; it buy planned negated"),
            ("[o Acme] denied that it bought [o Beta].", "Acme deny; it buy negated"),
            ("[o Acme] did not deny that it bought [o Beta].", "Acme deny negated; it buy planned"),
            ("[o Acme] denied it, and [o Beta] bought [o Coil].", "Acme deny; Beta buy"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn clauses_that_ask() {
    check(
        &[
            ("[o Acme] did not say whether it bought [o Beta].", "Acme say negated; it buy hedged"),
            (
                "[o Acme] would not say if it bought [o Beta].",
                "Acme say planned negated; it buy hedged",
            ),
            ("It is open whether [o Acme] will buy [o Beta].", "- open; Acme buy agreed hedged"),
            ("It looks as if [o Acme] owns [o Beta].", "- look; Acme own"),
            (
                "It is mulling whether to sell, and [o Acme] owns [o Beta].",
                "- mull; - sell planned; Acme own",
            ),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn a_base_form_stands_behind_to_and_do() {
    check(
        &[
            ("[o Acme] plans to found [o Beta].", "Acme found planned"),
            ("[o Acme] did not found [o Beta].", "Acme found negated"),
            ("[o Acme] has found [o Beta].", "Acme find"),
        ],
        |read| read.verbs(),
    );
}

#[test]
fn cues() {
    check(
        &[
            ("[o Acme] has not yet agreed to buy [o Beta].", "not|agreed"),
            ("[o Acme] reportedly plans to buy [o Beta].", "reportedly|plans"),
            ("[o Acme] no longer owns [o Beta].", "no longer"),
            ("[o Acme] owns [o Beta].", ""),
        ],
        |read| read.cues(),
    );
}
