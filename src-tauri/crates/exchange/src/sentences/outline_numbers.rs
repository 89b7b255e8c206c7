//! What reading the numbers and dates of an outline says. Cells of a table are read in the same way and say the same.

use twinlane_words::sentences;

use super::{Fault, fault};

sentences! {
    /// What is wrong with a number or a date.
    pub(crate) trait NumberFaults for English {
        /// Signs behind the digits.
        fn no_plain_number() -> Fault => { fault("the number is not written as digits with a point", NUMBERS) };
        /// A number beyond all bounds.
        fn number_too_large() -> Fault => { fault("the number is too large", NUMBERS) };
        /// No digit.
        fn no_number() -> Fault => { fault("a number is missing here", NUMBERS) };
        /// No whole number.
        fn no_whole_number() -> Fault => {
            fault("a whole number is missing here", "Write digits only, as in 420")
        };
        /// A level that there is not.
        fn no_level(low: i8, high: i8) -> Fault => {
            fault(
                format!("a whole number from {low} to {high} is missing here"),
                "Only these few levels are told apart",
            )
        };
        /// Less than nothing.
        fn below_zero() -> Fault => {
            fault("a number below 0 cannot stand here", "Write a number of 0 or more")
        };
        /// More than all.
        fn above_all() -> Fault => {
            fault("a share of more than 100 % cannot stand here", "Write a share from 0 to 100 %")
        };
        /// A number without its unit.
        fn unit_missing(unit: &str) -> Fault => {
            fault(
                format!("the unit “{unit}” is missing here"),
                "Times are in h (touch, capacity) or d (elapsed, wait), shares in %",
            )
        };
        /// What a number rests on, there already.
        fn said_twice_of_number(word: &str) -> Fault => {
            fault(format!("“{word}” is said twice of one number"), "Say it once")
        };
        /// Bounds the wrong way round.
        fn low_above_high() -> Fault => { fault("low is above high", "Exchange the two numbers") };
        /// No date.
        fn no_date() -> Fault => {
            fault("a date is missing here", "Write it as YYYY-MM-DD, as in 2026-09-30")
        };
    }
}

/// How a number is written.
const NUMBERS: &str = "A number is digits with a point, as in 0.5";
