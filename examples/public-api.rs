//! Writes docs/public-api.txt, everything public in the crate: `cargo run --example public-api`.

#[path = "../tests/promises/public_api.rs"]
mod listing;

fn main() -> std::io::Result<()> {
    std::fs::write(listing::PATH, listing::list())
}
