//! `telltext eval`, `fairness` and `explain` as they are typed.

use std::path::Path;
use std::process::{Command, Output};

fn telltext(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Command::new(env!("CARGO_BIN_EXE_telltext")).args(arguments).current_dir(root).output().expect("the command runs")
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn eval_prints_the_page_and_writes_it() {
    let page = printed(&telltext(&["eval"]));
    assert!(page.starts_with("# How well it reads\n"), "{page}");
    assert!(page.contains("\n| `party-split-voting-day` | "), "no row for a marker: {page}");
    let file = std::env::temp_dir().join(format!("telltext-evaluation-{}.md", std::process::id()));
    let output = telltext(&["eval", "--write", file.to_str().expect("a temporary folder in UTF-8")]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(0), ""));
    let written = std::fs::read_to_string(&file).expect("the page was written");
    std::fs::remove_file(&file).expect("the page can be removed");
    assert_eq!(written, page);
}

#[test]
fn eval_leaves_a_file_whose_end_it_cannot_keep() {
    let file = std::env::temp_dir().join(format!("telltext-evaluation-{}.bin", std::process::id()));
    std::fs::write(&file, b"caf\xe9").expect("a file");
    let output = telltext(&["eval", "--write", file.to_str().expect("a temporary folder in UTF-8")]);
    let left = std::fs::read(&file).expect("a file");
    std::fs::remove_file(&file).expect("it can be removed");
    assert_eq!((output.status.code(), left.as_slice()), (Some(2), &b"caf\xe9"[..]));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("telltext: cannot read "));
}

#[test]
fn eval_counts_the_examples() {
    let output = telltext(&["--markers", "markers", "eval", "--examples"]);
    let said = printed(&output);
    assert!(said.trim_end().ends_with(" passed, 0 failed"), "{said}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn eval_says_what_it_cannot_read() {
    let output = telltext(&["eval", "--corpus", "no/such/folder"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("telltext: there is no no/such/folder;"), "{said}");
}

#[test]
fn fairness_finds_no_difference() {
    let output = telltext(&["fairness"]);
    let said = printed(&output);
    assert!(said.trim_end().ends_with("0 not read alike; the level changes by 0 of 3 steps at most"), "{said}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn explain_shows_a_marker_and_names_the_nearest() {
    let page = printed(&telltext(&["explain", "homoglyph", "--lang", "es"]));
    assert!(page.contains("\nhomoglyph · obfuscation · "), "{page}");
    for part in ["\n→ ", " https://", "\nRaised by\n", "\nQuiet on\n"] {
        assert!(page.contains(part), "no {part:?} in {page}");
    }
    let listed = printed(&telltext(&["explain"]));
    assert_eq!(listed.lines().count(), 65, "{listed}");
    let unknown = telltext(&["explain", "stolen"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&unknown.stderr).split("; the nearest are ").nth(1).and_then(|n| n.split(',').next()),
        Some("stolen-election-claim")
    );
}
