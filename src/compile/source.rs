//! The shape of the files under `markers/`, exactly as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::knowledge::{Effect, Expected, Where};
use crate::vocabulary::{Action, Category, Severity};

/// A sentence by language.
pub type ByLanguage = BTreeMap<String, String>;

/// A string and where it stands, to point at in errors.
pub type Text = Spanned<String>;

/// `markers/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerFile {
    pub id: Option<Text>,
    pub category: Category,
    pub severity: Severity,
    pub guards: Option<Vec<Text>>,
    #[serde(default)]
    pub when: Vec<When>,
    #[serde(default)]
    pub text: BTreeMap<String, MarkerText>,
    #[serde(default)]
    pub source: Vec<SourceEntry>,
    #[serde(default)]
    pub raise: Vec<Example>,
    #[serde(default)]
    pub quiet: Vec<Example>,
    /// Lists that come in the marker's own file: `[words.NAME]`.
    #[serde(default)]
    pub words: BTreeMap<String, WordFile>,
}

/// `[[when]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    #[serde(default)]
    pub any: Vec<Text>,
    #[serde(default)]
    pub all: Vec<Text>,
    #[serde(default)]
    pub near: Vec<Text>,
    #[serde(default)]
    pub unless: Vec<Text>,
    pub severity: Option<Severity>,
}

/// `[text.<lang>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerText {
    pub title: String,
    pub what: String,
    pub why: String,
    #[serde(rename = "do")]
    pub todo: String,
}

/// `[[source]]`
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    pub title: String,
    pub publisher: String,
    pub date: String,
    pub url: String,
}

/// `[[raise]]` and `[[quiet]]`
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: Text,
    pub lang: String,
    pub on: Option<String>,
    pub why: Option<String>,
    #[serde(default)]
    pub lawful: bool,
    pub from: Option<String>,
    pub received: Option<String>,
    pub region: Option<String>,
}

/// `markers/words/<name>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordFile {
    pub what: String,
    #[serde(default)]
    pub include: Vec<Text>,
    #[serde(default)]
    pub en: Vec<Text>,
    #[serde(default)]
    pub es: Vec<Text>,
    #[serde(default)]
    pub fr: Vec<Text>,
    #[serde(default)]
    pub any: Vec<Text>,
}

/// `markers/signals/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalFile {
    pub what: String,
    pub when: Vec<When>,
}

/// `markers/guards/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardFile {
    pub what: String,
    #[serde(rename = "where")]
    pub place: Where,
    pub within: Option<u8>,
    pub effect: Effect,
    pub any: Vec<Text>,
    #[serde(default)]
    pub unless: Vec<Text>,
}

/// An entry of `markers/categories.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryEntry {
    /// For those who read the file: the page has words of its own, the command says the key.
    pub name: ByLanguage,
    #[serde(default)]
    pub guards: Vec<Text>,
}

/// `markers/combinations.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CombinationsFile {
    #[serde(default)]
    pub combination: Vec<CombinationEntry>,
}

/// `[[combination]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CombinationEntry {
    pub marker: Text,
    pub with_any: Vec<Text>,
    pub to: Severity,
    pub why: String,
}

/// `markers/regions/<cc>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionFile {
    pub name: ByLanguage,
    #[serde(default)]
    pub also: Vec<String>,
    pub checked: String,
    #[serde(default)]
    pub official_hosts: Vec<String>,
    #[serde(default)]
    pub calling_codes: Vec<String>,
    #[serde(default)]
    pub emergency: String,
    pub opt_out: DutyEntry,
    pub sender_id: DutyEntry,
    #[serde(default)]
    pub step: Vec<StepEntry>,
    pub calendar: Option<CalendarEntry>,
}

/// `[calendar]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarEntry {
    pub federal_general: FederalElection,
}

/// How the day of a federal election is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FederalElection {
    TuesdayAfterFirstMondayOfNovemberEvenYears,
}

/// `[opt_out]`, `[sender_id]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyEntry {
    pub expected: Expected,
    #[serde(default)]
    pub keywords: Vec<String>,
    pub why: ByLanguage,
    #[serde(default)]
    pub source: Vec<SourceEntry>,
}

/// `[[step]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    pub action: Action,
    #[serde(rename = "for")]
    pub serves: Vec<Text>,
    #[serde(default)]
    pub contact: String,
    #[serde(default)]
    pub url: String,
    pub what: ByLanguage,
    #[serde(default)]
    pub source: Vec<SourceEntry>,
}

/// `markers/incidents/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentFile {
    pub title: ByLanguage,
    pub date: String,
    pub country: String,
    pub channel: String,
    pub intent: String,
    pub markers: Vec<Text>,
    pub lang: String,
    pub quote: Option<String>,
    pub paraphrase: Option<String>,
    pub wrong: ByLanguage,
    #[serde(default)]
    pub source: Vec<SourceEntry>,
}

/// `markers/interface.toml`: sentences by table and id.
pub type InterfaceFile = BTreeMap<String, BTreeMap<String, ByLanguage>>;
