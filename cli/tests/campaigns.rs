//! `telltext campaigns`: who sent the same thing.

mod common;

use common::{folder, messages, run, write};

/// One text from 13 numbers, among others.
fn tips() -> String {
    let mut rows = String::from("id,Body,Sender,received\n");
    for n in 0..13 {
        rows += &format!(
            "{n},\"ALERT: They are trying to steal this election! We need YOU at {n} Arch St, see bit.ly/x{n}\",+1215555{:04},2020-11-0{}\n",
            100 + n,
            5 + n % 3
        );
    }
    for n in 0..5 {
        rows += &format!(
            "s{n},\"Hi Ana{n}, our new garden plan needs your voice before the council meets. Reply STOP to end\",59925,2020-10-0{}\n",
            1 + n
        );
    }
    rows + "x,Are you coming over for dinner on Sunday or is it too far for you?,+12155550199,\n"
}

const COLUMNS: [&str; 4] = ["--column", "text=Body", "--column", "from=Sender"];

#[test]
fn the_table_says_how_many_senders_when_and_what() {
    let file = write(&folder("campaigns-table"), "tips.csv", tips());
    let said = run(&[&["campaigns", &file], &COLUMNS[..]].concat(), b"");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let lines: Vec<Vec<&str>> = said.out.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(lines[1][..6], ["13", "13", "2020-11-05", "2020-11-07", "100", "%"]);
    assert_eq!(lines[2][..6], ["5", "1", "2020-10-01", "2020-10-05", "0", "%"]);
    assert_eq!(lines[3].join(" "), "2 campaigns in 19 messages");
    assert_eq!(lines.len(), 4);
    let said = run(&[&["campaigns", &file, "--most", "1"], &COLUMNS[..]].concat(), b"");
    assert!(said.out.ends_with("2 campaigns in 19 messages, the largest 1 listed\n"), "{}", said.out);
    assert_eq!(run(&["campaigns"], b"{\"text\":\"hi\"}").out, "0 campaigns in 1 message\n");
}

#[test]
fn as_json_the_messages_are_named() {
    let said = run(
        &[&["campaigns", "--format", "csv", "--as", "json", "--least", "6"], &COLUMNS[..]].concat(),
        tips().as_bytes(),
    );
    let lines = said.json();
    assert_eq!(lines.len(), 1);
    let campaign = &lines[0];
    assert_eq!(campaign["members"].as_array().map(Vec::len), Some(13));
    assert_eq!(campaign["members"][12], "12");
    assert_eq!(campaign["senders"].as_array().map(Vec::len), Some(13));
    assert_eq!(campaign["senders"][0], "+12155550100");
    assert_eq!((campaign["first"].as_str(), campaign["last"].as_str()), (Some("2020-11-05"), Some("2020-11-07")));
    assert_eq!(campaign["without_opt_out"], 1.0);
    assert!(campaign["sample"].as_str().is_some_and(|s| s.starts_with("ALERT: ")));
    assert!(
        campaign["differing"]
            .as_array()
            .is_some_and(|d| d.contains(&"bit.ly/x0".into()) && !d.contains(&"election".into()))
    );
}

#[test]
fn lines_that_cannot_be_read_are_counted_and_left_out() {
    let text = "the county moved your voting site to the old mill, go there";
    let said = run(
        &["campaigns", "--as", "json"],
        format!("{{\"text\":\"{text}\"}}\nnonsense\n{{\"id\":\"b\",\"text\":\"{text}\"}}\n").as_bytes(),
    );
    assert_eq!(said.code, Some(0));
    assert_eq!(said.json()[0]["members"], serde_json::json!(["1", "b"]));
    assert!(said.err.starts_with("telltext: 1 line was left out; the first is line 2: not JSON"), "{}", said.err);
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let input = messages(5000);
    let one = run(&["campaigns", "--as", "json", "--threads", "1"], input.as_bytes());
    assert!(one.out.lines().count() > 50);
    assert!(run(&["campaigns", "--as", "json", "--threads", "5"], input.as_bytes()).out == one.out);
}

#[test]
fn what_a_message_holds_never_steers_the_terminal() {
    let text = "the \\u001b[31mcounty\\u202e moved your voting site to the old mill";
    let row = format!("{{\"text\":\"{text}\"}}\n");
    let said = run(&["campaigns"], row.repeat(2).as_bytes());
    assert!(said.out.contains("1 campaign in 2"), "{}", said.out);
    assert!(!said.out.contains(['\u{1b}', '\u{202e}']), "{:?}", said.out);
}
