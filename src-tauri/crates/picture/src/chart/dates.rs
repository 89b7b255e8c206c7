//! Dates on an axis: round ones (days, Mondays, months, years), no more than fit.

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Unit};
use twinlane_words::Locale;

use super::sentences::DateSentences;

/// A date on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateTick {
    pub date: Date,
    pub label: String,
}

/// How far apart ticks are.
#[derive(Clone, Copy, Debug)]
enum TickInterval {
    Days(i32),
    Mondays(i32),
    Months(i32),
    Years(i32),
}

const TICK_INTERVALS: [TickInterval; 16] = [
    TickInterval::Days(1),
    TickInterval::Days(2),
    TickInterval::Mondays(1),
    TickInterval::Mondays(2),
    TickInterval::Months(1),
    TickInterval::Months(2),
    TickInterval::Months(3),
    TickInterval::Months(6),
    TickInterval::Years(1),
    TickInterval::Years(2),
    TickInterval::Years(5),
    TickInterval::Years(10),
    TickInterval::Years(50),
    TickInterval::Years(100),
    TickInterval::Years(1000),
    TickInterval::Years(5000),
];

/// Round dates between two, at most `most` (at least one is taken to fit). Where no round date lies between
/// them, the first one.
pub(super) fn date_ticks(from: Date, to: Date, most: usize, locale: Locale) -> Vec<DateTick> {
    let most = most.max(1);
    let days = from.until((Unit::Day, to)).map_or(0, |span| span.get_days());
    let found = TICK_INTERVALS
        .into_iter()
        .filter(|step| days / step.days() <= most as i32 + 1)
        .map(|step| (step, step.between(from, to, most + 1)))
        .find(|(_, dates)| dates.len() <= most);
    let (step, dates) = found.unwrap_or((TickInterval::Days(1), Vec::new()));
    if dates.is_empty() {
        let label = locale.date_short(from);
        return vec![DateTick { date: from, label }];
    }
    let mut year = None;
    dates
        .into_iter()
        .map(|date| {
            let fresh = year != Some(date.year());
            year = Some(date.year());
            let label = match (step, fresh) {
                (TickInterval::Years(_), _) => date.year().to_string(),
                (TickInterval::Months(_), true) => locale.month_and_year(date),
                (TickInterval::Months(_), false) => locale.month_short(date).to_owned(),
                (_, true) => locale.date_short(date),
                (_, false) => locale.day_and_month(date),
            };
            DateTick { date, label }
        })
        .collect()
}

impl TickInterval {
    /// About how many days it has, at least.
    fn days(self) -> i32 {
        match self {
            Self::Days(n) => n,
            Self::Mondays(n) => 7 * n,
            Self::Months(n) => 28 * n,
            Self::Years(n) => 365 * n,
        }
    }

    /// The dates of this step between two, at most `most`.
    fn between(self, from: Date, to: Date, most: usize) -> Vec<Date> {
        let mut dates = Vec::new();
        let mut next = self.first(from);
        while let Some(date) = next.filter(|date| *date <= to) {
            if dates.len() >= most {
                break;
            }
            dates.push(date);
            next = self.after(date);
        }
        dates
    }

    /// The first date of this step on or after one.
    fn first(self, from: Date) -> Option<Date> {
        match self {
            Self::Days(_) => Some(from),
            Self::Mondays(_) if from.weekday() == Weekday::Monday => Some(from),
            Self::Mondays(_) => from.nth_weekday(1, Weekday::Monday).ok(),
            Self::Months(n) => {
                let months = i32::from(from.year()) * 12 + i32::from(from.month()) - 1;
                let later = i32::from(from.day() > 1);
                month(
                    (months + later).div_euclid(n) * n
                        + if (months + later).rem_euclid(n) > 0 { n } else { 0 },
                )
            }
            Self::Years(n) => {
                let later = i32::from(from.day_of_year() > 1);
                let year = i32::from(from.year()) + later;
                let year = year.div_euclid(n) * n + if year.rem_euclid(n) > 0 { n } else { 0 };
                month(year * 12)
            }
        }
    }

    fn after(self, date: Date) -> Option<Date> {
        match self {
            Self::Days(n) => date.checked_add(n.days()).ok(),
            Self::Mondays(n) => date.checked_add((7 * n).days()).ok(),
            Self::Months(n) => date.checked_add(n.months()).ok(),
            Self::Years(n) => date.checked_add(n.years()).ok(),
        }
    }
}

/// The first day of a month, counted from the year 0.
fn month(months: i32) -> Option<Date> {
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn labels(from: Date, to: Date, most: usize) -> Vec<String> {
        date_ticks(from, to, most, Locale::English)
            .into_iter()
            .map(|tick| tick.label)
            .collect()
    }

    #[test]
    fn dates_are_round_and_fit() {
        let (from, to) = (date(2026, 1, 14), date(2026, 12, 2));
        assert_eq!(
            labels(from, to, 6),
            ["Mar 2026", "May", "Jul", "Sep", "Nov"],
            "every second month"
        );
        assert_eq!(labels(from, from, 5), ["14 Jan 2026"], "a single day");
        assert_eq!(
            labels(date(2026, 1, 1), date(2026, 1, 5), 5),
            ["1 Jan 2026", "2 Jan", "3 Jan", "4 Jan", "5 Jan"],
            "days"
        );
        assert_eq!(
            labels(date(2019, 5, 5), date(2026, 5, 5), 4),
            ["2020", "2022", "2024", "2026"],
            "years"
        );
        assert_eq!(
            labels(date(-9999, 1, 1), date(9999, 12, 31), 5).len(),
            3,
            "all of the calendar"
        );
    }
}
