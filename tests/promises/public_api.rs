//! The crate → a list of everything public, one line each, derived traits aside: what a caller can come to rely on.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the list is kept.
pub const PATH: &str = "docs/public-api.txt";

/// The list, as the crate is now. It is documented apart from other builds, since that takes a switch of rustdoc that is not for every day.
pub fn list() -> String {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from).join("api");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["rustdoc", "--quiet", "--locked", "--package", "telltext", "--lib", "--target-dir"])
        .arg(&target)
        .args(["--", "-Zunstable-options", "--output-format", "json"])
        .env("RUSTC_BOOTSTRAP", "1")
        .status()
        .expect("cargo is there");
    assert!(status.success(), "rustdoc failed");
    of(&target.join("doc/telltext.json"))
}

/// The list of what rustdoc wrote.
fn of(documented: &Path) -> String {
    let api = public_api::Builder::from_rustdoc_json(documented)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .expect("rustdoc of this Rust is understood");
    let lines: Vec<String> = api.items().map(|item| item.to_string() + "\n").collect();
    lines.concat()
}
