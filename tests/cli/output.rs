//! Outputs that go away or are full.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

fn stakeout(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stakeout"));
    command.args(["extract", "--emit", "documents"]).args(arguments);
    command
}

fn lines(count: usize) -> Vec<u8> {
    let mut input = Vec::new();
    for n in 0..count {
        writeln!(input, "{{\"id\":{n},\"text\":\"{}\"}}", "word ".repeat(50)).expect("memory");
    }
    input
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    for threads in ["1", "4"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("in.jsonl");
        std::fs::write(&path, lines(20_000)).expect("it can be written");
        let mut child = stakeout(&["-j", threads])
            .arg(&path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut first = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        stdout.read_line(&mut first).expect("a line");
        drop(stdout);
        let output = child.wait_with_output().expect("it ends");
        assert!(first.starts_with("{\"id\":\"0\""), "{first}");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_status_3() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("in.jsonl");
    std::fs::write(&path, lines(500)).expect("it can be written");
    let full = || std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let by_redirection = stakeout(&[]).arg(&path).stdout(full()).output().expect("it runs");
    let by_option = stakeout(&["-o", "/dev/full"]).arg(&path).output().expect("it runs");
    let errors = stakeout(&["--errors", "/dev/full", "missing"]).output().expect("it runs");
    for output in [by_redirection, by_option, errors] {
        assert_eq!(output.status.code(), Some(3));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("cannot be written"), "{said}");
    }
    let nowhere = stakeout(&["-o", "/nowhere/out"]).arg(&path).output().expect("it runs");
    assert_eq!(nowhere.status.code(), Some(3));
}
