//! Rule files: they load, or are refused with a message.

use std::process::ExitCode;

use stakeout::extract::Extractor;

fn target(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let built = Extractor::builder().without_shipped_rules().rules("fuzz.toml", &text).build();
    if let Err(error) = built {
        assert!(!error.to_string().is_empty());
    }
}

fn main() -> ExitCode {
    stakeout_fuzz::drive("rule_file", target)
}
