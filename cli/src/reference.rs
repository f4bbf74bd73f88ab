//! What is made of the definition of the command: completions, man pages, `docs/cli.md`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::input::Failure;

/// Arguments of `telltext completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Arguments of `telltext man`.
#[derive(Debug, Args)]
pub struct Manual {
    /// Write one page for each command into this folder, instead of the main page to standard output
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Writes the completions of a shell.
pub fn completions(mut command: Command, arguments: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "telltext", &mut script);
    print(&script)
}

/// Writes man pages.
pub fn man(command: Command, arguments: &Manual) -> Result<ExitCode, Failure> {
    let Some(folder) = &arguments.folder else { return print(&page(command)?) };
    let failure = |path: &Path, e: &io::Error| Failure::output_file(path, e);
    std::fs::create_dir_all(folder).map_err(|e| failure(folder, &e))?;
    let mut pages = vec![("telltext".to_owned(), command.clone())];
    for sub in visible(&command) {
        let name = format!("telltext-{}", sub.get_name());
        // The name of a page is that of its file.
        let own: &'static str = Box::leak(name.clone().into_boxed_str());
        pages.push((name, sub.clone().name(own).bin_name(format!("telltext {}", sub.get_name()))));
    }
    for (name, command) in pages {
        let path = folder.join(format!("{name}.1"));
        std::fs::write(&path, page(command)?).map_err(|e| failure(&path, &e))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn page(command: Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|e| Failure::output(&e))?;
    Ok(page)
}

/// Writes `docs/cli.md`.
pub fn markdown(command: &Command) -> Result<ExitCode, Failure> {
    print(document(command).as_bytes())
}

fn print(bytes: &[u8]) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| Failure::output(&e))?;
    Ok(ExitCode::SUCCESS)
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|c| !c.is_hide_set() && c.get_name() != "help")
}

fn document(command: &Command) -> String {
    let mut command = command.clone();
    command.build();
    let mut out = String::from("<!-- Generated: telltext reference > docs/cli.md -->\n\n# The command line\n\n");
    out += &format!("{}\n\n", text(&command));
    out += "In a checkout, `cargo install --locked --path cli` puts `telltext` where cargo keeps programs; with `--no-default-features` it is built without Parquet.\n\n";
    for sub in visible(&command) {
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "- [`telltext {}`](#telltext-{}): {about}", sub.get_name(), sub.get_name());
    }
    out += "\n## For every command\n\n";
    for argument in command.get_arguments().filter(|a| !a.is_hide_set()) {
        out += &line(argument);
    }
    if let Some(after) = command.get_after_long_help() {
        let _ = write!(out, "\n{}\n", after.to_string().trim());
    }
    for sub in visible(&command) {
        let usage = sub.clone().render_usage().to_string().replace("Usage: ", "");
        let _ = write!(out, "\n## telltext {}\n\n{}\n\n```sh\n{usage}\n```\n\n", sub.get_name(), text(sub));
        for argument in sub
            .get_arguments()
            .filter(|a| !a.is_hide_set() && !a.is_global_set() && a.get_id() != "help" && a.get_id() != "version")
        {
            out += &line(argument);
        }
        if let Some(after) = sub.get_after_long_help() {
            let _ = write!(out, "\n{}\n", after.to_string().trim());
        }
    }
    out
}

fn text(command: &Command) -> String {
    let about = command.get_long_about().or_else(|| command.get_about()).map(ToString::to_string).unwrap_or_default();
    if about.ends_with('.') { about } else { format!("{about}.") }
}

/// One argument as an item of a list.
fn line(argument: &Arg) -> String {
    let value =
        argument.get_value_names().map(|names| names.iter().map(|n| format!("<{n}>")).collect::<Vec<_>>().join(" "));
    let takes_value = argument.get_action().takes_values();
    let mut names: Vec<String> = Vec::new();
    names.extend(argument.get_short().map(|s| format!("-{s}")));
    names.extend(argument.get_long().map(|l| format!("--{l}")));
    let mut head = names.join(", ");
    if takes_value {
        let value = value.unwrap_or_default();
        head = if head.is_empty() { value } else { format!("{head} {value}") };
    }
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let mut out = format!("- `{head}`: {help}");
    let values: Vec<_> =
        argument.get_possible_values().into_iter().filter(|v| takes_value && !v.is_hide_set()).collect();
    let defaults: Vec<_> = argument
        .get_default_values()
        .iter()
        .map(|v| v.to_string_lossy().into_owned())
        .filter(|v| !v.is_empty() && takes_value)
        .collect();
    if !defaults.is_empty() {
        let _ = write!(out, " (default `{}`)", defaults.join(" "));
    }
    // The languages are in the words of their option.
    if argument.is_positional() && !values.is_empty() {
        let names: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        let _ = write!(out, ": {}", names.join(", "));
    }
    out.push('\n');
    if values.iter().any(|v| v.get_help().is_some()) {
        for value in values {
            let _ = writeln!(
                out,
                "  - `{}`: {}",
                value.get_name(),
                value.get_help().map(ToString::to_string).unwrap_or_default()
            );
        }
    }
    out
}
