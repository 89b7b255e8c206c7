//! What is written reads back to the rounded number, whatever its size.

use proptest::prelude::*;
use twinlane_words::{Locale, Unit};

const EN: Locale = Locale::English;

/// Numbers of every size and sign.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("finite", |value| value.is_finite()),
        -1e16..1e16,
        -1e4..1e4,
        -1.0..1.0,
        (-1_000_000..1_000_000_i32, 0..6_i32)
            .prop_map(|(digits, places)| f64::from(digits) / 10_f64.powi(places)),
    ]
}

/// The reading that the writer means; of two readings the one that it has written.
fn back(text: &str, close_to: f64) -> f64 {
    let read = EN
        .read(text)
        .unwrap_or_else(|why| panic!("{text:?} does not read back: {why:?}"));
    match read.other {
        Some(other) if (other - close_to).abs() < (read.value - close_to).abs() => {
            panic!("{text:?} is taken for {}, not for {other}", read.value)
        }
        _ => read.value,
    }
}

/// Half of the last place that a number with three digits that count has; whole numbers from hundred on.
fn half_a_place(value: f64) -> f64 {
    let place = value.abs().log10().floor() - 2.0;
    let place = if (-6.0..15.0).contains(&value.abs().log10()) {
        place.min(0.0)
    } else {
        place
    };
    // Doubles are trusted with fifteen digits; a little more room for the logarithm's own rounding.
    0.5 * 10_f64.powf(place) * 1.000_001 + value.abs() * 1e-14
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn a_number_reads_back_rounded(value in any_number()) {
        let text = EN.number(value);
        let read = back(&text, value);
        prop_assert!((read - value).abs() <= half_a_place(value).max(5e-324), "{value} is {text}");
        prop_assert_eq!(EN.number(read), text, "writing again changes nothing");
    }

    #[test]
    fn nothing_has_a_minus_before_zero(value in any_number(), places in 0..4_u8) {
        for text in [EN.number(value), EN.decimal(value, places), EN.percent(value), EN.money(value, "")] {
            let zero = text.chars().all(|sign| !sign.is_ascii_digit() || sign == '0');
            prop_assert!(!(zero && text.contains('−')), "{value} is {text}");
            prop_assert!(!text.contains('-'), "{value} is {text}");
        }
    }

    #[test]
    fn a_field_reads_back_with_fifteen_digits(value in any_number()) {
        let text = EN.editable(value);
        let read = EN.read(&text).expect("a number").value;
        prop_assert!((read - value).abs() <= value.abs() * 5.1e-15, "{value} is {text}");
        prop_assert!(!text.contains(','), "{text} has no groups");
    }

    #[test]
    fn a_typed_number_keeps_its_digits(digits in 0..10_000_000_u32, places in 0..5_i32) {
        let value = f64::from(digits) / 10_f64.powi(places);
        prop_assert_eq!(EN.read(&EN.editable(value)).expect("a number").value, value);
        prop_assert_eq!(EN.read(&value.to_string().replace('.', ",")).expect("a number").other.unwrap_or(value), value);
    }

    #[test]
    fn a_percentage_reads_back_with_one_decimal(share in -30.0..30.0_f64) {
        let text = EN.percent(share);
        if text.starts_with(['<', '>']) {
            prop_assert!((0.0..1.0).contains(&share), "{share} is {text}");
        } else {
            let read = EN.read(&text).expect("a number");
            prop_assert!(read.percent);
            prop_assert!((read.value - share * 100.0).abs() <= 0.050_000_01, "{share} is {text}");
        }
    }

    #[test]
    fn an_amount_reads_back(amount in -1e9..1e9_f64) {
        let text = EN.money(amount, "");
        let half = if amount.abs() < 99.995 { 0.005_000_01 } else { 0.500_000_1 };
        prop_assert!((back(&text, amount) - amount).abs() <= half, "{amount} is {text}");
    }

    #[test]
    fn a_short_number_is_short(value in any_number()) {
        let text = EN.compact(value);
        prop_assert!(text.chars().count() <= 14, "{value} is {text}");
    }

    #[test]
    fn singular_goes_with_one_alone(value in 0.0..3.0_f64) {
        let text = EN.measured(value, Unit::Days);
        prop_assert_eq!(text.ends_with(" day"), text == "1 day", "{} is {}", value, text);
    }

    #[test]
    fn nothing_typed_breaks_the_reader(text in "\\PC*") {
        let _ = EN.read(&text);
    }

    #[test]
    fn what_looks_like_a_number_is_read_or_refused(text in "[-+−]?[0-9.,' ]{1,12}%?") {
        if let Ok(read) = EN.read(&text) {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().trim_matches('0').to_owned();
            let plain = EN.editable(read.value);
            prop_assert_eq!(
                digits(&text), digits(&plain),
                "{} reads as {}: no digit is lost", text, plain
            );
        }
    }
}
