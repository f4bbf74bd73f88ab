//! Some passes of one room, and nothing else, to count instructions of: `room NAME PASSES`.

use std::process::ExitCode;

use telltext_benches::rooms::{ROOMS, room};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, passes) = match arguments.as_slice() {
        [name, passes] if ROOMS.contains(&name.as_str()) => (name, passes.parse::<u32>()),
        _ => (&String::new(), "".parse()),
    };
    let Ok(passes) = passes else {
        eprintln!("room NAME PASSES; the rooms are {}", ROOMS.join(", "));
        return ExitCode::from(2);
    };
    let mut pass = room(name);
    for _ in 0..passes {
        pass();
    }
    ExitCode::SUCCESS
}
