//! `near` in a marker: what must stand beside its words, where, and what is shown.

use std::fs;
use std::path::{Path, PathBuf};

use telltext::Message;
use telltext::compile::compile;
use telltext::engine::Engine;
use telltext::knowledge::Knowledge;

const MARKER: &str = r#"
category = "how-when-where"
severity = "high"
guards = []
[[when]]
any = ["quixotic"]
near = ["zeppelin", "xylophone"]
unless = ["marzipan"]
[text.en]
title = "Three words"
what = "w"
why = "w"
do = "d"
[[source]]
title = "t"
publisher = "p"
date = "2026"
url = "https://example.org/"
[[raise]]
text = "A quixotic zeppelin, a xylophone."
lang = "en"
[[raise]]
text = "A zeppelin, a xylophone: quixotic."
lang = "en"
[[raise]]
text = "Zeppelin. Quixotic. Xylophone."
lang = "en"
[[quiet]]
text = "A zeppelin."
lang = "en"
lawful = true
[[quiet]]
text = "A xylophone."
lang = "en"
[[quiet]]
text = "Quixotic."
lang = "en"
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../markers")
}

/// A folder of markers with the fewest files there can be and this one.
fn with(name: &str, marker: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("telltext-near-{name}-{}", std::process::id()));
    copy(&root(), &folder);
    fs::write(folder.join("three-words.toml"), marker).expect("the marker can be written");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("markers/ can be read").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file can be copied");
        }
    }
}

fn shown(knowledge: &'static Knowledge, text: &str) -> Option<Vec<String>> {
    let report = Engine::new(knowledge).check(&Message::new(text));
    let finding = report.findings.iter().find(|f| f.marker == "three-words")?;
    Some(finding.spans.iter().map(|s| text[s.start as usize..s.end as usize].to_owned()).collect())
}

#[test]
fn what_must_stand_near_stands_in_the_same_sentence_or_beside_it() {
    let folder = with("holds", MARKER);
    let compiled = compile(&folder);
    fs::remove_dir_all(&folder).expect("the copy can be removed");
    let knowledge = compiled.unwrap_or_else(|problems| panic!("{problems:?}")).knowledge;

    let words = |list: &[&str]| Some(list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
    assert_eq!(
        shown(knowledge, "Zeppelin and xylophone are quixotic."),
        words(&["Zeppelin and xylophone are quixotic"]),
        "in any order, shown as one"
    );
    assert_eq!(
        shown(knowledge, "The zeppelin left. So quixotic! A xylophone came."),
        words(&["quixotic"]),
        "before and after; a word of another sentence is not shown"
    );
    assert_eq!(
        shown(knowledge, "A zeppelin goes there, and with it a quixotic xylophone."),
        words(&["zeppelin", "quixotic xylophone"]),
        "in two clauses, each by itself"
    );
    assert_eq!(shown(knowledge, "Zeppelin. It is here. So quixotic is a xylophone."), None, "not two sentences away");
    assert_eq!(shown(knowledge, "A quixotic zeppelin."), None, "each of them");
    assert_eq!(shown(knowledge, "A quixotic xylophone on a zeppelin of marzipan."), None, "unless");
}

#[test]
fn a_signal_or_nothing_to_be_near_to_is_refused_with_its_line() {
    for (name, from, to) in
        [("signal", "\"zeppelin\"", "\"@political\""), ("alone", "any = [\"quixotic\"]", "all = [\"quixotic\"]")]
    {
        let folder = with(name, &MARKER.replace(from, to));
        let problems = compile(&folder).err().unwrap_or_default();
        fs::remove_dir_all(&folder).expect("the copy can be removed");
        let said: Vec<_> = problems.iter().map(|p| format!("{}: {}", p.line, p.message)).collect();
        assert_eq!(
            said,
            ["7: `near` holds patterns that stand near those of `any`; signals belong in `all`"],
            "{name}: {to}"
        );
    }
}
