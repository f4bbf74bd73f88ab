//! What a person at a terminal sees, and a program does not: colours, folded lines, how far a long run has come.

#![cfg(unix)]

mod common;

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use common::{folder, messages, telltext, write};
use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const TRICK: &str = "URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.";

/// A terminal of so many columns: what it shows, and what a program writes to.
fn terminal(columns: u16) -> (File, File) {
    let shown = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&shown).expect("it is ours");
    unlockpt(&shown).expect("it can be opened");
    let name = ptsname(&shown, Vec::new()).expect("its name");
    let written = open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("its other end");
    let size = Winsize { ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&written, size).expect("its size");
    (File::from(shown), File::from(written))
}

/// What a terminal shows until the program that wrote to it has ended.
fn all_of(mut shown: File) -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        // When the last who writes is gone there is an error, not an end.
        while let Ok(read @ 1..) = shown.read(&mut buffer) {
            bytes.extend_from_slice(&buffer[..read]);
        }
        let _ = send.send(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
    });
    receive
}

fn after(shown: &mpsc::Receiver<String>) -> String {
    shown.recv_timeout(Duration::from_secs(60)).expect("the terminal is left")
}

/// What `telltext check` shows on a terminal, with this in its environment.
fn check(columns: u16, set: &[(&str, &str)]) -> String {
    let (shown, written) = terminal(columns);
    let mut command = telltext();
    command.args(["check", TRICK]).env_remove("NO_COLOR").env("TERM", "xterm").stdin(Stdio::null()).stdout(written);
    command.envs(set.iter().copied());
    let shown = all_of(shown);
    let mut child = command.spawn().expect("the command starts");
    drop(command);
    child.wait().expect("it ends");
    after(&shown)
}

#[test]
fn a_report_is_in_colour_unless_that_is_not_wanted() {
    assert!(check(80, &[]).contains("\u{1b}[1m"));
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let plain = check(80, &[(name, value)]);
        assert!(plain.contains("voters now vote on") && !plain.contains('\u{1b}'), "{name}={value}: {plain}");
    }
    assert!(check(80, &[("NO_COLOR", "")]).contains("\u{1b}[1m"), "empty is not set");
}

#[test]
fn lines_fit_the_terminal_and_addresses_stay_whole() {
    for columns in [40, 80, 200] {
        let shown = check(columns, &[("NO_COLOR", "1")]);
        let long = |line: &&str| line.chars().count() > usize::from(columns.min(100));
        let longer: Vec<&str> = shown.lines().filter(long).filter(|l| l.trim_start().contains(' ')).collect();
        assert!(longer.is_empty(), "at {columns}: {longer:#?}");
        assert!(shown.contains("https://"), "{shown}");
    }
    // Where there is no terminal a sentence is one line.
    let output = telltext().args(["check", TRICK]).output().expect("the command runs");
    assert!(String::from_utf8_lossy(&output.stdout).lines().any(|line| line.chars().count() > 120));
}

/// Whether a program ends by itself; else it is ended.
fn ended(child: &mut Child) -> bool {
    for _ in 0..300 {
        if child.try_wait().expect("a child").is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill().expect("it is ended");
    false
}

#[test]
fn a_person_who_is_waited_for_is_told_so() {
    for (arguments, words) in [(&["check"][..], "paste the message"), (&["batch"], "type messages")] {
        let (shown, written) = terminal(80);
        let errors = written.try_clone().expect("its end");
        let mut command = telltext();
        command.args(arguments).stdin(written).stdout(Stdio::null()).stderr(errors);
        let mut typed = shown.try_clone().expect("its keys");
        let shown = all_of(shown);
        let mut child = command.spawn().expect("the command starts");
        drop(command);
        // Ctrl-D: the end of what is typed.
        typed.write_all(&[4]).expect("a key is pressed");
        let said = if ended(&mut child) { after(&shown) } else { String::new() };
        drop(typed);
        assert!(said.contains(words) && said.contains("Ctrl-D"), "{said}");
    }
}

#[test]
fn how_far_a_long_run_has_come_is_shown_on_a_terminal_alone() {
    let rows = messages(600);
    for command in ["batch", "campaigns"] {
        let (shown, written) = terminal(80);
        let mut run = telltext();
        run.arg(command).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(written);
        let shown = all_of(shown);
        let mut child = run.spawn().expect("the command starts");
        drop(run);
        let mut input = child.stdin.take().expect("its input");
        input.write_all(rows.as_bytes()).expect("it reads");
        std::thread::sleep(Duration::from_millis(600));
        input.write_all(rows.as_bytes()).expect("it reads");
        drop(input);
        assert!(child.wait().expect("it ends").success());
        let said = after(&shown);
        let steps: Vec<&str> = said.split(['\r', '\n']).filter(|step| !step.trim().is_empty()).collect();
        assert!(steps.iter().all(|step| step.contains(" messages, ") && step.contains("/s")), "{said:?}");
        assert!(steps.last().is_some_and(|step| step.starts_with("1,200 messages, ")), "{said:?}");
        assert!(said.ends_with('\n'), "{said:?}");
        // In a file or a pipe there is nothing of it.
        let file = write(&folder("progress"), "in.jsonl", &rows);
        let output = telltext().args([command, &file]).stdin(Stdio::null()).output().expect("the command runs");
        assert!(output.stderr.is_empty());
    }
}
