//! How long each room takes on this machine, as a share of the whole: `cargo run --profile quick --example rooms`.

use std::hint::black_box;
use std::time::Instant;

use telltext::Message;
use telltext::engine::Engine;
use telltext::fold::{Folded, fold};
use telltext::matcher::Matches;
use telltext::tokens::{Lexicon, Tokens};

const TEXTS: [&str; 3] = [
    "Due to long lines, all Purple Party voters are asked to vote on Wednesday. Democrats vote Tuesday. More at bit.ly/2abcXYZ, thank you and please inform everyone.",
    "Hi Ana, are we still on for lunch tomorrow at noon? I can pick up the kids from school after that, and we could go by the library on the way home if you like. Bye",
    "Hi, it's Sam with Ruiz for Mayor. Early voting starts Monday at the library, 8 am to 6 pm. Can we count on your vote? Find your place at vote.gov. Reply STOP to end",
];

fn time(what: &str, mut act: impl FnMut()) {
    for _ in 0..2_000 {
        act();
    }
    let mut best = f64::MAX;
    for _ in 0..7 {
        let start = Instant::now();
        for _ in 0..2_000 {
            act();
        }
        best = best.min(start.elapsed().as_secs_f64() / 2_000.0 * 1e6);
    }
    println!("  {what:<28} {best:8.2} µs");
}

fn main() {
    let start = Instant::now();
    let mut engine = Engine::embedded();
    println!("knowledge read in {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let knowledge = engine.knowledge();
    for text in TEXTS {
        println!("{} characters: {}…", text.chars().count(), &text[..30]);
        let mut folded = Folded::new();
        let mut tokens = Tokens::default();
        let mut matches = Matches::default();
        let lexicon =
            Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
        time("fold", || fold(black_box(text), &knowledge.fold, &mut folded));
        time("tokens", || tokens.read(black_box(text), &folded, &lexicon));
        time("matcher", || matches.find(black_box(text), &folded, &tokens, &knowledge.words, &knowledge.automaton));
        time("segments", || {
            black_box(telltext::segments::segments(black_box(text)));
        });
        time("letters", || {
            black_box(telltext::signals::letters(black_box(text)));
        });
        time("the whole reading", || {
            black_box(engine.read(&Message::new(black_box(text))));
        });
        time("reading and report", || {
            black_box(engine.check(&Message::new(black_box(text))));
        });
        println!("  {} tokens, {} matches", tokens.list.len(), matches.list.len());
    }
}
