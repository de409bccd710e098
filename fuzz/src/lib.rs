//! Drives a target: replays files, or mutates them a number of times, the same way for the same seed.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Bytes of a mutated input at most.
const LONGEST: usize = 1 << 16;

/// Reads the arguments (`[--runs N] [--seed N] PATH…`) and runs `target` on each input.
pub fn drive(name: &str, target: fn(&[u8])) -> ExitCode {
    let (mut runs, mut seed, mut inputs) = (0u64, 1u64, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|n| n.parse().ok()).unwrap_or(0);
        match argument.as_str() {
            "--runs" => runs = number(),
            "--seed" => seed = number(),
            path => collect(Path::new(path), &mut inputs),
        }
    }
    let inputs: Vec<Vec<u8>> = inputs.iter().filter_map(|p| fs::read(p).ok()).collect();
    for input in &inputs {
        if !holds(name, target, input) {
            return ExitCode::FAILURE;
        }
    }
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..runs {
        let input = mutated(&inputs, &mut random);
        if !holds(name, target, &input) {
            return ExitCode::FAILURE;
        }
    }
    println!("{name}: {} inputs replayed, {runs} runs, all held", inputs.len());
    ExitCode::SUCCESS
}

/// All files at a path, folders walked in the order of names.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        files.push(path.to_owned());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    paths.iter().for_each(|path| collect(path, files));
}

fn holds(name: &str, target: fn(&[u8]), input: &[u8]) -> bool {
    let held = catch_unwind(AssertUnwindSafe(|| target(input))).is_ok();
    if !held {
        let file = format!("fuzz-failure-{name}");
        match fs::write(&file, input) {
            Ok(()) => eprintln!("the input is in {file}"),
            Err(e) => eprintln!("the input cannot be written: {e}"),
        }
    }
    held
}

/// xorshift64 (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// Bytes that formats and texts turn on.
const TOKENS: [&[u8]; 24] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"'s ",
    b". ",
    b" Inc. ",
    b"5 percent of ",
    b" (",
    b") ",
    b"\xff",
    "\u{e9}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{1f600}".as_bytes(),
    b"\\ud800",
    b"the company ",
];

/// One of the inputs with a few changes.
fn mutated(inputs: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = inputs.get(random.below(inputs.len())).cloned().unwrap_or_default();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let token = TOKENS[random.below(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
            2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            3 => {
                let copy = bytes[at..end].repeat(1 + random.below(8));
                bytes.splice(at..at, copy);
            }
            4 => {
                let other = inputs.get(random.below(inputs.len())).map_or(&[][..], Vec::as_slice);
                let from = random.below(other.len() + 1);
                let to = (from + random.below(400)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
    }
    bytes.truncate(LONGEST);
    bytes
}
