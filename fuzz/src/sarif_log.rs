//! The SARIF log of `telltext lint`.

use clap::Parser;
use telltext::engine::Engine;

use crate::lint::{Arguments, linted_of, sarif};

#[derive(Parser)]
struct Lint {
    #[command(flatten)]
    arguments: Arguments,
}

/// Lints one input under a name of its own making: the log is JSON, and every place in it is in the text.
///
/// # Panics
/// When a promise is broken.
pub fn run(data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let (name, text) = data.split_once('\u{1e}').unwrap_or(("script.txt", &data));
    let lint = Lint::parse_from(["lint", "--lines", "script.txt"]);
    let (_, linted) = linted_of(&mut Engine::embedded(), name.into(), text.to_owned(), &lint.arguments);
    let log = sarif::log(std::slice::from_ref(&linted), &[]);
    let written = serde_json::to_string(&log).expect("a log is JSON");
    assert!(written.len() > 100);

    let run = &log["runs"][0];
    assert_eq!(run["newlineSequences"], serde_json::json!(["\r\n", "\n", "\r"]));
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    for artifact in run["artifacts"].as_array().expect("artifacts") {
        let uri = artifact["location"]["uri"].as_str().expect("an address");
        assert!(uri.bytes().all(|b| b.is_ascii_graphic()), "{uri:?} is no address");
    }
    for result in run["results"].as_array().expect("results") {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(result["ruleId"], run["tool"]["driver"]["rules"][index]["id"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let number = |key: &str| region[key].as_u64().expect("a number") as usize;
        let (start, end) = ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
        // An empty file has no characters to mark: its region is the place where the script should be.
        assert!(start < end || (text.is_empty() && start == end), "{region} is empty");
        for (line, column) in [start, end] {
            let units = lines.get(line - 1).expect("a line of the text").encode_utf16().count();
            assert!((1..=units + 1).contains(&column), "{region} is outside the text");
        }
    }
}
