//! Compiles `markers/` into tables when the crate is built, and stops with file and line at a mistake.

#![allow(dead_code, missing_docs, unexpected_cfgs, unused_imports, clippy::pedantic)]

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
#[path = "src/sort.rs"]
mod sort;
#[path = "src/steps.rs"]
mod steps;
#[path = "src/tokens/mod.rs"]
mod tokens;
#[path = "src/unpack.rs"]
mod unpack;
#[path = "src/vocabulary.rs"]
mod vocabulary;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use emit::Emit as _;
use packed::Pack as _;

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
    fixed.push_str(",languages:");
    compiled.fixed.languages.emit(&mut fixed);
    fixed.push('}');
    let mut ground = String::from("(");
    compiled.knowledge.fold.emit(&mut ground);
    ground.push(',');
    compiled.knowledge.entities.emit(&mut ground);
    ground.push(')');
    let mut said = packed::Writer::default();
    compiled.said.pack(&mut said);
    let said = said.finish();
    let mut files = vec![
        ("fixed.rs".to_owned(), fixed.into_bytes()),
        ("ground.rs".to_owned(), ground.into_bytes()),
        ("files.txt".to_owned(), files_of(&compiled, &folder).into_bytes()),
        ("knowledge.bin".to_owned(), compiled.packed.columns),
        ("knowledge.txt".to_owned(), compiled.packed.text.into_bytes()),
        ("words.documented.json".to_owned(), documented(&compiled.documented).into_bytes()),
        ("documented.bin".to_owned(), compiled.documented.columns),
        ("documented.txt".to_owned(), compiled.documented.text.into_bytes()),
        ("said.bin".to_owned(), said.columns),
        ("said.txt".to_owned(), said.text.into_bytes()),
    ];
    // The word packs of the package for JavaScript, which takes them from here.
    let said = |texts: Range<usize>, language| {
        json(texts.map(|text| compiled.knowledge.say(knowledge::TextId(text as u16), language))).into_bytes()
    };
    let [answers, sources, shown] = [
        0..compiled.first_source,
        compiled.first_source..compiled.first_example,
        compiled.first_example..compiled.first_label,
    ];
    for (language, code) in compiled.knowledge.languages.iter().enumerate() {
        files.push((format!("words.{code}.json"), said(answers.clone(), language)));
        files.push((format!("words.{code}-sources.json"), said(sources.clone(), language)));
    }
    files.push(("words.examples.json".to_owned(), said(shown, 0)));
    for (name, bytes) in files {
        fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
    }
}

/// What somebody's own marker is compiled with: the files, before each the character U+0001 and its path, a line.
/// Documented messages and what fairness is measured by are no part of that.
fn files_of(compiled: &compile::Compiled, folder: &Path) -> String {
    let mut all = String::new();
    for path in &compiled.files {
        let inside = path.strip_prefix(folder).expect("it was found in the folder");
        if inside.starts_with("incidents") || inside.as_os_str() == "fairness.toml" {
            continue;
        }
        let inside: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let text = fs::read_to_string(path).expect("it was read before");
        all.push_str(&format!("\u{1}{}\n{text}", inside.join("/")));
    }
    all
}

/// Documented messages as JSON: their bytes, and their text.
fn documented(packed: &packed::Packed) -> String {
    // A character for each byte, from the one after the quotation mark on: most bytes are small, and stay one byte.
    let bytes: String = packed
        .columns
        .iter()
        .map(|byte| char::from_u32(u32::from(*byte) + u32::from('#')).expect("no surrogate"))
        .collect();
    json([bytes.as_str(), &packed.text].into_iter())
}

/// A list of texts as JSON, a line each.
fn json<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<String> = texts.map(quoted).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\u{0}'..='\u{1f}' => quoted.push_str(&format!("\\u{:04x}", character as u32)),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
