//! libFuzzer's program for [`twinlane_fuzz::changes`]; it holds no check of its own.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinlane_fuzz::changes::check(data));
