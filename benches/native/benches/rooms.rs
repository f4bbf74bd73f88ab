//! `cargo bench`: how long each room takes for the same few messages.

use telltext_benches::rooms::{ROOMS, room};

fn main() {
    divan::main();
}

#[divan::bench(args = ROOMS)]
fn rooms(bencher: divan::Bencher, name: &str) {
    bencher.bench_local(room(name));
}
