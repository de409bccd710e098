//! What the evidence of an edge comes to: its status, its share, since when, how sure.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attribute::{Attributes, Change, Holding, Value};
use super::evidence::{Article, Evidence};
use super::model::{Edge, End, Graph, NodeId, Text};
use super::time::first_day;
use crate::phrase::Status;

/// A status, and who gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// How far along.
    pub status: Status,
    /// When, if the text says so (TIMEX3).
    pub date: Option<Text>,
    /// The first day of an article that says so.
    pub first_seen: Option<Text>,
    /// The last day of one.
    pub last_seen: Option<Text>,
    /// All that say so do not vouch for it.
    pub hedged: bool,
    /// The relation records that say so.
    pub evidence: Vec<Text>,
}

/// A share, and who gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareAt {
    /// How much.
    pub share: Holding,
    /// The change that led to it.
    pub change: Option<Change>,
    /// Held, agreed, planned …
    pub status: Status,
    /// When, if the text says so (TIMEX3).
    pub date: Option<Text>,
    /// The first day of an article that says so.
    pub first_seen: Option<Text>,
    /// The last day of one.
    pub last_seen: Option<Text>,
    /// The relation records that say so.
    pub evidence: Vec<Text>,
}

/// What summaries look up.
pub(super) struct Known<'a> {
    pub(super) articles: &'a [Article],
    pub(super) node: &'a dyn Fn(&Evidence, &Text) -> Option<NodeId>,
}

impl Known<'_> {
    fn article(&self, evidence: &Evidence) -> Option<&Article> {
        self.articles.get(evidence.article.0 as usize)
    }

    fn seen(&self, evidence: &Evidence) -> Option<&Text> {
        self.article(evidence)?.date.as_ref()
    }
}

impl Edge {
    /// An edge of one relation, whose evidence is to follow.
    pub fn new(id: Text, relation: Text, subject: End, object: End) -> Self {
        Self {
            id,
            relation,
            subject,
            object,
            negated: false,
            status: Status::default(),
            hedged: false,
            attributes: Arc::default(),
            confidence: 0.0,
            first_seen: None,
            last_seen: None,
            start: None,
            end: None,
            outlets: 0,
            history: Vec::new(),
            shares: Vec::new(),
            evidence: Vec::new(),
        }
    }

    /// Brings the evidence into order and works out all that is said of the whole. The cost is that
    /// of sorting the evidence.
    pub(super) fn summarise(&mut self, known: &Known<'_>) {
        let mut evidence = std::mem::take(&mut self.evidence);
        evidence.sort_by(|a, b| order(known, a).cmp(&order(known, b)));
        self.negated = evidence.first().is_some_and(|e| e.negated);
        self.status = status(&evidence);
        self.hedged = evidence.iter().filter(|e| e.status == self.status).all(|e| e.hedged);
        self.attributes = attributes(&evidence, known);
        self.first_seen = evidence.iter().find_map(|e| known.seen(e)).cloned();
        self.last_seen = evidence.iter().rev().find_map(|e| known.seen(e)).cloned();
        (self.start, self.end) = span(&evidence, self.status, known);
        (self.outlets, self.confidence) = outlets(&evidence, known);
        self.history = history(&evidence, known);
        self.shares = shares(&evidence, known);
        self.evidence = evidence;
    }
}

impl Graph {
    /// Works out all edges anew; call it when evidence, articles or nodes have changed.
    pub fn summarise(&mut self) {
        let mut edges = std::mem::take(&mut self.edges);
        let node = |evidence: &Evidence, local: &Text| self.node_of(evidence.article, local);
        let known = Known { articles: &self.articles, node: &node };
        for edge in &mut edges {
            edge.summarise(&known);
        }
        self.edges = edges;
    }

    /// The graph as it was known to be on a day, `YYYY-MM-DD`: evidence of later days is left out,
    /// and so are edges that had ended or of which nothing is dated. The day of what holds or has
    /// ended is the one that the text gives, else that of the article. Gives the number of edges
    /// without any date.
    pub fn as_of(&mut self, day: &str) -> usize {
        let articles = &self.articles;
        let mut undated = 0;
        self.edges.retain_mut(|edge| {
            let days: Vec<_> = edge.evidence.iter().map(|e| when(articles, e)).collect();
            undated += usize::from(days.iter().all(Option::is_none));
            let mut days = days.into_iter();
            edge.evidence.retain(|_| days.next().flatten().is_some_and(|d| *d <= *day));
            !edge.evidence.is_empty()
        });
        self.summarise();
        self.edges.retain(|edge| edge.status != Status::Ended);
        undated
    }
}

/// The day of a piece of evidence: what holds or has ended has the date of the text, if it gives
/// one; plans have that of the article, for the text says when they are to come true.
fn when(articles: &[Article], evidence: &Evidence) -> Option<String> {
    let held = matches!(evidence.status, Status::Actual | Status::Ended);
    let said = evidence.said_date().filter(|_| held).and_then(|d| first_day(d));
    let article = articles.get(evidence.article.0 as usize);
    said.or_else(|| article.and_then(|a| a.date.as_deref()).map(str::to_owned))
}

/// Oldest article first, those without a date before all.
fn order<'a>(known: &'a Known<'_>, evidence: &'a Evidence) -> impl Ord + 'a {
    let article = known.article(evidence);
    (article.map(|a| (&a.date, a)), evidence.start, &evidence.id)
}

/// Where the last of it stands: what holds or has ended is not undone by a later plan to do it, but
/// what has ended can begin again.
fn status(evidence: &[Evidence]) -> Status {
    let mut now = None;
    for e in evidence {
        now = match (now, e.status) {
            (Some(Status::Actual), Status::Planned | Status::Agreed | Status::Cancelled) => now,
            (_, status) => Some(status),
        };
    }
    now.unwrap_or_default()
}

/// The last value of each attribute that is not empty.
fn attributes(evidence: &[Evidence], known: &Known<'_>) -> Arc<Attributes> {
    if let [only] = evidence
        && !only.attributes.iter().any(|(_, v)| matches!(v, Value::Party(_)))
    {
        return Arc::clone(&only.attributes);
    }
    let mut all: Attributes = Vec::new();
    for e in evidence {
        for (name, value) in e.attributes.iter() {
            let value = match value {
                Value::Party(party) => {
                    let mut party = party.clone();
                    party.node = party.local.as_ref().and_then(|l| (known.node)(e, l));
                    party.local = None;
                    Value::Party(party)
                }
                other => other.clone(),
            };
            match all.iter_mut().find(|(n, _)| n == name) {
                None => all.push((Arc::clone(name), value)),
                Some(old) if value != Value::Null => old.1 = value,
                Some(_) => {}
            }
        }
    }
    Arc::new(all)
}

/// When it began and when it ended.
fn span(evidence: &[Evidence], status: Status, known: &Known<'_>) -> (Option<Text>, Option<Text>) {
    let held = |e: &&Evidence| e.status == Status::Actual && !ends(e);
    let start =
        evidence.iter().filter(held).filter_map(Evidence::said_date).min_by_key(|d| first_day(d));
    let ended =
        |e: &&Evidence| e.status == Status::Ended || (e.status == Status::Actual && ends(e));
    let is_over = status == Status::Ended || evidence.last().is_some_and(|e| ended(&e));
    let said =
        evidence.iter().filter(ended).filter_map(Evidence::said_date).max_by_key(|d| first_day(d));
    let seen = || evidence.iter().filter(ended).find_map(|e| known.seen(e));
    let end = is_over.then(|| said.or_else(seen).cloned()).flatten();
    (start.cloned(), end)
}

/// True for evidence of an end: a holding sold, an office left.
fn ends(evidence: &Evidence) -> bool {
    evidence.attributes.iter().any(|(_, v)| matches!(v, Value::Change(c) if c.kind == "ends"))
}

/// How many outlets are independent, and how sure that makes it: the best evidence of one, and half
/// of what each further one would add.
fn outlets(evidence: &[Evidence], known: &Known<'_>) -> (u32, f64) {
    // Evidence that shares a story or a publisher is one outlet: the least index stands for it.
    let mut outlet: Vec<usize> = (0..evidence.len()).collect();
    let mut first: BTreeMap<(u8, String), usize> = BTreeMap::new();
    for (i, e) in evidence.iter().enumerate() {
        let story = e.story.as_ref().map(|s| (0, s.to_string()));
        for key in [story, Some((1, publisher(known.article(e))))].into_iter().flatten() {
            match first.get(&key) {
                Some(&other) => join(&mut outlet, i, other),
                None => drop(first.insert(key, i)),
            }
        }
    }
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    for (i, e) in evidence.iter().enumerate() {
        let confidence = best.entry(root(&outlet, i)).or_default();
        *confidence = confidence.max(e.confidence);
    }
    let mut sure: Vec<f64> = best.into_values().collect();
    sure.sort_by(|a, b| b.total_cmp(a));
    let doubt = sure.iter().enumerate().map(|(i, c)| 1.0 - if i == 0 { *c } else { c / 2.0 });
    let confidence = 1.0 - doubt.product::<f64>();
    (sure.len() as u32, (confidence * 1e4).round() / 1e4)
}

fn root(outlet: &[usize], mut i: usize) -> usize {
    while let Some(&up) = outlet.get(i).filter(|up| **up != i) {
        i = up;
    }
    i
}

fn join(outlet: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(outlet, a), root(outlet, b));
    if let Some(slot) = outlet.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}

/// Who published it, else the host of its address, else the article itself.
fn publisher(article: Option<&Article>) -> String {
    let Some(article) = article else { return String::new() };
    if let Some(publisher) = article.publisher.as_deref().filter(|p| !p.trim().is_empty()) {
        return publisher.trim().to_lowercase();
    }
    let url = article.url.as_deref().and_then(|u| u.split_once("://")).map(|(_, rest)| rest);
    let host = url.and_then(|rest| rest.split(['/', '?', '#', ':']).next());
    match host.map(|h| h.trim_start_matches("www.")).filter(|h| !h.is_empty()) {
        Some(host) => host.to_lowercase(),
        None => format!("\0{}\0{}", article.source, article.doc),
    }
}

fn history(evidence: &[Evidence], known: &Known<'_>) -> Vec<Period> {
    let mut all: Vec<Period> = Vec::new();
    for e in evidence {
        let (date, seen) = (e.said_date(), known.seen(e));
        let same = |p: &&mut Period| p.status == e.status && p.date.as_ref() == date;
        match all.iter_mut().find(same) {
            Some(period) => {
                period.last_seen = seen.or(period.last_seen.as_ref()).cloned();
                period.hedged &= e.hedged;
                period.evidence.push(Arc::clone(&e.id));
            }
            None => all.push(Period {
                status: e.status,
                date: date.cloned(),
                first_seen: seen.cloned(),
                last_seen: seen.cloned(),
                hedged: e.hedged,
                evidence: vec![Arc::clone(&e.id)],
            }),
        }
    }
    all
}

fn shares(evidence: &[Evidence], known: &Known<'_>) -> Vec<ShareAt> {
    let mut all: Vec<ShareAt> = Vec::new();
    for e in evidence {
        let share = e.attributes.iter().find_map(|(_, v)| match v {
            Value::Share(share) => Some(share),
            _ => None,
        });
        let change = e.attributes.iter().find_map(|(_, v)| match v {
            Value::Change(change) => Some(change),
            _ => None,
        });
        let Some(share) = share else { continue };
        let (date, seen) = (e.said_date(), known.seen(e));
        let bounds = |s: &Holding| (s.exact, s.min, s.max, s.exclusive_min, s.exclusive_max);
        let same = |s: &&mut ShareAt| {
            bounds(&s.share) == bounds(share) && s.status == e.status && s.date.as_ref() == date
        };
        match all.iter_mut().find(same) {
            Some(held) => {
                held.last_seen = seen.or(held.last_seen.as_ref()).cloned();
                held.change = held.change.take().or_else(|| change.cloned());
                held.evidence.push(Arc::clone(&e.id));
            }
            None => all.push(ShareAt {
                share: share.clone(),
                change: change.cloned(),
                status: e.status,
                date: date.cloned(),
                first_seen: seen.cloned(),
                last_seen: seen.cloned(),
                evidence: vec![Arc::clone(&e.id)],
            }),
        }
    }
    all
}
