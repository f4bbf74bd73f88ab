//! The screening slot of a messaging app (`examples/screening.rs`, `docs/screening.md`): it advises in one sentence and never blocks.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;
#[path = "../examples/screening.rs"]
#[allow(dead_code)]
mod screening;

use serde_json::{Value, json};

fn said(request: &Value, language: &str) -> Value {
    serde_json::from_str(&screening::answer(request.to_string(), language, "US")).expect("an answer is JSON")
}

#[test]
fn what_stands_out_is_said_in_the_language_asked_for_and_nothing_is_blocked() {
    let request = json!({ "number": "+12155550123", "smsContent": "Vote by text! Send VOTE to 59925", "simSlot": 1 });
    for language in telltext::languages() {
        let pages = telltext::markers(language);
        let page = pages.iter().find(|page| page.id == "vote-by-text-phone-online").expect("the marker");
        assert_eq!(said(&request, language), json!({ "shouldBlock": false, "reason": page.what }));
    }
}

#[test]
fn how_it_was_sent_is_said_where_nothing_it_says_stands_out() {
    let gift = json!({ "number": "59925", "smsContent": "Chip in $25 before midnight to help Ruiz for Senate win!" });
    let answer = said(&gift, "en");
    assert!(answer["reason"].as_str().expect("words").contains("does not say how to stop such messages"), "{answer}");
}

#[test]
fn with_nothing_to_point_at_it_says_what_was_not_checked() {
    let friend = json!({ "number": null, "smsContent": "See you at seven, bring the cake" });
    let answer = json!({ "shouldBlock": false, "reason": "We did not check whether what it says is so." });
    assert_eq!(said(&friend, "en"), answer);
}

#[test]
fn every_labelled_message_gets_one_sentence_and_none_is_blocked() {
    let messages = measure::corpus::load(&places::root().join("tests/corpus")).expect("the corpus");
    for labelled in &messages {
        for language in telltext::languages() {
            let answer = said(&json!({ "number": labelled.from, "smsContent": labelled.text }), language);
            assert_eq!(answer["shouldBlock"], false, "{}", labelled.name);
            let reason = answer["reason"].as_str().expect("words");
            let ends = |sign| reason.matches(sign).count();
            let sentences = ends(". ") + ends("! ") + ends("? ") + 1;
            assert!(reason.ends_with(['.', '!', '?']) && sentences == 1, "{} {language}: {reason}", labelled.name);
        }
    }
    assert!(messages.len() > 500);
}

#[test]
fn a_line_that_is_no_text_ends_nothing() {
    let input = b"{\"smsContent\":\"vot\xe9\"}\r\n\xff\xfe\n{\"smsContent\":\"See you at seven\"}";
    let mut output = Vec::new();
    screening::serve(&input[..], &mut output, "en", "US").expect("every line is answered");
    let output = String::from_utf8(output).expect("UTF-8");
    let lines: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let read: Vec<bool> = lines.iter().map(|line| line["reason"].is_string()).collect();
    assert_eq!(read, [false, false, true]);
    assert!(lines.iter().all(|line| line["shouldBlock"] == false));
}

#[test]
fn whatever_the_region_a_reason_is_one_whole_sentence() {
    let gift = json!({ "number": "59925", "smsContent": "Chip in $25 before midnight to help Ruiz for Senate win!" });
    for region in telltext::regions("en").iter().map(|region| &*region.code).chain(["", "Narnia"]) {
        for language in ["en", "es", "fr", "de", ""] {
            let answer: Value = serde_json::from_str(&screening::answer(gift.to_string(), language, region))
                .expect("an answer is JSON");
            let reason = answer["reason"].as_str().expect("words");
            assert!(
                reason.ends_with('.') && reason.split(' ').count() > 3 && !reason.ends_with("U."),
                "{region} {language}: {reason}"
            );
        }
    }
}

#[test]
fn lines_are_answered_in_their_order_and_one_that_cannot_be_read_blocks_nothing() {
    let input = "{\"smsContent\":\"See you at seven\"}\nno JSON\n\n{\"number\":\"1\"}\n{\"smsContent\":\"Vote by text! Send VOTE to 59925\"}\n";
    let mut output = Vec::new();
    screening::serve(input.as_bytes(), &mut output, "en", "US").expect("memory can be written to");
    let lines: Vec<Value> = String::from_utf8(output)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 5);
    assert!(lines.iter().all(|line| line["shouldBlock"] == false));
    let kinds: Vec<bool> = lines.iter().map(|line| line["reason"].is_string()).collect();
    assert_eq!(kinds, [true, false, false, false, true]);
    assert!(lines[3]["error"].as_str().expect("words").contains("smsContent"));
}

#[test]
fn the_document_shows_what_is_answered() {
    let document = std::fs::read_to_string(places::root().join("docs/screening.md")).expect("the document");
    let shown = document.split("```console\n$ echo '").nth(1).expect("an example");
    let (request, rest) = shown.split_once("' | ").expect("what is piped");
    let (command, answer) = rest.split_once('\n').expect("what is answered");
    assert!(command.ends_with("--example screening -- es US"), "{command}");
    let answered = screening::answer(request, "es", "US");
    assert_eq!(answer.lines().next(), Some(answered.trim_end()), "docs/screening.md");
}
