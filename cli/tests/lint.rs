//! `telltext lint`: scripts before they are sent.

mod common;

use std::path::Path;

use common::{folder, run, run_in, write};
use serde_json::{Value, json};

const GOOD: &str = "Hi, it's Sam with Ruiz for Mayor. Early voting is open until Friday, find your place at vote.gov. Reply STOP to end";
const NO_OPT_OUT: &str =
    "Hi, it's Sam with Ruiz for Mayor. Early voting is open until Friday, find your place at vote.gov.";
const NO_SENDER: &str = "Early voting is open until Friday, find your place at the library. Reply STOP to end";
const DISGUISED: &str =
    "Hi, it's Sam with Ruiz for Mayor. V\u{43e}te \u{435}arly, your b\u{430}llot is waiting. Reply STOP to end";
const DISGUISED_STOP: &str =
    "Hi, it's Sam with Ruiz for Mayor. Early voting is open until Friday. Reply ST\u{41e}P to end";

/// The problems found in a script on standard input, by id, with the exit code.
fn problems(script: &str, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let said = run(&[&["lint", "-"], arguments].concat(), script.as_bytes());
    assert_eq!(said.err, "");
    let ids = said.out.lines().filter_map(|l| l.rsplit_once(" [")).map(|(_, id)| id.trim_end_matches(']').to_owned());
    (ids.collect(), said.code)
}

fn named(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn the_duties_and_disguise_are_errors() {
    assert_eq!(problems(GOOD, &[]), (vec![], Some(0)));
    assert_eq!(problems(NO_OPT_OUT, &[]), (named(&["opt-out-missing"]), Some(1)));
    assert_eq!(problems(NO_SENDER, &[]), (named(&["sender-unnamed"]), Some(1)));
    let (ids, code) = problems(DISGUISED, &[]);
    assert!(ids.contains(&"homoglyph".to_owned()) && code == Some(1), "{ids:?}");
    let (ids, code) = problems(DISGUISED_STOP, &[]);
    assert!(ids.contains(&"opt-out-unclear".to_owned()) && code == Some(1), "{ids:?}");
}

#[test]
fn what_is_allowed_passes_and_strict_fails_on_warnings() {
    assert_eq!(problems(NO_OPT_OUT, &["--allow", "opt-out-missing"]), (vec![], Some(0)));
    let marker = format!("{GOOD}. Or vote by text: send VOTE to 59925 to cast your ballot");
    let (ids, code) = problems(&marker, &[]);
    assert!(ids.contains(&"vote-by-text-phone-online".to_owned()) && code == Some(0), "{ids:?}");
    assert_eq!(problems(&marker, &["--strict"]).1, Some(1));
    let allowed: Vec<&str> = ids.iter().flat_map(|id| ["--allow", id]).collect();
    assert_eq!(problems(&marker, &[&["--strict"], &allowed[..]].concat()), (vec![], Some(0)));
}

#[test]
fn where_no_rule_expects_it_its_absence_is_a_note() {
    let regions = telltext::engine::Engine::embedded().knowledge().regions;
    let free = regions
        .iter()
        .find(|r| r.opt_out.expected == telltext::knowledge::Expected::None)
        .expect("a region without such a rule");
    let said = run(&["lint", "-", "--region", free.code, "--allow", "sender-unnamed"], NO_OPT_OUT.as_bytes());
    assert!(said.out.contains(": note: ") && said.code == Some(0), "{} {}", free.code, said.out);
}

#[test]
fn files_folders_and_lines_are_scripts() {
    let folder = folder("lint-files");
    std::fs::create_dir(folder.join("more")).expect("a folder");
    write(&folder, "b.txt", GOOD);
    write(&folder, "a.txt", format!("\n\n  {NO_OPT_OUT}\n"));
    write(&folder, "more/c.txt", NO_SENDER);
    write(&folder, "notes.md", NO_SENDER);
    let said = run_in(&folder, &["lint", "."], b"");
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines[0].starts_with("./a.txt:3:3: error: Nothing says how to stop"), "{}", lines[0]);
    assert!(lines[1].starts_with("./more/c.txt:1:1: error: Nothing says who is writing"), "{}", lines[1]);
    assert_eq!(lines[2], "3 scripts: 2 errors, 0 warnings");
    let file = write(&folder, "lines.txt", format!("{GOOD}\n\n{NO_OPT_OUT}\r\n{NO_SENDER}\n"));
    let said = run(&["lint", "--lines", &file], b"");
    let places: Vec<&str> =
        said.out.lines().filter_map(|l| l.strip_prefix(&file)).filter_map(|l| l.split(": ").next()).collect();
    assert_eq!(places, [":3:1", ":4:1"]);
    assert!(said.out.ends_with("3 scripts: 2 errors, 0 warnings\n"), "{}", said.out);
}

fn sarif(folder: &Path, arguments: &[&str]) -> Value {
    let said = run_in(folder, &[&["lint", "--format", "sarif"], arguments].concat(), b"");
    serde_json::from_str(&said.out).expect("JSON")
}

/// What SARIF 2.1.0 requires of a log such as ours: every property we write is one of its own, of the right type, and none that is required is missing.
fn complaints(log: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut ensure = |holds: bool, what: String| {
        if !holds {
            found.push(what);
        }
    };
    let keys = |value: &Value, allowed: &[&str], required: &[&str]| {
        let object = value.as_object();
        object.is_some_and(|o| {
            o.keys().all(|k| allowed.contains(&k.as_str())) && required.iter().all(|r| o.contains_key(*r))
        })
    };
    let is_text = |value: &Value| {
        value.as_object().is_some_and(|o| o.keys().all(|k| k == "text" || k == "markdown"))
            && value["text"].as_str().is_some_and(|t| !t.is_empty())
    };
    let is_uri = |value: &Value| {
        value
            .as_str()
            .is_some_and(|u| !u.is_empty() && u.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b)))
    };
    let is_level = |value: &Value| ["none", "note", "warning", "error"].iter().any(|l| value == l);
    ensure(keys(log, &["$schema", "version", "runs"], &["version", "runs"]), "log".into());
    ensure(log["version"] == "2.1.0", "version".into());
    ensure(log["$schema"].as_str().is_some_and(|s| s.ends_with("sarif-schema-2.1.0.json")), "$schema".into());
    for run in log["runs"].as_array().into_iter().flatten() {
        ensure(keys(run, &["tool", "columnKind", "artifacts", "results"], &["tool"]), "run".into());
        ensure(["utf16CodeUnits", "unicodeCodePoints"].iter().any(|k| run["columnKind"] == *k), "columnKind".into());
        let driver = &run["tool"]["driver"];
        ensure(
            keys(driver, &["name", "version", "semanticVersion", "informationUri", "rules"], &["name"]),
            "driver".into(),
        );
        ensure(is_uri(&driver["informationUri"]), "informationUri".into());
        let rules = driver["rules"].as_array().cloned().unwrap_or_default();
        let mut ids = Vec::new();
        for rule in &rules {
            let known = [
                "id",
                "name",
                "shortDescription",
                "fullDescription",
                "help",
                "helpUri",
                "defaultConfiguration",
                "properties",
            ];
            ensure(keys(rule, &known, &["id"]), format!("rule {rule}"));
            ensure(
                ["shortDescription", "fullDescription", "help"].iter().all(|t| is_text(&rule[*t])),
                format!("texts of {rule}"),
            );
            ensure(rule.get("helpUri").is_none_or(&is_uri), format!("helpUri of {rule}"));
            ensure(is_level(&rule["defaultConfiguration"]["level"]), format!("level of {rule}"));
            ids.push(rule["id"].as_str().unwrap_or("").to_owned());
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();
        ensure(ids.len() == count, "a rule stands twice".into());
        for artifact in run["artifacts"].as_array().into_iter().flatten() {
            ensure(is_uri(&artifact["location"]["uri"]), format!("artifact {artifact}"));
        }
        for result in run["results"].as_array().into_iter().flatten() {
            ensure(
                keys(result, &["ruleId", "ruleIndex", "level", "message", "locations"], &["message"]),
                format!("result {result}"),
            );
            ensure(is_text(&result["message"]) && is_level(&result["level"]), format!("message of {result}"));
            let index = result["ruleIndex"].as_u64().map_or(usize::MAX, |i| i as usize);
            ensure(rules.get(index).is_some_and(|r| r["id"] == result["ruleId"]), format!("ruleIndex of {result}"));
            for location in result["locations"].as_array().into_iter().flatten() {
                let physical = &location["physicalLocation"];
                ensure(is_uri(&physical["artifactLocation"]["uri"]), format!("uri of {location}"));
                let region = &physical["region"];
                let number = |name: &str| region[name].as_u64().unwrap_or(0);
                ensure(
                    keys(region, &["startLine", "startColumn", "endLine", "endColumn"], &["startLine"]),
                    format!("region {region}"),
                );
                ensure(number("startLine") >= 1 && number("startColumn") >= 1, format!("start of {region}"));
                ensure(
                    (number("endLine"), number("endColumn")) >= (number("startLine"), number("startColumn")),
                    format!("end of {region}"),
                );
            }
        }
    }
    found
}

#[test]
fn sarif_is_as_2_1_0_asks() {
    let folder = folder("sarif");
    write(&folder, "a b%ü.txt", format!("{NO_OPT_OUT}\n🗳️ vote by text: send VOTE to 59925 to cast your ballot"));
    write(&folder, "good.txt", GOOD);
    let log = sarif(&folder, &["a b%ü.txt", "./good.txt"]);
    assert_eq!(complaints(&log), [""; 0]);
    let run = &log["runs"][0];
    assert_eq!(
        run["artifacts"],
        json!([{ "location": { "uri": "a%20b%25%C3%BC.txt" } }, { "location": { "uri": "good.txt" } }])
    );
    let results = run["results"].as_array().expect("results");
    let missing = results.iter().find(|r| r["ruleId"] == "opt-out-missing").expect("the opt-out line is missing");
    assert_eq!(missing["level"], "error");
    assert_eq!(missing["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
    let by_text = results.iter().find(|r| r["ruleId"] == "vote-by-text-phone-online").expect("the marker is raised");
    let region = &by_text["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 2);
    // "🗳️ " is four UTF-16 code units: a pair, a variation selector, a space.
    assert!(region["startColumn"].as_u64().is_some_and(|c| c >= 5), "{region}");
    // Nothing found is a log too.
    let log = sarif(&folder, &["good.txt"]);
    assert_eq!(complaints(&log), [""; 0]);
    assert_eq!(log["runs"][0]["results"], json!([]));
}

#[test]
fn the_check_of_sarif_can_fail() {
    let folder = folder("sarif-broken");
    write(&folder, "a.txt", NO_OPT_OUT);
    let good = sarif(&folder, &["a.txt"]);
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut log = good.clone();
        change(&mut log);
        !complaints(&log).is_empty()
    };
    assert!(!broken(&|_| ()));
    assert!(broken(&|l| l["version"] = "2.0.0".into()));
    assert!(broken(&|l| l["runs"][0]["results"][0]["level"] = "fatal".into()));
    assert!(broken(&|l| l["runs"][0]["results"][0]["ruleIndex"] = 9.into()));
    assert!(broken(
        &|l| l["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into()
    ));
    assert!(broken(
        &|l| l["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b".into()
    ));
}

#[test]
fn the_example_workflow_runs_what_there_is() {
    let workflow = include_str!("../../examples/lint-workflow.yml");
    let line = workflow
        .lines()
        .map(str::trim)
        .find_map(|l| l.strip_prefix("run: telltext "))
        .expect("a step that runs telltext");
    let (arguments, file) = line.split_once(" > ").expect("its output goes to a file");
    let folder = folder("workflow");
    std::fs::create_dir(folder.join("scripts")).expect("a folder");
    write(&folder, "scripts/a.txt", GOOD);
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let said = run_in(&folder, &arguments, b"");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert_eq!(complaints(&serde_json::from_str(&said.out).expect("JSON")), [""; 0]);
    assert!(workflow.contains(&format!("sarif_file: {file}")), "{file} is what is shown");
}
