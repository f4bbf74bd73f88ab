//! `cargo xtask release`: everything that is released, with the list of its parts and the hash of each file.
//! `cargo xtask reproduce`: the same bytes from two places.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::command::{output, program, run as run_command};
use crate::{package, setup, site};

const CARGO_CYCLONEDX: &str = "0.5.9";

/// Fills dist/release/.
pub fn run(root: &Path) -> Outcome {
    let folder = root.join("dist/release");
    fresh(&folder)?;
    site::publish(root)?;
    site::offline(root)?;
    run_command(program(root, "npm").args([
        "pack",
        "./pkg",
        "--pack-destination",
        "dist/release",
        "--loglevel=error",
    ]))?;
    run_command(program(root, "cargo").args([
        "package",
        "--package",
        "telltext",
        "--locked",
        "--no-verify",
        "--quiet",
    ]))?;
    run_command(
        program(root, "cargo")
            .args(["build", "--package", "telltext-cli", "--release", "--locked", "--quiet"])
            .env_remove("RUSTFLAGS")
            .env("CARGO_ENCODED_RUSTFLAGS", package::path_flags(root)),
    )?;
    let crate_name = format!("telltext-{}.crate", version(root)?);
    for (from, to) in [
        ("dist/telltext-offline.html", "telltext-offline.html"),
        (&format!("target/package/{crate_name}"), &crate_name),
        (&format!("target/release/telltext{}", env::consts::EXE_SUFFIX), &cli_name(root)?),
        ("dist/site/tell-text.integrity.json", "tell-text.integrity.json"),
        // Its first line but one is the number the page shows, and every file of the page is in it with its hash.
        ("dist/site/www/files.js", "page-files.js"),
    ] {
        fs::copy(root.join(from), folder.join(to)).map_err(|error| format!("{from}: {error}"))?;
    }
    parts_lists(root, &folder)?;
    run_command(program(root, "node").args(["xtask/sums.mjs", "dist/release"]))
}

/// What each program and package is made of, as `CycloneDX`.
fn parts_lists(root: &Path, folder: &Path) -> Outcome {
    setup::programs(root, &[("cargo-cyclonedx", "cargo-cyclonedx", CARGO_CYCLONEDX)])?;
    run_command(
        program(root, "cargo")
            .args(["cyclonedx", "--format", "json", "--spec-version", "1.5", "--quiet"])
            // A list is the same whoever makes it, whenever.
            .env("SOURCE_DATE_EPOCH", "1762905600"),
    )?;
    for (from, to) in
        [("telltext.cdx.json", "telltext.cdx.json"), ("cli/telltext-cli.cdx.json", "telltext-cli.cdx.json")]
    {
        let from = root.join(from);
        fs::rename(&from, folder.join(to)).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    let _ = fs::remove_file(root.join("xtask/xtask.cdx.json"));
    let npm = program(root, "npm").args(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]).output();
    let npm = npm.ok().filter(|done| done.status.success()).ok_or("`npm sbom` failed")?;
    fs::write(folder.join("npm.cdx.json"), npm.stdout).map_err(|error| format!("npm.cdx.json: {error}"))
}

fn cli_name(root: &Path) -> Outcome<String> {
    let host =
        output(program(root, "rustc").args(["--print", "host-tuple"])).ok_or("`rustc --print host-tuple` failed")?;
    Ok(format!("telltext-{}-{host}{}", version(root)?, env::consts::EXE_SUFFIX))
}

fn version(root: &Path) -> Outcome<String> {
    let text = fs::read_to_string(root.join("Cargo.toml")).map_err(|error| format!("Cargo.toml: {error}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("version = \"")).ok_or("Cargo.toml names no version")?;
    Ok(line.trim_end_matches('"').to_owned())
}

/// The files two builds must agree on.
const SAME: [&str; 6] = [
    "pkg/telltext_bg.wasm",
    "pkg/telltext.js",
    "pkg/campaigns_bg.wasm",
    "pkg/workshop/workshop_bg.wasm",
    "dist/telltext-offline.html",
    "dist/tell-text.integrity.json",
];

/// Builds what is committed in two folders with two homes of cargo, and compares.
pub fn reproduce(root: &Path) -> Outcome {
    setup::for_package(root)?;
    let folder = root.join("target/reproduce");
    fresh(&folder)?;
    let mut builds = Vec::new();
    for name in ["one", "another/place"] {
        let place = folder.join(name);
        fs::create_dir_all(place.parent().unwrap_or(&folder))
            .map_err(|error| format!("{}: {error}", place.display()))?;
        run_command(program(root, "git").args(["clone", "--quiet", "--no-hardlinks", "."]).arg(&place))?;
        let home = folder.join(format!("{name}-home"));
        build_in(root, &place, &home)?;
        builds.push(place);
    }
    if let Some(commit) = output(program(&builds[0], "git").args(["rev-parse", "HEAD"])) {
        println!("of the commit {commit}:");
    }
    let mut different = Vec::new();
    for file in SAME {
        let hashes: Vec<String> = builds.iter().map(|place| sum(root, &place.join(file))).collect::<Outcome<_>>()?;
        println!("{}  {file}", hashes[0]);
        if hashes.iter().any(|hash| *hash != hashes[0]) {
            different.push(format!("{file}: {}", hashes.join(" and ")));
        }
    }
    let packed: Vec<String> = builds.iter().map(|place| packed_sum(root, place)).collect::<Outcome<_>>()?;
    println!("{}  the package", packed[0]);
    if packed[0] != packed[1] {
        different.push(format!("the package: {}", packed.join(" and ")));
    }
    if different.is_empty() {
        println!("The same bytes from {} and {}.", builds[0].display(), builds[1].display());
        return Ok(());
    }
    Err(format!("not the same bytes:\n{}", different.join("\n")))
}

/// The build, with the tools that are there already and a home of cargo of its own.
fn build_in(root: &Path, place: &Path, home: &Path) -> Outcome {
    let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(home).map_err(|error| failed(home, error))?;
    fs::create_dir_all(place.join("target")).map_err(|error| failed(place, error))?;
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("target/tools"), place.join("target/tools"))
        .map_err(|error| failed(place, error))?;
    for config in ["config.toml", "config"] {
        if let Some(own) = setup::cargo_home().map(|own| own.join(config)).filter(|own| own.exists()) {
            fs::copy(&own, home.join(config)).map_err(|error| failed(&own, error))?;
        }
    }
    for command in ["build", "offline"] {
        run_command(
            program(place, "cargo").args(["xtask", command]).env("CARGO_HOME", home).env_remove("CARGO_MANIFEST_DIR"),
        )?;
    }
    Ok(())
}

fn packed_sum(root: &Path, place: &Path) -> Outcome<String> {
    run_command(program(place, "npm").args([
        "pack",
        "./pkg",
        "--pack-destination",
        "dist",
        "--loglevel=error",
        "--silent",
    ]))?;
    sum(root, &place.join(format!("dist/telltext-{}.tgz", version(root)?)))
}

fn sum(root: &Path, file: &Path) -> Outcome<String> {
    output(program(root, "node").arg("xtask/sums.mjs").arg(file))
        .ok_or_else(|| format!("{} is not there", file.display()))
}

fn fresh(folder: &Path) -> Outcome {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all::<PathBuf>(folder.into()).map_err(failed)
}
