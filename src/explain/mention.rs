//! Mentions with their evidence and links.

use super::view::View;
use super::{LinkView, MentionView, RunnerUp, Weighed};
use crate::document::TokenRange;
use crate::mention::{Mention, MentionId, Source};
use crate::name::Evidence;

impl View<'_> {
    pub(super) fn mention_views(&self, tokens: TokenRange) -> Vec<MentionView> {
        self.mentions_in(tokens).map(|(id, mention)| self.mention_view(id, mention)).collect()
    }

    fn mention_view(&self, id: MentionId, mention: &Mention) -> MentionView {
        let (start, end) = self.offsets(mention.span);
        let evidence = self.evidence_of(mention);
        MentionView {
            start,
            end,
            text: self.words(mention.span),
            mention_type: mention.mention_type.name(),
            kind: mention.kind.name(),
            source: self.source(mention),
            confidence: mention.confidence,
            link: self.link_view(id),
            score: evidence.map(|e| rounded(e.score)),
            evidence: evidence.map(|e| self.reasons(e)).unwrap_or_default(),
            runner_up: evidence.and_then(|e| e.runner_up).map(|(tokens, other, score)| RunnerUp {
                text: self.words(self.extraction.document.span(tokens)),
                mention_type: other.map(|t| t.name()),
                score: rounded(score),
            }),
        }
    }

    /// The entry or rule that found a mention.
    pub(super) fn source(&self, mention: &Mention) -> String {
        match &mention.source {
            Source::Rule(name) => (*name).to_owned(),
            Source::Entry(entry) => {
                let row = self.extractor.gazetteer.row(*entry);
                let row = row.map(|r| match r.kind {
                    "" => format!("list entry {}", r.name),
                    kind => format!("list entry {} ({kind})", r.name),
                });
                row.unwrap_or_default()
            }
        }
    }

    /// Why a name was chosen; `None` for what the stage of names did not choose.
    pub(super) fn evidence_of(&self, mention: &Mention) -> Option<&Evidence> {
        let all = self.names.mentions.all();
        let at = all.partition_point(|m| m.span < mention.span);
        all.get(at).filter(|m| m.span == mention.span)?;
        self.names.evidence.get(at)?.as_ref()
    }

    /// The evidence with its weights, the heaviest first.
    pub(super) fn reasons(&self, evidence: &Evidence) -> Vec<Weighed> {
        let all = evidence.reasons(&self.extractor.names).into_iter();
        all.map(|r| Weighed { name: r.name, weight: f64::from((r.weight * 100.0).round()) / 100.0 })
            .collect()
    }

    fn link_view(&self, id: MentionId) -> Option<LinkView> {
        let entities = &self.extraction.entities;
        let link = entities.links.get(id.0 as usize).copied().flatten()?;
        let all = std::iter::once(link.entity).chain(entities.others_of(id));
        let names = all.filter_map(|e| entities.name_of(entities.get(e)?, &self.article.text));
        Some(LinkView {
            entity: format!("e{}", u64::from(link.entity.0) + 1),
            name: names.collect::<Vec<_>>().join(" and "),
            reason: link.reason,
            antecedent: link.antecedent.map(|m| self.text_of(m)),
            confidence: link.confidence,
        })
    }
}

/// Two places behind the point.
pub(super) fn rounded(score: f32) -> f32 {
    (score * 100.0).round() / 100.0
}
