//! The report: its content, its pages, the file, and what it says of numbers.

mod checks;
mod common;
mod content;
mod file;
mod flow;
mod pages;
