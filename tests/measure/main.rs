//! Measurements through the real window, run by `cargo xtask bench capture`, `start`, `map` and `records`. Each prints
//! rows of the table `| what | measured | reference | ratio |`.

#![allow(clippy::print_stdout, reason = "a measurement is printed")]

mod capture;
mod map;
mod maps;
mod records;
mod start;
