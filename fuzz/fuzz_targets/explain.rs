#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| icann_terms_fuzz::explain::run(data));
