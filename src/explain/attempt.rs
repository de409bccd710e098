//! The rule that came furthest, and where it stopped.

use super::answer::{Answer, Asker, AttemptView, Cause, article_of};
use super::relation::holds;
use super::spot::Spot;
use super::unit::{one_line, voice};
use crate::lexicon::Class;
use crate::pattern::{Program, Step, Stop, There, Wanted};
use crate::rule::{Attempt, Outcome, Rule};

/// So many sentences that speak of both are looked at.
const SENTENCES: usize = 8;

/// So many units around the ends a rule may begin.
const NEAR: usize = 3;

/// An attempt of a rule, and what is known of its ends.
struct Tried {
    sentence: usize,
    attempt: Attempt,
    right: usize,
    wrong: usize,
    /// It begins between or beside the ends.
    near: bool,
    /// How far it came: ends that are right count most, words of grammar least.
    rank: i64,
}

impl Asker<'_> {
    /// Both names are known: what rules made of the sentences that speak of both, or which link is
    /// missing where there is none.
    pub(super) fn rules_or_links(&self, ends: [&Spot; 2]) -> Answer {
        let of = |spot: &Spot| {
            spot.mentions.iter().filter_map(|m| self.view.sentence_of(*m)).collect::<Vec<_>>()
        };
        let (subject, object) = (of(ends[0]), of(ends[1]));
        let mut both: Vec<usize> = subject.iter().filter(|s| object.contains(s)).copied().collect();
        both.dedup();
        both.truncate(SENTENCES);
        let best = self.furthest(&both, ends);
        let sure = best.as_ref().is_some_and(|b| b.right == 2);
        if !sure && let Some(answer) = self.link_missing(ends, [&subject, &object]) {
            return answer;
        }
        match (best, both.first()) {
            (_, None) => self.apart([&subject, &object]),
            (Some(best), _) if self.tells(&best, ends) => self.stopped(&best, ends),
            (_, Some(first)) => self.no_rule(*first, ends),
        }
    }

    fn furthest(&self, sentences: &[usize], ends: [&Spot; 2]) -> Option<Tried> {
        let mut best: Option<Tried> = None;
        for &sentence in sentences {
            let Some(context) = self.view.context(sentence) else { continue };
            for attempt in self.view.extractor.rules.trace(&context, self.number) {
                let tried = self.judged(sentence, attempt, ends);
                if best.as_ref().is_none_or(|b| tried.rank > b.rank) {
                    best = Some(tried);
                }
            }
        }
        best
    }

    fn judged(&self, sentence: usize, attempt: Attempt, ends: [&Spot; 2]) -> Tried {
        let (mut right, mut wrong) = (0, 0);
        for (end, role) in self.header.edge.iter().enumerate() {
            let Some((_, filler)) = attempt.roles.iter().find(|(r, _)| r == role) else { continue };
            let other = if self.header.symmetric { ends[1 - end] } else { ends[end] };
            let mut all = ends[end].mentions.iter().chain(&other.mentions);
            if all.any(|m| holds(filler, *m)) { right += 1 } else { wrong += 1 }
        }
        let near = self.is_near(sentence, attempt.trigger, ends);
        let mut tried = Tried { sentence, attempt, right, wrong, near, rank: 0 };
        tried.rank = self.rank(&tried, ends);
        tried
    }

    fn rank(&self, tried: &Tried, ends: [&Spot; 2]) -> i64 {
        let Tried { sentence, attempt, right, wrong, near, .. } = tried;
        let (steps, stop): (&[Step], Option<&Stop>) = match (&attempt.outcome, &attempt.found) {
            (Outcome::Stopped(stop), _) => (&stop.steps, Some(stop)),
            (_, found) => (found.as_ref().map_or(&[], |f| &f.steps), None),
        };
        let matched: i64 = steps.iter().map(|step| self.weight(*sentence, *step)).sum();
        let context = self.view.extractor.rules.rule(attempt.rule).is_some_and(|r| r.context);
        let between = stop.is_some_and(|stop| {
            let pair = self.nearest_units(*sentence, ends);
            let inside = |at: usize| pair.is_some_and(|(a, b)| (a.min(b)..=a.max(b)).contains(&at));
            stop.wanted.iter().any(|(_, place)| matches!(place, There::Unit(at) if inside(*at)))
        });
        let whole = stop.is_none() && *right + *wrong == 2;
        9 * *right as i64 - 6 * *wrong as i64
            + matched
            + if whole { 6 } else { 0 }
            + if *near { 9 } else { 0 }
            + if between { 3 } else { 0 }
            - if context && *right < 2 { 9 } else { 0 }
            - if stop.is_some_and(|stop| self.looks_away(tried, stop, ends)) { 9 } else { 0 }
    }

    /// It stopped on one side of its first word, and every end that it lacks is on the other.
    fn looks_away(&self, tried: &Tried, stop: &Stop, ends: [&Spot; 2]) -> bool {
        let Tried { sentence, attempt, .. } = tried;
        let trigger = attempt.trigger;
        let before = |place: &There| match place {
            There::Begin => true,
            There::Unit(at) => *at < trigger,
            There::End => false,
        };
        let left = stop.wanted.iter().all(|(_, place)| before(place));
        let right = stop.wanted.iter().all(|(_, place)| !before(place));
        let lacks = self.header.edge.iter().zip(ends);
        let lacks = lacks.filter(|(role, _)| attempt.roles.iter().all(|(r, _)| r != *role));
        let mut units = lacks.flat_map(|(_, spot)| self.units_of(*sentence, spot)).peekable();
        if units.peek().is_none() {
            return false;
        }
        let sides: Vec<bool> = units.map(|at| at < trigger).collect();
        left && sides.iter().all(|left| !left) || right && sides.iter().all(|left| *left)
    }

    /// What a matched position says: words of grammar little.
    fn weight(&self, sentence: usize, step: Step) -> i64 {
        let Step::Atom { units, .. } = step else { return 0 };
        let context = self.view.context(sentence);
        let grammar = context.is_some_and(|c| {
            let classes = c.lexicon.classes(c.word(units.start).unwrap_or_default());
            let auxiliary = classes.has(Class::Be) || classes.has(Class::Have);
            units.end == units.start + 1 && (classes.has(Class::Function) || auxiliary)
        });
        if grammar { 1 } else { 3 }
    }

    /// True for an attempt that says why: it captured both ends, or came beyond its first word, or
    /// its first word is said of an end.
    fn tells(&self, best: &Tried, ends: [&Spot; 2]) -> bool {
        let Outcome::Stopped(stop) = &best.attempt.outcome else {
            return best.near || best.right > 0;
        };
        let trigger = best.attempt.trigger;
        let Some(context) = self.view.context(best.sentence) else { return false };
        let of_end = |unit: usize| {
            let members = context.members(unit);
            ends.iter().any(|s| members.iter().any(|m| s.mentions.contains(m)))
        };
        let beside = [trigger.wrapping_sub(1), trigger + 1].into_iter().any(of_end);
        let subject = context.verb(trigger).and_then(|v| v.subject).is_some_and(of_end);
        let away = self.looks_away(best, stop, ends);
        best.right == 2
            || !away && best.near && (best.right > 0 || stop.matched() > 1 || beside || subject)
    }

    /// The units of a sentence that speak of an end.
    pub(super) fn units_of(&self, sentence: usize, spot: &Spot) -> Vec<usize> {
        let Some(context) = self.view.context(sentence) else { return Vec::new() };
        let units = 0..context.units.row.len();
        units.filter(|at| context.members(*at).iter().any(|m| spot.mentions.contains(m))).collect()
    }

    fn is_near(&self, sentence: usize, trigger: usize, [subject, object]: [&Spot; 2]) -> bool {
        let verb = self.view.context(sentence).and_then(|c| c.verb(trigger)?.subject);
        self.nearest_units(sentence, [subject, object]).is_some_and(|(a, b)| {
            let (first, last) = (a.min(b), a.max(b));
            let outer = first.saturating_sub(NEAR)..=last + NEAR;
            let governs = verb == Some(first) || verb == Some(last);
            (first..=last).contains(&trigger)
                || governs && outer.contains(&trigger)
                || outer.contains(&trigger) && last - first <= NEAR
        })
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
            Outcome::Matched => (Cause::Dropped, self.dropped(&name, rule)),
        };
        let mut answer = self.says(cause, message);
        answer.sentence = self.sentence_text(best.sentence);
        answer.attempt = self.attempt_view(rule, best, wanted);
        answer.suggestion = self.skeleton(best.sentence, ends, &mut answer.notes);
        answer
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

    /// What was asked for in vain, each with what stood there.
    fn wanted(&self, rule: &Rule, best: &Tried) -> Vec<String> {
        let Outcome::Stopped(stop) = &best.attempt.outcome else { return Vec::new() };
        let pattern = rule.patterns.get(best.attempt.pattern);
        let variant = pattern.and_then(|p| p.variants.get(best.attempt.variant));
        let Some(variant) = variant else { return Vec::new() };
        let one = |(wanted, there): &(Wanted, There)| {
            self.wants(rule, &variant.program, best, stop, (*wanted, *there))
        };
        stop.wanted.iter().map(one).collect()
    }

    fn wants(
        &self,
        rule: &Rule,
        program: &Program,
        best: &Tried,
        stop: &Stop,
        (wanted, place): (Wanted, There),
    ) -> String {
        let tell = |atom| self.view.notation(rule, |n| program.describe(atom, n));
        let there = self.there(best.sentence, place);
        match wanted {
            Wanted::Atom(atom) => {
                let types = program.types(atom);
                let asks = if types.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", types.names().replace('|', " or "))
                };
                let filled = stop.steps.iter().filter_map(|s| s.units());
                let taken = { filled }.any(|s| place == There::Unit(s.start));
                let taken = if taken { ", which fills another role" } else { "" };
                format!("it wants {}{asks} and finds {there}{taken}", tell(atom))
            }
            Wanted::Subject(atom) => {
                let context = self.view.context(best.sentence);
                let verb = context.and_then(|c| {
                    let verbs = stop.steps.iter().filter_map(|s| s.units());
                    let verb = verbs.flat_map(|u| u.start..u.end).find_map(|u| c.verb(u))?;
                    Some(verb.subject.map(|s| one_line(c.text(s))))
                });
                let subject = match verb.flatten() {
                    Some(subject) => format!("the subject of the verb is `{subject}`"),
                    None => "the verb has no subject that syntax shows".to_owned(),
                };
                format!("it wants {} as the subject, and {subject}", tell(atom))
            }
            Wanted::Not(atom) => format!("it wants anything but {} and finds {there}", tell(atom)),
            Wanted::Free(role) => {
                format!("it wants words for {}, which is filled", self.header.role_name(role))
            }
            Wanted::Start => format!("it wants the begin of the sentence and finds {there}"),
            Wanted::End => format!("it wants the end of the sentence and finds {there}"),
            Wanted::Voice(wanted) => {
                format!("it wants the {} voice and {there} is not", voice(wanted))
            }
            Wanted::Fewer => "there were too many ways to try".to_owned(),
        }
    }

    /// What stands at a place: `` `of` ``, ``a person `Ann Lee` ``.
    fn there(&self, sentence: usize, place: There) -> String {
        let unit = match place {
            There::Unit(unit) => unit,
            There::Begin => return "the begin of the sentence".to_owned(),
            There::End => return "the end of the sentence".to_owned(),
        };
        let Some(context) = self.view.context(sentence) else { return String::new() };
        let text = one_line(context.text(unit));
        let mention = context.members(unit).first().and_then(|m| context.mentions.get(*m));
        match mention {
            Some(mention) => format!("{} `{text}`", article_of(mention.mention_type.name())),
            None if context.verb(unit).is_some() => format!("the verb group `{text}`"),
            None => format!("`{text}`"),
        }
    }

    /// Nothing in the sentence begins a rule.
    fn no_rule(&self, sentence: usize, ends: [&Spot; 2]) -> Answer {
        let between = self.between(sentence, ends);
        let said = between.map_or_else(String::new, |b| format!("; between them stands `{b}`"));
        let message = format!(
            "no rule of {} begins with what the sentence says of them{said}",
            self.header.name
        );
        let mut answer = self.says(Cause::NoRule, message);
        answer.sentence = self.sentence_text(sentence);
        answer.suggestion = self.skeleton(sentence, ends, &mut answer.notes);
        answer
    }

    /// The words between the two ends where they stand nearest.
    fn between(&self, sentence: usize, ends: [&Spot; 2]) -> Option<String> {
        let (a, b) = self.nearest_units(sentence, ends)?;
        let context = self.view.context(sentence)?;
        let (first, last) = (a.min(b), a.max(b));
        let words = (first + 1..last).map(|u| one_line(context.text(u))).collect::<Vec<_>>();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The units of subject and object that stand nearest to each other.
    pub(super) fn nearest_units(
        &self,
        sentence: usize,
        [subject, object]: [&Spot; 2],
    ) -> Option<(usize, usize)> {
        let (a, b) = (self.units_of(sentence, subject), self.units_of(sentence, object));
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
        pairs.filter(|(a, b)| a != b).min_by_key(|(a, b)| a.abs_diff(*b))
    }
}
