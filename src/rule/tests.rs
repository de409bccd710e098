//! What is refused without a run could not have matched: held against the examples of all rules.

use super::check::{Bench, Sentence};
use super::index::all;
use super::matching::Memory;
use super::set::RuleSet;
use crate::document::TokenRange;
use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::pattern::Scratch;
use crate::phrase::Phrases;

/// Calls `test` with every example of every shipped rule, made ready.
fn with_examples(mut test: impl FnMut(&Bench<'_>, &Sentence<'_>)) {
    let mut lexicon = Lexicon::shipped().expect("the lexicon loads");
    let phrases = Phrases::shipped(&mut lexicon).expect("the phrases load");
    let rules = RuleSet::shipped(&mut lexicon).expect("the rules load");
    let bench = Bench { lexicon: &lexicon, phrases: &phrases, rules: &rules };
    let mut read = 0;
    for rule in &rules.rules {
        for example in rule.accepts.iter().chain(&rule.rejects) {
            let annotated = bench.read(rule, example).expect("the example is well written");
            test(&bench, &bench.prepare(&annotated).expect("its names are known"));
            read += 1;
        }
    }
    assert!(read > 1000, "{read} examples");
}

/// The mentions that begin in a sentence, as extraction hands them to the rules.
fn inside<'a>(sentence: &'a Sentence<'_>, tokens: TokenRange) -> &'a [Mention] {
    let all = sentence.entities.mentions.all();
    let place = |token: u32| all.partition_point(|m| m.tokens.start < token);
    &all[place(tokens.start)..place(tokens.end)]
}

#[test]
fn what_is_not_run_could_not_match() {
    let (mut run, mut skipped) = (0, 0);
    with_examples(|bench, sentence| {
        let (mut memory, mut scratch) = (Memory::default(), Scratch::default());
        for (units, words) in sentence.units.iter().zip(&sentence.document.sentences) {
            let context = bench.context(sentence, units);
            let mentions = inside(sentence, words.tokens);
            let awake = bench.rules.wake(&sentence.document, words.tokens, mentions, &mut memory);
            let mut awake = awake;
            for at in 0..units.row.len() {
                if let Some(awake) = &mut awake {
                    bench.rules.woken_at(&context, at, awake, &mut memory);
                }
                let woken = if awake.is_some() { memory.woken.as_slice() } else { &[] };
                run += woken.len();
                for (number, (place, variant)) in all(&bench.rules.rules).enumerate() {
                    if woken.contains(&(number as u32)) {
                        continue;
                    }
                    skipped += 1;
                    let rule = &bench.rules.rules[place.rule as usize];
                    let text = &rule.patterns[usize::from(place.pattern)].text;
                    let matches = variant.run(&context, at, &mut scratch);
                    assert!(!matches, "{}: {text}", sentence.document.text);
                }
            }
        }
    });
    assert!(run * 100 < skipped, "{run} runs, {skipped} saved");
}
