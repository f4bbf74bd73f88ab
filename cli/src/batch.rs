//! `telltext batch`: one message per line in, one report per line out.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use encoding_rs::Encoding;
use serde::Serialize;
use telltext::Report;
use telltext::engine::Engine;

use crate::input::{Failure, not_of, region};
use crate::knowledge::Known;
use crate::parallel::{cores, in_order};
use crate::progress::Shown;
use crate::rows::{Chunk, Id, Source};
use crate::spoken::Spoken;
use crate::without::Without;

/// Arguments of `telltext batch`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on after the last complete line of the output file, from the same input
    #[arg(long, requires = "output")]
    resume: bool,
    /// The region of messages that name none
    #[arg(long, value_name = "CC", default_value = "US")]
    region: String,
    #[command(flatten)]
    spoken: Spoken,
    #[command(flatten)]
    without: Without,
    /// How many threads to use; else one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
}

/// What is asked of every message, for a thread of its own.
struct Asked {
    region: String,
    spoken: Spoken,
    without: Without,
    encoding: Option<&'static Encoding>,
}

impl Asked {
    fn of(Arguments { source, region, spoken, without, .. }: &Arguments) -> Self {
        let encoding = source.encoding();
        Self { region: region.clone(), spoken: spoken.clone(), without: without.clone(), encoding }
    }
}

/// What is written for a message.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Id<'a>,
    /// What of the row could not be used or may have been meant otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
    report: &'a Report,
}

/// What is written for a line that is none.
#[derive(Serialize)]
struct BadLine<'a> {
    line: u64,
    error: &'a str,
}

/// The answers to a chunk, as they are written.
#[derive(Default)]
struct Answers {
    bytes: Vec<u8>,
    count: u64,
    bad: u64,
    /// Of the first bad line: its number, and why it is bad.
    first_bad: Option<(u64, String)>,
    /// How many have warnings.
    warned: u64,
}

/// Runs the command. A bad line is reported in its place and the rest go on.
pub fn run(known: &Known, arguments: &Arguments) -> Result<ExitCode, Failure> {
    region(known.engine().knowledge(), &arguments.region)?;
    arguments.spoken.known_to(known.engine().knowledge())?;
    arguments.without.known_to(known.engine().knowledge())?;
    let (mut chunks, progress) = arguments.source.open()?;
    let path = arguments.output.clone();
    if let Some(path) = path.as_deref().filter(|path| arguments.source.is(path)) {
        return Err(Failure::usage(format!("{} is the input; write to another file", path.display())));
    }
    let (mut output, written): (Box<dyn Write>, Written) = match &path {
        Some(path) => {
            let (file, written) = open_output(path, arguments.resume)?;
            (Box::new(file), written)
        }
        None => (Box::new(io::stdout().lock()), Written::default()),
    };
    let Written { lines: written, again, mut last } = written;
    let done = written - again;
    chunks.skip(done);
    let threads = arguments.threads.map_or_else(cores, usize::from);
    let workers: Vec<_> = (0..threads)
        .map(|_| {
            let mut engine = known.engine();
            let asked = Asked::of(arguments);
            move |chunk: Chunk| answers(&mut engine, &chunk, &asked)
        })
        .collect();
    let mut shown = Shown::new(progress, done);
    let (mut count, mut bad, mut warned, mut first_bad) = (done, 0, 0, None);
    let failure = |e: &io::Error| match &path {
        Some(path) => Failure::output_file(path, e),
        None => Failure::output(e),
    };
    let shorter = move |rows: u64| {
        Failure::usage(format!(
            "--resume: the output has {written} {}, the input {rows}: it is not the input they answer; nothing was added",
            if written == 1 { "line" } else { "lines" },
        ))
    };
    in_order(
        workers,
        move || match chunks.next()? {
            None if chunks.left() > 0 => Err(shorter(done - chunks.left())),
            chunk => Ok(chunk),
        },
        |answers, more| {
            let (same, new) = answers.bytes.split_at(last.len().min(answers.bytes.len()));
            if !last.starts_with(same) {
                return Err(Failure::usage(
                    "--resume: the last lines of the output are not what this input gives: it is another input, or was read \
                     with other options or by another version; nothing was added",
                ));
            }
            last.drain(..same.len());
            output.write_all(new).map_err(|e| failure(&e))?;
            if !more {
                output.flush().map_err(|e| failure(&e))?;
            }
            count += answers.count;
            bad += answers.bad;
            first_bad = first_bad.take().or(answers.first_bad);
            warned += answers.warned;
            shown.add(answers.count);
            Ok(())
        },
    )?;
    if !last.is_empty() {
        return Err(shorter(written - memchr::memchr_iter(b'\n', &last).count() as u64));
    }
    output.flush().map_err(|e| failure(&e))?;
    shown.finish();
    if let Some(first) = first_bad.filter(|_| bad == count) {
        return Err(none_could_be_read(bad, &first));
    }
    if bad > 0 {
        eprintln!(
            "telltext: {bad} {} could not be read; the output says why in {} place",
            if bad == 1 { "line" } else { "lines" },
            if bad == 1 { "its" } else { "their" }
        );
    }
    if warned > 0 {
        eprintln!(
            "telltext: {warned} {}; the output says of what under \"warnings\"",
            if warned == 1 { "row was read with a warning" } else { "rows were read with warnings" },
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// What to say where no line was a row: the format may be another.
pub fn none_could_be_read(bad: u64, (line, error): &(u64, String)) -> Failure {
    let lines = if bad == 1 { "the only line".to_owned() } else { format!("none of the {bad} lines") };
    let not = if bad == 1 { "could not" } else { "could" };
    Failure::usage(format!(
        "{lines} {not} be read; line {line}: {error}; if it is written in another way, say so with --format, for example csv, tsv or lines"
    ))
}

fn answers(engine: &mut Engine, chunk: &Chunk, asked: &Asked) -> Answers {
    let without = asked.without.ids();
    let mut answers = Answers::default();
    chunk.each(|line, row| {
        answers.count += 1;
        let to = &mut answers.bytes;
        // Writing to memory does not fail.
        let _ = match &row {
            Ok(row) => {
                let message = row.message(&asked.region, asked.spoken.code()).without(&without);
                let report = engine.check(&message).with_utf16_spans(&row.text);
                let mut warnings = row.warnings(engine.knowledge());
                // Where no bytes were at fault the message itself has it, which is as rare.
                warnings.extend(asked.encoding.filter(|_| row.text.contains('\u{fffd}')).map(not_of));
                answers.warned += u64::from(!warnings.is_empty());
                serde_json::to_writer(&mut *to, &Answer { id: &row.id, warnings, report: &report })
            }
            Err(error) => {
                answers.bad += 1;
                answers.first_bad.get_or_insert_with(|| (line, error.clone()));
                serde_json::to_writer(&mut *to, &BadLine { line, error })
            }
        };
        to.push(b'\n');
    });
    answers
}

/// Whether a first line is of what `batch` writes, or as much of one as was written before it was cut off.
fn is_answer(line: &[u8], whole: bool) -> bool {
    let begins = |line: &[u8], with: &[u8]| line.starts_with(with) || (!whole && with.starts_with(line));
    let Some(after) = line.strip_prefix(b"{\"id\":") else {
        return begins(line, b"{\"line\":") || begins(line, b"{\"id\":");
    };
    let mut values = serde_json::Deserializer::from_slice(after).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => {
            let rest = &after[values.byte_offset()..];
            begins(rest, b",\"report\":{") || begins(rest, b",\"warnings\":[")
        }
        // The id itself was cut off.
        Some(Err(error)) => !whole && error.is_eof(),
        None => !whole,
    }
}

/// How many of the last lines of an output are made again, to see whether its input is this one.
const MADE_AGAIN: usize = 20;

/// What an output holds already.
#[derive(Default)]
struct Written {
    /// How many complete lines.
    lines: u64,
    /// How many of them are in `last`.
    again: u64,
    /// The last of them.
    last: Vec<u8>,
}

/// Opens the output, and says what complete lines it has. What follows the last of them is cut off.
fn open_output(path: &Path, resume: bool) -> Result<(File, Written), Failure> {
    let failure = |e: io::Error| Failure::output_file(path, &e);
    if !resume {
        return Ok((File::create(path).map_err(failure)?, Written::default()));
    }
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(failure)?;
    let (mut lines, mut at) = (0, 0);
    // Where the last lines begin, and where the last of them ends.
    let mut ends = VecDeque::from([0]);
    let mut buffer = vec![0; 1 << 16];
    let mut first = Vec::new();
    loop {
        let read = file.read(&mut buffer).map_err(failure)?;
        if read == 0 {
            break;
        }
        if first.is_empty() {
            first.extend(buffer[..read].iter().take_while(|b| **b != b'\n'));
        }
        for end in memchr::memchr_iter(b'\n', &buffer[..read]) {
            lines += 1;
            ends.push_back(at + end as u64 + 1);
            if ends.len() > MADE_AGAIN + 1 {
                ends.pop_front();
            }
        }
        at += read as u64;
    }
    if at > 0 && !is_answer(&first, lines > 0) {
        return Err(Failure::usage(format!("{} is no output of telltext batch; it is left as it is", path.display())));
    }
    let (from, to) = (ends[0], ends[ends.len() - 1]);
    file.set_len(to).map_err(failure)?;
    file.seek(SeekFrom::Start(from)).map_err(failure)?;
    let mut last = Vec::new();
    // It ends where what is added begins.
    file.read_to_end(&mut last).map_err(failure)?;
    Ok((file, Written { lines, again: ends.len() as u64 - 1, last }))
}
