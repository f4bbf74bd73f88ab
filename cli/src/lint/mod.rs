//! `telltext lint`: scripts about to be sent, for the people who send them.

pub mod sarif;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use encoding_rs::Encoding;
use telltext::Message;
use telltext::compile::nearest;
use telltext::engine::Engine;
use telltext::knowledge::{Duty, Expected, Knowledge, Region, SourcePage, TextId, is_how_sent};
use telltext::report::{Category, Level, Report, Severity, Source, Span, Text};

use crate::input::{Failure, all_of, region, shown};
use crate::knowledge::Known;
use crate::spoken::Spoken;
use crate::without::Without;

/// No opt-out wording.
pub const OPT_OUT_MISSING: &str = "opt-out-missing";
/// Opt-out wording that people cannot rely on.
pub const OPT_OUT_UNCLEAR: &str = "opt-out-unclear";
/// Nobody says who is writing.
pub const SENDER_UNNAMED: &str = "sender-unnamed";

/// Nothing is written in it.
pub const SCRIPT_EMPTY: &str = "script-empty";

/// The problems that are no markers.
pub const DUTIES: [&str; 4] = [OPT_OUT_MISSING, OPT_OUT_UNCLEAR, SENDER_UNNAMED, SCRIPT_EMPTY];

/// How problems are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One problem per line, to be read
    Text,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// Arguments of `telltext lint`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files with one script each, or folders with .txt files; `-` reads standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Every line is a script of its own
    #[arg(long)]
    lines: bool,
    /// How to write what was found
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Let this problem pass: opt-out-missing, opt-out-unclear, sender-unnamed, script-empty or the id of a marker; may be given again
    #[arg(long, value_name = "ID")]
    allow: Vec<String>,
    #[command(flatten)]
    without: Without,
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// Whose rules apply, as a two-letter country code or a common name: US, UK, Mexico …
    #[arg(long, value_name = "CC", default_value = "US")]
    region: String,
    #[command(flatten)]
    spoken: Spoken,
    /// How the letters are encoded if not in UTF-8: utf-16le, latin1, windows-1252 … (a byte order mark is heeded anyway)
    #[arg(long, value_name = "NAME", value_parser = crate::rows::encoding)]
    encoding: Option<&'static Encoding>,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Note,
    Warning,
    Error,
}

impl Weight {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something to mend in a script.
#[derive(Debug)]
pub struct Problem {
    pub id: String,
    pub weight: Weight,
    /// What kind of problem it is.
    pub title: String,
    /// What is to be said of this one.
    pub message: String,
    pub why: String,
    pub sources: Vec<Source>,
    /// Where in the file, in bytes.
    pub span: Span,
}

/// A file and what was found in it.
#[derive(Debug)]
pub struct Linted {
    /// As it was named; `-` for standard input.
    pub path: PathBuf,
    pub text: String,
    pub problems: Vec<Problem>,
}

/// Runs the command. Exit code 1 when there is an error.
pub fn run(known: &Known, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut engine = known.engine();
    region(engine.knowledge(), &arguments.region)?;
    arguments.spoken.known_to(engine.knowledge())?;
    arguments.without.known_to(engine.knowledge())?;
    for id in &arguments.allow {
        let is_known = DUTIES.contains(&id.as_str()) || engine.knowledge().markers.iter().any(|m| m.id == id);
        if !is_known {
            let known = DUTIES.into_iter().chain(engine.knowledge().markers.iter().map(|m| m.id));
            return Err(Failure::usage(format!(
                "--allow {id}: there is no such problem; the nearest are {}",
                nearest(id, known).join(", ")
            )));
        }
    }
    let mut scripts = 0;
    let mut linted = Vec::new();
    for path in files(&arguments.files)? {
        let text = all_of(&path, arguments.encoding)?;
        let (count, file) = linted_of(&mut engine, path, text, arguments);
        scripts += count;
        linted.push(file);
    }
    let left_out = left_out(engine.knowledge(), arguments);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = match arguments.format {
        Format::Text => readable(&mut out, &linted, scripts, &left_out),
        Format::Sarif => serde_json::to_writer_pretty(&mut out, &sarif::log(&linted, &left_out))
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n")),
    };
    written.and_then(|()| out.flush()).map_err(|e| Failure::output(&e))?;
    let least = if arguments.strict { Weight::Warning } else { Weight::Error };
    let fails = linted.iter().flat_map(|l| &l.problems).any(|p| p.weight >= least);
    Ok(ExitCode::from(u8::from(fails)))
}

/// What was not looked for in any script, in the words of the report.
fn left_out(knowledge: &Knowledge, arguments: &Arguments) -> Vec<String> {
    let language = knowledge.language(arguments.spoken.code());
    let sentence = knowledge.say(knowledge.sentence("not_checked.marker"), language);
    let without = arguments.without.ids();
    let markers = knowledge.markers.iter().filter(|marker| without.contains(&marker.id));
    markers.map(|marker| format!("{sentence} {} [{}]", knowledge.say(marker.title, language), marker.id)).collect()
}

/// How many scripts a file holds, and what was found in them.
pub fn linted_of(engine: &mut Engine, path: PathBuf, text: String, arguments: &Arguments) -> (usize, Linted) {
    let scripts = scripts_of(&text, arguments.lines);
    let mut problems: Vec<Problem> =
        scripts.iter().flat_map(|(start, script)| problems_of(engine, script, *start as u32, arguments)).collect();
    if scripts.is_empty() {
        problems.push(empty(&text));
    }
    problems.retain(|p| !arguments.allow.contains(&p.id));
    let count = scripts.len();
    (count, Linted { path, text, problems })
}

/// The files named, and those with `.txt` in the folders named, in the order of their names. Each is read once.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            let before = files.len();
            collect(path, &mut files)?;
            if files.len() == before {
                return Err(Failure::usage(format!("there is no .txt file in {}", path.display())));
            }
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = HashSet::new();
    files.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries: io::Result<Vec<_>> = std::fs::read_dir(folder).and_then(Iterator::collect);
    let mut paths: Vec<PathBuf> =
        entries.map_err(|e| Failure::file(folder, &e))?.into_iter().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        // A link to a folder may lead back here.
        if path.is_dir() && !path.is_symlink() {
            collect(&path, files)?;
        } else if path.is_file() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt")) {
            files.push(path);
        }
    }
    Ok(())
}

/// The scripts of a file, with where each begins. Blank ones are none.
fn scripts_of(text: &str, by_line: bool) -> Vec<(usize, &str)> {
    let mut start = 0;
    let pieces: Vec<&str> = if by_line { text.split_inclusive(['\r', '\n']).collect() } else { vec![text] };
    let located = pieces.into_iter().map(|piece| {
        let at = start;
        start += piece.len();
        (at + (piece.len() - piece.trim_start().len()), piece.trim())
    });
    located.filter(|(_, script)| !script.is_empty()).collect()
}

/// What to say of a file without a script: what was meant to be looked over is somewhere else.
fn empty(text: &str) -> Problem {
    Problem {
        id: SCRIPT_EMPTY.into(),
        weight: Weight::Error,
        title: "No script".into(),
        message: "There is no script in it: it is empty".into(),
        why: "A script that is not there was not looked over.".into(),
        sources: Vec::new(),
        span: Span { start: 0, end: text.len() as u32 },
    }
}

fn problems_of(engine: &mut Engine, script: &str, start: u32, arguments: &Arguments) -> Vec<Problem> {
    let without = arguments.without.ids();
    let message = Message::new(script).region(&arguments.region).language(arguments.spoken.code()).without(&without);
    let report = engine.check(&message);
    let knowledge = engine.knowledge();
    let language = knowledge.language(arguments.spoken.code());
    let region = knowledge.region(&arguments.region);
    let said = |text| knowledge.say(text, language).into();
    let mut problems = Vec::new();
    // A script is made to be sent to many: the duties hold whatever it reads like.
    problems.extend(opt_out(&report, region, &said, script));
    problems.extend(sender(&report, region, &said, script));
    for finding in &report.findings {
        // The duties say that already.
        if is_how_sent(&finding.marker, finding.category) {
            continue;
        }
        let is_strong = report.level == Level::Strong && report.level_because.contains(&finding.marker);
        let weight = match (finding.category, finding.severity) {
            (Category::Obfuscation, _) => Weight::Error,
            _ if is_strong => Weight::Error,
            (_, Severity::Low) => Weight::Note,
            _ => Weight::Warning,
        };
        problems.push(Problem {
            id: finding.marker.to_string(),
            weight,
            title: finding.title.to_string(),
            message: if finding.excerpt.is_empty() {
                finding.what.to_string()
            } else {
                format!("{}: “{}”", finding.title, finding.excerpt)
            },
            why: finding.why.to_string(),
            sources: finding.sources.clone(),
            span: finding.spans.first().copied().unwrap_or_else(|| all(script)),
        });
    }
    for problem in &mut problems {
        problem.span.start += start;
        problem.span.end += start;
    }
    problems.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.weight)));
    problems
}

/// A text in the language asked for.
type Said<'a> = dyn Fn(TextId) -> Text + 'a;

fn all(script: &str) -> Span {
    Span { start: 0, end: script.len() as u32 }
}

fn duty_weight(expected: Expected) -> Weight {
    if expected == Expected::None { Weight::Note } else { Weight::Error }
}

fn opt_out(report: &Report, region: &'static Region, said: &Said, script: &str) -> Option<Problem> {
    let check = &report.checks.opt_out;
    let span = check.spans.first().copied().unwrap_or_else(|| all(script));
    let (id, weight, message) = match (check.found, &*check.form) {
        (false, "decoy-only") => (
            OPT_OUT_MISSING,
            duty_weight(region.opt_out.expected),
            "The word “stop” is there, but nothing that says how to stop these texts, such as “Reply STOP to end”",
        ),
        (false, _) => (
            OPT_OUT_MISSING,
            duty_weight(region.opt_out.expected),
            "Nothing says how to stop these texts, such as “Reply STOP to end”",
        ),
        (true, "disguised") => (OPT_OUT_UNCLEAR, Weight::Error, "The opt-out line is written with disguised letters"),
        (true, "deceptive") => {
            (OPT_OUT_UNCLEAR, Weight::Error, "The opt-out line costs something, asks for data or contradicts itself")
        }
        (true, "link-only") => (
            OPT_OUT_UNCLEAR,
            Weight::Warning,
            "The only way to stop these texts is a link; say which word to reply with",
        ),
        (true, "phone-only") => (
            OPT_OUT_UNCLEAR,
            Weight::Warning,
            "The only way to stop these texts is a call; say which word to reply with",
        ),
        _ => return None,
    };
    let title = if id == OPT_OUT_MISSING { "No opt-out line" } else { "An opt-out line people cannot rely on" };
    Some(problem(id, weight, title, message, &region.opt_out, said, span))
}

fn sender(report: &Report, region: &'static Region, said: &Said, script: &str) -> Option<Problem> {
    if report.checks.sender_id.found {
        return None;
    }
    let weight = duty_weight(region.sender_id.expected);
    let message = "Nothing says who is writing, such as “It's Sam with Ruiz for Mayor”";
    Some(problem(SENDER_UNNAMED, weight, "The sender is not named", message, &region.sender_id, said, all(script)))
}

fn problem(id: &str, weight: Weight, title: &str, message: &str, duty: &Duty, said: &Said, span: Span) -> Problem {
    let source = |s: &SourcePage| Source {
        title: said(s.title),
        publisher: said(s.publisher),
        date: said(s.date),
        url: said(s.url),
    };
    Problem {
        id: id.into(),
        weight,
        title: title.into(),
        message: message.into(),
        why: said(duty.why).into_owned(),
        sources: duty.sources.iter().map(source).collect(),
        span,
    }
}

/// What ends a line, as SARIF is told it.
pub const LINE_ENDS: [&str; 3] = ["\r\n", "\n", "\r"];

/// A place in a text: line and column from 1, the column in units of the caller's choice.
pub fn place(text: &str, at: u32, unit: impl Fn(&str) -> usize) -> (usize, usize) {
    let (before, bytes) = (&text[..at as usize], text.as_bytes());
    let ends = |n: &usize| bytes[*n] == b'\n' || (bytes[*n] == b'\r' && bytes.get(n + 1) != Some(&b'\n'));
    let (mut lines, mut line_start) = (0, 0);
    for end in memchr::memchr2_iter(b'\r', b'\n', before.as_bytes()).filter(ends) {
        lines += 1;
        line_start = end + 1;
    }
    (lines + 1, unit(&before[line_start..]) + 1)
}

/// In one line, whatever ended the lines of it.
fn one_line(text: &str) -> String {
    LINE_ENDS.iter().fold(text.to_owned(), |text, end| text.replace(end, " "))
}

fn readable(out: &mut impl Write, linted: &[Linted], scripts: usize, left_out: &[String]) -> io::Result<()> {
    let (mut errors, mut warnings) = (0, 0);
    for file in linted {
        let path = shown(&one_line(&file.path.display().to_string()));
        for problem in &file.problems {
            let (line, column) = place(&file.text, problem.span.start, |t| t.chars().count());
            let weight = problem.weight.name();
            writeln!(out, "{path}:{line}:{column}: {weight}: {} [{}]", shown(&one_line(&problem.message)), problem.id)?;
            errors += usize::from(problem.weight == Weight::Error);
            warnings += usize::from(problem.weight == Weight::Warning);
        }
    }
    for words in left_out {
        writeln!(out, "{words}")?;
    }
    let s = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    writeln!(out, "{}: {}, {}", s(scripts, "script"), s(errors, "error"), s(warnings, "warning"))
}
