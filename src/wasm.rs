//! The one door to JavaScript. Only built for wasm32.

use serde::Serialize as _;
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

fn to_js<T: serde::Serialize>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

fn read_options(options: JsValue) -> Result<Options, JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok(Options::default());
    }
    serde_wasm_bindgen::from_value(options).map_err(|e| JsError::new(&format!("options: {e}; expected {{ from?, received?, region?, language?, picture? }}")))
}

/// Reads one message. Spans are UTF-16 code units: `text.slice(start, end)` gives the words.
///
/// # Errors
/// When `options` is not an object of the expected shape. No text is an error.
#[wasm_bindgen]
pub fn check(text: &str, options: Option<CheckOptions>) -> Result<ReportObject, JsError> {
    let options = read_options(options.map_or(JsValue::UNDEFINED, JsValue::from))?;
    let message = Message::new(text)
        .from(options.from.as_deref().unwrap_or(""))
        .received(options.received.as_deref().unwrap_or(""))
        .region(options.region.as_deref().unwrap_or("US"))
        .language(options.language.as_deref().unwrap_or("en"))
        .from_picture(options.picture);
    Ok(to_js(&message.check().with_utf16_spans(text))?.unchecked_into())
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

#[derive(serde::Serialize)]
struct Version {
    engine: &'static str,
    markers_version: &'static str,
    schema: u32,
}

/// The versions of engine, markers and report.
///
/// # Errors
/// None in practice.
#[wasm_bindgen]
pub fn version() -> Result<Versions, JsError> {
    Ok(to_js(&Version { engine: crate::VERSION, markers_version: crate::markers_version(), schema: crate::report::SCHEMA })?.unchecked_into())
}
