//! Compiles `markers/` into tables when the crate is built, and stops with file and line at a mistake.

#![allow(dead_code, missing_docs, clippy::pedantic)]

#[path = "src/compile/mod.rs"]
mod compile;
#[path = "src/emit.rs"]
mod emit;
#[path = "src/entities.rs"]
mod entities;
#[path = "src/fold.rs"]
mod fold;
#[path = "src/incidents.rs"]
mod incidents;
#[path = "src/knowledge.rs"]
mod knowledge;
#[path = "src/matcher.rs"]
mod matcher;
#[path = "src/signals"]
mod signals {
    // Only the part that the tables are made of.
    #[path = "hosts.rs"]
    pub mod hosts;
    pub mod names;
}
#[path = "src/tokens.rs"]
mod tokens;
#[path = "src/vocabulary.rs"]
mod vocabulary;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use emit::Emit as _;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-env-changed=TELLTEXT_MARKERS");
    let folder = env::var_os("TELLTEXT_MARKERS").map_or_else(|| PathBuf::from("markers"), PathBuf::from);
    println!("cargo::rerun-if-changed={}", folder.display());
    let compiled = compile::compile(&folder).unwrap_or_else(|problems| {
        for problem in &problems {
            println!("cargo::error={problem}");
        }
        process::exit(1)
    });
    let mut out = String::from("Knowledge");
    out.clear();
    compiled.knowledge.emit(&mut out);
    let path = Path::new(&env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("knowledge.rs");
    fs::write(path, out).expect("OUT_DIR can be written");
}
