//! English, as the whole of a language: a second one is a copy of this file with other values.

use super::language::{Language, UnitWords};
use super::plural::Plural::{One, Other};

/// The type on which crates implement their English sentences. It offers all that [`Locale::English`](super::Locale::English) does, so
/// that a sentence writes `English.percent(share)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct English;

pub(super) static LANGUAGE: Language = Language {
    tag: "en",
    decimal: '.',
    group: ',',
    minus: '−',
    percent: "{} %",
    below: "<{}",
    above: ">{}",
    money: "{} {}",
    absent: "–",
    large: ["M", "bn", "tn"],
    small: &[
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    months_short: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    date: "{d} {month} {y}",
    days: "{first}–{d} {month} {y}",
    dates: "{first} – {last}",
    moment: "{date}, {time}",
    comma: ", ",
    and: " and ",
    more: " and {} more",
    quotes: ["“", "”"],
    units: [
        UnitWords {
            symbol: "min",
            forms: &[(One, "minute"), (Other, "minutes")],
        },
        UnitWords {
            symbol: "h",
            forms: &[(One, "hour"), (Other, "hours")],
        },
        UnitWords {
            symbol: "d",
            forms: &[(One, "day"), (Other, "days")],
        },
        UnitWords {
            symbol: "d",
            forms: &[(One, "working day"), (Other, "working days")],
        },
        UnitWords {
            symbol: "cases",
            forms: &[(One, "case"), (Other, "cases")],
        },
        UnitWords {
            symbol: "people",
            forms: &[(One, "person"), (Other, "people")],
        },
    ],
    // CLDR: one for i = 1 and v = 0.
    plural: |whole, decimals| {
        if whole == 1 && decimals == 0 { One } else { Other }
    },
};
