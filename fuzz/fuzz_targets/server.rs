#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| reportlint_fuzz::targets::server(data));
