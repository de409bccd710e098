//! Explanations hold to their schemas, and why-not names the true cause of what is not found.

use std::path::Path;

use serde_json::Value;
use stakeout::article::Article;
use stakeout::correct::Corrections;
use stakeout::explain::{Answer, Cause, Claim, Patch, explain, why_not};
use stakeout::extract::Extractor;
use stakeout::gazetteer::tsv;
use stakeout::lexicon::Lexicon;
use stakeout::phrase::Phrases;
use stakeout::rule::{Bench, RuleId, RuleSet, Side};

fn validator(kind: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{kind}.schema.json"));
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let schema = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is sound")
}

fn holds_to(kind: &str, value: &impl serde::Serialize) -> Value {
    let value = serde_json::to_value(value).expect("JSON");
    let faults: Vec<String> = validator(kind).iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}\n{value}");
    value
}

fn article(text: &str) -> Article {
    Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() }
}

#[test]
fn an_explanation_shows_what_found_what() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let text = "Tindefjord ASA reportedly agreed to buy 12 percent of Bronn Energy AG. It sued Petrel Lines plc.";
    let value = holds_to("explanation", &explain(&extractor, &article(text)));
    let first = &value["sentences"][0];
    assert_eq!(first["units"][1]["verb"]["lemma"], "buy");
    assert_eq!(first["units"][1]["verb"]["cues"], serde_json::json!(["reportedly", "agreed"]));
    let name = &first["mentions"][0];
    let evidence = name["evidence"].as_array().expect("evidence").iter();
    let sum: f64 = evidence.filter_map(|e| e["weight"].as_f64()).sum();
    // The weights of the name itself, against what leaving its words outside weighs.
    assert!(sum > 0.0 && name["score"].as_f64() > name["runner_up"]["score"].as_f64(), "{name}");
    let bought = &first["relations"][0];
    assert_eq!((&bought["status"], &bought["hedged"]), (&"agreed".into(), &true.into()));
    let steps = bought["steps"].as_array().expect("steps").iter();
    let texts: Vec<&str> = steps.filter_map(|s| s["text"].as_str()).collect();
    assert_eq!(texts.first(), Some(&"Tindefjord ASA"));
    assert_eq!(texts.last(), Some(&"Bronn Energy AG"));
    let second = &value["sentences"][1];
    assert_eq!(second["mentions"][0]["link"]["antecedent"], "Tindefjord ASA");
    let parts = second["relations"][0]["confidence_from"].as_array().expect("parts").iter();
    let sum: f64 = parts.filter_map(|p| p["weight"].as_f64()).sum();
    let confidence = second["relations"][0]["confidence"].as_f64().expect("a number");
    assert!((1.0 / (1.0 + (-sum).exp()) - confidence).abs() < 0.01);
}

fn ask(extractor: &Extractor, claim: &str, text: &str) -> Answer {
    let rebuild = |patch: &Patch| {
        let builder = Extractor::builder();
        let builder = match patch {
            Patch::Gazetteer(text) => builder.gazetteer("patch", tsv::parse(text).0),
            Patch::Rules(text) => builder.rules("patch.toml", text),
            Patch::Corrections(text) => {
                builder.corrections(Corrections::parse("patch.toml", text).ok()?)
            }
        };
        builder.build().ok()
    };
    let claim = Claim::parse(claim).unwrap_or_else(|e| panic!("{claim}: {e}"));
    why_not(extractor, &article(text), &claim, &rebuild).unwrap_or_else(|e| panic!("{e}"))
}

/// Claim, text, cause, a part of the message, and whether the suggestion mends it.
type Case = (&'static str, &'static str, Cause, &'static str, Option<bool>);

const CASES: &[Case] = &[
    (
        "owns(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA owns 12 percent of Bronn Energy AG.",
        Cause::Found,
        "found",
        None,
    ),
    (
        "ownz(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA owns Bronn Energy AG.",
        Cause::UnknownRelation,
        "did you mean owns?",
        None,
    ),
    (
        "owns(Tindefjord ASA, Coil Corp)",
        "Tindefjord ASA owns Bronn Energy AG.",
        Cause::NotInText,
        "nowhere says `Coil Corp`",
        None,
    ),
    (
        "owns(tindefjord, Bronn Energy AG)",
        "The firm tindefjord owns Bronn Energy AG.",
        Cause::NameNotFound,
        "`tindefjord` was read as no name",
        Some(true),
    ),
    (
        "owns(Bronn, Petrel Lines plc)",
        "The shares of Bronn Energy AG rose. Bronn Energy AG owns Petrel Lines plc.",
        Cause::Found,
        "found",
        None,
    ),
    (
        "owns(Bronn, Petrel Lines plc)",
        "The shares of Bronn Holdings AG rose. Bronn Holdings AG eyes Petrel Lines plc.",
        Cause::NoRule,
        "between them stands `eyes`",
        Some(true),
    ),
    (
        "has_role(Lee, Bronn Energy AG)",
        "Ann Lee is chairman of Bronn Energy AG.",
        Cause::Found,
        "found",
        None,
    ),
    (
        "acquires(Bronn’s, Petrel Lines plc)",
        "Many say that bronn’s plan is to buy Petrel Lines plc.",
        Cause::NameNotFound,
        "`Bronn` was read as no name",
        None,
    ),
    (
        "based_in(Polar Pump Company, Bergen)",
        "Ann Lee led the Polar Pump Company, now known as Norvane Industries, based in Bergen.",
        Cause::LinkMissing,
        "`Norvane Industries` was not linked to `Polar Pump Company`, though",
        Some(true),
    ),
    (
        "investigates(European Commission, Ann Lee)",
        "Ann Lee left. Bronn Energy AG and its chief executive are being investigated by the European Commission.",
        Cause::LinkMissing,
        "`its chief executive` was not linked to `Ann Lee`",
        None,
    ),
    (
        "supplies(Bronn Energy AG, Petrel Lines plc)",
        "If you wanted to buy pumps you had to buy them from Bronn Energy AG or Petrel Lines plc.",
        Cause::NoRule,
        "",
        None,
    ),
    (
        "acquires(Fairbanks, Petrel Lines plc)",
        "Fairbanks Financial agreed to buy Petrel Lines plc.",
        Cause::Found,
        "found",
        None,
    ),
    (
        "has_role(Ann Lee, Dome Petroleum Ltd)",
        "Dome Petroleum Ltd holds shares of gold producer Dome Mines Ltd. Recalling remarks made last year by chairman Ann Lee, Bo Ek said the company is considering a sale of its stake in Dome Mines.",
        Cause::RuleStopped,
        "without `Dome Mines` it matches",
        None,
    ),
    (
        "listed_on(Bronn Energy AG, Oslo Stock Exchange)",
        "1999: Bronn Energy AG becomes listed on the Oslo Stock Exchange.",
        Cause::RuleStopped,
        "it wants [listed] (organization) and finds the verb group `becomes`",
        Some(true),
    ),
    (
        "based_in(Bronn Energy AG, Bergen)",
        "Bronn Energy AG makes pumps long based in Bergen.",
        Cause::RuleStopped,
        "it wants [based] (organization) and finds",
        None,
    ),
    (
        "has_role(Monday, Bronn Energy AG)",
        "Bronn Energy AG named a new chairman on Monday.",
        Cause::WrongType,
        "`Monday` was read as a date",
        None,
    ),
    (
        "acquires(Oslo, Bronn Energy AG)",
        "Officials in Oslo bought Bronn Energy AG.",
        Cause::WrongType,
        "`Oslo` was read as a place",
        None,
    ),
    (
        "sues(Bronn Energy AG, Bronn Energy)",
        "Bronn Energy AG grew. Bronn Energy was sued.",
        Cause::OneEntity,
        "one entity",
        None,
    ),
    (
        "owns(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA grew last year. Shares of Bronn Energy AG fell.",
        Cause::Apart,
        "no sentence speaks of both",
        None,
    ),
    (
        "acquires(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA grew. Some days later they bought Bronn Energy AG.",
        Cause::LinkMissing,
        "was not linked to `Tindefjord ASA`",
        None,
    ),
    (
        "acquires(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA snapped its fingers at Bronn Energy AG.",
        Cause::NoRule,
        "between them stands `snapped its fingers at`",
        Some(true),
    ),
    (
        "acquires(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA gobbled up Bronn Energy AG.",
        Cause::NoRule,
        "gobbled up",
        Some(true),
    ),
    (
        "acquires(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA bought ships built by Bronn Energy AG.",
        Cause::RuleStopped,
        "finds `ships`",
        Some(true),
    ),
    (
        "owns(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA relishes 12 percent of Bronn Energy AG.",
        Cause::RuleStopped,
        "finds `relishes`",
        Some(true),
    ),
    (
        "sues(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA was sued over Bronn Energy AG.",
        Cause::RuleStopped,
        "",
        None,
    ),
    (
        "acquires(Petrel Lines plc, Bronn Energy AG)",
        "Petrel Lines plc said that Tindefjord ASA bought Bronn Energy AG.",
        Cause::OtherEnds,
        "buyer is `Tindefjord ASA`",
        None,
    ),
    (
        "acquires(Tindefjord ASA, Bronn Energy AG)",
        "Tindefjord ASA bought a Bronn Energy AG ship.",
        Cause::Cut,
        "part of a longer noun phrase",
        None,
    ),
    (
        "has_role(Bronn Energy AG, Ann Lee)",
        "Ann Lee is chairman of Bronn Energy AG.",
        Cause::WrongType,
        "takes person as its holder",
        None,
    ),
    (
        "founded(Ann Lee, Bronn Energy AG)",
        "Ann Lee has worked for Bronn Energy AG since it was founded in 1999.",
        Cause::RuleStopped,
        "",
        None,
    ),
    (
        "sues(\"Bronn Energy Co., Ltd.\", Petrel Lines plc)",
        "Bronn Energy Co., Ltd. sued Petrel Lines plc.",
        Cause::Found,
        "found",
        None,
    ),
    (
        "has_role(Ann Lee, Bronn Energy AG)",
        "Bronn Energy AG fell. The loss was news to Petrel Lines plc. Chairman Ann Lee resigned.",
        Cause::RoleMissing,
        "leaves out its employer",
        None,
    ),
    (
        "also_known_as(Bronn Energy AG, Broneco)",
        "Bronn Energy AG or Broneco, a maker of pumps, is growing.",
        Cause::NoRule,
        "they stand in one list",
        None,
    ),
    (
        "owns(Harbour Bank plc, Petrel Lines plc)",
        "Petrel Lines plc, a unit of Norway's Harbour Bank plc, has sold a bond.",
        Cause::NameNotFound,
        "`Harbour Bank plc` was read as part of",
        None,
    ),
    (
        "acquires(Tindefjord ASA, Petrel Lines plc)",
        "Tindefjord ASA grew quickly. The 20-ship Norwegian group later agreed to buy Petrel Lines plc.",
        Cause::LinkMissing,
        "`The 20-ship Norwegian group` was not linked",
        None,
    ),
    (
        "investigates(European Commission, Bronn Energy AG)",
        "The European Commission praised Bronn Energy AG for its candour.",
        Cause::NoRule,
        "between them stands `praised`",
        Some(true),
    ),
    (
        "based_in(Bronn Energy AG, Bergen)",
        "Bronn Energy AG, a maker of pumps originally based in Bergen, grew.",
        Cause::Vetoed,
        "its veto",
        Some(true),
    ),
    (
        "sues(Petrel Lines plc, Bronn Energy AG)",
        "Petrel Lines plc had no right to sue because it could not show that Bronn Energy AG had overcharged it.",
        Cause::RuleStopped,
        "without `because it could not show that` it matches",
        Some(true),
    ),
    (
        "owns(Tindefjord ASA, Petrel Lines plc)",
        "Shares of Petrel Lines plc fell after Tindefjord ASA sold its stake to Harbour Bank plc.",
        Cause::RuleStopped,
        "sells-what-it-holds came furthest and stopped: it wants in and finds `to`",
        None,
    ),
    (
        "founded(Ann Lee, Bronn Energy AG)",
        "Ann Lee founded Petrel Lines plc, a rival of Bronn Energy AG.",
        Cause::OtherEnds,
        "venture is `Petrel Lines plc`",
        Some(true),
    ),
    (
        "listed_on(horizon, Oslo Stock Exchange)",
        "The shares of horizon are listed on the Oslo Stock Exchange.",
        Cause::NameNotFound,
        "`horizon` was read as no name",
        Some(true),
    ),
    (
        "founded_on(Bronn Energy AG, 1999)",
        "Bronn Energy AG paid a fine in 1999.",
        Cause::NoRule,
        "between them stands `paid a fine in`",
        Some(true),
    ),
    (
        "acquires(First Harbour Bank, Coil Bancorp)",
        "After being acquired by First Harbour Bank, which later merged with Kestrel Bank, Coil Bancorp became a byword for thrift.",
        Cause::RuleStopped,
        "the verb has no subject that syntax shows",
        None,
    ),
    (
        "has_role(Bo Ek, Kestrel Air)",
        "Kestrel Air has finally found its next chief executive in current Coil Corp CEO Bo Ek.",
        Cause::RuleStopped,
        "without `in current` it matches",
        Some(true),
    ),
    (
        "partners_with(Kestrel Air, Coil Corp)",
        "Kestrel Air partnered with two other airlines, the small Norvane Air and Coil Corp.",
        Cause::NameNotFound,
        "part of the organization",
        None,
    ),
    (
        "supplies(Kestrel Air, Coil Corp)",
        "Kestrel Air hopes to offer the handsets of Coil Corp in its shops.",
        Cause::NoRule,
        "`hopes to offer the handsets of`",
        Some(true),
    ),
    (
        "acquires(Harbour Bank plc, Coil Corp)",
        "Kestrel Air, which had grown by selling a bank to Harbour Bank plc, bought Coil Corp.",
        Cause::OtherEnds,
        "Kestrel Air",
        None,
    ),
];

/// A rule that is suggested is one that `rules test` accepts.
fn passes_its_examples(rule: &str) {
    let mut lexicon = Lexicon::shipped().expect("the lexicon loads");
    let phrases = Phrases::shipped(&mut lexicon).expect("the phrases load");
    let files = RuleSet::shipped_files().iter().copied().chain([("suggestion.toml", rule)]);
    let rules = RuleSet::load(&files.collect::<Vec<_>>(), &mut lexicon);
    let rules = rules.unwrap_or_else(|faults| panic!("{rule}\n{faults:?}"));
    let bench = Bench { rules: &rules, lexicon: &lexicon, phrases: &phrases };
    let own = rules.rules.iter().position(|r| r.place.starts_with("suggestion.toml"));
    let own = own.unwrap_or_else(|| panic!("{rule}"));
    for example in 0..rules.rules[own].accepts.len() {
        let run = bench.run(RuleId(own as u32), Side::Accepts, example);
        run.unwrap_or_else(|fault| panic!("{rule}\n{fault}"));
    }
}

#[test]
fn why_not_names_the_cause() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let mut wrong = Vec::new();
    for (claim, text, cause, part, mends) in CASES {
        let answer = ask(&extractor, claim, text);
        holds_to("answer", &answer);
        let suggested = answer.suggestion.as_ref().map(|s| s.works);
        let works = answer.suggestion.as_ref().filter(|s| s.works);
        if let Some(Patch::Rules(rule)) = works.map(|s| &s.patch) {
            passes_its_examples(rule);
        }
        if answer.cause != *cause
            || !answer.message.contains(part)
            || mends.is_some() && suggested != *mends
        {
            wrong.push(format!(
                "{claim} in `{text}`\n  wanted {cause:?} {part:?} {mends:?}\n  got {answer:#?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn corrections_are_explained() {
    let text = "[[suppress]]\nrelation = \"owns\"\n\n[[never]]\nname = \"Oslo\"\n";
    let corrections = Corrections::parse("ours.toml", text).expect("well-formed");
    let extractor = Extractor::builder().corrections(corrections).build().expect("sound");
    let text = "Tindefjord ASA owns Bronn Energy AG.";
    let value = holds_to("explanation", &explain(&extractor, &article(text)));
    assert_eq!(value["corrections"][0]["place"], "ours.toml:1");
    assert_eq!(value["corrections"].as_array().map(Vec::len), Some(1));
    let answer = ask(&extractor, "owns(Tindefjord ASA, Bronn Energy AG)", text);
    assert_eq!(answer.cause, Cause::Suppressed);
    assert!(answer.message.contains("ours.toml:1"), "{}", answer.message);
}
