//! The documents made from the command's definition are current, and what they show works.

mod common;

use common::{folder, run};

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

/// Every `telltext …` line of the document is one the command understands.
#[test]
fn the_examples_of_the_document_are_understood() {
    let document = include_str!("../../docs/cli.md");
    let commands = document
        .lines()
        .filter_map(|l| l.strip_prefix("    "))
        .flat_map(|l| l.split('|'))
        .map(str::trim)
        .filter(|l| l.starts_with("telltext "));
    let mut count = 0;
    for line in commands {
        let line = line.split([' ', '\t']).collect::<Vec<_>>();
        let end = line.iter().position(|w| [">", "<"].contains(w)).unwrap_or(line.len());
        // With a folder of markers that is not there, arguments are read and nothing else is done.
        let arguments: Vec<&str> =
            ["--markers", "/nowhere"].into_iter().chain(line[1..end].iter().map(|w| w.trim_matches('"'))).collect();
        let joined = if arguments[2] == "check" { vec!["--markers", "/nowhere", "check"] } else { arguments };
        let said = run(&joined, b"");
        assert!(!said.err.contains("argument") && !said.err.contains("value"), "{line:?}: {}", said.err);
        count += 1;
    }
    assert!(count >= 12, "{count} examples");
}

#[test]
fn completions_and_man_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = run(&["completions", shell], b"");
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
        for word in ["campaigns", "lint", "encoding"] {
            assert!(said.out.contains(word), "{word} in {shell}");
        }
        assert!(!said.out.contains("/work/") && !said.out.contains(env!("CARGO_MANIFEST_DIR")));
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
}
