//! The screening slot of a messaging app, answered: a request a line on standard input, an answer a line on standard output.
//!
//! ```console
//! $ echo '{"number":"+12155550123","smsContent":"Vote by text! Send VOTE to 59925"}' | cargo run --example screening -- en US
//! {"shouldBlock":false,"reason":"…"}
//! ```
//!
//! The names are those of the slot SMS apps on Android are given by others: `number`, `smsContent` in, `shouldBlock`, `reason` out;
//! anything else in a request, such as `simSlot`, is passed over. `docs/screening.md` says how an app would call it.
//!
//! `shouldBlock` is always false. telltext never says whether a message is true, so it never takes one away from whom it was sent to:
//! it advises, in one sentence, and the person reads the message and decides. A program that breaks, or a request that cannot be
//! read, blocks nothing either.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use telltext::Message;
use telltext::report::{Level, Outcome, Report};

/// What the slot is asked.
#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    number: Option<String>,
    #[serde(rename = "smsContent")]
    content: String,
}

/// What it answers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    should_block: bool,
    reason: String,
}

/// What it answers where it was not asked anything it understands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotRead {
    should_block: bool,
    error: String,
}

/// The answer to one request, both JSON, in a language (`en`, `es`, `fr`) and by the rules of a region (`US`, `MX` …).
#[must_use]
pub fn answer(request: impl AsRef<[u8]>, language: &str, region: &str) -> String {
    let written = match serde_json::from_slice::<Request>(request.as_ref()) {
        Ok(Request { number, content }) => {
            let from = number.unwrap_or_default();
            let report = Message::new(&content).from(&from).language(language).region(region).check();
            serde_json::to_string(&Answer { should_block: false, reason: reason(&report) })
        }
        Err(error) => serde_json::to_string(&NotRead { should_block: false, error: error.to_string() }),
    };
    written.unwrap_or_else(|_| r#"{"shouldBlock":false}"#.into())
}

/// What stands out most, in one sentence of the report: what the message says, else how it was sent, else what nobody looked at.
fn reason(report: &Report) -> String {
    let finding =
        report.findings.iter().find(|f| report.level > Level::None && report.level_because.contains(&f.marker));
    let unread = report.not_checked.first();
    let words = match finding {
        Some(finding) => &finding.what,
        None if report.checks.opt_out.outcome == Outcome::Fail => &report.checks.opt_out.why,
        None => unread.map_or(&report.checks.opt_out.why, |unread| &unread.what),
    };
    words.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}

/// Answers every line as it comes, also one that is no text.
///
/// # Errors
/// When the input cannot be read or an answer not be written.
pub fn serve(mut input: impl BufRead, mut output: impl Write, language: &str, region: &str) -> io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        writeln!(output, "{}", answer(&line, language, region))?;
        output.flush()?;
        line.clear();
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let language = arguments.next().unwrap_or_else(|| "en".into());
    let region = arguments.next().unwrap_or_else(|| "US".into());
    serve(io::stdin().lock(), io::stdout().lock(), &language, &region)
}
