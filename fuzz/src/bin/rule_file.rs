//! Rule files: they load, or are refused with a message; what loads reads a text within its bounds.

use std::cell::RefCell;
use std::process::ExitCode;

use stakeout::article::{Article, Day};
use stakeout::extract::Extractor;
use stakeout::rule::{Bench, RuleId, RuleSet, Side};
use stakeout_fuzz::{Outcome, Target};

const PIECES: &[&str] = &[
    "[subject]",
    "[object]",
    "[subject:person]",
    "[object:organization]",
    "[share]",
    "[date]",
    "[date]?",
    "~hold",
    "~@own",
    "~be",
    "@own",
    "@stake",
    "&seat",
    "^",
    "$",
    "..3",
    "..9",
    "..255",
    "(a|an|the)",
    "(a|b)?",
    "(",
    ")",
    "|",
    "?",
    "-",
    "'s",
    "!",
    "@unit",
    "~",
    "&",
    "@",
    "[",
    "]",
    "\"(\"",
    "\",\"",
    "[[rule]]\n",
    "[relation]\n",
    "[lexicon]\n",
    "[phrase]\n",
    "[[adjunct]]\n",
    "id = \"x\"\n",
    "pattern = \"[subject] ~hold [object]\"\n",
    "accepts = [\"[subject A] holds [object B].\"]\n",
    "rejects = []\n",
    "confidence = 0.5\n",
    "confidence = nan\n",
    "nominal = true\n",
    "name = \"owns\"\n",
    "doc = \"d\"\n",
    "status = \"planned\"\n",
    "negated = true\n",
    "roles = { subject = \"organization\", object = \"organization\", share = \"percent?\" }\n",
    "own = [\"own\", \"hold on to\"]\n",
    "\"\"\"",
    "'''",
    "= {",
    "= [",
    "1979-05-27",
    "\\u0000",
];

const TEXT: &str = "Öltek AG holds 5 percent of Bronn Inc., a Norwegian maker of pumps, since May 2020. \
    Ann Lee, the chief executive of Tallis Rail, said that it would not buy Bronn's unit (the seat is Oslo). \
    Bronn Inc. is owned by the Petrel Group and, with 12 percent, by Marta Quist.";

/// Before and behind a pattern that stands alone.
const AROUND: [&str; 2] = [
    "[relation]\nname = \"holds\"\ndoc = \"It holds.\"\n\
     roles = { subject = \"organization|person\", object = \"organization\", share = \"percent?\", date = \"date?\" }\n\
     [lexicon]\nown = [\"own\", \"hold on to\"]\nstake = [\"stake\", \"part\"]\n[[rule]]\nid = \"one\"\npattern = '''",
    "'''\n",
];

/// An extractor whose words grow with every rule file; a new one is made now and then.
struct Worn {
    extractor: Extractor,
    files: u32,
}

thread_local!(static WORN: RefCell<Option<Worn>> = const { RefCell::new(None) });

fn target(bytes: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(bytes);
    let text = match text.starts_with(['[', '#']) {
        true => text.into_owned(),
        false => [AROUND[0], text.trim(), AROUND[1]].concat(),
    };
    let taken = WORN.with_borrow_mut(Option::take).filter(|worn| worn.files < 500);
    let mut worn = taken.unwrap_or_else(|| {
        let extractor = Extractor::builder().without_shipped_rules().build();
        Worn { extractor: extractor.expect("what is shipped loads"), files: 0 }
    });
    worn.files += 1;
    let outcome = load(&mut worn.extractor, &text);
    WORN.set(Some(worn));
    outcome
}

fn load(extractor: &mut Extractor, text: &str) -> Outcome {
    match RuleSet::load(&[("fuzz.toml", text)], &mut extractor.lexicon) {
        Err(faults) => {
            assert!(!faults.is_empty());
            let said = stakeout::rule::render(&faults);
            assert!(!said.is_empty());
            Outcome::of(faults.iter().take(3).map(|fault| Outcome::words(&fault.message)))
        }
        Ok(rules) => {
            extractor.rules = rules;
            let examples = examples(extractor);
            Outcome::of([examples, found(extractor)])
        }
    }
}

/// Examples are held or say what is wrong.
fn examples(extractor: &Extractor) -> Vec<String> {
    let bench =
        Bench { rules: &extractor.rules, lexicon: &extractor.lexicon, phrases: &extractor.phrases };
    let mut said = Vec::new();
    for (number, rule) in extractor.rules.rules.iter().enumerate().take(4) {
        let sides = [(Side::Accepts, rule.accepts.len()), (Side::Rejects, rule.rejects.len())];
        for (side, count) in sides {
            for example in 0..count.min(3) {
                let run = bench.run(RuleId(number as u32), side, example);
                said.push(run.err().map_or(String::new(), |e| Outcome::words(&e)));
            }
        }
    }
    said.extend(bench.review().iter().take(3).map(|finding| Outcome::words(&finding.message)));
    said
}

/// What is read with the rules are relations between mentions.
fn found(extractor: &Extractor) -> Vec<String> {
    let date = Day::new(2024, 2, 29);
    let article = Article { id: "a".to_owned(), date, text: TEXT.to_owned(), ..Article::default() };
    let extraction = extractor.extract(&article);
    for relation in &extraction.relations {
        for argument in [&relation.subject, &relation.object] {
            assert!(extraction.entities.mentions.get(argument.mention).is_some());
            assert!(!argument.text.of(TEXT).is_empty());
        }
    }
    extraction.relations.iter().map(|r| r.subject.name.clone() + &r.object.name).collect()
}

fn main() -> ExitCode {
    stakeout_fuzz::drive(&Target { name: "rule_file", pieces: PIECES, run: target })
}
