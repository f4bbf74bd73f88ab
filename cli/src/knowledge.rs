//! The markers in use: those built in, or those of a folder.

use std::path::Path;

use telltext::compile::{Compiled, attempt};
use telltext::engine::Engine;
use telltext::knowledge::Knowledge;

use crate::input::Failure;

/// The markers in use.
pub struct Known {
    /// The tables of the folder that was given, if one was.
    given: Option<Compiled>,
}

impl Known {
    /// An engine over them.
    pub fn engine(&self) -> Engine {
        match self.given_tables() {
            Some(tables) => Engine::new(tables),
            None => Engine::embedded(),
        }
    }

    /// What was compiled from the folder that was given.
    pub fn given(&self) -> Option<&Compiled> {
        self.given.as_ref()
    }

    fn given_tables(&self) -> Option<&'static Knowledge> {
        self.given.as_ref().map(|c| c.knowledge)
    }
}

/// How many mistakes are listed.
const MOST_LISTED: usize = 40;

/// Loads the markers of a folder, or the built-in ones. A folder is read for authors at work: mistakes
/// are listed on stderr and what has one is left out. (The build of the crate refuses them.)
pub fn load(folder: Option<&Path>) -> Result<Known, Failure> {
    let Some(folder) = folder else { return Ok(Known { given: None }) };
    std::fs::read_dir(folder).map_err(|e| Failure::file(folder, &e))?;
    let (compiled, problems) = attempt(folder);
    for problem in problems.iter().take(MOST_LISTED) {
        eprintln!("{problem}");
    }
    if !problems.is_empty() {
        let mistakes = if problems.len() == 1 { "mistake" } else { "mistakes" };
        eprintln!("telltext: {} {mistakes} in {}; what has one is left out", problems.len(), folder.display());
    }
    match compiled {
        Some(compiled) => Ok(Known { given: Some(compiled) }),
        None => Err(Failure::usage(format!("nothing can be read from {} before these are mended", folder.display()))),
    }
}
