//! Which rule came furthest, and whether what became of it says why.

use super::answer::Asker;
use super::relation::holds;
use super::spot::Spot;
use crate::lexicon::Class;
use crate::mention::{Kind, MentionId, MentionType};
use crate::pattern::{Program, RoleId, Step, Stop, There, Wanted};
use crate::rule::{Attempt, Filler, Outcome, around};

/// So many units around the ends a rule may begin.
const NEAR: usize = 3;

/// What the passive form of a pattern asks for behind its verb.
const PASSIVE_AGENT: &str = "@passive_agent";

/// An attempt of a rule, and what is known of its ends.
pub(super) struct Tried {
    pub(super) sentence: usize,
    pub(super) attempt: Attempt,
    /// Ends that it has in the right place.
    pub(super) right: usize,
    /// Which of the ends it does not have in the right place.
    pub(super) lacks: Vec<usize>,
    /// Ends that it has in the wrong one.
    pub(super) wrong: usize,
    /// It begins between or beside the ends.
    near: bool,
    /// Words matched that say something, not of grammar alone.
    pub(super) content: usize,
    /// How far it came: ends that are right count most, words of grammar least.
    pub(super) rank: i64,
}

impl Tried {
    /// The pattern fits with these very ends; something else speaks against it.
    pub(super) fn is_whole(&self) -> bool {
        self.right == 2 && !matches!(self.attempt.outcome, Outcome::Stopped(_))
    }

    /// Where the pattern stopped, if it did.
    pub(super) fn stop(&self) -> Option<&Stop> {
        match &self.attempt.outcome {
            Outcome::Stopped(stop) => Some(stop),
            _ => None,
        }
    }

    /// The positions that matched.
    fn steps(&self) -> &[Step] {
        let found = self.attempt.found.as_ref().map_or(&[][..], |f| &f.steps);
        self.stop().map_or(found, |stop| &stop.steps)
    }
}

impl Asker<'_> {
    /// What became of every rule of the relation in some sentences.
    pub(super) fn tries(&self, sentences: &[usize], ends: [&Spot; 2]) -> Vec<Tried> {
        let mut all = Vec::new();
        for &sentence in sentences {
            let Some(context) = self.view.context(sentence) else { continue };
            let attempts = self.view.extractor.rules.trace(&context, self.number).into_iter();
            all.extend(attempts.map(|attempt| self.judged(sentence, attempt, ends)));
        }
        all
    }

    /// The rule that came furthest; of equals the first.
    pub(super) fn furthest(&self, sentences: &[usize], ends: [&Spot; 2]) -> Option<Tried> {
        let better = |a: Tried, b: Tried| if b.rank > a.rank { b } else { a };
        self.tries(sentences, ends).into_iter().reduce(better)
    }

    /// A rule that says it of one end in a sentence that does not speak of the other. Where no
    /// sentence speaks of both, only one that matches counts.
    pub(super) fn left_out(
        &self,
        sentences: &[usize],
        ends: [&Spot; 2],
        stopped: bool,
    ) -> Option<Tried> {
        let lacking = |tried: &Tried| {
            let has = |role: &RoleId| tried.attempt.roles.iter().any(|(r, _)| r == role);
            let lacks: Vec<RoleId> =
                self.header.edge.iter().filter(|role| !has(role)).copied().collect();
            let rule = self.view.extractor.rules.rule(tried.attempt.rule);
            match &tried.attempt.outcome {
                Outcome::Missing(role) => lacks.contains(role),
                Outcome::Matched => rule.is_some_and(|rule| rule.context),
                Outcome::Stopped(stop) => {
                    let program = rule.and_then(|rule| {
                        let pattern = rule.patterns.get(tried.attempt.pattern)?;
                        Some(&pattern.variants.get(tried.attempt.variant)?.program)
                    });
                    stopped
                        && tried.content > 1
                        && program.is_some_and(|program| {
                            stop.wanted.iter().any(|(wanted, _)| match wanted {
                                Wanted::Atom(atom) | Wanted::Subject(atom) => {
                                    program.role(*atom).is_some_and(|role| lacks.contains(&role))
                                }
                                _ => false,
                            })
                        })
                }
                _ => false,
            }
        };
        let told = |t: &Tried| t.right == 1 && t.wrong == 0 && t.content > 0 && lacking(t);
        let better = |a: Tried, b: Tried| if b.rank > a.rank { b } else { a };
        self.tries(sentences, ends).into_iter().filter(told).reduce(better)
    }

    fn judged(&self, sentence: usize, attempt: Attempt, ends: [&Spot; 2]) -> Tried {
        let (mut right, mut wrong, mut lacks) = (0, 0, vec![0, 1]);
        for (end, role) in self.header.edge.iter().enumerate() {
            let filled = attempt.roles.iter().find(|(r, _)| r == role).map(|(_, f)| f.clone());
            let subject = || self.subject(sentence, &attempt, *role);
            let Some(filler) = filled.or_else(subject) else { continue };
            let known = attempt.roles.iter().any(|(r, _)| r == role);
            let all = self.at_end(end, ends);
            let held =
                |m: &MentionId| holds(&filler, *m) || self.is_around(sentence, *role, &filler, *m);
            match (all.iter().any(held), known) {
                (true, _) => {
                    right += 1;
                    lacks.retain(|lacking| *lacking != end);
                }
                (false, true) => wrong += 1,
                // The subject of the verb is the other end: the rule reads it the other way round.
                (false, false) => {
                    let other = self.at_end(1 - end, ends);
                    wrong += usize::from(other.iter().any(|m| holds(&filler, *m)));
                }
            }
        }
        let near = self.is_near(sentence, attempt.trigger, right, ends);
        let mut tried = Tried { sentence, attempt, right, lacks, wrong, near, content: 0, rank: 0 };
        let told =
            tried.steps().iter().filter(|step| self.says_something(sentence, **step)).count();
        tried.content = told;
        tried.rank = self.rank(&tried, ends);
        tried
    }

    /// A place that fills a role as well as the one before it: `Dallas, Texas`.
    fn is_around(&self, sentence: usize, role: RoleId, filler: &Filler, id: MentionId) -> bool {
        let role = self.header.roles.get(usize::from(role.0));
        let (Filler::Mentions(all), Some(context)) = (filler, self.view.context(sentence)) else {
            return false;
        };
        let holds = |at: usize| all.iter().any(|m| context.members(at).contains(m));
        role.is_some_and(|role| role.around)
            && (0..context.units.row.len())
                .filter(|at| holds(*at))
                .any(|at| around(&context, at + 1).0.contains(&id))
    }

    /// The mentions that may fill an end.
    fn at_end(&self, end: usize, ends: [&Spot; 2]) -> Vec<MentionId> {
        let of = |end: usize| ends.get(end).map_or(&[][..], |spot| &spot.mentions);
        let other = if self.header.symmetric { of(1 - end) } else { &[] };
        of(end).iter().chain(other).copied().collect()
    }

    /// Who would fill a role as the subject of the verb, had the attempt come so far.
    fn subject(&self, sentence: usize, attempt: &Attempt, role: RoleId) -> Option<Filler> {
        let rule = self.view.extractor.rules.rule(attempt.rule)?;
        let variant = rule.patterns.get(attempt.pattern)?.variants.get(attempt.variant)?;
        let context = self.view.context(sentence)?;
        let subject = context.verb(attempt.trigger)?.subject?;
        (variant.program.subject_role() == Some(role))
            .then(|| Filler::Mentions(context.members(subject).to_vec()))
    }

    fn rank(&self, tried: &Tried, ends: [&Spot; 2]) -> i64 {
        let Tried { sentence, attempt, right, wrong, near, .. } = tried;
        let stop = tried.stop();
        let matched: i64 = tried.steps().iter().map(|step| self.weight(*sentence, *step)).sum();
        let context = self.view.extractor.rules.rule(attempt.rule).is_some_and(|r| r.context);
        let between = stop.is_some_and(|stop| {
            let pair = self.nearest_units(*sentence, ends);
            let inside = |at: usize| pair.is_some_and(|(a, b)| (a.min(b)..=a.max(b)).contains(&at));
            stop.wanted.iter().any(|(_, place)| matches!(place, There::Unit(at) if inside(*at)))
        });
        let whole = stop.is_none() && *right + *wrong == 2;
        let elsewhere = stop.is_none() && *wrong > 0 && !self.wrong_is_beside(tried, ends);
        9 * *right as i64 - 6 * *wrong as i64
            + matched
            + if whole { 6 } else { 0 }
            + if *near { 9 } else { 0 }
            + if between { 3 } else { 0 }
            - if tried.content > 0 { 0 } else { 9 }
            - if elsewhere { 18 } else { 0 }
            + if self.asks_for_end(tried) { 2 } else { 0 }
            - if context && *right < 2 { 9 } else { 0 }
            - if !between && self.asks_beside(tried) { 9 } else { 0 }
            - if stop.is_some_and(|stop| self.looks_away(tried, stop, ends)) { 9 } else { 0 }
    }

    /// What it asked for last is an end that it lacks.
    fn asks_for_end(&self, tried: &Tried) -> bool {
        let rule = self.view.extractor.rules.rule(tried.attempt.rule);
        let variant = rule
            .and_then(|r| r.patterns.get(tried.attempt.pattern))
            .and_then(|p| p.variants.get(tried.attempt.variant));
        tried.stop().zip(variant).is_some_and(|(stop, variant)| {
            stop.wanted.iter().any(|(w, _)| self.is_lacking(tried, &variant.program, *w))
        })
    }

    /// It asks for nothing but further words: no role, no agent of a passive.
    fn asks_for_words(&self, tried: &Tried, stop: &Stop) -> bool {
        let rule = self.view.extractor.rules.rule(tried.attempt.rule);
        let words = rule.and_then(|rule| {
            let pattern = rule.patterns.get(tried.attempt.pattern)?;
            let program = &pattern.variants.get(tried.attempt.variant)?.program;
            let tell = |atom| self.view.notation(rule, |n| program.describe(atom, n));
            Some(stop.wanted.iter().all(|(wanted, _)| match wanted {
                Wanted::Atom(atom) => program.role(*atom).is_none() && tell(*atom) != PASSIVE_AGENT,
                _ => false,
            }))
        });
        words.unwrap_or(false)
    }

    /// It has both ends and asks for more words that stand neither between them nor at the edge.
    fn asks_beside(&self, tried: &Tried) -> bool {
        let words = |(wanted, place): &(Wanted, There)| {
            matches!(wanted, Wanted::Atom(_)) && matches!(place, There::Unit(_) | There::Begin)
        };
        tried.right == 2 && tried.stop().is_some_and(|stop| stop.wanted.iter().all(words))
    }

    /// What is asked for would be an end that an attempt lacks.
    pub(super) fn is_lacking(&self, tried: &Tried, program: &Program, wanted: Wanted) -> bool {
        let (Wanted::Atom(atom) | Wanted::Subject(atom)) = wanted else { return false };
        let mut lacks = tried.lacks.iter().filter_map(|end| self.header.edge.get(*end));
        program.role(atom).is_some_and(|role| lacks.any(|lacking| *lacking == role))
    }

    /// Each end that another took the place of stands right beside that other: `a unit of Oslo's Acme`.
    fn wrong_is_beside(&self, tried: &Tried, ends: [&Spot; 2]) -> bool {
        let Some(context) = self.view.context(tried.sentence) else { return false };
        let unit = |m: &MentionId| {
            (0..context.units.row.len()).find(|at| context.members(*at).contains(m))
        };
        self.header.edge.iter().enumerate().all(|(end, role)| {
            let filler = tried.attempt.roles.iter().find(|(r, _)| r == role).map(|(_, f)| f);
            let Some(Filler::Mentions(fillers)) = filler else { return true };
            let wanted = self.at_end(end, ends);
            if fillers.iter().any(|m| wanted.contains(m)) {
                return true;
            }
            let places: Vec<usize> = fillers.iter().filter_map(unit).collect();
            let mut wanted = wanted.iter().filter_map(unit);
            wanted.any(|w| places.iter().any(|p| p.abs_diff(w) <= NEAR))
        })
    }

    /// It stopped on one side of its first word, and every end that it lacks is on the other.
    fn looks_away(&self, tried: &Tried, stop: &Stop, ends: [&Spot; 2]) -> bool {
        let Tried { sentence, attempt, .. } = tried;
        let trigger = attempt.trigger;
        // A verb without a subject looks nowhere.
        let nobody = || {
            let context = self.view.context(*sentence);
            context.and_then(|c| c.verb(trigger)).is_some_and(|verb| verb.subject.is_none())
        };
        if stop.wanted.iter().any(|(w, _)| matches!(w, Wanted::Subject(_))) && nobody() {
            return false;
        }
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
        match step {
            Step::Atom { .. } if self.is_grammar(sentence, step) => 1,
            Step::Atom { .. } => 3,
            _ => 0,
        }
    }

    fn is_grammar(&self, sentence: usize, step: Step) -> bool {
        let Step::Atom { units, .. } = step else { return true };
        let Some(context) = self.view.context(sentence) else { return true };
        let word = context.verb(units.start).map(|verb| verb.lemma);
        let word = word.or_else(|| context.word(units.start)).unwrap_or_default();
        let classes = context.lexicon.classes(word);
        let auxiliary = classes.has(Class::Be) || classes.has(Class::Have);
        let sign = context.text(units.start).chars().all(|c| !c.is_alphanumeric());
        units.end == units.start + 1 && (classes.has(Class::Function) || auxiliary || sign)
    }

    /// A word beyond grammar, or a title or amount in a role; names alone say nothing.
    fn says_something(&self, sentence: usize, step: Step) -> bool {
        let Step::Atom { units, .. } = step else { return false };
        let Some(context) = self.view.context(sentence) else { return false };
        let first = context.members(units.start).first().and_then(|m| context.mentions.get(*m));
        let names = first.is_some_and(|m| {
            m.mention_type.is_entity()
                || matches!(m.mention_type, MentionType::Date | MentionType::Other)
        });
        let value = first.is_some_and(|m| m.kind == Kind::Value);
        !names && (!value || step.role().is_some()) && !self.is_grammar(sentence, step)
    }

    /// True for an attempt that says why: it has ends in place, or its first word is said of one.
    pub(super) fn tells(&self, best: &Tried, ends: [&Spot; 2]) -> bool {
        let Some(stop) = best.stop() else {
            return best.right == 2
                || best.wrong == 0 && best.right > 0
                || best.wrong > 0 && self.wrong_is_beside(best, ends);
        };
        let Some(context) = self.view.context(best.sentence) else { return false };
        let verb = context.verb(best.attempt.trigger);
        let of_end = |unit: usize| {
            let members = context.members(unit);
            ends.iter().any(|s| members.iter().any(|m| s.mentions.contains(m)))
        };
        let filled = best.attempt.roles.iter().any(|(role, _)| self.header.edge.contains(role));
        // `received` alone says nothing of a listing.
        if best.content < 2 && !filled && self.asks_for_words(best, stop) {
            return false;
        }
        let subject = best.wrong == 0 && verb.and_then(|v| v.subject).is_some_and(of_end);
        let away = self.looks_away(best, stop, ends);
        best.content > 0 && (best.right == 2 || !away && best.near && (best.right > 0 || subject))
    }

    /// The units of a sentence that speak of an end.
    pub(super) fn units_of(&self, sentence: usize, spot: &Spot) -> Vec<usize> {
        let Some(context) = self.view.context(sentence) else { return Vec::new() };
        let units = 0..context.units.row.len();
        units.filter(|at| context.members(*at).iter().any(|m| spot.mentions.contains(m))).collect()
    }

    fn is_near(&self, sentence: usize, trigger: usize, right: usize, ends: [&Spot; 2]) -> bool {
        let verb = self.view.context(sentence).and_then(|c| c.verb(trigger)?.subject);
        self.nearest_units(sentence, ends).is_some_and(|(a, b)| {
            let (first, last) = (a.min(b), a.max(b));
            let outer = first.saturating_sub(NEAR)..=last + NEAR;
            let governs = verb == Some(first) || verb == Some(last);
            (first..=last).contains(&trigger)
                || outer.contains(&trigger) && (governs || right > 0 || last - first <= NEAR)
        })
    }

    /// The units of subject and object that stand nearest to each other, those that name them
    /// before all others.
    pub(super) fn nearest_units(
        &self,
        sentence: usize,
        ends: [&Spot; 2],
    ) -> Option<(usize, usize)> {
        let context = self.view.context(sentence)?;
        let unit = |m: MentionId| {
            (0..context.units.row.len()).find(|at| context.members(*at).contains(&m))
        };
        let pairs = self.pairs(sentence, ends).into_iter();
        let mut units = pairs.filter_map(|[s, o]| unit(s).zip(unit(o)));
        units.find(|(a, b)| a != b)
    }

    /// The sentence that speaks of both most plainly: names before pronouns, near before far.
    pub(super) fn plainest(&self, sentences: &[usize], ends: [&Spot; 2]) -> Option<usize> {
        sentences.iter().copied().min_by_key(|s| {
            let pair = self.pairs(*s, ends).first().copied();
            pair.map_or(usize::MAX, |pair| self.apart_in(pair))
        })
    }
}
