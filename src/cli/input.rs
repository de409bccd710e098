//! The options that say what is read and how, shared by the verbs that read articles.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use stakeout::read::{Charset, FieldNames, Item, Options};

use super::terminal;

/// What is read, how, and how much of it at most.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Read the files that are listed in a file, one a line or with NUL between them; `-` is standard input
    /// (may be given again).
    #[arg(long, value_name = "FILE")]
    files_from: Vec<PathBuf>,
    /// Where a field of JSON, CSV or TSV stands, as `text=body`; the fields: id, text, title, date, url,
    /// publisher, author (may be given again).
    #[arg(long, value_name = "FIELD=NAME")]
    field: Vec<String>,
    /// The encoding of texts and pages that have no byte-order mark, for example latin1 [default: found out].
    #[arg(long, value_name = "NAME", value_parser = charset)]
    encoding: Option<Charset>,
    /// Also extract from texts that are not English.
    #[arg(long)]
    any_language: bool,
    /// Take the i-th of n shares of the documents: 1/4, 2/4 and so on together give all.
    #[arg(long, value_name = "I/N", default_value = "1/1", value_parser = shard)]
    pub(crate) shard: Shard,
    /// Bytes of an article's text, or of a page, at most; a longer one is an error.
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    limit_text: usize,
    /// Bytes of a line, row, JSON value, WARC record or file of XML at most; a longer one is an error.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    limit_line: usize,
    /// How deep elements of HTML and XML may be nested (JSON: always 127); deeper is an error.
    #[arg(long, value_name = "DEPTH", default_value_t = 512)]
    limit_nesting: usize,
    /// How many times its size packed data may unpack to, beyond 16 MiB; more is an error.
    #[arg(long, value_name = "TIMES", default_value_t = 200)]
    limit_ratio: u64,
}

impl Input {
    /// The options of the reader. What is wrong with them is said on stderr.
    pub(crate) fn options(&self, paths: &[PathBuf]) -> Option<Options> {
        let mut fields = FieldNames::default();
        let mut listed = Vec::new();
        let said = self.field.iter().try_for_each(|field| fields.choose(field)).and_then(|()| {
            self.files_from.iter().try_for_each(|list| {
                listed.extend(listed_in(list).map_err(|e| format!("{}: {e}", list.display()))?);
                Ok(())
            })
        });
        if let Err(reason) = said {
            terminal::say(&format!("stakeout: {reason}"));
            return None;
        }
        Some(Options {
            paths: paths.to_vec(),
            listed: (!self.files_from.is_empty()).then_some(listed),
            fields,
            charset: self.encoding,
            any_language: self.any_language,
            max_text: self.limit_text,
            max_line: self.limit_line,
            max_nesting: self.limit_nesting,
            max_ratio: self.limit_ratio,
        })
    }
}

/// The paths in a list: between NULs where there is one, else a line each.
fn listed_in(list: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut text = String::new();
    if list == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(list)?;
    }
    let between = if text.contains('\0') { '\0' } else { '\n' };
    let paths = text.split(between).map(|path| path.trim_end_matches('\r'));
    Ok(paths.filter(|path| !path.is_empty()).map(PathBuf::from).collect())
}

fn charset(name: &str) -> Result<Charset, String> {
    Charset::named(name).ok_or_else(|| "no encoding is known by that name".to_owned())
}

/// One of several shares of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    /// From 0.
    index: u64,
    count: u64,
}

fn shard(written: &str) -> Result<Shard, String> {
    let parts = written.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
    match parts {
        Some((i, n)) if (1..=n).contains(&i) => Ok(Shard { index: i - 1, count: n }),
        _ => Err("a shard is written 1/4: from 1/4 to 4/4".to_owned()),
    }
}

impl Shard {
    /// Every so manieth of what is read, whatever it is: each item is in one shard.
    pub(crate) fn of<I: Iterator<Item = Item>>(self, items: I) -> impl Iterator<Item = Item> {
        items.zip(0u64..).filter(move |(_, n)| n % self.count == self.index).map(|(item, _)| item)
    }
}
