//! What to measure next: how sure the results are, and which numbers make them unsure.
//!
//! The draws are made elsewhere; here they are worded, with their number and their seed.

use twinlane_flow::{Importance, Quantiles, Uncertainty};
use twinlane_model::{Charter, MapView};

use super::names::Names;
use super::results::{days, money, or_dash};
use super::{Context, places};
use crate::layout::{Cell, Column, Flow, Table, Type, Width};
use crate::words;

/// Numbers that are named.
const MOST: usize = 10;

/// Adds ranges and numbers for every map that has some; says why where there are none.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let charter = context.input.workshop.charter();
    for (_, view) in &context.views {
        let Some(figures) = context.figures.get(&view.map.id) else {
            continue;
        };
        match &figures.ranges {
            Some(Ok(found)) if found.draws > found.failed => {
                ranges(context, flow, view, found, charter);
                numbers(context, flow, view, found);
            }
            Some(Err(why)) => {
                flow.heading(&context.for_map("What to measure next", view), None);
                let why = Names { view }.why(why);
                flow.paragraph(
                    &format!("How sure the results are cannot be said: {why}."),
                    Type::BODY,
                );
            }
            _ => {}
        }
    }
}

fn ranges(
    context: &Context<'_>,
    flow: &mut Flow<'_>,
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
    let rows: Vec<Vec<Cell>> = [
        row(format!("Wins a {}", charter.period), found.wins, &words::number),
        row("Cost per win".to_owned(), found.cost_per_win, &|value| {
            money(value, charter)
        }),
        row("Lead time of a won case".to_owned(), found.lead_time_won, &days),
    ]
    .into_iter()
    .flatten()
    .collect();
    if rows.is_empty() {
        return;
    }
    flow.heading(&context.for_map("How sure the results are", view), None);
    let columns = vec![
        Column::new("If everything were served", Width::Share(1.0)),
        Column::numbers("1 in 10 is lower", Width::Fixed(92.0)),
        Column::numbers("The middle", Width::Fixed(92.0)),
        Column::numbers("1 in 10 is higher", Width::Fixed(92.0)),
    ];
    Table { columns, rows }.add(flow);
    let failed = if found.failed > 0 {
        format!(
            "; {} of them closed a loop and were left out",
            words::number(f64::from(found.failed))
        )
    } else {
        String::new()
    };
    flow.paragraph(
        &format!(
            "{} draws with seed {}{failed}. Each draw takes every number anew from what it rests on: counted \
             ones by their n, estimates from their range or ±\u{a0}20\u{a0}%, assumptions ±\u{a0}50\u{a0}%.",
            words::number(f64::from(found.draws)),
            context.input.seed,
        ),
        Type::SMALL,
    );
}

fn numbers(context: &Context<'_>, flow: &mut Flow<'_>, view: &MapView<'_>, found: &Uncertainty) {
    let names = Names { view };
    let name = format!("evidence-next-{}", view.map.id);
    flow.heading(&context.for_map("What to measure next", view), Some(&name));
    if found.importance.is_empty() {
        flow.paragraph(
            "No single number stands out: none explains more of the spread than chance would.",
            Type::BODY,
        );
        return;
    }
    flow.paragraph(
        "The share of the spread of each result that one number explains by itself. Measuring the first ones \
         makes the results surer than measuring the others.",
        Type::BODY,
    );
    let share = |value: Option<f64>| {
        // Less than half a per cent would be printed as nothing.
        let seen = value.filter(|value| *value > found.noise_floor && *value >= 0.005);
        or_dash(seen.map(words::percent))
    };
    let row = |row: &Importance| {
        let place = names.place(row.number).map(places::step);
        vec![
            Cell::new(names.subject(row.number)).linked(place.filter(|place| context.page(place).is_some())),
            Cell::strong(share(row.wins)),
            Cell::new(share(row.cost_per_win)),
            Cell::new(share(row.lead_time_won)),
        ]
    };
    let columns = vec![
        Column::new("Number", Width::Share(1.0)),
        Column::numbers("of wins", Width::Fixed(64.0)),
        Column::numbers("of cost per win", Width::Fixed(84.0)),
        Column::numbers("of lead time", Width::Fixed(74.0)),
    ];
    let rows = found.importance.iter().take(MOST).map(row).collect();
    Table { columns, rows }.add(flow);
}
