//! Runs that are broken off and gone on with: killed, out of room, or with something changed.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::{gzip, put, stakeout};
use tempfile::tempdir;

fn lines(count: usize) -> String {
    let one = |n: usize| match n % 40 {
        7 => "{broken\n".to_owned(),
        _ => format!(
            "{{\"id\":{n},\"text\":\"Öltek AG bought {n} percent of Bronn Inc. on Monday.\"}}\n"
        ),
    };
    (0..count).map(one).collect()
}

/// Arguments of a run over `in.jsonl.gz` with a checkpoint every few documents.
fn arguments<'a>(threads: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let files = ["extract", "in.jsonl.gz", "-o", "out", "--errors", "err"];
    let all = files.into_iter().chain(["--checkpoint", "25", "-j", threads]);
    all.chain(more.iter().copied()).collect()
}

fn read(at: &Path, name: &str) -> Vec<u8> {
    fs::read(at.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Kills runs at so many moments (`STAKEOUT_KILLS`), goes on with each until it is done, and
/// compares.
#[test]
fn a_run_that_is_killed_at_any_moment_gives_the_same_in_the_end() {
    let kills = std::env::var("STAKEOUT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(16);
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "in.jsonl.gz", gzip(lines(1500).as_bytes()));
    let start = |threads, more: &[&str]| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_stakeout"));
        run.current_dir(at).args(arguments(threads, more)).stderr(Stdio::piped());
        run.spawn().expect("it runs")
    };
    // How long it takes, and how long of that it writes.
    let begun = Instant::now();
    let mut run = start("2", &[]);
    wait_for_work(at, &mut run);
    let first = begun.elapsed();
    assert_eq!(run.wait_with_output().expect("it ends").status.code(), Some(1));
    let whole = begun.elapsed();
    let (output, errors) = (read(at, "out"), read(at, "err"));
    let mut random = 88_172_645_463_325_252_u64;
    let (mut killed, mut gone_on, mut turn) = (0, 0, 0);
    while killed < kills {
        for name in ["out", "err"] {
            fs::remove_file(at.join(name)).expect("it is there");
        }
        turn += 1;
        let mut more: &[&str] = &["-q"];
        loop {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let mut run = start(["1", "2", "8"][turn % 3], more);
            if killed < kills {
                // Three of four while it writes.
                let early = random.is_multiple_of(4);
                if !early {
                    wait_for_work(at, &mut run);
                }
                let span = if early { whole } else { whole - first };
                let moment = (random >> 2) % (span.as_micros() as u64).max(1);
                std::thread::sleep(Duration::from_micros(moment));
                let _ = run.kill();
            }
            let ended = run.wait_with_output().expect("it ends");
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            gone_on += usize::from(said.contains("goes on behind"));
            if let Some(code) = ended.status.code() {
                assert!(code < 2, "{said}");
                break;
            }
            killed += 1;
            more = &["--resume"];
        }
        assert_eq!(read(at, "out"), output, "turn {turn}");
        assert_eq!(read(at, "err"), errors, "turn {turn}");
        assert!(!at.join("out.checkpoint").exists() && !at.join("out.partial").exists());
    }
    println!("{killed} killed, {gone_on} gone on with");
    assert!(gone_on > 0, "no run was gone on with");
}

/// Waits until a run writes to its output, or ends.
fn wait_for_work(at: &Path, run: &mut Child) {
    let changed = || {
        let file = at.join("out.partial").metadata().ok()?;
        Some((file.len(), file.modified().ok()?))
    };
    let before = changed();
    while changed() == before && run.try_wait().is_ok_and(|ended| ended.is_none()) {
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// Leaves a run half done: no file may have more than so many blocks of 1024 bytes.
fn out_of_room(at: &Path, blocks: u32) -> i32 {
    let run = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec '{}' {}",
        env!("CARGO_BIN_EXE_stakeout"),
        arguments("2", &["-q"]).join(" ")
    );
    let output = Command::new("bash").current_dir(at).args(["-c", &run]).output().expect("it runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be written"));
    output.status.code().expect("no signal")
}

#[test]
fn a_run_out_of_room_ends_with_3_and_can_be_gone_on_with() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "in.jsonl.gz", gzip(lines(300).as_bytes()));
    stakeout(at, &arguments("2", &[]), b"");
    let output = read(at, "out");
    for blocks in [1, 40, 150] {
        fs::remove_file(at.join("out")).expect("it is there");
        assert_eq!(out_of_room(at, blocks), 3);
        assert!(!at.join("out").exists());
        let run = stakeout(at, &arguments("2", &["--resume"]), b"");
        assert_eq!((run.status, read(at, "out")), (1, output.clone()), "{}", run.stderr);
    }
}

#[test]
fn what_has_changed_is_not_gone_on_with() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "in.jsonl.gz", gzip(lines(300).as_bytes()));
    put(at, "names.tsv", "name\ttype\nÖltek AG\torganization\n");
    stakeout(at, &arguments("2", &[]), b"");
    let complete = stakeout(at, &arguments("2", &["--resume"]), b"");
    assert!(complete.status == 0 && complete.stderr.contains("complete"), "{}", complete.stderr);
    fs::remove_file(at.join("out")).expect("it is there");
    assert_eq!(out_of_room(at, 40), 3);
    let refused = |more: &[&str], words: &str| {
        let run = stakeout(at, &arguments("2", more), b"");
        assert!(run.status == 2 && run.stderr.contains(words), "{words}: {}", run.stderr);
    };
    refused(&["--resume", "--date", "2024-02-14"], "the options are others");
    refused(&["--resume", "--gazetteer", "names.tsv"], "the rules or name lists have changed");
    put(at, "in.jsonl.gz", gzip(lines(301).as_bytes()));
    refused(&["--resume"], "the inputs have changed");
    for wrong in
        [&["extract", "--resume", "in.jsonl.gz"][..], &["extract", "--resume", "-o", "out", "-"]]
    {
        assert_eq!(stakeout(at, wrong, b"").status, 2);
    }
}
