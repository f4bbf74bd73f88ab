//! What the build and the tests need: found, or installed once.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::command::{output, program, run};
use crate::stamp;

const WASM: &str = "wasm32-unknown-unknown";
const WASM_PACK: &str = "0.15.1";
const NODE: (u32, u32) = (20, 11);

/// Everything `wasm-pack build` needs.
pub fn for_package(root: &Path) -> Outcome {
    node(root)?;
    wasm_target(root)?;
    npm(root)?;
    tools(root)
}

/// The standard library for wasm.
pub fn wasm_target(root: &Path) -> Outcome {
    let libraries = output(program(root, "rustc").args(["--print", "target-libdir", "--target", WASM]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("Adding the Rust target {WASM}.");
    run(program(root, "rustup").args(["target", "add", WASM])).map_err(|why| {
        format!("{why}\nThe Rust target {WASM} is needed. With rustup from https://rustup.rs: rustup target add {WASM}")
    })
}

/// `cargo clippy` and `cargo fmt`, which a minimal Rust does not have.
pub fn components(root: &Path) -> Outcome {
    for (component, command) in [("clippy", "clippy"), ("rustfmt", "fmt")] {
        if output(program(root, "cargo").args([command, "--version"])).is_none() {
            println!("Adding the Rust component {component}.");
            run(program(root, "rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// The oldest Rust that Cargo.toml promises, installed beside the usual one; says which it is.
pub fn oldest_rust(root: &Path) -> Outcome<String> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).map_err(|error| format!("Cargo.toml: {error}"))?;
    let promised = oldest(&manifest).ok_or("Cargo.toml promises no rust-version")?;
    let version = if promised.matches('.').count() == 1 { format!("{promised}.0") } else { promised.to_owned() };
    if output(program(root, "rustup").args(["run", &version, "cargo", "--version"])).is_none() {
        println!("Installing Rust {version}.");
        run(program(root, "rustup").args([
            "toolchain",
            "install",
            &version,
            "--profile",
            "minimal",
            "--no-self-update",
        ]))?;
    }
    Ok(version)
}

/// What stands behind `rust-version = ` in the text of a Cargo.toml.
fn oldest(manifest: &str) -> Option<&str> {
    manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"'))
}

/// Node, new enough.
pub fn node(root: &Path) -> Outcome {
    let (major, minor) = NODE;
    let wanted = format!(
        "Node {major}.{minor} or newer is needed, with npm: https://nodejs.org, or on Debian: apt install nodejs npm"
    );
    let Some(version) = output(program(root, "node").arg("--version")) else {
        return Err(format!("Node was not found. {wanted}"));
    };
    if version_pair(&version).is_none_or(|found| found < NODE) {
        return Err(format!("This is Node {version}. {wanted}"));
    }
    if output(program(root, "npm").arg("--version")).is_none() {
        return Err(format!("npm was not found. {wanted}"));
    }
    Ok(())
}

/// The first two numbers of `v20.11.1`.
fn version_pair(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// The npm packages of package-lock.json: wasm-opt, the server, what drives the browsers.
pub fn npm(root: &Path) -> Outcome {
    let wanted = stamp::of(root, &["package.json", "package-lock.json"])?;
    if stamp::is(root, "npm", &wanted) && root.join("node_modules/.package-lock.json").exists() {
        return Ok(());
    }
    println!("Installing the npm packages of package-lock.json.");
    run(&mut npm_ci(root))?;
    stamp::keep(root, "npm", &wanted)
}

/// `npm ci`, in the top folder unless told otherwise; nothing that is installed may run a script.
pub fn npm_ci(root: &Path) -> Command {
    let mut command = program(root, "npm");
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    command
}

/// Deno and Bun, which only the tests of the npm package want.
pub fn other_engines(root: &Path) -> Outcome {
    const FOLDER: &str = "tests/package/engines";
    let wanted = stamp::of(root, &["tests/package/engines/package.json", "tests/package/engines/package-lock.json"])?;
    if stamp::is(root, "engines", &wanted) && root.join(FOLDER).join("node_modules").exists() {
        return Ok(());
    }
    println!("Installing Deno and Bun for the tests, into {FOLDER}.");
    run(npm_ci(root).args(["--prefix", FOLDER]))?;
    stamp::keep(root, "engines", &wanted)
}

/// wasm-pack, and the wasm-bindgen that Cargo.lock asks for. Installed in their debug profile: they
/// take a quarter of the time to build and run quickly enough.
fn tools(root: &Path) -> Outcome {
    let lock = fs::read_to_string(root.join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let bindgen = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    programs(root, &[("wasm-pack", "wasm-pack", WASM_PACK), ("wasm-bindgen-cli", "wasm-bindgen", bindgen)])
}

/// Programs from crates.io, each as package, command and version; those that are not there are installed.
pub fn programs(root: &Path, wanted: &[(&str, &str, &str)]) -> Outcome {
    let mut missing = Vec::new();
    for (package, command, version) in wanted {
        // As a program; or, where that is all it understands, as cargo calls it.
        let own = command.trim_start_matches("cargo-");
        let says = |arguments: &[&str]| output(program(root, command).args(arguments));
        let found = says(&["--version"]).or_else(|| says(&[own, "--version"]));
        if found.is_none_or(|found| !found.split_whitespace().any(|word| word == *version)) {
            missing.push(format!("{package}@{version}"));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing {} into target/tools (once; a few minutes).", missing.join(" and "));
    let build = root.join("target/tools/build");
    run(program(root, "cargo")
        .args(["install", "--locked", "--debug", "--quiet", "--root", "target/tools", "--target-dir"])
        .arg(&build)
        .args(&missing)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("RUSTFLAGS"))?;
    // Only the programs are wanted; a folder that stays behind does no harm.
    let _ = fs::remove_dir_all(build);
    Ok(())
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == wanted)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Cargo's home, whose path must not end up in what is built.
pub fn cargo_home() -> Option<std::path::PathBuf> {
    env::var_os("CARGO_HOME").map(Into::into).or_else(|| Some(env::home_dir()?.join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(version_pair("v20.11.1"), Some((20, 11)));
        assert_eq!(version_pair("22.0"), Some((22, 0)));
        assert_eq!(version_pair("none"), None);
        assert!(version_pair("v18.19.0") < Some(NODE));
    }

    #[test]
    fn the_oldest_rust_is_read() {
        assert_eq!(oldest("[workspace.package]\nrust-version = \"1.88\"\n"), Some("1.88"));
        assert_eq!(oldest("rust-version.workspace = true"), None);
    }

    #[test]
    fn the_lock_file_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.2\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.2"));
        assert_eq!(locked_version(lock, "serde"), None);
    }
}
