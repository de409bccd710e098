//! From an article to its relations. Entry point: [`Extractor::extract`].

use std::sync::Mutex;

use crate::article::Article;
use crate::correct::{Applied, Corrected, Corrections};
use crate::document::{Document, LONGEST};
use crate::entity::{Entities, Linker};
use crate::error::Error;
use crate::gazetteer::{Entry, Gazetteer};
use crate::lexicon::Lexicon;
use crate::mention::{Mention, Mentions};
use crate::name::Names;
use crate::phrase::Phrases;
use crate::relation::calibration::Calibration;
use crate::relation::{Reader, Relation, Scratch, Sources, Text};
use crate::rule::{RuleSet, render};
use crate::value::Values;
use crate::watch::{Stage, Watch};

/// All that extraction needs besides the article: read once, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    /// Words and verbs.
    pub lexicon: Lexicon,
    /// Name lists.
    pub gazetteer: Gazetteer,
    /// Dates, percents, money and numbers.
    pub values: Values,
    /// How names are weighed.
    pub names: Names,
    /// What links mentions.
    pub linker: Linker,
    /// What governing words make of a verb.
    pub phrases: Phrases,
    /// The relation rules.
    pub rules: RuleSet,
    /// How sources are named.
    pub sources: Sources,
    /// What is corrected by hand.
    pub corrections: Corrections,
    /// What a confidence is worth on the user's own corpus.
    pub calibration: Calibration,
    /// Tokens of a sentence at most: a longer one is cut, and counted in its document.
    pub longest_sentence: usize,
    scratch: Pool,
}

/// Memory of extractions that have ended, one for each that ran at the same time. What an article
/// gives does not depend on it. Nobody waits for it: a process that was forked while another thread
/// held the lock finds it held for ever.
#[derive(Debug, Default)]
struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    fn take(&self) -> Scratch {
        self.0.try_lock().ok().and_then(|mut idle| idle.pop()).unwrap_or_default()
    }

    fn put(&self, scratch: Scratch) {
        if let Ok(mut idle) = self.0.try_lock() {
            idle.push(scratch);
        }
    }
}

/// What was found in one article.
#[derive(Debug, Default)]
pub struct Extraction<'a> {
    /// Its text with tokens and sentences.
    pub document: Document<'a>,
    /// Its mentions, and the entities behind them.
    pub entities: Entities,
    /// Its relations.
    pub relations: Vec<Relation>,
    /// The corrections that did something, by number.
    pub corrected: Applied,
}

/// What an extractor is made of, besides what is shipped.
#[derive(Debug, Default)]
pub struct Builder {
    rules: Vec<(String, String)>,
    lists: Vec<(String, List)>,
    without_shipped_rules: bool,
    corrections: Corrections,
    calibration: Calibration,
    longest_sentence: Option<usize>,
}

/// A name list of the user's own.
#[derive(Debug)]
enum List {
    Rows(Vec<Entry>),
    Compiled(Vec<u8>),
}

impl Extractor {
    /// The extractor with the shipped rules and name lists alone.
    ///
    /// # Errors
    /// None for the embedded files, as the tests show.
    pub fn shipped() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Shares in words give way to every name and value.
    fn with_worded_shares(mut worded: Vec<Mention>, mentions: Mentions) -> Mentions {
        if worded.is_empty() {
            return mentions;
        }
        let taken = |m: &Mention| {
            let next = mentions.all().partition_point(|n| n.span.end <= m.span.start);
            mentions.all().get(next).is_some_and(|n| n.span.overlaps(m.span))
        };
        worded.retain(|m| !taken(m));
        mentions.with(worded)
    }

    /// What reads relations off a document.
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            lexicon: &self.lexicon,
            phrases: &self.phrases,
            rules: &self.rules,
            sources: &self.sources,
        }
    }

    /// For rules and name lists of one's own.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The mentions, entities and relations of an article. Never fails; linear in its text.
    pub fn extract<'a>(&self, article: &'a Article) -> Extraction<'a> {
        // Each article gives one extraction.
        self.extract_all(&[article], &mut ()).pop().unwrap_or_default()
    }

    /// The same with confidences as the shipped table gives them, whatever the calibration.
    pub(crate) fn uncalibrated<'a>(&self, article: &'a Article) -> Extraction<'a> {
        self.extract_uncalibrated(&[article], &mut ()).pop().unwrap_or_default()
    }

    /// The same for each of many articles, stage after stage, with word of every stage that ends.
    /// A tenth faster than one by one, since the code and the tables of a stage stay in the
    /// processor's caches from one article to the next; some dozens are enough.
    pub fn extract_all<'a>(
        &self,
        articles: &[&'a Article],
        watch: &mut impl Watch,
    ) -> Vec<Extraction<'a>> {
        let mut all = self.extract_uncalibrated(articles, watch);
        if !self.calibration.is_empty() {
            let relations = all.iter_mut().flat_map(|extraction| &mut extraction.relations);
            relations.for_each(|r| r.confidence = self.calibration.of(r.confidence));
        }
        all
    }

    fn extract_uncalibrated<'a>(
        &self,
        articles: &[&'a Article],
        watch: &mut impl Watch,
    ) -> Vec<Extraction<'a>> {
        let longest = self.longest_sentence;
        let parse = |a: &&'a Article| Document::parse_within(&a.text, &self.lexicon, longest);
        let documents: Vec<Document<'a>> = articles.iter().map(parse).collect();
        watch.ended(Stage::Tokens);
        let dates = articles.iter().map(|article| article.date);
        let values = self.values.find_all(&documents, &self.lexicon, dates).into_iter();
        let (values, worded): (Vec<_>, Vec<_>) = values.map(|v| (v.mentions, v.worded)).unzip();
        watch.ended(Stage::Values);
        let names = self.names.find_all(&documents, &self.lexicon, &self.gazetteer, values);
        watch.ended(Stage::Names);
        let names = names.into_iter().zip(worded);
        let mut mentions: Vec<Mentions> =
            names.map(|(names, worded)| Self::with_worded_shares(worded, names)).collect();
        watch.ended(Stage::Values);
        let mut corrected = Corrected::new(&self.corrections, articles);
        corrected.mentions(&documents, &mut mentions);
        let entities = self.linker.link_all(&documents, &self.lexicon, &self.gazetteer, mentions);
        watch.ended(Stage::Entities);
        let mut texts: Vec<Text<'a>> = documents.into_iter().zip(entities).collect();
        corrected.entities(&mut texts);
        let mut scratch = self.scratch.take();
        let mut relations = self.reader().relations(&texts, &mut scratch, watch);
        self.scratch.put(scratch);
        corrected.relations(&texts, &mut relations);
        let all = texts.into_iter().zip(relations).zip(corrected.applied);
        let extraction = |(((document, entities), relations), corrected)| Extraction {
            document,
            entities,
            relations,
            corrected,
        };
        all.map(extraction).collect()
    }
}

impl Builder {
    /// Adds the text of one rule file; a rule with the id of a shipped one replaces it.
    #[must_use]
    pub fn rules(mut self, file: &str, text: &str) -> Self {
        self.rules.push((file.to_owned(), text.to_owned()));
        self
    }

    /// Adds a name list; its entries win over those of lists added before and of the shipped ones.
    #[must_use]
    pub fn gazetteer(mut self, file: &str, entries: Vec<Entry>) -> Self {
        self.lists.push((file.to_owned(), List::Rows(entries)));
        self
    }

    /// Adds a compiled name list, as [`crate::gazetteer::compile_own`] makes it.
    #[must_use]
    pub fn compiled_gazetteer(mut self, file: &str, bytes: Vec<u8>) -> Self {
        self.lists.push((file.to_owned(), List::Compiled(bytes)));
        self
    }

    /// Adds corrections by hand; those added first apply first.
    #[must_use]
    pub fn corrections(mut self, corrections: Corrections) -> Self {
        self.corrections.extend(corrections);
        self
    }

    /// Says what a confidence is worth; of several tables the last.
    #[must_use]
    pub fn calibration(mut self, calibration: Calibration) -> Self {
        self.calibration = calibration;
        self
    }

    /// Leaves the shipped rules out.
    #[must_use]
    pub fn without_shipped_rules(mut self) -> Self {
        self.without_shipped_rules = true;
        self
    }

    /// Cuts sentences of more than so many tokens, at the next sign of punctuation; 400 unless told.
    /// What stages do for a sentence is bounded by its length.
    #[must_use]
    pub fn longest_sentence(mut self, tokens: usize) -> Self {
        self.longest_sentence = Some(tokens);
        self
    }

    /// Loads everything.
    ///
    /// # Errors
    /// The faults of the rule files and lists that were added.
    pub fn build(self) -> Result<Extractor, Error> {
        let mut lexicon = Lexicon::shipped()?;
        let values = Values::shipped(&mut lexicon)?;
        let names = Names::shipped(&mut lexicon)?;
        let phrases = Phrases::shipped(&mut lexicon)?;
        let sources = Sources::shipped(&mut lexicon)?;
        let shipped = if self.without_shipped_rules { &[] } else { RuleSet::shipped_files() };
        let own = self.rules.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let files: Vec<(&str, &str)> = shipped.iter().copied().chain(own).collect();
        let rules = RuleSet::load_without_examples(&files, &mut lexicon)
            .map_err(|faults| Error::Rules(render(&faults)))?;
        let mut gazetteer = Gazetteer::shipped();
        for (file, list) in self.lists {
            let added = match list {
                List::Rows(entries) => gazetteer.add_entries(entries),
                List::Compiled(bytes) => gazetteer.add_compiled(bytes),
            };
            added.map_err(|fault| Error::Gazetteer { file, fault })?;
        }
        let linker = Linker::new(&lexicon);
        let scratch = Pool::default();
        Ok(Extractor {
            lexicon,
            gazetteer,
            values,
            names,
            linker,
            phrases,
            rules,
            sources,
            corrections: self.corrections,
            calibration: self.calibration,
            longest_sentence: self.longest_sentence.unwrap_or(LONGEST),
            scratch,
        })
    }
}
