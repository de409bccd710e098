//! The units of a sentence, for a person.

use super::view::View;
use super::{UnitView, VerbView};
use crate::phrase::{UnitKind, Voice};

impl View<'_> {
    pub(super) fn unit_views(&self, number: usize) -> Vec<UnitView> {
        let rows = 0..self.units.get(number).map_or(0, |u| u.row.len());
        rows.filter_map(|at| self.unit_view(number, at)).collect()
    }

    fn unit_view(&self, number: usize, at: usize) -> Option<UnitView> {
        let context = self.context(number)?;
        let unit = context.unit(at)?;
        let span = self.extraction.document.span(unit.tokens);
        let (start, end) = self.offsets(span);
        let first = context.members(at).first().and_then(|m| context.mentions.get(*m));
        Some(UnitView {
            kind: match unit.kind {
                UnitKind::Word(_) => "word",
                UnitKind::Mention(_) => "mention",
                UnitKind::List(_) => "list",
                UnitKind::Verb(_) => "verb",
            },
            text: self.words(span),
            start,
            end,
            mention_type: first.map(|m| m.mention_type.name()),
            verb: self.verb_view(number, at),
        })
    }

    fn verb_view(&self, number: usize, at: usize) -> Option<VerbView> {
        let context = self.context(number)?;
        let verb = context.verb(at)?;
        let cue = |tokens: &crate::document::TokenRange| {
            self.words(self.extraction.document.span(*tokens))
        };
        Some(VerbView {
            lemma: self.extractor.lexicon.folded(verb.lemma).to_owned(),
            voice: voice(verb.voice),
            subject: verb.subject.map(|unit| one_line(context.text(unit))),
            status: verb.mood.status.map(|s| s.name()),
            negated: verb.mood.negated,
            hedged: verb.mood.hedged,
            cues: verb.mood.cues.iter().map(cue).collect(),
        })
    }
}

/// The name of a voice.
pub(super) fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Active => "active",
        Voice::Passive => "passive",
    }
}

/// The same words with single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
