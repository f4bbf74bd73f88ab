//! The one door to JavaScript. Only built for wasm32.

use wasm_bindgen::prelude::*;

use crate::Message;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../docs/report.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const SIGNATURES: &str = r#"
/** What is known of a message besides its text. */
export interface CheckOptions {
  /** Who sent it: a number, a short code, an e-mail address or a name. */
  from?: string;
  /** The day it was received, YYYY-MM-DD. */
  received?: string;
  /** Whose rules apply: an ISO 3166-1 code. Default "US". */
  region?: string;
  /** The language of the report: "en" (default), "es" or "fr". */
  language?: string;
  /** Whether the text was recognised from a picture. */
  picture?: boolean;
}

/** One of many messages. Other properties are passed over. */
export interface MessageRow {
  /** The caller's own id. Default: the place in the list, from 0. */
  id?: string | number;
  /** The message. */
  text: string;
  /** Who sent it. */
  from?: string | null;
  /** The day it was received, YYYY-MM-DD; a time may follow. */
  received?: string | null;
  /** Whose rules apply, if not those of the options. */
  region?: string | null;
}

/** The report of one of many messages. */
export interface ReportRow {
  /** The id of the message. */
  id: string | number;
  /** What there is to say about it. */
  report: Report;
}

/** What is known of many messages: what a row says itself comes first. */
export type CheckManyOptions = CheckOptions;

/** How campaigns are listed. */
export interface CampaignsOptions {
  /** How many messages a campaign has at the least. Default 2. */
  least?: number;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// What a caller gave as options.
    #[wasm_bindgen(typescript_type = "CheckOptions")]
    pub type CheckOptions;
    /// A report.
    #[wasm_bindgen(typescript_type = "Report")]
    pub type ReportObject;
    /// Marker pages.
    #[wasm_bindgen(typescript_type = "MarkerPage[]")]
    pub type MarkerPages;
    /// Region pages.
    #[wasm_bindgen(typescript_type = "RegionPage[]")]
    pub type RegionPages;
    /// Incident pages.
    #[wasm_bindgen(typescript_type = "IncidentPage[]")]
    pub type IncidentPages;
    /// One of many messages.
    #[wasm_bindgen(typescript_type = "MessageRow")]
    pub type MessageRow;
    /// What a caller gave as options for many messages.
    #[wasm_bindgen(typescript_type = "CheckManyOptions")]
    pub type CheckManyOptions;
    /// Reports with ids.
    #[wasm_bindgen(typescript_type = "ReportRow[]")]
    pub type ReportRows;
    /// What a caller gave as options for campaigns.
    #[wasm_bindgen(typescript_type = "CampaignsOptions")]
    pub type CampaignsOptions;
    /// Campaigns.
    #[wasm_bindgen(typescript_type = "Campaign[]")]
    pub type CampaignList;
    /// Versions.
    #[wasm_bindgen(typescript_type = "{ engine: string; markers_version: string; schema: number }")]
    pub type Versions;
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Options {
    from: Option<String>,
    received: Option<String>,
    region: Option<String>,
    language: Option<String>,
    picture: bool,
}

/// One of many messages, as a caller gives it.
#[derive(Debug, serde::Deserialize)]
struct Row {
    id: Option<Id>,
    text: String,
    from: Option<String>,
    received: Option<String>,
    region: Option<String>,
}

/// An id is given back as it came.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Id {
    Number(f64),
    Text(String),
}

impl std::fmt::Display for Id {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(to),
            Self::Text(text) => text.fmt(to),
        }
    }
}

#[derive(Debug, serde::Serialize)]
struct Checked {
    id: Id,
    report: crate::Report,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Grouping {
    least: Option<u32>,
}

impl Row {
    fn read(value: MessageRow, place: usize) -> Result<Self, JsError> {
        let row = serde_wasm_bindgen::from_value(value.into());
        row.map_err(|e| JsError::new(&format!("row {place}: {e}; expected {{ id?, text, from?, received?, region? }}")))
    }

    fn id(&mut self, place: usize) -> Id {
        self.id.take().unwrap_or(Id::Number(place as f64))
    }

    fn message<'a>(&'a self, options: &'a Options) -> Message<'a> {
        let pick = |own: &'a Option<String>, other: &'a Option<String>| {
            own.as_deref().filter(|o| !o.is_empty()).or(other.as_deref())
        };
        Message::new(&self.text)
            .from(pick(&self.from, &options.from).unwrap_or(""))
            .received(pick(&self.received, &options.received).unwrap_or(""))
            .region(pick(&self.region, &options.region).unwrap_or("US"))
            .language(options.language.as_deref().unwrap_or("en"))
            .from_picture(options.picture)
    }
}

fn to_js<T: serde::Serialize>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

fn read_options<T: Default + serde::de::DeserializeOwned>(options: JsValue, expected: &str) -> Result<T, JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok(T::default());
    }
    serde_wasm_bindgen::from_value(options)
        .map_err(|e| JsError::new(&format!("options: {e}; expected {{ {expected} }}")))
}

fn check_options(options: JsValue) -> Result<Options, JsError> {
    read_options(options, "from?, received?, region?, language?, picture?")
}

/// Reads one message. Spans are UTF-16 code units: `text.slice(start, end)` gives the words.
///
/// # Errors
/// When `options` is not an object of the expected shape. No text is an error.
#[wasm_bindgen]
pub fn check(text: &str, options: Option<CheckOptions>) -> Result<ReportObject, JsError> {
    let options = check_options(options.map_or(JsValue::UNDEFINED, JsValue::from))?;
    let message = Message::new(text)
        .from(options.from.as_deref().unwrap_or(""))
        .received(options.received.as_deref().unwrap_or(""))
        .region(options.region.as_deref().unwrap_or("US"))
        .language(options.language.as_deref().unwrap_or("en"))
        .from_picture(options.picture);
    Ok(to_js(&message.check().with_utf16_spans(text))?.unchecked_into())
}

/// Reads many messages, in their order. What a row says of itself comes before the options.
///
/// # Errors
/// When a row or `options` is not an object of the expected shape; the message begins with `row N` (counted from 0) or `options`.
#[wasm_bindgen(js_name = checkMany)]
pub fn check_many(rows: Vec<MessageRow>, options: Option<CheckManyOptions>) -> Result<ReportRows, JsError> {
    let options = check_options(options.map_or(JsValue::UNDEFINED, JsValue::from))?;
    let mut checked = Vec::with_capacity(rows.len());
    for (place, row) in rows.into_iter().enumerate() {
        let mut row = Row::read(row, place)?;
        let id = row.id(place);
        checked.push(Checked { id, report: row.message(&options).check().with_utf16_spans(&row.text) });
    }
    Ok(to_js(&checked)?.unchecked_into())
}

/// Groups near-duplicate messages, whatever names, numbers, amounts, links and disguise were filled in: the largest campaign first.
///
/// # Errors
/// When a row or `options` is not an object of the expected shape; the message begins with `row N` (counted from 0) or `options`.
#[wasm_bindgen]
pub fn campaigns(rows: Vec<MessageRow>, options: Option<CampaignsOptions>) -> Result<CampaignList, JsError> {
    let Grouping { least } = read_options(options.map_or(JsValue::UNDEFINED, JsValue::from), "least?")?;
    let mut campaigns = crate::Campaigns::new();
    let nothing = Options::default();
    for (place, row) in rows.into_iter().enumerate() {
        let mut row = Row::read(row, place)?;
        let id = row.id(place).to_string();
        campaigns.add(&id, &row.message(&nothing));
    }
    Ok(to_js(&campaigns.finish(least.unwrap_or(2) as usize))?.unchecked_into())
}

/// Every marker, with its texts in a language (`en`, `es`, `fr`).
///
/// # Errors
/// None in practice.
#[wasm_bindgen]
pub fn markers(language: &str) -> Result<MarkerPages, JsError> {
    Ok(to_js(&crate::markers(language))?.unchecked_into())
}

/// Every region, with its name in a language.
///
/// # Errors
/// None in practice.
#[wasm_bindgen]
pub fn regions(language: &str) -> Result<RegionPages, JsError> {
    Ok(to_js(&crate::regions(language))?.unchecked_into())
}

/// Every documented message, with its texts in a language.
///
/// # Errors
/// None in practice.
#[wasm_bindgen]
pub fn incidents(language: &str) -> Result<IncidentPages, JsError> {
    Ok(to_js(&crate::incidents(language))?.unchecked_into())
}

#[derive(serde::Serialize)]
struct Version {
    engine: &'static str,
    #[serde(rename = "markers_version")]
    markers: &'static str,
    schema: u32,
}

/// The versions of engine, markers and report.
///
/// # Errors
/// None in practice.
#[wasm_bindgen]
pub fn version() -> Result<Versions, JsError> {
    Ok(to_js(&Version { engine: crate::VERSION, markers: crate::markers_version(), schema: crate::report::SCHEMA })?
        .unchecked_into())
}
