//! `cargo xtask build`: pkg/, as wasm-pack makes it, with the engine that groups campaigns, and finish.mjs completes it; and
//! pkg/workshop/, the engine that compiles somebody's own marker, which is no part of the npm package.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::command::{output, program, run};
use crate::{setup, stamp};

/// What pkg/ is made of. A file that is added to the crate's build belongs here.
const INPUTS: &[&str] = &[
    "src",
    "markers",
    "build.rs",
    "docs/report.d.ts",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "package-lock.json",
    "README.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "xtask/src/package.rs",
    "xtask/finish.mjs",
    "xtask/languages.mjs",
    "xtask/workshop.mjs",
    "xtask/shrink.mjs",
    "xtask/forget.mjs",
    "xtask/npm",
];

/// Builds pkg/ unless it stands as it was last built from the same files.
pub fn build(root: &Path) -> Outcome {
    let folder = stamp::folder(root)?;
    let _held_until_the_end = lock(&folder.join("lock"))?;
    let inputs = stamp::of(root, INPUTS)?;
    if stamp::is(root, "pkg", &format!("{inputs} {}", stamp::of(root, &["pkg"])?)) {
        println!("pkg/ is up to date.");
        return Ok(());
    }
    setup::for_package(root)?;

    // Made aside and put in place in one move, so that pkg/ is never half written.
    let fresh = folder.join("pkg-fresh");
    let stale = folder.join("pkg-stale");
    remove(&fresh)?;
    remove(&stale)?;
    run(packing(root).arg("--out-dir").arg(&fresh).args(["--", "--locked"]))?;
    let campaigns = folder.join("campaigns-fresh");
    remove(&campaigns)?;
    run(packing(root)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s") // asked once for a whole list: small before quick
        .args(["--out-name", "campaigns", "--out-dir"])
        .arg(&campaigns)
        .args(["--", "--locked", "--features", "campaigns"]))?;
    for name in ["campaigns.js", "campaigns_bg.wasm", "campaigns_bg.wasm.d.ts"] {
        rename(&campaigns.join(name), &fresh.join(name))?;
    }
    run(program(root, "node").arg("xtask/finish.mjs").arg(&fresh).arg(words(root)?))?;
    let workshop = fresh.join("workshop");
    run(packing(root).args(["--out-name", "workshop", "--out-dir"]).arg(&workshop).args([
        "--",
        "--locked",
        "--features",
        "workshop",
    ]))?;
    run(program(root, "node").arg("xtask/workshop.mjs").arg(&workshop))?;
    let pkg = root.join("pkg");
    if pkg.exists() {
        rename(&pkg, &stale)?;
    }
    rename(&fresh, &pkg)?;
    remove(&stale)?;
    stamp::keep(root, "pkg", &format!("{inputs} {}", stamp::of(root, &["pkg"])?))?;
    println!("pkg/ is built.");
    Ok(())
}

/// The folder in which the crate's build script left the words people read, as cargo says when it is asked to build again.
fn words(root: &Path) -> Outcome<String> {
    let said = output(
        compiling(program(root, "cargo"), root)
            .args(["build", "--quiet", "--locked", "--package", "telltext", "--lib", "--release"])
            .args(["--target", "wasm32-unknown-unknown", "--message-format", "json"]),
    );
    let said =
        said.ok_or("cargo could not build the crate again, to say where its words are; `cargo xtask build` shows why")?;
    let line =
        said.lines().rfind(|l| l.contains(r#""reason":"build-script-executed""#) && l.contains(r#""path+file:"#));
    let folder = line.and_then(|l| Some(l.split_once(r#""out_dir":""#)?.1.split_once('"')?.0.replace(r"\\", r"\")));
    folder.ok_or_else(|| "cargo does not say where the words are".to_owned())
}

/// How much a call may save, in LLVM's counting, for its function to be written out where it is called. A sixth of the usual 225 is
/// some 3 kB smaller after brotli, where sizes jump by some hundred bytes between neighbouring numbers; functions of the reading say
/// `#[inline]`, which has a measure of its own, and it is about as quick.
const INLINE: &str = "-Cllvm-args=-inline-threshold=38";

/// Loops whose number of rounds only a message tells are not written out several times over: 1.6 kB smaller after brotli, and as quick.
const UNROLL: &str = "-Cllvm-args=-unroll-runtime=false";

/// A command that compiles the engine for JavaScript: at level 2, which is as quick there as 3 and 3 kB smaller after brotli.
fn compiling(mut command: Command, root: &Path) -> Command {
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2").env_remove("RUSTFLAGS");
    command.env("CARGO_ENCODED_RUSTFLAGS", format!("{}\u{1f}{INLINE}\u{1f}{UNROLL}", path_flags(root)));
    command
}

/// `wasm-pack build`, as everything in pkg/ is made.
fn packing(root: &Path) -> Command {
    let mut command = compiling(program(root, "wasm-pack"), root);
    command.args(["--log-level", "error", "build", "--release", "--target", "web", "--mode", "no-install"]);
    command
}

/// Compiler flags that keep the builder's own paths out of the wasm, so that everyone builds the same bytes.
pub fn path_flags(root: &Path) -> String {
    let mut flags = Vec::new();
    if let Some(home) = setup::cargo_home() {
        flags.push(format!("--remap-path-prefix={}=/cargo", home.display()));
    }
    flags.push(format!("--remap-path-prefix={}=/src", root.display()));
    flags.join("\u{1f}")
}

/// Waits until no other build writes pkg/; held for as long as the file lives.
fn lock(path: &Path) -> Outcome<File> {
    let file = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => println!("Waiting for another build of pkg/."),
        Err(TryLockError::Error(error)) => return Err(format!("{}: {error}", path.display())),
    }
    file.lock().map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(file)
}

fn remove(folder: &Path) -> Outcome {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn rename(from: &Path, to: &Path) -> Outcome {
    fs::rename(from, to).map_err(|error| format!("{} → {}: {error}", from.display(), to.display()))
}
