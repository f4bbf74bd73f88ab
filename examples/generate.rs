//! Makes up messages, to try the command on as many as one likes:
//!
//! ```sh
//! cargo run --release --example generate -- 1000000 > messages.jsonl
//! cargo run --release --example generate -- 1000000 --broken 1 > one-in-a-hundred-is-broken.jsonl
//! ```
//!
//! Half of them belong to campaigns of 2 to 200 messages, the rest are like no other. The same seed gives the same bytes.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

#[path = "../tests/promises/generator.rs"]
mod generator;

use generator::{Random, stream};

struct Wanted {
    count: u64,
    seed: u64,
    broken: usize,
}

fn wanted() -> Option<Wanted> {
    let mut wanted = Wanted { count: 0, seed: 1, broken: 0 };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => wanted.seed = arguments.next()?.parse().ok()?,
            "--broken" => wanted.broken = arguments.next()?.parse().ok()?,
            count => wanted.count = count.parse().ok()?,
        }
    }
    (wanted.count > 0 && wanted.broken <= 100).then_some(wanted)
}

fn main() -> ExitCode {
    let Some(Wanted { count, seed, broken }) = wanted() else {
        eprintln!("generate COUNT [--seed N] [--broken PERCENT]");
        return ExitCode::from(2);
    };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut breaks = Random::new(seed ^ 0xb20c);
    for (made, id) in stream(seed).zip(1..=count) {
        let line =
            if breaks.below(100) < broken { made.broken_line(id, &mut breaks) } else { made.line(id).into_bytes() };
        // A closed pipe means that it is enough.
        if out.write_all(&line).and_then(|()| out.write_all(b"\n")).is_err() {
            return ExitCode::SUCCESS;
        }
    }
    let _ = out.flush();
    ExitCode::SUCCESS
}
