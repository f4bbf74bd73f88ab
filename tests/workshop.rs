//! A marker of somebody's own in the page: what is wrong with its file, whether its examples hold, messages read with it.
//! `src/workshop.rs` is what `www/workshop/` asks, compiled for the page; here it is asked directly.

use std::fs;
use std::path::Path;

use telltext::Message;
use telltext::compile::attempt;
use telltext::tried::Tried;
use telltext::workshop::{Bench, LONGEST, file_of, ids};

fn starter(language: &str) -> String {
    fs::read_to_string(format!("www/workshop/starter.{language}.toml")).expect("the file to begin with")
}

/// The line and column a mistake is told at, and what is said.
fn told(file: &str) -> Vec<(usize, usize, String)> {
    Bench::open(file).mistakes.into_iter().map(|m| (m.line, m.column, m.message)).collect()
}

/// Where a piece of a file stands: its line and column, from 1.
fn at(file: &str, piece: &str) -> (usize, usize) {
    let before = &file[..file.find(piece).expect(piece)];
    (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or("").chars().count() + 1)
}

#[test]
fn the_file_to_begin_with_is_in_order_in_every_language_and_its_examples_hold() {
    for language in telltext::languages().iter().copied() {
        let bench = Bench::open(&starter(language));
        assert_eq!(bench.mistakes, [], "{language}");
        assert!(bench.ready && !bench.replaces && bench.id == "thanked-for-vote");
        assert_eq!(bench.examples.len(), 6);
        for example in &bench.examples {
            assert_eq!(example.tried, Tried::Passes, "{language}: {}", example.text);
            assert_eq!(example.lang, language);
        }
    }
}

#[test]
fn ones_own_marker_is_raised_among_the_built_in_ones() {
    let mut bench = Bench::open(&starter("es"));
    let text = "¡Gracias por su voto por Ruiz! Los demócratas votan el miércoles.";
    let report = bench.check(&Message::new(text).language("es")).expect("it is read");
    let own = report.findings.iter().find(|f| f.marker == "thanked-for-vote").expect("it is raised");
    assert_eq!(own.title, "Le agradece su voto");
    let units: Vec<u16> = text.encode_utf16().collect();
    let span = own.spans[0];
    let shown = String::from_utf16(&units[span.start as usize..span.end as usize]).expect("whole characters");
    assert_eq!(shown, "Gracias por su voto por Ruiz", "spans are UTF-16");
    let built_in = report.findings.iter().find(|f| f.marker == "party-split-voting-day");
    assert_eq!(built_in.expect("one of ours beside it").category, telltext::vocabulary::Category::HowWhenWhere);
    let quiet = bench.check(&Message::new("Lunch at noon?")).expect("it is read");
    assert!(quiet.findings.is_empty());
}

#[test]
fn what_the_built_in_markers_find_stays_as_it_is() {
    let mut bench = Bench::open(&starter("en"));
    for text in [
        "Due to long lines, Purple Party voters are asked to vote on Wednesday instead.",
        "Vote by text! Send VOTE to 59925 to cast your ballot.",
        "Your polling place has changed. New location: 12 Main St. Reply STOP to end",
        "See you at seven, bring the cake!",
    ] {
        let ours = telltext::check(text);
        let theirs = bench.check(&Message::new(text)).expect("it is read");
        assert_eq!((theirs.level, theirs.findings), (ours.level, ours.findings), "{text}");
    }
}

#[test]
fn a_mistake_is_told_where_it_stands_and_what_would_be_right() {
    let good = starter("en");
    for (piece, instead, place, words) in [
        ("{thanks} ..3", "{thankz} ..3", "\"{thankz}", "add markers/words/thankz.toml, or [words.thankz]"),
        ("{thanks} ..3", "{thanks} ..30", "\"{thanks} ..30", "write ..1 to ..12"),
        ("\"medium\"", "\"mild\"", "\"mild\"", "expected one of `low`, `medium`, `high`, `critical`"),
        ("severity =", "severety =", "severety", "unknown field `severety`, expected one of"),
        ("\"thanked-for-vote\"", "\"Thanked for vote\"", "\"Thanked", "file names are lower case with hyphens"),
        ("title = \"Thanks you for your vote\"", "title = \"\"", "title = \"\"", "[text.en] title is empty"),
        ("[words.thanks]", "[words.vote]", "[words.vote]", "there is a word list `vote` already"),
        ("date = \"2018-07-27\"", "date = \"July\"", "date = \"July\"", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("date = \"2018-07-27\"", "date = 2018-07-27", "2018-07-27\nurl", "a day is written in quotes: \"2018-07-27\""),
        ("{thanks} ..3", "{thank} ..3", "\"{thank}", "the nearest are {thanks}, {"),
        ("any = [", "any = [\n\"@politcal\",", "\"@politcal", "the nearest are @political, @"),
        ("\"thanked-for-vote\"", "\"entities\"", "\"entities\"", "give yours another id"),
        ("\"thanked-for-vote\"", "\"fairness\"", "\"fairness\"", "give yours another id"),
        ("[words.thanks]", "[words.url]", "[words.url]", "give your list another name"),
        ("[words.thanks]", "[words.day]", "[words.day]", "give your list another name"),
        ("lawful = true", "", "[[quiet]]", "at least one must be a lawful look-alike"),
        ("[words.thanks]", "[words.thanks", "\nwhat = \"saying", "unclosed table, expected `]`"),
    ] {
        let file = good.replacen(piece, instead, 1);
        let all = told(&file);
        let (line, column) = at(&file, place);
        let found = all.iter().find(|(_, _, said)| said.contains(words));
        let found = found.unwrap_or_else(|| panic!("{words} is not said, but {all:?}"));
        // A line that is not ended is told at its end.
        assert!((found.0, found.1) == (line, column), "{words}: told at {}:{}, not {line}:{column}", found.0, found.1);
    }
}

#[test]
fn a_mistake_is_told_where_it_stands_however_the_file_is_written() {
    // A text that looks like a table, and the same tables spelt otherwise.
    let file = starter("en")
        .replacen(
            "why = \"",
            "why = \"\"\"\n[[source]]\ndate = \"2018\"\n[[quiet]]\n[words.thanks]\n\"\"\"\nsaid = \"",
            1,
        )
        .replacen("said = ", "# why: ", 1)
        .replacen("\n[[source]]\ntitle", "\n  [[ source ]]\ntitle", 1)
        .replacen("date = \"2018-07-27\"", "\"date\" = \"July\"", 1)
        .replacen("lawful = true", "", 1)
        .replacen("\n[[quiet]]\ntext", "\n[[\"quiet\"]]\ntext", 1)
        .replacen("\n[words.thanks]\nwhat", "\n[words . 'vote']\nwhat", 1);
    for (words, place) in [
        ("write YYYY, YYYY-MM or YYYY-MM-DD", "\"date\" = \"July\""),
        ("at least one must be a lawful look-alike", "[[\"quiet\"]]"),
        ("there is a word list `vote` already", "[words . 'vote']"),
    ] {
        let all = told(&file);
        let found = all.iter().find(|(_, _, said)| said.contains(words));
        let (line, column, _) = found.unwrap_or_else(|| panic!("{words} is not said, but {all:?}"));
        assert_eq!((*line, *column), at(&file, place), "{words}");
    }
}

#[test]
fn what_has_no_mistake_is_ready_whatever_it_is_called() {
    for id in ["entities", "links", "categories", "combinations", "interface", "fairness", "words", "places"] {
        let bench = Bench::open(&starter("en").replacen("thanked-for-vote", id, 1));
        assert_eq!(bench.ready, bench.mistakes.is_empty(), "{id}: {:?}", bench.mistakes);
        assert!(!bench.replaces, "{id}");
    }
}

#[test]
fn a_list_of_ones_own_changes_nothing_of_what_the_built_in_markers_find() {
    let texts = [
        "Due to long lines, Purple Party voters are asked to vote on Wednesday instead.",
        "Text VOTE to 59925 to vote",
    ];
    for name in ["url", "day", "number", "any-name", "short-code"] {
        let list = format!("[words.{name}]\nwhat = \"x\"\nen = [\"vote\"]\n[words.thanks]");
        let mut bench = Bench::open(&starter("en").replacen("[words.thanks]", &list, 1));
        assert_eq!(bench.mistakes.len(), 1, "{name}: {:?}", bench.mistakes);
        for text in texts {
            let theirs = bench.check(&Message::new(text)).expect("it is read");
            assert_eq!(theirs.findings, telltext::check(text).findings, "{name}: {text}");
        }
    }
}

#[test]
fn the_command_says_the_same_of_the_same_file() {
    let file = starter("en").replacen("{thanks} ..3", "{thankz} ..30", 1).replacen("lawful = true", "", 1);
    let folder = std::env::temp_dir().join(format!("telltext-workshop-{}", std::process::id()));
    copy(Path::new("markers"), &folder);
    fs::write(folder.join("thanked-for-vote.toml"), &file).expect("a file");
    let (compiled, problems) = attempt(&folder);
    assert!(compiled.is_some());
    let said: Vec<_> = problems.into_iter().map(|p| (p.line, p.column, p.message)).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(told(&file), said);
    fs::remove_dir_all(&folder).expect("removed");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder").flatten() {
        let name = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &name);
        } else {
            fs::copy(entry.path(), name).expect("a copy");
        }
    }
}

#[test]
fn what_has_a_mistake_is_left_out_and_raises_nothing() {
    let good = starter("en");
    for (piece, instead) in [
        ("{thanks} ..3", "{thankz} ..3"),
        ("any = [", "all = [\"@no-such-signal\"]\nany = ["),
        ("any = [", "unless = [\"{no-such-list}\"]\nany = ["),
    ] {
        let mut bench = Bench::open(&good.replacen(piece, instead, 1));
        assert_eq!(bench.mistakes.len(), 1, "{:?}", bench.mistakes);
        for text in ["Thank you for voting for Ruiz on Monday.", "Lunch at noon?", ""] {
            let report = bench.check(&Message::new(text)).expect("it is read");
            assert!(report.findings.iter().all(|f| f.marker != "thanked-for-vote"), "{instead}: {text}");
        }
        assert!(bench.examples.iter().all(|e| e.tried == if e.raise { Tried::Silent } else { Tried::Passes }));
    }
}

#[test]
fn an_example_that_does_not_hold_is_told_with_its_line() {
    let file = starter("en")
        .replacen("Dear voter, thanks in advance for your vote for Harris.", "Dear voter, see you on Monday.", 1)
        .replacen("on = \"Thank you for voting for Ruiz\"", "on = \"Monday\"", 1)
        .replacen("Thanks! I will vote for whoever", "Thanks for your vote for Ruiz, whoever", 1);
    let bench = Bench::open(&file);
    let failed: Vec<_> = bench.examples.iter().filter(|e| e.tried != Tried::Passes).collect();
    let lines: Vec<usize> = failed.iter().map(|e| e.line).collect();
    let texts = ["Thank you for voting for Ruiz on", "Dear voter, see", "Thanks for your vote for Ruiz, whoever"];
    assert_eq!(lines, texts.map(|text| at(&file, text).0));
    assert_eq!(
        failed[0].tried,
        Tried::Elsewhere { on: "Monday".into(), shown: "Thank you for voting for Ruiz".into() }
    );
    assert_eq!(failed[1].tried, Tried::Silent);
    assert_eq!(failed[2].tried, Tried::Raised { by: "Thanks for your vote for Ruiz".into() });
}

#[test]
fn every_built_in_marker_can_be_begun_with_and_stands_in_its_own_place() {
    let all: Vec<_> = ids().collect();
    assert_eq!(all.len(), telltext::markers("en").len());
    assert!(file_of("no-such-marker").is_none());
    for id in [all[0], "vote-by-text-phone-online", "party-split-voting-day"] {
        let bench = Bench::open(&file_of(id).expect(id));
        assert_eq!((bench.mistakes.as_slice(), bench.id.as_str(), bench.replaces), (&[][..], id, true));
        assert!(bench.examples.len() >= 6 && bench.examples.iter().all(|e| e.tried == Tried::Passes), "{id}");
    }
}

#[test]
fn a_hostile_file_ends_in_words() {
    let good = starter("en");
    let pattern = |text: &str| good.replacen("{thanks} ..3 (voting|your vote)", text, 1);
    let cases = [
        ("x".repeat(LONGEST + 1), "at most 65536 are read"),
        (format!("a = {}", "[".repeat(60_000)), "recurs"),
        (format!("a{} = 1", ".b".repeat(20_000)), "recurs"),
        (pattern(&"(a [b]|c)".repeat(2000)), "multiply to more than 200"),
        (pattern(&format!("{}a{}", "[".repeat(20_000), "]".repeat(20_000))), "brackets inside each other"),
        (pattern(&format!("({}z)", "a [b] c {day}|".repeat(4000))), "multiply to more than 200"),
        (pattern(&"a ..12 ".repeat(60)), "write shorter gaps or two patterns"),
        (pattern(&"(a b c d e f g h i j|k) ".repeat(2)), "has more than 8 words"),
        ("\u{1}words/vote.toml\nwhat = 1".into(), "key with no value"),
        (String::new(), "missing field `category`"),
    ];
    for (file, words) in cases {
        let said = told(&file);
        let head: String = file.chars().take(60).collect();
        assert!(said.iter().any(|(_, _, said)| said.contains(words)), "{head}: {:?}", said.first());
    }
    // Many patterns of many alternatives are read to an end, or it is said that there are too many.
    let many: Vec<_> = (0..900).map(|n| format!("  \"[a{n}] [b{n}] [c] [d] [e] [f] [g] z\",\n")).collect();
    let said = told(&good.replacen("any = [\n", &format!("any = [\n{}", many.concat()), 1));
    assert!(said.iter().any(|(line, _, said)| *line == 0 && said.contains("more than can be numbered")), "{said:?}");
}
