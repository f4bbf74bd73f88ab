//! Another language is data: an entry in `languages.toml`, words, texts and examples, and nothing in code.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Said, copy, folder, run, write};

const MARKER: &str = "polling-place-changed.toml";

/// What German takes, as far as this test goes.
const LISTED: &str = "\n[[language]]\ncode = \"de\"\nname = \"Deutsch\"\nenglish = \"German\"\ndirection = \"ltr\"\npictures = \"deu\"\n";
const TEXT: &str = "\n[text.de]\ntitle = \"Ihr Wahllokal soll verlegt sein\"\nwhat = \"Die Nachricht sagt, Ihr Wahllokal sei ein anderes.\"\n\
     why = \"Ein falscher Ort kann Sie Ihre Stimme kosten.\"\ndo = \"Sehen Sie beim Wahlamt nach.\"\n";
const EXAMPLE: &str = "\n[[raise]]\ntext = \"Ihr Wahllokal wurde verlegt. Gehen Sie in die Turnhalle.\"\nlang = \"de\"\non = \"Wahllokal wurde verlegt\"\n";
const WORDS: [(&str, &str); 3] = [
    ("function-words", r#"de = ["ihr", "wurde", "gehen", "sie", "in", "die", "und", "der"]"#),
    ("polling-place", r#"de = ["wahllokal*"]"#),
    ("moved", r#"de = ["verlegt"]"#),
];
const MESSAGE: &str = "Ihr Wahllokal wurde verlegt. Gehen Sie in die Turnhalle!";

/// A copy of `markers/`.
fn markers(name: &str) -> PathBuf {
    let to = folder(name);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../markers"), &to);
    to
}

fn add(folder: &Path, name: &str, text: &str) {
    let whole = fs::read_to_string(folder.join(name)).expect("a file of markers/");
    write(folder, name, format!("{}\n{text}\n", whole.trim_end()));
}

fn with(folder: &Path, arguments: &[&str]) -> Said {
    run(&[&["--markers", folder.to_str().expect("UTF-8")], arguments].concat(), b"")
}

#[test]
fn a_fourth_language_is_read_and_spoken_by_data_alone() {
    let folder = markers("fourth-language");
    add(&folder, "languages.toml", LISTED);
    for (list, words) in WORDS {
        add(&folder, &format!("words/{list}.toml"), words);
    }
    let whole = fs::read_to_string(folder.join(MARKER)).expect("a marker");
    write(&folder, MARKER, whole.replacen("\n[text.es]", &format!("{TEXT}[text.es]"), 1) + EXAMPLE);

    let said = with(&folder, &["check", "--lang", "de", "--format", "json", MESSAGE]);
    assert_eq!(said.err, "", "nothing is wrong with the folder");
    let report: serde_json::Value = serde_json::from_str(&said.out).expect("a report");
    assert_eq!(report["message"]["language"], "de");
    let finding = &report["findings"][0];
    assert_eq!(finding["marker"], "polling-place-changed");
    assert_eq!(finding["title"], "Ihr Wahllokal soll verlegt sein");
    assert_eq!(finding["do"], "Sehen Sie beim Wahlamt nach.");
    // What has no text in German is said in the language that is listed first.
    let english = with(&folder, &["check", "--format", "json", MESSAGE]);
    let english: serde_json::Value = serde_json::from_str(&english.out).expect("a report");
    assert_eq!(english["findings"][0]["title"], "Your polling place is said to have moved");
    let why = report["checks"]["opt_out"]["why"].as_str().expect("a sentence");
    assert!(!why.is_empty() && english["checks"]["opt_out"]["why"] == why, "{why}");

    let page = with(&folder, &["explain", "polling-place-changed", "--lang", "de"]);
    assert!(page.out.starts_with("Ihr Wahllokal soll verlegt sein\n"), "{}", page.out);
    let page = with(&folder, &["explain", "homoglyph", "--lang", "de"]);
    assert_eq!(page.out, with(&folder, &["explain", "homoglyph"]).out);

    let own = with(&folder, &["eval", "--examples"]);
    assert!(
        !own.out.contains("Wahllokal") && !own.err.contains("Wahllokal"),
        "its example holds: {}{}",
        own.out,
        own.err
    );

    // The built-in markers know nothing of it.
    let said = run(&["check", MESSAGE], b"");
    assert!(!said.out.contains("polling-place-changed"), "{}", said.out);
}

#[test]
fn a_language_that_is_not_listed_is_a_mistake_that_names_those_that_are() {
    let said = run(&["check", "--lang", "de", "hello"], b"");
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(said.err.contains("invalid value 'de' for '--lang <L>' [possible values: en, es, fr]"), "{}", said.err);

    let folder = markers("unlisted-language");
    add(&folder, "words/moved.toml", "de = [\"verlegt\"]");
    add(&folder, MARKER, &format!("{TEXT}{EXAMPLE}"));
    let region = fs::read_to_string(folder.join("regions/us.toml")).expect("a region");
    write(&folder, "regions/us.toml", region.replacen("name = {", "name = { de = \"USA\",", 1));
    let said = with(&folder, &["check", "hello"]);
    for (file, part, what) in [
        ("words/moved.toml", "de = [", "field of a word list, nor a language that is listed"),
        (MARKER, "de]", "language that is listed"),
        (MARKER, "lang = \"de\"", "language that is listed"),
        ("regions/us.toml", "name = {", "language that is listed"),
    ] {
        let text = fs::read_to_string(folder.join(file)).expect("the file");
        let line = text[..text.find(part).expect(part)].matches('\n').count() + 1;
        let expected = format!("{file}:{line}: `de` is no {what}; languages.toml lists `en`, `es`, `fr`");
        assert!(said.err.contains(&expected), "{expected}\n{}", said.err);
    }
    assert!(said.err.contains("4 mistakes"), "{}", said.err);
}

#[test]
fn a_mistake_in_the_list_of_languages_has_its_line() {
    let folder = markers("wrong-languages");
    let whole = fs::read_to_string(folder.join("languages.toml")).expect("the list");
    let more = |codes: &[&str]| {
        codes.iter().fold(whole.clone(), |all, code| all + &LISTED.replace("\"de\"", &format!("\"{code}\"")))
    };
    for (text, at, says) in [
        (
            whole.replacen("code = \"fr\"", "code = \"FR\"", 1),
            "code = \"FR\"",
            "`FR` is no code of a language; write two small letters",
        ),
        (
            whole.replacen("code = \"fr\"", "code = \"fra\"", 1),
            "code = \"fra\"",
            "`fra` is no code of a language; write two small letters",
        ),
        (whole.replacen("code = \"fr\"", "code = \"fr\"\nflag = 1", 1), "flag = 1", "unknown field `flag`"),
        (
            whole.replacen("direction = \"ltr\"", "direction = \"down\"", 1),
            "direction = \"down\"",
            "unknown variant `down`, expected `ltr` or `rtl`",
        ),
        (more(&["de", "de"]), "", "`de` is listed already; list each language once"),
        (more(&["de", "pt", "it", "nl"]), "code = \"nl\"", "`nl` is one too many; there is room for 6 languages"),
        ("# none\n".into(), "# none", "no [[language]]: list the languages that are read"),
    ] {
        write(&folder, "languages.toml", &text);
        let said = with(&folder, &["check", "hello"]);
        let place = if at.is_empty() { text.rfind("code = ") } else { text.find(at) };
        let line = text[..place.expect(at)].matches('\n').count() + 1;
        assert!(said.err.contains(&format!("languages.toml:{line}: {says}")), "{line}: {says}\n{}", said.err);
    }
    fs::remove_file(folder.join("languages.toml")).expect("the list");
    let said = with(&folder, &["check", "hello"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("languages.toml:1: no [[language]]"), "{}", said.err);
}
