//! What is made of the page: the list its service worker keeps, the one file that needs no server, the extension of a browser.

use std::path::Path;

use crate::Outcome;
use crate::command::{program, run};
use crate::{package, setup};

/// `cargo xtask build`: pkg/, www/vendor/ with the libraries from npm, and www/files.js, which names every file of the
/// page and its hash; dist/tell-text.* with the hashes of the widget's files.
pub fn build(root: &Path) -> Outcome {
    package::build(root)?;
    setup::node(root)?;
    setup::npm(root)?;
    run(program(root, "node").arg("xtask/site.mjs"))?;
    run(program(root, "node").arg("xtask/integrity.mjs"))
}

/// `cargo xtask offline`: dist/telltext-offline.html.
pub fn offline(root: &Path) -> Outcome {
    package::build(root)?;
    setup::node(root)?;
    setup::npm(root)?;
    run(program(root, "node").arg("xtask/offline.mjs"))
}

/// `cargo xtask extension`: dist/extension/.
pub fn extension(root: &Path) -> Outcome {
    build(root)?;
    run(program(root, "node").arg("xtask/extension.mjs"))
}

/// `cargo xtask publish`: dist/site/.
pub fn publish(root: &Path) -> Outcome {
    build(root)?;
    run(program(root, "node").arg("xtask/publish.mjs"))
}
