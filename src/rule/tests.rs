//! What is refused without a run could not have matched: held against the examples of all rules.

use super::check::{Bench, Sentence};
use super::matching::Memory;
use super::need::Presence;
use super::set::RuleSet;
use crate::lexicon::Lexicon;
use crate::pattern::{Scratch, TypeSet};
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

#[test]
fn needs_refuse_no_match() {
    let (mut refused, mut runs) = (0, 0);
    with_examples(|bench, sentence| {
        for units in &sentence.units {
            let context = bench.context(sentence, units);
            let (mut presence, mut scratch) = (Presence::default(), Scratch::default());
            bench.rules.needs.survey(&context, &mut presence);
            for at in 0..units.row.len() {
                let mut woken = Vec::new();
                bench.rules.wake(&context, at, |_| true, &mut woken);
                for number in woken {
                    runs += 1;
                    let needs = &bench.rules.needs;
                    if needs.are_met(number, &presence, at) && needs.fits_verb(number, &context, at)
                    {
                        continue;
                    }
                    refused += 1;
                    let place = bench.rules.index.place(number).expect("it was woken");
                    let pattern = &bench.rules.rules[place.rule as usize].patterns
                        [usize::from(place.pattern)];
                    let variant = &pattern.variants[usize::from(place.variant)];
                    let text = sentence.document.text;
                    assert!(!variant.run(&context, at, &mut scratch), "{text}: {}", pattern.text);
                }
            }
        }
    });
    assert!(refused * 2 > runs, "{refused} of {runs} runs saved");
}

#[test]
fn sentences_with_a_match_are_read() {
    with_examples(|bench, sentence| {
        let mut memory = Memory::default();
        for (units, words) in sentence.units.iter().zip(&sentence.document.sentences) {
            let mut found = Vec::new();
            let context = bench.context(sentence, units);
            bench.rules.matches(&context, &mut memory, &mut found);
            let tokens = &sentence.document.tokens[words.tokens.indices()];
            let mentions = context.mentions.all().iter();
            let types =
                mentions.fold(TypeSet::default(), |set, m| set.with(TypeSet::of(m.mention_type)));
            let may = bench.rules.may_match(tokens, types, &mut memory);
            assert!(may || found.is_empty(), "{}", sentence.document.text);
        }
    });
}
