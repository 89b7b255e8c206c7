//! What the rules about busy pools have in common: their draft and its words. No rule here.

use twinlane_model::Side;

use crate::rule::{Draft, Number, Thing, Worse};
use crate::sheet::{Load, Sheet};
use crate::words::{capital, decimal, quote, two_digits};

/// The numbers of a finding about a busy pool.
pub(crate) const NUMBERS: &[Number] = &[
    Number {
        name: "utilisation_percent",
        worse: Worse::Up,
    },
    Number {
        name: "hours_needed",
        worse: Worse::Never,
    },
    Number {
        name: "hours_of_capacity",
        worse: Worse::Never,
    },
];

/// A finding about a busy pool: its steps carry it, the pool itself is its key.
pub(crate) fn draft(sheet: &Sheet<'_, '_>, load: Load) -> Draft {
    let pool = Thing::Pool(load.pool);
    let steps = sheet.busiest_first(load.pool);
    let who = capital(&who(sheet, load.pool, &steps));
    let title = format!("{who} {}.", asked(sheet, load));
    let mut draft = Draft::new(pool, Side::Seller, title)
        .number("hours_needed", load.hours)
        .number("hours_of_capacity", load.capacity);
    if let Some(utilisation) = load.utilisation() {
        draft = draft.number("utilisation_percent", utilisation * 100.0);
    }
    draft.load_of = Some(load.pool);
    if !steps.is_empty() {
        draft.subjects = steps.into_iter().map(Thing::Step).collect();
        draft.key = vec![pool];
    }
    draft
}

/// A pool inside a sentence, in the plural; one without a name is that of its steps.
pub(crate) fn who(sheet: &Sheet<'_, '_>, pool: usize, steps: &[usize]) -> String {
    let name = &sheet.view.pools[pool].name;
    if !name.trim().is_empty() {
        quote(name)
    } else if steps.is_empty() {
        "people without a name".to_owned()
    } else {
        format!("the people of {}", sheet.steps(steps))
    }
}

fn asked(sheet: &Sheet<'_, '_>, load: Load) -> String {
    match load.utilisation() {
        Some(share) => format!("are asked for {} of the hours they have", rounded(share)),
        None => format!(
            "are asked for {} hours {} and have none",
            decimal(load.hours),
            per_period(sheet)
        ),
    }
}

/// A share in whole per cent, with a digit behind the point where it would otherwise read as just enough.
pub(crate) fn rounded(share: f64) -> String {
    let percent = share * 100.0;
    if (percent - 100.0).abs() < 1.0 {
        format!("{} %", decimal(percent))
    } else {
        format!("{percent:.0} %")
    }
}

/// "per month".
pub(crate) fn per_period(sheet: &Sheet<'_, '_>) -> String {
    let period = sheet.view.workshop.charter().period.trim();
    let period = if period.is_empty() { "period" } else { period };
    format!("per {period}")
}

/// Cases per period: with one digit behind the point, or with two where one would leave little of them.
pub(crate) fn amount(cases: f64) -> String {
    if cases < 1.0 {
        two_digits(cases)
    } else {
        decimal(cases)
    }
}
