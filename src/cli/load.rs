//! Rules and name lists from files to an extractor.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use stakeout::article::Day;
use stakeout::correct::Corrections;
use stakeout::extract::{Builder, Extractor};
use stakeout::gazetteer::{compile::MAGIC, tsv};
use stakeout::relation::calibration::Calibration;

use super::terminal;

/// What an extractor is made of, besides what is built in.
#[derive(Debug, Args)]
pub(crate) struct Sources {
    /// A name list of your own: TSV or CSV with a header, or compiled (may be given again).
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// A folder of rule files; they add to those built in, and the same id replaces (may be given again).
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,
    /// Leave the built-in rules out.
    #[arg(long)]
    pub(crate) no_builtin_rules: bool,
    /// Corrections by hand: never, always, merge, split, rename, suppress (may be given again).
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Vec<PathBuf>,
    /// What a confidence is worth on your corpus: a table of `stakeout review --calibrate`.
    #[arg(long, value_name = "FILE")]
    pub(crate) calibration: Option<PathBuf>,
}

impl Sources {
    /// All that is built in, and corrections.
    pub(crate) fn corrected(corrections: PathBuf) -> Self {
        let (gazetteer, rules) = (Vec::new(), Vec::new());
        let corrections = vec![corrections];
        Self { gazetteer, rules, no_builtin_rules: false, corrections, calibration: None }
    }

    /// The same name lists with the rules of one folder alone.
    pub(crate) fn other_rules(&self, folder: PathBuf) -> Self {
        Self {
            gazetteer: self.gazetteer.clone(),
            rules: vec![folder],
            no_builtin_rules: true,
            corrections: self.corrections.clone(),
            calibration: self.calibration.clone(),
        }
    }

    /// The extractor. Whatever does not load is said on stderr, all of it.
    pub(crate) fn extractor(&self) -> Option<Extractor> {
        self.builder()?.build().map_err(|e| complain(&e.to_string())).ok()
    }

    /// The same before it is built.
    pub(crate) fn builder(&self) -> Option<Builder> {
        let mut builder = Extractor::builder();
        let mut sound = true;
        for path in &self.gazetteer {
            let name = path.display().to_string();
            let bytes = match fs::read(path) {
                Ok(bytes) => bytes,
                Err(e) => {
                    sound = complain(&format!("{name}: {e}"));
                    continue;
                }
            };
            if bytes.starts_with(MAGIC) {
                builder = builder.compiled_gazetteer(&name, bytes);
                continue;
            }
            match String::from_utf8(bytes) {
                Err(e) => {
                    let at = e.utf8_error().valid_up_to();
                    sound = complain(&format!("{name}: not valid UTF-8 at byte {at}"));
                }
                Ok(text) => {
                    let (entries, faults) = tsv::parse(&text);
                    for fault in &faults {
                        sound = complain(&format!("{name}:{}: {}", fault.line, fault.fault));
                    }
                    builder = builder.gazetteer(&name, entries);
                }
            }
        }
        for folder in &self.rules {
            match rule_files(folder) {
                Err(e) => sound = complain(&format!("{}: {e}", folder.display())),
                Ok(files) => {
                    for (name, text) in files {
                        builder = builder.rules(&name, &text);
                    }
                }
            }
        }
        for path in &self.corrections {
            match corrections(path) {
                Ok(corrections) => builder = builder.corrections(corrections),
                Err(e) => sound = complain(&e),
            }
        }
        if let Some(path) = &self.calibration {
            match calibration(path) {
                Ok(calibration) => builder = builder.calibration(calibration),
                Err(e) => sound = complain(&e),
            }
        }
        if self.no_builtin_rules {
            builder = builder.without_shipped_rules();
        }
        sound.then_some(builder)
    }
}

/// The corrections of a file.
pub(crate) fn corrections(path: &Path) -> Result<Corrections, String> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|e| format!("{name}: {e}"))?;
    Corrections::parse(&name, &text).map_err(|e| e.to_string())
}

fn calibration(path: &Path) -> Result<Calibration, String> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|e| format!("{name}: {e}"))?;
    Calibration::parse(&name, &text).map_err(|e| e.to_string())
}

fn complain(message: &str) -> bool {
    terminal::say(&format!("stakeout: {message}"));
    false
}

/// The names and texts of all TOML files in a folder, in the order of names.
pub(crate) fn rule_files(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.into_iter().map(|p| Ok((p.display().to_string(), fs::read_to_string(&p)?))).collect()
}

/// `YYYY-MM-DD`, for arguments.
pub(crate) fn day(written: &str) -> Result<Day, String> {
    stakeout::read::parse_date(written)
        .filter(|day| day.to_string() == written)
        .ok_or_else(|| "a date is written 2024-02-14".to_owned())
}
