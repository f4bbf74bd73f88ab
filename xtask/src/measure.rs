//! What is looked at and measured by hand: pictures of every view, time and bytes of the first view, Lighthouse.

use std::path::Path;

use crate::Outcome;
use crate::command::{program, run};
use crate::{browsers, setup, site, stamp};

/// What measuring takes from npm is apart, so that everyday set-up stays light.
const FOLDER: &str = "xtask/measure";

/// `cargo xtask screens`: dist/screens/.
pub fn screens(root: &Path, options: &[&str]) -> Outcome {
    site::build(root)?;
    browsers::find_or_install(root)?;
    run(program(root, "node").arg("xtask/screens.mjs").args(options))
}

/// `cargo xtask measure`: the figures of the first view, then those of Lighthouse.
pub fn figures(root: &Path) -> Outcome {
    site::build(root)?;
    browsers::find_or_install(root)?;
    npm(root)?;
    let first_view = run(program(root, "node").arg("xtask/measure/first-view.mjs"));
    println!();
    run(program(root, "node").arg("xtask/measure/lighthouse.mjs"))?;
    first_view
}

fn npm(root: &Path) -> Outcome {
    let files = ["package.json", "package-lock.json"].map(|name| format!("{FOLDER}/{name}"));
    let wanted = stamp::of(root, &files.each_ref().map(String::as_str))?;
    if stamp::is(root, "npm-measure", &wanted) && root.join(FOLDER).join("node_modules").exists() {
        return Ok(());
    }
    println!("Installing what measuring takes from npm.");
    run(setup::npm_ci(root).current_dir(root.join(FOLDER)))?;
    stamp::keep(root, "npm-measure", &wanted)
}
