//! Problems → SARIF 2.1.0.

use std::path::Path;

use serde_json::{Value, json};
use telltext::report::Source;

use super::{DUTIES, LINE_ENDS, Linted, Problem, place};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log: one run. `left_out` says what was not looked for.
pub fn log(linted: &[Linted], left_out: &[String]) -> Value {
    let mut kinds: Vec<&Problem> = Vec::new();
    for problem in linted.iter().flat_map(|l| &l.problems) {
        if !kinds.iter().any(|k| k.id == problem.id) {
            kinds.push(problem);
        }
    }
    kinds.sort_by(|a, b| a.id.cmp(&b.id));
    let results = linted.iter().flat_map(|file| file.problems.iter().map(|p| result(file, p, &kinds)));
    let mut log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "telltext",
                "version": telltext::VERSION,
                "semanticVersion": telltext::VERSION,
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": kinds.iter().map(|k| kind(k)).collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "newlineSequences": LINE_ENDS,
            "artifacts": linted.iter().map(|l| json!({ "location": { "uri": uri(&l.path) } })).collect::<Vec<_>>(),
            "results": results.collect::<Vec<_>>(),
        }],
    });
    if !left_out.is_empty() {
        let note = |words: &String| json!({ "level": "note", "message": { "text": words } });
        log["runs"][0]["invocations"] = json!([{
            "executionSuccessful": true,
            "toolConfigurationNotifications": left_out.iter().map(note).collect::<Vec<_>>(),
        }]);
    }
    log
}

fn kind(problem: &Problem) -> Value {
    let line = |s: &Source| format!("{} ({}, {}) {}", s.title, s.publisher, s.date, s.url);
    let mut help = problem.why.clone();
    for source in &problem.sources {
        help = format!("{help}\n{}", line(source));
    }
    let mut kind = json!({
        "id": problem.id,
        "name": pascal(&problem.id),
        "shortDescription": { "text": problem.title },
        "fullDescription": { "text": if problem.why.is_empty() { &problem.title } else { &problem.why } },
        "help": { "text": if help.is_empty() { &problem.title } else { &help } },
        "defaultConfiguration": { "level": problem.weight.name() },
        "properties": { "tags": [if DUTIES.contains(&problem.id.as_str()) { "duty" } else { "marker" }] },
    });
    if let Some(source) = problem.sources.first() {
        kind["helpUri"] = json!(source.url);
    }
    kind
}

fn result(file: &Linted, problem: &Problem, kinds: &[&Problem]) -> Value {
    let units = |t: &str| t.encode_utf16().count();
    let (line, column) = place(&file.text, problem.span.start, units);
    let (end_line, end_column) = place(&file.text, problem.span.end, units);
    json!({
        "ruleId": problem.id,
        "ruleIndex": kinds.iter().position(|k| k.id == problem.id),
        "level": problem.weight.name(),
        "message": { "text": problem.message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&file.path) },
            "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
        } }],
    })
}

/// A path as a relative reference, or as an address where it is absolute.
fn uri(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    if text == "-" {
        return "stdin".into();
    }
    let text = text.strip_prefix("./").unwrap_or(&text);
    let mut out = String::from(if text.starts_with('/') { "file://" } else { "" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// `opt-out-missing` → `OptOutMissing`.
fn pascal(id: &str) -> String {
    id.split('-').map(|w| w.get(..1).map_or_else(String::new, str::to_uppercase) + w.get(1..).unwrap_or("")).collect()
}
