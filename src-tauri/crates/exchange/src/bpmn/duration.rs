//! Durations as ISO 8601 writes them, in working days.

/// Working days of a duration such as `P2DT4H`; `None` when it is none.
///
/// A week counts 5 working days, a month 21, a year 252. Hours are those of the clock, so 24 of them are the
/// day that `P1D` is.
pub(super) fn working_days(text: &str) -> Option<f64> {
    let rest = text.trim().strip_prefix('P')?;
    let (dates, times) = match rest.split_once('T') {
        Some((_, "")) => return None,
        Some((dates, times)) => (dates, times),
        None => (rest, ""),
    };
    if dates.is_empty() && times.is_empty() {
        return None;
    }
    let dates = sum(dates, &[('Y', 252.0), ('M', 21.0), ('W', 5.0), ('D', 1.0)])?;
    let times = sum(
        times,
        &[('H', 1.0 / 24.0), ('M', 1.0 / 1_440.0), ('S', 1.0 / 86_400.0)],
    )?;
    let days = dates + times;
    days.is_finite().then_some(days)
}

/// Adds up numbers with units, each unit at most once and in the order given.
fn sum(mut text: &str, units: &[(char, f64)]) -> Option<f64> {
    let mut total = 0.0;
    let mut units = units.iter();
    while !text.is_empty() {
        let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.' && sign != ',')?;
        let number: f64 = text[..end].replace(',', ".").parse().ok()?;
        let unit = text[end..].chars().next()?;
        let (_, days) = units.find(|(known, _)| *known == unit)?;
        total += number * days;
        text = &text[end + unit.len_utf8()..];
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_working_days() {
        let cases = [
            ("P1D", Some(1.0)),
            (" P2W ", Some(10.0)),
            ("P1Y2M3D", Some(252.0 + 42.0 + 3.0)),
            ("PT24H", Some(1.0)),
            ("PT36H", Some(1.5)),
            ("P1DT12H", Some(1.5)),
            ("PT90M", Some(0.0625)),
            ("P0.5D", Some(0.5)),
            ("P1D2W", None),
            ("P", None),
            ("PT", None),
            ("P1DT", None),
            ("1 day", None),
            ("R3/PT10H", None),
            ("${wait}", None),
            ("P1é", None),
            ("P..D", None),
        ];
        for (text, days) in cases {
            assert_eq!(working_days(text), days, "{text}");
        }
    }
}
