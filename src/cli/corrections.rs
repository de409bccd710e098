//! `stakeout corrections check FILE PATH…`: which corrections no longer do anything.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use stakeout::article::Article;

use super::examples;
use super::load::{self, Sources};
use super::{Status, articles, terminal};

/// Articles read together.
const BATCH: usize = 64;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Apply a corrections file to articles and name every entry that did nothing.
    #[command(after_long_help = examples::CORRECTIONS)]
    Check {
        /// The corrections.
        file: PathBuf,
        /// Articles: files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    let Verb::Check { file, paths } = &arguments.verb;
    if let Err(e) = load::corrections(file) {
        terminal::say(&format!("stakeout: {e}"));
        return Status::Usage;
    }
    let sources = Sources::corrected(file.clone());
    let Some(extractor) = sources.extractor() else { return Status::Usage };
    let mut times = vec![0usize; extractor.corrections.all().len()];
    let (mut failed, mut read) = (false, 0);
    let articles: Vec<Article> = articles::read(paths.clone(), None, &mut failed).collect();
    for batch in articles.chunks(BATCH) {
        read += batch.len();
        let borrowed: Vec<&Article> = batch.iter().collect();
        for extraction in extractor.extract_all(&borrowed, &mut ()) {
            for number in extraction.corrected {
                if let Some(times) = times.get_mut(number as usize) {
                    *times += 1;
                }
            }
        }
    }
    let mut idle = 0;
    for (correction, times) in extractor.corrections.all().iter().zip(times) {
        if times == 0 {
            idle += 1;
            terminal::say(&format!("{}: did nothing: {correction}", correction.place));
        }
    }
    let all = extractor.corrections.all().len();
    let s = |n: usize| if n == 1 { "" } else { "s" };
    terminal::say(&format!(
        "{all} correction{} on {read} article{}, {idle} did nothing",
        s(all),
        s(read)
    ));
    if idle > 0 || failed { Status::Failed } else { Status::Done }
}
