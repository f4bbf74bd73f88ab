//! The report's Rust types → `docs/report.schema.json` and `docs/report.d.ts`.
//!
//! `cargo run --example schema` writes both. `tests/schema.rs` holds them current.

use std::path::Path;

#[path = "../tests/promises/schema.rs"]
mod schema;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in schema::documents() {
        std::fs::write(root.join(path), text).unwrap_or_else(|error| panic!("{path}: {error}"));
        println!("{path}");
    }
}
