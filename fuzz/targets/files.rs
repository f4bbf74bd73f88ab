#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| telltext_fuzz::files::run(data));
