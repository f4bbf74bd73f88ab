//! The worked example of `CONTRIBUTING.md`, executed from its own blocks on a copy of `markers/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use telltext::Message;
use telltext::compile::compile;
use telltext::engine::Engine;

/// What the section tells one to do, in order.
#[derive(Debug)]
enum Step {
    /// Write a file.
    Write { path: String, text: String },
    /// Replace a line of a file.
    Change { path: String, from: String, to: String },
    /// Run the command; it prints these lines.
    Run { arguments: Vec<String>, prints: Vec<String> },
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The section's blocks, each with the last code span before it.
fn steps() -> Vec<Step> {
    let document = fs::read_to_string(root().join("CONTRIBUTING.md")).expect("CONTRIBUTING.md can be read");
    let section = document
        .split("## A marker, from nothing\n")
        .nth(1)
        .expect("the section is there")
        .split("\n## ")
        .next()
        .unwrap_or("");
    let mut steps = Vec::new();
    let mut named = String::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            if let Some(span) = line.strip_prefix('`').and_then(|l| l.strip_suffix('`')) {
                span.clone_into(&mut named);
            }
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        match kind {
            "toml" => steps.push(Step::Write { path: named.clone(), text: block.join("\n") + "\n" }),
            "diff" => steps.push(Step::Change {
                path: block[0].trim_start_matches("--- ").to_owned(),
                from: block[1].strip_prefix('-').expect("a line that goes").to_owned(),
                to: block[2].strip_prefix('+').expect("a line that comes").to_owned(),
            }),
            "console" => {
                for line in block {
                    if let Some(command) = line.strip_prefix("$ ") {
                        let arguments =
                            command.strip_prefix("cargo run -p telltext-cli -- ").expect("a command of ours");
                        steps.push(Step::Run { arguments: words(arguments), prints: Vec::new() });
                    } else if let Some(Step::Run { prints, .. }) = steps.last_mut() {
                        prints.push(line.to_owned());
                    }
                }
            }
            other => panic!("the section has a block of {other}, which this test does not know"),
        }
    }
    steps
}

/// A command line cut at spaces, but for what is quoted.
fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            found.push(part.to_owned());
        } else {
            found.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    found
}

/// A copy of `markers/`, removed when it is no longer needed.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("telltext-worked-example-{}", std::process::id()));
        copy(&root().join("markers"), &folder.join("markers"));
        Self(folder)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // Nothing depends on it: the system empties its temporary folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for path in fs::read_dir(from).expect("the folder can be read").flatten().map(|e| e.path()) {
        let name = path.file_name().expect("it has a name");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a file can be copied");
        }
    }
}

#[test]
fn the_worked_example_does_what_it_says() {
    let copy = Copy::new();
    let markers = copy.0.join("markers");
    let before = telltext::markers("en").len();
    let (mut written, mut run) = (Vec::new(), 0);
    for step in steps() {
        match step {
            Step::Write { path, text } => {
                let file = copy.0.join(&path);
                assert!(!file.exists(), "{path} is there already: the example would not be new");
                fs::write(&file, text).expect("the file can be written");
                written.push(path);
            }
            Step::Change { path, from, to } => {
                let file = copy.0.join(&path);
                let text = fs::read_to_string(&file).expect("the file can be read");
                assert!(text.contains(&from), "{path} has no line {from}");
                fs::write(&file, text.replace(&from, &to)).expect("the file can be written");
            }
            Step::Run { arguments, prints } => {
                run += 1;
                let output = Command::new(env!("CARGO_BIN_EXE_telltext"))
                    .args(&arguments)
                    .current_dir(&copy.0)
                    .output()
                    .expect("the command runs");
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                let problems = String::from_utf8_lossy(&output.stderr).into_owned();
                for line in prints {
                    assert!(
                        text.lines().any(|l| l == line),
                        "{arguments:?} does not print\n{line}\nbut\n{text}{problems}"
                    );
                }
            }
        }
    }
    assert_eq!((written.len(), run), (2, 4), "files written and commands run");

    // What the next build would carry: nothing refused, one marker more, its own examples as it says.
    let compiled = compile(&markers).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    assert_eq!(compiled.knowledge.markers.len(), before + 1);
    let mut engine = Engine::new(compiled.knowledge);
    let own: Vec<_> = compiled.examples.iter().filter(|e| e.marker == "thanked-for-vote").collect();
    assert_eq!(own.len(), 6);
    for entry in own {
        let text = entry.example.text.get_ref();
        let report = engine.check(&Message::new(text));
        let finding = report.findings.iter().find(|f| f.marker == entry.marker.as_str());
        assert_eq!(finding.is_some(), entry.raise, "{text}");
        if let (Some(on), Some(finding)) = (&entry.example.on, finding) {
            let span = finding.spans[0];
            assert_eq!(&text[span.start as usize..span.end as usize], on);
        }
    }
}

#[test]
fn without_its_files_nothing_of_it_is_known() {
    let output = Command::new(env!("CARGO_BIN_EXE_telltext"))
        .args(["check", "Thx for voting for Ruiz on Monday."])
        .output()
        .expect("the command runs");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("thanked-for-vote"));
    let output = Command::new(env!("CARGO_BIN_EXE_telltext"))
        .args(["explain", "thanked-for-vote"])
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no marker thanked-for-vote"));
}
