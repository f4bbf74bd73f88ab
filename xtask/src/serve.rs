//! `cargo xtask serve`: the page on 127.0.0.1.

use std::path::Path;

use crate::Outcome;
use crate::command::program;
use crate::{package, setup};

/// Builds what has changed and serves until it is stopped.
pub fn run(root: &Path, port: Option<&str>) -> Outcome {
    package::build(root)?;
    setup::node(root)?;
    setup::npm(root)?;
    let mut server = program(root, "node");
    server.arg("xtask/serve.mjs").args(port);
    // The server takes this process's place where that is possible, so that stopping it leaves nothing running.
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        Err(format!("node could not be started: {}", server.exec()))
    }
    #[cfg(not(unix))]
    crate::command::run(&mut server)
}
