//! Sentences, sources and regions → tables.

use std::collections::BTreeMap;

use super::load::File;
use super::source::{ByLanguage, DutyEntry, InterfaceFile, MarkerFile, MarkerText, RegionFile, SourceEntry};
use super::words::leak;
use crate::knowledge::{Duty, Example, LANGUAGES, Region, Sentence, SourcePage, Step, Words3};

fn leak_str(text: &str) -> &'static str {
    String::leak(text.trim().to_owned())
}

fn leak_all(texts: &[String]) -> &'static [&'static str] {
    leak(texts.iter().map(|t| leak_str(t)).collect())
}

/// A sentence in each language.
pub fn by_language(texts: &ByLanguage) -> Words3 {
    LANGUAGES.map(|l| texts.get(l).map_or("", |t| leak_str(t)))
}

/// One of a marker's texts in each language.
pub fn of_marker(marker: &MarkerFile, part: impl Fn(&MarkerText) -> &String) -> Words3 {
    LANGUAGES.map(|l| marker.text.get(l).map_or("", |t| leak_str(part(t))))
}

/// Sources as they are embedded.
pub fn sources(entries: &[SourceEntry]) -> &'static [SourcePage] {
    leak(
        entries
            .iter()
            .map(|s| SourcePage {
                title: leak_str(&s.title),
                publisher: leak_str(&s.publisher),
                date: leak_str(&s.date),
                url: leak_str(&s.url),
            })
            .collect(),
    )
}

/// The examples of a marker that catalogues show: of each language the first that raises it and the first lawful one.
pub fn examples(marker: &MarkerFile) -> &'static [Example] {
    let mut shown = Vec::new();
    for lang in LANGUAGES {
        let raise = marker.raise.iter().find(|e| e.lang == lang).map(|e| (e, true));
        let quiet = marker.quiet.iter().find(|e| e.lang == lang && e.lawful).map(|e| (e, false));
        shown.extend(raise.into_iter().chain(quiet).map(|(e, raises)| Example {
            text: leak_str(e.text.get_ref()),
            lang,
            raises,
        }));
    }
    leak(shown)
}

fn duty(entry: &DutyEntry) -> Duty {
    Duty { expected: entry.expected, why: by_language(&entry.why), sources: sources(&entry.source) }
}

/// Regions in the order of their codes.
pub fn regions(files: &BTreeMap<String, (File, RegionFile)>) -> Vec<Region> {
    files
        .iter()
        .map(|(code, (_, region))| Region {
            code: if code == "unknown" { "unknown" } else { String::leak(code.to_uppercase()) },
            name: by_language(&region.name),
            checked: leak_str(&region.checked),
            official_hosts: leak_all(&region.official_hosts),
            calling_codes: leak_all(&region.calling_codes),
            emergency: leak_str(&region.emergency),
            opt_out: duty(&region.opt_out),
            sender_id: duty(&region.sender_id),
            steps: leak(
                region
                    .step
                    .iter()
                    .map(|s| Step {
                        action: s.action,
                        serves: leak_all(&s.serves),
                        what: by_language(&s.what),
                        contact: leak_str(&s.contact),
                        url: leak_str(&s.url),
                    })
                    .collect(),
            ),
            us_federal_calendar: region
                .calendar
                .as_ref()
                .is_some_and(|c| c.federal_general == "tuesday-after-first-monday-of-november-even-years"),
        })
        .collect()
}

/// Sentences sorted by id, `table.key`.
pub fn sentences(file: &InterfaceFile) -> Vec<Sentence> {
    let mut all: Vec<Sentence> = file
        .iter()
        .flat_map(|(table, entries)| {
            entries.iter().map(move |(key, words)| Sentence {
                id: leak_str(&format!("{table}.{key}")),
                words: by_language(words),
            })
        })
        .collect();
    all.sort_by_key(|s| s.id);
    all
}
