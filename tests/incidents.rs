//! Documented messages: each raises a marker it is listed with and is recognised, also with other names,
//! numbers and links; no lawful message is taken for one.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use std::collections::BTreeMap;
use std::fs;

use measure::exchange::{Fairness, Way};
use serde::Deserialize;
use telltext::Message;
use telltext::compile::source::IncidentFile;
use telltext::knowledge::{OPT_OUT_MISSING, SENDER_MISSING};
use telltext::report::Report;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Misses {
    #[serde(default)]
    miss: Vec<Miss>,
}

/// Something that is not as promised for an incident.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Miss {
    incident: String,
    what: String,
    reason: String,
}

/// Compares what is not as promised with the list of `promises/incident-misses.toml`, exactly.
fn hold(what: &str, found: &BTreeMap<String, String>) {
    let list: Misses = toml::from_str(include_str!("promises/incident-misses.toml"))
        .unwrap_or_else(|e| panic!("incident-misses.toml: {e}"));
    let mut problems = Vec::new();
    let listed: Vec<&Miss> = list.miss.iter().filter(|m| m.what == what).collect();
    for (incident, problem) in found {
        if !listed.iter().any(|m| m.incident == *incident) {
            problems.push(format!("{incident}: {problem}"));
        }
    }
    for miss in listed {
        if miss.reason.trim().is_empty() {
            problems.push(format!("{}: no reason is given", miss.incident));
        }
        if !found.contains_key(&miss.incident) {
            problems.push(format!("{}: is as promised now; take it from incident-misses.toml ({what})", miss.incident));
        }
    }
    assert!(problems.is_empty(), "{} incidents ({what}):\n{}", problems.len(), problems.join("\n"));
}

/// The incidents whose words are in a language we read.
fn incidents() -> Vec<(String, IncidentFile)> {
    let mut paths: Vec<_> = fs::read_dir(places::markers_folder().join("incidents"))
        .expect("the folder can be read")
        .flatten()
        .map(|e| e.path())
        .collect();
    paths.sort();
    let files = paths.iter().map(|path| {
        let text = fs::read_to_string(path).expect("the file can be read");
        let id = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        (id, toml::from_str::<IncidentFile>(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    });
    files.filter(|(_, f)| telltext::languages().contains(&f.lang.as_str()) && !words(f).is_empty()).collect()
}

/// The words we have of it: as quoted, and as reported.
fn words(file: &IncidentFile) -> Vec<&str> {
    [&file.quote, &file.paraphrase].into_iter().flatten().map(|w| w.trim()).filter(|w| !w.is_empty()).collect()
}

/// The words it is recognised by: the longer of the two.
fn compared(file: &IncidentFile) -> &str {
    words(file).into_iter().max_by_key(|w| w.len()).unwrap_or("")
}

fn read(text: &str, file: &IncidentFile) -> Report {
    Message::new(text).region(&file.country).check()
}

/// The markers it is listed with.
fn listed(file: &IncidentFile) -> Vec<&str> {
    file.markers.iter().map(|marker| marker.get_ref().as_str()).collect()
}

/// Those that say how it was sent follow from its checks; they count only where nothing else is listed.
fn counts(marker: &str, file: &IncidentFile) -> bool {
    const SENT: [&str; 2] = [OPT_OUT_MISSING, SENDER_MISSING];
    let listed = listed(file);
    listed.contains(&marker) && (!SENT.contains(&marker) || listed.iter().all(|m| SENT.contains(m)))
}

#[test]
fn every_incident_raises_a_marker_it_is_listed_with() {
    let mut found = BTreeMap::new();
    let incidents = incidents();
    for (id, file) in &incidents {
        let raised: Vec<String> =
            words(file).iter().flat_map(|w| read(w, file).findings).map(|f| f.marker.into_owned()).collect();
        if !raised.iter().any(|m| counts(m, file)) {
            found.insert(
                id.clone(),
                format!("raises {raised:?} of {:?}\n    {}", listed(file), words(file).join("\n    ")),
            );
        }
    }
    assert!(incidents.len() > 50, "only {} incidents have words in a language we read", incidents.len());
    hold("raises", &found);
}

#[test]
fn every_incident_is_recognised_by_its_own_words() {
    let mut found = BTreeMap::new();
    for (id, file) in incidents() {
        let report = read(compared(&file), &file);
        if !report.incidents.iter().any(|i| i.incident == id.as_str()) {
            let like: Vec<&str> = report.incidents.iter().map(|i| &*i.incident).collect();
            found.insert(id, format!("level {:?}, recognised as {like:?}\n    {}", report.level, compared(&file)));
        }
    }
    hold("recognised", &found);
}

/// The same text with other sides, numbers and links.
fn reworded(text: &str, fairness: &Fairness) -> String {
    let text = fairness.exchanger(Way::Mirror).exchange(text).map_or_else(|| text.to_owned(), |moved| moved.text);
    let words = text.split(' ').map(|word| {
        let link = word.contains("://")
            || word.trim_end_matches(['.', ',']).contains('.')
                && word.chars().any(char::is_alphabetic)
                && word.len() > 5;
        if link {
            "example.org/x".to_owned()
        } else {
            word.chars().map(|c| if c.is_ascii_digit() { '4' } else { c }).collect()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn an_incident_is_recognised_with_other_names_numbers_and_links() {
    let fairness = Fairness::load(&places::markers_folder()).unwrap_or_else(|e| panic!("{e}"));
    let mut found = BTreeMap::new();
    let mut changed = 0;
    for (id, file) in incidents() {
        if !read(compared(&file), &file).incidents.iter().any(|i| i.incident == id.as_str()) {
            continue;
        }
        let text = reworded(compared(&file), &fairness);
        if text == compared(&file) {
            continue;
        }
        changed += 1;
        if !read(&text, &file).incidents.iter().any(|i| i.incident == id.as_str()) {
            found.insert(id, text);
        }
    }
    assert!(changed > 20, "only {changed} incidents could be reworded");
    hold("reworded", &found);
}

#[test]
fn no_lawful_message_is_taken_for_an_incident() {
    let taken: Vec<String> = places::corpus()
        .iter()
        .filter(|m| m.lawful)
        .flat_map(|m| {
            m.message()
                .check()
                .incidents
                .into_iter()
                .map(move |i| format!("{} for {} ({})\n    {}", m.name, i.incident, i.similarity, m.text))
        })
        .collect();
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}
