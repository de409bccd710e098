//! Why a relation was not found: the first thing missing. Entry point: [`why_not`].

use std::cell::Cell;

use serde::Serialize;

use super::claim::{Claim, ClaimError};
use super::spot::{Spot, relation_between};
use super::view::View;
use super::{RelationView, StepView};
use crate::article::Article;
use crate::correct::{Correction, Kind};
use crate::extract::{Extraction, Extractor};
use crate::mention::MentionType;
use crate::pattern::{TypeSet, nearest};
use crate::rule::RelationType;

/// What kept a relation from being found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Nothing: it was found.
    Found,
    /// No relation has this name.
    UnknownRelation,
    /// The article does not say the name.
    NotInText,
    /// The words are there and were not read as that name.
    NameNotFound,
    /// The name was read as something that the relation does not take.
    WrongType,
    /// Both names were taken for one entity.
    OneEntity,
    /// A name, description or pronoun was not linked to the entity.
    LinkMissing,
    /// No sentence speaks of both.
    Apart,
    /// No rule begins with anything that the sentence says of them.
    NoRule,
    /// A rule came this far and no further.
    RuleStopped,
    /// A pattern matched and left a role empty.
    RoleMissing,
    /// A pattern matched, and ends inside a longer noun phrase.
    Cut,
    /// A veto of the rule.
    Vetoed,
    /// Another form of the rule matched there first.
    Overtaken,
    /// A rule matched with other ends.
    OtherEnds,
    /// A rule matched with these ends, and its own conditions do not hold.
    Dropped,
    /// A correction by hand took it away.
    Suppressed,
}

/// The ends of the claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ends {
    /// Who.
    pub subject: String,
    /// Whom or what.
    pub object: String,
}

/// Something to load that would mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "text")]
pub enum Patch {
    /// A name list, for `--gazetteer`.
    Gazetteer(String),
    /// A rule file, for a folder of `--rules`.
    Rules(String),
    /// A corrections file, for `--corrections`.
    Corrections(String),
}

/// What would make the relation be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What to load.
    pub patch: Patch,
    /// It was loaded, and the relation was found.
    pub works: bool,
}

/// The rule that came furthest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttemptView {
    /// The rule.
    pub rule: String,
    /// Where it stands.
    pub place: String,
    /// Its pattern.
    pub pattern: String,
    /// In which form it was tried.
    pub form: &'static str,
    /// What matched, in the order of the text.
    pub steps: Vec<StepView>,
    /// What was asked for and not there, each with what stood there.
    pub wanted: Vec<String>,
}

/// Why a relation was not found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The type of relation asked for.
    pub relation: String,
    /// Its ends.
    pub ends: Ends,
    /// The kind of the first thing missing.
    pub cause: Cause,
    /// The same in words.
    pub message: String,
    /// The sentence that it is about.
    pub sentence: Option<String>,
    /// The rule that came furthest, where rules were tried.
    pub attempt: Option<AttemptView>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
    /// What would mend it.
    pub suggestion: Option<Suggestion>,
    /// The relation, where it was found.
    pub found: Option<RelationView>,
}

/// Gives an extractor with a patch besides all that was loaded; `None` when it does not load.
pub type Rebuild<'r> = dyn Fn(&Patch) -> Option<Extractor> + 'r;

/// Says why a relation was not found in an article. Costs some dozens of extractions.
///
/// # Errors
/// When the claim may be read in several ways.
pub fn why_not(
    extractor: &Extractor,
    article: &Article,
    claim: &Claim,
    rebuild: &Rebuild<'_>,
) -> Result<Answer, ClaimError> {
    let view = View::new(extractor, article);
    let [subject, object] = claim.ends(|name| Spot::find(&view.extraction, name).is_some())?;
    let ends = Ends { subject, object };
    let names = extractor.rules.relations.iter().map(|r| r.name.as_str());
    let names: Vec<&str> = names.collect();
    let Some(number) = names.iter().position(|name| *name == claim.relation) else {
        let near = nearest(&claim.relation, &names);
        let hint = near.map_or_else(
            || format!("there are {}", names.join(", ")),
            |near| format!("did you mean {near}?"),
        );
        let message = format!("no relation is called `{}`; {hint}", claim.relation);
        return Ok(Answer::new(&claim.relation, &ends, Cause::UnknownRelation, message));
    };
    let header = &extractor.rules.relations[number];
    Ok(Asker { view, header, number, ends, rebuild, spent: Cell::new(0) }.answer())
}

/// What one question is asked with.
pub(super) struct Asker<'a> {
    pub(super) view: View<'a>,
    pub(super) header: &'a RelationType,
    pub(super) number: usize,
    pub(super) ends: Ends,
    pub(super) rebuild: &'a Rebuild<'a>,
    /// Bytes that trials have read.
    pub(super) spent: Cell<usize>,
}

impl Answer {
    fn new(relation: &str, ends: &Ends, cause: Cause, message: String) -> Self {
        Self {
            relation: relation.to_owned(),
            ends: ends.clone(),
            cause,
            message,
            sentence: None,
            attempt: None,
            notes: Vec::new(),
            suggestion: None,
            found: None,
        }
    }
}

impl Asker<'_> {
    pub(super) fn says(&self, cause: Cause, message: String) -> Answer {
        Answer::new(&self.header.name, &self.ends, cause, message)
    }

    fn answer(&self) -> Answer {
        let spots = self.names().map(|name| self.spot(name));
        let [Some(subject), Some(object)] = &spots else {
            let end = usize::from(spots[0].is_some());
            return self.name_missing(end);
        };
        let ends = [subject, object];
        let between = |ends| relation_between(&self.view.extraction, self.relation(), ends);
        let turned = [object, subject];
        let mut answer = match between(ends) {
            Some(_) => self.found(ends),
            None if self.header.either_way && between(turned).is_some() => self.found(turned),
            None => self
                .suppressed()
                .or_else(|| self.type_wrong(ends))
                .or_else(|| self.one_entity(ends))
                .unwrap_or_else(|| self.rules_or_links(ends)),
        };
        if answer.cause != Cause::Found {
            self.note_others(ends, &mut answer);
        }
        answer
    }

    /// Where the text speaks of a name; where names are the matter, by that very name.
    fn spot(&self, name: &str) -> Option<Spot> {
        let mut spot = Spot::find(&self.view.extraction, name)?;
        if self.header.literal.is_some() {
            spot.keep(&self.view.extraction, name);
        }
        Some(spot)
    }

    /// The names asked for.
    pub(super) fn names(&self) -> [&str; 2] {
        [&self.ends.subject, &self.ends.object]
    }

    fn relation(&self) -> Option<&str> {
        Some(&self.header.name)
    }

    /// Types that an end takes.
    pub(super) fn types(&self, end: usize) -> TypeSet {
        let role = self.header.edge.get(end).copied().unwrap_or_default();
        self.header.roles.get(usize::from(role.0)).map(|r| r.types).unwrap_or_default()
    }

    /// The name of the role at an end.
    pub(super) fn role(&self, end: usize) -> &str {
        self.header.edge.get(end).map_or("", |role| self.header.role_name(*role))
    }

    /// A correction that did something here and names the relation.
    fn suppressed(&self) -> Option<Answer> {
        let all = (0..).zip(self.view.extractor.corrections.all());
        let here = |(number, c): &(u32, &Correction)| {
            let mine = matches!(&c.kind, Kind::Suppress { relation, .. }
                if relation.as_ref().is_none_or(|r| *r == self.header.name));
            mine && self.view.extraction.corrected.contains(number)
        };
        let (_, correction) = { all }.find(here)?;
        let message = format!("a correction took it away: {correction} ({})", correction.place);
        Some(self.says(Cause::Suppressed, message))
    }

    fn found(&self, ends: [&Spot; 2]) -> Answer {
        let document = &self.view.extraction.document;
        let spots = || (0..document.sentences.len()).flat_map(|n| self.view.relation_views(n));
        let told = relation_between(&self.view.extraction, self.relation(), ends);
        let same = |v: &RelationView| {
            told.is_some_and(|r| {
                v.rule == r.rule
                    && v.subject.name == r.subject.name
                    && v.object.name == r.object.name
            })
        };
        let mut answer = self.says(Cause::Found, "it was found".to_owned());
        answer.found = spots().find(same);
        answer
    }

    /// An end whose type the relation does not take.
    fn type_wrong(&self, ends: [&Spot; 2]) -> Option<Answer> {
        let entities = &self.view.extraction.entities;
        for (end, spot) in ends.into_iter().enumerate() {
            let named = spot.entities.iter().filter_map(|e| entities.get(*e));
            let mut types: Vec<MentionType> = named.map(|e| e.mention_type).collect();
            if types.is_empty() {
                let values = spot.mentions.iter().filter_map(|m| entities.mentions.get(*m));
                types.extend(values.map(|m| m.mention_type));
            }
            let fits = |t: &MentionType| {
                self.types(end).has(*t) || self.header.symmetric && self.types(1 - end).has(*t)
            };
            let literal = self.header.literal.is_some() && end == 1;
            let Some(first) = types.first().copied() else { continue };
            if literal || types.iter().any(fits) {
                continue;
            }
            let name = self.names()[end];
            let message = format!(
                "`{name}` was read as {}; {} takes {} as its {}",
                article_of(first.name()),
                self.header.name,
                self.types(end).names().replace('|', " or "),
                self.role(end),
            );
            let mut answer = self.says(Cause::WrongType, message);
            let place = spot.mentions.first().copied();
            answer.sentence = place.and_then(|m| self.sentence_text(self.view.sentence_of(m)?));
            answer.notes.extend(place.and_then(|m| self.weighed(m)));
            answer.suggestion = self.list_entry(name, end, std::iter::empty(), &mut answer.notes);
            return Some(answer);
        }
        None
    }

    /// Both names stand for one entity.
    fn one_entity(&self, [subject, object]: [&Spot; 2]) -> Option<Answer> {
        if self.header.literal.is_some() {
            return None;
        }
        let both = subject.entities.iter().find(|e| object.entities.contains(e))?;
        let entities = &self.view.extraction.entities;
        let links = entities.get(*both).map(|e| entities.mentions_of(e)).unwrap_or(&[]).iter();
        let links = links.filter_map(|m| entities.links.get(m.0 as usize).copied().flatten());
        let reasons = links.map(|l| l.reason).filter(|r| !matches!(*r, "first" | "same name"));
        let mut reasons: Vec<&str> = reasons.collect();
        reasons.sort_unstable();
        reasons.dedup();
        let message = format!(
            "`{}` and `{}` were taken for one entity ({})",
            self.ends.subject,
            self.ends.object,
            reasons.join(", ")
        );
        let mut answer = self.says(Cause::OneEntity, message);
        let patch = Patch::Corrections(format!(
            "[[split]]\nnames = [{:?}, {:?}]\n",
            self.ends.subject, self.ends.object
        ));
        answer.suggestion = Some(self.tried(patch, &mut answer.notes));
        Some(answer)
    }

    /// Relations of other types between the same ends.
    fn note_others(&self, ends: [&Spot; 2], answer: &mut Answer) {
        let extraction = &self.view.extraction;
        let between = |relation: &str| relation_between(extraction, Some(relation), ends);
        for name in self.view.extractor.rules.relations.iter().map(|r| r.name.as_str()) {
            if let Some(other) = between(name) {
                let (subject, object) = (&other.subject.name, &other.object.name);
                answer.notes.push(format!("found: {name}({subject}, {object}) by {}", other.rule));
            }
        }
    }

    /// The words of a sentence.
    pub(super) fn sentence_text(&self, number: usize) -> Option<String> {
        let sentence = self.view.extraction.document.sentences.get(number)?;
        Some(self.view.words(self.view.extraction.document.span(sentence.tokens)))
    }

    /// Tries a patch; where it is not enough, says what would be missing next.
    pub(super) fn tried(&self, patch: Patch, notes: &mut Vec<String>) -> Suggestion {
        let Some(extractor) = (self.rebuild)(&patch) else {
            return Suggestion { patch, works: false };
        };
        let extraction = extractor.extract(self.view.article);
        let works = self.holds(&extraction);
        if !works {
            let claim = Claim::of(&self.header.name, &self.ends.subject, &self.ends.object);
            let next = why_not(&extractor, self.view.article, &claim, &|_| None);
            notes.extend(next.ok().map(|next| format!("with that, next: {}", next.message)));
        }
        Suggestion { patch, works }
    }

    /// True when the relation was found in an extraction.
    pub(super) fn holds(&self, extraction: &Extraction<'_>) -> bool {
        let [subject, object] = self.names().map(|name| Spot::find(extraction, name));
        let ends = subject.zip(object);
        ends.is_some_and(|(s, o)| relation_between(extraction, self.relation(), [&s, &o]).is_some())
    }
}

/// `an organization`, `a person`.
pub(super) fn article_of(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}
