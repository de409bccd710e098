//! `stakeout rules check|test|list`: loads and lints rule files, runs their examples.

mod writing;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use stakeout::lexicon::Lexicon;
use stakeout::phrase::Phrases;
use stakeout::rule::{Bench, Finding, RuleId, RuleSet, Side, render};

use super::examples;
use super::load::rule_files;
use super::output::Output;
use super::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Load the rules and print every fault with file, line, column and a hint.
    #[command(after_long_help = examples::RULES_CHECK)]
    Check(Files),
    /// Run the example sentences of the rules, and say what they leave untested.
    #[command(after_long_help = examples::RULES_TEST)]
    Test {
        #[command(flatten)]
        files: Files,
        /// Only rules whose name (`owns/share-of`) holds this.
        #[arg(long, value_name = "TEXT")]
        only: Option<String>,
        /// Also fail on what examples leave untested.
        #[arg(long)]
        strict: bool,
        /// Also say what the examples of the built-in rules leave untested, besides those of `--rules`.
        #[arg(short, long)]
        verbose: bool,
        /// Run again whenever a file in a folder of `--rules` changes.
        #[arg(long, requires = "rules")]
        watch: bool,
    },
    /// Print all relations with their rules.
    #[command(after_long_help = examples::RULES_LIST)]
    List(Files),
    /// Write a commented skeleton for a relation of your own.
    New(writing::New),
    /// Try a pattern on articles, and show what each position matches.
    Try(writing::Try),
}

#[derive(Debug, Args)]
struct Files {
    /// A folder of rule files; they add to those built in, and the same id replaces (may be given again).
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Leave the built-in rules out.
    #[arg(long)]
    no_builtin_rules: bool,
}

/// What is loaded for checks.
struct Loaded {
    lexicon: Lexicon,
    phrases: Phrases,
    rules: RuleSet,
    /// The files of `--rules`.
    own: Vec<String>,
}

impl Loaded {
    /// The place is in a file of the user.
    fn is_own(&self, place: &str) -> bool {
        self.own.iter().any(|f| place.strip_prefix(f.as_str()).is_some_and(|r| r.starts_with(':')))
    }

    /// A warning about a rule of the user, or about what one does to another rule's examples.
    fn concerns_own(&self, finding: &Finding) -> bool {
        let first = finding.message.split(' ').next().unwrap_or_default();
        let mut own = self.rules.rules.iter().filter(|rule| self.is_own(&rule.place));
        self.is_own(&finding.place) || own.any(|rule| self.rules.full_id(rule) == first)
    }
}

/// What is tested, and what is said of it.
#[derive(Clone, Copy)]
struct Tested<'a> {
    only: Option<&'a str>,
    strict: bool,
    verbose: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    match &arguments.verb {
        Verb::Check(files) => load(files).map_or_else(|s| s, |loaded| check(&loaded)),
        Verb::Test { files, only, strict, verbose, watch } => {
            let run = || {
                let tested = Tested { only: only.as_deref(), strict: *strict, verbose: *verbose };
                load(files).map_or_else(|s| s, |loaded| test(&loaded, tested))
            };
            if *watch { watched(&files.rules, run) } else { run() }
        }
        Verb::New(arguments) => writing::new(arguments),
        Verb::Try(arguments) => writing::attempt(arguments),
        Verb::List(files) => load(files).map_or_else(|s| s, |loaded| list(&loaded)),
    }
}

fn load(files: &Files) -> Result<Loaded, Status> {
    let usage = |message: &str| {
        terminal::say(&format!("stakeout: {message}"));
        Status::Usage
    };
    let mut texts: Vec<(String, String)> = Vec::new();
    for folder in &files.rules {
        let read = rule_files(folder);
        texts.extend(read.map_err(|e| usage(&format!("{}: {e}", folder.display())))?);
    }
    let shipped = if files.no_builtin_rules { &[] } else { RuleSet::shipped_files() };
    let own = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let all: Vec<(&str, &str)> = shipped.iter().copied().chain(own).collect();
    let mut lexicon = Lexicon::shipped().map_err(|e| usage(&e.to_string()))?;
    let phrases = Phrases::shipped(&mut lexicon).map_err(|e| usage(&e.to_string()))?;
    let rules = RuleSet::load(&all, &mut lexicon).map_err(|faults| {
        terminal::say(render(&faults).trim_end());
        Status::Usage
    })?;
    let own = texts.into_iter().map(|(name, _)| name).collect();
    Ok(Loaded { lexicon, phrases, rules, own })
}

/// Runs again whenever a rule file changes, until it is interrupted.
fn watched(folders: &[PathBuf], run: impl Fn() -> Status) -> Status {
    let mut last = None;
    loop {
        let written = writing::written(folders);
        if last != Some(written) {
            last = Some(written);
            run();
            terminal::say("stakeout: waiting for a change");
        }
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
}

fn check(loaded: &Loaded) -> Status {
    let (rules, relations) = (loaded.rules.rules.len(), loaded.rules.relations.len());
    terminal::say(&format!("{relations} relations, {rules} rules: no fault"));
    Status::Done
}

fn test(loaded: &Loaded, tested: Tested<'_>) -> Status {
    let Loaded { lexicon, phrases, rules, own } = loaded;
    let bench = Bench { rules, lexicon, phrases };
    let only = tested.only.unwrap_or("");
    let (mut run, mut failed) = (0, 0);
    for (number, rule) in rules.rules.iter().enumerate() {
        let name = rules.full_id(rule);
        if !name.contains(only) {
            continue;
        }
        for (side, word, examples) in
            [(Side::Accepts, "accepts", &rule.accepts), (Side::Rejects, "rejects", &rule.rejects)]
        {
            for (index, example) in examples.iter().enumerate() {
                run += 1;
                if let Err(fault) = bench.run(RuleId(number as u32), side, index) {
                    failed += 1;
                    let (place, text) = (&example.place, &example.text);
                    terminal::say(&format!("{place}: {name} {word}[{index}]: {fault}\n  {text}"));
                }
            }
        }
    }
    let findings = bench.review().into_iter().filter(|f| f.rule.contains(only));
    let all = own.is_empty() || tested.only.is_some() || tested.verbose;
    let (mut warned, mut untold) = (0, 0);
    for finding in findings {
        if !all && !loaded.concerns_own(&finding) {
            untold += 1;
            continue;
        }
        warned += 1;
        let (place, rule, message) = (&finding.place, &finding.rule, &finding.message);
        terminal::say(&format!("{place}: warning: {rule}: {message}"));
    }
    let more = match untold {
        0 => String::new(),
        n => format!(" ({n} more of built-in rules: -v)"),
    };
    terminal::say(&format!("{run} examples, {failed} failed, {warned} warnings{more}"));
    if failed > 0 || tested.strict && warned > 0 { Status::Failed } else { Status::Done }
}

fn list(loaded: &Loaded) -> Status {
    let mut text = String::new();
    for (number, relation) in loaded.rules.relations.iter().enumerate() {
        text.push_str(&format!("{}\t{}\n", relation.name, relation.doc));
        for rule in loaded.rules.rules.iter().filter(|r| r.relation == number) {
            for pattern in &rule.patterns {
                text.push_str(&format!("  {}\t{}\n", rule.id, pattern.text));
            }
        }
    }
    let mut out = Output::standard();
    match out.write(text.as_bytes()).and_then(|()| out.finish()) {
        Ok(()) => Status::Done,
        Err(e) => e.status(),
    }
}
