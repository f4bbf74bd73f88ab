//! Markers, regions and incidents as pages, for catalogues.

use serde::Serialize;

use crate::knowledge::{Knowledge, SourcePage, language_number, say};
use crate::known;
use crate::report::{Source, Text};
use crate::vocabulary::{Category, Severity};

/// What there is to read about one marker.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct MarkerPage {
    /// Its id.
    pub id: Text,
    /// Its family.
    pub category: Category,
    /// What it weighs by itself.
    pub severity: Severity,
    /// A short title.
    pub title: Text,
    /// What it is raised for.
    pub what: Text,
    /// Why it matters.
    pub why: Text,
    /// What to do.
    #[serde(rename = "do")]
    #[cfg_attr(schema, ts(rename = "do"))]
    pub todo: Text,
    /// Who says so.
    pub sources: Vec<Source>,
    /// Texts that raise it and texts that do not, written by us.
    pub examples: Vec<ExamplePage>,
    /// Whether these words had to be taken from English.
    pub untranslated: bool,
}

/// An example of a marker.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ExamplePage {
    /// The message.
    pub text: Text,
    /// Its language.
    pub lang: Text,
    /// Whether it raises the marker.
    pub raises: bool,
}

/// A place and its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct RegionPage {
    /// ISO 3166-1 code, or `unknown`.
    pub code: Text,
    /// Its name.
    pub name: Text,
    /// When its contacts were last checked.
    pub checked: Text,
}

/// What there is to read about one documented message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct IncidentPage {
    /// Its id.
    pub id: Text,
    /// A short title.
    pub title: Text,
    /// When it happened: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Text,
    /// Its words.
    pub quote: Text,
    /// Whether `quote` was quoted by the press, or is our reconstruction of what was reported.
    pub quoted: bool,
    /// What was wrong with it.
    pub what_was_wrong: Text,
    /// Where it was reported.
    pub url: Text,
}

pub(crate) fn source(page: &SourcePage) -> Source {
    Source { title: page.title.into(), publisher: page.publisher.into(), date: page.date.into(), url: page.url.into() }
}

/// Every marker, in the order of their ids, with its texts in a language (`en`, `es`, `fr`; others give English).
#[must_use]
pub fn markers(language: &str) -> Vec<MarkerPage> {
    marker_pages(known(), language)
}

/// As [`markers`], of other knowledge than the embedded one.
pub(crate) fn marker_pages(knowledge: &Knowledge, language: &str) -> Vec<MarkerPage> {
    let number = language_number(language);
    let pages = knowledge.markers.iter().map(|m| MarkerPage {
        id: m.id.into(),
        category: m.category,
        severity: m.severity,
        title: say(m.title, number).into(),
        what: say(m.what, number).into(),
        why: say(m.why, number).into(),
        todo: say(m.todo, number).into(),
        sources: m.sources.iter().map(source).collect(),
        examples: m
            .examples
            .iter()
            .map(|e| ExamplePage { text: e.text.into(), lang: e.lang.into(), raises: e.raises })
            .collect(),
        untranslated: m.what[number].is_empty(),
    });
    pages.collect()
}

/// Every region, with its name in a language.
#[must_use]
pub fn regions(language: &str) -> Vec<RegionPage> {
    let number = language_number(language);
    known()
        .regions
        .iter()
        .map(|r| RegionPage { code: r.code.into(), name: say(r.name, number).into(), checked: r.checked.into() })
        .collect()
}

/// Every documented message, in the order of their ids, with its texts in a language.
#[must_use]
pub fn incidents(language: &str) -> Vec<IncidentPage> {
    let number = language_number(language);
    let pages = known().incidents.iter().map(|i| IncidentPage {
        id: i.id.into(),
        title: say(i.title, number).into(),
        date: i.date.into(),
        quote: i.quote.into(),
        quoted: i.quoted,
        what_was_wrong: say(i.wrong, number).into(),
        url: i.url.into(),
    });
    pages.collect()
}
