//! The documents made from the command's definition are current, and what they show works.

mod common;

use std::process::Stdio;

use common::{folder, messages, run, write};

#[test]
fn the_document_is_current() {
    let made = run(&["reference"], b"").out;
    let there = include_str!("../../docs/cli.md").replace("\r\n", "\n");
    assert!(
        made == there,
        "docs/cli.md is not what the command says; write it with\n    cargo run -p telltext-cli -- reference > docs/cli.md"
    );
    for command in ["check", "batch", "campaigns", "lint", "explain", "eval", "fairness", "completions", "man"] {
        assert!(made.contains(&format!("## telltext {command}\n")), "{command}");
    }
}

/// Every example of the document is run as it stands there, in a folder that has the files it names.
#[test]
#[cfg(unix)]
fn the_examples_of_the_document_run() {
    let folder = folder("examples");
    let message = "URGENT: Due to long lines, Maple Party voters now vote on WEDNESDAY. Everyone else votes Tuesday.";
    write(&folder, "message.txt", message);
    write(&folder, "texts.txt", format!("{message}\nReply STOP to end\n"));
    let strong = serde_json::json!({ "id": "x", "text": message }).to_string();
    write(&folder, "messages.jsonl", messages(2000) + &strong + "\n");
    let table = |head: &str, cells: &dyn Fn(usize) -> String| {
        (0..30).fold(head.to_owned(), |table, n| table + &cells(n) + "\n")
    };
    let csv = table("id,Body,Sender\n", &|n| format!("{n},\"{message} {n}\",+1215555{:04}", n + 100));
    write(&folder, "export.csv", &csv);
    write(&folder, "tips.csv", &csv);
    write(&folder, "tips.txt", message.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    for place in ["scripts", "bin", ".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"] {
        std::fs::create_dir_all(folder.join(place)).expect("a folder");
    }
    write(&folder, "scripts/a.txt", message);
    let shell = |line: &str| {
        let path = std::env::var("PATH").unwrap_or_default();
        let own = std::path::Path::new(env!("CARGO_BIN_EXE_telltext")).parent().expect("its folder");
        std::process::Command::new("sh")
            .args(["-c", line])
            .current_dir(&folder)
            .env("HOME", &folder)
            .env("MANPAGER", "cat")
            .env("PATH", format!("{}:{path}:{}", own.display(), folder.join("bin").display()))
            .stdin(Stdio::null())
            .output()
            .expect("a shell")
    };
    assert!(shell("gzip -c messages.jsonl > messages.jsonl.gz").status.success(), "gzip is needed");
    // What a machine may lack hands on what it is given.
    for program in ["jq", "man"] {
        use std::os::unix::fs::PermissionsExt as _;
        let path = write(&folder, &format!("bin/{program}"), "#!/bin/sh\nexec cat\n");
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a change of mode");
    }
    let document = include_str!("../../docs/cli.md");
    let examples = document.lines().filter_map(|l| l.strip_prefix("    ")).filter(|l| l.contains("telltext "));
    let mut count = 0;
    for line in examples {
        let said = shell(line);
        let err = String::from_utf8_lossy(&said.stderr);
        // With 1 they say that something was found.
        assert!(matches!(said.status.code(), Some(0 | 1)) && !err.contains("telltext:"), "{line}: {err}");
        let written = line.rsplit_once("> ").or_else(|| line.rsplit_once(" -o ")).map(|(_, file)| file);
        let made = match written.and_then(|file| file.split(' ').next()).map(|file| file.replace("~/", "")) {
            Some(file) => std::fs::read(folder.join(file)).expect("the output"),
            None if line.contains(" --folder ") => continue,
            None => said.stdout,
        };
        assert!(!made.is_empty(), "{line}: {err}");
        count += 1;
    }
    assert!(count >= 15, "{count} examples");
    assert!(folder.join(".local/share/man/man1/telltext-batch.1").exists());
    assert_eq!(std::fs::read_to_string(folder.join("reports.jsonl")).expect("reports").lines().count(), 30);
}

/// What bash offers after what was typed.
#[test]
#[cfg(unix)]
fn bash_completes_what_was_begun() {
    let script = write(&folder("completions"), "telltext.bash", run(&["completions", "bash"], b"").out);
    let offered = |typed: &[&str]| {
        let words = typed.join("' '");
        let ask = format!(
            "source {script}; COMP_WORDS=('{words}'); COMP_CWORD={}; _telltext telltext '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            typed.len() - 1,
            typed[typed.len() - 1],
            typed[typed.len() - 2]
        );
        let bash = std::process::Command::new("bash").args(["--norc", "-c", &ask]).output();
        bash.ok().map(|said| String::from_utf8_lossy(&said.stdout).into_owned())
    };
    let Some(commands) = offered(&["telltext", "ca"]) else {
        eprintln!("SKIPPED: there is no bash here");
        return;
    };
    assert_eq!(commands.trim(), "campaigns");
    assert!(offered(&["telltext", "batch", "--re"]).is_some_and(|o| o.contains("--resume") && o.contains("--region")));
    assert!(offered(&["telltext", "lint", "--format", "s"]).is_some_and(|o| o.trim() == "sarif"));
}

#[test]
fn completions_and_man_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = run(&["completions", shell], b"");
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
        for word in ["campaigns", "lint", "encoding"] {
            assert!(said.out.contains(word), "{word} in {shell}");
        }
        assert!(!said.out.contains(env!("CARGO_MANIFEST_DIR")));
    }
    let page = run(&["man"], b"").out;
    assert!(page.contains(".TH telltext 1") && page.contains("telltext\\-campaigns(1)"), "{page}");
    let folder = folder("man");
    let said = run(&["man", "--folder", folder.to_str().expect("UTF-8")], b"");
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (Some(0), "", ""));
    let mut pages: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    assert_eq!(pages.len(), 10);
    assert!(pages.contains(&"telltext-lint.1".to_owned()));
    let lint = std::fs::read_to_string(folder.join("telltext-lint.1")).expect("a page");
    assert!(lint.contains(".TH telltext-lint 1") && lint.contains("sarif"));
    assert!(lint.contains("\\fBtelltext lint\\fR"), "it is typed with a blank: {lint}");
}
