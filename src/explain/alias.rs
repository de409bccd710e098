//! Another name of an end that was not linked to it.

use super::answer::{Answer, Asker, Cause, Patch};
use super::spot::Spot;
use crate::eval::normal_name;
use crate::lexicon::Class;
use crate::mention::Kind;
use crate::relation::Relation;

impl Asker<'_> {
    /// The relation was found of another name of an end, which the text itself calls one.
    pub(super) fn by_other_name(&self, ends: [&Spot; 2]) -> Option<Answer> {
        let all = self.view.extraction.relations.iter();
        let headers = &self.view.extractor.rules.relations;
        let names_one =
            |r: &&Relation| headers.iter().any(|h| h.name == r.relation && h.literal.is_some());
        let one: Vec<&Relation> = all.clone().filter(names_one).collect();
        for told in all.filter(|r| r.relation == self.header.name) {
            let args = [&told.subject, &told.object];
            for end in [0, 1].into_iter().filter(|end| ends[1 - end].is(args[1 - end])) {
                let (mine, other) = (normal_name(self.names()[end]), normal_name(&args[end].name));
                let Some(known) = one.iter().find(|r| {
                    let all = [&r.subject, &r.object].map(|a| normal_name(&a.name));
                    mine != other && all.contains(&mine) && all.contains(&other)
                }) else {
                    continue;
                };
                let (name, other) = (self.names()[end], &args[end].name);
                let message = format!(
                    "`{other}` was not linked to `{name}`, though the text says that they are one ({})",
                    known.rule
                );
                let mut answer = self.says(Cause::LinkMissing, message);
                let place = told.evidence.first().map(|e| e.subject);
                answer.sentence = place.and_then(|m| self.sentence_text(self.view.sentence_of(m)?));
                let patch = format!("[[merge]]\nnames = [{name:?}, {other:?}]\n");
                let suggestion = self.tried(Patch::Corrections(patch), &mut answer.notes);
                answer.suggestion = Some(suggestion);
                return Some(answer);
            }
        }
        None
    }

    /// A name that looks like a shorter or longer form of an end, and is an entity of its own.
    pub(super) fn alias_missing(
        &self,
        ends: [&Spot; 2],
        sentences: [&[usize]; 2],
    ) -> Option<Answer> {
        let entities = &self.view.extraction.entities;
        for end in [1, 0] {
            let name = self.names()[end];
            for &sentence in sentences[1 - end] {
                let range = self.view.extraction.document.sentences.get(sentence)?.tokens;
                for (id, mention) in self.view.mentions_in(range) {
                    let link = entities.links.get(id.0 as usize).copied().flatten();
                    let apart = link.is_some_and(|l| {
                        ends.iter().all(|spot| !spot.entities.contains(&l.entity))
                    });
                    let other = self.view.words(mention.span);
                    if mention.kind != Kind::Name || !apart || !self.looks_like(&other, name) {
                        continue;
                    }
                    let kind = mention.mention_type.name();
                    let row = format!("name\ttype\taliases\n{name}\t{kind}\t{other}\n");
                    let mut notes = Vec::new();
                    let suggestion = self.tried(Patch::Gazetteer(row), &mut notes);
                    if !suggestion.works {
                        continue;
                    }
                    let message =
                        format!("`{other}` was not linked to `{name}`: it is an entity of its own");
                    let mut answer = self.says(Cause::LinkMissing, message);
                    answer.sentence = self.sentence_text(sentence);
                    (answer.notes, answer.suggestion) = (notes, Some(suggestion));
                    return Some(answer);
                }
            }
        }
        None
    }

    /// One name has all words of the other, one at least its own (`Bank` and `Ltd` are none), or is
    /// made of its initials.
    fn looks_like(&self, a: &str, b: &str) -> bool {
        let lexicon = &self.view.extractor.lexicon;
        let common = [
            Class::Function,
            Class::OrganizationHead,
            Class::LegalForm,
            Class::GenericTail,
            Class::GenericHead,
            Class::PlaceHead,
        ];
        let own = |word: &str| !common.iter().any(|class| lexicon.is(lexicon.word(word), *class));
        let (a, b) = (normal_name(a), normal_name(b));
        let initials =
            |name: &str| name.split(' ').filter_map(|w| w.chars().next()).collect::<String>();
        let grammar = |word: &str| {
            let classes = [Class::Function, Class::LegalForm];
            classes.iter().any(|class| lexicon.is(lexicon.word(word), *class))
        };
        let within = |few: &str, many: &str| {
            let mut told = few.split(' ').filter(|w| !grammar(w));
            told.all(|word| many.split(' ').any(|w| w == word))
        };
        let shared = a.split(' ').filter(|w| own(w)).any(|w| b.split(' ').any(|v| v == w));
        let shares = shared && (within(&a, &b) || within(&b, &a));
        let acronym = |short: &str, long: &str| {
            short.chars().count() > 1 && initials(long) == short.replace(' ', "")
        };
        a != b && (shares || acronym(&a, &b) || acronym(&b, &a))
    }
}
