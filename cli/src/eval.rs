//! `telltext eval`: the markers against the labelled messages, or against their own examples.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use telltext::Message;

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
            let before = std::fs::read_to_string(file).unwrap_or_default();
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
        let example = &entry.example;
        let text = example.text.get_ref();
        let message = Message::new(text)
            .from(example.from.as_deref().unwrap_or(""))
            .received(example.received.as_deref().unwrap_or(""))
            .region(example.region.as_deref().unwrap_or("US"));
        let report = engine.check(&message);
        let finding = report.findings.iter().find(|f| f.marker == entry.marker.as_str());
        let at = format!("{}:{}", entry.file.display(), entry.line);
        let problem = match (entry.raise, finding) {
            (true, None) => Some("should raise the marker and does not".to_owned()),
            (false, Some(finding)) => Some(format!("should stay quiet; raised by “{}”", finding.excerpt)),
            (true, Some(finding)) => example.on.as_ref().and_then(|on| {
                let covered = finding.spans.iter().any(|s| {
                    text[s.start as usize..s.end as usize].contains(on.as_str())
                        || on.contains(&text[s.start as usize..s.end as usize])
                });
                (!covered).then(|| format!("should highlight “{on}”, highlights “{}”", finding.excerpt))
            }),
            (false, None) => None,
        };
        if let Some(problem) = problem {
            failed += 1;
            println!("{at}: {problem}\n    {text}");
        }
    }
    println!("{} passed, {failed} failed", compiled.examples.len() - failed);
    Ok(ExitCode::from(u8::from(failed > 0)))
}
