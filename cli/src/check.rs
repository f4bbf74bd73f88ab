//! `telltext check`: one message, a report to read or as JSON.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use encoding_rs::Encoding;
use telltext::Message;
use telltext::report::{Finding, Level, Report, Severity};

use crate::input::{Failure, all_of, region, shown};
use crate::knowledge::Known;
use crate::measure::word;
use crate::spoken::Spoken;
use crate::terminal::{Style, asked_for};
use crate::without::Without;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To be read.
    Text,
    /// Schema 1, see docs/report.schema.json.
    Json,
}

/// What is known of a message besides its text.
#[derive(Debug, Args)]
pub struct About {
    /// Who sent it: a number, a short code, an e-mail address or a name
    #[arg(long, value_name = "SENDER")]
    from: Option<String>,
    /// The day it was received, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    received: Option<String>,
    /// Whose rules apply, as a two-letter country code or a common name: US, UK, Mexico …
    #[arg(long, value_name = "CC", default_value = "US")]
    region: String,
    #[command(flatten)]
    spoken: Spoken,
}

fn day(text: &str) -> Result<String, String> {
    match telltext::signals::when::Day::parse(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err("write the day as YYYY-MM-DD, for example 2026-11-03".into()),
    }
}

/// Arguments of `telltext check`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The message; without it, or with `-`, it is read from standard input
    text: Option<String>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    without: Without,
    /// How to write the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// How standard input is encoded if not in UTF-8: utf-16le, latin1, windows-1252 … (a byte order mark is heeded anyway)
    #[arg(long, value_name = "NAME", value_parser = crate::rows::encoding)]
    encoding: Option<&'static Encoding>,
}

/// Runs the command. Exit code 1 when the level is caution or strong.
pub fn run(known: &Known, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut engine = known.engine();
    region(engine.knowledge(), &arguments.about.region)?;
    arguments.about.spoken.known_to(engine.knowledge())?;
    arguments.without.known_to(engine.knowledge())?;
    let text = match arguments.text.as_deref() {
        Some(text) if text != "-" => text.to_owned(),
        _ => {
            asked_for("paste the message");
            all_of(Path::new("-"), arguments.encoding)?
        }
    };
    if text.trim().is_empty() {
        eprintln!("telltext: the message is empty");
    }
    let (about, without) = (&arguments.about, arguments.without.ids());
    let message = Message::new(&text)
        .from(about.from.as_deref().unwrap_or(""))
        .received(about.received.as_deref().unwrap_or(""))
        .region(&about.region)
        .language(about.spoken.code())
        .without(&without);
    let report = engine.check(&message);
    let level = report.level;
    let written = match arguments.format {
        Format::Json => {
            let report = report.with_utf16_spans(&text);
            serde_json::to_string_pretty(&report).map_err(|e| Failure::usage(e.to_string()))? + "\n"
        }
        Format::Text => readable(known, &report, about.spoken.code(), Style::of_output()),
    };
    io::stdout().write_all(written.as_bytes()).map_err(|e| Failure::output(&e))?;
    Ok(ExitCode::from(u8::from(level >= Level::Caution)))
}

/// A report to be read.
fn readable(known: &Known, report: &Report, language: &str, style: Style) -> String {
    let engine = known.engine();
    let knowledge = engine.knowledge();
    let number = knowledge.language(language);
    let sentence = |id: &str| knowledge.say(knowledge.sentence(id), number);
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let level = match report.level {
        Level::None if !report.findings.is_empty() => "level.none_with_low".to_owned(),
        level => format!("level.{}", word(level)),
    };
    line(style.folded("", "", &style.bold(sentence(&level))));
    // Before anything else: that nothing was found says little then.
    let of_any = report.not_checked.iter().position(|item| item.id == "truth").unwrap_or(0);
    let (unread, rest) = report.not_checked.split_at(of_any);
    for item in unread {
        line(style.folded("", "", &item.what));
    }
    for finding in &report.findings {
        line(String::new());
        let severity = sentence(&format!("severity.{}", word(finding.severity)));
        line(style.folded("", "  ", &heading(style, finding, severity)));
        if !finding.excerpt.is_empty() {
            let excerpt = shown(&finding.excerpt.replace('\n', " "));
            let [begins, ends] = ["quotation.begins", "quotation.ends"].map(sentence);
            line(style.folded("  ", "   ", &format!("{begins}{}{ends}", style.paint("4", &excerpt))));
        }
        line(style.folded("  ", "  ", &finding.what));
        line(style.folded("  ", "  ", &finding.why));
        line(style.folded("  → ", "    ", &finding.todo));
        for source in &finding.sources {
            let source = format!("{} ({}, {}) {}", source.title, source.publisher, source.date, source.url);
            line(style.dim(&style.folded("    ", "      ", &source)));
        }
    }
    line(String::new());
    for check in [&report.checks.opt_out, &report.checks.sender_id] {
        let outcome = style.bold(&format!("{}:", sentence(&format!("outcome.{}", word(check.outcome)))));
        line(style.folded("", "  ", &format!("{outcome} {}", check.why)));
    }
    for sign in &report.ordinary_signs {
        line(style.folded("· ", "  ", &sign.what));
    }
    for incident in &report.incidents {
        line(String::new());
        let title = style.bold(&incident.title);
        line(style.folded("≈ ", "  ", &format!("{title} ({}) {}", incident.date, incident.what_was_wrong)));
        line(style.dim(&style.folded("    ", "      ", &incident.url)));
    }
    line(String::new());
    for step in &report.next_steps {
        let extra =
            [step.contact.as_deref(), step.url.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let extra = if extra.is_empty() { extra } else { format!(" [{extra}]") };
        line(style.folded("→ ", "  ", &format!("{}{extra}", step.what)));
    }
    for item in rest {
        line(style.dim(&style.folded("", "", &item.what)));
    }
    out
}

fn heading(style: Style, finding: &Finding, severity: &str) -> String {
    let code = match finding.severity {
        Severity::Critical | Severity::High => "1;31",
        Severity::Medium => "1;33",
        Severity::Low => "1",
    };
    format!(
        "{} {} {}",
        style.paint(code, &format!("● {}", finding.title)),
        style.dim(&format!("({severity})")),
        style.dim(&finding.marker)
    )
}
