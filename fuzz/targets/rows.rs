#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| telltext_fuzz::rows_read::run(data));
