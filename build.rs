//! Compiles `markers/` into tables when the crate is built, and stops with file and line at a mistake.

#![allow(dead_code, missing_docs, unexpected_cfgs, clippy::pedantic)]

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
#[path = "src/packed.rs"]
mod packed;
#[path = "src/tokens.rs"]
mod tokens;
#[path = "src/unpack.rs"]
mod unpack;
#[path = "src/vocabulary.rs"]
mod vocabulary;

use std::path::PathBuf;
use std::{env, fs, process};

use emit::Emit as _;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A cfg of its own and not the feature: this script shares src/vocabulary.rs and needs no schema.
    println!("cargo::rustc-check-cfg=cfg(schema)");
    if env::var_os("CARGO_FEATURE_SCHEMA").is_some() {
        println!("cargo::rustc-cfg=schema");
    }
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
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut fixed = String::from("Fixed{fold:");
    compiled.fixed.fold.emit(&mut fixed);
    fixed.push_str(",entities:");
    compiled.fixed.entities.emit(&mut fixed);
    fixed.push_str(",links:");
    compiled.fixed.links.emit(&mut fixed);
    fixed.push('}');
    let files: [(&str, &[u8]); 3] = [
        ("fixed.rs", fixed.as_bytes()),
        ("knowledge.bin", &compiled.packed),
        ("knowledge.txt", compiled.text.as_bytes()),
    ];
    for (name, bytes) in files {
        fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
    }
}
