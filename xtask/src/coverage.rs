//! `cargo xtask coverage`: which lines of the engine and the command the Rust tests run through.

use std::path::Path;

use crate::Outcome;
use crate::command::{program, run as run_command};
use crate::setup;

const CARGO_LLVM_COV: &str = "0.9.1";

/// Prints a line for each file, and leaves target/llvm-cov/html/, where the lines that were not reached are red.
pub fn run(root: &Path) -> Outcome {
    run_command(program(root, "rustup").args(["component", "add", "llvm-tools"]))?;
    setup::programs(root, &[("cargo-llvm-cov", "cargo-llvm-cov", CARGO_LLVM_COV)])?;
    // Watched, the command is too slow for the tests that measure its speed or interrupt it: they may fail here.
    let packages = ["--locked", "--package", "telltext", "--package", "telltext-cli"];
    run_command(program(root, "cargo").args(["llvm-cov", "--ignore-run-fail", "--html"]).args(packages))?;
    run_command(program(root, "cargo").args(["llvm-cov", "report", "--summary-only"]).args(&packages[1..]))
}
