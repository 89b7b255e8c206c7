//! Writes what the window has of this crate: the data of a language, and the cases that the window's own functions
//! must answer alike. `cargo xtask codegen` runs it and compares.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use serde_json::{Value, json};
use twinlane_words::{Locale, NotRead, Unit};

const EN: Locale = Locale::English;

#[test]
#[ignore = "a generator, run by `cargo xtask codegen`"]
fn write_the_words_of_the_window() {
    let out = std::env::var_os("TWINLANE_CODEGEN").expect("TWINLANE_CODEGEN names the folder");
    let write = |name: &str, text: String| {
        std::fs::write(Path::new(&out).join(name), text).expect("the folder can be written");
    };
    for locale in Locale::ALL {
        let text = serde_json::to_string_pretty(&sorted(language(locale))).expect("plain data");
        write(&format!("{}.json", locale.tag()), text + "\n");
    }
    write("cases.json", lines(&cases()));
}

/// The data of a language; what is a function in Rust, the plural rule, the browser has.
fn language(locale: Locale) -> Value {
    let words = locale.language();
    let units: serde_json::Map<String, Value> = Unit::ALL
        .iter()
        .map(|unit| {
            let of = &words.units[*unit as usize];
            let forms: serde_json::Map<String, Value> = of
                .forms
                .iter()
                .map(|(plural, form)| (key(&format!("{plural:?}")), json!(form)))
                .collect();
            (
                key(&format!("{unit:?}")),
                json!({ "symbol": of.symbol, "forms": forms }),
            )
        })
        .collect();
    json!({
        "tag": words.tag,
        "decimal": words.decimal,
        "group": words.group,
        "minus": words.minus,
        "percent": words.percent,
        "below": words.below,
        "above": words.above,
        "money": words.money,
        "absent": words.absent,
        "large": words.large,
        "small": words.small,
        "months": words.months,
        "date": words.date,
        "days": words.days,
        "dates": words.dates,
        "moment": words.moment,
        "comma": words.comma,
        "and": words.and,
        "more": words.more,
        "quotes": words.quotes,
        "units": units,
    })
}

/// The name of a variant as a key of the window: `WorkingDays` is "workingDays".
fn key(variant: &str) -> String {
    variant[..1].to_lowercase() + &variant[1..]
}

/// Function, arguments, answer.
type Case = (&'static str, Vec<Value>, Value);

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for value in values() {
        let mut number = |name, text: String| cases.push((name, vec![json!(value)], json!(text)));
        number("number", EN.number(value));
        number("compact", EN.compact(value));
        number("percent", EN.percent(value));
        number("editable", EN.editable(value));
        number("full", EN.full(value));
        number("change", EN.change(value));
        cases.push((
            "money",
            vec![json!(value), json!("EUR")],
            json!(EN.money(value, "EUR")),
        ));
        cases.push((
            "decimal",
            vec![json!(value), json!(2)],
            json!(EN.decimal(value, 2)),
        ));
    }
    for (value, unit) in [0.0, 0.5, 0.9999, 1.0, 1.004, 1.5, 2.0, 1456.0]
        .into_iter()
        .flat_map(|value| Unit::ALL.map(|unit| (value, unit)))
    {
        let arguments = vec![json!(value), json!(key(&format!("{unit:?}")))];
        cases.push(("measured", arguments.clone(), json!(EN.measured(value, unit))));
        cases.push(("withSymbol", arguments, json!(EN.with_symbol(value, unit))));
    }
    for count in [0, 1, 2, 5, 11, 12, 13, 21, 101, 999, 1000, 145_292, 9_999_999] {
        cases.push(("count", vec![json!(count)], json!(EN.count(count))));
        cases.push(("inWords", vec![json!(count)], json!(EN.in_words(count))));
        let counted = EN.counted(count, "step", "steps");
        cases.push((
            "counted",
            vec![json!(count), json!("step"), json!("steps")],
            json!(counted),
        ));
    }
    let names = ["a", "b", "c", "d", "e", "f"];
    for count in 0..=names.len() {
        let names = &names[..count];
        cases.push(("list", vec![json!(names)], json!(EN.list(names))));
        let some = EN.list_of(count, 4, |at, out| out.push_str(names[at]));
        cases.push(("list", vec![json!(names), json!(4)], json!(some)));
    }
    cases.push(("quote", vec![json!("Prove")], json!(EN.quote("Prove"))));
    cases.push(("capital", vec![json!("élan")], json!(EN.capital("élan"))));
    dates(&mut cases);
    for text in TYPED {
        for sign in ['.', ','] {
            let answer = match EN.read_as(text, sign) {
                Ok(read) => json!({
                    "value": read.value,
                    "percent": read.percent,
                    "other": read.other,
                    "sign": read.sign,
                    "readings": read.readings(EN),
                }),
                Err(NotRead::Empty) => json!("empty"),
                Err(NotRead::NotANumber) => json!("not a number"),
            };
            cases.push(("read", vec![json!(text), json!(sign)], answer));
        }
    }
    cases
}

fn dates(cases: &mut Vec<Case>) {
    let days = [
        "2026-11-17",
        "2026-11-18",
        "2026-12-01",
        "2027-01-05",
        "0987-03-04",
    ];
    let date = |text: &str| -> Date { text.parse().expect("a day") };
    for day in days {
        cases.push(("date", vec![json!(day)], json!(EN.date(date(day)))));
        let span = EN.days(date(days[0]), date(day));
        cases.push(("days", vec![json!(days[0]), json!(day)], json!(span)));
    }
    for moment in ["2026-11-17T09:05:00", "2026-01-02T23:59:59"] {
        let at: DateTime = moment.parse().expect("a moment");
        cases.push(("moment", vec![json!(moment)], json!(EN.moment(at))));
    }
}

/// Numbers at the edges of the rules, and many others from a small generator, the same on each run.
fn values() -> Vec<f64> {
    let mut values = vec![
        0.0,
        -0.0,
        0.125,
        0.285,
        0.0005,
        0.0001,
        0.000_001,
        0.000_000_999_9,
        3e-7,
        1e-300,
        5e-324,
        0.05,
        0.049,
        0.5,
        -0.4,
        0.9994,
        0.9995,
        0.9999,
        0.1 + 0.2,
        0.1 + 0.7,
        0.1 * 3.0 + 0.7,
        1.0,
        1.005,
        1.0001,
        2.5,
        9.995,
        12.34,
        12.345,
        99.94,
        99.95,
        99.996,
        100.4,
        100.5,
        263.4,
        999.5,
        1234.5,
        145_292.0,
        -1_234_567.0,
        9_999_999.4,
        9_999_999.6,
        12_345_678.0,
        999_499_999.0,
        999_950_000.0,
        4.53e9,
        1e12,
        999_999_999_999_999.0,
        1e15,
        1.2e15,
        9_007_199_254_740_993.0,
        1.797e308,
    ];
    let mut state: u64 = 9;
    for at in 0..60 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let digits = (state >> 33) % 10_u64.pow(1 + at % 9);
        let value = digits as f64 / 10_f64.powi((state >> 7) as i32 % 7);
        values.push(if at % 5 == 0 { -value } else { value });
    }
    values
}

/// Numbers as people type them, and what is none.
const TYPED: &[&str] = &[
    "",
    "  ",
    "40",
    "40 %",
    "12,5%",
    "0,3",
    "0.125",
    "0,125",
    ".5",
    ",5",
    "5.",
    "5,",
    "1,234.5",
    "1.234,5",
    "1.234.567",
    "1,234,567",
    "1 200",
    "1\u{a0}200,5",
    "1\u{202f}200",
    "1'234.5",
    "1’234",
    "12 345 678",
    "1234.567",
    "12.3456",
    "−4",
    "- 4",
    "–4",
    "-0",
    "+2",
    "1e3",
    "1E-3",
    "1.2\u{a0}×\u{a0}10⁻³",
    "1,2 × 10¹²",
    " 7 ",
    "1.456",
    "1,456",
    "145,292",
    "145.292 %",
    "-12,000",
    "12.000,50",
    "1.234e2",
    "many",
    "1,2,3",
    "1 2",
    "12,34,567",
    "1.2.3",
    "1,234,5",
    "0,123,456",
    "0.123",
    "00.123",
    "--1",
    "%",
    ".",
    ",",
    "1e",
    "1e9999",
    "1e309",
    "NaN",
    "Infinity",
    "0x10",
    "1.234 567",
    "1,234.567.8",
    "1 %%",
    "1 × 3",
    "1 × 10",
    "1 234.567",
    "1 234 567,8",
    "5 m",
    "m",
    "١٢",
];

/// A case on a line, so that differences are read easily.
fn lines(cases: &[Case]) -> String {
    let mut out = String::from("[\n");
    for (at, case) in cases.iter().enumerate() {
        let case = serde_json::to_value(case).expect("plain data");
        let text = serde_json::to_string(&sorted(case)).expect("plain data");
        let comma = if at + 1 < cases.len() { "," } else { "" };
        let _ = writeln!(out, "{text}{comma}");
    }
    out.push_str("]\n");
    out
}

/// A value with the names of every object in order, whichever way the build lets JSON keep them: a dependency of some
/// other crate may switch on that they stay as they were put in.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let object: BTreeMap<String, Value> = object
                .into_iter()
                .map(|(name, value)| (name, sorted(value)))
                .collect();
            Value::Object(object.into_iter().collect())
        }
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        value => value,
    }
}
