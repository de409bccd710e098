//! Descriptions that stand for something named, and those that stand for nothing.

use super::notation::{check, linked};

#[test]
fn descriptions_of_something_named() {
    check(&[
        "[o Jamesway Corp #1] said [x Monday #0] sales rose. {The company #1} said the dividend rose.",
        "[o Acme Corp #1] sold shops. {The company #1} is based in [l Peking #2].",
        "[o Douyin Co., Ltd. #1] owns [o Beijing Douyin Service Co., Ltd. #2], {which #2} is large. {This subsidiary #2} is small.",
        "[o Volkswagen #1] met [o Geely #2]. {The Chinese company #2} rose.",
        "[o Geely #1] met [o Volkswagen #2]. {The German carmaker #2} rose.",
        "[o Volkswagen #1] met [o Deutsche Bank #2]. {The bank #2} lent money.",
        "[o Acme Corp #1], a brewer, met [o Beta Corp #2]. {The brewer #1} rose.",
        "The [o Ministry of Commerce #1] wrote to [o Acme Corp #2]. {The ministry #1} wants data.",
        "[l China #1] banned [o Acme Corp #2]. {The country #1} fears the spies.",
        "[o Acme Corp #1] was bought by the state. Workers of {the company #1} left.",
        "The owner of [o Acme Corp #1], fund manager [o Beta Corp #2], has {the company #1} under review.",
        "[o Norland Bank #1] rose. The [o Polar Crimes Commission #2] met. [p Ann Lee #3] runs {the bank #1}.",
        "[o Acme Corp #1], a battery recycler in [l Peking #2], fell. [o Beta Corp #3] rose. Rain fell. Snow fell. Two people close to {the recycler #1} left.",
        "[o Acme Corp #1] of [l Peking #2] met [o Beta Corp #3]. The [l Peking #2]-based {company #1} fell.",
        "[o Beta Corp #1] met officials. The [o Polar Crimes Commission #2] met [o Acme Corp #3] of [l Peking #4]. Shares of the [l Peking #4]-based {company #3} fell.",
        "The [o Australian Strategic Policy Institute #1] wrote about [o Acme Corp #2]. {The think tank #1} warned.",
        "[o Acme Corp #1] met [o Norland Bank #2]. {The carmaker #1} rose.",
        "[o Beta Kaufhaus #1] met [o Alfa Acme #2]. Rain fell. [o Alfa Acme #2] rose. {The German retailer #1} fell.",
        "The board met [o Sahel Commodities #1]. {The trader #1} fell.",
        "[o Acme Dairies #1] met [o Beta Corp #2]. {The China dairy #1} rose.",
        "[o Beta Corp #1] rose. [o Acme Corp #2] said {it #2} bought shares to gain an \"equity position\" in {the company #1}.",
        "[o Acme Corp #1] met [o Beta Corp #2]. [o Beta Corp #2] fell. {The company #1} said [o Beta Corp #2] would rise.",
        "[o Acme Corp #1] said {it #1} sold a unit. {The company #1} rose.",
        "In a letter to the [o Polar Crimes Commission #1], the group objected. {The commission #1} met.",
        "[o Acme Corp #1] agreed to sell shops to [o Beta SpA #2]. [o Coil SpA #3] rose. {The seller #1} needs cash. {The buyer #2} has shops.",
        "[o Acme Corp #1] agreed to buy [o Beta Corp #2]. The deal values {the company #2} at 9 mln dlrs.",
        "[p Ann Lee #1], a property developer, said {she #1} sold shares of [o Acme Corp #2] to {the company #2}.",
        "[o Acme Corp #1] said {it #1} will buy part of [o Beta Corp #2], a drinks company. {The company #1} said talks were short.",
        "[o Beta Corp #1] rose. [o Acme Corp #2] bought 9 percent of {the company #1}'s stock.",
        "[o Acme Corp #1] is a unit of [o Beta Corp #2]. {The parent company #2} fell. {The parent #2} rose.",
        "[o Beta Corp #1] fell. A spokesman for [o Acme Corp #2] said {the company #2} had no view.",
        "[o Beta Corp #1] rose. [o Deutsche Bank #2] fell. [l Germany #3]'s second-largest {bank #2} cut jobs.",
    ]);
}

#[test]
fn descriptions_of_nothing_named() {
    check(&[
        "[o Acme Corp #1] met [o Beta Corp #2] in [l Peking #3]. Workers of {the bank #0} left.",
        "[o Acme Corp #1] rose. A company fell.",
        "[o Acme Corp #1] rose. {The other company #0} fell.",
        "[o Acme Corp #1] rose. {The company #0} of the year fell.",
        "[o Acme Corp #1] rose. {The company #0} [o Beta #2] fell.",
        "The owner of [o Acme Corp #1], fund manager [o Beta Corp #2], has {the bank #0} under review.",
        "In [o Acme Corp #1] and [o Beta Corp #2] nobody knew {the company #0}.",
        "[o Acme Corp #1] sued {the company #0}.",
        "[o Acme Corp #1] rose. {The Redstone group #0} sold shares.",
        "[o Acme Motors #1] rose. {The bank group #0} left.",
        "[l London #1] rose. {The share capital #0} fell.",
        "[o Polar Advisory Committee #1] met. {The special committee #0} rose.",
        "[l China #1] is {the main supplier #0}. [o Acme Corp #2] fell.",
        "[o Acme Corp #1] sold shops. {The buyer #0} was not named. {The owner #0} of a shop left.",
        "[o Acme Corp #1] bought a shop. [o Beta Corp #2] bought a shop. {The buyer #0} rose.",
        "[o Volkswagen #1] rose. {The Chinese company #0} fell.",
        "The [o Polar Crimes Commission #1] met. {The company #0} fell.",
        "[p Michael Brown #1] left. {The company #0} fell.",
        "The [o Communist Party of China #1] met. {The company #0} fell.",
        "A group of investors met [o Acme Corp #1]. {The group #0} sold shares of [o Acme Corp #1].",
        "[o Acme Corp #1] rose. Shares went to {the brewing firm #0}, [o Beta Corp #2], in March.",
        "[o Acme Corp #1] rose. The [p Edelman #2] {group #0} fell.",
        "[l Japan #1]-registered [o Acme Corp #2] met officials of [l China #3]. Rain fell in {the country #0}.",
        "{The company #0} fell. [o Acme Corp #1] rose.",
        "[o Acme Corp #1] rose. {The combined company #0} fell.",
        "[o Acme Corp #1] bought [o Beta Corp #2]. {The carmaker #0} rose.",
        "[o Norland Bank #1] rose. {The carmaker #0} fell.",
        "[o Acme Corp #1] rose. Workers of {the carmaker #0} in the north met {the carmaker #0}.",
        "[o Acme Corp #1] rose. The statement did not name {the company #0}.",
        "[o Acme Corp #1], [o Beta Corp #2] and [o Coil Corp #3] rose. {The two companies #0} fell.",
        "[o Acme Corp #1] rose. {The two companies #0} fell. {Both companies #0} fell.",
        "The [o Ministry of Commerce #1] met [o Acme Corp #2]. {The two companies #0} fell.",
    ]);
}

#[test]
fn descriptions_of_several() {
    for (marked, several) in [
        (
            "[o Acme Corp #1] met [o Beta Corp #2]. {The two companies #1} fell.",
            "The two companies",
        ),
        (
            "[o Acme Corp #1] and [o Beta Corp #2] met [o Coil Corp #3]. {Both firms #1} fell.",
            "Both firms",
        ),
        ("[o Acme Corp #1] and [o Beta Corp #2] rose. {The companies #1} fell.", "The companies"),
        ("[o Acme Corp #1] and [o Beta Corp #2] said on Monday {they #1} fell.", "they"),
        ("[o Acme Corp #1] and [o Beta Corp #2] sold {their #1} cars.", "their"),
        (
            "The [o Polar Crimes Commission #3] met [o Acme Corp #1] and [o Beta Corp #2]. {The two companies #1} fell.",
            "The two companies",
        ),
    ] {
        check(&[marked]);
        let (found, text) = linked(marked);
        let (id, _) = found
            .mentions
            .iter()
            .find(|(_, m)| m.span.of(&text) == several)
            .expect("what stands for several is a mention");
        let mut names: Vec<_> = found
            .others_of(id)
            .chain(found.links[id.0 as usize].map(|l| l.entity))
            .filter_map(|e| found.name_of(found.get(e)?, &text))
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["Acme Corp", "Beta Corp"], "{marked}");
        for entity in found.others_of(id) {
            let entity = found.get(entity).expect("an entity");
            assert!(found.mentions_of(entity).contains(&id), "{marked}");
        }
    }
}
