//! Whoever a message is for or against, it gets the same report: parties, candidates, sides and slogans of
//! `markers/fairness.toml` exchanged in every message and example we have.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use measure::exchange::{Fairness, Way};
use measure::pairs;
use telltext::engine::Engine;

#[test]
fn exchanging_the_sides_changes_nothing() {
    let corpus = places::root().join("tests/corpus");
    let compared =
        pairs::compare(&mut Engine::embedded(), &places::markers_folder(), &corpus).unwrap_or_else(|e| panic!("{e}"));
    let unlike = compared
        .unlike
        .iter()
        .map(|u| format!("{}\n    {}\n    {}\n      {}", u.at, u.text, u.exchanged, u.differences.join("\n      ")));
    let unlike: Vec<String> = unlike.collect();
    assert!(compared.pairs >= 200, "only {} pairs", compared.pairs);
    assert!(
        unlike.is_empty(),
        "{} of {} pairs are not read alike:\n{}",
        unlike.len(),
        compared.pairs,
        unlike.join("\n")
    );
}

#[test]
fn names_are_exchanged_as_they_are_written() {
    let fairness = Fairness::load(&places::markers_folder()).unwrap_or_else(|error| panic!("{error}"));
    let mirror = fairness.exchanger(Way::Mirror);
    let text = "DEMOCRATS and the GOP: Harris' people, trump's people, the far left.";
    let moved = mirror.exchange(text).expect("names stand in it");
    assert_eq!(moved.text, "REPUBLICANS and the DNC: Trump' people, harris's people, the far right.");
    assert_eq!(mirror.exchange(&moved.text).expect("names stand in it").text, text);
    let people = text.find("people").expect("it is there");
    assert_eq!(&moved.text[moved.range(people..text.len())], "people, harris's people, the far right.");
    assert!(mirror.exchange("No side is named here: scandemocratic, gop.example.org, @trump").is_none());
    let third =
        fairness.exchanger(Way::ThirdForRival).exchange("Democrats and Republicans").expect("a name stands in it");
    assert_eq!(third.text, "Democrats and Libertarians");
}
