//! The work a message takes is bounded by its length, whatever is in it: counted in steps of the loops it is read in,
//! not in time, so that the bound holds or breaks the same on every machine.

#[path = "../../fuzz/src/check.rs"]
#[allow(dead_code, missing_docs)]
mod check;

use check::{STEPS_A_BYTE, STEPS_ALWAYS};
use telltext::engine::Engine;
use telltext::{Message, steps};

/// What is hard for one room or another: words many patterns begin with, phrases that nearly go on, disguises, shapes that
/// never end, nothing but signs.
const PIECES: [&str; 34] = [
    "vote tomorrow ",
    "vote ",
    "your vote by text ",
    "the ",
    "reply stop to end ",
    "steal the election ",
    "if you owe money you cannot vote at the polls on ",
    "democrats republicans vote on wednesday tuesday ",
    "v0te ",
    "s t e a l ",
    "sto-len ",
    "vvoottee ",
    "StopTheSteal",
    "#stopthesteal",
    "a.b.",
    "a@b.",
    "www.a-",
    "https://a.",
    "1-",
    "1 ",
    "(212) 555-0101 ",
    "((((",
    "'''",
    "\u{200b}v\u{200b}",
    "vоte ",
    "𝐯𝐨𝐭𝐞 ",
    "é",
    "投",
    "🗳️",
    "\r\n\r\n",
    "\n",
    " ",
    "?! ",
    "no not never ",
];

fn steps_of(text: &str) -> u64 {
    let _ = steps::taken();
    let _ = Message::new(text).check();
    steps::taken()
}

fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

#[test]
fn no_text_takes_more_than_so_many_steps_a_byte() {
    let _ = Engine::embedded();
    let _ = steps_of("");
    let mut worst = (0, "");
    for piece in PIECES {
        for bytes in [100, 1_000, 10_000, 60_000] {
            let text = repeated(piece, bytes);
            let taken = steps_of(&text);
            let most = STEPS_ALWAYS + STEPS_A_BYTE * text.len() as u64;
            assert!(taken <= most, "{piece:?} × {bytes}: {taken} steps, {most} at most");
            worst = worst.max((taken / text.len() as u64, piece));
        }
    }
    println!("at most {} steps a byte, for {:?}", worst.0, worst.1);
}

#[test]
fn twice_the_text_takes_no_more_than_twice_the_steps() {
    let _ = Engine::embedded();
    let _ = steps_of("");
    for piece in PIECES {
        let (half, whole) = (steps_of(&repeated(piece, 20_000)), steps_of(&repeated(piece, 40_000)));
        assert!(whole <= half * 9 / 4 + STEPS_ALWAYS, "{piece:?}: {half} steps, and {whole} for twice the text");
    }
}
