//! Every marker's own examples: texts that raise it, at the words it names, and texts that do not.
//!
//! `cargo test --test markers` lists two tests a marker; `cargo test --test markers fake-endorsement` runs those of one.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use libtest_mimic::{Arguments, Failed, Trial};
use measure::examples::{Marker, message};

fn main() {
    let mut trials = Vec::new();
    for marker in places::markers() {
        let marker: &Marker = Box::leak(Box::new(marker));
        trials.push(Trial::test(format!("{} is raised", marker.id), || outcome(&raised(marker))));
        trials.push(Trial::test(format!("{} stays quiet", marker.id), || outcome(&quiet(marker))));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn outcome(problems: &[String]) -> Result<(), Failed> {
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n").into()) }
}

/// The `[[raise]]` examples that do not raise the marker, or do not highlight the words of `on` in one span.
fn raised(marker: &Marker) -> Vec<String> {
    let mut problems = Vec::new();
    for example in &marker.file.raise {
        let text = example.text.get_ref();
        let report = message(example).check();
        let Some(finding) = report.findings.iter().find(|f| f.marker == marker.id) else {
            problems.push(format!("{}: does not raise it\n    {text}", marker.line(example)));
            continue;
        };
        let cut: Vec<&str> = finding.spans.iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
        if let Some(on) = &example.on
            && !cut.iter().any(|words| words.contains(on.as_str()))
        {
            problems.push(format!("{}: the words are {cut:?}, not {on:?}\n    {text}", marker.line(example)));
        }
    }
    problems
}

/// The `[[quiet]]` examples that raise the marker.
fn quiet(marker: &Marker) -> Vec<String> {
    let mut problems = Vec::new();
    for example in &marker.file.quiet {
        let report = message(example).check();
        if let Some(finding) = report.findings.iter().find(|f| f.marker == marker.id) {
            let text = example.text.get_ref();
            problems.push(format!("{}: raised by {:?}\n    {text}", marker.line(example), finding.excerpt));
        }
    }
    problems
}
