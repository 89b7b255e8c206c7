//! Measurements through the real window, run by `cargo xtask bench capture` and `start`. Each prints rows of the
//! table `| what | measured | reference | ratio |`.

mod capture;
mod start;
