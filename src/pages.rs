//! Markers, regions and incidents as pages, for catalogues.

use serde::Serialize;

use crate::knowledge::{Knowledge, SourcePage};
use crate::known;
use crate::report::{Source, Text};
use crate::said::said;
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

pub(crate) fn sources(knowledge: &Knowledge, pages: &[SourcePage], language: usize) -> Vec<Source> {
    let said = |text| said(knowledge, text, language);
    pages
        .iter()
        .map(|page| Source {
            title: said(page.title),
            publisher: said(page.publisher),
            date: said(page.date),
            url: said(page.url),
        })
        .collect()
}

/// Every marker, in the order of their ids, with its texts in a language (one of [`crate::languages`]; others give English).
///
/// ```
/// let pages = telltext::markers("es");
/// let page = pages.iter().find(|page| page.id == "party-split-voting-day").expect("a marker of this id");
/// assert!(!page.untranslated && !page.sources.is_empty());
/// assert!(page.examples.iter().any(|example| example.raises && example.lang == "es"));
/// ```
#[must_use]
pub fn markers(language: &str) -> Vec<MarkerPage> {
    marker_pages(known(), language)
}

/// As [`markers`], of other knowledge than the embedded one.
pub(crate) fn marker_pages(knowledge: &Knowledge, language: &str) -> Vec<MarkerPage> {
    let number = knowledge.language(language);
    let said = |text| said(knowledge, text, number);
    let pages = knowledge.markers.iter().zip(knowledge.examples).map(|(m, examples)| MarkerPage {
        id: m.id.into(),
        category: m.category,
        severity: m.severity,
        title: said(m.title),
        what: said(m.what),
        why: said(m.why),
        todo: said(m.todo),
        sources: sources(knowledge, m.sources, number),
        examples: examples
            .iter()
            .map(|e| ExamplePage {
                text: said(e.text),
                lang: knowledge.languages[e.lang as usize].into(),
                raises: e.raises,
            })
            .collect(),
        untranslated: m.untranslated & 1 << number != 0,
    });
    pages.collect()
}

/// Every region whose rules are known, and `unknown`, in the order of their codes, with its name in a language (as [`markers`]).
///
/// ```
/// let regions = telltext::regions("fr");
/// assert!(regions.iter().any(|region| region.code == "US" && region.name == "États-Unis"));
/// ```
#[must_use]
pub fn regions(language: &str) -> Vec<RegionPage> {
    let number = known().language(language);
    let said = |text| said(known(), text, number);
    known()
        .regions
        .iter()
        .map(|r| RegionPage { code: r.code.into(), name: said(r.name), checked: said(r.checked) })
        .collect()
}

/// Every documented message, in the order of their ids, with its title and what was wrong with it in a language (as [`markers`]);
/// its words stay in the language they were sent in.
///
/// ```
/// let incidents = telltext::incidents("en");
/// let incident = incidents.iter().find(|page| page.id == "us-2020-philadelphia-converge").expect("it is documented");
/// assert!(incident.date.starts_with("2020") && !incident.quote.is_empty());
/// ```
#[must_use]
pub fn incidents(language: &str) -> Vec<IncidentPage> {
    let number = known().language(language);
    let said = |text| said(known(), text, number);
    let pages = known().documented().incidents.iter().map(|i| IncidentPage {
        id: i.id.into(),
        title: said(i.title),
        date: said(i.date),
        quote: said(i.quote),
        quoted: i.quoted,
        what_was_wrong: said(i.wrong),
        url: said(i.url),
    });
    pages.collect()
}
