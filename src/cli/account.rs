//! What a run has read, and what became of it: for the closing line, for `--summary` and for
//! checkpoints.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stakeout::read::{Failure, Skipped};

/// Reasons for passing over that are counted one by one; input may name any number of them.
const REASONS: usize = 100;

/// The sums of a run. read = extracted + rejected, always.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    /// Documents that were extracted from.
    pub(crate) extracted: u64,
    /// Documents and files that gave an error record.
    pub(crate) rejected: u64,
    /// The same by what sort of fault it was.
    pub(crate) rejected_by: BTreeMap<String, u64>,
    /// Files without articles.
    pub(crate) files_skipped: u64,
    /// Parts of files that are no articles: images in WARC, for example.
    pub(crate) parts_skipped: u64,
    /// Both by their reasons.
    pub(crate) skipped_by: BTreeMap<String, u64>,
    /// Rejected because a limit was hit.
    pub(crate) limits_hit: u64,
    /// Sentences that were cut because they were longer than the limit.
    #[serde(default)]
    pub(crate) sentences_cut: u64,
    /// Messages about what was odd but did no harm.
    pub(crate) warnings: u64,
    /// Bytes of the records that were extracted from.
    pub(crate) bytes: u64,
}

/// The file of `--summary`.
#[derive(Serialize)]
struct Summary<'a> {
    read: u64,
    #[serde(flatten)]
    account: &'a Account,
    complete: bool,
    status: u8,
}

impl Account {
    pub(crate) fn read(&self) -> u64 {
        self.extracted + self.rejected
    }

    pub(crate) fn reject(&mut self, failure: &Failure) {
        self.rejected += 1;
        self.limits_hit += u64::from(failure.kind.is_limit());
        *self.rejected_by.entry(failure.kind.name().to_owned()).or_default() += 1;
    }

    pub(crate) fn skip(&mut self, skipped: &Skipped) {
        *(if skipped.inner { &mut self.parts_skipped } else { &mut self.files_skipped }) += 1;
        let known =
            self.skipped_by.len() < REASONS || self.skipped_by.contains_key(&skipped.reason);
        let reason = if known { skipped.reason.as_str() } else { "other" };
        *self.skipped_by.entry(reason.to_owned()).or_default() += 1;
    }

    /// The closing line.
    pub(crate) fn line(&self) -> String {
        let by: Vec<String> =
            self.rejected_by.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
        let parts = match self.parts_skipped {
            0 => String::new(),
            n => format!(", parts of files skipped {n}"),
        };
        let cut = match self.sentences_cut {
            0 => String::new(),
            n => format!(", long sentences cut {n}"),
        };
        format!(
            "documents read {}, extracted {}, rejected {}{by}; files skipped {}{parts}{cut}",
            self.read(),
            self.extracted,
            self.rejected,
            self.files_skipped
        )
    }

    /// The summary as one line of JSON. `complete` is false when the run stopped before the end.
    pub(crate) fn summary(&self, complete: bool, status: u8) -> Vec<u8> {
        let summary = Summary { read: self.read(), account: self, complete, status };
        // Strings and numbers alone: nothing in it can fail.
        let mut line = serde_json::to_vec(&summary).unwrap_or_default();
        line.push(b'\n');
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stakeout::read::{Kind, Stage};

    #[test]
    fn it_adds_up() {
        let mut account = Account { extracted: 2, ..Account::default() };
        account.reject(&Failure::whole("a", Stage::Read, Kind::Long, "x"));
        account.reject(&Failure::whole("b", Stage::Parse, Kind::Malformed, "y"));
        for n in 0..REASONS + 5 {
            account.skip(&Skipped { source: "w".to_owned(), reason: n.to_string(), inner: true });
        }
        assert_eq!(account.skipped_by.get("other"), Some(&5));
        assert_eq!((account.read(), account.limits_hit, account.parts_skipped), (4, 1, 105));
        assert!(
            account.line().contains("rejected 2 (malformed 1, too long 1); files skipped 0"),
            "{}",
            account.line()
        );
        let back: Account = serde_json::from_slice(&account.summary(true, 1)).expect("JSON");
        assert_eq!(back, account);
    }
}
