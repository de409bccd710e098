//! `stakeout merge FILE…`: relations of many articles as one graph.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use stakeout::graph::write_merged;

use super::output::{Output, Unwritten};
use super::relations::{self, Input};
use super::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    let read = match arguments.input.graph(true, false) {
        Ok(read) => read,
        Err(fault) => {
            terminal::say(&format!("stakeout: {fault}"));
            return Status::Usage;
        }
    };
    let opened = arguments.output.as_deref().map_or_else(|| Ok(Output::standard()), Output::file);
    let output = match opened {
        Ok(output) => output,
        Err(e) => return e.status(),
    };
    let mut to = BufWriter::with_capacity(1 << 16, Into { output, fault: None });
    let written = write_merged(&read.graph, &mut to).and_then(|()| to.flush());
    let Ok(Into { output, fault }) = to.into_inner() else { return Status::Unwritten };
    match (written, fault) {
        (_, Some(fault)) => fault.status(),
        (Err(_), None) => Status::Unwritten,
        (Ok(()), None) => match output.finish() {
            Err(e) => e.status(),
            Ok(()) => {
                relations::count(&read);
                let status = if read.failed > 0 { Status::Failed } else { Status::Done };
                // It ends with the program; taking millions of records apart would take seconds.
                std::mem::forget(read);
                status
            }
        },
    }
}

/// An output as a writer; what it says of itself is kept.
struct Into {
    output: Output,
    fault: Option<Unwritten>,
}

impl Write for Into {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.output.write(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(fault) => {
                self.fault = Some(fault);
                Err(io::Error::other("it takes no more"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
