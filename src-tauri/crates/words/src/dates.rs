//! Days and times of day as text. Calendar arithmetic is jiff's.

use jiff::civil::{Date, DateTime};

use crate::Locale;

impl Locale {
    /// "17 November 2026".
    pub fn date(self, date: Date) -> String {
        self.language().dated(self.language().date, date)
    }

    /// "17 Nov 2026", where room is short.
    pub fn date_short(self, date: Date) -> String {
        let language = self.language();
        pattern(language.date, date, language.months_short)
    }

    /// "Nov", for the axis of a chart.
    pub fn month_short(self, date: Date) -> &'static str {
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        self.language()
            .months_short
            .get(month)
            .copied()
            .unwrap_or_default()
    }

    /// Days from the first to the last: "17–18 November 2026", "30 November 2026 – 1 December 2026", or one date.
    pub fn days(self, first: Date, last: Date) -> String {
        let language = self.language();
        if first == last {
            return self.date(first);
        }
        if (first.year(), first.month()) == (last.year(), last.month()) {
            let day = first.day().to_string();
            return language.dated(language.days, last).replace("{first}", &day);
        }
        language
            .dates
            .replace("{first}", &self.date(first))
            .replace("{last}", &self.date(last))
    }

    /// "17 November 2026, 14:05".
    pub fn moment(self, moment: DateTime) -> String {
        let time = format!("{:02}:{:02}", moment.hour(), moment.minute());
        self.language()
            .moment
            .replace("{date}", &self.date(moment.date()))
            .replace("{time}", &time)
    }
}

impl crate::locale::Language {
    fn dated(&self, text: &str, date: Date) -> String {
        pattern(text, date, self.months)
    }
}

fn pattern(text: &str, date: Date, months: [&str; 12]) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    text.replace("{d}", &date.day().to_string())
        .replace("{month}", months.get(month).copied().unwrap_or_default())
        .replace("{y}", &date.year().to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_joined_where_they_can_be() {
        let en = Locale::English;
        let first = date(2026, 11, 17);
        assert_eq!(en.days(first, first), "17 November 2026");
        assert_eq!(en.days(first, date(2026, 11, 18)), "17–18 November 2026");
        assert_eq!(
            en.days(first, date(2026, 12, 1)),
            "17 November 2026 – 1 December 2026"
        );
        assert_eq!(en.date_short(first), "17 Nov 2026");
        assert_eq!(en.month_short(first), "Nov");
        assert_eq!(en.moment(first.at(9, 5, 0, 0)), "17 November 2026, 09:05");
    }
}
