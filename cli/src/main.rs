//! telltext on the command line.

mod batch;
mod check;
mod eval;
mod explain;
mod fairness;
mod input;
mod knowledge;
#[allow(dead_code, reason = "the tests of the library use the rest")]
mod measure;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads text messages and points at their tells: election-disinformation markers and a missing opt-out line.
/// It never says whether a message is true. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "telltext", version, propagate_version = true)]
struct Arguments {
    /// Read the markers from this folder instead of the built-in ones (for people who write markers)
    #[arg(long, global = true, value_name = "DIR")]
    markers: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check one message
    Check(check::Arguments),
    /// Check many messages, one per line, and write one report per line
    Batch(batch::Arguments),
    /// Measure the markers on the labelled messages, or on their own examples
    Eval(eval::Arguments),
    /// Exchange parties, candidates and sides in every message we have: the reports must be the same
    Fairness(fairness::Arguments),
    /// All there is to read about one marker
    Explain(explain::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let folder = arguments.markers.as_deref();
    let checkout = folder.unwrap_or(Path::new("markers"));
    let result = knowledge::load(folder).and_then(|known| match arguments.command {
        Command::Check(arguments) => check::run(&known, &arguments),
        Command::Batch(arguments) => batch::run(&known, &arguments),
        Command::Eval(arguments) => eval::run(&known, &arguments),
        Command::Fairness(arguments) => fairness::run(&known, checkout, &arguments),
        Command::Explain(arguments) => explain::run(folder, &arguments),
    });
    match result {
        Ok(code) => code,
        Err(input::Failure { message, code }) => {
            if !message.is_empty() {
                eprintln!("telltext: {message}");
            }
            ExitCode::from(code)
        }
    }
}
