//! `tests/corpus/*.toml` → labelled messages, and what a report says otherwise than their labels.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use telltext::Message;
use telltext::report::Report;

use super::word;

/// The file beside the messages that holds none: what is known to be read otherwise.
pub const KNOWN_FAILURES: &str = "known-failures.toml";

/// A message and what a careful reader would point at. See `tests/corpus/README.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// Unique in the corpus.
    pub name: String,
    /// The code of its language.
    pub lang: String,
    /// The message.
    pub text: String,
    /// Who sent it.
    #[serde(default)]
    pub from: String,
    /// When it was received.
    #[serde(default)]
    pub received: String,
    /// Whose rules apply.
    #[serde(default = "united_states")]
    pub region: String,
    /// What must be raised.
    pub markers: Vec<String>,
    /// What may be raised.
    #[serde(default)]
    pub allow: Vec<String>,
    /// The outcome of the opt-out check.
    pub opt_out: String,
    /// The outcome of the sender check.
    pub sender_id: String,
    /// The kind of message.
    pub kind: String,
    /// Whether it is a lawful or ordinary message.
    pub lawful: bool,
    /// Which kind of lawful look-alike it is.
    pub look_alike_of: Option<u8>,
    /// The undisguised message it is a form of.
    pub plain: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

fn united_states() -> String {
    "US".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    message: Vec<Labelled>,
}

impl Labelled {
    /// As the engine takes it.
    pub fn message(&self) -> Message<'_> {
        Message::new(&self.text).from(&self.from).received(&self.received).region(&self.region)
    }

    /// What a report of it says otherwise than its labels, one short line each.
    pub fn complaints(&self, report: &Report) -> Vec<String> {
        let raised: HashSet<&str> = report.findings.iter().map(|f| &*f.marker).collect();
        let mut complaints: Vec<String> = Vec::new();
        complaints.extend(self.markers.iter().filter(|m| !raised.contains(m.as_str())).map(|m| format!("misses {m}")));
        let unlabelled = |m: &&str| !self.markers.iter().chain(&self.allow).any(|label| label == m);
        complaints.extend(report.findings.iter().map(|f| &*f.marker).filter(unlabelled).map(|m| format!("raises {m}")));
        for (name, label, read) in [
            ("opt_out", &self.opt_out, word(report.checks.opt_out.outcome)),
            ("sender_id", &self.sender_id, word(report.checks.sender_id.outcome)),
            ("kind", &self.kind, word(report.message.kind)),
        ] {
            if *label != read {
                complaints.push(format!("{name} {read}, not {label}"));
            }
        }
        complaints
    }
}

/// Every labelled message of a folder, in the order of files and lines.
///
/// # Errors
/// The first file that cannot be read, and why; a name that stands twice.
pub fn load(folder: &Path) -> Result<Vec<Labelled>, String> {
    let say = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let entries = fs::read_dir(folder).map_err(|e| say(folder, &e))?;
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml") && !p.ends_with(KNOWN_FAILURES));
    paths.sort();
    let mut messages = Vec::new();
    let mut names = HashSet::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|e| say(&path, &e))?;
        let file: File = toml::from_str(&text).map_err(|e| say(&path, &e))?;
        for message in file.message {
            if !names.insert(message.name.clone()) {
                return Err(say(&path, &format!("the name {} stands twice in the corpus", message.name)));
            }
            messages.push(message);
        }
    }
    Ok(messages)
}
