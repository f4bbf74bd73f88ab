//! The one door to JavaScript. Only built for wasm32.
//!
//! What is read goes out as numbers (see [`crate::wire`]); `xtask/npm/` makes of them what people call and get.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::Message;
use crate::wire::Wire;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Options {
    from: Option<String>,
    received: Option<String>,
    region: Option<String>,
    #[allow(dead_code)] // JavaScript chooses the words; here it is only made sure that it is a text
    language: Option<String>,
    picture: bool,
}

/// One of many messages, as a caller gives it. Its id is the caller's own.
#[derive(Debug, serde::Deserialize)]
struct Row {
    text: String,
    from: Option<String>,
    received: Option<String>,
    region: Option<String>,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Grouping {
    least: Option<u32>,
}

/// What stays from call to call.
#[derive(Default)]
struct State {
    options: Options,
    wire: Wire,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn send(act: impl FnOnce(&Options, &mut Wire)) -> *const u32 {
    STATE.with_borrow_mut(|State { options, wire }| {
        act(options, wire.begin());
        wire.place()
    })
}

impl Options {
    fn message<'a>(&'a self, text: &'a str) -> Message<'a> {
        Message::new(text)
            .from(self.from.as_deref().unwrap_or(""))
            .received(self.received.as_deref().unwrap_or(""))
            .region(self.region.as_deref().unwrap_or("US"))
            .from_picture(self.picture)
    }
}

impl Row {
    fn read(value: JsValue, place: usize) -> Result<Self, JsError> {
        let row = serde_wasm_bindgen::from_value(value);
        row.map_err(|e| JsError::new(&format!("row {place}: {e}; expected {{ id?, text, from?, received?, region? }}")))
    }

    /// What a row says itself comes before the options.
    fn message<'a>(&'a self, options: &'a Options) -> Message<'a> {
        let own = |own: &'a Option<String>| own.as_deref().filter(|o| !o.is_empty());
        let mut message = options.message(&self.text);
        if let Some(from) = own(&self.from) {
            message = message.from(from);
        }
        if let Some(received) = own(&self.received) {
            message = message.received(received);
        }
        if let Some(region) = own(&self.region) {
            message = message.region(region);
        }
        message
    }
}

fn read_options<T: Default + serde::de::DeserializeOwned>(options: JsValue, expected: &str) -> Result<T, JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok(T::default());
    }
    serde_wasm_bindgen::from_value(options)
        .map_err(|e| JsError::new(&format!("options: {e}; expected {{ {expected} }}")))
}

/// What is known of the messages that are read from now on.
///
/// # Errors
/// When `options` is not an object of the expected shape.
#[wasm_bindgen]
pub fn know(options: JsValue) -> Result<(), JsError> {
    let options: Options = read_options(options, "from?, received?, region?, language?, picture?")?;
    STATE.with_borrow_mut(|state| state.options = options);
    Ok(())
}

/// Reads one message. Gives where its report stands in memory.
#[wasm_bindgen]
#[must_use]
pub fn read(text: &str) -> *const u32 {
    send(|options, wire| wire.report(&options.message(text).check().with_utf16_spans(text)))
}

/// Reads many messages. Gives where their reports stand in memory, one after the other.
///
/// # Errors
/// When a row is not an object of the expected shape; the message begins with `row N`, counted from 0.
#[wasm_bindgen(js_name = readMany)]
pub fn read_many(rows: Vec<JsValue>) -> Result<*const u32, JsError> {
    let rows = rows.into_iter().enumerate().map(|(place, row)| Row::read(row, place));
    let rows = rows.collect::<Result<Vec<Row>, JsError>>()?;
    Ok(send(|options, wire| {
        for row in &rows {
            wire.report(&row.message(options).check().with_utf16_spans(&row.text));
        }
    }))
}

/// Groups near-duplicate messages. Their ids are their places.
///
/// # Errors
/// When a row or `options` is not an object of the expected shape; the message begins with `row N` (counted from 0) or `options`.
#[wasm_bindgen]
pub fn campaigns(rows: Vec<JsValue>, options: JsValue) -> Result<JsValue, JsError> {
    let Grouping { least } = read_options(options, "least?")?;
    let mut campaigns = crate::Campaigns::new();
    let nothing = Options::default();
    for (place, row) in rows.into_iter().enumerate() {
        campaigns.add(&place.to_string(), &Row::read(row, place)?.message(&nothing));
    }
    let found = campaigns.finish(least.unwrap_or(2) as usize);
    Ok(serde::Serialize::serialize(&found, &serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// Every marker, as [`crate::markers`]. Gives where they stand in memory.
#[wasm_bindgen]
#[must_use]
pub fn markers(language: &str) -> *const u32 {
    send(|_, wire| wire.markers(&crate::markers(language)))
}

/// Every region. Gives where they stand in memory.
#[wasm_bindgen]
#[must_use]
pub fn regions() -> *const u32 {
    send(|_, wire| wire.regions(&crate::regions("en")))
}

/// Every documented message. Gives where they stand in memory.
#[wasm_bindgen]
#[must_use]
pub fn incidents() -> *const u32 {
    send(|_, wire| wire.incidents(&crate::incidents("en")))
}

/// The versions of engine and markers, and of the report. Gives where they stand in memory.
#[wasm_bindgen]
#[must_use]
pub fn version() -> *const u32 {
    send(|_, wire| wire.versions(crate::VERSION, crate::markers_version(), crate::report::SCHEMA))
}
