//! What to measure next: how sure the results are, and which numbers make them unsure.
//!
//! The draws are made elsewhere; here they are worded, with their number and their seed.

use twinlane_flow::{Importance, Quantiles, Uncertainty};
use twinlane_model::{Charter, MapView};
use twinlane_words::{English, sentences};

use super::names::Names;
use super::{Context, anchors};
use crate::layout::{Cell, Column, DocumentBuilder, Table, Type, Width};
use crate::sentences::ReportSentences;

sentences! {
    /// What to measure next, in words.
    pub(crate) trait NextSentences for English {
        /// Heading.
        fn measure_next() => "What to measure next";
        /// Why there are no ranges.
        fn cannot_be_said(why: &str) => "How sure the results are cannot be said: {why}.";
        /// Results that have ranges: wins, cost per win, lead time.
        fn ranged(period: &str) -> [String; 3] => {
            [
                format!("Wins a {period}"),
                "Cost per win".to_owned(),
                "Lead time of a won case".to_owned(),
            ]
        };
        /// Heading of the ranges.
        fn how_sure() => "How sure the results are";
        /// Heads of the ranges: result, P10, median, P90.
        fn range_columns() -> [&'static str; 4] => {
            ["If everything were served", "1 in 10 is lower", "The middle", "1 in 10 is higher"]
        };
        /// How the ranges were made.
        fn draws(draws: u32, seed: u64, failed: u32) => {
            let failed = if failed > 0 {
                format!("; {} of them closed a loop and were left out", English.count(failed as usize))
            } else {
                String::new()
            };
            format!(
                "{} draws with seed {seed}{failed}. Each draw takes every number anew from what it rests on: counted \
                 ones by their n, estimates from their range or ±\u{a0}20\u{a0}%, assumptions ±\u{a0}50\u{a0}%.",
                English.count(draws as usize)
            )
        };
        /// No number matters more than chance.
        fn none_stands_out() => "No single number stands out: none explains more of the spread than chance would.";
        /// What the table is.
        fn share_of_spread() => "The share of the spread of each result that one number explains by itself. Measuring the first ones makes the results surer than measuring the others.";
        /// Heads of the table: number, wins, cost per win, lead time.
        fn spread_columns() -> [&'static str; 4] => { ["Number", "of wins", "of cost per win", "of lead time"] };
    }
}

/// Numbers that are named.
const MOST: usize = 10;

/// Adds ranges and numbers for every map that has some; says why where there are none.
pub(super) fn add(context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let charter = context.input.workshop.charter();
    let locale = document.locale;
    for (_, view) in &context.views {
        let Some(figures) = context.results.get(&view.map.id) else {
            continue;
        };
        match &figures.ranges {
            Some(Ok(found)) if found.draws > found.failed => {
                ranges(context, document, view, found, charter);
                numbers(context, document, view, found);
            }
            Some(Err(why)) => {
                document.heading(&context.for_map(locale.measure_next(), view), None);
                let why = Names { view, locale }.why(why);
                document.paragraph(&locale.cannot_be_said(&why), Type::BODY);
            }
            _ => {}
        }
    }
}

fn ranges(
    context: &Context<'_>,
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    found: &Uncertainty,
    charter: &Charter,
) {
    let row = |what: String, range: Option<Quantiles>, worded: &dyn Fn(f64) -> String| {
        let range = range?;
        Some(vec![
            Cell::new(what),
            Cell::new(worded(range.p10)),
            Cell::strong(worded(range.p50)),
            Cell::new(worded(range.p90)),
        ])
    };
    let locale = document.locale;
    let [wins, cost, lead_time] = locale.ranged(&charter.period);
    let rows: Vec<Vec<Cell>> = [
        row(wins, found.wins, &|value| locale.number(value)),
        row(cost, found.cost_per_win, &|value| {
            locale.amount(value, &charter.currency)
        }),
        row(lead_time, found.lead_time_won, &|value| {
            locale.working_days(value)
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    if rows.is_empty() {
        return;
    }
    document.heading(&context.for_map(locale.how_sure(), view), None);
    let [result, low, middle, high] = locale.range_columns();
    let columns = vec![
        Column::new(result, Width::Share(1.0)),
        Column::numbers(low, Width::Fixed(92.0)),
        Column::numbers(middle, Width::Fixed(92.0)),
        Column::numbers(high, Width::Fixed(92.0)),
    ];
    Table { columns, rows }.add(document);
    document.paragraph(
        &locale.draws(found.draws, context.input.seed, found.failed),
        Type::SMALL,
    );
}

fn numbers(
    context: &Context<'_>,
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    found: &Uncertainty,
) {
    let locale = document.locale;
    let names = Names { view, locale };
    let name = format!("evidence-next-{}", view.map.id);
    document.heading(&context.for_map(locale.measure_next(), view), Some(&name));
    if found.importance.is_empty() {
        document.paragraph(locale.none_stands_out(), Type::BODY);
        return;
    }
    document.paragraph(locale.share_of_spread(), Type::BODY);
    let [number, of_wins, of_cost, of_lead_time] = locale.spread_columns();
    let share = |value: Option<f64>| {
        // Less than half a per cent would be printed as nothing.
        let seen = value.filter(|value| *value > found.noise_floor && *value >= 0.005);
        locale.or_absent(seen.map(|share| locale.share(share)))
    };
    let row = |row: &Importance| {
        let place = names.place(row.number).map(anchors::step);
        vec![
            Cell::new(names.subject(row.number)).linked(place.filter(|place| context.page(place).is_some())),
            Cell::strong(share(row.wins)),
            Cell::new(share(row.cost_per_win)),
            Cell::new(share(row.lead_time_won)),
        ]
    };
    let columns = vec![
        Column::new(number, Width::Share(1.0)),
        Column::numbers(of_wins, Width::Fixed(64.0)),
        Column::numbers(of_cost, Width::Fixed(84.0)),
        Column::numbers(of_lead_time, Width::Fixed(74.0)),
    ];
    let rows = found.importance.iter().take(MOST).map(row).collect();
    Table { columns, rows }.add(document);
}
