//! Dates and times as records write them, read by hand because a log has millions of them.
//!
//! Understood: year first (ISO 8601 and RFC 3339, also with `/` or `.`, and `20200131`), day first, month first, months
//! by their English name, two-digit years (to 69 this century), a time of day with or without seconds, fraction and
//! AM or PM, and an offset from UTC. Which of several readings is meant is never decided here.

mod cursor;

use serde::{Deserialize, Serialize};

use cursor::{Cursor, offset, time};

const DAY: i64 = 86_400_000;

/// The order in which a date names its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 2003-02-01 and 03/02/01.
    YearMonthDay,
    /// 1.2.2003.
    DayMonthYear,
    /// 2/1/2003.
    MonthDayYear,
    /// Seconds since 1970 in UTC.
    EpochSeconds,
    /// Milliseconds since 1970 in UTC.
    EpochMilliseconds,
}

impl DateOrder {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 5] = [
        Self::YearMonthDay,
        Self::DayMonthYear,
        Self::MonthDayYear,
        Self::EpochSeconds,
        Self::EpochMilliseconds,
    ];

    /// Its name in a mapping.
    pub fn name(self) -> &'static str {
        match self {
            Self::YearMonthDay => "year-month-day",
            Self::DayMonthYear => "day-month-year",
            Self::MonthDayYear => "month-day-year",
            Self::EpochSeconds => "epoch-seconds",
            Self::EpochMilliseconds => "epoch-milliseconds",
        }
    }
}

/// A moment as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// What the clock on the wall showed, in milliseconds since 1970 as that clock counts.
    pub local: i64,
    /// How far that clock was ahead of UTC, in minutes; `None` when it is not said.
    pub offset: Option<i16>,
}

/// Which orders a text can be read in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orders(u8);

impl Orders {
    /// True when it is no date at all.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True when it can be read in this order.
    pub fn has(self, order: DateOrder) -> bool {
        self.0 & (1 << order as u8) != 0
    }
}

/// Numbers of a date in the order written, the digits of the first, and what follows the date.
struct Parts {
    numbers: [u32; 3],
    digits: [usize; 3],
    /// Orders that the way of writing allows, whatever the numbers are.
    allowed: u8,
    /// Milliseconds since midnight.
    time: i64,
    offset: Option<i16>,
}

/// Reads a moment in one order; `None` when the text is none in that order.
pub fn parse(text: &str, order: DateOrder) -> Option<Stamp> {
    let text = text.trim();
    match order {
        DateOrder::EpochSeconds => epoch(text, 9..=10).map(|seconds| seconds * 1000),
        DateOrder::EpochMilliseconds => epoch(text, 12..=13),
        _ => return arranged(&split(text)?, order),
    }
    .map(|local| Stamp {
        local,
        offset: Some(0),
    })
}

/// The orders in which a text is a date with a calendar; numbers since 1970 are not counted as such.
pub fn orders(text: &str) -> Orders {
    let Some(parts) = split(text.trim()) else {
        return Orders(0);
    };
    let fits = |order: &DateOrder| arranged(&parts, *order).is_some();
    Orders(
        DateOrder::ALL[..3]
            .iter()
            .filter(|order| fits(order))
            .fold(0, |all, order| all | 1 << *order as u8),
    )
}

fn epoch(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    (digits.contains(&whole.len()) && whole.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| whole.parse().ok())
        .flatten()
}

fn arranged(parts: &Parts, order: DateOrder) -> Option<Stamp> {
    if parts.allowed & (1 << order as u8) == 0 {
        return None;
    }
    let [a, b, c] = parts.numbers;
    let [first, _, last] = parts.digits;
    let (year, digits, month, day) = match order {
        DateOrder::YearMonthDay => (a, first, b, c),
        DateOrder::DayMonthYear => (c, last, b, a),
        DateOrder::MonthDayYear => (c, last, a, b),
        DateOrder::EpochSeconds | DateOrder::EpochMilliseconds => return None,
    };
    let year = match digits {
        4 => year,
        2 if year < 70 => 2000 + year,
        2 => 1900 + year,
        _ => return None,
    };
    let days = days(year, month, day)?;
    Some(Stamp {
        local: days * DAY + parts.time,
        offset: parts.offset,
    })
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
fn days(year: u32, month: u32, day: u32) -> Option<i64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if day == 0 || day > length || year == 0 {
        return None;
    }
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

const BETWEEN: &[u8] = b"-/. ";

fn split(text: &str) -> Option<Parts> {
    let bytes = text.as_bytes();
    if bytes.len() < 6 || bytes.len() > 40 || !bytes[0].is_ascii_alphanumeric() {
        return None;
    }
    let mut cursor = Cursor(bytes);
    let ymd = 1 << DateOrder::YearMonthDay as u8;
    let dmy = 1 << DateOrder::DayMonthYear as u8;
    let mdy = 1 << DateOrder::MonthDayYear as u8;
    let (numbers, digits, allowed);
    if bytes[0].is_ascii_alphabetic() {
        let month = cursor.month()?;
        cursor.eat(BETWEEN)?;
        let (day, length) = cursor.number(2)?;
        cursor.eat(b",");
        cursor.spaces();
        cursor.eat(b"-/.");
        let (year, last) = cursor.number(4)?;
        (numbers, digits, allowed) = ([month, day, year], [2, length, last], mdy);
    } else {
        let compact = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count() == 8;
        let (a, first) = cursor.number(4)?;
        if compact {
            let ((b, _), (c, _)) = (cursor.number(2)?, cursor.number(2)?);
            // Eight digits are a number of something else far more often than a date of another century.
            if !(1900..2200).contains(&a) {
                return None;
            }
            (numbers, digits, allowed) = ([a, b, c], [4, 2, 2], ymd);
        } else {
            if first == 3 {
                return None;
            }
            let between = cursor.eat(BETWEEN)?;
            if let Some((b, second)) = cursor.number(2) {
                cursor.eat(&[between])?;
                if between == b'.' {
                    cursor.spaces();
                }
                let (c, last) = cursor.number(4)?;
                // A year of four digits stands in one place only; three numbers apart by spaces are no date.
                let by_digits = match (first, last) {
                    _ if between == b' ' => return None,
                    (4, 1 | 2) => ymd,
                    (2, 2) if second == 2 => ymd | dmy | mdy,
                    (1 | 2, 4 | 2) => dmy | mdy,
                    _ => return None,
                };
                (numbers, digits, allowed) = ([a, b, c], [first, second, last], by_digits);
            } else {
                let month = cursor.month()?;
                cursor.eat(b".");
                cursor.eat(b"-/ ,")?;
                cursor.spaces();
                let (c, last) = cursor.number(4)?;
                let by_digits = if first == 4 { ymd } else { dmy };
                (numbers, digits, allowed) = ([a, month, c], [first, 2, last], by_digits);
            }
        }
    }
    let mut parts = Parts {
        numbers,
        digits,
        allowed,
        time: 0,
        offset: None,
    };
    cursor.eat(b",");
    let apart = cursor.eat(b"Tt").is_some() | cursor.spaces();
    if cursor.0.is_empty() {
        return Some(parts);
    }
    if !apart {
        // A date alone may still carry a zone, as XML Schema writes it.
        parts.offset = Some(offset(&mut cursor)?);
        return cursor.0.is_empty().then_some(parts);
    }
    parts.time = time(&mut cursor)?;
    cursor.spaces();
    if !cursor.0.is_empty() {
        parts.offset = Some(offset(&mut cursor)?);
    }
    cursor.0.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DateOrder, wanted: &str) {
        let stamp = parse(text, order).unwrap_or_else(|| panic!("{text:?} is a date"));
        let shown = jiff::Timestamp::from_millisecond(stamp.local).expect("in range");
        let offset = stamp
            .offset
            .map_or(String::new(), |minutes| format!(" {minutes}"));
        assert_eq!(format!("{shown}{offset}"), wanted, "{text:?}");
    }

    #[test]
    fn dates_are_read_as_written() {
        use DateOrder::{DayMonthYear, EpochMilliseconds, EpochSeconds, MonthDayYear, YearMonthDay};
        check(
            "2011-10-01T00:38:44.546+02:00",
            YearMonthDay,
            "2011-10-01T00:38:44.546Z 120",
        );
        check("2012/10/09 14:50:17.000", YearMonthDay, "2012-10-09T14:50:17Z");
        check("2021-01-07 6:49:18", YearMonthDay, "2021-01-07T06:49:18Z");
        check(
            "2011-10-11 13:42:22.688000+02:00",
            YearMonthDay,
            "2011-10-11T13:42:22.688Z 120",
        );
        check("20200229", YearMonthDay, "2020-02-29T00:00:00Z");
        check("2020-02-29T10:11Z", YearMonthDay, "2020-02-29T10:11:00Z 0");
        check("9999-12-30 12:59:59", YearMonthDay, "9999-12-30T12:59:59Z");
        check("1/31/2017", MonthDayYear, "2017-01-31T00:00:00Z");
        check("1/31/17 12:05 AM", MonthDayYear, "2017-01-31T00:05:00Z");
        check("Jan 31, 2017 1:05 pm", MonthDayYear, "2017-01-31T13:05:00Z");
        check("31.1.2017 08:30", DayMonthYear, "2017-01-31T08:30:00Z");
        check("31 January 2017", DayMonthYear, "2017-01-31T00:00:00Z");
        check("31-Jan-69", DayMonthYear, "2069-01-31T00:00:00Z");
        check("01/02/03", YearMonthDay, "2001-02-03T00:00:00Z");
        check("01/02/03", DayMonthYear, "2003-02-01T00:00:00Z");
        check("01/02/03", MonthDayYear, "2003-01-02T00:00:00Z");
        check("1600000000", EpochSeconds, "2020-09-13T12:26:40Z 0");
        check("1600000000123", EpochMilliseconds, "2020-09-13T12:26:40.123Z 0");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2020",
            "12345678",
            "6100000002",
            "2020-02-30",
            "2020-13-01",
            "1.234.567",
            "Case 1",
            "10.5",
            "2020-01-01 25:00",
            "2020-01-01x",
            "may be",
            "192.168.10.1",
            "1 2 2003",
            "12:30:15",
        ] {
            assert!(orders(text).is_empty(), "{text:?} is no date");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_the_calendar_library_writes_is_read_back(milli in -62_000_000_000_000_i64..253_000_000_000_000) {
            let moment = jiff::Timestamp::from_millisecond(milli).expect("in range");
            let stamp = parse(&moment.to_string(), DateOrder::YearMonthDay).expect("RFC 3339 is read");
            proptest::prop_assert_eq!(stamp, Stamp { local: milli, offset: Some(0) });
        }

        #[test]
        fn no_text_panics(text in "\\PC*", digits in "[0-9TZ:/. +-]{0,30}") {
            for order in DateOrder::ALL {
                let _ = (parse(&text, order), parse(&digits, order));
            }
        }
    }
}
