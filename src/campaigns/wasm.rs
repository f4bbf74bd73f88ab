//! The door to JavaScript of the engine that groups campaigns and does nothing else: `xtask/npm/group.js` asks. What messages are
//! compared by goes in, as the engine that reads them gave it; JSON comes out.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::{Campaigns, Message, Signature};

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The messages taken so far, and how many.
#[derive(Default)]
struct Taken {
    campaigns: Campaigns,
    count: usize,
}

thread_local! {
    static TAKEN: RefCell<Taken> = RefCell::default();
}

/// Forgets all messages.
#[wasm_bindgen]
pub fn begin() {
    TAKEN.take();
}

/// Takes a message to be grouped with those like it, under its place as an id.
#[wasm_bindgen]
pub fn add(pairs: Vec<u32>, opt_out: bool, text: &str, from: &str, received: &str) {
    let message = Message::new(text).from(from).received(received);
    TAKEN.with_borrow_mut(|taken| {
        taken.campaigns.add_read(&taken.count.to_string(), &message, &Signature { pairs, opt_out });
        taken.count += 1;
    });
}

/// The campaigns of at least so many of the messages taken, and forgets these. Gives a list of [`crate::Campaign`].
#[wasm_bindgen]
#[must_use]
pub fn groups(least: usize) -> String {
    serde_json::to_string(&TAKEN.take().campaigns.finish(least)).unwrap_or_default()
}
