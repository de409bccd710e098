//! The rule language: what patterns match in which forms, and what the loader says of faults.

use proptest::prelude::*;
use stakeout::lexicon::Lexicon;
use stakeout::phrase::Phrases;
use stakeout::rule::{Bench, RuleId, RuleSet, Side, render};

const HEADER: &str = r#"
[relation]
name = "owns"
roles = { owner = "organization|person", asset = "organization", share = "percent?", round = "text?", date = "date?" }
edge = { from = "owner", to = "asset" }
attributes = { share = "share", round = "text", date = "date" }
"#;

/// Loads the header, `rest`, and whatever lexicon is shipped.
fn load(rest: &str) -> Result<(RuleSet, Lexicon, Phrases), String> {
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let phrases = Phrases::shipped(&mut lexicon).expect("the shipped phrases load");
    let text = format!("{HEADER}{rest}");
    let rules = RuleSet::load(&[("x.toml", &text)], &mut lexicon).map_err(|all| render(&all))?;
    Ok((rules, lexicon, phrases))
}

/// Runs every example of every rule.
fn run(rest: &str) {
    let (rules, lexicon, phrases) = load(rest).expect("the rules load");
    let bench = Bench { rules: &rules, lexicon: &lexicon, phrases: &phrases };
    let mut ran = 0;
    for (number, rule) in rules.rules.iter().enumerate() {
        for (side, all) in [(Side::Accepts, &rule.accepts), (Side::Rejects, &rule.rejects)] {
            for (index, example) in all.iter().enumerate() {
                ran += 1;
                if let Err(fault) = bench.run(RuleId(number as u32), side, index) {
                    panic!("{} {side:?} {}: {fault}", rule.id, example.text);
                }
            }
        }
    }
    assert!(ran > 0, "nothing to run");
}

#[test]
fn one_pattern_serves_all_forms_of_a_clause() {
    run(r#"
[[rule]]
id = "buy"
pattern = "[owner] ~acquire [asset]"
nominal = true
accepts = [
  "[owner Acme] acquired [asset Borea].",
  "[asset Borea] was acquired by [owner Acme].",
  "[asset Borea], which [owner Acme] acquired, makes tyres.",
  "[owner Acme] completed the acquisition of [asset Borea].",
  "[owner Acme]'s acquisition of [asset Borea] took a year.",
  "The acquisition of [asset Borea] by [owner Acme] took a year.",
  { text = "[owner Acme] did not acquire [asset Borea].", negated = true },
  { text = "[owner Acme] plans to acquire [asset Borea].", status = "planned" },
]
rejects = [
  "[organization Acme] acquired tyres; [organization Borea] fell.",
  "[person Ann Lee] left [organization Borea].",
]

[[rule]]
id = "words-before-the-object"
pattern = "[owner] ~sell (its|their)? [asset]"
nominal = true
accepts = [
  "[owner Acme] sold its [asset Borea].",
  "[owner Acme]'s sale of [asset Borea] took a year.",
  "[asset Borea], which [owner Acme] sold, makes tyres.",
  "[asset Borea] was sold by [owner Acme].",
]

[[rule]]
id = "active-only"
pattern = "[owner] ~buy [asset]"
voice = "active"
accepts = ["[owner Acme] bought [asset Borea]."]
rejects = ["[organization Borea] was bought by [organization Acme]."]
"#);
}

#[test]
fn lists_asides_quotes_and_gaps() {
    run(r#"
[lexicon]
stake = ["stake", "voting rights"]

[[adjunct]]
pattern = "in [date]"
left = true

[[rule]]
id = "stake"
pattern = "[owner] ~own (a|the)? [share]? @stake in [asset]"
accepts = [
  "[owner Acme] and [owner Borea] own a [share 5 percent] stake in [asset Corvo].",
  "[owner Acme], a maker of tyres, owns the stake in [asset Corvo].",
  "[owner Acme] owns \"voting rights\" in [asset Corvo].",
  "In [date 2011] [owner Acme] owned a stake in [asset Corvo].",
  "[owner Acme] owned a stake in [asset Corvo] in [date 2011].",
]
rejects = ["[organization Acme] owns a stake. In [organization Corvo] it rained."]

[[rule]]
id = "gap"
pattern = "[owner] ..2 (heir|rival) to [asset]"
unless = ["last"]
accepts = [
  "[owner Acme] is the heir to [asset Corvo].",
  "[owner Acme] was rival to [asset Corvo].",
]
rejects = [
  "[organization Acme] is by all accounts the heir to [organization Corvo].",
  "[organization Acme] is last heir to [organization Corvo].",
]

[[rule]]
id = "round"
pattern = "[owner] led the [round=series (a|b)] of [asset]"
accepts = [{ text = "[owner Acme] led the [round Series B] of [asset Corvo].", round = "Series B" }]

[[rule]]
id = "possessive"
pattern = "[owner] 's subsidiary [asset]"
accepts = [
  "[owner Acme]'s subsidiary [asset Corvo] fell.",
  "[organization Acme] said [owner=Acme its] subsidiary [asset Corvo] fell.",
]
"#);
}

/// Every fault: what is written, and what must be said with line and column.
#[test]
fn faults_name_line_column_and_hint() {
    let rule = |pattern: &str| format!("\n[[rule]]\nid = \"a\"\npattern = \"{pattern}\"\n");
    let list = "\n[lexicon]\nhold = [\"own\"]\n";
    for (rest, says) in [
        (format!("{list}{}", rule("[owner] ~@hodl [asset]")), "x.toml:13:20: unknown list @hodl"),
        (format!("{list}{}", rule("[owner] ~@hodl [asset]")), "did you mean @hold?"),
        (rule("[ownr] ~own [asset]"), "x.toml:10:12: unknown role ownr"),
        (rule("[ownr] ~own [asset]"), "did you mean owner?"),
        (rule("[owner] ~own it"), "never fills the role `asset`"),
        (rule("[owner] ..2 [asset]"), "nothing in the pattern must be there"),
        (rule("[owner] owns? [asset]"), "nothing in the pattern must be there"),
        (rule("[owner] OWNS [asset]"), "x.toml:10:20: `OWNS` has a capital"),
        (rule("[owner] ~own ([asset]"), "never closed"),
        (rule("[owner] ~own &x [asset]"), "unknown phrase &x"),
        (rule("[owner:place] ~own [asset]"), "cannot be narrowed"),
        (rule("[owner:fish] ~own [asset]"), "unknown type fish"),
        (rule("[round] ~own [asset] [owner]"), "holds words"),
        (list.to_owned(), "no pattern of the file uses the list `hold`"),
        (
            format!("{}{}", rule("[owner] ~own [asset]"), rule("[owner] ~buy [asset]")),
            "a second rule",
        ),
        (format!("{}status = \"done\"\n", rule("[owner] ~own [asset]")), "unknown status `done`"),
        (format!("{}stat = \"done\"\n", rule("[owner] ~own [asset]")), "unknown key `stat`"),
        (format!("{}stat = \"done\"\n", rule("[owner] ~own [asset]")), "did you mean set?"),
        (format!("{}negated = 1\n", rule("[owner] ~own [asset]")), "`negated` is true or false"),
        (format!("{}confidence = 2\n", rule("[owner] ~own [asset]")), "between 0 and 1"),
        (format!("{}voice = \"loud\"\n", rule("[owner] ~own [asset]")), "unknown voice"),
        (format!("{}unless = [\"a?\"]\n", rule("[owner] ~own [asset]")), "can match nothing"),
        (
            format!("{}set = {{ size = \"x\" }}\n", rule("[owner] ~own [asset]")),
            "no attribute `size`",
        ),
        (
            format!("{}set = {{ share = \"x\" }}\n", rule("[owner] ~own [asset]")),
            "cannot have this",
        ),
        (
            format!("{}accepts = [\"[ownr A] x\"]\n", rule("[owner] ~own [asset]")),
            "unknown role or type",
        ),
        (format!("{}accepts = [\"[owner A\"]\n", rule("[owner] ~own [asset]")), "never closed"),
        (format!("{}accepts = [3]\n", rule("[owner] ~own [asset]")), "a string or a table"),
        ("\n[[rule]]\npattern = \"[owner] ~own [asset]\"\n".to_owned(), "the rule has no id"),
        ("\n[[rule]]\nid = \"a\"\n".to_owned(), "the rule has no pattern"),
        ("\n[[adjunct]]\npattern = \"in place\"\n".to_owned(), "an adjunct fills a role"),
        (
            "\n[phrase]\na = \"&b x\"\nb = \"&a y\"\n".to_owned() + &rule("[owner] &a [asset]"),
            "too deep",
        ),
        ("\n[[rule]\n".to_owned(), "x.toml:8:8: unclosed"),
        (format!("\nx = {}", "[".repeat(100_000)), "x.toml:8:"),
        ("#".repeat(1 << 20), "larger than 1 MiB"),
    ] {
        let shown: String = rest.chars().take(200).collect();
        match load(&rest) {
            Ok(_) => panic!("loads, though {says}: {shown}"),
            Err(faults) => assert!(faults.contains(says), "{says}\n{faults}\n{shown}"),
        }
    }
}

/// An end is something that a record can name.
#[test]
fn ends_stand_for_something() {
    let loaded = |types: &str, edge: &str| {
        let text = format!(
            "[relation]\nname = \"x\"\nroles = {{ a = \"organization\", b = \"{types}\" }}\nedge = {{ from = \"a\", to = \"b\"{edge} }}\n"
        );
        let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
        RuleSet::load(&[("x.toml", &text)], &mut lexicon).map(|_| ()).map_err(|all| render(&all))
    };
    for odd in ["other", "role", "money", "percent", "text"] {
        for types in [odd.to_owned(), format!("organization|{odd}")] {
            let said = loaded(&types, "").expect_err(&types);
            assert!(said.contains(&format!("x.toml:4:27: `b` takes {odd}")), "{said}");
        }
    }
    for sound in ["organization|person|place", "date", "number"] {
        assert_eq!(loaded(sound, ""), Ok(()), "{sound}");
    }
    assert_eq!(loaded("organization|other", ", literal = \"name\""), Ok(()));
}

#[test]
fn all_faults_of_all_files_come_at_once() {
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let bad = format!("{HEADER}\n[[rule]]\nid = \"a\"\npattern = \"[x] [y] ~own\"\nzzz = 1\n");
    let files = [("a.toml", bad.as_str()), ("b.toml", "[relation]\nname = 3\n")];
    let faults = RuleSet::load(&files, &mut lexicon).expect_err("they are faulty");
    let places: Vec<(&str, usize)> = faults.iter().map(|f| (f.file.as_str(), f.line)).collect();
    for wanted in [("a.toml", 10), ("a.toml", 11), ("b.toml", 2)] {
        assert!(places.contains(&wanted), "{wanted:?} in {places:?}");
    }
    assert!(places.iter().filter(|p| **p == ("a.toml", 10)).count() >= 2, "{places:?}");
}

#[test]
fn a_later_file_replaces_rules_of_the_same_id() {
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let rule = |id: &str, verb: &str| {
        format!("\n[[rule]]\nid = \"{id}\"\npattern = \"[owner] ~{verb} [asset]\"\n")
    };
    let first = format!("{HEADER}{}{}", rule("a", "own"), rule("b", "hold"));
    let second = format!("[relation]\nname = \"owns\"\n{}{}", rule("a", "buy"), rule("c", "have"));
    let files = [("first.toml", first.as_str()), ("second.toml", second.as_str())];
    let rules = RuleSet::load(&files, &mut lexicon).expect("both load");
    let found: Vec<(&str, &str)> =
        rules.rules.iter().map(|r| (r.id.as_str(), r.patterns[0].text.as_str())).collect();
    let wanted = [
        ("a", "[owner] ~buy [asset]"),
        ("b", "[owner] ~hold [asset]"),
        ("c", "[owner] ~have [asset]"),
    ];
    assert_eq!(found, wanted);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a rule file, loading ends, and with words rather than a panic.
    #[test]
    fn loading_never_panics(
        pattern in "[\\[\\]()|?!~@&#^$.\"a-c=: é0-9]{0,40}",
        example in "[\\[\\]=: a-cé_]{0,30}",
    ) {
        let quoted = |s: &str| s.replace('"', "\\\"");
        let rest = format!(
            "\n[[rule]]\nid = \"a\"\npattern = \"[owner] own [asset] {}\"\naccepts = [\"{}\"]\n",
            quoted(&pattern), quoted(&example)
        );
        if let Err(faults) = load(&rest) {
            prop_assert!(faults.contains("x.toml:"));
        }
    }
}
