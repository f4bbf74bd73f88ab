//! Every message of `tests/corpus/`: what is raised, the two checks and the kind are what its labels say.
//!
//! What is known to be read otherwise is listed in `tests/corpus/known-failures.toml`, exactly: a new
//! failure fails, and so does one that is gone. `TELLTEXT_BLESS=1 cargo test --test corpus` writes the list
//! anew and keeps the reasons; a new entry needs one before it is taken.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use measure::corpus;
use serde::Deserialize;

fn list() -> PathBuf {
    places::root().join("tests/corpus").join(corpus::KNOWN_FAILURES)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFailures {
    #[serde(default)]
    failure: Vec<KnownFailure>,
}

/// One message that is read otherwise than it is labelled.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFailure {
    message: String,
    says: Vec<String>,
    reason: String,
}

#[test]
fn every_message_is_read_as_labelled_or_known_not_to_be() {
    let text = std::fs::read_to_string(list()).expect("the list of known failures can be read");
    let known: KnownFailures =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", corpus::KNOWN_FAILURES));
    let mut listed = BTreeMap::new();
    if std::env::var_os("TELLTEXT_BLESS").is_some() {
        bless(&text, &known);
        return;
    }
    for entry in &known.failure {
        assert!(!entry.reason.trim().is_empty(), "{}: no reason", entry.message);
        assert!(listed.insert(entry.message.as_str(), &entry.says).is_none(), "{} is listed twice", entry.message);
    }
    let mut problems = Vec::new();
    for message in places::corpus() {
        let says = message.complaints(&message.message().check());
        let known = listed.remove(message.name.as_str()).cloned().unwrap_or_default();
        let new: Vec<&String> = says.iter().filter(|s| !known.contains(s)).collect();
        let gone: Vec<&String> = known.iter().filter(|s| !says.contains(s)).collect();
        if !new.is_empty() {
            problems.push(format!("{}: {new:?}\n    {}", message.name, message.text));
        }
        if !gone.is_empty() {
            problems.push(format!("{}: no longer {gone:?}; take it from the list", message.name));
        }
    }
    problems.extend(listed.keys().map(|name| format!("{name}: listed, and there is no such message")));
    assert!(
        problems.is_empty(),
        "{} messages are not read as the labels and the list of known failures say:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// Writes the list as the messages are read now.
fn bless(text: &str, known: &KnownFailures) {
    let reasons: HashMap<&str, &str> = known.failure.iter().map(|f| (f.message.as_str(), f.reason.as_str())).collect();
    let mut written = text.lines().take_while(|l| l.starts_with('#')).collect::<Vec<_>>().join("\n") + "\n";
    for message in places::corpus() {
        let says = message.complaints(&message.message().check());
        if !says.is_empty() {
            let reason = reasons.get(message.name.as_str()).unwrap_or(&"");
            written += &format!("\n[[failure]]\nmessage = {:?}\nsays = {says:?}\nreason = {reason:?}\n", message.name);
        }
    }
    std::fs::write(list(), written).expect("the list can be written");
}

#[test]
fn no_marker_raised_on_a_one_time_code_or_an_emergency_alert_is_ever_a_known_failure() {
    let text = std::fs::read_to_string(list()).expect("the list of known failures can be read");
    let known: KnownFailures = toml::from_str(&text).expect("the list is TOML");
    let listed: HashSet<&str> = known
        .failure
        .iter()
        .filter(|f| f.says.iter().any(|says| says.starts_with("raises")))
        .map(|f| f.message.as_str())
        .collect();
    let never: Vec<String> = places::corpus()
        .into_iter()
        .filter(|m| m.lawful && (m.kind == "one-time-code" || m.kind == "alert") && listed.contains(m.name.as_str()))
        .map(|m| m.name)
        .collect();
    assert_eq!(never, [""; 0]);
}

#[test]
fn the_corpus_is_large_enough() {
    let messages = places::corpus();
    let count = |lang: &str| messages.iter().filter(|m| m.lang == lang).count();
    assert!(messages.len() >= 800, "{} messages", messages.len());
    assert!(count("en") >= 450, "{} in English", count("en"));
    assert!(count("es") >= 200, "{} in Spanish", count("es"));
    assert!(count("fr") >= 150, "{} in French", count("fr"));
    let lawful = messages.iter().filter(|m| m.lawful).count();
    assert!(lawful * 3 >= messages.len(), "{lawful} of {} are lawful", messages.len());
    let kinds: HashSet<u8> = messages.iter().filter_map(|m| m.look_alike_of).collect();
    assert!(kinds.len() >= 40, "{} kinds of lawful look-alike", kinds.len());
}

#[test]
fn labels_are_ids_and_words_that_exist() {
    let ids: HashSet<String> = telltext::markers("en").into_iter().map(|m| m.id.into_owned()).collect();
    let messages = places::corpus();
    let names: HashSet<&str> = messages.iter().map(|m| m.name.as_str()).collect();
    let mut problems = Vec::new();
    for message in &messages {
        let mut say = |what: String| problems.push(format!("{}: {what}", message.name));
        for label in message.markers.iter().chain(&message.allow).filter(|l| !ids.contains(*l)) {
            say(format!("there is no marker {label}"));
        }
        if message.lawful && !message.markers.is_empty() {
            say("a lawful message has no markers, only `allow`".into());
        }
        if let Some(plain) = message.plain.as_deref().filter(|p| !names.contains(p)) {
            say(format!("there is no message {plain}"));
        }
        if message.note.as_deref() == Some("") {
            say("an empty note".into());
        }
        for outcome in [&message.opt_out, &message.sender_id] {
            if !["pass", "fail", "review", "not_applicable"].contains(&outcome.as_str()) {
                say(format!("{outcome} is no outcome"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
