//! `docs/evaluation.md` is what the labelled messages give.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use measure::evaluation;
use telltext::engine::Engine;

#[test]
fn the_page_is_current() {
    let page = evaluation::page(&mut Engine::embedded(), &places::corpus());
    let there = std::fs::read_to_string(places::root().join("docs/evaluation.md")).unwrap_or_default();
    assert!(
        there == evaluation::with_pictures(&page, &there),
        "docs/evaluation.md is not what the messages give now; write it with\n    cargo run -p telltext-cli -- eval --write docs/evaluation.md"
    );
    assert!(
        there.contains(evaluation::PICTURES),
        "docs/evaluation.md has lost its part about pictures; write it with\n    node tests/pictures/measure.mjs"
    );
}
