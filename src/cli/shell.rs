//! `stakeout completions SHELL` and `stakeout man`.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

use super::output::Output;
use super::{Status, terminal};

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  stakeout completions bash >/etc/bash_completion.d/stakeout
  stakeout completions zsh >\"${fpath[1]}/_stakeout\"
  stakeout completions fish >~/.config/fish/completions/stakeout.fish")]
pub(crate) struct Completions {
    /// Which shell.
    shell: Shell,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  stakeout man | man -l -
  stakeout man --dir /usr/local/share/man/man1")]
pub(crate) struct Man {
    /// Write one page a verb into this folder, instead of the main page to standard output.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn completions(arguments: &Completions, mut command: Command) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "stakeout", &mut script);
    written(&script)
}

pub(crate) fn man(arguments: &Man, command: Command) -> Status {
    if let Some(dir) = &arguments.dir {
        let made = std::fs::create_dir_all(dir);
        return match made.and_then(|()| clap_mangen::generate_to(command, dir)) {
            Ok(()) => Status::Done,
            Err(e) => {
                terminal::say(&format!("stakeout: {}: {e}", dir.display()));
                Status::Unwritten
            }
        };
    }
    let mut page = Vec::new();
    // Nothing can fail in writing to memory.
    let _ = clap_mangen::Man::new(command).render(&mut page);
    written(&page)
}

fn written(bytes: &[u8]) -> Status {
    let mut out = Output::standard();
    let done = out.write(bytes).and_then(|()| out.finish());
    done.map_or_else(|e| e.status(), |()| Status::Done)
}
