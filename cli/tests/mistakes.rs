//! Mistakes in a folder of markers are told with file and line.

mod common;

use std::fs;
use std::path::Path;

use common::{copy, folder, run, write};

#[test]
fn every_mistake_has_its_file_and_line() {
    let to = folder("mistakes");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../markers"), &to);
    let name = "secrecy-claim.toml";
    let whole = fs::read_to_string(to.join(name)).expect("a marker");
    let line_of = |text: &str, part: &str| text[..text.find(part).expect(part)].matches('\n').count() + 1;
    let value = |key: &str| {
        let start = whole.find(&format!("\n{key} = ")).expect(key) + 1;
        whole[start..].lines().next().expect("a line").to_owned()
    };
    let text = |key: &str| {
        let english = &whole[whole.find("[text.en]").expect("its texts")..];
        let start = english.find(&format!("\n{key} = ")).expect(key) + 1;
        english[start..].lines().next().expect("a line").to_owned()
    };
    for (there, wrong, says) in [
        (value("date"), "date = \"yesterday\"", "source date `yesterday`"),
        (value("url"), "url = \"example.org\"", "source url `example.org`"),
        (value("publisher"), "publisher = \"\"", "needs a title and a publisher"),
        (text("why"), "why = \"\"", "[text.en] why is empty"),
        ("[text.en]".to_owned(), "[text.de]", "no [text.en]"),
        ("[[when]]".to_owned(), "[[when]]\nany = []\n[[when]]", "needs `any` or `all`"),
    ] {
        let broken = whole.replacen(&there, wrong, 1);
        write(&to, name, &broken);
        let said = run(&["--markers", to.to_str().expect("UTF-8"), "check", "hello"], b"");
        let expected = format!("{name}:{}: ", line_of(&broken, wrong));
        let line = said.err.lines().find(|line| line.contains(says)).unwrap_or_else(|| panic!("{says}: {}", said.err));
        assert!(line.contains(&expected), "{expected:?} is not in {line:?}");
        assert!(!said.err.contains(":0:"), "{}", said.err);
    }
    write(&to, name, &whole);
    write(&to, "Bad_Name.toml", &whole);
    let said = run(&["--markers", to.to_str().expect("UTF-8"), "check", "hello"], b"");
    assert!(said.err.contains("Bad_Name.toml:1: `Bad_Name` is no id"), "{}", said.err);
}

#[test]
fn a_word_in_a_region_that_would_come_to_nothing_is_a_mistake() {
    let to = folder("mistakes-of-regions");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../markers"), &to);
    let name = "regions/us.toml";
    let whole = fs::read_to_string(to.join(name)).expect("a region");
    for (there, wrong, says) in [
        ("for = [\"", "for = [\"links\", \"", "a step serves `links`, which is no category, nor `any` or `threat`"),
        ("federal_general = \"", "federal_general = \"first-", "unknown variant `first-tuesday"),
    ] {
        let broken = whole.replacen(there, wrong, 1);
        assert_ne!(broken, whole);
        write(&to, name, &broken);
        let said = run(&["--markers", to.to_str().expect("UTF-8"), "check", "hello"], b"");
        let line = broken[..broken.find(wrong).expect(wrong)].matches('\n').count() + 1;
        assert!(said.err.contains(&format!("us.toml:{line}: {says}")), "{}", said.err);
    }
}

#[test]
fn a_family_that_is_none_is_a_mistake() {
    let to = folder("mistakes-of-categories");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../markers"), &to);
    let whole = fs::read_to_string(to.join("categories.toml")).expect("the families");
    write(&to, "categories.toml", whole.replacen("[obfuscation]", "[obfuscated]", 1));
    let said = run(&["--markers", to.to_str().expect("UTF-8"), "check", "hello"], b"");
    let line = whole[..whole.find("[obfuscation]").expect("a family")].matches('\n').count() + 1;
    assert!(said.err.contains(&format!("categories.toml:{line}: unknown variant `obfuscated`")), "{}", said.err);
}

#[test]
fn shorthand_that_stands_for_no_one_word_is_a_mistake() {
    let to = folder("mistakes-of-shorthand");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../markers"), &to);
    let name = "shorthand.toml";
    let whole = fs::read_to_string(to.join(name)).expect("shorthand");
    for (wrong, says) in [
        ("gonna = \"going to\"", "`going to` is 2 words; one word stands for one other"),
        ("plz = \"stop\"", "`plz` stands for `please` already"),
        ("zz = \"u\"", "`zz` stands for `u`, which is short itself"),
        ("[xx]", "`xx` is no language there are words in"),
        ("zz = \"...\"", "has no letters or digits"),
    ] {
        let broken = format!("{whole}\n{wrong}\n");
        write(&to, name, &broken);
        let said = run(&["--markers", to.to_str().expect("UTF-8"), "check", "hello"], b"");
        let line = broken.matches('\n').count();
        assert!(said.err.contains(&format!("shorthand.toml:{line}: ")), "{wrong}: {}", said.err);
        assert!(said.err.contains(says), "{wrong}: {}", said.err);
    }
}
