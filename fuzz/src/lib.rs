//! What is tried with made-up inputs, and what must hold of each. `targets/` hands them over to libFuzzer;
//! `tests/kept.rs` and `cli/tests/kept.rs` run those that were kept, in every test run.

#![allow(missing_docs, dead_code, reason = "the command's own rooms, of which a part is used")]

#[path = "../../cli/src/input.rs"]
pub mod input;
#[path = "../../cli/src/kinds.rs"]
pub mod kinds;
#[path = "../../cli/src/knowledge.rs"]
pub mod knowledge;
#[path = "../../cli/src/lint/mod.rs"]
pub mod lint;
#[path = "../../cli/src/rows/mod.rs"]
pub mod rows;
#[path = "../../cli/src/spoken.rs"]
pub mod spoken;
#[path = "../../cli/src/terminal.rs"]
pub mod terminal;
#[path = "../../cli/src/without.rs"]
pub mod without;

pub mod check;
pub mod files;
pub mod fold;
pub mod pattern;
pub mod rows_read;
pub mod sarif_log;
pub mod tokens;
