//! The report: the only thing people are told. Schema 1, a public contract.
//!
//! Two dials that never offset each other: what the message *says* ([`Report::level`], from
//! [`Report::findings`]) and how it was *sent* ([`Report::checks`]). A report describes; it never
//! says whether a message is true.

use serde::Serialize;

pub use crate::vocabulary::{Action, Category, Kind, Level, Severity};

pub use crate::said::{Quote, Text};

/// The version of this contract, [`Report::schema`].
pub const SCHEMA: u32 = 1;

/// Everything telltext has to say about one message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Report {
    /// The version of this contract: 1.
    pub schema: u32,
    /// The version of the engine, e.g. `0.1.0`.
    pub engine: Text,
    /// The month of the newest source or check among the markers and regions, e.g. `2026-11`.
    pub markers_version: Text,
    /// How strong the content markers are. Says nothing about truth.
    pub level: Level,
    /// The ids of the markers that raised `level`; empty when it is `none`.
    pub level_because: Vec<Text>,
    /// What kind of message was read.
    pub message: About,
    /// How the message was sent.
    pub checks: Checks,
    /// The markers raised, the most severe first, then in the order of the text.
    pub findings: Vec<Finding>,
    /// Things seen that ordinary messages have too. They never lower the level.
    pub ordinary_signs: Vec<OrdinarySign>,
    /// Every link in the message. None was opened.
    pub links: Vec<Link>,
    /// Documented messages this one resembles.
    pub incidents: Vec<Resemblance>,
    /// What the reader can do next, the most useful first.
    pub next_steps: Vec<NextStep>,
    /// What was not looked at, in plain words (links not opened, sender not looked up, the rest of a very long text). What the level does
    /// not speak of comes before `truth`: words of a language that is not read, markers that were left out.
    pub not_checked: Vec<NotChecked>,
}

/// A half-open range of the text exactly as it was pasted.
///
/// In Rust these are byte offsets; in JSON and JavaScript they are UTF-16 code units, so that
/// `text.slice(start, end)` gives the words. [`Report::with_utf16_spans`] converts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Span {
    /// Where it begins.
    pub start: u32,
    /// The first offset after it.
    pub end: u32,
}

/// What kind of message was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct About {
    /// The language most of its words belong to, by its code (`en`), or `und` when that cannot be told.
    pub language: Text,
    /// What it is about and who would send it.
    pub kind: Kind,
    /// Whether it reads as one of many, sent to a list.
    pub bulk: bool,
    /// The region whose rules were applied: an ISO 3166-1 code, e.g. `US`, or `unknown`.
    pub region: Text,
    /// Characters (Unicode scalar values) in the text as pasted.
    pub characters: u32,
    /// SMS segments it takes to send.
    pub segments: u32,
    /// The SMS alphabet it needs.
    pub encoding: Encoding,
    /// Whether only the first 65,536 characters were read.
    pub truncated: bool,
    /// Whether the text was recognised from a picture.
    pub from_picture: bool,
}

/// The SMS alphabet a text needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Encoding {
    /// GSM 03.38, 160 characters in one segment.
    #[serde(rename = "gsm-7")]
    Gsm7,
    /// UCS-2, 70 characters in one segment.
    #[serde(rename = "ucs-2")]
    Ucs2,
}

/// The duties of whoever sent it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Checks {
    /// Is there an opt-out line, and should there be one?
    pub opt_out: Check,
    /// Does it name who sent it, and should it?
    pub sender_id: Check,
}

/// One duty: whether it was found, and whether it should have been.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Check {
    /// Whether the duty applies and is met.
    pub outcome: Outcome,
    /// Whether such wording is in the text, whatever the kind of message.
    pub found: bool,
    /// How the wording stands there: `present`, `compressed` (`Stop2End`), `link-only`, `phone-only`, `disguised`, `deceptive` (it costs, asks for data or contradicts itself), `decoy-only` (words that only look like it) or `missing`. Of the sender only `present` or `missing`.
    pub form: Text,
    /// Of the opt-out line: the keyword to reply with (`STOP`), as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(schema, ts(optional))]
    pub keyword: Option<Quote>,
    /// Of the sender: the words that name it, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(schema, ts(optional))]
    pub name: Option<Quote>,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Why the outcome is what it is.
    pub why: Text,
    /// The rules that say so.
    pub sources: Vec<Source>,
}

/// The outcome of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Outcome {
    /// Found, in a form people can rely on.
    Pass,
    /// Expected and not found.
    Fail,
    /// Found, but not in a form people can rely on; or it cannot be told whether it is expected.
    Review,
    /// Not expected of such a message.
    NotApplicable,
}

/// A marker raised.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Finding {
    /// The id of the marker, e.g. `party-split-voting-day`.
    pub marker: Text,
    /// Its family.
    pub category: Category,
    /// How much it weighs here: some markers weigh more beside others, and guards lower them.
    pub severity: Severity,
    /// Where its words stand; empty for what is missing rather than there.
    pub spans: Vec<Span>,
    /// The words of the longest span as pasted, shortened to 120 characters.
    pub excerpt: Quote,
    /// A short title: what was seen.
    pub title: Text,
    /// What was seen.
    pub what: Text,
    /// Why it is worth a second look.
    pub why: Text,
    /// What to do about it.
    #[serde(rename = "do")]
    #[cfg_attr(schema, ts(rename = "do"))]
    pub todo: Text,
    /// Who says so.
    pub sources: Vec<Source>,
    /// The guards that lowered it, if any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(schema, ts(optional, as = "Option<Vec<Text>>"))]
    pub lowered_by: Vec<Text>,
    /// The markers or signals that raised its severity in combination, if any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(schema, ts(optional, as = "Option<Vec<Text>>"))]
    pub raised_by: Vec<Text>,
}

/// Something published that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Source {
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// When it was published or last checked, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Text,
    /// Where it stands.
    pub url: Text,
}

/// Something ordinary messages have too.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct OrdinarySign {
    /// Its id: `official-domain`, `opt-out-line`, `sender-named`, `paid-for-line`, `polls-close-time`, `fact-check-wording`, `question-from-a-person`.
    pub sign: Text,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// What was seen, and what it does not prove.
    pub what: Text,
}

/// A link in the message. It was not opened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Link {
    /// The link as written.
    pub url: Quote,
    /// Its host in lower case with disguises undone, e.g. `vote.gov`.
    pub host: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// What can be seen of it: `official`, `shortener`, `look-alike`, `mixed-script`, `punycode`, `ip-address`, `port`, `user-info`, `not-https`, `download`, `odd-ending`, `defanged`.
    pub notes: Vec<Text>,
}

/// A documented message this one resembles.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Resemblance {
    /// The id of the incident, e.g. `us-2020-philadelphia-converge`.
    pub incident: Text,
    /// How alike they are, 0 to 1, rounded to two places.
    pub similarity: f64,
    /// A short title.
    pub title: Text,
    /// When it happened: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Text,
    /// What was wrong with it.
    pub what_was_wrong: Text,
    /// The documented words, for the comparison side by side.
    pub quote: Text,
    /// Whether `quote` was quoted by the press, or is our reconstruction of what was reported.
    pub quoted: bool,
    /// Where it was reported.
    pub url: Text,
}

/// What the reader can do next.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct NextStep {
    /// What kind of step it is.
    pub action: Action,
    /// The step, in plain words.
    pub what: Text,
    /// A number or short code to call or text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(schema, ts(optional))]
    pub contact: Option<Text>,
    /// A page to open by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(schema, ts(optional))]
    pub url: Option<Text>,
}

/// Something that was not looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct NotChecked {
    /// Its id: `words`, `truth`, `links`, `sender`, `date`, `place`, `rest-of-text`, `picture`; or that of a marker that was left out.
    pub id: Text,
    /// In plain words.
    pub what: Text,
}
