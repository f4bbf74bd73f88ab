//! telltext on the command line.

mod batch;
mod campaigns;
mod check;
mod eval;
mod explain;
mod fairness;
mod input;
mod kinds;
mod knowledge;
mod lint;
#[allow(dead_code, reason = "the tests of the library use the rest")]
mod measure;
mod parallel;
mod progress;
mod reference;
mod rows;
mod spoken;
mod terminal;
mod without;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};

use input::Failure;

/// Reads text messages and points at their tells: election-disinformation markers and a missing opt-out line.
/// It never says whether a message is true. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "telltext", version, propagate_version = true, after_long_help = words::EXIT_CODES)]
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
    #[command(after_long_help = words::CHECK)]
    Check(check::Arguments),
    /// Check many messages, one per line, and write one report per line
    #[command(after_long_help = words::BATCH)]
    Batch(batch::Arguments),
    /// Group near-duplicate messages, and say how many senders each group has
    #[command(after_long_help = words::CAMPAIGNS)]
    Campaigns(campaigns::Arguments),
    /// Look over scripts before they are sent: the opt-out line, the sender's name, disguised letters, markers
    #[command(after_long_help = words::LINT)]
    Lint(lint::Arguments),
    /// All there is to read about one marker
    Explain(explain::Arguments),
    /// Measure the markers on the labelled messages, or on their own examples
    Eval(eval::Arguments),
    /// Exchange parties, candidates and sides in every message we have: the reports must be the same
    Fairness(fairness::Arguments),
    /// Write the completions of a shell
    #[command(after_long_help = words::COMPLETIONS)]
    Completions(reference::Completions),
    /// Write the man page
    #[command(after_long_help = words::MAN)]
    Man(reference::Manual),
    /// Write docs/cli.md
    #[command(hide = true)]
    Reference,
}

fn main() -> ExitCode {
    failures_are_one_line();
    let result = match Arguments::try_parse() {
        Ok(arguments) => run(arguments),
        Err(error) => said(&error),
    };
    match result {
        Ok(code) => code,
        Err(Failure { message, code }) => {
            if !message.is_empty() {
                // It may hold names of files and columns, and those anything.
                eprintln!("telltext: {}", input::shown(&message).replace('\n', " "));
            }
            ExitCode::from(code)
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let folder = arguments.markers.as_deref();
    let checkout = folder.unwrap_or(Path::new("markers"));
    let known = knowledge::load(folder)?;
    match arguments.command {
        Command::Check(arguments) => check::run(&known, &arguments),
        Command::Batch(arguments) => batch::run(&known, &arguments),
        Command::Campaigns(arguments) => campaigns::run(&known, &arguments),
        Command::Lint(arguments) => lint::run(&known, &arguments),
        Command::Explain(arguments) => explain::run(&known, folder, &arguments),
        Command::Eval(arguments) => eval::run(&known, &arguments),
        Command::Fairness(arguments) => fairness::run(&known, checkout, &arguments),
        Command::Completions(arguments) => reference::completions(Arguments::command(), &arguments),
        Command::Man(arguments) => reference::man(Arguments::command(), &arguments),
        Command::Reference => reference::markdown(&Arguments::command()),
    }
}

/// What clap has to say: help as it is, a mistake in one line.
fn said(error: &clap::Error) -> Result<ExitCode, Failure> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        error.print().map_err(|e| Failure::output(&e))?;
        return Ok(ExitCode::SUCCESS);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Err(Failure::usage("say what to do: check, batch, campaigns, lint, explain … (telltext --help)"));
    }
    Err(Failure::arguments(error))
}

/// `println!` panics when the output is closed or full, and reading does on some damaged files. That is no fault worth a
/// stack trace: a closed pipe ends the program without a word, the others with one line.
fn failures_are_one_line() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(name) = input::being_read() {
            eprintln!("telltext: cannot read {name}: it is damaged");
            std::process::exit(i32::from(input::USAGE));
        }
        let message = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        match message.strip_prefix("failed printing to stdout: ") {
            Some(why) if why.starts_with("Broken pipe") => std::process::exit(0),
            Some(why) => {
                eprintln!("telltext: cannot write the output: {why}");
                std::process::exit(i32::from(input::OUTPUT));
            }
            None => usual(panic),
        }
    }));
}
