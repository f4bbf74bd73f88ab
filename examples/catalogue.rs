//! The markers' files → `docs/markers.md`: `cargo run --example catalogue`. `tests/catalogue.rs` holds it current.

#[path = "../tests/promises/catalogue.rs"]
mod catalogue;
#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "../tests/promises/places.rs"]
#[allow(dead_code)]
mod places;

fn main() {
    let page = catalogue::page(&places::markers());
    std::fs::write(places::root().join(catalogue::PATH), page)
        .unwrap_or_else(|error| panic!("{}: {error}", catalogue::PATH));
    println!("{}", catalogue::PATH);
}
