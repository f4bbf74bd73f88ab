//! One peer made ready and timed, as `benches/peers/run.mjs` asks: a line of JSON in, a line of JSON out.
//!
//! `telltext-benches PEER PATTERNS.json TEXTS.json`; without arguments, the names of the peers.

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::io::{self, BufRead as _};
use std::process::ExitCode;
use std::time::Instant;

use serde::de::DeserializeOwned;
use serde_json::json;
use telltext_benches::peers::{self, Pattern};

type Texts = HashMap<String, Vec<String>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [] => {
            println!("{}", peers::names().join("\n"));
            Ok(())
        }
        [peer, patterns, texts] => lane(peer, patterns, texts),
        _ => Err("telltext-benches [PEER PATTERNS.json TEXTS.json]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("{}", json!({ "failed": why }));
            ExitCode::FAILURE
        }
    }
}

fn lane(peer: &str, patterns: &str, texts: &str) -> Result<(), String> {
    let patterns: Vec<Pattern> = read(patterns)?;
    let texts: Texts = read(texts)?;
    let first = texts.get("before").and_then(|before| before.get(3)).ok_or("there are no texts to begin with")?;
    let given = patterns.len();
    let patterns = peers::taken(peer, patterns);
    let refused = given - patterns.len();
    let note =
        if refused > 0 { format!("without {refused} of {given} patterns, which it refuses") } else { String::new() };
    let start = Instant::now();
    let mut answer = peers::open(peer, &patterns)?;
    black_box(answer(first));
    let ready = milliseconds(start);
    println!("{}", json!({ "ready": ready, "note": note }));
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let (group, from, count, passes): (String, usize, usize, usize) =
            serde_json::from_str(&line).map_err(|error| error.to_string())?;
        let all = texts.get(&group).ok_or_else(|| format!("no texts are called {group}"))?;
        let chosen: Vec<&str> = (from..from + count).map(|place| all[place % all.len()].as_str()).collect();
        let start = Instant::now();
        for _ in 0..passes {
            for text in &chosen {
                black_box(answer(text));
            }
        }
        println!("{}", json!({ "time": milliseconds(start) }));
    }
    Ok(())
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

fn read<T: DeserializeOwned>(path: &str) -> Result<T, String> {
    let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{path}: {error}"))
}
