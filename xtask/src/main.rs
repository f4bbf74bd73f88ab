//! `cargo xtask`: set up, build, serve and test telltext. What it needs and does not find it
//! installs, pinned, under `target/` and `node_modules/`; nothing outside this folder but a missing
//! Rust target or component, and, as root on Debian, the browsers the tests drive.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod bench;
mod browsers;
mod command;
mod coverage;
mod fuzz;
mod measure;
mod package;
mod release;
mod serve;
mod setup;
mod site;
mod stamp;
mod supply;
mod test;

const HELP: &str = "\
cargo xtask serve [--port N]                     build pkg/ and serve the page on this machine
cargo xtask build                                build pkg/ and the list of files the page keeps
cargo xtask offline                              make dist/telltext-offline.html, the page in one file
cargo xtask extension                            make dist/extension/, the browser extension
cargo xtask publish                              make dist/site/, the page as it is put on a server
cargo xtask screens [--lang en] [--width 360] [--scheme dark] [--view check]
                                                 pictures of every view, into dist/screens/
cargo xtask measure                              time and bytes of the first view, and Lighthouse
cargo xtask bench [--quick]                      measure telltext beside its peers: docs/performance.md
cargo xtask bench rooms | instructions           time each room, or count its instructions
cargo xtask fuzz [--seconds N] [target…]         try made-up inputs; 60 seconds each unless told otherwise
cargo xtask coverage                             which lines of src/ and cli/ the Rust tests run through
cargo xtask supply                               licences, sources, versions and reasons of what we depend on
cargo xtask release                              dist/release/: all that is released, its parts list and hashes
cargo xtask reproduce                            build twice in two places, and compare byte for byte
cargo xtask test [rust] [page] [wasm] [bench] [npm] [command] [crate] [browser] [supply] [fuzz]
                                                 run the tests: all of them, or those named";

/// What went wrong, in words for the person who typed the command.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = root().and_then(|root| match words.as_slice() {
        ["serve"] => serve::run(&root, None),
        ["serve", "--port", port] => serve::run(&root, Some(port)),
        ["build"] => site::build(&root),
        ["offline"] => site::offline(&root),
        ["extension"] => site::extension(&root),
        ["publish"] => site::publish(&root),
        ["screens", options @ ..] => measure::screens(&root, options),
        ["measure"] => measure::figures(&root),
        ["bench"] => bench::peers(&root, false),
        ["bench", "--quick"] => bench::peers(&root, true),
        ["bench", "rooms"] => bench::rooms(&root),
        ["bench", "instructions"] => bench::instructions(&root),
        ["fuzz", options @ ..] => fuzz::run(&root, options),
        ["coverage"] => coverage::run(&root),
        ["supply"] => supply::run(&root),
        ["release"] => release::run(&root),
        ["reproduce"] => release::reproduce(&root),
        ["test", groups @ ..] => test::run(&root, groups),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("what should be done?\n{HELP}")),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}

/// The top folder of the project, which becomes the working directory.
fn root() -> Outcome<PathBuf> {
    let xtask = env::var("CARGO_MANIFEST_DIR").map_err(|_| "run it as `cargo xtask`".to_owned())?;
    let root = Path::new(&xtask).parent().ok_or("xtask/ has no parent folder")?;
    env::set_current_dir(root).map_err(|error| format!("{}: {error}", root.display()))?;
    Ok(root.to_owned())
}
