//! The command as people run it.

#![allow(dead_code, reason = "each test uses a part")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

#[path = "../../../tests/promises/generator.rs"]
pub mod generator;

pub fn telltext() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_telltext"));
    command.env("RUST_BACKTRACE", "1");
    command
}

/// What the command says for these arguments and this input.
pub fn run(arguments: &[&str], input: &[u8]) -> Said {
    run_in(Path::new("."), arguments, input)
}

pub fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Said {
    run_command(telltext().current_dir(folder).args(arguments), input)
}

pub fn run_command(command: &mut Command, input: &[u8]) -> Said {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("its input");
    let input = input.to_vec();
    // It may end before it has read everything.
    let feed = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the command ends");
    feed.join().expect("the input was given");
    Said::new(output)
}

pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn new(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// What it wrote, line by line.
    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
    }

    /// That it failed, with one clear line.
    pub fn failed(&self, code: i32, holds: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.err);
        assert!(
            self.err.starts_with("telltext: ") && self.err.ends_with('\n') && self.err.lines().count() == 1,
            "no single line: {:?}",
            self.err
        );
        for part in holds {
            assert!(self.err.contains(part), "{part:?} is not in {:?}", self.err);
        }
    }
}

/// An empty folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

pub fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to) } else { fs::copy(&from, &to).map(drop).expect("a copy") }
    }
}

/// Messages as JSON Lines.
pub fn messages(count: u64) -> String {
    generator::stream(5).zip(1..=count).map(|(made, id)| made.line(id) + "\n").collect()
}
