//! libFuzzer's program for [`twinlane_fuzz::records`]; it holds no check of its own.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinlane_fuzz::records::check(data));
