//! `cargo xtask test`: every test there is, and a summary.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::command::{program, run as run_command};
use crate::{bench, browsers, fuzz, package, setup, supply};

type Step = (&'static str, fn(&Path) -> Outcome);

/// Groups, and the steps of each in order. A step that two groups need is done once.
const GROUPS: &[(&str, &[Step])] = &[
    (
        "rust",
        &[
            ("set-up for Rust", rust_set_up),
            ("format", format),
            ("clippy", clippy),
            ("clippy for wasm", clippy_wasm),
            ("Rust tests", rust_tests),
        ],
    ),
    ("page", &[("npm packages", npm_packages), ("page tests", page_tests)]),
    (
        "wasm",
        &[
            ("package", package::build),
            ("npm packages", npm_packages),
            ("command", command),
            ("wasm tests", wasm_tests),
        ],
    ),
    (
        "bench",
        &[
            ("set-up for Rust", rust_set_up),
            ("npm packages", npm_packages),
            ("bench tests", bench_tests),
            ("native benches", native_benches),
        ],
    ),
    (
        "npm",
        &[
            ("package", package::build),
            ("npm packages", npm_packages),
            ("Deno and Bun", other_engines),
            ("browsers", browsers::find_or_install),
            ("npm tests", npm_tests),
        ],
    ),
    ("command", &[("npm packages", npm_packages), ("command", command), ("command tests", command_tests)]),
    ("crate", &[("set-up for Rust", rust_set_up), ("oldest Rust", oldest_rust), ("public API", public_api)]),
    (
        "browser",
        &[
            ("package", package::build),
            ("npm packages", npm_packages),
            ("browsers", browsers::find_or_install),
            ("browser tests", browser_tests),
        ],
    ),
    ("supply", &[("supply chain", supply::run)]),
    ("fuzz", &[("fuzzing", fuzz::all)]),
];

/// Runs the groups named, or all. A step that fails ends its own group; the others still run.
pub fn run(root: &Path, chosen: &[&str]) -> Outcome {
    if let Some(unknown) = chosen.iter().find(|name| GROUPS.iter().all(|(group, _)| group != *name)) {
        let groups: Vec<&str> = GROUPS.iter().map(|(group, _)| *group).collect();
        return Err(format!("there is no group of tests called {unknown}; there are {}", groups.join(", ")));
    }
    let mut results: Vec<Done> = Vec::new();
    let wanted = |group: &str| chosen.is_empty() || chosen.contains(&group);
    for (_, steps) in GROUPS.iter().filter(|(group, _)| wanted(group)) {
        for (name, step) in *steps {
            if results.iter().all(|done| done.name != *name) {
                results.push(Done::by(root, name, *step));
            }
            let ok = results.iter().any(|done| done.name == *name && done.outcome.is_ok());
            // A failing check must not hide the tests after it; what they stand on must.
            if !ok && !matches!(*name, "format" | "clippy" | "clippy for wasm") {
                break;
            }
        }
    }
    summary(&results)
}

/// A step that was taken.
struct Done {
    name: &'static str,
    outcome: Outcome,
    time: Duration,
}

impl Done {
    fn by(root: &Path, name: &'static str, step: fn(&Path) -> Outcome) -> Self {
        println!("\n── {name}");
        let start = Instant::now();
        let outcome = step(root);
        if let Err(why) = &outcome {
            eprintln!("{why}");
        }
        Self { name, outcome, time: start.elapsed() }
    }
}

fn summary(results: &[Done]) -> Outcome {
    println!("\n── summary");
    for Done { name, outcome, time } in results {
        println!("{name:<16} {:<7}{:>7.1} s", if outcome.is_ok() { "ok" } else { "FAILED" }, time.as_secs_f64());
    }
    let failed: Vec<&str> = results.iter().filter(|done| done.outcome.is_err()).map(|done| done.name).collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("Failed: {}.", failed.join(", "))) }
}

fn rust_set_up(root: &Path) -> Outcome {
    setup::components(root)?;
    setup::wasm_target(root)
}

fn format(root: &Path) -> Outcome {
    run_command(program(root, "cargo").args(["fmt", "--all", "--check"]))
}

fn clippy(root: &Path) -> Outcome {
    run_command(program(root, "cargo").args([
        "clippy",
        "--quiet",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

/// The doors to JavaScript exist for wasm only, so they are looked at there.
fn clippy_wasm(root: &Path) -> Outcome {
    for features in ["", "workshop", "campaigns"] {
        run_command(program(root, "cargo").args([
            "clippy",
            "--quiet",
            "--locked",
            "--package",
            "telltext",
            "--lib",
            "--features",
            features,
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ]))?;
    }
    Ok(())
}

/// Unit, integration and documentation tests.
fn rust_tests(root: &Path) -> Outcome {
    run_command(program(root, "cargo").args(["test", "--quiet", "--locked", "--workspace", "--no-fail-fast"]))
}

fn npm_packages(root: &Path) -> Outcome {
    setup::node(root)?;
    setup::npm(root)
}

/// The page's modules that need no browser.
fn page_tests(root: &Path) -> Outcome {
    node_tests(root, "tests/page")
}

/// The command line, which the engine in wasm is compared with.
fn command(root: &Path) -> Outcome {
    run_command(program(root, "cargo").args(["build", "--quiet", "--locked", "--package", "telltext-cli"]))
}

/// The engine in wasm, in Node.
fn wasm_tests(root: &Path) -> Outcome {
    node_tests(root, "tests/wasm")
}

/// What measures: the translator, the texts.
fn bench_tests(root: &Path) -> Outcome {
    node_tests(root, "benches/peers")?;
    node_tests(root, "benches/peers/translate")
}

/// benches/native, which is a workspace of its own.
fn native_benches(root: &Path) -> Outcome {
    bench::cargo(root, "fmt", &["--check"])?;
    bench::cargo(root, "clippy", &["--locked", "--all-targets", "--", "-D", "warnings"])?;
    bench::cargo(root, "test", &["--locked", "--lib", "--bins"])
}

/// The package as people install it: in Node, in bundlers, in a browser.
fn npm_tests(root: &Path) -> Outcome {
    node_tests(root, "tests/package")
}

/// Deno and Bun for these, as npm brings them.
fn other_engines(root: &Path) -> Outcome {
    setup::other_engines(root)
}

/// What the command writes for other programs, read by them.
fn command_tests(root: &Path) -> Outcome {
    node_tests(root, "tests/command")
}

/// The crate as it is published, and the command, with the oldest Rust that Cargo.toml promises.
fn oldest_rust(root: &Path) -> Outcome {
    let version = setup::oldest_rust(root)?;
    let target = root.join("target/oldest");
    let cargo = |arguments: &[&str]| {
        run_command(
            program(root, "rustup")
                .args(["run", &version, "cargo"])
                .args(arguments)
                .args(["--quiet", "--locked", "--target-dir"])
                .arg(&target)
                .env_remove("RUSTUP_TOOLCHAIN"),
        )
    };
    // Packs it, unpacks it elsewhere and builds what was packed.
    cargo(&["package", "--package", "telltext", "--allow-dirty"])?;
    cargo(&["check", "--package", "telltext-cli"])
}

/// That docs/public-api.txt lists what is public.
fn public_api(root: &Path) -> Outcome {
    run_command(program(root, "cargo").args(["test", "--quiet", "--locked", "--test", "public_api", "--", "--ignored"]))
}

/// The page, in real browsers. They wait more than they compute, so at least two files go side by side.
fn browser_tests(root: &Path) -> Outcome {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    node_tests_with(root, "tests/browser", &[&format!("--test-concurrency={}", cores.saturating_sub(1).max(2))])
}

/// Runs every `*.test.mjs` of a folder with Node's own test runner.
fn node_tests(root: &Path, folder: &str) -> Outcome {
    node_tests_with(root, folder, &[])
}

/// The same, with options of the runner.
fn node_tests_with(root: &Path, folder: &str, options: &[&str]) -> Outcome {
    let entries = fs::read_dir(root.join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("{folder} holds no *.test.mjs"));
    }
    run_command(
        program(root, "node")
            .args(["--test", "--test-reporter=spec", "--test-timeout=300000"])
            .args(options)
            .args(&files),
    )
}
