//! `telltext explain`: all there is to read about one marker.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use telltext::compile::source::MarkerText;
use telltext::report::Source;
use telltext::{ExamplePage, MarkerPage};

use crate::input::Failure;
use crate::knowledge::Known;
use crate::measure::examples::{self, Marker};
use crate::measure::word;
use crate::spoken::Spoken;
use crate::without::no_marker;

/// Arguments of `telltext explain`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The id of the marker; without one, all of them are listed
    id: Option<String>,
    #[command(flatten)]
    spoken: Spoken,
}

/// Runs the command.
pub fn run(known: &Known, markers: Option<&Path>, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let engine = known.engine();
    arguments.spoken.known_to(engine.knowledge())?;
    let languages = engine.knowledge().languages;
    let language = languages[engine.knowledge().language(arguments.spoken.code())];
    let pages = match markers {
        Some(folder) => {
            examples::markers(folder).map_err(Failure::usage)?.iter().map(|m| page(m, language, languages[0])).collect()
        }
        None => telltext::markers(language),
    };
    let Some(id) = &arguments.id else {
        for page in &pages {
            println!("{:<36} {}", page.id, page.title);
        }
        return Ok(ExitCode::SUCCESS);
    };
    match pages.iter().find(|page| page.id == id.as_str()) {
        Some(page) => print!("{}", written(page)),
        None => return Err(Failure::usage(no_marker(id, pages.iter().map(|page| &*page.id)))),
    }
    Ok(ExitCode::SUCCESS)
}

/// The page of a marker's file.
fn page(marker: &Marker, language: &str, first: &str) -> MarkerPage {
    let file = &marker.file;
    let own = file.text.get(language);
    let say = |part: fn(&MarkerText) -> &String| {
        own.or_else(|| file.text.get(first)).map_or(String::new(), |t| part(t).clone()).into()
    };
    let examples = [(true, &file.raise), (false, &file.quiet)];
    MarkerPage {
        id: marker.id.clone().into(),
        category: file.category,
        severity: file.severity,
        title: say(|t| &t.title),
        what: say(|t| &t.what),
        why: say(|t| &t.why),
        todo: say(|t| &t.todo),
        sources: file
            .source
            .iter()
            .map(|s| Source {
                title: s.title.clone().into(),
                publisher: s.publisher.clone().into(),
                date: s.date.clone().into(),
                url: s.url.clone().into(),
            })
            .collect(),
        examples: examples
            .into_iter()
            .flat_map(|(raises, list)| {
                list.iter().map(move |e| ExamplePage {
                    text: e.text.get_ref().clone().into(),
                    lang: e.lang.clone().into(),
                    raises,
                })
            })
            .collect(),
        untranslated: own.is_none(),
    }
}

fn written(page: &MarkerPage) -> String {
    let mut out = format!("{}\n{} · {} · {}\n\n", page.title, page.id, word(page.category), word(page.severity));
    out += &format!("{}\n{}\n→ {}\n\n", page.what, page.why, page.todo);
    for source in &page.sources {
        out += &format!("  {} ({}, {}) {}\n", source.title, source.publisher, source.date, source.url);
    }
    for (heading, raises) in [("Raised by", true), ("Quiet on", false)] {
        out += &format!("\n{heading}\n");
        for example in page.examples.iter().filter(|e| e.raises == raises) {
            out += &format!("  {} {}\n", example.lang, example.text.replace('\n', " / "));
        }
    }
    out
}
