//! Gold of links: texts with their names, descriptions and pronouns marked in place.
//!
//! `[o Fiat SpA #1] said {it #1} sold {its #1} stake in [o Ford #2].` Square brackets are names
//! (o organization, p person, l place) with the number of their entity; `!3` behind it says that
//! entity 3 must not be taken for it. Curly ones are descriptions and pronouns: `#0` stands for
//! nothing named, `#1+2` for both, `#?` is not judged. What is not marked must not be linked. A
//! line `## id` begins a text.

use std::collections::BTreeMap;

use super::gold::GoldError;
use crate::article::Article;
use crate::document::{Document, TokenRange};
use crate::entity::{Entities, EntityId};
use crate::extract::Extractor;
use crate::mention::{Kind, Mention, MentionId, MentionType, Mentions, Source};
use crate::span::Span;

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedName {
    /// Where.
    pub span: Span,
    /// organization, person or place.
    pub mention_type: MentionType,
    /// The number of its entity.
    pub entity: u32,
    /// It is near to be taken for another entity.
    pub trap: bool,
}

/// A description or pronoun in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedAnaphor {
    /// Where.
    pub span: Span,
    /// The entities that it stands for; none where it must not be linked.
    pub entities: Vec<u32>,
    /// False where a reader may take it one way or the other.
    pub judged: bool,
}

/// A text with its marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarkedText {
    /// Its id.
    pub id: String,
    /// The words, without marks.
    pub text: String,
    /// The names, in order.
    pub names: Vec<MarkedName>,
    /// The descriptions and pronouns, in order.
    pub anaphors: Vec<MarkedAnaphor>,
}

/// The thirds of the gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Third {
    /// A name that differs from all earlier ones of its entity.
    Alias,
    /// `the company`: two words or more.
    Description,
    /// `it`, `who`.
    Pronoun,
}

/// Counts of one third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Links {
    /// To be made, and made.
    pub right: usize,
    /// To be made, and made to another entity.
    pub wrong: usize,
    /// To be made, and not made.
    pub missed: usize,
    /// Not to be made, and not made.
    pub apart: usize,
    /// Not to be made, but made.
    pub joined: usize,
}

/// What is not right: where, what was made of it and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// `wrong`, `missed` or `joined`.
    pub verdict: &'static str,
    /// Which words.
    pub span: Span,
    /// The reason of the link that was made; empty where none was.
    pub reason: &'static str,
}

/// The counts of all thirds, and what is not right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkScore {
    /// Counts by third.
    pub thirds: BTreeMap<Third, Links>,
    /// All faults, in the order of the marks.
    pub faults: Vec<Fault>,
}

impl Links {
    /// The share of the links to be made that were made right, 0 to 1.
    pub fn recall(&self) -> f64 {
        super::ratio(self.right, self.wrong + self.missed)
    }

    /// The share of all cases that came out as they should, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        super::ratio(self.right + self.apart, self.wrong + self.missed + self.joined)
    }

    /// The share of the links made that is wrong, 0 to 1.
    pub fn error(&self) -> f64 {
        super::ratio(self.wrong + self.joined, self.right)
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.apart += other.apart;
        self.joined += other.joined;
    }
}

/// Marked texts: those of one file.
///
/// # Errors
/// The first line with a mark that is none.
pub fn marked(file: &str) -> Result<Vec<MarkedText>, GoldError> {
    let mut texts: Vec<MarkedText> = Vec::new();
    for (number, line) in (1..).zip(file.lines()) {
        if let Some(id) = line.strip_prefix("## ") {
            texts.push(MarkedText { id: id.trim().to_owned(), ..MarkedText::default() });
        } else if let Some(text) = texts.last_mut() {
            let fault = |fault| GoldError { line: number, fault };
            text.read(line).map_err(fault)?;
        } else if !line.trim().is_empty() {
            return Err(GoldError { line: number, fault: "no `## id` before it".to_owned() });
        }
    }
    Ok(texts)
}

impl MarkedText {
    fn read(&mut self, line: &str) -> Result<(), String> {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once(['[', '{']) {
            self.text.push_str(before);
            let name = rest.as_bytes().get(before.len()) == Some(&b'[');
            let close = if name { ']' } else { '}' };
            let (inner, after) = after.split_once(close).ok_or("a mark is not closed")?;
            self.mark(inner, name)?;
            rest = after;
        }
        self.text.push_str(rest);
        self.text.push('\n');
        Ok(())
    }

    fn mark(&mut self, inner: &str, name: bool) -> Result<(), String> {
        let bad = || format!("`{inner}` is no mark");
        let (words, number) = inner.rsplit_once(" #").ok_or_else(bad)?;
        let start = self.text.len();
        if name {
            let (letter, words) = words.split_once(' ').ok_or_else(bad)?;
            let mut numbers = number.split('!');
            let entity = numbers.next().and_then(|n| n.parse().ok()).ok_or_else(bad)?;
            let mention_type = type_of(letter).ok_or_else(bad)?;
            self.text.push_str(words);
            let span = Span::new(start, self.text.len());
            let trap = numbers.next().is_some();
            self.names.push(MarkedName { span, mention_type, entity, trap });
            return Ok(());
        }
        self.text.push_str(words);
        let judged = number != "?";
        let entities: Result<Vec<u32>, _> = match judged {
            true => number.split('+').map(str::parse).collect(),
            false => Ok(Vec::new()),
        };
        let mut entities = entities.map_err(|_| bad())?;
        entities.retain(|e| *e != 0);
        entities.sort_unstable();
        let span = Span::new(start, self.text.len());
        self.anaphors.push(MarkedAnaphor { span, entities, judged });
        Ok(())
    }
}

fn type_of(letter: &str) -> Option<MentionType> {
    match letter {
        "o" => Some(MentionType::Organization),
        "p" => Some(MentionType::Person),
        "l" => Some(MentionType::Place),
        _ => None,
    }
}

/// Links a text with its names as marked, and with all else as found.
pub fn link_marked(extractor: &Extractor, gold: &MarkedText) -> Entities {
    let article = Article { text: gold.text.clone(), ..Article::default() };
    let found = extractor.extract(&article);
    let overlaps = |m: &Mention| gold.names.iter().any(|n| n.span.overlaps(m.span));
    let values = found.entities.mentions.all().iter();
    let values = values.filter(|m| {
        matches!(m.kind, Kind::Name | Kind::Value) && !m.mention_type.is_entity() && !overlaps(m)
    });
    let names = gold.names.iter().map(|name| as_mention(&found.document, name));
    let mentions = Mentions::arbitrate(values.cloned().chain(names).collect());
    extractor.linker.link(&found.document, &extractor.lexicon, &extractor.gazetteer, mentions)
}

fn as_mention(document: &Document<'_>, name: &MarkedName) -> Mention {
    let first = document.tokens.partition_point(|t| t.span.end <= name.span.start);
    let end = document.tokens.partition_point(|t| t.span.start < name.span.end);
    Mention {
        span: name.span,
        tokens: TokenRange::new(first, end),
        mention_type: name.mention_type,
        kind: Kind::Name,
        value: None,
        source: Source::Rule("gold"),
        confidence: 1.0,
    }
}

/// Counts the links of a text. Costs the product of marks and mentions.
pub fn score_links(gold: &MarkedText, found: &Entities) -> LinkScore {
    let mut score = LinkScore::default();
    let owners = Owners::of(gold, found);
    owners.names(gold, &mut score);
    for anaphor in gold.anaphors.iter().filter(|a| a.judged) {
        owners.anaphor(anaphor, third(anaphor.span.of(&gold.text)), &mut score);
    }
    owners.unmarked(gold, &mut score);
    score
}

fn third(words: &str) -> Third {
    if words.contains(' ') { Third::Description } else { Third::Pronoun }
}

impl LinkScore {
    fn count(&mut self, third: Third, verdict: &'static str, span: Span, reason: &'static str) {
        let links = self.thirds.entry(third).or_default();
        *match verdict {
            "right" => &mut links.right,
            "wrong" => &mut links.wrong,
            "missed" => &mut links.missed,
            "apart" => &mut links.apart,
            _ => &mut links.joined,
        } += 1;
        if !matches!(verdict, "right" | "apart") {
            self.faults.push(Fault { verdict, span, reason });
        }
    }
}

/// Which entity of the gold each found one is: that of the first name that it has.
struct Owners<'a> {
    found: &'a Entities,
    owners: BTreeMap<EntityId, u32>,
}

impl<'a> Owners<'a> {
    fn of(gold: &MarkedText, found: &'a Entities) -> Self {
        let mut all = Self { found, owners: BTreeMap::new() };
        for name in &gold.names {
            if let Some((entity, _)) = all.link(|m| m.kind == Kind::Name && m.span == name.span) {
                all.owners.entry(entity).or_insert(name.entity);
            }
        }
        all
    }

    /// Entity and reason of the first mention that passes `is`.
    fn link(&self, is: impl Fn(&Mention) -> bool) -> Option<(EntityId, &'static str)> {
        let index = self.found.mentions.all().iter().position(is)?;
        self.found.links.get(index)?.map(|l| (l.entity, l.reason))
    }

    fn owner(&self, entity: EntityId) -> Option<u32> {
        self.owners.get(&entity).copied()
    }

    fn names(&self, gold: &MarkedText, score: &mut LinkScore) {
        let mut seen: Vec<(u32, String)> = Vec::new();
        for name in &gold.names {
            let words = name.span.of(&gold.text).to_lowercase();
            let known = seen.iter().any(|(e, _)| *e == name.entity);
            if seen.iter().any(|(e, w)| *e == name.entity && *w == words) {
                continue;
            }
            seen.push((name.entity, words));
            let link = self.link(|m| m.kind == Kind::Name && m.span == name.span);
            let reason = link.map_or("", |l| l.1);
            let owner = link.and_then(|l| self.owner(l.0));
            let other = owner.is_some_and(|o| o != name.entity);
            let verdict = match (known, other) {
                (true, true) => "wrong",
                (false, true) => "joined",
                (true, false) if self.joins(gold, name, link) => "right",
                (true, false) => "missed",
                (false, false) if name.trap => "apart",
                (false, false) => continue,
            };
            score.count(Third::Alias, verdict, name.span, reason);
        }
    }

    /// An earlier name of its entity is in the same found entity.
    fn joins(
        &self,
        gold: &MarkedText,
        name: &MarkedName,
        link: Option<(EntityId, &'static str)>,
    ) -> bool {
        let earlier = gold.names.iter().take_while(|n| n.span < name.span);
        let mut own = earlier.filter(|n| n.entity == name.entity);
        own.any(|n| {
            let other = self.link(|m| m.kind == Kind::Name && m.span == n.span);
            link.is_some_and(|l| other.is_some_and(|o| o.0 == l.0))
        })
    }

    fn anaphor(&self, anaphor: &MarkedAnaphor, third: Third, score: &mut LinkScore) {
        let at = self.found.mentions.all().iter().position(|m| stands_at(m, anaphor.span));
        let link = self.link(|m| stands_at(m, anaphor.span));
        let others = at.into_iter().flat_map(|i| self.found.others_of(MentionId(i as u32)));
        let all = link.map(|l| l.0).into_iter().chain(others);
        let mut owners: Vec<u32> = all.filter_map(|entity| self.owner(entity)).collect();
        owners.sort_unstable();
        let verdict = match (link, anaphor.entities.is_empty()) {
            (None, true) => "apart",
            (None, false) => "missed",
            (Some(_), true) => "joined",
            (Some(_), false) if owners == anaphor.entities => "right",
            (Some(_), false) => "wrong",
        };
        score.count(third, verdict, anaphor.span, link.map_or("", |l| l.1));
    }

    /// Links of descriptions and pronouns that have no mark.
    fn unmarked(&self, gold: &MarkedText, score: &mut LinkScore) {
        for (mention, link) in self.found.mentions.all().iter().zip(&self.found.links) {
            let third = match mention.kind {
                Kind::Nominal => Third::Description,
                Kind::Pronoun => Third::Pronoun,
                Kind::Name | Kind::Value => continue,
            };
            let marked = gold.anaphors.iter().any(|a| stands_at(mention, a.span));
            if let Some(link) = link.filter(|_| !marked) {
                score.count(third, "joined", mention.span, link.reason);
            }
        }
    }
}

/// The last words of a marked stretch, or all of it, are the mention.
fn stands_at(mention: &Mention, span: Span) -> bool {
    matches!(mention.kind, Kind::Nominal | Kind::Pronoun)
        && mention.span.end == span.end
        && mention.span.start >= span.start
}

/// Precision and recall (B-cubed) over all marked names, as linked and by equal words alone.
pub fn names_b_cubed(gold: &MarkedText, found: &Entities) -> [BCubed; 2] {
    let owners = Owners { found, owners: BTreeMap::new() };
    let linked: Vec<u64> = (0..)
        .zip(&gold.names)
        .map(|(i, name)| {
            let link = owners.link(|m| m.kind == Kind::Name && m.span == name.span);
            link.map_or(u64::MAX - i, |l| u64::from(l.0.0))
        })
        .collect();
    let words: Vec<String> =
        gold.names.iter().map(|n| n.span.of(&gold.text).to_lowercase()).collect();
    [BCubed::of(gold, &linked), BCubed::of(gold, &words)]
}

/// Sums of B-cubed precision and recall over a number of names.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct BCubed {
    /// Sum of the precisions.
    pub precision: f64,
    /// Sum of the recalls.
    pub recall: f64,
    /// Number of names.
    pub names: usize,
}

impl BCubed {
    fn of<T: PartialEq>(gold: &MarkedText, groups: &[T]) -> Self {
        let all = || gold.names.iter().zip(groups);
        let mut sum = Self { names: gold.names.len(), ..Self::default() };
        for (name, group) in all() {
            let mine = all().filter(|(_, g)| *g == group).count();
            let theirs = all().filter(|(n, _)| n.entity == name.entity).count();
            let both = all().filter(|(n, g)| n.entity == name.entity && *g == group).count();
            sum.precision += both as f64 / mine as f64;
            sum.recall += both as f64 / theirs as f64;
        }
        sum
    }

    /// Adds the sums of another.
    pub fn add(&mut self, other: &Self) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.names += other.names;
    }

    /// Precision, recall and F1, 0 to 1.
    pub fn figures(&self) -> [f64; 3] {
        if self.names == 0 {
            return [0.0; 3];
        }
        let (p, r) = (self.precision / self.names as f64, self.recall / self.names as f64);
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}
