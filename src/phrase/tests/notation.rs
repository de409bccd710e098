//! A sentence with its mentions in brackets (see [`crate::mention::marked`]), and what the phrase
//! layer makes of it as short text.

use crate::document::{Document, TokenRange};
use crate::entity::link;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::marked::{mention, strip};
use crate::mention::{MentionType, Mentions};
use crate::phrase::{Phrases, Unit, UnitKind, Units, VerbGroup, Voice};
use crate::span::Span;

/// A sentence as units, with what is needed to write them down.
pub(super) struct Read<'a> {
    document: Document<'a>,
    lexicon: Lexicon,
    pub(super) units: Units,
    mentions: Mentions,
}

/// Reads the first sentence of a text.
pub(super) fn read<'a>(text: &'a str, marks: &[(Span, MentionType)]) -> Read<'a> {
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon");
    let phrases = Phrases::shipped(&mut lexicon).expect("the shipped moods");
    let document = Document::parse(text, &lexicon);
    let mentions = marks.iter().map(|&(span, kind)| mention(&document, span, kind));
    let mentions = Mentions::arbitrate(mentions.collect());
    let entities = link(&document, &lexicon, &Gazetteer::empty(), mentions);
    let units = phrases.units(&document, &lexicon, &entities, 0);
    Read { mentions: entities.mentions, document, lexicon, units }
}

impl Read<'_> {
    fn text(&self, unit: &Unit) -> &str {
        self.document.text_of(unit.tokens)
    }

    /// `Acme buy agreed; - say hedged`: subject, lemma and what is said of it, for each verb group.
    pub(super) fn verbs(&self) -> String {
        let groups: Vec<String> = self.units.verbs.iter().map(|v| self.verb(v)).collect();
        groups.join("; ")
    }

    fn verb(&self, verb: &VerbGroup) -> String {
        let subject = verb.subject.map_or("-", |s| self.text(&self.units.row[s]));
        let mut said = format!("{subject} {}", self.lexicon.folded(verb.lemma));
        if verb.voice == Voice::Passive {
            said.push_str(" passive");
        }
        if let Some(status) = verb.mood.status {
            said.push_str(&format!(" {}", status.name()));
        }
        for (on, word) in [(verb.mood.negated, " negated"), (verb.mood.hedged, " hedged")] {
            if on {
                said.push_str(word);
            }
        }
        said
    }

    /// The words of each verb group that made its mood.
    pub(super) fn cues(&self) -> String {
        let cues = self.units.verbs.iter().flat_map(|v| &v.mood.cues);
        cues.map(|c| self.document.text_of(*c)).collect::<Vec<_>>().join("|")
    }

    /// The words of each verb group.
    pub(super) fn groups(&self) -> String {
        let verbs = self.units.row.iter().filter(|u| matches!(u.kind, UnitKind::Verb(_)));
        verbs.map(|u| self.text(u)).collect::<Vec<_>>().join("|")
    }

    /// The members of each list: `A+B+C`.
    pub(super) fn lists(&self) -> String {
        let name = |id: &crate::mention::MentionId| {
            self.mentions.get(*id).map_or("", |m| m.span.of(self.document.text)).to_owned()
        };
        let lists = self.units.lists.iter();
        lists
            .map(|l| l.iter().map(name).collect::<Vec<_>>().join("+"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The words of each aside with its signs.
    pub(super) fn asides(&self) -> String {
        let ends = self.units.aside_end.iter().enumerate();
        let asides = ends.filter_map(|(start, end)| Some(self.stretch(start, (*end)? - 1)));
        asides.collect::<Vec<_>>().join("|")
    }

    /// The names that have determiner or modifiers, with them.
    pub(super) fn phrases(&self) -> String {
        let starts = self.units.phrase_start.iter().enumerate();
        let longer = starts.filter(|(at, start)| at > start);
        longer.map(|(at, start)| self.stretch(*start, at)).collect::<Vec<_>>().join("|")
    }

    fn stretch(&self, first: usize, last: usize) -> String {
        let (first, last) = (self.units.row[first].tokens, self.units.row[last].tokens);
        self.document.text_of(TokenRange { start: first.start, end: last.end }).to_owned()
    }
}

/// Checks a table of marked sentences against what `show` makes of them, and names all that differ.
pub(super) fn check(cases: &[(&str, &str)], show: fn(&Read<'_>) -> String) {
    let mut wrong = String::new();
    for (marked, expected) in cases {
        let (text, marks) = strip(marked);
        let shown = show(&read(&text, &marks));
        if shown != *expected {
            wrong.push_str(&format!("\n{marked}\n    is   {shown}\n    must {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
