//! The report's documents are current, and reports are what the documents say.

#[path = "promises/json_schema.rs"]
mod json_schema;
#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;
#[path = "promises/schema.rs"]
mod schema;

use std::collections::BTreeSet;

use serde_json::Value;
use telltext::Message;

#[test]
fn the_documents_are_current() {
    for (path, text) in schema::documents() {
        let there = std::fs::read_to_string(path).unwrap_or_default();
        assert!(there == text, "{path} is not what the Rust types say; write it with\n    {}", schema::COMMAND);
    }
}

/// Texts that between them fill every part of a report.
const TEXTS: [(&str, &str, &str); 7] = [
    ("", "", ""),
    ("Lunch at noon?", "", ""),
    (
        "ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU at the counting center!",
        "+12155550123",
        "US",
    ),
    (
        "FINAL NOTICE: your registration is incomplete, confirm your SSN at http://vote-gov.example.top/x or bit.ly/abc",
        "vote@example.com",
        "FR",
    ),
    ("V\u{43e}te by t\u{435}xt! Send VOTE to 59925. Reply STOP to end", "59925", "KR"),
    ("Paid for by Ruiz for Senate. Polls close at 8 pm: vote.gov. Stop2End", "", "zz"),
    ("No, Democrats do not vote on Wednesday 🗳️. FACT CHECK", "", "GB"),
];

#[test]
fn reports_are_what_the_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("../docs/report.schema.json")).expect("the schema is JSON");
    let long = "vote tomorrow ".repeat(6000);
    let texts = TEXTS.into_iter().chain([(long.as_str(), "", "US")]);
    let mut findings = 0;
    for (text, from, region) in texts {
        for language in telltext::languages() {
            let report = Message::new(text).from(from).region(region).language(language).check().with_utf16_spans(text);
            findings += report.findings.len();
            let report = serde_json::to_value(&report).expect("a report is JSON");
            assert_eq!(json_schema::complaints(&schema, &report), [""; 0], "{text:?} in {language}");
        }
    }
    assert!(findings > 5, "the texts fill too little of a report: {findings} findings");
}

/// What stands in a report as a word and is no enum is listed in words.
#[test]
fn every_form_and_note_of_a_report_is_named_in_the_schema() {
    let schema: Value = serde_json::from_str(include_str!("../docs/report.schema.json")).expect("the schema is JSON");
    let said = |path: &str| schema.pointer(path).and_then(Value::as_str).expect("a description").to_owned();
    let [form, notes, id] = ["Check/properties/form", "Link/properties/notes", "NotChecked/properties/id"]
        .map(|property| said(&format!("/$defs/{property}/description")));
    let markers = places::markers();
    let examples = markers.iter().flat_map(|marker| marker.file.raise.iter().chain(&marker.file.quiet));
    let corpus = places::corpus();
    let mut forms = BTreeSet::new();
    let messages = corpus.iter().map(|labelled| labelled.message()).chain(examples.map(measure::examples::message));
    for report in messages.map(Message::check) {
        let checks = [&report.checks.opt_out, &report.checks.sender_id];
        forms.extend(checks.map(|check| check.form.to_string()));
        let found = checks.map(|check| (&form, &*check.form)).into_iter();
        let found = found.chain(report.links.iter().flat_map(|link| &link.notes).map(|note| (&notes, &**note)));
        for (description, word) in found.chain(report.not_checked.iter().map(|left| (&id, &*left.id))) {
            assert!(description.contains(&format!("`{word}`")), "`{word}` is not in: {description}");
        }
    }
    assert_eq!(forms.len(), 8, "the messages show all forms: {forms:?}");
}

#[test]
fn the_check_of_the_schema_can_fail() {
    let schema: Value = serde_json::from_str(include_str!("../docs/report.schema.json")).expect("the schema is JSON");
    let good =
        serde_json::to_value(telltext::check("Vote by text! Reply YES to 59925 to cast your ballot.")).expect("JSON");
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut report = good.clone();
        change(&mut report);
        json_schema::complaints(&schema, &report)
    };
    assert_eq!(broken(&|_| ()), [""; 0]);
    assert_eq!(broken(&|r| r["level"] = "severe".into()), ["/level: \"severe\" is not one of the values allowed"]);
    assert_eq!(broken(&|r| r["schema"] = "1".into()), ["/schema: \"1\" is no integer"]);
    assert_eq!(broken(&|r| drop(r.as_object_mut().unwrap().remove("checks"))), [": `checks` is missing"]);
    assert_eq!(
        broken(&|r| r["checks"]["opt_out"]["spans"] = serde_json::json!([{ "start": -1, "end": 2 }])),
        ["/checks/opt_out/spans/0/start: -1 is below 0"]
    );
    assert_eq!(broken(&|r| r["extra"] = 1.into()), [": `extra` is not in the schema"]);
}
