//! What goes wrong is said in one line, with the right exit code.

mod common;

use std::fs::File;
use std::process::Stdio;

use common::{Said, folder, run, run_command, run_in, telltext, write};

#[test]
fn wrong_arguments_are_one_line_and_code_2() {
    let lines: [(&[&str], &[&str]); 18] = [
        (&[], &["say what to do", "--help"]),
        (&["--bogus"], &["unexpected argument '--bogus'"]),
        (&["batch", "--formt", "csv"], &["unexpected argument '--formt'", "similar argument", "--format"]),
        (&["batsch"], &["unrecognized subcommand 'batsch'", "batch"]),
        (&["batch", "--format", "xml"], &["invalid value 'xml'", "jsonl"]),
        (&["batch", "--threads", "0"], &["invalid value '0'"]),
        (&["batch", "--resume"], &["--output"]),
        (&["campaigns", "--least", "none"], &["invalid value 'none'"]),
        (&["check", "--received", "yesterday", "x"], &["YYYY-MM-DD"]),
        (
            &["check", "--region", "Utopia", "x"],
            &["no region 'Utopia'", "two-letter", "AU, CA, ES, FR, GB, KR, MX, US"],
        ),
        (&["lint", "--region", "Utopia", "-"], &["no region 'Utopia'", "AU, CA"]),
        (&["batch", "--region", ""], &["two-letter"]),
        (&["explain", "no-such-marker"], &["no marker no-such-marker", "nearest"]),
        (&["completions", "tcsh"], &["invalid value 'tcsh'", "bash"]),
        (&["explain", "vote-by-text"], &["are vote-by-text-phone-online, "]),
        (&["lint"], &["not provided", "<FILES>"]),
        (&["lint", "--allow", "everything", "x.txt"], &["--allow everything", "no such problem"]),
        (&["completions"], &["not provided", "<SHELL>"]),
    ];
    for (arguments, holds) in lines {
        run(arguments, b"").failed(2, holds);
    }
}

#[test]
fn what_is_json_and_no_json_lines_is_said() {
    let said = |input: &str| run(&["batch"], input.as_bytes());
    for list in ["[{\"id\":1,\"text\":\"a\"}]", "[\n  {\n    \"text\": \"a\"\n  }\n]\n"] {
        said(list).failed(2, &["not JSON Lines: a list", "one object", "jq -c '.[]'"]);
    }
    said("{\n  \"text\": \"a\"\n}\n").failed(2, &["not JSON: ", "on one line"]);
    let text = said("\"a private message\"\n");
    text.failed(2, &["not JSON Lines: a text", "one object"]);
    assert!(!text.err.contains("private") && !text.out.contains("private"), "{}{}", text.err, text.out);
}

#[test]
fn columns_of_plain_lines_are_none() {
    let folder = folder("no-columns");
    let file = write(&folder, "export.txt", "id\tBody\n1\thello\n");
    for command in ["batch", "campaigns"] {
        run(&[command, &file, "--column", "text=Body"], b"").failed(2, &["--column", "plain lines", "tsv"]);
        assert_eq!(run(&[command, &file, "--format", "tsv", "--column", "text=Body"], b"").code, Some(0));
    }
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = folder("unreadable");
    let missing = folder.join("missing.jsonl");
    let missing = missing.to_str().expect("UTF-8");
    let here = folder.to_str().expect("UTF-8");
    for command in ["batch", "campaigns", "lint"] {
        run(&[command, missing], b"").failed(2, &["cannot read", "missing.jsonl"]);
    }
    run(&["batch", "no\nsuch\u{1b}[2J"], b"").failed(2, &["cannot read no such\u{fffd}[2J: "]);
    run(&["batch", "--format", "csv"], b"a\x1b[2J,b\n").failed(2, &["it has a\u{fffd}[2J, b."]);
    run(&["batch", here], b"").failed(2, &["it is a folder"]);
    run(&["lint", here], b"").failed(2, &["no .txt file"]);
    let latin = write(&folder, "latin.txt", b"Caf\xe9");
    run(&["lint", &latin], b"").failed(2, &["latin.txt is not UTF-8 text (byte 4)", "--encoding"]);
    run(&["--markers", missing, "check", "x"], b"").failed(2, &["cannot read", "missing.jsonl"]);
    run_in(&folder, &["eval"], b"").failed(2, &["no tests/corpus", "checkout"]);
    run_in(&folder, &["fairness"], b"").failed(2, &["no markers", "checkout"]);
    let packed = write(&folder, "in.jsonl.gz", b"\x1f\x8b");
    run(&["batch", &packed], b"").failed(2, &["in.jsonl.gz is packed", "zcat"]);
    let empty = write(&folder, "empty.csv", "");
    run(&["batch", &empty], b"").failed(2, &["empty.csv", "names of its columns"]);
}

#[test]
fn what_is_no_text_is_said_once_and_what_would_be_right() {
    let folder = folder("no-text");
    let kinds: [(&str, &[u8], &[&str]); 8] = [
        ("real.xlsx", b"PK\x03\x04\x14\0\x06\0 and so on\nand on\n", &["a spreadsheet", "CSV UTF-8"]),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &["an Excel", "CSV UTF-8"]),
        ("report", b"%PDF-1.7\n1 0 obj\n", &["a PDF", "text file"]),
        ("shot.csv", b"\x89PNG\r\n\x1a\n", &["a picture"]),
        ("photo.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", &["a picture"]),
        ("rows", b"\x1f\x8b\x08\0", &["packed", "zcat"]),
        ("rows.data", b"PAR1\x15\x04", &["a Parquet file", "--format parquet"]),
        ("wide.txt", b"\xff\xfe\0\0a\0\0\0", &["UTF-32", "UTF-8"]),
    ];
    for (name, bytes, holds) in kinds {
        let file = write(&folder, name, bytes);
        for command in ["batch", "campaigns", "lint"] {
            let said = run(&[command, &file], b"");
            said.failed(2, &[&[name], holds].concat());
            assert_eq!(said.out, "");
        }
        run(&["batch", "--format", "csv"], bytes).failed(2, &[&["standard input is "], holds].concat());
        run(&["check"], bytes).failed(2, &[&["standard input is "], holds].concat());
    }
}

#[test]
fn where_nothing_could_be_read_the_code_says_so() {
    let said = run(&["batch"], b"id,text\n1,hello\n");
    assert_eq!(said.json().len(), 2);
    said.failed(2, &["none of the 2 lines could be read; line 1: not JSON", "--format"]);
    run(&["campaigns"], b"id,text\n1,hello\n").failed(2, &["none of the 2 lines could be read; line 1: not JSON"]);
    run(&["batch"], b"hello").failed(2, &["the only line could not be read; line 1: not JSON"]);
    // One that was read is something, and so is nothing to read.
    for input in [&b"nonsense\n{\"text\":\"hello\"}\n"[..], b"", b"\n\n"] {
        for command in ["batch", "campaigns"] {
            assert_eq!(run(&[command], input).code, Some(0), "{command} {input:?}");
        }
    }
    // Nor is it nothing when the rows of an earlier run were read.
    let folder = folder("nothing-more");
    let file = write(&folder, "in.jsonl", "{\"text\":\"hello\"}\nnonsense\n");
    let whole = run(&["batch", &file], b"").out;
    let out = write(&folder, "out.jsonl", &whole[..=whole.find('\n').expect("a line")]);
    assert_eq!(run(&["batch", &file, "-o", &out, "--resume"], b"").code, Some(0));
}

#[test]
#[cfg(unix)]
fn folders_and_files_without_leave_are_named() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::process::CommandExt as _;

    let folder = folder("without-leave");
    symlink("ring", folder.join("ring")).expect("a link to itself");
    for command in ["batch", "campaigns", "lint"] {
        run_in(&folder, &[command, "ring"], b"").failed(2, &["cannot read ring"]);
    }
    std::fs::create_dir_all(folder.join("scripts/closed")).expect("a folder");
    write(&folder, "scripts/a.txt", "Vote for us!");
    write(&folder, "closed.jsonl", "{\"text\":\"a\"}");
    let leave = |path: &str, mode: u32| {
        std::fs::set_permissions(folder.join(path), std::fs::Permissions::from_mode(mode)).expect("a change of mode");
    };
    leave("scripts/closed", 0o000);
    leave("closed.jsonl", 0o000);
    // Whoever may read everything is somebody else for the moment.
    let may_read = std::fs::read_dir(folder.join("scripts/closed")).is_ok();
    for (arguments, named) in [(["lint", "scripts"], "scripts/closed"), (["batch", "closed.jsonl"], "closed.jsonl")] {
        let mut command = telltext();
        command.current_dir(&folder).args(arguments).stdin(Stdio::null());
        if may_read {
            command.uid(65_534);
        }
        match command.output() {
            Ok(output) => Said::new(output).failed(2, &["cannot read", named, "Permission denied"]),
            Err(why) => eprintln!("SKIPPED {arguments:?}: it cannot be run as another user here ({why})"),
        }
    }
    leave("scripts/closed", 0o700);
    leave("closed.jsonl", 0o600);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = folder("unwritable");
    let out = folder.join("no/such/folder.jsonl");
    run(&["batch", "-o", out.to_str().expect("UTF-8")], b"").failed(3, &["cannot write", "folder.jsonl"]);
    let file = write(&folder, "file", "");
    run(&["man", "--folder", &file], b"").failed(3, &["cannot write"]);
    let here = folder.to_str().expect("UTF-8");
    run(&["batch", "-o", here], b"").failed(3, &["cannot write", "unwritable"]);
    run(&["batch", "-o", here, "--resume"], b"").failed(3, &["cannot write", "unwritable"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_code_3() {
    let folder = folder("full");
    let rows = write(&folder, "in.jsonl", common::messages(2000));
    let script = write(&folder, "script.txt", "Vote for us!");
    let commands: [&[&str]; 9] = [
        &["batch", &rows],
        &["campaigns", &rows],
        &["campaigns", "--as", "json", &rows],
        &["check", "x"],
        &["lint", &script],
        &["explain"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ];
    for arguments in commands {
        let full = File::options().write(true).open("/dev/full").expect("/dev/full");
        let output =
            telltext().args(arguments).stdout(full).stderr(Stdio::piped()).output().expect("the command starts");
        let said = Said::new(output);
        said.failed(3, &["cannot write", "No space left"]);
    }
    run(&["batch", &rows, "-o", "/dev/full"], b"").failed(3, &["cannot write /dev/full", "No space left"]);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder("closed");
    let rows = write(&folder, "in.jsonl", common::messages(2000));
    let commands: [&[&str]; 6] = [
        &["batch", &rows],
        &["campaigns", "--as", "json", &rows],
        &["explain"],
        &["completions", "zsh"],
        &["man"],
        &["check", "x"],
    ];
    for arguments in commands {
        // A pipe whose reading end is closed before anything is written.
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output =
            telltext().args(arguments).stdout(writer).stderr(Stdio::piped()).output().expect("the command starts");
        let said = Said::new(output);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["batch", "--help"], &["--version"], &["lint", "-h"]] {
        let said = run(arguments, b"");
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
        assert!(!said.out.is_empty());
    }
}

/// With so many KiB of memory, by the shell's own limit.
#[cfg(target_os = "linux")]
fn run_within(kib: u32, arguments: &[&str], input: &[u8]) -> Said {
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", &format!("ulimit -v {kib} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_telltext")]);
    run_command(limited.args(arguments), input)
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_larger_than_the_memory_is_one_line() {
    const KIB: u32 = 100_000;
    let huge = b"so it goes ".repeat(8 << 20);
    let small = run_within(KIB, &["check"], b"so it goes");
    assert_eq!(small.code, Some(0), "{}", small.err);
    run_within(KIB, &["check"], &huge).failed(2, &["cannot read standard input: out of memory"]);
    for format in ["jsonl", "lines"] {
        // A line that cannot be kept is passed over, and what follows it is read.
        let mut lines = huge.clone();
        lines.extend_from_slice(b"\n{\"text\":\"so it goes\"}\n");
        let said = run_within(KIB, &["batch", "--threads", "1", "--format", format], &lines);
        assert_eq!((said.code, said.json().len()), (Some(0), 2), "{}", said.err);
    }
    let mut table = b"text\n\"".to_vec();
    table.extend_from_slice(&huge);
    run_within(KIB, &["batch", "--threads", "1", "--format", "csv"], &table).failed(2, &["8 MiB"]);
}

#[test]
fn threads_that_cannot_be_started_are_one_line() {
    let mut command = telltext();
    command.env("RUST_MIN_STACK", (1_u64 << 50).to_string()).args(["batch", "--threads", "2"]);
    run_command(&mut command, b"{\"text\":\"so it goes\"}\n").failed(2, &["cannot start a thread", "--threads 1"]);
}
