//! A rule that would make a relation be found: the sentence with its fillers taken out.

use std::ops::Range;

use super::answer::{Asker, Patch, Suggestion};
use super::spot::Spot;
use super::unit::one_line;
use crate::eval::normal_name;
use crate::lexicon::Class;
use crate::mention::MentionType;
use crate::pattern::Context;
use crate::rule::{Bench, Rule, RuleId};

/// Longest pattern that is suggested, in parts besides its ends: more words are no wording.
const LONGEST: usize = 8;

impl Asker<'_> {
    /// A rule made of the words between the two ends, if it works; the wording with forms first,
    /// then word for word.
    pub(super) fn skeleton(
        &self,
        sentence: usize,
        ends: [&Spot; 2],
        notes: &mut Vec<String>,
    ) -> Option<Suggestion> {
        let (subject, object) = self.nearest_units(sentence, ends)?;
        let context = self.view.context(sentence)?;
        let stretch = subject.min(object)..subject.max(object) + 1;
        let examples = [
            self.example(&context, [subject, object], 0..context.units.row.len()),
            self.example(&context, [subject, object], stretch) + ".",
        ];
        let mut last = None;
        for bare in [true, false] {
            let Some(pattern) = self.pattern(&context, [subject, object], bare) else { continue };
            let voice = if bare { "" } else { "voice = \"any\"\n" };
            let id = identifier(&pattern);
            let rule = |example: Option<&String>| {
                let accepts = example.map(|e| format!("accepts = [{}]\n", quoted(e)));
                Patch::Rules(format!(
                    "[relation]\nname = {}\n\n[[rule]]\nid = {}\npattern = {}\n{voice}{}",
                    quoted(&self.header.name),
                    quoted(&id),
                    quoted(&pattern),
                    accepts.unwrap_or_default()
                ))
            };
            let mut said = Vec::new();
            let suggestion = self.tried(rule(examples.first()), &mut said);
            if suggestion.works {
                let sound = self.accepted(&suggestion.patch, &id, &examples);
                return Some(Suggestion { patch: rule(sound), works: true });
            }
            last.get_or_insert((suggestion, said));
        }
        let (suggestion, said) = last?;
        notes.extend(said);
        Some(suggestion)
    }

    /// The first of some sentences that is a sound example of a rule: besides the ends, an adjunct
    /// of the relation may read more in it.
    fn accepted<'e>(&self, patch: &Patch, id: &str, examples: &'e [String]) -> Option<&'e String> {
        let extractor = (self.rebuild)(patch)?;
        let (rules, lexicon, phrases) = (&extractor.rules, &extractor.lexicon, &extractor.phrases);
        let is_it = |r: &Rule| {
            r.id == id && rules.relation_of(r).is_some_and(|r| r.name == self.header.name)
        };
        let number = RuleId(rules.rules.iter().position(is_it)? as u32);
        let bench = Bench { rules, lexicon, phrases };
        examples.iter().find(|example| bench.accepts(number, example).is_ok())
    }

    /// The stretch from one end to the other, the verb of a subject among it; `bare` leaves away
    /// what stands between a subject and its verb.
    fn pattern(
        &self,
        context: &Context<'_>,
        [subject, object]: [usize; 2],
        bare: bool,
    ) -> Option<String> {
        let (first, last) = (subject.min(object), subject.max(object));
        let verb = (0..context.units.row.len())
            .find(|at| context.verb(*at).is_some_and(|v| v.subject == Some(first)));
        let verb = verb.filter(|v| bare && (first + 1..last).contains(v));
        let from = verb.unwrap_or(first + 1);
        let end = |at| if at == subject { self.role(0) } else { self.role(1) };
        let mut parts = vec![format!("[{}]", end(first))];
        let mut taken = Vec::new();
        let mut at = from;
        while at < last {
            if bare && context.units.aside_end[at].is_some_and(|e| e > at && e <= last) {
                at = context.units.aside_end[at].unwrap_or(at + 1);
                continue;
            }
            parts.extend(self.part(context, at, bare, &mut taken));
            at += 1;
        }
        parts.push(format!("[{}]", end(last)));
        let says = |part: &String| {
            let word = part.trim_start_matches('~');
            let classes = context.lexicon.classes(context.lexicon.word(word));
            let grammar = [Class::Function, Class::Be, Class::Have, Class::Adverb];
            part.starts_with(char::is_alphabetic) && !grammar.iter().any(|c| classes.has(*c))
                || part.starts_with('~') && !grammar.iter().any(|c| classes.has(*c))
        };
        (parts.len() <= LONGEST + 2 && parts.iter().any(says)).then(|| parts.join(" "))
    }

    /// One unit in the notation of patterns.
    fn part(
        &self,
        context: &Context<'_>,
        at: usize,
        bare: bool,
        taken: &mut Vec<String>,
    ) -> Option<String> {
        let first = context.members(at).first().and_then(|m| context.mentions.get(*m));
        if let Some(mention) = first.filter(|_| context.word(at).is_none()) {
            let kind = mention.mention_type;
            let role = self.header.roles.iter().find(|r| {
                let free = !taken.contains(&r.name) && !self.is_end(&r.name);
                free && r.types.has(kind) && !r.types.has(MentionType::Organization)
            });
            if let Some(role) = role {
                taken.push(role.name.clone());
                return Some(format!("[{}]", role.name));
            }
            return Some(match kind {
                MentionType::Other => "..3".to_owned(),
                _ => format!("[{}]", kind.name()),
            });
        }
        if let Some(verb) = context.verb(at) {
            return Some(format!("~{}", context.lexicon.folded(verb.lemma)));
        }
        let text = one_line(context.text(at)).to_lowercase();
        let silent = matches!(text.as_str(), "\"" | "“" | "”" | "-" | "'");
        let adverb = bare && context.is_adverb(at);
        let plain = text.chars().all(|c| c.is_alphanumeric() || "'-,".contains(c));
        match () {
            () if silent || adverb => None,
            () if plain => Some(text),
            () => Some(format!("\"{}\"", one_line(context.text(at)))),
        }
    }

    fn is_end(&self, role: &str) -> bool {
        [0, 1].into_iter().any(|end| self.role(end) == role)
    }

    /// Units of the sentence in bracket notation.
    fn example(
        &self,
        context: &Context<'_>,
        [subject, object]: [usize; 2],
        units: Range<usize>,
    ) -> String {
        let mut text = String::new();
        let mut reached = None;
        let inside = |(at, _): &(usize, _)| units.contains(at);
        for (at, unit) in context.units.row.iter().enumerate().filter(inside) {
            let span = context.document.span(unit.tokens);
            let words = one_line(context.text(at));
            if reached.is_some_and(|end| end < span.start) {
                text.push(' ');
            }
            reached = Some(span.end);
            let first = context.members(at).first().and_then(|m| context.mentions.get(*m));
            match first {
                Some(mention) if at == subject || at == object => {
                    let end = usize::from(at == object);
                    let kind = mention.mention_type.name();
                    let refers = self.names()[end].replace(' ', "_");
                    let name = mention.kind == crate::mention::Kind::Name
                        || normal_name(&words) == normal_name(self.names()[end]);
                    let refers = if name { String::new() } else { format!("={refers}") };
                    text.push_str(&format!("[{}:{kind}{refers} {words}]", self.role(end)));
                }
                Some(mention) if context.word(at).is_none() => {
                    text.push_str(&format!("[:{} {words}]", mention.mention_type.name()));
                }
                _ => text.push_str(&words.replace(['[', ']'], "")),
            }
        }
        text
    }
}

/// A string of TOML, which holds all strings of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The words of a pattern as the name of a rule.
fn identifier(pattern: &str) -> String {
    let mut id = String::new();
    let mut inside = false;
    for c in pattern.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside && c.is_alphanumeric() => id.push(c),
            _ if !id.ends_with('-') && !id.is_empty() => id.push('-'),
            _ => {}
        }
    }
    let id = id.trim_matches('-').to_owned();
    if id.is_empty() { "own-wording".to_owned() } else { format!("own-{id}") }
}
