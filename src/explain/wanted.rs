//! What a rule asked for in vain, and what stood there.

use super::answer::{Asker, article_of};
use super::rank::Tried;
use super::unit::{one_line, voice};
use crate::pattern::{Program, Stop, There, Wanted};
use crate::rule::{Outcome, Rule};

impl Asker<'_> {
    /// What was asked for in vain, each with what stood there; the end that lacks first, signs last,
    /// which mostly may be absent.
    pub(super) fn wanted(&self, rule: &Rule, best: &Tried) -> Vec<String> {
        let Outcome::Stopped(stop) = &best.attempt.outcome else { return Vec::new() };
        let pattern = rule.patterns.get(best.attempt.pattern);
        let variant = pattern.and_then(|p| p.variants.get(best.attempt.variant));
        let Some(variant) = variant else { return Vec::new() };
        let mut all: Vec<&(Wanted, There)> = stop.wanted.iter().collect();
        all.sort_by_key(|(wanted, _)| match wanted {
            _ if self.is_lacking(best, &variant.program, *wanted) => 0,
            Wanted::Atom(atom) if self.is_sign(rule, &variant.program, *atom) => 2,
            _ => 1,
        });
        let one = |(wanted, there): &(Wanted, There)| {
            self.wants(rule, &variant.program, best, stop, (*wanted, *there))
        };
        all.into_iter().map(one).collect()
    }

    fn is_sign(&self, rule: &Rule, program: &Program, atom: u16) -> bool {
        let told = self.view.notation(rule, |n| program.describe(atom, n));
        told == "'s" || !told.contains(char::is_alphanumeric)
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
        let there = self.there(best, place);
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
    fn there(&self, best: &Tried, place: There) -> String {
        let unit = match place {
            There::Unit(unit) => unit,
            There::Begin => return "the begin of the sentence".to_owned(),
            There::End => return "the end of the sentence".to_owned(),
        };
        let Some(context) = self.view.context(best.sentence) else { return String::new() };
        let text = one_line(context.text(unit));
        let mention = context.members(unit).first().and_then(|m| context.mentions.get(*m));
        if context.is_adverb(unit) {
            // Matching steps over it, so what is behind it is not what was asked for either.
            let behind = match unit < best.attempt.trigger {
                true => {
                    unit.checked_sub(1).map(|at| format!("{} {text}", one_line(context.text(at))))
                }
                false => (unit + 1 < context.units.row.len())
                    .then(|| format!("{text} {}", one_line(context.text(unit + 1)))),
            };
            return format!("`{}`", behind.unwrap_or(text));
        }
        match mention {
            Some(mention) => format!("{} `{text}`", article_of(mention.mention_type.name())),
            None if context.verb(unit).is_some() => format!("the verb group `{text}`"),
            None => format!("`{text}`"),
        }
    }
}
