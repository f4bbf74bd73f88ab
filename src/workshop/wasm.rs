//! The workshop's door to JavaScript: `www/workshop/worker.js` asks. Texts go in, JSON comes out.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::Message;
use crate::workshop::{Bench, file_of, ids};

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) };
}

/// Reads somebody's own file; messages are read with it from now on. Gives a [`Bench`].
#[wasm_bindgen]
#[must_use]
pub fn open(text: &str) -> String {
    let bench = Bench::open(text);
    let said = json(&bench);
    BENCH.set(Some(bench));
    said
}

/// Reads a message with the file opened last. Gives its report, or `null` where there is nothing to read it with.
#[wasm_bindgen]
#[must_use]
pub fn check(text: &str, from: &str, region: &str, language: &str) -> String {
    let message = Message::new(text).from(from).region(region).language(language);
    BENCH.with_borrow_mut(|bench| json(&bench.as_mut().and_then(|bench| bench.check(&message))))
}

/// The names of the built-in markers: a list.
#[wasm_bindgen]
#[must_use]
pub fn names() -> String {
    json(&ids().collect::<Vec<_>>())
}

/// The file of a built-in marker, to begin with; empty if there is none of this name.
#[wasm_bindgen]
#[must_use]
pub fn file(id: &str) -> String {
    file_of(id).unwrap_or_default()
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
