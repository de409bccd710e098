//! Runs the examples of rules, and looks at what they leave untested.

use std::collections::{BTreeMap, BTreeSet};

use super::example::{Annotated, Example, Expected, ExpectedValue, entities, tokens};
use super::matching::{Filler, Match, Memory, Probe};
use super::reading::Reading;
use super::set::{Rule, RuleId, RuleSet, SetValue};
use super::unknown::unknown_verb;
use super::wake::Awake;
use crate::document::Document;
use crate::entity::Entities;
use crate::lexicon::Lexicon;
use crate::mention::{Share, Value};
use crate::pattern::{Context, RoleId, Step};
use crate::phrase::{Phrases, Units};
use crate::span::Span;

/// What running an example needs.
#[derive(Debug, Clone, Copy)]
pub struct Bench<'b> {
    /// The rules.
    pub rules: &'b RuleSet,
    /// The lexicon that they were loaded with.
    pub lexicon: &'b Lexicon,
    /// The phrase layer.
    pub phrases: &'b Phrases,
}

/// Which examples of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those that it must accept.
    Accepts,
    /// Those that it must reject.
    Rejects,
}

/// A warning about a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where the rule or example stands.
    pub place: String,
    /// `owns/share-of`.
    pub rule: String,
    /// What is the matter.
    pub message: String,
}

/// A role and the words that fill it.
type Argument = (String, String, u32);

/// An example made ready.
pub(super) struct Sentence<'a> {
    pub(super) document: Document<'a>,
    pub(super) entities: Entities,
    pub(super) units: Vec<Units>,
}

impl Bench<'_> {
    /// Runs one example.
    ///
    /// # Errors
    /// What came out other than it must.
    pub fn run(&self, id: RuleId, side: Side, number: usize) -> Result<(), String> {
        let rule = self.rules.rule(id).ok_or("there is no such rule")?;
        let examples = if side == Side::Accepts { &rule.accepts } else { &rule.rejects };
        let example = examples.get(number).ok_or("there is no such example")?;
        self.run_as(id, rule, side, example)
    }

    /// Runs a sentence in bracket notation as if it were one that the rule accepts.
    ///
    /// # Errors
    /// What came out other than it must.
    pub fn accepts(&self, id: RuleId, text: &str) -> Result<(), String> {
        let rule = self.rules.rule(id).ok_or("there is no such rule")?;
        let (place, text) = (String::new(), text.to_owned());
        let example = Example { place, text, expected: Expected::default() };
        self.run_as(id, rule, Side::Accepts, &example)
    }

    fn run_as(&self, id: RuleId, rule: &Rule, side: Side, example: &Example) -> Result<(), String> {
        let annotated = self.read(rule, example)?;
        let sentence = self.prepare(&annotated)?;
        let found = self.search(&sentence, Probe { only: Some(id), without_veto: None });
        match side {
            Side::Rejects if found.is_empty() => Ok(()),
            Side::Rejects => {
                let first = found.first().map(|(s, m)| self.arguments(rule, &sentence, *s, m));
                Err(format!("the rule matches: {}", show(&first.unwrap_or_default())))
            }
            Side::Accepts => self.compare(rule, example, &annotated, &sentence, &found),
        }
    }

    pub(super) fn read(&self, rule: &Rule, example: &Example) -> Result<Annotated, String> {
        let relation = self.rules.relation_of(rule).ok_or("the rule has no relation")?;
        Annotated::parse(&example.text, relation).map_err(|e| e.to_string())
    }

    pub(super) fn prepare<'a>(&self, annotated: &'a Annotated) -> Result<Sentence<'a>, String> {
        let document = Document::parse(&annotated.text, self.lexicon);
        let entities = entities(annotated, &document, self.lexicon)?;
        let sentences = 0..document.sentences.len();
        let units =
            sentences.map(|s| self.phrases.units(&document, self.lexicon, &entities, s)).collect();
        Ok(Sentence { document, entities, units })
    }

    /// All matches, each with the number of its sentence.
    fn search(&self, sentence: &Sentence<'_>, probe: Probe) -> Vec<(usize, Match)> {
        let (mut all, mut memory) = (Vec::new(), Memory::default());
        for (number, units) in sentence.units.iter().enumerate() {
            let mut found = Vec::new();
            let context = self.context(sentence, units);
            if let Some(awake) = self.wake(sentence, number, &mut memory) {
                self.rules.search(&context, awake, probe, &mut memory, &mut found);
            }
            all.extend(found.into_iter().map(|m| (number, m)));
        }
        all
    }

    /// Wakes the rules with the words of one sentence.
    pub(super) fn wake(
        &self,
        made: &Sentence<'_>,
        number: usize,
        memory: &mut Memory,
    ) -> Option<Awake> {
        let sentence = made.document.sentences.get(number)?;
        let mentions = made.entities.mentions.all();
        self.rules.wake(&made.document, sentence.tokens, mentions, memory)
    }

    pub(super) fn context<'a>(
        &'a self,
        sentence: &'a Sentence<'a>,
        units: &'a Units,
    ) -> Context<'a> {
        Context {
            document: &sentence.document,
            lexicon: self.lexicon,
            mentions: &sentence.entities.mentions,
            units,
        }
    }

    fn arguments(
        &self,
        rule: &Rule,
        sentence: &Sentence<'_>,
        number: usize,
        found: &Match,
    ) -> BTreeSet<Argument> {
        let relation = self.rules.relation_of(rule);
        let name = |role: RoleId| relation.map_or("", |r| r.role_name(role)).to_owned();
        let mut all = BTreeSet::new();
        for (role, filler) in &found.roles {
            for span in spans(sentence, number, filler) {
                all.insert((name(*role), span.of(sentence.document.text).to_owned(), span.start));
            }
        }
        all
    }

    fn compare(
        &self,
        rule: &Rule,
        example: &Example,
        annotated: &Annotated,
        sentence: &Sentence<'_>,
        found: &[(usize, Match)],
    ) -> Result<(), String> {
        let relation = self.rules.relation_of(rule).ok_or("the rule has no relation")?;
        let wanted = annotated.annotations.iter().filter_map(|a| {
            let span = sentence.document.span(tokens(&sentence.document, &a.span)?);
            let text = span.of(sentence.document.text).to_owned();
            Some((relation.role_name(a.role?).to_owned(), text, span.start))
        });
        let wanted: BTreeSet<Argument> = wanted.collect();
        let mut got = BTreeSet::new();
        for (number, one) in found {
            got.extend(self.arguments(rule, sentence, *number, one));
        }
        let Some((_, first)) = found.first() else {
            let verbs = rule.patterns.iter().filter_map(|p| unknown_verb(&p.text, self.lexicon));
            let hint: String = verbs.map(|hint| format!("\n  {hint}")).collect();
            return Err(format!("the rule does not match\n{}{hint}", self.picture(sentence)));
        };
        let missing: BTreeSet<Argument> = wanted.difference(&got).cloned().collect();
        let extra: BTreeSet<Argument> = got.difference(&wanted).cloned().collect();
        let mut faults = Vec::new();
        if !missing.is_empty() {
            faults.push(format!("missing {}", show(&missing)));
        }
        if !extra.is_empty() {
            faults.push(format!("too much {}", show(&extra)));
        }
        faults.extend(self.misread(rule, example, sentence, first));
        match faults.is_empty() {
            true => Ok(()),
            false => Err(format!("{}\n{}", faults.join("; "), self.picture(sentence))),
        }
    }

    /// Status, negation, hedging and values other than the example demands.
    fn misread(
        &self,
        rule: &Rule,
        example: &Example,
        sentence: &Sentence<'_>,
        found: &Match,
    ) -> Vec<String> {
        let reading = Reading::of(rule, &found.mood);
        let expected = &example.expected;
        let mut faults = Vec::new();
        if let Some(status) = expected.status.filter(|s| *s != reading.status) {
            faults.push(format!("status is {}, not {}", reading.status.name(), status.name()));
        }
        if expected.negated.is_some_and(|n| n != reading.negated) {
            faults.push(format!("negated is {}", reading.negated));
        }
        if expected.hedged.is_some_and(|h| h != reading.hedged) {
            faults.push(format!("hedged is {}", reading.hedged));
        }
        for (name, value) in &expected.values {
            let got = self.value(rule, sentence, found, name);
            if !got.as_ref().is_some_and(|g| same(g, value)) {
                faults.push(format!("{name} is {got:?}, not {value:?}"));
            }
        }
        faults
    }

    /// The value of an attribute as the match gives it: the role of that name, else the constant.
    fn value(
        &self,
        rule: &Rule,
        sentence: &Sentence<'_>,
        found: &Match,
        name: &str,
    ) -> Option<ExpectedValue> {
        let role = self.rules.relation_of(rule)?.role(name);
        match role.and_then(|r| found.filler(r)) {
            None => {
                let constant = rule.set.iter().find(|(n, _)| n == name).map(|(_, v)| v)?;
                Some(match constant {
                    SetValue::Text(text) => ExpectedValue::Text(text.clone()),
                    SetValue::Share(share) => ExpectedValue::Share(share.clone()),
                })
            }
            Some(Filler::Mentions(mentions)) => {
                let mention = sentence.entities.mentions.get(*mentions.first()?)?;
                let words = mention.span.of(sentence.document.text).to_owned();
                Some(match &mention.value {
                    Some(Value::Percent(share)) => ExpectedValue::Share(share.clone()),
                    Some(Value::Number(n)) => ExpectedValue::Number(*n),
                    Some(Value::Money { value, .. }) => ExpectedValue::Number(*value),
                    Some(Value::Timex(timex)) => ExpectedValue::Text(timex.value.clone()),
                    None => ExpectedValue::Text(words),
                })
            }
            Some(words @ Filler::Words(_)) => {
                let number = sentence.units.iter().position(|u| u.row.len() > found.trigger)?;
                let span = spans(sentence, number, words).first().copied()?;
                Some(ExpectedValue::Text(span.of(sentence.document.text).to_owned()))
            }
        }
    }

    /// The sentence as units, for a person who wonders why it did not match.
    fn picture(&self, sentence: &Sentence<'_>) -> String {
        let mut text = String::from("  units:");
        for units in &sentence.units {
            let context = self.context(sentence, units);
            for at in 0..units.row.len() {
                text.push(' ');
                text.push_str(&context.describe(at));
            }
        }
        text
    }

    /// Vetoes that no example needs, branches that no example takes, examples that another rule
    /// of the relation reads differently.
    pub fn review(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (number, rule) in self.rules.rules.iter().enumerate() {
            let id = RuleId(number as u32);
            findings.extend(self.idle_vetoes(id, rule));
            findings.extend(self.untaken(id, rule));
            findings.extend(self.shadows(id, rule));
        }
        findings
    }

    fn finding(&self, rule: &Rule, place: &str, message: String) -> Finding {
        Finding { place: place.to_owned(), rule: self.rules.full_id(rule), message }
    }

    fn idle_vetoes(&self, id: RuleId, rule: &Rule) -> Vec<Finding> {
        let earns = |veto: usize| {
            rule.rejects.iter().any(|example| {
                let probe = Probe { only: Some(id), without_veto: Some(veto) };
                self.found(rule, example, probe).is_some_and(|found| !found.is_empty())
            })
        };
        let idle = rule.unless.iter().enumerate().filter(|(i, _)| !earns(*i));
        idle.map(|(_, veto)| {
            let message = format!(
                "no `rejects` needs the veto `{}`: without it, none would match",
                veto.text
            );
            self.finding(rule, &rule.place, message)
        })
        .collect()
    }

    fn found(&self, rule: &Rule, example: &Example, probe: Probe) -> Option<Vec<Match>> {
        let annotated = self.read(rule, example).ok()?;
        let sentence = self.prepare(&annotated).ok()?;
        Some(self.search(&sentence, probe).into_iter().map(|(_, m)| m).collect())
    }

    fn untaken(&self, id: RuleId, rule: &Rule) -> Vec<Finding> {
        let mut taken: BTreeSet<(usize, u16)> = BTreeSet::new();
        let mut matched = BTreeSet::new();
        for example in &rule.accepts {
            let probe = Probe { only: Some(id), without_veto: None };
            for found in self.found(rule, example, probe).unwrap_or_default() {
                matched.insert(found.pattern);
                let branches = found.steps.iter().filter_map(|s| match s {
                    Step::Branch(branch) => Some((found.pattern, *branch)),
                    _ => None,
                });
                taken.extend(branches);
            }
        }
        let mut findings = Vec::new();
        for (number, pattern) in rule.patterns.iter().enumerate() {
            if !matched.contains(&number) {
                let message = format!("no `accepts` matches the pattern `{}`", pattern.text);
                findings.push(self.finding(rule, &rule.place, message));
                continue;
            }
            for (branch, place) in pattern.branches.iter().enumerate() {
                if !taken.contains(&(number, branch as u16)) {
                    let part = pattern.text.get(place.at..place.end).unwrap_or("");
                    let message = format!("no `accepts` takes `{part}` of `{}`", pattern.text);
                    findings.push(self.finding(rule, &rule.place, message));
                }
            }
        }
        findings
    }

    fn shadows(&self, id: RuleId, rule: &Rule) -> Vec<Finding> {
        let mut findings = Vec::new();
        let Some(relation) = self.rules.relation_of(rule) else { return findings };
        for example in &rule.accepts {
            let all = self.found(rule, example, Probe::default()).unwrap_or_default();
            let edge = |m: &Match| {
                let [from, to] = relation.edge;
                (m.filler(from).cloned(), m.filler(to).cloned())
            };
            let own: Vec<_> = all.iter().filter(|m| m.rule == id).map(edge).collect();
            let mut others: BTreeMap<String, ()> = BTreeMap::new();
            for other in all.iter().filter(|m| m.rule != id && !own.contains(&edge(m))) {
                if let Some(shadow) =
                    self.rules.rule(other.rule).filter(|r| r.relation == rule.relation)
                {
                    others.insert(self.rules.full_id(shadow), ());
                }
            }
            for (other, ()) in others {
                let message = format!("{other} reads it with other arguments: {}", example.text);
                findings.push(self.finding(rule, &example.place, message));
            }
        }
        findings
    }
}

fn spans(sentence: &Sentence<'_>, number: usize, filler: &Filler) -> Vec<Span> {
    match filler {
        Filler::Mentions(all) => {
            all.iter().filter_map(|m| sentence.entities.mentions.get(*m)).map(|m| m.span).collect()
        }
        Filler::Words(range) => {
            let row = sentence.units.get(number).and_then(|u| u.row.get(range.start..range.end));
            let spans = row.unwrap_or(&[]).iter().map(|u| sentence.document.span(u.tokens));
            spans.reduce(Span::cover).into_iter().collect()
        }
    }
}

fn show(arguments: &BTreeSet<Argument>) -> String {
    let all: Vec<String> =
        arguments.iter().map(|(role, words, _)| format!("[{role} {words}]")).collect();
    all.join(" ")
}

/// A number stands for the exact share of that number; text for the beginning of a date too.
fn same(got: &ExpectedValue, wanted: &ExpectedValue) -> bool {
    match (got, wanted) {
        (ExpectedValue::Share(share), ExpectedValue::Number(n)) => {
            *share == Share { exact: Some(*n), ..Share::default() }
        }
        _ => got == wanted,
    }
}
