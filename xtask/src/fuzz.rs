//! `cargo xtask fuzz`: what may come in, made up at random by libFuzzer and held against what is promised.

use std::fs;
use std::path::Path;
use std::process::Child;

use crate::Outcome;
use crate::command::{output, program, run as run_command};
use crate::{browsers, setup};

/// libFuzzer asks the compiler for what only the nightly one has.
const NIGHTLY: &str = "nightly";
const CARGO_FUZZ: &str = "0.13.2";
const USUAL_SECONDS: &str = "60";
/// How many targets run at a time.
const AT_A_TIME: usize = 2;

/// `cargo xtask fuzz [--seconds N] [target…]`.
pub fn run(root: &Path, options: &[&str]) -> Outcome {
    match options {
        ["--seconds", seconds, targets @ ..] if seconds.parse::<u32>().is_ok() => try_out(root, seconds, None, targets),
        ["--seconds", ..] => Err("how many seconds? cargo xtask fuzz --seconds 1200".to_owned()),
        targets => try_out(root, USUAL_SECONDS, None, targets),
    }
}

/// Builds the targets and runs those named, or all, for so many seconds each, drawing from a seed where one is given.
/// A finding ends with its input's path.
fn try_out(root: &Path, seconds: &str, seed: Option<u32>, chosen: &[&str]) -> Outcome {
    let all = targets(root)?;
    if let Some(unknown) = chosen.iter().find(|name| !all.iter().any(|target| target == *name)) {
        return Err(format!("there is no target called {unknown}: {}", all.join(", ")));
    }
    let chosen: Vec<&str> =
        all.iter().map(String::as_str).filter(|t| chosen.is_empty() || chosen.contains(t)).collect();
    nightly(root)?;
    setup::node(root)?;
    setup::npm(root)?;
    setup::programs(root, &[("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ)])?;
    run_command(program(root, "node").arg("fuzz/seeds.mjs"))?;
    // No crate of ours has unsafe code, so the sanitizers would only make it slow.
    run_command(
        program(root, "cargo")
            .args(["+nightly", "fuzz", "build", "--sanitizer", "none", "--target-dir", "target/fuzz"])
            .env_remove("RUSTUP_TOOLCHAIN"),
    )?;
    let programs = built(root)?;

    let mut findings = Vec::new();
    for some in chosen.chunks(AT_A_TIME) {
        let mut running: Vec<(&str, Child)> = Vec::new();
        for &target in some {
            println!(
                "{target}: {seconds} s; what is tried and found goes to fuzz/corpus/{target} and fuzz/artifacts/{target}"
            );
            for folder in ["artifacts", "corpus"] {
                let folder = root.join("fuzz").join(folder).join(target);
                fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            }
            let log = root.join(format!("target/fuzz/{target}.log"));
            let file = fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
            let child = program(root, &programs.join(target).to_string_lossy())
                .args([format!("fuzz/corpus/{target}"), format!("fuzz/kept/{target}")])
                .arg(format!("-artifact_prefix=fuzz/artifacts/{target}/"))
                .arg(format!("-max_total_time={seconds}"))
                .args(seed.map(|seed| format!("-seed={seed}")))
                .args(["-max_len=4096", "-timeout=120", "-rss_limit_mb=4096", "-print_final_stats=1"])
                .stderr(file)
                .spawn()
                .map_err(|error| format!("{target} could not be started: {error}"))?;
            running.push((target, child));
        }
        for (target, mut child) in running {
            let status = child.wait().map_err(|error| format!("{target}: {error}"))?;
            let log = fs::read_to_string(root.join(format!("target/fuzz/{target}.log"))).unwrap_or_default();
            println!("{target}: {}", summary(&log));
            if !status.success() {
                let why = log
                    .lines()
                    .filter(|l| l.contains("panicked at") || l.contains("Test unit written") || l.contains("ERROR"))
                    .collect::<Vec<_>>()
                    .join("\n");
                findings.push(format!("{target}: {status}\n{why}\nThe whole story is in target/fuzz/{target}.log"));
            }
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n\n")) }
}

/// All targets, for the usual time. Always the same draw: a test says what a change broke, and leaves to `cargo xtask fuzz`
/// what another draw would find.
pub fn all(root: &Path) -> Outcome {
    try_out(root, USUAL_SECONDS, Some(1), &[])
}

/// The targets, by the names of their files.
fn targets(root: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(root.join("fuzz/targets")).map_err(|error| format!("fuzz/targets: {error}"))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().into_string().ok()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

/// The nightly compiler, and a C++ one for libFuzzer.
fn nightly(root: &Path) -> Outcome {
    if output(program(root, "rustc").args(["+nightly", "--version"])).is_none() {
        println!("Adding the nightly Rust toolchain, for fuzzing alone.");
        run_command(program(root, "rustup").args([
            "toolchain",
            "install",
            NIGHTLY,
            "--profile",
            "minimal",
            "--no-self-update",
        ]))?;
    }
    if output(program(root, "c++").arg("--version")).is_none() {
        if browsers::debian_as_root() {
            return run_command(program(root, "apt-get").args([
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "g++",
            ]));
        }
        return Err(
            "libFuzzer is written in C++ and no C++ compiler was found. On Debian: sudo apt install g++".to_owned()
        );
    }
    Ok(())
}

/// Where cargo-fuzz puts the programs.
fn built(root: &Path) -> Outcome<std::path::PathBuf> {
    let host =
        output(program(root, "rustc").args(["--print", "host-tuple"])).ok_or("`rustc --print host-tuple` failed")?;
    Ok(root.join("target/fuzz").join(host).join("release"))
}

/// What libFuzzer says at its end, in a line.
fn summary(log: &str) -> String {
    let stat = |name: &str| {
        log.lines().rev().find_map(|l| l.strip_prefix("stat::")?.strip_prefix(name)).map_or("?", str::trim)
    };
    let cover = log.lines().rev().find_map(|l| l.split_once("cov: ")?.1.split_whitespace().next()).unwrap_or("?");
    format!(
        "{} inputs, {} a second, {cover} places of the code reached",
        stat("number_of_executed_units:"),
        stat("average_exec_per_sec:")
    )
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn the_end_of_a_run_is_told_in_a_line() {
        let log = "#2\tINITED cov: 12 ft: 3\n#9\tNEW    cov: 34 ft: 9\nstat::number_of_executed_units: 99\nstat::average_exec_per_sec:     7\n";
        assert_eq!(summary(log), "99 inputs, 7 a second, 34 places of the code reached");
    }
}
