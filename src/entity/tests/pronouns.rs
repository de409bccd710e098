//! Pronouns that stand for something named, and those that stand for nothing.

use super::notation::check;

#[test]
fn pronouns_for_something_named() {
    check(&[
        "[o Fiat SpA #1] said {it #1} sold {its #1} stake in [o Ford #2].",
        "[o Jamesway Corp #1] said sales rose. {The company #1} said {it #1} expects more. {It #1} said profit rose.",
        "[o Henkel KGaA #1] of [l Dusseldorf #2], [l West Germany #3], said {it #1} has bought [o Acme Corp #4].",
        "[p Karel Konings #1] said {it #1} sold [o Ford #2].",
        "<[o Acme Corp #1]>, a unit of [o Beta Corp #2], said {it #1} will sell [o Gamma Corp #3].",
        "[o Acme Corp #1] <ACM> said {it #1} agreed to buy [o Beta Corp #2].",
        "[o Acme Corp #1] bought [o Beta Corp #2] in 2005. {It #1} paid cash.",
        "[o Acme Corp #1] fell when [l Iceland #2] changed {its #2} law.",
        "[l Portugal #1] will sell [o Acme Corp #2] by May, {its #1} finance minister said.",
        "[o Acme Corp #1] said {it #1} would combine [o Beta Corp #2] with {its #1} own shops.",
        "[o Beta Corp #1] is owned by [o Acme Corp #2]. {It #1} makes cars.",
        "[o Acme Corp #1], a unit of [o Beta Corp #2], said {it #1} will sell [o Gamma Corp #3].",
        "[p Michael Brown #1] left [o Acme Corp #2]. {He #1} had led {its #2} board.",
        "[p Michael Brown #1] met [p Anna Green #2]. {She #2} left. {He #1} stayed.",
        "[p Anna Green #1] sold {her #1} shares.",
        "[o Acme Corp #1], {which #1} owns [o Beta Corp #2], rose.",
        "[o Douyin Co., Ltd. #1] owns [o Beijing Douyin Service Co., Ltd. #2], {which #2} has workers.",
        "[p Michael Brown #1], {who #1} runs [o Acme Corp #2], left.",
        "[p Michael Brown #1], chairman of [o Acme Corp #2], {who #1} owns [o Beta Corp #3], left.",
        "[o Acme Corp #1], {whose #1} shares rose, met [o Beta Corp #2].",
        "[o Chinese Communist Party #1] ([o CCP #1]), {which #1} rules [l China #2], met.",
        "[o Acme Corp #1], of {which #1} [o Beta Corp #2] owns half, rose.",
        "[p Michael Brown #1] sold [o Acme Corp #2]. {His #1} lawyer said {he #1} was ill.",
        "[o Acme Corp #1] rose. {Its #1} insurer, [o Beta Corp #2], said {it #2} would pay.",
        "[o Acme Corp #1] rose. [o Beta Corp #2] makes cars; {its #2} lawyer spoke.",
        "[o Acme Corp #1] said sales rose. [o Beta Corp #2] fell. Output is steady, {it #1} said.",
        "[o Acme Corp #1] told the [o Securities Commission #2] {it #1} raised {its #1} stake in [o Beta Corp #3].",
        "[o Acme Corp #1] said [o Beta Corp #2] granted {it #1} a licence.",
        "[o Acme Corp #1] met [o Beta Corp #2]. [o Beta Corp #2] fell. {It #1} said [o Beta Corp #2] would rise.",
        "[o Acme Corp #1] said {its #1} [o Beta Corp #2] subsidiary sold {its #2} shares.",
        "[o Acme Corp #1] rose. [o Beta Corp #2] sold {its #2} stake in [o Coil Corp #3].",
        "[o Acme Corp #1] rose. A report cited [o Beta Corp #2]'s plans to expand {its #2} network.",
        "[o Acme Corp #1] said the board raised {its #1} dividend.",
        "[o Acme Corp #1] fell. The agency cut the debt of [o Beta Corp #2] and {its #2} unit [o Coil Corp #3].",
        "[o Acme Corp #1] agreed to buy [o Beta Corp #2] in a deal that values {it #2} at 9 mln dlrs.",
    ]);
}

#[test]
fn pronouns_for_nothing_named() {
    check(&[
        "[o Acme Corp #1] rose. {It #0} is expected that prices fall.",
        "[o Acme Corp #1] rose. {It #0} was not clear who won.",
        "[o Acme Corp #1] rose. {It #0} makes no sense to sell.",
        "[o Acme Corp #1] rose. {It #0} was going to be easy.",
        "[o Acme Corp #1] rose. {It #0} seems that prices fall.",
        "[o Acme Corp #1] rose. {It #0} is likely to rain.",
        "The deal will cost [o Acme Corp #1] cash. {It #0} will close soon.",
        "[p Michael Brown #1] left. {It #0} fell. {She #0} stayed.",
        "[o Acme Corp #1] rose. {He #0} left.",
        "[p Michael Brown #1] said {it #0} rained.",
        "{It #0} rose. [o Acme Corp #1] fell.",
        "[p Anna Green #1] and [p Mary Brown #2] met. {She #0} left.",
        "A spokesman for [o Acme Corp #1] met [p Michael Brown #2].",
        "[o Acme Corp #1] rose. The dollar fell, which {it #0} did not.",
        "[o Acme Corp #1] rose. We left, and they stayed with us.",
        "[o Acme Corp #1] sued {it #0}.",
        "A group of banks told [o Acme Corp #1] {it #0} raised {its #0} offer.",
        "In talks with [o Acme Corp #1] and [o Beta Corp #2], {it #0} fell.",
        "The final [o Acme Corp #1] 717 was sold. {It #0} marked the end of {its #0} kind.",
        "Banks which met [o Acme Corp #1] lost.",
        "[o Acme Corp #1] and [o Beta Corp #2] said workers feared {they #0} would fall.",
    ]);
}
