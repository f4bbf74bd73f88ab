//! telltext's rooms one by one, over the same few messages, so that a regression names its room.

use std::hint::black_box;

use telltext::Message;
use telltext::engine::Engine;
use telltext::fold::{Folded, fold};
use telltext::matcher::Matches;
use telltext::tokens::{Lexicon, Tokens};

/// What the rooms read: one with a marker, one between friends, one of a campaign, one disguised.
pub const TEXTS: [&str; 4] = [
    "Due to long lines, all Purple Party voters are asked to vote on Wednesday. Democrats vote Tuesday. More at bit.ly/2abcXYZ, thank you and please inform everyone.",
    "Hi Ana, are we still on for lunch tomorrow at noon? I can pick up the kids from school after that, and we could go by the library on the way home if you like. Bye",
    "Hi, it's Sam with Ruiz for Mayor. Early voting starts Monday at the library, 8 am to 6 pm. Can we count on your vote? Find your place at vote.gov. Reply STOP to end",
    "Yоu c\u{200b}an v0te b\u{200b}y t3xt this y\u{200b}ear! Reply with y\u{200b}our name and S.S.N. bef\u{200b}ore T\u{200b}uesday, Nov 3, 8 pm. D\u{200b}o n\u{200b}ot go to the p\u{200b}olls, they are closed.",
];

/// The rooms, from left to right, and the ways through all of them.
pub const ROOMS: [&str; 7] = ["fold", "tokens", "matcher", "segments", "letters", "reading", "report"];

/// One pass of a room over [`TEXTS`]. What it needs from the rooms to its left is made before.
///
/// # Panics
/// When no room has this name.
#[must_use]
pub fn room(name: &str) -> Box<dyn FnMut()> {
    let mut engine = Engine::embedded();
    let knowledge = engine.knowledge();
    let lexicon =
        Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
    match name {
        "fold" => {
            let mut folded = Folded::new();
            over(move |_, text| fold(text, &knowledge.fold, &mut folded))
        }
        "tokens" => {
            let folded = folded(&engine);
            let mut tokens = Tokens::default();
            over(move |place, text| tokens.read(text, &folded[place], &lexicon))
        }
        "matcher" => {
            let folded = folded(&engine);
            let mut tokens: [Tokens; TEXTS.len()] = Default::default();
            for (place, text) in TEXTS.iter().enumerate() {
                tokens[place].read(text, &folded[place], &lexicon);
            }
            let mut matches = Matches::default();
            over(move |place, text| {
                matches.find(text, &folded[place], &tokens[place], &knowledge.words, &knowledge.automaton);
            })
        }
        "segments" => over(|_, text| _ = black_box(telltext::segments::segments(text))),
        "letters" => over(|_, text| _ = black_box(telltext::signals::letters(text))),
        "reading" => over(move |_, text| _ = black_box(engine.read(&Message::new(text)))),
        "report" => over(move |_, text| _ = black_box(engine.check(&Message::new(text)))),
        _ => panic!("no room is called {name}; there are {}", ROOMS.join(", ")),
    }
}

fn over(mut act: impl FnMut(usize, &str) + 'static) -> Box<dyn FnMut()> {
    Box::new(move || {
        for (place, text) in TEXTS.iter().enumerate() {
            act(place, black_box(text));
        }
    })
}

fn folded(engine: &Engine) -> [Folded; TEXTS.len()] {
    TEXTS.map(|text| {
        let mut folded = Folded::new();
        fold(text, &engine.knowledge().fold, &mut folded);
        folded
    })
}
