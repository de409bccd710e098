//! Relations with the match behind them.

use super::unit::one_line;
use super::view::View;
use super::{EndView, MatchView, RelationView, StepView, Telling, Weighed};
use crate::mention::MentionId;
use crate::pattern::{Program, Step};
use crate::phrase::Units;
use crate::relation::{Argument, Relation, confidence};
use crate::rule::{Filler, Match, Rule};
use crate::write::{self, Found, Unit};

impl View<'_> {
    /// The relations whose first evidence is a sentence.
    pub(super) fn relation_views(&self, number: usize) -> Vec<RelationView> {
        let document = &self.extraction.document;
        let Some(sentence) = document.sentences.get(number) else { return Vec::new() };
        let span = document.span(sentence.tokens);
        let here = |r: &&Relation| r.evidence.first().is_some_and(|e| span.contains(e.span));
        let relations: Vec<&Relation> = self.extraction.relations.iter().filter(here).collect();
        if relations.is_empty() {
            return Vec::new();
        }
        let matches = self.matches(number);
        relations.into_iter().map(|r| self.relation_view(r, number, &matches)).collect()
    }

    fn relation_view(&self, relation: &Relation, number: usize, all: &[Match]) -> RelationView {
        let rules = &self.extractor.rules;
        let told = rules.rules.iter().find(|rule| rules.full_id(rule) == relation.rule);
        let found = all.iter().find(|found| {
            let named = rules.rule(found.rule).is_some_and(|r| rules.full_id(r) == relation.rule);
            let fills = |m: MentionId| found.roles.iter().any(|(_, f)| holds(f, m));
            named && (fills(relation.subject.mention) || fills(relation.object.mention))
        });
        let variant = found.and_then(|f| {
            let pattern = rules.rule(f.rule)?.patterns.get(f.pattern)?;
            Some((pattern, pattern.variants.get(f.variant)?))
        });
        let text = &self.article.text;
        let calibrated = !self.extractor.calibration.is_empty();
        let rounded = |confidence: f64| (confidence * 1e4).round() / 1e4;
        RelationView {
            relation: relation.relation.clone(),
            subject: self.end_view(&relation.subject),
            object: self.end_view(&relation.object),
            attributes: self.attributes(relation),
            status: relation.status.name(),
            negated: relation.negated,
            hedged: relation.hedged,
            cues: found.map(|f| self.cues(f)).unwrap_or_default(),
            attribution: relation.attribution.as_ref().map(|a| one_line(a.span.of(text))),
            rule: relation.rule.clone(),
            place: told.map(|rule| rule.place.clone()),
            pattern: variant.map(|(pattern, _)| pattern.text.clone()),
            form: variant.map(|(_, variant)| variant.form.name()),
            steps: told
                .zip(found.zip(variant))
                .map(|(rule, (found, (_, variant)))| {
                    self.steps(rule, &variant.program, &found.steps, number)
                })
                .unwrap_or_default(),
            confidence: rounded(self.extractor.calibration.of(relation.confidence)),
            uncalibrated: calibrated.then(|| rounded(relation.confidence)),
            confidence_from: told.map(|rule| self.parts(rule, relation)).unwrap_or_default(),
            repeated: self.repeated(relation),
        }
    }

    /// The matches of one rule in a sentence.
    pub(super) fn match_views(&self, number: usize, rule: &str) -> Vec<MatchView> {
        let rules = &self.extractor.rules;
        let Some(sentence) = self.extraction.document.sentences.get(number) else {
            return Vec::new();
        };
        let span = self.extraction.document.span(sentence.tokens);
        let view = |found: &Match| {
            let told = rules.rule(found.rule).filter(|r| rules.full_id(r) == rule)?;
            let variant = told.patterns.get(found.pattern)?.variants.get(found.variant)?;
            Some(MatchView {
                text: span.of(&self.article.text).to_owned(),
                start: self.offsets(span).0,
                steps: self.steps(told, &variant.program, &found.steps, number),
            })
        };
        self.matches(number).iter().filter_map(view).collect()
    }

    fn end_view(&self, argument: &Argument) -> EndView {
        let (start, end) = self.offsets(argument.text);
        EndView {
            name: argument.name.clone(),
            text: self.words(argument.text),
            start,
            end,
            reason: argument.reason,
        }
    }

    fn attributes(&self, relation: &Relation) -> serde_json::Value {
        let found = Found {
            article: self.article,
            extraction: &self.extraction,
            gazetteer: &self.extractor.gazetteer,
            unit: Unit::Chars,
            nominals: false,
        };
        serde_json::from_slice(&write::attributes(found, relation)).unwrap_or_default()
    }

    fn cues(&self, found: &Match) -> Vec<String> {
        let cues = found.mood.cues.iter();
        cues.map(|tokens| self.words(self.extraction.document.span(*tokens))).collect()
    }

    /// The atoms that matched, in the order of the text.
    pub(super) fn steps(
        &self,
        rule: &Rule,
        program: &Program,
        steps: &[Step],
        number: usize,
    ) -> Vec<StepView> {
        let header = self.extractor.rules.relation_of(rule);
        let mut views: Vec<StepView> = Vec::new();
        for step in steps {
            let Some(units) = step.units() else { continue };
            let role = step.role().and_then(|r| Some(header?.role_name(r).to_owned()));
            let wants = match step {
                Step::Atom { atom, .. } => self.notation(rule, |n| program.describe(*atom, n)),
                _ => format!("[{}=…]", role.clone().unwrap_or_default()),
            };
            let row = self.units.get(number).map_or(&[][..], |u: &Units| &u.row);
            let row = row.get(units.start..units.end).unwrap_or(&[]);
            let spans = row.iter().map(|u| self.extraction.document.span(u.tokens));
            let Some(span) = spans.reduce(|a, b| a.cover(b)) else { continue };
            let (start, end) = self.offsets(span);
            views.push(StepView { wants, role, text: self.words(span), start, end });
        }
        views.sort_by_key(|v| (v.start, v.end));
        views
    }

    fn parts(&self, rule: &Rule, relation: &Relation) -> Vec<Weighed> {
        let ends = [relation.subject.mention, relation.object.mention];
        let telling = confidence::Telling { rule, ends, assumed: relation.assumed };
        let parts = confidence::parts(&self.extractor.lexicon, telling, &self.extraction.entities);
        let parts = parts.into_iter().filter(|(_, weight)| weight.abs() >= 0.005);
        let weighed = |(name, weight): (&str, f64)| Weighed {
            name: name.to_owned(),
            weight: (weight * 100.0).round() / 100.0,
        };
        parts.map(weighed).collect()
    }

    fn repeated(&self, relation: &Relation) -> Vec<Telling> {
        let rest = relation.evidence.iter().skip(1);
        rest.map(|e| Telling { rule: e.rule.clone(), text: self.words(e.span) }).collect()
    }
}

/// True when the mention is among what fills the role.
pub(super) fn holds(filler: &Filler, mention: MentionId) -> bool {
    matches!(filler, Filler::Mentions(all) if all.contains(&mention))
}
