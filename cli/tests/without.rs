//! `--without`: markers that are left out, on the command line.

mod common;

use common::run;
use serde_json::{Value, json};

const TEXT: &str = "Vote by text! Send VOTE to 59925 to cast your ballot.";
const MARKER: &str = "vote-by-text-phone-online";

fn ids(list: &Value, key: &str) -> Vec<String> {
    let items = list.as_array().expect("a list").iter();
    items.map(|item| item[key].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn what_is_left_out_is_not_raised_and_is_named() {
    let whole = run(&["check", "--format", "json", TEXT], b"");
    let part = run(&["check", "--format", "json", "--without", MARKER, TEXT], b"");
    let [whole, part]: [Value; 2] = [whole, part].map(|said| serde_json::from_str(&said.out).expect("JSON"));
    assert!(ids(&whole["findings"], "marker").contains(&MARKER.to_owned()));
    assert!(!ids(&part["findings"], "marker").contains(&MARKER.to_owned()));
    assert_eq!(part["not_checked"][0]["id"], MARKER);
    assert_eq!(part["checks"], whole["checks"]);
}

#[test]
fn what_is_left_out_is_said_before_the_findings() {
    let said = run(&["check", "--lang", "es", "--without", MARKER, TEXT], b"");
    let second = said.out.lines().nth(1).expect("a second line");
    assert!(second.starts_with("No se buscó, porque se dejó fuera: "), "{}", said.out);
}

#[test]
fn several_are_set_apart_by_commas_or_given_again() {
    let row =
        json!({ "id": 1, "text": "They are stealing the election! Vote by text: send VOTE to 59925" }).to_string();
    for arguments in [
        &["--without", "stolen-election-claim,vote-by-text-phone-online"][..],
        &["--without", "stolen-election-claim", "--without", "vote-by-text-phone-online"],
    ] {
        let said = run(&[&["batch", "-"], arguments].concat(), row.as_bytes());
        let report = &said.json()[0]["report"];
        assert_eq!(ids(&report["not_checked"], "id")[..2], ["stolen-election-claim", "vote-by-text-phone-online"]);
        let raised = ids(&report["findings"], "marker");
        assert!(!raised.iter().any(|marker| marker == "stolen-election-claim" || marker == MARKER), "{raised:?}");
    }
}

#[test]
fn an_id_that_no_marker_has_is_refused_and_the_nearest_are_named() {
    for arguments in [&["check", TEXT][..], &["batch", "-"], &["lint", "-"]] {
        run(&[arguments, &["--without", "stolen-elections-claim"]].concat(), b"").failed(
            2,
            &["--without stolen-elections-claim: there is no marker", "the nearest are stolen-election-claim"],
        );
    }
}

#[test]
fn lint_looks_for_none_of_them_and_says_so() {
    let script = format!("Hi, it's Sam with Ruiz for Mayor. {TEXT} Reply STOP to end");
    assert_eq!(run(&["lint", "-"], script.as_bytes()).code, Some(1));
    let said = run(&["lint", "-", "--without", MARKER], script.as_bytes());
    let last: Vec<&str> = said.out.lines().rev().take(2).collect();
    assert!(last[1].starts_with("Not looked for, because it was left out: "), "{}", said.out);
    assert!(
        last[1].ends_with("[vote-by-text-phone-online]") && last[0].starts_with("1 script: 0 errors"),
        "{}",
        said.out
    );
    assert_eq!(said.code, Some(0));
    let log = run(&["lint", "-", "--format", "sarif", "--without", MARKER], script.as_bytes());
    let log: Value = serde_json::from_str(&log.out).expect("JSON");
    let note = &log["runs"][0]["invocations"][0]["toolConfigurationNotifications"][0];
    assert!(note["message"]["text"].as_str().expect("words").contains(MARKER), "{note}");
    // The duties are no markers: an opt-out line that is not there is one that is not there.
    let bare = b"Hi, it's Sam with Ruiz for Mayor. Vote on Tuesday!";
    let said = run(&["lint", "-", "--without", "opt-out-missing"], bare);
    assert!(
        said.out.contains("error: ") && said.out.contains("[opt-out-missing]") && said.code == Some(1),
        "{}",
        said.out
    );
}

#[test]
fn campaigns_raises_no_markers_and_so_leaves_none_out() {
    run(&["campaigns", "-", "--without", MARKER], b"").failed(2, &["unexpected argument '--without'"]);
}

#[test]
fn blanks_around_an_id_are_no_part_of_it() {
    let out =
        |ids: &str| run(&["check", "--format", "json", "--without", ids, "Vote by text! Send VOTE to 59925"], b"");
    let plain = out("homoglyph,vote-by-text-phone-online");
    assert_eq!(out(" homoglyph, vote-by-text-phone-online ").out, plain.out);
    assert!(plain.out.contains("homoglyph"), "{}", plain.out);
    for ids in ["", "homoglyph,,leet-spacing", "homoglyph,"] {
        out(ids).failed(2, &["--without", "id of a marker", "telltext explain"]);
    }
}
