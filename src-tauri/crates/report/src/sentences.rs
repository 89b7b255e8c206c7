//! What several sections say. A section's own sentences stand at the head of its file.

use twinlane_model::{Basis, Charter, GapState, Severity};
use twinlane_words::{English, no_break, sentences};

sentences! {
    /// Words and numbers of the whole report.
    pub(crate) trait ReportSentences for English {
        /// What the report is called where nobody gave it a name.
        fn workshop_report() => "Workshop report";
        /// A title, or what stands for an empty one.
        fn titled(title: &str) => {
            let title = title.trim();
            (if title.is_empty() { "untitled" } else { title }).to_owned()
        };
        /// In place of what is not known.
        fn absent() => "–";
        /// A result, or the sign of one that is not known.
        fn or_absent(value: Option<String>) => { value.unwrap_or_else(|| "–".to_owned()) };
        /// A share; no line breaks before its sign.
        fn share(share: f64) => { no_break(&English.percent(share)).into_owned() };
        /// An amount; no line breaks before its currency.
        fn amount(value: f64, currency: &str) => { English.money(value, currency.trim()).replace(' ', "\u{a0}") };
        /// A count of working days.
        fn working_days(days: f64) => {
            let number = English.number(days);
            let noun = if number == "1" { "day" } else { "days" };
            format!("{number}\u{a0}{noun}")
        };
        /// The days of the workshop; empty when none is known.
        fn days_held(charter: &Charter) => {
            match (charter.first_day, charter.last_day) {
                (Some(first), Some(last)) => English.days(first, last),
                (Some(day), None) | (None, Some(day)) => English.date(day),
                (None, None) => String::new(),
            }
        };
        /// A page, where room is short.
        fn page_short(page: usize) => { format!("p.\u{a0}{}", English.count(page)) };
        /// The number of a page.
        fn page_of(page: usize, pages: usize) => {
            format!("{} of {}", English.count(page), English.count(pages))
        };
        /// A heading for one of several maps.
        fn heading_of_map(heading: &str, map: &str) => "{heading}: {map}";
        /// The sign and word of a severity; every colour has both beside it.
        fn severity_with_sign(severity: Severity) -> &'static str => {
            match severity {
                Severity::High => "▲ High",
                Severity::Medium => "◆ Medium",
                Severity::Low => "● Low",
            }
        };
        /// The word for a gap's state.
        fn gap_state(state: GapState) -> &'static str => {
            match state {
                GapState::Open => "Open",
                GapState::Confirmed => "Confirmed",
                GapState::Dismissed => "Dismissed",
                GapState::Resolved => "Resolved",
            }
        };
        /// The sign and word of a basis, as on the map.
        fn basis_with_sign(basis: Basis) -> &'static str => {
            match basis {
                Basis::Measured => "● measured",
                Basis::Estimated => "◐ estimated",
                Basis::Assumed => "○ assumed",
            }
        };
        /// The number of cases behind a number.
        fn sample_size(n: u32) => { format!("n\u{a0}=\u{a0}{}", English.count(n as usize)) };
    }
}

#[cfg(test)]
mod tests {
    use twinlane_words::Locale;

    use super::*;

    #[test]
    fn days_are_joined_where_they_can_be() {
        let locale = Locale::English;
        let mut charter = Charter::default();
        assert_eq!(locale.days_held(&charter), "");
        charter.first_day = Some(jiff::civil::date(2026, 11, 17));
        assert_eq!(locale.days_held(&charter), "17 November 2026");
        charter.last_day = Some(jiff::civil::date(2026, 11, 18));
        assert_eq!(locale.days_held(&charter), "17–18 November 2026");
    }

    #[test]
    fn numbers_and_their_units_stay_on_one_line() {
        let locale = Locale::English;
        assert_eq!(locale.share(0.385), "38.5\u{a0}%");
        assert_eq!(locale.amount(1600.0, "EUR "), "1,600\u{a0}EUR");
        assert_eq!(locale.working_days(1.0), "1\u{a0}day");
        assert_eq!(locale.working_days(0.5), "0.5\u{a0}days");
    }
}
