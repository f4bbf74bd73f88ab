//! `cargo xtask supply`: what we depend on is what we meant to depend on.

use std::path::Path;

use crate::Outcome;
use crate::command::{program, run as run_command};
use crate::setup;

const CARGO_DENY: &str = "0.20.2";
const CARGO_MACHETE: &str = "0.9.2";

/// Licences, sources and versions of every crate; crates nobody uses; npm packages as they are locked. Known
/// weaknesses (`cargo deny check advisories`, `npm audit`) need databases that are not everywhere to be had,
/// so they are looked up before a release and not here.
pub fn run(root: &Path) -> Outcome {
    setup::programs(
        root,
        &[("cargo-deny", "cargo-deny", CARGO_DENY), ("cargo-machete", "cargo-machete", CARGO_MACHETE)],
    )?;
    run_command(program(root, "cargo").args([
        "deny",
        "--locked",
        "--workspace",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))?;
    // By this variable it tells `cargo run` from `cargo machete`, and here it would be taken for the first.
    run_command(program(root, "cargo").args(["machete", "--skip-target-dir"]).env_remove("CARGO_PKG_NAME"))?;
    setup::node(root)?;
    setup::npm(root)?;
    // Every package is the one the lock names, and none is asked for that is not there.
    run_command(program(root, "npm").args(["ls", "--all", "--loglevel=error"]).stdout(std::process::Stdio::null()))
}
