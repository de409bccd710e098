//! The rule that came furthest, and where it stopped.

use super::answer::{Answer, Asker, AttemptView, Cause};
use super::rank::Tried;
use super::spot::Spot;
use super::trial::Obstacle;
use super::unit::one_line;
use crate::document::TokenRange;
use crate::mention::MentionId;
use crate::pattern::There;
use crate::relation::{Evidence, Relation};
use crate::rule::{Attempt, Filler, Outcome, Rule};

/// So many sentences that speak of both, or of one, are looked at.
const SENTENCES: usize = 8;

/// Words in the way of a rule, in tokens, that are a likelier cause than a missing link.
const SHORT: usize = 3;

impl Asker<'_> {
    /// Both names are known. In the order of the stages: which link is missing, which words stand in
    /// the way of a rule, how far rules came, whether any has to do with what the text says.
    pub(super) fn rules_or_links(&self, ends: [&Spot; 2]) -> Answer {
        let of = |spot: &Spot| {
            let mut all: Vec<usize> =
                spot.mentions.iter().filter_map(|m| self.view.sentence_of(*m)).collect();
            all.dedup();
            all
        };
        let (subject, object) = (of(ends[0]), of(ends[1]));
        let mut both: Vec<usize> = subject.iter().filter(|s| object.contains(s)).copied().collect();
        both.truncate(SENTENCES);
        if let Some(answer) = self.by_other_name(ends) {
            return answer;
        }
        let best = self.furthest(&both, ends);
        if let Some(best) = best.as_ref().filter(|best| best.is_whole()) {
            return self.stopped(best, ends);
        }
        if let Some(answer) = self.link_missing(ends, [&subject, &object]) {
            return answer;
        }
        let single = self.single([&subject, &object], &both);
        let obstacle = self.obstacle(&both, ends);
        let far = obstacle.as_ref().is_none_or(|o| o.tokens.len() > SHORT);
        if far && let Some(answer) = self.looked_for(&[both.as_slice(), &single].concat(), ends) {
            return answer;
        }
        let two = || self.links_missing(ends, [&subject, &object]);
        if let Some(answer) = obstacle.map(|o| self.obstructed(&o, ends)).or_else(two) {
            return answer;
        }
        if let Some(best) = best.as_ref().filter(|best| self.tells(best, ends)) {
            return self.stopped(best, ends);
        }
        if let Some(answer) = self.said_of_another(&both, ends) {
            return answer;
        }
        match (self.left_out(&single, ends, !both.is_empty()), self.plainest(&both, ends)) {
            (Some(left_out), _) => self.stopped(&left_out, ends),
            (None, Some(sentence)) => self.no_rule(sentence, ends),
            (None, None) => self.apart([&subject, &object]),
        }
    }

    /// A sentence that speaks of both, and says it of one of them and somebody else.
    fn said_of_another(&self, sentences: &[usize], ends: [&Spot; 2]) -> Option<Answer> {
        let extraction = &self.view.extraction;
        let here = |e: &Evidence| {
            self.view.sentence_of(e.subject).is_some_and(|sentence| sentences.contains(&sentence))
        };
        let same = extraction.relations.iter().filter(|r| r.relation == self.header.name);
        // The other one stands on the same side of the end that both share.
        let beside = |told: MentionId, shared: MentionId, spot: &Spot| {
            let mut inside = spot
                .mentions
                .iter()
                .filter(|m| self.view.sentence_of(**m) == self.view.sentence_of(shared));
            inside.any(|m| (*m < shared) == (told < shared))
        };
        let one = |r: &&Relation| {
            let [subject, object] = ends;
            r.evidence.iter().filter(|e| here(e)).any(|e| {
                subject.is(&r.subject) && beside(e.object, e.subject, object)
                    || object.is(&r.object) && beside(e.subject, e.object, subject)
            })
        };
        let found = { same }.find(one)?;
        let evidence = found.evidence.iter().find(|e| here(e))?;
        let (name, [subject, object]) =
            (&self.header.name, [&found.subject.name, &found.object.name]);
        let message = format!(
            "the rule {} matches with other ends: {name}({subject}, {object})",
            evidence.rule
        );
        let mut answer = self.says(Cause::OtherEnds, message);
        answer.sentence = self.sentence_text(self.view.sentence_of(evidence.subject)?);
        Some(answer)
    }

    /// Sentences that speak of one end alone, those near the other first.
    fn single(&self, [subject, object]: [&[usize]; 2], both: &[usize]) -> Vec<usize> {
        let apart = |from: usize, all: &[usize]| all.iter().map(|s| s.abs_diff(from)).min();
        let mut all: Vec<(Option<usize>, usize)> =
            subject.iter().map(|s| (apart(*s, object), *s)).collect();
        all.extend(object.iter().map(|s| (apart(*s, subject), *s)));
        all.retain(|(_, s)| !both.contains(s));
        all.sort_unstable();
        all.into_iter().take(SENTENCES).map(|(_, s)| s).collect()
    }

    /// The rule that came furthest among those that look for an end where a pronoun or description
    /// stands for another or nobody.
    fn looked_for(&self, sentences: &[usize], ends: [&Spot; 2]) -> Option<Answer> {
        let all = self.tries(sentences, ends).into_iter().filter(|t| t.content > 0);
        let dangling = all.filter_map(|t| Some((self.dangling(&t, ends)?, t)));
        let better = |a: ((TokenRange, usize), Tried), b: ((TokenRange, usize), Tried)| {
            if b.1.rank > a.1.rank { b } else { a }
        };
        let (place, tried) = dangling.reduce(better)?;
        Some(self.unlinked_for(&tried, place))
    }

    /// Words stand in the way of a rule.
    fn obstructed(&self, obstacle: &Obstacle, ends: [&Spot; 2]) -> Answer {
        let words = self.view.words(self.view.extraction.document.span(obstacle.tokens));
        let all = self.tries(&[obstacle.sentence], ends);
        let mine = all.into_iter().filter(|t| {
            let rule = self.view.extractor.rules.rule(t.attempt.rule);
            let whole = t.attempt.outcome == Outcome::Matched && t.wrong == 0;
            !whole && rule.is_some_and(|r| self.view.extractor.rules.full_id(r) == obstacle.rule)
        });
        let best = mine.max_by_key(|t| (self.meets(t, obstacle), t.rank));
        let without = format!("without `{words}` it matches");
        let mut answer = match best {
            Some(best) => self.stopped(&best, ends),
            None => {
                let message = format!("the rule {} does not fit the sentence", obstacle.rule);
                let mut answer = self.says(Cause::RuleStopped, message);
                answer.sentence = self.sentence_text(obstacle.sentence);
                answer.suggestion = self.skeleton(obstacle.sentence, ends, &mut answer.notes);
                answer
            }
        };
        answer.message = format!("{}; {without}", answer.message);
        answer
    }

    fn stopped(&self, best: &Tried, ends: [&Spot; 2]) -> Answer {
        let rules = &self.view.extractor.rules;
        let Some(rule) = rules.rule(best.attempt.rule) else {
            return self.no_rule(best.sentence, ends);
        };
        let name = rules.full_id(rule);
        let wanted = self.wanted(rule, best);
        let (cause, message) = match &best.attempt.outcome {
            Outcome::Stopped(_) => {
                let first = wanted.first().cloned().unwrap_or_default();
                (Cause::RuleStopped, format!("the rule {name} came furthest and stopped: {first}"))
            }
            Outcome::Missing(role) => {
                let role = self.header.role_name(*role);
                (Cause::RoleMissing, format!("the rule {name} matches and finds no {role}"))
            }
            Outcome::Cut => {
                let why = "its last name is only part of a longer noun phrase";
                (Cause::Cut, format!("the rule {name} matches, but {why}"))
            }
            Outcome::Vetoed(veto) => {
                let veto = rule.unless.get(*veto).map_or("", |v| v.text.as_str());
                (Cause::Vetoed, format!("the rule {name} matches, but its veto `{veto}` does too"))
            }
            Outcome::Overtaken => {
                let why = "another form of it matched there first";
                (Cause::Overtaken, format!("the rule {name} would match, but {why}"))
            }
            Outcome::Matched if best.wrong > 0 => {
                let fills = self.fills(&best.attempt);
                (Cause::OtherEnds, format!("the rule {name} matches with other ends: {fills}"))
            }
            Outcome::Matched if best.right < 2 => {
                let lacks = self.header.edge.iter().zip(["subject", "object"]);
                let lacks =
                    { lacks }.find(|(r, _)| best.attempt.roles.iter().all(|(f, _)| f != *r));
                let role = lacks.map_or("end", |(role, _)| self.header.role_name(*role));
                let why = format!(
                    "leaves out its {role}, and the text does not show plainly whom it means"
                );
                (Cause::RoleMissing, format!("the rule {name} matches, {why}"))
            }
            Outcome::Matched => (Cause::Dropped, self.dropped(&name, rule)),
        };
        let mut answer = self.says(cause, message);
        answer.sentence = self.sentence_text(best.sentence);
        answer.attempt = self.attempt_view(rule, best, wanted);
        answer.suggestion = self.skeleton(best.sentence, ends, &mut answer.notes);
        answer
    }

    /// What took the place of an end is among the words in the way, or the rule stopped at them.
    fn meets(&self, tried: &Tried, obstacle: &Obstacle) -> bool {
        let Some(context) = self.view.context(obstacle.sentence) else { return false };
        let there = |tokens: TokenRange| tokens.overlaps(obstacle.tokens);
        let filler = |filler: &Filler| match filler {
            Filler::Mentions(all) => {
                all.iter().any(|m| context.mentions.get(*m).is_some_and(|m| there(m.tokens)))
            }
            Filler::Words(_) => false,
        };
        let place = |place: &There| match place {
            There::Unit(unit) => context.unit(*unit).is_some_and(|u| there(u.tokens)),
            There::Begin | There::End => false,
        };
        match tried.stop() {
            Some(stop) => stop.wanted.iter().any(|(_, there)| place(there)),
            None => tried.attempt.roles.iter().any(|(_, f)| filler(f)),
        }
    }

    fn dropped(&self, name: &str, rule: &Rule) -> String {
        if rule.same_entity {
            return format!(
                "the rule {name} matches, but holds only for two names of one entity, and these were not linked"
            );
        }
        format!("the rule {name} matches, but its members were paired otherwise (respectively)")
    }

    fn fills(&self, attempt: &Attempt) -> String {
        let role = |role| self.header.role_name(role);
        let words = |filler: &crate::rule::Filler| match filler {
            crate::rule::Filler::Mentions(all) => {
                all.iter().map(|m| self.view.text_of(*m)).collect::<Vec<_>>().join(", ")
            }
            crate::rule::Filler::Words(_) => "words".to_owned(),
        };
        let ends = attempt.roles.iter().filter(|(r, _)| self.header.edge.contains(r));
        let ends = ends.map(|(r, f)| format!("{} is `{}`", role(*r), words(f)));
        ends.collect::<Vec<_>>().join(", ")
    }

    fn attempt_view(&self, rule: &Rule, best: &Tried, wanted: Vec<String>) -> Option<AttemptView> {
        let pattern = rule.patterns.get(best.attempt.pattern)?;
        let program = &pattern.variants.get(best.attempt.variant)?.program;
        let steps = match (&best.attempt.outcome, &best.attempt.found) {
            (Outcome::Stopped(stop), _) => &stop.steps,
            (_, Some(found)) => &found.steps,
            _ => return None,
        };
        Some(AttemptView {
            rule: self.view.extractor.rules.full_id(rule),
            place: rule.place.clone(),
            pattern: pattern.text.clone(),
            form: best.attempt.form.name(),
            steps: self.view.steps(rule, program, steps, best.sentence),
            wanted,
        })
    }

    /// Nothing that the sentence says of them begins a rule.
    fn no_rule(&self, sentence: usize, ends: [&Spot; 2]) -> Answer {
        let name = &self.header.name;
        let message = match self.between(sentence, ends) {
            Between::Nothing => {
                format!("no rule of {name} begins with what the sentence says of them")
            }
            Between::List(list) => {
                format!(
                    "they stand in one list, `{list}`, and no rule of {name} reads more from it"
                )
            }
            Between::Words(words) => format!(
                "no rule of {name} begins with what the sentence says of them; between them stands `{words}`"
            ),
        };
        let mut answer = self.says(Cause::NoRule, message);
        answer.sentence = self.sentence_text(sentence);
        answer.suggestion = self.skeleton(sentence, ends, &mut answer.notes);
        answer
    }

    /// The words between the two ends where they stand nearest.
    fn between(&self, sentence: usize, ends: [&Spot; 2]) -> Between {
        let Some(context) = self.view.context(sentence) else { return Between::Nothing };
        match self.nearest_units(sentence, ends) {
            Some((a, b)) => {
                let (first, last) = (a.min(b), a.max(b));
                let words: Vec<String> =
                    (first + 1..last).map(|u| one_line(context.text(u))).collect();
                match words.is_empty() {
                    true => Between::Nothing,
                    false => Between::Words(words.join(" ")),
                }
            }
            None => {
                let objects = self.units_of(sentence, ends[1]);
                let list =
                    self.units_of(sentence, ends[0]).into_iter().find(|u| objects.contains(u));
                list.map_or(Between::Nothing, |u| Between::List(one_line(context.text(u))))
            }
        }
    }
}

/// What stands between two ends.
enum Between {
    Nothing,
    Words(String),
    /// Both are in it.
    List(String),
}
