//! `telltext eval`: the markers against the labelled messages, or against their own examples.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use telltext::tried::{Tried, try_example};

use crate::input::Failure;
use crate::knowledge::Known;
use crate::measure::{corpus, evaluation};

/// Arguments of `telltext eval`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Run the raise and quiet examples of every marker instead (needs --markers)
    #[arg(long)]
    examples: bool,
    /// The folder of labelled messages
    #[arg(long, value_name = "DIR", default_value = "tests/corpus")]
    corpus: PathBuf,
    /// Write the page to this file instead of printing it
    #[arg(long, value_name = "FILE", conflicts_with = "examples")]
    write: Option<PathBuf>,
}

/// Runs the command. Exit code 1 when an example fails.
pub fn run(known: &Known, arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.examples { run_examples(known) } else { measure(known, arguments) }
}

fn measure(known: &Known, arguments: &Arguments) -> Result<ExitCode, Failure> {
    if !arguments.corpus.exists() {
        return Err(Failure::no_checkout(&arguments.corpus));
    }
    let messages = corpus::load(&arguments.corpus).map_err(Failure::usage)?;
    let page = evaluation::page(&mut known.engine(), &messages);
    match &arguments.write {
        Some(file) => {
            // Its end is kept. A device has none, and may never cease to be read.
            let before = if file.is_file() {
                std::fs::read_to_string(file).map_err(|e| Failure::file(file, &e))?
            } else {
                String::new()
            };
            std::fs::write(file, evaluation::with_pictures(&page, &before))
                .map_err(|e| Failure::output_file(file, &e))?;
        }
        None => print!("{page}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn run_examples(known: &Known) -> Result<ExitCode, Failure> {
    let compiled =
        known.given().ok_or_else(|| Failure::usage("examples are read from a folder: add --markers markers"))?;
    let mut engine = known.engine();
    let mut failed = 0;
    for entry in &compiled.examples {
        let problem = match try_example(&mut engine, entry) {
            Tried::Passes => continue,
            Tried::Silent => "should raise the marker and does not".to_owned(),
            Tried::Raised { by } => format!("should stay quiet; raised by “{by}”"),
            Tried::Elsewhere { on, shown } => format!("should highlight “{on}”, highlights “{shown}”"),
        };
        failed += 1;
        println!("{}:{}: {problem}\n    {}", entry.file.display(), entry.line, entry.example.text.get_ref());
    }
    println!("{} passed, {failed} failed", compiled.examples.len() - failed);
    Ok(ExitCode::from(u8::from(failed > 0)))
}
