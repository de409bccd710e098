//! What the tests of the command line share.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// How a run ended and what it wrote.
pub(crate) struct Run {
    /// Exit status.
    pub(crate) status: i32,
    /// The records on stdout.
    pub(crate) records: Vec<Value>,
    /// stdout as it was.
    pub(crate) stdout: Vec<u8>,
    /// The error records on stderr.
    pub(crate) errors: Vec<Value>,
    /// stderr as it was.
    pub(crate) stderr: String,
}

impl Run {
    /// The field of every record, as a string.
    pub(crate) fn all(&self, key: &str) -> Vec<String> {
        self.records.iter().map(|r| r[key].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// `source:line stage reason` of the only error.
    pub(crate) fn error(&self) -> String {
        assert_eq!(self.errors.len(), 1, "{}", self.stderr);
        let e = &self.errors[0];
        let text = |key: &str| e[key].as_str().unwrap_or_default().to_owned();
        format!("{}:{} {} {}", text("source"), e["line"], text("stage"), text("reason"))
    }
}

/// Runs `stakeout` in `folder`.
pub(crate) fn stakeout(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    let output = assert_cmd::cargo::cargo_bin_cmd!("stakeout")
        .current_dir(folder)
        .args(arguments)
        .write_stdin(stdin)
        .output()
        .expect("it runs");
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    let json = |lines: &str| -> Vec<Value> {
        let lines = lines.lines().filter(|l| l.starts_with('{'));
        lines.map(|l| serde_json::from_str(l).expect("JSON")).collect()
    };
    Run {
        status: output.status.code().expect("no signal"),
        records: json(std::str::from_utf8(&output.stdout).expect("UTF-8")),
        stdout: output.stdout,
        errors: json(&stderr),
        stderr,
    }
}

/// `stakeout extract --emit documents` with further arguments.
pub(crate) fn documents(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    let all: Vec<&str> =
        ["extract", "--emit", "documents"].iter().chain(arguments).copied().collect();
    stakeout(folder, &all, stdin)
}

/// Writes a file, with the folders above it.
pub(crate) fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    std::fs::write(&path, bytes).expect("it can be written");
    path
}

/// A gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}
