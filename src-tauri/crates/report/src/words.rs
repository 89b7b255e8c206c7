//! Numbers, dates and lists as the report writes them. No layout.

use jiff::civil::Date;
use twinlane_model::{Basis, Charter, GapState, Severity};

/// A number with at most two decimals and a comma between thousands: 1,456 or 0.38.
pub(crate) fn number(value: f64) -> String {
    let decimals = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else {
        2
    };
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" {
        return "0".to_owned();
    }
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or_else(|| format!("{sign}{grouped}"), |f| format!("{sign}{grouped}.{f}"))
}

/// A share as a whole per cent; the space does not break.
pub(crate) fn percent(share: f64) -> String {
    format!("{}\u{a0}%", number((share * 100.0).round()))
}

/// A count with its noun: "1 step", "2 steps".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n as f64), if n == 1 { one } else { many })
}

/// Small numbers in words, as running text has them.
pub(crate) fn in_words(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(n).map_or_else(|| number(n as f64), |w| (*w).to_owned())
}

/// "a, b and c".
pub(crate) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "17 November 2026".
pub(crate) fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// The days of the workshop: "17–18 November 2026"; empty when none is known.
pub(crate) fn held(charter: &Charter) -> String {
    match (charter.first_day, charter.last_day) {
        (Some(first), Some(last)) if first != last => {
            if (first.year(), first.month()) == (last.year(), last.month()) {
                format!("{}–{}", first.day(), date(last))
            } else {
                format!("{} – {}", date(first), date(last))
            }
        }
        (Some(day), _) | (None, Some(day)) => date(day),
        (None, None) => String::new(),
    }
}

/// The sign and word of a severity; every colour has both beside it.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "▲ High",
        Severity::Medium => "◆ Medium",
        Severity::Low => "● Low",
    }
}

/// The word for a gap's state.
pub(crate) fn state(state: GapState) -> &'static str {
    match state {
        GapState::Open => "Open",
        GapState::Confirmed => "Confirmed",
        GapState::Dismissed => "Dismissed",
        GapState::Resolved => "Resolved",
    }
}

/// The sign and word of a basis, as on the map.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Measured => "● measured",
        Basis::Estimated => "◐ estimated",
        Basis::Assumed => "○ assumed",
    }
}

/// A title, or what stands for an empty one.
pub(crate) fn titled(title: &str) -> String {
    if title.trim().is_empty() {
        "untitled".to_owned()
    } else {
        title.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        for (value, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (0.384, "0.38"),
            (5.1, "5.1"),
            (12.34, "12.3"),
            (263.4, "263"),
            (1456.0, "1,456"),
            (-1_234_567.0, "−1,234,567"),
        ] {
            assert_eq!(number(value), text, "{value}");
        }
        assert_eq!(percent(0.385), "39\u{a0}%");
        assert_eq!(joined(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    #[test]
    fn days_are_joined_where_they_can_be() {
        let mut charter = Charter::default();
        assert_eq!(held(&charter), "");
        charter.first_day = Some(jiff::civil::date(2026, 11, 17));
        assert_eq!(held(&charter), "17 November 2026");
        charter.last_day = Some(jiff::civil::date(2026, 11, 18));
        assert_eq!(held(&charter), "17–18 November 2026");
        charter.last_day = Some(jiff::civil::date(2026, 12, 1));
        assert_eq!(held(&charter), "17 November 2026 – 1 December 2026");
    }
}
