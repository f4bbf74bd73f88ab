//! The inputs of the command: JSON Lines, CSV, TSV and plain lines, in any encoding.

use std::fs;

use clap::Parser;

use crate::rows::Source;

const FORMATS: [&str; 4] = ["jsonl", "csv", "tsv", "lines"];
const ENCODINGS: [&str; 4] = ["utf-8", "utf-16le", "windows-1252", "shift_jis"];

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    source: Source,
}

/// Reads one input as a file of messages; its first byte says how.
///
/// # Panics
/// When a promise is broken.
pub fn run(data: &[u8]) {
    let Some((how, bytes)) = data.split_first() else { return };
    let path = std::env::temp_dir().join(format!("telltext-fuzz-{}-rows", std::process::id()));
    fs::write(&path, bytes).expect("the file can be written");
    let format = FORMATS[usize::from(how & 3)];
    let encoding = ENCODINGS[usize::from(how >> 2 & 3)];
    let path = path.to_str().expect("a path in UTF-8");
    let arguments = Arguments::parse_from(["fuzz", path, "--format", format, "--encoding", encoding]);
    let first = read(&arguments);
    assert!(first == read(&arguments), "another reading of the same file");
    assert!(first.windows(2).all(|pair| pair[0].0 < pair[1].0), "the lines are not in order");
}

/// Every row as the engine would get it, or what is wrong with it, with its line.
fn read(arguments: &Arguments) -> Vec<(u64, String)> {
    let mut all = Vec::new();
    let Ok((mut chunks, _)) = arguments.source.open() else { return all };
    while let Ok(Some(chunk)) = chunks.next() {
        chunk.each(|line, row| {
            let said = match row {
                Ok(row) => {
                    serde_json::to_string(&row.id).expect("an id is JSON");
                    format!("{:?}", row.message("US", "en"))
                }
                Err(why) => {
                    assert!(!why.is_empty());
                    why
                }
            };
            all.push((line, said));
        });
    }
    all
}
