//! From the candidates chosen to mentions: names, titles and the values that remain.

use super::evidence;
use super::ground::Ground;
use super::pass::{Chunk, Passes};
use super::role;
use super::scratch::Scratch;
use super::ticker;
use super::traits::Trait;
use super::weights::{self, Lane};
use super::{Chosen, TICKER};
use crate::document::TokenRange;
use crate::lexicon::Class;
use crate::mention::{Kind, Mention, MentionType, Source};
use crate::span::Span;

/// What becomes a mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    span: Span,
    tokens: TokenRange,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    /// A candidate, by its number.
    Name(u32, u8, MentionType),
    /// A title that the grammar found.
    Title,
    /// A value, by its number.
    Value(u32),
}

impl Pick {
    /// The candidate behind it.
    pub(super) fn chosen(&self) -> Option<Chosen> {
        match self.what {
            What::Name(index, lane, _) => Some((index as usize, Lane::from(lane))),
            What::Title | What::Value(_) => None,
        }
    }
}

/// Picks, and the tokens that they cover.
struct Picks<'a> {
    ground: &'a Ground<'a>,
    all: Vec<Pick>,
    covered: &'a mut Vec<bool>,
}

impl Picks<'_> {
    fn is_free(&self, tokens: TokenRange) -> bool {
        !self.covered.get(tokens.indices()).unwrap_or(&[]).contains(&true)
    }

    fn add(&mut self, tokens: TokenRange, what: What) {
        self.covered.get_mut(tokens.indices()).unwrap_or_default().fill(true);
        self.all.push(Pick { span: self.ground.document.span(tokens), tokens, what });
    }
}

/// All names, titles and values that remain, in order.
pub(super) fn picks(
    ground: &Ground<'_>,
    passes: &Passes,
    values: &[Mention],
    scratch: &mut Scratch,
) -> Vec<Pick> {
    let tokens = ground.document.tokens.len();
    let room = passes.chosen.len() + values.len() + 8;
    let Scratch { covered, sure, .. } = scratch;
    covered.clear();
    covered.resize(tokens, false);
    find_sure(values, tokens, sure);
    let mut picks = Picks { ground, all: Vec::with_capacity(room), covered };
    let mut parts: Vec<(TokenRange, What)> = Vec::new();
    for &(index, lane) in &passes.chosen {
        let Some(mention_type) = weights::type_of(lane) else { continue };
        let tokens = without_honorific(ground, passes.candidates[index].tokens, mention_type);
        let what = What::Name(index as u32, lane as u8, mention_type);
        if is_within(sure, tokens) {
            continue;
        }
        // The grammar of titles knows where a title ends: `Executive Vice President` is one.
        if is_part_of_title(tokens, mention_type) {
            parts.push((tokens, what));
        } else {
            picks.add(tokens, what);
        }
    }
    for tokens in role::titles(ground) {
        let is_value = |at: usize| ground.traits[at].has(Trait::Value);
        if picks.is_free(tokens) && !tokens.indices().any(is_value) {
            picks.add(tokens, What::Title);
        }
    }
    for (tokens, what) in parts {
        if picks.is_free(tokens) {
            picks.add(tokens, what);
        }
    }
    for (number, value) in (0..).zip(values) {
        if picks.is_free(value.tokens) {
            let Mention { span, tokens, .. } = *value;
            picks.all.push(Pick { span, tokens, what: What::Value(number) });
        }
    }
    picks.all.sort_by_key(|pick| pick.span);
    picks.all
}

/// The mention of each pick.
pub(super) fn mentions(
    ground: &Ground<'_>,
    passes: &Passes,
    picks: &[Pick],
    values: Vec<Mention>,
) -> Vec<Mention> {
    let mut values: Vec<Option<Mention>> = values.into_iter().map(Some).collect();
    let mut chunks = passes.chunks.iter().peekable();
    let mention = |pick: &Pick| match pick.what {
        What::Value(number) => values.get_mut(number as usize)?.take(),
        What::Title => Some(title(pick)),
        What::Name(index, lane, mention_type) => {
            let chosen = (index as usize, Lane::from(lane));
            while chunks.next_if(|c| c.candidates.1 <= chosen.0).is_some() {}
            chunks.peek().map(|chunk| name(ground, passes, chunk, chosen, (pick, mention_type)))
        }
    };
    picks.iter().filter_map(mention).collect()
}

fn title(pick: &Pick) -> Mention {
    Mention {
        span: pick.span,
        tokens: pick.tokens,
        mention_type: MentionType::Role,
        kind: Kind::Value,
        value: None,
        source: Source::Rule("name/title"),
        confidence: 0.9,
    }
}

fn name(
    ground: &Ground<'_>,
    passes: &Passes,
    chunk: &Chunk,
    (index, lane): Chosen,
    (pick, mention_type): (&Pick, MentionType),
) -> Mention {
    let tokens = pick.tokens;
    let mut listed = ground.listed_at(tokens.start as usize).iter();
    let listed = listed.find(|l| l.tokens == tokens && evidence::is_of(l.entry_type, mention_type));
    let ticker = mention_type == MentionType::Organization
        && ticker::is_ticker(ground, chunk.sentence.tokens, tokens);
    let found = Source::Rule(if ticker { TICKER } else { "name/evidence" });
    Mention {
        span: pick.span,
        tokens,
        mention_type,
        kind: if mention_type == MentionType::Role { Kind::Value } else { Kind::Name },
        value: None,
        source: listed.filter(|_| !ticker).map_or(found, |l| Source::Entry(l.entry)),
        confidence: evidence::confidence(passes, chunk, index, lane),
    }
}

/// A title, or a single word that names something else, may be part of a longer title.
fn is_part_of_title(tokens: TokenRange, mention_type: MentionType) -> bool {
    match mention_type {
        MentionType::Role => true,
        MentionType::Other => tokens.len() == 1,
        _ => false,
    }
}

/// `Mr. Smith` is the person `Smith`.
fn without_honorific(
    ground: &Ground<'_>,
    tokens: TokenRange,
    mention_type: MentionType,
) -> TokenRange {
    let first = tokens.start as usize;
    let honorific = mention_type == MentionType::Person
        && tokens.len() > 1
        && ground.lexicon.is(ground.document.word(first), Class::Honorific)
        && ground.document.tokens.get(first + 1).is_some_and(|t| t.is_capital());
    if honorific { TokenRange::new(first + 1, tokens.end as usize) } else { tokens }
}

/// Finds for each token the number of the sure value that covers it, from 1; 0 for none. Numbers alone
/// are never sure.
fn find_sure(values: &[Mention], tokens: usize, sure: &mut Vec<u32>) {
    sure.clear();
    sure.resize(tokens, 0);
    for (number, value) in values.iter().enumerate() {
        let weak = value.mention_type == MentionType::Number || value.confidence < 0.8;
        if !weak && let Some(covered) = sure.get_mut(value.tokens.indices()) {
            covered.fill(number as u32 + 1);
        }
    }
}

/// True when one sure value covers the whole name.
fn is_within(sure: &[u32], name: TokenRange) -> bool {
    sure.get(name.indices()).is_some_and(|tokens| match tokens {
        [first, rest @ ..] => *first > 0 && rest.iter().all(|t| t == first),
        [] => false,
    })
}
