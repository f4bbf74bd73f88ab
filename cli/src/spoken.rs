//! `--lang`: the language that is spoken.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};
use telltext::knowledge::Knowledge;

use crate::input::Failure;

/// The language that is spoken.
#[derive(Debug, Clone, Args)]
pub struct Spoken {
    #[arg(long, value_name = "L", value_parser = Listed, help = help())]
    lang: Option<String>,
}

impl Spoken {
    /// Looks at the language: it is one of those there are.
    pub fn known_to(&self, knowledge: &Knowledge) -> Result<(), Failure> {
        let Some(lang) = &self.lang else { return Ok(()) };
        let argument = Arg::new("lang").long("lang").value_name("L").num_args(1);
        let listed = PossibleValuesParser::new(knowledge.languages);
        let found = listed.parse_ref(&Command::new("telltext"), Some(&argument), OsStr::new(lang));
        found.map(drop).map_err(|error| Failure::arguments(&error))
    }

    /// Its code; of the first, which is spoken where nothing is said, none.
    pub fn code(&self) -> &str {
        self.lang.as_deref().unwrap_or_default()
    }
}

/// Takes any language, since those of a folder are known only once it was read. Help and completions name the built-in ones.
#[derive(Clone)]
struct Listed;

impl TypedValueParser for Listed {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(telltext::languages().iter().map(PossibleValue::new)))
    }
}

fn help() -> String {
    let codes = match telltext::languages() {
        [first, others @ .., last] => {
            let first = format!("{first} (the default)");
            format!("{} or {last}", [&[first.as_str()], others].concat().join(", "))
        }
        alone => alone.concat(),
    };
    format!("The language of reports and of what is said about markers: {codes}")
}
