//! Articles for verbs that look at a few of them, and those behind relations (`--articles`).

use std::collections::HashSet;
use std::path::PathBuf;

use clap::Args;
use stakeout::article::{Article, Day};
use stakeout::extract::Extractor;
use stakeout::graph::{Graph, Reader as GraphReader};
use stakeout::marked::{Marked, mark};
use stakeout::read::{Failure, Item, Options, Reader, Skipped};

use super::load::{self, Sources};
use super::{relations, terminal};

/// What gave no article.
enum Passed {
    Failed(Failure),
    Skipped(Skipped),
}

fn articles(options: Options, date: Option<Day>) -> impl Iterator<Item = Result<Article, Passed>> {
    Reader::new(options.clone()).map(move |item| match item {
        Item::Record(record) => match record.article(&options, date) {
            Ok(parsed) => Ok(parsed.article),
            Err(failure) => Err(Passed::Failed(failure)),
        },
        Item::Failure(failure) => Err(Passed::Failed(failure)),
        Item::Skipped(skipped) => Err(Passed::Skipped(skipped)),
    })
}

/// The articles of files, folders and standard input, one after another. What cannot be read is
/// said on stderr; `failed` is then set.
pub(crate) fn read(
    paths: Vec<PathBuf>,
    date: Option<Day>,
    failed: &mut bool,
) -> impl Iterator<Item = Article> {
    articles(Options { paths, ..Options::default() }, date).filter_map(move |read| {
        let said = match read {
            Ok(article) => return Some(article),
            Err(Passed::Failed(failure)) => {
                *failed = true;
                format!("{}: {}", failure.source, failure.reason)
            }
            Err(Passed::Skipped(skipped)) => {
                format!("skipped {}: {}", skipped.source, skipped.reason)
            }
        };
        terminal::say(&format!("stakeout: {said}"));
        None
    })
}

/// Relations and the articles behind them.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Relations, as `extract` or `merge` writes them, gzipped or not; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The articles that the relations were read from: the inputs of `extract` (may be given again).
    #[arg(long, value_name = "PATH")]
    articles: Vec<PathBuf>,
    /// The day of publication of articles that have none, as given to `extract`.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = load::day)]
    date: Option<Day>,
    #[command(flatten)]
    sources: Sources,
}

/// What was read.
pub(crate) struct Read {
    /// The relations.
    pub(crate) graph: Graph,
    /// The articles with their mentions; `None` without `--articles`.
    pub(crate) articles: Option<Vec<Marked>>,
    /// What reads them.
    pub(crate) extractor: Extractor,
    /// A line or an article could not be read; it has been said on stderr.
    pub(crate) faults: bool,
}

/// Faults said one by one; more are only counted.
const SAID: u64 = 20;

impl Inputs {
    /// Reads everything. `None`: rules or name lists do not load.
    pub(crate) fn read(&self) -> Option<Read> {
        let extractor = self.sources.extractor()?;
        let mut faults = Faults(0);
        let graph = self.graph(&mut faults);
        let articles = (!self.articles.is_empty()).then(|| {
            let articles = self.read_articles(&mut faults);
            mark(&extractor, &articles)
        });
        faults.rest();
        Some(Read { graph, articles, extractor, faults: faults.0 > 0 })
    }

    fn graph(&self, faults: &mut Faults) -> Graph {
        let mut reader = GraphReader::default();
        for path in &self.files {
            let name = path.display().to_string();
            let read = relations::open(path).and_then(|mut input| {
                reader.read(&name, &mut input, &mut |fault| faults.say(&fault.to_string()))
            });
            if let Err(e) = read {
                faults.say(&format!("{name}: {e}"));
            }
        }
        reader.finish()
    }

    fn read_articles(&self, faults: &mut Faults) -> Vec<Article> {
        // Whoever extracted from them has chosen the language.
        let paths = self.articles.clone();
        let options = Options { paths, any_language: true, ..Options::default() };
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        for read in articles(options, self.date) {
            match read {
                Ok(article) if seen.insert(article.id.clone()) => all.push(article),
                Ok(article) => faults.say(&format!("{}: a second article of this id", article.id)),
                Err(Passed::Failed(failure)) => {
                    faults.say(&format!("{}: {}", failure.source, failure.reason));
                }
                Err(Passed::Skipped(_)) => {}
            }
        }
        all
    }
}

/// What could not be read.
struct Faults(u64);

impl Faults {
    fn say(&mut self, fault: &str) {
        self.0 += 1;
        if self.0 <= SAID {
            terminal::say(&format!("stakeout: {fault}"));
        }
    }

    fn rest(&self) {
        if self.0 > SAID {
            terminal::say(&format!("stakeout: and {} more faults", self.0 - SAID));
        }
    }
}
