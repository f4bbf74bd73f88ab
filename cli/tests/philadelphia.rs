//! The texts of Philadelphia in November 2020, as the press quoted them, through the command.

mod common;

use common::run;
use serde_json::Value;

const TEXT: &str = "ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU! Show your support at the corner of 12th St. & Arch St. in Philadelphia near the Convention Center.";

/// The words of a finding: its spans cut from the text in UTF-16 code units, as JavaScript does.
fn words(text: &str, report: &Value, marker: &str) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let findings = report["findings"].as_array().expect("findings");
    let finding = findings.iter().find(|f| f["marker"] == marker).unwrap_or_else(|| panic!("{marker}: {findings:?}"));
    let place = |span: &Value, key: &str| usize::try_from(span[key].as_u64().expect(key)).expect(key);
    let spans = finding["spans"].as_array().expect("spans");
    spans.iter().map(|s| String::from_utf16_lossy(&units[place(s, "start")..place(s, "end")])).collect()
}

#[test]
fn plain_and_disguised() {
    let disguised =
        format!("🗳️ {}", TEXT.replace("steal", "s t e a l").replace("support", "su\u{200b}pport").replace("AL", "АL"));
    let texts = [
        (TEXT, "steal this", "Show your support at the corner", "ALERT"),
        (&disguised, "s t e a l this", "Show your su\u{200b}pport at the corner", "АLERT"),
    ];
    for (text, claim, place, alarm) in texts {
        let said = run(&["check", "--format", "json", text], b"");
        assert_eq!(said.code, Some(1), "{}", said.err);
        let report: Value = serde_json::from_str(&said.out).expect("JSON");
        assert_eq!(report["level"], "strong");
        assert_eq!(report["checks"]["opt_out"]["outcome"], "fail");
        assert_eq!(report["checks"]["sender_id"]["outcome"], "fail");
        assert!(words(text, &report, "stolen-election-claim").concat().contains(claim));
        assert!(words(text, &report, "converge-on-count-or-polls").concat().contains(place));
        assert_eq!(words(text, &report, "urgency-alert-caps"), [alarm]);
    }
}
