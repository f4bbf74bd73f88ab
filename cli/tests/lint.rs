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
    let marker = format!("{GOOD}. The opposition has hacked the voting machines");
    let (ids, code) = problems(&marker, &[]);
    assert!(ids.contains(&"machine-rigging-claim".to_owned()) && code == Some(0), "{ids:?}");
    assert_eq!(problems(&marker, &["--strict"]).1, Some(1));
    let allowed: Vec<&str> = ids.iter().flat_map(|id| ["--allow", id]).collect();
    assert_eq!(problems(&marker, &[&["--strict"], &allowed[..]].concat()), (vec![], Some(0)));
}

#[test]
fn what_would_be_read_as_strong_is_an_error_until_it_is_allowed() {
    let strong = format!("{GOOD}. Or vote by text: send VOTE to 59925 to cast your ballot");
    assert_eq!(telltext::check(&strong).level, telltext::report::Level::Strong);
    let said = run(&["lint", "-"], strong.as_bytes());
    let line = said.out.lines().find(|line| line.ends_with("[vote-by-text-phone-online]")).expect("its marker");
    assert!(line.contains(": error: ") && said.code == Some(1), "{}", said.out);
    assert_eq!(problems(&strong, &["--allow", "vote-by-text-phone-online"]).1, Some(0));
}

#[test]
fn a_file_without_a_script_is_an_error() {
    let folder = folder("lint-empty");
    write(&folder, "a.txt", GOOD);
    write(&folder, "b.txt", "\n  \n");
    for arguments in [&["lint", "."][..], &["lint", "--lines", "."]] {
        let said = run_in(&folder, arguments, b"");
        assert!(said.out.starts_with("./b.txt:1:1: error: There is no script in it"), "{}", said.out);
        assert!(said.out.ends_with("[script-empty]\n1 script: 1 error, 0 warnings\n") && said.code == Some(1));
        assert_eq!(run_in(&folder, &[arguments, &["--allow", "script-empty"]].concat(), b"").code, Some(0));
    }
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

#[test]
fn scripts_line_by_line_may_end_in_a_carriage_return_alone() {
    let said = run(&["lint", "--lines", "-"], b"Vote for us!\rVote for us!\r");
    assert!(said.out.contains("2 scripts: 4 errors"), "{}", said.out);
}

#[test]
fn a_line_is_counted_whatever_ends_it() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [GOOD, "", NO_SENDER, GOOD, NO_SENDER, ""].join(end);
        let said = run(&["lint", "--lines", "-"], text.as_bytes());
        let places: Vec<&str> = said.out.lines().filter_map(|l| l.split_once(": ")).map(|(place, _)| place).collect();
        assert_eq!(places[..2], ["-:3:1", "-:5:1"], "{end:?}: {}", said.out);
        let said = run(&["lint", "--lines", "--format", "sarif", "-"], text.as_bytes());
        let log: Value = serde_json::from_str(&said.out).expect("JSON");
        assert_eq!(log["runs"][0]["newlineSequences"], json!(["\r\n", "\n", "\r"]));
        let region = |at: usize| &log["runs"][0]["results"][at]["locations"][0]["physicalLocation"]["region"];
        let width = NO_SENDER.encode_utf16().count() + 1;
        assert_eq!(
            region(0),
            &json!({ "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": width }),
            "{end:?}"
        );
        assert_eq!(region(1)["startLine"], 5, "{end:?}");
    }
}

#[test]
fn words_that_run_over_lines_are_shown_in_one() {
    for end in ["\n", "\r\n", "\r"] {
        let said = run(&["lint", "-"], format!("Vote by{end}text this year").as_bytes());
        assert!(said.out.contains("“Vote by text”"), "{end:?}: {}", said.out);
    }
}

#[test]
fn a_problem_that_is_none_is_told_with_those_one_may_have_meant() {
    let said = run(&["lint", "--allow", "sender-unamed", "-"], GOOD.as_bytes());
    assert_eq!(said.code, Some(2));
    assert!(
        said.err
            .starts_with("telltext: --allow sender-unamed: there is no such problem; the nearest are sender-unnamed, "),
        "{}",
        said.err
    );
}

fn sarif(folder: &Path, arguments: &[&str]) -> Value {
    let said = run_in(folder, &[&["lint", "--format", "sarif"], arguments].concat(), b"");
    serde_json::from_str(&said.out).expect("JSON")
}

/// That it is valid SARIF is tested with the schema, in `tests/command/sarif.test.mjs`.
#[test]
fn sarif_names_what_was_found_and_where() {
    let folder = folder("sarif");
    write(&folder, "a b%ü.txt", format!("{NO_OPT_OUT}\n🗳️ vote by text: send VOTE to 59925 to cast your ballot"));
    write(&folder, "good.txt", GOOD);
    let log = sarif(&folder, &["a b%ü.txt", "./good.txt"]);
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
    // A file that is named twice is one artifact: the schema wants each once.
    assert_eq!(sarif(&folder, &[".", "good.txt", "./good.txt"])["runs"][0]["artifacts"], run["artifacts"]);
    // Nothing found is a log too.
    let log = sarif(&folder, &["good.txt"]);
    assert_eq!(log["runs"][0]["results"], json!([]));
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
    assert_eq!(serde_json::from_str::<Value>(&said.out).expect("JSON")["version"], "2.1.0");
    assert!(workflow.contains(&format!("sarif_file: {file}")), "{file} is what is shown");
}
