//! How far a run has come, on disk beside its output, so that another can go on from there.
//!
//! The order of writing holds after a loss of power too: the output is on disk before the checkpoint
//! that counts it, and the checkpoint takes its name when it is whole.

use std::fs::{self, File};
use std::hash::Hasher as _;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use stakeout::read::{self, Options};
use stakeout::write::content_hash;

use super::account::Account;
use super::disk;
use super::load::Sources;

/// What a run depends on: where one of these is another, a resumed run would not give the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    program: String,
    options: String,
    rules: String,
    inputs: String,
}

impl Fingerprint {
    /// Of the files as they are now. `said` is every option that changes the output.
    pub(crate) fn take(said: &str, sources: &Sources, options: &Options) -> io::Result<Self> {
        Ok(Self {
            program: String::new(),
            options: content_hash(&[said.as_bytes()]),
            rules: rules(sources)?,
            inputs: inputs(options),
        })
    }

    /// The same with the program itself, which takes a moment to read.
    #[must_use]
    pub(crate) fn with_program(mut self) -> Self {
        if self.program.is_empty() {
            self.program = program().to_owned();
        }
        self
    }

    /// What differs, in words.
    pub(crate) fn difference(&self, now: &Self) -> Option<&'static str> {
        [
            (self.program != now.program, "stakeout is another version"),
            (self.options != now.options, "the options are others"),
            (self.rules != now.rules, "the rules or name lists have changed"),
            (self.inputs != now.inputs, "the inputs have changed"),
        ]
        .into_iter()
        .find_map(|(differs, words)| differs.then_some(words))
    }
}

/// The files of rules and name lists, by their contents.
fn rules(sources: &Sources) -> io::Result<String> {
    let mut parts: Vec<Vec<u8>> = vec![vec![u8::from(sources.no_builtin_rules)]];
    for list in &sources.gazetteer {
        parts.push(quick(File::open(list)?)?.to_le_bytes().to_vec());
    }
    for file in sources.corrections.iter().chain(&sources.calibration) {
        parts.push(fs::read(file)?);
    }
    for folder in &sources.rules {
        for (name, text) in super::load::rule_files(folder)? {
            parts.extend([name.into_bytes(), text.into_bytes()]);
        }
    }
    Ok(content_hash(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

/// The input files, by names, sizes and times.
fn inputs(options: &Options) -> String {
    let mut all = Vec::new();
    for (name, path) in read::files(options) {
        let found = path.and_then(|path| fs::metadata(path).ok());
        let size = found.as_ref().map_or(0, fs::Metadata::len);
        let time = found.and_then(|m| m.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        all.extend(name.as_bytes());
        all.push(0);
        all.extend(size.to_le_bytes());
        all.extend(time.map_or(0, |t| t.as_nanos()).to_le_bytes());
    }
    content_hash(&[&all])
}

/// The program that runs, which no run changes.
fn program() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    let hash = || {
        let running = Path::new("/proc/self/exe");
        let file = File::open(running).or_else(|_| File::open(std::env::current_exe()?))?;
        quick(file).map(|hash| format!("{hash:016x}"))
    };
    PROGRAM.get_or_init(|| hash().unwrap_or_else(|_| env!("CARGO_PKG_VERSION").to_owned()))
}

/// A hash that tells files apart that nobody made to look alike.
fn quick(mut file: File) -> io::Result<u64> {
    let mut hasher = rustc_hash::FxHasher::default();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            return Ok(hasher.finish());
        }
        hasher.write(buffer.get(..n).unwrap_or_default());
    }
}

/// A place to go on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    pub(crate) fingerprint: Fingerprint,
    /// Items of input that are done: documents, failures, files passed over.
    pub(crate) items: u64,
    /// Bytes of output, and of error records in a file, that belong to them.
    pub(crate) output: u64,
    pub(crate) errors: Option<u64>,
    pub(crate) account: Account,
}

impl Checkpoint {
    /// Where the checkpoint of an output lies.
    pub(crate) fn path(output: &Path) -> PathBuf {
        let mut path = output.as_os_str().to_owned();
        path.push(".checkpoint");
        PathBuf::from(path)
    }

    /// The one that lies there; `None` for none that is whole.
    pub(crate) fn load(output: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(Self::path(output)).ok()?).ok()
    }

    /// Puts it in the place of the one before.
    pub(crate) fn save(&self, output: &Path) -> io::Result<()> {
        let path = Self::path(output);
        let new = path.with_extension("checkpoint.new");
        let mut file = disk::open(&new, true)?;
        disk::cut(&file, 0)?;
        disk::write(&mut file, &serde_json::to_vec(self)?)?;
        disk::sync(&file)?;
        disk::rename(&new, &path)?;
        disk::sync_folder(&path);
        Ok(())
    }

    /// Takes it away, if there is one.
    pub(crate) fn remove(output: &Path) -> io::Result<()> {
        disk::remove(&Self::path(output))
    }
}
