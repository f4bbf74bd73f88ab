//! Messages made up from a seed, a line of JSON each: `made COUNT SEED`. The same as `cargo run --example generate` makes.

use std::process::ExitCode;

#[path = "../../../../tests/promises/generator.rs"]
#[allow(clippy::pedantic, missing_docs)]
mod generator;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let (Some(Ok(count)), Some(Ok(seed))) = (arguments.next(), arguments.next()) else {
        eprintln!("made COUNT SEED");
        return ExitCode::from(2);
    };
    for (made, id) in generator::stream(seed).zip(1..=count) {
        println!("{}", made.line(id));
    }
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::generator::stream;

    #[test]
    fn a_seed_gives_the_same_messages_and_another_gives_others() {
        let of = |seed| stream(seed).take(200).map(|made| made.text).collect::<Vec<_>>();
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
    }
}
