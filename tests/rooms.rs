//! The rooms of `ARCHITECTURE.md`: a room uses only rooms to its left.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// From left to right. The first row is the shape of what passes between rooms and does nothing itself;
/// rooms of one row may use each other.
const ROWS: [&[&str]; 14] = [
    &["vocabulary", "report", "said", "emit", "packed", "knowledge", "steps", "sort"],
    &["fold", "segments"],
    &["entities"],
    &["tokens"],
    &["matcher"],
    &["signals"],
    &["findings"],
    &["checks", "level", "incidents"],
    &["message", "pages"],
    &["engine", "render"],
    &["campaigns", "unpack"],
    &["compile", "wire", "wasm"],
    &["tried"],
    &["workshop"],
];

/// Where a room looks to its right, and why it may.
const EXCEPTIONS: [(&str, &str, &str); 4] = [
    ("knowledge", "fold", "the table of folds is declared where it is used"),
    ("knowledge", "entities", "the automaton of entities is declared where it is used"),
    ("knowledge", "signals", "what is known of links is declared where it is used"),
    ("message", "engine", "`Message::check` is the way in"),
];

#[test]
fn rooms_use_only_rooms_to_their_left() {
    let place: BTreeMap<&str, usize> =
        ROWS.iter().enumerate().flat_map(|(row, rooms)| rooms.iter().map(move |r| (*r, row))).collect();
    let uses = uses();
    let mut problems = Vec::new();
    let mut excused = BTreeSet::new();
    for (room, others) in &uses {
        let Some(here) = place.get(room.as_str()) else {
            problems.push(format!("src/{room} is in no row of ROWS"));
            continue;
        };
        for other in others {
            if place.get(other.as_str()).is_none_or(|there| there <= here) {
                continue;
            }
            match EXCEPTIONS.iter().find(|(from, to, _)| from == room && to == other) {
                Some(exception) => _ = excused.insert(exception),
                None => problems.push(format!("{room} uses {other}, which is to its right")),
            }
        }
    }
    problems.extend(
        EXCEPTIONS
            .iter()
            .filter(|e| !excused.contains(e))
            .map(|(from, to, _)| format!("{from} no longer uses {to}: no exception is needed")),
    );
    problems
        .extend(place.keys().filter(|room| !uses.contains_key(**room)).map(|room| format!("there is no src/{room}")));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_use_of_rooms_is_seen() {
    let text = "use crate::fold::{Folded, fold};\nuse crate::{engine, report::Span};\n// crate::wasm\nlet x = crate::tokens::hash(b\"\");\n#[cfg(test)]\nmod tests { use crate::campaigns; }";
    assert_eq!(named(text), ["engine", "fold", "report", "tokens"].map(str::to_owned).into());
    assert!(uses()["findings"].contains("matcher"), "findings uses matcher");
}

/// For each room the other rooms it names.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in files(&source) {
        let inside = path.strip_prefix(&source).expect("it is in src/");
        let room = inside.iter().next().expect("it has a name").to_string_lossy().trim_end_matches(".rs").to_owned();
        if room == "lib" || path.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source file can be read");
        let own = uses.entry(room.clone()).or_default();
        own.extend(named(&text).into_iter().filter(|other| *other != room));
    }
    uses
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).expect("the folder can be read").flatten().map(|e| e.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

/// The modules of the crate that a source file names, without those of its comments and tests.
fn named(text: &str) -> BTreeSet<String> {
    let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let code = shipped.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        let names = match part.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or("").split(',').map(str::trim).collect(),
            None => vec![part],
        };
        let first = |name: &str| name.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
        found.extend(names.into_iter().filter(|n| n.starts_with(|c: char| c.is_ascii_lowercase())).map(first));
    }
    found
}
