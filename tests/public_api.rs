//! What callers rely on changes only knowingly.

#[path = "promises/public_api.rs"]
mod listing;

/// A line gone or changed breaks somebody's code and takes a new major version (before 1.0: a new minor one); a line more does not.
#[test]
#[ignore = "documents the crate apart from other builds; cargo xtask test crate runs it"]
fn everything_public_is_listed() {
    let there = std::fs::read_to_string(listing::PATH).unwrap_or_default().replace("\r\n", "\n");
    let now = listing::list();
    let without =
        |a: &str, b: &str| a.lines().filter(|l| !b.lines().any(|o| o == *l)).map(str::to_owned).collect::<Vec<_>>();
    assert!(
        there == now,
        "{} is not what is public; gone: {:#?}; new: {:#?}; write it with\n    cargo run --example public-api",
        listing::PATH,
        without(&there, &now),
        without(&now, &there)
    );
}

/// A caller gets serde and nothing else; what JavaScript needs is for wasm alone.
#[test]
fn nothing_comes_with_it_that_a_caller_would_not_want() {
    let manifest: toml::Table = toml::from_str(include_str!("../Cargo.toml")).expect("Cargo.toml is TOML");
    let always = |table: &toml::Table| {
        let optional = |about: &toml::Value| about.get("optional").and_then(toml::Value::as_bool) == Some(true);
        let names = table.iter().filter(|(_, about)| !optional(about)).map(|(name, _)| name.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(always(manifest["dependencies"].as_table().expect("a table")), ["serde"]);
    assert_eq!(manifest["features"]["default"].as_array().map(Vec::len), Some(0));
    let targets: Vec<&String> = manifest["target"].as_table().expect("a table").keys().collect();
    assert_eq!(targets, ["cfg(target_arch = \"wasm32\")"]);
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--package", "telltext", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--locked"])
        .output()
        .expect("cargo is there");
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    names.sort_unstable();
    names.dedup();
    let known = ["proc-macro2", "quote", "serde", "serde_core", "serde_derive", "syn", "telltext", "unicode-ident"];
    assert_eq!(names, known);
}
