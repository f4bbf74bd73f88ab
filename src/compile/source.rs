//! The shape of the files under `markers/`, exactly as they are written.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::knowledge::{Effect, Expected, Where};
use crate::vocabulary::{Action, Category, Severity};

/// A string and where it stands, to point at in errors.
pub type Text = Spanned<String>;

/// A sentence by language.
pub type ByLanguage = BTreeMap<Text, String>;

/// `markers/languages.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguagesFile {
    /// All of them.
    #[serde(default)]
    pub language: Vec<LanguageEntry>,
}

/// `[[language]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageEntry {
    /// Two small letters.
    pub code: Text,
    /// What it is called in itself, for the page.
    pub name: String,
    /// What it is called in English.
    pub english: String,
    /// How it is written, for the page.
    pub direction: Direction,
    /// The data that reads pictures in it, for the page.
    pub pictures: Option<String>,
}

/// How a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// `markers/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerFile {
    /// What it is called; else the name of the file says it.
    pub id: Option<Text>,
    /// The family it belongs to.
    pub category: Category,
    /// What it weighs.
    pub severity: Severity,
    /// The guards it heeds instead of those of its family.
    pub guards: Option<Vec<Text>>,
    /// When it is raised: one of these holds.
    #[serde(default)]
    pub when: Vec<When>,
    /// What people read of it, by language.
    #[serde(default)]
    pub text: BTreeMap<Text, MarkerText>,
    /// Who says so.
    #[serde(default)]
    pub source: Vec<SourceEntry>,
    /// Messages that raise it.
    #[serde(default)]
    pub raise: Vec<Example>,
    /// Messages that do not.
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
    /// One of these patterns and signals.
    #[serde(default)]
    pub any: Vec<Text>,
    /// All of these.
    #[serde(default)]
    pub all: Vec<Text>,
    /// Patterns that stand near the one of `any`.
    #[serde(default)]
    pub near: Vec<Text>,
    /// None of these.
    #[serde(default)]
    pub unless: Vec<Text>,
    /// What the marker weighs here, if it is something else.
    pub severity: Option<Severity>,
}

/// `[text.<lang>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerText {
    /// A short title: what was seen.
    pub title: String,
    /// What was seen.
    pub what: String,
    /// Why it is worth a second look.
    pub why: String,
    /// What to do about it.
    #[serde(rename = "do")]
    pub todo: String,
}

/// `[[source]]`
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
    /// Where it stands.
    pub url: String,
}

/// `[[raise]]` and `[[quiet]]`
#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The message.
    pub text: Text,
    /// The language it is in.
    pub lang: String,
    /// Words that are highlighted.
    pub on: Option<String>,
    /// Why it is an example, for those who read the file.
    pub why: Option<String>,
    /// Whether it is a lawful message that looks like others.
    #[serde(default)]
    pub lawful: bool,
    /// Who sent it.
    pub from: Option<String>,
    /// When it came, `YYYY-MM-DD`.
    pub received: Option<String>,
    /// Whose rules apply.
    pub region: Option<String>,
}

/// `markers/words/<name>.toml`
#[derive(Debug)]
pub struct WordFile {
    /// What its words have in common.
    pub what: String,
    /// Lists and entities whose words are its own too.
    pub include: Vec<Text>,
    /// Its words by language; under [`ANY_LANGUAGE`] those of no one language. What else stands in the file is taken
    /// for a language here, and refused with those that are not listed.
    pub words: BTreeMap<Text, Vec<Text>>,
}

/// Under it stand words of no one language.
pub const ANY_LANGUAGE: &str = "any";

impl<'de> Deserialize<'de> for WordFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = WordFile;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a word list")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WordFile, A::Error> {
                let (mut what, mut include, mut words) = (None, Vec::new(), BTreeMap::new());
                while let Some(key) = map.next_key::<Text>()? {
                    match key.get_ref().as_str() {
                        "what" => what = Some(map.next_value()?),
                        "include" => include = map.next_value()?,
                        _ => _ = words.insert(key, map.next_value()?),
                    }
                }
                Ok(WordFile { what: what.ok_or_else(|| de::Error::missing_field("what"))?, include, words })
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// `markers/signals/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalFile {
    /// What is seen.
    pub what: String,
    /// When it is seen: one of these holds.
    pub when: Vec<When>,
}

/// `markers/guards/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardFile {
    /// What kind of words keep markers quiet.
    pub what: String,
    /// Where they must stand.
    #[serde(rename = "where")]
    pub place: Where,
    /// How many words away at the most.
    pub within: Option<u8>,
    /// What comes of it.
    pub effect: Effect,
    /// One of these patterns and signals.
    pub any: Vec<Text>,
    /// None of these patterns and signals.
    #[serde(default)]
    pub unless: Vec<Text>,
}

/// An entry of `markers/categories.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryEntry {
    /// For those who read the file: the page has words of its own, the command says the key.
    pub name: ByLanguage,
    /// The guards its markers heed.
    #[serde(default)]
    pub guards: Vec<Text>,
}

/// `markers/combinations.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CombinationsFile {
    /// All of them.
    #[serde(default)]
    pub combination: Vec<CombinationEntry>,
}

/// `[[combination]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CombinationEntry {
    /// The marker that weighs more.
    pub marker: Text,
    /// One of these markers and signals makes it so.
    pub with_any: Vec<Text>,
    /// What it weighs then.
    pub to: Severity,
    /// Why, for those who read the file.
    pub why: String,
}

/// `markers/regions/<cc>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionFile {
    /// Its name.
    pub name: ByLanguage,
    /// What else it is called where a code is asked for.
    #[serde(default)]
    pub also: Vec<String>,
    /// When its contents were last checked.
    pub checked: String,
    /// Hosts and endings of its offices.
    #[serde(default)]
    pub official_hosts: Vec<String>,
    /// International calling codes.
    #[serde(default)]
    pub calling_codes: Vec<String>,
    /// Whom to call when someone is in danger.
    #[serde(default)]
    pub emergency: String,
    /// To say how the messages are stopped.
    pub opt_out: DutyEntry,
    /// To say who sends them.
    pub sender_id: DutyEntry,
    /// What the reader can do.
    #[serde(default)]
    pub step: Vec<StepEntry>,
    /// The days of elections that are computed.
    pub calendar: Option<CalendarEntry>,
}

/// `[calendar]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarEntry {
    /// How the day of the general election is computed.
    pub federal_general: FederalElection,
}

/// How the day of a federal election is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FederalElection {
    /// The Tuesday after the first Monday of November, in even years.
    TuesdayAfterFirstMondayOfNovemberEvenYears,
}

/// `[opt_out]`, `[sender_id]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyEntry {
    /// Who expects it.
    pub expected: Expected,
    /// The words a reader can reply with, for those who read the file.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// What it is, and what may explain its absence.
    pub why: ByLanguage,
    /// Who says so.
    #[serde(default)]
    pub source: Vec<SourceEntry>,
}

/// `[[step]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    /// What kind of step.
    pub action: Action,
    /// What it serves: categories, `any`, `threat`.
    #[serde(rename = "for")]
    pub serves: Vec<Text>,
    /// A number.
    #[serde(default)]
    pub contact: String,
    /// A page.
    #[serde(default)]
    pub url: String,
    /// The step, in words.
    pub what: ByLanguage,
    /// Who says so.
    #[serde(default)]
    pub source: Vec<SourceEntry>,
}

/// `markers/incidents/<id>.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentFile {
    /// A short title.
    pub title: ByLanguage,
    /// When it was sent.
    pub date: String,
    /// Where, as a code.
    pub country: String,
    /// How it came.
    pub channel: String,
    /// How it was meant: `deliberate`, `error`, `lawful-but-contested` or `unclear`; for those who read the file.
    pub intent: String,
    /// The markers it is listed with.
    pub markers: Vec<Text>,
    /// The language it was in.
    pub lang: String,
    /// Its words, as quoted.
    pub quote: Option<String>,
    /// Its words, as they were reported.
    pub paraphrase: Option<String>,
    /// What was wrong with it.
    pub wrong: ByLanguage,
    /// Who says so.
    #[serde(default)]
    pub source: Vec<SourceEntry>,
}

/// `markers/shorthand.toml`: by language, words as messages shorten them and the words they stand for.
pub type ShorthandFile = BTreeMap<String, BTreeMap<String, Text>>;

/// `markers/interface.toml`: sentences by table and id.
pub type InterfaceFile = BTreeMap<String, BTreeMap<String, ByLanguage>>;
