//! The one door to JavaScript of the engine that reads messages. Only built for wasm32.
//!
//! Texts and numbers come in one by one, what is read goes out as numbers (see [`crate::wire`]); `xtask/npm/` looks at
//! what people call with, and makes of the numbers what they get.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::wire::Wire;
use crate::{Message, Signature};

/// Smaller and quicker than the one of the standard library.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What is known of the messages that are read from now on.
struct Known {
    from: String,
    received: String,
    region: String,
    picture: bool,
    without: Vec<&'static str>,
}

impl Default for Known {
    fn default() -> Self {
        Self { from: String::new(), received: String::new(), region: "US".into(), picture: false, without: Vec::new() }
    }
}

impl Known {
    fn message<'a>(&'a self, text: &'a str) -> Message<'a> {
        Message::new(text)
            .from(&self.from)
            .received(&self.received)
            .region(&self.region)
            .from_picture(self.picture)
            .without(&self.without)
    }
}

/// What stays from call to call.
#[derive(Default)]
struct State {
    known: Known,
    wire: Wire,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn send(act: impl FnOnce(&Known, &mut Wire)) -> *const u32 {
    STATE.with_borrow_mut(|State { known, wire, .. }| {
        act(known, wire.begin());
        wire.place()
    })
}

/// What a row says itself comes before what is known of all; an empty text says nothing.
fn row<'a>(mut message: Message<'a>, from: &'a str, received: &'a str, region: &'a str) -> Message<'a> {
    if !from.is_empty() {
        message = message.from(from);
    }
    if !received.is_empty() {
        message = message.received(received);
    }
    if !region.is_empty() {
        message = message.region(region);
    }
    message
}

/// What is known of the messages that are read from now on. Gives whether `received` is a day, if it says anything.
#[wasm_bindgen]
#[must_use]
pub fn know(from: String, received: String, region: String, picture: bool) -> bool {
    let is_day = received.trim().is_empty() || crate::signals::when::Day::parse(&received).is_some();
    STATE.with_borrow_mut(|state| state.known = Known { from, received, region, picture, without: Vec::new() });
    is_day
}

/// Leaves a marker out until [`know`] is called again. Gives whether there is one with this id.
#[wasm_bindgen(js_name = leaveOut)]
#[must_use]
pub fn leave_out(id: &str) -> bool {
    let marker = crate::known().markers.iter().find(|marker| marker.id == id);
    STATE.with_borrow_mut(|state| state.known.without.extend(marker.map(|marker| marker.id)));
    marker.is_some()
}

/// Reads one message. Gives where its report stands in memory.
#[wasm_bindgen]
#[must_use]
pub fn read(text: &str) -> *const u32 {
    send(|known, wire| wire.report(&known.message(text).check().with_utf16_spans(text)))
}

/// Forgets what was sent last, before many messages are read.
#[wasm_bindgen]
pub fn begin() {
    send(|_, _| ());
}

/// Reads one of many messages. Gives where the first of their reports stands in memory; the others follow it.
#[wasm_bindgen(js_name = readNext)]
#[must_use]
pub fn read_next(text: &str, from: &str, received: &str, region: &str) -> *const u32 {
    STATE.with_borrow_mut(|State { known, wire, .. }| {
        wire.report(&row(known.message(text), from, received, region).check().with_utf16_spans(text));
        wire.place()
    })
}

/// What one of many messages is compared by when they are grouped, by an engine of its own: `src/campaigns/wasm.rs`.
/// Gives where it stands in memory.
#[wasm_bindgen]
#[must_use]
pub fn signature(text: &str, from: &str, received: &str, region: &str) -> *const u32 {
    let message = row(Message::new(text), from, received, region);
    let signature = crate::engine::with(|engine| Signature::of(engine, &message));
    send(|_, wire| wire.signature(&signature))
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

/// Tells the documented messages that messages are compared with: what the crate's build script wrote as `documented.bin` and
/// `documented.txt`. Until then there are none; told again, nothing changes.
#[wasm_bindgen]
pub fn documented(bytes: Vec<u8>, text: String) {
    let known = &crate::known().documented;
    known.get_or_init(|| crate::unpack::documented(bytes.leak(), text.leak()));
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
