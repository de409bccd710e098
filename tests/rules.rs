//! One test for each example sentence of the shipped rules: `owns::share-of::accepts[0]`.

use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use stakeout::lexicon::Lexicon;
use stakeout::phrase::Phrases;
use stakeout::rule::{Bench, RuleId, RuleSet, Side, render};

struct Loaded {
    lexicon: Lexicon,
    phrases: Phrases,
    rules: RuleSet,
}

fn main() {
    let arguments = Arguments::from_args();
    let trials = match load() {
        Ok(loaded) => trials(&Arc::new(loaded)),
        Err(faults) => vec![Trial::test("load", move || Err(Failed::from(faults)))],
    };
    libtest_mimic::run(&arguments, trials).exit();
}

fn load() -> Result<Loaded, String> {
    let mut lexicon = Lexicon::shipped().map_err(|e| e.to_string())?;
    let phrases = Phrases::shipped(&mut lexicon).map_err(|e| e.to_string())?;
    let rules = RuleSet::shipped(&mut lexicon).map_err(|faults| render(&faults))?;
    Ok(Loaded { lexicon, phrases, rules })
}

fn trials(loaded: &Arc<Loaded>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for (number, rule) in loaded.rules.rules.iter().enumerate() {
        let name = loaded.rules.full_id(rule).replace('/', "::");
        let both = [
            (Side::Accepts, "accepts", rule.accepts.len()),
            (Side::Rejects, "rejects", rule.rejects.len()),
        ];
        for (side, word, count) in both {
            for index in 0..count {
                let loaded = Arc::clone(loaded);
                trials.push(Trial::test(format!("{name}::{word}[{index}]"), move || {
                    let Loaded { lexicon, phrases, rules } = &*loaded;
                    let bench = Bench { rules, lexicon, phrases };
                    bench.run(RuleId(number as u32), side, index).map_err(Failed::from)
                }));
            }
        }
    }
    trials
}
