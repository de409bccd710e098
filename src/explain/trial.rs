//! The article with some words changed, read again: what one change makes of it.

use super::answer::Asker;
use super::spot::{Spot, relation_between};
use crate::article::Article;
use crate::document::TokenRange;
use crate::extract::Extraction;
use crate::mention::{Kind, MentionId};
use crate::relation::{Evidence, Relation};
use crate::span::Span;

/// Bytes that all trials of one question may read.
const WORK: usize = 12 << 20;

/// What a trial costs besides its text, in bytes.
const EACH: usize = 2 << 10;

/// Longest stretch that is left out on trial, in tokens: anywhere, and directly beside an end.
const LONGEST: [u32; 2] = [12, 20];

/// So many tokens before the first end and behind the last may be left out.
const BESIDE: [u32; 2] = [20, 6];

/// So many tokens further away a name is still the better place to look than a pronoun.
const UNNAMED: usize = 12;

/// So many pairs of places of the ends are looked at in a sentence.
const PAIRS: usize = 3;

/// Words put in the place of others; none leaves those away.
pub(super) struct Edit<'e> {
    pub(super) span: Span,
    pub(super) words: &'e str,
}

/// Words that stand in the way of a rule: without them it matches.
pub(super) struct Obstacle {
    pub(super) sentence: usize,
    pub(super) tokens: TokenRange,
    /// The rule that then matches, by its full name.
    pub(super) rule: String,
}

/// Where the mentions behind a place that tells the relation stand.
struct Told<'t> {
    rule: &'t str,
    sentence: Span,
    ends: [Span; 2],
}

impl Asker<'_> {
    /// What `judge` makes of a place that tells the relation in the changed text; edits stand in the
    /// order of the text.
    fn told_with<T>(
        &self,
        edits: &[Edit<'_>],
        judge: impl Fn(&Told<'_>, &Relation) -> Option<T>,
    ) -> Option<T> {
        let article = self.edited(edits)?;
        let extraction = self.view.extractor.extract(&article);
        let [subject, object] = self.names().map(|name| Spot::find(&extraction, name));
        let ends = [&subject?, &object?];
        let relation = relation_between(&extraction, Some(&self.header.name), ends)?;
        let told = relation.evidence.iter().filter_map(|e| told(&extraction, e));
        { told }.find_map(|told| judge(&told, relation))
    }

    fn edited(&self, edits: &[Edit<'_>]) -> Option<Article> {
        let all = &self.view.article.text;
        let spent = self.spent.get() + all.len() + EACH;
        if spent > WORK {
            return None;
        }
        self.spent.set(spent);
        let (mut text, mut at) = (String::with_capacity(all.len() + EACH), 0);
        for edit in edits {
            text.push_str(all.get(at..edit.span.start as usize)?);
            text.push_str(edit.words);
            at = edit.span.end as usize;
        }
        text.push_str(all.get(at..)?);
        Some(Article { text, ..self.view.article.clone() })
    }

    /// True when the relation is found at these very places once the names of ends (0 subject, 1
    /// object) stand there.
    pub(super) fn found_at(&self, places: &[(Span, usize)]) -> bool {
        let document = &self.view.extraction.document;
        let lexicon = &self.view.extractor.lexicon;
        let mut places = places.to_vec();
        places.sort_unstable();
        let words: Vec<String> = places
            .iter()
            .map(|(span, end)| {
                let token = document.tokens.partition_point(|t| t.span.end <= span.start);
                let word = document.word(token);
                let alone = document.tokens.get(token).is_some_and(|t| t.span.end >= span.end);
                let possessive =
                    alone && lexicon.is(word, crate::lexicon::Class::PossessivePronoun);
                let mark = if possessive { "'s" } else { "" };
                format!("{}{mark}", self.names().get(*end).copied().unwrap_or_default())
            })
            .collect();
        let edits = places.iter().zip(&words);
        let edits: Vec<Edit<'_>> =
            edits.map(|((span, _), words)| Edit { span: *span, words }).collect();
        let mut shift = 0i64;
        let mut wanted: Vec<(Span, usize)> = Vec::new();
        for ((span, end), edit) in places.iter().zip(&edits) {
            let start = (i64::from(span.start) + shift) as usize;
            wanted.push((Span::new(start, start + edit.words.len()), *end));
            shift += edit.words.len() as i64 - span.len() as i64;
        }
        self.told_with(&edits, |told, relation| {
            let at = |end: usize, span: Span| told.ends.get(end).is_some_and(|s| s.overlaps(span));
            let fits = |(span, end): &(Span, usize)| {
                at(*end, *span) || relation.symmetric && at(1 - *end, *span)
            };
            wanted.iter().all(fits).then_some(())
        })
        .is_some()
    }

    /// The shortest stretch of a sentence that speaks of both without which a rule matches.
    pub(super) fn obstacle(&self, sentences: &[usize], ends: [&Spot; 2]) -> Option<Obstacle> {
        let mut all: Vec<(TokenRange, usize, [MentionId; 2])> = Vec::new();
        for &sentence in sentences {
            for pair in self.pairs(sentence, ends) {
                let cuts = self.cuts(sentence, pair).into_iter();
                all.extend(cuts.map(|tokens| (tokens, sentence, pair)));
            }
        }
        all.sort_by_key(|(tokens, _, _)| (tokens.len(), tokens.start));
        all.dedup();
        all.into_iter().find_map(|(tokens, sentence, pair)| {
            let rule = self.without(tokens, pair)?;
            Some(Obstacle { sentence, tokens, rule })
        })
    }

    /// The rule that matches with these very mentions once the tokens are left away.
    fn without(&self, tokens: TokenRange, pair: [MentionId; 2]) -> Option<String> {
        let document = &self.view.extraction.document;
        let start = document.span(tokens).start;
        let next = document.tokens.get(tokens.end as usize)?.span.start;
        let cut = Span::new(start as usize, next as usize);
        let spans = pair.map(|m| self.view.extraction.entities.mentions.get(m).map(|m| m.span));
        let [subject, object] = [spans[0]?, spans[1]?];
        let gone = cut.end - cut.start;
        let moved = |span: Span| match span.start >= cut.end {
            true => Span { start: span.start - gone, end: span.end - gone },
            false => span,
        };
        let (subject, object) = (moved(subject), moved(object));
        self.told_with(&[Edit { span: cut, words: "" }], |told, relation| {
            let [a, b] = told.ends;
            let straight = a.overlaps(subject) && b.overlaps(object);
            let turned = relation.symmetric && a.overlaps(object) && b.overlaps(subject);
            let here = told.sentence.start <= start && start <= told.sentence.end;
            ((straight || turned) && here).then(|| told.rule.to_owned())
        })
    }

    /// Mentions of both ends in a sentence, names first, then those that stand near each other.
    pub(super) fn pairs(&self, sentence: usize, ends: [&Spot; 2]) -> Vec<[MentionId; 2]> {
        let here = |spot: &Spot| -> Vec<MentionId> {
            let inside = |m: &&MentionId| self.view.sentence_of(**m) == Some(sentence);
            spot.mentions.iter().filter(inside).copied().collect()
        };
        let (subjects, objects) = (here(ends[0]), here(ends[1]));
        let both = subjects.iter().flat_map(|s| objects.iter().map(move |o| [*s, *o]));
        let mut both: Vec<[MentionId; 2]> = both.filter(|[s, o]| s != o).collect();
        both.sort_by_key(|pair| self.apart_in(*pair));
        both.truncate(PAIRS);
        both
    }

    /// How far two mentions stand apart, in tokens; each description or pronoun counts as some more.
    pub(super) fn apart_in(&self, pair: [MentionId; 2]) -> usize {
        let mentions = &self.view.extraction.entities.mentions;
        let [a, b] = pair.map(|m| mentions.get(m).map(|m| m.tokens).unwrap_or_default());
        let between = a.start.max(b.start).saturating_sub(a.end.min(b.end));
        between as usize + UNNAMED * self.referring_in(pair)
    }

    /// How many of two mentions are descriptions or pronouns.
    fn referring_in(&self, pair: [MentionId; 2]) -> usize {
        let kind = |m: &MentionId| self.view.extraction.entities.mentions.get(*m).map(|m| m.kind);
        let refers = |m: &&MentionId| matches!(kind(m), Some(Kind::Nominal | Kind::Pronoun));
        pair.iter().filter(refers).count()
    }

    /// Stretches between and beside two mentions that cut no mention in two.
    fn cuts(&self, sentence: usize, pair: [MentionId; 2]) -> Vec<TokenRange> {
        let extraction = &self.view.extraction;
        let mentions = &extraction.entities.mentions;
        let ends = pair.map(|m| mentions.get(m).map(|m| m.tokens).unwrap_or_default());
        let Some(range) = extraction.document.sentences.get(sentence).map(|s| s.tokens) else {
            return Vec::new();
        };
        let (first, last) = if ends[0] < ends[1] { (ends[0], ends[1]) } else { (ends[1], ends[0]) };
        let from = first.start.saturating_sub(BESIDE[0]).max(range.start);
        let to = (last.end + BESIDE[1]).min(range.end.saturating_sub(1));
        let windows = [(from, first.start), (first.end, last.start), (last.end, to)];
        let inside: Vec<TokenRange> =
            self.view.mentions_in(range).map(|(_, m)| m.tokens).filter(|t| t.len() > 1).collect();
        let ends_at = |t: TokenRange| [t.start, t.end];
        let whole = |at: u32| inside.iter().all(|t| at <= t.start || at >= t.end);
        let mut all = Vec::new();
        for (from, to) in windows {
            for start in (from..to).filter(|at| whole(*at)) {
                let ends = (start + 1..=to.min(start + LONGEST[1])).filter(|at| whole(*at));
                let cuts = ends.map(|end| TokenRange { start, end });
                let short = |cut: &TokenRange| {
                    let beside = [ends_at(first), ends_at(last)]
                        .iter()
                        .any(|[a, b]| cut.end == *a || cut.start == *b);
                    cut.len() <= LONGEST[usize::from(beside)] as usize
                };
                all.extend(cuts.filter(short));
            }
        }
        all
    }
}

fn told<'t>(extraction: &Extraction<'_>, evidence: &'t Evidence) -> Option<Told<'t>> {
    let span = |m: MentionId| extraction.entities.mentions.get(m).map(|m| m.span);
    Some(Told {
        rule: &evidence.rule,
        sentence: evidence.span,
        ends: [span(evidence.subject)?, span(evidence.object)?],
    })
}
