//! Measurements through the real window, run by `cargo xtask bench capture`, `start` and `map`. Each prints rows of the
//! table `| what | measured | reference | ratio |`.

#![allow(clippy::print_stdout, reason = "a measurement is printed")]

mod capture;
mod map;
mod maps;
mod start;
