//! Working time: how much of a span of time lies in the hours of a week that are worked, holidays apart.
//!
//! Which hours those are comes in as a [`WorkingWeek`]; this knows no country and asks no clock.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::RecordsError;
use crate::log::Zone;

/// Days beyond which no working time is counted: logs with dates from 1948 to 2050 are within it, a date of 9999 that
/// means "never" is not.
const LONGEST: i32 = 150 * 366;

/// The week in which work is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct WorkingWeek {
    /// Zone of the IANA database in which the hours are meant; UTC when empty.
    pub zone: String,
    /// Hours of each day as `09:00-17:00`, several for a day with a break, none for a day off.
    pub monday: Vec<String>,
    /// As on Monday.
    pub tuesday: Vec<String>,
    /// As on Monday.
    pub wednesday: Vec<String>,
    /// As on Monday.
    pub thursday: Vec<String>,
    /// As on Monday.
    pub friday: Vec<String>,
    /// As on Monday.
    pub saturday: Vec<String>,
    /// As on Monday.
    pub sunday: Vec<String>,
    /// Days off, `YYYY-MM-DD`.
    #[cfg_attr(feature = "ts", ts(type = "string[]"))]
    pub holidays: Vec<Date>,
}

impl Default for WorkingWeek {
    fn default() -> Self {
        let day = || vec!["09:00-17:00".to_owned()];
        Self {
            zone: String::new(),
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: Vec::new(),
            sunday: Vec::new(),
            holidays: Vec::new(),
        }
    }
}

impl WorkingWeek {
    /// The hours of a day of the week, sorted and without overlap.
    fn hours(&self, day: Weekday) -> Result<Vec<(Time, Time)>, RecordsError> {
        let words = match day {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        };
        let wrong =
            |word: &str| RecordsError::Mapping(format!("“{word}” are no hours; write them as 09:00-17:00"));
        let mut hours = Vec::new();
        for word in words {
            let (from, to) = word.split_once('-').ok_or_else(|| wrong(word))?;
            let time = |text: &str| text.trim().parse::<Time>().map_err(|_| wrong(word));
            let to = if to.trim() == "24:00" {
                Time::MAX
            } else {
                time(to)?
            };
            let from = time(from)?;
            if from >= to {
                return Err(wrong(word));
            }
            hours.push((from, to));
        }
        hours.sort_unstable();
        if hours.windows(2).any(|pair| pair[0].1 > pair[1].0) {
            return Err(RecordsError::Mapping(format!("the hours of {day:?} overlap")));
        }
        Ok(hours)
    }
}

impl WorkingWeek {
    /// Hours of a day on which work is done, on average.
    ///
    /// # Errors
    /// The hours of the week are not what they should be.
    pub fn hours_per_day(&self) -> Result<f64, RecordsError> {
        let mut day = Weekday::Monday;
        let (mut seconds, mut days) = (0, 0);
        for _ in 0..7 {
            let hours = self.hours(day)?;
            let worked: i32 = hours
                .iter()
                // The last moment of a day stands for midnight.
                .map(|(from, to)| {
                    let worked = from
                        .until(*to)
                        .map_or(0.0, |span| span.total(jiff::Unit::Second).unwrap_or(0.0));
                    worked.round() as i32
                })
                .sum();
            seconds += worked;
            days += i32::from(worked > 0);
            day = day.next();
        }
        Ok(f64::from(seconds) / f64::from(days.max(1)) / 3_600.0)
    }
}

/// Working time of a period, ready to be asked for millions of spans.
#[derive(Clone, Debug)]
pub struct WorkingTime {
    /// Begin of each stretch of work, milliseconds since 1970 in UTC.
    begins: Vec<i64>,
    /// Its end.
    ends: Vec<i64>,
    /// Milliseconds worked before it.
    before: Vec<i64>,
}

impl WorkingTime {
    /// Lays the week over a period, in milliseconds since 1970 in UTC. `None` when the period is longer than 150 years:
    /// such dates mean something else than a day.
    ///
    /// # Errors
    /// The hours of the week or its zone are not what they should be.
    pub fn over(week: &WorkingWeek, first: i64, last: i64) -> Result<Option<Self>, RecordsError> {
        let zone = Zone::named(&week.zone)?;
        let days = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        let hours = days.map(|day| week.hours(day));
        let mut of_day = Vec::with_capacity(7);
        for hours in hours {
            of_day.push(hours?);
        }
        let holidays: BTreeSet<Date> = week.holidays.iter().copied().collect();
        let date = |time: i64| {
            Timestamp::from_millisecond(time)
                .ok()
                .map(|moment| moment.to_zoned(zone.time_zone().clone()).date())
        };
        let (Some(mut day), Some(end)) = (date(first), date(last)) else {
            return Ok(None);
        };
        if day.until(end).map_or(i32::MAX, |span| span.get_days()) > LONGEST {
            return Ok(None);
        }
        let mut working = Self {
            begins: Vec::new(),
            ends: Vec::new(),
            before: Vec::new(),
        };
        let mut total = 0;
        while day <= end {
            let hours = &of_day[day.weekday().to_monday_zero_offset() as usize];
            if !hours.is_empty() && !holidays.contains(&day) {
                for (from, to) in hours {
                    let utc = |time: Time| {
                        let ambiguous = zone.time_zone().to_ambiguous_zoned(day.to_datetime(time));
                        ambiguous
                            .compatible()
                            .ok()
                            .map(|zoned| zoned.timestamp().as_millisecond())
                    };
                    let (Some(begin), Some(end)) = (utc(*from), utc(*to)) else {
                        continue;
                    };
                    // The last moment of a day stands for midnight.
                    let end = if *to == Time::MAX { end + 1 } else { end };
                    if end > begin {
                        working.begins.push(begin);
                        working.ends.push(end);
                        working.before.push(total);
                        total += end - begin;
                    }
                }
            }
            let Ok(next) = day.checked_add(1.day()) else { break };
            day = next;
        }
        Ok(Some(working))
    }

    /// Milliseconds worked from one moment to a later one.
    pub fn between(&self, from: i64, to: i64) -> i64 {
        self.until(to) - self.until(from)
    }

    /// Milliseconds worked in the whole period.
    pub fn total(&self) -> i64 {
        self.until(i64::MAX)
    }

    fn until(&self, moment: i64) -> i64 {
        let Some(at) = self
            .begins
            .partition_point(|begin| *begin <= moment)
            .checked_sub(1)
        else {
            return 0;
        };
        self.before[at] + (moment.min(self.ends[at]) - self.begins[at]).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(week: &str, from: &str, to: &str, hours: f64) {
        let week: WorkingWeek = toml::from_str(week).expect("a week");
        let moment = |text: &str| {
            let moment: Timestamp = text.parse().expect("a moment");
            moment.as_millisecond()
        };
        let (from_ms, to_ms) = (moment(from), moment(to));
        let working = WorkingTime::over(&week, from_ms, to_ms)
            .expect("hours")
            .expect("a short period");
        let found = working.between(from_ms, to_ms) as f64 / 3_600_000.0;
        assert_eq!(found, hours, "{from} to {to} in {week:?}");
    }

    #[test]
    fn working_hours_are_counted_without_nights_weekends_and_holidays() {
        // 2020-01-06 is a Monday.
        check("", "2020-01-06T10:00Z", "2020-01-06T12:30Z", 2.5);
        check("", "2020-01-06T16:00Z", "2020-01-07T10:00Z", 2.0);
        check("", "2020-01-10T16:00Z", "2020-01-13T10:00Z", 2.0);
        check("", "2020-01-11T00:00Z", "2020-01-12T23:00Z", 0.0);
        check("", "2020-01-06T00:00Z", "2020-01-20T00:00Z", 80.0);
        check(
            "holidays = [\"2020-01-07\"]",
            "2020-01-06T16:00Z",
            "2020-01-08T10:00Z",
            2.0,
        );
        check(
            "monday = [\"08:00-12:00\", \"13:00-17:00\"]",
            "2020-01-06T11:00Z",
            "2020-01-06T14:00Z",
            2.0,
        );
        check(
            "sunday = [\"00:00-24:00\"]",
            "2020-01-11T00:00Z",
            "2020-01-13T00:00Z",
            24.0,
        );
        check(
            "zone = \"Europe/Berlin\"",
            "2020-01-06T08:00Z",
            "2020-01-06T09:00Z",
            1.0,
        );
        // The clocks of Berlin skip an hour on the night to 2020-03-29, a Sunday.
        check(
            "zone = \"Europe/Berlin\"\nsunday = [\"00:00-06:00\"]",
            "2020-03-28T00:00Z",
            "2020-03-30T00:00Z",
            5.0,
        );
    }

    #[test]
    fn odd_weeks_are_refused_and_odd_periods_have_no_working_time() {
        for hours in ["9-17h", "17:00-09:00", "morning"] {
            let week = WorkingWeek {
                monday: vec![hours.to_owned()],
                ..WorkingWeek::default()
            };
            assert!(WorkingTime::over(&week, 0, 1).is_err(), "{hours} are no hours");
        }
        let never = 253_402_300_799_000;
        let found = WorkingTime::over(&WorkingWeek::default(), 0, never).expect("the week is sound");
        assert!(found.is_none(), "a date of 9999 is no day of work");
    }

    proptest::proptest! {
        #[test]
        fn spans_add_up_and_are_never_longer_than_they_last(mut at in proptest::array::uniform3(0_i64..4_000_000_000)) {
            at.sort_unstable();
            let [a, b, c] = at;
            let working = WorkingTime::over(&WorkingWeek::default(), a, c).expect("a week").expect("short");
            proptest::prop_assert_eq!(working.between(a, c), working.between(a, b) + working.between(b, c));
            proptest::prop_assert!((0..=c - a).contains(&working.between(a, c)));
        }
    }
}
