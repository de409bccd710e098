//! Names of one thing, and names that must stay apart.

use super::notation::{check, document, gazetteer, linked};

#[test]
fn names_of_one_thing() {
    check(&[
        // spelling
        "[o Bytedance #1] and [o Huawei #2] grew. [o ByteDance #1] fell.",
        "[o Tik Tok #1] grew. [o TikTok #1] fell. [o Nestlé #2] met [o Nestle #2].",
        "[o Procter & Gamble #1] fell, as [o Procter and Gamble #1] feared.",
        // legal forms
        "[o Tencent Holdings Ltd #1] grew. [o Tencent Holdings #1] fell. [o Tencent #1] rose.",
        "[o Douyin Co., Ltd. #1] grew. [o Douyin Co., Ltd #1] fell.",
        "[o Acme Corp #1] merged. Later [o Acme Corporation #1] fell.",
        "[o Douyin Co., Ltd. #1] grew. [o Douyin Co. #1] fell. [o Douyin #1] rose.",
        // tails
        "[o Zhejiang Big Data Exchange Centre #1] opened. [o Zhejiang Big Data #1] grew.",
        "[o Henkel Chemicals #1] grew. [o Henkel #1] fell.",
        "[o Taft Broadcasting Co #1] said no. [o Taft #1] refused.",
        "[l Haidian District #1] is large. [l Haidian #1] is rich.",
        // acronyms
        "[o Australian Strategic Policy Institute #1] ([o ASPI #1]) warned. [o ASPI #1] is small.",
        "[o National Iranian Oil Company #1] pumped. [o NIOC #1] sold.",
        "[o Bank of New York #1] fell. [o BNY #1] rose. [o BONY #1] fell.",
        "The [o Network Technical Team/Coordination Centre of China #1] ([o CNTT/CC #1]) spoke.",
        "The [o Estonian Intelligence Service #1] ([o Luureamet #1]/[o LA #1]) warned.",
        "[o Petrolinas Mexanas #1] ([o Pemexa #1]) pumped. [o Pemexa #1] sold.",
        "<[o Arab Banking Corp #1]> ([o ABC #1]) said so.",
        // agencies
        "The [o Estonian Foreign Intelligence Service #1] spoke. The [o Foreign Intelligence Service #1] wrote.",
        "The [o U.S. Army #1] met. The [o Army #1] left.",
        "The [o Ministry of Commerce #1] met. The [o Commerce Ministry #1] left.",
        "The [o Central Cyberspace Affairs Commission #1] met. The [o Commission #1] left.",
        // name lists
        "The [o Chinese Communist Party #1] met. The [o CPC #1] left. The [l U.S. #2] and [l United States #2] met.",
        // persons
        "[p Shou Zi Chew #1] spoke. [p Chew #1] left.",
        "[p Xi Jinping #1] spoke. [p Xi #1] left.",
        "[p Michael Brown #1] spoke. Mr. [p Brown #1] left. [p M. Brown #1] returned.",
        "[p George W. Bush #1] spoke. [p George Bush #1] left.",
        "[p Carlos Slim Helu #1] spoke. [p Slim #1] left.",
        "[p Elon Musk #1] spoke. [p Elon #1] left.",
        "[p Ursula von der Leyen #1] spoke. [p von der Leyen #1] left.",
    ]);
}

#[test]
fn names_that_stay_apart() {
    check(&[
        "[o Douyin Co., Ltd. #1] owns [o Beijing Douyin Information Service Co., Ltd. #2].",
        "[o Occidental Petroleum Corp #1] has [o Occidental Chemical Corp #2].",
        "[o Occidental Petroleum Corp #1] owns [o Occidental Chemical Corp #2]. [o Occidental #1] rose.",
        "[o Corning Glass Works #1]' unit [o Corning International Corp #2] rose. [o Corning #1] fell.",
        "[o Acme Inc #1] sued [o Acme Ltd #2] twice.",
        "[o Ford #1] and [o Ford Credit #2] rose.",
        "[o Toyota #1] rose. [o Toyota Japan #2] fell.",
        "[o Deutsche Bank #1] rose. [o Deutsche Bank Securities #2] fell.",
        "[o General Motors #1] met [o General Electric #2].",
        "[p Michael Brown #1] met [p Anna Brown #2].",
        "[p Michael Brown #1] met [p Anna Brown #2]. [p Brown #3] left.",
        "[p Porsche #1] left [o Porsche #2].",
        "[l Washington #1] met [o Washington #2].",
        "[o TikTok #1] and [o Douyin #2] are two apps.",
        "[o Bank of China #1] and [o Bank of Japan #2] met.",
        "[o Oriental Paper Co #1] met [o Ocean Power Corp #2] twice. [o OPC #3] rose.",
        "[l Georgia #1] and [l South Georgia #2] are far apart.",
        "[p Michael Brown #1] met [p Carlos Brown #2], not [p M. Green #3].",
        "[o American Airlines #1] met [o American Express #2].",
        "[l Orange County #1] sued [l Orange #2].",
        "[o Samsung Electronics #1] sued [o Samsung Life #2].",
        "[o University of Peking #1] met [o University of Hangzhou #2].",
    ]);
}

#[test]
fn the_fullest_name_and_its_identifiers() {
    let (found, text) = linked(
        "[o TENCENT #1] sues\n\n[o Tencent #1] sued [o Acme #2]. [o Tencent Holdings Ltd #1] said so in [l China #3].",
    );
    let names = |e| found.aliases_of(e).iter().map(|a| a.name(&text)).collect::<Vec<_>>().join("|");
    let names: Vec<_> = found.all.iter().map(names).collect();
    assert_eq!(names, ["Tencent Holdings Ltd|TENCENT", "Acme", "China"]);
    let ids = found.ids_of(&found.all[2], &document(&text), &gazetteer());
    assert_eq!(ids, [("wikidata".to_owned(), "Q148".to_owned())]);
    assert_eq!(found.mentions_of(&found.all[0]).len(), 3);
    let reasons: Vec<_> = found.links.iter().flatten().map(|l| l.reason).collect();
    assert_eq!(reasons, ["first", "spelling", "first", "short name", "first"]);
}

#[test]
fn a_name_that_is_a_word_gets_no_identifier() {
    let (found, text) = linked("[o Target #1] rose.");
    let (document, gazetteer) = (document(&text), gazetteer());
    assert!(found.ids_of(&found.all[0], &document, &gazetteer).is_empty());
    let mut listed = Vec::new();
    gazetteer.walk(&document, 0, &mut listed);
    assert_eq!(listed.len(), 1);
}

#[test]
fn identifiers_need_an_article_that_agrees() {
    let known = [("wikidata".to_owned(), "Q246".to_owned())];
    for (marked, agrees) in [
        ("[o Volkswagen #1] rose.", true),
        ("The German carmaker [o Volkswagen #1] rose.", true),
        ("[o Volkswagen #1], a German carmaker, rose.", true),
        ("The Estonian bakery [o Volkswagen #1] rose.", false),
        ("[o Volkswagen #1], an Estonian bakery, rose.", false),
        ("[o Volkswagen #1] rose. The Estonian bakery [o Volkswagen #1] has two shops.", false),
        ("[o Volkswagen #1] rose in Chinese markets. Chinese cars fell.", true),
        ("[p Volkswagen #1] rose.", false),
        ("[l Volkswagen #1] rose.", false),
    ] {
        let (found, text) = linked(marked);
        let ids = found.ids_of(&found.all[0], &document(&text), &gazetteer());
        assert_eq!(ids, if agrees { &known[..] } else { &[] }, "{marked}");
    }
}
