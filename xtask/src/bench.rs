//! `cargo xtask bench`: telltext beside its peers, and its rooms one by one. Nothing here is a test.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::Outcome;
use crate::command::{program, run};
use crate::{browsers, package, setup, stamp};

/// What the peers need besides npm: the Debian package, and a file that tells that it is there.
const DEBIAN: &[(&str, &str)] = &[
    ("libhyperscan-dev", "/usr/include/hs/hs.h"),
    ("spamassassin", "/usr/share/perl5/Mail/SpamAssassin.pm"),
    ("valgrind", "/usr/bin/valgrind"),
];

/// Every peer over the same messages → docs/performance.md; with `quick`, only to see that it works.
pub fn peers(root: &Path, quick: bool) -> Outcome {
    setup::node(root)?;
    setup::npm(root)?;
    npm(root)?;
    debian(root)?;
    browsers::find_or_install(root)?;
    package::build(root)?;
    let profile = if quick { "quick" } else { "release" };
    let built = native(root, profile, &["--bins"])?;
    run(program(root, "cargo").args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "telltext-cli",
        "--profile",
        profile,
    ]))?;
    let mut command = program(root, "node");
    command.arg("benches/peers/run.mjs");
    for (option, path) in [
        ("--native", built.join("telltext-benches")),
        ("--made", built.join("made")),
        ("--room", built.join("room")),
        ("--cli", root.join("target").join(profile).join("telltext")),
    ] {
        command.arg(option).arg(path);
    }
    run(command.args(quick.then_some("--quick")))
}

/// How long each room takes.
pub fn rooms(root: &Path) -> Outcome {
    cargo(root, "bench", &["--locked", "--bench", "rooms"])
}

/// How many instructions each room takes, the same on every run.
pub fn instructions(root: &Path) -> Outcome {
    setup::node(root)?;
    debian(root)?;
    let built = native(root, "release", &["--bin", "room"])?;
    run(program(root, "node").arg("benches/peers/instructions.mjs").arg("--room").arg(built.join("room")))
}

/// Builds benches/native and says where the programs are.
fn native(root: &Path, profile: &str, what: &[&str]) -> Outcome<PathBuf> {
    let hyperscan = Path::new(DEBIAN[0].1).exists();
    let features: &[&str] = if hyperscan { &["--features", "hyperscan"] } else { &[] };
    cargo(root, "build", &[&["--locked", "--profile", profile], what, features].concat())?;
    Ok(root.join("target/native").join(profile))
}

/// Cargo in benches/native, a workspace of its own that is built under target/native.
pub fn cargo(root: &Path, what: &str, arguments: &[&str]) -> Outcome {
    let mut command = program(root, "cargo");
    command.current_dir(root.join("benches/native")).env("CARGO_TARGET_DIR", root.join("target/native"));
    run(command.args([what, "--quiet"]).args(arguments))
}

/// The peers from npm, in a folder of their own.
fn npm(root: &Path) -> Outcome {
    let files = ["benches/peers/package.json", "benches/peers/package-lock.json"];
    let wanted = stamp::of(root, &files)?;
    if stamp::is(root, "peers", &wanted) && root.join("benches/peers/node_modules").exists() {
        return Ok(());
    }
    println!("Installing the peers from npm into benches/peers.");
    run(setup::npm_ci(root).current_dir(root.join("benches/peers")))?;
    stamp::keep(root, "peers", &wanted)
}

/// The peers and tools from Debian, where they may be installed; elsewhere their rows say why they are empty.
fn debian(root: &Path) -> Outcome {
    let missing: Vec<&str> =
        DEBIAN.iter().filter(|(_, file)| !Path::new(file).exists()).map(|(package, _)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !browsers::debian_as_root() {
        println!("Not there, and left out: {}. On Debian: sudo apt install {}", missing.join(", "), missing.join(" "));
        return Ok(());
    }
    println!("Installing {} with apt.", missing.join(", "));
    run(program(root, "apt-get").args(["update", "-qq"]))?;
    run(program(root, "apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(&missing)
        .stdout(Stdio::null())
        .env("DEBIAN_FRONTEND", "noninteractive"))
}
