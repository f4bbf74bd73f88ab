//! `docs/evaluation.md` is what the labelled messages give.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use telltext::engine::Engine;

#[test]
fn the_page_is_current() {
    let page = measure::evaluation::page(&mut Engine::embedded(), &places::corpus());
    let there = std::fs::read_to_string(places::root().join("docs/evaluation.md")).unwrap_or_default();
    assert!(
        there == page,
        "docs/evaluation.md is not what the messages give now; write it with\n    cargo run -p telltext-cli -- eval --write docs/evaluation.md"
    );
}
