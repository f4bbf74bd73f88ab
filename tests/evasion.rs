//! A marker sees through disguises: every example that raises it raises it at the same words in each of
//! them, and no disguise makes an example that stays quiet raise a content marker.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use std::collections::BTreeMap;
use std::ops::Range;

use measure::disguise::{self, DISGUISES};
use measure::examples;
use measure::moved::Moved;
use serde::Deserialize;
use telltext::engine::Engine;
use telltext::report::{Category, Finding, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Impossible {
    #[serde(default)]
    impossible: Vec<Entry>,
}

/// What a disguise does to an example that cannot be helped.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    marker: String,
    disguise: String,
    text: String,
    reason: String,
}

fn known() -> BTreeMap<(String, String, String), String> {
    let written = include_str!("promises/evasion-impossible.toml");
    let list: Impossible = toml::from_str(written).unwrap_or_else(|error| panic!("evasion-impossible.toml: {error}"));
    list.impossible.into_iter().map(|e| ((e.marker, e.disguise, e.text), e.reason)).collect()
}

#[test]
fn what_raises_a_marker_raises_it_in_every_disguise_at_the_same_words() {
    let mut engine = Engine::embedded();
    let mut known = known();
    assert!(
        known.values().all(|reason| !reason.trim().is_empty()),
        "an entry of evasion-impossible.toml has no reason"
    );
    let mut problems = Vec::new();
    let mut tried = 0;
    for marker in places::markers() {
        for example in &marker.file.raise {
            let plain = engine.check(&examples::message(example));
            // That it is raised at all is tests/markers.rs's business.
            let Some(finding) = plain.findings.iter().find(|f| f.marker == marker.id) else { continue };
            let keys = key_words(&engine, example.text.get_ref(), finding);
            for way in &DISGUISES {
                let disguised = disguise::disguise(way, example.text.get_ref(), |word| keys.contains(word));
                if disguised.words.is_empty() {
                    continue;
                }
                tried += 1;
                let report = engine.check(&examples::as_example(example, &disguised.text));
                let problem = problem(finding, &report, &disguised);
                let key = (marker.id.clone(), way.name.to_owned(), example.text.get_ref().clone());
                match (problem, known.remove(&key)) {
                    (Some(problem), None) => problems.push(format!(
                        "{} {}: {problem}\n    {}",
                        marker.line(example),
                        way.name,
                        disguised.text
                    )),
                    (None, Some(_)) => problems.push(format!(
                        "{} {}: works now; take it from evasion-impossible.toml",
                        marker.line(example),
                        way.name
                    )),
                    _ => {}
                }
            }
        }
    }
    problems.extend(known.keys().map(|(marker, way, text)| {
        format!("evasion-impossible.toml: {marker} has no such example to disguise ({way}): {text}")
    }));
    assert!(tried > 2000, "only {tried} disguised examples");
    assert!(problems.is_empty(), "{} of {tried} disguised examples:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn what_stays_quiet_raises_no_content_marker_in_any_disguise() {
    let mut engine = Engine::embedded();
    let mut problems = Vec::new();
    let mut tried = 0;
    for marker in places::markers() {
        for example in &marker.file.quiet {
            let plain = engine.check(&examples::message(example));
            let words = disguise::listed_words(&engine, example.text.get_ref());
            for way in &DISGUISES {
                let disguised = disguise::disguise(way, example.text.get_ref(), |word| words.contains(word));
                if disguised.words.is_empty() {
                    continue;
                }
                tried += 1;
                let report = engine.check(&examples::as_example(example, &disguised.text));
                for finding in report.findings.iter().filter(|f| is_content(f)) {
                    if !plain.findings.iter().any(|f| f.marker == finding.marker) {
                        problems.push(format!(
                            "{} {}: raises {} at {:?}\n    {}",
                            marker.line(example),
                            way.name,
                            finding.marker,
                            finding.excerpt,
                            disguised.text
                        ));
                    }
                }
            }
        }
    }
    assert!(tried > 2000, "only {tried} disguised examples");
    assert!(problems.is_empty(), "{} of {tried} disguised examples:\n{}", problems.len(), problems.join("\n"));
}

/// Markers about what a message says, or who it says it is.
fn is_content(finding: &Finding) -> bool {
    let who = [
        "candidate-dropped-out",
        "fake-endorsement",
        "impersonated-campaign",
        "impersonated-group",
        "official-impersonation",
        "news-impersonation",
    ];
    finding.category.is_content() || who.contains(&&*finding.marker)
}

/// The words of some list that a finding covers, or all such words when it covers none.
fn key_words(engine: &Engine, text: &str, finding: &Finding) -> Vec<Range<usize>> {
    let mut words = disguise::listed_words(engine, text);
    if !finding.spans.is_empty() {
        words.retain(|w| finding.spans.iter().any(|s| w.start < s.end as usize && (s.start as usize) < w.end));
    }
    words
}

/// What is not as in the plain text.
fn problem(plain: &Finding, report: &Report, disguised: &Moved) -> Option<String> {
    let Some(finding) = report.findings.iter().find(|f| f.marker == plain.marker) else {
        return Some("not raised".into());
    };
    let wanted: Vec<Range<usize>> =
        plain.spans.iter().map(|s| disguised.range(s.start as usize..s.end as usize)).collect();
    let found: Vec<Range<usize>> = finding.spans.iter().map(|s| s.start as usize..s.end as usize).collect();
    let cut = |ranges: &[Range<usize>]| ranges.iter().map(|r| disguised.text[r.clone()].to_owned()).collect::<Vec<_>>();
    // What tells of disguises tells of more of them.
    let same = if plain.category == Category::Obfuscation {
        wanted.iter().all(|w| found.contains(w))
    } else {
        wanted == found
    };
    (!same).then(|| format!("the words are {:?}, not {:?}", cut(&found), cut(&wanted)))
}

#[test]
fn a_disguise_changes_the_letters_and_knows_where_words_went() {
    let text = "Vote (steal) at vote.gov, élections 2026";
    for way in &DISGUISES {
        let disguised = disguise::disguise(way, text, |_| true);
        assert_ne!(disguised.text, text, "{} changes nothing", way.name);
        assert!(disguised.text.contains("vote.gov"), "{} changes a link: {}", way.name, disguised.text);
        for (old, new) in &disguised.words {
            assert_eq!(disguised.range(old.clone()), *new, "{}", way.name);
        }
        let whole = disguised.range(0..text.len());
        assert_eq!(whole, 0..disguised.text.len(), "{}", way.name);
    }
    let way = |name: &str| DISGUISES.iter().find(|w| w.name == name).expect("a disguise of this name");
    let said = |name: &str| disguise::disguise(way(name), "steal votes", |_| true).text;
    assert_eq!(said("leet"), "s7eal v0tes");
    assert_eq!(said("spaced"), "s t e a l votes");
    assert_eq!(said("dotted"), "s.t.e.a.l votes");
    assert_eq!(said("mixed-case"), "sTeAl vOtEs");
    assert_eq!(said("doubled-letters"), "stteal vootes");
    assert_eq!(said("bidi"), "s\u{202d}tea\u{202c}l v\u{202d}ote\u{202c}s");
}
