//! Articles for verbs that look at a few of them.

use std::path::PathBuf;

use stakeout::article::{Article, Day};
use stakeout::read::{Item, Options, Reader};

use super::terminal;

/// The articles of files, folders and standard input, one after another. What cannot be read is
/// said on stderr; `failed` is then set.
pub(crate) fn read(
    paths: Vec<PathBuf>,
    date: Option<Day>,
    failed: &mut bool,
) -> impl Iterator<Item = Article> {
    let options = Options { paths, ..Options::default() };
    Reader::new(options.clone()).filter_map(move |item| match item {
        Item::Record(record) => match record.article(&options, date) {
            Ok(parsed) => Some(parsed.article),
            Err(failure) => complain(failed, &failure.source, &failure.reason),
        },
        Item::Failure(failure) => complain(failed, &failure.source, &failure.reason),
        Item::Skipped(skipped) => {
            terminal::say(&format!("stakeout: skipped {}: {}", skipped.source, skipped.reason));
            None
        }
    })
}

fn complain(failed: &mut bool, source: &str, reason: &str) -> Option<Article> {
    *failed = true;
    terminal::say(&format!("stakeout: {source}: {reason}"));
    None
}
