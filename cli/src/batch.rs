//! `telltext batch`: one message per line in, one report per line out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use telltext::Message;
use telltext::engine::Engine;

use crate::input::Failure;
use crate::knowledge::Known;

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON Lines: {"id","text","from"?,"received"?,"region"?}
    Jsonl,
}

/// Arguments of `telltext batch`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file to read; `-` or nothing reads standard input
    file: Option<PathBuf>,
    /// How the messages are written
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
    /// The region of messages that name none
    #[arg(long, value_name = "CC", default_value = "US")]
    region: String,
    /// The language of the reports: en, es or fr
    #[arg(long, value_name = "L", default_value = "en", value_parser = ["en", "es", "fr"])]
    lang: String,
}

/// Runs the command. A bad line is reported in its place and the rest go on.
pub fn run(known: &Known, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut input: Box<dyn BufRead> = match arguments.file.as_deref() {
        Some(path) if path != Path::new("-") => Box::new(BufReader::with_capacity(1 << 16, File::open(path).map_err(|e| Failure::file(path, &e))?)),
        _ => Box::new(BufReader::with_capacity(1 << 16, io::stdin().lock())),
    };
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut engine = known.engine();
    let mut bytes = Vec::new();
    let mut number = 0u64;
    loop {
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes).map_err(|e| Failure::usage(format!("cannot read line {}: {e}", number + 1)))?;
        if read == 0 {
            break;
        }
        number += 1;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = answer(&mut engine, &bytes, arguments).unwrap_or_else(|error| json!({ "line": number, "error": error }));
        serde_json::to_writer(&mut output, &answer).map_err(|e| Failure::output(&e.into()))?;
        output.write_all(b"\n").map_err(|e| Failure::output(&e))?;
    }
    output.flush().map_err(|e| Failure::output(&e))?;
    Ok(ExitCode::SUCCESS)
}

fn answer(engine: &mut Engine, bytes: &[u8], arguments: &Arguments) -> Result<Value, String> {
    let line = std::str::from_utf8(bytes).map_err(|e| format!("not UTF-8 text (byte {})", e.valid_up_to()))?;
    let row: Value = serde_json::from_str(line).map_err(|e| format!("not JSON: {e}"))?;
    let field = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or("");
    let text = row.get("text").and_then(Value::as_str).ok_or("no \"text\": every line needs {\"id\": …, \"text\": \"…\"}")?;
    let region = if field("region").is_empty() { arguments.region.as_str() } else { field("region") };
    let message = Message::new(text).from(field("from")).received(field("received")).region(region).language(&arguments.lang);
    let report = engine.check(&message).with_utf16_spans(text);
    Ok(json!({ "id": row.get("id").cloned().unwrap_or(Value::Null), "report": report }))
}
