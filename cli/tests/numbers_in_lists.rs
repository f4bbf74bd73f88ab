//! A number, a time or a year in a word list or a pattern is found in messages, or refused with file and line.

mod common;

use std::fs;
use std::path::Path;

use common::{copy, folder, run, write};

/// A copy of `markers/` with a list and a marker that is raised by it.
fn markers(name: &str, list: &str, pattern: &str) -> String {
    let to = folder(name);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../markers"), &to);
    write(&to, "words/told.toml", format!("what = \"a list of this test\"\nen = {list}\n"));
    let marker = fs::read_to_string(to.join("secrecy-claim.toml")).expect("a marker");
    let groups = marker.find("[[when]]").expect("its groups")..marker.find("[text.en]").expect("its texts");
    let marker = marker.replace(&marker[groups], &format!("[[when]]\nany = [\"{pattern}\"]\n\n"));
    write(&to, "secrecy-claim.toml", marker);
    to.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_number_in_a_list_is_found() {
    let markers = markers("numbers-found", r#"["24h", "press 1", "quokka 24", "2031", "10x"]"#, "({told}|wombat 7|77)");
    for (text, words) in [
        ("Quokkas sleep 24h a day.", "24h"),
        ("To see quokkas press 1 now.", "press 1"),
        ("Quokka 24 is asleep.", "Quokka 24"),
        ("Quokkas woke in 2031.", "2031"),
        ("Quokkas are 10x as good.", "10x"),
        ("Wombat 7 is asleep.", "Wombat 7"),
        ("There are 77 of them.", "77"),
    ] {
        let said = run(&["--markers", &markers, "check", text], b"");
        assert!(said.out.contains(&format!("“{words}”")), "{text}: {}{}", said.out, said.err);
    }
    let other = run(&["--markers", &markers, "check", "Quokka 25 woke in 2032, at 23h. Press 2."], b"");
    assert!(!other.out.contains("secrecy-claim"), "{}", other.out);
}

#[test]
fn what_a_message_has_as_one_thing_is_refused_as_words() {
    for (list, pattern, holds) in [
        (r#"["4 am"]"#, "{told}", ["words/told.toml:2: `4 am`: in a message `4 am` is one time", "write {time}"]),
        (r#"["see quokka.org"]"#, "{told}", ["words/told.toml:2: `see quokka.org`", "write {url}"]),
        (r#"["quokka"]"#, "{told} 0,75", ["secrecy-claim.toml:", "`0,75` is one number"]),
        (r#"["24123456789"]"#, "{told}", ["words/told.toml:2:", "write {"]),
    ] {
        let markers = markers("numbers-refused", list, pattern);
        let said = run(&["--markers", &markers, "check", "quokka"], b"");
        assert!(holds.iter().all(|part| said.err.contains(part)), "{list} {pattern}: {}", said.err);
    }
}
