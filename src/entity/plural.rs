//! What stands for several: `the two companies`, `both banks`, `they` behind `Acme and Beta`.

use super::resolve::{Resolved, Walk};
use super::scene::{answers, phrase_begin, place_of};
use crate::document::{Shape, TokenRange};
use crate::lexicon::{Class, Position, Referring, WordId};
use crate::mention::{Kind, Mention, MentionType, Source};

/// The reasons of such links.
const DESCRIPTION: &str = "description of several";
const PRONOUN: &str = "pronoun for several";

/// True for a mention that stands for several entities.
pub fn stands_for_several(mention: &Mention) -> bool {
    matches!(mention.source, Source::Rule(DESCRIPTION | PRONOUN))
}

/// Most names that are taken together.
const MOST: usize = 4;
/// Most words between `two` and its noun.
const MODIFIERS: u32 = 2;
/// Furthest sentence back that such words look.
const SENTENCES: u32 = 4;
/// Most things that are looked at for them.
const EVENTS: usize = 48;
/// Most words between names and the pronoun that stands for all of them.
const WORDS: u32 = 8;

/// Entities that were named together or spoken of as two.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Together {
    /// Their root forms, in the order of their names.
    pub roots: Vec<u32>,
    /// Begin of the first, and where all end.
    pub tokens: TokenRange,
    sentence: u32,
    /// They are the subject of their clause.
    subject: bool,
}

/// `The two companies`, with the table of its noun.
struct Several<'l> {
    tokens: TokenRange,
    noun: &'l Referring,
    /// The number is told; else it is `the companies`.
    two: bool,
}

impl Walk<'_, '_> {
    /// Notes that the name just seen ends a list: `Acme, Beta and Coil`.
    pub(super) fn take_together(&mut self, sentence: u32) {
        let document = self.names.document;
        let body = |e: &&super::score::Event| e.mention_type == MentionType::Organization;
        let Some(last) = self.events.last().filter(body) else { return };
        let (mut roots, mut start) = (Vec::new(), last.tokens.end);
        let mut end = last.tokens.end;
        for event in self.events.iter().rev().take(MOST).take_while(body) {
            let Some(root) = event.root.filter(|r| event.tokens.end == end && !roots.contains(r))
            else {
                break;
            };
            roots.push(root);
            start = phrase_begin(self.names, event.tokens.start as usize) as u32;
            let before = |at: u32| document.token_bytes((at as usize).wrapping_sub(1));
            end = match before(start) {
                b"and" if roots.len() == 1 && before(start - 1) == b"," => start - 2,
                b"and" if roots.len() == 1 => start - 1,
                b"," if roots.len() > 1 => start - 1,
                _ => break,
            };
        }
        if roots.len() > 1 {
            roots.reverse();
            let tokens = TokenRange { start, end: last.tokens.end };
            let subject = last.place.subject;
            self.together = Some(Together { roots, tokens, sentence, subject });
        }
    }

    /// Reads a phrase in the plural at a determiner; gives where it ends if it stands for several.
    pub(super) fn several(&mut self, at: u32, end: u32, sentence: u32) -> Option<u32> {
        let several = read(self, at, end)?;
        let roots = self.meant(&several, sentence)?;
        let place = place_of(self.names, several.tokens);
        self.stand(several.tokens, Kind::Nominal, &roots, DESCRIPTION);
        self.note(several.tokens, sentence, None, MentionType::Organization, place);
        let tokens = several.tokens;
        let subject = place.subject;
        self.together = Some(Together { roots, tokens, sentence, subject });
        Some(tokens.end)
    }

    /// `They` and `their` for what was named together.
    pub(super) fn they(&mut self, at: u32, sentence: u32) {
        let Some(known) = &self.together else { return };
        let opens = self.opens(at, sentence) && self.is_last_subject(known);
        let near = known.sentence == sentence && at < known.tokens.end + WORDS;
        if known.subject
            && (near && self.nothing_else(known.tokens.end, at)
                || known.sentence + 1 == sentence && opens)
        {
            let roots = known.roots.clone();
            let tokens = TokenRange { start: at, end: at + 1 };
            self.stand(tokens, Kind::Pronoun, &roots, PRONOUN);
        }
    }

    fn opens(&self, at: u32, sentence: u32) -> bool {
        let begin = self.names.document.sentences.get(sentence as usize);
        begin.is_some_and(|s| at == s.tokens.start)
    }

    /// No subject has come behind them.
    fn is_last_subject(&self, known: &Together) -> bool {
        let last = self.events.iter().rev().take(EVENTS).find(|e| e.place.subject);
        last.is_some_and(|e| e.tokens.start < known.tokens.end)
    }

    /// Between two tokens no other noun in the plural stands.
    fn nothing_else(&self, from: u32, to: u32) -> bool {
        (from as usize..to as usize).all(|at| {
            let word = self.names.document.word(at);
            let classes = self.names.lexicon.classes(word);
            let plain = self.names.document.tokens.get(at).is_some_and(|t| t.is_lower());
            let text = self.names.document.token_bytes(at);
            !plain
                || !text.ends_with(b"s")
                || classes.has(Class::Function)
                || classes.has(Class::Finite)
        })
    }

    fn stand(&mut self, tokens: TokenRange, kind: Kind, roots: &[u32], reason: &'static str) {
        let Some((&root, others)) = roots.split_first() else { return };
        let antecedent = self.facts(root).map_or(0, |f| f.first_token);
        self.resolved.push(Resolved { tokens, kind, root, antecedent, reason, confidence: 0.7 });
        self.others.extend(others.iter().map(|root| (tokens, *root)));
    }

    /// The entities that are meant: those named together last, else the two that stand out.
    fn meant(&mut self, several: &Several<'_>, sentence: u32) -> Option<Vec<u32>> {
        self.gather();
        let near = |t: &&Together| t.sentence + SENTENCES >= sentence;
        let together = self.together.as_ref().filter(near);
        let fit = |t: &&Together| t.roots.iter().all(|r| self.may_be_one(several.noun, *r));
        let named = together.filter(fit);
        if !several.two {
            let said = named.filter(|t| t.subject && t.sentence + 1 >= sentence)?;
            return Some(said.roots.clone());
        }
        let pair = named.filter(|t| t.roots.len() == 2).map(|t| t.roots.as_slice());
        let mut all = self.candidates(several, sentence, pair.unwrap_or(&[]));
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let [first, second, rest @ ..] = all.as_slice() else { return None };
        if rest.first().is_some_and(|third| second.1 - third.1 < self.weights.margin) {
            return None;
        }
        let mut roots = vec![first.0, second.0];
        let named = |root: &u32| self.facts(*root).map_or(0, |f| f.first_token);
        roots.sort_by_key(named);
        Some(roots)
    }

    /// The entities near by that fit, with how much speaks for each.
    fn candidates(&self, several: &Several<'_>, sentence: u32, pair: &[u32]) -> Vec<(u32, f32)> {
        let (_, quote) = self.scene.place(several.tokens.start);
        let mut all: Vec<(u32, f32)> = Vec::new();
        let recent = self.events.iter().rev().take(EVENTS);
        for event in recent.take_while(|e| e.sentence + SENTENCES >= sentence) {
            crate::step::take();
            let Some(root) = event.root.filter(|_| answers(several.noun, event.mention_type))
            else {
                continue;
            };
            let score = self.weights.common(event, sentence, quote);
            if let Some(known) = all.iter_mut().find(|(r, _)| *r == root) {
                known.1 = known.1.max(score);
            } else if self.may_be_one(several.noun, root) {
                let paired = if pair.contains(&root) { self.weights.described } else { 0.0 };
                all.push((root, score + paired));
            }
        }
        all
    }

    /// Nothing says that it is something else.
    fn may_be_one(&self, noun: &Referring, root: u32) -> bool {
        let (Some(facts), Some(profile)) = (self.facts(root), self.profiles.get(root as usize))
        else {
            return false;
        };
        let lexicon = self.names.lexicon;
        let other = facts.is_other_kind(lexicon, noun) || profile.is_other_kind(lexicon, noun);
        !facts.contradict(noun)
            && (facts.fit(noun) || !noun.needs_fit || noun.by_elimination && !other)
    }
}

/// `The two companies`, `both German banks`, `the companies`.
fn read<'l>(walk: &Walk<'l, '_>, at: u32, end: u32) -> Option<Several<'l>> {
    let text = |i: u32| walk.names.document.token_bytes(i as usize);
    let both = text(at).eq_ignore_ascii_case(b"both");
    let the = text(at).eq_ignore_ascii_case(b"the") || text(at).eq_ignore_ascii_case(b"these");
    let two = both || the && text(at + 1) == b"two";
    let first = at + 1 + u32::from(the && two);
    if !both && !the {
        return None;
    }
    let last = if two { first + MODIFIERS } else { first };
    for head in first..end.min(last + 1) {
        let token = walk.names.document.tokens.get(head as usize)?;
        if !token.is_lower() || token.shape.has(Shape::PUNCT) {
            return None;
        }
        if let Some(noun) = plural(walk, head) {
            let of = matches!(text(head + 1), b"of" | b"that" | b"who" | b"-");
            let tokens = TokenRange { start: at, end: head + 1 };
            return (!of).then_some(Several { tokens, noun, two });
        }
    }
    None
}

/// The table of the noun that stands in the plural at a token, if it is one for organizations.
fn plural<'l>(walk: &Walk<'l, '_>, at: u32) -> Option<&'l Referring> {
    let text = walk.names.document.token_text(at as usize);
    let lexicon = walk.names.lexicon;
    let noun = |word: &str| {
        let word: WordId = lexicon.word(word);
        let noun = lexicon.referring(word)?;
        (noun.organization && noun.can_be(Position::Noun)).then_some(noun)
    };
    let stem = text.strip_suffix('s')?;
    let noun_of_y = || noun(&format!("{}y", stem.strip_suffix("ie")?));
    noun(stem).or_else(noun_of_y)
}
