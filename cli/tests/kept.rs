//! The inputs of `fuzz/kept/`, one folder for each target of `fuzz/`: what once broke a promise, and what reaches most of
//! the code. They are tried in every test run, with the stable compiler and without libFuzzer.

#![allow(dead_code, missing_docs, reason = "the command's own rooms, of which a part is used")]

#[path = "../../fuzz/src/check.rs"]
mod check;
#[path = "../../fuzz/src/files.rs"]
mod files;
#[path = "../../fuzz/src/fold.rs"]
mod fold;
#[path = "../src/input.rs"]
mod input;
#[path = "../src/kinds.rs"]
mod kinds;
#[path = "../src/knowledge.rs"]
mod knowledge;
#[path = "../src/lint/mod.rs"]
mod lint;
#[path = "../../fuzz/src/pattern.rs"]
mod pattern;
#[path = "../src/rows/mod.rs"]
mod rows;
#[path = "../../fuzz/src/rows_read.rs"]
mod rows_read;
#[path = "../../fuzz/src/sarif_log.rs"]
mod sarif_log;
#[path = "../src/spoken.rs"]
mod spoken;
#[path = "../src/terminal.rs"]
mod terminal;
#[path = "../../fuzz/src/tokens.rs"]
mod tokens;
#[path = "../src/without.rs"]
mod without;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 7] = [
    ("check", check::run),
    ("files", files::run),
    ("fold", fold::run),
    ("pattern", pattern::run),
    ("rows", rows_read::run),
    ("sarif", sarif_log::run),
    ("tokens", tokens::run),
];

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    entries.map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8")).collect()
}

#[test]
fn every_kept_input_keeps_every_promise() {
    for (name, run) in TARGETS {
        let folder = fuzz().join("kept").join(name);
        let files = names(&folder);
        assert!(!files.is_empty(), "nothing is kept for {name}");
        for file in files {
            println!("{name}/{file}");
            run(&fs::read(folder.join(file)).expect("it can be read"));
        }
    }
}

#[test]
fn every_target_is_tried_here() {
    let here: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let there: BTreeSet<String> =
        names(&fuzz().join("targets")).into_iter().filter_map(|n| Some(n.strip_suffix(".rs")?.to_owned())).collect();
    assert_eq!(here, there);
    assert_eq!(here, names(&fuzz().join("kept")));
}
