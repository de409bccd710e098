//! The extractor with all that goes with it, and what it makes of drafts.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use stakeout::article::{Article, Day};
use stakeout::correct::Corrections;
use stakeout::document::Document;
use stakeout::entity::Entities;
use stakeout::extract::{Builder, Extraction, Extractor};
use stakeout::gazetteer::{compile::MAGIC, tsv};
use stakeout::read::{Options, Parsed};
use stakeout::write::{self, Found, Unit};

use crate::article::{Draft, Failed};
use crate::pool::Pool;

/// Articles that go through the stages together at most, and bytes of their texts.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 256 << 10;

/// What is loaded besides what is built in: names and contents.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sources {
    pub(crate) rules: Vec<(String, String)>,
    pub(crate) gazetteers: Vec<(String, Vec<u8>)>,
    pub(crate) corrections: Vec<(String, String)>,
    pub(crate) builtin_rules: bool,
}

impl Sources {
    /// These with more.
    pub(crate) fn with(&self, more: Self) -> Self {
        let mut all = self.clone();
        all.rules.extend(more.rules);
        all.gazetteers.extend(more.gazetteers);
        all.corrections.extend(more.corrections);
        all
    }

    /// What builds the extractor, or all that is wrong.
    pub(crate) fn builder(&self) -> Result<Builder, String> {
        let mut builder = Extractor::builder();
        let mut faults = Vec::new();
        for (name, bytes) in &self.gazetteers {
            if bytes.starts_with(MAGIC) {
                builder = builder.compiled_gazetteer(name, bytes.clone());
                continue;
            }
            match std::str::from_utf8(bytes) {
                Err(e) => faults.push(format!("{name}: not valid UTF-8: {e}")),
                Ok(text) => {
                    let (entries, wrong) = tsv::parse(text);
                    let place =
                        |fault: &tsv::RowFault| format!("{name}:{}: {}", fault.line, fault.fault);
                    faults.extend(wrong.iter().map(place));
                    builder = builder.gazetteer(name, entries);
                }
            }
        }
        for (name, text) in &self.rules {
            builder = builder.rules(name, text);
        }
        for (name, text) in &self.corrections {
            match Corrections::parse(name, text) {
                Ok(corrections) => builder = builder.corrections(corrections),
                Err(e) => faults.push(e.to_string()),
            }
        }
        if !self.builtin_rules {
            builder = builder.without_shipped_rules();
        }
        if faults.is_empty() { Ok(builder) } else { Err(faults.join("\n")) }
    }
}

/// An extractor, what it was built from, and its threads.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) extractor: Extractor,
    pub(crate) sources: Sources,
    pub(crate) options: Options,
    /// The day of articles that have none.
    pub(crate) date: Option<Day>,
    /// Also give descriptions and pronouns as mentions.
    pub(crate) nominals: bool,
    pub(crate) pool: Pool,
}

/// What was found in one article; of a text that failed, why.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) parsed: Arc<Parsed>,
    pub(crate) error: Option<String>,
    /// The lines of its relations.
    pub(crate) relations: Vec<u8>,
    /// Its mentions and entities. Taken out while they are written.
    pub(crate) entities: Mutex<Entities>,
}

impl Done {
    fn failed(failed: &Failed) -> Self {
        let (id, source) = (failed.id.clone(), failed.source.clone());
        let article = Article { id, source, ..Article::default() };
        Self {
            parsed: Arc::new(Parsed { article, warnings: Vec::new() }),
            error: Some(failed.reason.clone()),
            relations: Vec::new(),
            entities: Mutex::default(),
        }
    }
}

impl Shared {
    /// One result a draft, in their order. On all threads of the pool when called on one of them.
    pub(crate) fn extract(&self, drafts: Vec<Draft>) -> Vec<Done> {
        let groups: Vec<Vec<Done>> =
            groups(drafts).into_par_iter().map(|group| self.group(group)).collect();
        groups.into_iter().flatten().collect()
    }

    /// The same on this thread, for drafts that are few.
    pub(crate) fn group(&self, drafts: Vec<Draft>) -> Vec<Done> {
        let parsed = drafts.into_iter().map(|d| d.article(&self.options, self.date));
        let parsed: Vec<_> = parsed.collect();
        let articles: Vec<&Arc<Parsed>> = parsed.iter().flatten().collect();
        let mut found = match self.guarded(&articles) {
            Ok(found) => found,
            // One of them is at fault: each alone.
            Err(_) => articles.iter().map(|one| self.alone(one)).collect(),
        }
        .into_iter();
        let done = |one: &Result<_, Arc<Failed>>| match one {
            Ok(_) => found.next().unwrap_or_else(|| Done::failed(&Failed::default())),
            Err(failed) => Done::failed(failed),
        };
        parsed.iter().map(done).collect()
    }

    fn alone(&self, parsed: &Arc<Parsed>) -> Done {
        let said = match self.guarded(&[parsed]).map(|mut found| found.pop()) {
            Ok(Some(done)) => return done,
            Ok(None) => String::new(),
            Err(said) => said,
        };
        let reason = format!("a fault of stakeout, please report it: {said}");
        let article = &parsed.article;
        Done::failed(&Failed { id: article.id.clone(), source: article.source.clone(), reason })
    }

    fn guarded(&self, parsed: &[&Arc<Parsed>]) -> Result<Vec<Done>, String> {
        catch_unwind(AssertUnwindSafe(|| self.found(parsed))).map_err(|panic| {
            let said = panic.downcast_ref::<String>().map(String::as_str);
            said.or(panic.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned()
        })
    }

    fn found(&self, parsed: &[&Arc<Parsed>]) -> Vec<Done> {
        let articles: Vec<&Article> = parsed.iter().map(|p| &p.article).collect();
        let extracted = self.extractor.extract_all(&articles, &mut ());
        let done = |(parsed, extraction): (&&Arc<Parsed>, Extraction<'_>)| {
            let mut relations = Vec::new();
            write::relations(&mut relations, self.shown(&parsed.article, &extraction));
            let entities = Mutex::new(extraction.entities);
            Done { parsed: Arc::clone(parsed), error: None, relations, entities }
        };
        parsed.iter().zip(extracted).map(done).collect()
    }

    /// The lines of a document's mentions.
    pub(crate) fn mentions(&self, done: &Done) -> Vec<u8> {
        self.written(done, write::mentions)
    }

    /// What a writer makes of a document. The text is cut into tokens again, which costs a tenth of an
    /// extraction and saves keeping them.
    pub(crate) fn written(
        &self,
        done: &Done,
        write: impl FnOnce(&mut Vec<u8>, Found<'_>),
    ) -> Vec<u8> {
        let (article, mut out) = (&done.parsed.article, Vec::new());
        let mut kept = done.entities.lock().unwrap_or_else(PoisonError::into_inner);
        let extraction = Extraction {
            document: Document::parse(&article.text, &self.extractor.lexicon),
            entities: std::mem::take(&mut kept),
            ..Extraction::default()
        };
        write(&mut out, self.shown(article, &extraction));
        *kept = extraction.entities;
        out
    }

    /// What writers need.
    pub(crate) fn shown<'a>(
        &'a self,
        article: &'a Article,
        extraction: &'a Extraction<'a>,
    ) -> Found<'a> {
        let (gazetteer, nominals) = (&self.extractor.gazetteer, self.nominals);
        Found { article, extraction, gazetteer, unit: Unit::Chars, nominals }
    }
}

/// Drafts in groups that go through the stages together.
pub(crate) fn groups(drafts: Vec<Draft>) -> Vec<Vec<Draft>> {
    let (mut all, mut group, mut bytes) = (Vec::new(), Vec::new(), 0);
    for draft in drafts {
        bytes += match &draft {
            Draft::Article(parsed) => parsed.article.text.len(),
            Draft::Json(record) => record.len(),
            Draft::Failed(_) => 0,
        };
        group.push(draft);
        if group.len() == BATCH || bytes >= BATCH_BYTES {
            all.push(std::mem::take(&mut group));
            bytes = 0;
        }
    }
    all.push(group);
    all
}
