//! `telltext fairness`: the sides exchanged in every text we have; the reports must be the same.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::input::Failure;
use crate::knowledge::Known;
use crate::measure::pairs;

/// Arguments of `telltext fairness`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of labelled messages
    #[arg(long, value_name = "DIR", default_value = "tests/corpus")]
    corpus: PathBuf,
}

/// Runs the command. Exit code 1 when a pair is not read alike.
pub fn run(known: &Known, markers: &Path, arguments: &Arguments) -> Result<ExitCode, Failure> {
    for needed in [markers, &arguments.corpus] {
        if !needed.exists() {
            return Err(Failure::no_checkout(needed));
        }
    }
    let compared = pairs::compare(&mut known.engine(), markers, &arguments.corpus).map_err(Failure::usage)?;
    for pair in &compared.unlike {
        println!("{}\n    {}\n    {}", pair.at, pair.text, pair.exchanged);
        for difference in &pair.differences {
            println!("      {difference}");
        }
    }
    println!(
        "{} pairs; {} not read alike; the level changes by {} of 3 steps at most",
        compared.pairs,
        compared.unlike.len(),
        compared.largest
    );
    Ok(ExitCode::from(u8::from(!compared.unlike.is_empty())))
}
