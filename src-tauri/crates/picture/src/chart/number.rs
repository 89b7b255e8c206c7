//! Numbers as charts write them: short, with commas between thousands, at most three or four figures that
//! matter. No units: those belong to the caller.

/// Exponents as raised figures.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A number of any size in a few characters: 0.042, 5.12, 62.5, 1,456, 12.3 M, 4.5 bn, 1.2 × 10¹⁵. An en
/// dash stands for what is no finite number.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let size = value.abs();
    let text = if size == 0.0 {
        "0".to_owned()
    } else if !(1e-3..1e15).contains(&size) {
        scientific(size)
    } else if size < 1.0 {
        // Two figures that matter, wherever they begin: 0.0042 has them at the fourth decimal.
        let decimals = (-size.log10().floor()) as usize + 1;
        trimmed(format!("{size:.decimals$}"))
    } else if size < 10.0 {
        trimmed(format!("{size:.2}"))
    } else if size < 100.0 {
        trimmed(format!("{size:.1}"))
    } else if size < 1e7 {
        grouped(&format!("{size:.0}"))
    } else if size < 1e9 {
        format!("{}\u{a0}M", trimmed(format!("{:.1}", size / 1e6)))
    } else if size < 1e12 {
        format!("{}\u{a0}bn", trimmed(format!("{:.1}", size / 1e9)))
    } else {
        format!("{}\u{a0}tn", trimmed(format!("{:.1}", size / 1e12)))
    };
    if value < 0.0 { format!("−{text}") } else { text }
}

/// A share as a per cent: whole from ten on, one decimal below. The space does not break.
pub fn percent(share: f64) -> String {
    let value = share * 100.0;
    let rounded = if value.abs() >= 9.95 {
        value.round()
    } else {
        (value * 10.0).round() / 10.0
    };
    if rounded == 0.0 && value > 0.0 {
        return "<0.1\u{a0}%".to_owned();
    }
    format!("{}\u{a0}%", number(rounded))
}

fn trimmed(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn scientific(size: f64) -> String {
    let text = format!("{size:.1e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = exponent
        .chars()
        .map(|c| c.to_digit(10).map_or('⁻', |digit| RAISED[digit as usize]))
        .collect();
    format!("{}\u{a0}×\u{a0}10{raised}", trimmed(mantissa.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_whatever_their_size() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.384, "0.38"),
            (0.042, "0.042"),
            (0.996, "1"),
            (5.12, "5.12"),
            (8.421_052, "8.42"),
            (62.5, "62.5"),
            (1456.0, "1,456"),
            (122_105.263, "122,105"),
            (10_005_534.0, "10\u{a0}M"),
            (4.53e9, "4.5\u{a0}bn"),
            (1.2e15, "1.2\u{a0}×\u{a0}10¹⁵"),
            (-3e-7, "−3\u{a0}×\u{a0}10⁻⁷"),
            (f64::NAN, "–"),
            (f64::INFINITY, "–"),
        ] {
            assert_eq!(number(value), text, "{value}");
        }
    }

    #[test]
    fn shares_are_per_cent() {
        for (share, text) in [
            (0.0, "0\u{a0}%"),
            (0.0842, "8.4\u{a0}%"),
            (0.385, "39\u{a0}%"),
            (2.631, "263\u{a0}%"),
            (1e-9, "<0.1\u{a0}%"),
        ] {
            assert_eq!(percent(share), text, "{share}");
        }
    }
}
