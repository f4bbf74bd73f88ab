//! The browsers the tests drive. Where each is looked for is said once, in tests/browser/browsers.mjs.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::Outcome;
use crate::command::{output, program, run};

/// Makes sure there is a Chromium, and on Debian as root the other engines as well.
pub fn find_or_install(root: &Path) -> Outcome {
    let missing = missing(root)?;
    if missing.is_empty() {
        return Ok(());
    }
    if debian_as_root() {
        let packages: Vec<&str> =
            missing.iter().map(|(_, packages)| packages.as_str()).flat_map(str::split_whitespace).collect();
        println!("Installing {} with apt.", packages.join(", "));
        run(program(root, "apt-get").args(["update", "-qq"]))?;
        run(program(root, "apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(&packages)
            .stdout(Stdio::null())
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        return Ok(());
    }
    for (engine, packages) in &missing {
        if engine == "chromium" {
            return Err(format!(
                "The browser tests need Chromium, and none was found.\n\
                 On Debian: sudo apt install {packages}\n\
                 Elsewhere: install Chromium or Chrome and set CHROMIUM=/path/to/it"
            ));
        }
        println!("{engine} was not found; its tests are skipped. On Debian: sudo apt install {packages}");
    }
    Ok(())
}

/// The engines that are not there, each with the Debian packages that bring it.
fn missing(root: &Path) -> Outcome<Vec<(String, String)>> {
    let listed = output(program(root, "node").args(["tests/browser/browsers.mjs", "--missing"]))
        .ok_or("`node tests/browser/browsers.mjs --missing` failed")?;
    Ok(listed
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(engine, packages)| (engine.to_owned(), packages.to_owned()))
        .collect())
}

/// Whether apt may be used. Ubuntu's chromium package is a shell around a snap, so it does not count.
pub fn debian_as_root() -> bool {
    let debian = fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        debian && fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
    }
    #[cfg(not(unix))]
    {
        debian && false
    }
}
